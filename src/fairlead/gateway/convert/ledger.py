"""The ledger: every leaf of the source, counted once."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from fairlead.gateway.convert.account import Fate

__all__ = ["Ledger"]


@dataclass(frozen=True, eq=False)
class Ledger:
    """What became of every leaf of the source, in the order of the source."""

    fates: tuple[Fate, ...] = field(repr=False)
    """What became of each."""
    _places: Callable[[], list[str]] = field(repr=False)

    def __eq__(self, other: object) -> bool:
        return self.leaves == other.leaves if isinstance(other, Ledger) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.fates)

    def __reduce__(self) -> tuple[type[Ledger], tuple[Any, ...]]:
        """What goes to another process takes its places along."""
        places = [place for place, _ in self.leaves]
        return Ledger, (self.fates, functools.partial(list, places))

    @functools.cached_property
    def leaves(self) -> tuple[tuple[str, Fate], ...]:
        """Place on the source wire and fate."""
        return tuple(zip(self._places(), self.fates, strict=True))

    @property
    def counts(self) -> dict[str, int]:
        """How many leaves met each fate; the sum is the number of leaves of the source."""
        counted = {fate: self.fates.count(fate) for fate in Fate}
        return {
            fate.value: count
            for fate, count in counted.items()
            if count or fate != Fate.UNACCOUNTED
        }

    @property
    def total(self) -> int:
        """The number of leaves of the source."""
        return len(self.fates)

    def of(self, fate: Fate) -> tuple[str, ...]:
        """The places that met one fate."""
        return tuple(place for place, met in self.leaves if met == fate)
