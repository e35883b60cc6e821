"""`fairlead convert`: what goes where, what is refused, and what is said of it."""

import json

import pytest

import fairlead as library


def test_the_result_is_exactly_that_of_the_library(program, place):
    bill = place.joinpath("straight-bill.json").read_bytes()
    said = program("convert", "straight-bill.json", "--to", "un-json")
    assert said.out.encode() == library.convert(bill, "un-json").output


def test_a_hyphen_is_standard_input(fairlead, place):
    bill = place.joinpath("straight-bill.json").read_bytes()
    said = fairlead("convert", "-", "--to", "un-json", stdin=bill)
    assert said.out == fairlead("convert", "straight-bill.json", "--to", "un-json").out
    assert said.code == 0


def test_pretty_is_the_same_document_in_lines(fairlead):
    plain = fairlead("convert", "reefer.json", "--to", "un-json").out
    pretty = fairlead("convert", "reefer.json", "--to", "un-json", "--pretty").out
    assert json.loads(plain) == json.loads(pretty)
    assert not plain.endswith("\n")
    assert pretty.startswith("{\n  ")
    assert pretty.endswith("}\n")


def test_there_and_back_with_carry_is_exact(fairlead):
    there = fairlead("convert", "reefer.json", "--to", "un-json", "--carry")
    back = fairlead("convert", "-", "--to", "dcsa", stdin=there.out.encode())
    assert back.out == fairlead("convert", "reefer.json", "--to", "dcsa").out


def test_the_report_ends_with_ledger_verdict_and_advice(fairlead):
    lines = fairlead("convert", "straight-bill.json", "--to", "un-json").err.splitlines()
    at = next(number for number, line in enumerate(lines) if " leaves: " in line)
    assert lines[at] == "72 leaves: 56 mapped, 0 kept, 16 lost"
    assert lines[at + 1].startswith("converted from dcsa to un-json; 16 losses")
    assert lines[at + 2].startswith("--carry ")


def test_what_is_missing_is_named_with_a_supplement_to_fill_in(fairlead):
    said = fairlead("convert", "open-ebl-pack.json", "--to", "dcsa")
    skeleton = json.loads(said.err[said.err.index("\n{") : said.err.rindex("}") + 1])
    assert (said.code, said.out) == (1, "")
    assert "issuing_party.address.street" in said.err
    assert skeleton["issuing_party"] == {
        "address": {"street": "...", "city": "...", "country_code": "..."}
    }
    assert skeleton["utilized_transport_equipments"][0]["is_shipper_owned"] == "true or false"


def test_a_supplement_makes_it_whole(fairlead):
    words = ("open-ebl-pack.json", "--to", "dcsa", "--supplement", "supplement.json")
    said = fairlead("convert", *words)
    assert said.code == 0
    assert "EMIT-030" in said.err
    assert fairlead("check", "-", stdin=said.out.encode()).code == 0


@pytest.mark.parametrize(
    ("words", "remedy"),
    (
        (("reefer.json", "--to", "un-json", "--on-loss", "refuse"), "--on-loss report"),
        (("to-order-two-containers.json", "--to", "openebl"), "--allow endorsement"),
        (("sea-waybill.json", "--to", "un-json"), "is never left out"),
        (("reefer.json", "--to", "dcsa", "--from", "un-json"), "has to mend it"),
        (
            ("supplement.json", "--to", "dcsa"),
            "--from (dcsa, efti, openebl, ",
        ),
        (("reefer.json", "--to", "dcsa", "--max-bytes", "10"), "--max-bytes"),
    ),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_refusal_says_what_to_do(fairlead, words, remedy):
    said = fairlead("convert", *words, "--report", "text")
    assert (said.code, said.out) == (1, "")
    assert "nothing was written" in said.err
    assert remedy in said.err


def test_strict_refuses_a_broken_rule_and_says_how_not_to(fairlead, place):
    bill = json.loads(place.joinpath("reefer.json").read_text("utf-8"))
    del bill["issueDate"]
    place.joinpath("reefer.json").write_text(json.dumps(bill), "utf-8")
    kind = fairlead("convert", "reefer.json", "--to", "un-json")
    strict = fairlead("convert", "reefer.json", "--to", "un-json", "--strict")
    assert kind.code == 0
    assert "The bill breaks 1 rule; with --strict it would be refused." in kind.err
    assert (strict.code, strict.out) == (1, "")
    assert "Without --strict" in strict.err


def test_like_places_are_folded_and_json_has_them_all(fairlead, place):
    bill = json.loads(place.joinpath("reefer.json").read_text("utf-8"))
    [container] = bill["utilizedTransportEquipments"]
    bill["utilizedTransportEquipments"] = [
        {**container, "equipment": {**container["equipment"], "equipmentReference": f"FLDU{n:07}"}}
        for n in range(500)
    ]
    place.joinpath("many.json").write_text(json.dumps(bill), "utf-8")
    words = ("many.json", "--to", "dcsa", "--from", "dcsa")
    text = fairlead("check", "many.json").out
    assert "utilized_transport_equipments[*].equipment_reference  (" in text
    assert len(text.splitlines()) < 30
    faults = fairlead("check", "many.json", "--report", "json").faults
    assert sum(one["code"] == "RULE-130" for one in faults) > 400
    assert fairlead("convert", *words).code == 0


def test_a_version_can_be_asked_for(fairlead):
    assert fairlead("convert", "reefer.json", "--to", "dcsa@3.0.0").code == 0
