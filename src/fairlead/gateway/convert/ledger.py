"""The ledger: every leaf of the source, counted once."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from fairlead.formats import Opened
from fairlead.lens import Path, Residue
from fairlead.syntax.tree import leaves

_UNREAD: Final = object()
"""What a place became that the mapping does not read."""


class Fate(StrEnum):
    """What became of a leaf."""

    MAPPED = "mapped"
    """The target says it in its own words."""
    KEPT = "kept"
    """It stands in the output outside the words that Fairlead understands."""
    LOST = "lost"
    """The output does not say it; the report names it."""
    UNACCOUNTED = "unaccounted"
    """A defect of Fairlead: nobody knows. There must never be one."""


@dataclass(frozen=True, eq=False)
class Ledger:
    """What became of every leaf of the source, in the order of the source."""

    fates: tuple[Fate, ...] = field(repr=False)
    """What became of each."""
    _places: Callable[[], list[str]] = field(repr=False)

    def __eq__(self, other: object) -> bool:
        return self.leaves == other.leaves if isinstance(other, Ledger) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.fates)

    def __reduce__(self) -> tuple[type[Ledger], tuple[Any, ...]]:
        """What goes to another process takes its places along."""
        places = [place for place, _ in self.leaves]
        return Ledger, (self.fates, functools.partial(list, places))

    @functools.cached_property
    def leaves(self) -> tuple[tuple[str, Fate], ...]:
        """Place on the source wire and fate."""
        return tuple(zip(self._places(), self.fates, strict=True))

    @property
    def counts(self) -> dict[str, int]:
        """How many leaves met each fate; the sum is the number of leaves of the source."""
        counted = Counter(self.fates)
        return {
            fate.value: counted[fate] for fate in Fate if counted[fate] or fate != Fate.UNACCOUNTED
        }

    @property
    def total(self) -> int:
        """The number of leaves of the source."""
        return len(self.fates)

    def of(self, fate: Fate) -> tuple[str, ...]:
        """The places that met one fate."""
        return tuple(place for place, met in self.leaves if met == fate)


def take_stock(
    opened: Opened,
    trace: list[tuple[Path, Path | None]],
    residue: Residue,
    lost: set[Path],
    carried: set[Path],
    extension: str | None,
    homeless: set[str],
    *,
    kept: bool,
    restored: bool,
) -> Ledger:
    """The ledger of one conversion.

    `trace` says which place became which field, `lost` which fields the target does not say,
    `carried` which of those travel in its extension, `kept` whether residue is in the output and
    `homeless` which places of it are not for all that. `extension` is the member in which the
    source itself carried words, `restored` whether what it carried beside the Bill is in the
    output.
    """
    gone, carried_on = upward(lost), upward(carried)
    read = dict(trace)  # nearly every place became one field
    several = _several(trace) if len(read) < len(trace) else {}
    held = {place for place, _ in residue.kept}
    outside = Fate.KEPT if kept else Fate.LOST

    def fate(place: Path) -> Fate:
        if place in read and place not in several and read[place] in gone:
            return Fate.KEPT if read[place] in carried_on else Fate.LOST
        if place in read:
            return _of_fields(several.get(place, [read[place]]), gone, carried_on)
        if not place:
            return Fate.MAPPED  # a document that says nothing, and is written as one
        if place[0] == extension:
            return Fate.KEPT if restored else Fate.LOST
        if any(place[:end] in held for end in range(len(place) + 1)):
            return Fate.LOST if opened.place(place) in homeless else outside
        return Fate.UNACCOUNTED

    inner, outer = [place for place, _ in leaves(opened.document)], wrapping(opened)
    # A signature is never given back around other bytes; an envelope is.
    odd = {*gone, _UNREAD}
    fates = [
        fate(place) if several or read.get(place, _UNREAD) in odd else Fate.MAPPED
        for place in inner
    ]
    fates += [outside if opened.at else Fate.LOST] * len(outer)
    return Ledger(tuple(fates), lambda: [*map(opened.place, inner), *map(opened.beside, outer)])


def _of_fields(fields: list[Any], gone: set[Path | None], carried_on: set[Path | None]) -> Fate:
    """What became of a leaf that was read, by what became of its fields."""
    lost = gone.intersection(fields)
    if not lost:
        return Fate.MAPPED
    return Fate.KEPT if lost <= carried_on else Fate.LOST


def _several(trace: list[tuple[Path, Path | None]]) -> dict[Path, list[Path | None]]:
    """The places that became several fields, with those."""
    fields: dict[Path, list[Path | None]] = {}
    for place, became in trace:
        fields.setdefault(place, []).append(became)
    return {place: all_ for place, all_ in fields.items() if len(all_) > 1}


def wrapping(opened: Opened) -> list[Path]:
    """The leaves of an envelope that are not the document inside it.

    >>> wrapping(Opened({"a": 1}, ("document",), {"document": {"a": 1}, "issueTo": "x"}))
    [('issueTo',)]
    """
    if opened.envelope is None:
        return []
    inside = opened.at or ("payload",)
    return [place for place, _ in leaves(opened.envelope) if place[: len(inside)] != inside]


def upward(places: set[Path]) -> set[Path | None]:
    """The places and everything above them: a field is lost where anything below it is."""
    found: set[Path | None] = set()
    for place in places:
        above = place
        while above and above not in found:
            found.add(above)
            above = above[:-1]
    return found
