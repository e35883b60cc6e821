"""How a mapping says each leaf of the Bill: always, under a condition, or not at all and why.

It is read from the rows, as the reverse is: what the writer of a row may lose is what is stated
here. A leaf may be said in several ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from fairlead.lens.compile.shapes import said_alike
from fairlead.lens.compile.source import pair_of
from fairlead.lens.fields import PRESENT
from fairlead.lens.rows import Branch, Brought, Grammar, Measure, Row, Shape
from fairlead.lens.values import ValueLens

__all__ = ["Codes", "Condition", "Saying", "Speech", "speech_of"]

_GUIDES = (True, False, None)
"""What a field that decides between codes may say."""


class Condition(NamedTuple):
    """Under which a leaf is said."""

    says: str
    read: bool = True
    """Whether it holds of whatever is read of a document of this format."""


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes by which a leaf is said."""

    list: str
    """The name of their list."""
    by: tuple[str, ...]
    """The fields that one code says together."""
    read: frozenset[str]
    """The keys that its codes are read as."""
    written: frozenset[str]
    """The keys that have a code."""
    narrowed: frozenset[str]
    """The keys whose code says less than they do."""

    def read_as(self, by: tuple[str, ...]) -> frozenset[str] | None:
        """The keys that are read for some fields; None where these codes do not tell.

        >>> pairs = Codes("stations", ("a", "b"), frozenset(("x+y",)), frozenset(), frozenset())
        >>> pairs.read_as(("b",))
        frozenset({'y'})
        """
        if by == self.by:
            return self.read
        if len(by) > 1 or by[0] not in self.by:
            return None
        place = self.by.index(by[0])
        return frozenset(str(pair_of(key)[place]) for key in self.read if pair_of(key)[place])


@dataclass(frozen=True, slots=True)
class Saying:
    """One way to say a leaf."""

    leaf: str
    """Path in the Bill, lists entered by `[]`."""
    under: tuple[Condition, ...] = ()
    codes: Codes | None = None
    read: bool = True
    """Whether a document is read so too; what is only written no document of the format says."""


@dataclass(frozen=True)
class Speech:
    """Everything that a mapping says of the Bill, and why it does not say the rest."""

    leaves: dict[str, tuple[Saying, ...]]
    """Every leaf that is said, in the order of the mapping, with its ways."""
    read: frozenset[str]
    """Those that are read of a document too."""
    excuses: dict[str, str]
    """Path in the Bill, a leaf or a part, to the reason why it cannot be said."""

    def excuse(self, leaf: str) -> tuple[str, str] | None:
        """The part that cannot be said and holds a leaf, with the reason."""
        above = [part for part in self.excuses if _holds(part, leaf)]
        part = max(above, key=len, default=None)
        return None if part is None else (part, self.excuses[part])


def speech_of(grammar: Grammar) -> Speech:
    """What a mapping says of the Bill.

    >>> from fairlead.formats import named
    >>> speech = speech_of(named("iftmcs").mapping.grammar)
    >>> [one.under[0].says for one in speech.leaves["shipped_on_board_date"]]
    ['where is_shipped_on_board_type is true']
    >>> speech.excuse("signatory.name")
    ('signatory', 'no signature block')
    """
    walk = _Walk(grammar)
    leaves: dict[str, list[Saying]] = {}
    for one in walk.shape(grammar.root, "", (), ()):
        leaves.setdefault(one.leaf, []).append(one)
    read = frozenset(leaf for leaf, ways in leaves.items() if any(one.read for one in ways))
    return Speech({leaf: tuple(ways) for leaf, ways in leaves.items()}, read, walk.excuses)


Under = tuple[Condition, ...]
Trail = tuple[str, ...]


