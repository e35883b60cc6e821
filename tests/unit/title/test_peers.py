"""Peers: programs whose histories fail named checks, under which control is never verified."""

import pytest

from fairlead.errors import UsageError
from fairlead.title import OPENEBL, PEERS, PINT, Rejected, Undetermined, judge, peer_of
from fairlead.title.history import Act
from tests.unit.title.histories import (
    BANK,
    BLANK,
    LINE,
    SHIPPER,
    STRAIGHT,
    THIEF,
    chain,
    event,
    facts,
    issued,
    moved,
    on,
)

CTK = peer_of("ctk-2026-01")


@pytest.mark.parametrize("peer", PEERS.values(), ids=PEERS)
def test_what_a_peer_leaves_out_are_checks(peer):
    assert set(peer.leaves_out) <= {check.name for check in (*PINT, *OPENEBL)}
    assert peer_of(peer.name) is peer


def test_a_peer_that_nobody_knows_is_misuse():
    with pytest.raises(
        UsageError, match="no peer is called 'ctk-2026-1'; did you mean ctk-2026-01"
    ):
        peer_of("ctk-2026-1")


TOLERATED = {
    "issued twice by one platform": chain(
        issued(BLANK), on("CARX", event(Act.ISSUE, LINE, SHIPPER, 1, BLANK))),
    "sent on by whoever sent it before": chain(issued(BLANK), moved(LINE, SHIPPER)),
    "a straight bill to another": chain(issued(STRAIGHT), moved(SHIPPER, BANK)),
    "without names of keys": chain(issued(BLANK), facts=facts(keys_named=False)),
    "an honest one": chain(issued(BLANK)),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLERATED)
def test_what_a_peer_is_known_for_is_not_judged_and_never_verified(name):
    control = judge(TOLERATED[name], PINT, CTK)
    assert isinstance(control, Undetermined)
    assert control.reason == "not-judged"
    assert control.says == f"not judged under ctk-2026-01: {', '.join(CTK.leaves_out)}"


def test_what_a_peer_is_not_known_for_is_rejected():
    control = judge(chain(issued(BLANK), moved(THIEF, None)), PINT, CTK)
    assert isinstance(control, Rejected)
    assert control.check == "no-recipient"
