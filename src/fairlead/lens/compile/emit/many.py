"""Writing the entries of one kind among those of others."""

from __future__ import annotations

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.emit.texts import many_texts
from fairlead.lens.compile.source import Name, path
from fairlead.lens.compile.trie import Node
from fairlead.lens.places import Test
from fairlead.lens.rows import Row


def many(code: EmitCode, node: Node, r: str, tests: tuple[Test, ...]) -> None:
    """Writes the entries of one kind among those of others."""
    w = code.w
    row = node.row
    assert row is not None
    if row.part is None:
        many_texts(code, tests, row, r)
        return
    v, i, e, n, made = (w.fresh(stem) for stem in ("v", "i", "e", "n", "made"))
    field = row.names[0]
    w(f"{v} = {code.m}.{field}")
    w(f"{made} = []")
    with w.block(f"for {i}, {e} in enumerate({v} or ()):"):
        code.whole(str(row.part), e, n, path(code.bp, field, Name(i)))
        w(f"{made}.append({n})")
    if row.first or row.last:
        edges(code, row, made)
    with w.block(f"for {i}, {n} in enumerate({made}):"):
        for test in tests:
            text = repr(test.texts[0])
            if test.ranked:
                text = f"{test.texts!r}[min({i}, {len(test.texts) - 1})]"
            w(f"put({n}, {test.path!r}, {text})")
        w(f"{r}.append({n})")
    with w.block(f"if {v} is not None:"):
        code.shared(row, None, v)
    code.needed(row)


def edges(code: EmitCode, row: Row, made: str) -> None:
    """Writes what the edges of a list say of the whole, in an entry of their own if need be."""
    w = code.w
    edges = w.fresh("edges")
    w(f"{edges} = {made} or [{{}}]")
    with w.block(f"if len({edges}) == 1:"):
        code.fill(str(row.both), "m", f"{edges}[0]", code.bp)
    with w.block("else:"):
        code.fill(str(row.first), "m", f"{edges}[0]", code.bp)
        code.fill(str(row.last), "m", f"{edges}[-1]", code.bp)
    with w.block(f"if {edges}[0]:"):
        w(f"{made} = {edges}")
