"""Receipts: whether what is called one is, and who signed it.

A receipt is a W3C Verifiable Credential 2.0 in a compact JWS (`vc+jwt`), so that any JOSE library
can read it. What it says of a conversion is for the gateway to compare and to repeat.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from fairlead.errors import Refused, UsageError
from fairlead.seal.jws import LARGE, read_compact
from fairlead.seal.trust import TrustList, aware, instant
from fairlead.seal.verdict import Course, Halt, Purpose, Reason, Verdict, Voucher
from fairlead.seal.verify import STEPS as SIGNED
from fairlead.seal.verify import hold
from fairlead.syntax.json import Limits
from fairlead.syntax.json import read as read_json

__all__ = ["CONTEXTS", "KIND", "OPENED", "STEPS", "issuer_of", "opened_receipt", "verify_receipt"]

KIND: Final = "FairleadConversionReceipt"
"""The type of the credential beside `VerifiableCredential`."""
CONTEXTS: Final = (
    "https://www.w3.org/ns/credentials/v2",
    "https://www.w3.org/ns/credentials/undefined-terms/v2",
)
"""Our terms are defined in no public context; the second says so to whoever expands them."""

OPENED: Final = (
    *SIGNED,
    "what was signed is a receipt of a conversion, by the key that it names, made before the time",
)
"""The steps that a receipt alone can be asked."""
STEPS: Final = (*OPENED, "what it says of a source and an output is so")
_MEMBERS: Final = frozenset(("@context", "type", "issuer", "validFrom", "credentialSubject"))


def issuer_of(thumbprint: str) -> str:
    """The URI that a receipt names its issuer by: the RFC 9278 URI of the key.

    >>> issuer_of("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
    'urn:ietf:params:oauth:jwk-thumbprint:sha-256:kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k'
    """
    return f"urn:ietf:params:oauth:jwk-thumbprint:sha-256:{thumbprint}"


def verify_receipt(token: bytes, trust: TrustList, *, at: datetime) -> Verdict[Mapping[str, Any]]:
    """Whether a receipt is vouched for; `Verified` hands out the credential.

    1. It is one JWS of three parts in base64url, and no larger than is allowed.
    2. Its header is strict JSON of allowed names, and demands nothing unknown.
    3. A trusted key has that name, or fits where it names none.
    4. The key and the header are for this purpose, and the key was valid at the time.
    5. The algorithm is that of the key.
    6. The signature holds over the bytes that were received.
    7. What was signed is a receipt of a conversion, by the key that it names, made before the
       time.
    8. What it says of a source and an output is so; this is not asked here.

    It is a verdict on the signature (`Verified.beyond`): nothing is compared without the documents.
    """
    aware(at)
    course = Course("conversion receipt", STEPS, Reason.NOT_COMPARED)
    return course.through(lambda: opened_receipt(course, token, trust, at))


def opened_receipt(
    course: Course, token: bytes, trust: TrustList, at: datetime
) -> tuple[Mapping[str, Any], Voucher]:
    """The credential of a receipt and who vouched for it, by steps 1 to 7; halts otherwise."""
    signed = read_compact(course, token, LARGE)
    by = hold(course, signed, trust, Purpose.RECEIPT, at)
    course.at = 7
    try:
        said: Any = read_json(signed.payload, Limits(size=LARGE.payload))
        made = instant(said["validFrom"])
        ours = (
            said.keys() == _MEMBERS
            and said["@context"] == list(CONTEXTS)
            and said["type"] == ["VerifiableCredential", KIND]
            and isinstance(said["credentialSubject"], dict)
        )
    except (Refused, UsageError, KeyError, TypeError, AttributeError) as problem:
        raise Halt(Reason.CONTENT, "what was signed is no receipt of a conversion") from problem
    if not ours:
        raise Halt(Reason.CONTENT, "what was signed is no receipt of a conversion")
    if said["issuer"] != issuer_of(trust.keys[by.kid].key.thumbprint):
        raise Halt(Reason.SIGNER, "another key signed the receipt than it names")
    if made > at:
        raise Halt(Reason.CONTENT, "the receipt says that it was made after that time")
    return said, by
