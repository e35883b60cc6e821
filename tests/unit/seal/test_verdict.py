"""Verdicts: there are three, none is a bool, and only one hands anything out."""

import pytest

from fairlead.seal import Purpose, Reason, Rejected, Undetermined, Verified
from fairlead.seal.verdict import Course, Halt, Voucher
from tests.unit.seal.verdicts import refusing

BY = Voucher("QUAY", "quay-1", Purpose.RECEIPT)
YES = Verified("a letter", ("sealed", "by us"), b"Dear Sir", BY)
NO = Rejected("a letter", ("sealed", "by us"), 2, Reason.SIGNATURE, "the seal is not ours")
OPEN = Undetermined("a letter", ("sealed", "by us"), 1, Reason.UNKNOWN_KEY, "whose seal is it?")


@pytest.mark.parametrize("verdict", (YES, NO, OPEN))
def test_a_verdict_is_not_a_bool(verdict):
    with refusing(TypeError, match="^a verdict is not a bool"):
        bool(verdict)


@pytest.mark.parametrize("verdict", (NO, OPEN))
def test_what_is_not_verified_hands_nothing_out(verdict):
    assert not hasattr(verdict, "content")
    assert not hasattr(verdict, "by")


def test_a_verdict_does_not_print_what_was_verified():
    assert "Dear Sir" not in repr(YES)


def test_a_verdict_says_itself_in_json():
    assert YES.as_json() == {
        "verdict": "verified", "what": "a letter",
        "by": {"platform": "QUAY", "kid": "quay-1", "purpose": "receipt"},
    }  # fmt: skip
    assert NO.as_json() == {
        "verdict": "rejected", "what": "a letter", "step": 2, "reason": "signature",
        "says": "the seal is not ours",
    }  # fmt: skip
    assert OPEN.as_json()["verdict"] == "undetermined"


def test_a_verdict_on_signatures_alone_says_so_in_json():
    beyond = Verified("a letter", ("sealed",), b"", BY, beyond=Reason.NOT_COMPARED)
    said = beyond.as_json()
    assert (said["signatures_only"], said["beyond"]) == (True, "not-compared")


def test_what_is_open_beyond_the_signatures_says_in_json_who_vouched():
    verdict = Undetermined("a letter", ("sealed",), 1, Reason.NOT_COMPARED, "?", signed=BY)
    assert verdict.as_json()["signatures"] == {"verdict": "verified", "by": BY.as_json()}


def test_a_course_ends_where_it_stands():
    course = Course("a letter", ("sealed", "by us"))

    def walk():
        course.at = 2
        raise Halt(Reason.SIGNATURE, "the seal is not ours")

    assert course.through(walk) == NO


def test_every_reason_has_a_spelling_of_its_own():
    assert len({one.value for one in Reason}) == len(Reason)
