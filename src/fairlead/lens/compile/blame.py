"""Which row of a mapping cannot be compiled: its form does not take its place, or its words.

Each word of a row is known, and so is each selector of a place; but not every form can read and
write at every kind of place. What does not go together is found where the source is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from fairlead.lens.language.lines import PlacedError, raised
from fairlead.lens.places import shown
from fairlead.lens.rows import Grammar, Row, Shape

__all__ = ["NOT_MADE", "not_compiled"]

NOT_MADE: Final = (AssertionError, AttributeError, LookupError, SyntaxError, TypeError, ValueError)
"""What is raised where the source of a row cannot be made."""

_MOST: Final = 40
"""So many rows are tried: each is one more compilation."""


def not_compiled(grammar: Grammar, make: Callable[[Grammar], object]) -> PlacedError:
    """The mistake of a mapping of which `make` can make no source: it names the row.

    Where it is not one row alone, all that may be meant are named.
    """
    rows = list(islice(_odd_rows(grammar), _MOST))
    blamed = [row for shape, row in rows if _is_made(_without(grammar, shape, row), make)]
    named = blamed or [row for _, row in rows]
    lines = [grammar.sources.told(row.way, _says(row), word=False) for row in named]
    return raised(grammar.wire, lines or ["its rows cannot be compiled together"])


def _odd_rows(grammar: Grammar) -> Iterator[tuple[Shape, Row]]:
    """The rows that are no plain ones: the places of all others are taken by every form."""
    for shape, row in grammar.rows():
        chosen = any(step.selector or step.guard for step in (*row.place, *row.item))
        if chosen or len(row.place) != 1 or row.extended or row.otherwise or row.form.owner:
            yield shape, row


def _without(grammar: Grammar, shape: Shape, gone: Row) -> Grammar:
    rows = tuple(row for row in shape.rows if row is not gone)
    ways = tuple(
        replace(way, rows=tuple(row for row in way.rows if row is not gone))
        for way in shape.branches
    )
    left = replace(shape, rows=rows, branches=ways)
    if shape is grammar.root:
        return replace(grammar, root=left)
    return replace(grammar, parts={**grammar.parts, shape.name: left})


def _is_made(grammar: Grammar, make: Callable[[Grammar], object]) -> bool:
    try:
        make(grammar)
    except NOT_MADE:
        return False
    return True


def _says(row: Row) -> str:
    at = shown(row.place)
    beside = " beside `extended`" if row.extended is not None else ""
    return (
        f"a row of the form {row.form} cannot stand at {at!r}{beside}: write the row in another "
        "form, or at a place that this form takes"
    )
