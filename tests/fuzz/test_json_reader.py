"""Whatever bytes come in, nothing but a tree or `Refused` comes out.

`FAIRLEAD_FUZZ` says how many documents to try; the long run is 1,000,000.
"""

import json
import random
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.errors import Refused
from fairlead.syntax.json import LIMITS, Limits, careful, read, swift, write
from tests.conftest import drawn_of, fuzzed
from tests.unit.syntax.documents import documents

COUNT = fuzzed(1000, 3000)
DRAWN = max(drawn_of(30, 100), COUNT // 50)
"""Hypothesis draws better documents, and takes longer over them."""

SEEDS = [
    b'{"transportDocumentReference":"ABC123","cargoGrossWeight":{"value":12000.50,"unit":"KGM"}}',
    b'{\n  "a": [1, -0, 1e2, -0.0, 0.00000001, 123456789012345678901234567890],\n  "b": {}\n}',
    b'{"a":1,"\\u0061":2,":":"\\":","\\u003a":"\\u002d0"}',
    b'["\\ud83d\\ude00", "\xc3\xa9\xf0\x9f\x98\x80", "\\\\", "\\ud800", [[[[[]]]]], null, true]',
    b'[{"k":{"k":{"k":[{"k":":"},{"k":"-0"}]}}},{"k":"\\n\\t\\/"}]',
]
SCRAPS = [
    b'"', b"\\", b":", b",", b"[", b"]", b"{", b"}", b"-0", b"1e5", b"E", b".", b"NaN", b"\n",
    b" ", b"\\u003a", b"\\ud800", b"\\udc00", b"\xef\xbb\xbf", b"\xff", b"\x00", b"\xed\xa0\x80",
    b'"a":1,', b'"k":', b"0" * 30, b"[" * 70, b"null", b"1e999999999",
]  # fmt: skip
TIGHT = Limits(size=400, depth=4, values=20, text=20, digits=25, exponent=9)


def mutated(document, chance):
    """A document with one to five things done to it."""
    for _ in range(chance.randint(1, 5)):
        start, end = sorted(chance.randint(0, len(document)) for _ in range(2))
        end = min(end, start + 12)
        piece = chance.choice(
            [b"", chance.choice(SCRAPS), document[start:end] * 2, chance.randbytes(1)]
        )
        document = document[:start] + piece + document[chance.choice([start, end]) :]
    return document


def is_told_apart(data, limits):
    """Read a document and check the verdict against other ways to come to one."""
    try:
        tree = read(data, limits)
    except Refused as refusal:
        (fault,) = refusal.report
        assert fault.code.startswith("READ-")
        return
    assert tree == json.loads(data, parse_float=Decimal)
    assert repr(tree) == repr(careful.read(data, limits))
    written = write(tree)
    assert write(read(written, limits)) == written


def test_a_mutated_document_is_read_or_refused():
    chance = random.Random(8259)
    for _ in range(COUNT):
        is_told_apart(mutated(chance.choice(SEEDS), chance), chance.choice([LIMITS, TIGHT]))


def test_the_swift_reader_never_refuses_and_never_fails():
    chance = random.Random(7493)
    for _ in range(COUNT):
        try:
            swift.read(mutated(chance.choice(SEEDS), chance), LIMITS)
        except swift.Doubt:
            continue


@settings(max_examples=DRAWN)
@given(st.binary(max_size=40) | documents.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_a_drawn_document_is_read_or_refused(data):
    is_told_apart(data, LIMITS)
    is_told_apart(data, TIGHT)
