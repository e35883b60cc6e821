"""The canonical form of any document is the one that another writer gives it.

`FAIRLEAD_FUZZ` says how many documents to try, and ten times as many doubles.
"""

import json
import math
import random
import struct
from decimal import Decimal

import pytest
import rfc8785
from hypothesis import given, settings

from fairlead.errors import Refused
from fairlead.syntax.json import canonical, read
from tests.conftest import drawn_of, fuzzed
from tests.unit.syntax.documents import documents

COUNT = fuzzed(1000, 3000)
DRAWN = max(drawn_of(30, 100), COUNT // 50)
"""Hypothesis draws better documents, and takes longer over them."""
SHARES = 4

LETTERS = (
    "a", "B", "0", "é", "上", "\ue000", "\ufb33", "\uffff", "\U00010000", "😀", "\U0010ffff",
    "\x00", "\x1f", "\x7f", "\u2028", '"', "\\", "/", "\n", "\b", "\f", "\r", "\t",
    "a\u030a", "\x80",
)  # fmt: skip
POWERS = (
    0,
    0,
    0,
    1,
    -1,
    5,
    -6,
    -7,
    15,
    20,
    21,
    22,
    -22,
    100,
    -300,
    307,
    308,
    -308,
    -323,
    -324,
    -400,
)


def doubles(data):
    """The tree with doubles for every number, as `rfc8785` wants it."""
    return json.loads(data, parse_int=float)


def text(chance):
    return "".join(chance.choices(LETTERS, k=chance.randint(0, 4)))


def number(chance):
    """The spelling of a number: of any length and size, many near where something turns."""
    whole = str(chance.randrange(10 ** chance.choice((1, 1, 3, 7, 15, 16, 17, 18, 30))))
    some = chance.choice((0, 0, 1, 2, 3, 8, 16, 20))
    rest = "".join(chance.choices("0123456789", k=some))
    power = chance.choice(POWERS)
    said = whole + (f".{rest}" if rest else "") + (f"e{power}" if power else "")
    return chance.choice(("", "", "-")) + said


def document(chance, depth=0):
    """JSON in any order and with blanks; no member twice."""
    turn = chance.random()
    if depth == 0 or (turn < 0.25 and depth < 5):
        names = {text(chance) for _ in range(chance.randint(0, 5))}
        members = (
            f"{json.dumps(one, ensure_ascii=chance.random() < 0.5)} : {document(chance, depth + 1)}"
            for one in sorted(names, key=lambda one: chance.random())
        )
        return "{" + ", ".join(members) + "}"
    if turn < 0.45 and depth < 5:
        return (
            "[" + ",\n".join(document(chance, depth + 1) for _ in range(chance.randint(0, 5))) + "]"
        )
    if turn < 0.65:
        return json.dumps(text(chance))
    return chance.choice(("true", "false", "null")) if turn < 0.75 else number(chance)


def is_said_alike(data):
    """Compare the form with the other writer's, and see that one that is not rounded is whole."""
    tree = read(data)
    try:
        expected = rfc8785.dumps(doubles(data))
    except rfc8785.FloatDomainError:
        expected = None
    try:
        rounded = canonical(tree, rounding=True)
    except Refused as refusal:
        rounded = None
        assert [one.code for one in refusal.report] == ["READ-013"]
    assert rounded == expected
    try:
        said = canonical(tree)
    except Refused as refusal:
        assert [one.code for one in refusal.report] == ["READ-013"]
        return
    assert said == expected
    assert read(said) == tree
    assert canonical(read(said)) == said


@pytest.mark.parametrize("share", range(SHARES))
def test_a_document_has_the_form_that_another_writer_gives_it(share):
    chance = random.Random(8785 + share)
    for _ in range(COUNT // SHARES):
        is_said_alike(document(chance).encode())


@settings(max_examples=DRAWN)
@given(documents)
def test_a_hostile_document_has_that_form_too(drawn):
    try:
        data = drawn.encode()
        read(data)
    except (UnicodeEncodeError, Refused):
        return
    is_said_alike(data)


@pytest.mark.parametrize("share", range(SHARES))
def test_a_double_is_said_as_another_writer_says_it_however_it_is_spelt(share):
    """By its shortest digits and by all that it has, which are up to 767."""
    chance = random.Random(754 + share)
    for _ in range(10 * COUNT // SHARES):
        (double,) = struct.unpack(">d", chance.randbytes(8))
        if math.isfinite(double):
            expected = rfc8785.dumps(double)
            assert canonical(Decimal(repr(double)), rounding=True) == expected
            assert canonical(Decimal(double), rounding=True) == expected