class _Walk:
    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.excuses: dict[str, str] = {}

    def shape(self, shape: Shape, name: str, under: Under, trail: Trail) -> Iterator[Saying]:
        """What a part says below a name."""
        for field, why in shape.impossible:
            self.excuses.setdefault(name + field.replace(" > ", "."), why)
        for row in shape.rows:
            yield from self.row(shape, row, name, under, trail)
        for branch in shape.branches:
            yield from self.branch(shape, branch, name, under, trail)

    def branch(
        self, shape: Shape, branch: Branch, name: str, under: Under, trail: Trail
    ) -> Iterator[Saying]:
        """What one of several ways says: its facts and its rows."""
        inner = (*under, Condition(f'as "{branch.says}"'))
        for key, _ in branch.when:
            yield Saying(name + key, inner)
        for row in branch.rows:
            yield from self.row(shape, row, name, inner, trail)

    def row(
        self, shape: Shape, row: Row, name: str, under: Under, trail: Trail
    ) -> Iterator[Saying]:
        """What a row says, in its place and in the other places that it has."""
        for key, value in (*row.when, *row.implies):
            if value != PRESENT:
                yield Saying(name + key, (*under, Condition(f"by {row.names[0]}")))
        for part in row.sum_of if row.form.placed else ():
            yield Saying(name + part, (*under, _not_apart(row)), read=False)
        inner = (*under, *_facts(row), *_firsts(row), *_most(row))
        if row.lifted:
            inner = (*inner, Condition(f"with an entry of {name.rstrip('.[]')}"))
        outer = "" if row.lifted else name + _inside(row)
        if row.part is not None:
            yield from self.parts(row, outer, inner, trail)
        elif row.measure is not None:
            yield from _measured(row, row.measure, outer, inner, _numbers(row, shape))
        else:
            yield from _valued(row, outer, (*inner, *_rivals(row, shape)))
        for twin in (row.extended, row.otherwise if row.form.pairs else None):
            if twin is not None:
                yield from self.row(shape, twin, name, under, trail)

    def parts(self, row: Row, name: str, under: Under, trail: Trail) -> Iterator[Saying]:
        """What the parts that a row brings in say; a part inside itself is not followed."""
        brought = [one for one in row.brings() if not one.again]
        if any(one.how for one in brought):
            yield from self.shares(row, brought, name, under, trail)
            return
        for one in brought:
            if one.part not in trail:
                shape, inside = self.grammar.parts[one.part], name + one.inside
                said = self.shape(shape, inside, under, (*trail, one.part))
                yield from _gated(shape, inside, said)

    def shares(
        self, row: Row, brought: Iterable[Brought], name: str, under: Under, trail: Trail
    ) -> Iterator[Saying]:
        """What is said one way where there is one entry, and another where there are several."""
        said: dict[str, dict[str, Saying]] = {"one entry": {}, "several entries": {}}
        for one in brought:
            leaves = self.shape(self.grammar.parts[one.part], name + one.inside, under, trail)
            said[one.how] |= {leaf.leaf: leaf for leaf in leaves}
        for leaf in dict.fromkeys(leaf for leaves in said.values() for leaf in leaves):
            ways = {how: leaves[leaf] for how, leaves in said.items() if leaf in leaves}
            first, *others = ways.values()
            if others:
                extra = list(others[0].under)
            else:
                extra = [Condition(f"where {name}{row.names[0]} has {next(iter(ways))}")]
            yield replace(first, under=tuple(dict.fromkeys((*first.under, *extra))))


def _holds(part: str, leaf: str) -> bool:
    """Whether a part of the Bill is, or holds, a leaf.

    >>> _holds("shipper", "shipper.party_name"), _holds("seals", "seals[]"), _holds("a", "ab")
    (True, True, False)
    """
    return f"{leaf}.".replace("[]", "").startswith(f"{part}.".replace("[]", ""))


def _inside(row: Row) -> str:
    """The way into the part that holds a row's fields, as the beginning of a path."""
    said = "".join("[]" if step == 0 else f".{step}" for step in row.inside)
    return f"{said.removeprefix('.')}." if said else ""


def _facts(row: Row) -> Iterator[Condition]:
    """That facts hold which reading the row would state, or beside which it stands."""
    for key, value in row.when:
        if value == PRESENT:
            yield Condition(f"beside {key}", read=False)
        else:
            yield Condition(f"where {key} is {_word(value)}")


def _firsts(row: Row) -> Iterator[Condition]:
    """That the row says fields of the first entry of a list alone."""
    for end, step in enumerate(row.inside):
        if step == 0:
            yield Condition(f"of the first of {row.inside[end - 1]}")


def _most(row: Row) -> Iterator[Condition]:
    """That the wire holds so many entries."""
    if row.room is not None:
        yield Condition(f"at most {row.room} of {row.names[0]}")


def _rivals(row: Row, shape: Shape) -> Iterator[Condition]:
    """That a text among others is none which another row would read."""
    if row.lens is None or row.lens.parse is not None or row.form.name not in {"value", "joined"}:
        return
    here = [step.member for step in row.place]
    rivals = [
        one.names[0]
        for one in shape.rows
        if one.lens is not None
        and one.lens.parse is not None
        and one.form.name == "value"
        and [step.member for step in one.place] == here
        and any(step.selector is not None and step.selector.kind == "claimed" for step in one.place)
    ]
    if rivals:
        yield Condition(f"where it does not read as {' or '.join(rivals)}")


