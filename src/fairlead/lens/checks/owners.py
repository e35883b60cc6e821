"""Who owns each place of a wire: one row, constant, total or text, and nobody else.

Every place is followed through the parts that rows bring in. What stands in two ways of which one
alone is taken, or in entries that a test tells apart, has two owners without harm.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from fairlead.errors import MappingError
from fairlead.lens.compile.trie import grow, own_part, way_places
from fairlead.lens.language.lines import Way, spelt
from fairlead.lens.places import Place, Selector, place_in, tests_of
from fairlead.lens.rows import Branch, Grammar, Row, Shape

__all__ = ["owned_twice"]

_FIRST: Final = Selector("first")

Step: TypeAlias = str | Selector
"""A member, or which entry of a list."""

Choices: TypeAlias = tuple[tuple[str, str], ...]
"""Of what several are told apart, which one it is: of ways, of one entry and several."""


class Claim(NamedTuple):
    """That something owns a place."""

    at: tuple[Step, ...]
    whose: Way
    """Where the mapping says so."""
    choices: Choices = ()
    holds: bool = False
    """Whether others own what stands below it."""
    test: bool = False
    """Whether it is what a place asks for: several places may ask for the same."""


def owned_twice(grammar: Grammar) -> Iterator[tuple[Way, str]]:
    """Every place with two owners: where the second is said, and who the first is."""
    for shape in grammar.shapes:
        for rows in (shape.rows, *(branch.rows for branch in shape.branches)):
            try:
                grow(rows, shape if rows is shape.rows else None)
            except MappingError as problem:
                yield shape.way, str(problem)
        yield from _not_shared(shape)
    told: set[tuple[Way, Way]] = set()
    for one, other in _pairs(_Claims(grammar).all()):
        if (one.whose, other.whose) not in told:
            told.add((one.whose, other.whose))
            yield other.whose, f"{_shown(other.at)} has another owner: [{spelt(one.whose)}]"


def _not_shared(shape: Shape) -> Iterator[tuple[Way, str]]:
    """Every place of a way within what a row outside of the ways reads as a whole."""
    try:
        root = grow(shape.rows, shape)
    except MappingError:
        return
    for branch in shape.branches:
        for place in way_places(branch):
            own, node = own_part(root, place), root
            for step in own[:-1]:
                node = node.members[step.member]
            taken = node.members.get(own[-1].member)
            apart = own[-1].selector is not None and own[-1].selector.kind == "where"
            guarded = any(step.guard or step.selector for step in own[:-1])
            if guarded or (taken is not None and not apart and len(own) < len(place)):
                says = (
                    f"{_shown(_steps(own))} stands in what a row outside of the ways reads; "
                    "give that row a part, and write the ways within it"
                )
                yield branch.way, says


def _pairs(claims: Iterator[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Each two claims of one place, or of a place and of what stands in it."""
    known: dict[tuple[Step, ...], list[Claim]] = {}
    below: dict[tuple[Step, ...], list[Claim]] = {}
    for claim in claims:
        before = list(known.get(claim.at, ()))
        for end in range(len(claim.at)):
            before += [one for one in known.get(claim.at[:end], ()) if not one.holds]
        if not claim.holds:
            before += below.get(claim.at, ())
        yield from ((one, claim) for one in before if _at_odds(one, claim))
        known.setdefault(claim.at, []).append(claim)
        for end in range(len(claim.at)):
            below.setdefault(claim.at[:end], []).append(claim)


def _at_odds(one: Claim, other: Claim) -> bool:
    """Whether two claims cannot stand together."""
    if one.whose == other.whose or (one.test and other.test):
        return False
    if one.holds and other.holds and one.at != other.at:
        return False
    chosen = dict(one.choices)
    return all(chosen.get(choice, way) == way for choice, way in other.choices)


