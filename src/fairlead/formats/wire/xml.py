"""XML, judged by an XSD of ours."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from fairlead.errors import Refused
from fairlead.faults import Fault, Report, fault
from fairlead.formats.interchange import NOBODY, InterchangeHeader
from fairlead.formats.opened import Opened, as_it_is
from fairlead.formats.schema import Leaf
from fairlead.formats.wire import nearest
from fairlead.formats.wire.kind import Around
from fairlead.once import once_property
from fairlead.resources import placed
from fairlead.syntax.tree import Steps, Tree

if TYPE_CHECKING:
    from fairlead.formats.schema.xsd import XmlSchema
    from fairlead.syntax.xml import Document, Naming


@dataclass(frozen=True)
class XmlWire:
    """An XML wire: what its root is called, and in which namespaces, stands beside its schema.

    >>> "/numberOfPackages" in XmlWire("eu/efti-consignment-0.8").places
    True
    """

    folder: str | Path
    """Where its schema and its profile are, below `schemas/`."""
    syntax: str = "xml"
    media_type: str = "application/xml"

    @once_property
    def schema(self) -> XmlSchema:
        """What it may hold; the engine is imported when first asked."""
        from fairlead.formats.schema.xsd import XmlSchema

        return XmlSchema.load(placed("schemas", self.folder))

    @property
    def places(self) -> Mapping[str, Leaf]:
        """Every place of the schema by its path."""
        return self.schema.places

    def ready(self) -> None:
        """Makes now what judges its documents. Raises `MappingError` if the schema is wrong."""
        self.schema.ready()

    def leaves(self) -> list[Leaf]:
        """Every place where a value can stand."""
        return self.schema.leaves()

    def names(self, document: Document) -> bool:
        """Whether the root of a document is called as one that is understood here."""
        naming = self.schema.naming
        return document.root.tag in {
            names.tag(names.root) for names in (naming.names, *naming.aliases)
        }

    def opens(self, opened: Opened) -> Opened:
        """The document without a signature that stands at its place."""
        return _unsigned(opened.document, self.schema.naming)

    def judged(self, opened: Opened) -> Opened:
        """The document as a tree. Raises `Refused` with every breach, by XPath and line."""
        document = opened.document.named(self.schema.naming)
        if not self.schema.permits(document):
            raise Refused(Report(self.schema.breaches(document, "PARSE")))
        from fairlead.syntax.xml import Places

        where = functools.partial(Places(self.schema.naming).at, document.root)
        return replace(opened, document=self.schema.tree(document), where=where)

    def restated(self, data: bytes) -> bytes:
        """A document as it is: the wire has one edition."""
        return data

    def breaches(self, tree: Tree) -> tuple[Fault, ...]:
        """Every breach by a tree that is to be written."""
        try:
            document = self.schema.written(tree)
        except Refused as refusal:  # there is nothing that could be judged
            return tuple(refusal.report)
        if self.schema.permits(document):
            return ()
        return self.schema.breaches(document, "EMIT")

    def unread(self, _: Tree, place: Steps) -> str:
        """Why something was not understood: its name is unknown, or nobody reads it."""
        return nearest.unread(self.places, place)

    def shown(self, _: Tree) -> Callable[[str], str]:
        """How a place of a tree that is to be written is said: as it is."""
        return as_it_is

    def written(self, tree: Tree, _: Around, __: InterchangeHeader = NOBODY) -> bytes:
        """The very bytes that were judged. Raises `Refused` with every breach."""
        document = self.schema.written(tree)
        if not self.schema.permits(document):
            raise Refused(Report(self.schema.breaches(document, "EMIT")))
        return document.data


def _unsigned(document: Document, naming: Naming) -> Opened:
    """The document without its signature, where one stands as the last child of its root.

    What is kept of the signature is named by the steps of its XPath. One that stands anywhere
    else stays there, for the schema to refuse.

    >>> from fairlead.syntax.xml import Document, Names, Naming
    >>> signature = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#" Id="s"/>'
    >>> document = Document.of(f"<a><b/>{signature}</a>".encode())
    >>> opened = _unsigned(document, Naming(Names("a", {})))
    >>> [one.tag for one in opened.document.root], opened.envelope
    (['b'], {'a': {'ds:Signature': {'@Id': 's'}}})
    """
    from fairlead.syntax import xml

    signature = xml.signature_of(document.root)
    if signature is None:
        return Opened(document)
    root = naming.where(document.root).partition(" ")[0]
    note = fault("SEAL-001", wire=f"{root}/ds:Signature line {signature.sourceline}")
    bare = xml.Document(xml.without_signature(document.root), document.data)
    held: Tree = {root.removeprefix("/"): {"ds:Signature": xml.described(signature)}}
    return Opened(bare, (), held, (note,))
