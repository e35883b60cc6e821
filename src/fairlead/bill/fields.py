"""The fields of a part: of what kind each is, and whether it holds several."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from fairlead.bill.values import Part
from fairlead.once import once

__all__ = ["Field", "fields_of"]


class Field(NamedTuple):
    """What a field may hold."""

    kind: Any
    """A kind of part, a kind of key, or what Python has for a text, a number or a day."""
    several: bool
    """Whether it holds a list of them."""


@once
def fields_of(part: type[Part]) -> Mapping[str, Field]:
    """The fields of a part by name, in order. That a field may be unsaid (None) is not told.

    >>> from fairlead.bill import OuterPackaging, Seal
    >>> fields_of(Seal)["number"]
    Field(kind=<class 'str'>, several=False)
    >>> fields_of(OuterPackaging)["dangerous_goods"].several
    True
    """
    return {name: _field(hint) for name, hint in get_type_hints(part).items()}


def _field(hint: Any) -> Field:
    said = [one for one in get_args(hint) if one is not types.NoneType]
    kind = said[0] if said else hint
    return Field(get_args(kind)[0], True) if get_origin(kind) is tuple else Field(kind, False)
