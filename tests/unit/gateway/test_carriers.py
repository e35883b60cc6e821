"""What carriers write otherwise than the directory has it is tolerated only where that is asked."""

import pytest

from fairlead import Refused, UsageError, check, convert
from fairlead.gateway import understand

HEAD = "UNA:+.? '\nUNB+UNOA:2+LINE+QUAYSIDE+261120:0900+1'\n"
BODY = (
    "RFF+CTC:CTR-1'", "TDT+40+X1'", "TDT+20+041W+1'", "LOC+9+TWKHH:139:6'", "DTM+133:20260411:102'",
    "LOC+11+NLRTM:139:6'", "DTM+132:202604300600:102'", "DTM+178::102'", "NAD+CZ+++SHIP CO'",
    "NAD+CN+++BUY CO'",
)  # fmt: skip


def message(*segments, directory="00B"):
    """An interchange of one bill of lading with these segments."""
    said = [f"UNH+1+IFTMCS:D:{directory}:UN'", "BGM+706+YML-1+9'", *segments]
    return (HEAD + "\n".join([*said, f"UNT+{len(said) + 1}+1'", "UNZ+1+1'", ""])).encode()


def tolerated(report):
    return [one.at.wire for one in report if one.code == "READ-025"]


def test_without_a_profile_a_deviation_is_a_fault_at_its_segment():
    with pytest.raises(Refused) as refused:
        check(message(*BODY))
    assert [(one.code, one.at.wire) for one in refused.value.report.errors] == [
        ("PARSE-025", "segment 9 DTM C507/2380")
    ]


def test_each_use_of_a_tolerance_is_noted_where_it_stood():
    report = check(message(*BODY), source="iftmcs:yang-ming")
    assert tolerated(report) == [
        "segment 3 RFF", "segment 4 TDT", "segment 9 DTM", "segment 10 DTM",
    ]  # fmt: skip


def test_a_time_under_the_format_of_a_day_is_read_as_its_day():
    bill = understand(message(*BODY), "iftmcs:yang-ming").bill
    assert str(bill.planned_arrival_date) == "2026-04-30"


def test_places_behind_what_is_set_aside_keep_their_segments():
    bad = message(*BODY, "NAD+FW+++X'", "EQD+CN+ABCD1234567++7'")
    with pytest.raises(Refused) as refused:
        check(bad, source="iftmcs:yang-ming")
    assert [one.at.wire for one in refused.value.report.errors] == ["segment 14 EQD 8077"]


def test_what_is_set_aside_is_counted_as_lost():
    made = convert(message(*BODY), "un-json", source="iftmcs:yang-ming")
    lost = {one.at.wire for one in made.report.losses}
    assert {"segment 3 RFF C506/1154", "segment 4 TDT 8051"} <= lost
    assert made.ledger.counts.get("unaccounted", 0) == 0


def test_what_is_set_aside_may_stand_where_it_has_no_place():
    more = ("TDT+40+X1'", "LOC+9+TWKHH:139:6'", "NAD+FW+++X'", "EQD+CN+ABCD1234567++1'")
    with pytest.raises(Refused) as refused:
        check(message(*BODY, *more))
    assert "READ-049" in {one.code for one in refused.value.report.errors}
    made = convert(message(*BODY, *more), "un-json", source="iftmcs:yang-ming")
    assert "segment 13 TDT" in tolerated(made.report)
    lost = [one.at.wire for one in made.report.losses]
    for place in ("segment 13 TDT 8051", "segment 14 LOC C517/3225", "segment 16 EQD 8077"):
        assert lost.count(place) == 1
    assert made.ledger.counts.get("unaccounted", 0) == 0
    assert made.bill.freight_forwarder.party_name == "X"
    assert made.bill.port_of_loading.un_location_code == "TWKHH"


def test_a_notify_party_under_n1_is_tolerated_where_the_code_is_gone():
    newer = message("NAD+CN+++BUY CO'", "NAD+N1+++TELL CO'", directory="24A")
    with pytest.raises(Refused):
        check(newer)
    bill = understand(newer, "iftmcs:one").bill
    assert [one.party_name for one in bill.notify_parties] == ["TELL CO"]


def test_in_a_directory_that_has_the_code_nothing_is_tolerated():
    older = message("NAD+CN+++BUY CO'", "NAD+N1+++TELL CO'")
    assert tolerated(check(older, source="iftmcs:one")) == []


@pytest.mark.parametrize("name", ("iftmcs:nobody", "dcsa:one"))
def test_a_profile_that_there_is_not_is_misuse(name):
    with pytest.raises(UsageError):
        check(message(*BODY), source=name)
