"""From rows to Python: the functions that read a tree into the fields of a Bill."""

from __future__ import annotations

from fairlead.lens.compile.parse.branches import branches
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.parse.entries import entries
from fairlead.lens.compile.parse.objects import inline, shared, unit_unknown
from fairlead.lens.compile.parse.seconds import second
from fairlead.lens.compile.parse.totals import compared
from fairlead.lens.compile.parse.twins import twin
from fairlead.lens.compile.shapes import holds, said_apart
from fairlead.lens.compile.source import frozen, path
from fairlead.lens.compile.trie import Node, grow, inlined
from fairlead.lens.form.lifted import parse as lifted
from fairlead.lens.places import build_path
from fairlead.lens.rows import Row, Shape


class ParseWalk:
    """Writes the functions that read the shapes of a mapping."""

    def __init__(self, code: ParseCode) -> None:
        self.code = code
        self.apart: set[str] = set()
        """The fields that each entry of the shape says where the whole cannot."""
        code.walk = self

    def compile(self) -> None:
        """Writes every function."""
        for shape in self.code.grammar.shapes:
            self.apart = said_apart(shape, self.code.grammar)
            self.shape(shape)

    def shape(self, shape: Shape) -> None:
        """Writes the function of one shape."""
        w = self.code.w
        self.code.begin(shape.name)
        with w.block(f"def {self.code.function(shape.name)}(o, b, at, bp, S):"):
            w("k = noted = 0")
            self.begun(shape.rows)
            for total in shape.totals:
                w(f"total_{self.code.grammar.totals.index(total)} = None")
            root = grow(shape.rows, shape)
            self.members(root, "o", "k", "at")
            for row in shape.rows:
                if inlined(row):
                    inline(self.code, row)
                if row.form.late_parse is not None:
                    row.form.late_parse(self.code, row)
            if shape.branches:
                branches(self.code, shape.branches, root)
            self.ended(shape.rows, root)
            for total in shape.totals:
                compared(self.code, total)
            if self.code.leaves:
                w(f"S.note(({self.code.table}, at, bp, noted))")
                ways = ", ".join(map(repr, self.code.leaves))
                w.constants[self.code.table] = f"Leaves({ways})"
            w("return k")
        w("")

    def begun(self, rows: tuple[Row, ...]) -> None:
        """Makes the variables that rows need until everything else is read."""
        for row in rows:
            if row.otherwise is not None:
                self.code.w(f"{self.code.stead(row)} = None")
            if row.form.begin is not None:
                row.form.begin(self.code, row)

    def ended(self, rows: tuple[Row, ...], root: Node) -> None:
        """Does what must wait until everything else is read."""
        for row in rows:
            if row.implies:
                with self.code.w.block(f"if {row.names[0]!r} in b:"):
                    self.code.facts(row.implies)
            if row.otherwise is not None:
                second(self.code, row, root)
            if row.form.end is not None:
                row.form.end(self.code, row)

    def members(self, node: Node, o: str, k: str, at: str) -> None:
        """Reads each member of the object in the variable `o`, counting them in `k`.

        Once as many are read as the object has, there is nothing left to look for: what may be
        missing comes last, and is not asked for in vain.
        """
        w = self.code.w
        size = w.fresh("n")
        w(f"{size} = len({o})")
        extended = {
            id(child.row): name for name, child in node.members.items() if child.role == "extended"
        }
        sure = [name for name, child in node.members.items() if self.is_sure(child)]
        rest = [name for name in node.members if name not in sure]
        counted = {name for name in sure if self.is_counted(node.members[name])}
        self.assume(node, counted, k, at)
        depth = w.depth
        for index, name in enumerate((*sure, *rest)):
            if index >= len(sure) and (index - len(sure)) % 3 == 0:
                w(f"if {k} != {size}:")
                w.depth += 1
            child = node.members[name]
            if child.role == "extended":
                w("pass")
            elif child.row is not None and child.row.extended is not None:
                twin(self.code, child.row, name, extended[id(child.row)], o, k, at)
            else:
                self.member(name, child, o, k, at, counted=name in counted)
        w.depth = depth

    def is_counted(self, node: Node) -> bool:
        """Whether a member that must be asked for is counted unless it is missing."""
        row, leaf = node.row, not node.members and not node.entries
        if row is None:
            return not (leaf and self.code.absent)
        twin = node.role == "extended" or row.extended is not None
        return not (twin or row.blank is not None or (leaf and self.code.absent))

    def assume(self, node: Node, counted: set[str], k: str, at: str) -> None:
        """Counts and notes what is almost always there, all at once."""
        if len(counted) <= 1:
            counted.clear()
            return
        self.code.w(f"{k} += {len(counted)}")
        rows = {name: node.members[name].row for name in node.members if name in counted}
        self.code.assume(
            (path(at, name), self.code.place(row))
            for name, row in rows.items()
            if row is not None and row.need and row.form.plain and not self.code.is_loose(row.lens)
        )

    def is_sure(self, node: Node) -> bool:
        """Whether a member must be asked for: it is needed, or its absence means something."""
        if self.always(node):
            return True
        if node.row is not None:
            return node.row.need
        below = (*node.members.values(), *node.entries.values())
        return any(self.is_sure(child) for child in below if child.constant is None)

    def member(
        self, name: str, node: Node, o: str, k: str, at: str, *, counted: bool = False
    ) -> None:
        """Reads one member of an object, which may be counted already."""
        w = self.code.w
        v = w.fresh("v")
        here = path(at, name)
        w(f"{v} = {o}.get({name!r})")
        blank = node.row.blank if node.row is not None else None
        if blank is not None:
            with w.block(f"if {v} == {blank!r}:"):
                w(f"{k} += 1")
                self.code.seen(here)
            head = f"elif {v} is not None:"
        elif self.code.absent and node.members.keys() | node.entries.keys() == set():
            with w.block(f"if {v} is not None and {v} in {self.code.absent}:"):
                w(f"{k} += 1")
                w(f"S.keep({here}, {v})")
            head = f"elif {v} is not None:"
        else:
            head = f"if {v} is not None:"
        with w.block(head):
            if not counted:
                w(f"{k} += 1")
            self.found(node, v, here)
        self.missing(node, here, k if counted else None)

    def found(self, node: Node, v: str, here: str) -> None:
        """Reads what stands in a member."""
        w = self.code.w
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
        elif node.entries or (node.row is not None and node.row.form.whole_list):
            entries(self.code, node, v, here)
        else:
            self.object(node, v, here)

    def constant(self, node: Node, v: str, here: str) -> None:
        """Compares what stands there with what must."""
        w = self.code.w
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
                self.code.seen(here)
        elif node.loose or also:
            self.code.seen(here)
        else:
            with w.block("else:"):
                self.code.seen(here)

    def object(self, node: Node, v: str, here: str) -> None:
        """Reads an object that has no part of its own in the Bill."""
        w = self.code.w
        with w.block(f"if {v}.__class__ is not dict:"):
            w(f"S.odd({here}, {v})")
        with w.block(f"elif not {v}{unit_unknown(self.code, node, v)}:"):
            w(f"S.keep({here}, {v})")
        with w.block("else:"):
            k, at = w.fresh("k"), w.fresh("at")
            w(f"{k} = 0")
            at = self.code.standing(at, here)
            self.members(node, v, k, at)
            known = w.constant("KNOWN", frozen({*node.members, *node.ways}))
            with w.block(f"if {k} != len({v}):"):
                w(f"S.unknown({v}, {known}, {at})")

    def owned(self, node: Node, v: str, here: str) -> None:
        """Reads the row of a place, and the outer rows that stand in the same object."""
        assert node.row is not None
        row = node.row
        among = row.form.among is not None and (row.part is not None or row.joint is not None)
        if node.members and among:
            shared(self.code, node, v, here)
        else:
            self.row(node.row, node.role, v, here)

    def entry(self, node: Node, e: str, here: str) -> None:
        """Reads one entry of a list."""
        w = self.code.w
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
        self.code.w(f"total_{self.code.grammar.totals.index(node.total)} = ({v}, {here})")
        self.code.w(f"S.stated({v}, {here})")

    def row(self, row: Row, role: str, v: str, here: str) -> None:
        """Reads one row from the variable `v`."""
        if row.lifted:
            lifted(self.code, row, role, v, here)
        elif role == "otherwise":
            self.code.w(f"{self.code.stead(row)} = ({v}, {here})")
        elif row.form.parse is not None:
            row.form.parse(self.code, row, role, v, here)
        if row.names[0] in self.apart:
            steps = build_path(row.place)
            inner = len(steps) - max(i for i, step in enumerate(steps) if step.__class__ is int) - 1
            self.code.w(f"S.echo({row.names[0]!r}, ({here})[:-{inner}])")
        if row.when and role != "otherwise":
            self.code.facts(row.when, here)

    def missing(self, node: Node, here: str, counted: str | None) -> None:
        """Notes what we would write and the wire did not say; what was counted is not."""
        w, omitted = self.code.w, self.always(node)
        if not omitted and counted is None:
            return
        with w.block("else:"):
            if counted is not None:
                w(f"{counted} -= 1")
                self.code.unseen(here)
            if omitted:
                w(f"S.omit({here})")

    def always(self, node: Node) -> bool:
        """Whether something is written below a place, even if the Bill says nothing of it."""
        blank = node.row is not None and node.row.blank is not None
        fixed = node.constant is not None and node.test is None
        total = node.total is not None and not node.total.silent and node.total.beside is None
        if fixed or total or blank:
            return True
        apart = node.row is not None and not node.row.form.open
        return any(map(self.always, () if apart else node.members.values())) or any(
            self.always(child)
            for selector, child in node.entries.items()
            if selector.kind in {"first", "only"}
        )
