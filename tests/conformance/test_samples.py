"""Documents that others wrote, through every direction."""

import json

import jsonschema_rs
import pytest

from fairlead import check, convert
from fairlead.errors import Refused
from fairlead.formats import named
from fairlead.gateway.convert.account import Fate
from fairlead.syntax import json as json_syntax
from tests.conftest import shared
from tests.laws.test_laws import ordered

BILLS = (
    "dcsa/transport-document-dg.json",
    "dcsa/transport-document-reefer.json",
    "dcsa/transport-document-regularstd.json",
    "dcsa/issuance-request-regularSTDExample.json",
    "dcsa/pint-envelope-regularSTDExample.json",
    "performance/small.json",
    "performance/large.json",
)
PACKS = ("openebl/draft_ebl.json", "openebl/consignee_ebl.json")
EVERY_BILL = pytest.mark.parametrize("name", BILLS)
EVERY_PACK = pytest.mark.parametrize("name", PACKS)

REST_OF_THE_BILL = {
    "transport_document_status": "DRAFT",
    "terms_and_conditions": "Terms of the Quayside Line apply.",
    "receipt_type_at_origin": "container-yard",
    "delivery_type_at_destination": "container-yard",
    "cargo_movement_type_at_origin": "FCL",
    "cargo_movement_type_at_destination": "FCL",
    "carrier_code": "QSL",
    "carrier_code_list_provider": "smdg",
    "planned_departure_date": "2026-05-01",
    "port_of_loading": {"location_name": "Bergen"},
    "port_of_discharge": {"location_name": "Busan"},
    "vessel_voyages": [{"vessel_name": "Quay Star", "carrier_export_voyage_number": "21E"}],
    "invoice_payable_at": {"free_text": "Bergen"},
    "party_contact_details": [{"name": "Desk", "email": "desk@quay.example.org"}],
    "shipper": {"party_name": "Fjord Timber AS"},
    "issuing_party": {
        "party_name": "Quayside Line",
        "address": {"street": "Kaien", "city": "Bergen", "country_code": "NO"},
    },
    "consignment_items": [
        {
            "carrier_booking_reference": "QS-1",
            "description_of_goods": ["Sawn timber"],
            "hs_codes": ["440710"],
            "cargo_items": [
                {
                    "equipment_reference": "QSLU1234565",
                    "cargo_gross_weight": {"value": "21000", "unit": "kilogram"},
                    "outer_packaging": {"number_of_packages": 12, "description": "Bundles"},
                }
            ],
        }
    ],
    "utilized_transport_equipments": [
        {
            "equipment_reference": "QSLU1234565",
            "is_shipper_owned": False,
            "seals": [{"number": "QS-77"}],
        }
    ],
}
"""What a skeletal pack does not say of its bill; invented."""


def sample(name):
    return shared("samples", *name.split("/")).read_bytes()


def official():
    """The snapshot of UN/CEFACT as published, with formats asserted."""
    path = shared("specs", "uncefact", "UNECE-MaritimeBillofLading.json")
    return jsonschema_rs.validator_for(json.loads(path.read_bytes()), validate_formats=True)


@EVERY_BILL
def test_dcsa_to_dcsa_gives_the_same_json(name):
    data = sample(name)
    assert ordered(json_syntax.read(convert(data, "dcsa").output)) == ordered(
        json_syntax.read(data)
    )


@EVERY_BILL
def test_what_goes_to_un_cefact_is_valid_by_the_published_schema(name):
    assert official().is_valid(json.loads(convert(sample(name), "un-json").output))


@EVERY_BILL
def test_with_carry_the_way_back_is_exact(name):
    data = sample(name)
    there = convert(data, "un-json", carry=True)
    assert official().is_valid(json.loads(there.output))
    assert ordered(json_syntax.read(convert(there.output, "dcsa").output)) == ordered(
        json_syntax.read(data)
    )


@EVERY_BILL
@pytest.mark.parametrize("to", ("dcsa", "un-json"))
def test_every_leaf_is_accounted_for(name, to):
    ledger = convert(sample(name), to).ledger
    assert ledger.of(Fate.UNACCOUNTED) == ()
    assert sum(ledger.counts.values()) == ledger.total


@pytest.mark.parametrize(
    ("name", "code"),
    (
        ("dcsa/transport-document-dg.json", "RULE-038"),
        ("dcsa/transport-document-dg.json", "RULE-009"),
        ("dcsa/transport-document-dg.json", "RULE-130"),
    ),
)
def test_published_examples_convert_with_findings(name, code):
    found = {one.code for one in check(sample(name))}
    assert code in found
    with pytest.raises(Refused):
        convert(sample(name), "un-json", strict=True)


@EVERY_PACK
def test_a_skeletal_pack_names_every_missing_leaf_at_once(name):
    with pytest.raises(Refused) as refused:
        convert(sample(name), "dcsa")
    missing = {one.at.bill for one in refused.value.report if one.code == "EMIT-020"}
    assert {
        "carrier_code",
        "consignment_items[0].cargo_items[0].cargo_gross_weight.value",
        "issuing_party.address.street",
        "utilized_transport_equipments[0].seals[0].number",
        "vessel_voyages[0].vessel_name",
    } <= missing


@EVERY_PACK
def test_a_supplement_makes_a_skeletal_pack_whole(name):
    data = sample(name)
    rest = dict(REST_OF_THE_BILL)
    said = named("openebl").mapping.parse(json_syntax.read(data)).bill
    rest |= {"planned_arrival_date": "2026-06-01"} if said.planned_arrival_date is None else {}
    for field in ("port_of_loading", "port_of_discharge", "transport_document_status"):
        if getattr(said, field) is not None:
            del rest[field]
    if said.port_of_loading is not None:
        # The sample says "POL" for a UN/LOCODE, which no supplement may change.
        with pytest.raises(Refused):
            convert(data, "dcsa", supplement=whole(rest, said))
        return
    made = convert(data, "dcsa", supplement=whole(rest, said))
    assert {one.code for one in made.added} == {"EMIT-030"}


def whole(rest, said):
    """The supplement, with names for the parties that the pack identifies by code alone."""
    if said.consignee is not None:
        rest["consignee"] = {"party_name": "Busan Furniture Co"}
    if said.other_parties is not None:
        rest["other_parties"] = [{"party": {"party_name": "Busan Agency"}}]
    return rest


@EVERY_PACK
def test_pack_to_pack_gives_back_the_same_payload(name):
    data = sample(name)
    assert ordered(json_syntax.read(convert(data, "openebl").output)) == ordered(
        json_syntax.read(data)
    )


@EVERY_PACK
def test_a_pack_is_read_inside_its_signature(name):
    signed = convert(sample(name.replace(".json", "_jws.json")), "openebl")
    assert "SEAL-001" in {one.code for one in signed.report}
    assert signed.ledger.of(Fate.UNACCOUNTED) == ()
