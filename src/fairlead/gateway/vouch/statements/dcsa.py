"""What DCSA's statements say: a payload is read as what its purpose says, or it is none.

A payload that holds a member of another statement is none either: whoever looks at members alone
would take the one for the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fairlead.errors import Refused
from fairlead.gateway.vouch.statements.dcsa_names import EARLIER, in_current_names, said_twice
from fairlead.gateway.vouch.statements.facts import Read, definitions, unnamed
from fairlead.once import once
from fairlead.seal.marks import refuse_others
from fairlead.seal.statement import EnvelopeManifest, IssuanceManifest
from fairlead.seal.verdict import Halt, Purpose, Reason
from fairlead.syntax.json import read as read_json

__all__ = ["ChainEntry", "entry_in", "envelope_in", "issuance_in", "object_in", "response_in"]

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


@once
def _definitions() -> Mapping[str, Any]:
    """What the publications name, with the names of before."""
    made = dict(definitions("dcsa", "signed-statements-3"))
    for name, earlier in EARLIER.items():
        made[name] = {**made[name], "properties": {**made[name]["properties"], **earlier}}
    return made


def _read(payload: bytes, purpose: Purpose, name: str) -> Read[dict[str, Any]]:
    """The object that a payload is, which is a statement of DCSA by the types of its members."""
    said = object_in(payload)
    refuse_others(said, purpose)
    defs = _definitions()
    return Read(said, unnamed(said, defs[name], defs))


def object_in(payload: bytes) -> dict[str, Any]:
    """The object that a payload is; halts where it is none."""
    try:
        said: Any = read_json(payload)
    except Refused as refused:
        raise Halt(Reason.CONTENT, "what was signed is not strict JSON") from refused
    if not isinstance(said, dict):
        raise Halt(Reason.CONTENT, "what was signed is not an object")
    return said


def entry_in(payload: bytes) -> Read[ChainEntry]:
    """The entry of a transfer chain that a payload is; halts where it is none."""
    said, odd = _parts(_read(payload, Purpose.TRANSFER, "EnvelopeTransferChainEntry"))
    if not said.get("transactions") or "eblPlatform" not in said:
        raise Halt(Reason.CONTENT, "it lacks its platform or its transactions")
    entry = ChainEntry(
        said["eblPlatform"],
        _stated(said, "transportDocumentChecksum"),
        tuple(in_current_names(one) for one in said["transactions"]),
        said.get("previousEnvelopeTransferChainEntrySignedContentChecksum"),
        said.get("issuanceManifestSignedContent"),
        said.get("controlTrackingRegistry"),
    )
    twice = tuple(
        f"/transactions/{number}/{name}"
        for number, one in enumerate(said["transactions"])
        for name in said_twice(one)
    )
    return Read(entry, (*odd, *twice))


def envelope_in(payload: bytes) -> Read[EnvelopeManifest]:
    """The envelope manifest that a payload is; halts where it is none."""
    said, odd = _parts(_read(payload, Purpose.ENVELOPE, "EnvelopeManifest"))
    supporting = said.get("supportingDocuments")
    manifest = EnvelopeManifest(
        _stated(said, "transportDocumentChecksum"),
        _stated(said, "lastEnvelopeTransferChainEntrySignedContentChecksum"),
        said.get("eBLVisualisationByCarrier"),
        None if supporting is None else tuple(supporting),
    )
    return Read(manifest, odd)


def issuance_in(payload: bytes) -> Read[IssuanceManifest]:
    """The issuance manifest that a payload is; halts where it is none."""
    said, odd = _parts(_read(payload, Purpose.ISSUANCE, "IssuanceManifest"))
    visual = "eBLVisualisationByCarrierChecksum"
    # Its name before 2024-09-13, when its value was the same.
    name = visual if visual in said else "eBLVisualisationByCarrier"
    manifest = IssuanceManifest(
        _stated(said, "documentChecksum"),
        _stated(said, "issueToChecksum"),
        _stated(said, name) if name in said else None,
    )
    return Read(manifest, odd)


def response_in(payload: bytes) -> Read[Mapping[str, Any]]:
    """The answer to a transfer that a payload is; halts where it is none."""
    name = "EnvelopeTransferFinishedResponse"
    said, odd = _parts(_read(payload, Purpose.RESPONSE, name))
    _stated(said, "lastEnvelopeTransferChainEntrySignedContentChecksum")
    if "responseCode" not in said:
        raise Halt(Reason.CONTENT, "it lacks its responseCode")
    if said["responseCode"] not in _definitions()[name]["properties"]["responseCode"]["enum"]:
        raise Halt(Reason.CONTENT, "its responseCode is none of those that are published")
    return Read(said, odd)


def _parts(read: Read[dict[str, Any]]) -> tuple[dict[str, Any], tuple[str, ...]]:
    return read.said, read.unnamed


def _stated(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str) or not _CHECKSUM.fullmatch(value):
        raise Halt(Reason.CONTENT, f"it lacks {name}, or that is no checksum")
    return value
