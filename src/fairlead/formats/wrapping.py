"""Envelopes: documents that come inside others, and payloads that come inside signatures.

What stands around a document is never dropped in silence: it is kept beside the document, given
back when the same format is written, and named as lost otherwise. No signature is verified here.
"""

from __future__ import annotations

from typing import Final

from fairlead.faults import fault
from fairlead.formats.opened import Opened
from fairlead.formats.wire.reading import payload_of
from fairlead.syntax import json as json_syntax
from fairlead.syntax.tree import Tree

_DCSA_MEMBERS: Final = ("transportDocument", "document")
"""Where a DCSA PINT envelope and an issuance request hold the transport document."""

_ISSUED: Final = "ISSUED"
"""What PINT and ISS ask of the document inside (DCSA TD check 2)."""

_JWS_MEMBERS: Final = {"protected", "payload", "signature"}


def open_dcsa(tree: Tree) -> Opened | None:
    """The transport document of a bare document, a PINT envelope or an issuance request.

    >>> open_dcsa({"document": {"transportDocumentReference": "FLBL-0001"}}).at
    ('document',)
    """
    if not isinstance(tree, dict):
        return None
    if "transportDocumentReference" not in tree:
        for member in _DCSA_MEMBERS:
            if isinstance(tree.get(member), dict):
                return Opened(tree[member], (member,), tree, status=_ISSUED)
    return Opened(tree)


def open_pack(tree: Tree) -> Opened | None:
    """The pack of a bare payload, or of a flattened JWS whose signature is not verified here.

    Raises `Refused` where the payload of a JWS cannot be read.
    """
    if not isinstance(tree, dict):
        return None
    if not tree.keys() >= _JWS_MEMBERS or not isinstance(tree["payload"], str):
        return Opened(tree)
    payload = json_syntax.read(payload_of(tree["payload"], "/payload"))
    return Opened(payload, (), tree, (fault("SEAL-001", wire="/signature"),))
