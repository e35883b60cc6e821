"""What every form needs to write code that reads: names, places, values, objects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fairlead.lens.compile.shapes import holder, top_members
from fairlead.lens.compile.source import Source, Where, field, frozen, identifier, where
from fairlead.lens.fields import PRESENT
from fairlead.lens.residue import Path
from fairlead.lens.rows import Grammar, Row


class ParseCode:
    """The code that reads the trees of a mapping, while it is written."""

    walk: Any
    """The walk over the places of a shape; whoever makes it sets it here."""

    def __init__(self, grammar: Grammar, source: Source) -> None:
        self.grammar = grammar
        self.w = source
        self.part = ""
        """The name of the part that is read."""
        self.leaves: dict[tuple[Path, Path | None], int] = {}
        """The bit of each leaf of that part, by its ways on the wire and in the Bill."""
        self.assumed: dict[Path, int] = {}
        """The bits of the leaves that are noted before they are looked for."""
        self.absent = source.constant("ABSENT", repr(grammar.absent)) if grammar.absent else None

    def begin(self, part: str) -> None:
        """Begins with a part, of whose leaves nothing is known yet."""
        self.part, self.leaves, self.assumed = part, {}, {}

    def function(self, part: str) -> str:
        """The name of the function that reads a part."""
        return f"read_{identifier(part)}"

    def call(self, part: str, o: str, b: str, at: str, bp: str) -> str:
        """The call that reads a part."""
        return f"{self.function(part)}({o}, {b}, {at}, {bp}, S)"

    def known(self, part: str) -> str:
        """The name of the members that a part knows."""
        shape = self.grammar.root if part == "root" else self.grammar.parts[part]
        return self.w.constant("KNOWN", frozen(top_members(shape, self.grammar)))

    def target(self, row: Row, name: str | None = None) -> str:
        """The expression that a field is set through."""
        return f"{holder(row)}[{name or row.names[0]!r}]"

    def place(self, row: Row, *more: object) -> Where:
        """The expression of the place in the Bill that a row fills."""
        return field(*row.inside, row.names[0], *more)

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

    def places(self, row: Row) -> list[Where]:
        """The expressions of the places in the Bill that a row's value fills."""
        return [field(*way) for way in row.form.ways(row)]

    def value(self, lens: Any, name: str, v: str, here: str, b: str, said: list[Where]) -> None:
        """Reads one value through its lens; `said` are the places in the Bill that it fills."""
        w = self.w
        target = f"{b}[{name!r}]" if b else name
        if lens.parse is None:
            w(f"{target} = {v}")
            self.seen(here, *said)
            return
        plain = {"number": "frozenset((int, Decimal))", "integer": "frozenset((int,))"}.get(
            lens.kind
        )
        if plain is None:
            self.through(lens, target, v, here, said)
            return
        # Almost every number is plain, and is what the Bill wants.
        with w.block(f"if {v}.__class__ in {w.constant('PLAIN', plain)}:"):
            w(f"{target} = {v}")
            self.seen(here, *said)
        with w.block("else:"):
            self.through(lens, target, v, here, said)

    def through(self, lens: Any, target: str, v: str, here: str, said: list[Where]) -> None:
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
            if lens.kind in {"any", "lines"}:
                self.seen_all(v, here, said[0])
            else:
                self.seen(here, *said)
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

    def seen(self, here: str, *said: str) -> None:
        """Notes for the ledger that a place was read, and what of the Bill it says, if anything.

        What is known of both before anything is read is a bit of the part's number.
        """
        at, fields = where(here), [where(one) for one in said]
        if any(one.base != "bp" for one in fields):
            for one in said:
                self.w(f"S.note((leaf_at, {here}, {one}))")
            return
        ways: list[Path | None] = [one.steps for one in fields]
        bits = sum(1 << self.bit(at.steps, way) for way in ways or [None])
        if at.base == "at" and self.assumed.get(at.steps) == bits:
            return
        if at.base == "at":
            self.w(f"noted |= {bits:#x}")
        else:
            self.w(f"S.note(({self.table}, {at.base}, bp, {bits:#x}))")

    def is_loose(self, lens: Any) -> bool:
        """Whether a value may stand there and not be read, or be read as several leaves."""
        return bool(lens.open) or lens.kind in {"any", "lines"}

    def assume(self, leaves: Iterable[tuple[Where, Where]]) -> None:
        """Notes leaves that are almost always there, each a place and its field."""
        known = [(at, said) for at, said in leaves if at.base == "at" and said.base == "bp"]
        self.assumed |= {at.steps: 1 << self.bit(at.steps, said.steps) for at, said in known}
        bits = sum(self.assumed[at.steps] for at, _ in known)
        if bits:
            self.w(f"noted |= {bits:#x}")

    def unseen(self, here: str) -> None:
        """Takes back that a place was read, where that was noted before it was looked for."""
        bit = self.assumed.get(where(here).steps)
        if bit is not None and where(here).base == "at":
            self.w(f"noted ^= {bit:#x}")

    def seen_entries(self, v: str, here: str, said: str) -> None:
        """Notes for the ledger that each entry of a list of values was read."""
        at, one = where(here), where(said)
        bit = 1 << self.bit(at.steps, one.steps)
        self.w(f"S.note((entries_in, {v}, {self.table}, {at.base}, {one.base}, {bit:#x}))")

    def bit(self, wire: Path, said: Path | None) -> int:
        """The bit of a leaf of the part that is read."""
        return self.leaves.setdefault((wire, said), len(self.leaves))

    @property
    def table(self) -> str:
        """The name of the table of the leaves of the part that is read."""
        return f"LEAVES_{identifier(self.part)}"

    def seen_all(self, v: str, here: str, said: str) -> None:
        """Notes for the ledger that all leaves of a value were read, as one field."""
        self.w(f"S.note((leaves_in, {v}, {here}, {said}))")

    def standing(self, name: str, here: str) -> Where:
        """A variable that holds a place."""
        self.w(f"{name} = {here}")
        known = where(here)
        return Where(name, known.base, known.steps) if known.base == "at" else Where(name)

    def mark(self, mark: str) -> None:
        """Makes a mark to rewind to."""
        self.w(f"{mark} = S.mark(noted)")

    def rewind(self, mark: str) -> None:
        """Forgets what was collected since a mark."""
        self.w(f"noted = S.rewind({mark})")

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
        self.mark(mark)
        return mark

    def seen_empty(self, v: str, here: str, bp: str) -> None:
        """Notes for the ledger that an object, or a list, with nothing in it was read."""
        with self.w.block(f"if not {v}:"):
            self.seen(here, bp)

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
            self.rewind(mark)
            w(f"S.keep({here}, {v})")
        with w.block("else:"):
            w(then)
