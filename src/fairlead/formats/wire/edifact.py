"""EDIFACT, judged by the directory that its messages name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fairlead.errors import Refused
from fairlead.faults import Fault, Report
from fairlead.formats.interchange import NOBODY, InterchangeHeader
from fairlead.formats.opened import Opened
from fairlead.formats.schema import Leaf
from fairlead.formats.wire.kind import Around
from fairlead.once import once, once_property
from fairlead.resources import placed
from fairlead.syntax.tree import Steps, Tree

if TYPE_CHECKING:
    from fairlead.formats.schema.directory import Directory
    from fairlead.formats.tolerance import Tolerance
    from fairlead.lens.habits import Habit, Rank
    from fairlead.syntax.edifact import Message

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
        from fairlead.formats.tolerance import tolerances

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
        from fairlead.formats.wire.message import judged

        return judged(self, opened)

    def restated(self, data: bytes) -> bytes:
        """A message of another directory, named as one of this."""
        said = self.schema.table.identifier
        ours = ":".join(said[name] for name in ("0065", "0052", "0054", "0051"))
        return re.sub(rb"(?<=\+)IFTMCS:D:\w+:UN", ours.encode(), data, count=1)

    def breaches(self, tree: Tree) -> tuple[Fault, ...]:
        """Every breach by a tree that is to be written, by JSON pointer."""
        from fairlead.formats.wire.message import breaches

        return () if self.schema.permits(tree) else breaches(self.schema, tree, "EMIT")

    def unread(self, tree: Tree, place: Steps) -> str:
        """Why something was not understood, told by the code of its segment."""
        from fairlead.formats.wire import qualified

        return qualified.unread(tree, place)

    def shown(self, tree: Tree) -> Callable[[str], str]:
        """How a place of a tree that is to be written is said: by the segment that it will be."""
        from fairlead.formats.wire.message import Segments

        return Segments(tree, self.schema.table.level).named

    def written(self, tree: Tree, _: Around, header: InterchangeHeader = NOBODY) -> bytes:
        """An interchange of one message. Raises `Refused` with every breach."""
        from fairlead.lens.habits import wonted
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


@once
def _habits() -> tuple[Habit | Rank, ...]:
    from fairlead.formats import index
    from fairlead.lens.habits import habits_of

    return habits_of(index.habits())
