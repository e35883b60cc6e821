"""What is read, what is refused, and where the fault is said to be."""

import sys

import pytest

from fairlead.errors import Refused
from fairlead.syntax.json import read


def refusal(data):
    """The code and the place of the one fault that a document is refused for."""
    with pytest.raises(Refused) as caught:
        read(data)
    (fault,) = caught.value.report
    return fault.code, fault.at.wire


@pytest.mark.parametrize(
    ("data", "tree"),
    (
        (b"null", None),
        (b" [true, false] \n", [True, False]),
        (b'{"b": 1, "a": [{}, []]}', {"b": 1, "a": [{}, []]}),
        (b'"\\u0041\\n\\/ \\ud83d\\ude00"', "A\n/ 😀"),
        ('"Ærø, 上海"'.encode(), "Ærø, 上海"),
        (b'{"":{"":""}}', {"": {"": ""}}),
    ),
)
def test_json_is_read(data, tree):
    assert read(data) == tree


def test_members_keep_their_order():
    assert list(read(b'{"z":1,"a":2,"m":3}')) == ["z", "a", "m"]


def test_names_that_only_look_alike_are_two_members():
    composed, combining = '"\u00e9"', '"e\u0301"'
    assert len(read(f"{{{composed}: 1, {combining}: 2}}".encode())) == 2


@pytest.mark.parametrize(
    ("data", "place"),
    (
        (b'{"a":1,"a":1}', "/a"),
        (b'{"a":1,"\\u0061":2}', "/a"),
        (b'{"x":[0,{"a/b":1,"c":2,"a/b":3}]}', "/x/1/a~1b"),
        (b'{"a":{"b":1},"a":{"b":2}}', "/a"),
        (b'{"":1,"":2}', "/"),
        (b'[{"a":":", "a":"::"}]', "/0/a"),
        (b'{"\\ud800":1,"\\ud800":2}', ""),
    ),
)
def test_a_member_that_stands_twice_is_refused(data, place):
    assert refusal(data) == ("READ-005", place)


@pytest.mark.parametrize("word", (b"NaN", b"Infinity", b"-Infinity"))
def test_a_number_that_is_none_is_refused(word):
    assert refusal(b'{"weight":[%s]}' % word) == ("READ-006", "/weight/0")


@pytest.mark.parametrize(
    ("data", "place"),
    (
        (b'["\\ud800"]', "/0"),
        (b'["\\uDC00\\uD800"]', "/0"),
        (b'["\\ud800\\u0041"]', "/0"),
        (b'{"a":{"\\ud800":1}}', "/a"),
    ),
)
def test_half_a_surrogate_pair_is_refused(data, place):
    assert refusal(data) == ("READ-007", place)


def test_an_escaped_backslash_before_ud800_is_no_surrogate():
    assert read(b'["\\\\ud800"]') == ["\\ud800"]


@pytest.mark.parametrize("data", (b'["\xff"]', b'["\xc0\x80"]', b'["\xed\xa0\x80"]', b'["\xf4\x90'))
def test_what_is_not_utf_8_is_refused(data):
    assert refusal(data) == ("READ-002", "byte 2")


@pytest.mark.parametrize("codec", ("utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"))
def test_utf_16_and_utf_32_are_refused(codec):
    assert refusal("[1]".encode(codec))[0] == "READ-002"


def test_a_byte_order_mark_is_refused():
    assert refusal(b"\xef\xbb\xbf{}") == ("READ-003", "")


@pytest.mark.parametrize("data", (b"", b" \t\r\n"))
def test_an_empty_input_is_refused(data):
    assert refusal(data) == ("READ-012", "")


@pytest.mark.parametrize(
    ("data", "place"),
    (
        (b"{} x", "line 1 column 4"),
        (b'{\n  "a": 1,\n  "b" 2\n}', "line 3 column 7"),
        (b"[1,]", "line 1 column 4"),
        (b'["\x00"]', "line 1 column 3"),
        (b"\x0c[]", "line 1 column 1"),
        (b"]", "line 1 column 1"),
        (b'"a" "b" "c"', "line 1 column 9"),
    ),
)
def test_what_is_not_json_is_refused_by_line_and_column(data, place):
    code, at = refusal(data)
    assert code == "READ-004"
    assert at.split()[1] == place.split()[1]  # Pythons differ by a column, not by a line


def test_a_fault_quotes_no_value():
    with pytest.raises(Refused) as caught:
        read(b'{"shipper": "ACME", "shipper": "EVIL"}')
    assert "ACME" not in repr(caught.value.report) + str(caught.value)
    assert caught.value.report.faults[0].value is None


def test_a_nearly_full_stack_is_no_way_around_the_refusal():
    document = b'{"a":' * 60 + b'{"b":1,"b":2}' + b"}" * 60

    def down(frames):
        return refusal(document) if frames == 0 else down(frames - 1)

    here, frame = 0, sys._getframe()
    while frame is not None:
        here, frame = here + 1, frame.f_back
    assert down(sys.getrecursionlimit() - here - 55)[0] in {"READ-005", "READ-008"}
