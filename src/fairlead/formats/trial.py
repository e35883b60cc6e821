"""A format on trial: what its mapping does with bills that nobody wrote.

The laws hold for every mapping: each leaf of a Bill is written or reported, and what was written is
read again. A mapping that keeps to its schema may still break them. A bill says a leaf alone, or
what was drawn, and beside it whatever the format requires: only what goes out proves anything.
"""

from __future__ import annotations

import enum
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from fairlead.bill import Bill
from fairlead.bill.drawn import drawn, leaves_of_bill, with_value
from fairlead.faults import Fault
from fairlead.formats.format import Format
from fairlead.formats.reading_back import unaccounted
from fairlead.formats.required import Attempt, Required, at_way, ways_to_say, with_facts
from fairlead.formats.sayings import speech_of
from fairlead.lens import Path, adds_up, bill_path, leaves_below

__all__ = ["Trial", "tried"]

_INDEX: Final = re.compile(r"\[\d+\]|/\d{1,3}(?=/|\Z)")
"""The number of an entry, in the Bill or on the wire; an element of UN/EDIFACT has four digits."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How a mapping did."""

    format: str
    bills: int
    """How many bills it was given."""
    written: int
    """How many of these went out."""
    lossy: int
    """How many were not written for what they would lose: it is critical to the title."""
    broken: tuple[str, ...]
    """Each law that it broke, with the leaf, once."""
    refused: tuple[tuple[str, int], ...] = ()
    """Each reason for which the mapping, or the schema, refused the others, with how many of them,
    the most frequent first."""
    leaves: int = 0
    """How many leaves of the Bill the mapping reads."""
    untried: tuple[str, ...] = ()
    """Those of them that were in no bill that went out and was read again: of these nothing is
    known."""

    @property
    def amiss(self) -> tuple[str, ...]:
        """Each law that is broken; that no bill goes out, so that nothing was tried, is one too."""
        if self.bills and not self.written:
            return ("no drawn bill goes out, so that nothing is known of the laws", *self.broken)
        return self.broken

    def __str__(self) -> str:
        said = f"{self.format}: {self.written} of {self.bills} drawn bills go out, "
        if self.lossy:
            said += f"{self.lossy} would lose what is critical, "
        if self.refused:
            said += f"{self.bills - self.written - self.lossy} are refused, "
        return (
            f"{said}{self.leaves - len(self.untried)} of {self.leaves} leaves are tried, "
            f"{len(self.broken)} are without account"
        )


def tried(target: Format, seeds: int, examples: Iterable[Bill] = ()) -> Trial:
    """What a format does with a bill for each leaf alone, and with so many drawn ones.

    What `examples` say of a field is said first. Raises `MappingError` where its mapping is wrong.

    >>> from fairlead.formats import named
    >>> str(tried(named("openebl"), 5)).rpartition(", ")[2]
    '0 are without account'
    """
    required = Required(target, tuple(examples))
    leaves = {_named(leaf): leaf for leaf in speech_of(target.mapping.grammar).read}
    attempts = [
        one for way in leaves_of_bill() for one in _alone(required, way, read=_steps(way) in leaves)
    ]
    attempts += [required.attempt(drawn(seed)) for seed in range(seeds)]
    valid = [one for one in attempts if not one.refused]
    broken = dict.fromkeys(says for one in valid for says in _broken(one, target))
    lossy = sum(_loses_too_much(one, target) for one in valid)
    reasons = Counter(
        reason for one in attempts for reason in dict.fromkeys(map(_reason, one.refused))
    )
    said = {_steps(way) for one in valid for way in _read_again(one, target)}
    untried = tuple(sorted(leaf for steps, leaf in leaves.items() if steps not in said))
    return Trial(
        target.id, len(attempts), len(valid) - lossy, lossy, tuple(broken),
        tuple(reasons.most_common()), len(leaves), untried,
    )  # fmt: skip


def _named(leaf: str) -> Path:
    return tuple(leaf.replace("[]", "").split("."))


def _steps(way: Path) -> Path:
    """A way without the numbers of entries."""
    return tuple(step for step in way if isinstance(step, str))


def _read_again(one: Attempt, target: Format) -> Iterator[Path]:
    """The leaves that are read of what was written."""
    bill = target.mapping.parse(one.made.tree).bill
    return (way for way, _ in leaves_below(bill, ())) if bill is not None else iter(())


def _loses_too_much(one: Attempt, target: Format) -> bool:
    """Whether a bill does not go out for what its target cannot say."""
    return bool(one.made.writing.critical() or target.mapping.blocked(one.bill))


def _alone(required: Required, way: Path, *, read: bool) -> Iterator[Attempt]:
    """A leaf in each way to say it, or with its neighbours where it is read and not said alone."""
    said = False
    for bill in _around(required, way):
        for one in _saying(required, bill, way):
            yield one
            said = said or (not one.refused and way in _read_again(one, required.target))
    if read and not said:
        beside = _neighbours(required, way)
        for choice in range(ways_to_say(way, required.facts)):
            yield from _saying(required, with_facts(beside, way, required.facts, choice), way)


def _saying(required: Required, bill: Bill, way: Path) -> Iterator[Attempt]:
    """A leaf beside what a bill says: each of its keys, or the first value that goes out."""
    values = required.values(way)
    made = (required.attempt(with_value(bill, way, one)) for one in values)
    if isinstance(values[0], bool | enum.Enum):
        yield from made
    else:
        yield _first_out(made)


def _around(required: Required, way: Path) -> Iterator[Bill]:
    """What stands around a leaf: the facts of each way to say it, and an example with its part."""
    for choice in range(ways_to_say(way, required.facts)):
        yield with_facts(Bill(), way, required.facts, choice)
    for one in required.examples:
        if at_way(one, _part(way)) is not None:
            yield one
            return


def _neighbours(required: Required, way: Path) -> Bill:
    """The other leaves of the part that a leaf is of, and of the parts around that."""
    bill = Bill()
    for one in leaves_of_bill():
        part = _part(one)
        if part and way[: len(part)] == part:
            bill = with_value(bill, one, required.values(one)[0])
    return bill


def _part(way: Path) -> Path:
    """The way to the part that a leaf is of."""
    return way[:-2] if isinstance(way[-1], int) else way[:-1]


def _first_out(attempts: Iterator[Attempt]) -> Attempt:
    """The first that goes out, or the first of all where none does."""
    first = now = next(attempts)
    while now.refused:
        after = next(attempts, None)
        if after is None:
            return first
        now = after
    return now


def _reason(one: Fault) -> str:
    """A fault without the numbers of the entries in which it was found."""
    place = one.at.bill or one.at.wire or "the bill"
    return f"{one.code} at {_INDEX.sub(_entry, place)}: {one.says}"


def _entry(found: re.Match[str]) -> str:
    return "[]" if found[0].startswith("[") else "/[]"


def _broken(one: Attempt, target: Format) -> Iterator[str]:
    """What is not as it has to be with one bill that the schema lets be."""
    bill, made = one.bill, one.made
    parsed = target.mapping.parse(made.tree)
    if parsed.bill is None:
        codes = ", ".join(sorted({one.code for one in parsed.faults}))
        yield f"what is written is not read again ({codes})"
        return
    for leaf in unaccounted(bill, made, target):
        yield f"{bill_path(leaf)} is neither read back nor reported"
    if not adds_up(bill, made.writing):
        yield "the leaves that are written and reported are not those of the bill"
