"""What our own statements say. They are closed: a member that is not known here rejects them.

A receipt, a trust list, a supplement and the digest of a document are ours, and so is what each of
their members means. What nobody here reads could be believed by somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeAlias

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from fairlead.bill import Bill, from_canonical
from fairlead.errors import Refused, UsageError
from fairlead.gateway.vouch.statements.dcsa import object_in
from fairlead.gateway.vouch.statements.facts import Read
from fairlead.gateway.vouch.statements.terms import KIND, READ
from fairlead.seal.jws import LARGE
from fairlead.seal.marks import refuse_others
from fairlead.seal.statement import DocumentDigest
from fairlead.seal.trust import TrustList, list_in
from fairlead.seal.verdict import Halt, Purpose, Reason
from fairlead.syntax import xml
from fairlead.syntax.json import Limits
from fairlead.syntax.json import read as read_json

__all__ = [
    "Credential", "digest_in", "document_in", "receipt_in", "supplement_in",
    "trust_list_in",
]  # fmt: skip

Hex: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Count: TypeAlias = Annotated[int, Meta(ge=0)]


class _Closed(Struct, forbid_unknown_fields=True):
    """What holds the members that it names, each of its type, and no other."""


class Digest(_Closed):
    """A SHA-256."""

    sha256: Hex


class File(_Closed):
    """A document that went in or came out."""

    sha256: Hex
    media_type: str
    format: str


class Asked(_Closed):
    """What was asked for, where it is not the default."""

    to: str
    source: str | UnsetType = msgspec.field(name="from", default=UNSET)
    carry: bool = False
    strict: bool = False
    allow: tuple[str, ...] = ()
    profile: str | UnsetType = UNSET
    message: int | UnsetType = UNSET
    interchange: dict[str, str] = {}


class By(_Closed):
    """Who vouched."""

    platform: str
    kid: str
    purpose: Purpose


class Control(_Closed):
    """What was found of control."""

    verdict: str
    reason: str | UnsetType = UNSET


class Signatures(_Closed):
    """Who vouched, where more than that was open."""

    verdict: str
    by: By


class _Told(_Closed, tag_field="verdict"):
    """What was found of a signature."""

    what: str


class ToldVerified(_Told, tag="verified"):
    """That it is verified."""

    by: By
    signatures_only: bool | UnsetType = UNSET
    beyond: str | UnsetType = UNSET
    control: Control | UnsetType = UNSET


class ToldRejected(_Told, tag="rejected"):
    """That it is rejected."""

    step: Count
    reason: str
    says: str
    control: Control | UnsetType = UNSET


class ToldUndetermined(_Told, tag="undetermined"):
    """That it could not be found out."""

    step: Count
    reason: str
    says: str
    signatures: Signatures | UnsetType = UNSET
    control: Control | UnsetType = UNSET


Told: TypeAlias = ToldVerified | ToldRejected | ToldUndetermined


class Named(_Closed):
    """A mapping or a schema."""

    id: str
    sha256: Hex


class MadeWith(_Closed):
    """What a conversion was made with."""

    mappings: tuple[Named, ...]
    schemas: tuple[Named, ...]
    rulebook: Digest


class Subject(_Closed):
    """What a receipt says of a conversion."""

    source: File
    bill: Digest
    output: File
    asked: Asked
    ledger: dict[str, Count]
    losses: dict[str, tuple[str, ...]]
    signatures: tuple[Told, ...]
    made_with: MadeWith
    fairlead: str
    supplement: Digest | UnsetType = UNSET


class Credential(_Closed):
    """A receipt."""

    context: tuple[Any, ...] = msgspec.field(name="@context")
    type: tuple[str, ...]
    issuer: str
    made: str = msgspec.field(name="validFrom")
    subject: Subject = msgspec.field(name="credentialSubject")


def receipt_in(payload: bytes) -> Read[tuple[Credential, Mapping[str, Any]]]:
    """The receipt that a payload is, typed and as it stands; halts where it is none."""
    try:
        tree: Any = read_json(payload, Limits(size=LARGE.payload))
        said = msgspec.convert(tree, Credential)
    except (Refused, msgspec.ValidationError, RecursionError) as problem:
        raise Halt(Reason.CONTENT, "what was signed is no receipt of a conversion") from problem
    kinds = ("VerifiableCredential", KIND)
    if said.context not in READ or said.type != kinds:
        raise Halt(Reason.CONTENT, "what was signed is no receipt of a conversion")
    return Read((said, tree))


def trust_list_in(payload: bytes) -> Read[TrustList]:
    """The trust list that a payload is; halts where it is none."""
    return Read(list_in(payload))


def supplement_in(payload: bytes) -> Read[Bill]:
    """The supplement that bytes are, as the Bill that it fills in; halts where it is none."""
    try:
        tree: Any = read_json(payload)
        if isinstance(tree, dict):
            return Read(from_canonical(tree))
    except (Refused, UsageError) as problem:
        raise Halt(Reason.CONTENT, "the supplement is none") from problem
    raise Halt(Reason.CONTENT, "the supplement is none")


class _Beside(_Closed):
    document_sha256: Hex
    media_type: str


def digest_in(payload: bytes) -> Read[DocumentDigest]:
    """The digest of a document that a payload states; halts where it states none."""
    tree = object_in(payload)
    try:
        said = msgspec.convert(tree, _Beside)
    except msgspec.ValidationError as problem:
        raise Halt(Reason.CONTENT, "what was signed is no digest of a document") from problem
    return Read(DocumentDigest(said.document_sha256, said.media_type))


_OTHER_SYNTAX: Final = re.compile(rb"UN[AB]|\s*[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\s*\Z")
"""EDIFACT, or a JWS that others made, which is verified apart."""


def document_in(payload: bytes) -> Read[bytes]:
    """The document that a payload is, in any syntax; halts where it is none, or a statement."""
    if _OTHER_SYNTAX.match(payload):
        return Read(payload)
    try:
        if payload.lstrip().startswith(b"<"):
            xml.Document.of(payload, xml.Limits(size=LARGE.payload))
            return Read(payload)
        tree: Any = read_json(payload, Limits(size=LARGE.payload))
    except Refused as refused:
        raise Halt(Reason.CONTENT, "what was signed is no document") from refused
    refuse_others(tree, Purpose.DOCUMENT)
    return Read(payload)
