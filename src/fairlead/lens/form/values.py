"""A list of texts, entry by entry."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from pydantic import Field, PositiveInt

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.emit.texts import many_texts
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.parse.lists import listed_value, listing_done
from fairlead.lens.compile.parse.texts import texts_of_one
from fairlead.lens.compile.source import Name, path
from fairlead.lens.compile.trie import Node
from fairlead.lens.form.row import SINCE, Maker, RowTable, spot
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import LensText, PlaceText, Text
from fairlead.lens.places import read_place
from fairlead.lens.rows import Form, Row


class Listed(RowTable):
    """A row of texts in the entries of a list."""

    each: PlaceText = Field(description="The list on the wire, or those entries of it.")
    as_: LensText = Field(alias="as", description="The value lens: how each text is spelt.")
    item: PlaceText = Field(".", description="The way from an entry to the text in it.")
    chunk: PositiveInt | None = Field(
        None, description="How many texts one entry of the wire's list holds."
    )
    most: PositiveInt | None = Field(
        None, description="How many entries the wire holds; what goes beyond is reported."
    )

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The list, the way inside it and the lens."""
        return {
            "place": spot(self.each, self.as_),
            "lens": maker.lens(self.as_),
            "item": read_place(self.item),
            "chunk": self.chunk,
        }


class Values(Listed):
    """A list of texts, entry by entry."""

    RANK: ClassVar = 22

    need: bool = Field(False, description="Whether the wire cannot do without an entry.")
    since: str | None = Field(
        None, pattern=SINCE, description="The version of the wire with which the list came."
    )
    entry: Text | None = Field(
        None, description="The member that holds a text, where a chunk holds objects."
    )
    extended: Values | None = Field(
        None, description="A newer and wider list that says the same; it is the value."
    )

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The list, and the member of an object that holds a text."""
        return {**super().cells(maker, way), "entry": self.entry}

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """It names a list, and no part."""
        return "each" in words and "use" not in words


def parse(code: ParseCode, row: Row, role: str, v: str, here: str) -> None:
    """Reads a list of values."""
    w = code.w
    with w.block(f"if {v}.__class__ is not list:"):
        w(f"S.odd({here}, {v})")
    with w.block("else:"):
        if row.lens is not None and row.lens.parse is None and not row.item and not code.trace:
            w(f"{code.target(row)} = {v}")
            return
        r, i, e, at = w.fresh("r"), w.fresh("i"), w.fresh("e"), w.fresh("at")
        w(f"{r} = []")
        w(f"{at} = {here}")
        with w.block(f"for {i}, {e} in enumerate({v}):"):
            if row.chunk is not None:
                texts_of_one(code, Node(row=row), r, e, path(at, Name(i)), v)
            else:
                listed_value(code, row, r, e, path(at, Name(i)))
        listing_done(code, row, r, v, at)


def emit(code: EmitCode, row: Row, o: str, name: str | None) -> None:
    """Writes a list of values."""
    w = code.w
    v = w.fresh("v")
    field = row.names[0]
    lens = row.lens
    assert lens is not None
    if row.chunk is not None:
        r = w.fresh("r")
        w(f"{r} = []")
        many_texts(code, (), row, r)
        with w.block(f"if {r}:"):
            code.put_all(o, name, r)
        return
    stated = v
    w(f"{v} = {code.m}.{field}")
    with w.block(f"if {v} is not None:"):
        if row.most is not None:
            code.trimmed(row, v, row.most)
        written = f"range(len({v}))"
        if lens.partial:
            v, written = sayable_values(code, row, v)
        elif lens.emit is not None:
            v, was = w.fresh("v"), v
            w(f"{v} = [{w.half(lens, 'emit')}(t) for t in {was}]")
        one = "t"
        for step in reversed(row.item):
            one = f"[{one}]" if step.selector else one
            one = f"{{{step.member!r}: {one}}}"
        code.noted_entries(row, written)
        code.put_some(o, name, f"[{one} for t in {v}]" if one != "t" else f"list({v})", v)
        code.shared(row, name, stated)
        if lens.width is not None:
            with w.block(f"for i, t in enumerate({v}):"):
                with w.block(f"if len(t) > {lens.width}:"):
                    w(f"S.long({path(code.bp, field)}, i, {lens.width}, t)")
    code.needed(row)


def sayable_values(code: EmitCode, row: Row, v: str) -> tuple[str, str]:
    """The names of the list of those values that the wire can say, and of their indexes.

    Any other is lost.
    """
    w = code.w
    lens = row.lens
    assert lens is not None
    r, x, written = w.fresh("r"), w.fresh("x"), w.fresh("written")
    w(f"{r}, {written} = [], []")
    with w.block(f"for i, t in enumerate({v}):"):
        w(f"{x} = {w.half(lens, 'emit')}(t)")
        with w.block(f"if {x} is None:"):
            code.unsayable(lens, path(code.bp, row.names[0]), "i", "t")
        with w.block("else:"):
            w(f"{r}.append({x})")
            w(f"{written}.append(i)")
    return r, written


Values.FORM = Form(
    name="values", parse=parse, emit=emit, many=True, is_list=True, whole_list=True, owner=True
)
