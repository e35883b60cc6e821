"""What decides who may have the cargo is said exactly, or the conversion is refused. Never else.

Each critical field of an invented bill is changed in each way that is likely to go wrong, the bill
is said in one format, converted to another, and read there.
"""

import functools
import itertools
import random
from fractions import Fraction

import pytest
from msgspec.structs import replace

from fairlead import Refused, convert
from fairlead.bill import from_canonical, to_canonical
from fairlead.formats import FORMATS, named
from fairlead.gateway import understand
from fairlead.syntax import json as json_syntax
from tests.conftest import ROOT, drawn_of

ALIASES = [one.alias for one in FORMATS if one.writes]
KILOGRAMS = {
    "kilogram": Fraction(1),
    "pound": Fraction("0.45359237"),
    "gram": Fraction(1, 1000),
    "ounce": Fraction("0.028349523125"),
    "tonne": Fraction(1000),
}
RECORD = {
    "id": "0d7c7f6e", "version": 1, "current_owner": "o", "kind": "master", "created_by": "c",
    "created_at": "2026-03-04T05:06:07Z",
}  # fmt: skip
BILLS = {
    name: to_canonical(understand((ROOT / "examples" / name / "bill.dcsa.json").read_bytes()).bill)
    for name in ("straight-bill", "to-order-two-containers", "dangerous-goods", "sea-waybill")
}
ITEM = "consignment_items.0.cargo_items.0"
BOX = "utilized_transport_equipments.0"
NAMES = (
    "Acme Ltd", "ACME  LTD", " Acme Ltd", "Zażółć 日本", "TO ORDER", "To order of", "TO ORDER OF X",
    "ACME LTD OR ORDER", "BEARER", "Money Order Co", "TO ORDER OF TO ORDER OF X",
)  # fmt: skip
WEIGHTS = (
    ("0", "kilogram"), ("12000.50", "kilogram"), ("26400", "pound"), ("0.001", "pound"),
    ("1.10", "pound"), ("1E+3", "kilogram"), ("99999999999999999999.999", "pound"),
)  # fmt: skip
CHANGES = {
    "transport_document_reference": ("A", "0012", " 12", "x" * 20, "x" * 21, "日本-Ä"),
    "transport_document_type": ("sea-waybill", "bill-of-lading"),
    "to_order": (True, False, None),
    "consignee.party_name": (*NAMES, "x" * 70, "x" * 71, None),
    "endorsee.party_name": (*NAMES, None),
    "consignee": (None,),
    "endorsee": (None, {"party_name": "Nordbank"}, {"address": {"city": "Oslo"}}),
    "number_of_originals_with_charges": (0, 1, 3, 2147483647, None),
    "number_of_originals_without_charges": (0, 3, None),
    "number_of_originals": (0, 3, 99, None),
    "carrier_code": ("X", "MAEU", "ABCDE", None),
    "carrier_code_list_provider": ("smdg", "nmfta", None),
    "shipped_on_board_date": ("2024-02-29", "9999-12-31", None),
    "is_shipped_on_board_type": (True, False, None),
    f"{ITEM}.cargo_gross_weight": (*({"value": v, "unit": u} for v, u in WEIGHTS), None),
    f"{ITEM}.outer_packaging.number_of_packages": (0, 1, 2147483647, None),
    f"{ITEM}.equipment_reference": ("MSKU1234565", "msku1234565", "XXXU0000000", None),
    f"{ITEM}.further_equipment_references": (["MSKU1234565"], []),
    f"{BOX}.equipment_reference": ("MSKU1234565", "X", None),
    f"{BOX}.seals": (
        [], None, [{"number": "A"}, {"number": "A"}], [{"number": "B"}, {"number": "A"}],
        [{"source": "carrier"}], [{}],
    ),
}  # fmt: skip


def changed(bill, field, value):
    """The canonical Bill with one field said otherwise, or not at all."""
    bill = json_syntax.read(json_syntax.write(bill))
    *way, last = field.split(".")
    holder = bill
    for step in way:
        holder = holder[int(step)] if step.isdecimal() else holder.setdefault(step, {})
    holder[last] = value
    return from_canonical(bill)


