"""Fields of the whole that stand in an object of their own."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.form.row import Maker, RowTable
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import PlaceText, Text
from fairlead.lens.places import place_in
from fairlead.lens.rows import Form, Row


class Same(RowTable):
    """Fields of the whole that stand in an object of their own; the key is `.`."""

    RANK: ClassVar = 2

    at: PlaceText = Field(description="The object on the wire.")
    use: Text = Field(description="The table `[part.NAME]` that says its rows.")

    @field_validator("at")
    @classmethod
    def _is_another_object(cls, at: str) -> str:
        """The object. Raises where it is the one in which the rows stand anyway."""
        if not place_in(at):
            raise PydanticCustomError(
                "same_object",
                "`.` is the object in which this row stands: write the rows of the part there",
            )
        return at

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The object and its part."""
        return {"place": place_in(self.at), "part": self.use}

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """Its key is a point."""
        return field == "."


def parse(code: ParseCode, row: Row, role: str, v: str, here: str) -> None:
    """Reads an object whose members are fields of the whole."""
    w = code.w
    part = str(row.part)
    with w.block(f"if {v}.__class__ is not dict:"):
        w(f"S.odd({here}, {v})")
    with w.block(f"elif not {v}:"):
        w(f"S.keep({here}, {v})")
    with w.block("else:"), w.block(f"if {code.call(part, v, 'b', here, 'bp')} != len({v}):"):
        w(f"S.unknown({v}, {code.known(part)}, {here})")


def emit(code: EmitCode, row: Row, o: str, name: str | None) -> None:
    """Writes an object whose members are fields of the whole."""
    w = code.w
    n, wrote = w.fresh("n"), w.fresh("wrote")
    w(f"{n} = {{}}")
    w(f"{wrote} = {code.call(str(row.part), 'm', n, code.bp)}")
    with w.block(f"if {n}:"):
        code.put(o, name, n)
        w(f"{code.wrote} |= {wrote}")


Same.FORM = Form(name="same", parse=parse, emit=emit, whole=True)
