"""The folder of a mapping: its documents, its code lists, and the mapping that it includes.

`mapping.toml` says the whole; the files that its `parts` name say more parts, for a long mapping.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fairlead.errors import MappingError
from fairlead.lens.codes import read_code_list
from fairlead.lens.digest import WORDS, mapping_named, mappings_around
from fairlead.lens.letters import Words
from fairlead.lens.likeness import alike
from fairlead.lens.rows import Grammar, Row, Shape

if TYPE_CHECKING:
    from fairlead.lens.language.lines import Sources

CLASSES: Final = "classes*.toml"
"""Where a mapping says what is critical of all that the Bill does not hold, in order of name."""


def read_grammar(folder: Path) -> Grammar:
    """The mapping in a folder: `mapping.toml` and its code lists.

    Raises `MappingError` where a file cannot be read, or with every mistake in it, line by line.
    """
    # The words of the language are not loaded by whoever has a compiled mapping.
    from fairlead.lens.grammar import build_grammar
    from fairlead.lens.language.lines import Sources

    said, files = read_document(folder)
    head = said["mapping"]
    folders = [folder]
    model, lists_of, include = (head.pop(word, None) for word in ("like", "lists", "include"))
    if model:
        folders.insert(0, mapping_named(folder, model))
        other, more = read_document(folders[0])
        said = _edition(other, said, Sources.of(files))
        files += more
    if lists_of:
        folders.insert(0, mapping_named(folder, lists_of))
    if include:
        folders.insert(0, mapping_named(folder, include["mapping"]))
        read_grammar(folders[0])  # for the mistakes in it
        other, more = read_document(folders[0])
        said = _with(said, other, include["as"])
        files += more
    tables = [file for place in folders for file in sorted(place.glob("*.csv"))]
    lists = {file.stem: read_code_list(file) for file in tables}
    grammar = build_grammar(said, lists, read_words(folder), Sources.of(files))
    return _relaxed(grammar, include["version"]) if include else grammar


def _edition(model: dict[str, Any], own: dict[str, Any], sources: Sources) -> dict[str, Any]:
    """What an edition of another mapping says. Raises `MappingError` for words it does not have."""
    from fairlead.lens.language.file import edition_of

    return alike(model, edition_of(own, sources), sources)


def read_document(folder: Path) -> tuple[dict[str, Any], list[Path]]:
    """What the TOML files of a mapping say, and those files.

    Raises `MappingError` where one cannot be read.
    """
    from fairlead.lens.language.file import classes_in, head_of, parts_of
    from fairlead.lens.language.lines import Sources

    files = [folder / "mapping.toml"]
    said = _toml(files[0])
    for name in head_of(said, Sources.of(files)).parts:
        files.append(folder / f"{name}.toml")
        more = parts_of(_toml(files[-1]), Sources.of(files[-1:]))
        if twice := sorted(more.keys() & said.setdefault("part", {}).keys()):
            raise MappingError(f"{name}.toml says part {', '.join(twice)} again")
        said["part"] |= more
    said["mapping"].pop("parts", None)
    for file in sorted(folder.glob(CLASSES)):
        files.append(file)
        said.setdefault("class", []).extend(classes_in(_toml(file), Sources.of([file])))
    return said, files


def _toml(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (OSError, ValueError, RecursionError) as problem:
        raise MappingError(
            f"{path.name} of {path.parent.name} cannot be read: {problem}"
        ) from problem


def read_words(folder: Path) -> dict[str, Words]:
    """The words that all mappings share. Raises `MappingError` where their file is wrong."""
    from fairlead.lens.language.beside import WordsFile
    from fairlead.lens.language.reading import read_tables

    said = read_tables(mappings_around(folder) / WORDS, WordsFile).words
    return {name: Words(tuple(one.stems), one.pattern) for name, one in said.items()}


def _with(said: dict[str, Any], other: dict[str, Any], part: str) -> dict[str, Any]:
    """A mapping with the parts of another, whose root becomes a part too."""
    root = {key: other[key] for key in ("bind", "impossible", "either") if key in other}
    whole: dict[str, Any] = {part: {"canon": other["mapping"]["canon"], **root}}
    narrowed: dict[str, Any] = {
        f"included {name}": other["part"][name]
        for name, table in said.get("part", {}).items()
        if table.get("like") == name
    }
    own: dict[str, Any] = {
        name: dict(table, like=f"included {name}") if table.get("like") == name else table
        for name, table in said.get("part", {}).items()
    }
    merged = {**said, "part": {**other["part"], **whole, **narrowed, **own}}
    for table in ("measure", "convert", "joint"):
        merged[table] = {**other.get(table, {}), **said.get(table, {})}
    return merged


def _relaxed(grammar: Grammar, version: str) -> Grammar:
    """A mapping of an earlier version in which nothing is needed but what its root needs."""

    def free(shape: Shape) -> Shape:
        return replace(shape, rows=tuple(map(bare, shape.rows)))

    def bare(row: Row) -> Row:
        freed = replace(row, need=False)
        measure = row.measure
        return freed if measure is None else freed.but(measure=replace(measure, needs=()))

    older = before(grammar, version)
    parts = {name: free(shape) for name, shape in older.parts.items()}
    return replace(older, parts=parts, version=grammar.version)


def before(grammar: Grammar, version: str) -> Grammar:
    """A mapping as it was at an earlier version of the wire: without the rows that came later."""

    def keep(row: Row) -> bool:
        return row.since is None or _numbers(row.since) <= _numbers(version)

    def older(shape: Shape) -> Shape:
        rows = tuple(
            replace(row, extended=row.extended if row.extended and keep(row.extended) else None)
            for row in shape.rows
            if keep(row)
        )
        later = tuple(
            (row.names[0], f"came with {row.since}") for row in shape.rows if not keep(row)
        )
        return replace(shape, rows=rows, impossible=shape.impossible + later)

    parts = {name: older(shape) for name, shape in grammar.parts.items()}
    return replace(grammar, root=older(grammar.root), parts=parts, version=version)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
