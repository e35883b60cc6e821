"""The same fields by hand, at once: a DCSA tree to a UN/CEFACT tree, with no Bill between.

This is the primitive that a whole conversion is measured against.
"""

from tests.bench.hand import UN_SEALS

KINDS = {"BOL": "706"}
TERMS = {"PRE": "P", "COL": "C"}
LISTS = {"SMDG": "306", "NMFTA": "182"}
SEALS = {"CAR": "CA", "SHI": "SH", "VET": "AC", "CUS": "CU"}
MOVES = {("LCL", "LCL"): "2", ("FCL", "FCL"): "3", ("FCL", "LCL"): "4", ("LCL", "FCL"): "5"}
HAULAGE = {("SD", "SD"): "27", ("SD", "CY"): "28", ("CY", "SD"): "29", ("CY", "CY"): "30"}
MIDNIGHT = "T00:00:00Z"

assert set(SEALS.values()) == set(UN_SEALS.values())


def direct(tree):
    """The UN/CEFACT tree of a DCSA tree."""
    parties = tree["documentParties"]
    document = {
        "id": {"content": tree["transportDocumentReference"]},
        "typeCode": {"content": KINDS[tree["transportDocumentTypeCode"]]},
    }
    if "issueDate" in tree:
        document["issueDateTime"] = tree["issueDate"] + MIDNIGHT
    with_charges = tree.get("numberOfOriginalsWithCharges")
    without = tree.get("numberOfOriginalsWithoutCharges")
    if with_charges is not None or without is not None:
        originals = (with_charges or 0) + (without or 0)
        document["originalIssuedQuantity"] = {"content": str(originals)}
    document["isOrHasElectronicPresentation"] = tree["isElectronic"]
    if "placeOfIssue" in tree:
        document["issueLogisticsLocation"] = place(tree["placeOfIssue"])
    document["issuer"] = named(parties["issuingParty"])
    return {"exchangedDocument": document, "specifiedConsignment": [consignment(tree, parties)]}


def consignment(tree, parties):
    said = {}
    if "shippingInstructionsReference" in tree:
        said["consignorAssignedId"] = {"content": tree["shippingInstructionsReference"]}
    bookings = {item["carrierBookingReference"] for item in tree["consignmentItems"]}
    if len(bookings) == 1:
        said["carrierAssignedId"] = {"content": bookings.pop()}
    contracts = (("CT", "serviceContractReference"), ("PR", "contractQuotationReference"))
    ids = [
        {"content": tree[name], "schemeId": scheme} for scheme, name in contracts if name in tree
    ]
    if ids:
        said["contractId"] = ids
    if "shippedOnBoardDate" in tree and tree["isShippedOnBoardType"]:
        said["shippedOnboardDateTime"] = [tree["shippedOnBoardDate"]]
    said["contractTermsInformation"] = [{"content": tree["termsAndConditions"]}]
    said["consignor"] = party(parties["shipper"])
    scheme = LISTS[tree["carrierCodeListProvider"]]
    said["carrier"] = {"id": [{"content": tree["carrierCode"], "schemeAgencyId": scheme}]}
    if "notifyParties" in parties:
        said["notified"] = [party(one) for one in parties["notifyParties"]]
    way = tree["transports"]
    if "placeOfReceipt" in way and (where := place(way["placeOfReceipt"])):
        said["carrierAcceptanceLogisticsLocation"] = where
    if "placeOfDelivery" in way:
        said["consigneeReceiptLogisticsLocation"] = place(way["placeOfDelivery"])
    goods(tree, said)
    said["mainCarriageLogisticsTransportMovement"] = voyages(way)
    said["transportService"] = [service(tree)]
    said["applicableLogisticsServiceCharge"] = charges(tree)
    if "consignee" in parties:
        said["consignee"] = party(parties["consignee"])
    else:
        said["consignee"] = {"name": [{"content": "TO ORDER"}]}
    return said


def goods(tree, said):
    items = []
    packages = 0
    for number, item in enumerate(tree["consignmentItems"], 1):
        for cargo in item["cargoItems"]:
            items.append(part(str(number), item, cargo))
            packages += cargo["outerPackaging"]["numberOfPackages"]
    used = tree["utilizedTransportEquipments"]
    said["includedConsignmentItem"] = items
    said["utilizedLogisticsTransportEquipment"] = [container(one) for one in used]
    said["packageQuantity"] = {"content": str(packages)}
    said["transportEquipmentQuantity"] = [{"content": str(len(used))}]


