"""A document that was understood: its Bill, what is left beside it, where each field came from."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fairlead.bill import Bill
from fairlead.faults import Fault, Place
from fairlead.formats import Format, Opened
from fairlead.gateway.convert.carry import Leftover, trace_of
from fairlead.gateway.convert.origins import Origins
from fairlead.lens import Path, Residue, bill_way, leaves_below
from fairlead.lens.classes import Critical, stands_again
from fairlead.lens.residue import pattern_of
from fairlead.lens.session import Reading


@dataclass(frozen=True)
class Source:
    """A document that was understood."""

    format: Format
    opened: Opened = field(repr=False)
    bill: Bill = field(repr=False)
    residue: Residue = field(default=Residue(), repr=False)
    reading: Reading = field(default_factory=Reading, repr=False, compare=False)
    """Where each field of the Bill came from, beside what was carried."""
    carried: Leftover | None = field(default=None, repr=False)
    """What the document carried of another format beside the Bill."""
    extension: dict[str, Any] | None = field(default=None, repr=False)
    """The member in which it was carried."""

    def left_for(self, target: Format) -> Leftover:
        """What may be laid over a target beside the Bill: only what came from that format."""
        if target.id == self.format.id:
            residue = self.residue if target.version is None else self._earlier(target)
            return Leftover.of(self.format, self.opened, residue)
        if self.carried is not None and self.carried.format == target.id:
            return self.carried
        return Leftover(target.id)

    def _earlier(self, target: Format) -> Residue:
        """The residue without the words of a later version than the target's."""
        later = {path for path, leaf in target.wire.places.items() if leaf.since is not None}
        return Residue(
            self.residue.kept,
            tuple(one for one in self.residue.spelt if pattern_of(one[0]) not in later),
            tuple(place for place in self.residue.omitted if pattern_of(place) not in later),
            self.residue.orders,
        )

    def to_carry(self, target: Format) -> Leftover:
        """What a target's extension is to carry of the source beside the Bill."""
        if target.id == self.format.id:
            return Leftover(self.format.id) if self.carried is None else self.carried
        return Leftover.of(self.format, self.opened, self.residue)

    def critical_in(self, residue: Residue) -> list[Critical]:
        """What decides over the cargo in some of the residue, in the order of the residue.

        What was read all the same is said: a total that agrees with its parts, and an entry that
        stands there twice.
        """
        tree = self.opened.document
        found = self.format.mapping.critical_in(residue, tree, self.bill)
        if not found:
            return []
        kept = {
            above
            for above, value in self.residue.kept
            if any(place not in self.read for place, _ in leaves_below(value, above))
        }
        left = dict.fromkeys(one for one, leaf in found if leaf not in self.read)
        return [one for one in left if not stands_again(tree, one, kept)]

    @property
    def member(self) -> str:
        """The extension member of the source's format."""
        return str(self.format.mapping.carry)

    @functools.cached_property
    def trace(self) -> list[tuple[Path, Path | None]]:
        """Every place that was read, with the place in the Bill it became."""
        read = self.reading.trace()
        if not self.extension:
            return read
        return read + trace_of(self.member, self.extension)

    @functools.cached_property
    def read(self) -> Mapping[Path, Path | None]:
        """The places that were read, each with a place in the Bill that it became."""
        return dict(self.trace)

    @property
    def unread(self) -> list[Path]:
        """The places of the extension that hold what was carried beside the Bill."""
        if self.extension is None:
            return []
        frame = {place for place, _ in trace_of(self.member, self.extension)}
        every = leaves_below(self.extension, (self.member,))
        return [place for place, _ in every if place not in frame]

    @functools.cached_property
    def origins(self) -> Origins:
        """Where each field of the Bill came from."""
        return Origins(self.trace)

    def placed(self, faults: Iterable[Fault]) -> tuple[Fault, ...]:
        """The faults with their place on the source's wire, where they lack it."""
        faults = tuple(faults)
        lacking = {one.at.bill for one in faults if one.at.wire is None}
        wire = self.wire_places({bill for bill in lacking if bill is not None})
        return tuple(
            one.moved(Place(bill, wire[bill]))
            if one.at.wire is None and (bill := one.at.bill) in wire
            else one
            for one in faults
        )

    def wire_places(self, said: Collection[str]) -> dict[str, str]:
        """Where on the wire places in the Bill came from, as both are shown."""
        if not said:
            return {}
        ways = {bill_way(place): place for place in said}
        came = self.origins.common(ways.keys(), self.bill)
        return {ways[way]: self.opened.place(place) for way, place in came.items() if place}
