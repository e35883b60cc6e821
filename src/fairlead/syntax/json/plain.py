"""What is asked of orjson, in Python alone: slower, and byte for byte the same.

It is for where orjson is not installed; [`engine`][fairlead.syntax.json.engine] chooses. The names
are orjson's, and only what this package asks is answered. It is stricter in one thing: a binary
fraction, which is no part of a tree, is refused here and not written.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

__all__ = [
    "OPT_INDENT_2",
    "OPT_PASSTHROUGH_DATACLASS",
    "OPT_PASSTHROUGH_DATETIME",
    "OPT_SORT_KEYS",
    "OPT_STRICT_INTEGER",
    "Fragment",
    "dumps",
]

OPT_INDENT_2: Final = 1
OPT_SORT_KEYS: Final = 2
OPT_STRICT_INTEGER: Final = 4
OPT_PASSTHROUGH_DATACLASS: Final = 0
OPT_PASSTHROUGH_DATETIME: Final = 0

_TEXT: Final = json.JSONEncoder(ensure_ascii=False).encode
_WORDS: Final = {None: "null", True: "true", False: "false"}
_DEEPEST: Final = 254
_WIDEST: Final = 2**64 - 1
_LOWEST: Final = -(2**63)
_STRICT: Final = 2**53 - 1


class Fragment:
    """A piece of JSON that is written as it is.

    >>> dumps([Fragment("1.50")])
    b'[1.50]'
    """

    __slots__ = ("contents",)

    def __init__(self, contents: str) -> None:
        self.contents: Final = contents


def dumps(tree: Any, default: Callable[[Any], Any] | None = None, option: int = 0) -> bytes:
    """A tree as JSON in UTF-8. `default` gives a fragment or a value for what is none.

    Raises `TypeError` for what is no tree, for an integer beyond 64 bits (beyond 53 where that is
    an option), and for a tree deeper than 254 steps.

    >>> dumps({"b": [1, "é"], "a": None}, option=OPT_SORT_KEYS).decode()
    '{"a":null,"b":[1,"é"]}'
    """
    writer = _Writer(default, option)
    writer.node(tree, 0)
    try:
        return "".join(writer.pieces).encode()
    except UnicodeEncodeError as why:
        raise TypeError("half a surrogate pair is no text") from why


class _Writer:
    """One tree while it is written."""

    def __init__(self, default: Callable[[Any], Any] | None, option: int) -> None:
        self.pieces: list[str] = []
        self._default = default
        self._indented = bool(option & OPT_INDENT_2)
        self._sorted = bool(option & OPT_SORT_KEYS)
        strict = option & OPT_STRICT_INTEGER
        self._lowest, self._widest = (-_STRICT, _STRICT) if strict else (_LOWEST, _WIDEST)

    def node(self, node: Any, depth: int) -> None:
        """Writes a node that stands so deep."""
        if isinstance(node, str):
            self.pieces.append(_TEXT(node))
        elif node is None or node is True or node is False:
            self.pieces.append(_WORDS[node])
        elif isinstance(node, int):
            if not self._lowest <= node <= self._widest:
                raise TypeError("an integer is too wide")
            self.pieces.append(int.__repr__(node))
        elif isinstance(node, dict):
            self._object(node, depth)
        elif isinstance(node, list | tuple):
            self._list(node, depth)
        elif isinstance(node, Fragment):
            self.pieces.append(node.contents)
        elif self._default is not None:
            self.node(self._default(node), depth)
        else:
            raise TypeError("this is no part of a tree")

    def _object(self, node: dict[Any, Any], depth: int) -> None:
        colon, before, between, after = self._blanks(depth)
        if not node:
            self.pieces.append("{}")
            return
        if any(type(name) is not str for name in node):
            raise TypeError("a name is no text")
        self.pieces.append("{")
        for name in sorted(node) if self._sorted else node:
            self.pieces += (before, _TEXT(name), colon)
            self.node(node[name], depth + 1)
            before = between
        self.pieces += (after, "}")

    def _list(self, node: list[Any] | tuple[Any, ...], depth: int) -> None:
        _, before, between, after = self._blanks(depth)
        if not node:
            self.pieces.append("[]")
            return
        self.pieces.append("[")
        for entry in node:
            self.pieces.append(before)
            self.node(entry, depth + 1)
            before = between
        self.pieces += (after, "]")

    def _blanks(self, depth: int) -> tuple[str, str, str, str]:
        """What stands after a name, and before, between and after what is inside."""
        if depth >= _DEEPEST:
            raise TypeError("the tree is too deep")
        if not self._indented:
            return ":", "", ",", ""
        line = "\n" + "  " * depth
        return ": ", f"{line}  ", f",{line}  ", line
