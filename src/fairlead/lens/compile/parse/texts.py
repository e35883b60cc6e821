"""Reading texts that a wire holds by several in one entry, and one text in several entries."""

from __future__ import annotations

from collections.abc import Callable

from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.source import frozen, path
from fairlead.lens.compile.trie import Node


def text_entry(
    code: ParseCode,
    node: Node,
    e: str,
    here: str,
    read: Callable[[str, str], None],
    before: Callable[[str, str], None] | None = None,
) -> None:
    """Reads one entry of a list of texts, whose texts are read by `read`.

    `before` looks at what was found first. Both are given the variable and its place.
    """
    w = code.w
    row = node.row
    assert row is not None
    k, at, v = w.fresh("k"), w.fresh("at"), w.fresh("v")
    inner = tuple(step.member for step in row.item)
    at = code.standing(at, here)
    w(f"{k} = 0")
    code.walk.members(node, e, k, at)
    w(f"{v} = text_at({e}, {inner!r})")
    if before is not None:
        before(v, at)
    with w.block(f"if {v} is not None:"):
        if inner[0] not in node.members:
            w(f"{k} += 1")
        read(v, path(at, *inner))
        with w.block(f"if not sole({e}[{inner[0]!r}], {inner[1:]!r}):"):
            w(f"S.beside({e}[{inner[0]!r}], {inner[1:]!r}, {path(at, inner[0])})")
    known = w.constant("KNOWN", frozen({*node.members, inner[0]}))
    with w.block(f"if {k} != len({e}):"):
        w(f"S.unknown({e}, {known}, {at})")
