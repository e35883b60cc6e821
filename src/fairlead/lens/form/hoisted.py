"""A field of every entry of a list, which the wire says once for all of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from pydantic import Field

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.parse.objects import keep_whole
from fairlead.lens.compile.shapes import said_apart
from fairlead.lens.form.row import Placed
from fairlead.lens.residue import Path
from fairlead.lens.rows import Form, Row


class Hoisted(Placed):
    """A field of every entry of a list, which the wire says once for all of them."""

    RANK: ClassVar = 30

    need: bool = Field(False, description="Whether the wire cannot do without it.")

    @property
    def names(self) -> tuple[str, ...]:
        """The list, and the way from its entries to the field."""
        return tuple(self.field.split("."))

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """Its key goes through a list, with points."""
        return "." in field


def parse(code: ParseCode, row: Row, role: str, v: str, here: str) -> None:
    """Remembers what stands there, until the entries are read."""
    code.w(f"hoisted_{row.names[-1]} = ({v}, {here})")


def begin(code: ParseCode, row: Row) -> None:
    """Makes the variable for what stands there."""
    code.w(f"hoisted_{row.names[-1]} = None")


def ways(row: Row) -> list[Path]:
    """Where it stands in the Bill: in the first entry, as in all."""
    return [(row.names[0], 0, *row.names[1:])]


def drop(code: ParseCode, row: Row) -> None:
    """Gives a value that the wire says once to every entry of a list; to none, it is kept."""
    w = code.w
    name = f"hoisted_{row.names[-1]}"
    with w.block(f"if {name} is not None:"):
        v, here, x = w.fresh("v"), w.fresh("here"), w.fresh("x")
        w(f"{v}, {here} = {name}")
        with w.block(f"if not b.get({row.names[0]!r}):"):
            keep_whole(code, row.place, here, v)
        with w.block("else:"):
            w(f"{x} = None")
            code.value(row.lens, x, v, here, "", code.places(row))
            with w.block(f"if {x} is not None:"):
                with w.block(f"for entry in b[{row.names[0]!r}]:"):
                    for inner in row.names[1:-1]:
                        w(f"entry = entry.setdefault({inner!r}, {{}})")
                    with w.block(f"if entry.setdefault({row.names[-1]!r}, {x}) != {x}:"):
                        w(f"S.contrary({here}, {v})")
                with w.block(f"for place in S.echoes.get({row.names[-1]!r}, ()):"):
                    w("S.stood(place, text_at(o, place[len(at):-1]))")


def emit(code: EmitCode, row: Row, o: str, name: str | None) -> None:
    """Writes once what every entry of a list says alike."""
    w = code.w
    v = w.fresh("v")
    parts = code.grammar.parts.values()
    apart = any(row.names[-1] in said_apart(part, code.grammar) for part in parts)
    more = ", apart=True" if apart else ""
    w(f"{v} = alike({code.m}.{row.names[0]}, {row.names!r}, {code.bp}, S{more})")
    with w.block(f"if {v} is not None:"):
        code.said(row, v, o, name)
    code.needed(row)


Hoisted.FORM = Form(
    name="hoisted", parse=parse, emit=emit, begin=begin, end=drop, ways=ways, spread=True, glue="."
)
