"""Where each field of a Bill came from: the trace of a source, the other way round."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from fairlead.bill import Bill
from fairlead.lens import Path

__all__ = ["Origins"]

Trace = list[tuple[Path, Path | None]]


class Origins:
    """The places on the wire that became a field of the Bill.

    >>> origins = Origins([(("a", "b"), ("shipper", "name")), (("c",), ("shipper",))])
    >>> origins.of(("shipper", "name"))
    [('a', 'b'), ('c',)]
    """

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._first = {said: place for place, said in reversed(trace)}
        self._several = {} if len(self._first) == len(trace) else _several(trace)
        self._known: dict[Path, list[Path]] = {(): []}

    def of(self, field: Path) -> list[Path]:
        """The places that a field came from: its own first, then those of what it is a part of."""
        part = field[:-1]
        above = self._known.get(part)
        if above is None:
            above = self._known[part] = self.of(part)
        first = self._first.get(field)
        if first is None:
            return above
        own = self._several.get(field) or [first]
        return own + above if above else own

    def common(self, ways: Collection[Path], bill: Bill) -> dict[Path, Path]:
        """Where fields came from first; of a part, what the places of all below have in common."""
        came = {way: self._first[way] for way in ways if way in self._first}
        parts = {way for way in ways if way not in came and _stands(bill, way)}
        for length in {len(way) for way in parts}:
            for place, said in self._trace:
                if said is None or len(said) <= length or said[:length] not in parts:
                    continue
                way = said[:length]
                came[way] = _common(came[way], place) if way in came else place[:-1]
        return came


def _stands(part: Any, way: Path) -> bool:
    """Whether the Bill says anything at a place."""
    for step in way:
        if isinstance(step, str):
            part = getattr(part, step, None)
        else:
            part = part[step] if isinstance(part, tuple) and step < len(part) else None
        if part is None:
            return False
    return True


def _several(trace: Trace) -> dict[Path, list[Path]]:
    """The places of those fields that came from several, in the order of the trace."""
    places: dict[Path, list[Path]] = {}
    for place, said in trace:
        if said is not None:
            places.setdefault(said, []).append(place)
    return {said: there for said, there in places.items() if len(there) > 1}


def _common(way: Path, place: Path) -> Path:
    """The way that two places have in common."""
    while place[: len(way)] != way:
        way = way[:-1]
    return way
