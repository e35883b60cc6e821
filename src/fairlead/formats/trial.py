"""A format on trial: what its mapping does with bills that nobody wrote.

The laws hold for every mapping: each leaf of a Bill is written or reported, and what was written is
read again. A mapping that keeps to its schema may still break them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fairlead.bill import Bill
from fairlead.bill.drawn import alone, drawn
from fairlead.faults import Fault, Severity
from fairlead.formats.format import Format
from fairlead.formats.reading_back import unaccounted
from fairlead.lens import Emitted, adds_up, bill_path

__all__ = ["Trial", "tried"]

_INDEX: Final = re.compile(r"\[\d+\]")

_NEEDED: Final = "EMIT-020"
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
    refused: tuple[tuple[str, int], ...] = ()
    """Each reason for which bills were not written, with how many of them, the most frequent first.
    """

    def __str__(self) -> str:
        said = f"{self.format}: {self.written} of {self.bills} drawn bills written, "
        if self.refused:
            said += f"{self.bills - self.written} refused, "
        return f"{said}{len(self.broken)} leaves without account"


def tried(target: Format, seeds: int) -> Trial:
    """What a format does with a bill for each leaf alone, and with so many drawn ones.

    Raises `MappingError` where its mapping is wrong.

    >>> from fairlead.formats import named
    >>> str(tried(named("dcsa"), 5)).rpartition(", ")[2]
    '0 leaves without account'
    """
    bills = [*alone(), *map(drawn, range(seeds))]
    emitted = [(bill, target.emit(bill)) for bill in bills]
    written = [(bill, made) for bill, made in emitted if not _errors(made)]
    broken = dict.fromkeys(one for bill, made in written for one in _broken(bill, made, target))
    reasons = Counter(
        reason for _, made in emitted for reason in {_reason(one): None for one in _errors(made)}
    )
    return Trial(target.id, len(bills), len(written), tuple(broken), tuple(reasons.most_common()))


def _errors(made: Emitted) -> list[Fault]:
    """The faults for which a bill is not written."""
    errors = (one for one in made.writing.faults if one.severity is Severity.ERROR)
    return [one for one in errors if one.code != _NEEDED]


def _reason(one: Fault) -> str:
    """A fault without the numbers of the entries in which it was found."""
    return f"{one.code} at {_INDEX.sub('[]', one.at.bill or 'the bill')}: {one.says}"


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
