"""Rules on what a bill of lading must say at all.

Laws and the standard ask for these facts, each rule for one. The Hague-Visby Rules (Art. III(3)),
the Hamburg Rules (Art. 15(1)) and the Rotterdam Rules (Art. 36) say what a carrier must state on
demand of the shipper; UCP 600 says what a bank looks for (Art. 20 on a bill of lading, Art. 21 on a
sea waybill). A sea waybill and a copy need the same, but a sea waybill is never to order.

A draft needs the same too. DCSA EBL 3.0.4 requires these members of every transport document,
whatever its `transportDocumentStatus`: the shipper approves the draft as it will be issued.

A rule speaks of what was *found*. What stands in a document and was not understood, such as the
name of a carrier without its code, for which the Bill has no field, is named beside it.
"""

from __future__ import annotations

from typing import Final

from fairlead.bill import Bill, CargoItem, ConsignmentItem, DocumentType, Location, Party
from fairlead.rules.rule import ERROR, Facts, Found, Look, Rule

BULK: Final = frozenset(("VY", "VS", "VR", "VQ", "VO", "VL", "NG", "NF", "NE", "VG"))
"""Kinds of package that are not counted: goods in bulk and unpacked (UNECE Recommendation 21)."""


# --- the document -------------------------------------------------------------------------------


def _no_number(bill: Bill, _: Bill, _facts: Facts) -> Found:
    return not bill.transport_document_reference and [("transport_document_reference", None)]


def _no_kind(bill: Bill, _: Bill, _facts: Facts) -> Found:
    return bill.transport_document_type is None and [("transport_document_type", None)]


# --- the parties --------------------------------------------------------------------------------


def _no_carrier(bill: Bill, _: Bill, _facts: Facts) -> Found:
    return not bill.carrier_code and [("carrier_code", None)]


def _no_shipper(bill: Bill, _: Bill, _facts: Facts) -> Found:
    return not _named(bill.shipper) and [("shipper", None)]


def _no_consignee(bill: Bill, _: Bill, _facts: Facts) -> Found:
    if _named(bill.consignee) or bill.to_order:
        return None  # of a sea waybill that is to order, RULE-003 speaks
    if bill.consignee is None and bill.to_order is False:
        return None  # RULE-043 speaks
    waybill = bill.transport_document_type is DocumentType.SEA_WAYBILL
    return (waybill or not _named(bill.endorsee)) and [("consignee", None)]


def _named(party: Party | None) -> bool:
    """Whether a party is named, by its name, a code, or the lines in which it is shown."""
    return party is not None and bool(
        party.party_name or party.identifying_codes or party.displayed_address
    )


# --- the way ------------------------------------------------------------------------------------


def _no_port_of_loading(bill: Bill, _: Bill, _facts: Facts) -> Found:
    said = _placed(bill.port_of_loading) or bill.displayed_name_for_port_of_load
    return not said and [("port_of_loading", None)]


def _no_port_of_discharge(bill: Bill, _: Bill, _facts: Facts) -> Found:
    said = _placed(bill.port_of_discharge) or bill.displayed_name_for_port_of_discharge
    return not said and [("port_of_discharge", None)]


def _placed(place: Location | None) -> bool:
    """Whether anything is said of a place."""
    return place is not None and (place.un_location_code is not None or place != _NOWHERE)


def _no_vessel(bill: Bill, _: Bill, _facts: Facts) -> Found:
    if bill.pre_carriage_by:
        return None
    for voyage in bill.vessel_voyages or ():
        if voyage.vessel_name or voyage.vessel_imo_number:
            return None
    return [("vessel_voyages", None)]


# --- the goods ----------------------------------------------------------------------------------


def _no_goods(bill: Bill, _: Bill, _facts: Facts) -> Found:
    if bill.consignment_items or bill.summary_description:
        return None
    return [("consignment_items", None)]


def _not_described(item: ConsignmentItem, _: ConsignmentItem, facts: Facts) -> Found:
    if item.description_of_goods or facts.bill.summary_description:
        return None
    return [("description_of_goods", None)]


def _no_packages(bill: Bill, _: Bill, _facts: Facts) -> Found:
    return not bill.consignment_items and [("consignment_items", None)]


