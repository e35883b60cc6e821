"""Containers: their numbers, seals and settings."""

from decimal import Decimal

from fairlead.bill.goods import CustomsReference, Reference
from fairlead.bill.keys import SealSource, Unit
from fairlead.bill.values import Part, Quantity


class Seal(Part, frozen=True):
    """A seal on a container (DCSA Seal)."""

    number: str | None = None
    """Number of the seal; title-critical."""
    source: SealSource | None = None
    """Who put it on."""


class ActiveReeferSettings(Part, frozen=True):
    """How an operating refrigerated container is set (DCSA ActiveReeferSettings)."""

    temperature_setpoint: Decimal | None = None
    """Temperature to be kept, in the unit beside it."""
    temperature_unit: Unit | None = None
    """Unit of the temperature."""
    o2_setpoint: Decimal | None = None
    """Oxygen, percent by volume."""
    co2_setpoint: Decimal | None = None
    """Carbon dioxide, percent by volume."""
    humidity_setpoint: Decimal | None = None
    """Relative humidity, percent."""
    air_exchange_setpoint: Decimal | None = None
    """Fresh air, in the unit beside it."""
    air_exchange_unit: Unit | None = None
    """Unit of the air exchange."""
    is_ventilation_open: bool | None = None
    """Whether the vents are open."""
    is_drainholes_open: bool | None = None
    """Whether the drain holes are open."""
    is_bulb_mode: bool | None = None
    """Whether the container runs in bulb mode."""
    is_cold_treatment_required: bool | None = None
    """Whether cold treatment is required."""
    is_controlled_atmosphere_required: bool | None = None
    """Whether a controlled atmosphere is required."""


class UtilizedTransportEquipment(Part, frozen=True):
    """A container used for the carriage (DCSA UtilizedTransportEquipment)."""

    equipment_reference: str | None = None
    """Number of the container, ISO 6346; title-critical."""
    iso_equipment_code: str | None = None
    """Size and type, ISO 6346."""
    tare_weight: Quantity | None = None
    """Weight of the empty container."""
    gross_weight: Quantity | None = None
    """Weight of container and contents (UN/CEFACT Transport Equipment. Gross_ Weight)."""
    is_shipper_owned: bool | None = None
    """Whether the shipper provided the container."""
    is_non_operating_reefer: bool | None = None
    """Whether a refrigerated container travels switched off."""
    active_reefer_settings: ActiveReeferSettings | None = None
    """Settings of an operating refrigerated container."""
    shipping_marks: tuple[str, ...] | None = None
    """Marks that concern this container, in order."""
    seals: tuple[Seal, ...] | None = None
    """Seals on the container."""
    references: tuple[Reference, ...] | None = None
    """References of the container."""
    customs_references: tuple[CustomsReference, ...] | None = None
    """References for customs."""
