"""A mapping written by hand: what an engineer would write for these fields, and nothing more.

`read` and `write` take the two steps that Fairlead takes, through the fields of a Bill; they cover
the fields of the small document that the bench converts, and give equal results.
"""

from decimal import Decimal

KINDS = {"BOL": "bill-of-lading", "SWB": "sea-waybill"}
TERMS = {"PRE": "prepaid", "COL": "collect"}
HANDLING = {"CY": "container-yard", "SD": "store-door", "CFS": "container-freight-station"}
LISTS = {"SMDG": "smdg", "NMFTA": "nmfta"}
FACILITIES = {"BIC": "bic", "SMDG": "smdg"}
SEALS = {"CAR": "carrier", "SHI": "shipper", "VET": "veterinary", "CUS": "customs"}
UNITS = {"KGM": "kilogram", "LBR": "pound", "MTQ": "cubic-metre", "FTQ": "cubic-foot"}

UN_KINDS = {"bill-of-lading": "706"}
UN_TERMS = {"prepaid": "P", "collect": "C"}
UN_LISTS = {"smdg": "306", "nmfta": "182"}
UN_SEALS = {"carrier": "CA", "shipper": "SH", "veterinary": "AC", "customs": "CU"}
UN_UNITS = {"kilogram": "KGM", "cubic-metre": "MTQ", "cubic-foot": "FTQ"}
UN_MOVES = {("LCL", "LCL"): "2", ("FCL", "FCL"): "3", ("FCL", "LCL"): "4", ("LCL", "FCL"): "5"}
UN_HAULAGE = {
    ("store-door", "store-door"): "27",
    ("store-door", "container-yard"): "28",
    ("container-yard", "store-door"): "29",
    ("container-yard", "container-yard"): "30",
}

# --- step one: a DCSA tree to the fields of a Bill ----------------------------------------------

PLAIN = {
    "transportDocumentReference": "transport_document_reference",
    "shippingInstructionsReference": "shipping_instructions_reference",
    "transportDocumentStatus": "transport_document_status",
    "isShippedOnBoardType": "is_shipped_on_board_type",
    "isElectronic": "is_electronic",
    "isToOrder": "to_order",
    "numberOfOriginalsWithCharges": "number_of_originals_with_charges",
    "numberOfOriginalsWithoutCharges": "number_of_originals_without_charges",
    "termsAndConditions": "terms_and_conditions",
    "cargoMovementTypeAtOrigin": "cargo_movement_type_at_origin",
    "cargoMovementTypeAtDestination": "cargo_movement_type_at_destination",
    "serviceContractReference": "service_contract_reference",
    "contractQuotationReference": "contract_quotation_reference",
    "carrierCode": "carrier_code",
}


def read(tree, day):
    """The fields of a Bill; `day` makes a date of a text."""
    said = {name: tree[member] for member, name in PLAIN.items() if member in tree}
    said["transport_document_type"] = KINDS[tree["transportDocumentTypeCode"]]
    said["carrier_code_list_provider"] = LISTS[tree["carrierCodeListProvider"]]
    said["receipt_type_at_origin"] = HANDLING[tree["receiptTypeAtOrigin"]]
    said["delivery_type_at_destination"] = HANDLING[tree["deliveryTypeAtDestination"]]
    if "freightPaymentTermCode" in tree:
        said["freight_payment_terms"] = TERMS[tree["freightPaymentTermCode"]]
    for member, name in (
        ("shippedOnBoardDate", "shipped_on_board_date"),
        ("issueDate", "issue_date"),
    ):
        if member in tree:
            said[name] = day(tree[member])
    read_way(tree["transports"], said, day)
    read_parties(tree["documentParties"], said)
    said["party_contact_details"] = [read_contact(one) for one in tree["partyContactDetails"]]
    said["invoice_payable_at"] = read_place(tree["invoicePayableAt"])
    if "placeOfIssue" in tree:
        said["place_of_issue"] = read_place(tree["placeOfIssue"])
    if "charges" in tree:
        said["charges"] = [read_charge(one) for one in tree["charges"]]
    if "references" in tree:
        said["references"] = [
            {"type": one["type"], "value": one["value"]} for one in tree["references"]
        ]
    said["consignment_items"] = [read_item(one) for one in tree["consignmentItems"]]
    said["utilized_transport_equipments"] = [
        read_equipment(one) for one in tree["utilizedTransportEquipments"]
    ]
    return said


