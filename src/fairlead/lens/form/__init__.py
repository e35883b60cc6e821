"""The forms that a row can have: each stands in a file of its own, found here.

A file says the words of its form, how its rows are read and written, and which rows are of it. A
new form is a new file.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection, Iterator
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

from pydantic import Discriminator, Tag

from fairlead.lens.form.row import KEY, Keyed, RowTable

__all__ = ["FORMS", "AnyRow", "Keyed", "RowTable", "form_of"]


def _found() -> Iterator[type[RowTable]]:
    """The table of every form, in the order in which a row is offered to them."""
    modules = [
        importlib.import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__)
    ]
    tables = {
        table
        for module in modules
        for table in vars(module).values()
        if isinstance(table, type) and issubclass(table, RowTable) and "FORM" in vars(table)
    }
    yield from sorted(tables, key=lambda table: table.RANK)


FORMS: Final[dict[str, type[RowTable]]] = {table.FORM.name: table for table in _found()}
"""The table of every form by its name."""


def form_of(key: str, words: Collection[str]) -> str:
    """The form of a row, by its key and its words.

    >>> form_of("issue_date", {"at", "as"}), form_of("seals", {"each", "use"})
    ('value', 'parts')
    >>> form_of("street + street_number", {"at", "as", "join"}), form_of("a @ b", {"at"})
    ('joined', 'measure')
    """
    field = key.rpartition(" > ")[2]
    return next(name for name, table in FORMS.items() if table.claims(field, words))


def _told(row: Any) -> str | None:
    """The form of what stands where a row should stand; None where it is no table."""
    if isinstance(row, RowTable):
        return row.FORM.name
    return form_of(row[KEY], row.keys()) if isinstance(row, dict) and KEY in row else None


if TYPE_CHECKING:
    AnyRow: TypeAlias = RowTable
else:
    AnyRow = Annotated[
        reduce(or_, (Annotated[table, Tag(name)] for name, table in FORMS.items())),
        Discriminator(_told),
    ]
"""A row of any form."""

_NAMES: Final = {"AnyRow": AnyRow, **{table.__name__: table for table in FORMS.values()}}
for _table in FORMS.values():
    _table.model_rebuild(_types_namespace=_NAMES)
