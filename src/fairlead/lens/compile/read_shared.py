"""Reading what stands together in one object or list.

That is: parts beside outer rows, values in two members, entries of one kind among others, and
values in another place than the one we would write.
"""

from __future__ import annotations

from fairlead.lens.compile.read_texts import TextReader
from fairlead.lens.compile.shapes import apart, holder, holds, top_members
from fairlead.lens.compile.source import Name, frozen, path
from fairlead.lens.compile.trie import Node, is_unwritten, nodes_on
from fairlead.lens.places import Place, Selector, build_path, tests_of
from fairlead.lens.rows import Row, Total


class SharedReader(TextReader):
    """Writes the code that reads what stands together."""

    def missing(self, node: Node, here: str) -> None:
        """Notes what we would write and the wire did not say."""
        if self.always(node):
            with self.w.block("else:"):
                self.w(f"S.omit({here})")

    def always(self, node: Node) -> bool:
        """Whether something is written below a place, even if the Bill says nothing of it."""
        blank = node.row is not None and node.row.blank is not None
        fixed = node.constant is not None and node.test is None
        total = node.total is not None and not node.total.silent and node.total.beside is None
        if fixed or total or blank:
            return True
        apart = node.row is not None and node.row.form not in {"part", "joint"}
        return any(map(self.always, () if apart else node.members.values())) or any(
            self.always(child)
            for selector, child in node.entries.items()
            if selector.kind in {"first", "only"}
        )

    def shared(self, node: Node, v: str, here: str) -> None:
        """Reads the row of an object in which outer rows stand too."""
        w = self.w
        row = node.row
        assert row is not None
        with w.block(f"if {v}.__class__ is not dict:"):
            w(f"S.odd({here}, {v})")
        with w.block("else:"):
            k, at = w.fresh("k"), w.fresh("at")
            w(f"{k} = 0")
            w(f"{at} = {here}")
            if row.form == "joint":
                known = self.joined_members(node, row, v, k, at)
                with w.block(f"if {k} != len({v}):"):
                    w(f"S.unknown({v}, {known}, {at})")
                return
            x, part = w.fresh("x"), str(row.part)
            mark = w.fresh("mark") if self.gated(part) else None
            if mark is not None:
                w(f"{mark} = S.mark()")
            known = self.part_among(node, row, v, (x, k, at))
            with w.block(f"if {k} != len({v}):"):
                w(f"S.unknown({v}, {known}, {at})")
            if mark is not None:
                with w.block(f"if {self.shut(part, x, v)}:"):
                    w(f"{holder(row)}.pop({row.names[0]!r}, None)")
                    w(f"S.rewind({mark})")
                    w(f"S.keep({at}, {v})")

    def part_among(self, node: Node, row: Row, v: str, into: tuple[str, str, str]) -> str:
        """Reads a part, then the outer rows in its object; gives the names that they know.

        A part that says nothing is none where outer rows alone made the object.
        """
        w = self.w
        part = str(row.part)
        x, k, at = into
        own = w.fresh("own")
        entry = (0,) if row.form == "single" else ()
        w(f"{x} = {{}}")
        w(f"{k} = {own} = {self.call(part, v, x, at, self.place(row, *entry))}")
        self.members(node, v, k, at)
        self.counted_once(node, part, v, k)
        fixed = sum(child.constant is not None for child in node.members.values())
        with w.block(f"if {x} or {k} - {own} <= {fixed}:"):
            w(f"{self.target(row)} = {f'[{x}]' if entry else x}")
        return f"{self.known(part)} | {w.constant('KNOWN', frozen(node.members))}"

    def counted_once(self, node: Node, part: str, v: str, k: str) -> None:
        """Counts a member once in which both a part and what stands around it read something."""
        both = top_members(self.grammar.parts[part], self.grammar) & set(node.members)
        for name in sorted(both):
            self.w(f"{k} -= {name!r} in {v}")

    def keep_whole(self, place: Place, here: str, v: str) -> None:
        """Keeps what a place says, with the entry of the list around it where it is in one."""
        self.w(f"S.keep_all({self.entry_around(place, here, v)})")

    def entry_around(self, place: Place, here: str, v: str) -> str:
        """The place and the value of what a place says, or of the entry of the list around it."""
        steps = build_path(place)
        lists = [end for end, step in enumerate(steps, 1) if isinstance(step, int)]
        inner = len(steps) - lists[-1] if lists else 0
        if not inner:
            return f"{here}, {v}"
        entry = f"{here}[:-{inner}]"
        return f"{entry}, text_at(o, {entry}[len(at):])"

    def joined_members(self, node: Node, row: Row, v: str, k: str, at: str) -> str:
        """Reads a value of two members, and the constants beside it; gives the names it knows."""
        self.members(node, v, k, at)
        self.joint(row, v, at, k)
        assert row.joint is not None
        return self.w.constant("KNOWN", frozen({*node.members, *row.joint}))

    def joint(self, row: Row, v: str, at: str, k: str) -> None:
        """Reads a value that two members say together."""
        w = self.w
        lens = row.lens
        assert lens is not None
        assert row.joint is not None
        first, second, x = w.fresh("v"), w.fresh("v"), w.fresh("x")
        for member, found in zip(row.joint, (first, second), strict=True):
            w(f"{found} = {v}.get({member!r})")
            w(f"{k} += {found} is not None")
        w(f"{x} = {w.half(lens, 'parse')}(({first}, {second}))")
        with w.block(f"if {x} is None:"):
            w(f"S.bad({path(at, row.joint[0])}, {first}, code=False)")
        with w.block("else:"):
            w(f"{self.target(row)} = {x}")
            self.facts(row.when)
            again = w.fresh("x")
            w(f"{again} = {w.half(lens, 'emit')}({x})")
            for index, (member, found) in enumerate(zip(row.joint, (first, second), strict=True)):
                self.seen(path(at, member), row)
                with w.block(f"if {again}[{index}] != {found}:"):
                    w(f"S.spell({path(at, member)}, {found})")

    def guided(self, row: Row, v: str, here: str) -> None:
        """Reads the code of a field that another field decided about."""
        w = self.w
        lens = row.lens
        assert lens is not None
        x = w.fresh("x")
        w(f"{x} = {w.pairs(lens, 'parse')}({v})")
        with w.block(f"if {x} is None:"):
            w(f"S.bad({here}, {v}, code=True)")
        with w.block("else:"):
            w(f"{self.target(row)} = {x}[0]")
            w(f"guided_{row.names[0]} = ({v}, {here})")
            self.seen(here, row)

    def guided_spelling(self, row: Row) -> None:
        """Keeps the code that stood there, where we would write another for the same field."""
        w = self.w
        lens = row.lens
        assert lens is not None
        name = row.names[0]
        with w.block(f"if guided_{name} is not None:"):
            keys = f"(b[{name!r}], b.get({row.guide!r}))"
            with w.block(f"if {w.pairs(lens, 'emit')}({keys}) != guided_{name}[0]:"):
                w(f"S.spell(guided_{name}[1], guided_{name}[0])")

    def joint_alone(self, row: Row, v: str, here: str) -> None:
        """Reads an object that holds the two members and nothing of outer rows."""
        self.shared(Node(row=row, role="value"), v, here)

    def listings(self, node: Node, v: str) -> dict[Selector, str]:
        """The lists that gather the entries of one kind, for each selector that takes many."""
        lists: dict[Selector, str] = {}
        for selector, child in node.entries.items():
            if child.row is not None and child.row.form in {"parts", "values", "spilt"}:
                lists[selector] = self.w.fresh("r")
                self.w(f"{lists[selector]} = []")
                if child.row.first or child.row.last:
                    chosen = holds(selector.tests, "e")
                    self.w(f"{lists[selector]}_at = [i for i, e in enumerate({v}) if {chosen}]")
        return lists

    def one_of_many(self, node: Node, r: str, e: str, here: str, among: str) -> None:
        """Reads one entry of those that a selector takes."""
        w = self.w
        row = node.row
        assert row is not None
        if row.form != "parts":
            self.texts_of_one(node, r, e, here, among)
            return
        x, k, at = w.fresh("x"), w.fresh("k"), w.fresh("at")
        w(f"{at} = {here}")
        with w.block(f"if {e}.__class__ is not dict:"):
            w(f"S.odd({at}, {e})")
        with w.block("else:"):
            w(f"{x} = {{}}")
            inner = self.place(row, Name(f"len({r})"))
            w(f"{k} = {self.call(str(row.part), e, x, at, inner)}")
            self.members(node, e, k, at)
            self.counted_once(node, str(row.part), e, k)
            for child, member in ((one, name) for name, one in node.members.items()):
                if child.test is not None and child.test.ranked:
                    texts = child.test.texts
                    w(f"if {e}[{member!r}] != {texts!r}[min(len({r}), {len(texts) - 1})]:")
                    w(f"    S.spell({path(at, member)}, {e}[{member!r}])")
            known = f"{self.known(str(row.part))} | {w.constant('KNOWN', frozen(node.members))}"
            alone = f"len({r}_at) == 1"
            for part, when in (
                (row.both, alone),
                (row.first, f"not {alone} and {at}[-1] == {r}_at[0]"),
                (row.last, f"not {alone} and {at}[-1] == {r}_at[-1]"),
            ):
                if part:
                    with w.block(f"if {when}:"):
                        w(f"{k} += {self.call(part, e, 'b', at, 'bp')}")
                    known += f" | ({self.known(part)} if {when} else frozenset())"
            with w.block(f"if {k} != len({e}):"):
                w(f"S.unknown({e}, {known}, {at})")
            w(f"{r}.append({x})")

    def many_done(self, node: Node, r: str) -> None:
        """Sets the field to the entries that a selector took."""
        assert node.row is not None
        with self.w.block(f"if {r}:"):
            if node.row.form == "spilt":
                self.spilt(node.row, r)
            else:
                self.w(f"{self.target(node.row)} = {r}")

    def second(self, row: Row, root: Node) -> None:
        """Reads the second place of a row, where the first said nothing.

        We would write the first; that the second was used is a way of writing.
        """
        w = self.w
        other = row.otherwise
        assert other is not None
        with w.block(f"if {self.stead(row)} is not None:"):
            v, here = w.fresh("v"), w.fresh("here")
            w(f"{v}, {here} = {self.stead(row)}")
            b = self.held(row)
            said = " or ".join(f"{name!r} in {b}" for name in row.names)
            with w.block(f"if {said}:"):
                if row.form == "value" and other.form == "value":
                    with w.block(f"if {self.claim(other, v)} != {b}[{row.names[0]!r}]:"):
                        w(f"S.contrary({here}, {v})")
                self.keep_whole(other.place, here, v)
                if self.trace:
                    self.repeats(other.place, here)
            with w.block("else:"):
                if row.form == "pair":
                    self.pair(other, v, here)
                else:
                    w(f"S.omit({path('at', *apart(row, other, root))})")
                    if any(map(is_unwritten, nodes_on(root, other.place[:1]))):
                        self.keep_whole(other.place, here, v)
                    else:
                        w(f"S.spell({here}, {v})")
                    self.quietly(other, v, here)
                    self.facts(row.when)

    def repeats(self, place: Place, here: str) -> None:
        """Notes the leaf that says a fact again, and the texts by which its entry is found."""
        steps = build_path(place)
        lists = [end for end, step in enumerate(steps, 1) if isinstance(step, int)]
        inner = len(steps) - lists[-1] if lists else 0
        found = [test.path for step in place for test in tests_of(step) if step.selector]
        entry = f"({here})[:-{inner}]" if inner else here
        self.w(f"S.repeated({entry}, {(*found, steps[len(steps) - inner :])!r})")

    def quietly(self, row: Row, v: str, here: str) -> None:
        """Reads a row whose way of writing is noted already."""
        w = self.w
        mark = w.fresh("mark")
        w(f"{mark} = len(S.spelt)")
        if row.form == "joint":
            self.joint_alone(row, v, here)
        else:
            self.value(row.lens, row.names[0], v, here, holder(row), row)
        w(f"del S.spelt[{mark}:]")

    def shares(self, row: Row) -> None:
        """Reads the shares of a whole: each for itself where all are told apart, else as one."""
        w = self.w
        member = row.place[0].member
        several, r, i, e, x, at = (w.fresh(stem) for stem in ("e", "r", "i", "e", "x", "at"))
        w(f"{several} = o.get({member!r})")
        w(f"{at} = {path('at', member)}")
        divided = f"shared_out({several}, {row.split_by!r})"
        with w.block(f"if {divided}:"):
            w("k += 1")
            w(f"{r} = []")
            with w.block(f"for {i}, {e} in enumerate({several}):"):
                here = path(at, Name(i))
                w(f"{x} = {{}}")
                inner = self.place(row, Name(i))
                with w.block(f"if {self.call(str(row.part), e, x, here, inner)} != len({e}):"):
                    w(f"S.unknown({e}, {self.known(str(row.part))}, {here})")
                w(f"{r}.append({x})")
            w(f"{self.target(row)} = {r}")
            w(f"k += {self.call(str(row.summary), 'o', 'b', 'at', 'bp')}")
            ours = {*top_members(self.grammar.parts[str(row.summary)], self.grammar), member}
            whole = top_members(self.grammar.parts[str(row.alone)], self.grammar)
            with w.block(f"for name in {tuple(sorted(whole - ours))!r}:"):
                with w.block("if name in o:"):
                    w("k += 1")
                    w("S.keep(at + (name,), o[name])")
        with w.block("else:"):
            w(f"{x} = {{}}")
            inner = self.place(row, 0)
            w(f"k += {self.call(str(row.alone), 'o', x, 'at', inner)}")
            with w.block(f"if {x}:"):
                w(f"{self.target(row)} = [{x}]")

    def lifted(self, row: Row, v: str, here: str) -> None:
        """Reads fields of the whole that an entry says along."""
        w = self.w
        lens = row.lens
        assert lens is not None
        x = w.fresh("x")
        w(f"{x} = {self.claim(row, v)}")
        with w.block(f"if {x} is None:"):
            w(f"S.bad({here}, {v}, code={lens.coded})")
        with w.block("else:"):
            for index, name in enumerate(row.names):
                value = f"{x}[{index}]" if row.form == "pair" else x
                w(f"S.lift({name!r}, {value}, {here})")
                if self.trace:
                    w(f"S.trace.append(({here}, ({name!r},)))")

    def compared(self, total: Total) -> None:
        """Compares a stated total with what it totals."""
        w = self.w
        stated = f"total_{self.grammar.totals.index(total)}"
        with w.block(f"if {stated} is not None:"):
            of = w.constant("SAID_TOTAL", f"said_totaller({total.of!r})")
            lens = f"{w.half(total.lens, 'parse')}, {w.half(total.lens, 'emit')}"
            whole = bool(total.lens.halves) and not total.silent
            duty = f"silent={total.silent}, whole={whole}"
            if total.silent:
                v, here = w.fresh("v"), w.fresh("here")
                w(f"{v}, {here} = {stated}")
                w(f"S.keep_all({self.entry_around(total.place, here, v)})")
            if total.across:
                w(f"S.across.setdefault({self.grammar.totals.index(total)}, []).append({stated})")
                return
            compare = f"S.total({of}(b), {stated}, {lens}, {duty})"
            step = total.place[0]
            if step.selector is None or step.selector.kind != "first":
                w(compare)
                return
            # What stands in the first of several entries is a share of the total.
            with w.block(f"if len(o[{step.member!r}]) == 1:"):
                w(compare)
            with w.block("else:"):
                steps = build_path(total.place)[2:]
                shares = f"[text_at(e, {steps!r}) for e in o[{step.member!r}]]"
                parse = w.half(total.lens, "parse")
                w(f"S.shares({of}(b), {stated}, {shares}, {parse})")
