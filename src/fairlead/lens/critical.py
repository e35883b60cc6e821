"""What is critical to the title: never changed, never lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from fairlead.bill import DocumentPurpose, DocumentType, Location
from fairlead.lens.residue import Path, leaves_below

__all__ = ["CRITICAL", "critical_losses", "is_critical", "why_critical"]

CRITICAL: Final[dict[str, str]] = {
    "transport_document_reference": "it is the number of the bill",
    "transport_document_sub_reference": "it tells the versions of one bill apart",
    "transport_document_type": "a sea waybill is no document of title",
    "transport_document_status": "what was surrendered or voided is no live bill",
    "document_purpose": "a cancellation or a replacement is no other live bill",
    "to_order": "it says whether the bill can be endorsed",
    "consignee": "the consignee may take the cargo",
    "endorsee": "whoever the bill is made out to may take the cargo",
    "number_of_originals": "each original gives a right to the cargo",
    "number_of_originals_with_charges": "each original gives a right to the cargo",
    "number_of_originals_without_charges": "each original gives a right to the cargo",
    "carrier_code": "the carrier answers for the cargo",
    "carrier_code_list_provider": "the same code is another carrier in another list",
    "shipped_on_board_date": "a letter of credit is paid by this date",
    "port_of_loading": "the voyage is what the bill promises",
    "port_of_discharge": "the cargo is claimed there",
    "consignment_items": "they are the cargo",
    "cargo_items": "they are the cargo",
    "cargo_gross_weight": "the carrier answers for the weight that the bill acknowledges",
    "outer_packaging": "the carrier answers for the packages that the bill acknowledges",
    "number_of_packages": "the carrier answers for the packages that the bill acknowledges",
    "equipment_reference": "the container is how the cargo is found",
    "further_equipment_references": "the container is how the cargo is found",
    "utilized_transport_equipments": "the container is how the cargo is found",
    "seals": "a seal shows that nobody opened the container",
    "number": "a seal shows that nobody opened the container",
    "dangerous_goods": "the ship is stowed by them",
    "un_number": "it says which dangerous goods they are",
    "na_number": "it says which dangerous goods they are where no UN number does",
    "imo_class": "it says how dangerous the goods are",
    "packing_group": "it says how dangerous the goods are",
    "proper_shipping_name": "it says which dangerous goods they are",
    "net_explosive_content": "it is the quantity of the explosive",
}
"""Fields that decide who may have the cargo, and what it is, each with the reason."""

_PORTS: Final = {"port_of_loading", "port_of_discharge"}
_NAMES: Final = ("location_name", "facility_name", "city", "free_text", "facility", "address")
"""What tells a place where it has no code."""

_QUANTITIES: Final = ("gross_weight", "net_weight", "net_volume")
"""The quantity of a dangerous substance, in each of its forms; one of them says it."""

_SUSPECT: Final = frozenset({*CRITICAL, "value", "unit", "party_name", *_QUANTITIES})
"""Names that may mean something critical; the number of an entry may too, and all of a port."""

_NAMED: Final = {"consignee", "endorsee"}
"""Parties whose name decides who may have the cargo."""

_LIVE: Final = (
    "DRAFT", "APPROVED", "ISSUED", "PENDING_SURRENDER_FOR_AMENDMENT",
    "PENDING_SURRENDER_FOR_DELIVERY",
)  # fmt: skip
"""States of a document that was neither surrendered nor voided (EBL 3.0.4)."""

_UNSAID: Final[set[tuple[str, object]]] = {
    ("document_purpose", DocumentPurpose.ORIGINAL),
    ("transport_document_type", DocumentType.COPY_OF_BILL_OF_LADING),
    *(("transport_document_status", status) for status in _LIVE),
}
"""What a wire may leave unsaid: that a document is what any is that says nothing of its purpose,
that it is a copy, for many carriers write 707 for any bill, and that it is still in force."""

_TOGETHER: Final = "LOSS-006"
"""The code of a loss after which the fact stands all the same, together with others."""

Lost = tuple[Path, str | int, Any, str]
"""Something that the Bill says and the target does not: holder, field, value, code."""


def _owner(bp: Path, name: str | int) -> str | int:
    """The field that a lost value belongs to: that of its quantity or list, where it is in one."""
    return bp[-1] if bp and (isinstance(name, int) or name in {"value", "unit"}) else name


def _because(bp: Path, name: str | int) -> str | None:
    """Why a field decides, by its name alone, who may have the cargo, or what it is; else None."""
    if name == "party_name":
        return CRITICAL[str(bp[-1])] if bp and bp[-1] in _NAMED else None
    if name == "un_location_code":
        return CRITICAL[str(bp[-1])] if bp and bp[-1] in _PORTS else None
    return CRITICAL.get(str(name)) or CRITICAL.get(str(_owner(bp, name)))


def why_critical(name: str) -> str | None:
    """Why a leaf of the Bill, lists entered by `[]`, decides who may have which cargo; else None.

    >>> why_critical("consignee.party_name"), why_critical("shipper.party_name")
    ('the consignee may take the cargo', None)
    """
    steps: Path = tuple(step for step in re.split(r"\[\]\.?|\.", name) if step)
    return _because(steps[:-1], steps[-1]) if steps else None


def is_critical(name: str) -> bool:
    """Whether a leaf of the Bill, lists entered by `[]`, decides who may have which cargo.

    >>> is_critical("consignment_items[].cargo_items[].cargo_gross_weight.value")
    True
    """
    return why_critical(name) is not None


def critical_losses(lost: Iterable[Lost], whole: Any) -> Iterator[tuple[Path, Any, str]]:
    """The leaves of what an emission lost and must not lose: place, value, and why.

    `whole` is the Bill. A port without a code is lost with the last of its names, and the quantity
    of a dangerous substance with the last of its forms.
    """
    suspect = [
        one
        for one in lost
        if one[1] in _SUSPECT or one[1].__class__ is int or (one[0] and one[0][0] in _PORTS)
    ]
    fields = {(*bp, name) for bp, name, _, _ in suspect}
    for bp, name, value, code in suspect:
        if code == _TOGETHER or (name, value) in _UNSAID or value == Location():
            continue
        why = _because(bp, name)
        if why is None and _unnamed(bp, name, fields, whole):
            why = CRITICAL[str(bp[0])]
        if why is None and _unmeasured(bp, name, fields, whole):
            why = CRITICAL["dangerous_goods"]
        if why is not None:
            for place, leaf in leaves_below(value, (*bp, name)):
                yield place, leaf, why


def _unnamed(bp: Path, name: str | int, lost: set[Path], whole: Any) -> bool:
    """Whether a port loses the last of its names, and has no code."""
    if len(bp) != 1 or bp[0] not in _PORTS or name not in _NAMES:
        return False
    port = getattr(whole, str(bp[0]))
    named = [one for one in _NAMES if getattr(port, one) is not None]
    return port.un_location_code is None and all((*bp, one) in lost for one in named)


def _unmeasured(bp: Path, name: str | int, lost: set[Path], whole: Any) -> bool:
    """Whether a dangerous substance loses the last form of its quantity.

    Its gross weight is said where it is the only one in its packages and weighs what they weigh.
    """
    if name in {"value", "unit"} and bp:
        bp, name = bp[:-1], bp[-1]
    if name not in _QUANTITIES or bp[-2:-1] != ("dangerous_goods",):
        return False
    items = whole
    for step in bp[:-3]:
        items = items[step] if isinstance(step, int) else getattr(items, step)
    substances = items.outer_packaging.dangerous_goods
    one = substances[bp[-1]]
    alone = len(substances) == 1 and one.gross_weight is not None
    if alone and one.gross_weight == items.cargo_gross_weight:
        return False
    stated = [form for form in _QUANTITIES if getattr(one, form) is not None]
    gone = {form for form in stated if any((*bp, form, *end) in lost for end in ((), ("value",)))}
    return gone == set(stated)
