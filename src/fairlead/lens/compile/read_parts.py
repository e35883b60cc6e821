"""Reading parts: one, a list of them, lists told apart by their edges, flat lists nested again."""

from __future__ import annotations

from fairlead.lens.compile.read_values import ValueReader
from fairlead.lens.compile.shapes import inner_path
from fairlead.lens.compile.source import Name, members, path
from fairlead.lens.compile.trie import Node
from fairlead.lens.rows import Row


class PartReader(ValueReader):
    """Writes the code that reads parts and lists."""

    def texts_of_one(self, node: Node, r: str, e: str, here: str, among: str) -> None:
        """Reads texts that an entry holds by several; the reader of texts says how."""
        raise NotImplementedError

    def part(self, row: Row, v: str, here: str) -> None:
        """Reads one part."""
        w = self.w
        part = str(row.part)
        with w.block(f"if {v}.__class__ is not dict:"):
            w(f"S.odd({here}, {v})")
        with w.block("else:"):
            x = w.fresh("x")
            mark = self.one(part, v, x, here, self.place(row))
            self.accept(part, x, v, here, mark, f"{self.target(row)} = {x}")

    def single(self, row: Row, v: str, here: str) -> None:
        """Reads the only entry of a list from an object."""
        w = self.w
        if row.part is None:
            x = w.fresh("x")
            w(f"{x} = None")
            self.value(row.lens, x, v, here, "", row)
            with w.block(f"if {x} is not None:"):
                w(f"{self.target(row)} = [{x}]")
            return
        part = str(row.part)
        with w.block(f"if {v}.__class__ is not dict:"):
            w(f"S.odd({here}, {v})")
        with w.block("else:"):
            x = w.fresh("x")
            mark = self.one(part, v, x, here, self.place(row, 0))
            self.accept(part, x, v, here, mark, f"{self.target(row)} = [{x}]")

    def same(self, row: Row, v: str, here: str) -> None:
        """Reads an object whose members are fields of the whole."""
        w = self.w
        part = str(row.part)
        with w.block(f"if {v}.__class__ is not dict:"):
            w(f"S.odd({here}, {v})")
        with w.block(f"elif not {v}:"):
            w(f"S.keep({here}, {v})")
        with w.block("else:"), w.block(f"if {self.call(part, v, 'b', here, 'bp')} != len({v}):"):
            w(f"S.unknown({v}, {self.known(part)}, {here})")

    def one(
        self, part: str, v: str, x: str, here: str, bp: str, counted: str | None = None
    ) -> str | None:
        """Reads an object into a new dict; gives the mark to rewind to, where that may be.

        `counted` is the member that holds the number of the entry, which is written and not kept.
        """
        w = self.w
        mark = None
        if self.gated(part):
            mark = w.fresh("mark")
            w(f"{mark} = S.mark()")
        w(f"{x} = {{}}")
        known, count = self.known(part), self.call(part, v, x, here, bp)
        number = w.fresh("number") if counted is not None else ""
        if counted is not None:
            w(f"{number} = {v}.get({counted!r})")
            count, known = f"{count} + ({number} is not None)", f"{known} | {{{counted!r}}}"
        with w.block(f"if {count} != len({v}):"):
            w(f"S.unknown({v}, {known}, {here})")
        if counted is not None:
            self.count_of(counted, number, here)
        if self.trace:
            with w.block(f"if not {v}:"):
                w(f"S.trace.append(({here}, {bp}))")
        return mark

    def count_of(self, member: str, number: str, here: str) -> None:
        """Compares the number that an entry bears with the one that we would give it."""
        w = self.w
        with w.block(f"if {number} is None:"):
            w(f"S.omit({path(here, member)})")
        with w.block("else:"):
            with w.block(f"if {number} != str(({here})[-1] + 1):"):
                w(f"S.spell({path(here, member)}, {number})")
            if self.trace:
                w(f"S.trace.append(({path(here, member)}, None))")

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

    def inline(self, row: Row) -> None:
        """Reads a part whose members stand in the same object."""
        w = self.w
        x = w.fresh("x")
        entry = (0,) if row.form == "single" else ()
        w(f"{x} = {{}}")
        w(f"k += {self.call(str(row.part), 'o', x, 'at', self.place(row, *entry))}")
        with w.block(f"if {x}:"):
            w(f"{self.target(row)} = {f'[{x}]' if entry else x}")

    def listed(self, row: Row, r: str, e: str, here: str) -> None:
        """Reads one entry of a list of parts or values into `r`."""
        w = self.w
        if row.form == "values":
            self.listed_value(row, r, e, here)
            return
        with w.block(f"if {e}.__class__ is not dict:"):
            w(f"S.odd({here}, {e})")
        with w.block("else:"):
            x = w.fresh("x")
            index = f"len({r})"
            mark = self.one(str(row.part), e, x, here, self.place(row, Name(index)), row.counted)
            self.accept(str(row.part), x, e, here, mark, f"{r}.append({x})")

    def listed_value(self, row: Row, r: str, e: str, here: str) -> None:
        """Reads one entry of a list of values into `r`."""
        w = self.w
        steps = inner_path(row)
        lens = row.lens
        assert lens is not None
        bp = self.place(row, Name(f"len({r}) - 1"))
        v = w.fresh("v")
        where = here
        if steps:
            w(f"{v} = text_at({e}, {steps!r})")
            where = f"{here} + {steps!r}"
        else:
            w(f"{v} = {e}")
        x = w.fresh("x")
        w(f"{x} = {self.claim(row, v)}")
        with w.block(f"if {x} is None:"):
            w(f"S.keep({here}, {e})")
        with w.block("else:"):
            w(f"{r}.append({x})")
            if self.trace and lens.kind in {"any", "lines"}:
                w(f"S.twin({v}, {where}, {bp})")
            elif self.trace:
                w(f"S.trace.append(({where}, {bp}))")
            if not lens.injective:
                with w.block(f"if {w.half(lens, 'emit')}({x}) != {v}:"):
                    w(f"S.spell({where}, {v})")
            if steps:
                with w.block(f"if not sole({e}, {steps!r}):"):
                    w(f"S.beside({e}, {steps!r}, {here})")

    def values(self, row: Row, v: str, here: str) -> None:
        """Reads a list of values."""
        w = self.w
        with w.block(f"if {v}.__class__ is not list:"):
            w(f"S.odd({here}, {v})")
        with w.block("else:"):
            if row.lens is not None and row.lens.parse is None and not row.item and not self.trace:
                w(f"{self.target(row)} = {v}")
                return
            r, i, e, at = w.fresh("r"), w.fresh("i"), w.fresh("e"), w.fresh("at")
            w(f"{r} = []")
            w(f"{at} = {here}")
            with w.block(f"for {i}, {e} in enumerate({v}):"):
                if row.chunk is not None:
                    self.texts_of_one(Node(row=row), r, e, path(at, Name(i)), v)
                else:
                    self.listed_value(row, r, e, path(at, Name(i)))
            self.listing_done(row, r, v, at)

    def listing_done(self, row: Row, r: str, v: str, at: str) -> None:
        """Sets the field to the list that was read."""
        w = self.w
        if self.trace:
            with w.block(f"if not {v}:"):
                w(f"S.trace.append(({at}, {self.place(row)}))")
        with w.block(f"if {r} or not {v}:"):
            w(f"{self.target(row)} = {r}")

    def parts(self, row: Row, v: str, here: str) -> None:
        """Reads a list of parts."""
        w = self.w
        with w.block(f"if {v}.__class__ is not list:"):
            w(f"S.odd({here}, {v})")
        with w.block("else:"):
            r, i, e, at = w.fresh("r"), w.fresh("i"), w.fresh("e"), w.fresh("at")
            w(f"{r} = []")
            w(f"{at} = {here}")
            if row.pieces:
                self.pieces(row, r, i, e, v, at)
            elif row.first or row.last:
                self.edged(row, r, i, e, v, at)
            else:
                with w.block(f"for {i}, {e} in enumerate({v}):"):
                    self.listed(row, r, e, path(at, Name(i)))
            self.listing_done(row, r, v, at)

    def edged(self, row: Row, r: str, i: str, e: str, v: str, at: str) -> None:
        """Reads a list whose first and last entries also say fields of the whole."""
        w = self.w
        here = path(at, Name(i))
        with w.block(f"for {i}, {e} in enumerate({v}):"):
            with w.block(f"if {e}.__class__ is not dict:"):
                w(f"S.odd({here}, {e})")
                w("continue")
            x, k = w.fresh("x"), w.fresh("k")
            mark, said = w.fresh("mark"), w.fresh("said")
            w(f"{x} = {{}}")
            w(f"{mark}, {said} = S.mark(), len(b)")
            inner = self.place(row, Name(f"len({r})"))
            w(f"{k} = {self.call(str(row.part), e, x, here, inner)}")
            if row.first:
                with w.block(f"if {i} == 0:"):
                    w(f"{k} += {self.call(row.first, e, 'b', here, 'bp')}")
            if row.last:
                with w.block(f"if {i} == len({v}) - 1:"):
                    w(f"{k} += {self.call(row.last, e, 'b', here, 'bp')}")
            with w.block(f"if {k} != len({e}):"):
                w(f"S.unread({e}, {self.edge_sets(row)}, {i}, len({v}), {here})")
            # An entry alone that says only fields of the whole is no entry of the Bill.
            with w.block(f"if {x} or len({v}) > 1:"):
                if self.trace:
                    with w.block(f"if not {e}:"):
                        w(f"S.trace.append(({here}, {inner}))")
                w(f"{r}.append({x})")
            with w.block(f"elif len(b) == {said}:"):
                w(f"S.rewind({mark})")
                w(f"S.keep({here}, {e})")

    def edge_sets(self, row: Row) -> str:
        """The names that an entry may have: its own, and those of the edges."""
        parts = (str(row.part), row.first, row.last)
        return "(" + ", ".join(self.known(part) if part else "()" for part in parts) + ")"

    def pieces(self, row: Row, r: str, i: str, e: str, v: str, at: str) -> None:
        """Reads a flat list and nests it again by the number that each entry bears."""
        w = self.w
        here = path(at, Name(i))
        number = members(row.number)
        w("numbered = {}")
        w("order = []")
        with w.block(f"for {i}, {e} in enumerate({v}):"):
            with w.block(f"if {e}.__class__ is not dict:"):
                w(f"S.odd({here}, {e})")
                w("continue")
            x, y, k = w.fresh("x"), w.fresh("y"), w.fresh("k")
            w(f"{x} = {{}}")
            w(f"{y} = {{}}")
            w(f"said = text_at({e}, {number!r})")
            w("same = said in numbered")
            w(f"j, base = numbered[said] if same else (len({r}), None)")
            w(f"p = len({r}[j].get({row.pieces!r}, (None,))) if same else 0")
            w("order.append((j, p))")
            item = self.place(row, Name("j"))
            piece = self.place(row, Name("j"), row.pieces, Name("p"))
            w(f"{k} = {self.call(str(row.part), e, x, here, item)}")
            w(f"{k} += {self.call(str(row.piece_part), e, y, here, piece)}")
            self.numbered(row, e, here, k)
            if self.trace:
                with w.block(f"if not {e}:"):
                    w(f"S.trace.append(({here}, {item}))")
            self.nest(row, r, x, y, here)
        w(f"S.reorder({at}, order)")

    def numbered(self, row: Row, e: str, here: str, k: str) -> None:
        """Reads the number of an entry of a flat list."""
        w = self.w
        number = members(row.number)
        shapes = (self.known(str(row.part)), self.known(str(row.piece_part)))
        with w.block("if said is None:"):
            w(f"S.omit({path(here, number[0])})")
        with w.block("else:"):
            w(f"{k} += 1")
            w("number_of_item = str(j + 1)")
            with w.block("if said != number_of_item:"):
                w(f"S.spell({path(here, *number)}, said)")
            if self.trace:
                w(f"S.trace.append(({path(here, *number)}, None))")
            with w.block(f"if not sole({e}.get({number[0]!r}), {number[1:]!r}):"):
                w(f"S.beside({e}[{number[0]!r}], {number[1:]!r}, {path(here, number[0])})")
        with w.block(f"if {k} != len({e}):"):
            w(f"S.unknown({e}, ({number[0]!r}, *{shapes[0]}, *{shapes[1]}), {here})")

    def nest(self, row: Row, r: str, x: str, y: str, here: str) -> None:
        """Puts an entry below the item with its number, or begins an item.

        An item whose one entry says nothing of a piece has no pieces; where another entry has its
        number, the first was a piece too.
        """
        w = self.w
        rows = self.grammar.parts[str(row.part)].rows
        wires = {one.names[0]: one.place[0].member for one in rows}
        with w.block("if same:"):
            with w.block(f"if {x} != base:"):
                w(f"S.differing({x}, base, {wires!r}, {here})")
            w(f"{r}[j].setdefault({row.pieces!r}, [{{}}]).append({y})")
        with w.block("else:"):
            with w.block("if said is not None:"):
                w(f"numbered[said] = (j, dict({x}))")
            with w.block(f"if {y}:"):
                w(f"{x}[{row.pieces!r}] = [{y}]")
            w(f"{r}.append({x})")
