"""The wall between the texts of a mapping and the source that is made of it.

A text of a mapping reaches the source in two ways: as a literal, or as a name. Whatever is written
as a name passes here first, or is spelt anew by [`identifier`][fairlead.lens.compile.source].
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import fairlead.bill as bill_room
from fairlead.bill import Part
from fairlead.errors import MappingError
from fairlead.lens.rows import Grammar, Row
from fairlead.once import once

__all__ = ["refuse_strange_names"]


WHOLE: Final = "."
"""The part itself, as a row names it that says the same part."""


def refuse_strange_names(grammar: Grammar) -> None:
    """Raises `MappingError` where a mapping names as a field what is none of any part of the Bill.

    Whether the part that a row is of has the field is asked when the mapping is checked.
    """
    known = _fields()
    for name in _named(grammar):
        if name not in known and name != WHOLE:
            raise MappingError(f"the mapping {grammar.wire}: no part of the Bill has {name!r}")


@once
def _fields() -> frozenset[str]:
    """The name of every field of every part of the Bill."""
    kinds = (one for one in vars(bill_room).values() if isinstance(one, type))
    parts = (one for one in kinds if issubclass(one, Part))
    return frozenset(name for part in parts for name in part.__struct_fields__)


def _named(grammar: Grammar) -> Iterator[str]:
    """Everything that a mapping gives as the name of a field."""
    for shape in grammar.shapes:
        for branch in shape.branches:
            yield from (name for name, _ in branch.when)
        for written in shape.written:
            yield from (name for name, _ in written.when)
    for _, facts, _ in grammar.blocks:
        yield from (name for name, _ in facts)
    for _, row in grammar.rows():
        yield from _named_by(row)


def _named_by(row: Row) -> Iterator[str]:
    yield from row.names
    yield from row.sum_of
    yield from (step for step in row.inside if isinstance(step, str))
    yield from (name for name, _ in (*row.when, *row.implies))
    yield from (name for name in (row.guide, *row.also_said) if name is not None)
    for other in (row.extended, row.otherwise):
        if other is not None:
            yield from _named_by(other)
