"""The skeleton of a format: a folder made from a schema, for people to complete.

What can be told from the schema stands in it. What is guessed is marked as a guess, and a mapping
with a guess in it is refused; what nobody can guess stands there empty, and is refused too. So the
folder is a list of what is left to do, and every sentence of the refusal names the next line.
"""

from __future__ import annotations

import datetime as dt
import enum
import itertools
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from fairlead.bill import Part
from fairlead.errors import MappingError, Unreachable, UsageError
from fairlead.formats.guess import Guessed, GuessedPart, guessed
from fairlead.formats.index import FILE
from fairlead.formats.schema.bundle import names_of
from fairlead.formats.schema.leaf import Leaf
from fairlead.formats.wire import JsonWire, Wire, XmlWire
from fairlead.lens.fields import field_type

__all__ = ["make"]

_ALIAS: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BARE: Final = re.compile(r"[a-z0-9_]+")
_MOST: Final = 3
"""So many members are taken for marks."""
_SHOWN: Final = 5
"""So many files are named of a folder that is there already."""
_GROUPS: Final[Mapping[type, str]] = {
    str: "texts", bool: "whether something is so", int: "numbers", Decimal: "numbers",
    dt.date: "dates", dt.datetime: "instants",
}  # fmt: skip


def make(alias: str, schema: Path, folder: Path, sample: Path | None = None) -> list[str]:
    """Makes a folder for a format; gives the keys of the rows that were guessed.

    Raises `UsageError` where the alias is none or the folder is there already, `MappingError` where
    the schema cannot be used, and `Unreachable` where nothing can be written.

    >>> import tempfile
    >>> from fairlead.resources import find
    >>> schema = find("schemas", "dcsa", "transport-document-3", "schema.json")
    >>> with tempfile.TemporaryDirectory() as place:
    ...     "shipped_on_board_date" in make("quay", schema, Path(place, "quay"))
    True
    """
    if not _ALIAS.fullmatch(alias):
        raise UsageError(f"{alias!r} is no alias; one is of small letters, digits and hyphens")
    if folder.exists():
        holds = _holds(folder)
        raise UsageError(f"{str(folder)!r} is there already{holds}; name another folder")
    if not folder.absolute().parent.is_dir():
        raise UsageError(f"there is no folder {str(folder.parent)!r}; make it first")
    try:
        scrap = Path(tempfile.mkdtemp(prefix=".fairlead-", dir=folder.absolute().parent))
        try:
            keys = _fill(scrap, alias, schema, sample)
            scrap.chmod(0o755)
            scrap.rename(folder)
        finally:
            shutil.rmtree(scrap, ignore_errors=True)
    except OSError as problem:
        raise Unreachable(f"{str(folder)!r} cannot be made: {problem.strerror}") from problem
    return keys


