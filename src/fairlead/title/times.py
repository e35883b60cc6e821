"""Clocks: a time is named where it is odd, and orders nothing. Links say what follows on what."""

from __future__ import annotations

from typing import Final

from fairlead.title.control import Case, Check

__all__ = ["times"]

_CLOCKS: Final = "links say what follows on what; a clock is wrong, or somebody states a wrong time"


def times(clause: str) -> tuple[Check, ...]:
    """The checks of times, by the clause that asks for the time."""
    return (
        Check("time-runs-backwards", clause, "an act is older than the one before it",
              _backwards, open=_CLOCKS),
        Check("time-in-the-future", clause, "an act is younger than the time of the check",
              _in_the_future, open=_CLOCKS),
    )  # fmt: skip


def _backwards(case: Case) -> bool:
    before = None if case.state.latest is None else case.state.latest.instant
    now = case.event.instant
    return before is not None and now is not None and now < before


def _in_the_future(case: Case) -> bool:
    return case.event.instant is not None and case.event.instant > case.history.at
