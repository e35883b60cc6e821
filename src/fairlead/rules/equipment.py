"""Rules on the containers: their numbers, and how refrigerated ones are set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from fairlead.bill import ActiveReeferSettings, Bill, Unit, UtilizedTransportEquipment
from fairlead.rules.rule import ERROR, Facts, Found, Look, Rule

_REFRIGERATED: Final = ("R", "H")
"""Third characters of a size and type code (ISO 6346) that mean a refrigerated container."""


def _number_twice(containers: Sequence[UtilizedTransportEquipment], _: Bill, facts: Facts) -> Found:
    if len(facts.equipment) == len(containers):
        return None
    often = Counter(one.equipment_reference for one in containers if one.equipment_reference)
    return [
        (f"utilized_transport_equipments[{index}].equipment_reference", one.equipment_reference)
        for index, one in enumerate(containers)
        if one.equipment_reference and often[one.equipment_reference] > 1
    ]


# --- refrigerated containers --------------------------------------------------------------------


def _not_as_its_type(
    container: UtilizedTransportEquipment, _: UtilizedTransportEquipment, _facts: Facts
) -> Found:
    code = container.iso_equipment_code
    switch, settings = container.is_non_operating_reefer, container.active_reefer_settings
    refrigerated = code[2:3] in _REFRIGERATED if code is not None else settings is not None
    if refrigerated:
        return switch is None and [("is_non_operating_reefer", None)]
    if code is None or (switch is None and settings is None):
        return None
    stated = {"is_non_operating_reefer": switch, "active_reefer_settings": settings}
    return [(name, None) for name, value in stated.items() if value is not None]


def _on_without_settings(_said: object, container: UtilizedTransportEquipment, _: Facts) -> Found:
    operating = container.is_non_operating_reefer is False
    unset = container.active_reefer_settings is None
    return operating and unset and [("active_reefer_settings", None)]


def _off_with_settings(_said: object, container: UtilizedTransportEquipment, _: Facts) -> Found:
    return container.is_non_operating_reefer is True


def _temperature_without_unit(_: Decimal, settings: ActiveReeferSettings, _facts: Facts) -> Found:
    return settings.temperature_unit is None and [("temperature_unit", None)]


def _unit_without_temperature(_: Unit, settings: ActiveReeferSettings, _facts: Facts) -> Found:
    return settings.temperature_setpoint is None and [("temperature_setpoint", None)]


def _air_without_unit(_: Decimal, settings: ActiveReeferSettings, _facts: Facts) -> Found:
    return settings.air_exchange_unit is None and [("air_exchange_unit", None)]


def _unit_without_air(_: Unit, settings: ActiveReeferSettings, _facts: Facts) -> Found:
    return settings.air_exchange_setpoint is None and [("air_exchange_setpoint", None)]


RULES: Final = (
    Rule(
        "RULE-022",
        "the reefer settings of a container contradict its size and type code",
        "DCSA TD check 22; EBL 3.0.4 isNonOperatingReefer; ISO 6346",
        ERROR,
        (Look(UtilizedTransportEquipment, None, _not_as_its_type),),
    ),
    Rule(
        "RULE-023",
        "an operating refrigerated container has no settings",
        "DCSA TD check 23; EBL 3.0.4 ActiveReeferSettings",
        ERROR,
        (Look(UtilizedTransportEquipment, "is_non_operating_reefer", _on_without_settings),),
    ),
    Rule(
        "RULE-024",
        "a refrigerated container that is switched off has settings",
        "DCSA TD check 24; EBL 3.0.4 ActiveReeferSettings",
        ERROR,
        (Look(UtilizedTransportEquipment, "active_reefer_settings", _off_with_settings),),
    ),
    Rule(
        "RULE-028",
        "two containers have one number",
        "DCSA TD check 28; EBL 3.0.4 Equipment.equipmentReference",
        ERROR,
        (Look(Bill, "utilized_transport_equipments", _number_twice),),
    ),
    Rule(
        "RULE-029",
        "a temperature to be kept has no unit",
        "DCSA TD check 29; EBL 3.0.4 temperatureUnit",
        ERROR,
        (Look(ActiveReeferSettings, "temperature_setpoint", _temperature_without_unit),),
    ),
    Rule(
        "RULE-030",
        "a unit of temperature has no temperature to be kept",
        "DCSA TD check 30; EBL 3.0.4 temperatureUnit",
        ERROR,
        (Look(ActiveReeferSettings, "temperature_unit", _unit_without_temperature),),
    ),
    Rule(
        "RULE-031",
        "an air exchange has no unit",
        "DCSA TD check 31; EBL 3.0.4 airExchangeUnit",
        ERROR,
        (Look(ActiveReeferSettings, "air_exchange_setpoint", _air_without_unit),),
    ),
    Rule(
        "RULE-032",
        "a unit of air exchange has no air exchange",
        "DCSA TD check 32; EBL 3.0.4 airExchangeUnit",
        ERROR,
        (Look(ActiveReeferSettings, "air_exchange_unit", _unit_without_air),),
    ),
)
"""The rules of this page of the book."""
