"""DCSA: what a carrier signs at issuance, and what platforms sign when a bill moves (ISS, PINT).

The document itself is never signed: its checksum is, in manifests and in the entries of a chain
that are linked by checksums too. The names before 2025-11 are read as the current ones.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from fairlead.errors import Refused
from fairlead.seal.dcsa_names import in_current_names
from fairlead.seal.jws import JwsLimits, Signed, read_compact
from fairlead.seal.statement import EnvelopeManifest, IssuanceManifest
from fairlead.seal.trust import TrustList, aware
from fairlead.seal.verdict import Course, Halt, Purpose, Reason, Verdict, Voucher
from fairlead.seal.verify import STEPS as SIGNED
from fairlead.seal.verify import hold
from fairlead.syntax.json import canonical
from fairlead.syntax.json import read as read_json
from fairlead.syntax.tree import Tree

__all__ = ["Chain", "ChainEntry", "checksum", "verify_chain", "verify_envelope", "verify_issuance"]

_SMALL: Final = JwsLimits(payload=65_536)
_LONGEST_CHAIN: Final = 1_000
_CHECKSUM: Final = re.compile(r"[0-9a-f]{64}")

ISSUANCE_STEPS: Final = (
    *SIGNED,
    "what was signed is an issuance manifest",
    "documentChecksum is that of the document",
    "issueToChecksum is that of issueTo",
    "the checksum of the carrier's visualisation is there if and only if it is, and is that of it",
)
ENVELOPE_STEPS: Final = (
    *SIGNED,
    "what was signed is an entry of a chain, an envelope manifest, an issuance manifest",
    "every entry was signed by the platform that it names",
    "the first entry follows on none, and every other on the one before it",
    "the first entry alone holds the carrier's issuance manifest, of the document, and a registry",
    "every entry and the envelope manifest state the checksum of the document",
    "the envelope manifest states the checksum of the last entry, and was signed by its platform",
)


def checksum(tree: Tree) -> str:
    """SHA-256 of the RFC 8785 form of a document, in lower-case hex (DCSA DocumentChecksum).

    >>> checksum({"b": 1, "a": "x"})[:16]
    'cdab067e9f3beb32'
    """
    return hashlib.sha256(canonical(tree)).hexdigest()


def verify_issuance(request: Any, trust: TrustList, *, at: datetime) -> Verdict[IssuanceManifest]:
    """Whether a carrier vouched for an issuance request (ISS 3.0.4, IssuanceRequest).

    1. It is one JWS of three parts in base64url, and no larger than is allowed.
    2. Its header is strict JSON of allowed names, and demands nothing unknown.
    3. A trusted key has that name.
    4. The key and the header are for this purpose, and the key was valid at the time.
    5. The algorithm is that of the key.
    6. The signature holds over the bytes that were received.
    7. What was signed is an issuance manifest.
    8. `documentChecksum` is that of the document.
    9. `issueToChecksum` is that of `issueTo`.
    10. The checksum of the carrier's visualisation is there if and only if it is, and is that of
        it (of the decoded bytes).
    """
    aware(at)
    course = Course("DCSA issuance manifest", ISSUANCE_STEPS)

    def walk() -> tuple[IssuanceManifest, Voucher]:
        token = _member(request, "issuanceManifestSignedContent")
        document, issue_to = (_member(request, name, dict) for name in ("document", "issueTo"))
        manifest, by = _issuance(course, token, trust, at)
        course.at = 8
        _same(manifest.document, document, "the document")
        course.at = 9
        _same(manifest.issue_to, issue_to, "issueTo")
        course.at = 10
        _visualised(manifest, request.get("eBLVisualisationByCarrier"))
        return manifest, by

    return course.through(walk)


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """A verified entry of a transfer chain, in the current names."""

    platform: str
    document: str
    transactions: tuple[Mapping[str, Any], ...] = field(repr=False)
    previous: str | None
    issuance_manifest: str | None = field(repr=False)
    control_tracking_registry: str | None


@dataclass(frozen=True, slots=True)
class Chain:
    """A verified transfer chain, oldest entry first."""

    entries: tuple[ChainEntry, ...]
    issuance: IssuanceManifest
    issued_by: Voucher
    """Who vouched for the issuance."""
    manifest: EnvelopeManifest | None = None


def verify_chain(
    entries: Any, trust: TrustList, *, at: datetime, document: str | None = None
) -> Verdict[Chain]:
    """Whether every entry of a transfer chain is vouched for and follows on the one before.

    The steps are those of [`verify_envelope`][fairlead.seal.dcsa.verify_envelope], as far as they
    speak of entries. `document` is the checksum of the document, where it is known.
    """
    aware(at)
    course = Course("DCSA transfer chain", ENVELOPE_STEPS)

    def walk() -> tuple[Chain, Voucher]:
        chain, by = _chain(course, entries, trust, at)
        if document is not None:
            _of_document(chain, document)
        return chain, by

    return course.through(walk)


def verify_envelope(envelope: Any, trust: TrustList, *, at: datetime) -> Verdict[Chain]:
    """Whether an envelope is vouched for, from issuance to the last transfer (PINT, EblEnvelope).

    1. Each is one JWS of three parts in base64url, and no larger than is allowed.
    2. Its header is strict JSON of allowed names, and demands nothing unknown.
    3. A trusted key has that name.
    4. The key and the header are for this purpose, and the key was valid at the time.
    5. The algorithm is that of the key.
    6. The signature holds over the bytes that were received.
    7. What was signed is an entry of a chain, an envelope manifest, an issuance manifest.
    8. Every entry was signed by the platform that it names.
    9. The first entry follows on none, and every other on the one before it.
    10. The first entry alone holds the carrier's issuance manifest, of the document, and a
        registry.
    11. Every entry and the envelope manifest state the checksum of the document.
    12. The envelope manifest states the checksum of the last entry, and was signed by its platform.

    The checksum of `issueTo` cannot be compared here: an envelope does not hold it.
    """
    aware(at)
    course = Course("DCSA envelope", ENVELOPE_STEPS)

    def walk() -> tuple[Chain, Voucher]:
        token = _member(envelope, "envelopeManifestSignedContent")
        entries = _member(envelope, "envelopeTransferChain", list)
        tree = _member(envelope, "transportDocument", dict)
        chain, by = _chain(course, entries, trust, at)
        manifest, sender = _envelope(course, token, trust, at, by.platform)
        course.at = 11
        document = _checksum(tree)
        _of_document(chain, document)
        if manifest.document != document:
            raise Halt(Reason.DIGEST, "the envelope manifest states another document")
        course.at = 12
        if manifest.last_entry != _sha256(entries[-1].encode()):
            raise Halt(Reason.DIGEST, "the envelope manifest states another last entry")
        if sender.platform != by.platform:
            raise Halt(Reason.SIGNER, "another platform signed the manifest than the last entry")
        return replace(chain, manifest=manifest), sender

    return course.through(walk)


def _chain(course: Course, entries: Any, trust: TrustList, at: datetime) -> tuple[Chain, Voucher]:
    """The chain, with who vouched for its last entry; steps 1 to 11."""
    if not isinstance(entries, list) or not 0 < len(entries) <= _LONGEST_CHAIN:
        raise Halt(Reason.MALFORMED, "the chain holds no entry, or more than are read")
    read: list[ChainEntry] = []
    previous: str | None = None
    by = Voucher("", "", Purpose.TRANSFER)
    for number, token in enumerate(entries, 1):
        try:
            entry, by = _entry(course, token, trust, at)
            course.at = 9
            if entry.previous != previous:
                raise Halt(Reason.CHAIN, "it does not follow on the one before it")  # noqa: TRY301
        except Halt as halt:
            raise _in_entry(halt, number, len(entries)) from halt
        read.append(entry)
        previous = _sha256(token.encode())
    chain = Chain(tuple(read), *_issued(course, read, trust, at))
    course.at = 11
    _of_document(chain, read[0].document)
    return chain, by


def _of_document(chain: Chain, document: str) -> None:
    """Halts where an entry states another document."""
    for number, entry in enumerate(chain.entries, 1):
        if entry.document != document:
            halt = Halt(Reason.DIGEST, "it states another document")
            raise _in_entry(halt, number, len(chain.entries))


def _issued(
    course: Course, entries: list[ChainEntry], trust: TrustList, at: datetime
) -> tuple[IssuanceManifest, Voucher]:
    """The carrier's manifest in the first entry; halts where it is elsewhere or of another."""
    course.at = 10
    first, *later = entries
    if first.issuance_manifest is None or any(one.issuance_manifest is not None for one in later):
        raise Halt(Reason.CHAIN, "the issuance manifest does not stand in the first entry alone")
    if any(one.control_tracking_registry is not None for one in later):
        raise Halt(Reason.CHAIN, "a registry stands in another entry than the first")
    manifest, by = _issuance(course, first.issuance_manifest, trust, at)
    course.at = 10
    if manifest.document != first.document:
        raise Halt(Reason.DIGEST, "the issuance manifest states another document")
    return manifest, by


