"""Two fields in one code."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from pydantic import Field

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.source import pair_of
from fairlead.lens.form.row import Otherwise, Several
from fairlead.lens.rows import Form, Row


class Pair(Several):
    """Two fields in one code; the key names both with ` + ` between.

    In the code list each key is `A+B`, without blanks: `A` is the key of the first field, `B` that
    of the second. `A+` says the first field alone, and `+B` the second alone. Where a field is true
    or false, its key is `true` or `false`.
    """

    RANK: ClassVar = 42

    need: bool = Field(False, description="Whether the wire cannot do without it.")
    otherwise: Otherwise | None = Field(
        None,
        alias="or",
        description="A second place, for what the first has no code for; only one is written.",
    )

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """Its key names several fields."""
        return " + " in field


def parse(code: ParseCode, row: Row, role: str, v: str, here: str) -> None:
    """Reads one code into two fields."""
    w = code.w
    x = w.fresh("x")
    lens = row.lens
    assert lens is not None
    w(f"{x} = {w.pairs(lens, 'parse')}({v})")
    with w.block(f"if {x} is None:"):
        w(f"S.keep({here}, {v})" if lens.open else f"S.bad({here}, {v}, code=True)")
    with w.block("else:"):
        for index, name in enumerate(row.names):
            with w.block(f"if {x}[{index}] is not None:"):
                w(f"{code.target(row, name)} = {x}[{index}]")
        code.seen(here, *code.places(row))
        if not lens.injective:
            with w.block(f"if {w.pairs(lens, 'emit')}({x}) != {v}:"):
                w(f"S.spell({here}, {v})")


def emit(code: EmitCode, row: Row, o: str, name: str | None) -> None:
    """Writes two fields as one said_unit, where there is one."""
    w = code.w
    a, b, x = w.fresh("a"), w.fresh("b"), w.fresh("x")
    w(f"{a} = {code.m}.{row.names[0]}")
    w(f"{b} = {code.m}.{row.names[1]}")
    with w.block(f"if {a} is not None or {b} is not None:"):
        w(f"{x} = {w.pairs(row.lens, 'emit')}(({a}, {b}))")  # type: ignore[arg-type]
        with w.block(f"if {x} is not None:"):
            code.put(o, name, x)
            code.noted_if_said(row.names)
            narrowed(code, row, a, b)
        if row.otherwise is None:
            with w.block("else:"):
                unpaired(code, row, a, b)
    code.needed(row)


def second(code: EmitCode, row: Row, o: str, name: str | None) -> None:
    """Writes a pair in its other place, where the first place has no code for it."""
    w = code.w
    assert row.instead_of is not None
    first = w.pairs(row.instead_of, "emit")
    a, b = row.names
    with w.block(f"if {first}(({code.m}.{a}, {code.m}.{b})) is None:"):
        emit(code, row, o, name)


def narrowed(code: EmitCode, row: Row, a: str, b: str) -> None:
    """Notes the keys that the code of a pair says less of."""
    lens = row.lens
    if lens is None or lens.codes is None or not lens.codes.narrowing:
        return
    w = code.w
    read = {row.wire: pair_of(row.canon) for row in lens.codes.reading}
    meant = {pair_of(one.canon): read.get(one.wire) for one in lens.codes if one.relation == ">"}
    narrow = w.constant("NARROW", f"{meant!r}.get")
    n = w.fresh("n")
    w(f"{n} = {narrow}(({a}, {b}))")
    with w.block(f"if {n} is not None:"):
        for index, (field, value) in enumerate(zip(row.names, (a, b), strict=True)):
            with w.block(f"if {n}[{index}] != {value}:"):
                w(f"S.lose({code.bp}, {field!r}, {value}, 'LOSS-003')")


def unpaired(code: EmitCode, row: Row, a: str, b: str) -> None:
    """Notes the keys of a pair for which there is no code."""
    for field, value in zip(row.names, (a, b), strict=True):
        with code.w.block(f"if {value} is not None:"):
            assert row.lens is not None
            code.uncoded(row, row.lens, repr(field), value)


Pair.FORM = Form(name="pair", parse=parse, emit=emit, stead=second, pairs=True, glue=" + ")
