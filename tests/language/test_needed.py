"""What a wire cannot do without: each form that has a place says so, and names what is lacking."""

import pytest

from fairlead.bill import Bill, from_canonical
from fairlead.lens.form import FORMS
from fairlead.lens.language.mistakes import words_of
from tests.language.examples import Example, example

PLACELESS = {"implied", "same", "lifted"}
"""Forms that have no place of their own, or one in each entry of a list that another row reads."""


def test_every_form_with_a_place_can_be_needed():
    assert {name for name, form in FORMS.items() if "need" not in words_of(form)} == PLACELESS


@pytest.mark.parametrize(
    ("page", "said", "lacking"),
    (
        ("pair", {}, ["receipt_type_at_origin"]),
        ("joined", {"shipper": {"address": {"city": "Busan"}}}, ["shipper.address.street"]),
        ("hoisted", {}, ["consignment_items[0].carrier_booking_reference"]),
        ("edged", {}, ["vessel_voyages"]),
        ("pieced", {}, ["consignment_items"]),
        ("pieced", {"consignment_items": []}, []),
    ),
)
def test_what_is_needed_and_not_said_is_named(page, said, lacking):
    faults = example(page).mapping().emit(from_canonical(said)).writing.faults
    assert [(one.code, one.at.bill) for one in faults] == [("EMIT-020", one) for one in lacking]


def test_a_place_that_the_edges_say_is_not_lacking():
    bill = from_canonical({"port_of_loading": {"un_location_code": "CNSHA"}})
    made = example("edged").mapping().emit(bill)
    assert (made.writing.faults, made.tree) == ([], {"legs": [{"from": {"code": "CNSHA"}}]})


def test_a_needed_field_of_a_piece_is_lacking_where_an_item_has_no_pieces():
    said = example("pieced").said
    pieces = said["bind"]["consignment_items"]["pieces"]
    pieces["bind"]["equipment_reference"]["need"] = True
    mapping = Example(said).mapping()
    box = "consignment_items[0].cargo_items[0].equipment_reference"
    for bill in ({"consignment_items": [{"description_of_goods": ["Tea"]}]}, {}):
        [lacking] = mapping.emit(from_canonical(bill)).writing.faults
        assert (lacking.code, lacking.at.bill) == ("EMIT-020", box)
    assert mapping.emit(Bill()).tree == {}