def _entry(
    course: Course, token: Any, trust: TrustList, at: datetime
) -> tuple[ChainEntry, Voucher]:
    """One entry, and who vouched for it; steps 1 to 8."""
    signed = _read(course, token)
    by = hold(course, signed, trust, Purpose.TRANSFER, at, _names(signed))
    said = _object(course, signed)
    platform = _optional(said, "eblPlatform")
    transactions = said.get("transactions")
    if not isinstance(transactions, list) or not transactions or platform is None:
        raise Halt(Reason.CONTENT, "it lacks its platform or its transactions")
    entry = ChainEntry(
        platform,
        _stated(said, "transportDocumentChecksum"),
        tuple(in_current_names(one) for one in transactions),
        _optional(said, "previousEnvelopeTransferChainEntrySignedContentChecksum"),
        _optional(said, "issuanceManifestSignedContent"),
        _optional(said, "controlTrackingRegistry"),
    )
    course.at = 8
    if by.platform != platform:
        raise Halt(Reason.SIGNER, "another platform signed it than it names")
    return entry, by


def _envelope(
    course: Course, token: str, trust: TrustList, at: datetime, platform: str
) -> tuple[EnvelopeManifest, Voucher]:
    """The envelope manifest, and who vouched for it; steps 1 to 7."""
    signed = _read(course, token)
    among = platform if signed.kid is None else None
    by = hold(course, signed, trust, Purpose.ENVELOPE, at, among)
    said = _object(course, signed)
    visual, supporting = said.get("eBLVisualisationByCarrier"), said.get("supportingDocuments")
    listed = [] if supporting is None else supporting
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise Halt(Reason.CONTENT, "supportingDocuments is not a list of objects")
    if not isinstance(visual, dict | None):
        raise Halt(Reason.CONTENT, "eBLVisualisationByCarrier is not an object")
    manifest = EnvelopeManifest(
        _stated(said, "transportDocumentChecksum"),
        _stated(said, "lastEnvelopeTransferChainEntrySignedContentChecksum"),
        visual,
        None if supporting is None else tuple(listed),
    )
    return manifest, by


