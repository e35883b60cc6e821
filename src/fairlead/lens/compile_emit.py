"""From rows to Python: the functions that write the fields of a Bill into a tree.

Every shape becomes one function `write_<shape>(d, o, bp, S)`: it takes the fields `d` of a part
of the Bill at the place `bp`, fills the object `o` in the order of the rows, and notes in `S`
every field that has no place, no code, no room, or that the target needs and the Bill lacks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from fairlead.lens.fields import field_names
from fairlead.lens.grammar import Branch, Grammar, Row, Shape
from fairlead.lens.places import Place
from fairlead.lens.residue import Path
from fairlead.lens.source import Name, Source, identifier, members, path
from fairlead.lens.trie import Node, grow


class EmitCompiler:
    """Writes the writing functions of a grammar."""

    def __init__(self, grammar: Grammar, source: Source) -> None:
        self.grammar = grammar
        self.w = source
        self.d, self.bp = "d", "bp"

    def compile(self) -> None:
        """Writes every function."""
        for shape in self.grammar.shapes:
            self.shape(shape)

    def shape(self, shape: Shape) -> None:
        w = self.w
        with w.block(f"def write_{identifier(shape.name)}(d, o, bp, S):"):
            self.members(grow(shape.rows, shape), "o")
            for row in shape.rows:
                if row.form == "part" and not row.place:
                    self.inline(row)
                if row.form == "implied":
                    self.implied(row)
            if shape.branches:
                self.branches(shape.branches)
            self.unsaid(shape)
        w("")

    # Members -----------------------------------------------------------------------------

    def members(self, node: Node, o: str) -> None:
        """Writes each member of an object; constants come last, and only beside other words."""
        for name, child in node.members.items():
            if child.constant is not None:
                continue
            if child.total is not None:
                self.total(child, o, name)
            elif child.entries:
                self.entries(name, child, o)
            elif child.row is not None:
                self.owned(child, o, name)
            else:
                n = self.w.fresh("n")
                self.w(f"{n} = {{}}")
                self.filled(child, n)
                with self.w.block(f"if {n}:"):
                    self.fix(child, n)
                    self.w(f"{o}[{name!r}] = {n}")

    def owned(self, node: Node, o: str, name: str | None) -> None:
        """Writes what the row of a place says there."""
        row = node.row
        assert row is not None  # noqa: S101 - called for places that have an owner
        if node.role == "otherwise":
            self.second(row, o, name)
        elif node.role == "value" and row.extended is not None:
            self.twin(row, o)
        elif node.role == "value":
            self.row(row, o, name)

    def constants(self, node: Node) -> list[tuple[tuple[str, ...], Any]]:
        """The constants below an object, by their path."""
        found: list[tuple[tuple[str, ...], Any]] = []
        for name, child in node.members.items():
            if child.constant is not None:
                found.append(((name,), child.constant))
            elif child.row is None and not child.entries:
                found += [((name, *rest), value) for rest, value in self.constants(child)]
        return found

    def filled(self, node: Node, n: str) -> None:
        """Fills an object that has no part of its own in the Bill."""
        measured = [child.row for child in node.members.values() if child.role == "number"]
        for row in measured:
            if row is not None:
                self.measured_pair(row, n)
        self.members(node, n)

    def fix(self, node: Node, n: str) -> None:
        for steps, value in self.constants(node):
            self.w(f"put({n}, {steps!r}, {value!r})")

    def entries(self, name: str, node: Node, o: str) -> None:
        """Writes a list whose entries are told apart by selectors."""
        w = self.w
        r = w.fresh("r")
        w(f"{r} = []")
        for child in node.entries.values():
            if child.row is not None:
                self.owned(child, r, None)
                continue
            n = w.fresh("n")
            w(f"{n} = {{}}")
            self.filled(child, n)
            with w.block(f"if {n}:"):
                self.fix(child, n)
                w(f"{r}.append({n})")
        if node.row is not None:
            self.owned(node, r, None)
        with w.block(f"if {r}:"):
            w(f"{o}[{name!r}] = {r}")

    def put(self, o: str, name: str | None, value: str) -> None:
        """Sets a member, or adds an entry where `o` is a list."""
        self.w(f"{o}.append({value})" if name is None else f"{o}[{name!r}] = {value}")

    def put_all(self, o: str, name: str | None, value: str) -> None:
        self.w(f"{o}.extend({value})" if name is None else f"{o}[{name!r}] = {value}")

    # Rows --------------------------------------------------------------------------------

    def row(self, row: Row, o: str, name: str | None) -> None:
        write: dict[str, Callable[[Row, str, str | None], None]] = {
            "value": self.value,
            "joined": self.joined,
            "pair": self.pair,
            "measure": self.measure,
            "part": self.part,
            "same": self.same,
            "parts": self.parts,
            "values": self.values,
            "hoisted": self.hoisted,
        }
        if row.inside is None:
            write[row.form](row, o, name)
            return
        self.d, self.bp = self.w.fresh("d"), self.w.fresh("bp")
        self.w(f"{self.d} = fields_in(d[{row.inside!r}])")
        self.w(f"{self.bp} = {path('bp', row.inside)}")
        write[row.form](row, o, name)
        self.d, self.bp = "d", "bp"

    def value(self, row: Row, o: str, name: str | None) -> None:
        w = self.w
        v = w.fresh("v")
        field = row.names[0]
        w(f"{v} = {self.d}[{field!r}]")
        if row.sum_of:
            self.summed(row, v)
        with w.block(f"if {v} is not None:"):
            if row.when:
                self.guarded(row, v, o, name)
            else:
                self.said(row, v, o, name)
        if row.blank is not None:
            with w.block("else:"):
                self.put(o, name, repr(row.blank))
        self.needed(row)

    def said(self, row: Row, v: str, o: str, name: str | None) -> None:
        """Writes a value that is there."""
        w = self.w
        lens = row.lens
        assert lens is not None  # noqa: S101 - a row of a value is made with its lens
        field = row.names[0]
        if lens.emit is None:
            self.put(o, name, v)
            if lens.width is not None:
                with w.block(f"if len({v}) > {lens.width}:"):
                    w(f"S.long({self.bp}, {field!r}, {lens.width}, {v})")
            return
        x = w.fresh("x")
        w(f"{x} = {w.half(lens, 'emit')}({v})")
        if lens.codes is None:
            self.put(o, name, x)
            if lens.width is not None:
                with w.block(f"if len({x}) > {lens.width}:"):
                    w(f"S.long({self.bp}, {field!r}, {lens.width}, {v})")
            return
        with w.block(f"if {x} is None:"):
            w(f"S.uncoded({self.bp}, {field!r}, {v})")
        with w.block("else:"):
            self.put(o, name, x)
            if lens.codes.narrowing:
                narrow = w.constant("NARROW", repr(tuple(sorted(lens.codes.narrowing))))
                with w.block(f"if {v} in {narrow}:"):
                    w(f"S.lose({self.bp}, {field!r}, {v}, 'LOSS-003')")

    def guarded(self, row: Row, v: str, o: str, name: str | None) -> None:
        """Writes a value only where the facts hold that reading it would state."""
        w = self.w
        test = " and ".join(f"{self.d}[{key!r}] == {value!r}" for key, value in row.when)
        with w.block(f"if {test}:"):
            self.said(row, v, o, name)
        with w.block("else:"):
            w(f"S.lose({self.bp}, {row.names[0]!r}, {v})")

    def needed(self, row: Row) -> None:
        if row.need:
            leaves = self.w.constant("NEED", repr(needed_leaves(row, self.grammar)))
            with self.w.block("else:"):
                self.w(f"S.need({self.bp}, {leaves})")

    def summed(self, row: Row, v: str) -> None:
        """Takes the sum where the Bill states only its parts."""
        parts = ", ".join(f"{self.d}[{name!r}]" for name in row.sum_of)
        self.w(f"{v} = summed({v}, ({parts}), {row.names[0]!r}, {row.sum_of!r}, {self.bp}, S)")

    def implied(self, row: Row) -> None:
        """A total that the target can say only by its parts."""
        w = self.w
        v = w.fresh("v")
        parts = ", ".join(f"{self.d}[{name!r}]" for name in row.sum_of)
        w(f"{v} = {self.d}[{row.names[0]!r}]")
        with w.block(f"if {v} is not None and total_of(({parts},)) != {v}:"):
            w(f"S.apart({self.bp}, {row.names[0]!r}, {v})")

    def joined(self, row: Row, o: str, name: str | None) -> None:
        w = self.w
        v = w.fresh("v")
        fields = ", ".join(f"{self.d}[{field!r}]" for field in row.names)
        w(f"{v} = [x for x in ({fields}) if x is not None]")
        with w.block(f"if {v}:"):
            x = w.fresh("x")
            w(f"{x} = {row.join!r}.join({v})")
            if row.lens is not None and row.lens.emit is not None:
                w(f"{x} = {w.half(row.lens, 'emit')}({x})")
            self.put(o, name, x)
            for field in row.names[1:]:
                with w.block(f"if {self.d}[{field!r}] is not None:"):
                    w(f"S.split({self.bp}, {field!r}, {self.d}[{field!r}])")

    def pair(self, row: Row, o: str, name: str | None) -> None:
        """Writes two fields as one code, where there is one."""
        w = self.w
        a, b, x = w.fresh("a"), w.fresh("b"), w.fresh("x")
        w(f"{a} = {self.d}[{row.names[0]!r}]")
        w(f"{b} = {self.d}[{row.names[1]!r}]")
        with w.block(f"if {a} is not None or {b} is not None:"):
            w(f"{x} = {w.pairs(row.lens, 'emit')}(({a}, {b}))")  # type: ignore[arg-type]
            with w.block(f"if {x} is not None:"):
                self.put(o, name, x)
                self.narrowed(row, a, b)
            if row.otherwise is None:
                with w.block("else:"):
                    self.unpaired(row, a, b)

    def second(self, row: Row, o: str, name: str | None) -> None:
        """Writes a pair in its other place, where the first place has no code for it."""
        w = self.w
        assert row.instead_of is not None  # noqa: S101 - made beside the row it stands in for
        first = w.pairs(row.instead_of, "emit")
        a, b = row.names
        with w.block(f"if {first}(({self.d}[{a!r}], {self.d}[{b!r}])) is None:"):
            self.pair(row, o, name)

    def narrowed(self, row: Row, a: str, b: str) -> None:
        lens = row.lens
        if lens is None or lens.codes is None or not lens.codes.narrowing:
            return
        w = self.w
        read = {row.wire: _both(row.canon) for row in lens.codes.reading}
        meant = {_both(one.canon): read.get(one.wire) for one in lens.codes if one.relation == ">"}
        narrow = w.constant("NARROW", f"{meant!r}.get")
        n = w.fresh("n")
        w(f"{n} = {narrow}(({a}, {b}))")
        with w.block(f"if {n} is not None:"):
            for index, (field, value) in enumerate(zip(row.names, (a, b), strict=True)):
                with w.block(f"if {n}[{index}] != {value}:"):
                    w(f"S.lose({self.bp}, {field!r}, {value}, 'LOSS-003')")

    def unpaired(self, row: Row, a: str, b: str) -> None:
        for field, value in zip(row.names, (a, b), strict=True):
            with self.w.block(f"if {value} is not None:"):
                self.w(f"S.uncoded({self.bp}, {field!r}, {value})")

    def measure(self, row: Row, o: str, name: str | None) -> None:
        """Writes a quantity: number and unit, or neither."""
        w = self.w
        v, n = w.fresh("v"), w.fresh("n")
        w(f"{v} = {self.d}[{row.names[0]!r}]")
        with w.block(f"if {v} is not None:"):
            w(f"{n} = {self.measurer(row)}({v}.value, {v}.unit, {self.bp}, {row.names!r}, S)")
            with w.block(f"if {n} is not None:"):
                self.put(o, name, n)
        self.needed(row)

    def measured_pair(self, row: Row, n: str) -> None:
        """Writes a number and its unit that are two fields of the Bill."""
        w = self.w
        a, b = row.names
        with w.block(f"if {self.d}[{a!r}] is not None or {self.d}[{b!r}] is not None:"):
            w(f"{n}.update({self.measurer(row)}({self.d}[{a!r}], {self.d}[{b!r}], {self.bp}, {row.names!r}, S) or {{}})")

    def measurer(self, row: Row) -> str:
        m = row.measure
        assert m is not None  # noqa: S101 - a measure row is made with its measure
        lens = m.number_lens
        number = "None" if lens.emit is None else self.w.half(lens, "emit")
        names = (members(m.number)[0], members(m.unit)[0])
        return self.w.constant(
            "MEASURE",
            f"measurer({names!r}, {number}, {self.w.half(m.unit_lens, 'emit')}, {m.conversions!r})",
        )

    # Parts -------------------------------------------------------------------------------

    def fill(self, part: str, v: str, n: str, bp: str) -> None:
        self.w(f"write_{identifier(part)}({v}.__dict__, {n}, {bp}, S)")

    def gate(self, part: str) -> str | None:
        gates = [row.names[0] for row in self.grammar.parts[part].rows if row.gate]
        return gates[0] if gates else None

    def part(self, row: Row, o: str, name: str | None) -> None:
        w = self.w
        v, n = w.fresh("v"), w.fresh("n")
        field = row.names[0]
        part = str(row.part)
        w(f"{v} = {self.d}[{field!r}]")
        with w.block(f"if {v} is not None:"):
            gate = self.gate(part)
            if gate is not None:
                with w.block(f"if {v}.{gate} is None:"):
                    w(f"S.lose({self.bp}, {field!r}, {v})")
                with w.block("else:"):
                    self.whole(part, v, n, path(self.bp, field))
                    self.put(o, name, n)
            else:
                self.whole(part, v, n, path(self.bp, field))
                self.put(o, name, n)
        self.needed(row)

    def same(self, row: Row, o: str, name: str | None) -> None:
        """Writes an object whose members are fields of the whole."""
        w = self.w
        n = w.fresh("n")
        w(f"{n} = {{}}")
        w(f"write_{identifier(str(row.part))}(d, {n}, {self.bp}, S)")
        with w.block(f"if {n}:"):
            self.put(o, name, n)

    def whole(self, part: str, v: str, n: str, bp: str) -> None:
        """Writes a part as an object of its own."""
        w = self.w
        w(f"{n} = {{}}")
        self.fill(part, v, n, bp)
        for place, value in self.grammar.parts[part].constants:
            w(f"put({n}, {members(place)!r}, {value!r})")

    def inline(self, row: Row) -> None:
        """Writes a part whose members stand in the same object."""
        w = self.w
        v, size = w.fresh("v"), w.fresh("size")
        field = row.names[0]
        w(f"{v} = {self.d}[{field!r}]")
        with w.block(f"if {v} is not None:"):
            w(f"{size} = len(o)")
            self.fill(str(row.part), v, "o", path(self.bp, field))
            with w.block(f"if len(o) == {size} and says_nothing({v}):"):
                w(f"S.lose({self.bp}, {field!r}, {v})")

    def parts(self, row: Row, o: str, name: str | None) -> None:
        w = self.w
        v, r, i, e = w.fresh("v"), w.fresh("r"), w.fresh("i"), w.fresh("e")
        field = row.names[0]
        w(f"{v} = {self.d}[{field!r}]")
        if row.first or row.last:
            self.edged(row, v, o, name)
            return
        with w.block(f"if {v} is not None:"):
            w(f"{r} = []")
            entries = v
            if row.most is not None:
                entries = f"{v}[:{row.most}]"
                with w.block(f"if len({v}) > {row.most}:"):
                    w(f"S.surplus({self.bp}, {field!r}, {v}, {row.most})")
            with w.block(f"for {i}, {e} in enumerate({entries}):"):
                if row.pieces:
                    self.pieces(row, r, i, e)
                else:
                    self.listed(row, r, i, e)
            self.put_all(o, name, r)
        self.needed(row)

    def listed(self, row: Row, r: str, i: str, e: str) -> None:
        w = self.w
        part = str(row.part)
        n = w.fresh("n")
        gate = self.gate(part)
        bp = path(self.bp, row.names[0], Name(i))
        if gate is not None:
            with w.block(f"if {e}.{gate} is None:"):
                w(f"S.lose({path(self.bp, row.names[0])}, {i}, {e})")
                w("continue")
        self.whole(part, e, n, bp)
        w(f"{r}.append({n})")

    def pieces(self, row: Row, r: str, i: str, e: str) -> None:
        """Writes one entry for every piece, with the words of its item and the item's number."""
        w = self.w
        n, j, p = w.fresh("n"), w.fresh("j"), w.fresh("p")
        item = path(self.bp, row.names[0], Name(i))
        with w.block(f"for {j}, {p} in enumerate({e}.{row.pieces} or (None,)):"):
            w(f"{n} = {{}}")
            w(f"put({n}, {members(row.number)!r}, str({i} + 1))")
            once = w.fresh("once")
            w(f"{once} = S if {j} == 0 else Writing()")
            w(f"write_{identifier(str(row.part))}({e}.__dict__, {n}, {item}, {once})")
            with w.block(f"if {p} is not None:"):
                piece = path(self.bp, row.names[0], Name(i), row.pieces, Name(j))
                self.fill(str(row.piece_part), p, n, piece)
            w(f"{r}.append({n})")

    def edged(self, row: Row, v: str, o: str, name: str | None) -> None:
        """Writes a list whose first and last entries also say fields of the whole."""
        w = self.w
        r, i, e, n = w.fresh("r"), w.fresh("i"), w.fresh("e"), w.fresh("n")
        w(f"{r} = []")
        with w.block(f"for {i}, {e} in enumerate({v} or ()):"):
            self.whole(str(row.part), e, n, path(self.bp, row.names[0], Name(i)))
            w(f"{r}.append({n})")
        w(f"edges = {r} or [{{}}]")
        for part, index in ((row.first, 0), (row.last, -1)):
            if part:
                w(f"write_{identifier(part)}(d, edges[{index}], {self.bp}, S)")
        with w.block("if edges[0]:"):
            self.put_all(o, name, "edges")
        with w.block(f"elif {v} is not None:"):
            self.put_all(o, name, r)

    def values(self, row: Row, o: str, name: str | None) -> None:
        """Writes a list of values."""
        w = self.w
        v = w.fresh("v")
        field = row.names[0]
        lens = row.lens
        assert lens is not None  # noqa: S101 - a row of values is made with its lens
        w(f"{v} = {self.d}[{field!r}]")
        with w.block(f"if {v} is not None:"):
            if row.most is not None:
                with w.block(f"if len({v}) > {row.most}:"):
                    w(f"S.surplus({self.bp}, {field!r}, {v}, {row.most})")
                    w(f"{v} = {v}[:{row.most}]")
            one = "t" if lens.emit is None else f"{w.half(lens, 'emit')}(t)"
            for step in reversed(row.item):
                one = f"[{one}]" if step.selector else one
                one = f"{{{step.member!r}: {one}}}"
            self.put_all(o, name, f"[{one} for t in {v}]" if one != "t" else f"list({v})")
            if lens.width is not None:
                with w.block(f"for i, t in enumerate({v}):"):
                    with w.block(f"if len(t) > {lens.width}:"):
                        w(f"S.long({path(self.bp, field)}, i, {lens.width}, t)")
        self.needed(row)

    def hoisted(self, row: Row, o: str, name: str | None) -> None:
        """Writes once what every entry of a list says alike."""
        w = self.w
        v = w.fresh("v")
        w(f"{v} = alike({self.d}[{row.names[0]!r}], {row.names!r}, {self.bp}, S)")
        with w.block(f"if {v} is not None:"):
            self.said(row, v, o, name)

    def total(self, node: Node, o: str, name: str) -> None:
        """Writes a value that is computed from the Bill."""
        total = node.total
        assert total is not None  # noqa: S101 - called for nodes that have one
        w = self.w
        v = w.fresh("v")
        w(f"{v} = {w.constant('TOTAL', f'totaller({total.of!r})')}(d)")
        with w.block(f"if {v} is not None:"):
            self.put(o, name, f"{w.half(total.lens, 'emit')}({v})")

    # Twins and branches --------------------------------------------------------------------

    def twin(self, row: Row, o: str) -> None:
        """Writes the deprecated member where the text fits, else the one that replaces it."""
        w = self.w
        other = row.extended
        assert other is not None  # noqa: S101 - called for rows that have one
        n = w.fresh("n")
        w(f"{n} = {{}}")
        old, new = row.place[-1].member, other.place[-1].member
        self.row(other, n, new)
        if row.need:
            leaves = w.constant("NEED", repr(needed_leaves(row, self.grammar)))
            with w.block(f"if not {n}:"):
                w(f"S.need(bp, {leaves})")
        width = other_width(row, self.grammar)
        with w.block(f"if {n}:"):
            w(f"{o}.update(twins({old!r}, {new!r}, {n}[{new!r}], {width}, {row.need}))")

    def branches(self, branches: tuple[Branch, ...]) -> None:
        """Writes the first branch that says all there is, and that would be read back so."""
        w = self.w
        names = branch_names(branches)
        w("done = False")
        for branch in branches:
            bound = [row.names[0] for row in branch.rows]
            facts = dict(branch.when)
            tests = [f"d[{name!r}] is not None" for name in bound]
            tests += [f"d[{key!r}] is {value!r}" for key, value in branch.when]
            tests += [
                f"d[{name!r}] is None" for name in names if name not in bound and name not in facts
            ]
            with w.block(f"if not done and {' and '.join(tests)}:"):
                self.branch(branch)
        with w.block("if not done:"):
            for name in names:
                with w.block(f"if d[{name!r}] is not None:"):
                    w(f"S.lose(bp, {name!r}, d[{name!r}])")

    def branch(self, branch: Branch) -> None:
        w = self.w
        w("mark = S.mark()")
        w("t = {}")
        self.members(grow(branch.rows), "t")
        for test in branch.where:
            if test.test == "is":
                w(f"put(t, {build_path(test.place)!r}, {test.text!r})")
        tests = [
            f"{w.constant('TEST', f'wire_test({t.place!r}, {t.test!r}, {t.text!r})')}(t)"
            for t in branch.where
        ]
        with w.block(f"if {' and '.join(tests)}:"):
            w("o.update(t)")
            w("done = True")
        with w.block("else:"):
            w("S.rewind(mark)")

    # What has no place ---------------------------------------------------------------------

    def unsaid(self, shape: Shape) -> None:
        """Notes every field of the model that no row says."""
        w = self.w
        names = tuple(unbound(shape, self.grammar))
        guards = {key for row in shape.rows for key, _ in row.when}
        for row in shape.rows:
            for key, value in row.when:
                with w.block(
                    f"if d[{key!r}] is not None and "
                    f"not (d[{key!r}] == {value!r} and d[{row.names[0]!r}] is not None):"
                ):
                    w(f"S.lose(bp, {key!r}, d[{key!r}])")
        names = tuple(name for name in names if name not in guards)
        if names:
            with w.block(f"for name in {w.constant('UNSAID', repr(names))}:"):
                w("v = d[name]")
                with w.block("if v is not None:"):
                    w("S.lose(bp, name, v)")


