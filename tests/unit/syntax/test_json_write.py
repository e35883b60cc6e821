"""Writing: minified or indented UTF-8, and the same tree again when it is read."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.errors import Refused, UsageError
from fairlead.syntax.json import read, write
from tests.unit.syntax.documents import documents
from tests.unit.syntax.test_tree import trees


def test_the_plain_form_is_minified_and_keeps_the_order():
    assert write({"z": [1, None, True], "a": {}}) == b'{"z":[1,null,true],"a":{}}'


def test_the_form_for_people_has_an_indent_of_two():
    assert write({"a": [1]}, indent=2) == b'{\n  "a": [\n    1\n  ]\n}'


def test_only_what_must_be_escaped_is():
    assert write('é😀/\x7f\u2028"\\\n\x01').decode() == '"é😀/\x7f\u2028\\"\\\\\\n\\u0001"'


@pytest.mark.parametrize("indent", (None, 2))
def test_integers_of_any_width_are_written(indent):
    wide = {"wide": [2**64, -(2**63) - 1, 10**90], "not": [True, 2**64 - 1, Decimal(2**70)]}
    assert read(write(wide, indent=indent)) == wide


@pytest.mark.parametrize(
    "tree",
    (
        Decimal("NaN"),
        [Decimal("-Infinity")],
        {1: 2},
        {"a": {3}},
        "\ud800",
        {"\ud800": 1},
        dt.date(2024, 2, 29),
    ),
)
def test_what_is_no_tree_is_not_written(tree):
    with pytest.raises(UsageError):
        write(tree)


def test_a_tree_without_end_is_not_written():
    ring = []
    ring.append(ring)
    with pytest.raises(UsageError):
        write(ring)


@given(trees.filter(lambda tree: "\ud800" not in repr(tree)), st.sampled_from([None, 2]))
def test_a_tree_that_was_written_is_read_again(tree, indent):
    try:
        written = write(tree, indent=indent)
    except UsageError:  # an infinite number
        return
    try:
        assert read(written) == tree
    except Refused as refusal:
        assert refusal.report.faults[0].code == "READ-009"


@given(documents)
def test_what_was_read_and_written_stays_as_it_is(text):
    try:
        once = write(read(text.encode()))
    except (Refused, UnicodeEncodeError):
        return
    assert write(read(once)) == once
    assert write(read(write(read(once), indent=2))) == once
