"""Rules on codes that carry their own proof, or stand in a list that everybody knows."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from fairlead.bill import (
    ActiveReeferSettings,
    Address,
    Bill,
    CargoItem,
    Charge,
    City,
    CustomsReference,
    DangerousGoods,
    IdentifyingCode,
    Limits,
    Location,
    NationalCommodityCode,
    Part,
    Quantity,
    TaxLegalReference,
    Unit,
    UtilizedTransportEquipment,
    VesselVoyage,
)
from fairlead.rules.lists import HIGH_SEAS, countries, currencies
from fairlead.rules.rule import ERROR, NOTE, Facts, Found, Look, Rule

_CONTAINER: Final = re.compile(r"[A-Z]{3}[UJZR][0-9]{7}")
_SHIP: Final = re.compile(r"[0-9]{7}")
_ENTITY: Final = re.compile(r"[0-9A-Z]{18}[0-9]{2}")
_PLACE: Final = re.compile(r"[A-Z]{2}[A-Z2-9]{3}")

# Multiples of eleven are left out, so that every letter differs in the remainder.
_WORTH: Final = dict(zip("0123456789A?BCDEFGHIJK?LMNOPQRSTU?VWXYZ", range(39), strict=True))


# --- check digits -------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def container_digit_stands(number: str) -> bool | None:
    """Whether the last digit of a container number is the one that the others give (ISO 6346).

    None where the text does not have the form of a container number.

    >>> [container_digit_stands(text) for text in ("CSQU3054383", "CSQU3054384", "CSQU")]
    [True, False, None]
    """
    if _CONTAINER.fullmatch(number) is None:
        return None
    total = sum(_WORTH[sign] << place for place, sign in enumerate(number[:10]))
    return total % 11 % 10 == int(number[10])


def ship_digit_stands(number: str) -> bool:
    """Whether the last digit of an IMO ship number is the one that the others give (A.1117(30)).

    >>> ship_digit_stands("9319466"), ship_digit_stands("9319467")
    (True, False)
    """
    total = sum(int(digit) * (7 - place) for place, digit in enumerate(number[:6]))
    return total % 10 == int(number[6])


def entity_digits_stand(code: str) -> bool:
    """Whether the last two digits of an LEI are those that the rest gives (ISO 17442).

    >>> entity_digits_stand("213800KUD8LAJWSQ9D15"), entity_digits_stand("213800KUD8LXJWSQ9D15")
    (True, False)
    """
    return int("".join(str(int(sign, 36)) for sign in code)) % 97 == 1


def _wrong_container_digit(number: str, _: UtilizedTransportEquipment, _facts: Facts) -> Found:
    return container_digit_stands(number) is False


def _no_container_number(number: str, _: UtilizedTransportEquipment, _facts: Facts) -> Found:
    return container_digit_stands(number) is None


def _no_ship_number(number: str, _: VesselVoyage, _facts: Facts) -> Found:
    return _SHIP.fullmatch(number) is None or not ship_digit_stands(number)


def _no_entity_code(code: str, identifying: IdentifyingCode, _: Facts) -> Found:
    if identifying.code_list_name != "LEI":
        return None
    return _ENTITY.fullmatch(code) is None or not entity_digits_stand(code)


# --- lists that everybody knows -----------------------------------------------------------------


@lru_cache(maxsize=4096)
def lies_in_a_country(code: str) -> bool | None:
    """Whether a UN/LOCODE begins with a country, or with the sign of international waters.

    None where the text does not have the form of a UN/LOCODE.

    >>> [lies_in_a_country(code) for code in ("DKAAR", "XXAAR", "Aarhus")]
    [True, False, None]
    """
    if _PLACE.fullmatch(code) is None:
        return None
    return code[:2] == HIGH_SEAS or code[:2] in countries()


def _no_place_code(code: str, _: Address | Location, _facts: Facts) -> Found:
    return lies_in_a_country(code) is None


def _place_in_no_country(code: str, _: Address | Location, _facts: Facts) -> Found:
    return lies_in_a_country(code) is False


def _no_country(code: str, _: Part, _facts: Facts) -> Found:
    return code not in countries()


def _no_currency(code: str, _: Bill | Charge, _facts: Facts) -> Found:
    return code not in currencies()


# --- units of the right kind --------------------------------------------------------------------

# Tuples, because the first unit is nearly always the one, and is found by identity.
_WEIGHTS: Final = (Unit.KILOGRAM, Unit.POUND, Unit.TONNE, Unit.GRAM, Unit.OUNCE, None)
_VOLUMES: Final = (
    Unit.CUBIC_METRE,
    Unit.CUBIC_FOOT,
    Unit.LITRE,
    Unit.CUBIC_CENTIMETRE,
    Unit.CUBIC_MILLIMETRE,
    None,
)
_TEMPERATURES: Final = (Unit.CELSIUS, Unit.FAHRENHEIT)
_FLOWS: Final = (
    Unit.CUBIC_METRE_PER_HOUR,
    Unit.CUBIC_FOOT_PER_HOUR,
    Unit.CUBIC_FOOT_PER_MINUTE,
    Unit.LITRE_PER_SECOND,
)


def _no_weight(quantity: Quantity, _: Part, _facts: Facts) -> Found:
    return quantity.unit not in _WEIGHTS


def _no_volume(quantity: Quantity, _: Part, _facts: Facts) -> Found:
    return quantity.unit not in _VOLUMES


def _no_temperature(unit: Unit, _: ActiveReeferSettings | Limits, _facts: Facts) -> Found:
    return unit not in _TEMPERATURES


def _no_flow(unit: Unit, _: ActiveReeferSettings, _facts: Facts) -> Found:
    return unit not in _FLOWS


RULES: Final = (
    Rule(
        "RULE-130",
        "the check digit of a container number is wrong",
        "ISO 6346; EBL 3.0.4 Equipment.equipmentReference",
        ERROR,
        (Look(UtilizedTransportEquipment, "equipment_reference", _wrong_container_digit),),
    ),
    Rule(
        "RULE-131",
        "a container number has another form than ISO 6346 gives it",
        "ISO 6346; EBL 3.0.4 Equipment.equipmentReference asks for it where possible",
        NOTE,
        (Look(UtilizedTransportEquipment, "equipment_reference", _no_container_number),),
    ),
    Rule(
        "RULE-132",
        "an IMO ship number has a wrong form or check digit",
        "IMO resolution A.1117(30)",
        ERROR,
        (Look(VesselVoyage, "vessel_imo_number", _no_ship_number),),
    ),
    Rule(
        "RULE-133",
        "a legal entity identifier has a wrong form or wrong check digits",
        "ISO 17442",
        ERROR,
        (Look(IdentifyingCode, "party_code", _no_entity_code),),
    ),
    Rule(
        "RULE-134",
        "a UN/LOCODE is not two letters and three letters or digits from 2 to 9",
        "UN/ECE Recommendation 16; EBL 3.0.4 UNLocationCode",
        ERROR,
        tuple(Look(part, "un_location_code", _no_place_code) for part in (Location, Address)),
    ),
    Rule(
        "RULE-135",
        "a UN/LOCODE begins with no country",
        "UN/ECE Recommendation 16; ISO 3166-1",
        ERROR,
        tuple(Look(part, "un_location_code", _place_in_no_country) for part in (Location, Address)),
    ),
    Rule(
        "RULE-136",
        "a country code is not in ISO 3166-1",
        "ISO 3166-1; EBL 3.0.4 countryCode",
        ERROR,
        tuple(
            Look(part, "country_code", _no_country)
            for part in (
                Address,
                City,
                CustomsReference,
                Location,
                NationalCommodityCode,
                TaxLegalReference,
            )
        ),
    ),
    Rule(
        "RULE-137",
        "a currency is not in ISO 4217",
        "ISO 4217; EBL 3.0.4 currencyCode, declaredValueCurrency",
        ERROR,
        (
            Look(Charge, "currency_code", _no_currency),
            Look(Bill, "declared_value_currency", _no_currency),
        ),
    ),
    Rule(
        "RULE-140",
        "a weight is stated in no unit of weight",
        "EBL 3.0.4 CargoGrossWeight.unit and its kin; UN/ECE Recommendation 20",
        ERROR,
        tuple(
            Look(part, field, _no_weight)
            for part, fields in (
                (CargoItem, ("cargo_gross_weight", "cargo_net_weight")),
                (UtilizedTransportEquipment, ("tare_weight", "gross_weight")),
                (DangerousGoods, ("gross_weight", "net_weight", "net_explosive_content")),
            )
            for field in fields
        ),
    ),
    Rule(
        "RULE-141",
        "a volume is stated in no unit of volume",
        "EBL 3.0.4 CargoGrossVolume.unit and its kin; UN/ECE Recommendation 20",
        ERROR,
        (
            Look(CargoItem, "cargo_gross_volume", _no_volume),
            Look(CargoItem, "cargo_net_volume", _no_volume),
            Look(DangerousGoods, "net_volume", _no_volume),
        ),
    ),
    Rule(
        "RULE-142",
        "a temperature is stated in no unit of temperature",
        "EBL 3.0.4 temperatureUnit; UN/ECE Recommendation 20",
        ERROR,
        tuple(
            Look(part, "temperature_unit", _no_temperature)
            for part in (ActiveReeferSettings, Limits)
        ),
    ),
    Rule(
        "RULE-143",
        "an air exchange is stated in no unit of flow",
        "EBL 3.0.4 airExchangeUnit; UN/ECE Recommendation 20",
        ERROR,
        (Look(ActiveReeferSettings, "air_exchange_unit", _no_flow),),
    ),
)
"""The rules of this page of the book."""
