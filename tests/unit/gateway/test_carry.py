"""Carried words may add. They never contradict, however they were altered on the way."""

import pytest

from fairlead import Refused, convert
from fairlead.gateway import Fate
from fairlead.syntax import json as json_syntax
from tests.conftest import ROOT

MEMBER = "x-fairlead"
STRAIGHT = ROOT / "examples" / "straight-bill" / "bill.dcsa.json"
TO_ORDER = ROOT / "examples" / "to-order-two-containers" / "bill.dcsa.json"

VECTORS = ROOT / "tests" / "vectors"
SYNTAXES = {
    "un-xml": VECTORS / "un-xml" / "goods_details_emit" / "wire.xml",
    "efti": VECTORS / "efti" / "places_with_addresses" / "wire.xml",
    "iftmcs": VECTORS / "iftmcs" / "agents_and_forwarder" / "wire.edi",
}


def carried(path=STRAIGHT, **around):
    """A bill with its carried words, as a tree; in an envelope where one is given."""
    document = json_syntax.read(path.read_bytes())
    data = json_syntax.write({**around, "document": document} if around else document)
    return json_syntax.read(convert(data, "un-json", carry=True).output)


def back(tree, to="dcsa"):
    return json_syntax.read(convert(json_syntax.write(tree), to).output)


def refusal(tree):
    with pytest.raises(Refused) as refused:
        convert(json_syntax.write(tree), "dcsa")
    return {one.code for one in refused.value.report}


KEPT = {
    "another carrier": (["carrierCode"], "EVIL"),
    "another kind of bill": (["isToOrder"], True),
    "another consignee": (["documentParties", "consignee", "partyName"], "Evil Ltd"),
    "a seal more": (["utilizedTransportEquipments", 0, "seals", 0], {"number": "EVIL"}),
    "an endorsee": (["documentParties", "endorsee"], {"partyName": "Evil", "identifyingCodes": []}),
    "no parties": (["documentParties"], {}),
}


@pytest.mark.parametrize(("at", "value"), KEPT.values(), ids=KEPT)
def test_carried_residue_says_nothing_that_a_bill_says(at, value):
    tree = carried()
    tree[MEMBER]["kept"].append({"at": at, "value": value})
    assert "PARSE-028" in refusal(tree)


PATCHES = {
    "the number": ("/transport_document_reference", "EVIL-1"),
    "the consignee": ("/consignee/party_name", "Evil Ltd"),
    "an endorsee of a straight bill": ("/endorsee", {"party_name": "Evil Ltd"}),
    "the kind": ("/to_order", True),
    "the originals": ("/number_of_originals_with_charges", 99),
    "the day on board": ("/shipped_on_board_date", "1999-01-01"),
    "a seal": ("/utilized_transport_equipments/0/seals/0/number", "EVIL"),
    "a weight": ("/consignment_items/0/cargo_items/0/cargo_gross_weight/value", "1"),
    "the packages": ("/consignment_items/0/cargo_items/0/outer_packaging/number_of_packages", 1),
}


@pytest.mark.parametrize(("at", "value"), PATCHES.values(), ids=PATCHES)
def test_a_carried_patch_does_not_change_what_the_words_say(at, value):
    tree = carried()
    tree[MEMBER]["bill"].append({"at": at, "value": value})
    assert refusal(tree) == {"PARSE-028"}


def test_a_carried_consignee_does_not_join_a_bill_to_order():
    tree = carried(TO_ORDER)
    tree[MEMBER]["bill"].append({"at": "/consignee", "value": {"party_name": "Evil Ltd"}})
    assert refusal(tree) == {"PARSE-028"}


def test_words_altered_after_carrying_are_refused():
    tree = carried()
    tree["specifiedConsignment"][0]["carrier"]["id"][0]["content"] = "EVIL"
    tree[MEMBER]["bill"].append({"at": "/carrier_code", "value": "FLDL"})
    assert refusal(tree) == {"PARSE-028"}


