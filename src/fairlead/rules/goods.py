"""Rules on the goods: their packages, their dangers, their codes and references."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from fairlead.bill import (
    ActiveReeferSettings,
    Bill,
    CargoItem,
    ConsignmentItem,
    CustomsReference,
    DangerousGoods,
    NationalCommodityCode,
    OuterPackaging,
    Part,
    Quantity,
    Reference,
    UtilizedTransportEquipment,
)
from fairlead.rules.lists import packages
from fairlead.rules.rule import ERROR, NOTE, Breach, Facts, Found, Look, Rule

_REFERENCES: Final = ("CR", "AKG")
_ITEM_REFERENCES: Final = (*_REFERENCES, "SPO", "CPO")
_QUANTITIES: Final = (
    (CargoItem, ("cargo_gross_weight", "cargo_net_weight")),
    (CargoItem, ("cargo_gross_volume", "cargo_net_volume")),
    (DangerousGoods, ("gross_weight", "net_weight", "net_explosive_content", "net_volume")),
    (UtilizedTransportEquipment, ("tare_weight", "gross_weight")),
)
_NUMBERS: Final = (
    (OuterPackaging, ("number_of_packages",)),
    (Bill, ("number_of_originals", "number_of_copies", "number_of_rider_pages")),
    (Bill, ("number_of_originals_with_charges", "number_of_originals_without_charges")),
    (Bill, ("number_of_copies_with_charges", "number_of_copies_without_charges")),
    (ActiveReeferSettings, ("humidity_setpoint", "air_exchange_setpoint")),
    (ActiveReeferSettings, ("o2_setpoint", "co2_setpoint")),
)
"""Numbers that are no temperatures."""
_ZONES: Final = ("A", "B", "C", "D")
_SEGREGATION_GROUPS: Final = frozenset(str(number) for number in range(1, 19))


# --- packages -----------------------------------------------------------------------------------


def _no_known_wood(wood: str, _: OuterPackaging, facts: Facts) -> Found:
    return wood not in facts.edition.wood_declarations


def _no_known_package(code: str, _: OuterPackaging, _facts: Facts) -> Found:
    return code not in packages()


def _danger_in_no_package(inside: Sequence[object], pack: OuterPackaging, _: Facts) -> Found:
    coded = pack.package_code is not None or pack.imo_packaging_code is not None
    return len(inside) > 0 and not coded and [("package_code", None), ("imo_packaging_code", None)]


# --- dangerous goods ----------------------------------------------------------------------------


def _no_zone(zone: str, _: DangerousGoods, _facts: Facts) -> Found:
    return zone not in _ZONES


def _no_group(groups: Sequence[str], _: DangerousGoods, _facts: Facts) -> Found:
    return [
        (f"segregation_groups[{index}]", group)
        for index, group in enumerate(groups)
        if group not in _SEGREGATION_GROUPS
    ]


def _no_number(danger: DangerousGoods, _: DangerousGoods, _facts: Facts) -> Found:
    numbered = danger.un_number is not None or danger.na_number is not None
    return not numbered and [("un_number", None), ("na_number", None)]


# --- weights ------------------------------------------------------------------------------------


def _net_above_gross(net: Quantity, part: CargoItem | DangerousGoods, _: Facts) -> Found:
    gross = part.cargo_gross_weight if isinstance(part, CargoItem) else part.gross_weight
    if gross is None or gross.unit is not net.unit or gross.value is None or net.value is None:
        return None
    return net.value > gross.value and [(_net_of(part), net.value)]


def _below_zero(amount: int | Decimal, _: Part, _facts: Facts) -> Found:
    return amount < 0


def _less_than_nothing(name: str) -> Callable[[Quantity, Part, Facts], Found]:
    def look(said: Quantity, _: Part, _facts: Facts) -> Found:
        return said.value is not None and said.value < 0 and [(f"{name}.value", said.value)]

    return look


def _net_of(part: Part) -> str:
    return "cargo_net_weight" if isinstance(part, CargoItem) else "net_weight"


# --- codes and references -----------------------------------------------------------------------


def _in_no_container(reference: str, _: CargoItem, facts: Facts) -> Found:
    return reference not in facts.equipment


def _further_in_no_container(references: Sequence[str], _: CargoItem, facts: Facts) -> Found:
    return [
        (f"further_equipment_references[{index}]", reference)
        for index, reference in enumerate(references)
        if reference not in facts.equipment
    ]


def no_known_scheme(scheme: str, _: NationalCommodityCode, facts: Facts) -> Found:
    """The scheme of a national commodity code is not in the edition's list."""
    return scheme not in facts.edition.commodity_schemes


