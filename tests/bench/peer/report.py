"""The report of the competent peer: which leaves of the source are in the output, and which not.

A table says of every member that the mapping reads whether its value is copied or said in other
words. A value that is copied counts as mapped only where it is found in the output again, so that a
second contact which the mapping leaves out is reported. Whatever the table does not name is lost.
"""

from typing import NamedTuple

COPIED, CHANGED, EACH = "copied", "changed", "each entry of a list"


def copied(*names):
    return dict.fromkeys(names, COPIED)


LOCATION = copied("UNLocationCode", "locationName")
AMOUNT = copied("value", "unit")
NAMED = {
    **copied("partyName"),
    "identifyingCodes": {EACH: copied("partyCode", "codeListProvider")},
}
PARTY = {
    **NAMED,
    "partyContactDetails": {EACH: copied("name", "phone", "email")},
    "address": {
        "street": CHANGED,
        **copied("city", "postCode", "stateRegion", "countryCode"),
    },
}
CARGO = {
    "equipmentReference": COPIED,
    "cargoGrossWeight": AMOUNT,
    "cargoGrossVolume": AMOUNT,
    "outerPackaging": copied("packageCode", "numberOfPackages"),
}
ITEM = {
    "carrierBookingReference": COPIED,
    "descriptionOfGoods": {EACH: COPIED},
    "HSCodes": {EACH: CHANGED},
    "shippingMarks": {EACH: COPIED},
    "cargoItems": {EACH: CARGO},
}
USED = {
    "equipment": {
        **copied("equipmentReference", "ISOEquipmentCode"),
        "tareWeight": AMOUNT,
    },
    "seals": {EACH: {"number": COPIED, "source": CHANGED}},
}
WAY = {
    "plannedDepartureDate": CHANGED,
    "plannedArrivalDate": CHANGED,
    "placeOfReceipt": LOCATION,
    "portOfLoading": LOCATION,
    "portOfDischarge": LOCATION,
    "placeOfDelivery": LOCATION,
    "vesselVoyages": {EACH: copied("vesselName", "carrierExportVoyageNumber")},
}
READ = {
    **copied(
        "transportDocumentReference",
        "shippingInstructionsReference",
        "isElectronic",
        "contractQuotationReference",
        "serviceContractReference",
        "termsAndConditions",
        "shippedOnBoardDate",
        "carrierCode",
    ),
    **dict.fromkeys(
        (
            "transportDocumentTypeCode",
            "freightPaymentTermCode",
            "issueDate",
            "isShippedOnBoardType",
            "isToOrder",
            "carrierCodeListProvider",
            "cargoMovementTypeAtOrigin",
            "cargoMovementTypeAtDestination",
            "receiptTypeAtOrigin",
            "deliveryTypeAtDestination",
        ),
        CHANGED,
    ),
    "invoicePayableAt": LOCATION,
    "placeOfIssue": LOCATION,
    "transports": WAY,
    "documentParties": {
        "issuingParty": NAMED,
        "shipper": PARTY,
        "consignee": PARTY,
        "notifyParties": {EACH: PARTY},
    },
    "charges": {EACH: {**copied("currencyAmount", "currencyCode"), "paymentTermCode": CHANGED}},
    "consignmentItems": {EACH: ITEM},
    "utilizedTransportEquipments": {EACH: USED},
}
"""What the mapping reads of a DCSA document, in the shape of one."""

UNREAD = {}


class Report(NamedTuple):
    """What became of the leaves of the source."""

    mapped: int
    lost: list[str]
    """The place of every leaf that is not in the output, as a JSON pointer."""


def report_of(source, output):
    """The report of one conversion."""
    lost = []
    return Report(account(source, READ, "", texts_in(output), lost), lost)


def texts_in(output):
    """Every value that stands in the output, as a text."""
    texts, left = [], [output]
    for node in left:
        kind = type(node)
        if kind is str:
            texts.append(node)
        elif kind is dict:
            left += node.values()
        elif kind is list:
            left += node
        else:
            texts.append(str(node))
    return set(texts)


def account(node, known, above, written, lost):
    """How many leaves below a place are mapped; enters the others as lost."""
    mapped = 0
    for name, below in node.items():
        rule = known.get(name, UNREAD)
        if rule is CHANGED or (rule is COPIED and (below in written or str(below) in written)):
            mapped += 1
        elif type(below) is dict:
            mapped += account(below, rule, f"{above}/{name}", written, lost)
        elif type(below) is list:
            mapped += account_each(below, rule.get(EACH), f"{above}/{name}", written, lost)
        else:
            lost.append(f"{above}/{name}")
    return mapped


def account_each(entries, rule, above, written, lost):
    """The same of the entries of a list, which one rule is about."""
    mapped = 0
    for number, below in enumerate(entries):
        if rule is CHANGED or (rule is COPIED and (below in written or str(below) in written)):
            mapped += 1
        elif type(below) is dict:
            mapped += account(below, rule or UNREAD, f"{above}/{number}", written, lost)
        else:
            lost.append(f"{above}/{number}")
    return mapped
