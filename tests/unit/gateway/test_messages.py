"""What an interchange says beside its bill is given back where it stood, or named; never moved."""

import pytest

from fairlead import Refused, convert

HEAD = ("UNA:+.? '", "UNB+UNOB:3+SENDER+RECIPIENT+000101:0000+1'", "UNH+1+IFTMCS:D:00B:UN'")


def message(*segments):
    body = ["BGM+706+X-1+9'", *(f"{one}'" for one in segments)]
    return "\n".join([*HEAD, *body, f"UNT+{len(body) + 2}+1'", "UNZ+1+1'", ""]).encode()


GIVEN_BACK = {
    "a booking number of no goods": ("RFF+BN:HEAD", "NAD+CN+++C"),
    "a day beside a customs reference": ("RFF+ABT:26GB1", "DTM+171:20261201:102", "NAD+CN+++C"),
    "a day beside an order": ("NAD+CN+++C", "RFF+ON:PO1", "DTM+171:20261201:102"),
    "the number of the bill again": ("RFF+BM:X-1", "RFF+ABT:A1", "NAD+CN+++C"),
    "dangerous goods of shares": (
        "NAD+CN+++C", "GID+1+10:CT:67:6", "MEA+AAE+G+KGM:10", "SGP+AAAU1111111+5",
        "MEA+AAE+G+KGM:5", "SGP+BBBU1111111+5", "MEA+AAE+G+KGM:5", "DGS+IMD+3+1203",
    ),
    "shares that have their packages alone": (
        "NAD+CN+++C", "GID+1+100:CT:67:6", "SGP+AAAU1111111+60", "SGP+BBBU1111111+40",
    ),
    "marks under instructions of their own": (
        "NAD+CN+++C", "GID+1+10:CT:67:6", "PCI++M1:M2", "PCI+24+M3", "PCI+28", "PCI++M4",
    ),
    "lines of goods in segments of their own": (
        "NAD+CN+++C", "GID+1+10:CT:67:6", "FTX+AAA+++ONE", "FTX+AAA+++TWO", "FTX+AAI+++OTHER",
        "FTX+AAA+++THREE",
    ),
    "an order of the shipper, who is named": ("NAD+CZ+++S", "NAD+OO+++S", "NAD+N1+++N"),
    "a booking number of the bill again": (
        "RFF+BN:B1", "NAD+CN+++C", "GID+1+10:CT:67:6", "RFF+CR:R1", "RFF+BN:B1", "GID+2+10:CT:67:6",
    ),
    "how full containers are": ("NAD+CN+++C", "EQD+CN+AAAU1111111++++4", "TMD+3"),
    "control totals of packages that nobody counts": ("CNT+11:480", "NAD+CN+++C"),
}  # fmt: skip


@pytest.mark.parametrize("segments", GIVEN_BACK.values(), ids=GIVEN_BACK)
def test_it_is_given_back_where_it_stood(segments):
    made = convert(message(*segments), "iftmcs")
    assert made.output == message(*segments)
    assert made.ledger.counts.get("unaccounted", 0) == 0


def test_references_keep_their_kinds_in_whatever_order():
    said = message("RFF+BN:B1", "RFF+CT:SC9", "RFF+SI:SI1", "NAD+CN+++C")
    made = convert(said, "iftmcs").output
    assert sorted(made.split(b"'")) == sorted(said.split(b"'"))


