"""The ledger: every leaf of the source, counted once."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from fairlead.formats import Opened
from fairlead.gateway.convert.account import Account, Fate

__all__ = ["Ledger"]


@dataclass(frozen=True, eq=False)
class Ledger:
    """What became of every leaf of the source, in the order of the source."""

    _account: Account = field(repr=False)
    _opened: Opened = field(repr=False)

    def __eq__(self, other: object) -> bool:
        return self.leaves == other.leaves if isinstance(other, Ledger) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.fates)

    @property
    def fates(self) -> tuple[Fate, ...]:
        """What became of each."""
        return tuple(self._account.fates)

    @functools.cached_property
    def leaves(self) -> tuple[tuple[str, Fate], ...]:
        """Place on the source wire and fate."""
        account, opened = self._account, self._opened
        inside, around = map(opened.place, account.leaves), map(opened.beside, account.around)
        return tuple(zip([*inside, *around], account.fates, strict=True))

    @property
    def counts(self) -> dict[str, int]:
        """How many leaves met each fate; the sum is the number of leaves of the source."""
        met = self._account.counts
        return {
            fate.value: count for fate, count in met.items() if count or fate != Fate.UNACCOUNTED
        }

    @property
    def total(self) -> int:
        """The number of leaves of the source."""
        return sum(self._account.counts.values())

    def of(self, fate: Fate) -> tuple[str, ...]:
        """The places that met one fate."""
        return tuple(place for place, met in self.leaves if met == fate)
