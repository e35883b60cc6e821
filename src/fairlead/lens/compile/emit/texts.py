"""Writing texts by several in an entry."""

from __future__ import annotations

from collections.abc import Callable

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.source import members, path
from fairlead.lens.places import Test
from fairlead.lens.rows import Row


def written_texts(
    code: EmitCode, row: Row, tests: tuple[Test, ...], r: str, say: Callable[[str, str], None]
) -> None:
    """Writes entries that hold texts, and what tells entries apart.

    `say` sets what the entries hold, one after the other, from what the Bill says.
    """
    w = code.w
    v, n, said = w.fresh("v"), w.fresh("n"), w.fresh("said")
    w(f"{v} = {code.m}.{row.names[0]}")
    with w.block(f"if {v} is not None:"):
        say(v, said)
        with w.block(f"for t in {said}:"):
            w(f"{n} = {{}}")
            w(f"put({n}, {members(row.item)!r}, t)")
            for test in tests:
                w(f"put({n}, {test.path!r}, {test.texts[0]!r})")
            w(f"{r}.append({n})")
        if row.form.is_list:
            code.shared(row, None, v)
    code.needed(row)


def said_texts(code: EmitCode, row: Row, v: str, said: str, text: str = "x") -> None:
    """What each text of a list is on the wire, in `said`; `text` is how one stands there."""
    w = code.w
    field, lens = row.names[0], row.lens
    assert lens is not None
    written = w.fresh("written")
    w(f"{said}, {written} = [], []")
    with w.block(f"for i, t in enumerate({v}):"):
        flat = code.unbroken(lens, "t", path(code.bp, field), "i")
        w(f"x = {flat}" if lens.emit is None else f"x = {w.half(lens, 'emit')}({flat})")
        with w.block("if not x:"):
            code.unsayable(lens, path(code.bp, field), "i", "t")
            w("continue")
        if lens.width is not None:
            with w.block(f"if len(x) > {lens.width}:"):
                w(f"S.long({path(code.bp, field)}, i, {lens.width}, t)")
        w(f"{said}.append({text})")
        w(f"{written}.append(i)")
    code.noted_entries(row, written)
