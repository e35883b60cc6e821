"""Who has a bill, and what may still come: the state of a bill, and what each act makes of it.

What an act makes of a state is total: whether it may be done is asked by the checks, before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from fairlead.title.history import NOBODY, Act, Event, Kind, Party, Role, Terms

__all__ = [
    "ANSWERS",
    "ENDORSEMENTS",
    "ENDS",
    "NO_RECIPIENT",
    "START",
    "SURRENDERS",
    "State",
    "after",
]

SURRENDERS: Final = frozenset((Act.SURRENDER_FOR_DELIVERY, Act.SURRENDER_FOR_AMENDMENT))
"""Acts by which the carrier is asked for something; it has possession until it answers."""
ANSWERS: Final = frozenset((Act.ACCEPT, Act.REJECT))
ENDORSEMENTS: Final = frozenset((Act.ENDORSE, Act.ENDORSE_TO_ORDER, Act.BLANK_ENDORSE))
NO_RECIPIENT: Final = frozenset((Act.BLANK_ENDORSE, Act.SIGN))
"""Acts that are done to nobody."""
ENDS: Final = frozenset((Act.ACCEPT, Act.PRINT, Act.ACCOMPLISH, Act.DELETE))
"""Acts after which there is nothing to do with the bill."""


class State(Struct, frozen=True):
    """Where a bill stands."""

    terms: Terms = Terms()
    issuer: Party = NOBODY
    """Who issued it, as they acted then."""
    issued: bool = False
    draft: bool = False
    possession: Party = NOBODY
    named: Party | None = None
    """Who may claim the goods; None where whoever possesses it may."""
    may_endorse: bool = True
    """Whether whoever is named may name another."""
    pending: Event | None = None
    """The surrender that waits for an answer."""
    last: Event | None = None
    """What was done last."""
    given: Event | None = None
    """What gave the bill to its issuer last, by a return or a request to amend it."""
    ended: bool = False
    latest: Event | None = None
    """What was done last whose time can be read."""


START: Final = State()
"""Before anything was done."""


def after(state: State, event: Event) -> State:
    """The state after an act.

    >>> after(START, Event(Act.ISSUE, Party(platform="QUAY"), Party(platform="WAVE"))).possession
    Party(codes=frozenset(), platform='WAVE', represents=frozenset())
    """
    made = _MAKES.get(event.act, _nothing)(state, event)
    latest = state.latest if event.instant is None else event
    given = event if event.act in _GIVES_BACK else state.given
    ended = made.ended or event.act in ENDS
    return replace(made, last=event, latest=latest, given=given, ended=ended)


_GIVES_BACK: Final = frozenset((Act.RETURN, Act.SURRENDER_FOR_AMENDMENT))


def _nothing(state: State, _: Event) -> State:
    """A notice, or what nobody knows: possession stays where it was."""
    return state


def _moved(state: State, event: Event) -> State:
    return replace(state, possession=_to(state, event), pending=None)


def _to(state: State, event: Event) -> Party:
    """Who has it afterwards; whoever had it, where nobody is named."""
    return state.possession if event.recipient is None else event.recipient


def _drafted(state: State, event: Event) -> State:
    return replace(_made(state, event), draft=True)


def _issued(state: State, event: Event) -> State:
    """Issuing to somebody, or, where nobody is named, making a bill that its issuer has."""
    made = replace(_made(state, event), issued=True)
    return made if event.recipient is None else replace(made, possession=event.recipient)


def _made(state: State, event: Event) -> State:
    terms = event.terms or Terms()
    named = _CLAIMED_BY.get(terms.kind)
    return replace(
        state,
        terms=terms,
        issuer=event.actor,
        possession=event.actor,
        named=None if named is None else terms.party(named),
        draft=False,
    )


_CLAIMED_BY: Final = {Kind.STRAIGHT: Role.CONSIGNEE, Kind.TO_ORDER: Role.ENDORSEE}


def _endorsed(state: State, event: Event) -> State:
    """Who is named changes; who possesses it does not, wherever they are told of it."""
    named = None if event.act is Act.BLANK_ENDORSE else event.recipient or NOBODY
    return replace(state, named=named, may_endorse=event.act is not Act.ENDORSE)


def _surrendered(state: State, event: Event) -> State:
    return replace(state, possession=_to(state, event), pending=event)


def _rejected(state: State, _: Event) -> State:
    """Possession returns to whoever asked, whoever is named as the recipient."""
    asked = state.possession if state.pending is None else state.pending.actor
    return replace(state, possession=asked, pending=None)


def _accepted(state: State, _: Event) -> State:
    return replace(state, pending=None)


_MAKES: Final[Mapping[Act, Callable[[State, Event], State]]] = MappingProxyType(
    {
        Act.DRAFT: _drafted,
        Act.ISSUE: _issued,
        Act.TRANSFER: _moved,
        Act.RETURN: _moved,
        Act.ENDORSE: _endorsed,
        Act.ENDORSE_TO_ORDER: _endorsed,
        Act.BLANK_ENDORSE: _endorsed,
        Act.SURRENDER_FOR_DELIVERY: _surrendered,
        Act.SURRENDER_FOR_AMENDMENT: _surrendered,
        Act.ACCEPT: _accepted,
        Act.REJECT: _rejected,
    }
)
"""What each act makes of a state; any other is a notice."""
