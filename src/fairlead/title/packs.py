"""What an act of Open eBL must not be, as functions of where it stands; the table names them."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final

from fairlead.title.control import Case
from fairlead.title.history import NOBODY, Act, Event, Kind, Match, Party, Role, Terms, match
from fairlead.title.parties import best

_MAKES: Final = frozenset((Act.DRAFT, Act.ISSUE, Act.AMEND))
_ASKS: Final = Act.SURRENDER_FOR_AMENDMENT
_HANDS_IN: Final = Act.SURRENDER_FOR_DELIVERY
_OF_A_DRAFT: Final = frozenset((Act.DRAFT, Act.ISSUE, Act.DELETE))
_ANSWERS_BY_AMENDING: Final = frozenset((_ASKS, Act.RETURN))


def one_of(case: Case, *roles: Role) -> Match:
    """Whether whoever acts has one of several roles."""
    return best(case.event.actor, (case.state.terms.party(role) for role in roles))


def not_whole(case: Case) -> bool:
    """Whether versions before are not there."""
    return not case.history.facts.whole


def no_bill(case: Case) -> bool:
    """Whether what is done, or takes the place of a draft, does not begin with a bill."""
    anew = case.state.last is None or (case.entry.rewrites and case.position == 0)
    return anew and case.event.act not in {Act.DRAFT, Act.ISSUE}


def rewritten(case: Case) -> bool:
    """Whether a version replaces what was done before, where that was no draft."""
    return case.entry.rewrites and case.position == 0 and not case.state.draft


def nothing_added(case: Case) -> bool:
    """Whether a version adds nothing."""
    return not case.entry.events


def not_the_signer(case: Case) -> bool:
    """Whether somebody else acts than who signed, where that is known."""
    signer = case.entry.signed_by
    return signer != NOBODY and match(case.event.actor, signer) is not Match.SAME


def after_the_end(case: Case) -> bool:
    """Whether anything is done after the bill was printed, accomplished or deleted."""
    return case.state.ended


def made_by_another(case: Case) -> bool:
    """Whether a bill is made by somebody else than the issuer that it names."""
    terms = case.event.terms or Terms()
    return match(case.event.actor, terms.party(Role.ISSUER)) is Match.OTHER


def remade_by_another(case: Case) -> bool:
    """Whether a draft is changed or deleted, or a bill amended, by another than its issuer."""
    again = case.event.act in _MAKES or case.event.act is Act.DELETE
    return again and case.state.issuer != NOBODY and _is_not(case.event.actor, case.state.issuer)


def deleted_after_issue(case: Case) -> bool:
    """Whether a bill is deleted that is no draft."""
    return case.event.act is Act.DELETE and case.state.issued


def draft_moved(case: Case) -> bool:
    """Whether something is done with a draft that is done with a bill."""
    return case.state.draft and case.event.act not in _OF_A_DRAFT


def amended_unasked(case: Case) -> bool:
    """Whether a bill is amended that nobody gave back for that."""
    return case.event.act is Act.AMEND and _last(case) not in _ANSWERS_BY_AMENDING


def amended_parties(case: Case) -> bool:
    """Whether an amendment names other parties, or makes another kind of bill of it."""
    return case.event.act is Act.AMEND and case.event.terms != case.state.terms


def not_the_owner(case: Case) -> bool:
    """Whether somebody acts who does not own the bill."""
    acts = case.event.act not in {Act.DRAFT, Act.ISSUE}
    return acts and _is_not(case.event.actor, case.state.possession)


_OF_AN_ISSUED_BILL: Final = frozenset((Act.ISSUE, Act.AMEND))


def kept(case: Case) -> bool:
    """Whether a bill is issued or amended, and its issuer does not give it on at once."""
    acts = [event.act for event in case.entry.events]
    return any(
        act in _OF_AN_ISSUED_BILL and then is not Act.TRANSFER
        for act, then in zip_longest(acts, acts[1:])
    )


def sent_onward(case: Case) -> bool:
    """Whether a bill names its next owner itself."""
    return case.event.onward is not None


_GIVES: Final = frozenset((Act.TRANSFER, Act.RETURN, _HANDS_IN, _ASKS))


def without_recipient(case: Case) -> bool:
    """Whether a bill is given to nobody."""
    return case.event.act in _GIVES and case.event.recipient is None


def out_of_turn(case: Case) -> bool:
    """Whether somebody transfers who may not, or not then."""
    if case.event.act is not Act.TRANSFER:
        return False
    turns = [Role.ISSUER, Role.SHIPPER]
    if case.state.terms.kind is not Kind.STRAIGHT:
        turns.append(Role.CONSIGNEE)
    if one_of(case, *turns) is Match.OTHER:
        return True
    alone = one_of(case, Role.ISSUER) is Match.SAME and len(_roles(case)) == 1
    return alone and _last(case) not in {*_MAKES, Act.RETURN}


def transferred_to_another(case: Case) -> bool:
    """Whether a transfer goes to another than the next owner."""
    return case.event.act is Act.TRANSFER and _goes_elsewhere(case)


def returned_to_another(case: Case) -> bool:
    """Whether a return goes to another than the last owner."""
    return case.event.act is Act.RETURN and _goes_elsewhere(case)


def returned_out_of_turn(case: Case) -> bool:
    """Whether somebody returns a bill to whom nobody gave it, or not then."""
    return case.event.act is Act.RETURN and not _unnamed(case) and not _previous(case)


def handed_in_by_another(case: Case) -> bool:
    """Whether somebody surrenders who is neither consignee nor endorsee."""
    by = one_of(case, Role.CONSIGNEE, Role.ENDORSEE)
    return case.event.act is _HANDS_IN and by is Match.OTHER


def handed_in_to_another(case: Case) -> bool:
    """Whether a surrender goes to another than the release agent."""
    agent = (case.state.terms.party(Role.RELEASE_AGENT),)
    return case.event.act is _HANDS_IN and best(case.event.recipient, agent) is Match.OTHER


_MAY_ASK: Final = (Role.SHIPPER, Role.CONSIGNEE, Role.ENDORSEE, Role.RELEASE_AGENT)


def asked_by_another(case: Case) -> bool:
    """Whether somebody asks for an amendment who may not."""
    return case.event.act is _ASKS and one_of(case, *_MAY_ASK) is Match.OTHER


def asked_of_another(case: Case) -> bool:
    """Whether an amendment is asked of another than the issuer."""
    return case.event.act is _ASKS and _is_not(case.event.recipient, case.state.issuer)


def accomplished_by_another(case: Case) -> bool:
    """Whether somebody else accomplishes than the release agent."""
    by = one_of(case, Role.RELEASE_AGENT)
    return case.event.act is Act.ACCOMPLISH and by is Match.OTHER


def role_not_stated(case: Case) -> bool:
    """Whether the bill does not say who has the role on which an act depends."""
    return _unnamed(case) or NOBODY in _expected(case)


def _unnamed(case: Case) -> bool:
    needed = _NEEDS.get(case.event.act, ())
    return any(not case.state.terms.party(role).codes for role in needed)


_NEEDS: Final = {
    Act.TRANSFER: (Role.ISSUER, Role.SHIPPER, Role.CONSIGNEE),
    Act.RETURN: (Role.ISSUER, Role.SHIPPER, Role.CONSIGNEE),
    _HANDS_IN: (Role.CONSIGNEE, Role.RELEASE_AGENT),
    _ASKS: (Role.SHIPPER, Role.CONSIGNEE),
    Act.ACCOMPLISH: (Role.RELEASE_AGENT,),
}


def owner_not_moved(case: Case) -> bool:
    """Whether a version names another owner than its events give the bill to."""
    return case.entry.owner is not None and _is_not(case.entry.owner, case.state.possession)


# --- whose turn it is -----------------------------------------------------------------------------


def _is_not(one: Party | None, other: Party) -> bool:
    return one is None or match(one, other) is not Match.SAME


def _last(case: Case) -> Act | None:
    return None if case.state.last is None else case.state.last.act


def _roles(case: Case) -> list[Role]:
    """The roles of whoever acts, by which a bill moves."""
    ours = (Role.ISSUER, Role.SHIPPER, Role.CONSIGNEE, Role.ENDORSEE, Role.RELEASE_AGENT)
    return [role for role in ours if one_of(case, role) is Match.SAME]


def _goes_elsewhere(case: Case) -> bool:
    """Whether an act goes to none of those to whom it may; open where these are not known."""
    return best(case.event.recipient, _expected(case)) is Match.OTHER


def _expected(case: Case) -> list[Party]:
    """To whom an act may give the bill, by the roles of whoever acts."""
    if case.event.act is Act.TRANSFER:
        return _next(case)
    return _previous(case) if case.event.act is Act.RETURN else []


def _next(case: Case) -> list[Party]:
    """To whom whoever acts may transfer a bill."""
    party = case.state.terms.party
    found: list[Party] = []
    for role in _roles(case):
        if role is Role.ISSUER:
            found.append(_whose_turn(case) or party(Role.SHIPPER))
        elif role is Role.SHIPPER:
            found.append(party(Role.CONSIGNEE))
        elif role is Role.CONSIGNEE and case.state.terms.kind is not Kind.STRAIGHT:
            found.append(party(Role.ENDORSEE))
    return found


def _whose_turn(case: Case) -> Party | None:
    """Who gave the bill to its issuer, who gives it back."""
    before: Event | None = case.state.last
    if before is not None and before.act is Act.AMEND:
        before = case.state.given
    returned = before is not None and before.act in _ANSWERS_BY_AMENDING
    return before.actor if returned and before is not None else None


def _previous(case: Case) -> list[Party]:
    """To whom whoever acts may return a bill."""
    party, last = case.state.terms.party, case.state.last
    found: list[Party] = []
    for role in _roles(case):
        if role in {Role.RELEASE_AGENT, Role.ISSUER}:
            asked = _HANDS_IN if role is Role.RELEASE_AGENT else _ASKS
            found += [last.actor] if last is not None and last.act is asked else []
        else:
            found.append(party(_BEFORE[role]))
    return found


_BEFORE: Final = {
    Role.ENDORSEE: Role.CONSIGNEE,
    Role.CONSIGNEE: Role.SHIPPER,
    Role.SHIPPER: Role.ISSUER,
}
