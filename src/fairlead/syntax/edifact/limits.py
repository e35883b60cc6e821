"""How large an interchange may be, and the refusal of one that cannot be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fairlead.errors import Refused
from fairlead.faults import Fault, Report, fault

__all__ = ["LAW", "LIMITS", "Limits", "at", "flaw", "refused"]

LAW: Final = "ISO 9735"
"""The syntax rules; the clause follows the name where one is meant."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an interchange may not exceed. The defaults leave a large one ample room.

    >>> Limits(segments=8).segments
    8
    """

    size: int = 10_000_000
    """Bytes of the whole input."""
    segments: int = 150_000
    """Segments of the whole input. A bill of a thousand containers takes under 20,000."""
    elements: int = 200
    """Elements of one segment, and components of one element. A directory gives at most 30."""
    text: int = 10_000
    """Characters of one component, release characters included. A directory gives at most 512."""


LIMITS: Final = Limits()
"""What is allowed where nothing else is asked for."""


def at(segment: int, tag: str = "", element: int = 0, component: str = "") -> str:
    """Where something is, for people: segments count from UNH as UNT counts them, elements from 1.

    >>> at(12, "LOC", 2, "C517/3225")
    'segment 12 LOC element 2 C517/3225'
    """
    tagged = f" {tag}" if tag else ""
    within = f" element {element}" if element else ""
    return f"segment {segment}{tagged}{within}" + (f" {component}" if component else "")


def flaw(code: str, wire: str, says: str | None = None, *, law: str = LAW) -> Fault:
    """A fault of an interchange, with the clause that it breaks.

    >>> flaw("READ-037", at(3)).law
    'ISO 9735'
    """
    return fault(code, wire=wire, says=says, law=law)


def refused(code: str, wire: str = "", says: str | None = None, *, law: str = LAW) -> Refused:
    """The refusal of an input for one fault; `wire` is `""` where it is the input's own.

    >>> str(refused("READ-030"))
    'READ-030 the input begins with neither UNA nor UNB'
    """
    return Refused(Report((flaw(code, wire, says, law=law),)))
