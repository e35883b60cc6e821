"""The ledger: every leaf of the source, counted once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from fairlead.formats import Opened
from fairlead.lens import Path, Residue
from fairlead.syntax.tree import leaves


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


@dataclass(frozen=True, slots=True)
class Ledger:
    """What became of every leaf of the source, in the order of the source."""

    leaves: tuple[tuple[str, Fate], ...]
    """Place on the source wire and fate."""

    @property
    def counts(self) -> dict[str, int]:
        """How many leaves met each fate; the sum is the number of leaves of the source."""
        counted = Counter(fate for _, fate in self.leaves)
        return {
            fate.value: counted[fate] for fate in Fate if counted[fate] or fate != Fate.UNACCOUNTED
        }

    @property
    def total(self) -> int:
        """The number of leaves of the source."""
        return len(self.leaves)

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
    gone, carried_on = _upward(lost), _upward(carried)
    read: dict[Path, list[Path | None]] = {}
    for place, field in trace:
        read.setdefault(place, []).append(field)
    held = {place for place, _ in residue.kept}
    outside = Fate.KEPT if kept else Fate.LOST

    def fate(place: Path) -> Fate:
        if not place:
            return Fate.MAPPED  # a document that says nothing, and is written as one
        if place in read:
            return _fate(read[place], gone, carried_on)
        if place and place[0] == extension:
            return Fate.KEPT if restored else Fate.LOST
        if any(place[:end] in held for end in range(len(place) + 1)):
            return Fate.LOST if opened.place(place) in homeless else outside
        return Fate.UNACCOUNTED

    inner = [(opened.place(place), fate(place)) for place, _ in leaves(opened.document)]
    # A signature is never given back around other bytes; an envelope is.
    around = outside if opened.at else Fate.LOST
    outer = [(opened.beside(place), around) for place in wrapping(opened)]
    return Ledger((*inner, *outer))


def wrapping(opened: Opened) -> list[Path]:
    """The leaves of an envelope that are not the document inside it.

    >>> wrapping(Opened({"a": 1}, ("document",), {"document": {"a": 1}, "issueTo": "x"}))
    [('issueTo',)]
    """
    if opened.envelope is None:
        return []
    inside = opened.at or ("payload",)
    return [place for place, _ in leaves(opened.envelope) if place[: len(inside)] != inside]


def _fate(fields: list[Path | None], lost: set[Path | None], carried: set[Path | None]) -> Fate:
    gone = [field for field in fields if field in lost]
    if not gone:
        return Fate.MAPPED
    return Fate.KEPT if all(field in carried for field in gone) else Fate.LOST


def _upward(places: set[Path]) -> set[Path | None]:
    """The places and everything above them: a field is lost where anything below it is."""
    return {place[:end] for place in places for end in range(1, len(place) + 1)}
