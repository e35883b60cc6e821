"""Writing lists of values, and the entries of one kind among those of others."""

from __future__ import annotations

from fairlead.lens.compile.source import Name, members, path
from fairlead.lens.compile.trie import Node
from fairlead.lens.compile.write_parts import PartWriter
from fairlead.lens.places import Test
from fairlead.lens.rows import Row


class EntryWriter(PartWriter):
    """Writes the code that says the entries of lists."""

    def values(self, row: Row, o: str, name: str | None) -> None:
        """Writes a list of values."""
        w = self.w
        v = w.fresh("v")
        field = row.names[0]
        lens = row.lens
        assert lens is not None
        if row.chunk is not None:
            r = w.fresh("r")
            w(f"{r} = []")
            self.many_texts((), row, r)
            with w.block(f"if {r}:"):
                self.put_all(o, name, r)
            return
        stated = v
        w(f"{v} = {self.m}.{field}")
        with w.block(f"if {v} is not None:"):
            if row.most is not None:
                self.trimmed(row, v, row.most)
            written = f"range(len({v}))"
            if lens.partial:
                v, written = self.sayable_values(row, v)
            elif lens.emit is not None:
                v, was = w.fresh("v"), v
                w(f"{v} = [{w.half(lens, 'emit')}(t) for t in {was}]")
            one = "t"
            for step in reversed(row.item):
                one = f"[{one}]" if step.selector else one
                one = f"{{{step.member!r}: {one}}}"
            self.noted_entries(row, written)
            self.put_some(o, name, f"[{one} for t in {v}]" if one != "t" else f"list({v})", v)
            self.shared(row, name, stated)
            if lens.width is not None:
                with w.block(f"for i, t in enumerate({v}):"):
                    with w.block(f"if len(t) > {lens.width}:"):
                        w(f"S.long({path(self.bp, field)}, i, {lens.width}, t)")
        self.needed(row)

    def sayable_values(self, row: Row, v: str) -> tuple[str, str]:
        """The names of the list of those values that the wire can say, and of their indexes.

        Any other is lost.
        """
        w = self.w
        lens = row.lens
        assert lens is not None
        r, x, written = w.fresh("r"), w.fresh("x"), w.fresh("written")
        w(f"{r}, {written} = [], []")
        with w.block(f"for i, t in enumerate({v}):"):
            w(f"{x} = {w.half(lens, 'emit')}(t)")
            with w.block(f"if {x} is None:"):
                self.unsayable(lens, path(self.bp, row.names[0]), "i", "t")
            with w.block("else:"):
                w(f"{r}.append({x})")
                w(f"{written}.append(i)")
        return r, written

    def many(self, node: Node, r: str, tests: tuple[Test, ...]) -> None:
        """Writes the entries of one kind among those of others."""
        w = self.w
        row = node.row
        assert row is not None
        if row.form != "parts":
            self.many_texts(tests, row, r)
            return
        v, i, e, n, made = (w.fresh(stem) for stem in ("v", "i", "e", "n", "made"))
        field = row.names[0]
        w(f"{v} = {self.m}.{field}")
        w(f"{made} = []")
        with w.block(f"for {i}, {e} in enumerate({v} or ()):"):
            self.whole(str(row.part), e, n, path(self.bp, field, Name(i)))
            w(f"{made}.append({n})")
        if row.first or row.last:
            self.edges(row, made)
        with w.block(f"for {i}, {n} in enumerate({made}):"):
            for test in tests:
                text = repr(test.texts[0])
                if test.ranked:
                    text = f"{test.texts!r}[min({i}, {len(test.texts) - 1})]"
                w(f"put({n}, {test.path!r}, {text})")
            w(f"{r}.append({n})")
        with w.block(f"if {v} is not None:"):
            self.shared(row, None, v)
        self.needed(row)

    def edges(self, row: Row, made: str) -> None:
        """Writes what the edges of a list say of the whole, in an entry of their own if need be."""
        w = self.w
        edges = w.fresh("edges")
        w(f"{edges} = {made} or [{{}}]")
        with w.block(f"if len({edges}) == 1:"):
            self.fill(str(row.both), "m", f"{edges}[0]", self.bp)
        with w.block("else:"):
            self.fill(str(row.first), "m", f"{edges}[0]", self.bp)
            self.fill(str(row.last), "m", f"{edges}[-1]", self.bp)
        with w.block(f"if {edges}[0]:"):
            w(f"{made} = {edges}")

    def many_texts(self, tests: tuple[Test, ...], row: Row, r: str) -> None:
        """Writes texts by several in an entry or one in each, and what tells entries apart."""
        w = self.w
        v, n, said = w.fresh("v"), w.fresh("n"), w.fresh("said")
        field, lens = row.names[0], row.lens
        assert lens is not None
        w(f"{v} = {self.m}.{field}")
        with w.block(f"if {v} is not None:"):
            if row.form == "spilt":
                flat = self.unbroken(lens, v, self.bp, repr(field))
                w(f"{said} = {w.half(lens, 'emit')}({flat})")
                with w.block(f"if {said} is None:"):
                    w(f"S.unfit({self.bp}, {field!r}, {lens.name!r}, {v})")
                    w(f"{said} = []")
            else:
                if row.most is not None:
                    self.trimmed(row, v, row.most * (row.chunk or 1))
                self.said_texts(row, v, said)
            if row.chunk is not None:
                w(f"{said} = chunks({said}, {row.chunk})")
            if row.most is not None and row.form == "spilt":
                with w.block(f"if len({said}) > {row.most}:"):
                    w(f"S.lose({self.bp}, {field!r}, {v}, 'LOSS-004')")
                    w(f"{said} = []")
            if row.form == "spilt":
                with w.block(f"if {said}:"):
                    self.noted(field)
            with w.block(f"for t in {said}:"):
                w(f"{n} = {{}}")
                w(f"put({n}, {members(row.item)!r}, t)")
                for test in tests:
                    w(f"put({n}, {test.path!r}, {test.texts[0]!r})")
                w(f"{r}.append({n})")
            if row.form == "values":
                self.shared(row, None, v)
        self.needed(row)

    def said_texts(self, row: Row, v: str, said: str) -> None:
        """What each text of a list is on the wire, in `said`."""
        w = self.w
        field, lens = row.names[0], row.lens
        assert lens is not None
        written = w.fresh("written")
        w(f"{said}, {written} = [], []")
        with w.block(f"for i, t in enumerate({v}):"):
            flat = self.unbroken(lens, "t", path(self.bp, field), "i")
            w(f"x = {flat}" if lens.emit is None else f"x = {w.half(lens, 'emit')}({flat})")
            with w.block("if not x:"):
                self.unsayable(lens, path(self.bp, field), "i", "t")
                w("continue")
            if lens.width is not None:
                with w.block(f"if len(x) > {lens.width}:"):
                    w(f"S.long({path(self.bp, field)}, i, {lens.width}, t)")
            fixed = {test.path[0]: test.texts[0] for test in (row.item or (None,))[-1].guard}  # type: ignore[union-attr]
            w(
                f"{said}.append({{{row.entry!r}: x, **{fixed!r}}})"
                if row.entry
                else f"{said}.append(x)"
            )
            w(f"{written}.append(i)")
        self.noted_entries(row, written)
