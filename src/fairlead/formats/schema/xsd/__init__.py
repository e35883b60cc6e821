"""What an XML wire may hold: an XSD of ours, asked quickly and explained slowly.

What [`Schema`][fairlead.formats.schema.Schema] is to a JSON tree. The verdict is that of lxml
(libxml2), on the elements of a document, before anything becomes a tree: only a document that is
permitted has the shape. Every breach is then named by `xmlschema`. If the two disagree about a
document, the refusal of the first stands, at the place that it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from fairlead.errors import MappingError, Refused, UsageError
from fairlead.formats.schema.leaf import Leaf
from fairlead.formats.schema.xsd.declarations import Declarations
from fairlead.formats.schema.xsd.profile import Profile
from fairlead.formats.schema.xsd.verdict import breaches_while_read, compiled, first_breach
from fairlead.once import once_property
from fairlead.syntax.tree import Tree
from fairlead.syntax.xml import LIMITS, Document, Limits, Naming, Places, Shape, write

if TYPE_CHECKING:
    from fairlead.faults import Fault
    from fairlead.formats.schema import Side
    from fairlead.formats.schema.xsd.breach import Explainer

__all__ = ["Profile", "XmlSchema"]

_SMALL: Final = 50_000
"""Bytes of a document of which no element has many siblings."""


class XmlSchema:
    """One schema, W3C XML Schema 1.0, with the profile that says what its documents are called.

    >>> from fairlead.resources import find
    >>> schema = XmlSchema.load(find("schemas", "eu", "efti-consignment-0.8"))
    >>> document = schema.written({"numberOfPackages": "7"})
    >>> schema.permits(document), schema.permits(schema.written({"numberOfPackages": "many"}))
    (True, False)
    """

    def __init__(self, path: Path, profile: Profile) -> None:
        self.name: Final = profile.title
        self.profile: Final = profile
        self._path: Final = path
        self._declared: Final = Declarations(path, tuple(profile.names.spaces))

    @classmethod
    def load(cls, folder: Path) -> XmlSchema:
        """The schema in a folder, `schema.xsd` with `profile.toml` beside it.

        Raises `MappingError` if either cannot be read, or the schema reaches out of its folder.
        """
        return cls(folder / "schema.xsd", Profile.load(folder / "profile.toml"))

    def read(self, data: bytes, limits: Limits = LIMITS) -> Document:
        """The document in some bytes, called as the schema calls it; a verdict is not given yet.

        Raises `Refused` with one `READ-` fault, and nothing else.
        """
        return Document.of(data, limits).named(self.naming)

    def tree(self, document: Document) -> Tree:
        """The tree of a document that is permitted."""
        return document.tree(self.shape)

    def written(self, tree: Tree) -> Document:
        """A tree as the document that would go out, `.data` as bytes; ask for the verdict of it.

        So the verdict is on the very bytes that are sent. Raises `Refused` for a character that
        XML cannot hold, and for attributes of a text that is not there; `UsageError` for what else
        is no tree of the shape.
        """
        try:
            data = write(tree, self.shape, self.profile.names)
        except UsageError:
            self._refuse_lacking(tree)
            raise
        try:
            root = etree.fromstring(data)
        except etree.XMLSyntaxError as why:  # all else was looked at when it was written
            raise UsageError(f"a tree with a text too long for {self.name}") from why
        return Document(self.naming.canonical(root), data)

    def _refuse_lacking(self, tree: Tree) -> None:
        """Raises `Refused` where a text is not there that has attributes, such as a unit."""
        from fairlead.faults import Report, capped, fault

        root = self.naming.names.root
        faults = [
            fault("EMIT-001", wire=place, says="the text is required and missing", law=self.name)
            for place in _lacking(tree, self.shape, f"/{root}")
        ]
        if faults:
            raise Refused(Report(capped(faults, "EMIT-011")))

    def permits(self, document: Document) -> bool:
        """Whether the document obeys the schema.

        lxml notes the way to each element that breaks it, and counts the siblings for that, so a
        large document is judged while it is read once more: there are no elements to count then.
        """
        if len(document.data) <= _SMALL:
            return bool(self._fast.validate(document.root))
        return not breaches_while_read(self._fast, document.root)

    def breaches(self, document: Document, side: Side) -> tuple[Fault, ...]:
        """Every breach at once, in the order of the document, as `PARSE-001..010` or `EMIT-...`.

        A fault stands at the XPath of what is wrong, with its line when parsing; something that
        is missing stands where it is missing. Empty if, and only if, the schema permits the
        document.

        Where the fast engine refuses what the other finds no breach in, its word stands: the
        breach has the code `-012` and its place. `MappingError` is raised where it permits what
        the other refuses, for then the schema is at fault.

        >>> from fairlead.resources import find
        >>> schema = XmlSchema.load(find("schemas", "eu", "efti-consignment-0.8"))
        >>> for one in schema.breaches(schema.written({"numberOfPackages": "many"}), "EMIT"):
        ...     print(one.code, one.at, "-", one.says)
        EMIT-002 /consignment/numberOfPackages - a whole number is expected
        """
        permitted = self.permits(document)
        found = self._explainer.breaches(document, side)
        if permitted and found:
            raise MappingError(f"{self.name}: one engine permits what the other explains")
        return found if permitted or found else (self._unexplained(document, side),)

    def _unexplained(self, document: Document, side: Side) -> Fault:
        """The first breach that only the fast engine finds.

        The engine is one of its own, for what another thread asks is noted in the same place.
        """
        from fairlead.faults import fault

        element = first_breach(compiled(self._declared.files), document.root)
        at = Places(self.naming).where(element, line=side == "PARSE")
        return fault(f"{side}-012", wire=at, law=self.name)

    def ready(self) -> None:
        """Makes both engines now. Raises `MappingError` if the schema is wrong."""
        _ = self.places, self.naming, self._fast, self._explainer

    @once_property
    def naming(self) -> Naming:
        """The names of the schema files, and as aliases what is written and accepted instead."""
        names = self._declared.names
        others = (self.profile.names, *self.profile.accepted)
        return Naming(names, tuple(one for one in others if one != names))

    @property
    def shape(self) -> Shape:
        """What is a list, a text or an object: what reading and writing go by."""
        return self._declared.shape

    def leaves(self) -> list[Leaf]:
        """Every place where a value can stand, in the order of the schema."""
        return [place for place in self.places.values() if not place.inner]

    @property
    def places(self) -> dict[str, Leaf]:
        """Every place by its path, objects and lists (`inner`) included."""
        return self._declared.places

    @once_property
    def _fast(self) -> etree.XMLSchema:
        return compiled(self._declared.files)

    @once_property
    def _explainer(self) -> Explainer:
        from fairlead.formats.schema.xsd.breach import Explainer

        return Explainer(self.name, self._path, self.naming)


def _lacking(node: Any, shape: Shape, way: str) -> Iterator[str]:
    """The XPath of each text below an object that has attributes alone."""
    if not isinstance(node, dict):
        return
    for name, held in node.items():
        if name not in shape.by_name:
            continue
        inner = shape.by_name[name].shape
        entries = held if isinstance(held, list) else [held]
        for number, entry in enumerate(entries, 1):
            here = f"{way}/{name}[{number}]" if len(entries) > 1 else f"{way}/{name}"
            if inner.kind == "object":
                yield from _lacking(entry, inner, here)
            elif inner.kind == "valued" and isinstance(entry, dict) and "content" not in entry:
                yield here
