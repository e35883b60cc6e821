"""A field of the whole Bill, which each entry of a list says along."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar

from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.source import field
from fairlead.lens.form.row import Maker, Placed
from fairlead.lens.language.lines import Way
from fairlead.lens.rows import Form, Row


class Lifted(Placed):
    """A field of the whole Bill, which each entry of a list says along; its key begins with `^`."""

    RANK: ClassVar = 1

    @property
    def names(self) -> tuple[str, ...]:
        """The field, or the two of a pair."""
        return tuple(self.field.split(" + "))

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The place and the lens, of a field of the whole."""
        form = maker.table("value" if len(self.names) == 1 else "pair").FORM
        return {**super().cells(maker, way), "form": form}

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """Its key begins with `^`."""
        return field.startswith("^")


@dataclass(frozen=True)
class LiftedRow(Row):
    """Such a row."""

    lifted: bool = True


Lifted.ROW = LiftedRow


def parse(code: ParseCode, row: Row, role: str, v: str, here: str) -> None:
    """Reads fields of the whole that an entry says along."""
    w = code.w
    lens = row.lens
    assert lens is not None
    x = w.fresh("x")
    w(f"{x} = {code.claim(row, v)}")
    with w.block(f"if {x} is None:"):
        w(f"S.bad({here}, {v}, code={lens.coded})")
    with w.block("else:"):
        for index, name in enumerate(row.names):
            value = f"{x}[{index}]" if row.form.pairs else x
            w(f"S.lift({name!r}, {value}, {here})")
            code.seen(here, field(name, part="()"))


Lifted.FORM = Form(parse=parse, name="lifted")
