"""Each leaf of the Bill is in the output or is reported; anything else is a defect of ours."""

import pytest
from msgspec.structs import replace

from fairlead import Refused, convert
from fairlead.formats import named
from fairlead.lens import unsaid
from tests.conftest import ROOT

BILL = ROOT.joinpath("examples", "straight-bill", "bill.dcsa.json").read_bytes()
MOVEMENT = b"""{"exchangedDocument": {"id": {"content": "FLBL-3"}, "typeCode": {"content": "706"}},
"specifiedConsignment": [{"transportService": [{"contractMovementTypeCode": [{"content": "5"}]}]}]}
"""


BOX = "utilized_transport_equipments[0]"
FORGOTTEN = (
    ("un-json", "location", "location_name", "port_of_loading.location_name"),
    ("un-json", "consignment", "terms_and_conditions", "terms_and_conditions"),
    ("un-json", "consignment", "cargo_movement_type_at_origin", "cargo_movement_type_at_origin"),
    ("un-json", "equipment", "iso_equipment_code", f"{BOX}.iso_equipment_code"),
    ("un-xml", "address", "city", "shipper.address.city"),
    ("iftmcs", "root", "shipping_instructions_reference", "shipping_instructions_reference"),
    ("iftmcs", "address", "street_number", "shipper.address.street_number"),
    ("iftmcs-d99b", "location", "location_name", "port_of_loading.location_name"),
    ("dcsa", "party_address", "post_code", "shipper.address.post_code"),
    ("dcsa", "root", "shipping_instructions_reference", "shipping_instructions_reference"),
)
"""A part of a mapping, a field of it that is forgotten, and a leaf that is gone then."""


def test_what_is_written_and_what_is_reported_is_the_whole_bill():
    made = convert(BILL, "iftmcs")
    assert unsaid(made.bill, made.emitted.writing) == []


def forgetful(to):
    """A conversion that forgets what it lost, and the leaves of which nothing is known then."""
    made = convert(BILL, to)
    written = {"LOSS-003", "LOSS-006", "LOSS-007"}
    lost = {place for place, _, code in made.emitted.lost if code not in written}
    made.emitted.writing.lost.clear()
    return made, lost


@pytest.mark.parametrize("to", ("un-json", "un-xml", "iftmcs"))
def test_a_leaf_that_is_neither_is_named(to):
    made, lost = forgetful(to)
    assert set(unsaid(made.bill, made.emitted.writing)) == lost
    assert ("transport_document_status",) in lost


def test_an_output_with_such_a_leaf_does_not_leave(monkeypatch):
    code = named("un-json").mapping.code
    real = code.write

    def write(bill, noted):
        tree = real(bill, noted)
        noted.lost.clear()
        return tree

    monkeypatch.setattr(code, "write", write)
    with pytest.raises(Refused) as refused:
        convert(BILL, "un-json")
    assert {one.code for one in refused.value.report} == {"LOSS-010"}


def test_a_movement_without_a_container_to_say_it_is_lost_and_named():
    lost = [one.at.bill for one in convert(MOVEMENT, "iftmcs").losses]
    assert lost == ["cargo_movement_type_at_origin", "cargo_movement_type_at_destination"]


def test_it_is_refused_where_losses_are():
    with pytest.raises(Refused) as refused:
        convert(MOVEMENT, "iftmcs", on_loss="refuse")
    assert "EMIT-032" in {one.code for one in refused.value.report}


def writing(monkeypatch, to, part, otherwise):
    """Has the function that writes a part do something else with it."""
    code = named(to).mapping.code
    name = f"write_{part}"
    real = getattr(code, name)
    monkeypatch.setattr(code, name, lambda m, *rest: otherwise(real, m, *rest))


@pytest.mark.parametrize(("to", "part", "name", "leaf"), FORGOTTEN)
def test_a_leaf_that_writing_forgets_is_found_though_nobody_asks(monkeypatch, to, part, name, leaf):
    def forget(real, m, *rest):
        return real(replace(m, **{name: None}), *rest)

    writing(monkeypatch, to, part, forget)
    with pytest.raises(Refused) as refused:
        convert(BILL, to)
    assert {one.code for one in refused.value.report} == {"LOSS-010"}
    assert leaf in {one.at.bill for one in refused.value.report}


def test_where_the_count_alone_is_wrong_the_output_goes_out(monkeypatch):
    def note_twice(real, m, o, bp, noted):
        noted.wrote.append((bp, real(m, o, bp, noted)))
        return noted.wrote[-1][1]

    writing(monkeypatch, "un-json", "root", note_twice)
    assert convert(BILL, "un-json").report
