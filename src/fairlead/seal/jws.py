"""JWS: one signature in the compact or the flattened form, read without trust in anything it says.

RFC 7515, narrowed: the header is strict JSON with allowed names, nothing critical is unknown, the
payload is attached and base64url, there is one signature. What a header says of keys (`jwk`,
`jku`, `x5u`) is never followed; `kid` is a name to look up, and nothing else.
"""

from __future__ import annotations

import base64
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from fairlead.errors import Refused
from fairlead.seal.verdict import Course, Halt, Reason
from fairlead.syntax.json import Limits
from fairlead.syntax.json import read as read_json

__all__ = [
    "FORM", "HEADER", "LARGE", "JwsLimits", "Signed", "base64url", "is_kid", "media_type",
    "read_compact", "read_flattened", "to_base64url",
]  # fmt: skip

FORM: Final = "it is one JWS of three parts in base64url, and no larger than is allowed"
HEADER: Final = "its header is strict JSON of allowed names, and demands nothing unknown"

_HEADER_SIZE: Final = 16_384
_SIGNATURE_SIZE: Final = 2_048
_KID_SIZE: Final = 256
_STOPS: Final = 2
"""Full stops in a compact JWS."""

_TEXTS: Final = frozenset(("alg", "kid", "typ", "cty", "jku", "x5u", "x5t", "x5t#S256", "iss"))
_ALLOWED: Final = _TEXTS | {"crit", "b64", "jwk", "x5c"}
"""RFC 7515 section 4.1 and RFC 7797, and `iss`, which RFC 7519 section 5.3 lets stand here too."""
_UNDERSTOOD: Final = frozenset(("b64",))
_FLATTENED: Final = ("protected", "payload", "signature")


@dataclass(frozen=True, slots=True)
class JwsLimits:
    """How large a JWS may be, part by part."""

    payload: int = 1_048_576
    """Bytes of the payload, in base64url."""


DEFAULT: Final = JwsLimits()
LARGE: Final = JwsLimits(payload=16_777_216)
"""For what holds whole documents or lists: packs, receipts, trust lists, sealed documents."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A JWS that was read; nothing of it is verified, and nothing may be used before it is."""

    header: Mapping[str, Any]
    message: bytes = field(repr=False)
    """The bytes that were signed: header, full stop, payload (RFC 7515 section 5.1)."""
    payload: bytes = field(repr=False)
    signature: bytes = field(repr=False)

    @property
    def algorithm(self) -> str:
        """What the header says of its algorithm."""
        return str(self.header["alg"])

    @property
    def kid(self) -> str | None:
        """The name of the key, where the header has one."""
        return self.header.get("kid")


def read_compact(course: Course, token: bytes, limits: JwsLimits = DEFAULT) -> Signed:
    """The parts of a compact JWS (RFC 7515 section 7.1); halts where it is none.

    Its form is step 1 of every course, its header step 2.
    """
    if len(token) > _HEADER_SIZE + limits.payload + _SIGNATURE_SIZE:
        raise Halt(Reason.TOO_LARGE, "the JWS is larger than the limit")
    header, _, rest = token.partition(b".")
    payload, _, signature = rest.partition(b".")
    if token.count(b".") != _STOPS:
        raise Halt(Reason.MALFORMED, "a compact JWS has three parts")
    return _signed(course, header, payload, signature, limits)


def read_flattened(course: Course, tree: Any, limits: JwsLimits = DEFAULT) -> Signed:
    """The parts of a flattened JWS (RFC 7515 section 7.2.2); halts where it is none.

    An unprotected header, or several signatures, are refused: nobody signed which of them counts.
    """
    if not isinstance(tree, dict) or tree.keys() != set(_FLATTENED):
        raise Halt(Reason.MALFORMED, "it holds protected, payload and signature, and nothing else")
    if not all(isinstance(part, str) and part.isascii() for part in tree.values()):
        raise Halt(Reason.MALFORMED, "the parts of a JWS are texts of base64url")
    header, payload, signature = (tree[part].encode() for part in _FLATTENED)
    return _signed(course, header, payload, signature, limits)


