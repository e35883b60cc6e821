"""The history of a trust list: each version names the digest of the one before it."""

import pytest

from fairlead.gateway.vouch.anchors import Anchors, Seen, digest_of
from fairlead.gateway.vouch.lineage import lineage
from fairlead.seal import Reason, Verified
from tests.unit.seal.makers import AT, DAY
from tests.unit.seal.test_trust import ROOT, listed, signed, text
from tests.unit.seal.verdicts import halted, heard

ANCHORS = Anchors.of([ROOT.key.pem()])
FIRST = signed(listed(version=1, issued=text(AT - 9 * DAY), expires=text(AT - 8 * DAY)))
SECOND = signed(listed(version=2, previous=digest_of(FIRST)))
THIRD = signed(listed(version=3, previous=digest_of(SECOND)))


def verdicts_on(*lists):
    return [heard(one) for one in lineage(lists, ANCHORS, at=AT)]


def test_lists_that_name_the_one_before_follow_on_each_other():
    """The first one expired long ago; it was valid when it was issued."""
    assert all(isinstance(one, Verified) for one in verdicts_on(FIRST, SECOND, THIRD))


BROKEN = {
    "one is left out": (FIRST, THIRD),
    "the other way round": (SECOND, signed(listed(version=1))),
    "it names none": (FIRST, signed(listed(version=2))),
    "it names another": (FIRST, signed(listed(version=2, previous="0" * 64))),
    "another list": (FIRST, signed(listed(name="other", version=2, previous=digest_of(FIRST)))),
    "the same version": (SECOND, signed(listed(version=2, previous=digest_of(SECOND)))),
}


@pytest.mark.parametrize("lists", BROKEN.values(), ids=BROKEN)
def test_a_list_that_does_not_follow_is_rejected(lists):
    assert halted(verdicts_on(*lists)[-1], Reason.LIST_HISTORY, 5)


def test_what_is_no_list_ends_a_history():
    assert [type(one).__name__ for one in verdicts_on(b"e30.e30.AA", SECOND)] == ["Rejected"]


def test_the_last_list_must_be_valid_at_the_time():
    assert halted(verdicts_on(FIRST)[-1], Reason.LIST_EXPIRED, 6)


# --- by what was seen ---------------------------------------------------------------------------


def on(data, seen):
    return heard(ANCHORS.list(data, at=AT, seen=lambda _root, _name: seen))


def test_a_list_that_names_another_before_it_than_was_seen_is_rejected():
    assert halted(on(SECOND, Seen(1, "0" * 64)), Reason.LIST_HISTORY, 5)


TAKEN = {
    "it names what was seen": (SECOND, Seen(1, digest_of(FIRST))),
    "it names none": (signed(listed(version=2)), Seen(1, "0" * 64)),
    "what was seen has no digest": (SECOND, Seen(1)),
    "a version was not seen": (THIRD, Seen(1, "0" * 64)),
    "nothing was seen": (SECOND, Seen()),
}


@pytest.mark.parametrize(("data", "seen"), TAKEN.values(), ids=TAKEN)
def test_a_list_is_taken_where_nothing_contradicts_what_it_names(data, seen):
    assert isinstance(on(data, seen), Verified)