def critical(bill):
    """What decides over the cargo, in words that do not depend on a format."""
    parts = [bill.number_of_originals_with_charges, bill.number_of_originals_without_charges]
    stated = [part for part in parts if part is not None]
    return {
        "number": bill.transport_document_reference,
        "kind": bill.transport_document_type,
        "to order": bill.to_order,
        "consignee": bill.consignee and bill.consignee.party_name,
        "endorsee": bill.endorsee and bill.endorsee.party_name,
        "originals": sum(stated) if stated else bill.number_of_originals,
        "carrier": (bill.carrier_code, bill.carrier_code_list_provider),
        "on board": bill.shipped_on_board_date,
        "cargo": [
            (
                part.equipment_reference,
                part.further_equipment_references or (),
                weight(part.cargo_gross_weight),
                part.outer_packaging and part.outer_packaging.number_of_packages,
            )
            for item in bill.consignment_items or ()
            for part in item.cargo_items or ()
        ],
        "containers": [
            (box.equipment_reference, [seal.number for seal in box.seals or ()])
            for box in bill.utilized_transport_equipments or ()
        ],
    }


def weight(quantity):
    """Kilograms, exactly."""
    if quantity is None or quantity.value is None or quantity.unit is None:
        return quantity
    return Fraction(quantity.value) * KILOGRAMS[quantity.unit]


def said_in(alias, bill):
    """The bill as a document of a format, and None where the format cannot say it."""
    target = named(alias)
    if alias == "openebl":
        record = from_canonical({"registry_record": RECORD}).registry_record
        bill = replace(bill, registry_record=record)
    made = target.emit(bill)
    if made.writing.critical() or any(one.severity == "error" for one in made.writing.faults):
        return None
    return None if target.breaches(made.tree) else target.written(made.tree, lambda tree: tree)


def silent(before, after):
    """The critical fields that differ, each with what was said and what is said now."""
    return {name: (before[name], after[name]) for name in before if before[name] != after[name]}


@pytest.mark.parametrize("alias", ALIASES)
@pytest.mark.parametrize("field", CHANGES)
def test_a_critical_field_is_said_exactly_or_refused(field, alias):
    for name, bill in BILLS.items():
        for value in CHANGES[field]:
            one = changed(bill, field, value)
            data = said_in(alias, one)
            if data is not None:
                after = critical(understand(data, alias).bill)
                assert silent(critical(one), after) == {}, (name, value)


@pytest.mark.parametrize("alias", ALIASES)
@pytest.mark.parametrize(("number", "unit"), WEIGHTS)
def test_a_net_weight_is_said_exactly_or_named_as_lost(alias, number, unit):
    net = f"{ITEM}.cargo_net_weight"
    bill = changed(BILLS["straight-bill"], net, {"value": number, "unit": unit})
    made = named(alias).emit(bill)
    again = named(alias).mapping.parse(made.tree).bill.consignment_items[0].cargo_items[0]
    said = weight(bill.consignment_items[0].cargo_items[0].cargo_net_weight)
    lost = any("cargo_net_weight" in place for place, _, _ in made.writing.leaves())
    assert weight(again.cargo_net_weight) == (None if lost else said)


@pytest.mark.parametrize("to", ALIASES)
@pytest.mark.parametrize("field", CHANGES)
def test_a_critical_field_is_converted_exactly_or_refused(field, to):
    for where, alias, data, before in statements(field):
        assert silent(before, converted(data, alias, to, before)) == {}, where


