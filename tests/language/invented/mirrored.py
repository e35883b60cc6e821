"""A text that the wire spells from right to left: a form that was invented for a test."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from pydantic import Field

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.form.row import Maker, RowTable
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import PlaceText
from fairlead.lens.places import place_in
from fairlead.lens.rows import Form, Row


class Mirrored(RowTable):
    """A text that the wire spells from right to left."""

    RANK: ClassVar = 3

    mirrored: PlaceText = Field(description="The place on the wire.")

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """It says where the text stands mirrored."""
        return "mirrored" in words

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The place."""
        return {"place": place_in(self.mirrored)}


def parse(code: ParseCode, row: Row, role: str, v: str, here: str) -> None:
    """Reads the text from its end."""
    code.w(f"{code.target(row)} = {v}[::-1]")
    code.seen(here, code.place(row))


def emit(code: EmitCode, row: Row, o: str, name: str | None) -> None:
    """Writes the text from its end."""
    with code.w.block(f"if {code.m}.{row.names[0]} is not None:"):
        code.put(o, name, f"{code.m}.{row.names[0]}[::-1]")
        code.noted(row.names[0])


Mirrored.FORM = Form(name="mirrored", parse=parse, emit=emit)
