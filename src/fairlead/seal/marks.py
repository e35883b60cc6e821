"""Marks: members by which a payload is taken for a statement, by whoever looks at members alone.

DCSA's and Open eBL's statements need not say in their header what they are, so other software goes
by what a payload holds. A payload that holds the marks of two statements would be both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from fairlead.seal.verdict import OF_STATEMENTS, Halt, Purpose, Reason

__all__ = ["CLAIMS", "MARKS", "names_for", "others_in", "refuse_others"]

_ENVELOPE, _TRANSFER, _RESPONSE = Purpose.ENVELOPE, Purpose.TRANSFER, Purpose.RESPONSE

MARKS: Final[Mapping[str, frozenset[Purpose]]] = {
    # DCSA ISS 3.0.4, IssuanceManifest
    "documentChecksum": frozenset((Purpose.ISSUANCE,)),
    "issueToChecksum": frozenset((Purpose.ISSUANCE,)),
    "eBLVisualisationByCarrierChecksum": frozenset((Purpose.ISSUANCE,)),
    # DCSA PINT 3.0.0, EnvelopeManifest, EnvelopeTransferChainEntry, and the answer
    "transportDocumentChecksum": frozenset((_ENVELOPE, _TRANSFER)),
    "lastEnvelopeTransferChainEntrySignedContentChecksum": frozenset((_ENVELOPE, _RESPONSE)),
    "supportingDocuments": frozenset((_ENVELOPE,)),
    "eblPlatform": frozenset((_TRANSFER,)),
    "transactions": frozenset((_TRANSFER,)),
    "previousEnvelopeTransferChainEntrySignedContentChecksum": frozenset((_TRANSFER,)),
    "controlTrackingRegistry": frozenset((_TRANSFER,)),
    "responseCode": frozenset((_RESPONSE,)),
    "duplicateOfAcceptedEnvelopeTransferChainEntrySignedContent": frozenset((_RESPONSE,)),
    "missingAdditionalDocumentChecksums": frozenset((_RESPONSE,)),
    "receivedAdditionalDocumentChecksums": frozenset((_RESPONSE,)),
    # DCSA ISS and SUR 3.0.4: requests and answers, which no purpose of ours signs
    "issuanceResponseCode": frozenset(),
    "surrenderRequestReference": frozenset(),
    "surrenderRequestCode": frozenset(),
    "endorsementChain": frozenset(),
    # Open eBL, BillOfLadingPack
    "events": frozenset((Purpose.PACK,)),
    "current_owner": frozenset((Purpose.PACK,)),
    "parent_hash": frozenset((Purpose.PACK,)),
    # W3C Verifiable Credentials, which receipts are
    "@context": frozenset((Purpose.RECEIPT,)),
    "credentialSubject": frozenset((Purpose.RECEIPT,)),
    "platforms": frozenset((Purpose.TRUST_LIST,)),
    "document_sha256": frozenset((Purpose.DIGEST,)),
    # Bills, bare or in the envelopes of DCSA
    "transportDocumentReference": frozenset((Purpose.DOCUMENT,)),
    "transportDocument": frozenset((Purpose.DOCUMENT,)),
    "document": frozenset((Purpose.DOCUMENT,)),
}
"""Of each member that marks a statement, the purposes of ours in which it may stand."""

CLAIMS: Final = frozenset(
    ("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "vc", "vp", "verifiableCredential", "keys")
)
"""Claims of a JWT (RFC 7519 section 4.1), of credentials in one, and the member of a set of keys.

Others may have them in what they sign; a document that we sign has them not.
"""


def names_for(purpose: Purpose) -> frozenset[str]:
    """The members that a payload for a purpose does not hold, as they mark another statement."""
    claims = CLAIMS if purpose is Purpose.DOCUMENT else frozenset()
    return claims | {name for name, may in MARKS.items() if purpose not in may}


_OTHERS: Final = {purpose: names_for(purpose) for purpose in OF_STATEMENTS}


def others_in(said: Any, purpose: Purpose) -> list[str]:
    """The members of a payload for a purpose that mark a statement of another kind.

    >>> others_in({"documentChecksum": "", "shipper": ""}, Purpose.DOCUMENT)
    ['documentChecksum']
    """
    return [name for name in said if name in _OTHERS[purpose]] if isinstance(said, dict) else []


def refuse_others(said: Iterable[Any], purpose: Purpose) -> None:
    """Halts where a payload for a purpose would be a statement of another kind too."""
    if not _OTHERS[purpose].isdisjoint(said):
        raise Halt(Reason.CONTENT, "what was signed holds members of a statement of another kind")
