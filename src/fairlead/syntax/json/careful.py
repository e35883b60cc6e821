"""The careful reader: slower, sure of everything, and able to say what is wrong and where."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final

from msgspec import Struct

from fairlead.syntax.json import numeral
from fairlead.syntax.json.limits import Limits, place, refused, survey
from fairlead.syntax.tree import Steps, Tree, pointer

__all__ = ["read"]

_BLANK: Final = " \t\n\r"
_MARK: Final = b"\xef\xbb\xbf"
_HALF: Final = re.compile("[\ud800-\udfff]")
_HALF_ESCAPED: Final = re.compile(r"\\u[dD][89a-fA-F]")


class _Flaw(Struct, frozen=True):
    """Stands in the tree, while it is built, where something is wrong; the walk finds it there."""

    code: str
    name: str | None = None
    """The member of the object here that is meant, if not the value itself."""


def read(data: bytes, limits: Limits) -> Tree:
    """The tree of a document, or `Refused` with the first fault that was found.

    >>> from fairlead.errors import Refused
    >>> from fairlead.syntax.json.limits import LIMITS
    >>> try:
    ...     read(b'{"a": [{"b": 1, "b": 2}]}', LIMITS)
    ... except Refused as refusal:
    ...     print(refusal, "at", refusal.report.faults[0].at)
    READ-005 a member stands twice in one object at /a/0/b
    """
    text = _decoded(data)
    survey(text, limits, len(data))
    flaws: list[_Flaw] = []
    try:
        tree: Tree = _parsed(text, limits, flaws)
        if flaws or _HALF_ESCAPED.search(text):
            _refuse_flaws(tree)
    except RecursionError:  # the survey bounds the depth, so it is the caller's stack that is full
        raise refused("READ-008") from None
    return tree


def _decoded(data: bytes) -> str:
    """The input as text."""
    if data.startswith(_MARK):
        raise refused("READ-003")
    if b"\0" in data[:2]:  # UTF-16 or UTF-32: no JSON begins with a NUL, nor has it second
        raise refused("READ-002")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise refused("READ-002", f"byte {error.start}") from None
    if not text.strip(_BLANK):
        raise refused("READ-012")
    return text


def _parsed(text: str, limits: Limits, flaws: list[_Flaw]) -> Any:
    """The tree, with a flaw wherever something is wrong that is not syntax."""

    def flaw(code: str, name: str | None = None) -> _Flaw:
        flaws.append(_Flaw(code, name))
        return flaws[-1]

    def number(spelt: Callable[[str, Limits], object], source: str) -> object:
        value = spelt(source, limits)
        return flaw("READ-009") if value is None else value

    def members(pairs: list[tuple[str, object]]) -> object:
        whole = dict(pairs)
        return whole if len(whole) == len(pairs) else flaw("READ-005", _twice(pairs))

    parser = json.JSONDecoder(
        object_pairs_hook=members,
        parse_int=partial(number, numeral.integer),
        parse_float=partial(number, numeral.decimal),
        parse_constant=lambda _: flaw("READ-006"),
    )
    try:
        return parser.decode(text)
    except json.JSONDecodeError as error:
        says = f"the input is not well-formed: {error.msg.rstrip(' :').lower()}"
        raise refused("READ-004", place(text, error.pos), says) from None


def _twice(pairs: Iterable[tuple[str, object]]) -> str:
    """The first name that stands there more than once."""
    times = Counter(name for name, _ in pairs)
    return next(name for name, count in times.items() if count > 1)


def _refuse_flaws(node: Any, steps: Steps = ()) -> None:
    """Refuse the tree for its first flaw or half of a surrogate pair, if it has any."""
    if isinstance(node, _Flaw):
        more = () if node.name is None or _HALF.search(node.name) else (node.name,)
        raise refused(node.code, pointer((*steps, *more)))
    if isinstance(node, str) and _HALF.search(node):
        raise refused("READ-007", pointer(steps))
    if isinstance(node, list):
        for index, entry in enumerate(node):
            _refuse_flaws(entry, (*steps, index))
    elif isinstance(node, dict):
        for name, value in node.items():
            if _HALF.search(name):
                raise refused("READ-007", pointer(steps))
            _refuse_flaws(value, (*steps, name))