class _Claims:
    """The claims of a whole mapping."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar

    def all(self) -> Iterator[Claim]:
        """Every claim, and that of the member in which travels what has no place."""
        yield from self.shape(self.grammar.root, Claim((), ()), ())
        if self.grammar.carry is not None:
            yield Claim(_steps(place_in(self.grammar.carry)), ("carry", "at"))

    def shape(self, shape: Shape, around: Claim, trail: tuple[str, ...]) -> Iterator[Claim]:
        """What a part claims in an object."""
        for row in shape.rows:
            yield from self.row(row, around, trail)
        for branch in shape.branches:
            way = around._replace(choices=(*around.choices, _choice(around, shape, branch.says)))
            yield from self.branch(branch, way, trail)
        ways = (*shape.constant_ways, *([shape.way] * len(shape.constants)))
        for (place, _), at in zip(shape.constants, ways, strict=False):
            yield _claim(around, place, at)
        more = [(one.place, one.way) for one in shape.written]
        more += [(one.place, one.way) for one in shape.totals]
        for place, at in more:
            yield _claim(around, place, at)

    def branch(self, branch: Branch, around: Claim, trail: tuple[str, ...]) -> Iterator[Claim]:
        """What one of several ways claims; what it asks for is written too."""
        for row in branch.rows:
            yield from self.row(row, around, trail)
        for test in branch.where:
            if test.test == "is":
                yield _claim(around, test.place, branch.way)._replace(test=True)

    def row(self, row: Row, around: Claim, trail: tuple[str, ...]) -> Iterator[Claim]:
        """What a row claims, with its twins, and below it the rows of its parts."""
        if row.form.placed:
            yield from _own(row, around)
            yield from _asked(row, around)
        for twin in (row.extended, row.otherwise):
            if twin is not None:
                yield from self.row(twin, around, trail)
        here = _entry(around, row)
        for one in row.brings():
            if one.again or one.part in trail:
                continue
            at = around.at if one.around else here.at
            how = ((f"{_shown(here.at)} has", one.how),) if one.how else ()
            inside = Claim(at, row.way, (*around.choices, *how))
            yield from self.shape(self.grammar.parts[one.part], inside, (*trail, one.part))


def _own(row: Row, around: Claim) -> Iterator[Claim]:
    """The places of one row."""
    if row.measure is not None:
        yield _claim(around, (*row.place, *row.measure.number), row.way)
        if not row.alike:
            yield _claim(around, (*row.place, *row.measure.unit), row.way)
    elif row.place:
        here = _entry(around, row)
        at = (*here.at, *_steps(row.item))
        yield here._replace(at=at, holds=row.part is not None)


def _entry(around: Claim, row: Row) -> Claim:
    """The object, the value or the entries at the place of a row.

    Of a list it has the entries that no other row has by a selector.
    """
    here = _claim(around, row.place, row.way)
    if row.form.many and not (row.place and row.place[-1].selector):
        return here._replace(at=(*here.at, Selector("each")))
    return here


def _asked(row: Row, around: Claim) -> Iterator[Claim]:
    """What the places of a row ask for, and write where they make an entry."""
    for end, step in enumerate(row.place, 1):
        for test in tests_of(step):
            at = _claim(around, row.place[:end], row.way)
            steps = tuple(Selector("each") if one == 0 else str(one) for one in test.path)
            yield at._replace(at=(*at.at, *steps), test=True)


def _claim(around: Claim, place: Place, way: Way) -> Claim:
    return Claim((*around.at, *_steps(place)), way, around.choices)


def _steps(place: Place) -> tuple[Step, ...]:
    """The steps of a place; the only entry of a list is its first."""
    steps: list[Step] = []
    for step in place:
        steps.append(step.member)
        if step.selector is not None:
            first = step.selector.kind in {"first", "only"}
            steps.append(_FIRST if first else step.selector)
    return tuple(steps)


def _choice(around: Claim, shape: Shape, says: str) -> tuple[str, str]:
    return f"{shape.name} at {_shown(around.at)}", says


def _shown(at: tuple[Step, ...]) -> str:
    """A place as the schema names it."""
    return "".join(f"/{step}" if isinstance(step, str) else "/[]" for step in at)
