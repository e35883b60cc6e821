"""Elements to a tree, by a shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from fairlead.errors import Refused
from fairlead.syntax.tree import Tree
from fairlead.syntax.xml.elements import elements
from fairlead.syntax.xml.limits import LIMITS, Limits, refused
from fairlead.syntax.xml.names import Naming, nodes, where
from fairlead.syntax.xml.places import Places
from fairlead.syntax.xml.shape import Shape

__all__ = ["Document", "read"]

_MIXED: Final = etree.XPath("(//*[*]/text()[normalize-space()])[1]/..")


@dataclass(frozen=True)
class Document:
    """A document that was found safe and well-formed, as elements; a verdict can be had of it."""

    root: etree._Element
    """The root element."""
    data: bytes
    """The bytes it was made of."""

    @classmethod
    def of(cls, data: bytes, limits: Limits = LIMITS, *, bare: bool = False) -> Document:
        """The document in some bytes. Raises `Refused` with one `READ-` fault, and nothing else.

        A `bare` one holds no comment and no instruction; in any other, those between elements are
        passed over.

        >>> Document.of(b'<Ship xmlns="urn:example:ship"/>').root.tag
        '{urn:example:ship}Ship'
        """
        return cls(elements(data, limits, bare=bare), data)

    def named(self, naming: Naming) -> Document:
        """This document with the written set's namespaces. Raises `Refused` where it uses others.

        One in an alias set is renamed in place; lines stay what they were.
        """
        return Document(naming.canonical(self.root), self.data)

    def tree(self, shape: Shape) -> Tree:
        """The content of the root as a tree. Text stays exactly as written.

        The schema should have permitted the document before: what a shape cannot tell, such as
        the order of children, is not looked at here. Raises `Refused` for an element that does
        not fit the shape.
        """
        tree: Tree = _value(self.root, shape)
        return tree

    def where(self, pointer: str, naming: Naming) -> str:
        """The XPath and line of a place in the tree, named by a JSON pointer.

        Whoever asks for many asks one [`Places`][fairlead.syntax.xml.places.Places] for all.

        >>> from fairlead.syntax.xml.names import Names
        >>> document = Document.of(b'<Ship xmlns="urn:s"><Mast/><Mast><ID>1</ID></Mast></Ship>')
        >>> document.where("/Mast/1/ID/content", Naming(Names("Ship", {"": "urn:s"})))
        '/Ship/Mast[2]/ID line 1'
        """
        return Places(naming).at(self.root, pointer)


def read(data: bytes, shape: Shape, naming: Naming, limits: Limits = LIMITS) -> Tree:
    """The tree of an XML document. Raises `Refused` with one `READ-` fault, and nothing else.

    For bytes of which no schema gives a verdict: whatever the shape does not hold is refused,
    but the order of children is not asked for.

    >>> from fairlead.syntax.xml.names import Names
    >>> from fairlead.syntax.xml.shape import Member
    >>> mast = Member("Mast", "{urn:s}Mast", Shape(attributes=("unitCode",)), many=True)
    >>> naming = Naming(Names("Ship", {"": "urn:s"}))
    >>> document = b'<Ship xmlns="urn:s"><Mast unitCode="MTR"> 30</Mast></Ship>'
    >>> read(document, Shape((mast,)), naming)
    {'Mast': [{'content': ' 30', '@unitCode': 'MTR'}]}
    """
    document = Document.of(data, limits).named(naming)
    mixed = nodes(_MIXED, document.root)
    if mixed:
        raise refused("READ-069", naming.where(mixed[0]))
    return document.tree(shape)


def _value(element: etree._Element, shape: Shape) -> Any:
    """What an element says."""
    if shape.members is not None:
        return _object(element, shape)
    if len(element):
        raise _misfit(element[0])
    text = element.text or ""
    if shape.attributes is None:
        if element.items():
            raise _misfit(element)
        return text
    value = {"content": text}
    for name, said in element.items():
        try:
            value[shape.at_names[str(name)]] = str(said)
        except KeyError:
            raise _misfit(element) from None
    return value


def _object(element: etree._Element, shape: Shape) -> dict[str, Any]:
    members = shape.by_tag
    tree: dict[str, Any] = {}
    if element.items() or not (len(element) or _is_blank(element.text)):
        raise _misfit(element)
    for child in element:
        member = members.get(child.tag)
        if member is None:
            raise _misfit(child)
        value = _value(child, member.shape)
        if member.many:
            if member.name in tree:
                tree[member.name].append(value)
            else:
                tree[member.name] = [value]
        elif member.name in tree:
            raise _misfit(child)
        else:
            tree[member.name] = value
    return tree


def _is_blank(text: str | None) -> bool:
    return text is None or not text.strip(" \t\r\n")


def _misfit(element: etree._Element) -> Refused:
    return refused("READ-069", where(element))
