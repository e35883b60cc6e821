"""The goods: what they are, how they are packed, and in which containers they travel."""

import datetime as dt

from fairlead.bill.hazard import DangerousGoods
from fairlead.bill.values import Part, Quantity


class Reference(Part, frozen=True):
    """A reference of a stated type (DCSA Reference, ReferenceConsignmentItem)."""

    type: str | None = None
    """Type of the reference as DCSA lists it, for example CR or AKG."""
    value: str | None = None
    """The reference, where one stands alone."""
    values: tuple[str, ...] | None = None
    """The references, where several of one type stand together."""


class CustomsReference(Part, frozen=True):
    """References that a customs authority asks for (DCSA CustomsReference)."""

    type: str | None = None
    """Type as the authority names it, for example ACID or CERS."""
    country_code: str | None = None
    """Country of the authority, ISO 3166-1 alpha-2."""
    values: tuple[str, ...] | None = None
    """The references."""


class NationalCommodityCode(Part, frozen=True):
    """Commodity codes of one national scheme (DCSA ExtendedNationalCommodityCode)."""

    type: str | None = None
    """Scheme, for example NCM or TARIC."""
    country_code: str | None = None
    """Country of the scheme, ISO 3166-1 alpha-2."""
    values: tuple[str, ...] | None = None
    """The codes."""


class License(Part, frozen=True):
    """An export or import licence (DCSA ExportLicense, ImportLicense)."""

    is_required: bool | None = None
    """Whether a licence is needed."""
    reference: str | None = None
    """Number of the licence."""
    issue_date: dt.date | None = None
    """Day of issue."""
    expiry_date: dt.date | None = None
    """Last day on which it holds."""


class OuterPackaging(Part, frozen=True):
    """The outermost packages of a cargo item (DCSA OuterPackaging)."""

    package_code: str | None = None
    """Kind of package, UN/ECE Recommendation 21."""
    imo_packaging_code: str | None = None
    """Kind of package by the IMDG Code."""
    number_of_packages: int | None = None
    """How many packages; title-critical."""
    description: str | None = None
    """The kind of package in words."""
    wood_declaration: str | None = None
    """What is declared of wood in the packages."""
    dangerous_goods: tuple[DangerousGoods, ...] | None = None
    """Dangerous goods inside."""


class CargoItem(Part, frozen=True):
    """The part of a consignment item that travels in one container (DCSA CargoItem)."""

    equipment_reference: str | None = None
    """Number of the container; title-critical."""
    further_equipment_references: tuple[str, ...] | None = None
    """More containers, where a source does not say how the part divides among them."""
    cargo_gross_weight: Quantity | None = None
    """Weight of goods and packages, without the container; title-critical."""
    cargo_gross_volume: Quantity | None = None
    """Volume of goods and packages."""
    cargo_net_weight: Quantity | None = None
    """Weight of the goods alone."""
    cargo_net_volume: Quantity | None = None
    """Volume of the goods alone."""
    export_license: License | None = None
    """Export licence of this part."""
    import_license: License | None = None
    """Import licence of this part."""
    outer_packaging: OuterPackaging | None = None
    """How this part is packed."""
    national_commodity_codes: tuple[NationalCommodityCode, ...] | None = None
    """Codes of national schemes."""
    customs_references: tuple[CustomsReference, ...] | None = None
    """References for customs."""


class ConsignmentItem(Part, frozen=True):
    """One kind of goods under one booking (DCSA ConsignmentItem)."""

    carrier_booking_reference: str | None = None
    """The carrier's number of the booking."""
    description_of_goods: tuple[str, ...] | None = None
    """What the goods are, in lines whose order is part of the text."""
    hs_codes: tuple[str, ...] | None = None
    """Commodity codes of the Harmonized System, six digits and more."""
    national_commodity_codes: tuple[NationalCommodityCode, ...] | None = None
    """Codes of national schemes."""
    shipping_marks: tuple[str, ...] | None = None
    """Marks and numbers on the packages, in order."""
    cargo_items: tuple[CargoItem, ...] | None = None
    """The parts of the item, one for each container."""
    export_license: License | None = None
    """Export licence of the item."""
    import_license: License | None = None
    """Import licence of the item."""
    references: tuple[Reference, ...] | None = None
    """References of the item."""
    customs_references: tuple[CustomsReference, ...] | None = None
    """References for customs."""
