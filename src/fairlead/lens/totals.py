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

    def total(part: Any) -> Any:
        level: list[Any] = [part]
        for name in names:
            below: list[Any] = []
            for one in level:
                inner = get(one, name)
                if inner is None:
                    return None
                if inner.__class__ in {tuple, list}:
                    below += inner
                else:
                    below.append(inner)
            level = below
        if word == "count":
            return len(level)
        return sum(level) if level else None

    return total


def _counter(name: str, get: Callable[[Any, str], Any]) -> Callable[[Any], Any]:
    def count(part: Any) -> int | None:
        entries = get(part, name)
        return None if entries is None else len(entries)

    return count
