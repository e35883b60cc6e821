"""A format: one wire, with everything that is needed to read and to write it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, structs

from fairlead.bill import Bill
from fairlead.errors import MappingError, UsageError
from fairlead.faults import Fault, Place
from fairlead.formats.interchange import NOBODY, InterchangeHeader
from fairlead.formats.kinds import BY_SYNTAX, Opener, Seal
from fairlead.formats.marks import Marks
from fairlead.formats.opened import Opened
from fairlead.formats.schema.leaf import Leaf
from fairlead.formats.wire import EdifactWire, JsonWire, Raw, Wire, surely_readable
from fairlead.formats.wire.kind import Around as PutAround
from fairlead.lens import Emitted, Mapping, Parsed, Residue
from fairlead.lens.compiled import Check
from fairlead.once import once, once_property
from fairlead.resources import placed
from fairlead.syntax.json import Limits
from fairlead.syntax.tree import Tree, pointer

if TYPE_CHECKING:
    from fairlead.lens.rows import Grammar

__all__ = ["Around", "Capability", "Format", "checked_by"]


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


class Around(Struct, frozen=True):
    """The places that an envelope is known to have, as patterns."""

    schema: str | None = None
    """A schema of ours whose places they are."""
    without: tuple[str, ...] = ()
    """Places of it that are none of the envelope's, such as that of the document."""
    texts: tuple[str, ...] = ()
    """Further places, each of a text."""


NOTHING: Final = Around()
"""No envelope is known."""


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
    source: str
    """The publication that says what the wire is."""
    folder: str | Path
    """Where its mapping is: below `mappings/`, or a folder of somebody else."""
    home: str
    """Where it was found: with Fairlead, in a folder, or in a wheel."""
    wire: Wire = field(repr=False)
    """Its syntax with its schema."""
    marks: Marks = field(repr=False)
    """By what a document is known, beside what its syntax says."""
    opener: Opener = field(repr=False)
    """How the document is found in what comes in."""
    capabilities: frozenset[Capability]
    versions: tuple[str, ...] = ()
    """Versions that can be written, newest first."""
    version: str | None = None
    """The version asked for; None means the newest."""
    edition_of: str | None = None
    """The alias of the format of which it is another edition, with a schema of its own."""
    around: Around = field(repr=False, default=NOTHING)
    """What is known to stand around a document."""
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

    def recognises(self, raw: Raw) -> bool:
        """Whether what was read is of this format, by its syntax and its own marks.

        Raises `Refused` where what it would be opened from cannot be read.
        """
        if raw.syntax != self.wire.syntax or not self.wire.names(raw.content):
            return False
        if not self.marks:  # its syntax has said it all
            return True
        opened = self.opens(raw.content)
        return opened is not None and self.marks.meet(opened.document)

    def opened(self, raw: Raw) -> Opened | None:
        """The document in what was read; None where that is in another syntax, or has none.

        Raises `Refused` where the payload of a signature cannot be read.

        >>> from fairlead.formats import named
        >>> from fairlead.formats.wire import Raw
        >>> named("iftmcs").opened(Raw("json", {})) is None
        True
        """
        return self.opens(raw.content) if raw.syntax == self.wire.syntax else None

    def opens(self, content: Any) -> Opened | None:
        """The document in what its syntax read; None where there is none of this format.

        Raises `Refused` where the payload of a signature cannot be read.
        """
        opened = self.opener.opens(content)
        return None if opened is None else self.wire.opens(opened)

    @once_property
    def names_around(self) -> dict[str, Leaf]:
        """The places of an envelope that its owner names; beside the document inside."""
        around = self.around
        places = {} if around.schema is None else dict(JsonWire(around.schema).places)
        text = Leaf("", types=("string",), required=False, needed=False, inner=False)
        kept = {path: leaf for path, leaf in places.items() if path not in around.without}
        return kept | {path: replace(text, path=path) for path in around.texts}

    @property
    def place(self) -> Path:
        """The folder of its mapping."""
        return placed("mappings", self.folder)

    @property
    def ours(self) -> bool:
        """Whether Fairlead brings it along; what is of somebody else is data, and never run."""
        return isinstance(self.folder, str)

    def is_edition_of(self, other: Format) -> bool:
        """Whether it may be meant where another one is named: an edition of it by the same owner.

        What is Fairlead's own has editions of Fairlead's own alone. What somebody else brings has
        those that lie in the same folder, or come with the same wheel.

        >>> from fairlead.formats import named
        >>> named("iftmcs-d24a").is_edition_of(named("iftmcs"))
        True
        """
        return self.edition_of == other.alias and self._origin == other._origin

    @property
    def _origin(self) -> Any:
        """Who brings it along: Fairlead, a wheel, or whoever made the folder around it."""
        if self.ours or self.home != str(self.folder):
            return self.home
        return self.place.parent

    @property
    def seal(self) -> Seal:
        """How its documents are sealed.

        >>> from fairlead.formats import named
        >>> [named(alias).seal.value for alias in ("dcsa", "un-xml", "iftmcs", "openebl")]
        ['around', 'inside', 'beside', 'pack']
        """
        return self.opener.seal or BY_SYNTAX[self.wire.syntax]

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
        return _mapping(self.id, self.folder, wire, self.version)

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

    def written(self, tree: Tree, around: PutAround, header: InterchangeHeader = NOBODY) -> bytes:
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
            return structs.replace(
                parsed, faults=tuple(_placed(one, opened) for one in parsed.faults)
            )
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
    return one.moved(Place(one.at.bill, opened.where(pointer(opened.at) + one.at.wire)))


