"""A key of the Bill for which a wire has no code: lost, or refused where it cannot be left out."""

from decimal import Decimal

import pytest

from fairlead.bill import from_canonical
from tests.language.examples import LISTS, Example

DAYS = {"as": "decimal", "number": "value", "unit": "unit"}
MEASURES = {
    "weight": {**DAYS, "unit_as": "code(weight)"},
    "temperature": {**DAYS, "unit_as": "code(temperature)"},
}
SETTINGS = "active_reefer_settings > temperature_setpoint @ temperature_unit"
BOX = {"canon": "UtilizedTransportEquipment"}


def boxes(row):
    return {
        "measure": MEASURES,
        "bind": {"utilized_transport_equipments": {"each": "boxes", "use": "box"}},
        "part": {"box": {**BOX, "bind": row}},
    }


def box(**said):
    return {"utilized_transport_equipments": [said]}


PLACE = "utilized_transport_equipments[0]."
COLD = box(
    active_reefer_settings={"temperature_setpoint": "1", "temperature_unit": "degree-fahrenheit"}
)
WAYS = {
    "value": (
        {"bind": {"cargo_movement_type_at_origin": {"at": "a", "as": "code(weight)"}}},
        {"cargo_movement_type_at_origin": "LCL"}, "cargo_movement_type_at_origin", "weight",
    ),
    "pair": (
        {"bind": {"receipt_type_at_origin + delivery_type_at_destination":
                  {"at": "a", "as": "code(haulage)"}}},
        {"receipt_type_at_origin": "container-yard"}, "receipt_type_at_origin", "haulage",
    ),
    "measure": (
        boxes({"tare_weight": {"at": "a", "measure": "weight"}}),
        box(tare_weight={"value": "1", "unit": "pound"}), PLACE + "tare_weight.unit", "weight",
    ),
    "measure of two fields": (
        boxes({SETTINGS: {"at": "a", "measure": "temperature"}}),
        COLD, PLACE + "active_reefer_settings.temperature_unit", "temperature",
    ),
    "alike": (
        boxes({SETTINGS: {"at": "a", "measure": "temperature", "alike": True}}),
        COLD, PLACE + "active_reefer_settings.temperature_unit", "temperature",
    ),
    "values": (
        {"bind": {"consignment_items": {"each": "goods", "use": "item"}},
         "part": {"item": {"canon": "ConsignmentItem",
                           "bind": {"hs_codes": {"each": "a", "as": "code(weight)"}}}}},
        {"consignment_items": [{"hs_codes": ["0902"]}]}, "consignment_items[0].hs_codes[0]",
        "weight",
    ),
}  # fmt: skip


def rows(said):
    for table in (said, *said.get("part", {}).values()):
        yield from (row for row in table["bind"].values() if "a" in row.values())


def faults(said, bill):
    found = Example(said).mapping().emit(from_canonical(bill)).writing.faults
    return [(one.code, one.at.bill, one.says) for one in found]


@pytest.mark.parametrize("need", (False, True))
@pytest.mark.parametrize("way", ("measure of two fields", "alike"))
def test_a_unit_with_a_code_is_written_in_its_member_needed_or_not(way, need):
    said, bill, _, _ = WAYS[way]
    for row in rows(said):
        row["need"] = need
    (box,) = bill["utilized_transport_equipments"]
    setting = {**box["active_reefer_settings"], "temperature_unit": "degree-celsius"}
    celsius = {"utilized_transport_equipments": [{"active_reefer_settings": setting}]}
    tree = Example(said).mapping().emit(from_canonical(celsius)).tree
    assert tree == {"boxes": [{"a": {"value": Decimal(1), "unit": "CEL"}}]}


@pytest.mark.parametrize("way", WAYS)
def test_a_key_without_a_code_is_refused_where_the_wire_needs_it_and_its_list_is_named(way):
    said, bill, place, name = WAYS[way]
    assert name in LISTS
    for row in rows(said):
        row["need"] = False
    assert faults(said, bill) == []
    for row in rows(said):
        row["need"] = True
    says = f"the target has no code for this in its code list {name!r}"
    assert ("EMIT-022", place, says) in faults(said, bill)
    assert not [one for one in faults(said, bill) if one[0] == "EMIT-020"]
