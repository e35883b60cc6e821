"""Reading lists whose entries are told apart by selectors."""

from __future__ import annotations

from fairlead.lens.compile.read_shared import SharedReader
from fairlead.lens.compile.shapes import holds
from fairlead.lens.compile.source import Name, path
from fairlead.lens.compile.trie import Node, rows_below
from fairlead.lens.places import Selector
from fairlead.lens.rows import Row


class EntryReader(SharedReader):
    """Writes the code that gives each entry of a list to whoever wants it."""

    def entry(self, node: Node, e: str, here: str) -> None:
        """Reads one entry of a list; the compiler says how."""
        raise NotImplementedError

    def entries(self, node: Node, v: str, here: str) -> None:
        """Reads a list whose entries are told apart by selectors."""
        w = self.w
        kinds = {selector.kind for selector in node.entries}
        with w.block(f"if {v}.__class__ is not list:"):
            w(f"S.odd({here}, {v})")
        with w.block(f"elif not {v}:"):
            w(f"S.keep({here}, {v})")
        with w.block("else:"):
            if kinds <= {"first", "only"} and node.row is None:
                ((selector, child),) = node.entries.items()
                self.entry(child, f"{v}[0]", path(here, 0))
                with w.block(f"if len({v}) > 1:"):
                    w(f"S.{'many' if selector.kind == 'only' else 'rest'}({v}, {here})")
            else:
                self.chosen(node, v, here)

    def chosen(self, node: Node, v: str, here: str) -> None:
        """Gives each entry to the first selector that wants it, else to the list's own row."""
        w = self.w
        i, e, order = w.fresh("i"), w.fresh("e"), w.fresh("order")
        w(f"{order} = []")
        flags = {selector: self.flag(selector, v) for selector in node.entries}
        lists = self.listings(node)
        listed = w.fresh("r") if node.row is not None else None
        if listed:
            w(f"{listed} = []")
        ranks = list(node.entries)
        with w.block(f"for {i}, {e} in enumerate({v}):"):
            word = "if"
            for selector in sorted(ranks, key=lambda one: self.claims_all(node.entries[one])):
                child = node.entries[selector]
                with w.block(f"{word} {self.wants(selector, child, flags[selector], i, e)}:"):
                    place = f"({ranks.index(selector)}, {i})"
                    if selector.kind == "where" and selector not in lists:
                        self.wanted(child, e, path(here, Name(i)), flags[selector], order, place)
                        word = "elif"
                        continue
                    if selector.kind not in {"last", "first"} and selector not in lists:
                        w(f"{flags[selector]} = True")
                    w(f"{order}.append({place})")
                    if selector in lists:
                        self.one_of_many(child, lists[selector], e, path(here, Name(i)))
                    else:
                        self.entry(child, e, path(here, Name(i)))
                word = "elif"
            with w.block("else:"):
                if node.row is not None and listed:
                    place = f"({len(ranks)}, {i})"
                    self.left_over(node.row, listed, e, path(here, Name(i)), order, place)
                else:
                    w(f"S.keep({path(here, Name(i))}, {e})")
        w(f"S.reorder({here}, {order})")
        for selector, found in lists.items():
            self.many_done(node.entries[selector], found, v)
        if node.row is not None and listed:
            with w.block(f"if {listed}:"):
                w(f"{self.target(node.row)} = {listed}")

    def left_over(self, row: Row, r: str, e: str, here: str, order: str, place: str) -> None:
        """Reads an entry that no selector wants; one that is kept whole returns by itself."""
        w = self.w
        size = w.fresh("size")
        w(f"{size} = len({r})")
        self.listed(row, r, e, here)
        with w.block(f"if len({r}) != {size}:"):
            w(f"{order}.append({place})")

    def wanted(self, node: Node, e: str, here: str, flag: str, order: str, place: str) -> None:
        """Reads the entry that bears what a selector asks for; one that says no more is kept."""
        w = self.w
        mark = w.fresh("mark")
        w(f"{mark} = S.mark()")
        self.entry(node, e, here)
        with w.block(f"if {' or '.join(self.is_said(row) for row in rows_below(node))}:"):
            w(f"{flag} = True")
            w(f"{order}.append({place})")
        with w.block("else:"):
            w(f"S.rewind({mark})")
            w(f"S.keep({here}, {e})")

    def is_said(self, row: Row) -> str:
        """The test of whether a row has been read."""
        if row.form == "hoisted":
            return f"hoisted_{row.names[1]} is not None"
        b = f"(text_at(b, {row.inside!r}) or ())" if row.inside else "b"
        return f"{row.names[0]!r} in {b}"

    def flag(self, selector: Selector, v: str) -> str:
        """The variable that says whether a selector has its entry, or which entry it wants."""
        flag = self.w.fresh("taken")
        last = f"last_having({v}, {selector.text!r})" if selector.kind == "last" else "False"
        self.w(f"{flag} = {last}")
        return flag

    def claims_all(self, child: Node) -> bool:
        """Whether a claimed place takes whatever it finds, and so must ask last."""
        while child.row is None and len(child.members) == 1:
            ((_, child),) = child.members.items()
        lens = None if child.row is None else child.row.lens
        return lens is not None and lens.parse is None

    def wants(self, selector: Selector, child: Node, flag: str, i: str, e: str) -> str:
        """The test by which a selector takes an entry."""
        if selector.kind == "last":
            return f"{i} == {flag}"
        if selector.kind == "first":
            return f"{i} == 0"
        if selector.kind == "where":
            return f"not {flag} and {holds(selector.tests, e)}"
        steps: tuple[str, ...] = ()
        while child.row is None:
            ((name, child),) = child.members.items()
            steps = (*steps, name)
        return f"not {flag} and {self.claim(child.row, f'text_at({e}, {steps!r})')} is not None"
