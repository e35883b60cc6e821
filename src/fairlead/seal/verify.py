"""Verifying one JWS: the numbered steps that every signature of ours and of others goes through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, Final, TypeVar

from fairlead.errors import Refused
from fairlead.seal.jws import (
    DEFAULT,
    FORM,
    HEADER,
    LARGE,
    JwsLimits,
    Signed,
    media_type,
    read_compact,
    to_base64url,
)
from fairlead.seal.trust import TrustedKey, TrustList, aware
from fairlead.seal.validity import vouch_or_open
from fairlead.seal.verdict import OF_STATEMENTS, Course, Halt, Purpose, Reason, Verdict, Voucher
from fairlead.syntax.json import Limits
from fairlead.syntax.json import read as read_json

__all__ = [
    "JWS_STEPS", "STEPS", "attached", "for_purpose", "hold", "hold_or_open", "is_silent",
    "stated_purpose", "type_of", "verify_jws",
]  # fmt: skip

STEPS: Final = (
    FORM,
    HEADER,
    "a trusted key has that name, or fits where it names none",
    "the key and the header are for this purpose, and the key was valid at the time",
    "the algorithm is that of the key",
    "the signature holds over the bytes that were received",
)
JWS_STEPS: Final = (*STEPS, "what was signed is read as what its purpose says")

Said = TypeVar("Said")

_OURS: Final = {
    Purpose.RECEIPT: "vc+jwt",
    Purpose.TRUST_LIST: "trust-list+jws",
    Purpose.DOCUMENT: "document+jws",
    Purpose.DIGEST: "document-digest+jws",
}
"""What we sign says what it is; only DCSA's and Open eBL's signatures may be silent."""


def type_of(purpose: Purpose) -> str:
    """The `typ` that a signature for a purpose has in its header.

    >>> type_of(Purpose.ISSUANCE), type_of(Purpose.RECEIPT)
    ('issuance-manifest+jws', 'vc+jwt')
    """
    return _OURS.get(purpose, f"{purpose.value}+jws")


_TYPES: Final = {media_type(type_of(purpose)): purpose for purpose in OF_STATEMENTS}
_SILENT: Final = frozenset(map(media_type, ("JOSE", "JOSE+JSON", "JWT")))
"""Types that say no more than that it is a JWS; libraries write them unasked."""
_TOKEN: Final = frozenset(("iss", "sub", "aud", "exp", "nbf", "iat", "jti"))
"""Claims of a token (RFC 7519 section 4.1)."""
_CONTENT: Final = {Purpose.RECEIPT: ("vc", "vc+ld+json"), Purpose.DOCUMENT: (), Purpose.PACK: ()}
"""What `cty` may say of a payload, where that is not `json`; any where there is none."""


def stated_purpose(header: Mapping[str, Any]) -> Purpose | None:
    """The purpose that a header states; None where it states none that is known.

    >>> stated_purpose({"typ": "Application/VC+JWT"}).value
    'receipt'
    """
    return _TYPES.get(media_type(header["typ"])) if "typ" in header else None


def is_silent(header: Mapping[str, Any], said: Any) -> bool:
    """Whether a header says nothing of what was signed, so that its members may say it.

    A JWT that has claims of a token is a token, whatever else stands in it.

    >>> is_silent({"typ": "JWT"}, {"transactions": []}), is_silent({"typ": "JWT"}, {"sub": "me"})
    (True, False)
    """
    if "typ" not in header:
        return True
    stated = media_type(header["typ"])
    token = stated == media_type("JWT") and isinstance(said, dict) and not _TOKEN.isdisjoint(said)
    return stated in _SILENT and not token


def verify_jws(
    token: bytes,
    trust: TrustList,
    purpose: Purpose,
    *,
    at: datetime,
    read: Callable[[bytes], Said] | None = None,
    platform: str | None = None,
    content: bytes | None = None,
    limits: JwsLimits = DEFAULT,
) -> Verdict[Said]:
    """Whether a compact JWS is vouched for; `Verified` hands out what `read` made of its payload.

    `read` halts where the payload is not what the purpose says. Without a reader the verdict is
    undetermined, whoever signed: what nobody read is not verified. `content` is what a detached
    signature stands beside (RFC 7515 appendix F).

    1. It is one JWS of three parts in base64url, and no larger than is allowed.
    2. Its header is strict JSON of allowed names, and demands nothing unknown.
    3. A trusted key has that name, or fits where it names none (of `platform`, where it is given).
    4. The key and the header are for this purpose, and the key was valid at the time (`at`).
    5. The algorithm is that of the key.
    6. The signature holds over the bytes that were received.
    7. What was signed is read as what its purpose says.
    """
    aware(at)
    course = Course(purpose.value, JWS_STEPS)

    def walk() -> tuple[Said, Voucher]:
        whole = token if content is None else attached(token, content)
        signed = read_compact(course, whole, limits)
        by = hold(course, signed, trust, purpose, at, platform)
        course.at = 7
        if read is None:
            says = "nothing read what was signed"
            raise Halt(Reason.NOT_READ, says, unknown=True, signed=by)
        return read(signed.payload), by

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


def hold_or_open(
    course: Course, signed: Signed, trust: TrustList, purpose: Purpose, at: datetime
) -> Voucher | None:
    """Who vouched for a JWS; None where that is left open, as more can be rejected without a key.

    Halts where it is rejected. The steps that were not asked are not said to hold.
    """
    try:
        return hold(course, signed, trust, purpose, at)
    except Halt as halt:
        course.leave_open(halt)
        course.skip(*range(course.at + 1, len(STEPS) + 1))
        return None


def for_purpose(signed: Signed, purpose: Purpose) -> None:
    """Halts where a header says another purpose or content, or is silent about one of ours.

    What it says that nobody knows here is open.
    """
    header = signed.header
    stated = stated_purpose(header)
    if purpose in _OURS and stated is not purpose:
        raise Halt(Reason.PURPOSE, "the header does not say that it is for this purpose")
    if stated not in {None, purpose}:
        raise Halt(Reason.PURPOSE, "the header says that it is for another purpose")
    if stated is None and not is_silent(header, _object(signed)):
        says = "the header says that it is for something else than is known here"
        raise Halt(Reason.PURPOSE, says, unknown=True)
    fitting = _CONTENT.get(purpose, ("json",))
    if fitting and "cty" in header and media_type(header["cty"]) not in map(media_type, fitting):
        raise Halt(Reason.PURPOSE, "the header says that something else was signed")


def _object(signed: Signed) -> Any:
    """What was signed, where it can be read; it decides no more than whether it is a token."""
    if "typ" not in signed.header:
        return None
    try:
        return read_json(signed.payload, Limits(size=LARGE.payload))
    except Refused:
        return None


def _by(course: Course, signed: Signed, key: TrustedKey, purpose: Purpose, at: datetime) -> Voucher:
    course.at = 4
    vouch_or_open(course, key, purpose, at)
    course.at = 5
    if signed.algorithm != key.key.algorithm:
        raise Halt(Reason.ALGORITHM, "the algorithm is not that of the key")
    course.at = 6
    key.key.hold(signed.signature, signed.message)
    return Voucher(key.platform, key.kid, purpose, signed.kid is not None)
