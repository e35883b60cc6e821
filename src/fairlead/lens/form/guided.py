"""A code that another field decides between."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import Field

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.form.row import Maker, RowTable, spot
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import LensText, PlaceText
from fairlead.lens.rows import Form, Row


class Guided(RowTable):
    """A code that another field decides between; the key is `field + ?other`."""

    RANK: ClassVar = 40

    at: PlaceText = Field(description="The place on the wire.")
    as_: LensText = Field(
        alias="as",
        description="The code list. Each key is `A+B`: `A` of the field that is said, `B` of the "
        "one that decides; `A+` where that one says nothing.",
    )
    need: bool = Field(False, description="Whether the wire cannot do without it.")
    yields: bool = Field(
        False,
        description="Whether the other field is believed where a code contradicts it, and the code "
        "is kept; otherwise that is refused.",
    )

    @property
    def names(self) -> tuple[str, ...]:
        """The field that is said."""
        return (self.field.split(" + ?")[0],)

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The place, the lens and the field that decides."""
        guide = self.field.split(" + ?")[1]
        place = spot(self.at, self.as_)
        return {"place": place, "lens": maker.lens(self.as_), "guide": guide, "yields": self.yields}

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """Its key names the field that decides."""
        return " + ?" in field


@dataclass(frozen=True)
class GuidedRow(Row):
    """Such a row."""

    guide: str | None = None
    yields: bool = False
    """Whether a code that contradicts the other field is kept."""


Guided.ROW = GuidedRow


def begin(code: ParseCode, row: Row) -> None:
    """Makes the variable for the code that stands there."""
    code.w(f"guided_{row.names[0]} = None")


def parse(code: ParseCode, row: Row, role: str, v: str, here: str) -> None:
    """Reads the code of a field that another field decided about."""
    w = code.w
    lens = row.lens
    assert lens is not None
    x = w.fresh("x")
    w(f"{x} = {w.pairs(lens, 'parse')}({v})")
    with w.block(f"if {x} is None:"):
        w(f"S.bad({here}, {v}, code=True)")
    with w.block("else:"):
        w(f"{code.target(row)} = {x}[0]")
        w(f"guided_{row.names[0]} = ({v}, {here})")
        code.seen(here, *code.places(row))


def guided_spelling(code: ParseCode, row: GuidedRow) -> None:
    """Refuses a code that contradicts what decides; keeps one that we would write otherwise.

    A code whose key leaves the other field unsaid contradicts nothing.
    """
    w = code.w
    lens = row.lens
    assert lens is not None
    name = row.names[0]
    with w.block(f"if guided_{name} is not None:"):
        keys = f"(b[{name!r}], b.get({row.guide!r}))"
        word = "if"
        if not row.yields:
            w(f"said, stated = b.get({row.guide!r}), {w.pairs(lens, 'parse')}(guided_{name}[0])[1]")
            with w.block("if said is not None and stated is not None and said != stated:"):
                w(f"S.contrary(guided_{name}[1])")
            word = "elif"
        with w.block(f"{word} {w.pairs(lens, 'emit')}({keys}) != guided_{name}[0]:"):
            w(f"S.spell(guided_{name}[1], guided_{name}[0])")


def emit(code: EmitCode, row: Row, o: str, name: str | None) -> None:
    """Writes the code of a field that another field decides about."""
    w = code.w
    lens = row.lens
    assert lens is not None
    v, x = w.fresh("v"), w.fresh("x")
    w(f"{v} = {code.m}.{row.names[0]}")
    with w.block(f"if {v} is not None:"):
        w(f"{x} = {w.pairs(lens, 'emit')}(({v}, {code.m}.{row.guide}))")
        with w.block(f"if {x} is None:"):
            code.uncoded(row, lens, repr(row.names[0]), v)
        with w.block("else:"):
            code.put(o, name, x)
            code.noted(row.names[0])
    code.needed(row)


Guided.FORM = Form(name="guided", parse=parse, emit=emit, begin=begin, end=guided_spelling)
