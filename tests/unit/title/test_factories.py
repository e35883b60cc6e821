"""Checks that come in pairs are made by a function, here once more for each history."""

import pytest
from msgspec.structs import replace

from fairlead.title import PINT, Verified, judge
from fairlead.title.acts import answered_by, answered_to, endorsed_by, surrendered_by
from fairlead.title.history import Act, Match
from fairlead.title.times import times
from tests.unit.title.histories import (
    BANK,
    BLANK,
    LINE,
    SHIPPER,
    chain,
    event,
    facts,
    issued,
    moved,
    on,
)
from tests.unit.title.test_peers import CTK
from tests.unit.title.test_pint import ASKED, FAILING, HONEST

MAKERS = {
    "endorsed-by-another": (endorsed_by, Match.OTHER),
    "endorser-unclear": (endorsed_by, Match.UNKNOWN),
    "surrendered-by-another": (surrendered_by, Match.OTHER),
    "surrenderer-unclear": (surrendered_by, Match.UNKNOWN),
    "answered-by-another": (answered_by, Match.OTHER),
    "answerer-unclear": (answered_by, Match.UNKNOWN),
    "answered-to-another": (answered_to, Match.OTHER),
    "answer-unclear": (answered_to, Match.UNKNOWN),
}
CLOCKS = {"time-runs-backwards": 0, "time-in-the-future": 1}


def made(check):
    """A check of the table, made anew where a function makes it."""
    if check.name in CLOCKS:
        return times(check.clause)[CLOCKS[check.name]]
    if check.name not in MAKERS:
        return check
    maker, answer = MAKERS[check.name]
    return replace(check, fails=maker(answer))


@pytest.mark.parametrize("name", (*MAKERS, *CLOCKS))
def test_a_check_that_is_made_anew_finds_the_same(name):
    table = tuple(made(check) for check in PINT)
    assert judge(FAILING[name], table) == judge(FAILING[name], PINT)


@pytest.mark.parametrize("name", HONEST)
def test_no_check_that_is_made_anew_accuses_an_honest_history(name):
    table = tuple(made(check) for check in PINT)
    assert isinstance(judge(HONEST[name][0], table), Verified)


@pytest.mark.parametrize("name", CLOCKS)
def test_a_check_of_clocks_says_what_the_table_says(name):
    (check,) = (one for one in PINT if one.name == name)
    again = made(check)
    assert (again.name, again.clause, again.says, again.open) == (
        check.name, check.clause, check.says, check.open,
    )  # fmt: skip
    assert again.says.startswith("an act is ")
    assert again.open.startswith("links say ")


def test_what_is_open_is_named_under_a_peer_too():
    history = chain(issued(BLANK), facts=facts(registry=True))
    assert judge(history, PINT, CTK).open == ("registry-not-asked",)
    assert judge(chain(issued(BLANK)), PINT, CTK).open == ()


def test_a_verdict_on_control_hands_out_the_last_state():
    control = judge(chain(issued(BLANK), moved(SHIPPER, BANK)), PINT)
    assert control.state.possession == BANK
    assert control.state.issuer == control.issuer


def test_a_verdict_on_control_is_no_bool():
    with pytest.raises(TypeError, match="^a verdict is not a bool; ask which of the three it is$"):
        bool(judge(chain(issued(BLANK)), PINT))


def test_a_transfer_ends_a_surrender_that_waits():
    """The table rejects it before; the state holds whatever the table leaves out."""
    table = tuple(check for check in PINT if check.name != "surrender-unanswered")
    state = judge(chain(issued(BLANK), ASKED, moved(LINE, BANK)), table).state
    assert state.pending is None
    assert state.possession == BANK


def test_a_bill_that_is_issued_is_no_draft():
    assert judge(chain(issued(BLANK)), PINT).state.draft is False


def test_an_act_at_no_known_time_leaves_the_latest_one():
    signed = on("WAVE", event(Act.SIGN, SHIPPER, when=5), event(Act.SIGN, SHIPPER, when=...))
    table = tuple(check for check in PINT if check.name != "time-not-stated")
    state = judge(chain(issued(BLANK), signed), table).state
    assert state.latest.act is Act.SIGN
    assert state.latest.instant is not None
