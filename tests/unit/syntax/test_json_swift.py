"""The swift reader gives what the careful one would give, or doubts."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fairlead.errors import Refused
from fairlead.syntax.json import LIMITS, Limits, careful, swift, write
from tests.conftest import drawn_of, shared
from tests.unit.syntax.documents import documents

TIGHT = Limits(depth=3, values=12, text=9, digits=20, exponent=50)


def agree(data, limits=LIMITS):
    """Whether the swift reader was sure; if so, the careful one must say the same.

    `repr` tells `1` from `True` and `1.0` from `1.00`, and what is written tells the rest.
    """
    try:
        swiftly = swift.read(data, limits)
    except swift.Doubt:
        return False
    carefully = careful.read(data, limits)
    assert repr(swiftly) == repr(carefully)
    assert write(swiftly) == write(carefully)
    return True


@settings(max_examples=drawn_of(100, 400))
@given(documents, st.sampled_from([LIMITS, TIGHT]))
@example('{":":1,":":2}', LIMITS)
@example(r'{"a":"\u003a","a":1}', LIMITS)
@example(r'{"a":1,"\u0061":":"}', LIMITS)
@example(r'["-\u0030",-0]', LIMITS)
@example(r'[-0,"\u002d0"]', LIMITS)
@example("[-0, -5e-1]", LIMITS)
@example("[[[[]]]]", TIGHT)
@example("[[[[0]]]]", TIGHT)
@example("1" * 21, TIGHT)
def test_both_readers_give_the_same_tree(text, limits):
    agree(text.encode("utf-8", "surrogatepass"), limits)


@settings(max_examples=drawn_of(50, 200))
@given(documents, st.data())
def test_both_readers_agree_about_damaged_documents(text, data):
    raw = bytearray(text.encode())
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at : at + data.draw(st.integers(0, 2))] = data.draw(
        st.sampled_from([b"", b'"', b"\\", b":", b",", b"0", b"-", b"\xff", b"\xed\xa0\x80", b" "])
    )
    agree(bytes(raw))


@pytest.mark.parametrize(
    "text",
    (
        '{"a":1,"a":1}',
        '{"a":{":":":"},"a":1}',
        r'{"a":1,"\u0061":1}',
        '[{"a":1, "a":"x:y"}, "::"]',
        "-0",
        '[ -0, "-0" ]',
        "1e2",
        "1E+2",
        "0.00000001",
        str(2**64),
        "1e999999999999999999999",
    ),
)
def test_it_doubts_what_it_cannot_prove(text):
    assert not agree(text.encode())


@pytest.mark.parametrize(
    "text",
    (
        '{"a":[1,2.50,-0.0,"x"],"b":{}}',
        '{ "at": "2024-01-05T10:00:00Z", "note" : "a : b, \\"c\\": -0" }',
        '\n[\n\t{"a":\t{"a": "\\u00e9"}}\n]\n',
        r'["\ud83d\ude00", "\/"]',
    ),
)
def test_it_is_sure_of_what_people_and_programs_write(text):
    assert agree(text.encode())


@pytest.mark.parametrize("name", ("small.json", "large.json"))
@pytest.mark.parametrize("indent", (None, 2))
def test_it_is_sure_of_real_bills(name, indent):
    data = shared("samples", "performance", name).read_bytes()
    assert agree(data)
    assert agree(write(swift.read(data, LIMITS), indent=indent).replace(b"  ", b"\t"))
    assert write(swift.read(data, LIMITS)) == data


def test_every_limit_holds_for_the_swift_reader_too():
    for data in (b"[[[[1]]]]", b"[%s1]" % (b"1, " * 11), b'"%s"' % (b"a" * 10), b"1" * 21, b"1e51"):
        assert not agree(data, TIGHT)
        with pytest.raises(Refused):
            careful.read(data, TIGHT)


def test_it_is_sure_up_to_the_very_limits():
    for data in (b"[[[1]]]", b"[[[[]]]]", b"[%s1]" % (b"1, " * 10), b'"%s"' % (b"a" * 9)):
        assert agree(data, TIGHT)


def test_a_long_document_of_short_texts_is_read_swiftly():
    entry = b'"' + b"a" * 99 + b'"'
    assert agree(b"[" + b",".join([entry] * 11_000) + b"]")


def test_long_texts_are_measured_where_quotes_are_escaped():
    long = b'["' + b'\\"' * 600_000 + b'"]'
    limits = Limits(text=1_000_000)
    assert not agree(long, limits)
    with pytest.raises(Refused):
        careful.read(long, limits)
