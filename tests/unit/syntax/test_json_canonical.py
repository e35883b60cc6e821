"""The canonical form of RFC 8785: its own facts, what it may not keep, and what has no form."""

import datetime as dt
import struct
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from fairlead.errors import Refused, UsageError
from fairlead.syntax.json import Numeral, canonical, read
from tests.conftest import shared_files
from tests.unit.syntax.test_json_numbers import SPELT, fractions

APPENDIX_B = (
    ("0000000000000000", "0"),
    ("8000000000000000", "0"),
    ("0000000000000001", "5e-324"),
    ("8000000000000001", "-5e-324"),
    ("7fefffffffffffff", "1.7976931348623157e+308"),
    ("ffefffffffffffff", "-1.7976931348623157e+308"),
    ("4340000000000000", "9007199254740992"),
    ("c340000000000000", "-9007199254740992"),
    ("4430000000000000", "295147905179352830000"),
    ("44b52d02c7e14af5", "9.999999999999997e+22"),
    ("44b52d02c7e14af6", "1e+23"),
    ("44b52d02c7e14af7", "1.0000000000000001e+23"),
    ("444b1ae4d6e2ef4e", "999999999999999700000"),
    ("444b1ae4d6e2ef4f", "999999999999999900000"),
    ("444b1ae4d6e2ef50", "1e+21"),
    ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
    ("3eb0c6f7a0b5ed8d", "0.000001"),
    ("41b3de4355555553", "333333333.3333332"),
    ("41b3de4355555554", "333333333.33333325"),
    ("41b3de4355555555", "333333333.3333333"),
    ("41b3de4355555556", "333333333.3333334"),
    ("41b3de4355555557", "333333333.33333343"),
    ("becbf647612f3696", "-0.0000033333333333333333"),
    ("43143ff3c1cb0959", "1424953923781206.2"),
)
"""RFC 8785, Appendix B: the bits of a double, and how it is spelt."""

NOT_KEPT = (
    "9007199254740992", "-9007199254740992", "9007199254740993", "1e16", "1e21", "1e400", "-1e1000",
    "12345678901234567890", "0.1000000000000000055", "12000.500000000000001", "4503599627370497.5",
    "333333333.33333329", "4.9e-324", "2.5e-324", "1e-400", "1e-1000", "9" * 100,
)  # fmt: skip
KEPT = (
    "0", "-0", "-0.0", "0e5", "1e-05", "0.1", "9007199254740991", "-9007199254740991", "12000.50",
    "1.7e1", "123456789012345", "0.123456789012345", "4503599627370495.5", "0.30000000000000004",
    "5e-324", "1e-300", "1.00000000000000000000", "100e-2", "0.1e1",
)  # fmt: skip


def form(text, **how):
    return canonical(read(text.encode()), **how).decode()


def refusal(tree, **how):
    """The code and the place of the one fault that a tree is refused for."""
    with pytest.raises(Refused) as caught:
        canonical(tree, **how)
    (fault,) = caught.value.report
    return fault.code, fault.at.wire


@pytest.mark.parametrize(("bits", "spelt"), APPENDIX_B)
def test_a_double_is_spelt_as_in_appendix_b(bits, spelt):
    exact = Decimal(struct.unpack(">d", bytes.fromhex(bits))[0])
    assert canonical(exact, rounding=True).decode() == spelt
    assert form(spelt, rounding=True) == spelt


@pytest.mark.parametrize("name", ("NaN", "sNaN", "Infinity", "-Infinity"))
@pytest.mark.parametrize("rounding", (True, False))
def test_what_is_no_number_is_refused(name, rounding):
    assert refusal([Decimal(name)], rounding=rounding) == ("READ-006", "/0")


def test_nothing_stands_between_tokens():  # 3.2.1
    assert form('{ "a" : [ 1 , { } ] }\n') == '{"a":[1,{}]}'


def test_literals_are_said_as_they_are():  # 3.2.2.1
    assert form("[null,true,false]") == "[null,true,false]"


def test_a_text_is_escaped_no_more_than_it_must_be():  # 3.2.2.2
    assert form(r'"\u20ac$\u000F\u000aA\u0027\u0042\u0022\u005c\\\"\/"') == (
        r'"€$\u000f\nA' + r"'B\"\\\\\"/" + '"'
    )


def test_every_character_is_escaped_as_another_writer_escapes_it():
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    assert canonical(every) == rfc8785.dumps(every)


def test_unicode_is_not_normalised():  # 3.1
    assert canonical("A\u030a") == b'"A\xcc\x8a"'


def test_members_stand_by_their_utf_16_code_units():  # 3.2.3
    names = ("\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6")
    order = ("\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33")
    assert list(read(canonical(dict.fromkeys(names, 0)))) == list(order)


def test_members_are_sorted_at_every_depth_and_entries_at_none():
    assert form('[{"b":[3,{"d":1,"c":2},1],"a":0},0]') == '[{"a":0,"b":[3,{"c":2,"d":1},1]},0]'


def test_a_longer_name_stands_behind_its_beginning():
    assert form('{"aa":1,"a":2,"":3,"A":4}') == '{"":3,"A":4,"a":2,"aa":1}'


@pytest.mark.parametrize(
    ("spelt", "said"),
    (
        ("12000.0", "12000"), ("12000.50", "12000.5"), ("-0", "0"), ("-0.00", "0"), ("0e5", "0"),
        ("1e2", "100"), ("1E+2", "100"), ("0.000001", "0.000001"), ("1e-6", "0.000001"),
        ("0.0000001", "1e-7"), ("1.25e-7", "1.25e-7"), ("0.00000123", "0.00000123"),
        ("-1.5e3", "-1500"), ("1e15", "1000000000000000"), ("9007199254740991", "9007199254740991"),
    ),
)  # fmt: skip
def test_a_number_is_spelt_as_ecmascript_spells_it(spelt, said):
    assert form(spelt) == form(said) == said
    assert form(f'{{"n":[{spelt}]}}') == f'{{"n":[{said}]}}'


