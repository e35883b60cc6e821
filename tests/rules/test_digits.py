"""Check digits: our few lines agree with python-stdnum on whatever has the right form."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import imo, iso6346, lei

from fairlead.rules.codes import (
    container_digit_stands,
    entity_digits_stand,
    lies_in_a_country,
    ship_digit_stands,
)

CAPITALS = st.sampled_from(string.ascii_uppercase)
CONTAINERS = st.from_regex(r"[A-Z]{3}[UJZR][0-9]{7}", fullmatch=True)
SHIPS = st.from_regex(r"[0-9]{7}", fullmatch=True)
ENTITIES = st.from_regex(r"[0-9A-Z]{18}[0-9]{2}", fullmatch=True)


@given(CONTAINERS)
def test_containers(number):
    assert container_digit_stands(number) is iso6346.is_valid(number)
    right = number[:10] + iso6346.calc_check_digit(number[:10])
    assert container_digit_stands(right) is True


@given(SHIPS)
def test_ships(number):
    assert ship_digit_stands(number) is imo.is_valid(number)
    assert ship_digit_stands(number[:6] + imo.calc_check_digit(number)) is True


@given(ENTITIES)
def test_entities(code):
    assert entity_digits_stand(code) is lei.is_valid(code)


@pytest.mark.parametrize(
    "text",
    (
        "",
        "HMMU100000",
        "HMMU10000055",
        "hmmu1000005",
        "HMMU 1000005",
        "ÄMMU1000005",
        "HMMU100000\u0665",
    ),
)
def test_what_has_another_form_is_no_container_number(text):
    assert container_digit_stands(text) is None


@pytest.mark.parametrize("text", ("", "DK", "dkaar", "DKAA1", "DKAARX", "\uff24KAAR"))
def test_what_has_another_form_is_no_place(text):
    assert lies_in_a_country(text) is None
