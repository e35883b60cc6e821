"""Our schema of Open eBL's pack says what is published, and forgives what Go leaves empty."""

import copy
import json
from decimal import Decimal

import pytest
import yaml

from fairlead.formats.schema import Schema
from fairlead.resources import find
from tests.conftest import shared, shared_files

V3 = "/events/[]/bill_of_lading/bill_of_lading_v3"
EVENTS = (
    "BillOfLading", "Transfer", "Return", "Surrender", "AmendmentRequest", "PrintToPaper",
    "Accomplish",
)  # fmt: skip


@pytest.fixture(scope="module")
def ours():
    return Schema.load(find("schemas", "openebl", "pack-1", "schema.json"))


def published(*parts):
    text = shared("specs", *parts).read_text("utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)["components"]["schemas"]


@pytest.fixture(scope="module")
def of_dcsa():
    """The places of DCSA 3.0.0, as its publication has them."""
    text = json.dumps(published("dcsa", "EBL_v3.0.0.yaml"), default=str)
    nodes = json.loads(text.replace("#/components/schemas/", "#/$defs/"))
    return Schema("3.0.0", {**nodes["TransportDocument"], "$defs": nodes}).places


@pytest.fixture
def pack():
    """A pack of our own: issued, transferred, and with values that Go leaves empty."""
    bill = {
        "transportDocumentReference": "FLD-1",
        "transportDocumentStatus": "ISSUED",
        "issueDate": "0001-01-01",
        "carrierCode": "",
        "consignmentItems": None,
        "charges": [{"quantity": 0, "unitPrice": Decimal("0.5"), "paymentTermCode": ""}],
        "transports": {"plannedArrivalDate": "", "portOfLoading": {"UNLocationCode": "POL"}},
    }
    issued = {"bill_of_lading_v3": bill, "doc_type": "MasterBillOfLading", "metadata": None}
    moved = {"transfer_by": "did:openebl:a", "transfer_at": "2026-03-05T08:00:00Z"}
    return {
        "id": "00000000-0000-4000-8000-000000000001",
        "version": 2,
        "parent_hash": "0a" * 64,
        "current_owner": "did:openebl:b",
        "events": [{"bill_of_lading": issued}, {"transfer": moved}],
    }


@pytest.mark.parametrize("path", shared_files("samples", "openebl/*_ebl.json", cases=2))
def test_the_platform_s_own_packs_are_permitted(ours, path):
    tree = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    assert ours.breaches(tree, "PARSE") == ()


def test_what_go_leaves_empty_is_permitted(ours, pack):
    assert ours.breaches(pack, "PARSE") == ()


@pytest.mark.parametrize("name", EVENTS)
def test_every_published_member_of_every_event_has_its_place(ours, name):
    members = published("openebl", "api.yaml")[name]["properties"]
    assert set(members) == set(ours.document["$defs"][name]["properties"])


def test_every_event_has_its_place(ours):
    members = published("openebl", "api.yaml")["BillOfLadingEvent"]["properties"]
    assert set(ours.document["$defs"]["Event"]["properties"]) == {*members, "delete"}


def test_the_bill_inside_has_every_place_of_dcsa_and_no_other(ours, of_dcsa):
    inside = {path.removeprefix(V3) for path in ours.places if path.startswith(f"{V3}/")}
    assert inside == set(of_dcsa)


def test_the_bill_inside_is_as_wide_as_that_of_dcsa(ours, of_dcsa):
    for path, place in of_dcsa.items():
        mine = ours.places[V3 + path]
        assert mine.types == (*place.types, "null"), path
        assert (mine.max_length, mine.max_items) == (place.max_length, place.max_items), path
        assert mine.format == (place.format if place.format in ("date", "date-time") else None)
        assert mine.enum == (place.enum and (*place.enum, "", None)), path


def spoilt(pack, path, value):
    """The pack with another value at a place."""
    *way, last = path
    node = pack = copy.deepcopy(pack)
    for step in way:
        node = node[step]
    node[last] = value
    return pack


BILL = ("events", 0, "bill_of_lading", "bill_of_lading_v3")
REFUSED = [
    (("version",), 0, "PARSE-005"),
    (("version",), "2", "PARSE-002"),
    (("parent_hash",), "0A" * 64, "PARSE-003"),
    (("id",), "", "PARSE-004"),
    (("events",), [], "PARSE-008"),
    (("events", 1), {}, "PARSE-009"),
    (("events", 1), {"transfer": {}, "delete": {}}, "PARSE-009"),
    (("events", 1), {"transfer": None}, "PARSE-002"),
    (("events", 1, "transfer", "transfer_at"), "yesterday", "PARSE-007"),
    (("events", 0, "bill_of_lading", "doc_type"), "SeaWaybill", "PARSE-006"),
    ((*BILL, "issueDate"), "2026-02-30", "PARSE-007"),
    ((*BILL, "isElectronic"), "true", "PARSE-002"),
    ((*BILL, "carrierCode"), "FIVES", "PARSE-004"),
    ((*BILL, "receiptTypeAtOrigin"), "XX", "PARSE-006"),
    ((*BILL, "charges", 0, "quantity"), "1", "PARSE-002"),
    ((*BILL, "numberOfCopiesWithCharges"), -1, "PARSE-005"),
]


@pytest.mark.parametrize(("path", "value", "code"), REFUSED)
def test_a_value_that_is_there_must_be_right(ours, pack, path, value, code):
    found = ours.breaches(spoilt(pack, path, value), "PARSE")
    assert [one.code for one in found] == [code]


@pytest.mark.parametrize("name", ("id", "version", "parent_hash", "current_owner", "events"))
def test_a_pack_lacks_none_of_its_members(ours, pack, name):
    del pack[name]
    assert [(one.code, one.at.wire) for one in ours.breaches(pack, "PARSE")] == [
        ("PARSE-001", f"/{name}")
    ]


def test_members_that_nobody_knows_are_permitted(ours, pack):
    for path in (("own",), ("events", 1, "transfer", "own"), (*BILL, "own")):
        assert ours.permits(spoilt(pack, path, {"any": "thing"}))
