"""Whatever is done to a signed document, its verdict is another, or its content is the same.

`FAIRLEAD_FUZZ` says how many documents to try; the long run is 1,000,000.
"""

import random

from fairlead.seal import Verified
from fairlead.seal.verdict import Reason
from fairlead.seal.xmldsig import verify_xml
from tests.conftest import fuzzed
from tests.fuzz.test_xml import SCRAPS
from tests.unit.seal.test_xmldsig_xades import made as xades
from tests.unit.seal.xml_seal import (
    ENVELOPED,
    EXAMPLES,
    NOW,
    SHIP,
    by_hand,
    canonical,
    sealed,
    trust,
)

COUNT = fuzzed(3000, 3000) // 3


def mutated(data, others, chance):
    """A document with one to four things done to it, or with one letter for another."""
    if chance.random() < 0.5:
        at = chance.randrange(len(data))
        return data[:at] + chance.choice((b"a", b"A", b"0", b"=")) + data[at + 1 :]
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((0, 1, 1, 9, 60, 300)))
        from_there = chance.randrange(len(others))
        piece = chance.choice(
            (b"", chance.choice(SCRAPS), data[start:end] * 2, chance.randbytes(1), b" ",
             others[from_there : from_there + chance.randint(1, 400)])
        )  # fmt: skip
        data = data[:start] + piece + data[end:]
    return data


def test_a_mutated_document_never_says_something_else():
    chance, keys = random.Random(2012), trust()
    inclusive = by_hand(transforms=(ENVELOPED,), inclusively=True)
    seeds = [by_hand(), by_hand(key_info=""), inclusive, xades(), *map(sealed, EXAMPLES)]
    wanted = {canonical(SHIP)} | {verify_xml(one, keys, at=NOW).content for one in seeds}
    met = set()
    for _ in range(COUNT):
        seed, other = chance.choice(seeds), chance.choice(seeds)
        found = verify_xml(mutated(seed, other, chance), keys, at=NOW)
        if isinstance(found, Verified):
            assert found.content in wanted
        else:
            met.add(found.reason)
    assert met >= {Reason.MALFORMED, Reason.STRUCTURE, Reason.DIGEST, Reason.SIGNATURE}
