"""Writing: one pass of the engine (orjson), with every number by its own text."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, Literal

from fairlead.errors import UsageError
from fairlead.syntax.json import engine
from fairlead.syntax.tree import Tree

__all__ = ["compact", "indented", "write"]

# Values that orjson would write on its own, and of which a tree has none.
_STRICT: Final = engine.OPT_PASSTHROUGH_DATACLASS | engine.OPT_PASSTHROUGH_DATETIME
_INDENTED: Final = _STRICT | engine.OPT_INDENT_2
_WORD: Final = 64


def write(tree: Tree, *, indent: Literal[2] | None = None) -> bytes:
    """A tree as JSON in UTF-8: minified, or with an indent of two for people to read.

    Members keep their order, numbers their text; only what must be escaped is. `UsageError` for
    what is no tree: a number that is not finite, a name that is no text, half a surrogate pair.

    >>> write({"a": [Decimal("1.0"), 10**30], "b": "é"}).decode()
    '{"a":[1.0,1000000000000000000000000000000],"b":"é"}'
    >>> print(write([1, {}], indent=2).decode())
    [
      1,
      {}
    ]
    """
    spell = compact if indent is None else indented
    try:
        return spell(tree)
    except TypeError:
        pass  # perhaps no more than a wide integer
    try:
        return spell(_narrow(tree))
    except (TypeError, RecursionError) as error:
        raise UsageError("this is no tree that JSON can say") from error


def compact(tree: Any) -> bytes:
    """The minified form; `TypeError` for what is no tree, and for an integer beyond 64 bits.

    >>> compact([True, Decimal("2.50")])
    b'[true,2.50]'
    """
    return engine.dumps(tree, _number, _STRICT)


def indented(tree: Any, number: Callable[[object], Any] | None = None) -> bytes:
    """The form for people; `TypeError` as [`compact`][fairlead.syntax.json.writer.compact].

    `number` writes what orjson cannot, instead of its own text.

    >>> indented([Decimal("2.50")]).split()
    [b'[', b'2.50', b']']
    """
    return engine.dumps(tree, number or _number, _INDENTED)


def _number(value: object) -> engine.Fragment:
    """What orjson cannot write itself, which is a decimal or no part of a tree."""
    if isinstance(value, Decimal) and value.is_finite():
        return engine.Fragment(str(value))
    raise TypeError


def _narrow(tree: Any) -> Any:
    """The tree, with every integer that is too wide for orjson as its text."""
    if isinstance(tree, dict):
        return {name: _narrow(value) for name, value in tree.items()}
    if isinstance(tree, list):
        return [_narrow(value) for value in tree]
    if isinstance(tree, int) and tree.bit_length() >= _WORD:
        return engine.Fragment(str(tree))
    return tree
