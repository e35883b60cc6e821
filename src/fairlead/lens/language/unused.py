"""Tables of a mapping that nothing names: the name is misspelt there, or where it is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from fairlead.errors import likely
from fairlead.lens.language.lines import NOWHERE, Sources, Way

__all__ = ["unused"]

_NAMED_BY: Final[Mapping[str, frozenset[str]]] = {
    "convert": frozenset(("convert",)),
    "joint": frozenset(("joint",)),
    "measure": frozenset(("measure",)),
    "part": frozenset(("use", "alone", "summary", "like")),
}
"""Kinds of tables that have names, and the words that name one."""


def unused(said: Mapping[str, Any], sources: Sources = NOWHERE) -> Iterator[tuple[Way, str]]:
    """Every table of these kinds that nothing in the mapping names, but for those of others.

    `sources` are the files of the mapping, and of those that it builds on.

    >>> said = {"convert": {"a": {}}, "measure": {"b": {}}, "bind": {"weight": {"measure": "b"}}}
    >>> list(unused(said))
    [(('convert', 'a'), 'nothing names this table')]
    """
    named = {kind: set(_names(said, words)) for kind, words in _NAMED_BY.items()}
    for kind, names in named.items():
        for name in said.get(kind, ()):
            if name not in names and sources.place((kind, name)).startswith(sources.title):
                yield (kind, name), f"nothing names this table{likely(name, names)}"


def _names(said: Any, words: frozenset[str]) -> Iterator[str]:
    """Every text that stands at one of some words."""
    if isinstance(said, list):
        for one in said:
            yield from _names(one, words)
    if isinstance(said, dict):
        for word, one in said.items():
            if word in words and isinstance(one, str):
                yield one
            yield from _names(one, words)
