"""The Bill as pydantic models: what the naive stack validates, made from the parts themselves."""

import functools
import typing

import pydantic

from fairlead.bill import Bill, Part


@functools.cache
def model_of(part):
    """The pydantic model with the fields of a part."""
    hints = typing.get_type_hints(part)
    fields = {name: (modelled(hints[name], part), None) for name in part.__struct_fields__}
    config = pydantic.ConfigDict(frozen=True, extra="forbid")
    model = pydantic.create_model(part.__name__, __config__=config, **fields)
    model.model_rebuild(_types_namespace={part.__name__: model})
    return model


def modelled(hint, inside):
    """A type with models in place of parts; a part inside itself by its name."""
    if hint is inside:
        return typing.ForwardRef(inside.__name__)
    if isinstance(hint, type) and issubclass(hint, Part):
        return model_of(hint)
    inner = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return tuple[modelled(inner[0], inside), ...]
    if type(None) in inner:
        return modelled(inner[0], inside) | None if inner[0] is not inside else typing.Any
    return hint


MODEL = model_of(Bill)
