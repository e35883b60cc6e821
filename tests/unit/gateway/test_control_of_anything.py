"""Whatever genuine signatures cover, control is one of three verdicts, and nothing is raised."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.gateway.vouch.verify import verify
from tests.conftest import drawn_of
from tests.unit.gateway.test_control import GIVEN, ISSUED, MOVED, SOLD, made, sent
from tests.unit.seal import packs
from tests.unit.seal.makers import AT

ODD = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=4), st.just([]), st.just({}),
    st.just(["ZZZ"]), st.just({"identifyingCodes": [None]}), st.just([{"partyCode": "shipper"}]),
)  # fmt: skip


def places(tree, path=()):
    """Every place of a tree below its top."""
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for name, value in pairs:
        yield (*path, name)
        if isinstance(value, (dict, list)):
            yield from places(value, (*path, name))


def changed(tree, path, value):
    """A copy of a tree with another value at one place."""
    copy = json.loads(json.dumps(tree))
    *above, last = path
    part = copy
    for name in above:
        part = part[name]
    part[last] = value
    return copy


MOVES = [ISSUED, MOVED]
EVENTS = [made(), GIVEN, SOLD]
KINDS = {"verified", "rejected", "undetermined"}


@settings(max_examples=drawn_of(40, 400), deadline=None)
@given(st.sampled_from(sorted(places(MOVES), key=str)), ODD)
def test_of_any_transaction_control_is_a_verdict(path, value):
    first, second = changed(MOVES, path, value) if len(path) > 1 else MOVES
    assert sent(("QUAY", [first]), ("WAVE", [second])).kind in KINDS


@settings(max_examples=drawn_of(40, 400), deadline=None)
@given(st.sampled_from(sorted(places(EVENTS), key=str)), ODD)
def test_of_any_event_control_is_a_verdict(path, value):
    events = changed(EVENTS, path, value)
    version = packs.sealed(packs.pack(1, packs.BUYER, *events), packs.SHIPPER)
    assert verify(json.dumps(version).encode(), packs.TRUST, at=AT).control.kind in KINDS
