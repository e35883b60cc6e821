"""The folder of a format: each file in it is read, and what `format.toml` names is there.

A file that is misspelt, `clases.toml`, would never be read, and nobody would know. A mark that no
document has would let none be known.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from fairlead.errors import likely
from fairlead.formats.format import Format
from fairlead.formats.index import FILE
from fairlead.formats.wire import JsonWire, Wire, XmlWire
from fairlead.lens.language.lines import Sources, Way, raised
from fairlead.lens.rows import Grammar
from fairlead.lens.table import rows_of
from fairlead.resources import name_of

__all__ = ["check_files", "check_words"]

_READ: Final = frozenset((".toml", ".csv", ".json", ".xsd"))
"""Endings of files that are read. Others are for people: a README, a licence, notes."""
_MAY_BE: Final = frozenset((FILE, "mapping.toml", "classes.toml", "survivors.toml"))
"""Files that a folder may have."""
_VECTORS: Final = "vectors"
"""The folder of the examples."""


def check_words(one: Format) -> None:
    """Raises `MappingError` with a line for each place that `format.toml` names and no schema has.

    Those are the marks of a document, and what of a schema is none of its envelope.
    """
    if strange := [*_strange_marks(one), *_strange_around(one)]:
        sources = Sources.of([one.place / FILE])
        raise raised(one.id, (sources.told(way, says) for way, says in strange))


def _strange_marks(one: Format) -> Iterator[tuple[Way, str]]:
    marks = one.marks
    said = {"has": marks.has, "lists": marks.lists, "any": marks.any}
    said["texts"] = tuple(steps for steps, _ in marks.texts)
    places = one.wire.places if marks else {}
    for word, members in said.items():
        for member in ("/".join(map(str, steps)) for steps in members):
            if f"/{member}" not in places:
                guess = likely(member, [place[1:] for place in places])
                yield ("marks", word), f"{word!r}: the schema has no member {member!r}{guess}"


def _strange_around(one: Format) -> Iterator[tuple[Way, str]]:
    around = one.around
    places = {} if around.schema is None else JsonWire(around.schema).places
    for place in around.without:
        if place not in places:
            says = f"'without': the schema around it has no place {place!r}{likely(place, places)}"
            yield ("around", "without"), says


def check_files(folder: Path, grammar: Grammar, wire: Wire) -> None:
    """Raises `MappingError` with a line for each file in a folder that nothing reads."""
    if strange := list(_strange_files(folder, grammar, wire)):
        raise raised(grammar.wire, strange)


def _strange_files(folder: Path, grammar: Grammar, wire: Wire) -> Iterator[str]:
    """A line for each file and each folder in the folder of a format that nothing reads.

    Raises `MappingError` where the files of the schema cannot be read.
    """
    schema = _of_schema(folder, wire)
    lists = {f"{name}.csv" for name in _lists(grammar)}
    own = {file.rpartition("/")[2] for file, _ in grammar.sources.files}
    known = {*_MAY_BE, *schema, *lists, *own}
    inner = {_VECTORS, *(name.split("/")[0] for name in schema if "/" in name)}
    for one in sorted(folder.iterdir()):
        if one.name.startswith((".", "__")) or one.name in (inner if one.is_dir() else known):
            continue
        if one.is_dir():
            yield f"{name_of(one)}: nothing reads this folder{likely(one.name, inner)}"
        elif one.suffix in _READ:
            yield f"{name_of(one)}: nothing reads this file{likely(one.name, known)}"


def _lists(grammar: Grammar) -> Iterator[str]:
    """The code lists by which something is said."""
    lenses = [row.lens for row in rows_of(grammar)]
    lenses += [
        lens
        for _, row in grammar.rows()
        for one in (row, row.extended, row.otherwise)
        if one is not None
        for lens in (one.lens, one.instead_of)
    ]
    return (lens.codes.name for lens in lenses if lens is not None and lens.codes is not None)


def _of_schema(folder: Path, wire: Wire) -> list[str]:
    """The files of the schema that lies in the folder, from there downward."""
    if isinstance(wire, JsonWire) and wire.folder == folder:
        from fairlead.formats.schema.bundle import names_of

        return names_of(folder / "schema.json")
    if isinstance(wire, XmlWire) and wire.folder == folder:
        from fairlead.formats.schema.xsd.declarations import files_of

        return ["profile.toml", *files_of(folder / "schema.xsd")]
    return []
