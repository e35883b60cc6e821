"""Bills that nobody wrote: one for each leaf that a Bill can have, and some drawn by a seed.

They are what a mapping is tried on: a mapping has to write whatever a Bill says, or to name it.
What a format requires beside that is laid below them.
"""

from __future__ import annotations

import datetime as dt
import enum
import types
import typing
from collections.abc import Iterator, Mapping
from decimal import Decimal
from random import Random
from typing import Any, Final, TypeAlias, TypeVar

from msgspec import structs

from fairlead.bill import Bill, Part
from fairlead.once import once

__all__ = ["alone", "drawn", "laid_over", "leaves_of_bill", "values_at", "with_value"]

Way: TypeAlias = tuple[str | int, ...]
"""The steps to a place in the Bill: fields, and indexes of lists."""

P = TypeVar("P", bound=Part)

_TEXTS: Final = (
    "X1", "", "A b", "line\nbreak", "x" * 40, "x y " * 30, "NOBGO", "CT", "\n", " ", "to order",
)  # fmt: skip
_SHAPED: Final = (
    "NL", "USD", "X1YZ", "NLRTM", "FLBU1234565", "3", "12", "1234", "1234567", "4.5", "a@b.nl",
)  # fmt: skip
"""Texts of the shapes that schemas ask for: codes of countries, currencies and ports, numbers."""
_MOMENT: Final = dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC)
_PLAIN: Final[Mapping[type, tuple[Any, ...]]] = {
    bool: (True, False),
    str: _TEXTS,
    int: (3, 0, 1, 400),
    Decimal: (Decimal("4.5"), Decimal(1), Decimal("1E+3")),
    dt.date: (dt.date(2026, 3, 4), dt.date(2026, 5, 6)),
    dt.datetime: (_MOMENT, _MOMENT.replace(second=0)),
}
"""What a field of each plain type may say, the usual first."""
_DEEPEST: Final = 8
_SHARES: Final = (Decimal("0.02"), Decimal("0.05"), Decimal("0.1"), Decimal("0.2"))
"""How many of their fields the parts of a Bill say: of one Bill few, of another many."""


def alone() -> Iterator[Bill]:
    """A Bill for each leaf that it can have, and for each key where that is a code: nothing else.

    >>> [one.transport_document_reference for one in alone()][:1]
    ['X1']
    """
    return _alone(Bill, ())


def _alone(part: type[P], above: tuple[type, ...]) -> Iterator[P]:
    if part in above:
        return
    for name, (kind, is_list) in _fields(part).items():
        if issubclass(kind, Part):
            said: Any = _alone(kind, (*above, part))
        else:
            said = _values(kind)[: None if issubclass(kind, (bool, enum.Enum)) else 1]
        for one in said:
            yield part(**{name: (one,) if is_list else one})


def leaves_of_bill() -> Iterator[Way]:
    """The way to each leaf that a Bill can have, by the first entry of each list.

    >>> [way for way in leaves_of_bill() if way[0] == "carrier_clauses"]
    [('carrier_clauses', 0)]
    """
    return _leaves(Bill, (), ())


def _leaves(part: type[Part], way: Way, above: tuple[type, ...]) -> Iterator[Way]:
    if part in above:
        return
    for name, (kind, is_list) in _fields(part).items():
        inner: Way = (*way, name, 0) if is_list else (*way, name)
        if issubclass(kind, Part):
            yield from _leaves(kind, inner, (*above, part))
        else:
            yield inner


def values_at(way: Way) -> tuple[Any, ...]:
    """What may stand at a place of the Bill: every key, or values of many shapes, the usual first.

    >>> values_at(("number_of_originals",))
    (3, 0, 1, 400)
    """
    kind: type = Bill
    for name in way:
        if isinstance(name, str):
            kind, _ = _fields(kind)[name]
    if issubclass(kind, Part):
        return (kind(),)
    return (*_values(kind), *(_SHAPED if kind is str else ()))


def with_value(bill: P, way: Way, value: Any) -> P:
    """A Bill, or a part of one, that says a value at a place, and all else as before.

    >>> bill = with_value(Bill(), ("notify_parties", 0, "party_name"), "Quay Ltd")
    >>> bill.notify_parties[0].party_name
    'Quay Ltd'
    """
    name, *below = way
    kind, is_list = _fields(type(bill))[str(name)]
    before = getattr(bill, str(name))
    if not is_list:
        said = with_value(before or kind(), tuple(below), value) if below else value
        return structs.replace(bill, **{str(name): said})
    entries = list(before or ())
    index = int(below[0]) if below else 0
    entries += [None] * (index + 1 - len(entries))
    inner = tuple(below[1:])
    entries[index] = with_value(entries[index] or kind(), inner, value) if inner else value
    return structs.replace(bill, **{str(name): tuple(entries)})


def laid_over(bill: P, other: P) -> P:
    """A Bill, or a part, that says all that it says, and what else another one says.

    Of lists the first entries are taken together; entries of the other one are not added.

    >>> laid_over(Bill(number_of_originals=1), Bill(number_of_originals=3, to_order=True))
    Bill(to_order=True, number_of_originals=1)
    """
    said: dict[str, Any] = {}
    for name, one, below in zip(
        bill.__struct_fields__, structs.astuple(bill), structs.astuple(other), strict=True
    ):
        if one is None:
            said[name] = below
        elif isinstance(one, Part) and isinstance(below, Part):
            said[name] = laid_over(one, below)
        elif one and below and isinstance(one, tuple) and isinstance(one[0], Part):
            said[name] = (laid_over(one[0], below[0]), *one[1:])
    return structs.replace(bill, **said)


def drawn(seed: int) -> Bill:
    """A Bill drawn by a seed: sparse or full, with empty lists and texts of every kind.

    >>> drawn(7) == drawn(7), drawn(7) == drawn(8)
    (True, False)
    """
    chance = Random(seed)  # noqa: S311 - the same seed is to give the same Bill
    return _part(Bill, chance, chance.choice(_SHARES), 0)


def _part(part: type[P], chance: Random, share: Decimal, depth: int) -> P:
    """A part with a share of its fields."""
    said: dict[str, Any] = {}
    for name, (kind, is_list) in _fields(part).items():
        if depth < _DEEPEST and chance.random() < share:
            several = chance.choice((0, 1, 1, 2, 3)) if is_list else 1
            entries = tuple(_value(kind, chance, share, depth) for _ in range(several))
            said[name] = entries if is_list else entries[0]
    return part(**said)


def _value(kind: type, chance: Random, share: Decimal, depth: int) -> Any:
    """A part, or a plain value."""
    if issubclass(kind, Part):
        return _part(kind, chance, share, depth + 1)
    return chance.choice(_values(kind))


def _values(kind: type) -> tuple[Any, ...]:
    """What a field of a plain type may say."""
    return tuple(kind) if issubclass(kind, enum.Enum) else _PLAIN[kind]


@once
def _fields(part: type[Part]) -> dict[str, tuple[type, bool]]:
    """The fields of a part with their types: a type, and whether there is a list of them."""
    hints = typing.get_type_hints(part)
    return {name: _inner(hints[name]) for name in part.__struct_fields__}


def _inner(hint: Any) -> tuple[type, bool]:
    """The type below `| None` and `tuple[…, ...]`, and whether there is a list."""
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        return _inner(typing.get_args(hint)[0])
    if typing.get_origin(hint) is tuple:
        return _inner(typing.get_args(hint)[0])[0], True
    return hint, False
