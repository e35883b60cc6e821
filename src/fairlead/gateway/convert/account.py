"""The account of a conversion: what became of each leaf of the source, and what is told of it.

It is worked out once. The ledger, the losses, the report and the receipt are views of it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from msgspec import Struct

from fairlead.faults import Fault, fault
from fairlead.formats import Format, Opened
from fairlead.gateway.convert.source import Source
from fairlead.lens import Emitted, Path, bill_path, leaves_below
from fairlead.syntax.tree import Tree, count_leaves, leaves

__all__ = ["Account", "Fate", "Loss", "account_of"]


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


class Loss(Struct, frozen=True, gc=False):
    """A leaf that the output does not say in its own words, or says otherwise."""

    code: str
    bill: Path | None
    """Its place in the Bill, where the Bill has it."""
    wire: Path | None
    """Its place on the source's wire, where it came from there and not from a supplement."""
    value: Any
    around: bool = False
    """Whether it stands around the document."""

    def spoken(self, opened: Opened) -> Fault:
        """The loss as it is told, with its places as people write them."""
        bill = None if self.bill is None else bill_path(self.bill)
        return fault(self.code, bill=bill, wire=self._wire(opened), value=self.value)

    def place(self, opened: Opened) -> str:
        """The place in the Bill, where there is one, else that on the wire."""
        return str(self._wire(opened)) if self.bill is None else bill_path(self.bill)

    def _wire(self, opened: Opened) -> str | None:
        if self.wire is None:
            return None
        return opened.beside(self.wire) if self.around else opened.place(self.wire)


@dataclass(frozen=True, eq=False)
class Account:
    """What became of each leaf of a source. Places are ways until they are shown."""

    losses: list[Loss]
    """What is told: first of what the Bill says, then of what stands beside it."""
    known: Mapping[Path, Fate]
    """What became of each leaf of the document of which anything is known."""
    document: Tree = field(repr=False)
    around: list[Path]
    """Every leaf of what stands around the document."""
    outside: Fate
    """What became of those."""

    @functools.cached_property
    def leaves(self) -> list[Path]:
        """Every leaf of the document, in its order."""
        return [place for place, _ in leaves(self.document)]

    @functools.cached_property
    def fates(self) -> list[Fate]:
        """What became of every leaf of the document, and of those around it."""
        unknown = Fate.UNACCOUNTED
        inside = [self.known.get(place, unknown) for place in self.leaves]
        return inside + [self.outside] * len(self.around)

    @functools.cached_property
    def counts(self) -> dict[Fate, int]:
        """How many leaves met each fate.

        The leaves are only counted, for nothing is known but of leaves. Where there are not as many
        as anything is known of, each is looked for.
        """
        if len(self.known) == count_leaves(self.document):
            fates = [*self.known.values(), *[self.outside] * len(self.around)]
        else:
            fates = self.fates
        mapped = Fate.MAPPED
        others = [fate for fate in fates if fate is not mapped]
        counted = {fate: others.count(fate) for fate in Fate}
        return counted | {mapped: len(fates) - len(others)}


def account_of(source: Source, target: Format, emitted: Emitted, *, carry: bool) -> Account:
    """The account of a conversion. `carry`: what is lost travels in the target's extension."""
    opened, ours = source.opened, source.format.id == target.id
    book = _Book(source, carry=carry)
    around = opened.wrapping()
    book.lose_of_bill(emitted)
    if not opened.at:  # a signature is never given back around other bytes; an envelope is
        book.lose_around(around, "LOSS-002")
    if ours:
        book.keep_all(emitted)
    else:
        book.leave_behind()
        if opened.at:
            book.lose_around(around, "LOSS-009" if carry else "LOSS-002")
        book.leave_carried(target)
    outside = Fate.KEPT if opened.at and (ours or carry) else Fate.LOST
    return Account(book.losses, book.fates, opened.document, around, outside)


class _Book:
    """Where fates and losses are entered, leaf by leaf."""

    def __init__(self, source: Source, *, carry: bool) -> None:
        self.source = source
        self.carry = carry
        self.gone = Fate.KEPT if carry else Fate.LOST
        self.fates: dict[Path, Fate] = dict.fromkeys(source.read, Fate.MAPPED)
        if not source.opened.document:  # a leaf itself, which says nothing
            self.fates[()] = Fate.MAPPED
        self.losses: list[Loss] = []

    def lose_of_bill(self, emitted: Emitted) -> None:
        """Every leaf of the Bill that has no place, at each place that it came from.

        A leaf may come from two places: a deprecated member and its successor.
        """
        origins, gone = self.source.origins, self.gone
        for leaf, value, code in emitted.lost:
            how = "LOSS-009" if self.carry else code
            spots = origins.of(leaf)
            if not spots:
                self.losses.append(Loss(how, leaf, None, value))
                continue
            first, *more = spots
            self.losses.append(Loss(how, leaf, first, value))
            self.fates[first] = gone
            for spot in more:
                if self.fates[spot] is not gone:
                    self.losses.append(Loss(how, leaf, spot, value))
                    self.fates[spot] = gone

    def lose_around(self, around: Iterable[Path], code: str) -> None:
        """Every leaf of what stands around the document."""
        self.losses += [Loss(code, None, place, None, around=True) for place in around]

    def keep_all(self, emitted: Emitted) -> None:
        """What is beside the Bill stands there again in the same format, but for what has no room.

        That is lost whole, or written otherwise where the Bill says it.
        """
        residue = self.source.residue
        kept, spelt = dict(residue.kept), dict(residue.spelt)
        for above, value in kept.items():
            for place, _ in leaves_below(value, above):
                self.fates.setdefault(place, Fate.KEPT)
        for above in emitted.homeless:
            if above not in kept:
                self.losses.append(_spelt(above, spelt.get(above)))
                continue
            for place, leaf in leaves_below(kept[above], above):
                self.losses.append(Loss("LOSS-002", None, place, leaf))
                if place not in self.source.read:
                    self.fates[place] = Fate.LOST
        for place in self.source.unread:
            self.fates[place] = Fate.KEPT

    def leave_behind(self) -> None:
        """What is beside the Bill does not stand in another format, unless it is carried.

        What is kept to stand there again and was read all the same, is said: a total by its parts,
        a second statement by the first. A place whose field is lost is told of already.
        """
        code = "LOSS-009" if self.carry else "LOSS-002"
        for above, value in self.source.residue.kept:
            for place, leaf in leaves_below(value, above):
                if place not in self.source.read:
                    self.losses.append(Loss(code, None, place, leaf))
                    self.fates[place] = self.gone
        for place, value in self.source.residue.spelt:
            if self.fates.get(place) is not self.gone:
                told = Loss("LOSS-009", None, place, value) if self.carry else _spelt(place, value)
                self.losses.append(told)

    def leave_carried(self, target: Format) -> None:
        """What the source carried of another format stands in the output where it is that one."""
        carried = self.source.carried
        stays = not carried or carried.format == target.id
        for place in self.source.unread:
            self.fates[place] = Fate.KEPT if stays else Fate.LOST
            if not stays:
                self.losses.append(Loss("LOSS-002", None, place, None))


def _spelt(wire: Path, value: Any) -> Loss:
    """That a value is written otherwise: of numbers and lists it is sure that they say the same."""
    code = "LOSS-008" if isinstance(value, Decimal | int | list) else "LOSS-007"
    return Loss(code, None, wire, value)
