"""Many messages in one interchange: each for itself, and the envelope for all."""

import pytest

from fairlead import Refused, UsageError, check, check_each, convert, convert_each
from fairlead.formats.wire import read_each
from fairlead.gateway import understand
from fairlead.syntax import edifact
from tests.conftest import ROOT
from tests.unit.gateway.interchanges import (
    STORIES,
    interchange,
    message_of,
    miscounted,
    of_stories,
)

BILL = (ROOT / "examples" / "reefer" / "bill.dcsa.json").read_bytes()


def codes(refused):
    return [one.code for one in refused.report]


def test_one_bad_message_does_not_stop_the_others():
    first, bad, *others = convert_each(of_stories(), "un-xml")
    assert codes(bad) == ["READ-042"]
    made = [first, *others]
    assert [one.output for one in made if not isinstance(one, Refused)] == [
        convert(interchange(message_of(story)), "un-xml").output
        for story in STORIES
        if story != "sea-waybill"  # which is no bill of lading, and so is refused too
    ]
    assert codes(made[-1]) == ["EMIT-022"]


def test_each_is_what_its_number_gives():
    data = interchange(*map(message_of, STORIES[:2]))
    one_by_one = [convert(data, "un-json", message=number).output for number in (1, 2)]
    assert [made.output for made in convert_each(data, "un-json")] == one_by_one


def test_each_has_its_own_report():
    data = of_stories()
    said = [one.report if isinstance(one, Refused) else one for one in check_each(data)]
    assert [report.refused for report in said] == [False, True, False, False]
    for number in (1, 3, 4):
        assert said[number - 1] == check(data, message=number)


def test_the_interchange_is_read_once(monkeypatch):
    data, read, seen = of_stories(), edifact.read, []
    monkeypatch.setattr(edifact, "read", lambda *words: seen.append(1) or read(*words))
    assert len(list(check_each(data))) == 4
    assert seen == [1]


@pytest.mark.parametrize("verb", (lambda data: convert_each(data, "un-xml"), check_each))
def test_what_is_wrong_with_the_whole_refuses_all(verb):
    data = of_stories().replace(b"UNZ+4+77", b"UNZ+5+78")
    with pytest.raises(Refused) as refused:
        verb(data)
    assert [(one.code, one.at.wire) for one in refused.value.report] == [
        ("READ-040", refused.value.report.faults[0].at.wire),
        ("READ-041", refused.value.report.faults[0].at.wire),
    ]


@pytest.mark.parametrize("verb", (lambda data: convert_each(data, "un-xml"), check_each))
def test_an_interchange_of_nothing_is_refused(verb):
    with pytest.raises(Refused) as refused:
        verb(interchange())
    assert codes(refused.value) == ["READ-012"]


def test_a_document_that_stands_alone_is_the_only_one():
    [made] = convert_each(BILL, "un-json")
    assert made.output == convert(BILL, "un-json").output
    assert list(check_each(BILL)) == [check(BILL)]


def test_a_message_whose_header_cannot_be_read_says_why():
    unnamed = message_of("reefer").replace("UNH+1+IFTMCS:D:00B:UN", "UNH+1")
    [bad, _] = check_each(interchange(unnamed, message_of("reefer")))
    assert codes(bad) == ["READ-059"]
    [both] = check_each(interchange(miscounted(unnamed)))
    assert codes(both) == ["READ-059", "READ-042"]


def test_what_was_read_is_understood_without_its_bytes():
    data = interchange(*map(message_of, STORIES))
    _, second, _ = read_each(data)
    assert understand(second).bill == understand(data, message=2).bill


def test_a_message_is_chosen_from_bytes_alone():
    [raw] = read_each(BILL)
    with pytest.raises(UsageError):
        understand(raw, message=1)


def test_a_call_that_makes_no_sense_is_misuse():
    with pytest.raises(UsageError):
        list(convert_each(BILL, "dcs"))
