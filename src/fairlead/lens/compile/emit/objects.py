"""Writing a part among the members of an object."""

from __future__ import annotations

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.source import path
from fairlead.lens.rows import Row


def inline(code: EmitCode, row: Row) -> None:
    """Writes a part whose members stand in the same object."""
    w = code.w
    v, size = w.fresh("v"), w.fresh("size")
    field = row.names[0]
    w(f"{v} = {code.m}.{field}")
    if row.form.index:
        inline_entry(code, row, v, size)
        return
    with w.block(f"if {v} is not None:"):
        w(f"{size} = len(o)")
        code.fill(str(row.part), v, "o", path(code.bp, field))
        with w.block(f"if len(o) == {size} and says_nothing({v}):"):
            w(f"S.lose({code.bp}, {field!r}, {v})")


def inline_entry(code: EmitCode, row: Row, v: str, size: str) -> None:
    """Writes the first entry of a list in the same object; any other has no place."""
    w = code.w
    field = row.names[0]
    with w.block(f"if {v} is not None:"):
        code.surplus(row, v, 1)
        code.shared(row, None, v)
        e = w.fresh("e")
        with w.block(f"for {e} in {v}[:1]:"):
            w(f"{size} = len(o)")
            code.fill(str(row.part), e, "o", path(code.bp, field, 0))
            with w.block(f"if len(o) == {size} and says_nothing({e}):"):
                w(f"S.lose({path(code.bp, field)}, 0, {e})")


def part_among(code: EmitCode, row: Row, n: str) -> None:
    """Writes a part, or a value of two members, into an object where outer rows stand too."""
    w = code.w
    v = w.fresh("v")
    field = row.names[0]
    w(f"{v} = {code.m}.{field}")
    with w.block(f"if {v} is not None:"):
        if row.form.among is not None:
            row.form.among(code, row, v, n)
    code.needed(row)
