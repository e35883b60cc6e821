"""Peers: programs in the field whose histories are known to fail named checks.

A peer is data. What it leaves out is not judged, so that control is never verified under it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from fairlead.errors import UsageError, likely
from fairlead.title.control import Peer

__all__ = ["PEERS", "peer_of"]

_ALL: Final = (
    Peer(
        "ctk-2026-01",
        "DCSA's conformance program of January 2026 (283bf7a1): it issues twice, signs every entry "
        "itself, sends a straight bill to whom it is told, and names no key.",
        ("issued-twice", "straight-to-another", "never-held", "key-not-named"),
    ),
)

PEERS: Final[Mapping[str, Peer]] = MappingProxyType({one.name: one for one in _ALL})
"""Every peer, by its name."""


def peer_of(name: str) -> Peer:
    """The peer of a name. Raises `UsageError` where there is none.

    >>> peer_of("ctk-2026-01").leaves_out[0]
    'issued-twice'
    """
    try:
        return PEERS[name]
    except KeyError:
        raise UsageError(f"no peer is called {name!r}{likely(name, PEERS)}") from None
