"""No way to wrap a signed bill makes it say something else: both XML formats, both placements."""

import pytest
from lxml import etree

from fairlead.seal import Reason, Rejected, Undetermined
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

DIGEST = (Rejected, 6, Reason.DIGEST)
OPEN = (Undetermined, 2, Reason.UNSUPPORTED)
LEFT_OPEN = {"forged_in_an_object", "two_signatures"}
"""Where the digest is of that document, or it cannot be told of which signature it is asked."""


def test_there_are_nine_patterns():
    assert len(PATTERNS) == 9
    assert PATTERNS[-1] is two_signatures


@pytest.mark.parametrize("placement", PLACEMENTS)
@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_wrapped_bill_is_never_verified(name, pattern, placement):
    data = attack(sealed(name), pattern, placement)
    assert b"FORGED" in data
    found = verdict(data)
    expected = OPEN if pattern.__name__ in LEFT_OPEN else DIGEST
    assert (type(found), found.step, found.reason) == expected


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_attacks_are_made_of_a_signature_that_holds(name):
    root, signature = taken_apart(sealed(name))
    whole = written(put(root, signature, "last"))
    assert verdict(whole).content == canonical(written(root))
    moved = verdict(written(put(forged(root), signature, "last")))
    assert (type(moved), moved.step, moved.reason) == DIGEST


def written(root):
    """A document as bytes."""
    return etree.tostring(root)
