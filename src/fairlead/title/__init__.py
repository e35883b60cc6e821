"""Title: who has a bill, by what was done with it, in which state, on whose signature.

Histories are judged by tables of named checks, each with its clause; a check may be left out by
name, and control is undetermined then. Nothing is parsed here, and nothing is kept.
"""

from __future__ import annotations

from fairlead.title.control import Check, Control, Peer, Rejected, Undetermined, Verified, judge
from fairlead.title.history import History
from fairlead.title.openebl import CHECKS as OPENEBL
from fairlead.title.peers import PEERS, peer_of
from fairlead.title.pint import CHECKS as PINT

__all__ = [
    "OPENEBL", "PEERS", "PINT", "Check", "Control", "History", "Peer", "Rejected",
    "Undetermined", "Verified", "judge", "peer_of",
]  # fmt: skip
