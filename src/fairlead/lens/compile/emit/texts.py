"""Writing texts by several in an entry."""

from __future__ import annotations

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.source import members, path
from fairlead.lens.places import Test
from fairlead.lens.rows import Row


def many_texts(code: EmitCode, tests: tuple[Test, ...], row: Row, r: str) -> None:
    """Writes texts by several in an entry or one in each, and what tells entries apart."""
    w = code.w
    v, n, said = w.fresh("v"), w.fresh("n"), w.fresh("said")
    field, lens = row.names[0], row.lens
    assert lens is not None
    w(f"{v} = {code.m}.{field}")
    with w.block(f"if {v} is not None:"):
        if row.form.one_text is not None:
            flat = code.unbroken(lens, v, code.bp, repr(field))
            w(f"{said} = {w.half(lens, 'emit')}({flat})")
            with w.block(f"if {said} is None:"):
                w(f"S.unfit({code.bp}, {field!r}, {lens.name!r}, {v})")
                w(f"{said} = []")
        else:
            if row.most is not None:
                code.trimmed(row, v, row.most * (row.chunk or 1))
            said_texts(code, row, v, said)
        if row.chunk is not None:
            w(f"{said} = chunks({said}, {row.chunk})")
        if row.most is not None and row.form.one_text is not None:
            with w.block(f"if len({said}) > {row.most}:"):
                w(f"S.lose({code.bp}, {field!r}, {v}, 'LOSS-004')")
                w(f"{said} = []")
        if row.form.one_text is not None:
            with w.block(f"if {said}:"):
                code.noted(field)
        with w.block(f"for t in {said}:"):
            w(f"{n} = {{}}")
            w(f"put({n}, {members(row.item)!r}, t)")
            for test in tests:
                w(f"put({n}, {test.path!r}, {test.texts[0]!r})")
            w(f"{r}.append({n})")
        if row.form.one_text is None:
            code.shared(row, None, v)
    code.needed(row)


def said_texts(code: EmitCode, row: Row, v: str, said: str) -> None:
    """What each text of a list is on the wire, in `said`."""
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
        fixed = {test.path[0]: test.texts[0] for test in (row.item or (None,))[-1].guard}  # type: ignore[union-attr]
        w(f"{said}.append({{{row.entry!r}: x, **{fixed!r}}})" if row.entry else f"{said}.append(x)")
        w(f"{written}.append(i)")
    code.noted_entries(row, written)
