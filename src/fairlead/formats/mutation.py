"""Planted mistakes: does anything notice?

Laws cannot see a mistake that is consistent with itself. So mistakes that a person could make in
a mapping are planted one by one; each must be caught when the mapping is loaded, or by a golden
example. What is caught by neither has survived, and must be explained or answered by an example.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from typing import Final

from fairlead.errors import MappingError, UsageError, likely
from fairlead.formats.format import Format
from fairlead.formats.golden import Golden
from fairlead.formats.vector import survivors_of
from fairlead.lens import Mapping
from fairlead.lens.checks import check_mapping
from fairlead.lens.codes import CodeList
from fairlead.lens.places import Place, Step, Test
from fairlead.lens.rows import Grammar, Row, Shape
from fairlead.lens.values import value_lens

Mutant = tuple[str, str, Callable[[], Grammar]]
"""Kind, sentence, and how to make it."""

SEED: Final = 20


@dataclass(frozen=True)
class Mutated:
    """What became of the planted mistakes of one mapping."""

    format: str
    planted: int
    at_loading: int
    by_example: int
    survivors: tuple[str, ...]
    """Mistakes that nothing noticed and nobody explained."""
    explained: tuple[str, ...] = ()
    """Mistakes that make no difference, each with the reason that `survivors.toml` gives."""
    stale: tuple[str, ...] = ()
    """What `survivors.toml` explains and did not survive, each with why; not told of a sample."""

    def __str__(self) -> str:
        return (
            f"{self.format}: {self.planted} mistakes planted, {self.at_loading} caught at loading, "
            f"{self.by_example} by golden examples, {len(self.explained)} explained, "
            f"{len(self.survivors)} survived"
        )


def mutate(
    origin: Format,
    examples: list[Golden],
    *,
    limit: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Mutated:
    """Plants mistakes in a format's mapping; `limit` takes that many of them, by a fixed draw.

    Raises `UsageError` where an example does not hold without any mistake: it would notice each.
    """
    wrong = ", ".join(one.name for one in examples if not one.holds(origin.mapping))
    if wrong:
        raise UsageError(f"examples of {origin.alias} do not hold as the mapping stands: {wrong}")
    grammar = origin.mapping.grammar
    mutants = list(mutants_of(grammar))
    every = [f"{kind}: {says}" for kind, says, _ in mutants]
    if limit is not None and limit < len(mutants):
        mutants = random.Random(SEED).sample(mutants, limit)
    loading = example = 0
    survivors: list[str] = []
    for done, (kind, says, make) in enumerate(mutants, 1):
        try:
            mutant = make()
            check_mapping(mutant, origin.wire.places)
            mapping = Mapping.of(mutant)
        except MappingError:
            loading += 1
        else:
            if all(one.holds(mapping) for one in examples):
                survivors.append(f"{kind}: {says}")
            else:
                example += 1
        if progress is not None:
            progress(done, len(mutants))
    why = survivors_of(origin.mapping.folder)
    explained = tuple(f"{one}: {why[one]}" for one in survivors if one in why)
    left = tuple(one for one in survivors if one not in why)
    stale = tuple(_stale(one, every) for one in why if one not in survivors)
    if len(mutants) < len(every):
        stale = ()  # of a sample nobody knows
    return Mutated(origin.id, len(mutants), loading, example, left, explained, stale)


def _stale(explained: str, planted: Collection[str]) -> str:
    """Why an entry of `survivors.toml` explains nothing."""
    if explained in planted:
        return f"{explained}: this mistake is noticed; remove its entry"
    return f"{explained}: no such mistake is planted{likely(explained, planted)}"


def mutants_of(grammar: Grammar) -> Iterator[Mutant]:
    """Every mistake that is planted, in a fixed order."""
    for shape in _live(grammar):
        yield from _swapped_places(grammar, shape)
        yield from _changed_rows(grammar, shape)
        yield from _changed_shape(grammar, shape)
    for codes in grammar.lists.values():
        if _is_used(grammar, codes):
            yield from _changed_codes(grammar, codes)


def _live(grammar: Grammar) -> Iterator[Shape]:
    """The shapes that some row uses."""
    used = {part for _, row in grammar.rows() for part in _parts(row)}
    yield grammar.root
    yield from (shape for name, shape in grammar.parts.items() if name in used)


def _parts(row: Row) -> Iterator[str]:
    yield from (one.part for one in row.brings() if not one.again)
    for twin in (row.extended, row.otherwise):
        if twin is not None:
            yield from _parts(twin)


def _is_used(grammar: Grammar, codes: CodeList) -> bool:
    return any(
        lens is not None and lens.codes is codes
        for _, row in grammar.rows()
        for one in (row, row.extended, row.otherwise)
        if one is not None
        for lens in (one.lens, one.measure.unit_lens if one.measure else None)
    )


def _with_shape(grammar: Grammar, shape: Shape, changed: Shape) -> Grammar:
    if shape.name == "root":
        return replace(grammar, root=changed)
    return replace(grammar, parts={**grammar.parts, shape.name: changed})


def _with_row(grammar: Grammar, shape: Shape, old: Row, new: Row | None) -> Grammar:
    rows = tuple(
        one if one is not old else new for one in shape.rows if one is not old or new is not None
    )
    return _with_shape(grammar, shape, replace(shape, rows=tuple(r for r in rows if r is not None)))


def _alike(one: Row, other: Row) -> bool:
    """Whether two rows could be taken for each other: same form, same kind of value."""
    lists = [(row.form.whole_list, row.part is None) for row in (one, other)]
    alike = one.form == other.form or (one.form.whole_list and lists[0] == lists[1])
    if not alike or one.item != other.item:
        return False
    if one.part is not None or one.measure is not None or not one.form.placed or one.form.index:
        return one.form.placed and not one.form.whole and len(one.names) == len(other.names)
    kinds = [row.lens.kind if row.lens else "" for row in (one, other)]
    return kinds[0] == kinds[1]


def _both_claim(one: Row, other: Row) -> bool:
    """Whether two rows share a list and tell their entries apart by value: a swap is no change."""
    lists = [[step.member for step in row.place if step.selector] for row in (one, other)]
    ends = [[step.selector for step in row.place if step.selector][-1:] for row in (one, other)]
    return lists[0] == lists[1] and all(end and end[0].kind == "claimed" for end in ends)


def _swapped_places(grammar: Grammar, shape: Shape) -> Iterator[Mutant]:
    """Two rows that say each other's place."""
    for one, other in combinations(shape.rows, 2):
        if not (_alike(one, other) and one.place and other.place) or _both_claim(one, other):
            continue

        def make(one: Row = one, other: Row = other) -> Grammar:
            rows = tuple(
                replace(row, place=other.place)
                if row is one
                else replace(row, place=one.place)
                if row is other
                else row
                for row in shape.rows
            )
            return _with_shape(grammar, shape, replace(shape, rows=rows))

        yield "swapped places", f"{shape.name}: {one.label} and {other.label}", make


