"""Small documents that once disappointed: what a person at the command line gets of each."""

import json

import pytest

from fairlead import convert
from tests.conftest import ROOT

CASES = ROOT / "tests" / "cases"


@pytest.fixture
def said(fairlead, place):
    """What a verb says of a case, as its exit code and the code and place of each fault."""

    def of(*arguments):
        done = fairlead(*arguments, "--report", "json")
        told = json.loads(done.out if arguments[0] == "check" else done.err)
        told = told["documents"][0] if "documents" in told else told
        return done.code, {(one["code"], one["at"]["wire"]) for one in told["faults"]}

    return of


REFUSED = {
    "foreign/f12_loc_181.edi": {
        ("EMIT-023", "segment 16 LOC C517/3225"), ("EMIT-023", "segment 18 LOC C517/3225"),
    },
    "foreign/f13_weights_wt.edi": {
        ("EMIT-023", f"segment {number} MEA") for number in (29, 32, 35)
    },
    "foreign/f14_on_board_date_in_leg.edi": {("EMIT-023", "segment 17 DTM")},
    "meaning/total-weight-contradicts.iftmcs.edi": {("PARSE-022", "segment 12 CNT C270")},
    "meaning/two-bill-numbers.iftmcs.edi": {("PARSE-021", "segment 18 RFF")},
    "meaning/two-gross-weights.iftmcs.edi": {("PARSE-021", "segment 59 MEA")},
}  # fmt: skip


@pytest.mark.parametrize(("name", "faults"), REFUSED.items(), ids=REFUSED)
def test_what_is_critical_is_refused_where_it_stands(said, name, faults):
    code, told = said("convert", str(CASES / name), "--to", "un-json", "--output", "out.json")
    assert (code, {one for one in told if one[0][:4] != "LOSS" and one in faults}) == (1, faults)


def test_a_cancellation_becomes_no_live_bill(said):
    more = str(CASES / "foreign" / "supplement.json")
    name = str(CASES / "foreign" / "f15_cancellation.edi")
    code, told = said("convert", name, "--to", "dcsa", "--supplement", more, "--output", "out.json")
    assert code == 1
    assert ("EMIT-023", "segment 2 BGM 1225") in told


def test_a_cancellation_stays_one_where_that_can_be_said():
    made = convert((CASES / "foreign" / "f15_cancellation.edi").read_bytes(), "un-json")
    purpose = json.loads(made.output)["exchangedDocument"]["purposeCode"]
    assert [one["content"] for one in purpose] == ["1"]


@pytest.mark.parametrize("to", ("iftmcs", "un-xml"))
def test_a_total_that_agrees_refuses_nothing(said, to):
    name = str(CASES / "meaning" / "total-weight-agrees.un.json")
    code, told = said("convert", name, "--to", to, "--output", "out")
    assert code == 0
    assert not [place for _, place in told if "grossWeight" in str(place)]


def test_a_movement_that_nothing_can_say_is_named(said):
    name = str(CASES / "hostile" / "movement-type-without-items.un.json")
    place = "/specifiedConsignment/0/transportService/0/contractMovementTypeCode/0/content"
    code, told = said("convert", name, "--to", "iftmcs", "--output", "out.edi")
    assert (code, ("LOSS-001", place) in told) == (0, True)
    code, told = said("convert", name, "--to", "iftmcs", "--on-loss", "refuse", "--output", "a.edi")
    assert (code, ("EMIT-032", "") in told) == (1, True)


def test_three_items_stay_three():
    data = (CASES / "hostile" / "two-bare-items-one-number.un.json").read_bytes()
    made = convert(data, "un-xml")
    given = json.loads(data)["specifiedConsignment"][0]["includedConsignmentItem"]
    assert made.output.count(b"<ram:IncludedSupplyChainConsignmentItem") == len(given)


@pytest.mark.parametrize(
    "name", ("arabic-digits-in-a-count.efti.xml", "line-separator-between-elements.efti.xml")
)
def test_what_only_one_engine_refuses_is_refused_at_its_place(said, name):
    code, told = said("check", str(CASES / "hostile" / name), "--from", "efti")
    assert code == 1
    assert all(place for _, place in told)


def test_a_bill_of_a_number_and_a_kind_is_not_blessed(said):
    code, told = said("check", str(CASES / "people" / "01-number-and-kind-only.un.json"))
    assert (code, {code for code, _ in told}) == (1, {f"RULE-{n}" for n in range(162, 170)})


def test_a_bill_without_a_consignee_is_not_blessed(said):
    code, told = said("check", str(CASES / "people" / "02-no-consignee.iftmcs.edi"))
    assert (code, {code for code, _ in told}) == (1, {"RULE-164"})


def test_a_misspelt_member_is_named_with_the_nearest(fairlead, place):
    done = fairlead("check", str(CASES / "people" / "04-misspelt-optional-member.dcsa.json"))
    text = " ".join(done.out.split())
    assert done.code == 0
    assert "the nearest name is notifyParties /documentParties/notifyParty" in text
    assert "2 things were not understood" in text


def test_a_pack_with_a_file_alone_is_not_checked(fairlead, place):
    done = fairlead("check", str(CASES / "foreign" / "f33_pack_with_a_file_only.json"))
    assert (done.code, "no bill in words: nothing was checked" in done.out) == (4, True)
