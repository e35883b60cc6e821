"""From rows to Python: the functions that read a tree into the fields of a Bill.

Every shape becomes one function `read_<shape>(o, b, at, S)`: it reads the members of the object
`o` that it knows into the dict `b`, and returns how many it took. Whoever called it compares that
with the size of `o`; a difference is residue. With `trace`, the functions also note which place
became which field (`bp`), for the ledger.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fairlead.lens.grammar import Branch, Grammar, Row, Shape
from fairlead.lens.places import Selector
from fairlead.lens.source import Name, Source, identifier, members, path
from fairlead.lens.trie import Node, grow


class ParseCompiler:
    """Writes the reading functions of a grammar."""

    def __init__(self, grammar: Grammar, source: Source, *, trace: bool) -> None:
        self.grammar = grammar
        self.w = source
        self.trace = trace
        self.prefix = "trace" if trace else "read"
        self.absent = (
            source.constant("ABSENT", repr(grammar.absent)) if grammar.absent else None
        )
        self.hoisted: dict[str, str] = {}

    def compile(self) -> None:
        """Writes every function."""
        for shape in self.grammar.shapes:
            self.shape(shape)

    def function(self, part: str) -> str:
        return f"{self.prefix}_{identifier(part)}"

    def call(self, part: str, o: str, b: str, at: str, bp: str) -> str:
        more = f", {bp}" if self.trace else ""
        return f"{self.function(part)}({o}, {b}, {at}{more}, S)"

    def known(self, part: str) -> str:
        shape = self.grammar.root if part == "root" else self.grammar.parts[part]
        return self.w.constant("KNOWN", repr(sorted(top_members(shape, self.grammar))))

    def shape(self, shape: Shape) -> None:
        w = self.w
        bp = ", bp" if self.trace else ""
        with w.block(f"def {self.function(shape.name)}(o, b, at{bp}, S):"):
            w("k = 0")
            for row in shape.rows:
                if row.form == "hoisted":
                    w(f"hoisted_{row.names[1]} = None")
                if row.otherwise is not None:
                    w("second = None")
            self.members(grow(shape.rows, shape), "o", "k", "at")
            for row in shape.rows:
                if row.form == "part" and not row.place:
                    self.inline(row)
            if shape.branches:
                self.branches(shape.branches)
            for row in shape.rows:
                if row.form == "hoisted":
                    self.drop(row)
                if row.otherwise is not None:
                    self.second(row)
            w("return k")
        w("")

    # Members -----------------------------------------------------------------------------

    def members(self, node: Node, o: str, k: str, at: str) -> None:
        """Reads each member of the object in the variable `o`, counting them in `k`."""
        extended = {
            id(child.row): name for name, child in node.members.items() if child.role == "extended"
        }
        for name, child in node.members.items():
            if child.role == "extended":
                continue
            if child.row is not None and child.row.extended is not None:
                self.twin(child.row, name, extended[id(child.row)], o, k, at)
                continue
            self.member(name, child, o, k, at)

    def member(self, name: str, node: Node, o: str, k: str, at: str) -> None:
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
            self.found(node, v, here, k)
        self.missing(node, here)

    def missing(self, node: Node, here: str) -> None:
        """Notes what we would write and the wire did not say."""
        blank = node.row is not None and node.row.blank is not None
        if node.constant is not None or node.total is not None or blank:
            with self.w.block("else:"):
                self.w(f"S.omit({here})")

    def found(self, node: Node, v: str, here: str, k: str) -> None:
        """Reads what stands in a member."""
        w = self.w
        if node.constant is not None:
            with w.block(f"if {v} != {node.constant!r}:"):
                w(f"S.fixed({here}, {v})")
            if self.trace:
                with w.block("else:"):
                    w(f"S.trace.append(({here}, None))")
        elif node.total is not None:
            index = self.grammar.totals.index(node.total)
            w(f"S.totals.append(({index}, {here}, {v}))")
            self.seen(here, None)
        elif node.row is not None and not node.entries:
            self.row(node.row, node.role, v, here)
        elif node.entries or (node.row is not None and node.row.form in {"parts", "values"}):
            self.entries(node, v, here)
        else:
            self.object(node, v, here)

    def object(self, node: Node, v: str, here: str) -> None:
        """Reads an object that has no part of its own in the Bill."""
        w = self.w
        with w.block(f"if {v}.__class__ is not dict:"):
            w(f"S.odd({here}, {v})")
        with w.block(f"elif not {v}:"):
            w(f"S.keep({here}, {v})")
        with w.block("else:"):
            k = w.fresh("k")
            at = w.fresh("at")
            w(f"{k} = 0")
            w(f"{at} = {here}")
            self.members(node, v, k, at)
            known = w.constant("KNOWN", repr(sorted(node.members)))
            with w.block(f"if {k} != len({v}):"):
                w(f"S.unknown({v}, {known}, {at})")

    # Lists -------------------------------------------------------------------------------

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
        listed = w.fresh("r") if node.row is not None else None
        if listed:
            w(f"{listed} = []")
        ranks = list(node.entries)
        with w.block(f"for {i}, {e} in enumerate({v}):"):
            word = "if"
            for selector in sorted(ranks, key=lambda one: self.claims_all(node.entries[one])):
                child = node.entries[selector]
                with w.block(f"{word} {self.wants(selector, child, flags[selector], i, e)}:"):
                    if selector.kind not in {"last", "first"}:
                        w(f"{flags[selector]} = True")
                    w(f"{order}.append(({ranks.index(selector)}, {i}))")
                    self.entry(child, e, path(here, Name(i)))
                word = "elif"
            with w.block("else:"):
                if node.row is not None and listed:
                    w(f"{order}.append(({len(ranks)}, {i}))")
                    self.listed(node.row, listed, i, e, path(here, Name(i)))
                else:
                    w(f"S.keep({path(here, Name(i))}, {e})")
        w(f"S.reorder({here}, {order})")
        if node.row is not None and listed:
            with w.block(f"if {listed}:"):
                w(f"{self.target(node.row)} = {listed}")

    def flag(self, selector: Selector, v: str) -> str:
        """The variable that says whether a selector has its entry, or which entry it wants."""
        flag = self.w.fresh("taken")
        last = f"last_having({v}, {selector.path[0]!r})" if selector.kind == "last" else "False"
        self.w(f"{flag} = {last}")
        return flag

    def claims_all(self, child: Node) -> bool:
        """Whether a claimed place takes whatever it finds, and so must ask last."""
        while child.row is None and len(child.members) == 1:
            ((_, child),) = child.members.items()
        lens = None if child.row is None else child.row.lens
        return lens is not None and lens.parse is None

    def wants(self, selector: Selector, child: Node, flag: str, i: str, e: str) -> str:
        if selector.kind == "last":
            return f"{i} == {flag}"
        if selector.kind == "first":
            return f"{i} == 0"
        if selector.kind == "where":
            return f"not {flag} and text_at({e}, {selector.path!r}) == {selector.text!r}"
        steps: tuple[str, ...] = ()
        while child.row is None:
            ((name, child),) = child.members.items()
            steps = (*steps, name)
        return f"not {flag} and {self.claim(child.row, f'text_at({e}, {steps!r})')} is not None"

    def claim(self, row: Row, value: str) -> str:
        """What the row's lens makes of a value; None where it does not claim it."""
        lens = row.lens
        if lens is None or (lens.parse is None and row.form != "pair"):
            return value
        half = self.w.pairs(lens, "parse") if row.form == "pair" else self.w.half(lens, "parse")
        return f"{half}({value})"

    def entry(self, node: Node, e: str, here: str) -> None:
        if node.row is not None:
            v = self.w.fresh("v")
            self.w(f"{v} = {e}")
            self.row(node.row, node.role, v, here)
        else:
            v = self.w.fresh("v")
            self.w(f"{v} = {e}")
            self.object(node, v, here)

    # Rows --------------------------------------------------------------------------------

    def target(self, row: Row, name: str | None = None) -> str:
        """The expression that a field is set through."""
        return f"{holder(row)}[{name or row.names[0]!r}]"

    def place(self, row: Row, *more: object) -> str:
        """The expression of the place in the Bill that a row fills."""
        outer = (row.inside,) if row.inside else ()
        return path("bp", *outer, row.names[0], *more)

    def row(self, row: Row, role: str, v: str, here: str) -> None:
        """Reads one row from the variable `v`."""
        write: dict[str, Callable[[], None]] = {
            "part": lambda: self.part(row, v, here),
            "same": lambda: self.same(row, v, here),
            "parts": lambda: self.parts(row, v, here),
            "values": lambda: self.values(row, v, here),
            "pair": lambda: self.pair(row, v, here),
            "measure": lambda: self.measure(row, role, v, here),
            "hoisted": lambda: self.value(row.lens, f"hoisted_{row.names[1]}", v, here, "", row),
        }
        if role == "otherwise":
            self.w(f"second = ({v}, {here})")
        elif row.form in write:
            write[row.form]()
        else:
            self.value(row.lens, row.names[0], v, here, holder(row), row)
            if row.when:
                self.facts(row.when)

    def value(self, lens: Any, name: str, v: str, here: str, b: str, row: Row | None) -> None:
        w = self.w
        target = f"{b}[{name!r}]" if b else name
        if lens.parse is None:
            w(f"{target} = {v}")
            self.seen(here, row)
            return
        x = w.fresh("x")
        w(f"{x} = {w.half(lens, 'parse')}({v})")
        with w.block(f"if {x} is None:"):
            if lens.open:
                w(f"S.keep({here}, {v})")
            else:
                w(f"S.bad({here}, {v}, code={lens.codes is not None})")
        with w.block("else:"):
            w(f"{target} = {x}")
            self.seen(here, row)
            self.spelling(lens, x, v, here)

    def spelling(self, lens: Any, x: str, v: str, here: str) -> None:
        """Keeps how a value was written, where emitting it would write it otherwise."""
        if lens.injective:
            return
        w = self.w
        if lens.kind in {"number", "integer"}:
            with w.block(f"if {x} is not {v}:"):
                w(f"S.spell({here}, {v})")
            return
        back = w.half(lens, "emit")
        with w.block(f"if {back}({x}) != {v}:"):
            w(f"S.spell({here}, {v})")

    def seen(self, here: str, row: Row | None) -> None:
        """Notes for the ledger that a place was read."""
        if not self.trace:
            return
        if row is None:
            self.w(f"S.trace.append(({here}, None))")
        elif row.form == "hoisted":
            self.w(f"S.trace.append(({here}, {path('bp', row.names[0], 0, row.names[1])}))")
        else:
            outer = (row.inside,) if row.inside else ()
            for name in row.names if row.form == "pair" else row.names[:1]:
                self.w(f"S.trace.append(({here}, {path('bp', *outer, name)}))")

    def pair(self, row: Row, v: str, here: str) -> None:
        """Reads one code into two fields."""
        w = self.w
        x = w.fresh("x")
        lens = row.lens
        assert lens is not None  # noqa: S101 - a pair is made with its code list
        w(f"{x} = {w.pairs(lens, 'parse')}({v})")
        with w.block(f"if {x} is None:"):
            w(f"S.keep({here}, {v})" if lens.open else f"S.bad({here}, {v}, code=True)")
        with w.block("else:"):
            for index, name in enumerate(row.names):
                with w.block(f"if {x}[{index}] is not None:"):
                    w(f"{self.target(row, name)} = {x}[{index}]")
            self.seen(here, row)
            if not lens.injective:
                with w.block(f"if {w.pairs(lens, 'emit')}({x}) != {v}:"):
                    w(f"S.spell({here}, {v})")

    def second(self, row: Row) -> None:
        """Reads the second place of a pair, where the first said nothing."""
        w = self.w
        assert row.otherwise is not None  # noqa: S101 - called for rows that have one
        with w.block("if second is not None:"):
            v, here = w.fresh("v"), w.fresh("here")
            w(f"{v}, {here} = second")
            with w.block(f"if {row.names[0]!r} in b or {row.names[1]!r} in b:"):
                w(f"S.keep({here}, {v})")
            with w.block("else:"):
                self.pair(row.otherwise, v, here)

    def measure(self, row: Row, role: str, v: str, here: str) -> None:
        measure = row.measure
        assert measure is not None  # noqa: S101 - a measure row is made with its measure
        if role in {"number", "unit"}:
            lens = measure.number_lens if role == "number" else measure.unit_lens
            name = row.names[0] if role == "number" else row.names[1]
            self.value(lens, name, v, here, "b", Row((name,), "value", ()))
            return
        w = self.w
        with w.block(f"if {v}.__class__ is not dict:"):
            w(f"S.odd({here}, {v})")
        with w.block("else:"):
            x, k, at = w.fresh("x"), w.fresh("k"), w.fresh("at")
            if self.absent:
                w("mark = S.mark()")
            w(f"{x} = {{}}")
            w(f"{k} = 0")
            w(f"{at} = {here}")
            halves = (
                ("value", measure.number, measure.number_lens),
                ("unit", measure.unit, measure.unit_lens),
            )
            for name, place, lens in halves:
                inner = w.fresh("v")
                w(f"{inner} = {v}.get({place[0].member!r})")
                head = f"if {inner} is not None:"
                if self.absent:
                    with w.block(f"if {inner} is not None and {inner} in {self.absent}:"):
                        w(f"{k} += 1")
                        w(f"S.keep({path(at, place[0].member)}, {inner})")
                    head = f"el{head}"
                with w.block(head):
                    w(f"{k} += 1")
                    self.value_in(lens, (row.names[0], name), inner, path(at, place[0].member), x)
            known = w.constant("KNOWN", repr(sorted((measure.number[0].member, measure.unit[0].member))))
            with w.block(f"if {k} != len({v}):"):
                w(f"S.unknown({v}, {known}, {at})")
            self.accept_measure(row, x, v, at)

    def accept_measure(self, row: Row, x: str, v: str, at: str) -> None:
        """Takes a quantity that was read, or keeps it whole where the wire says nothing by it."""
        w = self.w
        if self.absent is None:
            w(f"{self.target(row)} = {x}")
            return
        with w.block(f"if {v} and not {x}:"):
            w("S.rewind(mark)")
            w(f"S.keep({at}, {v})")
        with w.block("else:"):
            w(f"{self.target(row)} = {x}")

    def value_in(self, lens: Any, names: tuple[str, str], v: str, here: str, b: str) -> None:
        """Reads a value into a part's dict that is not `b`."""
        trace, self.trace = self.trace, False
        self.value(lens, names[1], v, here, b, None)
        self.trace = trace
        if trace:
            self.w(f"S.trace.append(({here}, {path('bp', *names)}))")

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

    def same(self, row: Row, v: str, here: str) -> None:
        """Reads an object whose members are fields of the whole."""
        w = self.w
        part = str(row.part)
        with w.block(f"if {v}.__class__ is not dict:"):
            w(f"S.odd({here}, {v})")
        with w.block("else:"), w.block(f"if {self.call(part, v, 'b', here, 'bp')} != len({v}):"):
            w(f"S.unknown({v}, {self.known(part)}, {here})")

    def one(self, part: str, v: str, x: str, here: str, bp: str) -> str | None:
        """Reads an object into a new dict; gives the mark to rewind to, where that may be."""
        w = self.w
        mark = None
        if self.gated(part):
            mark = w.fresh("mark")
            w(f"{mark} = S.mark()")
        w(f"{x} = {{}}")
        with w.block(f"if {self.call(part, v, x, here, bp)} != len({v}):"):
            w(f"S.unknown({v}, {self.known(part)}, {here})")
        if self.trace:
            with w.block(f"if not {v}:"):
                w(f"S.trace.append(({here}, {bp}))")
        return mark

    def gated(self, part: str) -> bool:
        shape = self.grammar.parts[part]
        return bool(self.absent) or any(row.gate for row in shape.rows)

    def accept(self, part: str, x: str, v: str, here: str, mark: str | None, then: str) -> None:
        """Takes a part that was read, or keeps it whole where its gate is shut."""
        w = self.w
        if mark is None:
            w(then)
            return
        gates = [row.names[0] for row in self.grammar.parts[part].rows if row.gate]
        shut = [f"{name!r} not in {x}" for name in gates]
        if self.absent:
            shut.append(f"({v} and not {x})")
        with w.block(f"if {' or '.join(shut)}:"):
            w(f"S.rewind({mark})")
            w(f"S.keep({here}, {v})")
        with w.block("else:"):
            w(then)

    def inline(self, row: Row) -> None:
        """Reads a part whose members stand in the same object."""
        w = self.w
        x = w.fresh("x")
        w(f"{x} = {{}}")
        w(f"k += {self.call(str(row.part), 'o', x, 'at', self.place(row))}")
        with w.block(f"if {x}:"):
            w(f"{self.target(row)} = {x}")

    def listed(self, row: Row, r: str, i: str, e: str, here: str) -> None:
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
            mark = self.one(
                str(row.part), e, x, here, self.place(row, Name(index))
            )
            self.accept(str(row.part), x, e, here, mark, f"{r}.append({x})")

    def listed_value(self, row: Row, r: str, e: str, here: str) -> None:
        w = self.w
        steps = inner_path(row)
        lens = row.lens
        assert lens is not None  # noqa: S101 - a row of values is made with its lens
        bp = self.place(row, Name(f"len({r}) - 1"))
        v = w.fresh("v")
        where = here
        if steps:
            w(f"{v} = text_at({e}, {steps!r})")
            where = f"{here} + {steps!r}"
        else:
            w(f"{v} = {e}")
        x = w.fresh("x")
        w(f"{x} = {v}" if lens.parse is None else f"{x} = {w.half(lens, 'parse')}({v})")
        with w.block(f"if {x} is None:"):
            w(f"S.keep({here}, {e})")
        with w.block("else:"):
            w(f"{r}.append({x})")
            if self.trace:
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
                self.listed_value(row, r, e, path(at, Name(i)))
            self.listing_done(row, r, v, at)

    def listing_done(self, row: Row, r: str, v: str, at: str) -> None:
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
                    self.listed(row, r, i, e, path(at, Name(i)))
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
            w(f"{x} = {{}}")
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
            with w.block(f"if {x}:"):
                w(f"{r}.append({x})")

    def edge_sets(self, row: Row) -> str:
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
            w(f"p = len({r}[j].get({row.pieces!r}, ())) if same else 0")
            w("order.append((j, p))")
            item = self.place(row, Name("j"))
            piece = self.place(row, Name("j"), row.pieces, Name("p"))
            w(f"{k} = {self.call(str(row.part), e, x, here, item)}")
            w(f"{k} += {self.call(str(row.piece_part), e, y, here, piece)}")
            self.numbered(row, e, here, k)
            self.nest(row, r, x, y, here)
        w(f"S.reorder({at}, order)")

    def numbered(self, row: Row, e: str, here: str, k: str) -> None:
        w = self.w
        number = members(row.number)
        shapes = (self.known(str(row.part)), self.known(str(row.piece_part)))
        with w.block("if said is None:"):
            w(f"S.omit({path(here, *number)})")
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
        w = self.w
        rows = self.grammar.parts[str(row.part)].rows
        wires = {one.names[0]: one.place[0].member for one in rows}
        with w.block("if same:"):
            with w.block(f"if {x} != base:"):
                w(f"S.differing({x}, base, {wires!r}, {here})")
            w(f"{r}[j].setdefault({row.pieces!r}, []).append({y})")
        with w.block("else:"):
            with w.block("if said is not None:"):
                w(f"numbered[said] = (j, dict({x}))")
            with w.block(f"if {y}:"):
                w(f"{x}[{row.pieces!r}] = [{y}]")
            w(f"{r}.append({x})")

    # Twins, facts, branches ---------------------------------------------------------------

    def twin(self, row: Row, name: str, extended: str, o: str, k: str, at: str) -> None:
        """Reads a deprecated member and the one that replaces it; the latter wins."""
        w = self.w
        old, new = w.fresh("v"), w.fresh("v")
        w(f"{old} = {o}.get({name!r})")
        w(f"{new} = {o}.get({extended!r})")
        other = row.extended
        assert other is not None  # noqa: S101 - called for rows that have one
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
        need = row.need
        width = self.width(row)
        w(f"twin_spelling(S, {old}, {new}, {path(at, name)}, {path(at, extended)}, {width}, {need})")

    def width(self, row: Row) -> int | None:
        if row.lens is not None:
            return row.lens.width
        shape = self.grammar.parts[str(row.part)]
        widths = [r.lens.width for r in shape.rows if r.form == "values" and r.lens]
        return widths[0] if widths else None

    def facts(self, when: tuple[tuple[str, Any], ...]) -> None:
        for name, value in when:
            if value is not None:
                self.w(f"b.setdefault({name!r}, {value!r})")

    def branches(self, branches: tuple[Branch, ...]) -> None:
        """Reads the first branch whose conditions stand on the wire."""
        w = self.w
        word = "if"
        for branch in branches:
            tests = [
                f"{w.constant('TEST', f'wire_test({t.place!r}, {t.test!r}, {t.text!r})')}(o)"
                for t in branch.where
            ]
            with w.block(f"{word} {' and '.join(tests)}:"):
                literal = [(t.place, t.text) for t in branch.where if t.test == "is"]
                node = grow(branch.rows)
                for place, text in literal:
                    node.at(place).constant = text
                self.members(node, "o", "k", "at")
                self.facts(branch.when)
            word = "elif"
        tops = sorted({row.place[0].member for branch in branches for row in branch.rows})
        with w.block("else:"), w.block(f"for top in {tops!r}:"):
            with w.block("if o.get(top) is not None:"):
                w("k += 1")
                w("S.odd((*at, top), o[top])")

    def drop(self, row: Row) -> None:
        """Gives a value that the wire says once to every entry of a list."""
        w = self.w
        name = f"hoisted_{row.names[1]}"
        with w.block(f"if {name} is not None:"):
            with w.block(f"for entry in b.get({row.names[0]!r}, ()):"):
                w(f"entry[{row.names[1]!r}] = {name}")


def holder(row: Row) -> str:
    """The expression of the dict that takes a row's fields."""
    return f"b.setdefault({row.inside!r}, {{}})" if row.inside else "b"


def top_members(shape: Shape, grammar: Grammar) -> set[str]:
    """The members of an object that a shape knows."""
    node = grow(shape.rows, shape)
    names = set(node.members)
    for branch in shape.branches:
        names |= {row.place[0].member for row in branch.rows}
        names |= {test.place[0].member for test in branch.where}
    for row in shape.rows:
        if row.form == "part" and not row.place:
            names |= top_members(grammar.parts[str(row.part)], grammar)
    return names


def inner_path(row: Row) -> tuple[str | int, ...]:
    """The path from an entry of a list of values to the value."""
    return tuple(
        step
        for one in row.item
        for step in ((one.member, 0) if one.selector else (one.member,))
    )
