"""Each limit allows what it says, and not one more."""

import pytest

from fairlead.errors import Refused, UsageError
from fairlead.syntax.json import Limits, read
from fairlead.syntax.json.limits import survey
from tests.conftest import shared

TIGHT = Limits(size=60, depth=3, values=5, text=6, digits=4, exponent=20)


@pytest.mark.parametrize(
    ("allowed", "too_much", "code"),
    (
        (b"[" + b" " * 58 + b"]", b"[" + b" " * 59 + b"]", "READ-001"),
        (b"[[[1]]]", b"[[[[1]]]]", "READ-008"),
        (b"[[[[]]]]", b"[[[[[]]]]]", "READ-008"),
        (b'{"a":{"a":{"a":1}}}', b'{"a":{"a":{"a":[1]}}}', "READ-008"),
        (b"[1,2,3,4]", b"[1,2,3,4,5]", "READ-011"),
        (b"[[],{ },[],{}]", b"[[],{ },[],{},[]]", "READ-011"),
        (b'{"a":1,"b":2,"c":3,"d":4}', b'{"a":1,"b":2,"c":3,"d":4,"e":5}', "READ-011"),
        (b'",,[[,,"', b'",,[[,,["', "READ-010"),
        (b'{"123456":1}', b'{"1234567":1}', "READ-010"),
        ('"ééé上海上"'.encode(), '"ééé上海上海"'.encode(), "READ-010"),
        (b'"\\u0041"', b'"\\u0041b"', "READ-010"),
        (b"-1234", b"-12345", "READ-009"),
        (b"12.34", b"12.345", "READ-009"),
        (b"1.2e+20", b"1.2e+21", "READ-009"),
        (b"1e-020", b"1e-0020", "READ-009"),
    ),
)
def test_a_limit_is_reached_but_not_passed(allowed, too_much, code):
    read(allowed, TIGHT)
    with pytest.raises(Refused) as caught:
        read(too_much, TIGHT)
    assert [fault.code for fault in caught.value.report] == [code]


def test_the_default_limits():
    """Changing one changes what is accepted, which is for the changelog."""
    assert Limits() == Limits(
        size=10_000_000, depth=64, values=150_000, text=8_000_000, digits=100, exponent=1_000
    )


def test_a_megabyte_of_bill_takes_less_than_half_of_each_limit():
    data = shared("samples", "performance", "large.json").read_bytes()
    half = Limits(size=5_000_000, depth=32, values=75_000, text=500_000, digits=50, exponent=500)
    assert read(data, half)


@pytest.mark.parametrize("limits", ({"depth": 251}, {"digits": 641}))
def test_a_limit_that_could_not_be_kept_cannot_be_set(limits):
    with pytest.raises(UsageError):
        Limits(**limits)


def test_the_deepest_document_that_may_be_allowed_can_be_read():
    assert read(b"[" * 251 + b"]" * 251, Limits(depth=250))


@pytest.mark.parametrize(
    "data",
    (b"]" * 50, b'""' * 25, b"[]" * 25, b'[1,"', b'"\\', b'"a\\"b', b'["]",["]",["[","["]]]'),
)
def test_the_outline_of_anything_can_be_surveyed(data):
    """It refuses at once what would take it long, and leaves the rest to the parser."""
    try:
        survey(data.decode(), Limits())
    except Refused as refusal:
        assert refusal.report.faults[0].code == "READ-004"