def _both(canon: str) -> tuple[str | None, ...]:
    """The two keys of a pair's row in a code list; an empty one is not said."""
    return tuple(part or None for part in canon.split("+"))


def branch_names(branches: Iterable[Branch]) -> list[str]:
    """Every field that some branch says or states."""
    names: dict[str, None] = {}
    for branch in branches:
        names |= dict.fromkeys(key for key, _ in branch.when)
        names |= dict.fromkeys(row.names[0] for row in branch.rows)
    return list(names)


def build_path(place: Place) -> Path:
    """The path that a place builds: lists of one."""
    return tuple(
        step for one in place for step in ((one.member, 0) if one.selector else (one.member,))
    )


def other_width(row: Row, grammar: Grammar) -> int | None:
    """The width of a deprecated member."""
    if row.lens is not None:
        return row.lens.width
    shape = grammar.parts[str(row.part)]
    return next((r.lens.width for r in shape.rows if r.form == "values" and r.lens), None)


def bound_names(shape: Shape, grammar: Grammar) -> set[str]:
    """The fields of its model that a shape says."""
    names: set[str] = set()
    for row in shape.rows:
        if row.inside:
            names.add(row.inside)
            continue
        names |= {row.names[0]} if row.form == "hoisted" else set(row.names)
        names |= set(row.sum_of) | {key for key, _ in row.when}
        shared = (row.first, row.last, row.part if row.form == "same" else None)
        for part in shared:
            if part:
                names |= bound_names(grammar.parts[part], grammar)
    return names | set(branch_names(shape.branches))