UNREADABLE = {
    "no object": lambda _: "text",
    "another version": lambda said: {**said, "version": 2},
    "no patch": lambda said: {name: said[name] for name in said if name != "bill"},
    "a patch of a place that is not there": lambda said: {**said, "bill": [{"at": "/a/b"}]},
    "a patch without a place": lambda said: {**said, "bill": [{"value": 1}]},
    "residue without a place": lambda said: {**said, "kept": [{"at": [], "value": 1}]},
    "residue at no place": lambda said: {**said, "kept": [{"at": [None], "value": 1}]},
    "residue at a text": lambda said: {**said, "kept": [{"at": "x" * 300, "value": 1}]},
    "residue too deep": lambda said: {**said, "kept": [{"at": ["x"] * 300, "value": 1}]},
    "an order that is none": lambda said: {**said, "orders": [{"at": ["a"], "value": [0, 0]}]},
    "an envelope that is none": lambda said: {**said, "envelope": [1], "inside": "document"},
    "an envelope without a place": lambda said: {**said, "envelope": {"a": 1}, "inside": "b"},
    "an envelope without a member": lambda said: {**said, "envelope": {"a": None}, "inside": None},
}


@pytest.mark.parametrize("altered", UNREADABLE.values(), ids=UNREADABLE)
def test_carried_words_that_cannot_be_read_are_refused(altered):
    tree = carried()
    tree[MEMBER] = altered(tree[MEMBER])
    assert refusal(tree) == {"PARSE-029"}


@pytest.mark.parametrize("member", ("b", "transportDocumentReference"))
def test_a_carried_envelope_is_one_in_which_the_document_is_found(member):
    tree = carried()
    tree[MEMBER] |= {"envelope": {member: None, "carrierCode": "EVIL"}, "inside": member}
    assert refusal(tree) == {"PARSE-029"}


@pytest.mark.parametrize("alias", ("un-xml", "efti", "iftmcs"))
def test_what_came_from_another_syntax_goes_back_into_it(alias):
    """Such a document has no envelope of members, and is not looked for in one."""
    there = convert(SYNTAXES[alias].read_bytes(), "un-json", carry=True)
    assert there.source.format.alias == alias
    assert convert(there.output, alias).target.alias == alias


@pytest.mark.parametrize("alias", ("un-xml", "efti", "iftmcs"))
def test_an_envelope_that_its_syntax_does_not_have_is_refused(alias):
    there = convert(SYNTAXES[alias].read_bytes(), "un-json", carry=True)
    tree = json_syntax.read(there.output)
    tree[MEMBER] |= {"envelope": {"a": None, "b": "EVIL"}, "inside": "a"}
    with pytest.raises(Refused) as refused:
        convert(json_syntax.write(tree), alias)
    assert {one.code for one in refused.value.report} == {"PARSE-029"}


def test_an_envelope_travels_with_its_document():
    tree = carried(issueTo={"partyName": "x"}, eblVisualisationByCarrier=None)
    given = back(tree)
    assert given["issueTo"] == {"partyName": "x"}
    assert given["document"] == json_syntax.read(STRAIGHT.read_bytes())


def test_null_beside_a_document_in_its_envelope_stays_null():
    tree = {"document": json_syntax.read(STRAIGHT.read_bytes()), "issueTo": None}
    assert back(tree) == tree


def test_what_was_carried_from_elsewhere_goes_no_further():
    """Residue of a DCSA document has no place in a pack, and every leaf of it is named."""
    tree = carried(issueTo={"partyName": "x", "sendToPlatform": "WAVE"})
    record = {"id": "x", "version": 1, "current_owner": "o", "kind": "master", "created_by": "c"}
    record["created_at"] = "2026-03-04T05:06:07Z"
    made = convert(json_syntax.write(tree), "openebl", supplement={"registry_record": record})
    named = {one.at.wire for one in made.report.losses if one.at.wire.startswith(f"/{MEMBER}")}
    lost = {place for place in made.ledger.of(Fate.LOST) if place.startswith(f"/{MEMBER}")}
    assert f"/{MEMBER}/envelope/issueTo/partyName" in lost
    assert named == lost
