"""A list of parts: each entry of the wire's list is one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from pydantic import Field, PositiveInt

from fairlead.errors import likely
from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.parse.lists import listing_done
from fairlead.lens.compile.parse.objects import counted_once
from fairlead.lens.compile.source import Name, frozen, path
from fairlead.lens.compile.trie import Node
from fairlead.lens.form.row import SINCE, Maker, RowTable
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import FieldName, MemberText, Text
from fairlead.lens.places import Test, place_in
from fairlead.lens.rows import Form, Grammar, Row


class Parts(RowTable):
    """A list of parts: each entry of the wire's list is one."""

    RANK: ClassVar = 20

    each: MemberText = Field(description="The list on the wire, or those entries of it.")
    use: Text = Field(description="The table `[part.NAME]` that says the rows of an entry.")
    need: bool = Field(False, description="Whether the wire cannot do without an entry.")
    extended: Parts | None = Field(
        None, description="A newer and wider list that says the same; it is the value."
    )
    since: str | None = Field(
        None, pattern=SINCE, description="The version of the wire with which the list came."
    )
    key_: FieldName | None = Field(
        None, alias="key", description="The field of an entry by which entries are told apart."
    )
    most: PositiveInt | None = Field(
        None, description="How many entries the wire holds; what goes beyond is reported."
    )

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The list and its part."""
        return {"place": place_in(self.each), "part": self.use, "key": self.key_}

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """It names a list and a part."""
        return "each" in words and "use" in words


@dataclass(frozen=True)
class PartsRow(Row):
    """A list of parts."""

    key: str | None = None
    """The field of an entry by which entries are told apart."""

    def mistakes(self, grammar: Grammar) -> Iterator[str]:
        """That no row of an entry says the key."""
        keys = {one.names[0] for one in grammar.parts[str(self.part)].rows}
        if self.key and self.key not in keys:
            yield f"the key {self.key} has no row{likely(self.key, keys)}"


def parse(code: ParseCode, row: Row, role: str, v: str, here: str) -> None:
    """Reads a list of parts."""
    parse_list(code, row, v, here, partial(parse_part, code, row))


def parse_list(
    code: ParseCode, row: Row, v: str, here: str, entry: Callable[[str, str, str, Name], None]
) -> None:
    """Reads a list, whose entries are read by `entry` into the list that it is given."""
    sure = row.part is not None and not code.gated(row.part)

    def every(r: str, i: str, e: str, v: str, at: str) -> None:
        with code.w.block(f"for {i}, {e} in enumerate({v}):"):
            # Where no entry is left out but for a fault, each has the index at which it stands.
            entry(r, e, path(at, Name(i)), Name(i if sure else f"len({r})"))

    parse_entries(code, row, v, here, every)


def parse_entries(
    code: ParseCode, row: Row, v: str, here: str, every: Callable[[str, str, str, str, str], None]
) -> None:
    """Reads a list, all entries of which are read by `every`."""
    w = code.w
    with w.block(f"if {v}.__class__ is not list:"):
        w(f"S.odd({here}, {v})")
    with w.block("else:"):
        r, i, e, at = w.fresh("r"), w.fresh("i"), w.fresh("e"), w.fresh("at")
        w(f"{r} = []")
        at = code.standing(at, here)
        every(r, i, e, v, at)
        listing_done(code, row, r, v, at)


def parse_part(code: ParseCode, row: Row, r: str, e: str, here: str, index: Name) -> None:
    """Reads one entry of a list of parts into `r`."""
    w = code.w
    with w.block(f"if {e}.__class__ is not dict:"):
        w(f"S.odd({here}, {e})")
    with w.block("else:"):
        x = w.fresh("x")
        mark = code.one(str(row.part), e, x, here, code.place(row, index))
        code.accept(str(row.part), x, e, here, mark, f"{r}.append({x})")


def emit(code: EmitCode, row: Row, o: str, name: str | None) -> None:
    """Writes a list of parts."""
    emit_list(code, row, o, name, partial(emit_one, code, row))


def emit_list(
    code: EmitCode, row: Row, o: str, name: str | None, entry: Callable[[str, str, str], None]
) -> None:
    """Writes a list, whose entries are written by `entry` into the list that it is given."""
    w = code.w
    v, r, i, e = w.fresh("v"), w.fresh("r"), w.fresh("i"), w.fresh("e")
    w(f"{v} = {code.m}.{row.names[0]}")
    with w.block(f"if {v} is not None:"):
        w(f"{r} = []")
        entries = v
        if row.most is not None:
            entries = f"{v}[:{row.most}]"
            code.surplus(row, v, row.most)
        with w.block(f"for {i}, {e} in enumerate({entries}):"):
            entry(r, i, e)
        if not code.grammar.empty_lists:
            code.put_some(o, name, r, r)
        elif code.shut(str(row.part), "e") is None:
            code.put_all(o, name, r)
        else:
            with w.block(f"if {r} or not {v}:"):
                code.put_all(o, name, r)
        code.shared(row, name, v)
    code.needed(row)


def emit_one(code: EmitCode, row: Row, r: str, i: str, e: str) -> None:
    """Writes one part of a list."""
    code.w(f"{r}.append({part_written(code, row, i, e)})")


def part_written(code: EmitCode, row: Row, i: str, e: str) -> str:
    """Writes one part of a list as an object; gives its name."""
    w = code.w
    part, n = str(row.part), w.fresh("n")
    gate = code.shut(part, e)
    if gate is not None:
        with w.block(f"if {gate}:"):
            w(f"S.lose({path(code.bp, row.names[0])}, {i}, {e})")
            w("continue")
    code.whole(part, e, n, path(code.bp, row.names[0], Name(i)))
    return n


# Among others -------------------------------------------------------------------------------------


def parse_among(
    code: ParseCode, node: Node, r: str, e: str, here: str, edges: Iterable[tuple[str, str]] = ()
) -> None:
    """Reads one entry of those that a selector takes.

    `edges` are parts that such an entry says of the whole, each with the test of the entry.
    """
    w = code.w
    row = node.row
    assert row is not None
    x, k, at = w.fresh("x"), w.fresh("k"), w.fresh("at")
    at = code.standing(at, here)
    with w.block(f"if {e}.__class__ is not dict:"):
        w(f"S.odd({at}, {e})")
    with w.block("else:"):
        w(f"{x} = {{}}")
        inner = code.place(row, Name(f"len({r})"))
        w(f"{k} = {code.call(str(row.part), e, x, at, inner)}")
        code.walk.members(node, e, k, at)
        counted_once(code, node, str(row.part), e, k)
        for child, member in ((one, name) for name, one in node.members.items()):
            if child.test is not None and child.test.ranked:
                texts = child.test.texts
                w(f"if {e}[{member!r}] != {texts!r}[min(len({r}), {len(texts) - 1})]:")
                w(f"    S.spell({path(at, member)}, {e}[{member!r}])")
        known = f"{code.known(str(row.part))} | {w.constant('KNOWN', frozen(node.members))}"
        for part, test in edges:
            when = test.format(at=at)
            with w.block(f"if {when}:"):
                w(f"{k} += {code.call(part, e, 'b', at, 'bp')}")
            known += f" | ({code.known(part)} if {when} else frozenset())"
        with w.block(f"if {k} != len({e}):"):
            w(f"S.unknown({e}, {known}, {at})")
        w(f"{r}.append({x})")


def of_many(code: ParseCode, node: Node, r: str, e: str, here: str, among: str) -> None:
    """Reads one entry of those that a selector takes, in the list `among`."""
    parse_among(code, node, r, e, here)


def to_many(code: EmitCode, row: Row, tests: tuple[Test, ...], r: str) -> None:
    """Writes the entries of one kind among those of others."""
    emit_among(code, row, tests, r)
    code.needed(row)


def emit_among(
    code: EmitCode,
    row: Row,
    tests: tuple[Test, ...],
    r: str,
    edges: Callable[[str], None] = lambda made: None,
) -> None:
    """Writes the entries of one kind among those of others; `edges` adds to their list."""
    w = code.w
    v, i, e, n, made = (w.fresh(stem) for stem in ("v", "i", "e", "n", "made"))
    field = row.names[0]
    w(f"{v} = {code.m}.{field}")
    w(f"{made} = []")
    with w.block(f"for {i}, {e} in enumerate({v} or ()):"):
        code.whole(str(row.part), e, n, path(code.bp, field, Name(i)))
        w(f"{made}.append({n})")
    edges(made)
    with w.block(f"for {i}, {n} in enumerate({made}):"):
        for test in tests:
            text = repr(test.texts[0])
            if test.ranked:
                text = f"{test.texts!r}[min({i}, {len(test.texts) - 1})]"
            w(f"put({n}, {test.path!r}, {text})")
        w(f"{r}.append({n})")
    with w.block(f"if {v} is not None:"):
        code.shared(row, None, v)


Parts.ROW = PartsRow
Parts.FORM = Form(
    name="parts", parse=parse, emit=emit, entry=parse_part, of_many=of_many, to_many=to_many,
    many=True, is_list=True, whole_list=True, owner=True,
)  # fmt: skip
