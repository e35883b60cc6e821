"""Which engine writes JSON: orjson, or where it is not installed one in Python alone.

This is the one place where that is chosen. Everything else is the same with either.
"""

from __future__ import annotations

try:
    from orjson import (
        OPT_INDENT_2,
        OPT_PASSTHROUGH_DATACLASS,
        OPT_PASSTHROUGH_DATETIME,
        OPT_SORT_KEYS,
        OPT_STRICT_INTEGER,
        Fragment,
        dumps,
    )
except ImportError:
    from fairlead.syntax.json.plain import (  # type: ignore[assignment]
        OPT_INDENT_2,
        OPT_PASSTHROUGH_DATACLASS,
        OPT_PASSTHROUGH_DATETIME,
        OPT_SORT_KEYS,
        OPT_STRICT_INTEGER,
        Fragment,
        dumps,
    )

__all__ = [
    "OPT_INDENT_2",
    "OPT_PASSTHROUGH_DATACLASS",
    "OPT_PASSTHROUGH_DATETIME",
    "OPT_SORT_KEYS",
    "OPT_STRICT_INTEGER",
    "Fragment",
    "dumps",
]
