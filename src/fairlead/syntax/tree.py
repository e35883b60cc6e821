"""What bytes are read into: plain values, lists and objects, and how to speak about a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypeAlias

__all__ = ["Steps", "Tree", "count_leaves", "leaves", "pointer"]

Tree: TypeAlias = bool | int | Decimal | str | list["Tree"] | dict[str, "Tree"] | None
"""A document as values; members keep their order, and no number is ever a binary fraction."""

Steps: TypeAlias = tuple[str | int, ...]
"""The way from the root to a value: names of members and indices of entries."""


def pointer(steps: Iterable[str | int]) -> str:
    """The way from the root as a JSON pointer (RFC 6901); no steps give `""`, the document.

    >>> pointer(("consignmentItems", 0, "a/b~c"))
    '/consignmentItems/0/a~1b~0c'
    """
    return "".join(
        f"/{step}" if isinstance(step, int) else f"/{step.replace('~', '~0').replace('/', '~1')}"
        for step in steps
    )


def leaves(tree: Tree) -> Iterator[tuple[Steps, Tree]]:
    """Every leaf with its way from the root, in the order of the document.

    A leaf is a value that is no list and no object, or a list or an object with nothing in it.

    >>> list(leaves({"a": [1, {}], "b": None}))
    [(('a', 0), 1), (('a', 1), {}), (('b',), None)]
    """
    if not (isinstance(tree, (dict, list)) and tree):
        yield (), tree
        return
    open_: list[tuple[Steps, Iterator[tuple[str | int, Tree]]]] = [((), _inside(tree))]
    while open_:
        steps, inside = open_[-1]
        for step, node in inside:
            if isinstance(node, (dict, list)) and node:
                open_.append(((*steps, step), _inside(node)))
                break
            yield (*steps, step), node
        else:
            open_.pop()


def _inside(node: dict[str, Tree] | list[Tree]) -> Iterator[tuple[str | int, Tree]]:
    """What stands in an object or a list, with its name or index."""
    return iter(node.items()) if isinstance(node, dict) else enumerate(node)


def count_leaves(tree: Tree) -> int:
    """How many leaves there are, counted as [`leaves`][fairlead.syntax.tree.leaves] names them.

    >>> count_leaves({"a": [1, {}], "b": None}), count_leaves([])
    (3, 1)
    """
    count = 0
    level = [tree]  # one step deeper at each turn
    while level:
        below: list[Tree] = []
        for node in level:
            if isinstance(node, dict) and node:
                below += node.values()
            elif isinstance(node, list) and node:
                below += node
            else:
                count += 1
        level = below
    return count
