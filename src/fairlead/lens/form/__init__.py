"""The forms that a row can have: each stands in a file of its own, found here.

A file says the words of its form, how its rows are read and written, and which rows are of it. A
new form is a new file.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

from pydantic import Discriminator, Tag

from fairlead.lens.form.row import KEY, Keyed, RowTable
from fairlead.lens.language.table import Table

__all__ = ["FORMS", "AnyRow", "Keyed", "RowTable", "form_of"]


def _tables() -> set[type[Table]]:
    """Every table that a file of this folder says."""
    names = [one.name for one in pkgutil.iter_modules(__path__)]
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    said = [one for module in modules for one in vars(module).values()]
    return {one for one in said if isinstance(one, type) and issubclass(one, Table)}


_EVERY: Final = _tables()
_ROWS: Final = [one for one in _EVERY if issubclass(one, RowTable) and "FORM" in vars(one)]

FORMS: Final[dict[str, type[RowTable]]] = {
    table.FORM.name: table for table in sorted(_ROWS, key=lambda table: table.RANK)
}
"""The table of every form by its name, in the order in which a row is offered to them."""


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

_NAMES: Final = {"AnyRow": AnyRow, **{table.__name__: table for table in _EVERY}}
for _table in _EVERY:
    _table.model_rebuild(_types_namespace=_NAMES)
