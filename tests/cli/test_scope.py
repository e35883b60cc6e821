"""`fairlead check` states its scope: what was asked, what was not understood or looked at."""

import json
import xml.etree.ElementTree as ET

import pytest

from tests.conftest import ROOT

CASES = ROOT / "tests" / "cases" / "scope"


def last_line(said, name):
    """The line of the report that begins with the name of the document."""
    [line] = [one for one in said.out.splitlines() if one.startswith(f"{CASES / name}: ")]
    return line.removeprefix(f"{CASES / name}: ")


ASKED = "92 rules asked (profile strict): "
TITLE = "critical to the title"


@pytest.mark.parametrize(
    ("name", "code", "verdict"),
    (
        (
            "number-and-kind-only.un.json",
            1,
            f"{ASKED}8 broken in 8 places; everything was understood",
        ),
        ("no-consignee.iftmcs.edi", 1, f"{ASKED}1 broken in 1 place; everything was understood"),
        (
            "misspelt-optional-member.dcsa.json",
            0,
            f"{ASKED}none broken; 2 things were not understood",
        ),
        (
            "loc-181.edi",
            1,
            f"{ASKED}2 broken in 2 places; 2 things were not understood, 2 of them {TITLE}",
        ),
        (
            "weights-wt.edi",
            1,
            f"{ASKED}none broken; 3 things were not understood, 3 of them {TITLE}",
        ),
        (
            "on-board-date-in-leg.edi",
            1,
            f"{ASKED}none broken; 1 thing was not understood, and it is {TITLE}",
        ),
        ("pack-with-a-file-only.json", 4, "no bill in words: nothing was checked"),
    ),
)
def test_the_verdict_states_its_scope(fairlead, name, code, verdict):
    said = fairlead("check", CASES / name)
    assert (said.code, last_line(said, name)) == (code, verdict)


def test_a_misspelt_member_is_named_with_the_nearest_name(fairlead):
    said = fairlead("check", CASES / "misspelt-optional-member.dcsa.json", "--report", "json")
    strange = "not understood: the format has no member of this name here; the nearest name is "
    assert [(one["code"], one["at"]["wire"], one["says"]) for one in said.faults] == [
        ("PARSE-030", "/documentParties/notifyParty", f"{strange}notifyParties"),
        ("PARSE-030", "/sealNumber", f"{strange}seals/number"),
    ]


def test_a_file_that_nobody_looked_into_is_named(fairlead):
    said = fairlead("check", CASES / "pack-with-a-file-only.json", "--report", "json")
    assert [(one["code"], one["severity"], one["at"]["wire"]) for one in said.faults] == [
        ("PARSE-033", "error", ""),
        ("PARSE-032", "note", "/events/0/bill_of_lading/file"),
    ]


def test_a_refusal_goes_before_what_is_not_known(fairlead):
    wordless, broken = CASES / "pack-with-a-file-only.json", CASES / "no-consignee.iftmcs.edi"
    assert fairlead("check", wordless, broken).code == 1
    assert fairlead("check", wordless, "reefer.json").code == 4


def test_what_is_only_noted_is_not_called_broken(fairlead):
    name = "no-consignee.iftmcs.edi"
    said = fairlead("check", CASES / name, "--profile", "ctk")
    rules = "91 rules asked (profile ctk): none broken, 1 noted; everything was understood"
    assert (said.code, last_line(said, name)) == (0, rules)


# --- the forms for programs ---------------------------------------------------------------------

SCOPE = {"rules_asked": 92, "not_understood": 2, "not_looked_at": 0}


def test_json_carries_the_scope(fairlead):
    said = fairlead("check", CASES / "misspelt-optional-member.dcsa.json", "--report", "json")
    assert said.documents[0]["scope"] == SCOPE
    assert fairlead("convert", "reefer.json", "--to", "un-json", "--report", "json").documents[0][
        "scope"
    ] is None  # fmt: skip


def test_sarif_carries_the_scope(fairlead):
    name = CASES / "misspelt-optional-member.dcsa.json"
    [run] = json.loads(fairlead("check", name, "--report", "sarif").out)["runs"]
    assert run["properties"]["scope"] == [
        {"document": str(name), "message": None, "profile": "strict", **SCOPE}
    ]


def test_junit_carries_the_scope(fairlead):
    name = CASES / "misspelt-optional-member.dcsa.json"
    said = ET.fromstring(fairlead("check", name, "--report", "junit").out)  # noqa: S314 - we wrote it
    properties = said.findall("testsuite/properties/property")
    assert {one.get("name"): one.get("value") for one in properties} == {
        "profile": "strict",
        **{name: str(count) for name, count in SCOPE.items()},
    }


# --- a conversion notes, and refuses when it is strict ------------------------------------------


def test_a_conversion_notes_what_a_bill_must_say(fairlead):
    words = ("convert", CASES / "number-and-kind-only.un.json", "--to", "un-xml", "-o", "bill.xml")
    said = fairlead(*words, "--report", "json")
    found = {one["severity"] for one in said.faults if one["code"].startswith("RULE-16")}
    assert (said.code, found) == (0, {"note"})


def test_a_strict_conversion_refuses_what_says_too_little(fairlead, place):
    words = ("convert", CASES / "number-and-kind-only.un.json", "--to", "un-xml", "-o", "bill.xml")
    assert fairlead(*words, "--strict").code == 1
    assert not place.joinpath("bill.xml").exists()
