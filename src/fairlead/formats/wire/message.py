"""One EDIFACT message as a tree: as its directory has it, and as its carrier means it."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from fairlead.errors import Refused
from fairlead.faults import Fault, Place, Report, fault
from fairlead.formats.opened import Opened
from fairlead.formats.tolerance import Tolerance, Tolerated, tolerated
from fairlead.lens.habits import Gone, Move, Order, Settled, settle
from fairlead.lens.runtime import text_at
from fairlead.syntax.tree import Steps, Tree, pointer

if TYPE_CHECKING:
    from fairlead.formats.schema import Side
    from fairlead.formats.schema.directory import Directory
    from fairlead.formats.wire.edifact import EdifactWire
    from fairlead.syntax.edifact import Message
    from fairlead.syntax.edifact.table import Level

__all__ = ["Segments", "breaches", "judged"]

_ENTRY: Final = re.compile(r"\[([0-9]+)\]")
"""Which entry of a list, as a directory names it, from 1."""

Passed = dict[int, tuple[str, Any]]
"""The segments of a message that have no place in its tree: number, tag, and what they say."""


def judged(wire: EdifactWire, opened: Opened) -> Opened:
    """A message of a wire as a tree. Raises `Refused` with every fault, by segment and element."""
    message: Message = opened.document
    if message.faults:
        raise Refused(Report(message.faults))
    tree, passed = _grouped(wire, message)
    meant = tolerated(tree, wire.tolerances, wire.schema.table.identifier["0054"])
    gone = tuple(Gone(way) for way in sorted(meant.aside, key=str, reverse=True))
    segments = Segments(tree, wire.schema.table.level, frozenset(passed))
    if not wire.schema.permits(meant.tree):
        plain = Settled(tree)
        found = breaches(wire.schema, tree, "PARSE")
        if not found:
            plain = Settled(meant.tree, list(gone))
            found = breaches(wire.schema, meant.tree, "PARSE")
        raise Refused(
            Report(tuple(_at(one, _place(segments, plain, str(one.at.wire))) for one in found))
        )
    settled = settle(meant.tree, wire.habits, gone)
    if settled.contrary:
        told = (segments.named(pointer(way)) for way in settled.contrary)
        raise Refused(Report(tuple(fault("PARSE-021", wire=where) for where in told)))
    return replace(
        opened,
        document=settled.tree,
        where=functools.partial(_place, segments, settled),
        faults=opened.faults + _set_aside(wire, passed) + _noted(segments, meant, settled),
        envelope=_around(meant, passed) or opened.envelope,
        beside=functools.partial(_beside, segments),
    )


def _grouped(wire: EdifactWire, message: Message) -> tuple[Any, Passed]:
    """The tree of a message, and what its carrier may write where it has no place."""
    from fairlead.syntax.edifact import Aside, grouped

    if not wire.tolerances:
        return grouped(message, wire.schema.table), {}
    aside = Aside(lambda tag, said: _rule(wire, tag, said) is not None)
    return grouped(message, wire.schema.table, aside), aside.found


def _rule(wire: EdifactWire, tag: str, said: Any) -> Tolerance | None:
    """The tolerance by which a segment is set aside wherever it stands."""
    rules = (rule for rule in wire.tolerances if rule.aside and rule.segment == tag)
    directory = wire.schema.table.identifier["0054"]
    return next((rule for rule in rules if rule.meets(said, directory)), None)


def _set_aside(wire: EdifactWire, passed: Passed) -> tuple[Fault, ...]:
    """A note for each segment that was set aside where it has no place."""
    met = [(number, tag, _rule(wire, tag, said)) for number, (tag, said) in passed.items()]
    return tuple(
        fault("READ-025", wire=f"segment {number} {tag}", says=rule.says)
        for number, tag, rule in met
        if rule is not None
    )


def _noted(segments: Segments, meant: Tolerated, settled: Settled) -> tuple[Fault, ...]:
    """A note for each deviation that was tolerated, and for what stood elsewhere than usual."""
    used = [
        fault("READ-025", wire=segments.named(pointer(way)), says=rule.says)
        for way, rule in meant.used
    ]
    moved = [one.found for one in settled.moves if isinstance(one, Move)]
    moved += [
        (*one.read, old)
        for one in settled.moves if isinstance(one, Order)
        for new, old in enumerate(one.order) if new != old
    ]  # fmt: skip
    return (
        *used,
        *(fault("READ-024", wire=segments.named(pointer(one))) for one in moved),
    )


def breaches(directory: Directory, tree: Tree, side: Side) -> tuple[Fault, ...]:
    """Every breach of a directory by a tree, by JSON pointer."""
    return tuple(_at(one, _pointed(one)) for one in directory.breaches(tree, side))


def _at(one: Fault, wire: str) -> Fault:
    return one.moved(Place(one.at.bill, wire))


def _pointed(one: Fault) -> str:
    """The place of a breach as a JSON pointer: the directory counts entries from 1."""
    way = _ENTRY.sub(lambda found: f"/{int(found[1]) - 1}", one.at.wire or "")
    return f"/{way}" if way else ""


def _around(meant: Tolerated, passed: Passed) -> dict[str, Any]:
    """What was set aside, by its place in the tree or, where it has none, by its segment."""
    outside = {f"segment {number} {tag}": said for number, (tag, said) in passed.items()}
    return {**{pointer(way): one for way, one in meant.aside.items()}, **outside}


def _beside(segments: Segments, steps: Steps) -> str:
    """Segment, tag and element of a place in what was set aside."""
    first, *rest = steps
    if str(first).startswith("/"):
        return segments.named(str(first) + pointer(tuple(rest)))
    return " ".join((str(first), *(["/".join(map(str, rest))] if rest else ())))


class Segments:
    """The segments of a message by their place in its tree, numbered as UNT counts them.

    `without` are the numbers of those that stand in the message and not in the tree.
    """

    def __init__(self, tree: Any, level: Level, without: frozenset[int] = frozenset()) -> None:
        self._tree, self._level, self._without = tree, level, without

    @functools.cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each segment, by the JSON pointer of its place."""
        numbers = (number for number in itertools.count(1) if number not in self._without)
        return dict(zip(_places(self._tree, self._level), numbers, strict=False))

    def named(self, place: str) -> str:
        """Segment, tag and element of a place in the tree.

        The longest way into the tree that is a segment says which; the rest is the element.
        """
        steps = place.split("/")
        for end in range(len(steps), 0, -1):
            number = self.numbers.get("/".join(steps[:end]))
            if number is not None:
                tag = next(step for step in reversed(steps[:end]) if not step.isdecimal())
                return " ".join((f"segment {number}", tag, "/".join(steps[end:]))).rstrip()
        return place


def _places(holder: Any, level: Level, above: str = "") -> Iterator[str]:
    """The places of the segments on a level and below, in their order."""
    for tag, node in level.nodes.items():
        if tag not in holder:
            continue
        entries = enumerate(holder[tag]) if node.many else ((None, holder[tag]),)
        for index, entry in entries:
            here = f"{above}/{tag}" if index is None else f"{above}/{tag}/{index}"
            yield here
            if node.level is not None:
                yield from _places(entry, node.level, here)


def _place(segments: Segments, settled: Settled, place: str) -> str:
    """Segment, tag and element of a place in the settled tree, where it stood in the message."""
    if settled.moves:
        place = pointer(settled.origin(_path(settled.tree, place)))
    return segments.named(place)


def _path(tree: Tree, place: str) -> Steps:
    """The steps of a JSON pointer into a tree: an index where a list is entered."""
    steps: list[str | int] = []
    for step in place.split("/")[1:]:
        steps.append(int(step) if isinstance(tree, list) else step)
        tree = text_at(tree, (steps[-1],))
    return tuple(steps)
