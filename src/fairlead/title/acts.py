"""What an act of DCSA must not be, as functions of where it stands; the table names them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fairlead.title.control import Case
from fairlead.title.history import NOBODY, Act, Kind, Match, Party, Role, Terms, match
from fairlead.title.parties import best
from fairlead.title.state import ANSWERS, ENDORSEMENTS, NO_RECIPIENT, SURRENDERS

Fails = Callable[[Case], bool]

# --- what stands around the events ----------------------------------------------------------------


def no_issue(case: Case) -> bool:
    """Whether the bill is not issued by what was done first."""
    return case.event.act is not Act.ISSUE


def another_carrier(case: Case) -> bool:
    """Whether the key of the issuance is bound to carriers, and not to that of the bill."""
    facts = case.history.facts
    return bool(facts.carriers) and facts.carrier not in facts.carriers


def shows_another(case: Case) -> bool:
    """Whether the sender states a visualisation that the carrier did not vouch for."""
    facts = case.history.facts
    return facts.shown is not None and facts.shown != facts.visualisation


def shows_none(case: Case) -> bool:
    """Whether the sender states none where the carrier vouched for one."""
    facts = case.history.facts
    return facts.shown is None and facts.visualisation is not None


# --- any act --------------------------------------------------------------------------------------


def time_not_stated(case: Case) -> bool:
    """Whether an act has no time that can be read."""
    return case.event.instant is None


def party_incomplete(case: Case) -> bool:
    """Whether an actor or a recipient lacks a platform or a code."""
    named = [one for one in (case.event.actor, case.event.recipient) if one is not None]
    return not all(one.codes and one.platform for one in named)


def without_recipient(case: Case) -> bool:
    """Whether something is done to nobody that is done to somebody."""
    return case.event.recipient is None and case.event.act not in NO_RECIPIENT


def with_recipient(case: Case) -> bool:
    """Whether something is done to somebody that is done to nobody."""
    return case.event.recipient is not None and case.event.act in NO_RECIPIENT


def issued_again(case: Case) -> bool:
    """Whether a bill is issued by another act than the first one."""
    return case.event.act is Act.ISSUE and case.state.last is not None


def kind_not_stated(case: Case) -> bool:
    """Whether a bill is issued that does not say whether it is negotiable."""
    terms = case.event.terms or Terms()
    return case.event.act is Act.ISSUE and terms.kind is Kind.UNKNOWN


def issued_by_another(case: Case) -> bool:
    """Whether whoever issues is told apart from the carrier and from the issuing party."""
    if case.event.act is not Act.ISSUE:
        return False
    terms = case.event.terms or Terms()
    carrier = case.history.facts.carrier
    named = Party(frozenset() if carrier is None else frozenset((carrier,)))
    found = {match(case.event.actor, one) for one in (terms.party(Role.ISSUER), named)}
    return Match.OTHER in found and Match.SAME not in found


def actor_elsewhere(case: Case) -> bool:
    """Whether an actor is on another platform than the one that signed."""
    return case.event.actor.platform != case.entry.signed_by.platform


def after_acceptance(case: Case) -> bool:
    """Whether anything is done after the end."""
    return case.state.ended


def unanswered(case: Case) -> bool:
    """Whether something else is done than what a surrender waits for."""
    return case.state.pending is not None and case.event.act not in ANSWERS


def unasked(case: Case) -> bool:
    """Whether a surrender is answered where none waits."""
    return case.state.pending is None and case.event.act in ANSWERS


def never_held(case: Case) -> bool:
    """Whether another platform has possession than the one on which somebody acts."""
    acts = case.event.act is not Act.ISSUE
    return acts and case.event.actor.platform != case.state.possession.platform


# --- who is named ---------------------------------------------------------------------------------


def straight_endorsed(case: Case) -> bool:
    """Whether a straight bill is endorsed."""
    return case.event.act in ENDORSEMENTS and case.state.terms.kind is Kind.STRAIGHT


def endorsed_after_final(case: Case) -> bool:
    """Whether somebody endorses who was endorsed to without the right to endorse."""
    return case.event.act in ENDORSEMENTS and not case.state.may_endorse


_TO_SOMEBODY: Final = frozenset((Act.ENDORSE, Act.ENDORSE_TO_ORDER))


def endorsed_by(answer: Match) -> Fails:
    """Whether whoever endorses to somebody is matched so to whoever is named."""

    def fails(case: Case) -> bool:
        named = case.state.named
        if named is None or case.event.act not in _TO_SOMEBODY:
            return False
        return match(case.event.actor, named) is answer

    return fails


def blank_endorsed_to_name(case: Case) -> bool:
    """Whether somebody is named where nobody was."""
    return case.event.act in _TO_SOMEBODY and case.state.named is None


def blanked_by_another(case: Case) -> bool:
    """Whether somebody endorses in blank who is not shown to be whoever is named."""
    named = case.state.named
    if named is None or case.event.act is not Act.BLANK_ENDORSE:
        return False
    return match(case.event.actor, named) is not Match.SAME


def straight_to_another(case: Case) -> bool:
    """Whether a straight bill goes to somebody who is not shown to be its consignee."""
    if case.event.act is not Act.TRANSFER or case.state.terms.kind is not Kind.STRAIGHT:
        return False
    consignee = case.state.terms.party(Role.CONSIGNEE)
    return match(case.event.recipient or NOBODY, consignee) is not Match.SAME


# --- surrender ------------------------------------------------------------------------------------

_MAY_SURRENDER: Final = (Role.SHIPPER, Role.FOR_SHIPPER, Role.CONSIGNEE, Role.FOR_CONSIGNEE)


def surrendered_by(answer: Match) -> Fails:
    """Whether whoever surrenders is matched so to those who may."""

    def fails(case: Case) -> bool:
        if case.event.act not in SURRENDERS or _possession_suffices(case):
            return False
        return best(case.event.actor, _who_may_surrender(case)) is answer

    return fails


def _possession_suffices(case: Case) -> bool:
    return case.state.terms.kind is not Kind.STRAIGHT and case.state.named is None


def _who_may_surrender(case: Case) -> tuple[Party, ...]:
    terms = case.state.terms
    if terms.kind is not Kind.STRAIGHT:
        return (case.state.named or NOBODY,)
    return tuple(terms.party(role) for role in _MAY_SURRENDER if role in terms.parties)


def surrendered_elsewhere(case: Case) -> bool:
    """Whether a surrender goes to another platform than the one that issued."""
    recipient = case.event.recipient or case.state.issuer
    return case.event.act in SURRENDERS and recipient.platform != case.state.issuer.platform


def surrendered_to_another(case: Case) -> bool:
    """Whether a surrender goes to somebody who is not shown to be the carrier, or its agent."""
    if case.event.act not in SURRENDERS:
        return False
    terms = case.state.terms
    carrier = (case.state.issuer, *map(terms.party, (Role.ISSUER, Role.CARRIERS_AGENT)))
    return best(case.event.recipient, carrier) is not Match.SAME


def answered_by(answer: Match) -> Fails:
    """Whether whoever answers is matched so to whom the surrender went to."""

    def fails(case: Case) -> bool:
        asked = case.state.pending
        if asked is None or asked.recipient is None or case.event.act not in ANSWERS:
            return False
        return match(case.event.actor, asked.recipient) is answer

    return fails


def answered_to(answer: Match) -> Fails:
    """Whether whoever is answered is matched so to whoever asked."""

    def fails(case: Case) -> bool:
        asked, told = case.state.pending, case.event.recipient
        if asked is None or told is None or case.event.act not in ANSWERS:
            return False
        return _on_one_platform(told, asked.actor) is answer

    return fails


def _on_one_platform(one: Party, other: Party) -> Match:
    """Whether two are one, where those on two platforms are not."""
    return match(one, other) if one.platform == other.platform else Match.OTHER