@once
def _mapping(name: str, folder: str | Path, wire: Wire, version: str | None) -> Mapping:
    """The mapping of a wire, for a version of it or the newest (None)."""
    place = placed("mappings", folder)
    check = checked_by(name, wire, place if version is None else None)
    if isinstance(folder, str):
        return Mapping.load(place, version, check)
    try:
        return Mapping.load(place, version, check, beside=False)
    except MappingError as problem:
        raise MappingError.of_theirs(str(problem)) from problem


def checked_by(name: str, wire: Wire, folder: Path | None = None) -> Check:
    """What raises `MappingError` where a mapping does not fit the Bill, its format or its schema.

    `name` is the id of the format, which its mapping states too. Where a mapping is checked as it
    is newest, its `folder` is looked at too: every file in it is one that is read.
    """

    def check(grammar: Grammar) -> None:
        from fairlead.lens.checks import Whole, check_mapping
        from fairlead.lens.language.lines import raised

        if grammar.wire != name:
            says = f"the mapping of {name} says that its wire is {grammar.wire}"
            raise raised(name, [grammar.sources.told(("mapping", "wire"), says)])
        capabilities = [str(one.value) for one in Capability]
        whole = Whole(capabilities, _editions(name), partial(_admitted, wire))
        check_mapping(grammar, wire.places, whole)
        if folder is not None:
            from fairlead.formats.folder import check_files

            check_files(folder, grammar, wire)

    return check


def _editions(name: str) -> list[Map[str, Leaf]]:
    """The places of every other edition of a format."""
    from fairlead.formats.found import at_hand

    formats = at_hand()
    own = [one for one in formats if one.id == name]
    return [
        one.wire.places
        for one in formats
        if any(one.is_edition_of(base) or base.is_edition_of(one) for base in own)
    ]


def _admitted(wire: Wire, member: str) -> bool:
    """Whether a schema lets a member of the document be, though it may not name it."""
    if f"/{member}" in wire.places:
        return True
    found = wire.breaches({member: {}}) if isinstance(wire, JsonWire) else ()
    return isinstance(wire, JsonWire) and all(one.at.wire != f"/{member}" for one in found)