def read_way(way, said, day):
    said["planned_departure_date"] = day(way["plannedDepartureDate"])
    said["planned_arrival_date"] = day(way["plannedArrivalDate"])
    places = (
        ("placeOfReceipt", "place_of_receipt"),
        ("portOfLoading", "port_of_loading"),
        ("portOfDischarge", "port_of_discharge"),
        ("placeOfDelivery", "place_of_delivery"),
    )
    for member, name in places:
        if member in way:
            said[name] = read_place(way[member])
    said["vessel_voyages"] = [
        {
            "vessel_name": one["vesselName"],
            "carrier_export_voyage_number": one["carrierExportVoyageNumber"],
        }
        for one in way["vesselVoyages"]
    ]


def read_place(place):
    said = {}
    if "locationName" in place:
        said["location_name"] = place["locationName"]
    if "UNLocationCode" in place:
        said["un_location_code"] = place["UNLocationCode"]
    if "facility" in place:
        facility = place["facility"]
        said["facility"] = {
            "facility_code": facility["facilityCode"],
            "facility_code_list_provider": FACILITIES[facility["facilityCodeListProvider"]],
        }
    return said


def read_parties(parties, said):
    for member, name in (
        ("shipper", "shipper"),
        ("consignee", "consignee"),
        ("endorsee", "endorsee"),
        ("issuingParty", "issuing_party"),
    ):
        if member in parties:
            said[name] = read_party(parties[member])
    if "notifyParties" in parties:
        said["notify_parties"] = [read_party(one) for one in parties["notifyParties"]]
    if "other" in parties:
        said["other_parties"] = [
            {"party": read_party(one["party"]), "party_function": one["partyFunction"]}
            for one in parties["other"]
        ]


def read_party(party):
    said = {"party_name": party["partyName"]}
    if "address" in party:
        said["address"] = read_address(party["address"])
    if "displayedAddress" in party:
        said["displayed_address"] = party["displayedAddress"]
    if "identifyingCodes" in party:
        said["identifying_codes"] = [read_code(one) for one in party["identifyingCodes"]]
    if "partyContactDetails" in party:
        said["party_contact_details"] = [read_contact(one) for one in party["partyContactDetails"]]
    return said


ADDRESS = {
    "street": "street",
    "streetNumber": "street_number",
    "floor": "floor",
    "postCode": "post_code",
    "POBox": "po_box",
    "city": "city",
    "stateRegion": "state_region",
    "countryCode": "country_code",
}


def read_address(address):
    return {name: address[member] for member, name in ADDRESS.items() if member in address}


def read_code(code):
    said = {"code_list_provider": code["codeListProvider"], "party_code": code["partyCode"]}
    if "codeListName" in code:
        said["code_list_name"] = code["codeListName"]
    return said


def read_contact(contact):
    said = {"name": contact["name"]}
    if "phone" in contact:
        said["phone"] = contact["phone"]
    if "email" in contact:
        said["email"] = contact["email"]
    return said


def read_charge(charge):
    return {
        "charge_name": charge["chargeName"],
        "currency_amount": charge["currencyAmount"],
        "currency_code": charge["currencyCode"],
        "payment_terms": TERMS[charge["paymentTermCode"]],
        "calculation_basis": charge["calculationBasis"],
        "unit_price": charge["unitPrice"],
        "quantity": charge["quantity"],
    }


def read_item(item):
    said = {
        "carrier_booking_reference": item["carrierBookingReference"],
        "description_of_goods": item["descriptionOfGoods"],
        "hs_codes": item["HSCodes"],
        "cargo_items": [read_cargo(one) for one in item["cargoItems"]],
    }
    if "shippingMarks" in item:
        said["shipping_marks"] = item["shippingMarks"]
    return said


def read_amount(amount):
    return {"value": amount["value"], "unit": UNITS[amount["unit"]]}


def read_cargo(cargo):
    package = cargo["outerPackaging"]
    said = {
        "equipment_reference": cargo["equipmentReference"],
        "cargo_gross_weight": read_amount(cargo["cargoGrossWeight"]),
        "outer_packaging": {
            "number_of_packages": package["numberOfPackages"],
            "description": package["description"],
        },
    }
    if "packageCode" in package:
        said["outer_packaging"]["package_code"] = package["packageCode"]
    if "cargoGrossVolume" in cargo:
        said["cargo_gross_volume"] = read_amount(cargo["cargoGrossVolume"])
    return said


def read_equipment(used):
    equipment = used["equipment"]
    said = {
        "equipment_reference": equipment["equipmentReference"],
        "is_shipper_owned": used["isShipperOwned"],
        "seals": [read_seal(one) for one in used["seals"]],
    }
    if "ISOEquipmentCode" in equipment:
        said["iso_equipment_code"] = equipment["ISOEquipmentCode"]
    if "tareWeight" in equipment:
        said["tare_weight"] = read_amount(equipment["tareWeight"])
    return said


