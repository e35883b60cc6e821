"""Reading the entries of a list."""

from __future__ import annotations

from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.shapes import inner_path
from fairlead.lens.compile.source import Name
from fairlead.lens.rows import Row


def listed(code: ParseCode, row: Row, r: str, e: str, here: str) -> None:
    """Reads one entry of a list of parts or values into `r`."""
    w = code.w
    if row.part is None:
        listed_value(code, row, r, e, here)
        return
    with w.block(f"if {e}.__class__ is not dict:"):
        w(f"S.odd({here}, {e})")
    with w.block("else:"):
        x = w.fresh("x")
        index = f"len({r})"
        mark = code.one(str(row.part), e, x, here, code.place(row, Name(index)), row.counted)
        code.accept(str(row.part), x, e, here, mark, f"{r}.append({x})")


def listing_done(code: ParseCode, row: Row, r: str, v: str, at: str) -> None:
    """Sets the field to the list that was read."""
    w = code.w
    if code.trace:
        with w.block(f"if not {v}:"):
            w(f"S.trace.append(({at}, {code.place(row)}))")
    with w.block(f"if {r} or not {v}:"):
        w(f"{code.target(row)} = {r}")


def listed_value(code: ParseCode, row: Row, r: str, e: str, here: str) -> None:
    """Reads one entry of a list of values into `r`."""
    w = code.w
    steps = inner_path(row)
    lens = row.lens
    assert lens is not None
    bp = code.place(row, Name(f"len({r}) - 1"))
    v = w.fresh("v")
    where = here
    if steps:
        w(f"{v} = text_at({e}, {steps!r})")
        where = f"{here} + {steps!r}"
    else:
        w(f"{v} = {e}")
    x = w.fresh("x")
    w(f"{x} = {code.claim(row, v)}")
    with w.block(f"if {x} is None:"):
        w(f"S.keep({here}, {e})")
    with w.block("else:"):
        w(f"{r}.append({x})")
        if code.trace and lens.kind in {"any", "lines"}:
            w(f"S.twin({v}, {where}, {bp})")
        elif code.trace:
            w(f"S.trace.append(({where}, {bp}))")
        if not lens.injective:
            with w.block(f"if {w.half(lens, 'emit')}({x}) != {v}:"):
                w(f"S.spell({where}, {v})")
        if steps:
            with w.block(f"if not sole({e}, {steps!r}):"):
                w(f"S.beside({e}, {steps!r}, {here})")
