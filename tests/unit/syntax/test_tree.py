"""Trees: what their leaves are, and how a place in one is spelt."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.syntax import count_leaves, leaves, pointer

scalars = st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False) | st.text()
trees = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12
)


@pytest.mark.parametrize(
    ("steps", "spelt"),
    (
        ((), ""),
        (("",), "/"),
        (("foo", 0), "/foo/0"),
        (("a/b",), "/a~1b"),
        (("m~n",), "/m~0n"),
        (("~1",), "/~01"),
        ((" ", "é", '"'), '/ /é/"'),
    ),
)
def test_a_pointer_is_spelt_as_rfc_6901_says(steps, spelt):
    assert pointer(steps) == spelt


@pytest.mark.parametrize("leaf", (None, True, 0, Decimal("1.0"), "", "text", [], {}))
def test_a_value_with_nothing_in_it_is_one_leaf(leaf):
    assert list(leaves(leaf)) == [((), leaf)]
    assert count_leaves(leaf) == 1


def test_leaves_come_in_the_order_of_the_document():
    tree = {"b": [1, {"z": [], "y": 2}, 3], "a": None}
    assert [pointer(steps) for steps, _ in leaves(tree)] == [
        "/b/0", "/b/1/z", "/b/1/y", "/b/2", "/a",
    ]  # fmt: skip


@given(trees)
def test_as_many_leaves_are_counted_as_are_named(tree):
    assert count_leaves(tree) == len(list(leaves(tree)))


@given(trees)
def test_the_steps_of_a_leaf_lead_to_it(tree):
    for steps, leaf in leaves(tree):
        node = tree
        for step in steps:
            node = node[step]
        assert node is leaf
