"""Writing a value that is computed from the Bill."""

from __future__ import annotations

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.trie import Node


def total(code: EmitCode, node: Node, o: str, name: str | None) -> None:
    """Writes a value that is computed from the Bill."""
    total = node.total
    assert total is not None
    w = code.w
    v = w.fresh("v")
    w(f"{v} = {w.constant('TOTAL', f'totaller({total.of!r})')}(m)")
    beside = f" and {total.beside!r} in {o}" if total.beside else ""
    with w.block(f"if {v} is not None{beside}:"):
        x = w.fresh("x")
        w(f"{x} = {w.half(total.lens, 'emit')}({v})")
        with w.block(f"if {x} is not None:"):
            code.put(o, name, x)