def _issuance(
    course: Course, token: str, trust: TrustList, at: datetime
) -> tuple[IssuanceManifest, Voucher]:
    """The issuance manifest, and who vouched for it; steps 1 to 7."""
    signed = _read(course, token)
    by = hold(course, signed, trust, Purpose.ISSUANCE, at)
    said = _object(course, signed)
    visual = "eBLVisualisationByCarrierChecksum"
    # Its name before 2024-09-13, when its value was the same.
    name = visual if visual in said else "eBLVisualisationByCarrier"
    manifest = IssuanceManifest(
        _stated(said, "documentChecksum"),
        _stated(said, "issueToChecksum"),
        _stated(said, name) if name in said else None,
    )
    return manifest, by


def _read(course: Course, token: Any) -> Signed:
    course.at = 1
    if not isinstance(token, str) or not token.isascii():
        raise Halt(Reason.MALFORMED, "it is no compact JWS")
    return read_compact(course, token.encode(), _SMALL)


def _names(signed: Signed) -> str | None:
    """The platform to look among, for an entry that names no key: the one that it names."""
    if signed.kid is not None:
        return None
    try:
        said: Any = read_json(signed.payload)
    except Refused:
        return None
    name = said.get("eblPlatform") if isinstance(said, dict) else None
    return name if isinstance(name, str) else None


def _object(course: Course, signed: Signed) -> dict[str, Any]:
    course.at = 7
    try:
        said: Any = read_json(signed.payload)
    except Refused as refused:
        raise Halt(Reason.CONTENT, "what was signed is not strict JSON") from refused
    if not isinstance(said, dict):
        raise Halt(Reason.CONTENT, "what was signed is not an object")
    return said


def _member(body: Any, name: str, kind: type = str) -> Any:
    if not isinstance(body, dict) or not isinstance(body.get(name), kind):
        raise Halt(Reason.MALFORMED, f"it lacks {name}")
    return body[name]


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


def _same(stated: str, tree: Any, what: str) -> None:
    if _checksum(tree) != stated:
        raise Halt(Reason.DIGEST, f"the checksum is not that of {what}")


def _checksum(tree: Any) -> str:
    try:
        return checksum(tree)
    except Refused as refused:
        raise Halt(Reason.CONTENT, "it holds a number that RFC 8785 does not keep") from refused


def _visualised(manifest: IssuanceManifest, visualisation: Any) -> None:
    """Halts where the visualisation is not what the carrier vouched for."""
    if (visualisation is None) != (manifest.visualisation is None):
        raise Halt(Reason.DIGEST, "a visualisation is there and not vouched for, or the reverse")
    if visualisation is None:
        return
    content = _member(visualisation, "content")
    try:
        data = base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise Halt(Reason.MALFORMED, "the visualisation is not base64") from problem
    if _sha256(data) != manifest.visualisation:
        raise Halt(Reason.DIGEST, "the checksum is not that of the visualisation")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _in_entry(halt: Halt, number: int, of: int) -> Halt:
    return Halt(halt.reason, f"entry {number} of {of}: {halt.says}", unknown=halt.unknown)
