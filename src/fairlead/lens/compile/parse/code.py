"""What every form needs to write code that reads: names, places, values, objects."""

from __future__ import annotations

from typing import Any

from fairlead.lens.compile.shapes import holder, top_members
from fairlead.lens.compile.source import Name, Source, frozen, identifier, path
from fairlead.lens.fields import PRESENT
from fairlead.lens.residue import Path
from fairlead.lens.rows import Grammar, Row


class ParseCode:
    """The code that reads the trees of a mapping, while it is written."""

    walk: Any
    """The walk over the places of a shape; whoever makes it sets it here."""

    def __init__(self, grammar: Grammar, source: Source, *, trace: bool) -> None:
        self.grammar = grammar
        self.w = source
        self.trace = trace
        self.prefix = "trace" if trace else "read"
        self.absent = source.constant("ABSENT", repr(grammar.absent)) if grammar.absent else None

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
        if lens is None or (lens.parse is None and not row.form.pairs):
            return value
        half = self.w.pairs(lens, "parse") if row.form.pairs else self.w.half(lens, "parse")
        return f"{half}({value})"

    def held(self, row: Row) -> str:
        """The expression of what was read so far where a row fills its field."""
        return f"(text_at(b, {row.inside!r}) or ())" if row.inside else "b"

    def stead(self, row: Row) -> str:
        """The variable that holds what stood at the second place of a row."""
        return f"second_{row.names[0]}"

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
            return
        for way in row.form.ways(row):
            self.w(f"S.trace.append(({here}, {path('bp', *way)}))")

    def seen_lines(self, here: str, row: Row | None, v: str) -> None:
        """Notes for the ledger that every line of a text was read."""
        if self.trace and row is not None:
            with self.w.block(f"for line in range(len({v})):"):
                self.w(f"S.trace.append(({path(here, Name('line'))}, {self.place(row)}))")

    def value_in(self, lens: Any, leaf: Path, v: str, here: str, b: str) -> None:
        """Reads a value into a part's dict that is not `b`; `leaf` says which field it fills."""
        trace, self.trace = self.trace, False
        self.value(lens, str(leaf[-1]), v, here, b, None)
        self.trace = trace
        if trace:
            self.w(f"S.trace.append(({here}, {path('bp', *leaf)}))")

    def facts(self, when: tuple[tuple[str, Any], ...], here: str | None = None) -> None:
        """States the facts that hold where a row is said; what was said before must not differ."""
        for name, value in when:
            if value in {None, PRESENT}:
                continue
            state = f"b.setdefault({name!r}, {value!r})"
            if here is None:
                self.w(state)
            else:
                with self.w.block(f"if {state} != {value!r}:"):
                    self.w(f"S.contrary({here})")

    def one(self, part: str, v: str, x: str, here: str, bp: str) -> str | None:
        """Reads an object into a new dict; gives the mark to rewind to, where that may be."""
        w = self.w
        mark = self.opened(part)
        w(f"{x} = {{}}")
        known, count = self.known(part), self.call(part, v, x, here, bp)
        with w.block(f"if {count} != len({v}):"):
            w(f"S.unknown({v}, {known}, {here})")
        self.seen_empty(v, here, bp)
        return mark

    def opened(self, part: str) -> str | None:
        """The mark to rewind to where a part may come to nothing."""
        if not self.gated(part):
            return None
        mark = self.w.fresh("mark")
        self.w(f"{mark} = S.mark()")
        return mark

    def seen_empty(self, v: str, here: str, bp: str) -> None:
        """Notes for the ledger that an object, or a list, with nothing in it was read."""
        if self.trace:
            with self.w.block(f"if not {v}:"):
                self.w(f"S.trace.append(({here}, {bp}))")

    def gated(self, part: str) -> bool:
        """Whether a part may come to nothing, so that its object is kept whole."""
        shape = self.grammar.parts[part]
        return bool(self.absent) or any(row.gate for row in shape.rows)

    def shut(self, part: str, x: str, v: str) -> str:
        """The test of a part that comes to nothing, though something stands there."""
        gates = [row.names[0] for row in self.grammar.parts[part].rows if row.gate]
        tests = [f"{name!r} not in {x}" for name in gates]
        if self.absent:
            tests.append(f"({v} and not {x})")
        return " or ".join(tests)

    def accept(self, part: str, x: str, v: str, here: str, mark: str | None, then: str) -> None:
        """Takes a part that was read, or keeps it whole where its gate is shut."""
        w = self.w
        if mark is None:
            w(then)
            return
        with w.block(f"if {self.shut(part, x, v)}:"):
            w(f"S.rewind({mark})")
            w(f"S.keep({here}, {v})")
        with w.block("else:"):
            w(then)
