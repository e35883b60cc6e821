"""Writing the deprecated member where the text fits, else the one that replaces it."""

from __future__ import annotations

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.shapes import needed_leaves, other_width
from fairlead.lens.rows import Row


def twin(code: EmitCode, row: Row, o: str) -> None:
    """Writes the deprecated member where the text fits, else the one that replaces it."""
    w = code.w
    other = row.extended
    assert other is not None
    n = w.fresh("n")
    w(f"{n} = {{}}")
    old, new = row.place[-1].member, other.place[-1].member
    code.walk.row(other, n, new)
    if row.need:
        leaves = w.constant("NEED", repr(needed_leaves(row, code.grammar)))
        with w.block(f"if not {n}:"):
            w(f"S.need(bp, {leaves})")
    width = other_width(row, code.grammar)
    with w.block(f"if {n}:"):
        w(f"{o}.update(twins({old!r}, {new!r}, {n}[{new!r}], {width}, {row.need}))")
