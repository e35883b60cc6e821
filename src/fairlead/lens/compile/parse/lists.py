"""Reading the entries of a list."""

from __future__ import annotations

from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.rows import Row


def listing_done(code: ParseCode, row: Row, r: str, v: str, at: str) -> None:
    """Sets the field to the list that was read."""
    w = code.w
    with w.block(f"if {r}:"):
        w(f"{code.target(row)} = {r}")
    with w.block(f"elif not {v}:"):
        w(f"{code.target(row)} = {r}")
        code.seen(at, code.place(row))
