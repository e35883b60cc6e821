"""The one place where a document may carry a signature of itself, and taking it off.

A `ds:Signature` (W3C XML Signature) stands as the last child of the root, with nothing but blanks
after it, and nothing else of its namespace stands anywhere. Whatever stands elsewhere is part of
the document like any other element. Nothing is verified here.
"""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from typing import Final

from lxml import etree

from fairlead.syntax.tree import Tree
from fairlead.syntax.xml.names import nodes

__all__ = ["SPACE", "described", "is_signed", "signature_of", "without_signature"]

SPACE: Final = "http://www.w3.org/2000/09/xmldsig#"
"""The namespace of XML signatures."""

_ANY: Final = etree.XPath("boolean(//ds:*)", namespaces={"ds": SPACE})
_OUTERMOST: Final = etree.XPath("//ds:*[not(ancestor::ds:*)]", namespaces={"ds": SPACE})


def is_signed(root: etree._Element) -> bool:
    """Whether anything in a document is of the namespace of signatures.

    >>> is_signed(etree.fromstring("<a/>"))
    False
    """
    return bool(_ANY(root))


def signature_of(root: etree._Element) -> etree._Element | None:
    """The signature of a document at its one place; None where there is none, or another.

    >>> signature = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>'
    >>> signature_of(etree.fromstring(f"<a><b/>{signature} </a>")).tag
    '{http://www.w3.org/2000/09/xmldsig#}Signature'
    >>> signature_of(etree.fromstring(f"<a>{signature}<b/></a>")) is None
    True
    """
    if not len(root) or root[-1].tag != f"{{{SPACE}}}Signature":
        return None
    last = root[-1]
    alone = nodes(_OUTERMOST, root) == [last]
    return last if alone and not (last.tail or "").strip(" \t\r\n") else None


def without_signature(root: etree._Element) -> etree._Element:
    r"""A document without its last child; the one that is given stays as it is.

    >>> root = etree.fromstring("<a>\n<b/> <c/> </a>")
    >>> etree.tostring(without_signature(root)), len(root)
    (b'<a>\n<b/>  </a>', 2)
    """
    made = deepcopy(root)
    last = made[-1]
    before = last.getprevious()
    if before is None:
        made.text = (made.text or "") + (last.tail or "") or None
    else:
        before.tail = (before.tail or "") + (last.tail or "")
    made.remove(last)
    return made


def described(element: etree._Element) -> Tree:
    """What an element says, attributes and texts included, by the steps of its XPath.

    >>> described(etree.fromstring('<a k="1"> <b>x</b><b/>y</a>'))
    {'@k': '1', 'b[1]': 'x', 'b[2]': '', 'text()': ' y'}
    """
    text = (element.text or "") + "".join(child.tail or "" for child in element)
    made: dict[str, Tree] = {f"@{name!s}": str(said) for name, said in element.items()}
    if not made and not len(element):
        return text
    names = [_called(child) for child in element]
    times, seen = Counter(names), Counter[str]()
    for child, name in zip(element, names, strict=True):
        seen[name] += 1
        made[name if times[name] == 1 else f"{name}[{seen[name]}]"] = described(child)
    if text.strip():
        made["text()"] = text
    return made


def _called(element: etree._Element) -> str:
    """The name of an element; what is of signatures has the prefix `ds`, whatever it has here."""
    uri, _, local = str(element.tag).removeprefix("{").rpartition("}")
    prefix = "ds" if uri == SPACE else element.prefix
    return f"{prefix}:{local}" if prefix else local