def part(number, item, cargo):
    package = cargo["outerPackaging"]
    said = {
        "sequenceNumeric": {"content": number},
        "information": [{"content": "HS " + code} for code in item["HSCodes"]],
        "natureIdCargo": [{"id": [{"content": line} for line in item["descriptionOfGoods"]]}],
        "associatedReferencedLogisticsTransportEquipment": [
            {"id": {"content": cargo["equipmentReference"]}}
        ],
        "grossWeight": [amount(cargo["cargoGrossWeight"])],
    }
    if "shippingMarks" in item:
        said["physicalLogisticsShippingMarks"] = [
            {"marking": [{"content": line}]} for line in item["shippingMarks"]
        ]
    if "cargoGrossVolume" in cargo:
        said["grossVolume"] = [amount(cargo["cargoGrossVolume"])]
    packed = {"itemQuantity": {"content": str(package["numberOfPackages"])}}
    if "packageCode" in package:
        packed["typeCode"] = [{"content": package["packageCode"]}]
    said["transportLogisticsPackage"] = [packed]
    return said


def amount(said):
    return {"content": str(said["value"]), "unitCode": said["unit"]}


def container(used):
    equipment = used["equipment"]
    said = {"id": {"content": equipment["equipmentReference"]}}
    if "tareWeight" in equipment:
        said["tareWeight"] = amount(equipment["tareWeight"])
    if "ISOEquipmentCode" in equipment:
        said["characteristicCode"] = {"content": equipment["ISOEquipmentCode"]}
    said["affixedLogisticsSeal"] = [seal(one) for one in used["seals"]]
    return said


def seal(one):
    said = {"id": [{"content": one["number"]}]}
    if "source" in one:
        said["sealingPartyRoleCode"] = {"content": SEALS[one["source"]]}
    return said


def voyages(way):
    legs = [
        {
            "id": {"content": one["carrierExportVoyageNumber"]},
            "usedLogisticsTransportMeans": {"name": {"content": one["vesselName"]}},
        }
        for one in way["vesselVoyages"]
    ]
    legs[0]["loadingEvent"] = {"occurrenceLogisticsLocation": place(way["portOfLoading"])}
    leaving = way["plannedDepartureDate"] + MIDNIGHT
    legs[0]["departureEvent"] = [{"estimatedOccurrenceDateTime": leaving}]
    legs[-1]["unloadingEvent"] = {
        "estimatedOccurrenceDateTime": way["plannedArrivalDate"] + MIDNIGHT,
        "occurrenceLogisticsLocation": place(way["portOfDischarge"]),
    }
    return legs


def service(tree):
    moves = (tree["cargoMovementTypeAtOrigin"], tree["cargoMovementTypeAtDestination"])
    haulage = (tree["receiptTypeAtOrigin"], tree["deliveryTypeAtDestination"])
    said = {
        "contractMovementTypeCode": [{"content": MOVES[moves]}],
        "conditionTypeCode": [{"content": HAULAGE[haulage]}],
    }
    if "freightPaymentTermCode" in tree:
        said["paymentArrangementCode"] = {"content": TERMS[tree["freightPaymentTermCode"]]}
    return said


def charges(tree):
    payable = {
        "paymentPlaceLogisticsLocation": place(tree["invoicePayableAt"]),
        "categoryCode": {"content": "1"},
    }
    return [payable, *(charge(one) for one in tree.get("charges", ()))]


def charge(one):
    money = {"content": str(one["currencyAmount"]), "currencyId": one["currencyCode"]}
    return {
        "paymentArrangementCode": {"content": TERMS[one["paymentTermCode"]]},
        "appliedAmount": [money],
    }


def place(one):
    said = {}
    if "UNLocationCode" in one:
        said["id"] = [{"content": one["UNLocationCode"], "schemeAgencyId": "6"}]
    if "locationName" in one:
        said["name"] = [{"content": one["locationName"]}]
    return said


def named(one):
    said = {}
    if "identifyingCodes" in one:
        said["id"] = [
            {"content": code["partyCode"], "schemeId": code["codeListProvider"]}
            for code in one["identifyingCodes"]
        ]
    said["name"] = [{"content": one["partyName"]}]
    return said


def party(one):
    said = named(one)
    if "partyContactDetails" in one:
        said["definedTradeContact"] = [contact(each) for each in one["partyContactDetails"][:1]]
    if "address" in one:
        said["postalTradeAddress"] = address(one["address"])
    return said


def contact(one):
    said = {"personName": [{"content": one["name"]}]}
    if "phone" in one:
        said["telephoneUniversalCommunication"] = [{"completeNumber": {"content": one["phone"]}}]
    if "email" in one:
        said["emailURIUniversalCommunication"] = {"uri": {"content": one["email"]}}
    return said


def address(one):
    said = {}
    if "postCode" in one:
        said["postcodeCode"] = [{"content": one["postCode"]}]
    street = one["street"]
    if "streetNumber" in one:
        street = f"{street} {one['streetNumber']}"
    lines = [{"content": street}]
    if "floor" in one:
        lines.append({"content": "Floor " + one["floor"]})
    if "POBox" in one:
        lines.append({"content": "PO Box " + one["POBox"]})
    said["streetName"] = lines
    said["cityName"] = [{"content": one["city"]}]
    said["countryId"] = {"content": one["countryCode"]}
    if "stateRegion" in one:
        said["countrySubDivisionName"] = [{"content": one["stateRegion"]}]
    return said