@pytest.mark.parametrize(
    ("spelt", "said"),
    (
        ("1e20", "100000000000000000000"), ("1e21", "1e+21"), ("1.5e300", "1.5e+300"),
        ("1000000000000000000000", "1e+21"), ("9007199254740993", "9007199254740992"),
        ("123456789012345678901", "123456789012345680000"), ("4.9e-324", "5e-324"),
        ("2e-324", "0"), ("-1e-400", "0"), ("0.1000000000000000055", "0.1"),
        ("1.7976931348623158e308", "1.7976931348623157e+308"),
    ),
)  # fmt: skip
def test_rounding_says_the_nearest_double(spelt, said):
    assert form(spelt, rounding=True) == said
    assert form(f'{{"n":[{spelt}]}}', rounding=True) == f'{{"n":[{said}]}}'


@pytest.mark.parametrize("spelt", NOT_KEPT)
def test_a_number_that_the_form_would_change_is_refused(spelt):
    assert refusal(read(b'{"b":0,"a/b":[1,%s]}' % spelt.encode())) == ("READ-013", "/a~1b/1")


@pytest.mark.parametrize("spelt", ("1e400", "-1e400", "9" * 100 + "e300"))
def test_what_no_double_reaches_is_refused_even_when_rounding(spelt):
    assert refusal([Decimal(spelt)], rounding=True) == ("READ-013", "/0")


@pytest.mark.parametrize("spelt", KEPT)
def test_a_number_that_the_form_keeps_is_said(spelt):
    assert read(canonical(read(spelt.encode()))) == Decimal(spelt)


def test_numbers_apart_in_the_eighteenth_digit_are_never_called_one():
    one, other = (read(b'{"w":0.12345678901234567%d}' % last) for last in (1, 2))
    assert canonical(one, rounding=True) == canonical(other, rounding=True)
    assert refusal(one) == refusal(other) == ("READ-013", "/w")


@given(fractions)
def test_the_form_keeps_a_number_or_refuses_it(spelt):
    number = read(spelt.encode())
    try:
        said = canonical(number)
    except Refused:
        said = canonical(number, rounding=True)
        assert read(said) != number or abs(number) > 2**53 - 1
    else:
        assert read(said) == number
        assert canonical(number, rounding=True) == said
    assert canonical(read(said), rounding=True) == said


@pytest.mark.parametrize("spelt", SPELT)
def test_the_precision_of_the_caller_changes_nothing(spelt):
    number = read(spelt.encode())
    with localcontext(prec=3):
        try:
            assert read(canonical(number)) == number
        except Refused:
            assert refusal(number) == ("READ-013", "")


def test_the_way_a_number_is_held_changes_nothing():
    held = (100, Decimal(100), Decimal("100.00"), Decimal("1E+2"), Numeral("1e2"), Numeral("1E+02"))
    assert {canonical([number]) for number in held} == {b"[100]"}


@pytest.mark.parametrize(
    ("tree", "at"),
    (
        ("\ud800", ""), (["a", "\udfff"], "/1"), ({"a": {"b": "x\ud83d"}}, "/a/b"),
        ({"a": {"\udc00": 1}}, "/a"), ({"\ud800": 1, "\U0001f600": 2}, ""),
    ),
)  # fmt: skip
def test_half_a_surrogate_pair_is_refused(tree, at):
    assert refusal(tree) == refusal(tree, rounding=True) == ("READ-007", at)


@pytest.mark.parametrize(
    "tree",
    (
        float("nan"), [1.5], {"a": [[1e22]]}, {1: 2}, {None: 1}, {"a": {3}}, (1, 2), b"a",
        dt.date(2024, 2, 29), {"😀": 1.5}, [object()],
        [Decimal("0.5"), Fraction(1, 2)],
    ),
)  # fmt: skip
@pytest.mark.parametrize("rounding", (True, False))
def test_what_is_no_tree_has_no_form(tree, rounding):
    with pytest.raises(UsageError):
        canonical(tree, rounding=rounding)


def test_a_tree_without_end_has_no_form():
    ring = []
    ring.append(ring)
    with pytest.raises(UsageError):
        canonical(ring)


def test_the_deepest_tree_that_can_be_read_has_a_form():
    deep = 9007199254740993
    for _ in range(125):
        deep = [{"😀": deep}]
    assert canonical(deep, rounding=True).count(b"[{") == 125


def test_a_refusal_quotes_no_value():
    with pytest.raises(Refused) as caught:
        canonical({"weight": Decimal("1e400")})
    assert "400" not in str(caught.value) + repr(caught.value.report)
    assert caught.value.report.faults[0].law == "RFC 8785, 3.2.2.3"


@given(
    st.dictionaries(st.text(st.sampled_from("a\u00e9\ue000\uffff\U00010000\U0010ffff")), st.none())
)
def test_names_of_every_plane_stand_as_another_writer_has_them(tree):
    assert canonical(tree) == rfc8785.dumps(tree)


@pytest.mark.parametrize("path", shared_files("corpora", "jcs/input/*.json", cases=6))
def test_the_published_examples_byte_for_byte(path):
    """RFC 8785's own files; one of them holds a number with a digit too many for a double."""
    said = canonical(read(path.read_bytes()), rounding=True)
    folder = path.parents[1]
    assert said == (folder / "output" / path.name).read_bytes()
    assert said == bytes.fromhex((folder / "outhex" / path.with_suffix(".txt").name).read_text())
