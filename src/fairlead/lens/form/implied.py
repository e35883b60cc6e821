"""A total that the wire says by its parts alone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from pydantic import Field

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.form.row import Maker, RowTable
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import Text
from fairlead.lens.rows import Form, Row


class Implied(RowTable):
    """A total that the wire says by its parts alone."""

    RANK: ClassVar = 10

    implied_by: list[Text] = Field(min_length=1, description="The fields whose sum it is.")

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The parts of the sum."""
        return {"place": (), "sum_of": tuple(self.implied_by)}

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """It names the parts of a sum."""
        return "implied_by" in words


def emit(code: EmitCode, row: Row) -> None:
    """A total that the target can say only by its parts."""
    w = code.w
    v = w.fresh("v")
    parts = ", ".join(f"{code.m}.{name}" for name in row.sum_of)
    w(f"{v} = {code.m}.{row.names[0]}")
    with w.block(f"if {v} is not None:"):
        with w.block(f"if total_of(({parts},)) == {v}:"):
            code.noted(row.names[0])
        with w.block("else:"):
            w(f"S.apart({code.bp}, {row.names[0]!r}, {v})")


Implied.FORM = Form(name="implied", late_emit=emit, placed=False)
