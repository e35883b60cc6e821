"""Bills that nobody wrote: one for each leaf that a Bill can have, and some drawn at random."""

import datetime as dt
import enum
import functools
import random
import types
import typing
from decimal import Decimal

from fairlead.bill import Bill, Part

TEXTS = (
    "X1",
    "",
    "A b",
    "line\nbreak",
    "x" * 40,
    "x y " * 30,
    "NOBGO",
    "CT",
    "\n",
    " ",
    "to order",
)
MOMENT = dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC)
PLAIN = {
    bool: (True, False),
    str: TEXTS,
    int: (3, 0, 1, 400),
    Decimal: (Decimal("4.5"), Decimal(1), Decimal("1E+3")),
    dt.date: (dt.date(2026, 3, 4), dt.date(2026, 5, 6)),
    dt.datetime: (MOMENT, MOMENT.replace(second=0)),
}
"""What a field of each plain type may say, the usual first."""
DEEPEST = 8


@functools.cache
def fields(part):
    """The fields of a part with their types: a type, and whether there is a list of them."""
    hints = typing.get_type_hints(part)
    return {name: inner(hints[name]) for name in part.__struct_fields__}


def inner(hint):
    """The type below `| None` and `tuple[…, ...]`, and whether there is a list."""
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        return inner(typing.get_args(hint)[0])
    if typing.get_origin(hint) is tuple:
        return inner(typing.get_args(hint)[0])[0], True
    return hint, False


def values(kind):
    """What a field of a plain type may say."""
    return tuple(kind) if issubclass(kind, enum.Enum) else PLAIN[kind]


def alone(part=Bill, above=()):
    """A part for each leaf that it can have, and for each key where that is a code: nothing else."""
    if part in above:
        return
    for name, (kind, is_list) in fields(part).items():
        if issubclass(kind, Part):
            said = alone(kind, (*above, part))
        else:
            said = values(kind)[: None if issubclass(kind, (bool, enum.Enum)) else 1]
        for one in said:
            yield part(**{name: (one,) if is_list else one})


def drawn(seed):
    """A Bill drawn at random: sparse or full, with empty lists and texts of every kind."""
    chance = random.Random(seed)
    return part_of(Bill, chance, chance.choice((0.02, 0.05, 0.1, 0.2)), 0)


def part_of(part, chance, share, depth):
    """A part with a share of its fields."""
    said = {}
    for name, (kind, is_list) in fields(part).items():
        if depth < DEEPEST and chance.random() < share:
            several = chance.choice((0, 1, 1, 2, 3)) if is_list else 1
            entries = tuple(value_of(kind, chance, share, depth) for _ in range(several))
            said[name] = entries if is_list else entries[0]
    return part(**said)


def value_of(kind, chance, share, depth):
    """A part, or a plain value."""
    if issubclass(kind, Part):
        return part_of(kind, chance, share, depth + 1)
    return chance.choice(values(kind))
