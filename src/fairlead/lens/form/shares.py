"""A list that the wire divides, or says of the whole: one share stands in the whole itself."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from pydantic import Field

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.shapes import top_members
from fairlead.lens.compile.source import Name, path
from fairlead.lens.form.row import Maker, RowTable
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import PlaceText, Text
from fairlead.lens.places import read_place
from fairlead.lens.rows import Form, Row


class Shares(RowTable):
    """A list that the wire divides, or says of the whole: one share stands in the whole itself."""

    RANK: ClassVar = 13

    each: PlaceText = Field(description="The list of shares on the wire.")
    use: Text = Field(description="The part that a share is, where the whole is divided.")
    alone: Text = Field(description="The part that stands in the whole where it is not divided.")
    summary: Text = Field(description="The part that says of the whole what its shares come to.")
    split_by: Text = Field(
        description="The member that every share has where the whole is divided."
    )

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The list, and the parts of both ways."""
        return {
            "place": read_place(self.each), "part": self.use, "alone": self.alone,
            "summary": self.summary, "split_by": self.split_by,
        }  # fmt: skip

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """It says how a whole is divided."""
        return bool({"alone", "summary", "split_by"} & set(words))


def parse(code: ParseCode, row: Row) -> None:
    """Reads the shares of a whole: each for itself where all are told apart, else as one."""
    w = code.w
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
            inner = code.place(row, Name(i))
            with w.block(f"if {code.call(str(row.part), e, x, here, inner)} != len({e}):"):
                w(f"S.unknown({e}, {code.known(str(row.part))}, {here})")
            w(f"{r}.append({x})")
        w(f"{code.target(row)} = {r}")
        w(f"k += {code.call(str(row.summary), 'o', 'b', 'at', 'bp')}")
        ours = {*top_members(code.grammar.parts[str(row.summary)], code.grammar), member}
        whole = top_members(code.grammar.parts[str(row.alone)], code.grammar)
        with w.block(f"for name in {tuple(sorted(whole - ours))!r}:"):
            with w.block("if name in o:"):
                w("k += 1")
                w("S.keep(at + (name,), o[name])")
    with w.block("else:"):
        w(f"{x} = {{}}")
        inner = code.place(row, 0)
        w(f"k += {code.call(str(row.alone), 'o', x, 'at', inner)}")
        with w.block(f"if {x}:"):
            w(f"{code.target(row)} = [{x}]")


def emit(code: EmitCode, row: Row) -> None:
    """Writes the shares of a whole: one in the whole itself, several each for itself."""
    w = code.w
    v, r, i, e, n = (w.fresh(stem) for stem in ("v", "r", "i", "e", "n"))
    field, member = row.names[0], row.place[0].member
    w(f"{v} = {code.m}.{field}")
    with w.block(f"if {v} is not None:"):
        with w.block(f"if len({v}) == 1:"):
            code.fill(str(row.alone), f"{v}[0]", "o", path(code.bp, field, 0))
        with w.block(f"elif {v}:"):
            w(f"{r} = []")
            with w.block(f"for {i}, {e} in enumerate({v}):"):
                w(f"{n} = {{}}")
                code.fill(str(row.part), e, n, path(code.bp, field, Name(i)))
                w(f"{r}.append({n})")
            w(f"o[{member!r}] = {r}")
            code.fill(str(row.summary), "m", "o", code.bp)
        with w.block("else:"):
            w(f"S.lose({code.bp}, {field!r}, {v})")


Shares.FORM = Form(name="shares", late_parse=parse, late_emit=emit, is_list=True, placed=False)
