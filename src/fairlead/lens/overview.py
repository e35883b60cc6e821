"""What all rows of a mapping come to, worked out once: what each part gets from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fairlead.lens.rows import Grammar, Row

__all__ = ["Overview", "overview_of"]


@dataclass(frozen=True)
class Overview:
    """What the whole of a mapping says of its parts."""

    shared: frozenset[str]
    """The parts whose rows stand in the object of another part."""
    lifted: frozenset[str]
    """The fields of the Bill that its parts say."""
    own: frozenset[str]
    """The fields that the whole says itself, whether or not its entries say them too."""
    hoisted: Mapping[str, frozenset[str]]
    """For a part, the fields that the whole says once for every entry."""
    also_said: Mapping[str, frozenset[str]]
    """For a part, the fields that the rows say which bring it in."""


def overview_of(grammar: Grammar) -> Overview:
    """The overview of a mapping. Use that which the grammar keeps: `grammar.overview`."""
    every = [row for _, row in grammar.rows()]
    own = (row for shape, row in grammar.rows() if shape.model == "Bill" and not row.lifted)
    spread: dict[str, set[tuple[str, ...]]] = {}
    for row in every:
        if row.form.spread:
            spread.setdefault(row.names[0], set()).add(row.names)
    hoisted: dict[str, set[str]] = {}
    also: dict[str, set[str]] = {}
    for row in every:
        if row.part is None:
            continue
        also.setdefault(row.part, set()).update(row.also_said)
        for names in spread.get(row.names[0], ()) if row.form.is_list else ():
            part = _part_at(row, names[1:-1], grammar)
            if part is not None:
                hoisted.setdefault(part, set()).add(str(names[-1]))
    return Overview(
        shared=frozenset(one.part for row in every for one in row.brings() if not one.inside),
        lifted=frozenset(name for row in every if row.lifted for name in row.names),
        own=frozenset(name for row in own for name in row.names),
        hoisted={part: frozenset(names) for part, names in hoisted.items()},
        also_said={part: frozenset(names) for part, names in also.items()},
    )


def _part_at(row: Row, way: tuple[str, ...], grammar: Grammar) -> str | None:
    """The part in which a way ends that begins in the part of a row."""
    for step in way:
        shape = grammar.parts[str(row.part)]
        inner = [one for one in shape.rows if one.names[0] == step and one.part is not None]
        if not inner:
            return None
        row = inner[0]
    return row.part
