"""Reading the entries of a list."""

from __future__ import annotations

from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.rows import Row


def listing_done(code: ParseCode, row: Row, r: str, v: str, at: str) -> None:
    """Sets the field to the list that was read."""
    w = code.w
    code.seen_empty(v, at, code.place(row))
    with w.block(f"if {r} or not {v}:"):
        w(f"{code.target(row)} = {r}")