def hoisted_from(shape_name: str, grammar: Grammar) -> set[str]:
    """The fields of a part that the whole says once for every entry."""
    lists = {row.names for _, row in grammar.rows() if row.form == "hoisted"}
    return {
        field
        for name, field in lists
        for _, row in grammar.rows()
        if row.form == "parts" and row.part == shape_name and row.names[0] == name
    }


def unbound(shape: Shape, grammar: Grammar) -> list[str]:
    """The fields of its model that a shape does not say."""
    shared = {
        part
        for _, row in grammar.rows()
        for part in (row.first, row.last, row.part if row.form == "same" else None)
    }
    if shape.name in shared:
        return []
    said = bound_names(shape, grammar) | hoisted_from(shape.name, grammar)
    said |= {str(row.pieces) for _, row in grammar.rows() if row.part == shape.name and row.pieces}
    return [name for name in field_names(shape.model) if name not in said]


def needed_leaves(row: Row, grammar: Grammar) -> tuple[Path, ...]:
    """The leaves that are missing where a needed row has nothing to say."""
    name = row.names[0]
    if row.form in {"value", "values", "pair", "joined"}:
        return ((name,),)
    if row.form == "measure":
        return ((name, "value"), (name, "unit")) if len(row.names) == 1 else ((name,),)
    inner: list[Path] = []
    for part in (row.part, row.piece_part):
        if part:
            for below in grammar.parts[part].rows:
                if below.need:
                    inner += needed_leaves(below, grammar)
    head: Path = (name, 0) if row.form == "parts" else (name,)
    return tuple((*head, *leaf) for leaf in inner) or ((name,),)
