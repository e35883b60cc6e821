"""A mapping as a table: every leaf of the Bill that it says, where, and how.

Parts are followed to the end, so a row that several places share stands once for each of them.
The table is what people read, what coverage counts, and what the checks at loading walk over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from fairlead.lens.language.lines import Way
from fairlead.lens.places import pattern, tests_of
from fairlead.lens.rows import Branch, Grammar, Measure, Row, Shape
from fairlead.lens.values import ValueLens


@dataclass(frozen=True, slots=True)
class TableRow:
    """One leaf: its name in the Bill, its place on the wire, and what is demanded of it."""

    name: str
    """Path in the Bill, lists entered by `[]`; empty for a constant or a total."""
    place: str
    """Path on the wire, lists entered by `/[]`."""
    lens: ValueLens | None
    """The value lens; None for a constant."""
    need: bool = False
    since: str | None = None
    when: str = ""
    """The facts that it takes or states, in words."""
    row: str = ""
    """Where it is declared: part and key."""
    note: str = ""
    guide: str = ""
    """The field of the Bill that decides between codes."""
    side: int | None = None
    """Of a code that says two fields: which of its two keys is that of this field."""
    chain: bool = True
    """Whether every part around it is needed too."""
    own: bool = False
    """Whether the place is a member of the object that the row's part is."""
    way: Way = ()
    """Where the mapping file says it."""
    always: tuple[Any, ...] = ()
    """What stands there, of a constant; the first is written."""

    @property
    def duty(self) -> str:
        """What is demanded of the row, in words."""
        said = ["needed"] if self.need else []
        said += [f"since {self.since}"] if self.since else []
        said += [f"when {self.when}"] if self.when else []
        return ", ".join([*said, *([self.note] if self.note else [])])


NUMBERS: Final = "numbers the items"
"""The note of the place where an entry bears the number of its item, as a text."""


def rows_of(grammar: Grammar) -> list[TableRow]:
    """Every leaf of a mapping, in the order of its file."""
    return list(_Walk(grammar).shape(grammar.root, "", "", ()))


def holders_of(grammar: Grammar) -> list[tuple[str, str, Row]]:
    """Every object and list that a row owns: its place, where it is declared, and the row."""
    walk = _Walk(grammar)
    for _ in walk.shape(grammar.root, "", "", ()):
        pass
    return walk.holders


def asked_of(grammar: Grammar) -> list[tuple[str, Way]]:
    """Every place at which a branch looks, and where the mapping says so."""
    walk = _Walk(grammar)
    for _ in walk.shape(grammar.root, "", "", ()):
        pass
    return walk.asked


def ways_of(grammar: Grammar) -> list[tuple[str, str, Branch]]:
    """Every way of each part, behind the path to the fields of the part and its place."""
    walk = _Walk(grammar)
    for _ in walk.shape(grammar.root, "", "", ()):
        pass
    return walk.ways


class _Walk:
    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.holders: list[tuple[str, str, Row]] = []
        self.asked: list[tuple[str, Way]] = []
        """Places at which a branch looks, and where it says so."""
        self.ways: list[tuple[str, str, Branch]] = []

    def shape(
        self, shape: Shape, name: str, place: str, trail: tuple[str, ...]
    ) -> Iterator[TableRow]:
        for row in shape.rows:
            yield from self.row(shape.name, row, name, place, trail)
        for branch in shape.branches:
            yield from self.branch(shape, branch, (name, place, trail))
        yield from _fixed(shape, place)

    def branch(
        self, shape: Shape, branch: Branch, where: tuple[str, str, tuple[str, ...]]
    ) -> Iterator[TableRow]:
        name, place, trail = where
        self.ways.append((name, place, branch))
        for row in branch.rows:
            yield from self.row(shape.name, row, name, place, trail, branch.says)
        for test in branch.where:
            if test.test == "is":
                scope, text = f"{shape.name}.{branch.says}", str(test.text)
                at = place + pattern(test.place)
                yield TableRow("", at, None, row=scope, note=text, way=branch.way, always=(text,))
        asked = [("where", one.place) for one in branch.where]
        asked += [("beside", one.place) for one in branch.beside]
        asked += [("after", branch.after)] if branch.after else []
        self.asked += [(place + pattern(at), (*branch.way, word)) for word, at in asked]

    def row(
        self, part: str, row: Row, name: str, place: str, trail: tuple[str, ...], says: str = ""
    ) -> Iterator[TableRow]:
        outer = "" if row.lifted else name
        outer += "".join(
            f"{step}{'[]' if after == 0 else ''}."
            for step, after in zip(row.inside, (*row.inside, "")[1:], strict=True)
            if step != 0
        )
        here = place + pattern(row.place)
        where = f"{part}.{row.label}"
        when = says or ", ".join(f"{key} = {value}" for key, value in row.when)
        if row.form.owner:
            self.holders.append((here, where, row))
        if row.part is not None:
            yield from self.inner(row, outer, here, trail)
        elif row.measure is not None:
            yield from _measured(row, row.measure, outer, here, where)
        else:
            yield from _valued(row, outer, here, where, when)
        for twin in (row.extended, row.otherwise):
            if twin is not None:
                yield from self.row(part, twin, name, place, trail, says)
        yield from _selected(row, place, where)

    def inner(self, row: Row, name: str, place: str, trail: tuple[str, ...]) -> Iterator[TableRow]:
        """The rows of the parts that a row brings in; a part inside itself is not followed."""
        here = place
        if row.form.many:
            here = place if row.place[-1].selector is not None else f"{place}/[]"
        outer = place.removesuffix(pattern(row.place))
        for one in row.brings():
            if one.again or one.part in trail:
                continue
            at, part = outer if one.around else here, one.part
            if one.how and not one.around:
                at = f"{place}/[]"
            for leaf in self.shape(self.grammar.parts[part], name + one.inside, at, (*trail, part)):
                since = leaf.since or row.since
                chain = leaf.chain and not one.how and (row.need or bare(row))
                yield replace(leaf, since=since, chain=chain)
        if row.numbered:
            yield TableRow(
                "",
                here + pattern(row.numbered),
                None,
                row=str(row.part),
                note=NUMBERS,
                way=(*row.way, "pieces"),
            )


