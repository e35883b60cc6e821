"""Reading texts that a wire holds by several in one entry, and one text in several entries."""

from __future__ import annotations

from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.shapes import holds
from fairlead.lens.compile.source import Name, frozen, path
from fairlead.lens.compile.trie import Node
from fairlead.lens.rows import Row


def texts_of_one(code: ParseCode, node: Node, r: str, e: str, here: str, among: str) -> None:
    """Reads the texts of one entry of those that a selector takes, in the list `among`."""
    w = code.w
    row = node.row
    assert row is not None
    k, at, v = w.fresh("k"), w.fresh("at"), w.fresh("v")
    inner = tuple(step.member for step in row.item)
    w(f"{at} = {here}")
    w(f"{k} = 0")
    code.walk.members(node, e, k, at)
    w(f"{v} = text_at({e}, {inner!r})")
    if row.chunk is not None:
        # Where the entry before it has room for more, we would say the texts of both there.
        with w.block(f"if not {v} or len({r}) % {row.chunk}:"):
            w(f"S.stood({at}, {among})")
    with w.block(f"if {v} is not None:"):
        if inner[0] not in node.members:
            w(f"{k} += 1")
        if row.chunk is None:
            text_whole(code, row, r, v, path(at, *inner))
        else:
            texts_apart(code, row, r, v, path(at, *inner))
        with w.block(f"if not sole({e}[{inner[0]!r}], {inner[1:]!r}):"):
            w(f"S.beside({e}[{inner[0]!r}], {inner[1:]!r}, {path(at, inner[0])})")
    known = w.constant("KNOWN", frozen({*node.members, inner[0]}))
    with w.block(f"if {k} != len({e}):"):
        w(f"S.unknown({e}, {known}, {at})")


def text_whole(code: ParseCode, row: Row, r: str, v: str, here: str) -> None:
    """Reads the value that one entry holds."""
    w = code.w
    lens = row.lens
    assert lens is not None
    x = w.fresh("x")
    w(f"{x} = {code.claim(row, v)}")
    with w.block(f"if {x} is None:"):
        w(f"S.bad({here}, {v}, code=False)")
    with w.block("else:"):
        w(f"{r}.append({x})")
        if code.trace:
            place = code.place(row, Name(f"len({r}) - 1"))
            lines = f"range(len({v}))" if lens.kind == "lines" else "(None,)"
            with w.block(f"for line in {lines}:"):
                w("way = () if line is None else (line,)")
                w(f"S.trace.append((({here}) + way, {place}))")
        if not lens.injective:
            with w.block(f"if {w.half(lens, 'emit')}({x}) != {v}:"):
                w(f"S.spell({here}, {v})")


def texts_apart(code: ParseCode, row: Row, r: str, v: str, here: str) -> None:
    """Reads the values that one entry holds by several."""
    w = code.w
    tests = row.item[-1].guard
    member = row.item[-1].selector
    i, t = w.fresh("i"), w.fresh("t")
    with w.block(f"for {i}, {t} in enumerate({v}):"):
        at = path(here, Name(i))
        if member is None and not tests:
            text_apart(code, row, r, t, at)
            return
        name = str(row.entry)
        with w.block(f"if {t}.__class__ is dict and {holds(tests, t)} and {name!r} in {t}:"):
            for test in tests:
                if code.trace:
                    w(f"S.trace.append(({path(at, *test.path)}, None))")
            text_apart(code, row, r, f"{t}[{name!r}]", path(at, name))
        with w.block("else:"):
            w(f"S.keep({at}, {t})")


def text_apart(code: ParseCode, row: Row, r: str, t: str, here: str) -> None:
    """Reads one of several values."""
    w = code.w
    spilt = row.form.one_text is not None
    w(f"{r}.append({t if spilt else code.claim(row, t)})")
    if code.trace:
        place = code.place(row, *(() if spilt else (Name(f"len({r}) - 1"),)))
        w(f"S.trace.append(({here}, {place}))")
