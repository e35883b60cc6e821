"""What DCSA's statements say: a payload is read as what its purpose says, or it is none.

A payload that holds a member of another statement is none either: whoever looks at members alone
would take the one for the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fairlead.errors import Refused
from fairlead.gateway.vouch.statements.dcsa_names import in_current_names
from fairlead.seal.marks import refuse_others
from fairlead.seal.statement import EnvelopeManifest, IssuanceManifest
from fairlead.seal.verdict import Halt, Purpose, Reason
from fairlead.syntax.json import read as read_json

__all__ = ["BY_MEMBER", "READ", "ChainEntry", "entry_in", "envelope_in", "issuance_in", "object_in"]

BY_MEMBER: Final = (
    ("issueToChecksum", Purpose.ISSUANCE),
    ("responseCode", Purpose.RESPONSE),
    ("transactions", Purpose.TRANSFER),
    ("lastEnvelopeTransferChainEntrySignedContentChecksum", Purpose.ENVELOPE),
)
"""By which member a payload is known, whose header does not say what it is."""

_CHECKSUM: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """An entry of a transfer chain, in the current names."""

    platform: str
    document: str
    transactions: tuple[Mapping[str, Any], ...] = field(repr=False)
    previous: str | None
    issuance_manifest: str | None = field(repr=False)
    control_tracking_registry: str | None


def object_in(payload: bytes) -> dict[str, Any]:
    """The object that a payload is; halts where it is none."""
    try:
        said: Any = read_json(payload)
    except Refused as refused:
        raise Halt(Reason.CONTENT, "what was signed is not strict JSON") from refused
    if not isinstance(said, dict):
        raise Halt(Reason.CONTENT, "what was signed is not an object")
    return said


def entry_in(payload: bytes) -> ChainEntry:
    """The entry of a transfer chain that a payload is; halts where it is none."""
    said = object_in(payload)
    refuse_others(said, Purpose.TRANSFER)
    platform = _optional(said, "eblPlatform")
    transactions = said.get("transactions")
    if not isinstance(transactions, list) or not transactions or platform is None:
        raise Halt(Reason.CONTENT, "it lacks its platform or its transactions")
    return ChainEntry(
        platform,
        _stated(said, "transportDocumentChecksum"),
        tuple(in_current_names(one) for one in transactions),
        _optional(said, "previousEnvelopeTransferChainEntrySignedContentChecksum"),
        _optional(said, "issuanceManifestSignedContent"),
        _optional(said, "controlTrackingRegistry"),
    )


def envelope_in(payload: bytes) -> EnvelopeManifest:
    """The envelope manifest that a payload is; halts where it is none."""
    said = object_in(payload)
    refuse_others(said, Purpose.ENVELOPE)
    visual, supporting = said.get("eBLVisualisationByCarrier"), said.get("supportingDocuments")
    listed = [] if supporting is None else supporting
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise Halt(Reason.CONTENT, "supportingDocuments is not a list of objects")
    if not isinstance(visual, dict | None):
        raise Halt(Reason.CONTENT, "eBLVisualisationByCarrier is not an object")
    return EnvelopeManifest(
        _stated(said, "transportDocumentChecksum"),
        _stated(said, "lastEnvelopeTransferChainEntrySignedContentChecksum"),
        visual,
        None if supporting is None else tuple(listed),
    )


def issuance_in(payload: bytes) -> IssuanceManifest:
    """The issuance manifest that a payload is; halts where it is none."""
    said = object_in(payload)
    refuse_others(said, Purpose.ISSUANCE)
    visual = "eBLVisualisationByCarrierChecksum"
    # Its name before 2024-09-13, when its value was the same.
    name = visual if visual in said else "eBLVisualisationByCarrier"
    return IssuanceManifest(
        _stated(said, "documentChecksum"),
        _stated(said, "issueToChecksum"),
        _stated(said, name) if name in said else None,
    )


def _response_in(payload: bytes) -> None:
    """Halts where a payload is no answer to a transfer (PINT, EnvelopeTransferFinishedResponse)."""
    said = object_in(payload)
    refuse_others(said, Purpose.RESPONSE)
    _stated(said, "lastEnvelopeTransferChainEntrySignedContentChecksum")
    if not isinstance(said.get("responseCode"), str):
        raise Halt(Reason.CONTENT, "it lacks its responseCode")


READ: Final[Mapping[Purpose, Callable[[bytes], Any]]] = {
    Purpose.ISSUANCE: issuance_in,
    Purpose.ENVELOPE: envelope_in,
    Purpose.TRANSFER: entry_in,
    Purpose.RESPONSE: _response_in,
}
"""What reads the payload of a statement of DCSA, by its purpose."""


def _stated(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str) or not _CHECKSUM.fullmatch(value):
        raise Halt(Reason.CONTENT, f"it lacks {name}, or that is no checksum")
    return value


def _optional(said: Mapping[str, Any], name: str) -> str | None:
    value = said.get(name)
    if value is not None and not isinstance(value, str):
        raise Halt(Reason.CONTENT, f"{name} is not a text")
    return value
