"""Mistakes in a mapping, one line each: the file, the line, the table, what is wrong, a guess."""

from __future__ import annotations

import typing
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

import pydantic
from pydantic.fields import FieldInfo

from fairlead.errors import likely
from fairlead.lens.form import FORMS, RowTable
from fairlead.lens.form.row import KEY
from fairlead.lens.language.lines import Sources, Way
from fairlead.lens.language.table import FIELD_NAME, Table
from fairlead.once import once

__all__ = ["found_in", "sentence", "strange_in", "words_of"]


def found_in(problem: pydantic.ValidationError, model: type[Table], sources: Sources) -> list[str]:
    """Each mistake that was found in the tables of a mapping, as a line."""
    errors = problem.errors(include_url=False)
    strange = {one["loc"][:-1] for one in errors if one["type"] == "extra_forbidden"}
    lines: dict[str, None] = {}
    for one in errors:
        if one["type"] == "missing" and one["loc"][:-1] in strange:
            continue  # most likely it is the word that is misspelt
        way, tag = _way(one["loc"])
        says = sentence(one, _word(way))
        if one["type"] == "extra_forbidden":
            known = _words_at(model, way[:-1], tag)
            says += likely(str(way[-1]), known)
            if way[-1] in known:
                says = f"a row of the form {tag} has no word {way[-1]!r}"
        lines[sources.told(way, says)] = None
    return list(lines)


def strange_in(said: Collection[str], known: Collection[str], sources: Sources) -> list[str]:
    """A line for each word of a file that is none of those it may say."""
    strange = [word for word in said if word not in known]
    says = "there is no word {!r}{}".format
    return [sources.told((word,), says(word, likely(word, known))) for word in strange]


def sentence(error: Any, word: str) -> str:
    """What is wrong with a word, in words, of an error of pydantic's."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return f"there is no word {word}"
    if kind == "missing":
        return f"it lacks the word {word}"
    if kind == "union_tag_not_found":
        return f"{word} is a row, and a row is a table"
    if kind == "literal_error":
        return f"{word} must be {context['expected']}"
    if context.get("pattern") == FIELD_NAME:
        return (
            f"{word} must be the name of one field of the same part, as `to_order`; of a field of "
            "another part nothing can be said here"
        )
    if kind in _TYPES:
        return f"{word} must be {_TYPES[kind]}"
    return f"{word}: {error['msg']}" if word else str(error["msg"])


def _word(way: Way) -> str:
    """The word that a way ends in, or the entry of its list, as a sentence names it."""
    named = [step for step in way if not isinstance(step, int)]
    if not named:
        return ""
    entry = f"entry {way[-1] + 1} of " if isinstance(way[-1], int) else ""
    return f"{entry}{named[-1]!r}"


_TYPES: Final[Mapping[str, str]] = {
    "bool_type": "`true` or `false`",
    "string_type": "a text",
    "string_too_short": "a text that says something",
    "int_type": "a whole number",
    "greater_than": "a whole number from 1",
    "list_type": "a list",
    "too_short": "not empty",
    "dict_type": "a table",
    "model_type": "a table",
    "string_pattern_mismatch": "spelt as the reference of its table says",
}
"""What a word is, by how pydantic says that it is not."""

_TAGGED: Final = frozenset(("bind", "written"))
"""Tables whose entries are of several kinds; behind the name of an entry stands its kind."""


def _way(loc: tuple[int | str, ...]) -> tuple[Way, str | None]:
    """The way that an error names, without the kinds of entries, and the last of those kinds."""
    way: list[str | int] = []
    tag: str | None = None
    kind_follows = False
    for step in loc:
        if kind_follows:
            tag, kind_follows = str(step), False
        elif step != "[key]":
            way.append(step)
            kind_follows = len(way) > 1 and way[-2] in _TAGGED
    return tuple(way), tag


def words_of(table: type[Table]) -> dict[str, FieldInfo]:
    """The words of a table as a mapping file spells them."""
    fields = {one.alias or name: one for name, one in table.model_fields.items()}
    return {word: one for word, one in fields.items() if word != KEY}


def _words_at(model: type[Table], way: Way, tag: str | None) -> Collection[str]:
    """The words that the table at a way knows."""
    if not way:
        return words_of(model)
    holders, inner = _holders(model), way
    if "bind" in way and tag is not None:
        last = len(way) - way[::-1].index("bind")
        inner = way[last + 1 :]
        if not any(step in holders for step in inner):
            return {word for form in FORMS.values() for word in words_of(form)}
    found = next((holders[one] for one in reversed(inner) if one in holders), None)
    return [] if found is None else words_of(found)


@once
def _holders(model: type[Table]) -> Mapping[str | int, type[Table]]:
    """The kind of table that each word holds, for all that stands in a table."""
    found: dict[str | int, type[Table]] = {}
    todo: list[type[Table]] = [model, *FORMS.values()]
    while todo:
        for word, one in words_of(todo.pop()).items():
            for inner in _tables_in(one.annotation):
                if word not in found and not issubclass(inner, RowTable):
                    found[word] = inner
                    todo.append(inner)
    return found


def _tables_in(kind: Any) -> Iterator[type[Table]]:
    """The tables that a type names."""
    if isinstance(kind, type) and issubclass(kind, Table):
        yield kind
    for inner in typing.get_args(kind):
        yield from _tables_in(inner)
