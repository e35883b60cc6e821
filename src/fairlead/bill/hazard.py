"""Dangerous goods, in the words of the IMDG Code."""

import datetime as dt
from decimal import Decimal

from fairlead.bill.keys import Unit
from fairlead.bill.values import Instant, Part, Quantity


class InnerPackaging(Part, frozen=True):
    """Packages inside a package (DCSA InnerPackaging)."""

    quantity: int | None = None
    """How many."""
    material: str | None = None
    """What they are made of."""
    description: str | None = None
    """What they are."""
    inner_packagings: tuple["InnerPackaging", ...] | None = None
    """Packages inside these."""


class EmergencyContactDetails(Part, frozen=True):
    """Whom to call in an emergency (DCSA EmergencyContactDetails)."""

    contact: str | None = None
    """Name of the contact."""
    provider: str | None = None
    """Who provides the emergency service."""
    phone: str | None = None
    """Telephone number."""
    reference_number: str | None = None
    """Number under which the provider knows the goods."""


class Limits(Part, frozen=True):
    """Temperatures that matter for dangerous goods (DCSA Limits); one unit for all."""

    temperature_unit: Unit | None = None
    """Unit of every temperature here."""
    flash_point: Decimal | None = None
    """Lowest temperature at which the vapour ignites."""
    transport_control_temperature: Decimal | None = None
    """Highest temperature for safe transport over a long time."""
    transport_emergency_temperature: Decimal | None = None
    """Temperature at which emergency measures begin."""
    sadt: Decimal | None = None
    """Self-accelerating decomposition temperature."""
    sapt: Decimal | None = None
    """Self-accelerating polymerisation temperature."""


class DangerousGoods(Part, frozen=True):
    """One dangerous substance or article (DCSA DangerousGoods; IMDG Code 5.4.1)."""

    un_number: str | None = None
    """United Nations number, four digits."""
    na_number: str | None = None
    """North American number, where there is no United Nations number."""
    coded_variant_list: str | None = None
    """Which variant of the entry applies."""
    proper_shipping_name: str | None = None
    """Proper shipping name."""
    technical_name: str | None = None
    """Technical name of a generic entry."""
    imo_class: str | None = None
    """Hazard class or division."""
    subsidiary_risk_1: str | None = None
    """First subsidiary hazard."""
    subsidiary_risk_2: str | None = None
    """Second subsidiary hazard."""
    is_marine_pollutant: bool | None = None
    """Whether the goods pollute the sea."""
    packing_group: int | None = None
    """Packing group, 1 the most dangerous to 3 the least."""
    is_limited_quantity: bool | None = None
    """Whether they travel as limited quantities."""
    is_excepted_quantity: bool | None = None
    """Whether they travel as excepted quantities."""
    is_salvage_packings: bool | None = None
    """Whether they travel in salvage packagings."""
    is_empty_uncleaned_residue: bool | None = None
    """Whether the packages are empty and uncleaned."""
    is_waste: bool | None = None
    """Whether they are waste."""
    is_hot: bool | None = None
    """Whether they travel at elevated temperature."""
    is_competent_authority_approval_required: bool | None = None
    """Whether an authority must approve."""
    competent_authority_approval: str | None = None
    """The approval."""
    segregation_groups: tuple[str, ...] | None = None
    """Groups from which the goods must be kept apart."""
    inner_packagings: tuple["InnerPackaging", ...] | None = None
    """Packages inside."""
    emergency_contact_details: EmergencyContactDetails | None = None
    """Whom to call."""
    ems_number: str | None = None
    """Emergency schedules for fire and spillage."""
    end_of_holding_time: dt.date | None = None
    """Last day of the holding time of a refrigerated liquefied gas."""
    fumigation_date_time: Instant | None = None
    """When the cargo was fumigated, with its offset."""
    is_reportable_quantity: bool | None = None
    """Whether the quantity must be reported."""
    inhalation_zone: str | None = None
    """Hazard zone for inhalation."""
    gross_weight: Quantity | None = None
    """Weight with packages."""
    net_weight: Quantity | None = None
    """Weight without packages."""
    net_explosive_content: Quantity | None = None
    """Weight of the explosive alone."""
    net_volume: Quantity | None = None
    """Volume without packages."""
    limits: Limits | None = None
    """Temperatures that matter."""
