"""The Bill itself."""

import datetime as dt
from decimal import Decimal

from fairlead.bill.equipment import UtilizedTransportEquipment
from fairlead.bill.goods import ConsignmentItem, CustomsReference, License, Reference
from fairlead.bill.keys import (
    BillKind,
    CarrierCodeList,
    DocumentPurpose,
    DocumentType,
    HandlingType,
    PaymentTerms,
)
from fairlead.bill.parties import OtherParty, Party, PartyContactDetail, PlatformProvider
from fairlead.bill.places import Location, VesselVoyage
from fairlead.bill.values import Instant, Part


class Charge(Part, frozen=True):
    """A charge shown on the bill (DCSA Charge)."""

    charge_name: str | None = None
    """What is charged for."""
    currency_amount: Decimal | None = None
    """How much, in the currency beside it."""
    currency_code: str | None = None
    """Currency, ISO 4217."""
    payment_terms: PaymentTerms | None = None
    """When it is paid."""
    calculation_basis: str | None = None
    """What the price is for: a container, a document, a day."""
    unit_price: Decimal | None = None
    """Price of one unit of the basis."""
    quantity: Decimal | None = None
    """How many units."""


class Feedback(Part, frozen=True):
    """A remark of the provider on the document (DCSA Feedback)."""

    severity: str | None = None
    """Weight of the remark as DCSA words it."""
    code: str | None = None
    """Code of the remark."""
    message: str | None = None
    """The remark in words."""
    json_path: str | None = None
    """Where it applies, as its author wrote it."""
    property: str | None = None
    """Name of the member it is about."""


class Signatory(Part, frozen=True):
    """A signature block as on paper; no cryptographic signature (UN/CEFACT First_ Signatory)."""

    signed_at: Instant | None = None
    """When it was signed, with its offset."""
    statement: str | None = None
    """Words above the signature."""
    name: str | None = None
    """Who signed."""


class RegistryFile(Part, frozen=True):
    """The file that a registry keeps beside the bill (Open eBL)."""

    name: str | None = None
    """Name of the file; never used as a path."""
    media_type: str | None = None
    """Media type."""
    content: str | None = None
    """The file in base64, untouched."""
    created_at: Instant | None = None
    """When the file was made, with its offset."""


class RegistryRecord(Part, frozen=True):
    """What an electronic registry records of the bill it keeps (Open eBL BillOfLadingPack)."""

    id: str | None = None
    """Identity of the record in the registry."""
    version: int | None = None
    """Number of the version; each event makes one."""
    parent_hash: str | None = None
    """Digest of the version before; empty for the first."""
    current_owner: str | None = None
    """Whom the registry names as owner; a statement read, never a control that we hold."""
    kind: BillKind | None = None
    """Whether the registry keeps it as a master or a house bill."""
    created_by: str | None = None
    """Who entered the bill."""
    created_at: Instant | None = None
    """When it was entered, with its offset."""
    note: str | None = None
    """Note of whoever entered it."""
    file: RegistryFile | None = None
    """The file kept beside it."""


