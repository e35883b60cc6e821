"""What a check did not understand, and what it did not look at."""

import base64
import json
import re

import pytest

import fairlead
from fairlead.faults import Severity
from fairlead.gateway.convert.scope import NAMED
from tests.conftest import ROOT
from tests.unit.gateway.interchanges import interchange, message_of

STRAIGHT = json.loads(ROOT.joinpath("examples/straight-bill/bill.dcsa.json").read_bytes())
PACK = json.loads(ROOT.joinpath("examples/open-ebl-pack/pack.openebl.json").read_bytes())


def found(document, code, **how):
    """The report of a document, and where it names something of one code."""
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    report = fairlead.check(data, **how)
    return report, [(one.at.wire, one.says) for one in report if one.code == code]


# --- not understood -----------------------------------------------------------------------------


def test_where_everything_was_read_everything_was_understood():
    report, strange = found(STRAIGHT, "PARSE-030")
    assert (report.scope.not_understood, report.scope.not_looked_at, strange) == (0, 0, [])


def test_a_carrier_without_a_code_is_not_said_to_be_absent():
    said = json.loads(fairlead.convert(json.dumps(STRAIGHT).encode(), "un-json").output)
    said["specifiedConsignment"][0]["carrier"] = {"name": [{"content": "Fair Lines"}]}
    report = fairlead.check(json.dumps(said).encode())
    assert [(one.code, one.at.wire) for one in report] == [
        ("RULE-162", None),
        ("PARSE-031", "/specifiedConsignment/0/carrier/name/0"),
    ]
    assert "no code of a carrier was found" in next(iter(report)).says


def test_a_value_that_is_spelt_otherwise_was_understood():
    said = json.loads(json.dumps(STRAIGHT))
    said["consignmentItems"][0]["cargoItems"][0]["cargoGrossWeight"]["value"] = 4320.50
    said["numberOfCopiesWithCharges"] = 0
    assert found(said, "PARSE-030")[0].scope.not_understood == 0


def test_a_total_that_agrees_was_understood():
    made = fairlead.convert(json.dumps(STRAIGHT).encode(), "un-json")
    said = json.loads(made.output)
    said["specifiedConsignment"][0]["grossWeight"] = [{"content": "4320", "unitCode": "KGM"}]
    assert found(said, "PARSE-030")[0].scope.not_understood == 0


def test_a_member_that_says_nothing_leaves_nothing_to_understand():
    assert found(STRAIGHT | {"issuedTwice": None}, "PARSE-030")[1] == []


UNKNOWN = "the format has no member of this name here"


@pytest.mark.parametrize(
    ("member", "says"),
    (
        (
            "shippingInstructionReference",
            f"{UNKNOWN}; the nearest name is shippingInstructionsReference",
        ),
        ("vesselName", f"{UNKNOWN}; the nearest name is vesselVoyages/vesselName"),
        ("sealNumber", f"{UNKNOWN}; the nearest name is seals/number"),
        ("q7", UNKNOWN),
        ("x" * 100, UNKNOWN),
    ),
)
def test_a_member_is_named_by_what_the_format_knows(member, says):
    assert found(STRAIGHT | {member: True}, "PARSE-030")[1] == [
        (f"/{member}", f"not understood: {says}")
    ]


def test_a_member_that_the_format_has_and_nobody_reads_is_named_as_that():
    said = PACK | {"events": [*PACK["events"], {"return": {"return_by": "did:example:bank"}}]}
    strange = found(said, "PARSE-030")[1]
    says = "not understood: the format has this member, and Fairlead does not read it here"
    assert (f"/events/{len(PACK['events'])}", says) in strange


def test_many_are_counted_and_not_all_named():
    many = STRAIGHT | {f"q{number}": "x" for number in range(NAMED + 7)}
    report, strange = found(many, "PARSE-030")
    assert (report.scope.not_understood, len(strange)) == (NAMED + 7, NAMED + 1)
    assert strange[-1] == ("", "7 more things were not understood")


