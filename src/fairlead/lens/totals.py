"""What the parts of a Bill come to: counts and sums that a wire states beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from fairlead.bill import Part
from fairlead.lens.residue import Path
from fairlead.lens.session import Writing

__all__ = ["said_totaller", "summed", "total_of", "totaller"]


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
    """The same of what was read of a part.

    >>> said_totaller("sum(a.b)")({"a": [{"b": 1}, {"b": 2}]})
    3
    """
    return _totaller(of, dict.get)


def _totaller(of: str, get: Callable[[Any, str], Any]) -> Callable[[Any], Any]:
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
        return sum(found) if found else None

    return total


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
