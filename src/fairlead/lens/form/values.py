"""A list of texts, entry by entry."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any, ClassVar

from pydantic import Field, PositiveInt

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.emit.texts import said_texts, written_texts
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.parse.texts import text_entry
from fairlead.lens.compile.shapes import inner_path
from fairlead.lens.compile.source import Name, path
from fairlead.lens.compile.trie import Node
from fairlead.lens.form.parts import parse_list
from fairlead.lens.form.row import SINCE, Maker, RowTable, spot
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import LensText, MemberText, PlaceText
from fairlead.lens.places import Test, place_in
from fairlead.lens.rows import Form, Row


class Values(RowTable):
    """A list of texts, entry by entry."""

    RANK: ClassVar = 22

    each: MemberText = Field(description="The list on the wire, or those entries of it.")
    as_: LensText = Field(alias="as", description="The value lens: how each text is spelt.")
    item: PlaceText = Field(".", description="The way from an entry to the text in it.")
    need: bool = Field(False, description="Whether the wire cannot do without an entry.")
    since: str | None = Field(
        None, pattern=SINCE, description="The version of the wire with which the list came."
    )
    most: PositiveInt | None = Field(
        None, description="How many entries the wire holds; what goes beyond is reported."
    )
    extended: Values | None = Field(
        None, description="A newer and wider list that says the same; it is the value."
    )

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The list, the way inside it and the lens."""
        return {
            "place": spot(self.each, self.as_),
            "lens": maker.lens(self.as_),
            "item": place_in(self.item),
        }

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """It names a list, and no part."""
        return "each" in words and "use" not in words


def parse(code: ParseCode, row: Row, role: str, v: str, here: str) -> None:
    """Reads a list of values."""
    w = code.w
    if row.lens is not None and row.lens.parse is None and not row.item:
        with w.block(f"if {v}.__class__ is not list:"):
            w(f"S.odd({here}, {v})")
        with w.block("else:"):
            w(f"{code.target(row)} = {v}")
            code.seen_entries(v, here, code.place(row))
        return
    parse_list(code, row, v, here, partial(parse_value, code, row))


def parse_value(code: ParseCode, row: Row, r: str, e: str, here: str, index: Name) -> None:
    """Reads one entry of a list of values into `r`."""
    w = code.w
    steps = inner_path(row)
    lens = row.lens
    assert lens is not None
    bp = code.place(row, Name(f"len({r}) - 1"))
    v = w.fresh("v")
    at = path(here, *steps)
    w(f"{v} = text_at({e}, {steps!r})" if steps else f"{v} = {e}")
    x = w.fresh("x")
    w(f"{x} = {code.claim(row, v)}")
    with w.block(f"if {x} is None:"):
        if lens.codes is not None and not lens.open:
            w(f"S.bad({at}, {v}, code=True)")
        else:
            w(f"S.keep({here}, {e})")
    with w.block("else:"):
        w(f"{r}.append({x})")
        if lens.kind in {"any", "lines"}:
            code.seen_all(v, at, bp)
        else:
            code.seen(at, bp)
        code.spelling(lens, x, v, at)
        if steps:
            with w.block(f"if not sole({e}, {steps!r}):"):
                w(f"S.beside({e}, {steps!r}, {here})")


def of_many(code: ParseCode, node: Node, r: str, e: str, here: str, among: str) -> None:
    """Reads one entry of those that a selector takes."""
    row = node.row
    assert row is not None
    text_entry(code, node, e, here, partial(text_whole, code, row, r))


def text_whole(code: ParseCode, row: Row, r: str, v: str, here: str) -> None:
    """Reads the value that one entry holds."""
    w = code.w
    lens = row.lens
    assert lens is not None
    x = w.fresh("x")
    w(f"{x} = {code.claim(row, v)}")
    with w.block(f"if {x} is None:"):
        w(f"S.bad({here}, {v}, code=False)")
    with w.block("else:"):
        w(f"{r}.append({x})")
        place = code.place(row, Name(f"len({r}) - 1"))
        if lens.kind == "lines":
            code.seen_all(v, here, place)
        else:
            code.seen(here, place)
        code.spelling(lens, x, v, here)


def emit(code: EmitCode, row: Row, o: str, name: str | None) -> None:
    """Writes a list of values."""
    w = code.w
    v = w.fresh("v")
    field = row.names[0]
    lens = row.lens
    assert lens is not None
    stated = v
    w(f"{v} = {code.m}.{field}")
    with w.block(f"if {v} is not None:"):
        if row.most is not None:
            code.trimmed(row, v, row.most)
        written = f"range(len({v}))"
        if lens.partial or lens.codes is not None:
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
        none_coded(code, row, stated, v)
        if lens.width is not None:
            with w.block(f"for i, t in enumerate({v}):"):
                with w.block(f"if len(t) > {lens.width}:"):
                    w(f"S.long({path(code.bp, field)}, i, {lens.width}, t)")
    code.needed(row)


def none_coded(code: EmitCode, row: Row, stated: str, said: str) -> None:
    """Refuses a list that the wire needs, and for no text of which it has a code."""
    lens = row.lens
    if row.need and lens is not None and lens.codes is not None:
        with code.w.block(f"if {stated} and not {said}:"):
            code.uncoded(row, lens, "0", f"{stated}[0]", path(code.bp, row.names[0]))


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


def to_many(code: EmitCode, row: Row, tests: tuple[Test, ...], r: str) -> None:
    """Writes the entries of one kind among those of others."""

    def say(v: str, said: str) -> None:
        if row.most is not None:
            code.trimmed(row, v, row.most)
        said_texts(code, row, v, said)
        none_coded(code, row, v, said)

    written_texts(code, row, tests, r, say)


Values.FORM = Form(
    name="values", parse=parse, emit=emit, entry=parse_value, of_many=of_many, to_many=to_many,
    many=True, is_list=True, whole_list=True, owner=True,
)  # fmt: skip
