"""A format on trial: what its mapping does with bills that nobody wrote.

The laws hold for every mapping: each leaf of a Bill is written or reported, and what was written is
read again. A mapping that keeps to its schema may still break them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fairlead.bill import Bill
from fairlead.bill.drawn import alone, drawn
from fairlead.faults import Severity
from fairlead.formats.format import Format
from fairlead.formats.reading_back import unaccounted
from fairlead.lens import Emitted, adds_up, bill_path

__all__ = ["Trial", "tried"]

_NEEDED = "EMIT-020"
"""What a Bill leaves out is no leaf of it that could be lost."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How a mapping did."""

    format: str
    bills: int
    """How many bills it was given."""
    written: int
    """How many of these it wrote; the others it refused, and said why."""
    broken: tuple[str, ...]
    """Each law that it broke, with the leaf, once."""

    def __str__(self) -> str:
        said = f"{self.format}: {self.written} of {self.bills} drawn bills written"
        return f"{said}, {len(self.broken)} leaves without account"


def tried(target: Format, seeds: int) -> Trial:
    """What a format does with a bill for each leaf alone, and with so many drawn ones.

    Raises `MappingError` where its mapping is wrong.

    >>> from fairlead.formats import named
    >>> str(tried(named("dcsa"), 5)).partition("written, ")[2]
    '0 leaves without account'
    """
    bills = [*alone(), *map(drawn, range(seeds))]
    emitted = [(bill, target.emit(bill)) for bill in bills]
    written = [(bill, made) for bill, made in emitted if not _refused(made)]
    broken = dict.fromkeys(one for bill, made in written for one in _broken(bill, made, target))
    return Trial(target.id, len(bills), len(written), tuple(broken))


def _refused(made: Emitted) -> bool:
    errors = (one.code for one in made.writing.faults if one.severity is Severity.ERROR)
    return any(code != _NEEDED for code in errors)


def _broken(bill: Bill, made: Emitted, target: Format) -> Iterator[str]:
    """What is not as it has to be with one bill that was written."""
    parsed = target.mapping.parse(made.tree)
    if parsed.bill is None:
        codes = ", ".join(sorted({one.code for one in parsed.faults}))
        yield f"what is written is not read again ({codes})"
        return
    leaves = unaccounted(bill, made, target)
    if leaves and target.breaches(made.tree):
        return  # it would not go out
    for leaf in leaves:
        yield f"{bill_path(leaf)} is neither read back nor reported"
    if not adds_up(bill, made.writing):
        yield "the leaves that are written and reported are not those of the bill"
