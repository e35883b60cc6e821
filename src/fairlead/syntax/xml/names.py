"""Names of elements: which namespaces a document may use, and how a place in it is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from lxml import etree

from fairlead.once import once_property
from fairlead.syntax.xml.limits import refused

__all__ = ["Names", "Naming", "called", "nodes", "where"]

_INSTANCE: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
_HINTS: Final = frozenset({f"{_INSTANCE}schemaLocation", f"{_INSTANCE}noNamespaceSchemaLocation"})
_QUALIFIED: Final = etree.XPath("//*[@*[namespace-uri()]]")
_ANY_QUALIFIED: Final = etree.XPath("boolean(//@*[namespace-uri()])")


@dataclass(frozen=True)
class Names:
    """One set of namespaces, and the root element that goes with it.

    >>> names = Names("p:Ship", {"p": "urn:example:ship"})
    >>> names.tag("p:Ship"), names.name("{urn:example:ship}Mast")
    ('{urn:example:ship}Ship', 'p:Mast')
    """

    root: str
    """The root element by its canonical name, `rsm:MaritimeBillOfLading`."""
    spaces: Mapping[str, str]
    """Canonical prefix to URI; the prefix `""` is the default namespace, whose names have none."""

    @once_property
    def prefixes(self) -> dict[str, str]:
        """URI to canonical prefix."""
        return {uri: prefix for prefix, uri in self.spaces.items()}

    def tag(self, name: str) -> str:
        """A canonical name with its URI in braces. `KeyError` for a prefix that is not in the set.

        >>> Names("Ship", {"": "urn:example:ship"}).tag("Mast")
        '{urn:example:ship}Mast'
        """
        prefix, _, local = name.rpartition(":")
        return f"{{{self.spaces[prefix]}}}{local}"

    def name(self, tag: str) -> str:
        """The canonical name of a tag that has its URI in braces. `KeyError` for another URI."""
        uri, _, local = tag.removeprefix("{").rpartition("}")
        prefix = self.prefixes[uri]
        return f"{prefix}:{local}" if prefix else local

    def holds(self, root: etree._Element) -> bool:
        """Whether every element of a document stands in a namespace of the set."""
        return bool(self._all(root))

    def first_outside(self, root: etree._Element) -> etree._Element | None:
        """The first element that stands in none of the namespaces."""
        outside = (one for one in root.iter() if _space(one) not in self.prefixes)
        return next(outside, None)

    @once_property
    def _all(self) -> etree.XPath:
        bound = {f"n{count}": uri for count, uri in enumerate(self.spaces.values())}
        counted = " + ".join(f"count(//{prefix}:*)" for prefix in bound)
        return etree.XPath(f"count(//*) = {counted}", namespaces=bound)


@dataclass(frozen=True)
class Naming:
    """The names that a document is written with, and the other sets that are understood.

    Sets are matched as wholes: the numbers at the end of such URIs say which publication they are
    of, and a higher number is not a newer one.
    """

    names: Names
    """The set that is written, and whose prefixes stand in the tree."""
    aliases: tuple[Names, ...] = ()
    """Sets that are understood when they are read, with the same prefixes; never written."""

    def knows(self, root: etree._Element) -> bool:
        """Whether a document begins with the root element of one of the sets.

        >>> naming = Naming(Names("Ship", {"": "urn:example:ship"}))
        >>> naming.knows(etree.fromstring('<Ship xmlns="urn:example:ship"/>'))
        True
        """
        return any(one.tag(one.root) == root.tag for one in self._sets)

    def canonical(self, root: etree._Element) -> etree._Element:
        """The document with the written set's namespaces. Raises `Refused` where it uses others.

        A document in an alias set is changed in place. Hints about where a schema lies
        (`xsi:schemaLocation`) are taken away: they say nothing of the document, and no reader
        should follow them. Any other attribute with a namespace is a fault.
        """
        meant = [one for one in self._sets if one.tag(one.root) == root.tag]
        if not meant:
            raise refused("READ-065", where(root))
        used = next((one for one in meant if one.holds(root)), None)
        if used is None:
            raise self._foreign(root, meant[0])
        if _ANY_QUALIFIED(root):
            _refuse_qualified(root, self)
        if used is not self.names:
            self._rename(root, used)
        return root

    def where(self, element: etree._Element) -> str:
        """The place of an element with canonical prefixes; see `where` below."""
        return where(element, self.known)

    @once_property
    def known(self) -> dict[str, str]:
        """URI to canonical prefix, of every set."""
        return {uri: prefix for one in self._sets for uri, prefix in one.prefixes.items()}

    @once_property
    def _sets(self) -> tuple[Names, ...]:
        return (self.names, *self.aliases)

    def _foreign(self, root: etree._Element, meant: Names) -> Exception:
        """The refusal of a document for the first element that is outside its set."""
        outside = meant.first_outside(root)
        element = root if outside is None else outside
        code = "READ-067" if _space(element) in self.known else "READ-066"
        return refused(code, self.where(element))

    def _rename(self, root: etree._Element, used: Names) -> None:
        ours = {used.spaces[prefix]: uri for prefix, uri in self.names.spaces.items()
                if prefix in used.spaces}  # fmt: skip
        for element in root.iter():
            uri, _, local = str(element.tag)[1:].rpartition("}")
            if uri in ours:
                element.tag = f"{{{ours[uri]}}}{local}"
        root.tag = self.names.tag(self.names.root)


def _refuse_qualified(root: etree._Element, naming: Naming) -> None:
    """Take hints away, and refuse any other attribute that has a namespace."""
    for element in nodes(_QUALIFIED, root):
        for name in [str(one) for one in element.attrib if str(one).startswith("{")]:
            if name not in _HINTS:
                code = "READ-068" if name.startswith(_INSTANCE) else "READ-066"
                raise refused(code, naming.where(element))
            del element.attrib[name]


def _space(element: etree._Element) -> str:
    return str(element.tag)[1:].rpartition("}")[0]


def nodes(path: etree.XPath, root: etree._Element) -> list[etree._Element]:
    """The elements, comments or instructions that a path finds.

    >>> [one.tag for one in nodes(etree.XPath("//b"), etree.fromstring("<a><b/></a>"))]
    ['b']
    """
    found: Any = path(root)
    return list(found)


def where(element: etree._Element, prefixes: Mapping[str, str] | None = None) -> str:
    r"""The place of an element, as an XPath and the line where it begins.

    A step has its number where other elements of the same name stand beside it.

    >>> where(etree.fromstring("<a>\n<b/><b><c/></b></a>")[1][0])
    '/a/b[2]/c line 2'
    """
    steps = [_step(one, prefixes or {}) for one in (element, *element.iterancestors())]
    line = cast("int | None", element.sourceline)
    return "/" + "/".join(reversed(steps)) + (f" line {line}" if line else "")


def called(element: etree._Element, prefixes: Mapping[str, str]) -> str:
    """The name of an element with the prefix of its URI, or else with its own.

    >>> called(etree.fromstring('<x:a xmlns:x="urn:x"/>'), {"urn:x": "s"})
    's:a'
    """
    uri, _, local = str(element.tag).removeprefix("{").rpartition("}")
    prefix = prefixes.get(uri, element.prefix or "")
    return f"{prefix}:{local}" if prefix else local


def _step(element: etree._Element, prefixes: Mapping[str, str]) -> str:
    name = called(element, prefixes)
    before = sum(1 for _ in element.itersiblings(element.tag, preceding=True))
    alone = not before and next(element.itersiblings(element.tag), None) is None
    return name if alone else f"{name}[{before + 1}]"
