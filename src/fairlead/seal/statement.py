"""Statements: the only things that are signed, each of a type and for a purpose.

A signer takes no bytes. It takes one of these, whose type says what the signature is for and whose
header says it again, so that no signature can be passed off as one of another kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, TypeAlias

import msgspec

from fairlead.errors import UsageError
from fairlead.seal.marks import names_for, others_in
from fairlead.seal.trust import NO_LIST, TrustList, from_tree
from fairlead.seal.verdict import Purpose
from fairlead.syntax.json import write as write_json

__all__ = [
    "Document", "DocumentDigest", "EnvelopeManifest", "IssuanceManifest", "Pack", "Receipt",
    "Statement", "TransferChainEntry", "TrustListDocument",
]  # fmt: skip

_CHECKSUM: Final = re.compile(r"[0-9a-f]{64}")


_ANOTHER: Final = "what is signed holds members of a statement of another kind"
_OTHERS: Final = names_for(Purpose.DOCUMENT)
_MEMBERS: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
"""Reads the names of the first members, and passes over what they hold."""
_MAY_MARK: Final = re.compile(rb'\\u|"(?:%b)"' % "|".join(sorted(_OTHERS)).encode())


def _may_be_another(document: bytes) -> bool:
    """Whether an object in JSON is a statement of another kind, to whoever reads it loosely."""
    try:
        return not _OTHERS.isdisjoint(_MEMBERS.decode(document))
    except msgspec.DecodeError:  # others may read it all the same
        return _MAY_MARK.search(document) is not None


def _checksums(*texts: str | None) -> None:
    """Raises `UsageError` for what is no SHA-256 in lower-case hex."""
    if not all(text is None or _CHECKSUM.fullmatch(text) for text in texts):
        raise UsageError("a checksum is SHA-256 in 64 lower-case hexadecimal digits")


def _written(**members: Any) -> bytes:
    """The JSON of DCSA's members, in their order, without those that are not there."""
    return write_json({name: value for name, value in members.items() if value is not None})


@dataclass(frozen=True, slots=True)
class IssuanceManifest:
    """What a carrier signs when it issues (DCSA ISS 3.0.4, IssuanceManifest).

    >>> IssuanceManifest("0" * 64, "1" * 64).payload()[:23]
    b'{"documentChecksum":"00'
    """

    purpose: ClassVar = Purpose.ISSUANCE
    content_type: ClassVar = "json"

    document: str
    """SHA-256 of the RFC 8785 form of the transport document."""
    issue_to: str
    """SHA-256 of the RFC 8785 form of `issueTo`."""
    visualisation: str | None = None
    """SHA-256 of the carrier's visualisation, where there is one."""

    def __post_init__(self) -> None:
        _checksums(self.document, self.issue_to, self.visualisation)

    def payload(self) -> bytes:
        """The bytes that are signed."""
        return _written(
            documentChecksum=self.document,
            issueToChecksum=self.issue_to,
            eBLVisualisationByCarrierChecksum=self.visualisation,
        )


@dataclass(frozen=True, slots=True)
class EnvelopeManifest:
    """What a sending platform signs of an envelope (DCSA PINT 3.0.0, EnvelopeManifest)."""

    purpose: ClassVar = Purpose.ENVELOPE
    content_type: ClassVar = "json"

    document: str
    """SHA-256 of the RFC 8785 form of the transport document."""
    last_entry: str
    """SHA-256 of the last entry of the chain, as its compact JWS."""
    visualisation: Mapping[str, Any] | None = None
    supporting: tuple[Mapping[str, Any], ...] | None = None

    def __post_init__(self) -> None:
        _checksums(self.document, self.last_entry)

    def payload(self) -> bytes:
        """The bytes that are signed."""
        shown, more = self.visualisation, self.supporting
        return _written(
            transportDocumentChecksum=self.document,
            lastEnvelopeTransferChainEntrySignedContentChecksum=self.last_entry,
            eBLVisualisationByCarrier=None if shown is None else dict(shown),
            supportingDocuments=None if more is None else [dict(one) for one in more],
        )


