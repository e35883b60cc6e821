"""A list of parts whose first and last entries also say fields of the whole Bill."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.shapes import holds
from fairlead.lens.compile.source import Name, members, path
from fairlead.lens.compile.trie import Node
from fairlead.lens.form.parts import emit_among, parse_among, parse_entries
from fairlead.lens.form.row import Keyed, Maker, RowTable
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import MemberText, Table, Text
from fairlead.lens.places import Test, place_in
from fairlead.lens.rows import Brought, Form, Row

if TYPE_CHECKING:
    from fairlead.lens.form import AnyRow


class Edge(Table):
    """What the first or the last entry of a list says of the whole Bill."""

    canon: Text = Field(description="The model whose fields they are: `Bill`.")
    bind: Annotated[dict[str, AnyRow], Keyed] = Field(description="The rows.")


class Edged(RowTable):
    """A list of parts whose first and last entries also say fields of the whole Bill."""

    RANK: ClassVar = 18

    each: MemberText = Field(description="The list on the wire, or those entries of it.")
    use: Text = Field(description="The table `[part.NAME]` that says the rows of an entry.")
    need: bool = Field(False, description="Whether the wire cannot do without an entry.")
    first: Edge | None = Field(None, description="What the first entry says of the whole Bill.")
    last: Edge | None = Field(None, description="What the last entry says of the whole Bill.")

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The list, its part, and what its edges say beside that."""
        made: dict[str, Any] = {"place": place_in(self.each), "part": self.use}
        for word in ("first", "last"):
            edge = getattr(self, word)
            if edge is not None:
                made[word] = maker.inline((*way, word), edge)
        if self.first is not None and self.last is not None:
            both = Edge.model_construct(canon="Bill", bind={**self.first.bind, **self.last.bind})
            made["both"] = maker.inline((*way, "both"), both)
        return made

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """It says what the first or the last entry says."""
        return bool({"first", "last"} & set(words))


@dataclass(frozen=True)
class EdgedRow(Row):
    """Such a list."""

    first: str | None = None
    last: str | None = None
    both: str | None = None
    """What an entry alone says as the first and the last."""

    def brings(self) -> tuple[Brought, ...]:
        """The part of an entry, and those of the edges."""
        edges = [Brought(part, "") for part in (self.first, self.last) if part]
        both = [Brought(self.both, "", again=True)] if self.both else []
        return (*super().brings(), *edges, *both)


Edged.ROW = EdgedRow


def parse(code: ParseCode, row: EdgedRow, role: str, v: str, here: str) -> None:
    """Reads such a list."""
    parse_entries(code, row, v, here, partial(edged, code, row))


def edged(code: ParseCode, row: EdgedRow, r: str, i: str, e: str, v: str, at: str) -> None:
    """Reads a list whose first and last entries also say fields of the whole."""
    w = code.w
    here = path(at, Name(i))
    with w.block(f"for {i}, {e} in enumerate({v}):"):
        with w.block(f"if {e}.__class__ is not dict:"):
            w(f"S.odd({here}, {e})")
            w("continue")
        x, k = w.fresh("x"), w.fresh("k")
        mark, said = w.fresh("mark"), w.fresh("said")
        w(f"{x} = {{}}")
        w(f"{mark}, {said} = S.mark(noted), len(b)")
        inner = code.place(row, Name(f"len({r})"))
        w(f"{k} = {code.call(str(row.part), e, x, here, inner)}")
        if row.first:
            with w.block(f"if {i} == 0:"):
                w(f"{k} += {code.call(row.first, e, 'b', here, 'bp')}")
        if row.last:
            with w.block(f"if {i} == len({v}) - 1:"):
                w(f"{k} += {code.call(row.last, e, 'b', here, 'bp')}")
        with w.block(f"if {k} != len({e}):"):
            w(f"S.unread({e}, {edge_sets(code, row)}, {i}, len({v}), {here})")
        # An entry alone that says only fields of the whole is no entry of the Bill.
        with w.block(f"if {x} or len({v}) > 1:"):
            code.seen_empty(e, here, inner)
            w(f"{r}.append({x})")
        with w.block(f"elif len(b) == {said}:"):
            code.rewind(mark)
            w(f"S.keep({here}, {e})")


