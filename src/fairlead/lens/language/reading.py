"""A file of tables, read as a whole, with every mistake in it told at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from fairlead.lens.language.lines import Sources, raised
from fairlead.lens.language.mistakes import found_in
from fairlead.lens.language.table import Table
from fairlead.resources import toml_in

__all__ = ["checked", "plain", "read_tables"]

T = TypeVar("T", bound=Table)


def read_tables(file: Path, model: type[T], context: Mapping[str, Any] | None = None) -> T:
    """What a file says, by the words of a model.

    Raises `MappingError` where it cannot be read, or with every mistake in it, line by line.
    """
    return checked(toml_in(file), model, Sources.of([file]), context)


def checked(
    said: Any, model: type[T], sources: Sources, context: Mapping[str, Any] | None = None
) -> T:
    """What was read from some files. Raises `MappingError` with every mistake in it."""
    try:
        return model.model_validate(said, context=context)
    except ValidationError as problem:
        raise raised(sources.title, found_in(problem, model, sources)) from None


def plain(model: Table) -> dict[str, Any]:
    """What a file says, as plain data: words that say what they say anyway are left out."""
    return model.model_dump(by_alias=True, exclude_defaults=True)
