"""A format: one wire, with everything that is needed to read and to write it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from fairlead.bill import Bill
from fairlead.errors import UsageError
from fairlead.faults import Fault, Place
from fairlead.formats.interchange import NOBODY, InterchangeHeader
from fairlead.formats.opened import Opened, alone
from fairlead.formats.schema.leaf import Leaf
from fairlead.formats.wire import EdifactWire, Wire, surely_readable
from fairlead.formats.wire.kind import Around
from fairlead.lens import Emitted, Mapping, Parsed, Residue
from fairlead.lens.compiled import Check
from fairlead.once import once, once_property
from fairlead.resources import find
from fairlead.syntax.json import Limits
from fairlead.syntax.tree import Tree, pointer

if TYPE_CHECKING:
    from fairlead.lens.rows import Grammar


class Capability(StrEnum):
    """What a wire can say or do; what it lacks is named when a bill needs it."""

    SEA_WAYBILL = "sea-waybill"
    TO_ORDER_FLAG = "to-order-flag"
    TO_ORDER_TEXT = "to-order-text"
    ENDORSEMENT = "endorsement"
    EXTENSION = "extension"
    VERSIONS = "versions"
    ENVELOPE = "envelope"
    INTERCHANGE = "interchange"


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
    """Where its mapping is."""
    wire: Wire = field(repr=False)
    """Its syntax with its schema."""
    recognises: Callable[[Any], bool] = field(repr=False)
    """Whether what its syntax read is of this format, by its own marks."""
    capabilities: frozenset[Capability]
    versions: tuple[str, ...] = ()
    """Versions that can be written, newest first."""
    opens: Callable[[Any], Opened | None] = field(default=alone, repr=False)
    """Finds the document in what was read; None where there is none of this format."""
    version: str | None = None
    """The version asked for; None means the newest."""
    edition_of: str | None = None
    """The alias of the format of which it is another edition, with a schema of its own."""
    names_around: Callable[[], dict[str, Leaf]] = field(default=dict, repr=False)
    """The places of an envelope that its owner names, as patterns; beside the document inside."""
    writes: bool = True
    """Whether it is written; what is not is only read."""

    @property
    def name(self) -> str:
        """By what name [`named`][fairlead.formats.named] gives it: id, version, carrier.

        >>> from fairlead.formats import named
        >>> named("dcsa@3.0.3").name, named("iftmcs:one").name
        ('dcsa.transport-document.3@3.0.3', 'edifact.iftmcs.d00b:one')
        """
        version = "" if self.version is None else f"@{self.version}"
        carrier = getattr(self.wire, "carrier", None)
        return f"{self.id}{version}" + (f":{carrier}" if carrier else "")

    def __reduce__(self) -> tuple[Callable[[str], Format], tuple[str]]:
        """Where it is copied, or goes to another process, it is found there by its name."""
        from fairlead.formats.catalogue import named

        return named, (self.name,)

    @property
    def media_type(self) -> str:
        """Media type of its documents."""
        return self.wire.media_type

    @once_property
    def mapping(self) -> Mapping:
        """What the wire means."""
        wire = self.wire
        if isinstance(wire, EdifactWire) and wire.carrier:  # what it may write is settled before
            wire = replace(wire, carrier=None)
        return _mapping(self.folder, wire, self.version)

    def ready(self) -> None:
        """Makes its mapping and what judges its documents now.

        Raises `MappingError` if one of them is wrong.
        """
        _ = self.mapping
        self.wire.ready()

    def judged(self, opened: Opened) -> Opened:
        """The document as a tree that the schema permits. Raises `Refused` with every breach."""
        return self.wire.judged(opened)

    def breaches(self, tree: Tree) -> tuple[Fault, ...]:
        """Every breach of the schema by a tree that is to be written."""
        return self.wire.breaches(tree)

    def written(self, tree: Tree, around: Around, header: InterchangeHeader = NOBODY) -> bytes:
        """The bytes of a tree, in the envelope that it goes out in.

        Raises `Refused` with every breach of the schema.
        """
        return self.wire.written(tree, around, header)

    def surely_read(self, output: bytes, limits: Limits) -> bool:
        """Whether a look at what was written shows that it is within what is read again."""
        return surely_readable(self.wire.syntax, output, limits)

    def parse(self, document: Tree, opened: Opened) -> Parsed:
        """What a document says, and what is left of it; faults are placed in the whole input."""
        parsed = self.mapping.parse(document)
        if parsed.faults:
            return replace(parsed, faults=tuple(_placed(one, opened) for one in parsed.faults))
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


def _placed(one: Fault, opened: Opened) -> Fault:
    """A fault of a document, placed in the whole input as its syntax says places."""
    if one.at.wire is None:
        return one
    return replace(one, at=Place(one.at.bill, opened.where(pointer(opened.at) + one.at.wire)))


@once
def _mapping(folder: str, wire: Wire, version: str | None) -> Mapping:
    """The mapping of a wire, for a version of it or the newest (None)."""
    return Mapping.load(find("mappings", *folder.split("/")), version, checked_by(wire))


def checked_by(wire: Wire) -> Check:
    """What raises `MappingError` where a mapping does not fit the Bill, or the schema of a wire."""

    def check(grammar: Grammar) -> None:
        from fairlead.lens.checks import check_mapping

        check_mapping(grammar, wire.places, [str(one.value) for one in Capability])

    return check
