"""A fact that a wire states by another one is noted where the Bill leaves it open, or refused."""

import pytest

from fairlead.bill import Bill, DocumentType, from_canonical
from fairlead.lens import Mapping
from fairlead.lens.grammar import build_grammar
from tests.language.examples import HEAD, ORDER
from tests.unit.lens.test_words import mapping

ALWAYS = {"says": "a bill of lading", "when": {"transport_document_type": "bill-of-lading"}}
NUMBER = {"transport_document_reference": {"at": "id", "as": "text"}}
RECEIVED = {
    "received_for_shipment_date": {
        "at": "received", "as": "date", "implies": {"is_shipped_on_board_type": False},
    }
}  # fmt: skip


def faults(words, bill):
    return [(one.code, one.at.bill) for one in words.emit(bill).writing.faults]


def test_a_wire_that_is_always_a_bill_of_lading_says_so_of_one():
    words = mapping(NUMBER, either=[ALWAYS])
    bill = Bill("FLBL-1", transport_document_type=DocumentType.BILL_OF_LADING)
    assert (faults(words, bill), words.parse(words.emit(bill).tree).bill) == ([], bill)


def test_a_bill_of_no_stated_kind_is_refused_by_a_wire_that_is_always_of_one():
    words = mapping(NUMBER, either=[ALWAYS])
    assert faults(words, Bill("FLBL-1")) == [("EMIT-038", "transport_document_type")]


@pytest.mark.parametrize(
    ("shipped", "noted"), ((None, [("EMIT-039", "is_shipped_on_board_type")]), (False, []))
)
def test_a_fact_that_is_not_critical_is_noted_where_the_bill_leaves_it_open(shipped, noted):
    said = {"received_for_shipment_date": "2026-03-04"}
    if shipped is not None:
        said["is_shipped_on_board_type"] = shipped
    assert faults(mapping(RECEIVED), from_canonical(said)) == noted


def test_a_consignee_whose_name_is_empty_is_not_taken_for_a_named_one():
    party = {"canon": "Party", "bind": {"party_name": {"at": "name", "as": "text"}}}
    straight = {
        "says": "a named consignee", "when": {"to_order": False},
        "where": {"consignee/name": {"unlike": "order"}},
        "bind": {"consignee": {"at": "consignee", "use": "party"}},
    }  # fmt: skip
    nobody = {**straight, "says": "no name", "when": {"to_order": "unknown"}}
    nobody["where"] = {"consignee/name": {"none": ""}}
    said = {"mapping": HEAD, "part": {"party": party}, "either": [straight, nobody]}
    words = Mapping.of(build_grammar(said, {}, ORDER))
    assert words.parse({"consignee": {"name": ""}}).bill.to_order is None
