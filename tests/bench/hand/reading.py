"""Step one by hand: a DCSA tree to the fields of a Bill."""

KINDS = {"BOL": "bill-of-lading", "SWB": "sea-waybill"}
TERMS = {"PRE": "prepaid", "COL": "collect"}
HANDLING = {"CY": "container-yard", "SD": "store-door", "CFS": "container-freight-station"}
LISTS = {"SMDG": "smdg", "NMFTA": "nmfta"}
FACILITIES = {"BIC": "bic", "SMDG": "smdg"}
SEALS = {"CAR": "carrier", "SHI": "shipper", "VET": "veterinary", "CUS": "customs"}
UNITS = {"KGM": "kilogram", "LBR": "pound", "MTQ": "cubic-metre", "FTQ": "cubic-foot"}

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
    said["invoice_payable_at"] = place_in(tree["invoicePayableAt"])
    if "placeOfIssue" in tree:
        said["place_of_issue"] = place_in(tree["placeOfIssue"])
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
            said[name] = place_in(way[member])
    said["vessel_voyages"] = [
        {
            "vessel_name": one["vesselName"],
            "carrier_export_voyage_number": one["carrierExportVoyageNumber"],
        }
        for one in way["vesselVoyages"]
    ]


def place_in(place):
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
