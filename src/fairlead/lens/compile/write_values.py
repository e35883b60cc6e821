"""Writing values: one field, two in one code, a number beside its unit, sums and totals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fairlead.lens.compile.shapes import HOLE, needed_leaves
from fairlead.lens.compile.source import Source, literal, pair_of, path
from fairlead.lens.compile.trie import Node
from fairlead.lens.compile.write_notes import NoteWriter
from fairlead.lens.fields import PRESENT
from fairlead.lens.residue import Path
from fairlead.lens.rows import Grammar, Row, Shape
from fairlead.lens.values import ValueLens


class ValueWriter(NoteWriter):
    """Writes the code that writes values."""

    def __init__(self, grammar: Grammar, source: Source) -> None:
        super().__init__(grammar, source)
        self.wrap = HOLE
        self.absent = source.constant("ABSENT", repr(grammar.absent)) if grammar.absent else None
        self.rivals: list[ValueLens] = []
        """What would claim a value that is written among others in one list."""

    def put(self, o: str, name: str | None, value: str) -> None:
        """Sets a member, or adds an entry where `o` is a list."""
        value = self.wrap.replace(HOLE, value)
        self.w(f"{o}.append({value})" if name is None else f"{o}[{name!r}] = {value}")

    def put_all(self, o: str, name: str | None, value: str) -> None:
        """Sets a member to a list, or adds its entries where `o` is a list."""
        if self.wrap != HOLE:
            self.put(o, name, value)
            return
        self.w(f"{o}.extend({value})" if name is None else f"{o}[{name!r}] = {value}")

    def constant(self, n: str, steps: Path, value: object) -> None:
        """Writes a constant; one that stands below another member joins what is there."""
        if len(steps) == 1:
            self.w(f"{n}[{steps[0]!r}] = {value!r}")
            return
        with self.w.block(f"if {steps[0]!r} in {n}:"):
            self.w(f"put({n}, {steps!r}, {value!r})")
        with self.w.block("else:"):
            self.w(f"{n}[{steps[0]!r}] = {literal(steps[1:], repr(value))}")

    def value(self, row: Row, o: str, name: str | None) -> None:
        """Writes one value."""
        w = self.w
        v = w.fresh("v")
        field = row.names[0]
        w(f"{v} = {self.m}.{field}")
        if row.sum_of:
            self.summed(row, v)
        with w.block(f"if {v} is not None:"):
            with self.where_facts_hold(row, v):
                self.said(row, v, o, name)
        if row.blank is not None:
            with w.block("else:"):
                self.put(o, name, repr(row.blank))
        self.needed(row)

    def said(self, row: Row, v: str, o: str, name: str | None) -> None:
        """Writes a value that is there."""
        w = self.w
        lens = row.lens
        assert lens is not None
        if lens.codes is not None:
            self.coded(row, v, o, name)
            return
        x = v
        if lens.kind == "lines":
            x = self.unbroken(lens, v, self.bp, repr(row.names[0]))
        if lens.emit is not None:
            said, x = x, w.fresh("x")
            w(f"{x} = {w.half(lens, 'emit')}({said})")
        with self.sayable(row, x, {row.names[0]: v}, o, name):
            self.put(o, name, x)
            self.noted_row(row)
            if lens.width is not None:
                field = (self.bp, repr(row.names[0]))
                if row.form == "single":
                    field = (path(self.bp, row.names[0]), "0")
                with w.block(f"if len({x}) > {lens.width}:"):
                    w(f"S.long({', '.join(field)}, {lens.width}, {v})")

    def unbroken(self, lens: ValueLens, v: str, bp: str, step: str) -> str:
        """The name of a text without its line breaks, where the wire cannot hold them."""
        if self.grammar.line_breaks or lens.kind not in {"lines", "text"} or lens.codes:
            return v
        if lens.kind == "text" and lens.emit is not None:
            return v
        flat = self.w.fresh("v")
        self.w(f"{flat} = {v} if {v}.isprintable() else S.unbroken({bp}, {step}, {v})")
        return flat

    @contextmanager
    def sayable(
        self, row: Row, x: str, fields: dict[str, str], o: str, name: str | None
    ) -> Iterator[None]:
        """Writes what follows for a value that is read back as what it is.

        Any other is lost, and a text that has no lines is refused.
        """
        w, lens = self.w, row.lens
        assert lens is not None
        tests = [f"{x} is None"] if lens.partial else []
        if self.absent is not None and name is not None and lens.kind in {"text", "any"}:
            tests.append(f"{x} in {self.absent}")
        if self.rivals:
            begins = tuple(rival.begins for rival in self.rivals if rival.begins)
            quick = f"{x}.casefold().startswith({begins!r}) and "
            reads = " or ".join(f"{w.half(one, 'parse')}({x}) is not None" for one in self.rivals)
            tests.append(f"{quick if len(begins) == len(self.rivals) else ''}({reads})")
        if not tests:
            yield
            return
        with w.block(f"if {' or '.join(tests)}:"):
            for field, value in fields.items():
                self.unsayable(lens, self.bp, repr(field), value)
            self.unsaid_need(row, o, name)
        with w.block("else:"):
            yield

    def unsayable(self, lens: ValueLens, bp: str, step: str, value: str) -> None:
        """Notes a value that the wire cannot say: lost, or refused as a text that has no lines."""
        if lens.kind == "lines":
            self.w(f"S.unfit({bp}, {step}, {lens.name!r}, {value})")
        else:
            self.w(f"S.lose({bp}, {step}, {value})")

    def surplus(self, row: Row, v: str, most: int) -> None:
        """Notes the entries of a list for which the wire has no room."""
        with self.w.block(f"if len({v}) > {most}:"):
            self.w(f"S.surplus({self.bp}, {row.names[0]!r}, {v}, {most})")

    def trimmed(self, row: Row, v: str, most: int) -> None:
        """Leaves in a list what the wire has room for, and notes the others."""
        with self.w.block(f"if len({v}) > {most}:"):
            self.w(f"S.surplus({self.bp}, {row.names[0]!r}, {v}, {most})")
            self.w(f"{v} = {v}[:{most}]")

    def unsaid_need(self, row: Row, o: str, name: str | None) -> None:
        """Notes that a needed value cannot be said, and writes what stands for nothing."""
        if row.blank is not None:
            self.put(o, name, repr(row.blank))
        if row.need:
            leaves = self.w.constant("NEED", repr(needed_leaves(row, self.grammar)))
            self.w(f"S.need({self.bp}, {leaves})")

    def coded(self, row: Row, v: str, o: str, name: str | None) -> None:
        """Writes a key by its code, where there is one."""
        w = self.w
        lens = row.lens
        assert lens is not None
        assert lens.codes is not None
        field = row.names[0]
        x = w.fresh("x")
        w(f"{x} = {w.half(lens, 'emit')}({v})")
        with w.block(f"if {x} is None:"):
            w(f"S.uncoded({self.bp}, {field!r}, {v})")
        with w.block("else:"):
            self.put(o, name, x)
            self.noted_row(row)
            if lens.codes.narrowing:
                narrow = w.constant("NARROW", repr(tuple(sorted(lens.codes.narrowing))))
                with w.block(f"if {v} in {narrow}:"):
                    w(f"S.lose({self.bp}, {field!r}, {v}, 'LOSS-003')")

    @contextmanager
    def where_facts_hold(self, row: Row, v: str) -> Iterator[None]:
        """Writes a value only where the facts hold that reading it would state."""
        w = self.w
        if not row.when:
            yield
            return
        test = " and ".join(
            f"{self.m}.{key} is not None" if value == PRESENT else f"{self.m}.{key} == {value!r}"
            for key, value in row.when
        )
        with w.block(f"if {test}:"):
            yield
        with w.block("else:"):
            w(f"S.lose({self.bp}, {row.names[0]!r}, {v})")

    def needed(self, row: Row) -> None:
        """Notes the leaves that are missing where nothing was said."""
        if row.need:
            leaves = self.w.constant("NEED", repr(needed_leaves(row, self.grammar)))
            with self.w.block("else:"):
                self.w(f"S.need({self.bp}, {leaves})")

    def summed(self, row: Row, v: str) -> None:
        """Takes the sum where the Bill states only its parts."""
        said = [f"{self.m}.{name}" for name in row.sum_of]
        with self.w.block(f"if not {' is '.join(said)} is None:"):
            parts = ", ".join(said)
            self.w(f"{v} = summed({v}, ({parts}), {row.names[0]!r}, {row.sum_of!r}, {self.bp}, S)")

    def implied(self, row: Row) -> None:
        """A total that the target can say only by its parts."""
        w = self.w
        v = w.fresh("v")
        parts = ", ".join(f"{self.m}.{name}" for name in row.sum_of)
        w(f"{v} = {self.m}.{row.names[0]}")
        with w.block(f"if {v} is not None:"):
            with w.block(f"if total_of(({parts},)) == {v}:"):
                self.noted(row.names[0])
            with w.block("else:"):
                w(f"S.apart({self.bp}, {row.names[0]!r}, {v})")

    def joined(self, row: Row, o: str, name: str | None) -> None:
        """Writes several texts as one, and notes that they are no longer apart."""
        w = self.w
        x = w.fresh("x")
        said = {field: w.fresh("v") for field in row.names}
        for index, (field, v) in enumerate(said.items()):
            w(f"{v} = {self.m}.{field}")
            if index == 0:
                w(f"{x} = {v}")
                continue
            with w.block(f"if {v} is not None:"):
                w(f"{x} = {v} if {x} is None else {x} + {row.join!r} + {v}")
        with w.block(f"if {x} is not None:"):
            if row.lens is not None and row.lens.emit is not None:
                w(f"{x} = {w.half(row.lens, 'emit')}({x})")
            with self.sayable(row, x, said, o, name):
                self.put(o, name, x)
                for field, v in said.items():
                    with w.block(f"if {v} is not None:"):
                        self.noted(field)
                        if field != row.names[0]:
                            w(f"S.split({self.bp}, {field!r}, {v})")

    def pair(self, row: Row, o: str, name: str | None) -> None:
        """Writes two fields as one code, where there is one."""
        w = self.w
        a, b, x = w.fresh("a"), w.fresh("b"), w.fresh("x")
        w(f"{a} = {self.m}.{row.names[0]}")
        w(f"{b} = {self.m}.{row.names[1]}")
        with w.block(f"if {a} is not None or {b} is not None:"):
            w(f"{x} = {w.pairs(row.lens, 'emit')}(({a}, {b}))")  # type: ignore[arg-type]
            with w.block(f"if {x} is not None:"):
                self.put(o, name, x)
                self.noted_if_said(row.names)
                self.narrowed(row, a, b)
            if row.otherwise is None:
                with w.block("else:"):
                    self.unpaired(row, a, b)

    def second(self, row: Row, o: str, name: str | None) -> None:
        """Writes a pair in its other place, where the first place has no code for it."""
        w = self.w
        assert row.instead_of is not None
        first = w.pairs(row.instead_of, "emit")
        a, b = row.names
        with w.block(f"if {first}(({self.m}.{a}, {self.m}.{b})) is None:"):
            self.pair(row, o, name)

    def narrowed(self, row: Row, a: str, b: str) -> None:
        """Notes the keys that the code of a pair says less of."""
        lens = row.lens
        if lens is None or lens.codes is None or not lens.codes.narrowing:
            return
        w = self.w
        read = {row.wire: pair_of(row.canon) for row in lens.codes.reading}
        meant = {
            pair_of(one.canon): read.get(one.wire) for one in lens.codes if one.relation == ">"
        }
        narrow = w.constant("NARROW", f"{meant!r}.get")
        n = w.fresh("n")
        w(f"{n} = {narrow}(({a}, {b}))")
        with w.block(f"if {n} is not None:"):
            for index, (field, value) in enumerate(zip(row.names, (a, b), strict=True)):
                with w.block(f"if {n}[{index}] != {value}:"):
                    w(f"S.lose({self.bp}, {field!r}, {value}, 'LOSS-003')")

    def unpaired(self, row: Row, a: str, b: str) -> None:
        """Notes the keys of a pair for which there is no code."""
        for field, value in zip(row.names, (a, b), strict=True):
            with self.w.block(f"if {value} is not None:"):
                self.w(f"S.uncoded({self.bp}, {field!r}, {value})")

    def guided(self, row: Row, o: str, name: str | None) -> None:
        """Writes the code of a field that another field decides about."""
        w = self.w
        lens = row.lens
        assert lens is not None
        v, x = w.fresh("v"), w.fresh("x")
        w(f"{v} = {self.m}.{row.names[0]}")
        with w.block(f"if {v} is not None:"):
            w(f"{x} = {w.pairs(lens, 'emit')}(({v}, {self.m}.{row.guide}))")
            with w.block(f"if {x} is None:"):
                w(f"S.uncoded({self.bp}, {row.names[0]!r}, {v})")
            with w.block("else:"):
                self.put(o, name, x)
                self.noted(row.names[0])
        self.needed(row)

    def joint(self, row: Row, o: str, name: str | None) -> None:
        """Writes a value as an object of two members."""
        w = self.w
        v, n = w.fresh("v"), w.fresh("n")
        w(f"{v} = {self.m}.{row.names[0]}")
        with w.block(f"if {v} is not None:"), self.where_facts_hold(row, v):
            w(f"{n} = {{}}")
            self.joint_into(row, v, n)
            self.put(o, name, n)
        self.needed(row)

    def joint_into(self, row: Row, v: str, n: str) -> None:
        """Writes the two members of a value."""
        lens = row.lens
        assert lens is not None
        assert row.joint is not None
        first, second = row.joint
        self.w(f"{n}[{first!r}], {n}[{second!r}] = {self.w.half(lens, 'emit')}({v})")
        self.noted(row.names[0])

    def hoisted(self, row: Row, o: str, name: str | None) -> None:
        """Writes once what every entry of a list says alike."""
        w = self.w
        v = w.fresh("v")
        apart = any(one.apart and one.names[0] == row.names[-1] for _, one in self.grammar.rows())
        more = ", apart=True" if apart else ""
        w(f"{v} = alike({self.m}.{row.names[0]}, {row.names!r}, {self.bp}, S{more})")
        with w.block(f"if {v} is not None:"):
            self.said(row, v, o, name)

    def understood(self, shape: Shape) -> None:
        """Notes the facts that whoever reads a row takes from it, and that the Bill leaves open."""
        w = self.w
        for row in shape.rows:
            for key, value in row.implies:
                if value not in {None, PRESENT}:
                    with w.block(f"if m.{row.names[0]} is not None and m.{key} is None:"):
                        w(f"S.understood(bp, {key!r}, {value!r})")

    def total(self, node: Node, o: str, name: str | None) -> None:
        """Writes a value that is computed from the Bill."""
        total = node.total
        assert total is not None
        w = self.w
        v = w.fresh("v")
        w(f"{v} = {w.constant('TOTAL', f'totaller({total.of!r})')}(m)")
        beside = f" and {total.beside!r} in {o}" if total.beside else ""
        with w.block(f"if {v} is not None{beside}:"):
            x = w.fresh("x")
            w(f"{x} = {w.half(total.lens, 'emit')}({v})")
            with w.block(f"if {x} is not None:"):
                self.put(o, name, x)