def _fixed(shape: Shape, place: str) -> Iterator[TableRow]:
    """What a shape writes without a row: constants, texts of its own, and totals."""
    for number, (at, value) in enumerate(shape.constants):
        note, way = (
            f"always {value}",
            next(iter(shape.constant_ways[number : number + 1]), shape.way),
        )
        where = place + pattern(at)
        yield TableRow("", where, None, row=shape.name, note=note, way=way, always=(value,))
    for one in shape.written:
        facts = " and ".join(f"{name} = {value}" for name, value in one.when)
        note = f"{one.text} where {facts}" if facts else f"always {one.text}"
        where = place + pattern(one.place)
        yield TableRow("", where, None, row=shape.name, note=note, way=one.way, always=(one.text,))
    for total in shape.totals:
        where = place + pattern(total.place)
        halves = [(f"{where}/{name}", lens) for name, lens in total.lens.halves]
        for leaf, lens in halves or [(where, total.lens)]:
            note = f"is {total.of}"
            yield TableRow("", leaf, lens, row=shape.name, note=note, way=total.way)


def _valued(row: Row, outer: str, here: str, where: str, when: str) -> Iterator[TableRow]:
    """The leaves of a row that says values."""
    lined = row.lens is not None and row.lens.kind == "lines" and not row.form.many
    leaf = f"{here}/[]" if lined else here
    plain = TableRow("", leaf, row.lens, row.need, row.since, when, where, way=row.way)
    if row.joint is not None:
        for member in row.joint:
            yield replace(plain, name=outer + row.names[0], place=f"{here}/{member}")
    elif row.form.spread:
        yield replace(plain, name=f"{outer}{row.names[0]}[].{'.'.join(row.names[1:])}")
    elif row.form.many:
        yield from _listed(row, plain, outer + row.names[0])
    elif row.join:
        yield replace(plain, name=outer + row.names[0], note=f"with {', '.join(row.names[1:])}")
    elif row.form.placed:
        note = "" if row.blank is None else "always said"
        own = len(row.place) == 1 and not row.gate and row.blank is None
        guide = outer + row.guide if row.guide else ""
        paired = row.form.pairs or bool(guide)
        for number, said in enumerate(row.names):
            entry = "[]" if row.form.index else ""
            side = number if paired else None
            name = outer + said + entry
            yield replace(plain, name=name, note=note, own=own, guide=guide, side=side)


def _listed(row: Row, plain: TableRow, name: str) -> Iterator[TableRow]:
    """The leaf of a list of values, or of the lines of one."""
    here = plain.place if plain.place.endswith("/[]") else f"{plain.place}/[]"
    inside = f"{here}{pattern(row.item)}"
    lined = row.lens is not None and row.lens.kind == "lines"
    if row.within is not None or lined:
        inside += "/[]"
    for test in row.item[-1].guard if row.item else ():
        at = f"{inside}/{'/'.join(map(str, test.path))}"
        yield TableRow("", at, None, row=plain.row, way=row.way, always=test.texts)
    inside += "".join(f"/{step}" for step in row.within or ())
    yield replace(plain, name=name if row.form.one_text is not None else f"{name}[]", place=inside)


def bare(row: Row) -> bool:
    """Whether a row adds no part of the Bill: its object says fields of the whole."""
    return row.form.whole


def _measured(row: Row, measure: Measure, name: str, place: str, where: str) -> Iterator[TableRow]:
    one = len(row.names) == 1
    fields = (f"{row.names[0]}.value", f"{row.names[0]}.unit") if one else row.names
    halves = ((measure.number, measure.number_lens), (measure.unit, measure.unit_lens))
    notes = ("", "alike with each number" if row.alike else "")
    for said, (at, lens), note in zip(fields, halves, notes, strict=True):
        at_place = place + pattern(at)
        yield TableRow(
            name + said, at_place, lens, row.need, row.since, row=where, note=note, way=row.way
        )


def _selected(row: Row, place: str, where: str) -> Iterator[TableRow]:
    """The members by which a place finds its entry, and which it writes when it makes one."""
    for end, step in enumerate(row.place, 1):
        for test in tests_of(step):
            below = "".join("/[]" if one == 0 else f"/{one}" for one in test.path)
            at = place + pattern(row.place[:end]) + below
            note = f"always {' or '.join(test.texts)}"
            yield TableRow("", at, None, row=where, note=note, way=row.way, always=test.texts)
