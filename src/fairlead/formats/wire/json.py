"""JSON, judged by a JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fairlead.errors import Refused
from fairlead.faults import Fault, Place, Report
from fairlead.formats.interchange import NOBODY, InterchangeHeader
from fairlead.formats.opened import Opened, as_it_is
from fairlead.formats.schema import Leaf, Schema, schema_of
from fairlead.formats.wire import nearest
from fairlead.formats.wire.kind import Around
from fairlead.once import once_property
from fairlead.syntax import json as json_syntax
from fairlead.syntax.tree import Steps, Tree, pointer


@dataclass(frozen=True)
class JsonWire:
    """A JSON wire.

    >>> JsonWire("dcsa/transport-document-3").places["/transportDocumentReference"].max_length
    20
    """

    folder: str | Path
    """Where its schema is, below `schemas/`."""
    syntax: str = "json"
    media_type: str = "application/json"

    @once_property
    def schema(self) -> Schema:
        """What it may hold."""
        if isinstance(self.folder, str):
            return schema_of(self.folder)
        return Schema.load(self.folder / "schema.json")

    @property
    def places(self) -> Mapping[str, Leaf]:
        """Every place of the schema by its path."""
        return self.schema.places

    def names(self, _: Tree) -> bool:
        """JSON says of itself nothing that a format could be known by."""
        return True

    def opens(self, opened: Opened) -> Opened:
        """The document as it is."""
        return opened

    def ready(self) -> None:
        """Makes now what judges its documents. Raises `MappingError` if the schema is wrong."""
        self.schema.ready()

    def leaves(self) -> list[Leaf]:
        """Every place where a value can stand."""
        return self.schema.leaves()

    def judged(self, opened: Opened) -> Opened:
        """The document itself. Raises `Refused` with every breach, placed in the whole input."""
        if self.schema.permits(opened.document):
            return opened
        found = self.schema.breaches(opened.document, "PARSE")
        raise Refused(Report(tuple(_moved(one, pointer(opened.at)) for one in found)))

    def restated(self, data: bytes) -> bytes:
        """A document as it is: the wire has one edition."""
        return data

    def breaches(self, tree: Tree) -> tuple[Fault, ...]:
        """Every breach by a tree that is to be written."""
        return () if self.schema.permits(tree) else self.schema.breaches(tree, "EMIT")

    def unread(self, _: Tree, place: Steps) -> str:
        """Why something was not understood: its name is unknown, or nobody reads it."""
        return nearest.unread(self.places, place)

    def shown(self, _: Tree) -> Callable[[str], str]:
        """How a place of a tree that is to be written is said: as it is."""
        return as_it_is

    def written(self, tree: Tree, around: Around, _: InterchangeHeader = NOBODY) -> bytes:
        """The bytes. Raises `Refused` with every breach."""
        if found := self.breaches(tree):
            raise Refused(Report(found))
        return json_syntax.write(around(tree))


def _moved(one: Fault, above: str) -> Fault:
    """A fault of an inner document, placed in the whole input."""
    if not above or one.at.wire is None:
        return one
    return one.moved(Place(one.at.bill, above + one.at.wire))
