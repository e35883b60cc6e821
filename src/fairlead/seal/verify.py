"""Verifying one JWS: the numbered steps that every signature of ours and of others goes through."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Final

from fairlead.seal.jws import (
    DEFAULT,
    FORM,
    HEADER,
    JwsLimits,
    Signed,
    read_compact,
    to_base64url,
)
from fairlead.seal.trust import TrustedKey, TrustList, aware
from fairlead.seal.verdict import Course, Halt, Purpose, Reason, Verdict, Voucher

__all__ = ["STEPS", "for_purpose", "hold", "verify_jws"]

STEPS: Final = (
    FORM,
    HEADER,
    "a trusted key has that name, or fits where it names none",
    "the key and the header are for this purpose, and the key was valid at the time",
    "the algorithm is that of the key",
    "the signature holds over the bytes that were received",
)
_OURS: Final = {
    Purpose.RECEIPT: "vc+jwt",
    Purpose.TRUST_LIST: "trust-list+jws",
    Purpose.DOCUMENT: "document+jws",
}
"""What we sign says what it is; only DCSA's and Open eBL's signatures may be silent."""


def type_of(purpose: Purpose) -> str:
    """The `typ` that a signature for a purpose has in its header.

    >>> type_of(Purpose.ISSUANCE), type_of(Purpose.RECEIPT)
    ('issuance-manifest+jws', 'vc+jwt')
    """
    return _OURS.get(purpose, f"{purpose.value}+jws")


_TYPES: Final = {type_of(purpose): purpose for purpose in Purpose}


def verify_jws(
    token: bytes,
    trust: TrustList,
    purpose: Purpose,
    *,
    at: datetime,
    platform: str | None = None,
    content: bytes | None = None,
    limits: JwsLimits = DEFAULT,
) -> Verdict[bytes]:
    """Whether a compact JWS is vouched for; `Verified` hands out its payload.

    `content` is what a detached signature stands beside (RFC 7515 appendix F).

    1. It is one JWS of three parts in base64url, and no larger than is allowed.
    2. Its header is strict JSON of allowed names, and demands nothing unknown.
    3. A trusted key has that name, or fits where it names none (of `platform`, where it is given).
    4. The key and the header are for this purpose, and the key was valid at the time (`at`).
    5. The algorithm is that of the key.
    6. The signature holds over the bytes that were received.
    """
    aware(at)
    course = Course(purpose.value, STEPS)

    def walk() -> tuple[bytes, Voucher]:
        whole = token if content is None else attached(token, content)
        signed = read_compact(course, whole, limits)
        return signed.payload, hold(course, signed, trust, purpose, at, platform)

    return course.through(walk)


def attached(token: bytes, content: bytes) -> bytes:
    """A detached JWS with what it stands beside in it; halts where something is in it already.

    >>> attached(b"e30..AA", b"foo")
    b'e30.Zm9v.AA'
    """
    header, stops, signature = token.partition(b"..")
    if not stops:
        raise Halt(Reason.MALFORMED, "the signature is not detached, and holds what it signs")
    return b"%b.%b.%b" % (header, to_base64url(content), signature)


def hold(
    course: Course,
    signed: Signed,
    trust: TrustList,
    purpose: Purpose,
    at: datetime,
    platform: str | None = None,
) -> Voucher:
    """Who vouched for a JWS, by steps 3 to 6; halts where nobody did."""
    course.at = 3
    keys = trust.find(signed, purpose, platform)
    course.at = 4
    for_purpose(signed, purpose)
    if len(keys) == 1:
        return _by(course, signed, keys[0], purpose, at)
    for one in keys:
        with suppress(Halt):
            one.key.hold(signed.signature, signed.message)
            break
    else:
        course.at = 6
        raise Halt(Reason.SIGNATURE, "the signature holds by none of the keys that fit")
    return _by(course, signed, one, purpose, at)


def for_purpose(signed: Signed, purpose: Purpose) -> None:
    """Halts where a header says another purpose, or is silent about one of ours.

    Media types are compared without case, and `application/` may stand before them (RFC 7515
    section 4.1.9), so that no spelling hides what something is for.
    """
    stated = signed.header.get("typ")
    if purpose in _OURS and stated != _OURS[purpose]:
        raise Halt(Reason.PURPOSE, "the header does not say that it is for this purpose")
    if _TYPES.get(str(stated).lower().removeprefix("application/"), purpose) != purpose:
        raise Halt(Reason.PURPOSE, "the header says that it is for another purpose")


def _by(course: Course, signed: Signed, key: TrustedKey, purpose: Purpose, at: datetime) -> Voucher:
    course.at = 4
    key.vouch(purpose, at)
    course.at = 5
    if signed.algorithm != key.key.algorithm:
        raise Halt(Reason.ALGORITHM, "the algorithm is not that of the key")
    course.at = 6
    key.key.hold(signed.signature, signed.message)
    return Voucher(key.platform, key.kid, purpose, signed.kid is not None)
