"""Whatever comes in, nothing but a refusal comes out."""

import functools
import random
from contextlib import suppress
from copy import deepcopy

import pytest
from lxml import etree

from fairlead import Refused, check, convert
from fairlead.formats import named
from fairlead.syntax import json as json_syntax
from tests.conformance.xml_documents import mutated, tags
from tests.conftest import drawn_of, fuzzed
from tests.laws.authors import AUTHORS, written
from tests.laws.documents import Drawn

RUNS = fuzzed(480, 2400)
SHARES = 8
TARGETS = ("dcsa", "un-json", "un-xml", "iftmcs", "openebl", "efti", "dcsa@3.0.0")
WORDS = (
    b"", b"?", b"9", b"-1", b"1.5", b"1,5", b"CN", b"ZZZ", b"TO ORDER", b"TO ORDER OF :X", b"KGM",
    b"x" * 40, b"20260230", b"102", b"203", b"706", b"?'", b"\xc3", b"::::", b"+++",
)  # fmt: skip
ODD = (
    None, "", "x" * 300, "\u202eTO ORDER", "TO ORDER OF ", 0, -1, 10**30, 1.5, True, [], {}, [[]],
    {"content": None}, {"content": "706"}, [None], "2026-02-30", "0001-01-01", "1e5", "\x00",
)  # fmt: skip


@functools.cache
def carriers():
    """Documents of every format, some with carried words, to be spoilt."""
    found = []
    for seed in range(drawn_of(40, 200)):
        data = json_syntax.write(Drawn(seed).document())
        found += [data, *said_otherwise(data)]
        found += [written(alias, AUTHORS[alias](random.Random(seed))) for alias in AUTHORS]
    return found


def said_otherwise(data):
    """The document in UN/CEFACT's words, with and without what they cannot say; in EDIFACT's."""
    for carry in (True, False):
        with suppress(Refused):
            yield convert(data, "un-json", carry=carry).output
    with suppress(Refused):
        yield convert(data, "iftmcs").output


def bent(draw, tree):
    """A tree with a few places changed."""
    for _ in range(draw.randint(1, 4)):
        holder = tree
        while True:
            inside = holder if isinstance(holder, list) else list(holder)
            if not inside:
                break
            step = draw.randrange(len(inside)) if isinstance(holder, list) else draw.choice(inside)
            inner = holder[step]
            if isinstance(inner, dict | list) and draw.random() < 0.85:
                holder = inner
                continue
            turn = draw.random()
            if turn < 0.25:
                del holder[step]
            elif turn < 0.35 and isinstance(holder, dict):
                holder[draw.choice(("x-fairlead", "content", "consignee"))] = inner
            else:
                holder[step] = deepcopy(draw.choice(ODD))
            break
    return tree


@functools.cache
def names():
    """Every tag of the XML formats."""
    return [tag for one in ("un-xml", "efti") for tag in tags(named(one).wire.schema)]


def shuffled(draw, data):
    """An interchange with a few of its segments changed; what UNT counts is right again."""
    una, unb, unh, *body, _unt, unz, end = data.split(b"'")
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(body))
        turn = draw.random()
        if turn < 0.15 and len(body) > 1:
            del body[at]
        elif turn < 0.3:
            body.insert(draw.randrange(len(body)), body[at])
        elif turn < 0.4:
            body[at], body[0] = body[0], body[at]
        else:
            elements = body[at].split(b"+")
            elements[draw.randrange(len(elements))] = draw.choice(WORDS)
            body[at] = b"+".join(elements)
    unt = b"\nUNT+%d+1" % (len(body) + 2)
    return b"'".join((una, unb, unh, *body, unt, unz, end))


def spoilt(draw, data):
    """A document with a few things done to its tree, as its syntax has one."""
    if data.startswith(b"UNA"):
        return shuffled(draw, data)
    if data.startswith(b"<"):
        return etree.tostring(mutated(etree.fromstring(data), draw, names()))
    return json_syntax.write(plain(bent(draw, json_syntax.read(data))))


def broken(draw, data):
    """Bytes with a few of them changed."""
    piece = bytearray(data)
    for _ in range(draw.randint(1, 5)):
        at = draw.randrange(len(piece))
        piece[at : at + draw.randint(0, 3)] = draw.randbytes(draw.randint(0, 3))
    return bytes(piece)


def plain(tree):
    """A tree that JSON can say: the odd binary fraction as text of a number."""
    if isinstance(tree, dict):
        return {name: plain(one) for name, one in tree.items()}
    if isinstance(tree, list):
        return [plain(one) for one in tree]
    return str(tree) if type(tree) is float else tree


@pytest.mark.parametrize("share", range(SHARES))
def test_nothing_but_a_refusal_comes_out(share):
    draw = random.Random(share)
    for _ in range(RUNS // SHARES):
        data = draw.choice(carriers())
        data = spoilt(draw, data) if draw.random() < 0.7 else broken(draw, data)
        attempt(draw, data)


def attempt(draw, data):
    """Converts and checks; anything but `Refused` goes through and fails the test."""
    with suppress(Refused):
        made = convert(data, draw.choice(TARGETS))
        assert made.ledger.counts.get("unaccounted", 0) == 0
        assert made.report is not None
    with suppress(Refused):
        check(data)
