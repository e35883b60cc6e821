"""What bytes are read into: plain values, lists and objects, and how to speak about a place."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final, TypeAlias

__all__ = ["Steps", "Tree", "count_leaves", "leaves", "pointer"]

Tree: TypeAlias = bool | int | Decimal | str | list["Tree"] | dict[str, "Tree"] | None
"""A document as values; members keep their order, and no number is ever a binary fraction."""

Steps: TypeAlias = tuple[str | int, ...]
"""The way from the root to a value: names of members and indices of entries."""


_INNER: Final = (dict, list)


def pointer(steps: Iterable[str | int]) -> str:
    """The way from the root as a JSON pointer (RFC 6901); no steps give `""`, the document.

    >>> pointer(("consignmentItems", 0, "a/b~c"))
    '/consignmentItems/0/a~1b~0c'
    """
    way = ("", *map(str, steps))
    said = "/".join(way)
    if "~" not in said and said.count("/") == len(way) - 1:
        return said
    return "/".join(step.replace("~", "~0").replace("/", "~1") for step in way)


def leaves(tree: Tree) -> list[tuple[Steps, Tree]]:
    """Every leaf with its way from the root, in the order of the document.

    A leaf is a value that is no list and no object, or a list or an object with nothing in it.

    >>> leaves({"a": [1, {}], "b": None})
    [(('a', 0), 1), (('a', 1), {}), (('b',), None)]
    """
    if not tree or type(tree) not in _INNER:
        return [((), tree)]
    found: list[tuple[Steps, Tree]] = []
    _collect(tree, (), found)
    return found


def _collect(node: Tree, steps: Steps, found: list[tuple[Steps, Tree]]) -> None:
    """Adds the leaves below an object or a list."""
    inside = node.items() if isinstance(node, dict) else enumerate(node)  # type: ignore[arg-type]
    for step, below in inside:
        kind = type(below)
        if kind is str or not below or (kind is not dict and kind is not list):
            found.append((steps + (step,), below))
        else:
            _collect(below, steps + (step,), found)


def count_leaves(tree: Tree) -> int:
    """How many leaves there are, counted as [`leaves`][fairlead.syntax.tree.leaves] names them.

    >>> count_leaves({"a": [1, {}], "b": None}), count_leaves([])
    (3, 1)
    """
    nodes: list[Any] = [[tree]]
    count = 0
    for node in nodes:  # more are added on the way
        for below in node.values() if node.__class__ is dict else node:
            kind = below.__class__
            if kind is str:  # as most leaves are
                count += 1
            elif (kind is dict or kind is list) and below:
                nodes.append(below)
            else:
                count += 1
    return count
