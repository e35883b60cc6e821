"""Both ends of a value lens: what a schema allows, and what a field of the Bill holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any, Final, Protocol

__all__ = ["admits", "example_of", "held_by"]


class Spelling(Protocol):
    """What a schema states of a text."""

    @property
    def pattern(self) -> str | None:
        """The regular expression that it matches."""
        ...

    @property
    def format(self) -> str | None:
        """Its format, as the schema names it."""
        ...

    @property
    def min_length(self) -> int | None:
        """The fewest characters."""
        ...

    @property
    def max_length(self) -> int | None:
        """The most characters."""
        ...

    def matches(self, text: str) -> bool:
        """Whether a text matches the pattern."""
        ...


_INSTANT: Final = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
_NUMBER: Final = r"[+-]?\d+(\.\d+)?"
_FORMATS: Final[Mapping[str, tuple[str, str]]] = {
    "date": (r"\d{4}-\d\d-\d\d", "2026-01-31"),
    "date-time": (_INSTANT, "2026-01-31T08:15:00Z"),
    "dateTime": (_INSTANT, "2026-01-31T08:15:00Z"),
    "decimal": (_NUMBER, "3"),
    "integer": (r"[+-]?\d+", "3"),
    "boolean": (r"true|false|0|1", "true"),
}
"""Format, as JSON and XML schemas name it, to how it is spelt, and an example."""

_DIGITS: Final = re.compile(r"n(\.\.)?(\d+)")
"""A number of UN/EDIFACT: `n3` has three digits, `n..18` has at most eighteen."""


def admits(facts: Spelling, text: Any) -> bool:
    """Whether a schema allows a text, as far as it says.

    >>> class Day:
    ...     pattern, format, min_length, max_length = None, "date", None, None
    >>> admits(Day, "2026-01-31"), admits(Day, "2026-01-31T00:00:00Z")
    (True, False)
    """
    if not isinstance(text, str):
        return True
    if not (facts.min_length or 0) <= len(text) <= (facts.max_length or len(text)):
        return False
    spelt = _FORMATS.get(facts.format or "")
    if spelt is not None and not re.fullmatch(spelt[0], text):
        return False
    digits = _DIGITS.fullmatch(facts.format or "")
    if digits is not None and not re.fullmatch(_NUMBER, text):
        return False
    return facts.pattern is None or facts.matches(text)


def example_of(facts: Spelling) -> str | None:
    """A text of the format that a schema names; None where it names none, or any text is one.

    >>> class Number:
    ...     pattern, format, min_length, max_length = None, "n..18", None, 18
    >>> example_of(Number)
    '3'
    """
    if facts.pattern is not None:
        return None
    if facts.format in _FORMATS:
        return _FORMATS[str(facts.format)][1]
    return "3" if _DIGITS.fullmatch(facts.format or "") else None


_HELD: Final[Mapping[Any, str]] = {
    str: "text", dt.date: "date", dt.datetime: "instant", Decimal: "decimal", int: "integer",
    bool: "boolean",
}  # fmt: skip


def held_by(kind: Any) -> str:
    """What a field of a type holds, in the words of value lenses.

    >>> held_by(Decimal), held_by(dt.date)
    ('decimal', 'date')
    """
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "key"
    return _HELD.get(kind, "part")
