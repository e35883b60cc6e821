"""Mistakes planted in the shipped mappings, one for each word of the language."""

import re
import tomllib
import typing
from functools import cache
from pathlib import Path
from typing import NamedTuple

from fairlead.lens.form import FORMS, form_of
from fairlead.lens.language.file import MappingFile
from fairlead.lens.language.lines import lines_of
from fairlead.lens.language.mistakes import words_of
from fairlead.lens.language.table import Table
from fairlead.resources import find

ROOT = Path(find("mappings"))
FOLDERS = sorted(one.parent for one in ROOT.glob("*/*/mapping.toml"))


class Spot(NamedTuple):
    """A table of a shipped mapping: its kind, its file, the way to it, and what it says."""

    kind: type[Table]
    file: Path
    way: tuple
    said: dict

    def line_of(self, word):
        """The line of a word, or of the table where it is not there; None for the whole file."""
        lines = lines_in(self.file)
        way = (*self.way, word)
        found = (lines[way[:end]] for end in range(len(way), 0, -1) if way[:end] in lines)
        return next(found, None)


@cache
def lines_in(file):
    return lines_of(file.read_text("utf-8"))


def every_table():
    """Every table of every shipped mapping."""
    for folder in FOLDERS:
        for file in sorted(folder.glob("*.toml")):
            said = tomllib.loads(file.read_text("utf-8"))
            if file.stem != "survivors":
                yield from tables_in(MappingFile, file, (), said)


def tables_in(kind, file, way, said):
    """A table, and those that stand in it."""
    yield Spot(kind, file, way, said)
    for word, field in words_of(kind).items():
        if word not in said:
            continue
        if word == "bind":
            for key, row in said[word].items():
                form = FORMS[form_of(key, row.keys())]
                yield from tables_in(form, file, (*way, word, key), row)
        for inner in kinds_in(field.annotation):
            yield from entries(inner, file, (*way, word), said[word], depth(field.annotation))


def entries(kind, file, way, said, below):
    """The tables of one kind that stand at so many steps below a word."""
    if below == 0 and isinstance(said, dict):
        yield from tables_in(kind, file, way, said)
    steps = enumerate(said) if isinstance(said, list) else said.items() if below else ()
    for step, one in steps if isinstance(said, list | dict) else ():
        yield from entries(kind, file, (*way, step), one, below - 1)


def kinds_in(annotation):
    """The tables that a type names, rows left out."""
    if isinstance(annotation, type) and issubclass(annotation, Table):
        return {annotation} - set(FORMS.values())
    return set().union(*map(kinds_in, typing.get_args(annotation)))


def depth(annotation):
    """How many lists and tables of names stand around the tables of a type."""
    inner = [depth(one) for one in typing.get_args(annotation) if kinds_in(one)]
    return (typing.get_origin(annotation) in {list, dict}) + max(inner, default=0)


def misspelt(word):
    """A word as it is typed in haste.

    >>> misspelt("when"), misspelt("at")
    ('wehn', 'att')
    """
    if len(word) < 4 or word[1] == word[2]:
        return word + word[-1]
    return word[0] + word[2] + word[1] + word[3:]


def respelt(spot, word):
    """The text of the file with a word misspelt there; None where it cannot be found."""
    lines = spot.file.read_text("utf-8").split("\n")
    number = (spot.line_of(word) or 1) - 1
    found = re.compile(rf"(?<![\w-]){re.escape(word.rstrip('_'))}(?=[\].]|[ \t]*=|\.\")")
    for match in found.finditer(lines[number]):
        line = lines[number][: match.start()] + misspelt(word) + lines[number][match.end() :]
        text = "\n".join([*lines[:number], line, *lines[number + 1 :]])
        if misspelt(word) in at(tomllib.loads(text), spot.way):
            return text
    return None


def at(said, way):
    """What stands at a way; nothing where it leads nowhere."""
    for step in way:
        try:
            said = said[step]
        except (KeyError, IndexError, TypeError):
            return {}
    return said