def _signed(
    course: Course, header: bytes, payload: bytes, signature: bytes, limits: JwsLimits
) -> Signed:
    """The parts, decoded and within their limits."""
    course.at = 1
    for part, most in (
        (header, _HEADER_SIZE), (payload, limits.payload), (signature, _SIGNATURE_SIZE)
    ):  # fmt: skip
        if len(part) > most:
            raise Halt(Reason.TOO_LARGE, "a part of the JWS is larger than the limit")
    says, said, made = base64url(header), base64url(payload), base64url(signature)
    course.at = 2
    return Signed(_header(says), b"%b.%b" % (header, payload), said, made)


def base64url(part: bytes) -> bytes:
    """The bytes of base64url without padding; halts for any other spelling of the same bytes.

    >>> base64url(b"Zm9v")
    b'foo'
    """
    if part[-1:] not in _LAST[len(part) % 4]:
        raise Halt(Reason.MALFORMED, _NO_BASE64URL)
    try:
        text = b'"%b%b"' % (part.translate(_TO_BASE64), b"=" * (-len(part) % 4))
        return _BYTES.decode(text)  # msgspec reads base64 at twice the pace of binascii
    except msgspec.DecodeError as problem:
        raise Halt(Reason.MALFORMED, _NO_BASE64URL) from problem


_NO_BASE64URL: Final = "a part of the JWS is not base64url without padding"
_ALPHABET: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_TO_BASE64: Final = bytes.maketrans(b'-_+/="\\', b"+/!!!!!")
_BYTES: Final = msgspec.json.Decoder(bytes)
_LAST: Final = (_ALPHABET, (), _ALPHABET[::16], _ALPHABET[::4])
"""What the last letter may be, by the length modulo four: unused bits are zero."""


def to_base64url(data: bytes) -> bytes:
    """Base64url without padding (RFC 7515 section 2).

    >>> to_base64url(b"foo?")
    b'Zm9vPw'
    """
    return base64.urlsafe_b64encode(data).rstrip(b"=")


@functools.lru_cache(maxsize=256)
def _header(text: bytes) -> Mapping[str, Any]:
    """A protected header; halts where it breaks a rule. A signer's next header is the same."""
    try:
        header: Any = read_json(text, Limits(size=_HEADER_SIZE, depth=4))
    except Refused as refused:
        raise Halt(Reason.MALFORMED, "the header is not strict JSON") from refused
    if not isinstance(header, dict):
        raise Halt(Reason.MALFORMED, "the header is not an object")
    if not header.keys() <= _ALLOWED:
        raise Halt(Reason.HEADER, "the header holds a name that is not allowed")
    if "alg" not in header or not all(_text(header[name]) for name in _TEXTS & header.keys()):
        raise Halt(Reason.HEADER, "the header lacks its algorithm, or holds what is not a text")
    if header["alg"].lower() == "none":
        raise Halt(Reason.ALGORITHM, "the header says that nothing was signed")
    if len(header.get("kid", "")) > _KID_SIZE:
        raise Halt(Reason.HEADER, "the name of the key is too long")
    _critical(header)
    return header


def media_type(value: object) -> str:
    """A media type as it is compared: without case, and with `application/` before a bare name.

    RFC 7515 sections 4.1.9 and 4.1.10: `application/` may be left out where no other `/` stands.

    >>> media_type("JWT"), media_type("application/jwt"), media_type("image/jwt")
    ('application/jwt', 'application/jwt', 'image/jwt')
    """
    text = str(value).lower()
    return text if "/" in text else f"application/{text}"


def is_kid(text: str) -> bool:
    r"""Whether a text can be the name of a key: printable, and neither empty nor long.

    >>> is_kid("quay-2026"), is_kid(""), is_kid("a\nb")
    (True, False, False)
    """
    return text.isprintable() and 0 < len(text) <= _KID_SIZE


def _text(value: Any) -> bool:
    return isinstance(value, str) and value.isprintable()


def _critical(header: dict[str, Any]) -> None:
    """Halts where what must be understood is not (RFC 7515 section 4.1.11, RFC 7797)."""
    if header.get("b64", True) is not True:
        raise Halt(Reason.CRITICAL, "the payload is not base64url (b64)")
    if "crit" not in header:
        return
    names = header["crit"]
    if not isinstance(names, list) or not names or not all(isinstance(one, str) for one in names):
        raise Halt(Reason.CRITICAL, "crit is not a list of names")
    if len(set(names)) != len(names) or not set(names) <= header.keys():
        raise Halt(Reason.CRITICAL, "crit names one twice, or one that the header lacks")
    if not set(names) <= _UNDERSTOOD:
        raise Halt(Reason.CRITICAL, "crit demands what is not understood")
