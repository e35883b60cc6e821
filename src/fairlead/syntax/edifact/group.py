"""Segments in a row become a tree by the table of their message, and a tree becomes segments.

The tree of a message is plain `dict`, `list` and `str`. It maps the tags of the segments and groups
on a level to what stands there: whatever the table lets stand once is an object, whatever it lets
stand more often is a list of objects, even if only one is there. A group is the object of its
trigger, with the tags inside the group as further members. UNT has no member: it is compared when
reading and computed when writing.

    {"UNH": {...}, "BGM": {...}, "TDT": [{"8051": "20", "LOC": [{"3227": "9", "DTM": [...]}]}]}
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from fairlead.errors import Refused
from fairlead.faults import Fault, Report, fault
from fairlead.syntax.edifact.layout import Flaw, Layout, Members
from fairlead.syntax.edifact.limits import LAW, at
from fairlead.syntax.edifact.message import Message
from fairlead.syntax.edifact.table import Level, Node, Table, walk

__all__ = ["Aside", "grouped"]

_NONE: Final[frozenset[str]] = frozenset()
_ENOUGH: Final = 100
"""How many faults inside segments are named before the message is given up."""
_NOTES: Final = {
    "READ-048": "a segment of this tag is no part of {}",
    "READ-049": "{} has no place for this segment here",
}


@dataclass(slots=True)
class Aside:
    """Segments that have no place where they stand, and are let pass for all that."""

    may: Callable[[str, Members], bool]
    """Whether a segment of a tag that says so much may be set aside."""
    found: dict[int, tuple[str, Members]] = field(default_factory=dict)
    """What was set aside: the number of each segment, its tag and what it says."""


def grouped(message: Message, table: Table, aside: Aside | None = None) -> dict[str, Any]:
    """The tree of a message, or `Refused` with what is wrong; nothing is skipped.

    A fault stands at the segment, counted as UNT counts, and the element. What is wrong inside
    segments is collected; a segment that has no place ends the reading, unless it may be set
    `aside`, and with it what follows as of its group.
    """
    if message.faults:
        raise Refused(Report(message.faults))
    _same(message, table)
    return _Grouping(message, table, aside).tree()


def _same(message: Message, table: Table) -> None:
    """Refuse a message of another type or directory than the table is of."""
    said = message.header.get("S009", {})
    for name, value in table.identifier.items():
        if said.get(name) != value:
            wire = at(1, "UNH", 2, f"S009/{name}")
            says = f"a message of {table.directory} is expected, and S009/{name} to say so"
            raise Refused(Report((fault("READ-058", wire=wire, says=says, law=LAW),)))


class _Grouping:
    """One message on its way into a tree."""

    def __init__(self, message: Message, table: Table, aside: Aside | None) -> None:
        self.message = message
        self.table = table
        self.aside = aside
        self.below: frozenset[str] = frozenset()
        """The tags of the group that is being set aside."""
        self.doubtful = self.doubts()
        self.faults: list[Fault] = []
        self.holders: list[Members] = [{}]
        self.levels: list[Level] = [table.level]
        """Of each group that is open, the message itself first: its object in the tree, and what
        may stand in it."""

    def tree(self) -> Members:
        """The whole tree."""
        holders, levels, reach, order = self.holders, self.levels, self.table.start, 0
        element, component = self.message.service.element, self.message.service.component
        doubtful = self.doubtful
        for number, (tag, _, text) in enumerate(self.message.parts[:-1], 1):
            places = reach.get(tag)
            if places is None or tag in self.below:
                self.let_pass(number, tag, text)
                continue
            self.below = _NONE
            left, node = places[0]
            holder = holders[~left]
            there = holder.get(tag)
            if (not left and node.order < order) or (there is not None and len(there) >= node.room):
                left, node = self.further(number, places, order)
                holder = holders[~left]
                there = holder.get(tag)
            if left:
                self.leave(number, left)
            if there is None and node.before:
                self.missing(number, node.before, holder)
            reach, order = node.after, node.order
            try:
                if number in doubtful:
                    read = self.careful(node.layout, text)
                else:
                    read = node.read(text, element, component)
            except Flaw as flaw:
                self.note(number, tag, flaw)
                read = {}
            if there is not None:
                there.append(read)
            else:
                holder[tag] = [read] if node.many else read
            if node.level is not None:
                levels.append(node.level)
                holders.append(read)
                order = 0
        return self.whole()

    def whole(self) -> Members:
        """The tree, once all segments are in it."""
        last = len(self.message.parts)
        if len(self.levels) > 1:
            self.leave(last, len(self.levels) - 1)
        self.missing(last, self.levels[0].required, self.holders[0])
        if self.faults:
            raise Refused(Report(tuple(self.faults)))
        return self.holders[0]

    def further(
        self, number: int, places: tuple[tuple[int, Node], ...], order: int
    ) -> tuple[int, Node]:
        """The next place of several that has room, or the refusal of a segment that has none."""
        full = False
        for left, node in places:
            if left or node.order >= order:
                there = self.holders[~left].get(node.tag)
                if there is None or len(there) < node.room:
                    return left, node
                full = True
        raise self.lost(number, places[0][1].tag, full=full)

    def let_pass(self, number: int, tag: str, text: str) -> None:
        """Sets a segment aside that has no place here. Raises its refusal where that may not be."""
        nodes = [path[-1] for path in walk(self.table.level) if path[-1].tag == tag]
        if self.aside is None or not nodes:
            raise self.lost(number, tag)
        try:
            members = self.said(number, nodes[0], text)
        except Flaw:
            raise self.lost(number, tag) from None
        if tag not in self.below:
            if not self.aside.may(tag, members):
                raise self.lost(number, tag)
            inside = () if nodes[0].level is None else walk(nodes[0].level)
            self.below = frozenset(path[-1].tag for path in inside)
        self.aside.found[number] = (tag, members)

    def said(self, number: int, node: Node, text: str) -> Members:
        """What a segment says. Raises `Flaw` where it cannot be read."""
        if number in self.doubtful:
            return self.careful(node.layout, text)
        service = self.message.service
        return node.read(text, service.element, service.component)

    def doubts(self) -> frozenset[int]:
        """The segments that the swift reader is not safe for.

        It is safe where nothing is released, nothing repeats, and the only decimal mark is a point.
        """
        service, segments = self.message.service, self.message.segments
        if service.mark == ",":
            return frozenset(range(1, len(segments) + 1))
        whole = "".join(segments)
        doubts = [one for one in {*service.doubts, ","} if one in whole]
        return frozenset(
            number
            for doubt in doubts
            for number, segment in enumerate(segments, 1)
            if doubt in segment
        )

    def careful(self, layout: Layout, text: str) -> Members:
        """What a doubtful segment says; a comma in one that has no number is no reason to doubt."""
        service = self.message.service
        if layout.counts or any(doubt in text for doubt in service.doubts):
            return layout.careful(text, service)
        return layout.members(text, service.element, service.component)

    def leave(self, number: int, left: int) -> None:
        """Leave so many groups."""
        if self.table.demanding:
            stay = len(self.levels) - left
            for level, holder in zip(self.levels[stay:], self.holders[stay:], strict=True):
                self.missing(number, level.required, holder)
        del self.levels[-left:], self.holders[-left:]

    def missing(self, number: int, tags: tuple[str, ...], holder: Members) -> None:
        """Refuse the message if one of these tags has not stood there yet."""
        for tag in tags:
            if tag not in holder:
                says = f"the segment {tag} is required before this one and missing"
                self.faults.append(fault("READ-051", wire=at(number), says=says, law=self.law))
                raise Refused(Report(tuple(self.faults)))

    def lost(self, number: int, tag: str, *, full: bool = False) -> Refused:
        """The refusal of a segment that has no place."""
        known = tag in self.table.tags
        code = "READ-050" if full else "READ-049" if known else "READ-048"
        says = _NOTES[code].format(self.name) if code in _NOTES else None
        one = fault(code, wire=at(number, tag), says=says, law=self.law)
        return Refused(Report((*self.faults, one)))

    def note(self, number: int, tag: str, flaw: Flaw) -> None:
        """Keep what is wrong inside a segment, and give up where that is too much."""
        wire = at(number, tag, flaw.element, flaw.component)
        law = f"{self.table.directory} {tag}" if flaw.code in {"READ-052", "READ-053"} else LAW
        self.faults.append(fault(flaw.code, wire=wire, law=law, value=flaw.value or None))
        if len(self.faults) >= _ENOUGH:
            raise Refused(Report(tuple(self.faults)))

    @property
    def name(self) -> str:
        """The message and its directory, `IFTMCS D.00B`."""
        return f"{self.table.identifier.get('0065', 'the message')} {self.table.directory}"

    @property
    def law(self) -> str:
        """The clause about the segments of the message."""
        return f"{self.name}, segment table"
