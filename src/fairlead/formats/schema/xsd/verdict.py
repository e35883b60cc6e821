"""The fast verdict: lxml (libxml2), with long lists of codes turned into patterns.

libxml2 compares a text with the entries of an enumeration one after the other; a pattern it runs
as an automaton, in a fiftieth of the time for a list of a thousand. So a restriction that lists
many texts is handed over as the pattern of just these texts, grown as a tree of their beginnings.
The schema files stay as they are, and so does what they mean: the other engine reads them
unchanged, and the two must agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any, Final, TypeAlias
from urllib.parse import unquote

from lxml import etree

from fairlead.errors import MappingError
from fairlead.faults import MOST
from fairlead.syntax.xml.names import called

__all__ = ["breaches_while_read", "compiled", "first_breach", "pattern_of"]

_XSD: Final = "{http://www.w3.org/2001/XMLSchema}"
_TEXTS: Final = {"string", "token"}
_MANY: Final = 4
"""A list of fewer texts is left as it is."""
_HOME: Final = "fairlead:///schemas/"
"""Where the files are said to lie, so that nothing is looked for where they do lie."""
_SPECIAL: Final = frozenset(r".^$|?*+(){}[]-" + "\\")

_Tree: TypeAlias = dict[str, Any]


class _Shelf(etree.Resolver):
    """Hands out the files that were read, and no others."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__()
        self._files = files

    def resolve(self, system_url: str, _: str, context: Any) -> Any:  # type: ignore[override]
        data = self._files.get(unquote(system_url.removeprefix(_HOME)), b"")
        return self.resolve_string(data, context, base_url=system_url)


def compiled(files: Mapping[str, etree._Element]) -> etree.XMLSchema:
    """The engine for some schema files by their names, the first of which names the others.

    Raises `MappingError` if they are no schema.
    """
    texts = {name: _faster(root) for name, root in files.items()}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    parser.resolvers.add(_Shelf(texts))
    first = next(iter(texts))
    try:
        return etree.XMLSchema(etree.fromstring(texts[first], parser, base_url=_HOME + first))
    except etree.XMLSchemaParseError as why:
        raise MappingError(f"the schema {first} is wrong: {why}") from why


def breaches_while_read(engine: etree.XMLSchema, root: etree._Element) -> int:
    """How many breaches an engine finds in a document while it is read once more."""
    parser = etree.XMLParser(schema=engine, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        etree.fromstring(etree.tostring(root, encoding="utf-8"), parser)
    except etree.XMLSyntaxError as found:
        log: Any = found.error_log
        return max(len(log), 1)
    return 0


def first_breach(engine: etree.XMLSchema, root: etree._Element) -> etree._Element:
    """The element in which an engine finds its first breach.

    It is the root of a document with more breaches than are counted: the engine notes the way to
    each of them, which costs too much.
    """
    if breaches_while_read(engine, root) > MOST:
        return root
    engine.validate(root)
    log: Any = engine.error_log
    ways = [one.path for one in log if one.path]
    return _reached(root, ways[0]) if ways else root


def _reached(root: etree._Element, way: str) -> etree._Element:
    """The element at the end of a way as libxml2 says it, `/s:Ship/s:Mast[2]` or `/*/*[2]`."""
    element = root
    for step in way.split("/")[2:]:
        name, _, number = step.rstrip("]").partition("[")
        alike = [one for one in element.iterchildren("*") if name in {"*", called(one, {})}]
        if not alike:
            break  # an attribute or a text
        element = alike[int(number or 1) - 1]
    return element


def _faster(root: etree._Element) -> bytes:
    """A schema file with its long lists as patterns."""
    copy = deepcopy(root)
    for restriction in copy.iterfind(f".//{_XSD}restriction"):
        base = str(restriction.get("base")).rpartition(":")[2]
        listed = [one for one in restriction if one.tag == f"{_XSD}enumeration"]
        if base in _TEXTS and len(listed) == len(restriction) >= _MANY:
            values = [str(one.get("value")) for one in listed]
            del restriction[:]
            etree.SubElement(restriction, f"{_XSD}pattern", value=pattern_of(values))
    return etree.tostring(copy)


def pattern_of(values: Iterable[str]) -> str:
    """The pattern that exactly these texts match.

    >>> pattern_of(["KGM", "KGS", "TNE", "T"])
    '(KG(M|S)|T(NE)?)'
    """
    root: _Tree = {}
    for value in values:
        at = root
        for letter in value:
            at = at.setdefault(letter, {})
        at[""] = {}
    return _spelt(root)


def _spelt(tree: _Tree) -> str:
    """What may follow one beginning."""
    ways = [
        (f"\\{letter}" if letter in _SPECIAL else letter) + _spelt(below)
        for letter, below in tree.items()
        if letter
    ]
    if not ways:
        return ""
    if len(ways) == 1 and "" not in tree:
        return ways[0]
    return f"({'|'.join(ways)})" + ("?" if "" in tree else "")
