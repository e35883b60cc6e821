"""A mapping against the schema of its wire: places, types, widths, codes, and what is required."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from fairlead.errors import likely
from fairlead.lens.checks.against_bill import Mistake
from fairlead.lens.checks.held import keys_and_values
from fairlead.lens.checks.spelling import admits, example_of
from fairlead.lens.checks.standing import odd_place
from fairlead.lens.rows import Grammar
from fairlead.lens.table import NUMBERS, TableRow, asked_of, holders_of, rows_of
from fairlead.lens.values import ValueLens

__all__ = ["Facts", "against_schema"]


class Facts(Protocol):
    """What a schema states of one place."""

    @property
    def types(self) -> tuple[str, ...]:
        """The types allowed, as JSON names them; empty where the schema does not say."""
        ...

    @property
    def required(self) -> bool:
        """Whether its object must have it."""
        ...

    @property
    def enum(self) -> tuple[object, ...] | None:
        """The values allowed, where they are listed."""
        ...

    @property
    def pattern(self) -> str | None:
        """The regular expression that a text matches."""
        ...

    @property
    def format(self) -> str | None:
        """The format of a text, as the schema names it."""
        ...

    @property
    def min_length(self) -> int | None:
        """The fewest characters of a text."""
        ...

    @property
    def max_length(self) -> int | None:
        """The most characters of a text."""
        ...

    def matches(self, text: str) -> bool:
        """Whether a text matches the pattern."""
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


def against_schema(grammar: Grammar, places: Mapping[str, Facts]) -> Iterator[Mistake]:
    """Everything that the schema knows better."""
    table = rows_of(grammar)
    yield from _places(grammar, table, places)
    for row in table:
        if row.place not in places or places[row.place].inner:
            continue
        yield from ((row.way, f"{row.place}: {says}") for says in _ends(row, places[row.place]))
    yield from keys_and_values(table, grammar.root.model)
    yield from _needs(grammar, table, places)
    yield from _since(table, places)


def _places(
    grammar: Grammar, table: list[TableRow], places: Mapping[str, Facts]
) -> Iterator[Mistake]:
    """Every place exists in the schema; a value is at a leaf, a part at an object."""
    odd = []
    for place, _, holder in holders_of(grammar):
        says = odd_place(holder, place, places)
        if says is not None:
            odd.append(place)
            yield holder.way, says
    for row in table:
        if any(row.place == place or row.place.startswith(f"{place}/") for place in odd):
            continue  # what is wrong there is said of the part, or of the list
        if row.place not in places:
            yield row.way, f"the schema has no place {row.place}{likely(row.place, places)}"
        elif places[row.place].inner and (row.lens is None or row.lens.kind != "any"):
            yield row.way, f"{row.place} is not a leaf of the schema"
    for place, way in asked_of(grammar):
        if place not in places:
            yield way, f"the schema has no place {place}{_outside(place, places)}"


def _outside(place: str, places: Mapping[str, Facts]) -> str:
    """What is said of a place of a way that the schema lacks: where it stands, or may be meant."""
    steps = place.split("/")
    for start in range(2, len(steps)):
        outer = "/" + "/".join(steps[start:])
        if outer in places:
            return (
                f"; a way asks within the object of its part, and {outer} stands outside of it: "
                "write the ways below the table around it, as [[either]] of the whole"
            )
    return likely(place, places)


def _ends(row: TableRow, facts: Facts) -> Iterator[str]:
    """What the wire's end of a row says otherwise than the schema."""
    if row.lens is None:
        yield from _constant(row, facts)
        if row.note == NUMBERS and facts.types and "string" not in facts.types:
            yield (
                f"it is {' or '.join(facts.types)} by the schema, and the number of an item is "
                "written as a text; a list whose numbers are no texts cannot be said by `pieces`: "
                "read it with `each` and `use` alone"
            )
        return
    types = set(facts.types) - {"null"}
    if types and types != set(row.lens.takes):
        yield f"it is {' or '.join(sorted(types))} by the schema, and {row.lens.name} is not"
        return
    yield from _width(row.lens, facts)
    if row.lens.codes is not None:
        yield from _codes(row.lens, facts)
        return
    texts = [
        one for said in row.lens.writes for one in (said if isinstance(said, tuple) else (said,))
    ]
    joint = row.lens.kind == "joint"
    odd = [text for text in texts if not admits(facts, text)]
    if odd and not (joint and len(odd) < len(texts)):
        yield f"{row.lens.name} writes {odd[0]!r}, which the schema does not allow"
    example = None if joint else example_of(facts)
    parse = None if row.lens.open else row.lens.parse
    if example is not None and parse is not None and parse(example) is None:
        yield f"{row.lens.name} cannot read {example!r}, which the schema allows"


