"""A value that two members say together: a text, and the code of the form that it has."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import Field

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.parse.objects import shared
from fairlead.lens.compile.trie import Node
from fairlead.lens.form.row import Maker, Otherwise, RowTable, When
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import Facts, PlaceText, Text
from fairlead.lens.places import place_in
from fairlead.lens.rows import Form, Row


class Joint(RowTable):
    """A value that two members say together: a text, and the code of the form that it has."""

    RANK: ClassVar = 12

    at: PlaceText = Field(description="The object that holds the two members.")
    joint: Text = Field(description="The table `[joint.NAME]` that says how.")
    need: bool = Field(False, description="Whether the wire cannot do without it.")
    when: When
    implies: Facts | None = Field(
        None, description="Facts of the Bill that reading the row states where nothing else does."
    )
    otherwise: Otherwise | None = Field(
        None,
        alias="or",
        description="A second place, read where the first says nothing and never written.",
    )
    sole: bool = Field(
        False, description="Whether a second entry that says it is a fault, instead of residue."
    )

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The place, the two members and the lens."""
        members, lens = maker.joint(self.joint)
        return {"place": place_in(self.at), "joint": members, "lens": lens}

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """It names a joint."""
        return "joint" in words


@dataclass(frozen=True)
class JointRow(Row):
    """Such a row."""

    joint: tuple[str, str] | None = None


Joint.ROW = JointRow


def parse(code: ParseCode, row: Row, role: str, v: str, here: str) -> None:
    """Reads an object that holds the two members and nothing of outer rows."""
    shared(code, Node(row=row, role="value"), v, here)


def emit(code: EmitCode, row: Row, o: str, name: str | None) -> None:
    """Writes a value as an object of two members."""
    w = code.w
    v, n = w.fresh("v"), w.fresh("n")
    w(f"{v} = {code.m}.{row.names[0]}")
    with w.block(f"if {v} is not None:"), code.where_facts_hold(row, v):
        w(f"{n} = {{}}")
        joint_into(code, row, v, n)
        code.put(o, name, n)
    code.needed(row)


def joint_into(code: EmitCode, row: Row, v: str, n: str) -> None:
    """Writes the two members of a value."""
    lens = row.lens
    assert lens is not None
    assert row.joint is not None
    first, second = row.joint
    code.w(f"{n}[{first!r}], {n}[{second!r}] = {code.w.half(lens, 'emit')}({v})")
    code.noted(row.names[0])


def joint_where(code: EmitCode, row: Row, v: str, n: str) -> None:
    """Writes a value of two members where the facts hold that reading it would state."""
    w = code.w
    tests = " and ".join(f"{code.m}.{key} == {value!r}" for key, value in row.when)
    if not tests:
        joint_into(code, row, v, n)
        return
    with w.block(f"if {tests}:"):
        joint_into(code, row, v, n)
    with w.block("else:"):
        w(f"S.lose({code.bp}, {row.names[0]!r}, {v})")


Joint.FORM = Form(name="joint", parse=parse, emit=emit, among=joint_where)
