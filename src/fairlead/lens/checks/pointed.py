"""What words beside the rows point at: classes, a total's neighbour, and what travels.

No conversion fails where such a word points at nothing: it would never be asked, and nobody would
know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from fairlead.errors import likely
from fairlead.lens.checks.against_bill import Mistake
from fairlead.lens.checks.against_schema import Facts
from fairlead.lens.classes import Rule
from fairlead.lens.rows import Grammar
from fairlead.lens.table import rows_of

__all__ = ["pointed"]

Names = tuple[str, ...]
"""The members on a way, without the entries of lists."""

_ANY = "**"


def pointed(
    grammar: Grammar,
    places: Mapping[str, Facts],
    editions: Iterable[Mapping[str, Facts]],
    admits: Callable[[str], bool],
) -> Iterator[Mistake]:
    """Every word that points at nothing.

    `editions` are the places of other editions of the wire, whose mappings take over the classes,
    and `admits` says whether the schema lets a member of the document be.
    """
    yield from grammar.unnamed
    yield from _classes(grammar, [places, *editions])
    yield from _besides(grammar, places)
    carry = grammar.carry
    if carry is not None and not admits(carry):
        yield ("carry", "at"), f"the schema has no member {carry}{likely(carry, _members(places))}"


def _members(places: Mapping[str, Facts]) -> list[str]:
    """The members of the document itself."""
    return [place[1:] for place in places if place.count("/") == 1]


def _classes(grammar: Grammar, editions: list[Mapping[str, Facts]]) -> Iterator[Mistake]:
    """Every class of a place that no edition has, or by a code that does not stand there."""
    facts: dict[Names, list[Facts]] = {}
    for places in editions:
        for place, stated in places.items():
            facts.setdefault(_names(place), []).append(stated)
    known = _ends(facts)
    title = grammar.sources.title
    for rule, way in zip(grammar.classes, grammar.class_ways, strict=False):
        if rule.at == (_ANY,) or not grammar.sources.place(way).startswith(title):
            continue  # that of the whole wire; one of another mapping
        steps, any_ = _steps(rule.at)
        if steps not in (known if any_ else facts):
            said = "/".join(rule.at)
            guess = likely("/".join(steps), {"/".join(names) for names in facts})
            yield (*way, "at"), f"the schema has no place {said}{guess}"
        else:
            yield from _code(rule, way, facts, known)


def _code(
    rule: Rule, way: tuple[str | int, ...], facts: Mapping[Names, list[Facts]], known: set[Names]
) -> Iterator[Mistake]:
    """Where the code of a class does not stand, or is one that the schema does not have."""
    steps, any_ = _steps((*rule.at, *rule.by))
    if not rule.by:
        return
    if steps not in (known if any_ else facts):
        at, by = "/".join(rule.at), "/".join(rule.by)
        start = steps[: len(steps) - len(rule.by)]
        beside = {
            "/".join(names[end + len(start) :])
            for names in facts
            for end in range(len(names) if any_ else 1)
            if names[end : end + len(start)] == start
        }
        yield (*way, "by"), f"the schema has no place {by} in {at}{likely(by, beside - {''})}"
        return
    found = [
        one for names, one in facts.items() if names == steps or (any_ and _ends_in(names, steps))
    ]
    enums = [stated.enum for one in found for stated in one]
    if any(enum is None for enum in enums):
        return
    codes = {str(code) for enum in enums for code in enum or ()}
    for code in rule.codes:
        if code not in codes:
            yield way, f"the schema has no code {code!r} there{likely(code, codes)}"


def _besides(grammar: Grammar, places: Mapping[str, Facts]) -> Iterator[Mistake]:
    """Every neighbour of a total that does not stand beside it."""
    totals = {total.way: total for total in grammar.totals if total.beside is not None}
    for row in rows_of(grammar) if totals else ():
        total = totals.pop(row.way, None)
        if total is None:
            continue
        here = row.place.rpartition("/")[0] if total.lens.halves else row.place
        around = here.rpartition("/")[0]
        if f"{around}/{total.beside}" not in places:
            near = {place.removeprefix(f"{around}/") for place in places}
            says = f"the schema has no place {around}/{total.beside}"
            yield (*row.way, "beside"), says + likely(str(total.beside), near)


def _names(place: str) -> Names:
    return tuple(step for step in place.split("/")[1:] if step != "[]")


def _steps(at: Names) -> tuple[Names, bool]:
    """The steps behind the last `**` of a way, and whether there is one."""
    if _ANY not in at:
        return at, False
    return at[len(at) - at[::-1].index(_ANY) :], True


def _ends(facts: Iterable[Names]) -> set[Names]:
    """The ends of every way."""
    return {names[start:] for names in facts for start in range(len(names))}


def _ends_in(names: Names, steps: Names) -> bool:
    return names[len(names) - len(steps) :] == steps
