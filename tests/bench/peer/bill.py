"""The bill of the competent peer: pydantic models in the shape of a DCSA document."""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

Handling = Literal["CY", "SD", "CFS"]
Movement = Literal["FCL", "LCL"]
Terms = Literal["PRE", "COL"]
Unit = Literal["KGM", "LBR", "MTQ", "FTQ"]


class Part(BaseModel):
    """What every part of a bill keeps to: the names of the wire."""

    model_config = ConfigDict(alias_generator=to_camel, frozen=True)


class Facility(Part):
    facility_code: str
    facility_code_list_provider: Literal["BIC", "SMDG"]


class Location(Part):
    location_name: str | None = None
    un_location_code: str | None = Field(None, alias="UNLocationCode")
    facility: Facility | None = None


class Address(Part):
    street: str
    city: str
    country_code: str
    street_number: str | None = None
    floor: str | None = None
    post_code: str | None = None
    po_box: str | None = Field(None, alias="POBox")
    state_region: str | None = None


class Contact(Part):
    name: str
    phone: str | None = None
    email: str | None = None


class PartyCode(Part):
    code_list_provider: str
    party_code: str
    code_list_name: str | None = None


class Party(Part):
    party_name: str
    address: Address | None = None
    displayed_address: list[str] | None = None
    identifying_codes: list[PartyCode] | None = None
    party_contact_details: list[Contact] | None = None


class OtherParty(Part):
    party: Party
    party_function: str


class Parties(Part):
    shipper: Party
    issuing_party: Party
    consignee: Party | None = None
    endorsee: Party | None = None
    notify_parties: list[Party] | None = None
    other: list[OtherParty] | None = None


class Amount(Part):
    value: Decimal
    unit: Unit


class Packaging(Part):
    number_of_packages: int
    description: str
    package_code: str | None = None


class Cargo(Part):
    equipment_reference: str
    cargo_gross_weight: Amount
    outer_packaging: Packaging
    cargo_gross_volume: Amount | None = None


class Item(Part):
    carrier_booking_reference: str
    description_of_goods: list[str]
    hs_codes: list[str] = Field(alias="HSCodes")
    cargo_items: list[Cargo]
    shipping_marks: list[str] | None = None


class Seal(Part):
    number: str
    source: Literal["CAR", "SHI", "VET", "CUS"] | None = None


class Equipment(Part):
    equipment_reference: str
    iso_equipment_code: str | None = Field(None, alias="ISOEquipmentCode")
    tare_weight: Amount | None = None


class UtilizedEquipment(Part):
    equipment: Equipment
    is_shipper_owned: bool
    seals: list[Seal]


class Voyage(Part):
    vessel_name: str
    carrier_export_voyage_number: str


class Transports(Part):
    planned_departure_date: date
    planned_arrival_date: date
    port_of_loading: Location
    port_of_discharge: Location
    vessel_voyages: list[Voyage]
    place_of_receipt: Location | None = None
    place_of_delivery: Location | None = None


class Charge(Part):
    charge_name: str
    currency_amount: Decimal
    currency_code: str
    payment_term_code: Terms
    calculation_basis: str
    unit_price: Decimal
    quantity: Decimal


class Reference(Part):
    type: str
    value: str


class Bill(Part):
    """A bill of lading."""

    transport_document_reference: str
    transport_document_type_code: Literal["BOL", "SWB"]
    transport_document_status: str
    is_shipped_on_board_type: bool
    is_electronic: bool
    is_to_order: bool
    terms_and_conditions: str
    cargo_movement_type_at_origin: Movement
    cargo_movement_type_at_destination: Movement
    receipt_type_at_origin: Handling
    delivery_type_at_destination: Handling
    carrier_code: str
    carrier_code_list_provider: Literal["SMDG", "NMFTA"]
    invoice_payable_at: Location
    document_parties: Parties
    transports: Transports
    party_contact_details: list[Contact]
    consignment_items: list[Item]
    utilized_transport_equipments: list[UtilizedEquipment]
    shipping_instructions_reference: str | None = None
    is_carriers_agent_at_destination_required: bool | None = None
    number_of_originals_with_charges: int | None = None
    number_of_originals_without_charges: int | None = None
    service_contract_reference: str | None = None
    contract_quotation_reference: str | None = None
    freight_payment_term_code: Terms | None = None
    shipped_on_board_date: date | None = None
    issue_date: date | None = None
    place_of_issue: Location | None = None
    charges: list[Charge] | None = None
    references: list[Reference] | None = None
