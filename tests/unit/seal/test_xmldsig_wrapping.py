"""No way to wrap a signed bill makes it say something else: both XML formats, both placements."""

import pytest
from lxml import etree

from fairlead.seal import Reason, Rejected
from tests.unit.seal.wrapping_attacks import (
    PATTERNS,
    PLACEMENTS,
    attack,
    forged,
    put,
    taken_apart,
    two_signatures,
)  # fmt: skip
from tests.unit.seal.xml_seal import EXAMPLES, canonical, sealed, verdict

STRUCTURE = (2, Reason.STRUCTURE)
DIGEST = (6, Reason.DIGEST)
BY_DIGEST = {("original_beside_the_signature", "last"), ("forged_in_an_extension", "last")}
"""Where the form is as it should be, and the forged root is found by its digest."""


def test_there_are_nine_patterns():
    assert len(PATTERNS) == 9
    assert PATTERNS[-1] is two_signatures


@pytest.mark.parametrize("placement", PLACEMENTS)
@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_wrapped_bill_is_refused(name, pattern, placement):
    data = attack(sealed(name), pattern, placement)
    assert b"FORGED" in data
    found = verdict(data)
    assert isinstance(found, Rejected), found
    expected = DIGEST if (pattern.__name__, placement) in BY_DIGEST else STRUCTURE
    assert (found.step, found.reason) == expected


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_attacks_are_made_of_a_signature_that_holds(name):
    root, signature = taken_apart(sealed(name))
    whole = written(put(root, signature, "last"))
    assert verdict(whole).content == canonical(written(root))
    moved = verdict(written(put(forged(root), signature, "last")))
    assert (moved.step, moved.reason) == DIGEST


def written(root):
    """A document as bytes."""
    return etree.tostring(root)
