"""EDIFACT, judged by the directory that its messages name."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fairlead.errors import Refused
from fairlead.faults import Fault, Place, Report, fault
from fairlead.formats.interchange import NOBODY, InterchangeHeader
from fairlead.formats.opened import Opened
from fairlead.formats.schema import Leaf
from fairlead.formats.tolerance import Tolerance, Tolerated, tolerances, tolerated
from fairlead.formats.wire import qualified
from fairlead.formats.wire.kind import Around
from fairlead.lens.habits import Gone, Habit, Move, Order, Rank, Settled, read_habit, settle, wonted
from fairlead.lens.runtime import text_at
from fairlead.once import once, once_property
from fairlead.resources import find, placed
from fairlead.syntax.tree import Steps, Tree, pointer

if TYPE_CHECKING:
    from fairlead.formats.schema import Side
    from fairlead.formats.schema.directory import Directory
    from fairlead.syntax.edifact import Message
    from fairlead.syntax.edifact.table import Level

SENDER: Final = "SENDER"
RECIPIENT: Final = "RECIPIENT"
PREPARED: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - UNB states no zone
REFERENCE: Final = "1"
"""What stands in UNB where nobody said what it is to state: no party, no time, no reference."""

_ENTRY: Final = re.compile(r"\[([0-9]+)\]")
"""Which entry of a list, as a directory names it, from 1."""


Passed = dict[int, tuple[str, Any]]
"""The segments of a message that have no place in its tree: number, tag, and what they say."""


@dataclass(frozen=True)
class EdifactWire:
    """An EDIFACT wire: one message in one directory.

    >>> EdifactWire("unece/iftmcs-d00b").places["/LOC/[]/C517/3225"].max_length
    25
    """

    folder: str | Path
    """Where its directory is, below `schemas/`."""
    carrier: str | None = None
    """Whose deviations from the directory are tolerated."""
    syntax: str = "edifact"
    media_type: str = "application/EDIFACT"

    @once_property
    def schema(self) -> Directory:
        """What it may hold."""
        from fairlead.formats.schema.directory import Directory

        return Directory.load(placed("schemas", self.folder))

    @once_property
    def tolerances(self) -> tuple[Tolerance, ...]:
        """What its carrier may write otherwise."""
        return () if self.carrier is None else tolerances(self.carrier)

    @property
    def habits(self) -> tuple[Habit | Rank, ...]:
        """Where a message may say the same elsewhere."""
        return _habits()

    @property
    def places(self) -> Mapping[str, Leaf]:
        """Every place of the directory by its path."""
        return self.schema.places

    def ready(self) -> None:
        """Makes now what judges its documents. Raises `MappingError` if the schema is wrong."""
        self.schema.ready()
        _ = self.tolerances, self.habits

    def leaves(self) -> list[Leaf]:
        """Every place where a value can stand."""
        return self.schema.leaves()

    def names(self, message: Message) -> bool:
        """Whether a message says that it is this one in this directory."""
        said = message.identifier
        return all(said.get(name) == text for name, text in self.schema.table.identifier.items())

    def opens(self, opened: Opened) -> Opened:
        """The message as it is."""
        return opened

    def judged(self, opened: Opened) -> Opened:
        """The message as a tree. Raises `Refused` with every fault, by segment and element."""
        message: Message = opened.document
        if message.faults:
            raise Refused(Report(message.faults))
        tree, passed = self._grouped(message)
        meant = tolerated(tree, self.tolerances, self.schema.table.identifier["0054"])
        gone = tuple(Gone(way) for way in sorted(meant.aside, key=str, reverse=True))
        segments = Segments(tree, self.schema.table.level, frozenset(passed))
        if not self.schema.permits(meant.tree):
            plain = Settled(tree)
            found = self._breaches(tree, "PARSE")
            if not found:
                plain = Settled(meant.tree, list(gone))
                found = self._breaches(meant.tree, "PARSE")
            raise Refused(
                Report(tuple(_at(one, _place(segments, plain, str(one.at.wire))) for one in found))
            )
        settled = settle(meant.tree, self.habits, gone)
        if settled.contrary:
            told = (_named(segments, pointer(way)) for way in settled.contrary)
            raise Refused(Report(tuple(fault("PARSE-021", wire=wire) for wire in told)))
        return replace(
            opened,
            document=settled.tree,
            where=functools.partial(_place, segments, settled),
            faults=opened.faults + self._passed(passed) + _noted(segments, meant, settled),
            envelope=_around(meant, passed) or opened.envelope,
            beside=functools.partial(_beside, segments),
        )

    def _grouped(self, message: Message) -> tuple[Any, Passed]:
        """The tree of a message, and what its carrier may write where it has no place."""
        from fairlead.syntax.edifact import Aside, grouped

        if not self.tolerances:
            return grouped(message, self.schema.table), {}
        aside = Aside(lambda tag, said: self._rule(tag, said) is not None)
        return grouped(message, self.schema.table, aside), aside.found

    def _rule(self, tag: str, said: Any) -> Tolerance | None:
        """The tolerance by which a segment is set aside wherever it stands."""
        rules = (rule for rule in self.tolerances if rule.aside and rule.segment == tag)
        directory = self.schema.table.identifier["0054"]
        return next((rule for rule in rules if rule.meets(said, directory)), None)

    def _passed(self, passed: Passed) -> tuple[Fault, ...]:
        """A note for each segment that was set aside where it has no place."""
        met = [(number, tag, self._rule(tag, said)) for number, (tag, said) in passed.items()]
        return tuple(
            fault("READ-025", wire=f"segment {number} {tag}", says=rule.says)
            for number, tag, rule in met
            if rule is not None
        )

    def restated(self, data: bytes) -> bytes:
        """A message of another directory, named as one of this."""
        said = self.schema.table.identifier
        ours = ":".join(said[name] for name in ("0065", "0052", "0054", "0051"))
        return re.sub(rb"(?<=\+)IFTMCS:D:\w+:UN", ours.encode(), data, count=1)

    def breaches(self, tree: Tree) -> tuple[Fault, ...]:
        """Every breach by a tree that is to be written, by JSON pointer."""
        return () if self.schema.permits(tree) else self._breaches(tree, "EMIT")

    def _breaches(self, tree: Tree, side: Side) -> tuple[Fault, ...]:
        return tuple(_at(one, _pointed(one)) for one in self.schema.breaches(tree, side))

    def unread(self, tree: Tree, place: Steps) -> str:
        """Why something was not understood, told by the code of its segment."""
        return qualified.unread(tree, place)

    def shown(self, tree: Tree) -> Callable[[str], str]:
        """How a place of a tree that is to be written is said: by the segment that it will be."""
        return functools.partial(_named, Segments(tree, self.schema.table.level))

    def written(self, tree: Tree, _: Around, header: InterchangeHeader = NOBODY) -> bytes:
        """An interchange of one message. Raises `Refused` with every breach."""
        from fairlead.syntax.edifact import Envelope, write

        tree = wonted(tree, self.habits)
        if found := self.breaches(tree):
            raise Refused(Report(found))
        envelope = Envelope(
            sender=header.sender or SENDER,
            recipient=header.recipient or RECIPIENT,
            prepared=header.prepared or PREPARED,
            control_reference=header.control_reference or REFERENCE,
            sender_qualifier=header.sender_qualifier or "",
            recipient_qualifier=header.recipient_qualifier or "",
            breaks="\n",
        )
        return write([(tree, self.schema.table)], envelope)  # type: ignore[list-item]


def _noted(segments: Segments, meant: Tolerated, settled: Settled) -> tuple[Fault, ...]:
    """A note for each deviation that was tolerated, and for what stood elsewhere than usual."""
    used = [
        fault("READ-025", wire=_named(segments, pointer(way)), says=rule.says)
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
        *(fault("READ-024", wire=_named(segments, pointer(one))) for one in moved),
    )


@once
def _habits() -> tuple[Habit | Rank, ...]:
    said = tomllib.loads(find("mappings", "unece", "habits.toml").read_text("utf-8"))
    return tuple(map(read_habit, said["habit"]))


def _at(one: Fault, wire: str) -> Fault:
    return replace(one, at=Place(one.at.bill, wire))


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
        return _named(segments, str(first) + pointer(tuple(rest)))
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
    return _named(segments, place)


def _path(tree: Tree, place: str) -> Steps:
    """The steps of a JSON pointer into a tree: an index where a list is entered."""
    steps: list[str | int] = []
    for step in place.split("/")[1:]:
        steps.append(int(step) if isinstance(tree, list) else step)
        tree = text_at(tree, (steps[-1],))
    return tuple(steps)


def _named(segments: Segments, place: str) -> str:
    """Segment, tag and element of a place in the tree of a message.

    The longest way into the tree that is a segment says which; the rest is the element.
    """
    steps = place.split("/")
    for end in range(len(steps), 0, -1):
        number = segments.numbers.get("/".join(steps[:end]))
        if number is not None:
            tag = next(step for step in reversed(steps[:end]) if not step.isdecimal())
            return " ".join((f"segment {number}", tag, "/".join(steps[end:]))).rstrip()
    return place