@dataclass(frozen=True, slots=True)
class TransferChainEntry:
    """What a platform signs of a transfer (DCSA PINT 3.0.0, EnvelopeTransferChainEntry)."""

    purpose: ClassVar = Purpose.TRANSFER
    content_type: ClassVar = "json"

    platform: str
    """Code of the platform that makes the entry."""
    document: str
    """SHA-256 of the RFC 8785 form of the transport document."""
    transactions: tuple[Mapping[str, Any], ...]
    previous: str | None = None
    """SHA-256 of the entry before, as its compact JWS; none on the first."""
    issuance_manifest: str | None = None
    """The carrier's signed issuance manifest; on the first entry only."""
    control_tracking_registry: str | None = None
    """Base URI of the registry; on the first entry only."""

    def __post_init__(self) -> None:
        _checksums(self.document, self.previous)
        if not self.transactions:
            raise UsageError("an entry of a transfer chain holds at least one transaction")
        first_only = (self.issuance_manifest, self.control_tracking_registry)
        if self.previous is not None and any(one is not None for one in first_only):
            raise UsageError("the issuance manifest and the registry stand in the first entry only")

    def payload(self) -> bytes:
        """The bytes that are signed."""
        return _written(
            eblPlatform=self.platform,
            transportDocumentChecksum=self.document,
            transactions=[dict(one) for one in self.transactions],
            previousEnvelopeTransferChainEntrySignedContentChecksum=self.previous,
            issuanceManifestSignedContent=self.issuance_manifest,
            controlTrackingRegistry=self.control_tracking_registry,
        )


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack of Open eBL, minified (`BillOfLadingPack`)."""

    purpose: ClassVar = Purpose.PACK
    content_type: ClassVar = None

    tree: Mapping[str, Any] = field(repr=False)

    def __post_init__(self) -> None:
        if not {"id", "version", "events", "current_owner"} <= self.tree.keys():
            raise UsageError("a pack holds id, version, events and current_owner")
        if others_in(self.tree, Purpose.PACK):
            raise UsageError(_ANOTHER)

    def payload(self) -> bytes:
        """The bytes that are signed."""
        return write_json(dict(self.tree))


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was said in a format, with its media type and the id of the format."""

    purpose: ClassVar = Purpose.DOCUMENT

    data: bytes = field(repr=False)
    media_type: str
    """Media type, `application/json`."""

    def __post_init__(self) -> None:
        if self.data.lstrip().startswith(b"{") and _may_be_another(self.data):
            raise UsageError(_ANOTHER)

    @property
    def content_type(self) -> str:
        """The media type, without `application/` (RFC 7515 section 4.1.10)."""
        return self.media_type.removeprefix("application/")

    def payload(self) -> bytes:
        """The bytes that are signed."""
        return self.data


@dataclass(frozen=True, slots=True)
class DocumentDigest:
    """The digest of a document: what is signed is ours, whatever the document holds.

    >>> DocumentDigest("0" * 64, "application/json").payload()[:22]
    b'{"document_sha256":"00'
    """

    purpose: ClassVar = Purpose.DIGEST
    content_type: ClassVar = "json"

    sha256: str
    """SHA-256 of the bytes of the document."""
    media_type: str
    """Media type, `application/json`."""

    def __post_init__(self) -> None:
        _checksums(self.sha256)

    def payload(self) -> bytes:
        """The bytes that are signed."""
        return _written(document_sha256=self.sha256, media_type=self.media_type)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt of a conversion: a W3C Verifiable Credential 2.0, enveloped as `vc+jwt`."""

    purpose: ClassVar = Purpose.RECEIPT
    content_type: ClassVar = "vc"

    credential: Mapping[str, Any] = field(repr=False)

    def __post_init__(self) -> None:
        types = self.credential.get("type")
        if not isinstance(types, list) or "FairleadConversionReceipt" not in types:
            raise UsageError("a receipt is a FairleadConversionReceipt")

    def payload(self) -> bytes:
        """The bytes that are signed."""
        return write_json(dict(self.credential))


@dataclass(frozen=True, slots=True)
class TrustListDocument:
    """A trust list, to be signed by the root that it is read with."""

    purpose: ClassVar = Purpose.TRUST_LIST
    content_type: ClassVar = "json"

    tree: Mapping[str, Any] = field(repr=False)

    @property
    def list(self) -> TrustList:
        """The list that it says. Raises `UsageError` where it says none."""
        try:
            return from_tree(self.tree)
        except NO_LIST as problem:
            raise UsageError(f"this is not what a trust list says: {problem!r}") from problem

    def payload(self) -> bytes:
        """The bytes that are signed. Raises `UsageError` where it says no list."""
        _ = self.list
        return write_json(dict(self.tree))


Statement: TypeAlias = (
    IssuanceManifest | EnvelopeManifest | TransferChainEntry | Pack | Document | DocumentDigest
    | Receipt | TrustListDocument
)  # fmt: skip
"""What can be signed. The list is closed."""
