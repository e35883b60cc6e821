"""The fields of the Bill's parts, by name: what a mapping may speak of."""

from __future__ import annotations

from typing import Any, Final

import fairlead.bill as bill_room
from fairlead.bill import Part
from fairlead.bill.fields import fields_of
from fairlead.errors import MappingError
from fairlead.once import once

PRESENT: Final = "present"
"""A fact about a field: that it is said, whatever it says. Reading never states it."""


@once
def model_of(name: str) -> type[Part]:
    """The model with this name. Raises `MappingError` where the Bill has none."""
    model = getattr(bill_room, name, None)
    if not (isinstance(model, type) and issubclass(model, Part)):
        raise MappingError(f"the Bill has no part named {name}")
    return model


def field_names(model: str) -> tuple[str, ...]:
    """The names of a model's fields, in order.

    >>> field_names("Seal")
    ('number', 'source')
    """
    return model_of(model).__struct_fields__


@once
def way_in(model: str, names: str) -> tuple[str | int, ...]:
    """The way from a model into its parts, by names with ` > ` between; of a list its first entry.

    >>> way_in("ConsignmentItem", "cargo_items > outer_packaging")
    ('cargo_items', 0, 'outer_packaging')
    """
    steps: tuple[str | int, ...] = ()
    for name in names.split(" > "):
        kind, is_list = field_type(model, name)
        steps = (*steps, name, 0) if is_list else (*steps, name)
        model = kind.__name__
    return steps


def model_at(model: str, way: tuple[str | int, ...]) -> str:
    """The name of the model that a way leads to.

    >>> model_at("ConsignmentItem", ("cargo_items", 0, "outer_packaging"))
    'OuterPackaging'
    """
    for step in way:
        if isinstance(step, str):
            model = field_type(model, step)[0].__name__
    return model


def field_type(model: str, name: str) -> tuple[Any, bool]:
    """The type of a field without None, and whether it is a list of them.

    >>> field_type("Bill", "notify_parties")[1]
    True
    """
    fields = fields_of(model_of(model))
    if name not in fields:
        raise MappingError(f"{model} has no field {name}")
    return fields[name]
