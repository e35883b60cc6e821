"""Reading: the size, then the swift reader, then the careful one where that is in doubt."""

from __future__ import annotations

from contextlib import suppress

from fairlead.syntax.json import careful, swift
from fairlead.syntax.json.limits import LIMITS, Limits, refused
from fairlead.syntax.tree import Tree

__all__ = ["read"]


def read(data: bytes, limits: Limits = LIMITS) -> Tree:
    """The tree of a JSON document. Raises `Refused` with one `READ-` fault, and nothing else.

    Integers become `int`, other numbers `Decimal` from their text, or
    [`Numeral`][fairlead.syntax.json.numeral.Numeral] where those would not keep the spelling.
    The fault's place on the wire is a JSON pointer where there is a tree to point into, a line and
    a column (or a byte, if it is not text) where there is none, and `""` for the whole document.

    >>> read(b'{"cargoGrossWeight": {"value": 12000.50, "unit": "KGM"}}')
    {'cargoGrossWeight': {'value': Decimal('12000.50'), 'unit': 'KGM'}}
    """
    if len(data) > limits.size:
        raise refused("READ-001")
    with suppress(swift.Doubt):
        return swift.read(data, limits)
    return careful.read(data, limits)
