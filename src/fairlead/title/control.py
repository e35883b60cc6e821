"""Control: what a history says about who has a bill, judged by a table of named checks.

There are three verdicts, never mixed: `Verified` says who has the bill, `Rejected` which check
fails at which entry, `Undetermined` what is open. Nothing here is a bool.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Final, NoReturn, TypeAlias

from msgspec import Struct

from fairlead.title.history import Entry, Event, History, Party
from fairlead.title.state import START, State, after

__all__ = [
    "NOT_JUDGED", "Case", "Check", "Control", "Peer", "Rejected", "Scope", "Undetermined",
    "Verified", "judge",
]  # fmt: skip

NOT_JUDGED: Final = "not-judged"
"""Why control is undetermined where a peer's profile leaves checks out."""


class Scope(StrEnum):
    """What a check is asked of."""

    HISTORY = "history"
    """Of all of it, once, before anything else."""
    EVENT = "event"
    """Of each event, in the state before it."""
    ENTRY = "entry"
    """Of each entry, in the state after its events."""


class Case(Struct, frozen=True):
    """What a check is asked of: an event where it stands."""

    history: History
    entry: Entry
    event: Event
    """Of a whole entry its last event, of a whole history its first."""
    state: State
    position: int = 0
    """Which event of its entry it is, from 0."""


class Check(Struct, frozen=True):
    """A named check: what must not be, and who says so."""

    name: str
    """Names the defect."""
    clause: str
    """The publication and the part of it that says so."""
    says: str
    """One sentence about a history that fails it."""
    fails: Callable[[Case], bool]
    scope: Scope = Scope.EVENT
    open: str | None = None
    """Why a failure leaves control undetermined; None where it rejects the history."""


class Peer(Struct, frozen=True):
    """A program in the field, with the checks that its histories are known to fail."""

    name: str
    says: str
    leaves_out: tuple[str, ...]


class _Verdict(Struct, frozen=True):
    def __bool__(self) -> NoReturn:
        """Raises `TypeError`: a verdict has three values, and none of them is false."""
        raise TypeError("a verdict is not a bool; ask which of the three it is")


class Verified(_Verdict, frozen=True):
    """The history gives control to somebody."""

    holder: Party
    issuer: Party
    """Who issued the bill, as they acted then."""
    state: State


class Rejected(_Verdict, frozen=True):
    """The history gives control to nobody: something in it may not be done."""

    check: str
    entry: int
    clause: str
    says: str


class Undetermined(_Verdict, frozen=True):
    """It could not be found out, or is not settled by any publication."""

    reason: str
    says: str
    open: tuple[str, ...] = ()
    """The names of all checks that are open."""


Control: TypeAlias = Verified | Rejected | Undetermined
"""One of the three."""


def judge(history: History, checks: Sequence[Check], peer: Peer | None = None) -> Control:
    """Who has a bill by its history; a rejection goes before what is open.

    Checks that a `peer` leaves out are not asked, and control is undetermined then.

    >>> from datetime import UTC, datetime
    >>> from fairlead.title.history import Act
    >>> entry = Entry(1, Party(), (Event(Act.SIGN, Party()),))
    >>> never = Check("signed", "a clause", "it is signed", lambda case: True)
    >>> judge(History((entry,), datetime.now(UTC)), (never,))
    Rejected(check='signed', entry=1, clause='a clause', says='it is signed')
    """
    left_out = () if peer is None else peer.leaves_out
    asked = [check for check in checks if check.name not in left_out]
    found: dict[str, Check] = {}
    for check, number in _failing(history, asked):
        if check.open is None:
            return Rejected(check.name, number, check.clause, check.says)
        found.setdefault(check.name, check)
    if peer is not None:
        says = f"not judged under {peer.name}: {', '.join(peer.leaves_out)}"
        return Undetermined(NOT_JUDGED, says, tuple(found))
    if found:
        first = next(iter(found.values()))
        return Undetermined(first.name, f"{first.says}: {first.open}", tuple(found))
    state = _last_of(history)
    return Verified(state.possession, state.issuer, state)


def _failing(history: History, checks: Sequence[Check]) -> Iterator[tuple[Check, int]]:
    """Every check that fails, with the number of the entry at which it does."""
    first = history.entries[0]
    yield from _asked(Scope.HISTORY, Case(history, first, first.events[0], START), checks)
    state = START
    for entry in history.entries:
        for position, event in enumerate(entry.events):
            yield from _asked(Scope.EVENT, Case(history, entry, event, state, position), checks)
            state = after(state, event)
        last = entry.events[-1] if entry.events else first.events[0]
        yield from _asked(Scope.ENTRY, Case(history, entry, last, state), checks)


def _asked(scope: Scope, case: Case, checks: Sequence[Check]) -> Iterator[tuple[Check, int]]:
    for check in checks:
        if check.scope is scope and check.fails(case):
            yield check, case.entry.number


def _last_of(history: History) -> State:
    """The state after everything that was done."""
    events = (event for entry in history.entries for event in entry.events)
    return functools.reduce(after, events, START)