def _constant(row: TableRow, facts: Facts) -> Iterator[str]:
    """What always stands there, or one of what may, is what the schema allows."""
    why = [_odd(value, facts) for value in row.always]
    if why and None not in why:
        yield str(why[0])


def _odd(value: Any, facts: Facts) -> str | None:
    """Why the schema does not allow a value; None where it does."""
    if facts.types and _type_of(value) not in facts.types:
        return f"{value!r} is no {' or '.join(facts.types)}"
    if facts.enum and str(value) not in map(str, facts.enum):
        codes = [str(code) for code in facts.enum]
        return f"the schema has no code {value!r}{likely(str(value), codes)}"
    return None if admits(facts, value) else f"the schema does not allow {value!r}"


def _type_of(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "integer" if isinstance(value, int) else "string"


def _width(lens: ValueLens, facts: Facts) -> Iterator[str]:
    """What is written is never wider than the schema allows."""
    most = facts.max_length
    if most is None or lens.codes is not None:
        return
    width = lens.line if lens.line is not None else lens.width
    if (lens.name.startswith(("text", "lines")) and width != most) or (
        width is not None and width > most
    ):
        yield f"it holds {most} characters, the row says {lens.name}"


def _codes(lens: ValueLens, facts: Facts) -> Iterator[str]:
    """Every code that is written is one that the schema knows."""
    written = {str(one) for one in lens.writes}
    if facts.enum:
        strange = sorted({one.wire for one in lens.codes or ()} - {str(one) for one in facts.enum})
        if strange:
            yield f"the schema has no code {', '.join(map(repr, strange))} of {lens.name}"
        return
    odd = sorted(code for code in written if not admits(facts, code))
    if odd:
        yield f"the schema does not allow the code {odd[0]!r} of {lens.name}"


def _needs(
    grammar: Grammar, table: list[TableRow], places: Mapping[str, Facts]
) -> Iterator[Mistake]:
    """Every leaf that the schema requires is bound and needed."""
    bound = {row.place for row in table if (row.need and row.chain) or row.lens is None}
    bound |= {row.place for row in table if row.note == "always said"}
    for row in table:
        required = row.place in places and places[row.place].required
        if required and row.own and not row.need:
            yield row.way, f"{row.place} is required where its object is, and not needed here"
    holders = holders_of(grammar)
    filled = {place for place, _, holder in holders if holder.need and place.endswith("/[]")}
    for place, _, holder in holders:
        stated = places.get(place.removesuffix("/[]"))
        most = None if holder.form.index else holder.most
        if stated is not None and not _fits(most, stated.max_items, place):
            yield (
                holder.way,
                f"{place} holds at most {stated.max_items}, the row says {holder.most}",
            )
        if stated is None or holder.need or holder.gate or place in filled or not holder.place:
            continue
        if stated.needed or (stated.required and len(holder.place) == 1):
            yield holder.way, f"{place} is required, and not needed here; {_remedy(place)}"
    for place, facts in places.items():
        if facts.needed and not facts.inner and place not in bound:
            yield (), f"the schema requires {place} and no row needs it"


def _remedy(place: str) -> str:
    """What to write where an object or a list is required, and no row of it is needed."""
    if not place.endswith("/[]"):
        return "write `need = true` in this row"
    return (
        "write `need = true` in the row of an entry that every document has; where there is no "
        "such entry, the schema of the folder has to leave the list out of `required`"
    )


def _fits(said: int | None, most: int | None, place: str) -> bool:
    """Whether a row's bound is the schema's; entries of one kind among others may be fewer."""
    if said is None or said == most:
        return True
    return place.endswith("/[]") and most is not None and said < most


def _since(table: list[TableRow], places: Mapping[str, Facts]) -> Iterator[Mistake]:
    """A row came when its place came: no version is written with what it did not know."""
    for row in table:
        came = places[row.place].since if row.place in places else None
        if came is not None and row.since is None:
            yield row.way, f"{row.place} came with {came}, and the row does not say so"
