"""What is critical to the title: never changed, never lost."""

from __future__ import annotations

import re
from typing import Final

from fairlead.lens.residue import Path

__all__ = ["CRITICAL", "SUSPECT", "decides", "is_critical"]

CRITICAL: Final = frozenset(
    {
        "transport_document_reference",
        "transport_document_type",
        "to_order",
        "consignee",
        "endorsee",
        "number_of_originals",
        "number_of_originals_with_charges",
        "number_of_originals_without_charges",
        "carrier_code",
        "carrier_code_list_provider",
        "shipped_on_board_date",
        "consignment_items",
        "cargo_items",
        "cargo_gross_weight",
        "outer_packaging",
        "number_of_packages",
        "equipment_reference",
        "further_equipment_references",
        "utilized_transport_equipments",
        "seals",
        "number",
    }
)
"""Fields that decide who may have the cargo, and what it is: never changed, never lost."""

SUSPECT: Final = CRITICAL | {"value", "unit", "party_name"}
"""Names that may mean something critical; the number of an entry may too."""

_NAMED: Final = {"consignee", "endorsee"}
"""Parties whose name decides who may have the cargo."""


def _owner(bp: Path, name: str | int) -> str | int:
    """The field that a lost value belongs to: that of its quantity or list, where it is in one."""
    return bp[-1] if bp and (isinstance(name, int) or name in {"value", "unit"}) else name


def decides(bp: Path, name: str | int, code: str) -> bool:
    """Whether a field, lost by a code of a loss, decides who may have the cargo, or what it is."""
    if code == "LOSS-006":
        return False
    if name == "party_name":
        return bool(bp) and bp[-1] in _NAMED
    return name in CRITICAL or _owner(bp, name) in CRITICAL


def is_critical(name: str) -> bool:
    """Whether a leaf of the Bill, lists entered by `[]`, decides who may have which cargo.

    >>> is_critical("consignee.party_name"), is_critical("shipper.party_name")
    (True, False)
    >>> is_critical("consignment_items[].cargo_items[].cargo_gross_weight.value")
    True
    """
    steps: Path = tuple(step for step in re.split(r"\[\]\.?|\.", name) if step)
    return bool(steps) and decides(steps[:-1], steps[-1], "")
