"""The rulebook as a book: numbered, complete, and true to the lists of others."""

import json
import types
from dataclasses import replace
from typing import get_args, get_type_hints

import pycountry
import pytest
import yaml

from fairlead.bill import Bill, InnerPackaging, Part
from fairlead.faults import Severity
from fairlead.rules import (
    CTK,
    NOT_IN_THE_BOOK,
    PROFILES,
    RULEBOOK,
    STRICT,
    Wording,
    check,
    rulebook_json,
)
from fairlead.rules.lists import EDITIONS, countries, currencies, edition, packages
from fairlead.rules.wording import NAMES, PROSE
from tests.conftest import shared

CODES = [rule.code for rule in RULEBOOK]
LOOKS = [
    (rule.code, look)
    for rule in RULEBOOK
    for look in dict.fromkeys(
        (*rule.looks, *(look for one in PROFILES.values() for look in one.looks(rule)))
    )
]


def places(part, above=(), path=""):
    """Every place of the model where a part stands, with its kind."""
    yield path, part
    hints = get_type_hints(part)
    for name in part.__struct_fields__:
        for choice in get_args(hints[name]):
            inner = get_args(choice)[0] if isinstance(choice, types.GenericAlias) else choice
            if isinstance(inner, type) and issubclass(inner, Part) and inner not in (*above, part):
                yield from places(inner, (*above, part), f"{path}.{name}".removeprefix("."))


PLACES = list(places(Bill))


# --- the book -----------------------------------------------------------------------------------


def test_the_book_is_in_order_and_says_nothing_twice():
    assert sorted(set(CODES)) == CODES
    assert len({rule.says for rule in RULEBOOK}) == len(RULEBOOK)


def test_every_check_of_the_kit_is_in_the_book_or_has_a_reason_why_not():
    absent = [n for n in range(1, 44) if f"RULE-{n:03}" not in CODES]
    assert [f"DCSA TD check {n}" for n in absent] == [
        what for what, _ in NOT_IN_THE_BOOK if what.startswith("DCSA TD check")
    ]


@pytest.mark.parametrize("rule", RULEBOOK, ids=CODES)
def test_a_rule_is_one_sentence_with_a_clause(rule):
    assert rule.says == rule.says.strip()
    assert not rule.says.endswith(".")
    assert rule.law
    assert rule.severity in {Severity.ERROR, Severity.NOTE}
    if rule.code <= "RULE-043":
        assert rule.law.split(";")[0] == f"DCSA TD check {int(rule.code[-3:])}"


@pytest.mark.parametrize(("code", "look"), LOOKS, ids=str)
def test_a_look_leads_somewhere(code, look):
    if isinstance(look.part, Wording):
        assert look.field is None
    else:
        assert look.field is None or look.field in look.part.__struct_fields__
        assert look.part in {part for _, part in PLACES}
        assert set(look.within) - {path for path, part in PLACES if part is look.part} == set()


def test_no_rule_looks_into_packages_in_packages():
    assert InnerPackaging not in {look.part for _, look in LOOKS}
    assert InnerPackaging not in {*NAMES, *PROSE}


@pytest.mark.parametrize("fields", (NAMES, PROSE))
def test_every_text_is_a_text_of_the_bill(fields):
    for part, names in fields.items():
        hints = get_type_hints(part)
        assert [
            name for name in names if hints[name] not in {str | None, tuple[str, ...] | None}
        ] == []


def test_the_book_as_data_is_the_book():
    data = json.loads(json.dumps(rulebook_json()))
    assert [rule["code"] for rule in data["rules"]] == CODES
    assert [one["name"] for one in data["profiles"]] == list(PROFILES)
    assert set(data["rules"][0]["severity"]) == set(PROFILES)


# --- profiles -----------------------------------------------------------------------------------


def test_beyond_the_kit_everything_is_a_note():
    said = {rule.code: CTK.severity(rule) for rule in RULEBOOK}
    assert {one for code, one in said.items() if code <= "RULE-043"} == {Severity.ERROR}
    assert {one for code, one in said.items() if code > "RULE-043"} == {Severity.NOTE}


def test_a_profile_names_rules_that_are_there():
    assert [one for one in PROFILES.values() if set(one.readings) - set(CODES)] == []
    assert {one.edition for one in PROFILES.values()} <= set(EDITIONS)


def test_another_profile_is_made_by_replacing():
    quiet = replace(STRICT, name="quiet", readings=dict.fromkeys(CODES, ()))
    assert check(Bill(to_order=True), quiet) == ()


# --- the lists of others ------------------------------------------------------------------------


def test_countries_are_those_of_iso_3166():
    assert countries() - {"ZZ"} == {one.alpha_2 for one in pycountry.countries}


def test_currencies_are_those_of_iso_4217_and_a_few_that_went():
    current = {one.alpha_3 for one in pycountry.currencies}
    gone = {"ANG", "BGN", "CUC", "HRK", "MRO", "SLL", "STD", "VEF", "ZWL"}
    assert current <= currencies()
    assert currencies() - current <= gone


def test_packages_are_those_of_recommendation_21():
    text = shared("specs", "uncefact", "UNECE-MaritimeBillofLading.json").read_text("utf-8")
    kinds = next(found for found in _named("UNTDID7065Type", json.loads(text)))
    assert packages() == {kind["const"] for kind in kinds["oneOf"]}


def _named(name, tree):
    for member, below in tree.items() if isinstance(tree, dict) else ():
        if member == name:
            yield below
        yield from _named(name, below)


@pytest.mark.parametrize(
    ("schema", "member", "codes"),
    (
        ("IdentifyingCode", "codeListProvider", "code_list_providers"),
        ("Shipper", "eblPlatform", "ebl_platforms"),
        ("OuterPackaging", "woodDeclaration", "wood_declarations"),
        ("ExtendedNationalCommodityCode", "type", "commodity_schemes"),
    ),
)
def test_the_lists_of_the_specification_are_those_it_names(schema, member, codes):
    text = shared("specs", "dcsa", "EBL_v3.0.4.yaml").read_text("utf-8")
    says = yaml.safe_load(text)["components"]["schemas"][schema]["properties"][member][
        "description"
    ]
    named = {line.split("`")[1] for line in says.splitlines() if line.strip().startswith("- `")}
    assert getattr(edition("spec-head"), codes) == named


def test_an_edition_that_is_not_there_is_none():
    with pytest.raises(KeyError):
        edition("ctk-1999-01")
