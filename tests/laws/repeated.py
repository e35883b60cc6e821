"""Documents in which one thing stands again and again: every repeatable element of every format.

What can repeat is drawn from the vectors, which hold every place of every schema that a mapping
reads: each list of a JSON document, each element of an XML document, each segment of an EDIFACT
message, and each group that begins with one of those that nearly all of a bill stands in. Whether a
schema lets it repeat is not asked: what is refused must cost as little as what is accepted.
"""

import re
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree

from fairlead.formats import FORMATS
from fairlead.syntax import json as json_syntax
from tests.conftest import ROOT

VECTORS = ROOT / "tests" / "vectors"
NO_DOCUMENT = ("_refused", "_unsayable")
GROUPS = (b"GID", b"EQD", b"NAD", b"TDT", b"CPI")
SERVICE = (b"UNA", b"UNB", b"UNH", b"UNT", b"UNZ", b"BGM")


@dataclass(frozen=True)
class Repeated:
    """One thing that a document of a format holds, and may hold again."""

    alias: str
    what: str
    """Its place, lists entered by `[]`."""
    _build: Any
    _parts: tuple[Any, ...]

    def document(self, count):
        """The document with so many of it."""
        return self._build(*self._parts, count)

    @property
    def size(self):
        """Bytes that one more of it takes."""
        return max(1, (len(self.document(41)) - len(self.document(1))) // 40)


@cache
def every(alias):
    """Everything that can repeat in a format, each place once."""
    syntax = next(one.wire.syntax for one in FORMATS if one.alias == alias)
    found = {}
    for path in sorted(VECTORS.joinpath(alias).glob("*/wire.*")):
        if not path.parent.name.endswith(NO_DOCUMENT):
            for what, *parts in FINDERS[syntax](path.read_bytes()):
                found.setdefault(what, Repeated(alias, what, BUILDERS[syntax], tuple(parts)))
    return tuple(found.values())


def _lists(node, at=()):
    """The ways to the lists of a tree that hold something."""
    if isinstance(node, list):
        if node:
            yield at
        node = dict(enumerate(node))
    if isinstance(node, dict):
        for step, below in node.items():
            yield from _lists(below, (*at, step))


def _in_json(data):
    tree = json_syntax.read(data)
    for at in _lists(tree):
        yield "/".join("[]" if isinstance(step, int) else step for step in at), tree, at


def _json(tree, at, count):
    made = deepcopy(tree)
    entries = made
    for step in at:
        entries = entries[step]
    entries[:] = (entries * count)[:count]
    return json_syntax.write(made)


def _in_xml(data):
    root = etree.fromstring(data)
    for element in root.iterdescendants("*"):
        way = root.getroottree().getelementpath(element)
        yield re.sub(r"\[\d+\]|\{[^}]*\}", "", way), data, way


def _xml(data, way, count):
    root = etree.fromstring(data)
    element = root.find(way)
    element.tail = None
    one = etree.tostring(element)
    element.getparent().replace(element, etree.Comment("here"))
    return etree.tostring(root).replace(b"<!--here-->", one * count)


def _in_edifact(data):
    segments = re.split(rb"(?<=')\s*", data)
    tags = [segment[:3] for segment in segments]
    for at, segment in enumerate(segments):
        if segment and tags[at] not in SERVICE:
            what = b"+".join(re.split(rb"[+:']", segment)[:2]).decode()
            yield what, segments, at, at + 1
            if tags[at] in GROUPS:
                ends = (n for n in range(at + 1, len(tags)) if tags[n] in (*GROUPS, b"UNT"))
                yield f"{what} and below", segments, at, next(ends)


def _edifact(segments, start, end, count):
    block = segments[start:end]
    data = b"".join([*segments[:start], *block * count, *segments[end:]])
    more = len(block) * (count - 1)
    return re.sub(rb"(?<=UNT\+)\d+", lambda found: b"%d" % (int(found[0]) + more), data)


FINDERS = {"json": _in_json, "xml": _in_xml, "edifact": _in_edifact}
BUILDERS = {"json": _json, "xml": _xml, "edifact": _edifact}
