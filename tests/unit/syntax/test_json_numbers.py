"""A number is given back as it was spelt, and is never a binary fraction on the way."""

import copy
import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.syntax.json import Numeral, read, write

SPELT = [
    "0", "-0", "-1", "12000.50", "1.0", "1.00", "-0.0", "0.10", "1e2", "1E2", "1E+2", "1e+02",
    "1e-05", "-5e-1", "0e0", "0E-0", "0.00000001", "0.000001", "100000000000000000000",
    "-9223372036854775809", "9007199254740993", "1234567890.12345678901234", "1e400", "1E1000",
    "9" * 100,
]  # fmt: skip

fractions = st.from_regex(
    r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?", fullmatch=True
)


def given_back(spelt):
    """The spelling of a number that was read and written, first alone, then in a document."""
    alone = write(read(spelt.encode()))
    within = write(read(b'{ "n": [%s, "x"] }' % spelt.encode()))
    assert within == b'{"n":[%s,"x"]}' % alone
    return alone.decode()


@pytest.mark.parametrize("spelt", SPELT)
def test_a_number_keeps_its_spelling(spelt):
    assert given_back(spelt) == spelt


@given(fractions)
def test_any_number_keeps_its_spelling_and_its_value(spelt):
    assert given_back(spelt) == spelt
    assert read(spelt.encode()) == Decimal(spelt)


@pytest.mark.parametrize("spelt", SPELT)
def test_a_number_is_an_integer_or_a_decimal(spelt):
    number = read(spelt.encode())
    plain = spelt.lstrip("-").isdigit() and spelt != "-0"
    assert type(number) in ({int} if plain else {Decimal, Numeral})


@pytest.mark.parametrize("spelt", ("12000.50", "1.0", "-0.0", "0.000001"))
def test_a_spelling_that_decimal_keeps_needs_no_numeral(spelt):
    assert type(read(spelt.encode())) is Decimal


@pytest.mark.parametrize("spelt", ("1E+2", "1e2", "5E-7"))
def test_an_exponent_is_always_kept_apart(spelt):
    assert type(read(spelt.encode())) is Numeral


def test_a_numeral_equals_and_hashes_as_the_decimal_it_is():
    assert Numeral("1e2") == Decimal(100) == 100
    assert {Numeral("1e2"): "found"}[Decimal("100.0")] == "found"
    assert sorted([Numeral("1e1"), Decimal(9)]) == [9, 10]


def test_a_numeral_shows_its_spelling():
    assert f"{Numeral('1e2')} {Numeral('1e2'):.1f} {Numeral('-0').text}" == "1e2 100.0 -0"


def pickled(number):
    """Through a pickle and back, as between the workers of a pool."""
    return pickle.loads(pickle.dumps(number))  # noqa: S301 - bytes of our own


@pytest.mark.parametrize("again", (copy.copy, copy.deepcopy, pickled))
def test_a_copy_of_a_numeral_keeps_the_spelling(again):
    assert str(again(Numeral("1e2"))) == "1e2"


def test_a_result_of_computing_is_a_plain_decimal():
    assert type(Numeral("1e2") + 0) is Decimal