@pytest.mark.parametrize("measure", ("AAL+KGM:5", "AAW+MTQ:5"))
def test_a_weight_that_no_share_says_refuses_the_message(measure):
    said = message(
        "NAD+CN+++C", "GID+1+10", "MEA+AAE+G+KGM:1000", "SGP+AAAU1111111+5", f"MEA+AAE+{measure}",
        "SGP+BBBU1111111+5", f"MEA+AAE+{measure}",
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        convert(said, "iftmcs")
    assert [one.at.wire for one in refused.value.report.errors] == ["segment 5 MEA C174"]


def test_a_port_for_each_end_is_found_at_the_head():
    said = message(
        "LOC+9+PTAAA:139:6", "LOC+11+PTCCC:139:6", "TDT+20+V1+1", "LOC+11+PTBBB:139:6",
        "TDT+20+V2+1", "LOC+9+PTBBB:139:6", "NAD+CN+++C",
    )  # fmt: skip
    bill = convert(said, "iftmcs").bill
    ends = (bill.port_of_loading, bill.port_of_discharge)
    assert [one.un_location_code for one in ends] == ["PTAAA", "PTCCC"]


NAMED = {
    "an empty container": (("NAD+CN+++C", "EQD+CN+AAAU1111111++++4", "TMD+3"), "4 EQD 8169"),
    "a full one of no full load": (("NAD+CN+++C", "EQD+CN+AAAU1111111++++5"), "4 EQD 8169"),
    "a main carriage by rail": (("TDT+20+V1+2", "NAD+CN+++C"), "3 TDT C220/8067"),
}


@pytest.mark.parametrize(("segments", "place"), NAMED.values(), ids=NAMED)
def test_what_stands_in_the_stead_of_our_own_words_is_named_as_lost(segments, place):
    made = convert(message(*segments), "un-json")
    lost = [one.at.wire for one in made.losses if one.code == "LOSS-002"]
    assert lost.count(f"segment {place}") == 1
    assert dict(made.ledger.leaves)[f"segment {place}"] == "lost"


TOTALS = {
    "packages": "CNT+11:480", "containers": "CNT+16:2", "weight": "CNT+7:9:KGM",
    "volume": "CNT+26:9:MTQ", "volume for the freight": "CNT+15:9:MTQ",
}  # fmt: skip


@pytest.mark.parametrize("total", TOTALS.values(), ids=TOTALS)
def test_a_total_of_what_nothing_else_says_is_not_lost(total):
    with pytest.raises(Refused) as refused:
        convert(message(total, "NAD+CN+++C"), "un-json")
    [one] = refused.value.report
    assert (one.code, one.at.wire) == ("EMIT-023", "segment 3 CNT")


OTHERWISE = {
    "marks": (("NAD+CN+++C", "GID+1+10:CT:67:6", "PCI++M1", "PCI++M2"), "segment 6 PCI"),
    "lines": (("NAD+CN+++C", "GID+1+10", "FTX+AAA+++A", "FTX+AAA+++B"), "segment 6 FTX"),
    "an order": (("NAD+CZ+++S", "NAD+OO+++S"), "segment 4 NAD"),
    "a booking": (("RFF+BN:B1", "NAD+CN+++C", "GID+1+10", "RFF+BN:B1"), "segment 6 RFF"),
}


@pytest.mark.parametrize(("segments", "place"), OTHERWISE.values(), ids=OTHERWISE)
def test_what_is_said_in_other_segments_is_noted_where_it_is_no_longer(segments, place):
    made = convert(message(*segments), "un-json")
    assert [one.at.wire for one in made.report if one.code == "LOSS-008"] == [place]


def test_an_order_that_is_said_otherwise_is_noted_in_its_own_format():
    more = {"terms_and_conditions": "as agreed"}
    said = message("NAD+CZ+++S", "NAD+OO+++S")
    assert b"NAD+OO" in convert(said, "iftmcs", supplement=more).output
    notified = message("NAD+CZ+++S", "NAD+OO+++S", "NAD+N1+++N")
    more = {"notify_parties": [{"address": {"city": "Havneby"}}]}
    made = convert(notified, "iftmcs", supplement=more)
    assert b"NAD+CN+++TO ORDER OF:S'" in made.output
    assert [one.at.wire for one in made.report if one.code == "LOSS-008"] == ["segment 4 NAD"]


def test_the_day_of_issue_of_a_waybill_is_written_where_it_was_read():
    said = message("DTM+182:20261203:102", "DTM+342:20261201:102", "NAD+CN+++C")
    said = said.replace(b"BGM+706", b"BGM+710")
    assert convert(said, "iftmcs").output == said


def test_a_movement_that_differs_at_both_ends_is_one_contradiction():
    said = message(
        "NAD+CN+++C", "EQD+CN+AAAU1111111", "TMD+3", "EQD+CN+AAAU2222222", "TMD+2",
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        convert(said, "iftmcs")
    assert [(one.code, one.at.wire) for one in refused.value.report.errors] == [
        ("PARSE-021", "segment 7 TMD C219/8335")
    ]
