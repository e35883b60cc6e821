"""Statements of every type, and a trust list that holds a signer's key for all purposes."""

from datetime import UTC, datetime

from fairlead.seal import TrustedKey, TrustList
from fairlead.seal.statement import (
    Document,
    EnvelopeManifest,
    IssuanceManifest,
    Receipt,
    TransferChainEntry,
    TrustListDocument,
)
from fairlead.seal.verdict import OF_STATEMENTS
from tests.unit.seal.authorities import platforms

AT = datetime(2026, 11, 25, 8, tzinfo=UTC)
SINCE, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)

TYPES = ["VerifiableCredential", "FairleadConversionReceipt"]
STATEMENTS = (
    IssuanceManifest("0" * 64, "1" * 64, "2" * 64),
    EnvelopeManifest("0" * 64, "1" * 64),
    TransferChainEntry("QUAY", "0" * 64, ({"action": "ISSUE"},)),
    Document(b'{"a":1}', "application/json"),
    Receipt({"@context": ["https://www.w3.org/ns/credentials/v2"], "type": TYPES}),
    TrustListDocument(
        {
            "name": "quayside", "version": 1, "issued": "2026-01-01T00:00:00Z",
            "expires": "2027-01-01T00:00:00Z", "platforms": platforms(),
        }
    ),
)  # fmt: skip


def trusting(signer):
    """A trust list of one key, for every purpose."""
    key = TrustedKey("QUAY", signer.kid, signer.key, OF_STATEMENTS, SINCE, UNTIL)
    return TrustList("quayside", 1, SINCE, UNTIL, {signer.kid: key})
