"""Each check of a history of Open eBL, by a history that fails it and no check before it."""

import pytest
from msgspec.structs import replace

from fairlead.title import OPENEBL, Rejected, Undetermined, Verified, judge
from fairlead.title.control import Case
from fairlead.title.history import NOBODY, Act, Entry, Kind, Role, Terms
from fairlead.title.packs import role_not_stated
from fairlead.title.state import State
from tests.unit.title.histories import (
    AGENT,
    BUYER,
    DRAFT,
    FIRST,
    ISSUER,
    LENDER,
    NAMED,
    NEGOTIABLE,
    ROLES,
    SENDER,
    SOLD,
    START,
    STRANGER,
    bill,
    event,
    pack,
    version,
)

ASKS, HANDS_IN = Act.SURRENDER_FOR_AMENDMENT, Act.SURRENDER_FOR_DELIVERY


def done(by, act, to=None, owner=None, **how):
    """A version of one act; its owner is whom that gives the bill to, or whoever acts."""
    return version(by, owner or to or by, event(act, by, to, **how))


def amended(owner, terms=NEGOTIABLE, by=ISSUER):
    return version(by, owner, bill(terms, by=by, act=Act.AMEND), event(Act.TRANSFER, ISSUER, owner))


GIVEN = event(Act.TRANSFER, ISSUER, SENDER)
RETURNED = done(SENDER, Act.RETURN, ISSUER)
PRINTED = done(SENDER, Act.PRINT)
HANDED_IN = done(BUYER, HANDS_IN, AGENT)
LENT = done(BUYER, Act.TRANSFER, LENDER)
FEWER = Terms(Kind.TO_ORDER, {role: one for role, one in ROLES.items() if role is not Role.SHIPPER})
TAKEN = Terms(Kind.TO_ORDER, {**ROLES, Role.ISSUER: SENDER})
STRAIGHT = version(ISSUER, SENDER, bill(NAMED), event(Act.TRANSFER, ISSUER, SENDER))

FAILING = {
    "not-compared": pack(version(NOBODY, SENDER, *FIRST[2]), whole=False, first=2),
    "no-bill": pack(version(SENDER, BUYER, event(Act.SIGN, SENDER))),
    "history-rewritten": pack(
        FIRST, version(ISSUER, SENDER, bill(), event(Act.TRANSFER, ISSUER, SENDER), rewrites=True)
    ),
    "nothing-added": pack(FIRST, version(SENDER, SENDER)),
    "actor-not-signer": pack(FIRST, version(STRANGER, BUYER, event(Act.TRANSFER, SENDER, BUYER))),
    "act-after-end": pack(FIRST, PRINTED, done(SENDER, Act.PRINT)),
    "made-by-another": pack(version(STRANGER, STRANGER, bill(by=STRANGER))),
    "remade-by-another": pack(
        DRAFT,
        version(SENDER, SENDER,
                bill(TAKEN, by=SENDER, act=Act.DRAFT), rewrites=True),
    ),
    "deleted-after-issue": pack(version(ISSUER, ISSUER, bill()), done(ISSUER, Act.DELETE)),
    "draft-moved": pack(DRAFT, done(ISSUER, Act.PRINT)),
    "amended-unasked": pack(
        version(ISSUER, ISSUER, bill()), version(ISSUER, ISSUER, bill(act=Act.AMEND))
    ),
    "amended-parties": pack(FIRST, RETURNED, amended(SENDER, FEWER)),
    "not-the-owner": pack(FIRST, done(STRANGER, Act.PRINT, owner=SENDER)),
    "transferred-out-of-turn": pack(FIRST, SOLD, LENT, done(LENDER, Act.TRANSFER, BUYER)),
    "transferred-to-another": pack(FIRST, done(SENDER, Act.TRANSFER, STRANGER)),
    "returned-to-another": pack(FIRST, SOLD, done(BUYER, Act.RETURN, ISSUER)),
    "returned-out-of-turn": pack(FIRST, RETURNED, done(ISSUER, Act.RETURN, SENDER)),
    "surrendered-by-another": pack(FIRST, done(SENDER, HANDS_IN, AGENT)),
    "surrendered-to-another": pack(FIRST, SOLD, done(BUYER, HANDS_IN, STRANGER)),
    "asked-by-another": pack(FIRST, RETURNED, done(ISSUER, ASKS, ISSUER)),
    "asked-of-another": pack(FIRST, done(SENDER, ASKS, AGENT)),
    "accomplished-by-another": pack(FIRST, SOLD, done(BUYER, Act.ACCOMPLISH)),
    "no-recipient": pack(FIRST, done(SENDER, Act.TRANSFER)),
    "role-not-stated": pack(version(ISSUER, SENDER, bill(FEWER), GIVEN)),
    "bill-kept": pack(version(ISSUER, ISSUER, bill())),
    "next-owner-in-bill": pack(version(ISSUER, SENDER, replace(bill(), onward=SENDER), GIVEN)),
    "owner-not-moved": pack(FIRST, done(SENDER, Act.PRINT, owner=BUYER)),
    "time-runs-backwards": pack(
        version(ISSUER, SENDER, bill(when=5), event(Act.TRANSFER, ISSUER, SENDER))
    ),
    "time-in-the-future": pack(FIRST, done(SENDER, Act.PRINT, when=1), at=START),
}  # fmt: skip
"""Of each check a history that fails it."""


