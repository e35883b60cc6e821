"""Each check of a history of DCSA, by a history that fails it and no check before it."""

import pytest

from fairlead.title import PINT, Rejected, Undetermined, Verified, judge
from fairlead.title.history import NOBODY, Act, Code, Kind, Party, Role, Terms
from tests.unit.title.histories import (
    AT,
    BANK,
    BLANK,
    CARRIER,
    CONSIGNEE,
    LINE,
    SHIPPER,
    START,
    STRAIGHT,
    THIEF,
    TO_ORDER,
    chain,
    coded,
    event,
    facts,
    issued,
    moved,
    on,
    party,
)

ASKED = moved(SHIPPER, LINE, Act.SURRENDER_FOR_DELIVERY)
ANSWERED = moved(LINE, SHIPPER, Act.REJECT, 2)
OTHER_CODE = party("77", "WAVE", provider="GLEIF")
ENDORSED = moved(SHIPPER, party("bank", "WAVE"), Act.ENDORSE)
AGENT = party("agent", "WAVE", provider="GLEIF", behalf=("shipper",))

OTHERS = frozenset((Code("NMFTA", "OTHR"),))

FAILING = {
    "no-issue": chain(moved(LINE, SHIPPER)),
    "another-carrier": chain(issued(BLANK), facts=facts(carriers=OTHERS)),
    "carrier-not-bound": chain(issued(BLANK), facts=facts(carriers=frozenset())),
    "another-visualisation": chain(issued(BLANK), facts=facts(visualisation="a", shown="b")),
    "visualisation-absent": chain(issued(BLANK), facts=facts(visualisation="a")),
    "registry-not-asked": chain(issued(BLANK), facts=facts(registry=True)),
    "key-not-named": chain(issued(BLANK), facts=facts(keys_named=False)),
    "unknown-action": chain(issued(BLANK), moved(SHIPPER, BANK, Act.UNKNOWN)),
    "time-not-stated": chain(issued(BLANK), moved(SHIPPER, BANK, when=...)),
    "party-incomplete": chain(issued(BLANK), moved(SHIPPER, Party(platform="IQAX"))),
    "no-recipient": chain(issued(BLANK), moved(SHIPPER, None)),
    "recipient-of-none": chain(issued(BLANK), moved(SHIPPER, BANK, Act.SIGN)),
    "issued-twice": chain(issued(BLANK), issued(BLANK)),
    "kind-not-stated": chain(issued(Terms(parties=BLANK.parties))),
    "issued-by-another": chain(
        on("CARX", event(Act.ISSUE, party("agent", "CARX"), SHIPPER, terms=BLANK))
    ),
    "actor-elsewhere": chain(issued(BLANK), on("IDT", event(Act.TRANSFER, SHIPPER, BANK))),
    "act-after-acceptance": chain(
        issued(BLANK), ASKED, moved(LINE, SHIPPER, Act.ACCEPT), moved(LINE, BANK)
    ),
    "surrender-unanswered": chain(issued(BLANK), ASKED, moved(LINE, BANK)),
    "answer-unasked": chain(issued(BLANK), moved(SHIPPER, LINE, Act.ACCEPT)),
    "never-held": chain(issued(BLANK), moved(THIEF, BANK)),
    "time-runs-backwards": chain(issued(BLANK, when=2), moved(SHIPPER, BANK)),
    "time-in-the-future": chain(issued(BLANK), moved(SHIPPER, BANK), at=START),
    "straight-endorsed": chain(issued(STRAIGHT), moved(SHIPPER, BANK, Act.ENDORSE)),
    "endorsed-after-final": chain(
        issued(TO_ORDER), ENDORSED, moved(SHIPPER, party("bank", "WAVE")),
        moved(party("bank", "WAVE"), None, Act.BLANK_ENDORSE),
    ),
    "endorsed-by-another": chain(
        issued(TO_ORDER), moved(SHIPPER, BANK), moved(BANK, BANK, Act.ENDORSE)
    ),
    "endorser-unclear": chain(
        issued(TO_ORDER), moved(SHIPPER, party("1", "IQAX", "GLEIF")),
        moved(party("1", "IQAX", "GLEIF"), BANK, Act.ENDORSE_TO_ORDER),
    ),
    "blank-endorsed-to-name": chain(issued(BLANK), moved(SHIPPER, BANK, Act.ENDORSE)),
    "blanked-by-another": chain(
        issued(TO_ORDER), moved(SHIPPER, BANK), moved(BANK, None, Act.BLANK_ENDORSE)
    ),
    "straight-to-another": chain(issued(STRAIGHT), moved(SHIPPER, BANK)),
    "surrendered-by-another": chain(
        issued(TO_ORDER), moved(SHIPPER, BANK), moved(BANK, LINE, Act.SURRENDER_FOR_DELIVERY)
    ),
    "surrenderer-unclear": chain(
        issued(TO_ORDER), moved(SHIPPER, party("1", "IQAX", "GLEIF")),
        moved(party("1", "IQAX", "GLEIF"), LINE, Act.SURRENDER_FOR_AMENDMENT),
    ),
    "surrendered-elsewhere": chain(
        issued(BLANK), moved(SHIPPER, party("carrier", "IDT"), Act.SURRENDER_FOR_DELIVERY)
    ),
    "surrendered-to-another": chain(
        issued(BLANK), moved(SHIPPER, party("office", "CARX"), Act.SURRENDER_FOR_DELIVERY)
    ),
    "answered-by-another": chain(
        issued(BLANK), ASKED, moved(party("thief", "CARX"), SHIPPER, Act.ACCEPT)
    ),
    "answerer-unclear": chain(
        issued(BLANK), ASKED, moved(party("1", "CARX", "GLEIF"), SHIPPER, Act.REJECT)
    ),
    "answered-to-another": chain(issued(BLANK), ASKED, moved(LINE, BANK, Act.REJECT)),
    "answer-unclear": chain(issued(BLANK), ASKED, moved(LINE, OTHER_CODE, Act.REJECT)),
}  # fmt: skip
"""Of each check a history that fails it."""