def read_seal(seal):
    said = {"number": seal["number"]}
    if "source" in seal:
        said["source"] = SEALS[seal["source"]]
    return said


# --- step two: a Bill to a UN/CEFACT tree -------------------------------------------------------


def write(bill):
    """The UN/CEFACT tree of a Bill."""
    document = {
        "id": {"content": bill.transport_document_reference},
        "typeCode": {"content": UN_KINDS[bill.transport_document_type]},
    }
    if bill.issue_date is not None:
        document["issueDateTime"] = bill.issue_date.isoformat() + "T00:00:00Z"
    originals = (bill.number_of_originals_with_charges, bill.number_of_originals_without_charges)
    if originals != (None, None):
        document["originalIssuedQuantity"] = {"content": str(sum(n or 0 for n in originals))}
    document["isOrHasElectronicPresentation"] = bill.is_electronic
    if bill.place_of_issue is not None:
        document["issueLogisticsLocation"] = write_place(bill.place_of_issue)
    document["issuer"] = write_named(bill.issuing_party)
    return {"exchangedDocument": document, "specifiedConsignment": [write_consignment(bill)]}


def write_consignment(bill):
    said = {}
    if bill.shipping_instructions_reference is not None:
        said["consignorAssignedId"] = {"content": bill.shipping_instructions_reference}
    bookings = {one.carrier_booking_reference for one in bill.consignment_items}
    if len(bookings) == 1:
        said["carrierAssignedId"] = {"content": bookings.pop()}
    contracts = (("CT", bill.service_contract_reference), ("PR", bill.contract_quotation_reference))
    ids = [{"content": text, "schemeId": scheme} for scheme, text in contracts if text is not None]
    if ids:
        said["contractId"] = ids
    if bill.shipped_on_board_date is not None and bill.is_shipped_on_board_type:
        said["shippedOnboardDateTime"] = [bill.shipped_on_board_date.isoformat()]
    said["contractTermsInformation"] = [{"content": bill.terms_and_conditions}]
    said["consignor"] = write_party(bill.shipper)
    scheme = UN_LISTS[bill.carrier_code_list_provider]
    said["carrier"] = {"id": [{"content": bill.carrier_code, "schemeAgencyId": scheme}]}
    if bill.notify_parties is not None:
        said["notified"] = [write_party(one) for one in bill.notify_parties]
    if bill.place_of_receipt is not None and (where := write_place(bill.place_of_receipt)):
        said["carrierAcceptanceLogisticsLocation"] = where
    if bill.place_of_delivery is not None:
        said["consigneeReceiptLogisticsLocation"] = write_place(bill.place_of_delivery)
    write_goods(bill, said)
    said["mainCarriageLogisticsTransportMovement"] = write_voyages(bill)
    said["transportService"] = [write_service(bill)]
    said["applicableLogisticsServiceCharge"] = write_charges(bill)
    if bill.consignee is not None:
        said["consignee"] = write_party(bill.consignee)
    else:
        said["consignee"] = {"name": [{"content": "TO ORDER"}]}
    return said


def write_goods(bill, said):
    items = []
    packages = 0
    for number, item in enumerate(bill.consignment_items, 1):
        for cargo in item.cargo_items:
            items.append(write_cargo(number, item, cargo))
            packages += cargo.outer_packaging.number_of_packages
    said["includedConsignmentItem"] = items
    said["utilizedLogisticsTransportEquipment"] = [
        write_equipment(one) for one in bill.utilized_transport_equipments
    ]
    said["packageQuantity"] = {"content": str(packages)}
    count = len(bill.utilized_transport_equipments)
    said["transportEquipmentQuantity"] = [{"content": str(count)}]


def write_cargo(number, item, cargo):
    package = cargo.outer_packaging
    said = {
        "sequenceNumeric": {"content": str(number)},
        "information": [{"content": "HS " + code} for code in item.hs_codes],
        "natureIdCargo": [{"id": [{"content": line} for line in item.description_of_goods]}],
        "associatedReferencedLogisticsTransportEquipment": [
            {"id": {"content": cargo.equipment_reference}}
        ],
        "grossWeight": [write_amount(cargo.cargo_gross_weight)],
    }
    if item.shipping_marks is not None:
        said["physicalLogisticsShippingMarks"] = [
            {"marking": [{"content": line}]} for line in item.shipping_marks
        ]
    if cargo.cargo_gross_volume is not None:
        said["grossVolume"] = [write_amount(cargo.cargo_gross_volume)]
    packed = {"itemQuantity": {"content": str(package.number_of_packages)}}
    if package.package_code is not None:
        packed["typeCode"] = [{"content": package.package_code}]
    said["transportLogisticsPackage"] = [packed]
    return said


