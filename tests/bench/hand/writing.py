"""Step two by hand: a Bill to a UN/CEFACT tree."""

from decimal import Decimal

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
