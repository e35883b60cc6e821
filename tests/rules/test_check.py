"""Checking: what it never does, and what it finds in documents of others."""

import functools
import types
from dataclasses import replace
from datetime import UTC
from decimal import Decimal
from enum import Enum
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.bill import Bill, CargoItem, ConsignmentItem, Part, Party, UtilizedTransportEquipment
from fairlead.faults import Fault
from fairlead.formats import named
from fairlead.rules import MUST_SAY, PROFILES, RULEBOOK, check
from fairlead.syntax import json as json_syntax
from tests.conftest import shared, shared_files

TELLING = (
    "", " ", "LEI", "BOL", "ISSUED", "DRAFT", "ZZ", "XZAAA", "DKAAR", "HMMU1000005", "HMMU1000006",
    "9319466", "213800KUD8LAJWSQ9D15", "٣٣٣٣٣٣٣", "ÄBCU1234567", "22R1", "R", "\u202e", "\u200b",
)  # fmt: skip
TEXTS = st.sampled_from(TELLING) | st.text(max_size=12)


@functools.cache
def parts(part):
    """Any part of that kind, with anything that its fields may hold."""
    hints = get_type_hints(part)
    fields = {name: st.none() | values(hints[name], part) for name in part.__struct_fields__}
    return st.fixed_dictionaries(fields).map(lambda said: part(**said))


def values(hint, inside):
    """Anything that a field may hold, but nothing inside its own kind."""
    [choice] = [one for one in get_args(hint) if one is not types.NoneType]
    several = isinstance(choice, types.GenericAlias)
    kind = get_args(choice)[0] if several else choice
    if kind is str:
        one = TEXTS
    elif kind is inside:
        return st.just(()) if several else st.nothing()
    elif kind is Decimal:
        one = st.decimals(allow_nan=False, allow_infinity=False, places=2)
    elif issubclass(kind, Part):
        one = st.deferred(lambda: parts(kind))
    elif issubclass(kind, Enum):
        one = st.sampled_from(list(kind))
    elif kind.__name__ == "datetime":
        one = st.datetimes(timezones=st.just(UTC))
    else:
        one = st.from_type(kind)
    return st.lists(one, max_size=2).map(tuple) if several else one


def leaves(part, path=""):
    """Every path of a bill, parts included."""
    yield path
    for name in part.__struct_fields__:
        value = getattr(part, name)
        place = f"{path}.{name}".removeprefix(".")
        yield place
        if isinstance(value, Part):
            yield from leaves(value, place)
        for index, one in enumerate(value if isinstance(value, tuple) else ()):
            yield f"{place}[{index}]"
            if isinstance(one, Part):
                yield from leaves(one, f"{place}[{index}]")


@given(parts(Bill), st.sampled_from(list(PROFILES.values())))
def test_any_bill_is_checked_and_every_fault_stands_in_it(bill, profile):
    faults = check(bill, profile)
    assert all(isinstance(one, Fault) for one in faults)
    assert {one.at.bill for one in faults} - set(leaves(bill)) == set()
    assert [one.code for one in faults] == sorted(one.code for one in faults)


OWN = {profile: replace(profile, name="of one's own") for profile in PROFILES.values()}
"""The same profiles as a caller may make them: their way through a bill is not compiled before."""


@given(parts(Bill), st.sampled_from(list(PROFILES.values())))
def test_a_profile_of_ones_own_finds_what_a_compiled_one_finds(bill, profile):
    assert check(bill, OWN[profile]) == check(bill, profile)


def beside_what_must_be_said(bill, **how):
    """The faults, but for those of facts that are not there at all."""
    return [one for one in check(bill, **how) if one.code not in MUST_SAY]


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_a_bill_that_says_nothing_lacks_all_that_a_bill_must_say_and_breaks_no_other_rule(profile):
    assert {one.code for one in check(Bill(), profile)} == MUST_SAY


@pytest.mark.parametrize("status", ("DRAFT", "APPROVED", "ISSUED", "VOIDED"))
def test_a_document_must_say_the_same_whatever_its_state(status):
    found = {one.code for one in check(Bill(transport_document_status=status))}
    assert found & MUST_SAY == MUST_SAY


def test_what_stands_there_is_kept_for_whoever_may_see_it():
    [one] = beside_what_must_be_said(Bill(cargo_movement_type_at_origin="BB"))
    assert (one.value, one.as_json(reveal=True)["value"]) == ("BB", "BB")


def test_every_one_of_many_is_named():
    numbers = [f"FLBU{number:07}" for number in range(500)]
    bill = Bill(
        consignment_items=(
            ConsignmentItem(cargo_items=tuple(CargoItem(equipment_reference=n) for n in numbers)),
        ),
        utilized_transport_equipments=tuple(
            UtilizedTransportEquipment(equipment_reference=n) for n in numbers[:-1]
        ),
    )
    lost = [one.at.bill for one in check(bill) if one.code == "RULE-034"]
    assert lost == ["consignment_items[0].cargo_items[499].equipment_reference"]


def test_one_part_in_two_places_is_named_in_both():
    nobody = Party(party_name="Northlight Traders")
    found = beside_what_must_be_said(Bill(shipper=nobody, consignee=nobody))
    assert [one.at.bill for one in found] == ["shipper", "consignee"]


# --- documents of others ------------------------------------------------------------------------


def findings(path, **how):
    """What is found in a transport document: codes with their places."""
    tree = json_syntax.read(path.read_bytes())
    bill = named("dcsa").mapping.parse(tree).bill
    return {(one.code, one.at.bill) for one in check(bill, **how)}


@pytest.mark.parametrize("path", shared_files("samples", "dcsa/transport-document-*.json", cases=3))
def test_the_examples_of_dcsa_break_two_rules_of_dcsa(path):
    assert {("RULE-009", "shipper"), ("RULE-038", "notify_parties")} <= findings(path)
    assert {code for code, _ in findings(path) if code <= "RULE-043"} == {"RULE-009", "RULE-038"}


def test_one_example_of_dcsa_has_a_container_number_with_a_wrong_digit():
    numbers = {
        path.values[0].name: [
            at for code, at in findings(path.values[0]) if code in {"RULE-130", "RULE-131"}
        ]
        for path in shared_files("samples", "dcsa/transport-document-*.json", cases=3)
        if path.values[0] is not None
    }
    shared("samples", "dcsa")
    assert numbers == {
        "transport-document-dg.json": ["utilized_transport_equipments[0].equipment_reference"],
        "transport-document-reefer.json": [],
        "transport-document-regularstd.json": [],
    }


def test_a_dangerous_goods_example_was_issued_on_no_day():
    path = shared("samples", "dcsa", "transport-document-dg.json")
    assert ("RULE-102", "issue_date") in findings(path)


def test_what_was_asked_is_compared():
    bill = Bill(transport_document_reference="FLBL0001", transport_document_status="DRAFT")
    asked = beside_what_must_be_said(bill, expected_reference="FLBL0002", expected_status="ISSUED")
    assert [one.code for one in asked] == ["RULE-001", "RULE-002"]
    assert {"RULE-001", "RULE-002"} < {rule.code for rule in RULEBOOK}
