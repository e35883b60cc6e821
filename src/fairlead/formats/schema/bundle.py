"""A JSON Schema of several files as one document, in which every reference is a JSON pointer.

A publication refers to its parts by `$id`, by `$anchor`, or by where a file lies beside another.
All that is resolved here, once and before any engine sees the schema: the other files become
`$defs` of the first, and each `$ref` a pointer from its root. So both engines, and what lists the
places, read the same document, and none of them has anything left to look for.

What a reference names is looked for in this order, whatever was read before:

1. a part of the same file with that `$id`;
2. the file that lies there, seen from the file (or from the part, where its `$id` is relative);
3. a file anywhere in the folder whose `$id` it is.

Publications are not always laid out as their `$id` says, as FIATA's: that is why 2 comes before 3.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote, urldefrag, urlsplit

from fairlead.errors import MappingError
from fairlead.formats.schema.file import Node, Part, SchemaFile
from fairlead.formats.schema.folder import Folder
from fairlead.syntax.tree import Steps, pointer

__all__ = ["bundled", "led_to", "loaded", "names_of"]

_MOST_IN_PLACE: Final = 64
"""How many schemas may follow one another by references and alternatives at one place."""
_OWN: Final = frozenset({"$id", "$anchor", "$dynamicAnchor", "$schema"})
"""Words that mean nothing any more where every reference is a pointer."""
_ELSEWHERE: Final = re.compile(
    rb'"\$ref"[ \t\n\r]*:[ \t\n\r]*"(?!#[/"])|"\$(?:anchor|dynamic|recursive)|\\u00'
)


def loaded(path: Path) -> Node:
    """The schema in a file as one document, with all that it refers to in the folder of the file.

    Raises `MappingError` if a file cannot be read, if the first is no JSON object, and for what
    [`bundled`][fairlead.formats.schema.bundle.bundled] refuses.

    >>> from fairlead.resources import find
    >>> loaded(find("schemas", "openebl", "pack-1", "schema.json"))["title"]
    'Open eBL bill pack 1'
    """
    folder = Folder(path.parent)
    data, document = _first(folder, path)
    return document if _stands_alone(data, document) else bundled(document, folder, path.name)


def names_of(path: Path) -> list[str]:
    """The names of all files of a schema from its folder downward, its own first.

    Raises `MappingError` as [`loaded`][fairlead.formats.schema.bundle.loaded] does.

    >>> from fairlead.resources import find
    >>> names_of(find("schemas", "openebl", "pack-1", "schema.json"))
    ['schema.json']
    """
    folder = Folder(path.parent)
    bundle = _Bundle(_first(folder, path)[1], folder, path.name)
    bundle.whole()
    return list(bundle.files)


def bundled(document: Node, folder: Folder | None = None, name: str = "schema.json") -> Node:
    """A schema with all that it refers to; a document that needs nothing is given back as it is.

    `folder` holds the other files, and `name` is the name of the first in it. Raises `MappingError`
    for a reference that leads nowhere in the folder, or out of it; for a schema that refers to
    itself at one place, so that no value could ever be judged; and for words of other drafts.

    >>> bundled({"$ref": "#name", "$defs": {"a": {"$anchor": "name", "maxLength": 35}}})
    {'$ref': '#/$defs/a', '$defs': {'a': {'maxLength': 35}}}
    """
    try:
        return _Bundle(document, folder, name).whole()
    except RecursionError as why:
        raise MappingError(f"the schema {name} is too deep") from why


def led_to(document: Any, ref: str) -> Any:
    """What a reference inside a document leads to. Raises `MappingError` if it leads nowhere.

    >>> led_to({"$defs": {"a/b": {"maxLength": 5}}}, "#/$defs/a~1b")
    {'maxLength': 5}
    """
    node = document
    for step in _steps(unquote(ref.removeprefix("#"))):
        try:
            node = node[int(step) if isinstance(node, list) else step]
        except (LookupError, ValueError, TypeError) as why:
            raise MappingError(f"the reference {ref} leads nowhere") from why
    return node


class _Bundle:
    """One schema while its references are resolved."""

    def __init__(self, document: Node, folder: Folder | None, name: str) -> None:
        self._folder = folder
        self.files: dict[str, SchemaFile] = {}
        self._ids: dict[str, list[str]] | None = None
        self._references: list[tuple[Node, Part]] = []
        """Every schema with a `$ref`; it grows while they are resolved."""
        self._becomes: dict[int, str] = {}
        """What each reference becomes, by the `id` of the schema that holds it."""
        self._first = self._added(name, document)

    def whole(self) -> Node:
        """The document with every reference resolved."""
        for node, part in self._references:
            try:
                self._resolve(node, part)
            except (MappingError, ValueError) as why:
                raise MappingError(f"{self._said(node, part)}: {why}") from why
        self._refuse_circles()
        first: Node = self._first.document
        if self._is_plain():
            return first
        made: Node = self._copied(self._first, first, root=True)
        files = list(self.files.values())[1:]
        if others := {self._key(one.name): self._copied(one, one.document) for one in files}:
            made["$defs"] = {**made.get("$defs", {}), **others}
        return made

    def _added(self, name: str, document: Any) -> SchemaFile:
        try:
            self.files[name] = file = SchemaFile.of(name, document)
            self._references += file.look(document, (), file.whole)
        except MappingError as why:
            raise MappingError(f"the schema {self._called(name)}{why}") from why
        return file

    # Resolving a reference

    def _resolve(self, node: Node, part: Part) -> None:
        """Finds what the reference of a schema leads to, and what it becomes."""
        named, _, fragment = str(node["$ref"]).partition("#")
        there = self._named(named, part) if named else part
        steps = self._within(there, unquote(fragment, errors="strict"))
        file = self.files[there.file]
        found = led_to(file.document, _reference(steps))
        if not isinstance(found, dict | bool):
            raise MappingError("it leads to no schema")
        self._references += file.look(found, steps, there)
        if isinstance(found, dict):
            self.files[part.file].in_place[id(node)].append(found)
        home = () if file is self._first else ("$defs", self._key(file.name))
        self._becomes[id(node)] = _reference((*home, *steps))

    def _within(self, part: Part, fragment: str) -> Steps:
        """The way to what a fragment names in a part."""
        if not fragment or fragment.startswith("/"):
            return (*part.steps, *_steps(fragment))
        anchors = self.files[part.file].anchors
        if (part, fragment) not in anchors:
            raise MappingError(f"there is no $anchor {fragment}")
        return anchors[part, fragment]

    def _named(self, named: str, part: Part) -> Part:
        """The part of a schema that a URI means."""
        uri = part.joined(named)
        near = self.files[part.file].parts
        if uri in near:
            return near[uri]
        if self._folder is None:
            raise MappingError("it leaves its schema")
        split = urlsplit(named)
        if not (split.scheme or split.netloc or split.query or named.startswith("/")):
            name = self._folder.beside(part.location, named)
            if self._folder.holds(name):
                return self._file(self._folder, name).whole
        names = self._names_by_id(self._folder).get(uri, [])
        if len(names) > 1:
            raise MappingError(f"{' and '.join(names)} have the same $id")
        if not names:
            raise MappingError("there is no such schema in its folder, and nothing is fetched")
        return self._file(self._folder, names[0]).whole

    def _file(self, folder: Folder, name: str) -> SchemaFile:
        if name in self.files:
            return self.files[name]
        return self._added(name, _json(folder.read(name), folder.path / name))

    def _names_by_id(self, folder: Folder) -> dict[str, list[str]]:
        """The JSON files in the folder by the `$id` of each."""
        if self._ids is None:
            self._ids = {}
            for name in folder.names(".json"):
                known = self.files.get(name)
                said = known.document if known else _json(folder.read(name), folder.path / name)
                if isinstance(said, dict) and isinstance(said.get("$id"), str):
                    self._ids.setdefault(urldefrag(said["$id"])[0], []).append(name)
        return self._ids

    # What comes of it

    def _refuse_circles(self) -> None:
        """Refuse schemas that follow one another at one place without an end, or too often."""
        after = {
            one: [id(below) for below in found]
            for file in self.files.values()
            for one, found in file.in_place.items()
        }
        waits = Counter(below for found in after.values() for below in found)
        depth = {one: 0 for one in after if not waits[one]}
        ready = list(depth)
        for one in ready:  # it grows meanwhile
            for below in after[one]:
                depth[below] = max(depth.get(below, 0), depth[one] + 1)
                waits[below] -= 1
                if not waits[below]:
                    ready.append(below)
        for node, part in self._references:
            if waits[id(node)]:
                said = self._said(node, part)
                raise MappingError(f"{said} leads to itself, and to no value on the way")
        if max(depth.values(), default=0) > _MOST_IN_PLACE:
            said = self._called(self._first.name)
            raise MappingError(f"the schema {said}: too many references follow one another")

    def _is_plain(self) -> bool:
        """Whether there is one file, with pointers alone, that names none of its parts."""
        first = self._first
        plain = all(self._becomes[id(node)] == node["$ref"] for node, _ in self._references)
        return plain and len(self.files) == 1 and not first.anchors and len(first.parts) == 1

    def _copied(self, file: SchemaFile, node: Any, *, root: bool = False) -> Any:
        """A schema with its references as pointers, and without what names its parts."""
        if isinstance(node, list):
            return [self._copied(file, one) for one in node]
        if not isinstance(node, dict):
            return node
        gone = _OWN if id(node) in file.in_place and not root else ()
        made = {word: self._copied(file, said) for word, said in node.items() if word not in gone}
        if id(node) in self._becomes:
            made["$ref"] = self._becomes[id(node)]
        return made

    def _key(self, name: str) -> str:
        """What a file is called among the `$defs` of the first, which may have that name itself."""
        taken = self._first.document.get("$defs", {})
        while name in taken:
            name += "'"
        return name

    def _said(self, node: Node, part: Part) -> str:
        return f"the schema {self._called(part.file)}: the reference {node['$ref']}"

    def _called(self, name: str) -> str:
        return str(self._folder.path / name) if self._folder else name


def _steps(way: str) -> list[str]:
    """The steps of a JSON pointer."""
    return [step.replace("~1", "/").replace("~0", "~") for step in way.split("/")[1:]]


def _reference(steps: Steps) -> str:
    """A pointer from the root as a reference spells it."""
    return "#" + quote(pointer(steps), safe="/~!$&'()*+,;=:@")


def _first(folder: Folder, path: Path) -> tuple[bytes, Node]:
    """The first file of a schema, as it is and as a tree."""
    data = folder.read(path.name)
    document = _json(data, path)
    if not isinstance(document, dict):
        raise MappingError(f"the schema {path} is not an object")
    return data, document


def _json(data: bytes, path: Path) -> Any:
    try:
        return json.loads(data.decode(), parse_float=Decimal)
    except (ValueError, RecursionError) as why:
        raise MappingError(f"the schema {path} cannot be read: {why}") from why


def _stands_alone(data: bytes, document: Node) -> bool:
    """Whether a look at the bytes of a schema shows that nothing in it needs to be resolved.

    Such a schema is not walked through before it is used, for that took longer than all else that
    is done with it before the first document.
    """
    return data.count(b'"$id"') == ("$id" in document) and not _ELSEWHERE.search(data)