def write_amount(amount):
    value, unit = amount.value, amount.unit
    if unit == "pound":
        value, unit = (value * Decimal("0.45359237")).normalize(), "kilogram"
    return {"content": str(value), "unitCode": UN_UNITS[unit]}


def write_equipment(used):
    said = {"id": {"content": used.equipment_reference}}
    if used.tare_weight is not None:
        said["tareWeight"] = write_amount(used.tare_weight)
    if used.iso_equipment_code is not None:
        said["characteristicCode"] = {"content": used.iso_equipment_code}
    said["affixedLogisticsSeal"] = [write_seal(one) for one in used.seals]
    return said


def write_seal(seal):
    said = {"id": [{"content": seal.number}]}
    if seal.source is not None:
        said["sealingPartyRoleCode"] = {"content": UN_SEALS[seal.source]}
    return said


def write_voyages(bill):
    legs = [
        {
            "id": {"content": one.carrier_export_voyage_number},
            "usedLogisticsTransportMeans": {"name": {"content": one.vessel_name}},
        }
        for one in bill.vessel_voyages
    ]
    legs[0]["loadingEvent"] = {"occurrenceLogisticsLocation": write_place(bill.port_of_loading)}
    leaving = bill.planned_departure_date.isoformat() + "T00:00:00Z"
    legs[0]["departureEvent"] = [{"estimatedOccurrenceDateTime": leaving}]
    legs[-1]["unloadingEvent"] = {
        "estimatedOccurrenceDateTime": bill.planned_arrival_date.isoformat() + "T00:00:00Z",
        "occurrenceLogisticsLocation": write_place(bill.port_of_discharge),
    }
    return legs


def write_service(bill):
    moves = (bill.cargo_movement_type_at_origin, bill.cargo_movement_type_at_destination)
    haulage = (bill.receipt_type_at_origin, bill.delivery_type_at_destination)
    said = {
        "contractMovementTypeCode": [{"content": UN_MOVES[moves]}],
        "conditionTypeCode": [{"content": UN_HAULAGE[haulage]}],
    }
    if bill.freight_payment_terms is not None:
        said["paymentArrangementCode"] = {"content": UN_TERMS[bill.freight_payment_terms]}
    return said


def write_charges(bill):
    place = {
        "paymentPlaceLogisticsLocation": write_place(bill.invoice_payable_at),
        "categoryCode": {"content": "1"},
    }
    return [place, *(write_charge(one) for one in bill.charges or ())]


def write_charge(charge):
    return {
        "paymentArrangementCode": {"content": UN_TERMS[charge.payment_terms]},
        "appliedAmount": [
            {"content": str(charge.currency_amount), "currencyId": charge.currency_code}
        ],
    }


def write_place(place):
    said = {}
    if place.un_location_code is not None:
        said["id"] = [{"content": place.un_location_code, "schemeAgencyId": "6"}]
    if place.location_name is not None:
        said["name"] = [{"content": place.location_name}]
    return said


def write_named(party):
    said = {}
    if party.identifying_codes is not None:
        said["id"] = [
            {"content": one.party_code, "schemeId": one.code_list_provider}
            for one in party.identifying_codes
        ]
    said["name"] = [{"content": party.party_name}]
    return said


def write_party(party):
    said = write_named(party)
    if party.party_contact_details is not None:
        said["definedTradeContact"] = [
            write_contact(one) for one in party.party_contact_details[:1]
        ]
    if party.address is not None:
        said["postalTradeAddress"] = write_address(party.address)
    return said


def write_contact(contact):
    said = {"personName": [{"content": contact.name}]}
    if contact.phone is not None:
        phone = {"completeNumber": {"content": contact.phone}}
        said["telephoneUniversalCommunication"] = [phone]
    if contact.email is not None:
        said["emailURIUniversalCommunication"] = {"uri": {"content": contact.email}}
    return said


def write_address(address):
    said = {}
    if address.post_code is not None:
        said["postcodeCode"] = [{"content": address.post_code}]
    street = [part for part in (address.street, address.street_number) if part is not None]
    lines = [{"content": " ".join(street)}] if street else []
    if address.floor is not None:
        lines.append({"content": "Floor " + address.floor})
    if address.po_box is not None:
        lines.append({"content": "PO Box " + address.po_box})
    if lines:
        said["streetName"] = lines
    if address.city is not None:
        said["cityName"] = [{"content": address.city}]
    if address.country_code is not None:
        said["countryId"] = {"content": address.country_code}
    if address.state_region is not None:
        said["countrySubDivisionName"] = [{"content": address.state_region}]
    return said
