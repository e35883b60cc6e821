"""When a key was valid: by the time of a verification, or by evidence of when it signed.

A signature tells no time that anybody need believe. Evidence of time proves that it was there at a
moment, and so that it was made no later (RFC 3161 section 1). Without evidence the time at which
somebody verifies is the only one that is known (ETSI EN 319 102-1 section 5.5).
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from fairlead.seal.verdict import Course, Halt, Purpose, Reason

__all__ = ["Key", "valid", "vouch_or_open"]


class Key(Protocol):
    """What a trust list says of the time of a key."""

    @property
    def since(self) -> datetime:
        """When it became valid."""
        ...

    @property
    def until(self) -> datetime:
        """When it ceases to be valid."""
        ...

    @property
    def retired(self) -> datetime | None:
        """Since when its owner signs with it no more."""
        ...

    @property
    def compromised(self) -> datetime | None:
        """Since when somebody else may have signed with it."""
        ...

    @property
    def proven(self) -> datetime | None:
        """By evidence of time, when the signature that is looked at was there already."""
        ...

    def vouch(self, purpose: Purpose, at: datetime) -> None:
        """Halts where the key may not vouch for that, or not at that time."""
        ...


def valid(key: Key, at: datetime) -> None:
    """Halts where the key was not valid; `at` counts where no evidence of time was given.

    A compromised key vouches for what is proven to have been there before, and for nothing else:
    whoever stole it writes any time. A retired one leaves open what is not proven, as its owner
    alone had it.
    """
    proven = key.proven
    if key.compromised is not None and (proven is None or proven >= key.compromised):
        says = "the key was compromised, and nothing proves that it had signed before"
        raise Halt(Reason.KEY_COMPROMISED, says)
    when = at if proven is None else proven
    if when < key.since:
        raise Halt(Reason.KEY_NOT_YET_VALID, "the key was not yet valid at that time")
    if when > key.until:
        raise Halt(Reason.KEY_EXPIRED, "the key was no longer valid at that time")
    if key.retired is not None and when >= key.retired:
        says = "the key was retired, and nothing proves that it had signed before"
        raise Halt(Reason.KEY_RETIRED, says, unknown=True)


def vouch_or_open(course: Course, key: Key, purpose: Purpose, at: datetime) -> None:
    """Halts where a key may not vouch for that; what is not known of its time is left open.

    A signature that does not hold is rejected, whenever it was made.
    """
    try:
        key.vouch(purpose, at)
    except Halt as halt:
        course.leave_open(halt)
