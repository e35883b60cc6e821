"""The checks at loading: what must hold of a mapping before it sees any document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from fairlead.errors import MappingError
from fairlead.lens.compile.shapes import unbound, unbound_inside
from fairlead.lens.compile.trie import grow, inlined
from fairlead.lens.fields import field_names, field_type, model_at, model_of
from fairlead.lens.rows import Grammar, Row, Shape
from fairlead.lens.table import TableRow, holders_of, rows_of


class Facts(Protocol):
    """What a schema states of one place."""

    @property
    def required(self) -> bool:
        """Whether its object must have it."""
        ...

    @property
    def enum(self) -> tuple[object, ...] | None:
        """The values allowed, where they are listed."""
        ...

    @property
    def max_length(self) -> int | None:
        """The most characters of a text."""
        ...

    @property
    def max_items(self) -> int | None:
        """The most entries of a list."""
        ...

    @property
    def needed(self) -> bool:
        """Whether every document must have it."""
        ...

    @property
    def since(self) -> str | None:
        """The version with which it came, where that is not the first."""
        ...

    @property
    def inner(self) -> bool:
        """Whether it is an object or a list."""
        ...


def verify(grammar: Grammar, places: Mapping[str, Facts]) -> None:
    """Raises `MappingError` naming everything that is wrong with a mapping.

    `places` are those of the wire's schema, lists entered by `/[]`.
    """
    found = [*_names(grammar), *_owners(grammar), *_units(grammar)]
    if not found:
        table = rows_of(grammar)
        found = [
            *_inlined(grammar),
            *_places(table, places),
            *_widths(table, places),
            *_codes(table, places),
            *_needs(grammar, table, places),
            *_since(table, places),
            *_unsaid(grammar),
        ]
    if found:
        raise MappingError(f"the mapping {grammar.wire} is wrong: " + "; ".join(found))


def _names(grammar: Grammar) -> Iterator[str]:
    """Every name is a field of its model, and a list where the row says so."""
    for shape, row in grammar.rows():
        try:
            yield from _fields(grammar, shape, row)
        except MappingError as problem:
            yield f"{shape.name}.{row.label}: {problem}"


def _fields(grammar: Grammar, shape: Shape, row: Row) -> Iterator[str]:
    model = shape.model
    if row.form == "same":
        return
    if row.inside:
        model = model_at(model, row.inside)
    if row.part and row.part not in grammar.parts:
        raise MappingError(f"there is no part {row.part}")
    if row.lifted:
        return
    listed = row.form in {"parts", "values", "shares", "single"}
    for name in (*row.names[:1], *(row.names[1:] if row.form != "hoisted" else ())):
        kind, is_list = field_type(model, name)
        if is_list != listed and row.form != "hoisted":
            yield f"{shape.name}.{row.label}: {name} is {'' if is_list else 'not '}a list"
        if row.part and kind is not model_of(grammar.parts[row.part].model):
            yield f"{shape.name}.{row.label}: part {row.part} is not of {name}'s model"
    keys = {one.names[0] for one in grammar.parts[row.part].rows} if row.part else set()
    if row.key and row.key not in keys:
        yield f"{shape.name}.{row.label}: the key {row.key} has no row"


def _owners(grammar: Grammar) -> Iterator[str]:
    """No place has two owners."""
    for shape in grammar.shapes:
        for rows in (shape.rows, *(branch.rows for branch in shape.branches)):
            try:
                grow(rows, shape if rows is shape.rows else None)
            except MappingError as problem:
                yield f"{shape.name}: {problem}"


def _units(grammar: Grammar) -> Iterator[str]:
    """No unit is shared by numbers that do not say it alike: the last would win unseen."""
    for shape in grammar.shapes:
        units = [(row.inside, row.names[1]) for row in shape.rows if _has_unit(row)]
        for row in shape.rows:
            if _has_unit(row) and not row.alike and units.count((row.inside, row.names[1])) > 1:
                yield f"{shape.name}.{row.label}: others share {row.names[1]}, and it is not alike"


def _has_unit(row: Row) -> bool:
    """Whether a row says a number and a unit that is a field of its own."""
    return row.form == "measure" and len(row.names) > 1


def _inlined(grammar: Grammar) -> Iterator[str]:
    """No part shares a member with the object in which its members stand."""
    for shape in grammar.shapes:
        own = set(grow(shape.rows, shape).members)
        for row in filter(inlined, shape.rows):
            inner = set(grow(grammar.parts[str(row.part)].rows).members)
            for member in sorted(own & inner):
                yield f"{shape.name}.{row.label}: {member} is read outside of the part too"
            own |= inner


def _places(table: list[TableRow], places: Mapping[str, Facts]) -> Iterator[str]:
    """Every place exists in the schema, and is a leaf there."""
    for row in table:
        if row.place not in places:
            yield f"{row.row}: the schema has no place {row.place}"
        elif places[row.place].inner and (row.lens is None or row.lens.kind != "any"):
            yield f"{row.row}: {row.place} is not a leaf of the schema"


def _widths(table: list[TableRow], places: Mapping[str, Facts]) -> Iterator[str]:
    """What is written is never wider than the schema allows."""
    for row in table:
        most = places[row.place].max_length if row.place in places else None
        if most is None or row.lens is None or row.lens.codes is not None:
            continue
        width = row.lens.line if row.lens.line is not None else row.lens.width
        if row.lens.name.startswith(("text", "lines")) and width != most:
            yield f"{row.row}: {row.place} holds {most} characters, the row says {row.lens.name}"


def _codes(table: list[TableRow], places: Mapping[str, Facts]) -> Iterator[str]:
    """Every code that is written is one that the schema knows."""
    for row in table:
        enum = places[row.place].enum if row.place in places else None
        if not enum or row.lens is None or row.lens.codes is None:
            continue
        strange = sorted({one.wire for one in row.lens.codes} - {str(code) for code in enum})
        if strange:
            yield f"{row.row}: the schema of {row.place} has no code {strange}"


def _needs(grammar: Grammar, table: list[TableRow], places: Mapping[str, Facts]) -> Iterator[str]:
    """Every leaf that the schema requires is bound and needed."""
    bound = {row.place for row in table if (row.need and row.chain) or row.lens is None}
    bound |= {row.place for row in table if row.note == "always said"}
    for row in table:
        required = row.place in places and places[row.place].required
        if required and row.own and not row.need:
            yield f"{row.row}: {row.place} is required where its object is, and not needed here"
    for place, where, holder in holders_of(grammar):
        stated = places.get(place.removesuffix("/[]"))
        most = None if holder.form == "single" else holder.most
        if stated is not None and not _fits(most, stated.max_items, place):
            yield f"{where}: {place} holds at most {stated.max_items}, the row says {holder.most}"
        if stated is None or holder.need or holder.gate:
            continue
        if stated.needed or (stated.required and len(holder.place) == 1):
            yield f"{where}: {place} is required, and not needed here"
    for place, facts in places.items():
        if facts.needed and not facts.inner and place not in bound:
            yield f"the schema requires {place} and no row needs it"


def _fits(said: int | None, most: int | None, place: str) -> bool:
    """Whether a row's bound is the schema's; entries of one kind among others may be fewer."""
    if said is None or said == most:
        return True
    return place.endswith("/[]") and most is not None and said < most


def _since(table: list[TableRow], places: Mapping[str, Facts]) -> Iterator[str]:
    """A row came when its place came: no version is written with what it did not know."""
    for row in table:
        came = places[row.place].since if row.place in places else None
        if came is not None and row.since is None:
            yield f"{row.row}: {row.place} came with {came}, and the row does not say so"


def _unsaid(grammar: Grammar) -> Iterator[str]:
    """Every field of the Bill is said, or declared impossible with a reason."""
    for shape in grammar.shapes:
        shared = [row.part for row in shape.rows if row.form == "same"]
        excused = dict(shape.impossible)
        for part in shared:
            excused |= dict(grammar.parts[str(part)].impossible)
        if shape.name.startswith("included "):
            continue
        unsaid = set(unbound(shape, grammar))
        for way, fields in unbound_inside(shape).items():
            outer = "".join(f"{step} > " for step in way if isinstance(step, str))
            unsaid |= {f"{outer}{name}" for name in fields}
        silent = sorted(unsaid - set(excused))
        if silent:
            yield f"{shape.name}: {silent} are neither said nor declared impossible"
        known = {name for name in excused if name.split(" > ")[0] in field_names(shape.model)}
        strange = sorted(set(excused) - known)
        if strange:
            yield f"{shape.name}: {strange} are no fields of {shape.model}"
