"""The reference of the language, from its table of words."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import WithJsonSchema
from pydantic.fields import FieldInfo

from fairlead.lens import places
from fairlead.lens.form import FORMS
from fairlead.lens.language.file import TABLES
from fairlead.lens.language.lenses import LENSES, lens_named
from fairlead.lens.language.mistakes import words_of
from fairlead.lens.language.table import Table

__all__ = ["files", "sections", "table_section"]


def sections(examples: Mapping[str, str]) -> Iterator[str]:
    """The reference, section by section: tables, forms of rows, places, value lenses.

    `examples` are pages by the name of the table, or of the form, that each shows.
    """
    forms = {form: name for name, form in FORMS.items()}
    yield "## Tables"
    for table in TABLES:
        if table not in forms:
            yield from table_section(table, _title(table), examples.get(table.__name__))
    yield "## Rows"
    yield "The form of a row follows from its key and its words."
    yield (
        "The key names the field, or the fields, that the row says. `A > B` is the field `B` of "
        "the part `A`, where the wire has no object for the part: "
        '`"place_of_issue > location_name" = { at = "issuePlace", as = "text(60)" }`. Where `A` is '
        "a list of parts, its first entry alone is meant. Once a row says one field of a part so, "
        "every other field of it has a row, or a reason below `[impossible]`, whose key is spelt "
        "in the same way. What no row reads is [residue](#residue)."
    )
    for name, form in reversed(FORMS.items()):
        yield from table_section(form, f"Rows: {name}", examples.get(name))
    yield "## Residue"
    yield (
        "Residue is what stands in a document and is not in the Bill that was read of it, because "
        "no row reads it or because its row cannot read this value. It is kept beside the Bill, "
        "comes back where the Bill is written in the same format, and is reported as lost "
        "elsewhere. Whether a document with it is refused is decided by [`[[class]]`](#class)."
    )
    yield "## Places"
    yield inspect.cleandoc(str(places.__doc__)).partition("\n\n")[2]
    yield "## Value lenses"
    yield _lenses()


def files(beside: Mapping[str, tuple[type[Table], ...]]) -> Iterator[str]:
    """The reference of files that are no mappings: by the name of each, its tables, first its own.

    >>> from fairlead.lens.language.beside import HabitsFile
    >>> next(files({"habits.toml": (HabitsFile,)}))
    '### `habits.toml`'
    """
    for name, (first, *others) in beside.items():
        yield from table_section(first, f"`{name}`")
        for table in others:
            yield from table_section(table, f"{_title(table)}, in `{name}`")


def _title(table: type[Table]) -> str:
    """The heading of a table: the words that it stands behind in a file."""
    name = table.__name__.removesuffix("Table")
    return _TITLES.get(name, f"`[{name.lower()}]`")


_TITLES: Mapping[str, str] = {
    "MappingFile": "The file",
    "Head": "`[mapping]`",
    "Include": "`include`, in `[mapping]`",
    "Measure": "`[measure.NAME]`",
    "Joint": "`[joint.NAME]`",
    "Conversion": "`[convert.NAME]`, for each unit",
    "Part": "`[part.NAME]`",
    "Otherwise": "`or`, in a row",
    "Edge": "`first` and `last`, in a row",
    "Pieces": "`pieces`, in a row",
    "Division": "`divided`, in a row",
    "Branch": "`[[either]]`",
    "Test": "`where`, in `[[either]]`: a test",
    "Beside": "`beside`, in `[[either]]`",
    "Written": "`[written]`, with facts",
    "Total": "`[total]`, for each place",
    "Block": "`[[block]]`",
    "Class": "`[[class]]`",
    "Carry": "`[carry]`",
    "Words": "`[words.NAME]`",
    "Habit": "`[[habit]]`",
    "Ranked": "`[[ranked]]`",
    "Tolerance": "`[tolerance.NAME]`",
    "Carrier": "`[carrier.NAME]`",
}


def table_section(table: type[Table], title: str, example: str | None = None) -> Iterator[str]:
    """The section of a table: what it is, and each of its words."""
    yield f"### {title}"
    yield inspect.cleandoc(str(table.__doc__))
    rows = [_word(word, field) for word, field in words_of(table).items()]
    yield "| word | type | what it says |\n|---|---|---|\n" + "\n".join(rows)
    if example:
        yield example.strip()


def _word(word: str, field: FieldInfo) -> str:
    needed = ", needed" if field.is_required() else _otherwise(field.default)
    return f"| `{word}` | {_kind(field.annotation)}{needed} | {field.description} |"


def _otherwise(default: Any) -> str:
    """What holds where a word is not there; nothing where that is nothing, or `false`."""
    if default is True:
        return "; else `true`"
    return f'; else `"{default}"`' if isinstance(default, str) else ""


def _kind(annotation: Any) -> str:
    """The type of a word, in words."""
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Literal:
        return " or ".join(f"`{one!r}`".replace("'", '"').replace("True", "true") for one in inner)
    if origin in {typing.Union, types.UnionType}:
        return " or ".join(dict.fromkeys(_kind(one) for one in inner if one is not type(None)))
    if origin is typing.Annotated:
        stated = [one.json_schema or {} for one in inner if isinstance(one, WithJsonSchema)]
        types_ = [name for one in stated for name in one.get("type", ())]
        return ", ".join(_JSON[name] for name in types_) or _kind(inner[0])
    if origin is list:
        return f"list of {_several(_kind(inner[0]))}"
    if origin is dict:
        return f"table: name to {_kind(inner[1])}"
    if isinstance(annotation, type) and issubclass(annotation, Table):
        return "row" if annotation in FORMS.values() else "table"
    return _KINDS[annotation]


def _several(kind: str) -> str:
    return kind if kind.startswith("text,") else f"{kind}s" if kind.isalpha() else kind


_KINDS: Mapping[Any, str] = {str: "text", bool: "`true` or `false`", int: "whole number"}
_JSON: Mapping[str, str] = {
    "string": "text", "integer": "whole number", "boolean": "`true` or `false`",
}  # fmt: skip


def _lenses() -> str:
    rows = []
    for spelling, says in LENSES.items():
        lens = lens_named(spelling)
        writes = "; ".join(f"`{one}`" for one in lens.writes) or "any text"
        held, types_ = lens.gives, " or ".join(lens.takes)
        rows.append(f"| `{spelling}` | {says} | {types_} | {held} | {writes} |")
    head = "| lens | what it is for | on the wire | in the Bill | it writes, for example |"
    return f"{head}\n|---|---|---|---|---|\n" + "\n".join(rows)
