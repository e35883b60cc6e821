"""Writing parts: one, a list of them, lists told apart by their edges, nested lists made flat."""

from __future__ import annotations

from fairlead.lens.compile.source import Name, identifier, literal, members, path
from fairlead.lens.compile.trie import Node
from fairlead.lens.compile.write_values import ValueWriter
from fairlead.lens.places import Test
from fairlead.lens.rows import Row


class PartWriter(ValueWriter):
    """Writes the code that writes parts and lists."""

    def fill(self, part: str, v: str, n: str, bp: str) -> None:
        """Calls the function that writes a part."""
        self.w(f"write_{identifier(part)}({v}, {n}, {bp}, S)")

    def shut(self, part: str, v: str) -> str | None:
        """The test that finds a part which cannot be said, for want of the field that opens it."""
        gates = [row for row in self.grammar.parts[part].rows if row.gate]
        if not gates:
            return None
        field, lens = f"{v}.{gates[0].names[0]}", gates[0].lens
        if lens is not None and (lens.partial or lens.codes is not None):
            return f"{field} is None or {self.w.half(lens, 'emit')}({field}) is None"
        absent = self.absent is not None and gates[0].form == "value"
        return f"{field} is None or {field} in {self.absent}" if absent else f"{field} is None"

    def part(self, row: Row, o: str, name: str | None) -> None:
        """Writes one part."""
        w = self.w
        v, n = w.fresh("v"), w.fresh("n")
        field = row.names[0]
        part = str(row.part)
        w(f"{v} = {self.m}.{field}")
        with w.block(f"if {v} is not None:"):
            gate = self.shut(part, v)
            if gate is not None:
                with w.block(f"if {gate}:"):
                    w(f"S.lose({self.bp}, {field!r}, {v})")
                w("else:")
                w.depth += 1
            self.whole(part, v, n, path(self.bp, field))
            # An object of which nothing could be said would be read as a part that says nothing.
            with w.block(f"if {n} or says_nothing({v}):"):
                self.put(o, name, n)
            if row.need:
                with w.block("else:"):
                    self.unsaid_need(row, o, name)
            if gate is not None:
                w.depth -= 1
        self.needed(row)

    def single(self, row: Row, o: str, name: str | None) -> None:
        """Writes the first entry of a list as an object; any other has no place."""
        w = self.w
        v, e, n = w.fresh("v"), w.fresh("e"), w.fresh("n")
        field, part = row.names[0], str(row.part)
        w(f"{v} = {self.m}.{field}")
        with w.block(f"if {v} is not None:"):
            with w.block(f"if len({v}) > 1:"):
                w(f"S.surplus({self.bp}, {field!r}, {v}, 1)")
            if row.part is None:
                with w.block(f"for {e} in {v}[:1]:"):
                    self.said(row, e, o, name)
                self.shared(row, None, v)
                return
            gate = self.shut(part, e)
            with w.block(f"for {e} in {v}[:1]:"):
                if gate is not None:
                    with w.block(f"if {gate}:"):
                        w(f"S.lose({path(self.bp, field)}, 0, {e})")
                        w("continue")
                self.whole(part, e, n, path(self.bp, field, 0))
                with w.block(f"if {n} or says_nothing({e}):"):
                    self.put(o, name, n)
            self.shared(row, None, v)
        self.needed(row)

    def same(self, row: Row, o: str, name: str | None) -> None:
        """Writes an object whose members are fields of the whole."""
        w = self.w
        n = w.fresh("n")
        w(f"{n} = {{}}")
        w(f"write_{identifier(str(row.part))}(m, {n}, {self.bp}, S)")
        with w.block(f"if {n}:"):
            self.put(o, name, n)

    def whole(self, part: str, v: str, n: str, bp: str) -> None:
        """Writes a part as an object of its own."""
        w = self.w
        w(f"{n} = {{}}")
        self.fill(part, v, n, bp)
        for place, value in self.grammar.parts[part].constants:
            self.constant(n, members(place), value)

    def inline(self, row: Row) -> None:
        """Writes a part whose members stand in the same object."""
        w = self.w
        v, size = w.fresh("v"), w.fresh("size")
        field = row.names[0]
        w(f"{v} = {self.m}.{field}")
        if row.form == "single":
            self.inline_entry(row, v, size)
            return
        with w.block(f"if {v} is not None:"):
            w(f"{size} = len(o)")
            self.fill(str(row.part), v, "o", path(self.bp, field))
            with w.block(f"if len(o) == {size} and says_nothing({v}):"):
                w(f"S.lose({self.bp}, {field!r}, {v})")

    def inline_entry(self, row: Row, v: str, size: str) -> None:
        """Writes the first entry of a list in the same object; any other has no place."""
        w = self.w
        field = row.names[0]
        with w.block(f"if {v} is not None:"):
            with w.block(f"if len({v}) > 1:"):
                w(f"S.surplus({self.bp}, {field!r}, {v}, 1)")
            self.shared(row, None, v)
            e = w.fresh("e")
            with w.block(f"for {e} in {v}[:1]:"):
                w(f"{size} = len(o)")
                self.fill(str(row.part), e, "o", path(self.bp, field, 0))
                with w.block(f"if len(o) == {size} and says_nothing({e}):"):
                    w(f"S.lose({path(self.bp, field)}, 0, {e})")

    def parts(self, row: Row, o: str, name: str | None) -> None:
        """Writes a list of parts."""
        w = self.w
        v, r, i, e = w.fresh("v"), w.fresh("r"), w.fresh("i"), w.fresh("e")
        field = row.names[0]
        w(f"{v} = {self.m}.{field}")
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
            if not self.grammar.empty_lists:
                self.put_some(o, name, r, r)
            elif self.shut(str(row.part), "e") is None:
                self.put_all(o, name, r)
            else:
                with w.block(f"if {r} or not {v}:"):
                    self.put_all(o, name, r)
            self.shared(row, name, v)
        self.needed(row)

    def put_some(self, o: str, name: str | None, value: str, r: str) -> None:
        """Sets a member to a list, unless `r` has no entries and the wire cannot show that."""
        if self.grammar.empty_lists:
            self.put_all(o, name, value)
            return
        with self.w.block(f"if {r}:"):
            self.put_all(o, name, value)

    def shared(self, row: Row, name: str | None, v: str) -> None:
        """Notes an empty list where the wire, or a place with other entries, cannot show it."""
        if name is None or not self.grammar.empty_lists:
            with self.w.block(f"if not {v}:"):
                self.w(f"S.lose({self.bp}, {row.names[0]!r}, {v})")

    def listed(self, row: Row, r: str, i: str, e: str) -> None:
        """Writes one part of a list."""
        w = self.w
        part = str(row.part)
        n = w.fresh("n")
        gate = self.shut(part, e)
        bp = path(self.bp, row.names[0], Name(i))
        if gate is not None:
            with w.block(f"if {gate}:"):
                w(f"S.lose({path(self.bp, row.names[0])}, {i}, {e})")
                w("continue")
        self.whole(part, e, n, bp)
        w(f"{r}.append({n})")

    def pieces(self, row: Row, r: str, i: str, e: str) -> None:
        """Writes one entry for every piece, with the words of its item and the item's number.

        The words are written once, and stand in every entry as the same objects.
        """
        w = self.w
        n, j, p, words = w.fresh("n"), w.fresh("j"), w.fresh("p"), w.fresh("words")
        w(f"{words} = {literal(members(row.number), f'str({i} + 1)')}")
        self.fill(str(row.part), e, words, path(self.bp, row.names[0], Name(i)))
        with w.block(f"for {j}, {p} in enumerate({e}.{row.pieces} or (None,)):"):
            w(f"{n} = {words}.copy()")
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
                w(f"write_{identifier(part)}(m, edges[{index}], {self.bp}, S)")
        with w.block("if edges[0]:"):
            with w.block(f"if not {r}:"):
                for place, value in self.grammar.parts[str(row.part)].constants:
                    self.constant("edges[0]", members(place), value)
            self.put_all(o, name, "edges")
            # An entry that says fields of the whole hides that there are no entries.
            self.shared(row, None, f"({v} is None or {v})")
        with w.block(f"elif {v} is not None:"):
            self.put_some(o, name, r, r)
            self.shared(row, name, v)

    def values(self, row: Row, o: str, name: str | None) -> None:
        """Writes a list of values."""
        w = self.w
        v = w.fresh("v")
        field = row.names[0]
        lens = row.lens
        assert lens is not None
        stated = v
        w(f"{v} = {self.m}.{field}")
        with w.block(f"if {v} is not None:"):
            if row.most is not None:
                with w.block(f"if len({v}) > {row.most}:"):
                    w(f"S.surplus({self.bp}, {field!r}, {v}, {row.most})")
                    w(f"{v} = {v}[:{row.most}]")
            if lens.partial:
                v = self.sayable_values(row, v)
            elif lens.emit is not None:
                v, was = w.fresh("v"), v
                w(f"{v} = [{w.half(lens, 'emit')}(t) for t in {was}]")
            one = "t"
            for step in reversed(row.item):
                one = f"[{one}]" if step.selector else one
                one = f"{{{step.member!r}: {one}}}"
            self.put_some(o, name, f"[{one} for t in {v}]" if one != "t" else f"list({v})", v)
            self.shared(row, name, stated)
            if lens.width is not None:
                with w.block(f"for i, t in enumerate({v}):"):
                    with w.block(f"if len(t) > {lens.width}:"):
                        w(f"S.long({path(self.bp, field)}, i, {lens.width}, t)")
        self.needed(row)

    def sayable_values(self, row: Row, v: str) -> str:
        """The name of the list of those values that the wire can say; any other is lost."""
        w = self.w
        r, x = w.fresh("r"), w.fresh("x")
        w(f"{r} = []")
        with w.block(f"for i, t in enumerate({v}):"):
            w(f"{x} = {w.half(row.lens, 'emit')}(t)")  # type: ignore[arg-type]
            with w.block(f"if {x} is None:"):
                w(f"S.lose({path(self.bp, row.names[0])}, i, t)")
            with w.block("else:"):
                w(f"{r}.append({x})")
        return r

    def part_among(self, row: Row, n: str) -> None:
        """Writes a part, or a value of two members, into an object where outer rows stand too."""
        w = self.w
        v = w.fresh("v")
        field = row.names[0]
        w(f"{v} = {self.m}.{field}")
        with w.block(f"if {v} is not None:"):
            if row.form == "joint":
                self.joint_into(row, v, n)
            else:
                self.fill(str(row.part), v, n, path(self.bp, field))
        self.needed(row)

    def many(self, node: Node, r: str, tests: tuple[Test, ...]) -> None:
        """Writes the entries of one kind among those of others."""
        w = self.w
        row = node.row
        assert row is not None
        v, i, e, n = w.fresh("v"), w.fresh("i"), w.fresh("e"), w.fresh("n")
        field = row.names[0]
        w(f"{v} = {self.m}.{field}")
        with w.block(f"if {v} is not None:"):
            with w.block(f"for {i}, {e} in enumerate({v}):"):
                w(f"{n} = {{}}")
                self.fill(str(row.part), e, n, path(self.bp, field, Name(i)))
                for test in tests:
                    text = repr(test.texts[0])
                    if test.ranked:
                        text = f"{test.texts!r}[min({i}, {len(test.texts) - 1})]"
                    w(f"put({n}, {test.path!r}, {text})")
                w(f"{r}.append({n})")
            self.shared(row, None, v)
        self.needed(row)
