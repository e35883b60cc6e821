"""Rules on the document as a whole: its kind, its originals and copies, its stated facts."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from fairlead.bill import Bill, DocumentType
from fairlead.rules.rule import ERROR, Facts, Found, Look, Rule

_BILLS: Final = {DocumentType.BILL_OF_LADING, DocumentType.COPY_OF_BILL_OF_LADING}
_WAYBILL: Final = DocumentType.SEA_WAYBILL

_MOVEMENTS: Final = ("FCL", "LCL")

_STATUSES: Final = (
    "DRAFT",
    "APPROVED",
    "ISSUED",
    "PENDING_SURRENDER_FOR_AMENDMENT",
    "SURRENDERED_FOR_AMENDMENT",
    "PENDING_SURRENDER_FOR_DELIVERY",
    "SURRENDERED_FOR_DELIVERY",
    "VOIDED",
)
_BEFORE_ISSUE: Final = _STATUSES[:2]


# --- whether it is the document that was expected -----------------------------------------------


def _another_reference(bill: Bill, _: Bill, facts: Facts) -> Found:
    expected, said = facts.expected_reference, bill.transport_document_reference
    return expected is not None and said != expected and [("transport_document_reference", said)]


def _another_status(bill: Bill, _: Bill, facts: Facts) -> Found:
    expected, said = facts.expected_status, bill.transport_document_status
    return expected is not None and said != expected and [("transport_document_status", said)]


def _no_known_status(status: str, _bill: Bill, _: Facts) -> Found:
    return status not in _STATUSES


# --- originals and copies -----------------------------------------------------------------------


def _waybill_to_order(_said: object, bill: Bill, _: Facts) -> Found:
    return bill.to_order and bill.transport_document_type is _WAYBILL


def _electronic(bill: Bill) -> bool:
    return bill.is_electronic is True and bill.transport_document_type in _BILLS


def _several_electronic_originals(_said: object, bill: Bill, _: Facts) -> Found:
    charged = bill.number_of_originals_with_charges or 0
    bare = bill.number_of_originals_without_charges or 0
    every = bill.number_of_originals or 0
    if (charged + bare <= 1 and every <= 1) or not _electronic(bill):
        return None
    stated = {
        "number_of_originals_with_charges": charged,
        "number_of_originals_without_charges": bare,
        "number_of_originals": every,
    }
    return [(name, count) for name, count in stated.items() if count]


def _electronic_copies(copies: int, bill: Bill, _: Facts) -> Found:
    return copies > 0 and _electronic(bill)


def _originals_of_a_waybill(_said: int, bill: Bill, _: Facts) -> Found:
    return bill.transport_document_type is _WAYBILL


def _any_originals_of_a_waybill(originals: int, bill: Bill, _: Facts) -> Found:
    return originals > 0 and bill.transport_document_type is _WAYBILL


def _another_sum_of_originals(total: int, bill: Bill, _: Facts) -> Found:
    return _another_sum(
        total, bill.number_of_originals_with_charges, bill.number_of_originals_without_charges
    )


def _another_sum_of_copies(total: int, bill: Bill, _: Facts) -> Found:
    return _another_sum(
        total, bill.number_of_copies_with_charges, bill.number_of_copies_without_charges
    )


def _another_sum(total: int, charged: int | None, bare: int | None) -> bool:
    stated = charged is not None or bare is not None
    return stated and total != (charged or 0) + (bare or 0)


def _rider_pages_without_paper(pages: int, bill: Bill, _: Facts) -> Found:
    return pages > 0 and bill.is_electronic is True


# --- what has to be said, and what with it ------------------------------------------------------


def _no_date_of_its_kind(_said: object, bill: Bill, _: Facts) -> Found:
    if bill.is_shipped_on_board_type:
        return bill.shipped_on_board_date is None and [("shipped_on_board_date", None)]
    return bill.received_for_shipment_date is None and [("received_for_shipment_date", None)]


def _both_dates(_said: object, bill: Bill, _: Facts) -> Found:
    return bill.shipped_on_board_date is not None


def _issued_without_either_date(status: str, bill: Bill, _: Facts) -> Found:
    if status != "ISSUED" or bill.transport_document_type not in _BILLS:
        return None
    dated = bill.shipped_on_board_date or bill.received_for_shipment_date
    return dated is None and [("shipped_on_board_date", None), ("received_for_shipment_date", None)]


def _issued_without_a_day(status: str, bill: Bill, _: Facts) -> Found:
    if bill.issue_date is not None or status in _BEFORE_ISSUE:
        return None
    return status in _STATUSES and [("issue_date", None)]


def _no_movement(movement: str, _bill: Bill, _: Facts) -> Found:
    return movement not in _MOVEMENTS


def _value_without_currency(_said: Decimal, bill: Bill, _: Facts) -> Found:
    return bill.declared_value_currency is None and [("declared_value_currency", None)]


def _currency_without_value(_said: str, bill: Bill, _: Facts) -> Found:
    return bill.declared_value is None and [("declared_value", None)]


RULES: Final = (
    Rule(
        "RULE-001",
        "the bill has another number than the one that was expected",
        "DCSA TD check 1",
        ERROR,
        (Look(Bill, None, _another_reference),),
    ),
    Rule(
        "RULE-002",
        "the bill is in another state than the one that was expected",
        "DCSA TD check 2",
        ERROR,
        (Look(Bill, None, _another_status),),
    ),
    Rule(
        "RULE-003",
        "a sea waybill is to order",
        "DCSA TD check 3; EBL 3.0.4 isToOrder",
        ERROR,
        (Look(Bill, "to_order", _waybill_to_order),),
    ),
    Rule(
        "RULE-004",
        "an electronic bill of lading has more than one original",
        "DCSA TD check 4; EBL 3.0.4 numberOfOriginalsWithCharges",
        ERROR,
        (Look(Bill, "is_electronic", _several_electronic_originals),),
    ),
    Rule(
        "RULE-005",
        "an electronic bill of lading has copies with charges",
        "DCSA TD check 5; EBL 3.0.4 numberOfCopiesWithCharges",
        ERROR,
        (Look(Bill, "number_of_copies_with_charges", _electronic_copies),),
    ),
    Rule(
        "RULE-006",
        "an electronic bill of lading has copies without charges",
        "DCSA TD check 6; EBL 3.0.4 numberOfCopiesWithoutCharges",
        ERROR,
        (Look(Bill, "number_of_copies_without_charges", _electronic_copies),),
    ),
    Rule(
        "RULE-007",
        "a sea waybill states originals with charges, be it none",
        "DCSA TD check 7; EBL 3.0.4 numberOfOriginalsWithCharges",
        ERROR,
        (Look(Bill, "number_of_originals_with_charges", _originals_of_a_waybill),),
    ),
    Rule(
        "RULE-008",
        "a sea waybill states originals without charges, be it none",
        "DCSA TD check 8; EBL 3.0.4 numberOfOriginalsWithoutCharges",
        ERROR,
        (Look(Bill, "number_of_originals_without_charges", _originals_of_a_waybill),),
    ),
    Rule(
        "RULE-010",
        "the date that this kind of bill rests on is missing",
        "DCSA TD check 10; EBL 3.0.4 isShippedOnBoardType",
        ERROR,
        (Look(Bill, "is_shipped_on_board_type", _no_date_of_its_kind),),
    ),
    Rule(
        "RULE-011",
        "a bill is both shipped on board and received for shipment",
        "DCSA TD check 11; EBL 3.0.4 receivedForShipmentDate",
        ERROR,
        (Look(Bill, "received_for_shipment_date", _both_dates),),
    ),
    Rule(
        "RULE-012",
        "the movement at origin is neither FCL nor LCL",
        "DCSA TD check 12; EBL 3.0.4 cargoMovementTypeAtOrigin",
        ERROR,
        (Look(Bill, "cargo_movement_type_at_origin", _no_movement),),
    ),
    Rule(
        "RULE-013",
        "the movement at destination is neither FCL nor LCL",
        "DCSA TD check 13; EBL 3.0.4 cargoMovementTypeAtDestination",
        ERROR,
        (Look(Bill, "cargo_movement_type_at_destination", _no_movement),),
    ),
    Rule(
        "RULE-014",
        "of the declared value and its currency only one is said",
        "DCSA TD check 14; EBL 3.0.4 declaredValueCurrency",
        ERROR,
        (
            Look(Bill, "declared_value", _value_without_currency),
            Look(Bill, "declared_value_currency", _currency_without_value),
        ),
    ),
    Rule(
        "RULE-101",
        "an issued bill of lading is neither shipped on board nor received for shipment",
        "EBL 3.0.4 shippedOnBoardDate",
        ERROR,
        (Look(Bill, "transport_document_status", _issued_without_either_date),),
    ),
    Rule(
        "RULE-102",
        "an issued document does not say when it was issued",
        "EBL 3.0.4 issueDate",
        ERROR,
        (Look(Bill, "transport_document_status", _issued_without_a_day),),
    ),
    Rule(
        "RULE-103",
        "a sea waybill has originals",
        "EBL 3.0.4 numberOfOriginalsWithCharges",
        ERROR,
        (Look(Bill, "number_of_originals", _any_originals_of_a_waybill),),
    ),
    Rule(
        "RULE-104",
        "an electronic bill of lading has copies",
        "EBL 3.0.4 numberOfCopiesWithCharges",
        ERROR,
        (Look(Bill, "number_of_copies", _electronic_copies),),
    ),
    Rule(
        "RULE-105",
        "the stated number of originals is not the sum of its parts",
        "EBL 3.0.4 numberOfOriginalsWithCharges, numberOfOriginalsWithoutCharges",
        ERROR,
        (Look(Bill, "number_of_originals", _another_sum_of_originals),),
    ),
    Rule(
        "RULE-106",
        "the stated number of copies is not the sum of its parts",
        "EBL 3.0.4 numberOfCopiesWithCharges, numberOfCopiesWithoutCharges",
        ERROR,
        (Look(Bill, "number_of_copies", _another_sum_of_copies),),
    ),
    Rule(
        "RULE-107",
        "an electronic document has rider pages",
        "EBL 3.0.4 numberOfRiderPages",
        ERROR,
        (Look(Bill, "number_of_rider_pages", _rider_pages_without_paper),),
    ),
    Rule(
        "RULE-108",
        "the state of the document is none that is known",
        "EBL 3.0.4 transportDocumentStatus",
        ERROR,
        (Look(Bill, "transport_document_status", _no_known_status),),
    ),
)
"""The rules of this page of the book."""
