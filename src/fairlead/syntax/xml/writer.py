"""A tree to bytes, by a shape."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final, Literal

from lxml import etree

from fairlead.errors import Refused, UsageError
from fairlead.faults import Report, fault
from fairlead.syntax.tree import Tree, leaves, pointer
from fairlead.syntax.xml.names import Names
from fairlead.syntax.xml.shape import Member, Shape

__all__ = ["write"]

_HEAD: Final = "<?xml version='1.0' encoding='UTF-8'?>\n"
_UNSPEAKABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_TEXT: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_VALUE: Final = _IN_TEXT | str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})
_NOT_PLAIN: Final = re.compile("[&<>\r]")
_NOT_PLAIN_VALUE: Final = re.compile('[&<>"\t\r\n]')


def write(tree: Tree, shape: Shape, names: Names, *, indent: Literal[2] | None = None) -> bytes:
    """A tree as XML in UTF-8, on one line, or with an indent of two for people to read.

    Children stand in the order of the shape, whatever their order in the tree; the namespaces
    that are used, and no others, are declared at the root. The same tree gives the same bytes,
    and reading them gives the tree back.

    Raises `Refused` (`EMIT-024`) for a character that XML cannot hold, `UsageError` for what is
    no tree of the shape.

    >>> mast = Member("s:Mast", "{urn:s}Mast", Shape(attributes=("unitCode",)), many=True)
    >>> tree = {"s:Mast": [{"content": "<30", "@unitCode": "MTR"}]}
    >>> names = Names("s:Ship", {"s": "urn:s", "unused": "urn:u"})
    >>> print(write(tree, Shape((mast,)), names).decode())
    <?xml version='1.0' encoding='UTF-8'?>
    <s:Ship xmlns:s="urn:s"><s:Mast unitCode="MTR">&lt;30</s:Mast></s:Ship>
    """
    pieces: list[str] = []
    try:
        _children(tree, shape, pieces)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError("this is no tree of the shape") from error
    inside = "".join(pieces)
    declared = _declarations(inside, names)
    text = f"{_HEAD}<{names.root}{declared}>{inside}</{names.root}>"
    if not inside.isprintable() and _UNSPEAKABLE.search(inside):
        raise _unspeakable(tree)
    data = text.encode()
    return data if indent is None else _indented(data)


def _declarations(inside: str, names: Names) -> str:
    """The namespace declarations of the root: those that are used."""
    declared = ""
    for prefix, uri in names.spaces.items():
        used = f"<{prefix}:" in inside or names.root.startswith(f"{prefix}:")
        if used if prefix else True:
            declared += f" xmlns:{prefix}=" if prefix else " xmlns="
            declared += f'"{uri.translate(_IN_VALUE)}"'
    return declared


def _children(node: Any, shape: Shape, pieces: list[str]) -> None:
    """The children of an object, in the order of the shape."""
    if not isinstance(node, dict):
        raise TypeError
    members = shape.by_name
    for name in _in_order(node, shape):
        value, member = node[name], members[name]
        if not member.many:
            _element(value, member, pieces)
        elif isinstance(value, list) and value:
            for entry in value:
                _element(entry, member, pieces)
        else:
            raise TypeError(name)


def _in_order(node: Any, shape: Shape) -> Iterable[str]:
    """The names of the children; a tree mostly has them in order already."""
    last = -1
    for name in node:
        at = shape.rank[name]
        if at < last:
            return shape.ordered(node)
        last = at
    return node  # type: ignore[no-any-return]


def _element(node: Any, member: Member, pieces: list[str]) -> None:
    """One element, from its start tag to its end tag."""
    kind = member.shape.kind
    if kind == "object":
        pieces.append(f"{member.opens}>")
        _children(node, member.shape, pieces)
        pieces.append(member.closes)
    elif kind == "text":
        text = node.translate(_IN_TEXT) if _NOT_PLAIN.search(node) else node
        pieces.append(f"{member.opens}>{text}{member.closes}")
    else:
        text = node["content"]
        text = text.translate(_IN_TEXT) if _NOT_PLAIN.search(text) else text
        said = _attributes(node, member.shape) if len(node) > 1 else ""
        pieces.append(f"{member.opens}{said}>{text}{member.closes}")


def _attributes(node: dict[str, str], shape: Shape) -> str:
    """The attributes of a text, in the order of the shape."""
    said, left = "", len(node) - 1
    for name, in_tree in shape.at_names.items():
        value = node.get(in_tree)
        if value is not None:
            left -= 1
            if _NOT_PLAIN_VALUE.search(value):
                value = value.translate(_IN_VALUE)
            said += f' {name}="{value}"'
    if left:
        raise KeyError
    return said


def _indented(data: bytes) -> bytes:
    root = etree.fromstring(data)
    etree.indent(root, "  ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _unspeakable(tree: Tree) -> Refused:
    """The refusal of a tree for each text that XML cannot hold."""
    says = "a character stands here that XML cannot hold"
    faults = [
        fault("EMIT-024", wire=pointer(steps), says=says, law="XML 1.0, 2.2 Characters")
        for steps, leaf in leaves(tree)
        if isinstance(leaf, str) and _UNSPEAKABLE.search(leaf)
    ]
    return Refused(Report(tuple(faults)))
