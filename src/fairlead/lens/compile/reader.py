"""From rows to Python: the functions that read a tree into the fields of a Bill.

Every shape becomes one function `read_<shape>(o, b, at, S)`: it reads the members of the object
`o` that it knows into the dict `b`, and returns how many it took. Whoever called it compares that
with the size of `o`; a difference is residue. With `trace`, the functions also note which place
became which field (`bp`), for the ledger.
"""

from __future__ import annotations

from collections.abc import Callable

from fairlead.lens.compile.read_ways import BranchReader
from fairlead.lens.compile.shapes import holder, holds
from fairlead.lens.compile.source import frozen, path
from fairlead.lens.compile.trie import Node, grow, inlined
from fairlead.lens.places import build_path
from fairlead.lens.rows import Row, Shape


class ParseCompiler(BranchReader):
    """Writes the reading functions of a grammar."""

    def compile(self) -> None:
        """Writes every function."""
        for shape in self.grammar.shapes:
            self.shape(shape)

    def shape(self, shape: Shape) -> None:
        """Writes the function of one shape."""
        w = self.w
        bp = ", bp" if self.trace else ""
        with w.block(f"def {self.function(shape.name)}(o, b, at{bp}, S):"):
            w("k = 0")
            self.begun(shape.rows)
            for total in shape.totals:
                w(f"total_{self.grammar.totals.index(total)} = None")
            root = grow(shape.rows, shape)
            self.members(root, "o", "k", "at")
            for row in shape.rows:
                if inlined(row):
                    self.inline(row)
                if row.form == "shares":
                    self.shares(row)
            if shape.branches:
                self.branches(shape.branches)
            self.ended(shape.rows, root)
            for total in shape.totals:
                self.compared(total)
            w("return k")
        w("")

    def begun(self, rows: tuple[Row, ...]) -> None:
        """Makes the variables that rows need until everything else is read."""
        for row in rows:
            if row.form == "hoisted":
                self.w(f"hoisted_{row.names[-1]} = None")
            if row.otherwise is not None:
                self.w(f"{self.stead(row)} = None")
            if row.form == "guided":
                self.w(f"guided_{row.names[0]} = None")

    def ended(self, rows: tuple[Row, ...], root: Node) -> None:
        """Does what must wait until everything else is read."""
        for row in rows:
            if row.implies:
                with self.w.block(f"if {row.names[0]!r} in b:"):
                    self.facts(row.implies)
            if row.form == "hoisted":
                self.drop(row)
            if row.otherwise is not None:
                self.second(row, root)
            if row.form == "guided":
                self.guided_spelling(row)

    def members(self, node: Node, o: str, k: str, at: str) -> None:
        """Reads each member of the object in the variable `o`, counting them in `k`.

        Once as many are read as the object has, there is nothing left to look for: what may be
        missing comes last, and is not asked for in vain.
        """
        w = self.w
        size = w.fresh("n")
        w(f"{size} = len({o})")
        extended = {
            id(child.row): name for name, child in node.members.items() if child.role == "extended"
        }
        sure = [name for name, child in node.members.items() if self.is_sure(child)]
        rest = [name for name in node.members if name not in sure]
        depth = w.depth
        for index, name in enumerate((*sure, *rest)):
            if index >= len(sure) and (index - len(sure)) % 3 == 0:
                w(f"if {k} != {size}:")
                w.depth += 1
            child = node.members[name]
            if child.role == "extended":
                w("pass")
            elif child.row is not None and child.row.extended is not None:
                self.twin(child.row, name, extended[id(child.row)], o, k, at)
            else:
                self.member(name, child, o, k, at)
        w.depth = depth

    def is_sure(self, node: Node) -> bool:
        """Whether a member must be asked for: it is needed, or its absence means something."""
        if self.always(node):
            return True
        if node.row is not None:
            return node.row.need
        below = (*node.members.values(), *node.entries.values())
        return any(self.is_sure(child) for child in below if child.constant is None)

    def member(self, name: str, node: Node, o: str, k: str, at: str) -> None:
        """Reads one member of an object."""
        w = self.w
        v = w.fresh("v")
        here = path(at, name)
        w(f"{v} = {o}.get({name!r})")
        blank = node.row.blank if node.row is not None else None
        if blank is not None:
            with w.block(f"if {v} == {blank!r}:"):
                w(f"{k} += 1")
                self.seen(here, None)
            head = f"elif {v} is not None:"
        elif self.absent and node.members.keys() | node.entries.keys() == set():
            with w.block(f"if {v} is not None and {v} in {self.absent}:"):
                w(f"{k} += 1")
                w(f"S.keep({here}, {v})")
            head = f"elif {v} is not None:"
        else:
            head = f"if {v} is not None:"
        with w.block(head):
            w(f"{k} += 1")
            self.found(node, v, here)
        self.missing(node, here)

    def found(self, node: Node, v: str, here: str) -> None:
        """Reads what stands in a member."""
        w = self.w
        if node.guard and not node.entries:
            with w.block(f"if not ({v}.__class__ is dict and {holds(node.guard, v)}):"):
                w(f"S.keep({here}, {v})")
            with w.block("else:"):
                self.unfenced(node, v, here)
            return
        self.unfenced(node, v, here)

    def unfenced(self, node: Node, v: str, here: str) -> None:
        """Reads what stands in a member, whatever fence there is being open."""
        if node.constant is not None:
            self.constant(node, v, here)
        elif node.total is not None:
            self.total(node, v, here)
        elif node.row is not None and not node.entries:
            self.owned(node, v, here)
        elif node.entries or (node.row is not None and node.row.form in {"parts", "values"}):
            self.entries(node, v, here)
        else:
            self.object(node, v, here)

    def constant(self, node: Node, v: str, here: str) -> None:
        """Compares what stands there with what must."""
        w = self.w
        also = node.test.texts[1:] if node.test is not None else ()
        with w.block(f"if {v} != {node.constant!r}:"):
            if node.free:
                w(f"S.keep({here}, {v})")
            elif node.loose or (also and node.test is not None and not node.test.ranked):
                w(f"S.spell({here}, {v})")
            elif not also:
                w(f"S.fixed({here}, {v})")
        if node.when:
            with w.block("else:"):
                w(f"S.conditions.append(({here}, {v}, {w.constant('FACTS', repr(node.when))}))")
                self.seen(here, None)
        elif self.trace:
            with w.block("if True:" if node.loose or also else "else:"):
                w(f"S.trace.append(({here}, None))")

    def object(self, node: Node, v: str, here: str) -> None:
        """Reads an object that has no part of its own in the Bill."""
        w = self.w
        with w.block(f"if {v}.__class__ is not dict:"):
            w(f"S.odd({here}, {v})")
        with w.block(f"elif not {v}{self.unit_unknown(node, v)}:"):
            w(f"S.keep({here}, {v})")
        with w.block("else:"):
            k = w.fresh("k")
            at = w.fresh("at")
            w(f"{k} = 0")
            w(f"{at} = {here}")
            self.members(node, v, k, at)
            known = w.constant("KNOWN", frozen(node.members))
            with w.block(f"if {k} != len({v}):"):
                w(f"S.unknown({v}, {known}, {at})")

    def unit_unknown(self, node: Node, v: str) -> str:
        """The test of a quantity that would be read without the unit that its wire demands."""
        tests = [
            f" or {self.w.half(child.row.measure.unit_lens, 'parse')}({v}.get({name!r})) is None"
            for name, child in node.members.items()
            if child.role == "unit" and child.row is not None and child.row.measure is not None
            if child.row.measure.unit_lens.open and "unit" in child.row.measure.needs
        ]
        return "".join(tests)

    def owned(self, node: Node, v: str, here: str) -> None:
        """Reads the row of a place, and the outer rows that stand in the same object."""
        assert node.row is not None
        among = node.row.form in {"part", "joint"} or (
            node.row.form == "single" and node.row.part is not None
        )
        if node.members and among:
            self.shared(node, v, here)
        else:
            self.row(node.row, node.role, v, here)

    def entry(self, node: Node, e: str, here: str) -> None:
        """Reads one entry of a list."""
        w = self.w
        v = w.fresh("v")
        w(f"{v} = {e}")
        if node.guard:
            with w.block(f"if not ({v}.__class__ is dict and {holds(node.guard, v)}):"):
                w(f"S.keep({here}, {v})")
            w("else:")
            w.depth += 1
        self.inside(node, v, here)
        w.depth -= bool(node.guard)

    def inside(self, node: Node, v: str, here: str) -> None:
        """Reads what one entry of a list says."""
        if node.constant is not None:
            self.constant(node, v, here)
        elif node.total is not None:
            self.total(node, v, here)
        elif node.row is not None:
            self.owned(node, v, here)
        else:
            self.object(node, v, here)

    def total(self, node: Node, v: str, here: str) -> None:
        """Notes a stated total, to be compared when what it totals is read."""
        assert node.total is not None
        self.w(f"total_{self.grammar.totals.index(node.total)} = ({v}, {here})")
        if self.trace:
            self.w(f"S.stated({v}, {here})")

    def row(self, row: Row, role: str, v: str, here: str) -> None:
        """Reads one row from the variable `v`."""
        write: dict[str, Callable[[], None]] = {
            "part": lambda: self.part(row, v, here),
            "single": lambda: self.single(row, v, here),
            "joint": lambda: self.joint_alone(row, v, here),
            "same": lambda: self.same(row, v, here),
            "parts": lambda: self.parts(row, v, here),
            "values": lambda: self.values(row, v, here),
            "pair": lambda: self.pair(row, v, here),
            "measure": lambda: self.measured(row, role, v, here),
            "guided": lambda: self.guided(row, v, here),
            "hoisted": lambda: self.w(f"hoisted_{row.names[-1]} = ({v}, {here})"),
        }
        if row.lifted:
            self.lifted(row, v, here)
        elif role == "otherwise":
            self.w(f"{self.stead(row)} = ({v}, {here})")
        elif row.form in write:
            write[row.form]()
        else:
            self.value(row.lens, row.names[0], v, here, holder(row), row)
        if row.apart:
            steps = build_path(row.place)
            inner = len(steps) - max(i for i, step in enumerate(steps) if step.__class__ is int) - 1
            self.w(f"S.echo({row.names[0]!r}, ({here})[:-{inner}])")
        if row.when and row.form in {"value", "joint"} and role != "otherwise":
            self.facts(row.when)

    def twin(self, row: Row, name: str, extended: str, o: str, k: str, at: str) -> None:
        """Reads a deprecated member and the one that replaces it; the latter wins."""
        w = self.w
        old, new = w.fresh("v"), w.fresh("v")
        w(f"{old} = {o}.get({name!r})")
        w(f"{new} = {o}.get({extended!r})")
        other = row.extended
        assert other is not None
        with w.block(f"if {new} is not None:"):
            w(f"{k} += 1")
            self.row(other, "value", new, path(at, extended))
            with w.block(f"if {old} is not None:"):
                w(f"{k} += 1")
                with w.block(f"if not begins({old}, {new}):"):
                    w(f"S.contrary({path(at, name)}, {old})")
                if self.trace:
                    w(f"S.twin({old}, {path(at, name)}, {self.place(row)})")
        with w.block(f"elif {old} is not None:"):
            w(f"{k} += 1")
            self.row(row, "value", old, path(at, name))
        width = self.width(row)
        long = self.long(row, old, width)
        with w.block(f"if {new} is not None or ({old} is not None and {long}):"):
            w(
                f"twin_spelling(S, {old}, {new}, {path(at, name)}, {path(at, extended)}, "
                f"{width}, {row.need})"
            )

    def long(self, row: Row, old: str, width: int | None) -> str:
        """Whether the deprecated member could be too short; what fits is written as it stood."""
        if width is None or row.form not in {"value", "values"}:
            return "True"
        length = old if row.form == "value" else f"max({old}, key=len, default='')"
        return f"len({length}) > {width}"

    def width(self, row: Row) -> int | None:
        """The width of the deprecated member of a twin."""
        if row.lens is not None:
            return row.lens.width
        shape = self.grammar.parts[str(row.part)]
        widths = [r.lens.width for r in shape.rows if r.form == "values" and r.lens]
        return widths[0] if widths else None

    def drop(self, row: Row) -> None:
        """Gives a value that the wire says once to every entry of a list; to none, it is kept."""
        w = self.w
        name = f"hoisted_{row.names[-1]}"
        with w.block(f"if {name} is not None:"):
            v, here, x = w.fresh("v"), w.fresh("here"), w.fresh("x")
            w(f"{v}, {here} = {name}")
            with w.block(f"if not b.get({row.names[0]!r}):"):
                self.keep_whole(row.place, here, v)
            with w.block("else:"):
                w(f"{x} = None")
                self.value(row.lens, x, v, here, "", row)
                with w.block(f"if {x} is not None:"):
                    with w.block(f"for entry in b[{row.names[0]!r}]:"):
                        for inner in row.names[1:-1]:
                            w(f"entry = entry.setdefault({inner!r}, {{}})")
                        with w.block(f"if entry.setdefault({row.names[-1]!r}, {x}) != {x}:"):
                            w(f"S.contrary({here}, {v})")
                    with w.block(f"for place in S.echoes.get({row.names[-1]!r}, ()):"):
                        w("S.stood(place, text_at(o, place[len(at):-1]))")
