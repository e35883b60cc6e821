"""Where each field of a Bill came from, noted so briefly that every parse does it.

A part notes the leaves that it read as the bits of one number, by a table that the compiled mapping
holds; what depends on the document is noted by one of the functions here with what it is called
with. The places are put together only where somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final, TypeAlias

from fairlead.lens.residue import Path, leaves_below

__all__ = ["Leaves", "Note", "Trace", "entries_in", "leaf_at", "leaves_in", "traced"]

Trace: TypeAlias = list[tuple[Path, Path | None]]
"""Pairs of a place on the wire and the place in the Bill that it became."""

Field: TypeAlias = tuple[Any, ...]
"""A place in the Bill: that of the part around it, and the steps from there; the Bill is `()`."""

Note: TypeAlias = tuple[Any, ...]
"""The leaves of a part, its place, that of its fields, and the bits of what was read; or a function
that gives the places, and what it is called with."""

_KNOWN: Final = 4096
"""How many choices of leaves are kept: most parts of one kind say the same ones."""


class Leaves:
    """The ways to the leaves of a part, on the wire and in the Bill, in the order of their bits."""

    __slots__ = ("ways",)

    def __init__(self, *ways: tuple[Path, Path | None]) -> None:
        self.ways = ways


@lru_cache(maxsize=_KNOWN)
def _chosen(leaves: Leaves, bits: int) -> tuple[tuple[Path, Path | None], ...]:
    """The leaves of a part whose bits are set."""
    return tuple(way for bit, way in enumerate(leaves.ways) if bits >> bit & 1)


def _way(field: Field, known: dict[int, Path]) -> Path:
    """A place in the Bill as a path; `known` are those of the fields that were asked for.

    >>> _way((((), "seals", 0), "number"), {})
    ('seals', 0, 'number')
    """
    if not field:
        return ()
    way = known.get(id(field))
    if way is None:
        way = known[id(field)] = _way(field[0], known) + field[1:]
    return way


def traced(notes: Iterable[Note]) -> Trace:
    """Every place that was noted, with the place in the Bill that it became.

    >>> seal = Leaves((("id",), ("type",)), (("no",), ("number",)))
    >>> traced([(seal, ("seals", 0), ((), "seals", 0), 0b10), (leaf_at, ("kind",), None)])
    [(('seals', 0, 'no'), ('seals', 0, 'number')), (('kind',), None)]
    """
    found: Trace = []
    known: dict[int, Path] = {}
    for note in notes:
        if note[0].__class__ is not Leaves:
            found += note[0](*note[1:])
            continue
        leaves, at, field, bits = note
        way = _way(field, known)
        for wire, said in _chosen(leaves, bits):
            found.append((at + wire, None if said is None else way + said))
    return found


def leaf_at(at: Path, field: Field | None) -> Trace:
    """One place."""
    return [(at, None if field is None else _way(field, {}))]


def leaves_in(value: Any, at: Path, field: Field | None) -> Trace:
    """The places of all leaves of a value, which are one field."""
    said = None if field is None else _way(field, {})
    return [(place, said) for place, _ in leaves_below(value, at)]


def entries_in(values: list[Any], leaves: Leaves, at: Path, field: Field, bit: int) -> Trace:
    """The places of the entries of a list of values; of an empty one, that of the list.

    >>> entries_in(["a", "b"], Leaves((("x",), ("y",))), (), (), 1)
    [(('x', 0), ('y', 0)), (('x', 1), ('y', 1))]
    """
    ((at, said),) = traced([(leaves, at, field, bit)])
    places: Trace = [((*at, index), (*(said or ()), index)) for index in range(len(values))]
    return places or [(at, said)]
