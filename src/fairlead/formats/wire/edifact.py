"""EDIFACT, judged by the directory that its messages name."""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from fairlead.errors import Refused
from fairlead.faults import Fault, Report, fault
from fairlead.formats.interchange import NOBODY, InterchangeHeader
from fairlead.formats.opened import Opened
from fairlead.formats.schema import Leaf
from fairlead.formats.tolerance import Tolerance, Tolerated, tolerances, tolerated
from fairlead.formats.wire.kind import Around
from fairlead.lens.habits import Gone, Habit, Move, Order, Rank, Settled, read_habit, settle, wonted
from fairlead.lens.runtime import text_at
from fairlead.resources import find
from fairlead.syntax.tree import Steps, Tree, pointer

if TYPE_CHECKING:
    from fairlead.formats.schema.directory import Directory
    from fairlead.syntax.edifact import Message
    from fairlead.syntax.edifact.table import Level

SENDER: Final = "SENDER"
RECIPIENT: Final = "RECIPIENT"
PREPARED: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - UNB states no zone
REFERENCE: Final = "1"
"""What stands in UNB where nobody said what it is to state: no party, no time, no reference."""


@dataclass(frozen=True)
class EdifactWire:
    """An EDIFACT wire: one message in one directory.

    >>> EdifactWire("unece/iftmcs-d00b").places["/LOC/[]/C517/3225"].max_length
    25
    """

    folder: str
    """Where its directory is, below `schemas/`."""
    carrier: str | None = None
    """Whose deviations from the directory are tolerated."""
    syntax: str = "edifact"
    media_type: str = "application/EDIFACT"

    @functools.cached_property
    def schema(self) -> Directory:
        """What it may hold."""
        from fairlead.formats.schema.directory import Directory

        return Directory.load(find("schemas", *self.folder.split("/")))

    @functools.cached_property
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

    def leaves(self) -> list[Leaf]:
        """Every place where a value can stand."""
        return self.schema.leaves()

    def names(self, message: Message) -> bool:
        """Whether a message says that it is this one in this directory."""
        said = message.identifier
        return all(said.get(name) == text for name, text in self.schema.table.identifier.items())

    def judged(self, opened: Opened) -> Opened:
        """The message as a tree. Raises `Refused` with every fault, by segment and element."""
        from fairlead.syntax.edifact import grouped

        message: Message = opened.document
        if message.faults:
            raise Refused(Report(message.faults))
        tree = grouped(message, self.schema.table)
        meant = tolerated(tree, self.tolerances, self.schema.table.identifier["0054"])
        if not self.schema.permits(meant.tree):
            said = self.schema.breaches(tree, "PARSE") or self.schema.breaches(meant.tree, "PARSE")
            raise Refused(Report(said))
        gone = tuple(Gone(way) for way in sorted(meant.aside, key=str, reverse=True))
        settled = settle(meant.tree, self.habits, gone)
        segments = Segments(tree, self.schema.table.level)
        return replace(
            opened,
            document=settled.tree,
            where=functools.partial(_where, segments, settled),
            faults=opened.faults + _noted(segments, meant, settled),
            envelope={_named(segments, pointer(way)): one for way, one in meant.aside.items()}
            or opened.envelope,
        )

    def restated(self, data: bytes) -> bytes:
        """A message of another directory, named as one of this."""
        said = self.schema.table.identifier
        ours = ":".join(said[name] for name in ("0065", "0052", "0054", "0051"))
        return re.sub(rb"(?<=\+)IFTMCS:D:\w+:UN", ours.encode(), data, count=1)

    def breaches(self, tree: Tree) -> tuple[Fault, ...]:
        """Every breach by a tree that is to be written."""
        return () if self.schema.permits(tree) else self.schema.breaches(tree, "EMIT")

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


@functools.cache
def _habits() -> tuple[Habit | Rank, ...]:
    said = tomllib.loads(find("mappings", "unece", "habits.toml").read_text("utf-8"))
    return tuple(map(read_habit, said["habit"]))


class Segments:
    """The segments of a message by their place in its tree, numbered as UNT counts them."""

    def __init__(self, tree: Any, level: Level) -> None:
        self._tree, self._level = tree, level

    @functools.cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each segment, by the JSON pointer of its place."""
        return {place: number for number, place in enumerate(_places(self._tree, self._level), 1)}


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


def _where(segments: Segments, settled: Settled, place: str) -> str:
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
