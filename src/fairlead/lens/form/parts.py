"""A list of parts: each entry of the wire's list is one."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field, PositiveInt

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.parse.lists import listed, listing_done
from fairlead.lens.compile.source import Name, literal, members, path
from fairlead.lens.form.row import SINCE, Keyed, Maker, RowTable
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import FieldName, PlaceText, Reason, Table, Text
from fairlead.lens.places import read_place
from fairlead.lens.rows import Form, Row

if TYPE_CHECKING:
    from fairlead.lens.form import AnyRow


class Edge(Table):
    """What the first or the last entry of a list says of the whole Bill."""

    canon: Text = Field(description="The model whose fields they are: `Bill`.")
    bind: Annotated[dict[str, AnyRow], Keyed] = Field(description="The rows.")


class Pieces(Edge):
    """How entries of one number are the pieces of one entry of the Bill.

    The wire has one flat list, and the Bill a list in a list: an item of cargo that lies in two
    containers is two entries on the wire, which bear the same number. The rows of the part that
    `use` names say what is said of the item, and stand in each of its entries again; the rows below
    `bind` say what is said of the piece. When a bill is written the items are numbered from 1.
    """

    name: FieldName = Field(description="The list of the Bill that holds the pieces.")
    number: PlaceText = Field(description="Where an entry says which entry of the Bill it is of.")
    canon: Text = Field(description="The model of a piece.")
    impossible: dict[str, Reason] = Field(
        {}, description="Fields of a piece that the wire cannot say, each with the reason."
    )


class Parts(RowTable):
    """A list of parts: each entry of the wire's list is one."""

    RANK: ClassVar = 20

    each: PlaceText = Field(description="The list on the wire, or those entries of it.")
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
    first: Edge | None = Field(None, description="What the first entry says of the whole Bill.")
    last: Edge | None = Field(None, description="What the last entry says of the whole Bill.")
    pieces: Pieces | None = Field(
        None, description="How entries of one number are the pieces of one entry of the Bill."
    )
    most: PositiveInt | None = Field(
        None, description="How many entries the wire holds; what goes beyond is reported."
    )
    counted: Text | None = Field(
        None, description="The member in which each entry bears its number, from 1."
    )

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The list, its part, and what its entries say beside that."""
        made: dict[str, Any] = {"place": read_place(self.each), "part": self.use, "key": self.key_}
        for word in ("first", "last"):
            edge = getattr(self, word)
            if edge is not None:
                made[word] = maker.inline((*way, word), edge)
        if self.first is not None and self.last is not None:
            both = Edge.model_construct(canon="Bill", bind={**self.first.bind, **self.last.bind})
            made["both"] = maker.inline((*way, "both"), both)
        if self.pieces is not None:
            made["pieces"] = self.pieces.name
            made["number"] = read_place(self.pieces.number)
            made["piece_part"] = maker.inline((*way, "pieces"), self.pieces)
        return made

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """It names a list and a part."""
        return "each" in words and "use" in words


def parse(code: ParseCode, row: Row, role: str, v: str, here: str) -> None:
    """Reads a list of parts."""
    w = code.w
    with w.block(f"if {v}.__class__ is not list:"):
        w(f"S.odd({here}, {v})")
    with w.block("else:"):
        r, i, e, at = w.fresh("r"), w.fresh("i"), w.fresh("e"), w.fresh("at")
        w(f"{r} = []")
        w(f"{at} = {here}")
        if row.pieces:
            pieces(code, row, r, i, e, v, at)
        elif row.first or row.last:
            edged(code, row, r, i, e, v, at)
        else:
            with w.block(f"for {i}, {e} in enumerate({v}):"):
                listed(code, row, r, e, path(at, Name(i)))
        listing_done(code, row, r, v, at)


def edged(code: ParseCode, row: Row, r: str, i: str, e: str, v: str, at: str) -> None:
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
        w(f"{mark}, {said} = S.mark(), len(b)")
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
            if code.trace:
                with w.block(f"if not {e}:"):
                    w(f"S.trace.append(({here}, {inner}))")
            w(f"{r}.append({x})")
        with w.block(f"elif len(b) == {said}:"):
            w(f"S.rewind({mark})")
            w(f"S.keep({here}, {e})")


def edge_sets(code: ParseCode, row: Row) -> str:
    """The names that an entry may have: its own, and those of the edges."""
    parts = (str(row.part), row.first, row.last)
    return "(" + ", ".join(code.known(part) if part else "()" for part in parts) + ")"


def pieces(code: ParseCode, row: Row, r: str, i: str, e: str, v: str, at: str) -> None:
    """Reads a flat list and nests it again by the number that each entry bears."""
    w = code.w
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
        item = code.place(row, Name("j"))
        piece = code.place(row, Name("j"), row.pieces, Name("p"))
        w(f"{k} = {code.call(str(row.part), e, x, here, item)}")
        w(f"{k} += {code.call(str(row.piece_part), e, y, here, piece)}")
        numbered(code, row, e, here, k)
        if code.trace:
            with w.block(f"if not {e}:"):
                w(f"S.trace.append(({here}, {item}))")
        nest(code, row, r, x, y, here)
    w(f"S.reorder({at}, order)")


def numbered(code: ParseCode, row: Row, e: str, here: str, k: str) -> None:
    """Reads the number of an entry of a flat list."""
    w = code.w
    number = members(row.number)
    shapes = (code.known(str(row.part)), code.known(str(row.piece_part)))
    with w.block("if said is None:"):
        w(f"S.omit({path(here, number[0])})")
    with w.block("else:"):
        w(f"{k} += 1")
        w("number_of_item = str(j + 1)")
        with w.block("if said != number_of_item:"):
            w(f"S.spell({path(here, *number)}, said)")
        if code.trace:
            w(f"S.trace.append(({path(here, *number)}, None))")
        with w.block(f"if not sole({e}.get({number[0]!r}), {number[1:]!r}):"):
            w(f"S.beside({e}[{number[0]!r}], {number[1:]!r}, {path(here, number[0])})")
    with w.block(f"if {k} != len({e}):"):
        w(f"S.unknown({e}, ({number[0]!r}, *{shapes[0]}, *{shapes[1]}), {here})")


def nest(code: ParseCode, row: Row, r: str, x: str, y: str, here: str) -> None:
    """Puts an entry below the item with its number, or begins an item.

    An item whose one entry says nothing of a piece has no pieces; where another entry has its
    number, the first was a piece too.
    """
    w = code.w
    rows = code.grammar.parts[str(row.part)].rows
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


def emit(code: EmitCode, row: Row, o: str, name: str | None) -> None:
    """Writes a list of parts."""
    w = code.w
    v, r, i, e = w.fresh("v"), w.fresh("r"), w.fresh("i"), w.fresh("e")
    field = row.names[0]
    w(f"{v} = {code.m}.{field}")
    if row.first or row.last:
        emit_edged(code, row, v, o, name)
        return
    with w.block(f"if {v} is not None:"):
        w(f"{r} = []")
        entries = v
        if row.most is not None:
            entries = f"{v}[:{row.most}]"
            code.surplus(row, v, row.most)
        with w.block(f"for {i}, {e} in enumerate({entries}):"):
            if row.pieces:
                emit_pieces(code, row, r, i, e)
            else:
                emit_one(code, row, r, i, e)
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
    w = code.w
    part = str(row.part)
    n = w.fresh("n")
    gate = code.shut(part, e)
    bp = path(code.bp, row.names[0], Name(i))
    if gate is not None:
        with w.block(f"if {gate}:"):
            w(f"S.lose({path(code.bp, row.names[0])}, {i}, {e})")
            w("continue")
    code.whole(part, e, n, bp)
    if row.counted is not None:
        w(f"{n}[{row.counted!r}] = str({i} + 1)")
    w(f"{r}.append({n})")


def emit_pieces(code: EmitCode, row: Row, r: str, i: str, e: str) -> None:
    """Writes one entry for every piece, with the words of its item and the item's number.

    The words are written once, and stand in every entry as the same objects.
    """
    w = code.w
    n, j, p, words = w.fresh("n"), w.fresh("j"), w.fresh("p"), w.fresh("words")
    w(f"{words} = {literal(members(row.number), f'str({i} + 1)')}")
    code.fill(str(row.part), e, words, path(code.bp, row.names[0], Name(i)))
    with w.block(f"for {j}, {p} in enumerate({e}.{row.pieces} or (None,)):"):
        w(f"{n} = {words}.copy()")
        with w.block(f"if {p} is not None:"):
            piece = path(code.bp, row.names[0], Name(i), row.pieces, Name(j))
            code.fill(str(row.piece_part), p, n, piece)
        w(f"{r}.append({n})")


def emit_edged(code: EmitCode, row: Row, v: str, o: str, name: str | None) -> None:
    """Writes a list whose first and last entries also say fields of the whole."""
    w = code.w
    r, i, e, n = w.fresh("r"), w.fresh("i"), w.fresh("e"), w.fresh("n")
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


Parts.FORM = Form(
    name="parts", parse=parse, emit=emit, many=True, is_list=True, whole_list=True, owner=True
)