def edge_sets(code: ParseCode, row: EdgedRow) -> str:
    """The names that an entry may have: its own, and those of the edges."""
    parts = (str(row.part), row.first, row.last)
    return "(" + ", ".join(code.known(part) if part else "()" for part in parts) + ")"


def gather(code: ParseCode, row: EdgedRow, r: str, tests: tuple[Test, ...], v: str) -> None:
    """Finds the entries of which the edges are to be read, among others."""
    code.w(f"{r}_at = [i for i, e in enumerate({v}) if {holds(tests, 'e')}]")


def of_many(code: ParseCode, node: Node, r: str, e: str, here: str, among: str) -> None:
    """Reads one entry of those that a selector takes."""
    row = node.row
    assert isinstance(row, EdgedRow)
    alone = f"len({r}_at) == 1"
    edges = (
        (row.both, alone),
        (row.first, f"not {alone} and {{at}}[-1] == {r}_at[0]"),
        (row.last, f"not {alone} and {{at}}[-1] == {r}_at[-1]"),
    )
    parse_among(code, node, r, e, here, [(part, when) for part, when in edges if part])


def emit(code: EmitCode, row: EdgedRow, o: str, name: str | None) -> None:
    """Writes a list whose first and last entries also say fields of the whole."""
    w = code.w
    v, r, i, e, n = (w.fresh(stem) for stem in ("v", "r", "i", "e", "n"))
    w(f"{v} = {code.m}.{row.names[0]}")
    w(f"{r} = []")
    with w.block(f"for {i}, {e} in enumerate({v} or ()):"):
        code.whole(str(row.part), e, n, path(code.bp, row.names[0], Name(i)))
        w(f"{r}.append({n})")
    w(f"edges = {r} or [{{}}]")
    for part, index in ((row.first, 0), (row.last, -1)):
        if part:
            code.fill(part, "m", f"edges[{index}]", code.bp)
    with w.block("if edges[0]:"):
        with w.block(f"if not {r}:"):
            for place, value in code.grammar.parts[str(row.part)].constants:
                code.constant("edges[0]", members(place), value)
        code.put_all(o, name, "edges")
        # An entry that says fields of the whole hides that there are no entries.
        code.shared(row, None, f"({v} is None or {v})")
    with w.block(f"elif {v} is not None:"):
        code.put_some(o, name, r, r)
        code.shared(row, name, v)
    code.needed(row)


def to_many(code: EmitCode, row: EdgedRow, tests: tuple[Test, ...], r: str) -> None:
    """Writes the entries of one kind among those of others."""
    emit_among(code, row, tests, r, partial(edges, code, row))


def edges(code: EmitCode, row: EdgedRow, made: str) -> None:
    """Writes what the edges of a list say of the whole, in an entry of their own if need be."""
    w = code.w
    edges = w.fresh("edges")
    w(f"{edges} = {made} or [{{}}]")
    with w.block(f"if len({edges}) == 1:"):
        code.fill(str(row.both), "m", f"{edges}[0]", code.bp)
    with w.block("else:"):
        code.fill(str(row.first), "m", f"{edges}[0]", code.bp)
        code.fill(str(row.last), "m", f"{edges}[-1]", code.bp)
    with w.block(f"if {edges}[0]:"):
        w(f"{made} = {edges}")
    code.needed(row)


Edged.FORM = Form(
    name="edged", parse=parse, emit=emit, gather=gather, of_many=of_many, to_many=to_many,
    many=True, is_list=True, whole_list=True, owner=True,
)  # fmt: skip