# --- critical -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "says"),
    (
        (
            "loc-181.edi",
            {
                f"this part of the segment is not understood, where the place is {place}; it is "
                "critical to the title: the voyage is what the bill promises"
                for place in (9, 11)
            },
        ),
        (
            "weights-wt.edi",
            {
                (
                    "the measure AAE WT is not understood here; it is critical to the title: "
                    "a gross weight"
                )
            },
        ),
        (
            "on-board-date-in-leg.edi",
            {
                (
                    "the date 342 is not understood here; it is critical to the title: "
                    "the day on which the goods came on board"
                )
            },
        ),
    ),
)
def test_what_is_critical_is_an_error_with_its_reason(name, says):
    data = ROOT.joinpath("tests", "cases", "scope", name).read_bytes()
    report, critical = found(data, "PARSE-031")
    assert {said for _, said in critical} == says
    assert {one.severity for one in report if one.code == "PARSE-031"} == {Severity.ERROR}
    assert report.scope.not_understood == len(critical)


# --- no bill in words ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "source"),
    (
        ({}, "un-json"),
        ({"exchangedDocument": {}}, None),
        (PACK | {"events": [{"bill_of_lading": {"bill_of_lading_v3": {}}}]}, None),
        (PACK | {"events": [{"bill_of_lading": {"doc_type": "HouseBillOfLading"}}]}, None),
        (PACK | {"events": [{"transfer": {"transfer_by": "did:example:issuer"}}]}, None),
    ),
)
def test_where_nothing_is_said_in_words_no_rule_is_asked(document, source):
    report, wordless = found(document, "PARSE-033", source=source)
    assert wordless == [("", "no bill in words: nothing was checked")]
    assert (report.refused, report.scope.asked) == (True, ())
    assert [one.code for one in report if one.code.startswith("RULE-")] == []


# --- not looked at ------------------------------------------------------------------------------


def test_what_stands_around_a_bill_is_named():
    envelope = {"transportDocument": STRAIGHT, "envelopeTransferChain": ["x"], "note": "y"}
    report, aside = found(envelope, "PARSE-032")
    assert [place for place, _ in aside] == ["/envelopeTransferChain", "/note"]
    assert report.scope.not_looked_at == 2


def test_a_file_beside_the_bill_is_named():
    [first, *rest] = PACK["events"]
    file = {"name": "bill.pdf", "file_type": "application/pdf", "content": "JVBERi0xLjQK"}
    event = {"bill_of_lading": first["bill_of_lading"] | {"file": file}}
    report, aside = found(PACK | {"events": [event, *rest]}, "PARSE-032")
    assert aside == [
        ("/events/0/bill_of_lading/file", "a file stands here, and nobody looked into it")
    ]
    assert (report.scope.not_looked_at, len(report.scope.asked)) == (1, 92)


def test_a_signature_that_was_not_verified_was_not_looked_at():
    payload = base64.urlsafe_b64encode(json.dumps(PACK).encode()).rstrip(b"=").decode()
    signed = {"protected": "e30", "payload": payload, "signature": "x"}
    report, notes = found(signed, "SEAL-001")
    assert (report.scope.not_looked_at, len(notes)) == (1, 1)


def test_words_that_are_carried_along_were_not_looked_at():
    said = STRAIGHT | {"issuedTwice": "X"}
    made = fairlead.convert(json.dumps(said).encode(), "un-json", carry=True)
    report, aside = found(made.output, "PARSE-032")
    assert len(aside) == report.scope.not_looked_at == 1


# --- EDIFACT ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("segment", "says"),
    (
        (
            "NAD+ZZZ+X1:160:ZZZ",
            (
                "the role ZZZ is not understood here; it is critical to the title: "
                "a role that only the parties to the message understand"
            ),
        ),
        ("NAD+CB+X1:160:ZZZ", "the role CB is not understood here"),
    ),
)
def test_a_segment_is_named_by_its_code(segment, says):
    message = message_of("straight-bill").replace("NAD+CZ", f"{segment}'\nNAD+CZ")
    message = re.sub(r"UNT\+(\d+)", lambda count: f"UNT+{int(count[1]) + 1}", message)
    report = fairlead.check(interchange(message))
    told = [one for one in report if one.code in {"PARSE-030", "PARSE-031"}]
    assert [one.says for one in told] == [says]


def test_a_report_keeps_its_scope_when_more_is_said():
    report, _ = found(STRAIGHT, "PARSE-030")
    assert (report + report).scope == report.scope
