"""The skeleton of a format: a folder made from a schema, for people to complete.

What can be told from the schema stands in it. What is guessed is marked as a guess, and a mapping
with a guess in it is refused; what nobody can guess stands there empty, and is refused too. So the
folder is a list of what is left to do, and every sentence of the refusal names the next line.
"""

from __future__ import annotations

import datetime as dt
import enum
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from fairlead.bill import Part
from fairlead.errors import MappingError, Unreachable, UsageError
from fairlead.formats.index import FILE
from fairlead.formats.schema.bundle import names_of
from fairlead.formats.schema.leaf import Leaf
from fairlead.formats.wire import JsonWire, Wire, XmlWire
from fairlead.lens.fields import field_names, field_type

__all__ = ["make"]

_ALIAS: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MEMBER: Final = re.compile(r"[^/\[\]{}=&]+")
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[-_. ]+")
_MOST: Final = 3
"""So many members are taken for marks."""
_GROUPS: Final[Mapping[type, str]] = {
    str: "texts", bool: "whether something is so", int: "numbers", Decimal: "numbers",
    dt.date: "dates", dt.datetime: "instants",
}  # fmt: skip


def make(alias: str, schema: Path, folder: Path, sample: Path | None = None) -> list[str]:
    """Makes a folder for a format; gives the fields of the Bill for which a row was guessed.

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
        raise UsageError(f"{str(folder)!r} is there already; name another folder")
    if not folder.absolute().parent.is_dir():
        raise UsageError(f"there is no folder {str(folder.parent)!r}; make it first")
    try:
        scrap = Path(tempfile.mkdtemp(prefix=".fairlead-", dir=folder.absolute().parent))
        try:
            guessed = _fill(scrap, alias, schema, sample)
            scrap.chmod(0o755)
            scrap.rename(folder)
        finally:
            shutil.rmtree(scrap, ignore_errors=True)
    except OSError as problem:
        raise Unreachable(f"{str(folder)!r} cannot be made: {problem.strerror}") from problem
    return guessed


def _fill(folder: Path, alias: str, schema: Path, sample: Path | None) -> list[str]:
    try:
        wire = _wire(folder, schema)
        places = list(wire.places.values())
    except MappingError as problem:
        raise MappingError.of_theirs(str(problem).replace(f"{folder}/", "")) from problem
    guesses = dict(_guesses(places))
    folder.joinpath(FILE).write_text(_format_toml(alias, wire, places), "utf-8")
    folder.joinpath("mapping.toml").write_text(_mapping_toml(alias, places, guesses), "utf-8")
    if sample is not None:
        example = folder / "vectors" / "sample"
        example.mkdir(parents=True)
        shutil.copyfile(sample, example / f"wire.{wire.syntax}")
        example.joinpath("README").write_text("", "utf-8")
        example.joinpath("bill.json").write_text("{}\n", "utf-8")
    return list(guesses)


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


def _mapping_toml(alias: str, places: list[Leaf], guesses: dict[str, tuple[Leaf, str]]) -> str:
    lines = [
        "# What the wire means. Confirm or remove each guess: a mapping with one is refused.", "",
        "[mapping]",
        f"wire    = {_text(f'{alias}.document.1')}",
        'canon   = "Bill"', 'version = "1"', "", "[bind]",
    ]  # fmt: skip
    for name, (leaf, lens) in guesses.items():
        need = ", need = true" if leaf.needed else ""
        place = _text(leaf.path[1:])
        lines.append(f"{name} = {{ at = {place}, as = {_text(lens)}{need}, guess = true }}")
    read = {leaf.path for leaf, _ in guesses.values()}
    rest = [one for one in places if not one.inner and one.path not in read]
    lines += ["", "# Places that no row reads; what stands there is kept beside the bill."]
    lines += [f"# {json.dumps(one.path, ensure_ascii=False)}" for one in rest]
    lines += ["", "# What the wire cannot say, each with the reason: fill it in, or write a row."]
    lines += ["[impossible]"]
    for group, names in _unsaid(guesses).items():
        lines += ["", f"# {group}", *(f'{name} = ""' for name in names)]
    return "\n".join(lines) + "\n"


def _unsaid(guesses: Iterable[str]) -> dict[str, list[str]]:
    """The fields of the Bill without a row, by what they are."""
    groups: dict[str, list[str]] = {}
    for name in field_names("Bill"):
        if name not in set(guesses):
            kind, _ = field_type("Bill", name)
            group = kind.__name__ if issubclass(kind, Part | enum.Enum) else _GROUPS[kind]
            groups.setdefault(group, []).append(name)
    return groups


def _guesses(places: list[Leaf]) -> Iterator[tuple[str, tuple[Leaf, str]]]:
    """The fields of the Bill that have a place of the same name and of a type that they can have.

    The first place that has the name is taken.
    """
    plain = {name: field_type("Bill", name) for name in field_names("Bill")}
    done: set[str] = set()
    for leaf in places:
        *above, last = leaf.path.split("/")[1:]
        name = "_".join(part.lower() for part in _HUMP.split(last.strip("@")) if part)
        if leaf.inner or name not in plain or name in done or "[]" in (*above, last):
            continue
        kind, is_list = plain[name]
        lens = None if is_list else _lens(kind, leaf)
        if lens is not None and all(map(_MEMBER.fullmatch, (*above, last))):
            done.add(name)
            yield name, (leaf, lens)


def _lens(kind: type, leaf: Leaf) -> str | None:
    """The value lens between a type of the Bill and a place; None where there is none at hand."""
    as_text = leaf.types in {(), ("string",)}
    if kind is str and as_text and leaf.enum is None:
        return "text" if leaf.max_length is None else f"text({leaf.max_length})"
    if kind is dt.date and as_text:
        return "date"
    if kind is dt.datetime and as_text:
        return "date_time"
    names: dict[Any, tuple[str, str]] = {
        bool: ("boolean", "boolean"), int: ("integer", "integer"), Decimal: ("decimal", "number"),
    }  # fmt: skip
    if kind not in names:
        return None
    lens, json_type = names[kind]
    return lens if leaf.types == (json_type,) else f"{lens}_text" if as_text else None


def _text(said: str) -> str:
    """A text as TOML spells it."""
    return json.dumps(said, ensure_ascii=False)