def _no_type_of_reference(kind: str, _: Reference, _facts: Facts) -> Found:
    return kind not in _REFERENCES


def _no_type_of_item_reference(kind: str, _: Reference, _facts: Facts) -> Found:
    return kind not in _ITEM_REFERENCES


def _customs_twice(references: Sequence[CustomsReference], _: Part, _facts: Facts) -> Found:
    if len(references) <= 1:
        return None
    seen: set[tuple[str | None, str | None]] = set()
    again: list[Breach] = []
    for index, one in enumerate(references):
        key = (one.country_code, one.type)
        if key in seen:
            again.append((f"customs_references[{index}]", one.type))
        seen.add(key)
    return again


RULES: Final = (
    Rule(
        "RULE-018",
        "what is declared of wood is none of the declarations",
        "DCSA TD check 18; EBL 3.0.4 woodDeclaration",
        ERROR,
        (Look(OuterPackaging, "wood_declaration", _no_known_wood),),
    ),
    Rule(
        "RULE-019",
        "the scheme of a national commodity code is none that is known",
        "DCSA TD check 19; EBL 3.0.4 ExtendedNationalCommodityCode.type",
        ERROR,
        (Look(NationalCommodityCode, "type", no_known_scheme),),
    ),
    Rule(
        "RULE-020",
        "a reference of the consignment or of a container has an unknown type",
        "DCSA TD check 20; EBL 3.0.4 Reference.type",
        ERROR,
        (
            Look(
                Reference,
                "type",
                _no_type_of_reference,
                ("references", "utilized_transport_equipments.references"),
            ),
        ),
    ),
    Rule(
        "RULE-021",
        "a reference of a consignment item has an unknown type",
        "DCSA TD check 21; EBL 3.0.4 ReferenceConsignmentItem.type",
        ERROR,
        (Look(Reference, "type", _no_type_of_item_reference, ("consignment_items.references",)),),
    ),
    Rule(
        "RULE-025",
        "packages that hold dangerous goods have no package code",
        "DCSA TD check 25; EBL 3.0.4 OuterPackaging.packageCode",
        ERROR,
        (Look(OuterPackaging, "dangerous_goods", _danger_in_no_package),),
    ),
    Rule(
        "RULE-026",
        "the hazard zone for inhalation is none of A to D",
        "DCSA TD check 26; EBL 3.0.4 inhalationZone",
        ERROR,
        (Look(DangerousGoods, "inhalation_zone", _no_zone),),
    ),
    Rule(
        "RULE-027",
        "a segregation group is none of 1 to 18",
        "DCSA TD check 27; IMDG Code 3.1.4.4",
        ERROR,
        (Look(DangerousGoods, "segregation_groups", _no_group),),
    ),
    Rule(
        "RULE-034",
        "a cargo item travels in a container that the bill does not list",
        "DCSA TD check 34; EBL 3.0.4 CargoItem.equipmentReference",
        ERROR,
        (
            Look(CargoItem, "equipment_reference", _in_no_container),
            Look(CargoItem, "further_equipment_references", _further_in_no_container),
        ),
    ),
    Rule(
        "RULE-036",
        "a list of customs references holds two of one type and country",
        "DCSA TD check 36; EBL 3.0.4 customsReferences",
        ERROR,
        tuple(
            Look(part, "customs_references", _customs_twice)
            for part in (Bill, ConsignmentItem, CargoItem, UtilizedTransportEquipment)
        ),
    ),
    Rule(
        "RULE-114",
        "dangerous goods have neither a United Nations nor a North American number",
        "EBL 3.0.4 DangerousGoods; IMDG Code 5.4.1.4.1",
        ERROR,
        (Look(DangerousGoods, None, _no_number),),
    ),
    Rule(
        "RULE-115",
        "the kind of package is not in Recommendation 21",
        "EBL 3.0.4 packageCode; UN/ECE Recommendation 21",
        ERROR,
        (Look(OuterPackaging, "package_code", _no_known_package),),
    ),
    Rule(
        "RULE-116",
        "the goods weigh more without their packages than with them",
        "plausibility",
        NOTE,
        (
            Look(CargoItem, "cargo_net_weight", _net_above_gross),
            Look(DangerousGoods, "net_weight", _net_above_gross),
        ),
    ),
    Rule(
        "RULE-127",
        "a weight, a volume or a count is less than nothing",
        "EBL 3.0.4 cargoGrossWeight.value, numberOfPackages and the like; plausibility",
        ERROR,
        (
            *(
                Look(part, name, _less_than_nothing(name))
                for part, names in _QUANTITIES
                for name in names
            ),
            *(Look(part, name, _below_zero) for part, names in _NUMBERS for name in names),
        ),
    ),
)
"""The rules of this page of the book."""
