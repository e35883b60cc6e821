"""What a reviewer found that passed in silence, and must not again."""

import json

import pytest

from fairlead import Refused, UsageError, check, convert
from fairlead.gateway import understand
from fairlead.gateway.convert.account import Fate
from tests.conftest import ROOT


def example(name):
    return json.loads((ROOT / "examples" / name / "bill.dcsa.json").read_text("utf-8"))


def data(tree):
    return json.dumps(tree).encode()


def un_bill(**consignment):
    """The least UN/CEFACT bill with a consignment that says this."""
    document = {"id": {"content": "FLBL-1"}, "typeCode": {"content": "706"}}
    return {"exchangedDocument": document, "specifiedConsignment": [consignment]}


def carrying():
    return json.loads(convert(data(example("straight-bill")), "un-json", carry=True).output)


def codes(refused):
    return {one.code for one in refused.value.report.errors}


@pytest.mark.parametrize(
    "supplement",
    (
        {"endorsee": {"party_name": "Somebody Else"}},
        {"consignee": {"party_name": "Somebody Else"}},
        {"number_of_originals_with_charges": 9},
        {"utilized_transport_equipments": [{"equipment_reference": "FLDU9990001"}]},
    ),
    ids=lambda one: next(iter(one)),
)
def test_a_supplement_does_not_complete_a_statement_to_another(supplement):
    document = example("to-order-two-containers")
    document["documentParties"].pop("endorsee", None)
    with pytest.raises(Refused) as refused:
        convert(data(document), "un-json", supplement=supplement)
    assert codes(refused) == {"EMIT-031"}


@pytest.mark.parametrize(
    "consignment",
    (
        {"carrierAssignedId": {"content": "BOOK1"}},
        {"carrierAssignedId": {"content": "BOOK1"}, "includedConsignmentItem": []},
        {"applicableLogisticsServiceCharge": [{"categoryCode": {"content": "1"}}]},
        {"utilizedLogisticsTransportEquipment": [{"id": {"content": "FLDU3001063"}}]},
        {"includedConsignmentItem": [{"applicableDangerousGoods": [{}]}]},
    ),
    ids=lambda one: next(iter(one)),
)
def test_the_same_format_gives_the_same_document(consignment):
    document = un_bill(**consignment)
    assert json.loads(convert(data(document), "un-json").output) == document


@pytest.mark.parametrize(
    ("member", "more"),
    (
        ("shippedOnboardDateTime", ["2030-01-01"]),
        ("carrier", {"id": [{"content": "MAEU", "schemeAgencyId": "182"}]}),
        ("transportContractReferencedDocument", {"id": [{"content": "MB-1"}]}),
    ),
)
def test_a_critical_word_beyond_the_first_is_not_left_behind(member, more):
    document = json.loads(convert(data(example("straight-bill")), "un-json").output)
    consignment = document["specifiedConsignment"][0]
    if member == "carrier":
        consignment["carrier"]["id"] += more["id"]
    elif isinstance(more, dict):
        consignment[member] = more
    else:
        consignment[member] = [*consignment.get(member, ()), *more]
    with pytest.raises(Refused) as refused:
        convert(data(document), "openebl", supplement={"registry_record": {"id": "1"}})
    assert "EMIT-023" in codes(refused)


def test_a_document_that_says_nothing_is_accounted_for():
    assert convert(b"{}", "un-json", source="un-json").ledger.of(Fate.UNACCOUNTED) == ()


@pytest.mark.parametrize(
    "spoil",
    (
        lambda extension: extension.update(more="x"),
        lambda extension: extension["spelt"].append({"at": ["isToOrder", "x"], "value": "y"}),
        lambda extension: extension["orders"].append({"at": ["charges"], "value": [1, 0]}),
    ),
)
def test_carried_words_that_fit_nowhere_are_refused(spoil):
    document = carrying()
    spoil(document["x-fairlead"])
    with pytest.raises(Refused) as refused:
        convert(data(document), "dcsa")
    assert codes(refused) <= {"PARSE-028", "PARSE-029"}


def test_a_carried_envelope_is_said():
    document = carrying()
    document["x-fairlead"].update(envelope={"document": None, "issueTo": "x"}, inside="document")
    assert "EMIT-034" in {one.code for one in convert(data(document), "dcsa").report}


def test_a_breach_of_the_target_stands_in_the_bill_and_the_source():
    document = example("straight-bill")
    document["consignmentItems"][0]["cargoItems"][0]["outerPackaging"]["packageCode"] = "9Z"
    with pytest.raises(Refused) as refused:
        convert(data(document), "un-json")
    (breach,) = refused.value.report
    assert breach.at.bill.endswith("outer_packaging.package_code")
    assert breach.at.wire.endswith("/outerPackaging/packageCode")


def test_a_finding_about_a_whole_party_stands_on_the_wire():
    document = example("straight-bill")
    del document["documentParties"]["shipper"]["address"]
    document["documentParties"]["shipper"].pop("identifyingCodes", None)
    (finding,) = [one for one in check(data(document)) if one.code == "RULE-009"]
    assert finding.at.wire == "/documentParties/shipper"


def test_a_document_inside_an_envelope_must_be_issued():
    document = {**example("straight-bill"), "transportDocumentStatus": "DRAFT"}
    found = {one.code for one in check(data({"document": document}))}
    assert "RULE-002" in found


@pytest.mark.parametrize("asked", ({"on_loss": "Refuse"}, {"supplement": "x"}))
def test_a_wrong_word_is_misuse(asked):
    with pytest.raises(UsageError):
        convert(data(example("reefer")), "un-json", **asked)


def test_a_document_that_is_no_bytes_is_misuse():
    with pytest.raises(UsageError):
        check("{}")


@pytest.mark.parametrize("numbers", ("112", "11", "1123", "121", "333"))
@pytest.mark.parametrize("to", ("un-json", "un-xml"))
def test_items_that_say_no_more_than_their_number_stay_as_many(numbers, to):
    items = [{"sequenceNumeric": {"content": number}} for number in numbers]
    made = convert(data(un_bill(includedConsignmentItem=items)), to)
    assert made.ledger.counts == {"mapped": 2 + len(numbers), "kept": 0, "lost": 0}
    parts = [one.cargo_items or (None,) for one in made.bill.consignment_items]
    assert sum(map(len, parts)) == len(numbers)
    assert understand(made.output, to).bill == made.bill
