"""Each leaf of the Bill is in the output or is reported; anything else is a defect of ours."""

import pytest

from fairlead import Refused, convert
from fairlead.gateway.account import unaccounted
from fairlead.lens import Emitted
from tests.conftest import ROOT

BILL = ROOT.joinpath("examples", "straight-bill", "bill.dcsa.json").read_bytes()
MOVEMENT = b"""{"exchangedDocument": {"id": {"content": "FLBL-3"}, "typeCode": {"content": "706"}},
"specifiedConsignment": [{"transportService": [{"contractMovementTypeCode": [{"content": "5"}]}]}]}
"""


def test_what_is_written_and_what_is_reported_is_the_whole_bill():
    made = convert(BILL, "iftmcs")
    assert unaccounted(made.bill, made.emitted, made.target) == []


def forgetful(to):
    """A conversion that forgets what it lost."""
    made = convert(BILL, to)
    lost = {place for place, _, _ in Emitted(None, made.emitted.writing).lost}
    made.emitted.writing.lost.clear()
    return made, lost


@pytest.mark.parametrize("to", ("un-json", "un-xml", "iftmcs"))
def test_a_leaf_that_is_neither_is_named(to):
    made, lost = forgetful(to)
    told = set(unaccounted(made.bill, made.emitted, made.target))
    joined = {(*place[:-1], "street") for place in lost if place[-1] == "street_number"}
    assert told - joined <= lost
    assert ("transport_document_status",) in told


def test_an_output_with_such_a_leaf_is_not_accounted_for():
    made, _ = forgetful("un-json")
    with pytest.raises(Refused) as refused:
        made.report  # noqa: B018 - it is asked for
    assert {one.code for one in refused.value.report} == {"LOSS-010"}


def test_a_movement_without_a_container_to_say_it_is_lost_and_named():
    lost = [one.at.bill for one in convert(MOVEMENT, "iftmcs").losses]
    assert lost == ["cargo_movement_type_at_origin", "cargo_movement_type_at_destination"]


def test_it_is_refused_where_losses_are():
    with pytest.raises(Refused) as refused:
        convert(MOVEMENT, "iftmcs", on_loss="refuse")
    assert "EMIT-032" in {one.code for one in refused.value.report}
