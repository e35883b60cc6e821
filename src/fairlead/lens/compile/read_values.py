"""Reading values: one field, two in one code, a number beside its unit."""

from __future__ import annotations

from typing import Any

from fairlead.lens.compile.shapes import holder, top_members
from fairlead.lens.compile.source import Name, Source, frozen, identifier, path
from fairlead.lens.fields import PRESENT
from fairlead.lens.residue import Path
from fairlead.lens.rows import Grammar, Measure, Row
from fairlead.lens.values import ValueLens


class ValueReader:
    """Writes the code that reads values."""

    def __init__(self, grammar: Grammar, source: Source, *, trace: bool) -> None:
        self.grammar = grammar
        self.w = source
        self.trace = trace
        self.prefix = "trace" if trace else "read"
        self.absent = source.constant("ABSENT", repr(grammar.absent)) if grammar.absent else None
        self.hoisted: dict[str, str] = {}

    def function(self, part: str) -> str:
        """The name of the function that reads a part."""
        return f"{self.prefix}_{identifier(part)}"

    def call(self, part: str, o: str, b: str, at: str, bp: str) -> str:
        """The call that reads a part."""
        more = f", {bp}" if self.trace else ""
        return f"{self.function(part)}({o}, {b}, {at}{more}, S)"

    def known(self, part: str) -> str:
        """The name of the members that a part knows."""
        shape = self.grammar.root if part == "root" else self.grammar.parts[part]
        return self.w.constant("KNOWN", frozen(top_members(shape, self.grammar)))

    def target(self, row: Row, name: str | None = None) -> str:
        """The expression that a field is set through."""
        return f"{holder(row)}[{name or row.names[0]!r}]"

    def place(self, row: Row, *more: object) -> str:
        """The expression of the place in the Bill that a row fills."""
        return path("bp", *row.inside, row.names[0], *more)

    def claim(self, row: Row, value: str) -> str:
        """What the row's lens makes of a value; None where it does not claim it."""
        lens = row.lens
        if lens is None or (lens.parse is None and row.form != "pair"):
            return value
        half = self.w.pairs(lens, "parse") if row.form == "pair" else self.w.half(lens, "parse")
        return f"{half}({value})"

    def held(self, row: Row) -> str:
        """The expression of what was read so far where a row fills its field."""
        return f"(text_at(b, {row.inside!r}) or ())" if row.inside else "b"

    def value(self, lens: Any, name: str, v: str, here: str, b: str, row: Row | None) -> None:
        """Reads one value through its lens."""
        w = self.w
        target = f"{b}[{name!r}]" if b else name
        if lens.parse is None:
            w(f"{target} = {v}")
            self.seen(here, row)
            return
        plain = {"number": "frozenset((int, Decimal))", "integer": "frozenset((int,))"}.get(
            lens.kind
        )
        if plain is None:
            self.through(lens, target, v, here, row)
            return
        # Almost every number is plain, and is what the Bill wants.
        with w.block(f"if {v}.__class__ in {w.constant('PLAIN', plain)}:"):
            w(f"{target} = {v}")
            self.seen(here, row)
        with w.block("else:"):
            self.through(lens, target, v, here, row)

    def through(self, lens: Any, target: str, v: str, here: str, row: Row | None) -> None:
        """Reads one value by the function of its lens."""
        w = self.w
        x = w.fresh("x")
        w(f"{x} = {w.half(lens, 'parse')}({v})")
        with w.block(f"if {x} is None:"):
            if lens.open:
                w(f"S.keep({here}, {v})")
            else:
                w(f"S.bad({here}, {v}, code={lens.coded})")
        with w.block("else:"):
            w(f"{target} = {x}")
            if lens.kind == "lines":
                self.seen_lines(here, row, v)
            elif self.trace and lens.kind == "any" and row is not None:
                w(f"S.twin({v}, {here}, {self.place(row)})")
            else:
                self.seen(here, row)
            self.spelling(lens, x, v, here)

    def spelling(self, lens: Any, x: str, v: str, here: str) -> None:
        """Keeps how a value was written, where emitting it would write it otherwise."""
        if lens.injective:
            return
        w = self.w
        if lens.kind in {"number", "integer"}:
            with w.block(f"if {x} is not {v}:"):
                w(f"S.spell({here}, {v})")
            return
        back = w.half(lens, "emit")
        with w.block(f"if {back}({x}) != {v}:"):
            w(f"S.spell({here}, {v})")

    def seen(self, here: str, row: Row | None) -> None:
        """Notes for the ledger that a place was read."""
        if not self.trace:
            return
        if row is None:
            self.w(f"S.trace.append(({here}, None))")
        elif row.form == "hoisted":
            self.w(f"S.trace.append(({here}, {path('bp', row.names[0], 0, *row.names[1:])}))")
        else:
            entry = (0,) if row.form == "single" else ()
            for name in row.names if row.form == "pair" else row.names[:1]:
                self.w(f"S.trace.append(({here}, {path('bp', *row.inside, name, *entry)}))")

    def seen_lines(self, here: str, row: Row | None, v: str) -> None:
        """Notes for the ledger that every line of a text was read."""
        if self.trace and row is not None:
            with self.w.block(f"for line in range(len({v})):"):
                self.w(f"S.trace.append(({path(here, Name('line'))}, {self.place(row)}))")

    def pair(self, row: Row, v: str, here: str) -> None:
        """Reads one code into two fields."""
        w = self.w
        x = w.fresh("x")
        lens = row.lens
        assert lens is not None
        w(f"{x} = {w.pairs(lens, 'parse')}({v})")
        with w.block(f"if {x} is None:"):
            w(f"S.keep({here}, {v})" if lens.open else f"S.bad({here}, {v}, code=True)")
        with w.block("else:"):
            for index, name in enumerate(row.names):
                with w.block(f"if {x}[{index}] is not None:"):
                    w(f"{self.target(row, name)} = {x}[{index}]")
            self.seen(here, row)
            if not lens.injective:
                with w.block(f"if {w.pairs(lens, 'emit')}({x}) != {v}:"):
                    w(f"S.spell({here}, {v})")

    def stead(self, row: Row) -> str:
        """The variable that holds what stood at the second place of a row."""
        return f"second_{row.names[0]}"

    def measured(self, row: Row, role: str, v: str, here: str) -> None:
        """Reads a number and its unit, or one of them."""
        assert row.measure is not None
        if row.alike:
            self.alike(row, row.measure, v, here)
        elif role == "number":
            self.half(row, 0, row.measure.number_lens, v, here)
        elif role == "unit":
            self.half(row, 1, row.measure.unit_lens, v, here)
        else:
            self.measure(row, row.measure, v, here)

    def half(self, row: Row, index: int, lens: ValueLens, v: str, here: str) -> None:
        """Reads the number or the unit of a measure, which is a field of its own."""
        one = Row((row.names[index],), "value", (), inside=row.inside)
        self.value(lens, row.names[index], v, here, holder(row), one)

    def alike(self, row: Row, measure: Measure, v: str, here: str) -> None:
        """Reads a number and the unit that others share with it; one alone is kept."""
        w = self.w
        number, unit = measure.number[0].member, measure.unit[0].member
        with w.block(f"if {v}.__class__ is not dict:"):
            w(f"S.odd({here}, {v})")
        with w.block("else:"):
            n, u, at = w.fresh("v"), w.fresh("v"), w.fresh("at")
            w(f"{at} = {here}")
            w(f"{n}, {u} = {v}.get({number!r}), {v}.get({unit!r})")
            tests = [f"{one} is None" for one in (n, u)]
            if self.absent:
                tests += [f"{one} in {self.absent}" for one in (n, u)]
            if measure.unit_lens.open:
                tests.append(f"{w.half(measure.unit_lens, 'parse')}({u}) is None")
            with w.block(f"if {' or '.join(tests)}:"):
                w(f"S.keep({at}, {v})")
            with w.block("else:"):
                self.half(row, 0, measure.number_lens, n, path(at, number))
                self.unit_alike(row, measure.unit_lens, u, path(at, unit))
                with w.block(f"if len({v}) != 2:"):
                    w(f"S.unknown({v}, {w.constant('KNOWN', frozen((number, unit)))}, {at})")

    def unit_alike(self, row: Row, lens: ValueLens, u: str, here: str) -> None:
        """Reads a unit that must be the one that stands beside other numbers."""
        w = self.w
        x = w.fresh("x")
        w(f"{x} = {u}" if lens.parse is None else f"{x} = {w.half(lens, 'parse')}({u})")
        with w.block(f"if {x} is None:"):
            w(f"S.bad({here}, {u}, code={lens.coded})")
        with w.block(f"elif {holder(row)}.setdefault({row.names[1]!r}, {x}) != {x}:"):
            w(f"S.contrary({here}, {u})")
        with w.block("else:"):
            self.seen(here, Row(row.names[1:], "value", (), inside=row.inside))
            self.spelling(lens, x, u, here)

    def measure(self, row: Row, measure: Measure, v: str, here: str) -> None:
        """Reads a quantity."""
        w = self.w
        with w.block(f"if {v}.__class__ is not dict:"):
            w(f"S.odd({here}, {v})")
        with w.block("else:"):
            x, k, at = w.fresh("x"), w.fresh("k"), w.fresh("at")
            if self.absent:
                w("mark = S.mark()")
            w(f"{x} = {{}}")
            w(f"{k} = 0")
            w(f"{at} = {here}")
            halves = (
                ("value", measure.number, measure.number_lens),
                ("unit", measure.unit, measure.unit_lens),
            )
            for name, place, lens in halves:
                inner = w.fresh("v")
                w(f"{inner} = {v}.get({place[0].member!r})")
                head = f"if {inner} is not None:"
                if self.absent:
                    with w.block(f"if {inner} is not None and {inner} in {self.absent}:"):
                        w(f"{k} += 1")
                        w(f"S.keep({path(at, place[0].member)}, {inner})")
                    head = f"el{head}"
                with w.block(head):
                    w(f"{k} += 1")
                    leaf = (*row.inside, row.names[0], name)
                    self.value_in(lens, leaf, inner, path(at, place[0].member), x)
            known = w.constant("KNOWN", frozen((measure.number[0].member, measure.unit[0].member)))
            with w.block(f"if {k} != len({v}):"):
                w(f"S.unknown({v}, {known}, {at})")
            self.accept_measure(row, x, v, at)

    def accept_measure(self, row: Row, x: str, v: str, at: str) -> None:
        """Takes a quantity that was read, or keeps it whole where the wire says nothing by it."""
        w = self.w
        if self.trace:
            with w.block(f"if not {v}:"):
                w(f"S.trace.append(({at}, {self.place(row)}))")
        if self.absent is None:
            w(f"{self.target(row)} = {x}")
            return
        with w.block(f"if {v} and not {x}:"):
            w("S.rewind(mark)")
            w(f"S.keep({at}, {v})")
        with w.block("else:"):
            w(f"{self.target(row)} = {x}")

    def value_in(self, lens: Any, leaf: Path, v: str, here: str, b: str) -> None:
        """Reads a value into a part's dict that is not `b`; `leaf` says which field it fills."""
        trace, self.trace = self.trace, False
        self.value(lens, str(leaf[-1]), v, here, b, None)
        self.trace = trace
        if trace:
            self.w(f"S.trace.append(({here}, {path('bp', *leaf)}))")

    def facts(self, when: tuple[tuple[str, Any], ...]) -> None:
        """States the facts that hold where a row is said."""
        for name, value in when:
            if value not in {None, PRESENT}:
                self.w(f"b.setdefault({name!r}, {value!r})")
