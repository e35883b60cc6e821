"""Several texts in one, which the wire cannot tell apart."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.shapes import holder
from fairlead.lens.form.row import Several
from fairlead.lens.language.table import Text
from fairlead.lens.rows import Form, Row


class Joined(Several):
    """Several texts in one; the wire cannot tell them apart, which is reported."""

    RANK: ClassVar = 41

    need: bool = Field(False, description="Whether the wire cannot do without it.")
    join: Text = Field(description="What stands between the texts.")

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """Its key names several fields, and it says what joins them."""
        return " + " in field and "join" in words


@dataclass(frozen=True)
class JoinedRow(Row):
    """Such a row."""

    join: str = ""


Joined.ROW = JoinedRow


def parse(code: ParseCode, row: Row, role: str, v: str, here: str) -> None:
    """Reads the text into the first of the fields."""
    code.value(row.lens, row.names[0], v, here, holder(row), code.places(row))


def emit(code: EmitCode, row: Row, o: str, name: str | None) -> None:
    """Writes several texts as one, and notes that they are no longer apart."""
    w = code.w
    x = w.fresh("x")
    said = {field: w.fresh("v") for field in row.names}
    for index, (field, v) in enumerate(said.items()):
        w(f"{v} = {code.m}.{field}")
        if index == 0:
            w(f"{x} = {v}")
            continue
        with w.block(f"if {v} is not None:"):
            w(f"{x} = {v} if {x} is None else {x} + {row.join!r} + {v}")
    with w.block(f"if {x} is not None:"):
        if row.lens is not None and row.lens.emit is not None:
            w(f"{x} = {w.half(row.lens, 'emit')}({x})")
        with code.sayable(row, x, said, o, name):
            code.put(o, name, x)
            for field, v in said.items():
                with w.block(f"if {v} is not None:"):
                    code.noted(field)
                    if field != row.names[0]:
                        w(f"S.split({code.bp}, {field!r}, {v})")
    code.needed(row)


Joined.FORM = Form(name="joined", parse=parse, emit=emit, glue=" + ")
