"""How large a document may be, and the look at its bytes that enforces it before it is built."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from fairlead.errors import Refused, UsageError
from fairlead.faults import Report, fault

__all__ = ["LIMITS", "Limits", "place", "refused", "survey"]

_DEEPEST: Final = 250
"""The parser stops at 256 by itself."""
_SPACE: Final = rb"[ \t\r\n]"
_ATTRIBUTE: Final = re.compile(
    rb"""(?<=[ \t\r\n])([^\s=<>"']++)%b*+=%b*+(?:"[^"<]*+"|'[^'<]*+')""" % (_SPACE, _SPACE)
)
"""Every attribute is taken whole, so that no part of a value passes for a declaration."""
_ASSIGNED: Final = re.compile(rb"""=%b*["']""" % _SPACE)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may not exceed. The defaults leave a large bill of lading ample room.

    `UsageError` if a depth is asked for that the parser could not reach.

    >>> Limits(depth=8).depth
    8
    """

    size: int = 10_000_000
    """Bytes of the whole input."""
    depth: int = 64
    """Steps from the root to any element: the root itself is the first. A bill takes about ten."""
    elements: int = 150_000
    """Marks that open something in any document: elements, comments, instructions, CDATA
    sections. A bill of a thousand containers, two megabytes long, holds under 60,000."""
    spread: int = 30
    """Bytes for each mark of a document that holds more; a bill has one in forty or fifty."""
    attributes: int = 64
    """Attributes of one element. In the whole document there may be as many as marks."""
    namespaces: int = 64
    """Different namespace declarations, a prefix with its URI, in the whole document."""
    text: int = 1_000_000
    """Characters of one text or attribute."""

    def __post_init__(self) -> None:
        if self.depth > _DEEPEST:
            raise UsageError(f"a depth over {_DEEPEST} could not be read")

    def most_marks(self, size: int) -> int:
        """How many marks an input of so many bytes may hold.

        >>> LIMITS.most_marks(2_000), LIMITS.most_marks(5_000_000)
        (150000, 166666)
        """
        return max(self.elements, size // self.spread)


LIMITS: Final = Limits()
"""What is allowed where nothing else is asked for."""


def refused(code: str, wire: str = "", says: str | None = None) -> Refused:
    """The refusal of a document for one fault; `wire` is `""` where it is the document's own.

    >>> str(refused("READ-060"))
    'READ-060 a document type declaration (DOCTYPE) stands here'
    """
    return Refused(Report((fault(code, wire=wire, says=says),)))


def place(data: bytes, at: int) -> str:
    r"""Where a byte is, for people: lines and columns both count from one.

    >>> place(b"<a>\n <b", 5)
    'line 2 column 2'
    """
    return f"line {data.count(10, 0, at) + 1} column {at - data.rfind(10, 0, at)}"


def survey(data: bytes, limits: Limits) -> None:
    """Refuse bytes that would be too many elements, attributes or namespaces once they are built.

    Nothing is built. An element, a comment and whatever else is built takes a `<` of its own, an
    attribute an equals sign before a quote; so few of these are proof of few of those. What is
    deeper or longer than allowed is found afterwards, cheaply, in what was built.

    >>> survey(b"<a><b/></a>", Limits(elements=2))
    """
    if len(data) > limits.elements:  # each takes a byte at least
        _count_marks(data, limits)
    if data.count(b"xmlns") > limits.namespaces:
        _count_namespaces(data, limits)


def _count_marks(data: bytes, limits: Limits) -> None:
    """Refuse too many elements, or more attributes in all than there may be elements."""
    most = limits.most_marks(len(data))
    if data.count(b"<") - data.count(b"</") > most:
        raise refused("READ-011")
    if data.count(b"=") > most:
        assigned = sum(1 for _ in islice(_ASSIGNED.finditer(data), most + 1))
        if assigned > most:
            raise refused("READ-062", says="the document has more attributes than the limit")


def _count_namespaces(data: bytes, limits: Limits) -> None:
    """Refuse too many different declarations; the same one may stand at every element."""
    different: set[bytes] = set()
    for found in _ATTRIBUTE.finditer(data):
        if found[1] != b"xmlns" and not found[1].startswith(b"xmlns:"):
            continue
        different.add(found[0])
        if len(different) > limits.namespaces:
            raise refused("READ-063", place(data, found.start()))