def _changed_rows(grammar: Grammar, shape: Shape) -> Iterator[Mutant]:
    for row in shape.rows:
        said = f"{shape.name}.{row.label}"
        for kind, new in _changes(row):
            yield kind, said, partial(_with_row, grammar, shape, row, new)


_WORDS: Final = {
    "need": False,
    "gate": False,
    "when": (),
    "sum_of": (),
    "extended": None,
    "otherwise": None,
    "alike": False,
}
"""Words of a row that a careless hand leaves out."""


def _changes(row: Row) -> Iterator[tuple[str, Row | None]]:
    """One row, changed as a careless hand would change it."""
    if not row.form.whole:
        yield "dropped row", None
    for word, empty in _WORDS.items():
        if getattr(row, word) and not (word == "sum_of" and not row.form.placed):
            yield f"dropped {word}", row.but(**{word: empty})
    if row.when:
        yield "turned guard", replace(row, when=tuple((k, not v) for k, v in row.when))
    if row.most is not None and not row.form.index:
        yield "changed bound", replace(row, most=row.most + 1)
    if row.blank is not None:
        yield "dropped blank", row.but(blank=None)
    yield from _changed_lens(row)
    for place in _changed_qualifiers(row.place):
        yield "changed qualifier", replace(row, place=place)
    if row.measure is not None:
        for number, (source, target, factor) in enumerate(row.measure.conversions):
            wrong = (source, target, f"{factor[:-1]}{(int(factor[-1]) + 1) % 10}")
            conversions = list(row.measure.conversions)
            conversions[number] = wrong
            measure = replace(row.measure, conversions=tuple(conversions))
            yield "other factor", row.but(measure=measure)


def _changed_lens(row: Row) -> Iterator[tuple[str, Row]]:
    lens = row.lens
    if lens is None or lens.codes is not None:
        return
    if lens.name.startswith("text("):
        for width in (int(lens.width or 0) - 1, int(lens.width or 0) + 1):
            yield "changed width", replace(row, lens=value_lens(f"text({width})", {}))
    if lens.name.startswith("prefixed("):
        wrong = lens.name.replace("('", "('_")
        yield "changed prefix", replace(row, lens=value_lens(wrong, {}))
    if row.join:
        yield "changed join", row.but(join=", ")
    if lens.name == "date_at_midnight":
        yield "other lens", replace(row, lens=value_lens("date", {}))


