"""Rows that are guessed of a schema: what agrees in name and type, and nothing that is unsure."""

import json

import pytest

from fairlead.formats.guess import guessed
from fairlead.formats.wire import JsonWire

TEXT = {"type": "string", "maxLength": 35}


def rows(tmp_path, properties, required=()):
    """What is guessed of a schema of an object with these members."""
    schema = {"type": "object", "properties": properties, "required": list(required)}
    tmp_path.joinpath("schema.json").write_text(json.dumps(schema), "utf-8")
    return guessed(JsonWire(tmp_path).places)


@pytest.mark.parametrize(
    ("member", "key"),
    (
        ("billNumber", "transport_document_reference"),
        ("bill_number", "transport_document_reference"),
        ("Bill-No", "transport_document_reference"),
        ("BLNumber", "transport_document_reference"),
        ("transportDocumentReference", "transport_document_reference"),
        ("vesselName", "vessel_voyages > vessel_name"),
        ("shipperName", "shipper > party_name"),
        ("portOfLoadingName", "port_of_loading > location_name"),
    ),
)
def test_a_text_is_guessed_by_the_words_of_its_name(tmp_path, member, key):
    found = rows(tmp_path, {member: TEXT})
    assert found.whole.rows == {key: f'at = "{member}", as = "text(35)"'}


@pytest.mark.parametrize("member", ("number", "code", "name", "pod", "remark"))
def test_a_name_that_could_mean_several_things_is_not_guessed(tmp_path, member):
    assert rows(tmp_path, {member: TEXT}).keys == []


def test_a_name_of_another_type_is_not_guessed(tmp_path):
    assert rows(tmp_path, {"billNumber": {"type": "integer"}}).keys == []


def test_of_two_names_of_the_trade_for_one_field_neither_is_guessed(tmp_path):
    assert rows(tmp_path, {"billNumber": TEXT, "billReference": TEXT}).keys == []


def test_the_name_of_the_field_goes_before_names_of_the_trade(tmp_path):
    found = rows(tmp_path, {"billNumber": TEXT, "transportDocumentReference": TEXT})
    assert found.whole.rows == {
        "transport_document_reference": 'at = "transportDocumentReference", as = "text(35)"'
    }


def test_an_object_that_is_called_like_a_part_is_looked_into(tmp_path):
    party = {"type": "object", "properties": {"name": TEXT}, "required": ["name"]}
    found = rows(tmp_path, {"shipper": party, "consignee": party}, ["shipper"])
    assert found.whole.rows == {
        "shipper": 'at = "shipper", use = "party", need = true',
        "consignee": 'at = "consignee", use = "party"',
    }
    assert found.parts["party"].rows == {"party_name": 'at = "name", as = "text(35)", need = true'}
    assert "address" in found.parts["party"].unsaid


def test_objects_with_other_rows_are_other_parts(tmp_path):
    named = {"type": "object", "properties": {"name": TEXT}}
    placed = {"type": "object", "properties": {"name": TEXT, "displayedAddress": TEXT}}
    lines = {"type": "object", "properties": {"addressLines": {"type": "array", "items": TEXT}}}
    found = rows(tmp_path, {"shipper": named, "consignee": placed, "endorsee": lines})
    assert [*found.parts] == ["party", "party_2"]
    assert found.parts["party_2"].rows == {
        "address_lines": 'each = "addressLines", as = "text(35)"'
    }


def test_an_object_of_another_name_is_a_group_of_members(tmp_path):
    head = {"type": "object", "properties": {"issueDate": {"type": "string", "format": "date"}}}
    assert rows(tmp_path, {"head": head}).whole.rows == {
        "issue_date": 'at = "head/issueDate", as = "date"'
    }


def test_a_list_of_objects_is_guessed_with_its_bound(tmp_path):
    seal = {"type": "object", "properties": {"number": TEXT}}
    box = {"type": "object", "properties": {"seals": {"type": "array", "items": seal}}}
    found = rows(tmp_path, {"containers": {"type": "array", "items": box, "maxItems": 9}})
    assert found.keys == [
        "utilized_transport_equipments", "seal.number", "utilized_transport_equipment.seals",
    ]  # fmt: skip
    assert found.whole.rows["utilized_transport_equipments"].endswith(", most = 9")


def test_what_is_left_of_a_part_that_stands_in_the_whole_is_asked_for(tmp_path):
    left = rows(tmp_path, {"shipperName": TEXT}).whole.unsaid
    assert "shipper > address" in left
    assert "shipper > party_name" not in left
    assert "shipper" not in left
