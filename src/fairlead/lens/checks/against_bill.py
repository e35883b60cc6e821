"""A mapping against the Bill: its names, who owns a place, and what nothing says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from fairlead.errors import MappingError, likely
from fairlead.lens.checks.owners import owned_twice
from fairlead.lens.compile.shapes import unbound, unbound_inside
from fairlead.lens.compile.trie import grow, inlined
from fairlead.lens.fields import field_names, field_type, model_at, model_of
from fairlead.lens.language.lines import Way
from fairlead.lens.rows import Grammar, Row, Shape

__all__ = ["Mistake", "against_bill", "names_of_the_bill"]

Mistake: TypeAlias = tuple[Way, str]
"""Where a mapping is wrong, and the sentence about it."""


def names_of_the_bill(grammar: Grammar) -> Iterator[Mistake]:
    """Every name that the Bill lacks, and every place with two owners; all else builds on that."""
    yield from _names(grammar)
    yield from owned_twice(grammar)
    yield from _units(grammar)


def against_bill(grammar: Grammar) -> Iterator[Mistake]:
    """What is read twice, and what nothing says."""
    yield from _inlined(grammar)
    yield from _unsaid(grammar)


def _names(grammar: Grammar) -> Iterator[Mistake]:
    """Every name is a field of its model, and a list where the row says so."""
    for shape in grammar.shapes:
        for row in (row for branch in shape.branches for row in branch.rows):
            if row.form.placed and (row.form.whole or not row.place):
                yield row.way, _NO_MEMBER
    for shape, row in grammar.rows():
        try:
            yield from ((row.way, says) for says in _fields(grammar, shape, row))
        except MappingError as problem:
            yield row.way, str(problem)


_NO_MEMBER: Final = (
    "a row of a way says one field at a member of its own: give it that member in `at`, with a row "
    'for each field (`"FIELD > FIELD" = { at = "MEMBER", as = ... }`) where there are several'
)


def _fields(grammar: Grammar, shape: Shape, row: Row) -> Iterator[str]:
    if row.form.whole:
        return
    model = "Bill" if row.lifted else shape.model
    if row.inside:
        model = model_at(model, row.inside)
    listed = row.form.is_list
    names = (*row.names[:1], *(() if row.form.spread else row.names[1:]), *row.sum_of)
    for name in (*names, *((row.guide,) if row.guide else ())):
        kind, is_list = field_type(model, name)
        if is_list != listed and not row.form.spread:
            yield f"{name} is {'' if is_list else 'not '}a list"
        if row.part and kind is not model_of(grammar.parts[row.part].model):
            yield f"part {row.part} is not of {name}'s model"
    if row.form.spread:
        yield from _down(model, row.names)
    yield from row.mistakes(grammar)


def _down(model: str, names: tuple[str, ...]) -> Iterator[str]:
    """The way from the entries of a list to a field that all of them have."""
    kind, is_list = field_type(model, names[0])
    if not is_list:
        yield f"{names[0]} is not a list"
    for name in names[1:]:
        kind, _ = field_type(kind.__name__, name)


def _units(grammar: Grammar) -> Iterator[Mistake]:
    """No unit is shared by numbers that do not say it alike: the last would win unseen."""
    for shape in grammar.shapes:
        units = [(row.inside, row.names[1]) for row in shape.rows if _has_unit(row)]
        for row in shape.rows:
            if _has_unit(row) and not row.alike and units.count((row.inside, row.names[1])) > 1:
                yield row.way, f"others share {row.names[1]}, and it is not alike"


def _has_unit(row: Row) -> bool:
    """Whether a row says a number and a unit that is a field of its own."""
    return row.measure is not None and len(row.names) > 1


def _inlined(grammar: Grammar) -> Iterator[Mistake]:
    """No part shares a member with the object in which its members stand."""
    for shape in grammar.shapes:
        own = set(grow(shape.rows, shape).members)
        for row in filter(inlined, shape.rows):
            inner = set(grow(grammar.parts[str(row.part)].rows).members)
            for member in sorted(own & inner):
                yield row.way, f"{member} is read outside of the part too"
            own |= inner


def _unsaid(grammar: Grammar) -> Iterator[Mistake]:
    """Every field of the Bill is said, or declared impossible with a reason."""
    for shape in grammar.shapes:
        excused = dict(shape.impossible)
        for row in shape.rows:
            if row.form.whole:
                excused |= dict(grammar.parts[str(row.part)].impossible)
        if shape.name.startswith("included "):
            continue
        unsaid = set(unbound(shape, grammar))
        for way, fields in unbound_inside(shape).items():
            outer = "".join(f"{step} > " for step in way if isinstance(step, str))
            unsaid |= {f"{outer}{name}" for name in fields}
        if silent := sorted(unsaid - set(excused)):
            yield shape.way, f"neither said nor declared impossible: {', '.join(silent)}"
        fields_ = field_names(shape.model)
        for name in sorted(excused):
            if name.split(" > ")[0] not in fields_:
                guess = likely(name, fields_)
                yield (*shape.way, "impossible", name), f"{shape.model} has no field {name}{guess}"
