"""What the parts of a Bill come to: counts and sums that a wire states beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from fairlead.bill import Part
from fairlead.lens.residue import Path
from fairlead.lens.session import Writing
from fairlead.lens.sums import added, pair

__all__ = ["quantity_emit", "quantity_parse", "said_totaller", "summed", "total_of", "totaller"]

Half = Callable[[Any], Any]


def summed(
    v: int | None, parts: tuple[int | None, ...], name: str, names: Path, bp: Path, s: Writing
) -> int | None:
    """A total as stated, or of its parts; parts that stand beside it are no longer apart."""
    total = total_of(parts)
    if total is None:
        return v
    for part, value in zip(names, parts, strict=True):
        if value is not None:
            s.split(bp, str(part), value)
    if v is not None and v != total:
        s.apart(bp, name, v)
    return total


def total_of(parts: Iterable[int | None]) -> int | None:
    """The sum of what is stated; None where nothing is."""
    stated = [part for part in parts if part is not None]
    return sum(stated) if stated else None


def totaller(of: str) -> Callable[[Part], Any]:
    """A function of a part: `count(path)` or `sum(path)`; None where not all is stated."""
    return _totaller(of, getattr)


def said_totaller(of: str) -> Callable[[dict[str, Any]], Any]:
    """The same of what was read of a part; quantities of several units are added exactly.

    >>> said_totaller("sum(a.b)")({"a": [{"b": 1}, {"b": 2}]})
    3
    """
    return _totaller(of, dict.get, added)


def _totaller(
    of: str, get: Callable[[Any, str], Any], add: Callable[[list[Any]], Any] | None = None
) -> Callable[[Any], Any]:
    word, _, rest = of.partition("(")
    names = rest.removesuffix(")").split(".")
    if word == "count" and len(names) == 1:
        return _counter(names[0], get)

    collect = _collector(names, get)

    def total(part: Any) -> Any:
        found: list[Any] = []
        if not collect(part, found):
            return None
        if word == "count":
            return len(found)
        return (add or _of_one_unit)(found)

    return total


def _of_one_unit(found: list[Any]) -> Any:
    """The sum of numbers, or of quantities where all are of one unit."""
    quantities = bool(found) and not isinstance(found[0], int | Decimal)
    if quantities and len({pair(one)[1] for one in found}) > 1:
        return None
    return added(found)


def quantity_parse(names: tuple[str, str], number: Half, unit: Half) -> Half:
    """Reads an object of a number and its unit as a pair; as None where it says not both.

    >>> quantity_parse(("6314", "6411"), Decimal, {"KGM": "kilogram"}.get)(
    ...     {"6314": "7", "6411": "KGM"}
    ... )
    (Decimal('7'), 'kilogram')
    """

    def parse(said: Any) -> tuple[Any, Any] | None:
        if not isinstance(said, dict) or not said.keys() >= set(names):
            return None
        pair = (number(said[names[0]]), unit(said[names[1]]))
        return None if None in pair else pair

    return parse


def quantity_emit(names: tuple[str, str], number: Half, unit: Half) -> Half:
    """Says a pair of a number and its unit as an object; None where the unit has no code."""

    def emit(pair: tuple[Any, Any]) -> dict[str, Any] | None:
        code = unit(pair[1])
        return None if code is None else {names[0]: number(pair[0]), names[1]: code}

    return emit


Collector = Callable[[Any, list[Any]], bool]


def _collector(names: list[str], get: Callable[[Any, str], Any]) -> Collector:
    """Collects what stands at a path below a part; false where some of it is not stated."""
    name, *more = names
    below = _collector(more, get) if more else _collected

    def collect(part: Any, found: list[Any]) -> bool:
        said = get(part, name)
        if said.__class__ is not tuple and said.__class__ is not list:
            return said is not None and below(said, found)
        for entry in said:  # noqa: SIM110 - a generator doubles the time
            if not below(entry, found):
                return False
        return True

    return collect


def _collected(said: Any, found: list[Any]) -> bool:
    found.append(said)
    return True


def _counter(name: str, get: Callable[[Any, str], Any]) -> Callable[[Any], Any]:
    def count(part: Any) -> int | None:
        entries = get(part, name)
        return None if entries is None else len(entries)

    return count
