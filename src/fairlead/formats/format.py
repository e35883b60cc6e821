"""A format: one wire, with everything that is needed to read and to write it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from fairlead.bill import Bill
from fairlead.errors import UsageError
from fairlead.faults import Fault, Place
from fairlead.formats.opened import Opened, alone
from fairlead.formats.schema import Schema, Side
from fairlead.lens import Emitted, Mapping, Parsed, Path, Residue
from fairlead.lens.verify import verify
from fairlead.resources import find
from fairlead.syntax import json as json_syntax
from fairlead.syntax.tree import Tree, pointer


class Capability(StrEnum):
    """What a wire can say or do; what it lacks is named when a bill needs it."""

    SEA_WAYBILL = "sea-waybill"
    TO_ORDER_FLAG = "to-order-flag"
    TO_ORDER_TEXT = "to-order-text"
    ENDORSEMENT = "endorsement"
    EXTENSION = "extension"
    VERSIONS = "versions"
    ENVELOPE = "envelope"


@dataclass(frozen=True)
class Format:
    """One wire format.

    >>> from fairlead.formats import named
    >>> named("dcsa").id
    'dcsa.transport-document.3'
    """

    id: str
    """Stable id, for ever."""
    alias: str
    """Short name for people."""
    title: str
    """What it is, in one line."""
    folder: str
    """Where its mapping and its schema are."""
    recognises: Callable[[Any], bool] = field(repr=False)
    """Whether a document is of this format, by its own marks."""
    capabilities: frozenset[Capability]
    versions: tuple[str, ...] = ()
    """Versions that can be written, newest first."""
    opens: Callable[[Tree], Opened | None] = field(default=alone, repr=False)
    """Finds the document in what was read; None where there is none of this format."""
    media_type: str = "application/json"
    version: str | None = None
    """The version asked for; None means the newest."""

    @functools.cached_property
    def mapping(self) -> Mapping:
        """What the wire means."""
        mapping = _mapping(self.folder)
        return mapping if self.version is None else mapping.at_version(self.version)

    @property
    def schema(self) -> Schema:
        """What the wire may hold."""
        return _schema(self.folder)

    def write(self, tree: Tree) -> bytes:
        """Tree to bytes."""
        return json_syntax.write(tree)

    def breaches(self, tree: Tree, side: Side, at: Path = ()) -> tuple[Fault, ...]:
        """Every breach of the schema, placed in the whole input; empty where there is none."""
        if self.schema.permits(tree):
            return ()
        found = self.schema.breaches(tree, side)
        return tuple(_moved(one, at) for one in found) if at else found

    def parse(self, document: Tree, at: Path = ()) -> Parsed:
        """What a document says, and what is left of it; faults are placed in the whole input."""
        parsed = self.mapping.parse(document)
        if at and parsed.faults:
            return replace(parsed, faults=tuple(_moved(one, at) for one in parsed.faults))
        return parsed

    def emit(self, bill: Bill, residue: Residue | None = None) -> Emitted:
        """The document that says a Bill."""
        return self.mapping.emit(bill, residue)

    def at_version(self, version: str) -> Format:
        """This format, to be written in a stated version.

        Raises `UsageError` for one that it does not know.
        """
        if version not in self.versions:
            known = ", ".join(self.versions) or "none"
            raise UsageError(f"{self.alias} has no version {version!r} to write (known: {known})")
        return self if version == self.versions[0] else replace(self, version=version)


def _moved(one: Fault, at: Path) -> Fault:
    """A fault of an inner document, placed in the whole input."""
    if one.at.wire is None:
        return one
    return replace(one, at=Place(one.at.bill, pointer(at) + one.at.wire))


@functools.cache
def _mapping(folder: str) -> Mapping:
    place = find("mappings", *folder.split("/"))
    return Mapping.load(place, lambda grammar: verify(grammar, _schema(folder).places))


@functools.cache
def _schema(folder: str) -> Schema:
    return Schema.load(find("schemas", *folder.split("/"), "schema.json"))
