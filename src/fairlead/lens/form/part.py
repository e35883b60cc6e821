"""A part of the Bill that is one object, or stands among the members of one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from pydantic import Field

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.source import path
from fairlead.lens.form.row import SINCE, Maker, RowTable
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import PlaceText, Text
from fairlead.lens.places import place_in
from fairlead.lens.rows import Form, Row


class OnePart(RowTable):
    """A part of the Bill that is one object of the wire, or stands among the members of one."""

    RANK: ClassVar = 24

    at: PlaceText = Field(
        description="The object on the wire; `.` where the members stand in the object around it."
    )
    use: Text = Field(description="The table `[part.NAME]` that says its rows.")
    need: bool = Field(False, description="Whether the wire cannot do without it.")
    since: str | None = Field(
        None, pattern=SINCE, description="The version of the wire with which the object came."
    )
    gate: bool = Field(
        False, description="Whether nothing of the part around it is read or written without it."
    )
    sole: bool = Field(
        False, description="Whether a second entry that says it is a fault, instead of residue."
    )

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The object and its part."""
        return {"place": place_in(self.at), "part": self.use}

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """It names a part, and one object."""
        return "use" in words and "each" not in words


def parse(code: ParseCode, row: Row, role: str, v: str, here: str) -> None:
    """Reads one part."""
    w = code.w
    part = str(row.part)
    with w.block(f"if {v}.__class__ is not dict:"):
        w(f"S.odd({here}, {v})")
    with w.block("else:"):
        x = w.fresh("x")
        mark = code.one(part, v, x, here, code.place(row))
        code.accept(part, x, v, here, mark, f"{code.target(row)} = {x}")


def emit(code: EmitCode, row: Row, o: str, name: str | None) -> None:
    """Writes one part."""
    w = code.w
    v, n, at, wrote = w.fresh("v"), w.fresh("n"), w.fresh("at"), w.fresh("wrote")
    field = row.names[0]
    part = str(row.part)
    w(f"{v} = {code.m}.{row.names[0]}")
    with w.block(f"if {v} is not None:"):
        gate = code.shut(part, v)
        if gate is not None:
            with w.block(f"if {gate}:"):
                w(f"S.lose({code.bp}, {field!r}, {v})")
            w("else:")
            w.depth += 1
        w(f"{n} = {{}}")
        w(f"{at} = {path(code.bp, field)}")
        w(f"{wrote} = {code.call(part, v, n, at)}")
        code.fixed(part, n)
        # An object of which nothing could be said would be read as a part that says nothing.
        said = f"{n} or says_nothing({v})" if code.grammar.empty_parts else n
        with w.block(f"if {said}:"):
            code.put(o, name, n)
            w(f"S.wrote.append(({at}, {wrote}))")
        if not code.grammar.empty_parts:
            with w.block(f"elif says_nothing({v}):"):
                w(f"S.lose({code.bp}, {field!r}, {v})")
        if row.need:
            with w.block("else:"):
                code.unsaid_need(row, o, name)
        if gate is not None:
            w.depth -= 1
    code.needed(row)


def among(code: EmitCode, row: Row, v: str, n: str) -> None:
    """Writes a part into an object in which outer rows stand too."""
    field = row.names[0]
    code.fill(str(row.part), v, n, path(code.bp, field))
    if not code.grammar.empty_parts:
        with code.w.block(f"if says_nothing({v}):"):
            code.w(f"S.lose({code.bp}, {field!r}, {v})")


OnePart.FORM = Form(name="part", parse=parse, emit=emit, among=among, owner=True, open=True)
