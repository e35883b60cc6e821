"""Rules on the way of the goods: places, means of carriage, and days in their order."""

from __future__ import annotations

import datetime as dt
from typing import Final

from fairlead.bill import (
    Address,
    Bill,
    CargoItem,
    ConsignmentItem,
    Facility,
    License,
    Location,
    VesselVoyage,
)
from fairlead.rules.lists import HIGH_SEAS, UNKNOWN_COUNTRY
from fairlead.rules.rule import ERROR, NOTE, Facts, Found, Look, Rule

_MEANS: Final = ("TRUCK", "RAIL", "BARGE", "VESSEL", "MULTIMODAL")
_LEGS: Final = ("FIRST_SEA_GOING", "MOTHER")
_NOWHERE: Final = (None, UNKNOWN_COUNTRY, HIGH_SEAS)


# --- means of carriage --------------------------------------------------------------------------


def _from_nowhere(_: str, bill: Bill, _facts: Facts) -> Found:
    return bill.place_of_receipt is None and [("place_of_receipt", None)]


def _to_nowhere(_: str, bill: Bill, _facts: Facts) -> Found:
    return bill.place_of_delivery is None and [("place_of_delivery", None)]


def _no_means(means: str, _: Bill, _facts: Facts) -> Found:
    return means not in _MEANS


def _no_leg(role: str, _: VesselVoyage, _facts: Facts) -> Found:
    return role not in _LEGS


# --- places -------------------------------------------------------------------------------------


def _several_countries(place: Location, _: Location, _facts: Facts) -> Found:
    code, address, city = place.un_location_code, place.address, place.city
    if address is None and city is None and place.country_code is None:
        return None
    said = {
        code and code[:2],
        address and address.country_code,
        city and city.country_code,
        place.country_code,
    }
    return len(said.difference(_NOWHERE)) > 1


def _address_elsewhere(code: str, address: Address, _: Facts) -> Found:
    return len({code[:2], address.country_code}.difference(_NOWHERE)) > 1


def _place_of_issue_twice(_: str, place: Location, _facts: Facts) -> Found:
    return place.un_location_code is not None


def _facility_without_place(_: Facility, place: Location, _facts: Facts) -> Found:
    return place.un_location_code is None and [("un_location_code", None)]


# --- days ---------------------------------------------------------------------------------------


def _on_board_before_received(on_board: dt.date, bill: Bill, _: Facts) -> Found:
    received = bill.received_for_shipment_date
    return received is not None and on_board < received


def _issued_too_soon(issued: dt.date, bill: Bill, _: Facts) -> Found:
    taken_over = bill.shipped_on_board_date or bill.received_for_shipment_date
    return taken_over is not None and issued < taken_over


def _arrives_before_it_leaves(arrival: dt.date, bill: Bill, _: Facts) -> Found:
    departure = bill.planned_departure_date
    return departure is not None and arrival < departure


def _expires_before_issue(expiry: dt.date, license_: License, _: Facts) -> Found:
    return license_.issue_date is not None and expiry < license_.issue_date


def _not_valid_at_departure(
    license_: License, _: Bill | ConsignmentItem | CargoItem, facts: Facts
) -> Found:
    return _not_valid_on(facts.bill.planned_departure_date, license_, "export_license")


def _not_valid_at_arrival(
    license_: License, _: Bill | ConsignmentItem | CargoItem, facts: Facts
) -> Found:
    return _not_valid_on(facts.bill.planned_arrival_date, license_, "import_license")


def _not_valid_on(day: dt.date | None, license_: License, field: str) -> Found:
    issued, expiry = license_.issue_date, license_.expiry_date
    if day is not None and expiry is not None and expiry < day:
        return [(f"{field}.expiry_date", expiry)]
    if day is not None and issued is not None and issued > day:
        return [(f"{field}.issue_date", issued)]
    return None


RULES: Final = (
    Rule(
        "RULE-015",
        "goods are carried to the port from a place that is not said",
        "DCSA TD check 15; EBL 3.0.4 preCarriageBy",
        ERROR,
        (Look(Bill, "pre_carriage_by", _from_nowhere),),
    ),
    Rule(
        "RULE-016",
        "goods are carried from the port to a place that is not said",
        "DCSA TD check 16; EBL 3.0.4 onCarriageBy",
        ERROR,
        (Look(Bill, "on_carriage_by", _to_nowhere),),
    ),
    Rule(
        "RULE-037",
        "the means of carriage to or from the port is none that is known",
        "DCSA TD check 37; EBL 3.0.4 preCarriageBy, onCarriageBy",
        ERROR,
        (Look(Bill, "pre_carriage_by", _no_means), Look(Bill, "on_carriage_by", _no_means)),
    ),
    Rule(
        "RULE-117",
        "the role of a vessel is none that is known",
        "EBL 3.0.4 VesselVoyage.role",
        ERROR,
        (Look(VesselVoyage, "role", _no_leg),),
    ),
    Rule(
        "RULE-118",
        "a place that is said in several ways lies in several countries",
        "EBL 3.0.4 PortOfLoading and its kin",
        NOTE,
        (
            Look(Location, None, _several_countries),
            Look(Address, "un_location_code", _address_elsewhere),
        ),
    ),
    Rule(
        "RULE-119",
        "the place of issue is said both by its UN/LOCODE and by its country",
        "EBL 3.0.4 PlaceOfIssue",
        ERROR,
        (Look(Location, "country_code", _place_of_issue_twice, ("place_of_issue",)),),
    ),
    Rule(
        "RULE-120",
        "a facility code stands without the UN/LOCODE that it is defined for",
        "EBL 3.0.4 facilityCodeListProvider",
        ERROR,
        (Look(Location, "facility", _facility_without_place),),
    ),
    Rule(
        "RULE-121",
        "goods were on board before they were received",
        "plausibility",
        NOTE,
        (Look(Bill, "shipped_on_board_date", _on_board_before_received),),
    ),
    Rule(
        "RULE-122",
        "the bill was issued before the goods were on board or received",
        "plausibility",
        NOTE,
        (Look(Bill, "issue_date", _issued_too_soon),),
    ),
    Rule(
        "RULE-123",
        "the vessel is planned to arrive before it leaves",
        "plausibility",
        NOTE,
        (Look(Bill, "planned_arrival_date", _arrives_before_it_leaves),),
    ),
    Rule(
        "RULE-124",
        "a licence expires before it is issued",
        "plausibility",
        NOTE,
        (Look(License, "expiry_date", _expires_before_issue),),
    ),
    Rule(
        "RULE-125",
        "an export licence is not valid at departure",
        "EBL 3.0.4 ExportLicense.reference",
        ERROR,
        tuple(
            Look(part, "export_license", _not_valid_at_departure)
            for part in (Bill, ConsignmentItem, CargoItem)
        ),
    ),
    Rule(
        "RULE-126",
        "an import licence is not valid at arrival",
        "EBL 3.0.4 ImportLicense.reference",
        ERROR,
        tuple(
            Look(part, "import_license", _not_valid_at_arrival)
            for part in (Bill, ConsignmentItem, CargoItem)
        ),
    ),
)
"""The rules of this page of the book."""
