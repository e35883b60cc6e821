"""Receipts: whether what is called one is, and who signed it.

A receipt is a W3C Verifiable Credential 2.0 in a compact JWS (`vc+jwt`), so that any JOSE library
can read it. Whether what it says is so is found out by whoever repeats the conversion.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

from fairlead.errors import UsageError
from fairlead.gateway.vouch.statements.ours import Credential, receipt_in
from fairlead.gateway.vouch.statements.table import READERS
from fairlead.seal.jws import LARGE, read_compact
from fairlead.seal.trust import TrustList, aware, instant
from fairlead.seal.verdict import Course, Halt, Purpose, Reason, Verdict, Voucher
from fairlead.seal.verify import STEPS as SIGNED
from fairlead.seal.verify import hold_or_open

__all__ = [
    "OPENED", "STEPS", "Receipt", "issuer_of", "opened_receipt", "read_receipt",
    "verify_receipt",
]  # fmt: skip

OPENED: Final = (
    *SIGNED,
    "what was signed is a receipt of a conversion, by the key that it names, made before the time",
)
"""The steps that a receipt alone can be asked."""
STEPS: Final = (*OPENED, str(READERS[Purpose.RECEIPT].compared))


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
    Where the key is not known, what was signed is read all the same, and what is no receipt is
    rejected.
    """
    aware(at)
    course = Course("conversion receipt", STEPS, Reason.NOT_COMPARED)

    def walk() -> tuple[Mapping[str, Any], Voucher]:
        opened = opened_receipt(course, token, trust, at)
        return opened.tree, opened.vouched(course)

    return course.through(walk)


class Receipt(NamedTuple):
    """A receipt that was read."""

    said: Credential
    tree: Mapping[str, Any]
    """The same, as it stands."""
    made: datetime
    by: Voucher | None
    """Who vouched for it; None where the key is not known."""

    def vouched(self, course: Course) -> Voucher:
        """Who vouched for it; halts where anything was left open."""
        course.settle()
        if self.by is None:
            raise Halt(Reason.UNKNOWN_KEY, "nobody trusted vouches for it", unknown=True)
        return self.by


def read_receipt(token: bytes) -> Credential | None:
    """What something that calls itself a receipt says; None where it is none. Nothing is verified.

    >>> read_receipt(b"e30.e30.AA") is None
    True
    """
    try:
        return receipt_in(read_compact(Course("", ()), token, LARGE).payload).said[0]
    except Halt:
        return None


def opened_receipt(course: Course, token: bytes, trust: TrustList, at: datetime) -> Receipt:
    """What a receipt says and who vouched for it, by steps 1 to 7; halts otherwise.

    A key that is not known is left open, as what a receipt says can be rejected without it.
    """
    signed = read_compact(course, token, LARGE)
    by = hold_or_open(course, signed, trust, Purpose.RECEIPT, at)
    course.at = 7
    said, tree = receipt_in(signed.payload).said
    try:
        made = instant(said.made)
    except UsageError as problem:
        raise Halt(Reason.CONTENT, "what was signed is no receipt of a conversion") from problem
    if by is not None and said.issuer != issuer_of(trust.keys[by.kid].key.thumbprint):
        raise Halt(Reason.SIGNER, "another key signed the receipt than it names")
    if made > at:
        raise Halt(Reason.CONTENT, "the receipt says that it was made after that time")
    return Receipt(said, tree, made, by)
