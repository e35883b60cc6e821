"""A list of which the wire holds one entry, as an object or a value."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.source import path
from fairlead.lens.form.row import Maker, RowTable, spot
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import LensText, One, PlaceText, Text
from fairlead.lens.places import place_in
from fairlead.lens.rows import Form, Row


class Single(RowTable):
    """A list of which the wire holds one entry, as an object or a value; `most = 1` says so."""

    RANK: ClassVar = 23

    at: PlaceText = Field(description="The place on the wire.")
    most: One = Field(description="How many entries the wire holds: always `1`.")
    as_: LensText | None = Field(
        None, alias="as", description="The value lens, of a text; or `use`, never both."
    )
    use: Text | None = Field(None, description="The part that the object is; or `as`, never both.")
    need: bool = Field(False, description="Whether the wire cannot do without it.")

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The place, and the lens or the part."""
        if self.use is not None:
            return {"place": place_in(self.at), "part": self.use}
        as_ = str(self.as_)
        return {"place": spot(self.at, as_), "lens": maker.lens(as_)}

    @model_validator(mode="after")
    def _one_way(self) -> Single:
        if (self.as_ is None) == (self.use is None):
            raise PydanticCustomError("one_way", "it has either `as` or `use`")
        return self

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """It has a place and not a list, and one entry at most."""
        return "most" in words and "each" not in words


def parse(code: ParseCode, row: Row, role: str, v: str, here: str) -> None:
    """Reads the only entry of a list from an object."""
    w = code.w
    if row.part is None:
        x = w.fresh("x")
        w(f"{x} = None")
        code.value(row.lens, x, v, here, "", code.places(row))
        with w.block(f"if {x} is not None:"):
            w(f"{code.target(row)} = [{x}]")
        return
    part = str(row.part)
    with w.block(f"if {v}.__class__ is not dict:"):
        w(f"S.odd({here}, {v})")
    with w.block("else:"):
        x = w.fresh("x")
        mark = code.one(part, v, x, here, code.place(row, 0))
        code.accept(part, x, v, here, mark, f"{code.target(row)} = [{x}]")


def emit(code: EmitCode, row: Row, o: str, name: str | None) -> None:
    """Writes the first entry of a list as an object; any other has no place."""
    w = code.w
    v, e, n = w.fresh("v"), w.fresh("e"), w.fresh("n")
    at, wrote = w.fresh("at"), w.fresh("wrote")
    field, part = row.names[0], str(row.part)
    w(f"{v} = {code.m}.{field}")
    with w.block(f"if {v} is not None:"):
        code.surplus(row, v, 1)
        if row.part is None:
            with w.block(f"for {e} in {v}[:1]:"):
                code.said(row, e, o, name)
            code.shared(row, None, v)
            return
        gate = code.shut(part, e)
        with w.block(f"for {e} in {v}[:1]:"):
            if gate is not None:
                with w.block(f"if {gate}:"):
                    w(f"S.lose({path(code.bp, field)}, 0, {e})")
                    w("continue")
            w(f"{n} = {{}}")
            w(f"{at} = {path(code.bp, field, 0)}")
            w(f"{wrote} = {code.call(part, e, n, at)}")
            code.fixed(part, n)
            with w.block(f"if {n} or says_nothing({e}):"):
                code.put(o, name, n)
                w(f"S.wrote.append(({at}, {wrote}))")
        code.shared(row, None, v)
    code.needed(row)


def entry_among(code: EmitCode, row: Row, v: str, n: str) -> None:
    """Writes the first entry of a list where outer rows stand too; any other has no place."""
    w = code.w
    e = w.fresh("e")
    field = row.names[0]
    code.surplus(row, v, 1)
    with w.block(f"for {e} in {v}[:1]:"):
        code.fill(str(row.part), e, n, path(code.bp, field, 0))
    code.shared(row, None, v)


Single.FORM = Form(
    name="single", parse=parse, emit=emit, among=entry_among, is_list=True, index=(0,), owner=True
)
