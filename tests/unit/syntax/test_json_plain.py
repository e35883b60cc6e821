"""What is written without orjson is what orjson writes."""

import enum
from decimal import Decimal

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.syntax.json import plain
from tests.conftest import drawn_of
from tests.growth import SPARE, overgrowth

WAYS = ((), ("OPT_INDENT_2",), ("OPT_SORT_KEYS", "OPT_STRICT_INTEGER"))
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**66), 2**66), st.text(max_size=6),
    st.decimals(allow_nan=False, allow_infinity=False),
)  # fmt: skip
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=4), inner)
)


def said(engine, tree, way):
    """What an engine writes, or that it does not."""

    def number(value):
        if isinstance(value, Decimal):
            return engine.Fragment(str(value))
        raise TypeError

    option = 0
    for word in way:
        option |= getattr(engine, word)
    try:
        return engine.dumps(tree, number, option)
    except TypeError:
        return TypeError


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=drawn_of(25, 1000))
@given(tree=TREES)
def test_a_tree_is_written_alike(way, tree):
    assert said(plain, tree, way) == said(orjson, tree, way)


class Kind(enum.StrEnum):
    ONE = "one"


class Name(str):
    __slots__ = ()


def nested(steps, around):
    tree = 1
    for _ in range(steps):
        tree = around(tree)
    return tree


ODD = (
    Kind.ONE, {Kind.ONE: 1}, {Name("a"): 1}, {1: 2}, (1, 2), {1}, b"x", "\ud800", {"\ud800": 1},
    2**64 - 1, 2**64, -(2**63), -(2**63) - 1, 2**53, '\x7f\x00\x1f\u2028"\\/\b\f\n\r\t', [[], {}],
    {"\U0001f600": 1, "\uffff": 2, "a": [{"b": {}}]},
    *(nested(steps, lambda inner: [inner]) for steps in (253, 254, 255)),
    *(nested(steps, lambda inner: {"a": inner}) for steps in (253, 254, 255)),
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("tree", ODD, ids=range(len(ODD)))
def test_what_is_odd_is_written_or_refused_alike(way, tree):
    assert said(plain, tree, way) == said(orjson, tree, way)


def test_a_binary_fraction_is_no_tree():
    with pytest.raises(TypeError):
        plain.dumps([1.5])


def test_writing_costs_in_proportion_to_the_tree():
    def work(size):
        tree = [{"a": [number, "text"]} for number in range(size)]
        return lambda: plain.dumps(tree, option=plain.OPT_INDENT_2)

    assert overgrowth(work, 5_000) < SPARE
