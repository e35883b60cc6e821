"""From rows to Python: the functions that write the fields of a Bill into a tree.

Every shape becomes one function `write_<shape>(m, o, bp, S)`: it takes a part `m` of the Bill at
the place `bp`, fills the object `o` in the order of the rows, and notes in `S` every field that has
no place, no code, no room, or that the target needs and the Bill lacks. It returns the fields of
the part that it wrote, as one number with a bit for each in the order of the model; whoever puts
the object where it belongs notes them in `S` with the place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from fairlead.lens.compile.shapes import (
    branch_names,
    chain,
    is_fixed,
    needed_leaves,
    other_width,
    own_fields,
    said_alike,
    unbound,
    unbound_inside,
)
from fairlead.lens.compile.source import identifier, path
from fairlead.lens.compile.trie import Node, grow, inlined, rows_below
from fairlead.lens.compile.write_entries import EntryWriter
from fairlead.lens.fields import PRESENT
from fairlead.lens.places import Selector, build_path, tests_of
from fairlead.lens.residue import Path
from fairlead.lens.rows import Branch, Row, Shape
from fairlead.lens.values import ValueLens


class EmitCompiler(EntryWriter):
    """Writes the writing functions of a grammar."""

    def compile(self) -> None:
        """Writes every function."""
        for shape in self.grammar.shapes:
            self.shape(shape)

    def shape(self, shape: Shape) -> None:
        """Writes the function of one shape."""
        w = self.w
        with w.block(f"def write_{identifier(shape.name)}(m, o, bp, S):"):
            self.model = shape.model
            w("wrote = 0")
            self.members(grow(shape.rows, shape), "o")
            for row in shape.rows:
                if inlined(row):
                    self.inline(row)
                if row.form == "implied":
                    self.implied(row)
                if row.form == "shares":
                    self.shares(row)
            if shape.branches:
                self.branches(shape.branches)
            self.unsaid(shape)
            if shape is self.grammar.root:
                self.unlifted()
            w("return wrote")
        w("")

    def unlifted(self) -> None:
        """Notes the fields that entries alone say, where no entry was there to say them."""
        own = own_fields(self.grammar)
        lifted = [row for _, row in self.grammar.rows() if row.lifted]
        for name in dict.fromkeys(name for row in lifted for name in row.names):
            if name not in own:
                with self.w.block(f"if m.{name} is not None and {name!r} not in S.lifted:"):
                    self.w(f"S.lose(bp, {name!r}, m.{name})")

    def members(self, node: Node, o: str) -> None:
        """Writes each member of an object; constants come last, and only beside other words."""
        for name, child in node.members.items():
            if is_fixed(child):
                continue
            leaf, wrap = chain(child)
            if child.total is not None:
                if not child.total.silent:
                    self.total(child, o, name)
            elif leaf is not None:
                self.wrapped(leaf, o, name, wrap)
            elif child.entries:
                self.entries(name, child, o)
            elif child.row is not None and not child.members:
                self.owned(child, o, name)
            else:
                n = self.w.fresh("n")
                self.w(f"{n} = {{}}")
                self.filled(child, n)
                with self.w.block(f"if {n}:"):
                    self.fix(child, n)
                    self.w(f"{o}[{name!r}] = {n}")

    def wrapped(self, leaf: Node, o: str, name: str | None, wrap: str) -> None:
        """Writes the only row below a place together with the objects and lists around it."""
        outer, self.wrap = self.wrap, wrap
        self.owned(leaf, o, name)
        self.wrap = outer

    def owned(self, node: Node, o: str, name: str | None) -> None:
        """Writes what the row of a place says there."""
        row = node.row
        assert row is not None
        if node.role == "otherwise":
            if row.form == "pair":
                self.second(row, o, name)
        elif node.role == "value" and row.extended is not None:
            self.twin(row, o)
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
            self.part_among(node.row, n)
        measured = [child.row for child in node.members.values() if child.role == "number"]
        for row in measured:
            if row is not None:
                with self.holder(row):
                    self.measured_pair(row, n)
        self.members(node, n)

    def fix(self, node: Node, n: str) -> None:
        """Writes the constants below an object."""
        for steps, value in self.constants(node):
            fixed = self.below(node, steps)
            with self.provided(fixed.when):
                if fixed.test is None or fixed.test.beside is None:
                    self.constant(n, steps, value)
                    continue
                with self.w.block(f"if {fixed.test.beside!r} in {n}:"):
                    self.constant(n, steps, value)

    def below(self, node: Node, steps: Path) -> Node:
        """The node at a path below another."""
        for step in steps:
            entries = iter(node.entries.values())
            node = next(entries) if step == 0 else node.members[str(step)]
        return node

    def entries(self, name: str, node: Node, o: str) -> None:
        """Writes a list whose entries are told apart by selectors."""
        w = self.w
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
        w = self.w
        leaf, wrap = chain(child)
        if child.reserved:
            w(f"room_{name} = len({r})")
        elif leaf is not None:
            self.rivals = self.claims(node, selector)
            self.wrapped(leaf, r, None, wrap)
            self.rivals = []
        elif child.row is not None and child.row.form in {"parts", "values", "spilt"}:
            self.many(child, r, selector.tests)
        elif child.total is not None:
            if not child.total.silent:
                self.total(child, r, None)
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
            self.w(f"S.lose({path('bp', *holder)}, {field!r}, {said})")

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
        write: dict[str, Callable[[Row, str, str | None], None]] = {
            "value": self.value,
            "joined": self.joined,
            "joint": self.joint,
            "guided": self.guided,
            "pair": self.pair,
            "measure": self.measure,
            "part": self.part,
            "single": self.single,
            "same": self.same,
            "parts": self.parts,
            "values": self.values,
            "hoisted": self.hoisted,
        }
        if row.lifted:
            with self.lift(row):
                write[row.form](row, o, name)
            return
        apart = f"if {row.names[0]!r} in S.differing:"
        with self.w.block(apart) if row.apart else nullcontext(), self.holder(row):
            write[row.form](row, o, name)

    @contextmanager
    def lift(self, row: Row) -> Iterator[None]:
        """Takes the fields of a row from the whole; they are noted and reported once."""
        w, own = self.w, row.names[0] in own_fields(self.grammar)
        w("mark = S.mark()")
        with self.holding("S.whole", "()", self.grammar.root.model, again=own):
            yield
        if not own:
            with w.block(f"if {row.names[0]!r} in S.lifted:"):
                w("S.rewind(mark)")
        w(f"S.lifted.update({row.names!r})")

    def twin(self, row: Row, o: str) -> None:
        """Writes the deprecated member where the text fits, else the one that replaces it."""
        w = self.w
        other = row.extended
        assert other is not None
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
            tests = [f"m.{name} is not None" for name in bound]
            tests += [
                f"m.{key} {'==' if isinstance(value, str) else 'is'} {value!r}"
                for key, value in branch.when
            ]
            tests += [
                f"text_at(o, {build_path(one.place)!r}) == {one.instead!r}" for one in branch.beside
            ]
            tests += [
                f"m.{name} is None" for name in names if name not in bound and name not in facts
            ]
            with w.block(f"if not done and {' and '.join(tests)}:"):
                self.branch(branch)
        with w.block("if not done:"):
            for name in names:
                with w.block(f"if m.{name} is not None:"):
                    w(f"S.lose(bp, {name!r}, m.{name})")

    def branch(self, branch: Branch) -> None:
        """Writes one branch, if it would be read back so."""
        w = self.w
        w("mark, before = S.mark(), wrote")
        w("t = {}")
        self.members(grow(branch.rows), "t")
        for test in branch.where:
            if test.test == "is":
                w(f"put(t, {build_path(test.place)!r}, {test.text!r})")
                for end, step in enumerate(test.place, 1):
                    for one in tests_of(step):
                        fixed = (*build_path(test.place[:end]), *one.path)
                        w(f"put(t, {fixed!r}, {one.texts[0]!r})")
        tests = [
            f"{w.constant('TEST', f'wire_test({t.place!r}, {t.test!r}, {t.text!r})')}(t)"
            for t in branch.where
        ]
        with w.block(f"if {' and '.join(tests) or 'True'}:"):
            rooms = {
                place[0].member
                for place in (*(row.place for row in branch.rows), *(t.place for t in branch.where))
                if place[0].selector is not None and place[0].selector.kind == "where"
            }
            where = ", ".join(f"{name!r}: room_{name}" for name in sorted(rooms))
            w(f"joined(o, t, {{{where}}})" if rooms else "o.update(t)")
            for also in branch.beside:
                w(f"put(o, {build_path(also.place)!r}, {also.text!r})")
            if facts := [name for name, value in branch.when if value is not None]:
                self.noted(*facts)
            w("done = True")
        with w.block("else:"):
            w("S.rewind(mark)")
            w("wrote = before")

    def unsaid(self, shape: Shape) -> None:
        """Notes every field of the model that no row says."""
        w = self.w
        for rows in said_alike(shape.rows):
            with self.holder(rows[0]):
                self.unit_alone(rows)
        names = tuple(unbound(shape, self.grammar))
        guards: dict[str, list[str]] = {}
        for row in shape.rows:
            for key, value in (*row.when, *row.implies):
                if value != PRESENT:
                    said = f"(m.{key} == {value!r} and m.{row.names[0]} is not None)"
                    guards.setdefault(key, []).append(said)
        self.understood(shape)
        for key, ways in guards.items():
            with w.block(f"if {' or '.join(ways)}:"):
                self.noted(key)
            with w.block(f"elif m.{key} is not None:"):
                w(f"S.lose(bp, {key!r}, m.{key})")
        for part, fields in unbound_inside(shape).items():
            self.unsaid_inside(part, fields)
        names = tuple(name for name in names if name not in guards)
        if names:
            every = " is ".join(f"m.{name}" for name in names)
            with w.block(f"if not {every} is None:"):
                w("lost = S.lost")
                for name in names:
                    with w.block(f"if m.{name} is not None:"):
                        w(f"lost.append((bp, {name!r}, m.{name}, 'LOSS-001'))")

    def unsaid_inside(self, way: Path, fields: list[str]) -> None:
        """Notes every field that no row says of a part whose fields stand in this object.

        Of a list that is the first entry; any other has no place, and neither has an empty list.
        """
        w = self.w
        p = w.fresh("p")
        if way[-1] == 0:
            w(f"{p} = part_at(m, {way[:-2]!r}).{way[-2]}")
            with w.block(f"if {p} is not None and len({p}) != 1:"):
                w(f"S.surplus({path('bp', *way[:-2])}, {way[-2]!r}, {p}, 1)")
                with w.block(f"if not {p}:"):
                    w(f"S.lose({path('bp', *way[:-2])}, {way[-2]!r}, {p})")
        w(f"{p} = part_at(m, {way!r})")
        with w.block(f"if {p} is not NOBODY:"):
            for name in fields:
                w(f"S.lose({path('bp', *way)}, {name!r}, {p}.{name})")
            with w.block(f"if says_nothing({p}):"):
                w(f"S.lose({path('bp', *way[:-1])}, {way[-1]!r}, {p})")