def test_every_check_has_a_history_that_fails_it():
    assert list(FAILING) == [check.name for check in PINT]


@pytest.mark.parametrize("check", PINT, ids=lambda check: check.name)
def test_a_history_that_fails_a_check_is_rejected_or_left_open_by_its_name(check):
    control = judge(FAILING[check.name], PINT)
    if check.open is None:
        assert isinstance(control, Rejected)
        assert (control.check, control.clause, control.says) == (
            check.name, check.clause, check.says,
        )  # fmt: skip
        assert control.entry == len(FAILING[check.name].entries)
    else:
        assert isinstance(control, Undetermined)
        assert (control.reason, control.open) == (check.name, (check.name,))
        assert control.says == f"{check.says}: {check.open}"


@pytest.mark.parametrize("check", PINT, ids=lambda check: check.name)
def test_a_check_that_is_taken_out_of_the_table_is_missed(check):
    table = [one for one in PINT if one is not check]
    before = judge(FAILING[check.name], PINT)
    assert judge(FAILING[check.name], table) != before


HONEST = {
    "issued": (chain(issued(TO_ORDER)), "WAVE"),
    "moved on": (chain(issued(BLANK), moved(SHIPPER, BANK), moved(BANK, CONSIGNEE)), "BOLE"),
    "signed and moved in one entry": (
        chain(issued(BLANK),
              on("WAVE", event(Act.SIGN, SHIPPER), event(Act.TRANSFER, SHIPPER, BANK))),
        "IQAX"),
    "endorsed elsewhere, which moves nothing": (
        chain(issued(TO_ORDER), moved(SHIPPER, BANK, Act.ENDORSE)), "WAVE"),
    "endorsed to order, moved, and endorsed again": (
        chain(issued(TO_ORDER), moved(SHIPPER, BANK, Act.ENDORSE_TO_ORDER), moved(SHIPPER, BANK),
              moved(BANK, CONSIGNEE, Act.ENDORSE), moved(BANK, CONSIGNEE)), "BOLE"),
    "endorsed in blank, and surrendered by whoever has it": (
        chain(issued(TO_ORDER), moved(SHIPPER, None, Act.BLANK_ENDORSE), moved(SHIPPER, BANK),
              moved(BANK, LINE, Act.SURRENDER_FOR_DELIVERY)), "CARX"),
    "endorsed and surrendered": (
        chain(issued(TO_ORDER), moved(SHIPPER, BANK, Act.ENDORSE), moved(SHIPPER, BANK),
              moved(BANK, LINE, Act.SURRENDER_FOR_AMENDMENT)), "CARX"),
    "surrendered, and rejected": (chain(issued(BLANK), ASKED, ANSWERED), "WAVE"),
    "surrendered, rejected, and moved on": (
        chain(issued(BLANK), ASKED, ANSWERED, moved(SHIPPER, BANK, when=3)), "IQAX"),
    "surrendered, and accepted": (
        chain(issued(BLANK), ASKED, moved(LINE, SHIPPER, Act.ACCEPT)), "CARX"),
    "a straight bill to its consignee": (
        chain(issued(STRAIGHT), moved(SHIPPER, CONSIGNEE),
              moved(CONSIGNEE, LINE, Act.SURRENDER_FOR_DELIVERY)), "CARX"),
    "a straight bill surrendered by its shipper": (chain(issued(STRAIGHT), ASKED), "CARX"),
    "a visualisation of the carrier": (
        chain(issued(BLANK), facts=facts(visualisation="a", shown="a")), "WAVE"),
    "on behalf of the shipper": (
        chain(on("CARX", event(Act.ISSUE, LINE, AGENT, terms=STRAIGHT)),
              moved(AGENT, LINE, Act.SURRENDER_FOR_DELIVERY)), "CARX"),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_history_says_who_has_the_bill(name):
    history, holder = HONEST[name]
    control = judge(history, PINT)
    assert isinstance(control, Verified)
    assert (control.holder.platform, control.issuer) == (holder, LINE)


@pytest.mark.parametrize("act", (Act.ENDORSE, Act.ENDORSE_TO_ORDER, Act.BLANK_ENDORSE))
def test_no_endorsement_is_of_a_straight_bill(act):
    recipient = None if act is Act.BLANK_ENDORSE else BANK
    control = judge(chain(issued(STRAIGHT), moved(SHIPPER, recipient, act)), PINT)
    assert control.check == "straight-endorsed"


def test_the_same_code_of_another_list_is_nobody_known():
    same = party("shipper", "WAVE", provider="GLEIF")
    history = chain(issued(BLANK), ASKED, moved(LINE, same, Act.REJECT))
    assert judge(history, PINT).reason == "answer-unclear"


def test_possession_that_passes_on_one_platform_need_not_be_recorded():
    clerk = party("another", "WAVE")
    assert judge(chain(issued(BLANK), moved(clerk, BANK)), PINT).holder == BANK


def test_an_actor_states_a_code_too():
    nobody = Party(platform="WAVE")
    assert judge(chain(issued(BLANK), moved(nobody, BANK)), PINT).check == "party-incomplete"


def test_what_is_rejected_goes_before_what_is_open():
    history = chain(issued(BLANK), moved(THIEF, BANK), facts=facts(registry=True))
    assert judge(history, PINT).check == "never-held"


def test_whoever_acts_for_another_is_not_told_apart_from_that_one():
    acting = party("9", "WAVE", behalf=("shipper",))
    history = chain(issued(BLANK), ASKED, moved(LINE, acting, Act.REJECT))
    assert judge(history, PINT).reason == "answer-unclear"


@pytest.mark.parametrize("answer", (Act.ACCEPT, Act.REJECT))
def test_a_surrender_is_answered_where_whoever_asked_is(answer):
    elsewhere = party("shipper", "IDT")
    control = judge(chain(issued(BLANK), ASKED, moved(LINE, elsewhere, answer)), PINT)
    assert control.check == "answered-to-another"


def test_an_endorsee_without_a_code_is_somebody():
    """Whom a bill names without a code may claim the goods, and nobody can be shown to be that."""
    terms = Terms(TO_ORDER.kind, {**TO_ORDER.parties, next(reversed(TO_ORDER.parties)): NOBODY})
    control = judge(chain(issued(terms), ASKED), PINT)
    assert control.reason == "surrenderer-unclear"


def test_the_carrier_that_a_bill_does_not_name_is_another():
    history = chain(issued(BLANK), facts=facts(carrier=None))
    assert judge(history, PINT).check == "another-carrier"
    assert isinstance(judge(chain(issued(BLANK), facts=facts(carrier=CARRIER)), PINT), Verified)


def test_a_carrier_issues_by_the_code_that_the_bill_gives_it():
    line = party("FLDL", "CARX", provider="NMFTA")
    history = chain(on("CARX", event(Act.ISSUE, line, SHIPPER, terms=BLANK)))
    assert isinstance(judge(history, PINT), Verified)


def test_a_code_of_another_carrier_is_told_apart_from_the_bills():
    line = party("OTHR", "CARX", provider="NMFTA")
    history = chain(on("CARX", event(Act.ISSUE, line, SHIPPER, terms=BLANK)))
    assert judge(history, PINT).reason == "issued-by-another"


def test_a_bill_that_says_nothing_does_not_say_of_which_kind_it_is():
    assert judge(chain(on("CARX", event(Act.ISSUE, LINE, SHIPPER))), PINT).reason == (
        "kind-not-stated"
    )


@pytest.mark.parametrize("role", (Role.FOR_SHIPPER, Role.FOR_CONSIGNEE))
def test_whom_a_straight_bill_names_on_behalf_of_another_may_surrender_it(role):
    terms = Terms(Kind.STRAIGHT, {**coded(issuer="carrier"), role: party("office")})
    office = party("office", "WAVE")
    first = on("CARX", event(Act.ISSUE, LINE, office, terms=terms))
    history = chain(first, moved(office, LINE, Act.SURRENDER_FOR_DELIVERY))
    assert isinstance(judge(history, PINT), Verified)


@pytest.mark.parametrize("role", (Role.ISSUER, Role.CARRIERS_AGENT))
def test_a_surrender_goes_to_the_carrier_or_whom_the_bill_names_for_it(role):
    line = party("line-1", "CARX", provider="CARX")
    terms = Terms(Kind.BLANK, {role: party("office")})
    first = on("CARX", event(Act.ISSUE, line, SHIPPER, terms=terms))
    asked = moved(SHIPPER, party("office", "CARX"), Act.SURRENDER_FOR_DELIVERY)
    assert isinstance(judge(chain(first, asked), PINT), Verified)


def test_a_carrier_that_issues_by_a_code_of_its_platform_is_told_apart_from_nobody():
    line = party("line-1", "CARX", provider="CARX")
    history = chain(on("CARX", event(Act.ISSUE, line, SHIPPER, terms=BLANK)))
    assert isinstance(judge(history, PINT), Verified)


def test_a_time_at_which_it_is_judged_is_not_in_the_future():
    history = chain(issued(BLANK), moved(SHIPPER, BANK), at=AT)
    now = history.entries[-1].events[-1].instant
    assert isinstance(judge(chain(issued(BLANK), moved(SHIPPER, BANK), at=now), PINT), Verified)


def test_a_verdict_is_no_bool():
    with pytest.raises(TypeError, match="a verdict is not a bool"):
        bool(judge(chain(issued(BLANK)), PINT))
