"""How large a document may be, and the look at its outline that enforces it before it is built."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from fairlead.errors import Refused, UsageError
from fairlead.faults import Report, fault

__all__ = ["LIMITS", "Limits", "place", "refused", "survey"]

_DEEPEST: Final = 250
"""The writer's engine stops at 254, and what was read must be writable."""
_LONGEST: Final = 640
"""Digits of an integer that every Python converts, whatever its `int_max_str_digits`."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may not exceed. The defaults leave a large bill of lading ample room.

    `UsageError` if a depth or a number of digits is asked for that could not be kept.

    >>> Limits(depth=8).depth
    8
    """

    size: int = 10_000_000
    """Bytes of the whole input."""
    depth: int = 64
    """Steps from the root to any value: `[[1]]` has two. A bill takes about ten."""
    values: int = 150_000
    """Values in any document, lists and objects among them; so at most as many members.
    A bill of a thousand containers, a megabyte long, holds under 60,000."""
    spread: int = 10
    """Bytes for each value of a document that holds more. It is what a value takes in memory that
    counts, and a document of some size may well have as many values as it has tens of bytes; a
    bill in UN/CEFACT's JSON has one in fourteen."""
    text: int = 8_000_000
    """Characters of one text or name, as written between its quotes. The payload of a signature is
    one text, and so is the PDF that comes with a request for issuance."""
    digits: int = 100
    """Digits of one number, those of its exponent included."""
    exponent: int = 1_000
    """How far from zero an exponent may lie; beyond it, a short text is an immense number."""

    def __post_init__(self) -> None:
        if self.depth > _DEEPEST:
            raise UsageError(f"a depth over {_DEEPEST} could be read but not written")
        if self.digits > _LONGEST:
            raise UsageError(f"more than {_LONGEST} digits could be read but not converted")

    def most_values(self, size: int) -> int:
        """How many values an input of so many bytes may hold.

        >>> LIMITS.most_values(2_000), LIMITS.most_values(5_000_000)
        (150000, 500000)
        """
        return max(self.values, size // self.spread)


LIMITS: Final = Limits()
"""What is allowed where nothing else is asked for."""


def refused(code: str, wire: str = "", says: str | None = None) -> Refused:
    """The refusal of a document for one fault; `wire` is `""` where it is the document's own.

    >>> str(refused("READ-012"))
    'READ-012 the input is empty'
    """
    return Refused(Report((fault(code, wire=wire, says=says),)))


def place(text: str, at: int) -> str:
    r"""Where a character is, for people: lines and columns both count from one.

    >>> place('{\n  "a": oops}', 9)
    'line 2 column 8'
    """
    return f"line {text.count(chr(10), 0, at) + 1} column {at - text.rfind(chr(10), 0, at)}"


_OUTLINE: Final = re.compile(
    r"""  "(?:[^"\\]++|\\.)*+"?          # a text or a name; if it never ends, up to the end
        | \[[ \t\n\r]*+\] | \{[ \t\n\r]*+\}          # a list or an object with nothing in it
        | [\[{\]},] """,
    re.VERBOSE | re.DOTALL,
)


def survey(text: str, limits: Limits, size: int = 0) -> None:
    """Refuse a document whose outline is too deep, holds too many values, or too long a text.

    The outline is its texts, brackets and commas. Nothing is built, and the way through ends with
    the first thing that is too much; what cannot be JSON ends it too, so that the time taken is
    bounded by the limits and not by the input. Everything else is left to the parser.

    Every value but the root follows a comma or an opening bracket, and takes one text or two (its
    name, itself) or one empty bracket pair. More of those than that are not JSON. A `size`,
    that of the input in bytes, lets a large one hold more values.
    """
    most = limits.most_values(size)
    depth, values, things = 0, 1, 0
    for found in _OUTLINE.finditer(text):
        mark = found[0]
        if mark == ",":
            values += 1
        elif mark in "[{":
            values += 1
            depth += 1
        elif mark in "]}":
            depth -= 1
        else:
            things += 1
            if mark[0] == '"' and len(mark) - 2 > limits.text:
                raise refused("READ-010", place(text, found.start()))
        if depth > limits.depth:
            raise refused("READ-008", place(text, found.start()))
        if values > most:
            raise refused("READ-011", place(text, found.start()))
        if depth < 0 or things > 2 * values:
            raise refused("READ-004", place(text, found.start()))
