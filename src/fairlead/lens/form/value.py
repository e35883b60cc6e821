"""One field at one place: the plain row."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import Field

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.shapes import holder
from fairlead.lens.form.row import SINCE, Maker, Otherwise, Placed, When
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import Facts, FieldName
from fairlead.lens.rows import Form, Row


class Value(Placed):
    """One field of the Bill at one place of the wire."""

    RANK: ClassVar = 99

    need: bool = Field(False, description="Whether the wire cannot do without it.")
    since: str | None = Field(
        None, pattern=SINCE, description="The version of the wire with which the place came."
    )
    extended: Value | None = Field(
        None,
        description="A newer and wider member that says the same. It is the value where both are "
        "there; what fits the older member is written there.",
    )
    otherwise: Otherwise | None = Field(
        None,
        alias="or",
        description="A second place, read where the first says nothing and never written.",
    )
    gate: bool = Field(
        False, description="Whether nothing of its part is read or written without it."
    )
    when: When
    implies: Facts | None = Field(
        None, description="Facts of the Bill that reading the row states where nothing else does."
    )
    blank: str | None = Field(None, description="What the wire says where the Bill says nothing.")
    sum_of: list[FieldName] = Field(
        [],
        description="Fields of the Bill of which the sum is written where this one is not stated "
        "itself. They need no row of their own, and no reason below `[impossible]`.",
    )
    sole: bool = Field(
        False, description="Whether a second entry that says it is a fault, instead of residue."
    )

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The place, the lens and the parts of a sum."""
        return {**super().cells(maker, way), "sum_of": tuple(self.sum_of)}

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """Whatever no other form claims."""
        return True


@dataclass(frozen=True)
class ValueRow(Row):
    """A row of one field."""

    blank: str | None = None


Value.ROW = ValueRow


def parse(code: ParseCode, row: Row, role: str, v: str, here: str) -> None:
    """Reads the value at its place."""
    code.value(row.lens, row.names[0], v, here, holder(row), code.places(row))


def emit(code: EmitCode, row: Row, o: str, name: str | None) -> None:
    """Writes one value."""
    w = code.w
    v = w.fresh("v")
    field = row.names[0]
    w(f"{v} = {code.m}.{field}")
    if row.sum_of:
        summed(code, row, v)
    with w.block(f"if {v} is not None:"):
        with code.where_facts_hold(row, v):
            code.said(row, v, o, name)
    if row.blank is not None:
        with w.block("else:"):
            code.put(o, name, repr(row.blank))
    code.needed(row)


def summed(code: EmitCode, row: Row, v: str) -> None:
    """Takes the sum where the Bill states only its parts."""
    said = [f"{code.m}.{name}" for name in row.sum_of]
    with code.w.block(f"if not {' is '.join(said)} is None:"):
        parts = ", ".join(said)
        code.w(f"{v} = summed({v}, ({parts}), {row.names[0]!r}, {row.sum_of!r}, {code.bp}, S)")


Value.FORM = Form(name="value", plain=True, parse=parse, emit=emit)