def _holds(folder: Path) -> str:
    """What stands in a folder that is there already, as a sentence goes on."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(one.name for one in itertools.islice(entries, _SHOWN + 1))
    except OSError:
        return ""
    more = " and more" if len(names) > _SHOWN else ""
    return f" and holds {', '.join(names[:_SHOWN])}{more}" if names else ""


def _fill(folder: Path, alias: str, schema: Path, sample: Path | None) -> list[str]:
    try:
        wire = _wire(folder, schema)
        wire.ready()
        places = list(wire.places.values())
    except MappingError as problem:
        raise MappingError.of_theirs(str(problem).replace(f"{folder}/", "")) from problem
    found = guessed(wire.places)
    folder.joinpath(FILE).write_text(_format_toml(alias, wire, places), "utf-8")
    folder.joinpath("mapping.toml").write_text(_mapping_toml(alias, places, found), "utf-8")
    if sample is not None:
        example = folder / "vectors" / "sample"
        example.mkdir(parents=True)
        shutil.copyfile(sample, example / f"wire.{wire.syntax}")
        example.joinpath("README").write_text("", "utf-8")
        example.joinpath("bill.json").write_text("{}\n", "utf-8")
    return found.keys


def _wire(folder: Path, schema: Path) -> Wire:
    """The wire of a schema that is copied into the folder, with the files that it refers to."""
    if schema.suffix == ".json":
        _copy(folder, schema, names_of(schema), "schema.json")
        return JsonWire(folder)
    if schema.suffix == ".xsd":
        from fairlead.formats.schema.xsd.declarations import files_of

        _copy(folder, schema, files_of(schema), "schema.xsd")
        folder.joinpath("profile.toml").write_text(_profile_toml(schema), "utf-8")
        return XmlWire(folder)
    raise UsageError(f"{schema.name!r} is no schema: one is named .json or .xsd")


def _copy(folder: Path, schema: Path, names: Iterable[str], first: str) -> None:
    """Copies the files of a schema as they lie; the first gets the name that a format knows."""
    for name in names:
        called = first if name == schema.name else name
        if called == first and name != schema.name:
            raise MappingError(f"the schema {schema.name} refers to another file named {first}")
        place = folder / called
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(schema.parent / name, place)


def _profile_toml(schema: Path) -> str:
    """What the documents of an XSD are called: its first element, in its namespace."""
    from lxml import etree

    try:
        tree = etree.parse(schema, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as problem:
        raise MappingError(f"the schema {schema.name} cannot be read: {problem}") from problem
    root = tree.getroot()
    element = root.find("{http://www.w3.org/2001/XMLSchema}element")
    name = "" if element is None else element.get("name", "")
    space = root.get("targetNamespace", "")
    return f'title = ""\nroot  = {_text(name)}\n\n[namespaces]\n"" = {_text(space)}\n'


def _format_toml(alias: str, wire: Wire, places: list[Leaf]) -> str:
    lines = [
        "# What the format is. Fill in what is empty.", "",
        f"id     = {_text(f'{alias}.document.1')}",
        f"alias  = {_text(alias)}",
        'title  = ""   # what it is, in one line',
        'source = ""   # the publication that says what the wire is',
        f"syntax = {_text(wire.syntax)}", "",
        "capabilities = []   # of sea-waybill, to-order-flag, to-order-text, endorsement",
    ]  # fmt: skip
    if wire.syntax == "json":
        top = [one for one in places if one.path.count("/") == 1]
        marks = [one.path[1:] for one in top if one.required][:_MOST]
        lines += ["", "# By what a document is known: better marks are those that nobody else has."]
        lines += ["[marks]", f"has = {json.dumps(marks, ensure_ascii=False)}"]
    return "\n".join(lines) + "\n"


def _mapping_toml(alias: str, places: list[Leaf], found: Guessed) -> str:
    lines = [
        "# What the wire means. Confirm or remove each guess: a mapping with one is refused.", "",
        "[mapping]",
        f"wire    = {_text(f'{alias}.document.1')}",
        'canon   = "Bill"', 'version = "1"', "", "[bind]", *_rows(found.whole),
    ]  # fmt: skip
    rest = [one for one in places if not one.inner and one.path not in found.read]
    lines += ["", "# Places that no row reads; what stands there is kept beside the bill."]
    lines += [f"# {_text(one.path)}" for one in rest]
    lines += ["", "# What the wire cannot say, each with the reason: fill it in, or write a row."]
    lines += ["[impossible]"]
    for group, names in _by_kind(found.whole).items():
        lines += ["", f"# {group}", *(f'{_key(name)} = ""' for name in names)]
    for name, part in found.parts.items():
        lines += ["", f"[part.{name}]", f"canon = {_text(part.model)}"]
        lines += ["", f"[part.{name}.bind]", *_rows(part)]
        if part.unsaid:
            lines += [
                "",
                f"[part.{name}.impossible]",
                *(f'{_key(one)} = ""' for one in part.unsaid),
            ]
    return "\n".join(lines) + "\n"


def _rows(part: GuessedPart) -> list[str]:
    """The rows that were guessed, each marked as a guess."""
    return [f"{_key(key)} = {{ {words}, guess = true }}" for key, words in part.rows.items()]


def _by_kind(part: GuessedPart) -> dict[str, list[str]]:
    """The fields without a row, by what they are."""
    groups: dict[str, list[str]] = {}
    for name in part.unsaid:
        outer, inside, _ = name.partition(" > ")
        kind, _ = field_type(part.model, outer)
        group = outer if inside else kind.__name__
        if not issubclass(kind, Part | enum.Enum):
            group = _GROUPS[kind]
        groups.setdefault(group, []).append(name)
    return groups


def _key(name: str) -> str:
    """The key of a row as TOML spells it."""
    return name if _BARE.fullmatch(name) else _text(name)


def _text(said: str) -> str:
    """A text as TOML spells it."""
    return json.dumps(said, ensure_ascii=False)
