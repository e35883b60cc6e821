"""A message comes out of its own format again, whatever carried it on the way."""

import pytest

from fairlead import Refused, convert
from tests.conftest import ROOT

VECTORS = ROOT / "tests" / "vectors"
MESSAGES = {
    f"{path.parent.parent.name}/{path.parent.name}": path
    for name in ("iftmcs", "iftmcs-d99b")
    for path in sorted((VECTORS / name).glob("*/wire.edi"))
    if not path.parent.name.endswith("_refused")
}
READ = pytest.mark.parametrize("path", MESSAGES.values(), ids=MESSAGES)


@READ
def test_what_was_said_again_stays_as_it_is(path):
    name = path.parent.parent.name
    again = convert(path.read_bytes(), name).output
    assert convert(again, name).output == again


@READ
def test_nothing_is_lost_in_its_own_format(path):
    made = convert(path.read_bytes(), path.parent.parent.name)
    assert [one for one in made.losses if one.severity == "loss"] == []
    assert made.ledger.counts["lost"] == 0


@READ
def test_a_message_comes_back_from_what_carried_it(path):
    name = path.parent.parent.name
    try:
        carried = convert(path.read_bytes(), "un-json", carry=True).output
    except Refused as refused:
        # The other format cannot say what is critical in it, so nothing carries it.
        assert {one.code[:5] for one in refused.report} == {"EMIT-"}
        return
    assert convert(carried, name).output == convert(path.read_bytes(), name).output
