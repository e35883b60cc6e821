"""Every rule has bills that keep it and bills that break it: `vectors/<code>.json`.

A file is a list of pairs; no Python is needed to add one.

    passes, fails            two partial bills; the second breaks this rule, and none but this one
                             that the first does not break
    at                       where it breaks it, as paths in the Bill
    why                      what the pair shows, where it is not plain
    expected_reference, expected_status      what was asked
    also                     other rules that it breaks with it, where it cannot break one alone
    passes_by, fails_by      the profile, where it is not `strict`
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from fairlead.bill import from_canonical
from fairlead.rules import PROFILES, RULEBOOK, STRICT, check

FOLDER = Path(__file__).parent / "vectors"
PAIRS = [
    pytest.param(path.stem, pair, id=f"{path.stem}-{number}")
    for path in sorted(FOLDER.glob("*.json"))
    for number, pair in enumerate(json.loads(path.read_text("utf-8")))
]
BY_CODE = {rule.code: rule for rule in RULEBOOK}

every_pair = pytest.mark.parametrize(("code", "pair"), PAIRS)


def found(pair, side):
    """The faults of one of the two bills, under its profile."""
    bill = from_canonical(pair[side])
    profile = PROFILES[pair.get(f"{side}_by", "strict")]
    return check(bill, profile, **asked(pair)), profile


def asked(pair):
    """What the bill must say."""
    return {name: said for name, said in pair.items() if name.startswith("expected_")}


def test_every_rule_has_vectors():
    assert {path.stem for path in FOLDER.glob("*.json")} == set(BY_CODE)


@every_pair
def test_the_first_bill_keeps_the_rule(code, pair):
    faults, _ = found(pair, "passes")
    assert [one for one in faults if one.code == code] == []


@every_pair
def test_the_second_bill_breaks_it_where_the_vector_says(code, pair):
    faults, _ = found(pair, "fails")
    assert sorted(one.at.bill for one in faults if one.code == code) == sorted(pair["at"])


@every_pair
def test_the_second_bill_breaks_no_other_rule(code, pair):
    before, _ = found(pair, "passes")
    after, _ = found(pair, "fails")
    assert {one.code for one in after} - {one.code for one in before} == {
        code,
        *pair.get("also", ()),
    }


@every_pair
def test_a_fault_says_what_the_book_says(code, pair):
    faults, profile = found(pair, "fails")
    rule = BY_CODE[code]
    said = {(one.severity, one.says, one.law, one.at.wire) for one in faults if one.code == code}
    assert said == {(profile.severity(rule), rule.says, rule.law, None)}


@every_pair
def test_no_value_is_shown_unless_asked(code, pair):
    faults, _ = found(pair, "fails")
    assert [one for one in faults if "value" in one.as_json()] == []


@pytest.mark.parametrize(
    ("code", "look"),
    [
        pytest.param(rule.code, look, id=f"{rule.code} {look}")
        for rule in RULEBOOK
        for look in rule.looks
    ],
)
def test_every_place_where_a_rule_looks_has_a_vector(code, look):
    alone = replace(STRICT, name="alone", readings=dict.fromkeys(BY_CODE, ()) | {code: (look,)})
    broken = [
        check(from_canonical(pair["fails"]), alone, **asked(pair))
        for pair in json.loads((FOLDER / f"{code}.json").read_text("utf-8"))
    ]
    assert any(broken)