def test_every_check_has_a_history_that_fails_it():
    assert sorted(FAILING) == sorted(check.name for check in OPENEBL)


@pytest.mark.parametrize("check", OPENEBL, ids=lambda check: check.name)
def test_a_history_that_fails_a_check_is_rejected_or_left_open_by_its_name(check):
    control = judge(FAILING[check.name], OPENEBL)
    if check.open is None:
        assert isinstance(control, Rejected)
        assert (control.check, control.clause) == (check.name, check.clause)
    else:
        assert isinstance(control, Undetermined)
        assert (control.reason, control.open) == (check.name, (check.name,))


@pytest.mark.parametrize("check", OPENEBL, ids=lambda check: check.name)
def test_a_check_that_is_taken_out_of_the_table_is_missed(check):
    table = [one for one in OPENEBL if one is not check]
    assert judge(FAILING[check.name], table) != judge(FAILING[check.name], OPENEBL)


HONEST = {
    "drafted": (pack(DRAFT), ISSUER),
    "drafted, and issued": (
        pack(DRAFT, version(*FIRST[:2], *FIRST[2], rewrites=True)),
        SENDER),
    "drafted, changed, and deleted": (
        pack(DRAFT, version(ISSUER, ISSUER, bill(FEWER, act=Act.DRAFT), rewrites=True),
             done(ISSUER, Act.DELETE)), ISSUER),
    "to its last owner, who surrenders it": (
        pack(FIRST, SOLD, LENT, done(LENDER, HANDS_IN, AGENT), done(AGENT, Act.ACCOMPLISH)), AGENT),
    "surrendered, and returned": (
        pack(FIRST, SOLD, HANDED_IN, done(AGENT, Act.RETURN, BUYER)), BUYER),
    "returned all the way, and transferred again": (
        pack(FIRST, SOLD, LENT, done(LENDER, Act.RETURN, BUYER), done(BUYER, Act.RETURN, SENDER),
             RETURNED, done(ISSUER, Act.TRANSFER, SENDER)), SENDER),
    "returned, and amended": (pack(FIRST, RETURNED, amended(SENDER)), SENDER),
    "asked to be amended, and amended": (
        pack(FIRST, SOLD, done(BUYER, ASKS, ISSUER), amended(BUYER)), BUYER),
    "asked to be amended, and returned": (
        pack(FIRST, SOLD, done(BUYER, ASKS, ISSUER), done(ISSUER, Act.RETURN, BUYER)), BUYER),
    "asked by the release agent": (
        pack(FIRST, SOLD, HANDED_IN, done(AGENT, ASKS, ISSUER), amended(AGENT)), AGENT),
    "asked, returned all the way, and amended": (
        pack(FIRST, SOLD, done(BUYER, ASKS, ISSUER), done(ISSUER, Act.RETURN, BUYER),
             done(BUYER, Act.RETURN, SENDER), RETURNED, amended(SENDER)), SENDER),
    "printed": (pack(FIRST, SOLD, done(BUYER, Act.PRINT)), BUYER),
    "straight, to its consignee": (pack(STRAIGHT, SOLD, HANDED_IN), AGENT),
    "without times": (
        pack(version(ISSUER, SENDER, bill(when=...), event(Act.TRANSFER, ISSUER, SENDER, ...))),
        SENDER),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_history_says_who_owns_the_bill(name):
    history, owner = HONEST[name]
    control = judge(history, OPENEBL)
    assert isinstance(control, Verified), control
    assert (control.holder, control.issuer) == (owner, ISSUER)


STOLEN = {
    "a stranger makes a bill of his own": pack(FIRST, version(STRANGER, STRANGER, bill(
        by=STRANGER, act=Act.AMEND))),
    "a transfer that is forged and hidden under a print": pack(
        FIRST, version(STRANGER, STRANGER, event(Act.TRANSFER, SENDER, STRANGER),
                       event(Act.PRINT, STRANGER))),
    "a stranger accomplishes": pack(FIRST, done(STRANGER, Act.ACCOMPLISH, owner=SENDER)),
    "a stranger deletes": pack(FIRST, done(STRANGER, Act.DELETE, owner=SENDER)),
    "a print moves the owner": pack(FIRST, done(SENDER, Act.PRINT, owner=STRANGER)),
    "the issuer gives what was asked to be amended to another": pack(
        FIRST, SOLD, done(BUYER, ASKS, ISSUER), amended(SENDER)),
    "the issuer keeps what was returned": pack(
        FIRST, SOLD, done(BUYER, ASKS, ISSUER), done(ISSUER, Act.TRANSFER, SENDER)),
    "a straight bill is sold on": pack(STRAIGHT, SOLD, done(BUYER, Act.TRANSFER, SENDER)),
    "an issuer amends without being asked": pack(
        version(ISSUER, ISSUER, bill()), amended(STRANGER)),
    "a draft is owned by another": pack(version(ISSUER, STRANGER, bill(act=Act.DRAFT))),
    "an issued bill is deleted": pack(FIRST, RETURNED, done(ISSUER, Act.DELETE)),
    "a release agent returns what was not surrendered": pack(
        FIRST, SOLD, HANDED_IN, done(AGENT, Act.RETURN, STRANGER)),
}  # fmt: skip


def test_a_draft_is_made_by_the_issuer_that_it_names():
    draft = version(STRANGER, STRANGER, bill(by=STRANGER, act=Act.DRAFT))
    assert judge(pack(draft), OPENEBL).check == "made-by-another"


@pytest.mark.parametrize("given", (Act.RETURN, HANDS_IN, ASKS))
def test_whatever_gives_a_bill_names_somebody(given):
    assert judge(pack(FIRST, SOLD, done(BUYER, given)), OPENEBL).check == "no-recipient"


def test_an_issuer_that_is_the_shipper_too_transfers_as_that():
    terms = Terms(Kind.STRAIGHT, {**NAMED.parties, Role.SHIPPER: ISSUER})
    first = version(ISSUER, ISSUER, bill(terms), event(Act.TRANSFER, ISSUER, ISSUER))
    sold = done(ISSUER, Act.TRANSFER, BUYER)
    assert judge(pack(first, sold), OPENEBL).holder == BUYER


def test_the_endorsee_may_ask_for_an_amendment():
    asked = done(LENDER, ASKS, ISSUER)
    assert judge(pack(FIRST, SOLD, LENT, asked), OPENEBL).holder == ISSUER


def test_who_is_next_is_open_where_a_negotiable_bill_names_no_endorsee():
    terms = Terms(Kind.BLANK, NAMED.parties)
    first = version(ISSUER, SENDER, bill(terms), event(Act.TRANSFER, ISSUER, SENDER))
    assert judge(pack(first, SOLD, LENT), OPENEBL).reason == "role-not-stated"


@pytest.mark.parametrize(
    "versions",
    ((FIRST, SOLD, HANDED_IN, done(AGENT, Act.ACCOMPLISH), done(AGENT, Act.PRINT)),
     (DRAFT, done(ISSUER, Act.DELETE), done(ISSUER, Act.DELETE))),
)  # fmt: skip
def test_nothing_is_done_after_the_end(versions):
    assert judge(pack(*versions), OPENEBL).check == "act-after-end"


NEEDED = {
    Act.TRANSFER: (Role.ISSUER, Role.SHIPPER, Role.CONSIGNEE),
    Act.RETURN: (Role.ISSUER, Role.SHIPPER, Role.CONSIGNEE),
    HANDS_IN: (Role.CONSIGNEE, Role.RELEASE_AGENT),
    ASKS: (Role.SHIPPER, Role.CONSIGNEE),
    Act.ACCOMPLISH: (Role.RELEASE_AGENT,),
}


@pytest.mark.parametrize(
    ("given", "role"), [(act, role) for act, roles in NEEDED.items() for role in roles]
)
def test_an_act_depends_on_roles_that_the_bill_names(given, role):
    def missing(parties):
        act = event(given, STRANGER, STRANGER)
        entry = Entry(1, STRANGER, (act,))
        state = State(terms=Terms(Kind.STRAIGHT, parties))
        return role_not_stated(Case(pack(FIRST), entry, act, state))

    assert not missing(ROLES)
    assert missing({one: who for one, who in ROLES.items() if one is not role})


@pytest.mark.parametrize("name", STOLEN)
def test_a_theft_is_rejected(name):
    assert isinstance(judge(STOLEN[name], OPENEBL), Rejected)


def test_of_what_was_before_the_first_version_nobody_knows_who_signed_it():
    known = version(NOBODY, BUYER, *FIRST[2], *SOLD[2])
    assert judge(pack(known, whole=False, first=3), OPENEBL).reason == "not-compared"
    theft = done(STRANGER, Act.PRINT, owner=BUYER)
    assert judge(pack(known, theft, whole=False, first=3), OPENEBL).check == "not-the-owner"
