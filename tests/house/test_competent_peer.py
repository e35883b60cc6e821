"""The competent peer of `make bench` does the whole job: its output, and a report of every leaf."""

import orjson
import pytest

from fairlead import convert
from fairlead.formats import named
from tests.bench.peer import Peer


@pytest.fixture(scope="module")
def small(shared):
    return shared("samples", "performance", "small.json").read_bytes()


@pytest.fixture(scope="module")
def peer():
    return Peer(*(named(alias).wire.schema.document for alias in ("dcsa", "un-json")))


def test_it_says_what_fairlead_says(small, peer):
    assert orjson.loads(peer.convert(small).output) == orjson.loads(
        convert(small, "un-json").output
    )


def test_it_accounts_for_every_leaf(small, peer):
    ledger, report = convert(small, "un-json").ledger, peer.convert(small).report
    lost = [place for place, fate in ledger.leaves if fate == "lost"]
    assert report.mapped == ledger.counts["mapped"]
    assert sorted(report.lost) == sorted(lost)


def test_it_reports_a_second_contact_that_its_mapping_leaves_out(small, peer):
    tree = orjson.loads(small)
    shipper = tree["documentParties"]["shipper"]
    shipper["partyContactDetails"].append({"name": "Eun-ji Park", "phone": "+82 51 555 0100"})
    lost = set(peer.convert(orjson.dumps(tree)).report.lost) - set(peer.convert(small).report.lost)
    place = "/documentParties/shipper/partyContactDetails/1"
    assert lost == {f"{place}/name", f"{place}/phone"}


def test_it_refuses_what_breaks_the_schema(small, peer):
    tree = orjson.loads(small)
    del tree["transportDocumentReference"]
    with pytest.raises(ValueError, match="transportDocumentReference"):
        peer.convert(orjson.dumps(tree))
