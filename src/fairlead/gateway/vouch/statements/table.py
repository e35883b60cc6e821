"""Who reads what: each statement that is signed, or given beside one, has one reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from fairlead.gateway.vouch.statements.dcsa import (
    entry_in,
    envelope_in,
    issuance_in,
    response_in,
)
from fairlead.gateway.vouch.statements.facts import Read
from fairlead.gateway.vouch.statements.ours import (
    digest_in,
    document_in,
    receipt_in,
    supplement_in,
    trust_list_in,
)
from fairlead.gateway.vouch.statements.pack import pack_in
from fairlead.seal.verdict import Purpose

__all__ = ["READERS", "SUPPLEMENT", "Reader", "purpose_by_members"]


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads a statement."""

    read: Callable[[bytes], Read[Any]]
    """What a payload says, and the members of it that nobody named; halts where it says none."""
    clause: str
    """What says how it is to be read."""
    ours: bool = False
    """Whether we define it: then it is closed, and a member that is not known rejects it."""
    needs: frozenset[str] = frozenset()
    """The members by which it is known where its header is silent: all that it must have."""
    compared: str | None = None
    """What it states that is compared with something else, which did not come with it."""
    open: str | None = None
    """What of it stays open as the publication is silent or says two things."""


_CHECKSUMS: Final = "every checksum in it is that of what it speaks of"
_TWO_FORMS: Final = (
    "the text has transportDocumentChecksum over one canonical form, and every other checksum of a "
    "document over that of RFC 8785: one that fits the first form alone is open"
)

READERS: Final[Mapping[Purpose, Reader]] = MappingProxyType(
    {
        Purpose.ISSUANCE: Reader(
            issuance_in, "DCSA ISS 3.0.4, IssuanceManifest", compared=_CHECKSUMS,
            needs=frozenset(("documentChecksum", "issueToChecksum")),
        ),
        Purpose.ENVELOPE: Reader(
            envelope_in, "DCSA PINT 3.0.0, EnvelopeManifest", compared=_CHECKSUMS,
            needs=frozenset(("transportDocumentChecksum",
                             "lastEnvelopeTransferChainEntrySignedContentChecksum")),
            open=_TWO_FORMS,
        ),
        Purpose.TRANSFER: Reader(
            entry_in, "DCSA PINT 3.0.0, EnvelopeTransferChainEntry", compared=_CHECKSUMS,
            needs=frozenset(("eblPlatform", "transportDocumentChecksum", "transactions")),
            open=_TWO_FORMS,
        ),
        Purpose.RESPONSE: Reader(
            response_in, "DCSA PINT 3.0.0, EnvelopeTransferFinishedResponse", compared=_CHECKSUMS,
            needs=frozenset(("lastEnvelopeTransferChainEntrySignedContentChecksum",
                             "responseCode")),
        ),
        Purpose.PACK: Reader(pack_in, "Open eBL api.yaml, BillOfLadingPack"),
        Purpose.DOCUMENT: Reader(document_in, "the schema of its format", ours=True),
        Purpose.DIGEST: Reader(
            digest_in, "sealing.md", ours=True,
            compared="the digest in it is that of the document that it stands beside",
        ),
        Purpose.RECEIPT: Reader(receipt_in, "sealing.md; W3C VC Data Model 2.0", ours=True,
                                compared="what it says of a source and an output is so"),
        Purpose.TRUST_LIST: Reader(trust_list_in, "sealing.md", ours=True),
    }
)  # fmt: skip
"""What reads the payload of a statement, by its purpose: no purpose is without."""

SUPPLEMENT: Final = Reader(supplement_in, "schemas/fairlead/bill-1", ours=True)
"""What reads a supplement; nobody signs one, and a receipt states its digest."""


def purpose_by_members(said: Iterable[str]) -> Purpose | None:
    """For what a payload is whose header is silent: the statement whose members it has, all.

    >>> purpose_by_members(("eblPlatform", "transportDocumentChecksum", "transactions")).value
    'transfer-chain-entry'
    >>> purpose_by_members(("sub", "exp", "transactions")) is None
    True
    """
    held = set(said)
    fitting = (purpose for purpose, one in READERS.items() if one.needs and one.needs <= held)
    return next(fitting, None)
