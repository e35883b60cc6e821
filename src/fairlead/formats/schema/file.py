"""One file of a JSON Schema: the schemas in it, how its parts are called, and what it refers to."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn, TypeAlias
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from fairlead.errors import MappingError
from fairlead.syntax.tree import Steps, pointer

__all__ = ["Node", "Part", "SchemaFile"]

Node: TypeAlias = dict[str, Any]

_HOME: Final = "https://folder.invalid/"
"""Where a file is taken to lie if it has no `$id`. Nothing is ever looked for there."""
_DEEPEST: Final = 200
"""Steps from the root of a file to a schema; the fast engine stops at 255."""

_LISTS: Final = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_MAPS: Final = frozenset(
    {"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"}
)
_SINGLE: Final = frozenset({
    "items", "additionalProperties", "unevaluatedItems", "unevaluatedProperties", "contains",
    "propertyNames", "contentSchema", "not", "if", "then", "else",
})  # fmt: skip
_IN_PLACE: Final = frozenset({
    "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas",
})  # fmt: skip
"""Words whose schemas speak of the same value."""
_OTHERS: Final = frozenset({"$dynamicRef", "$recursiveRef", "additionalItems", "dependencies"})
"""Words that mean something in another draft, or depend on the way by which a schema is reached."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a schema with a URI of its own: a file, or a schema in it with an `$id`."""

    file: str
    uri: str
    location: str
    """Where it would lie as a file of its own, which names in it are relative to."""
    steps: Steps
    """The way to it from the root of the file."""

    def joined(self, said: str) -> str:
        """The URI that a reference or an `$id` in the part means. Raises `MappingError`.

        >>> Part("bill.json", "https://schemas.example/bill.json", "bill.json", ()).joined("a/b")
        'https://schemas.example/a/b'
        """
        try:
            return urldefrag(urljoin(self.uri, said))[0]
        except ValueError as why:
            raise MappingError(f"{said} is no URI") from why


@dataclass
class SchemaFile:
    """What was found in one file.

    >>> file = SchemaFile.of("a.json", {"$ref": "b.json", "$defs": {"c": {"$anchor": "d"}}})
    >>> found = file.look(file.document, (), file.whole)
    >>> [part.uri for _, part in found], [anchor for _, anchor in file.anchors]
    (['https://folder.invalid/a.json'], ['d'])
    """

    name: str
    document: Any
    whole: Part
    """The file itself as a part."""
    parts: dict[str, Part]
    """The parts by their URIs, the file itself among them."""
    anchors: dict[tuple[Part, str], Steps] = field(default_factory=dict)
    """The way to each name within a part."""
    in_place: dict[int, list[Node]] = field(default_factory=dict)
    """For each schema that was looked at, by its `id`, those in it that speak of the same value."""

    @classmethod
    def of(cls, name: str, document: Any) -> SchemaFile:
        """The file of that name. Raises `MappingError` for what cannot be understood in it."""
        whole = Part(name, _HOME + quote(name), name, ())
        if isinstance(document, dict) and "$id" in document:
            whole = Part(name, whole.joined(_text(document, "$id")), name, ())
        return cls(name, document, whole, {whole.uri: whole})

    def look(self, node: Any, steps: Steps, part: Part) -> list[tuple[Node, Part]]:
        """Looks at every schema in a schema, itself first, once.

        Gives those with a `$ref` that were not looked at before, and the part each belongs to.
        Raises `MappingError` for what cannot be understood.
        """
        found = []
        todo: list[tuple[Any, Steps, Part]] = [(node, steps, part)]
        while todo:
            node, steps, part = todo.pop()
            if not isinstance(node, dict) or id(node) in self.in_place:
                continue
            try:
                here = self._noted(node, steps, part)
            except MappingError as why:
                raise MappingError(f"#{pointer(steps)}: {why}") from why
            if "$ref" in node:
                found.append((node, here))
            todo += [(inner, (*steps, *more), here) for more, inner in self._inner(node)]
        return found

    def _noted(self, node: Node, steps: Steps, part: Part) -> Part:
        """Notes a schema. The part that what stands in it belongs to."""
        self.in_place[id(node)] = []
        if len(steps) > _DEEPEST:
            raise MappingError(f"it is more than {_DEEPEST} steps deep")
        if not _OTHERS.isdisjoint(node) or isinstance(node.get("items"), list):
            word = min(_OTHERS.intersection(node), default="items with a list")
            raise MappingError(f"the word {word} is not understood")
        if "$id" in node and steps:
            part = self._renamed(_text(node, "$id"), steps, part)
        for word in ("$anchor", "$dynamicAnchor"):
            if word in node:
                self.anchors[part, _text(node, word)] = steps
        if "$ref" in node:
            _text(node, "$ref")
        return part

    def _renamed(self, said: str, steps: Steps, part: Part) -> Part:
        """The part that begins with an `$id`; drafts before 2019-09 name an anchor so."""
        if said.startswith("#"):
            self.anchors[part, said[1:]] = steps
            return part
        uri, location = part.joined(said), part.location
        if not urlsplit(said).scheme and not said.startswith("/"):
            location = posixpath.normpath(posixpath.join(posixpath.dirname(location), said))
        self.parts[uri] = Part(part.file, uri, location, steps)
        return self.parts[uri]

    def _inner(self, node: Node) -> Iterator[tuple[Steps, Any]]:
        """The schemas directly in a schema, with the way to each."""
        for word, said in node.items():
            found: list[tuple[Steps, Any]] = []
            if word in _SINGLE:
                found = [((word,), said)]
            elif word in _LISTS and isinstance(said, list):
                found = [((word, at), one) for at, one in enumerate(said)]
            elif word in _MAPS and isinstance(said, dict):
                found = [((word, at), one) for at, one in said.items()]
            if word in _IN_PLACE:
                self.in_place[id(node)] += [one for _, one in found if isinstance(one, dict)]
            yield from found


def _text(node: Node, word: str) -> str:
    """What a schema says by a word that names something."""
    said = node[word]
    if not isinstance(said, str) or not said.isprintable():
        _wrong(word)
    return said


def _wrong(word: str) -> NoReturn:
    raise MappingError(f"the word {word} has no URI")