def _gated(shape: Shape, name: str, said: Iterable[Saying]) -> Iterator[Saying]:
    """What a part says, none of it without the field that opens it."""
    gate = next((row for row in shape.rows if row.gate), None)
    if gate is None:
        yield from said
        return
    opened = tuple(_lensed(gate.lens))
    for one in said:
        if _holds(name + gate.names[0], one.leaf):
            yield one
        else:
            beside = Condition(f"beside {gate.names[0]}")
            yield replace(one, under=(*one.under, beside, *opened))


def _valued(row: Row, name: str, under: Under) -> Iterator[Saying]:
    """The leaves of a row that says values."""
    inner = (*under, *_lensed(row.lens))
    first = row.names[0]
    if row.form.spread:
        alike = Condition(f"where every one of {first} says the same")
        yield Saying(f"{name}{first}[].{'.'.join(row.names[1:])}", (*inner, alike), _codes(row))
    elif row.form.is_list:
        yield Saying(f"{name}{first}[]", inner, _codes(row))
    elif row.join:
        yield Saying(name + first, inner)
        for other in row.names[1:]:
            yield Saying(name + other, (*inner, _not_apart(row)), read=False)
    elif not row.form.placed:
        parts = Condition(f"as the sum of {' and '.join(row.sum_of)}")
        yield Saying(name + first, (*under, parts), read=False)
    elif row.guide is not None:
        yield Saying(name + first, (*inner, *_guided(row)), _codes(row))
    else:
        for said in row.names:
            yield Saying(name + said, inner, _codes(row))


def _not_apart(row: Row) -> Condition:
    """That a field is said together with the first of its row, so that nobody can tell it."""
    return Condition(f"not apart from {row.names[0]}", read=False)


def _lensed(lens: ValueLens | None) -> Iterator[Condition]:
    """That a value is one that its lens can write; a text that has no lines is refused instead."""
    if lens is not None and lens.partial and lens.kind != "lines":
        yield Condition(f"as far as {lens.name} can say it")


def _guided(row: Row) -> Iterator[Condition]:
    """That the field which decides between codes says what has a code."""
    codes = row.lens.codes if row.lens is not None else None
    pairs = {pair_of(one.canon) for one in codes.writing} if codes is not None else set()
    if any((one, guide) not in pairs for one, _ in pairs for guide in _GUIDES):
        yield Condition(f"where {row.guide} has a code for it", read=False)


def _codes(row: Row) -> Codes | None:
    """The codes of a row; of a pair, those of both fields together."""
    codes = row.lens.codes if row.lens is not None else None
    if codes is None:
        return None
    by = row.names if row.form.pairs else row.names[-1:]
    read, written = ([one.canon for one in rows] for rows in (codes.reading, codes.writing))
    if row.guide is not None:
        read, written = ([str(pair_of(one)[0]) for one in keys] for keys in (read, written))
    return Codes(codes.name, by, frozenset(read), frozenset(written), codes.narrowing)


def _numbers(row: Row, shape: Shape) -> str:
    """The numbers beside any of which the unit of a measure is said, in words."""
    sharing = next((rows for rows in said_alike(shape.rows) if row in rows), [row])
    return " or ".join(one.names[0] for one in sharing)


def _measured(
    row: Row, measure: Measure, name: str, under: Under, numbers: str
) -> Iterator[Saying]:
    """A number and its unit: neither is said where the wire has no code for the unit."""
    fields = row.names
    if len(fields) == 1:
        fields = (f"{fields[0]}.value", f"{fields[0]}.unit")
    codes = measure.unit_lens.codes
    said: Codes | None = None
    if codes is not None:
        exact = {source for source, _, factor in measure.conversions if "/" not in factor}
        keys = {one.canon for one in codes.writing} | exact
        read = frozenset(one.canon for one in codes.reading)
        said = Codes(codes.name, (fields[1],), read, frozenset(keys), codes.narrowing)
    for field, other, half in zip(fields, (fields[1], numbers), ("unit", "number"), strict=True):
        two = len(row.names) > 1 and half in measure.needs
        beside = [Condition(f"beside {other}")] if two else []
        yield Saying(name + field, (*under, *beside), said)


def _word(value: Any) -> str:
    """A fact as words say it.

    >>> _word(True), _word(None)
    ('true', 'unknown')
    """
    return "unknown" if value is None else str(value).lower()
