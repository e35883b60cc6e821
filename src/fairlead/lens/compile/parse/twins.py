"""Reading a deprecated member and the one that replaces it."""

from __future__ import annotations

from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.source import path
from fairlead.lens.rows import Row


def twin(code: ParseCode, row: Row, name: str, extended: str, o: str, k: str, at: str) -> None:
    """Reads a deprecated member and the one that replaces it; the latter wins."""
    w = code.w
    old, new = w.fresh("v"), w.fresh("v")
    w(f"{old} = {o}.get({name!r})")
    w(f"{new} = {o}.get({extended!r})")
    other = row.extended
    assert other is not None
    with w.block(f"if {new} is not None:"):
        w(f"{k} += 1")
        code.walk.row(other, "value", new, path(at, extended))
        with w.block(f"if {old} is not None:"):
            w(f"{k} += 1")
            with w.block(f"if not begins({old}, {new}):"):
                w(f"S.contrary({path(at, name)}, {old})")
            if row.part is None and not row.form.is_list:
                code.seen(path(at, name), code.place(row))
            else:
                code.seen_all(old, path(at, name), code.place(row))
    with w.block(f"elif {old} is not None:"):
        w(f"{k} += 1")
        code.walk.row(row, "value", old, path(at, name))
    width = width_of(code, row)
    long = too_long(row, old, width)
    with w.block(f"if {new} is not None or ({old} is not None and {long}):"):
        w(
            f"twin_spelling(S, {old}, {new}, {path(at, name)}, {path(at, extended)}, "
            f"{width}, {row.need})"
        )


def too_long(row: Row, old: str, width: int | None) -> str:
    """Whether the deprecated member could be too short; what fits is written as it stood."""
    if width is None or row.part is not None:
        return "True"
    length = old if not row.form.is_list else f"max({old}, key=len, default='')"
    return f"len({length}) > {width}"


def width_of(code: ParseCode, row: Row) -> int | None:
    """The width of the deprecated member of a twin."""
    if row.lens is not None:
        return row.lens.width
    shape = code.grammar.parts[str(row.part)]
    widths = [r.lens.width for r in shape.rows if r.form.whole_list and r.lens]
    return widths[0] if widths else None
