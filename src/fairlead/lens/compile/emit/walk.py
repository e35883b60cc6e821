"""From rows to Python: the functions that write the fields of a Bill into a tree."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from fairlead.lens.compile.emit.branches import branches
from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.emit.objects import inline, part_among
from fairlead.lens.compile.emit.totals import total
from fairlead.lens.compile.emit.twins import twin
from fairlead.lens.compile.emit.unsaid import unsaid
from fairlead.lens.compile.shapes import chain, is_fixed, said_apart
from fairlead.lens.compile.source import identifier, path
from fairlead.lens.compile.trie import Node, grow, inlined, rows_below
from fairlead.lens.places import Selector
from fairlead.lens.residue import Path
from fairlead.lens.rows import Row, Shape
from fairlead.lens.values import ValueLens


class EmitWalk:
    """Writes the functions that write the shapes of a mapping."""

    def __init__(self, code: EmitCode) -> None:
        self.code = code
        self.apart: set[str] = set()
        """The fields that each entry of the shape says where the whole cannot."""
        code.walk = self

    def compile(self) -> None:
        """Writes every function."""
        for shape in self.code.grammar.shapes:
            self.shape(shape)

    def shape(self, shape: Shape) -> None:
        """Writes the function of one shape."""
        w = self.code.w
        with w.block(f"def write_{identifier(shape.name)}(m, o, bp, S):"):
            self.code.model = shape.model
            self.apart = said_apart(shape, self.code.grammar)
            w("wrote = 0")
            root = grow(shape.rows, shape)
            self.members(root, "o")
            for row in shape.rows:
                if inlined(row):
                    inline(self.code, row)
                if row.form.late_emit is not None:
                    row.form.late_emit(self.code, row)
            if shape.branches:
                branches(self.code, shape.branches, root)
            unsaid(self.code, shape)
            if shape is self.code.grammar.root:
                self.unlifted()
            w("return wrote")
        w("")

    def unlifted(self) -> None:
        """Notes the fields that entries alone say, where no entry was there to say them."""
        own = self.code.grammar.overview.own
        lifted = [row for _, row in self.code.grammar.rows() if row.lifted]
        for name in dict.fromkeys(name for row in lifted for name in row.names):
            if name not in own:
                with self.code.w.block(f"if m.{name} is not None and {name!r} not in S.lifted:"):
                    self.code.w(f"S.lose(bp, {name!r}, m.{name})")

    def members(self, node: Node, o: str) -> None:
        """Writes each member of an object; constants come last, and only beside other words."""
        for name, child in node.members.items():
            if is_fixed(child):
                continue
            leaf, wrap = chain(child)
            if child.total is not None:
                if not child.total.silent:
                    total(self.code, child, o, name)
            elif leaf is not None:
                self.wrapped(leaf, o, name, wrap)
            elif child.entries:
                self.entries(name, child, o)
            elif child.row is not None and not child.members:
                self.owned(child, o, name)
            else:
                n = self.code.w.fresh("n")
                self.code.w(f"{n} = {{}}")
                self.filled(child, n)
                with self.code.w.block(f"if {n}:"):
                    self.fix(child, n)
                    self.code.w(f"{o}[{name!r}] = {n}")

    def wrapped(self, leaf: Node, o: str, name: str | None, wrap: str) -> None:
        """Writes the only row below a place together with the objects and lists around it."""
        outer, self.code.wrap = self.code.wrap, wrap
        self.owned(leaf, o, name)
        self.code.wrap = outer

    def owned(self, node: Node, o: str, name: str | None) -> None:
        """Writes what the row of a place says there."""
        row = node.row
        assert row is not None
        if node.role == "otherwise":
            if row.form.stead is not None:
                row.form.stead(self.code, row, o, name)
        elif node.role == "value" and row.extended is not None:
            twin(self.code, row, o)
        elif node.role == "value":
            self.row(row, o, name)

    def constants(self, node: Node) -> list[tuple[Path, Any]]:
        """The constants below an object, by their path."""
        found: list[tuple[Path, Any]] = []
        below: list[tuple[str | int, Node]] = list(node.members.items())
        if is_fixed(node):
            below += [(0, child) for child in node.entries.values()]
        for name, child in below:
            if child.constant is not None:
                found.append(((name,), child.constant))
            elif child.row is None and not child.guard and (is_fixed(child) or not child.entries):
                # A fenced object has its constants when something else stands in it.
                found += [((name, *rest), value) for rest, value in self.constants(child)]
        return found

    def filled(self, node: Node, n: str) -> None:
        """Fills an object with what its own row says, where it has one, and with outer rows."""
        if node.row is not None and node.members:
            part_among(self.code, node.row, n)
        measured = [child.row for child in node.members.values() if child.role == "number"]
        for row in measured:
            if row is not None and row.form.halves is not None:
                with self.code.holder(row):
                    row.form.halves(self.code, row, n)
        self.members(node, n)

    def fix(self, node: Node, n: str) -> None:
        """Writes the constants below an object."""
        for steps, value in self.constants(node):
            fixed = self.below(node, steps)
            with self.code.provided(fixed.when):
                if fixed.test is None or fixed.test.beside is None:
                    self.code.constant(n, steps, value)
                    continue
                with self.code.w.block(f"if {fixed.test.beside!r} in {n}:"):
                    self.code.constant(n, steps, value)

    def below(self, node: Node, steps: Path) -> Node:
        """The node at a path below another."""
        for step in steps:
            entries = iter(node.entries.values())
            node = next(entries) if step == 0 else node.members[str(step)]
        return node

    def entries(self, name: str, node: Node, o: str) -> None:
        """Writes a list whose entries are told apart by selectors."""
        w = self.code.w
        r = w.fresh("r")
        w(f"{r} = []")
        for selector, child in node.entries.items():
            if selector.kind != "nth":
                self.entry(selector, child, node, name, r)
                continue
            # Without the entries before it, it would be read as one of them.
            with w.block(f"if len({r}) == {selector.index}:"):
                self.entry(selector, child, node, name, r)
            with w.block("else:"):
                for row in rows_below(child):
                    self.lose(row)
        if node.row is not None and any(one.kind == "first" for one in node.entries):
            # Without a first entry the next one would be read in its place.
            with w.block(f"if {r}:"):
                self.owned(node, r, None)
            with w.block("else:"):
                self.lose(node.row)
        elif node.row is not None:
            self.owned(node, r, None)
        with w.block(f"if {r}:"):
            w(f"{o}[{name!r}] = {r}")

    def entry(self, selector: Selector, child: Node, node: Node, name: str, r: str) -> None:
        """Writes the entry of a list that a selector names."""
        w = self.code.w
        leaf, wrap = chain(child)
        if child.reserved:
            w(f"room_{name} = len({r})")
        elif leaf is not None:
            self.code.rivals = self.claims(node, selector)
            self.wrapped(leaf, r, None, wrap)
            self.code.rivals = []
        elif child.row is not None and child.row.form.many:
            assert child.row.form.to_many is not None
            child.row.form.to_many(self.code, child.row, selector.tests, r)
        elif child.total is not None:
            if not child.total.silent:
                total(self.code, child, r, None)
        else:
            n = w.fresh("n")
            w(f"{n} = {{}}")
            self.filled(child, n)
            with w.block(f"if {n}:"):
                self.fix(child, n)
                w(f"{r}.append({n})")

    def lose(self, row: Row) -> None:
        """Notes that the fields of a row have no place here."""
        holder = row.inside
        for field in row.names:
            said = f"part_at(m, {holder!r}).{field}" if holder else f"m.{field}"
            self.code.w(f"S.lose({path('bp', *holder)}, {field!r}, {said})")

    def claims(self, node: Node, mine: Selector) -> list[ValueLens]:
        """What reads the other claimed entries of a list, where an entry is claimed by any text."""
        leaves = {selector: chain(child)[0] for selector, child in node.entries.items()}
        own = leaves.pop(mine)
        if mine.kind != "claimed" or own is None or own.row is None or own.row.lens is None:
            return []
        if own.row.lens.parse is not None:
            return []
        lenses = [leaf.row.lens for leaf in leaves.values() if leaf is not None and leaf.row]
        return [lens for lens in lenses if lens is not None and lens.parse]

    def row(self, row: Row, o: str, name: str | None) -> None:
        """Writes one row by its form."""
        emit = row.form.emit
        assert emit is not None
        if row.lifted:
            with self.code.lift(row):
                emit(self.code, row, o, name)
            return
        test = f"if {row.names[0]!r} in S.differing:"
        apart = self.code.w.block(test) if row.names[0] in self.apart else nullcontext()
        with apart, self.code.holder(row):
            emit(self.code, row, o, name)