def _changed_qualifiers(place: Place) -> Iterator[Place]:
    for index, step in enumerate(place):
        for wrong in _changed_step(step):
            yield (*place[:index], wrong, *place[index + 1 :])


def _changed_step(step: Step) -> Iterator[Step]:
    """A step of which one test asks for something else."""
    chosen = step.selector
    if chosen is not None:
        for tests in _changed_tests(chosen.tests):
            yield replace(step, selector=replace(chosen, tests=tests))
    for tests in _changed_tests(step.guard):
        yield replace(step, guard=tests)


def _changed_tests(tests: tuple[Test, ...]) -> Iterator[tuple[Test, ...]]:
    for index, test in enumerate(tests):
        wrong = replace(test, texts=(f"{test.texts[0]}9", *test.texts[1:]))
        yield (*tests[:index], wrong, *tests[index + 1 :])


def _changed_shape(grammar: Grammar, shape: Shape) -> Iterator[Mutant]:
    """Constants, totals and branches, changed or dropped."""
    for index, (place, value) in enumerate(shape.constants):
        rest = shape.constants[:index] + shape.constants[index + 1 :]
        for kind, constants in (
            ("dropped constant", rest),
            ("changed constant", (*rest, (place, f"{value}X"))),
        ):
            changed = replace(shape, constants=constants)
            yield kind, f"{shape.name}: {value}", _maker(grammar, shape, changed)
    for index, total in enumerate(shape.totals):
        rest_of = shape.totals[:index] + shape.totals[index + 1 :]
        yield "dropped total", total.of, _maker(grammar, shape, replace(shape, totals=rest_of))
    for index, branch in enumerate(shape.branches):
        before, after = shape.branches[:index], shape.branches[index + 1 :]
        for kind, way in (
            ("dropped branch", ()),
            ("dropped guard", (replace(branch, where=(), beside=()),)),
            ("dropped fact", (replace(branch, when=()),)),
        ):
            changed = replace(shape, branches=(*before, *way, *after))
            yield kind, branch.says, _maker(grammar, shape, changed)
    for index in range(len(shape.branches) - 1):
        ways = list(shape.branches)
        ways[index], ways[index + 1] = ways[index + 1], ways[index]
        changed = replace(shape, branches=tuple(ways))
        yield "swapped branches", ways[index].says, _maker(grammar, shape, changed)


def _maker(grammar: Grammar, shape: Shape, changed: Shape) -> Callable[[], Grammar]:
    return partial(_with_shape, grammar, shape, changed)


def _changed_codes(grammar: Grammar, codes: CodeList) -> Iterator[Mutant]:
    """Two codes that mean each other, and codes that are gone."""
    equal = [row for row in codes if row.relation == "="]
    for one, other in combinations(equal, 2):
        swapped = {one: replace(one, wire=other.wire), other: replace(other, wire=one.wire)}
        rows = tuple(swapped.get(row, row) for row in codes)
        yield (
            "swapped codes",
            f"{codes.name}: {one.canon} and {other.canon}",
            _coded(grammar, codes, rows),
        )
    for row in codes:
        rows = tuple(one for one in codes if one is not row)
        yield "dropped code", f"{codes.name}: {row.canon}", _coded(grammar, codes, rows)


def _coded(grammar: Grammar, codes: CodeList, rows: Iterable[object]) -> Callable[[], Grammar]:
    """How to make the grammar in which a code list has other rows."""

    def make() -> Grammar:
        lists = {**grammar.lists, codes.name: CodeList(codes.name, tuple(rows))}  # type: ignore[arg-type]

        def again(row: Row) -> Row:
            lens = row.lens
            if lens is not None and lens.codes is codes:
                row = replace(row, lens=value_lens(lens.name, lists))
            if row.measure is not None and row.measure.unit_lens.codes is codes:
                unit = value_lens(row.measure.unit_lens.name, lists)
                row = row.but(measure=replace(row.measure, unit_lens=unit))
            if row.instead_of is not None and row.instead_of.codes is codes:
                row = replace(row, instead_of=value_lens(row.instead_of.name, lists))
            if row.otherwise is not None:
                row = replace(row, otherwise=again(row.otherwise))
            return row

        def shaped(shape: Shape) -> Shape:
            return replace(shape, rows=tuple(map(again, shape.rows)))

        parts = {name: shaped(shape) for name, shape in grammar.parts.items()}
        return replace(grammar, root=shaped(grammar.root), parts=parts, lists=lists)

    return make
