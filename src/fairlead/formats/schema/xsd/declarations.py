"""A small reader of XSD: what our own schema files declare, as a shape and as places.

It understands what our files use (sequences and choices of elements, texts with attributes,
restrictions of texts and numbers) and refuses everything else, so that nothing in a schema is
passed over. Files are found in the folder of the first one and below, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from lxml import etree

from fairlead.errors import MappingError
from fairlead.formats.schema.folder import Folder
from fairlead.formats.schema.leaf import Leaf
from fairlead.once import once_property
from fairlead.syntax.xml import Member, Names, Shape

__all__ = ["Declarations", "files_of"]

_XSD: Final = "{http://www.w3.org/2001/XMLSchema}"
_PARSER: Final = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
)
_TEXTS: Final = {"string", "token", "normalizedString", "language"}
_TOLD: Final = f"{_XSD}annotation"
"""What tells people about a schema; it says nothing of a document."""
_NAMES_OTHERS: Final = {f"{_XSD}import", f"{_XSD}include"}


@dataclass(frozen=True, slots=True)
class _Child:
    """One element inside another, as declared."""

    name: str
    tag: str
    kind: str
    """Its type, with the URI in braces."""
    least: int
    most: int | None
    """None is without bound."""


class Declarations:
    """What the schema in a file and those beside it declare.

    Raises `MappingError` if a file cannot be read, names one elsewhere, or uses a construct that
    this reader does not understand.

    >>> from fairlead.resources import find
    >>> folder = find("schemas", "eu", "efti-consignment-0.8")
    >>> declared = Declarations(folder / "schema.xsd", ("",))
    >>> declared.names.root, declared.places["/carrier/name/[]"].max_length
    ('consignment', 70)
    """

    def __init__(self, path: Path, prefixes: tuple[str, ...]) -> None:
        self._path: Final = path
        self.files: Final = files_of(path)
        self._types: Final = dict(self._named())
        self._shapes: dict[str, Shape] = {}
        self._inside: dict[str, list[_Child]] = {}
        self._known: dict[str, dict[str, Any]] = {}
        entry = self.files[path.name]
        spaces = {prefix: self._space(entry, prefix) for prefix in prefixes}
        root = self._entrance(entry)
        self._root: Final = _resolved(root, str(root.get("type")))
        bare = Names("", spaces)
        tag = f"{{{entry.get('targetNamespace')}}}{root.get('name')}"
        self.names: Final = Names(bare.name(tag), spaces)

    @once_property
    def shape(self) -> Shape:
        """The shape of the root element."""
        return self._shape(self._root, ())

    @once_property
    def places(self) -> dict[str, Leaf]:
        """Every place by its path, objects and lists included, in the order of the schema."""
        _ = self.shape  # no type holds itself, or this would not end
        root = Leaf("", ("object",), required=True, needed=True, inner=True)
        return {leaf.path: leaf for leaf in self._walk(self._root, root) if leaf.path}

    def _entrance(self, entry: etree._Element) -> etree._Element:
        """The element that a document begins with."""
        declared = entry.findall(f"{_XSD}element")
        if len(declared) != 1:
            raise MappingError(
                f"the schema {self._path} declares {len(declared)} elements outside of types, and "
                "a document begins with one"
            )
        return declared[0]

    def _space(self, entry: etree._Element, prefix: str) -> str:
        uri = entry.nsmap.get(prefix) if prefix else entry.get("targetNamespace")
        if uri is None:
            raise MappingError(f"the schema {self._path} has no namespace {prefix}")
        return uri

    def _named(self) -> Iterator[tuple[str, etree._Element]]:
        for file in self.files.values():
            for node in file:
                if node.tag in (f"{_XSD}simpleType", f"{_XSD}complexType"):
                    yield f"{{{file.get('targetNamespace')}}}{node.get('name')}", node
                elif node.tag not in _NAMES_OTHERS and node.tag != f"{_XSD}element":
                    raise self._strange(node)

    def _strange(self, node: etree._Element) -> MappingError:
        local = str(node.tag).removeprefix(_XSD)
        return MappingError(f"the schema {self._path} uses {local}, which is not understood")

    def _type(self, kind: str) -> etree._Element:
        try:
            return self._types[kind]
        except KeyError:
            raise MappingError(f"the schema {self._path} has no type {kind}") from None

    # Shapes

    def _shape(self, kind: str, trail: tuple[str, ...]) -> Shape:
        if kind in trail:
            raise MappingError(f"the schema {self._path} has a type that holds itself: {kind}")
        if kind not in self._shapes:
            self._shapes[kind] = self._new_shape(kind, (*trail, kind))
        return self._shapes[kind]

    def _new_shape(self, kind: str, trail: tuple[str, ...]) -> Shape:
        if self._is_simple(kind):
            return Shape()
        extension = self._extension(kind)
        if extension is not None:
            return Shape(attributes=tuple(str(one.get("name")) for one in extension))
        members = [
            Member(one.name, one.tag, self._shape(one.kind, trail), many=one.most != 1)
            for one in self._children(kind)
        ]
        return Shape(members=tuple(members))

    def _is_simple(self, kind: str) -> bool:
        return kind.startswith(_XSD) or self._type(kind).tag == f"{_XSD}simpleType"

    def _extension(self, kind: str) -> etree._Element | None:
        """The extension of a type that is a text with attributes."""
        return self._type(kind).find(f"{_XSD}simpleContent/{_XSD}extension")

    def _children(self, kind: str) -> list[_Child]:
        """The elements inside a type, in order; those of a choice are none of them required."""
        if kind not in self._inside:
            node = self._type(kind)
            if len(node) != 1 or set(node.attrib) - {"name"}:
                raise self._strange(node)
            self._inside[kind] = list(self._particles(node[0], least=None))
        return self._inside[kind]

    def _particles(self, group: etree._Element, least: int | None) -> Iterator[_Child]:
        if group.tag == f"{_XSD}choice":
            least = 0
        elif group.tag != f"{_XSD}sequence":
            raise self._strange(group)
        if group.attrib:
            raise self._strange(group)
        for node in group:
            if node.tag == f"{_XSD}element":
                yield self._child(node, least)
            else:
                yield from self._particles(node, least)

    def _child(self, node: etree._Element, least: int | None) -> _Child:
        if set(node.attrib) - {"name", "type", "minOccurs", "maxOccurs"} or len(node):
            raise self._strange(node)
        tag = f"{{{node.getroottree().getroot().get('targetNamespace')}}}{node.get('name')}"
        said = node.get("maxOccurs", "1")
        return _Child(
            self.names.name(tag),
            tag,
            _resolved(node, str(node.get("type"))),
            int(node.get("minOccurs", "1")) if least is None else least,
            None if said == "unbounded" else int(said),
        )

    # Places

    def _walk(self, kind: str, here: Leaf) -> Iterator[Leaf]:
        """The place `here`, and then all places below it."""
        if self._is_simple(kind):
            yield self._text(here.path, kind, required=here.required, needed=here.needed)
            return
        yield here
        extension = self._extension(kind)
        if extension is not None:
            yield from self._valued(extension, here)
            return
        for child in self._children(kind):
            path = f"{here.path}/{child.name}"
            must = child.least > 0
            needed = here.needed and must
            if child.most != 1:
                counted = {"min_items": child.least, "max_items": child.most}
                yield Leaf(path, ("array",), must, needed, inner=True, **counted)  # type: ignore[arg-type]
                path, must = f"{path}/[]", False
            yield from self._walk(child.kind, Leaf(path, ("object",), must, needed, inner=True))

    def _valued(self, extension: etree._Element, here: Leaf) -> Iterator[Leaf]:
        """The places of a text with attributes."""
        base = _resolved(extension, str(extension.get("base")))
        yield self._text(f"{here.path}/content", base, required=True, needed=here.needed)
        for node in extension:
            if node.tag != f"{_XSD}attribute" or set(node.attrib) - {"name", "type", "use"}:
                raise self._strange(node)
            kind = _resolved(node, str(node.get("type")))
            must = node.get("use") == "required"
            path = f"{here.path}/@{node.get('name')}"
            yield self._text(path, kind, required=must, needed=here.needed and must)

    def _text(self, path: str, kind: str, *, required: bool, needed: bool) -> Leaf:
        return Leaf(path, ("string",), required, needed, inner=False, **self._facts(kind))

    def _facts(self, kind: str) -> dict[str, Any]:
        """What a simple type says of its values; what it restricts says the rest."""
        if kind not in self._known:
            self._known[kind] = self._new_facts(kind)
        return self._known[kind]

    def _new_facts(self, kind: str) -> dict[str, Any]:
        if kind.startswith(_XSD):
            name = kind.removeprefix(_XSD)
            return {} if name in _TEXTS else {"format": name}
        node = self._type(kind)
        restriction = node.find(f"{_XSD}restriction")
        if restriction is None or len(node) != 1:
            raise self._strange(node)
        facts = dict(self._facts(_resolved(restriction, str(restriction.get("base")))))
        listed = restriction.findall(f"{_XSD}enumeration")
        if listed:
            facts["enum"] = tuple([str(one.get("value")) for one in listed])
        if len(listed) < len(restriction):
            for facet in restriction:
                self._note(facts, facet)
        return facts

    def _note(self, facts: dict[str, Any], facet: etree._Element) -> None:
        value = str(facet.get("value"))
        match str(facet.tag).removeprefix(_XSD):
            case "pattern":
                facts["pattern"], facts["whole"] = value, True
            case "length":
                facts["min_length"] = facts["max_length"] = int(value)
            case "minLength":
                facts["min_length"] = int(value)
            case "maxLength":
                facts["max_length"] = int(value)
            case "minInclusive" | "minExclusive":
                facts["minimum"] = Decimal(value)
            case "maxInclusive" | "maxExclusive":
                facts["maximum"] = Decimal(value)
            case "totalDigits" | "fractionDigits" | "enumeration":
                pass  # a leaf has no word for digits; the verdict knows them
            case _:
                raise self._strange(facet)


def files_of(path: Path) -> dict[str, etree._Element]:
    """The schema in a file, and all that it imports and includes, by their names in the folder.

    Raises `MappingError` if a file cannot be read or lies outside the folder of the first.

    >>> from fairlead.resources import find
    >>> list(files_of(find("schemas", "uncefact", "bill-of-lading-xml", "schema.xsd")))
    ['schema.xsd', 'ram.xsd', 'udt.xsd', 'qdt.xsd']
    """
    folder = Folder(path.parent)
    todo = [path.name]
    files: dict[str, etree._Element] = {}
    for name in todo:  # it grows meanwhile
        if name in files:
            continue
        files[name] = _parsed(folder.path / name, folder.read(name))
        named = files[name].xpath("*/@schemaLocation")
        todo += [folder.beside(name, str(one).strip()) for one in named]  # type: ignore[union-attr]
    return files


def _parsed(path: Path, data: bytes) -> etree._Element:
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as why:
        raise MappingError(f"the schema {path} cannot be read: {why}") from why
    described: Any = root.getroottree().docinfo
    if root.tag != f"{_XSD}schema" or described.doctype:
        raise MappingError(f"the schema {path} is no XSD")
    etree.strip_elements(root, _TOLD, with_tail=False)
    return root


def _resolved(node: etree._Element, name: str) -> str:
    """A name as a schema file writes it, with its URI in braces."""
    prefix, _, local = name.rpartition(":")
    return f"{{{node.nsmap.get(prefix or None)}}}{local}"
