"""Which engine judges JSON: jsonschema-rs, or where it is not installed jsonschema alone.

This is the one place where that is chosen. The verdicts are the same with either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Never, Protocol

from fairlead.errors import MappingError
from fairlead.formats.schema.file import Node

__all__ = ["Engine", "engine_of", "matcher"]


class Engine(Protocol):
    """What gives the verdict of one schema."""

    def is_valid(self, tree: object, /) -> bool:
        """Whether a tree obeys it. Raises `ValueError` for what no reader gives."""

    def iter_errors(self, tree: object, /) -> Iterator[Any]:
        """What is wrong, each with its `instance_path`."""


def engine_of(name: str, document: Node) -> Engine:
    """The engine for a schema. Raises `MappingError` if the schema is wrong.

    >>> engine_of("ship", {"maxLength": 5}).is_valid("Adriana")
    False
    """
    rust = _rust()
    if rust is None:
        from fairlead.formats.schema.strict import Strict

        return Strict(name, document)
    try:
        made: Engine = rust.Draft202012Validator(
            document, validate_formats=True, retriever=_nothing_outside
        )
    except ValueError as why:
        raise MappingError(f"the schema {name} is wrong: {why}") from why
    return made


@lru_cache(maxsize=1024)
def matcher(keyword: str, stated: str) -> Callable[[str], bool]:
    """Whether a text is as `pattern` or `format` states.

    >>> matcher("pattern", "^[A-Z]+$")("NL"), matcher("format", "date")("2026-02-29")
    (True, False)
    """
    rust = _rust()
    if rust is not None:
        matches: Callable[[str], bool] = rust.Draft202012Validator(
            {keyword: stated}, validate_formats=True
        ).is_valid
        return matches
    if keyword == "format":
        from fairlead.formats.schema.text_formats import format_of

        return format_of(stated)
    from fairlead.formats.schema.ecma import Pattern

    return Pattern(stated).found_in


def _rust() -> Any:
    """The module jsonschema_rs; `None` where it is not installed."""
    try:
        import jsonschema_rs
    except ImportError:
        return None
    return jsonschema_rs


def _nothing_outside(uri: str) -> Never:
    """What a reference out of the schema leads to: nothing is fetched, from nowhere."""
    raise ValueError(f"{uri} is not in the schema, and nothing is fetched")