def _not_counted(item: ConsignmentItem, _: ConsignmentItem, _facts: Facts) -> Found:
    for cargo in item.cargo_items or ():
        if _counted(cargo):
            return None
    return [("cargo_items", None)]


def _counted(cargo: CargoItem) -> bool:
    """Whether it is said how many packages there are, or that there are none to count."""
    packed = cargo.outer_packaging
    return packed is not None and (
        packed.number_of_packages is not None or packed.package_code in BULK
    )


_NOWHERE: Final = Location()

RULES: Final = (
    Rule(
        "RULE-160",
        "the document must state its number, and none was found",
        "EBL 3.0.4 transportDocumentReference",
        ERROR,
        (Look(Bill, None, _no_number),),
    ),
    Rule(
        "RULE-161",
        "the document must state whether it is a bill of lading or a sea waybill, and this was not "
        "found",
        "EBL 3.0.4 transportDocumentTypeCode",
        ERROR,
        (Look(Bill, None, _no_kind),),
    ),
    Rule(
        "RULE-162",
        "the document must name the carrier, and no code of a carrier was found",
        "Hamburg Rules Art. 15(1)(c); Rotterdam Rules Art. 36(2)(b); UCP 600 Art. 20(a)(i); "
        "EBL 3.0.4 carrierCode",
        ERROR,
        (Look(Bill, None, _no_carrier),),
    ),
    Rule(
        "RULE-163",
        "the document must name the shipper, and no shipper was found",
        "Hamburg Rules Art. 15(1)(d); EBL 3.0.4 documentParties.shipper",
        ERROR,
        (Look(Bill, None, _no_shipper),),
    ),
    Rule(
        "RULE-164",
        "the document must name the consignee or, if it is a bill of lading, say that it is to "
        "order, and neither was found",
        "Hamburg Rules Art. 15(1)(e); Rotterdam Rules Art. 36(3)(a); "
        "EBL 3.0.4 isToOrder, Consignee",
        ERROR,
        (Look(Bill, None, _no_consignee),),
    ),
    Rule(
        "RULE-165",
        "the document must state the port of loading, and none was found",
        "Hamburg Rules Art. 15(1)(f); Rotterdam Rules Art. 36(3)(d); UCP 600 Art. 20(a)(iii); "
        "EBL 3.0.4 portOfLoading",
        ERROR,
        (Look(Bill, None, _no_port_of_loading),),
    ),
    Rule(
        "RULE-166",
        "the document must state the port of discharge, and none was found",
        "Hamburg Rules Art. 15(1)(g); Rotterdam Rules Art. 36(3)(d); UCP 600 Art. 20(a)(iii); "
        "EBL 3.0.4 portOfDischarge",
        ERROR,
        (Look(Bill, None, _no_port_of_discharge),),
    ),
    Rule(
        "RULE-167",
        "the document must name the vessel, or say how the goods come to it, and neither was found",
        "Rotterdam Rules Art. 36(3)(b); UCP 600 Art. 20(a)(ii); EBL 3.0.4 vesselVoyages, "
        "preCarriageBy",
        ERROR,
        (Look(Bill, None, _no_vessel),),
    ),
    Rule(
        "RULE-168",
        "the document must describe the goods, and no description was found",
        "Hamburg Rules Art. 15(1)(a); Rotterdam Rules Art. 36(1)(a); EBL 3.0.4 descriptionOfGoods",
        ERROR,
        (Look(Bill, None, _no_goods), Look(ConsignmentItem, None, _not_described)),
    ),
    Rule(
        "RULE-169",
        "the document must state how many packages there are, or by the code of their kind that "
        "the goods are in bulk or unpacked, and neither was found",
        "Hague-Visby Rules Art. III(3)(b); Hamburg Rules Art. 15(1)(a); Rotterdam Rules Art. "
        "36(1)(c); EBL 3.0.4 numberOfPackages",
        ERROR,
        (Look(Bill, None, _no_packages), Look(ConsignmentItem, None, _not_counted)),
    ),
)
"""The rules of this page of the book."""

MUST_SAY: Final = frozenset(rule.code for rule in RULES)
"""The codes of these rules: a conversion only notes what they find, unless it is strict."""