class Bill(Part, frozen=True):
    """A bill of lading or sea waybill, all that it says.

    >>> bill = Bill(transport_document_reference="FLBL-0001", to_order=None)
    >>> bill.to_order is None
    True
    """

    transport_document_reference: str | None = None
    """Number of the bill, given by the carrier; title-critical."""
    transport_document_sub_reference: str | None = None
    """Number that tells issues of one bill apart."""
    shipping_instructions_reference: str | None = None
    """Number of the shipping instructions behind the bill."""
    transport_document_status: str | None = None
    """State of the document as DCSA words it, for example ISSUED."""
    transport_document_type: DocumentType | None = None
    """Bill of lading or sea waybill; title-critical."""
    document_purpose: DocumentPurpose | None = None
    """What sending the document is meant to do (UN/CEFACT Exchanged_ Document. Purpose)."""
    is_shipped_on_board_type: bool | None = None
    """True: shipped on board. False: received for shipment."""
    freight_payment_terms: PaymentTerms | None = None
    """When freight is paid."""
    is_electronic: bool | None = None
    """Whether the bill is an electronic original."""
    to_order: bool | None = None
    """Whether the bill is to order: true, false, or unknown (None); title-critical."""
    number_of_copies_with_charges: int | None = None
    """Copies that show the charges."""
    number_of_copies_without_charges: int | None = None
    """Copies that hide the charges."""
    number_of_copies: int | None = None
    """All copies, where the source does not divide them."""
    number_of_originals_with_charges: int | None = None
    """Originals that show the charges; title-critical."""
    number_of_originals_without_charges: int | None = None
    """Originals that hide the charges; title-critical."""
    number_of_originals: int | None = None
    """All originals, where the source does not divide them; title-critical."""
    displayed_name_for_place_of_receipt: tuple[str, ...] | None = None
    """Lines shown for the place of receipt, in order."""
    displayed_name_for_port_of_load: tuple[str, ...] | None = None
    """Lines shown for the port of loading, in order."""
    displayed_name_for_port_of_discharge: tuple[str, ...] | None = None
    """Lines shown for the port of discharge, in order."""
    displayed_name_for_place_of_delivery: tuple[str, ...] | None = None
    """Lines shown for the place of delivery, in order."""
    shipped_on_board_date: dt.date | None = None
    """Day on which the last goods went on board; title-critical."""
    displayed_shipped_on_board_received_for_shipment: str | None = None
    """Text of the on-board or received stamp as shown."""
    received_for_shipment_date: dt.date | None = None
    """Day on which the carrier took the goods over."""
    terms_and_conditions: str | None = None
    """The carrier's terms."""
    receipt_type_at_origin: HandlingType | None = None
    """Where the carrier takes the goods over."""
    delivery_type_at_destination: HandlingType | None = None
    """Where the carrier hands the goods over."""
    cargo_movement_type_at_origin: str | None = None
    """Full or less than full container at origin, FCL or LCL."""
    cargo_movement_type_at_destination: str | None = None
    """Full or less than full container at destination, FCL or LCL."""
    issue_date: dt.date | None = None
    """Day of issue."""
    service_contract_reference: str | None = None
    """Number of the service contract."""
    contract_quotation_reference: str | None = None
    """Number of the quotation."""
    declared_value: Decimal | None = None
    """Value that the shipper declared, in the currency beside it."""
    declared_value_currency: str | None = None
    """Currency of the declared value, ISO 4217."""
    carrier_code: str | None = None
    """The carrier, by its code; title-critical."""
    carrier_code_list_provider: CarrierCodeList | None = None
    """Who keeps the list that the carrier code is from; title-critical."""
    carrier_clauses: tuple[str, ...] | None = None
    """Clauses that the carrier put on this bill, in order."""
    number_of_rider_pages: int | None = None
    """Pages attached to a bill on paper."""
    summary_description: str | None = None
    """The goods in one sentence (UN/CEFACT Consignment. Summary_ Description)."""
    carrier_provided_information: str | None = None
    """Words of the carrier about the consignment (UN/CEFACT)."""

    planned_departure_date: dt.date | None = None
    """Day on which the vessel is planned to leave the port of loading."""
    planned_arrival_date: dt.date | None = None
    """Day on which the vessel is planned to reach the port of discharge."""
    pre_carriage_by: str | None = None
    """Means of carriage to the port of loading, as DCSA words it."""
    on_carriage_by: str | None = None
    """Means of carriage from the port of discharge, as DCSA words it."""
    place_of_receipt: Location | None = None
    """Where the carrier takes the goods over."""
    port_of_loading: Location | None = None
    """Where the goods are loaded on board."""
    port_of_discharge: Location | None = None
    """Where the goods are discharged."""
    place_of_delivery: Location | None = None
    """Where the carrier hands the goods over."""
    onward_inland_routing: Location | None = None
    """Where the goods go on to, at the merchant's risk."""
    vessel_voyages: tuple[VesselVoyage, ...] | None = None
    """Vessels and voyages of the main carriage, in order."""

    charges: tuple[Charge, ...] | None = None
    """Charges shown on the bill."""
    place_of_issue: Location | None = None
    """Where the bill is issued."""
    invoice_payable_at: Location | None = None
    """Where freight and fees are payable."""
    party_contact_details: tuple[PartyContactDetail, ...] | None = None
    """Whom to reach about the document."""

    shipper: Party | None = None
    """Who contracts with the carrier; in UN/CEFACT the consignor."""
    on_behalf_of_shipper: Party | None = None
    """For whom the shipper acts."""
    consignee: Party | None = None
    """Who is to receive the goods under a straight bill; the name is title-critical."""
    on_behalf_of_consignee: Party | None = None
    """For whom the consignee acts."""
    endorsee: Party | None = None
    """To whose order a bill is made out; the name is title-critical."""
    issuing_party: Party | None = None
    """Who issues the bill."""
    carriers_agent_at_destination: Party | None = None
    """Whom to ask for delivery."""
    notify_parties: tuple[Party, ...] | None = None
    """Who is to be told of the arrival, in order of rank."""
    other_parties: tuple[OtherParty, ...] | None = None
    """Parties in other roles."""
    consignor_agent: Party | None = None
    """Who acts for the shipper (UN/CEFACT Consignor Agent)."""
    consignee_agent: Party | None = None
    """Who acts for the consignee (UN/CEFACT Consignee Agent)."""
    freight_forwarder: Party | None = None
    """The freight forwarder (UN/CEFACT Freight Forwarder)."""
    transport_services_buyer: Party | None = None
    """Who buys the transport (UN/CEFACT Transport Services_ Buyer)."""
    platform_providers: tuple[PlatformProvider, ...] | None = None
    """Platforms that handle the electronic bill (UN/CEFACT)."""
    signatory: Signatory | None = None
    """Signature block as on paper (UN/CEFACT)."""

    consignment_items: tuple[ConsignmentItem, ...] | None = None
    """The goods."""
    utilized_transport_equipments: tuple[UtilizedTransportEquipment, ...] | None = None
    """The containers."""

    export_license: License | None = None
    """Export licence of the whole consignment."""
    import_license: License | None = None
    """Import licence of the whole consignment."""
    references: tuple[Reference, ...] | None = None
    """References of the whole consignment."""
    customs_references: tuple[CustomsReference, ...] | None = None
    """References for customs of the whole consignment."""
    feedbacks: tuple[Feedback, ...] | None = None
    """Remarks of the provider on the document."""
    registry_record: RegistryRecord | None = None
    """What an electronic registry records of the bill."""
