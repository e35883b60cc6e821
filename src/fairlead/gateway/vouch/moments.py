"""Times as statements of others write them: RFC 3339, with as many digits as they like."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, Final

__all__ = ["moment_in"]

_TIME: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{1,6})?\d*(Z|[+-]\d{2}:\d{2})", re.ASCII
)


def moment_in(text: Any) -> datetime | None:
    """The instant that a text states; None where it states none. Digits below 1 µs are left out.

    >>> moment_in("2026-06-01T08:00:00.123456789Z")
    datetime.datetime(2026, 6, 1, 8, 0, 0, 123456, tzinfo=datetime.timezone.utc)
    >>> moment_in("2026-06-31T08:00:00Z") is moment_in(7) is None
    True
    """
    found = _TIME.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        return None
    try:
        return datetime.fromisoformat(f"{found[1]}{found[2] or ''}{found[3]}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None