@functools.cache
def statements(field):
    """Documents that say a field in one of its ways, each with what is critical in it."""
    ways = list(itertools.product(BILLS, CHANGES[field], ALIASES))
    found = []
    for name, value, alias in random.Random(field).sample(ways, len(ways) // drawn_of(5, 1)):
        data = said_in(alias, changed(BILLS[name], field, value))
        if data is not None:
            before = critical(understand(data, alias).bill)
            found.append(((name, value, alias), alias, data, before))
    return found


def converted(data, alias, to, before):
    """What is critical after a conversion; as before where it is refused."""
    more = {"registry_record": RECORD} if to == "openebl" != alias else None
    try:
        made = convert(data, to, supplement=more)
    except Refused:
        return before
    return critical(understand(made.output, to).bill)


EMPTY = {
    "consignee.party_name": "",
    "endorsee.party_name": "",
    "shipped_on_board_date": "0001-01-01",
    f"{ITEM}.equipment_reference": "",
    f"{BOX}.equipment_reference": "",
    f"{BOX}.seals": [{"number": ""}],
}
"""What Open eBL reads as not said, and other formats as what it is."""


@pytest.mark.parametrize("field", EMPTY)
def test_a_value_that_the_target_reads_as_absent_is_refused(field):
    bill = changed(BILLS["straight-bill"], field, EMPTY[field])
    assert said_in("openebl", bill) is None


def test_an_endorsee_of_no_name_is_not_made_a_blank_endorsement():
    bill = changed(BILLS["to-order-two-containers"], "endorsee.party_name", "")
    assert said_in("un-json", bill) is None


STATED = (
    ("TO ORDER", True, None),
    ("to order", True, None),
    ("To Order Of X", True, "X"),
    ("TO ORDER OF TO ORDER", True, "TO ORDER"),
    ("TO THE ORDER OF X", None, None),
    ("TO ORDER OF", None, None),
    ("TO ORDER  OF X", None, None),
    ("ACME LTD OR ORDER", None, None),
    ("ACME LTD OR TO ORDER", None, None),
    ("ORDER OF ACME BANK", None, None),
    ("UNTO ORDER", None, None),
    ("UNTO ORDERS Ltd", False, None),
    ("TO BEARER", None, None),
    ("BEARER", None, None),
    ("TO THE HOLDER", None, None),
    ("ACME LTD OR HIS ORDER", None, None),
    ("ACME LTD AND/OR ASSIGNS", None, None),
    ("Acme Ltd, its order", None, None),
    ("ACME BANK, ORDER", None, None),
    ("A L'ORDRE DE LA BANQUE", None, None),
    ("A LA ORDEN DE BANCO", None, None),
    ("ALL'ORDINE DI BANCA", None, None),
    ("AN ORDER DER BANK", None, None),
    ("T/O BANK", None, None),
    ("T O  O R D E R", None, None),
    ("凭银行指示", None, None),
    ("TO ORDER OF ", None, None),
    ("Order Express Ltd", None, None),
    ("TO SHIPPER'S ORDER, LONDON", None, None),
    ("TO SHIPPERS ORDER AND NOTIFY ACME", None, None),
    ("ORDER: HSBC BANK", None, None),
    ("AAN ORDER VAN DE BANK", None, None),
    ("AN DIE ORDER DER BANK", None, None),
    ("TILL ORDER AV BANKEN", None, None),
    ("TO ORD OF BANK", None, None),
    ("Orders & Sons Ltd", False, None),
    ("Bordeaux & Or Ltd", False, None),
    ("Ordena Trading", False, None),
    ("Assignment Services Ltd", False, None),
    ("TO ORDERLY GOODS", False, None),
    ("Bearer Brothers", False, None),
)


@pytest.mark.parametrize(("name", "to_order", "endorsee"), STATED)
def test_words_of_order_are_understood_by_one_rule(name, to_order, endorsee):
    bill = understand(un_bill(name)).bill
    said = bill.consignee and bill.consignee.party_name
    assert bill.to_order is to_order
    assert (bill.endorsee and bill.endorsee.party_name) == endorsee
    assert said == (None if to_order else name)


@pytest.mark.parametrize("name", [name for name, to_order, _ in STATED if to_order is None])
@pytest.mark.parametrize("to", ("dcsa", "openebl"))
def test_an_unknown_to_order_is_written_neither_as_true_nor_as_false(name, to):
    try:
        made = convert(un_bill(name), to, supplement={"registry_record": RECORD})
    except Refused:
        return
    assert b'"isToOrder"' not in made.output


SEVERAL = (["ACME LTD", "OR ORDER"], ["TO ORDER", "OF BANK X"], ["ACME", "TO ORDER OF BANK"])


@pytest.mark.parametrize("names", SEVERAL, ids=" / ".join)
def test_words_of_order_are_not_lost_among_several_names(names):
    with pytest.raises(Refused):
        convert(un_bill(*names), "openebl", supplement={"registry_record": RECORD})


DISGUISED = (
    "TO-ORDER",
    "TO\u200b ORDER",
    "\u0422O ORDER",
    "TO_ORDER OF X",
    "TOORDER",
    "ᴛᴏ ᴏʀᴅᴇʀ",
    "ＴＯ ＯＲＤＥＲ",
)


@pytest.mark.parametrize("name", DISGUISED, ids=ascii)
def test_words_of_order_in_disguise_are_not_a_straight_name(name):
    assert understand(un_bill(name)).bill.to_order is None


def un_bill(*names):
    """The least UN/CEFACT bill with a consignee of these names."""
    return json_syntax.write(
        {
            "exchangedDocument": {"id": {"content": "FLBL-1"}, "typeCode": {"content": "706"}},
            "specifiedConsignment": [{"consignee": {"name": [{"content": one} for one in names]}}],
        }
    )
