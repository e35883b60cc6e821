"""A flat list that is nested in the Bill: entries of one number are pieces of one entry."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.shapes import needed_leaves
from fairlead.lens.compile.source import Name, literal, members, path
from fairlead.lens.form.edged import Edge
from fairlead.lens.form.parts import emit_list, parse_entries
from fairlead.lens.form.row import Keyed, Maker, RowTable
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import FieldName, MemberText, Reason, Text
from fairlead.lens.places import Place, place_in
from fairlead.lens.rows import Brought, Form, Row

if TYPE_CHECKING:
    from fairlead.lens.form import AnyRow


class Pieces(Edge):
    """How entries of one number are the pieces of one entry of the Bill.

    The wire has one flat list, and the Bill a list in a list: an item of cargo that lies in two
    containers is two entries on the wire, which bear the same number. The rows of the part that
    `use` names say what is said of the item, and stand in each of its entries again; the rows below
    `bind` say what is said of the piece. When a bill is written the items are numbered from 1.
    """

    name: FieldName = Field(description="The list of the Bill that holds the pieces.")
    number: MemberText = Field(description="Where an entry says which entry of the Bill it is of.")
    canon: Text = Field(description="The model of a piece.")
    bind: Annotated[dict[str, AnyRow], Keyed] = Field(description="The rows.")
    impossible: dict[str, Reason] = Field(
        {}, description="Fields of a piece that the wire cannot say, each with the reason."
    )


class Pieced(RowTable):
    """A flat list that is nested in the Bill: entries of one number are pieces of one entry."""

    RANK: ClassVar = 19

    each: MemberText = Field(description="The list on the wire.")
    use: Text = Field(description="The table `[part.NAME]` that says the rows of an entry.")
    need: bool = Field(False, description="Whether the wire cannot do without an entry.")
    pieces: Pieces = Field(
        description="How entries of one number are the pieces of one entry of the Bill."
    )

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The list, its part, and that of a piece."""
        return {
            "place": place_in(self.each),
            "part": self.use,
            "pieces": self.pieces.name,
            "number": place_in(self.pieces.number),
            "piece_part": maker.inline((*way, "pieces"), self.pieces),
        }

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """It says how entries are pieces."""
        return "pieces" in words


@dataclass(frozen=True)
class PiecedRow(Row):
    """Such a list."""

    pieces: str = ""
    """The list of the Bill that holds the pieces."""
    piece_part: str = ""
    number: Place = ()
    """Where an entry says which entry of the Bill it is of."""

    @property
    def also_said(self) -> tuple[str, ...]:
        """The field of the part that the pieces are."""
        return (self.pieces,)

    @property
    def numbered(self) -> Place:
        """Where an entry bears the number of its item."""
        return self.number

    def brings(self) -> tuple[Brought, ...]:
        """The part of an entry, and that of a piece."""
        pieces = f"{self.names[0]}[].{self.pieces}[]."
        return (*super().brings(), Brought(self.piece_part, pieces))


Pieced.ROW = PiecedRow


def parse(code: ParseCode, row: PiecedRow, role: str, v: str, here: str) -> None:
    """Reads such a list."""
    parse_entries(code, row, v, here, partial(pieces, code, row))


def pieces(code: ParseCode, row: PiecedRow, r: str, i: str, e: str, v: str, at: str) -> None:
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
        code.seen_empty(e, here, item)
        nest(code, row, r, x, y, here)
    w(f"S.reorder({at}, order)")


def numbered(code: ParseCode, row: PiecedRow, e: str, here: str, k: str) -> None:
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
        code.seen(path(here, *number))
        with w.block(f"if not sole({e}.get({number[0]!r}), {number[1:]!r}):"):
            w(f"S.beside({e}[{number[0]!r}], {number[1:]!r}, {path(here, number[0])})")
    with w.block(f"if {k} != len({e}):"):
        w(f"S.unknown({e}, ({number[0]!r}, *{shapes[0]}, *{shapes[1]}), {here})")


def nest(code: ParseCode, row: PiecedRow, r: str, x: str, y: str, here: str) -> None:
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


def emit_pieces(code: EmitCode, row: PiecedRow, r: str, i: str, e: str) -> None:
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
        lacking = [leaf for leaf in needed_leaves(row, code.grammar) if row.pieces in leaf]
        if lacking:
            item = path(code.bp, row.names[0], Name(i))
            with w.block("else:"):
                w(f"S.need({item}, {w.constant('NEED', repr(tuple(one[2:] for one in lacking)))})")
        w(f"{r}.append({n})")


def emit(code: EmitCode, row: PiecedRow, o: str, name: str | None) -> None:
    """Writes such a list."""
    emit_list(code, row, o, name, partial(emit_pieces, code, row))


Pieced.FORM = Form(
    name="pieced", parse=parse, emit=emit, many=True, is_list=True, whole_list=True, owner=True
)
