"""What the files of a mapping say, with all that it takes from the mappings that it builds on.

A mapping may be an edition of another (`like`), read the code lists of another (`lists`), and hold
another as a part (`include`). Each of these may build on others in turn.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from fairlead.errors import MappingError
from fairlead.lens.bases import mapping_named, with_bases
from fairlead.lens.language.file import classes_in, edition_of, head_of, outlined, parts_of
from fairlead.lens.language.lines import Sources, Way, raised
from fairlead.lens.likeness import alike, order_of_classes
from fairlead.resources import toml_in

__all__ = ["Document", "own_document", "whole_document"]

CLASSES: Final = "classes*.toml"
"""Where a mapping says what is critical of all that the Bill does not hold, in order of name."""

_MOST: Final = 16
"""So many mappings may build on one another."""

_DEEPEST: Final = 64
"""So many steps lie between a mapping and what stands in the innermost of its tables."""


@dataclass(frozen=True)
class Document:
    """What the files of a mapping say."""

    folder: Path
    said: dict[str, Any]
    files: tuple[Path, ...]
    """The files that say it, those of the mapping itself first."""
    classes: tuple[tuple[Path, int], ...]
    """For each class the file in which it stands, and its number there."""
    lists: dict[str, Path] = field(default_factory=dict)
    """The file of each code list."""
    included: tuple[tuple[Document, str], ...] = ()
    """The mappings that it includes, each with the version of it."""

    @property
    def sources(self) -> Sources:
        """Where everything stands."""
        moved: dict[Way, tuple[Path, Way]] = {
            ("class", number): (file, ("class", there))
            for number, (file, there) in enumerate(self.classes)
        }
        return Sources.of(self.files, moved)


def own_document(folder: Path) -> Document:
    """What the files in the folder of a mapping say, and nothing of what it builds on.

    Raises `MappingError` where one cannot be read.
    """
    file = folder / "mapping.toml"
    files, said = [file], _read(file)
    parts = head_of(said, Sources.of(files)).parts
    said = outlined(said, Sources.of(files))
    where = dict.fromkeys(said.get("part", {}), file)
    for name in parts:
        files.append(folder / f"{name}.toml")
        sources = Sources.of(files[-1:])
        for part, table in parts_of(_read(files[-1]), sources).items():
            if part in where:
                says = f"the part stands in {where[part].name} too"
                raise raised(sources.title, [sources.told(("part", part), says, word=False)])
            where[part] = files[-1]
            said.setdefault("part", {})[part] = table
    said["mapping"].pop("parts", None)
    classes = [(file, number) for number, _ in enumerate(said.get("class", []))]
    for file in sorted(folder.glob(CLASSES)):
        files.append(file)
        more = classes_in(_read(file), Sources.of([file]))
        classes += [(file, number) for number, _ in enumerate(more)]
        said.setdefault("class", []).extend(more)
    lists = {file.stem: file for file in sorted(folder.glob("*.csv"))}
    return Document(folder, said, tuple(files), tuple(classes), lists)


def whole_document(folder: Path) -> Document:
    """What a mapping says with all that it builds on.

    Raises `MappingError` where a file cannot be read, or where mappings build on each other.
    """
    reader = _Reader()
    found = reader.document(folder, ())
    # The compiled form is taken by a digest of these folders.
    for one in reader.known.keys() - set(with_bases(folder)):
        name = "/".join(one.parts[-2:])
        says = f'it names the mapping {name} in another spelling; write "{name}"'
        raise raised(found.sources.title, [says])
    return found


class _Reader:
    """Reads a mapping and all that it builds on, each of them once."""

    def __init__(self) -> None:
        self.known: dict[Path, Document] = {}

    def document(self, folder: Path, above: tuple[Path, ...]) -> Document:
        """What the mapping in a folder says; `above` are those that build on it."""
        if folder not in self.known:
            self.known[folder] = self._whole(own_document(folder), (*above, folder))
        return self.known[folder]

    def _whole(self, own: Document, way: tuple[Path, ...]) -> Document:
        head = own.said["mapping"]
        bases = {word: head.pop(word, None) for word in ("like", "lists", "include")}
        if bases["like"] is not None:
            own = _edition(self._base(own, "like", bases["like"], way), own)
        if bases["lists"] is not None:
            other = self._base(own, "lists", bases["lists"], way)
            own = replace(own, lists={**other.lists, **own.lists})
        if bases["include"] is not None:
            said = bases["include"]
            other = self._base(own, "include", said["mapping"], way)
            own = _including(own, other, said["as"], said["version"])
        return own

    def _base(self, own: Document, word: str, name: str, way: tuple[Path, ...]) -> Document:
        """What the mapping says that a word of the head names."""
        sources = own.sources
        try:
            folder = mapping_named(own.folder, name)
        except MappingError as problem:
            raise raised(sources.title, [sources.told(("mapping", word), str(problem))]) from None
        if folder in way or len(way) == _MOST:
            circle = "mappings build on each other in a circle"
            most = f"more than {_MOST} mappings build on one another"
            steps = " > ".join("/".join(one.parts[-2:]) for one in (*way, folder))
            says = f"{circle if folder in way else most}: {steps}"
            raise raised(sources.title, [sources.told(("mapping", word), says)])
        return self.document(folder, way)


def _edition(model: Document, own: Document) -> Document:
    """An edition of another mapping. Raises `MappingError` for words that the other lacks."""
    sources = own.sources
    said = alike(model.said, edition_of(own.said, sources), sources)
    order = order_of_classes(model.said.get("class", []), own.said.get("class", []))
    return replace(
        own,
        said=said,
        files=own.files + model.files,
        classes=tuple((own if mine else model).classes[number] for mine, number in order),
        lists={**model.lists, **own.lists},
        included=model.included,
    )


def _including(own: Document, other: Document, part: str, version: str) -> Document:
    """A mapping with the parts of another, whose root becomes a part too."""
    others, mine = other.said.get("part", {}), own.said.get("part", {})
    root = {key: other.said[key] for key in ("bind", "impossible", "either") if key in other.said}
    whole: dict[str, Any] = {part: {"canon": other.said["mapping"]["canon"], **root}}
    # A part that is like the included part of its own name needs another name for that.
    alike = (name for name, one in mine.items() if one.get("like") == name and name in others)
    apart = {name: _unused(f"included {name}", others) for name in alike}
    kept = {new: others[name] for name, new in apart.items()}
    parts = {
        name: {**table, "like": apart[name]} if name in apart else table
        for name, table in mine.items()
    }
    said = {**own.said, "part": {**others, **whole, **kept, **parts}}
    for table in ("measure", "convert", "joint"):
        said[table] = {**other.said.get(table, {}), **own.said.get(table, {})}
    return replace(
        own,
        said=said,
        files=own.files + other.files,
        lists={**other.lists, **own.lists},
        included=(*own.included, (other, version)),
    )


def _unused(name: str, known: Collection[str]) -> str:
    """A name that is none of those that are known."""
    while name in known:
        name = f"included {name}"
    return name


def _read(file: Path) -> dict[str, Any]:
    """What a file of a mapping says. Raises `MappingError` where it cannot be read."""
    said = toml_in(file)
    todo: list[tuple[Any, Way]] = [(said, ())]
    while todo:
        one, way = todo.pop()
        if len(way) > _DEEPEST:
            sources = Sources.of([file])
            raise raised(sources.title, [sources.told(way[:1], "it is nested too deep")])
        if isinstance(one, dict):
            todo += [(inner, (*way, key)) for key, inner in one.items()]
        elif isinstance(one, list):
            todo += [(inner, (*way, number)) for number, inner in enumerate(one)]
    return said
