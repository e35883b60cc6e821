"""Writing parts: one, a list of them, lists told apart by their edges, nested lists made flat."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from fairlead.lens.compile.source import Name, identifier, literal, members, path
from fairlead.lens.compile.write_measures import MeasureWriter
from fairlead.lens.rows import Row


class PartWriter(MeasureWriter):
    """Writes the code that writes parts and lists."""

    def fill(self, part: str, v: str, n: str, bp: str) -> None:
        """Writes a part into an object that stands where it belongs, and notes what was written."""
        if bp == self.bp:  # the part is the whole itself, as another part says it
            self.w(f"{self.wrote} |= {self.call(part, v, n, bp)}")
            return
        at = self.w.fresh("at")
        self.w(f"{at} = {bp}")
        self.w(f"S.wrote.append(({at}, {self.call(part, v, n, at)}))")

    def call(self, part: str, v: str, n: str, bp: str) -> str:
        """The call of the function that writes a part; it gives the fields that it wrote."""
        return f"write_{identifier(part)}({v}, {n}, {bp}, S)"

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
        v, n, at, wrote = w.fresh("v"), w.fresh("n"), w.fresh("at"), w.fresh("wrote")
        field = row.names[0]
        part = str(row.part)
        w(f"{v} = {self.m}.{row.names[0]}")
        with w.block(f"if {v} is not None:"):
            gate = self.shut(part, v)
            if gate is not None:
                with w.block(f"if {gate}:"):
                    w(f"S.lose({self.bp}, {field!r}, {v})")
                w("else:")
                w.depth += 1
            w(f"{n} = {{}}")
            w(f"{at} = {path(self.bp, field)}")
            w(f"{wrote} = {self.call(part, v, n, at)}")
            self.fixed(part, n)
            # An object of which nothing could be said would be read as a part that says nothing.
            said = f"{n} or says_nothing({v})" if self.grammar.empty_parts else n
            with w.block(f"if {said}:"):
                self.put(o, name, n)
                w(f"S.wrote.append(({at}, {wrote}))")
            if not self.grammar.empty_parts:
                with w.block(f"elif says_nothing({v}):"):
                    w(f"S.lose({self.bp}, {field!r}, {v})")
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
        at, wrote = w.fresh("at"), w.fresh("wrote")
        field, part = row.names[0], str(row.part)
        w(f"{v} = {self.m}.{field}")
        with w.block(f"if {v} is not None:"):
            self.surplus(row, v, 1)
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
                w(f"{n} = {{}}")
                w(f"{at} = {path(self.bp, field, 0)}")
                w(f"{wrote} = {self.call(part, e, n, at)}")
                self.fixed(part, n)
                with w.block(f"if {n} or says_nothing({e}):"):
                    self.put(o, name, n)
                    w(f"S.wrote.append(({at}, {wrote}))")
            self.shared(row, None, v)
        self.needed(row)

    def same(self, row: Row, o: str, name: str | None) -> None:
        """Writes an object whose members are fields of the whole."""
        w = self.w
        n, wrote = w.fresh("n"), w.fresh("wrote")
        w(f"{n} = {{}}")
        w(f"{wrote} = {self.call(str(row.part), 'm', n, self.bp)}")
        with w.block(f"if {n}:"):
            self.put(o, name, n)
            w(f"{self.wrote} |= {wrote}")

    def whole(self, part: str, v: str, n: str, bp: str) -> None:
        """Writes a part as an object of its own, which stands where it belongs."""
        self.w(f"{n} = {{}}")
        self.fill(part, v, n, bp)
        self.fixed(part, n)

    def fixed(self, part: str, n: str) -> None:
        """Writes what stands in the object of a part whatever the part says."""
        shape = self.grammar.parts[part]
        for place, value in shape.constants:
            self.constant(n, members(place), value)
        for one in shape.written:
            with self.provided(one.when):
                self.constant(n, members(one.place), one.text)

    def provided(self, when: tuple[tuple[str, Any], ...]) -> AbstractContextManager[None]:
        """The block of what is written where facts of the whole Bill hold, or always."""
        tests = [f"S.whole.{name} == {value!r}" for name, value in when]
        return self.w.block(f"if {' and '.join(tests)}:") if tests else nullcontext()

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
            self.surplus(row, v, 1)
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
                self.surplus(row, v, row.most)
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
        if row.counted is not None:
            w(f"{n}[{row.counted!r}] = str({i} + 1)")
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
                self.fill(part, "m", f"edges[{index}]", self.bp)
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

    def part_among(self, row: Row, n: str) -> None:
        """Writes a part, or a value of two members, into an object where outer rows stand too."""
        w = self.w
        v = w.fresh("v")
        field = row.names[0]
        w(f"{v} = {self.m}.{field}")
        with w.block(f"if {v} is not None:"):
            if row.form == "joint":
                self.joint_where(row, v, n)
            elif row.form == "single":
                self.entry_among(row, v, n)
            else:
                self.fill(str(row.part), v, n, path(self.bp, field))
                if not self.grammar.empty_parts:
                    with w.block(f"if says_nothing({v}):"):
                        w(f"S.lose({self.bp}, {field!r}, {v})")
        self.needed(row)

    def entry_among(self, row: Row, v: str, n: str) -> None:
        """Writes the first entry of a list where outer rows stand too; any other has no place."""
        w = self.w
        e = w.fresh("e")
        field = row.names[0]
        self.surplus(row, v, 1)
        with w.block(f"for {e} in {v}[:1]:"):
            self.fill(str(row.part), e, n, path(self.bp, field, 0))
        self.shared(row, None, v)

    def joint_where(self, row: Row, v: str, n: str) -> None:
        """Writes a value of two members where the facts hold that reading it would state."""
        w = self.w
        tests = " and ".join(f"{self.m}.{key} == {value!r}" for key, value in row.when)
        if not tests:
            self.joint_into(row, v, n)
            return
        with w.block(f"if {tests}:"):
            self.joint_into(row, v, n)
        with w.block("else:"):
            w(f"S.lose({self.bp}, {row.names[0]!r}, {v})")

    def shares(self, row: Row) -> None:
        """Writes the shares of a whole: one in the whole itself, several each for itself."""
        w = self.w
        v, r, i, e, n = (w.fresh(stem) for stem in ("v", "r", "i", "e", "n"))
        field, member = row.names[0], row.place[0].member
        w(f"{v} = {self.m}.{field}")
        with w.block(f"if {v} is not None:"):
            with w.block(f"if len({v}) == 1:"):
                self.fill(str(row.alone), f"{v}[0]", "o", path(self.bp, field, 0))
            with w.block(f"elif {v}:"):
                w(f"{r} = []")
                with w.block(f"for {i}, {e} in enumerate({v}):"):
                    w(f"{n} = {{}}")
                    self.fill(str(row.part), e, n, path(self.bp, field, Name(i)))
                    w(f"{r}.append({n})")
                w(f"o[{member!r}] = {r}")
                self.fill(str(row.summary), "m", "o", self.bp)
            with w.block("else:"):
                w(f"S.lose({self.bp}, {field!r}, {v})")
