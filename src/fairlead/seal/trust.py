"""The trust list: which key of which platform may vouch for what, and when.

A signed, versioned, expiring document. A lower version than was seen before, or one that is no
longer valid, is not taken. The algorithm of a key is fixed here, never by what it signed.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final, Protocol

from cryptography import x509

from fairlead.errors import Refused, UsageError
from fairlead.seal.algorithm import NOT_SUPPORTED, UNREADABLE, Algorithm, PublicKey
from fairlead.seal.jws import FORM, HEADER, LARGE, media_type, read_compact
from fairlead.seal.lint import oddity
from fairlead.seal.validity import valid
from fairlead.seal.verdict import Course, Halt, Purpose, Reason, Verdict, Voucher
from fairlead.syntax.json import read as read_json

__all__ = [
    "NO_LIST", "Claim", "TrustList", "TrustedKey", "TrustedRoot", "from_tree", "instant",
    "list_in", "read_trust_list",
]  # fmt: skip

_PRIVATE: Final = frozenset(("d", "p", "q", "dp", "dq", "qi", "oth", "k"))
"""Members of a JWK that nobody but its owner may know."""
_INSTANT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})"
)

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")

MOST_CANDIDATES: Final = 4
"""How many keys are tried for a signature that names none."""


class Claim(Protocol):
    """What a signature says of itself, which decides where to look and never whom to trust."""

    @property
    def algorithm(self) -> str:
        """The algorithm, as a trust list calls it."""
        ...

    @property
    def kid(self) -> str | None:
        """The name of the key, where it has one."""
        ...


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A key of a platform, with what it may vouch for."""

    platform: str
    kid: str
    key: PublicKey
    purposes: frozenset[Purpose]
    since: datetime
    until: datetime
    carriers: frozenset[tuple[str, str]] = frozenset()
    """The carriers for which it may issue, each a list of codes and a code; none are known where
    it is empty."""
    retired: datetime | None = None
    """Since when its owner signs with it no more."""
    compromised: datetime | None = None
    """Since when somebody else may have signed with it."""
    proven: datetime | None = None
    """When the signatures that are looked at were there already, by evidence of time."""

    def vouch(self, purpose: Purpose, at: datetime) -> None:
        """Halts where the key may not vouch for that, or not at that time."""
        if purpose not in self.purposes:
            raise Halt(Reason.PURPOSE, "the key is trusted for something else")
        valid(self, at)


@dataclass(frozen=True, slots=True)
class TrustedRoot:
    """A certificate that others are followed back to, with what their keys may vouch for."""

    platform: str
    certificate: x509.Certificate = field(repr=False)
    purposes: frozenset[Purpose]
    proven: datetime | None = None
    """When the signatures that are looked at were there already, by evidence of time."""


@dataclass(frozen=True)
class TrustList:
    """Whom to trust for what.

    >>> from datetime import UTC, datetime
    >>> TrustList("quayside", 1, datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
    TrustList(name='quayside', version=1, ...)
    """

    name: str
    version: int
    issued: datetime
    expires: datetime
    keys: Mapping[str, TrustedKey] = field(default_factory=dict, repr=False)
    """By their `kid`."""
    roots: tuple[TrustedRoot, ...] = field(default=(), repr=False)
    unsupported: bool = field(default=False, repr=False)
    """Whether somebody is trusted whose key is of an algorithm that is not supported here."""
    previous: str | None = field(default=None, repr=False)
    """The digest of the list before it, where it names that."""

    def proven(self, when: datetime) -> TrustList:
        """The same list for signatures that were there at that time, by evidence."""
        keys = {name: replace(key, proven=when) for name, key in self.keys.items()}
        roots = tuple(replace(root, proven=when) for root in self.roots)
        return replace(self, keys=keys, roots=roots)

    def in_force(self, at: datetime) -> None:
        """Halts where the list is not valid at the time."""
        if at < self.issued:
            raise Halt(Reason.LIST_NOT_YET_VALID, "the list was not yet valid at that time")
        if at > self.expires:
            raise Halt(Reason.LIST_EXPIRED, "the list was no longer valid at that time")

    def unknown(self, says: str) -> Halt:
        """That nobody trusted vouches for something; with an unsupported key, that is not known."""
        if self.unsupported:
            return Halt(Reason.UNSUPPORTED, NOT_SUPPORTED, unknown=True)
        return Halt(Reason.UNKNOWN_KEY, says, unknown=True)

    def find(self, signed: Claim, purpose: Purpose, platform: str | None) -> list[TrustedKey]:
        """The keys that may have made a signature; halts where none is known.

        One that names its key has that key or none. One that names none may be of any key of
        that algorithm and purpose, of the platform where that is known.
        """
        if signed.kid is not None:
            named = self.keys.get(signed.kid)
            if named is None or platform not in {None, named.platform}:
                raise self.unknown("nobody trusted has a key of that name")
            return [named]
        fitting = [
            one
            for one in self.keys.values()
            if one.key.algorithm == signed.algorithm
            and purpose in one.purposes
            and platform in {None, one.platform}
        ]
        if not fitting:
            raise self.unknown("nobody trusted has a key that fits")
        if len(fitting) > MOST_CANDIDATES:
            says = "the signature names no key, and too many would fit"
            raise Halt(Reason.KEY_NOT_NAMED, says, unknown=True)
        return fitting


STEPS: Final = (
    FORM,
    HEADER,
    "the signature of the configured root holds over the bytes that were received",
    "it is a trust list, with every key and purpose spelt as it must be",
    "it is not older than the version that was seen before",
    "it is valid at the time",
)


def read_trust_list(
    data: bytes, root: PublicKey, *, at: datetime, seen: int = 0
) -> Verdict[TrustList]:
    """The trust list of a signed document (compact JWS), if the configured root signed it.

    1. It is one JWS of three parts in base64url, and no larger than is allowed.
    2. Its header is strict JSON of allowed names, and demands nothing unknown.
    3. The signature of the configured root holds over the bytes that were received.
    4. It is a trust list, with every key and purpose spelt as it must be.
    5. It is not older than the version that was seen before (`seen`).
    6. It is valid at the time (`at`).
    """
    aware(at)
    course = Course("trust list", STEPS)

    def walk() -> tuple[TrustList, Voucher]:
        made = _signed_by(course, data, root)
        course.at = 5
        if made.version < seen:
            raise Halt(Reason.LIST_ROLLED_BACK, "a later version of this list was seen before")
        course.at = 6
        made.in_force(at)
        return made, Voucher(made.name, root.thumbprint, Purpose.TRUST_LIST)

    return course.through(walk)


def _signed_by(course: Course, data: bytes, root: PublicKey) -> TrustList:
    """The list that the root signed, by steps 1 to 4; halts where it did not."""
    signed = read_compact(course, data.strip(), LARGE)
    course.at = 3
    if signed.algorithm != root.algorithm:
        raise Halt(Reason.ALGORITHM, "the algorithm is not that of the root")
    root.hold(signed.signature, signed.message)
    course.at = 4
    if media_type(signed.header.get("typ")) != media_type("trust-list+jws"):
        raise Halt(Reason.PURPOSE, "what the root signed is no trust list")
    if media_type(signed.header.get("cty", "json")) != media_type("json"):
        raise Halt(Reason.PURPOSE, "the header says that something else was signed")
    return list_in(signed.payload)


def list_in(payload: bytes) -> TrustList:
    """The list that a payload says; halts where it is none."""
    try:
        listed = _listed(read_json(payload))
    except (Refused, UsageError, *NO_LIST) as problem:
        raise Halt(Reason.CONTENT, "this is not what a trust list says") from problem
    if odd := oddity(listed):
        raise Halt(Reason.CONTENT, odd)
    return listed


NO_LIST: Final = (KeyError, AttributeError, *UNREADABLE)
"""What `from_tree` raises beside `UsageError`."""


def from_tree(tree: Any) -> TrustList:
    """The list that JSON says. Raises `UsageError`, or one of `NO_LIST`, where it says none."""
    listed = _listed(tree)
    if odd := oddity(listed):
        raise UsageError(odd)
    return listed


def _listed(tree: Any) -> TrustList:
    """The list that JSON says, well formed and no more."""
    _only(tree, {"name", "version", "issued", "expires", "platforms", "previous"})
    keys: dict[str, TrustedKey] = {}
    roots: list[TrustedRoot] = []
    for platform in _several(tree["platforms"]):
        _only(platform, {"code", "keys", "roots"})
        code = _text(platform["code"])
        for one in _several(platform.get("keys", [])):
            key = _key(code, one)
            if key.kid in keys:
                raise UsageError("two keys of a trust list have one kid")
            keys[key.kid] = key
        for one in _several(platform.get("roots", [])):
            _only(one, {"x509", "purposes"})
            roots.append(TrustedRoot(code, _certificate(one), _purposes(one)))
    version = tree["version"]
    if type(version) is not int or version < 1:
        raise UsageError("the version of a trust list is a whole number from 1")
    name, issued = _text(tree["name"]), instant(tree["issued"])
    _nothing_ahead(keys.values(), issued)
    listed = TrustList(name, version, issued, instant(tree["expires"]), keys, tuple(roots))
    return replace(listed, previous=_previous(tree))


def _nothing_ahead(keys: Iterable[TrustedKey], issued: datetime) -> None:
    """Raises `UsageError` for a compromise that is still to come: that is known afterwards."""
    if any(one.compromised is not None and one.compromised > issued for one in keys):
        raise UsageError("a key is compromised since no later than when its list was issued")


def _previous(tree: Mapping[str, Any]) -> str | None:
    """The digest of the list before. Raises `UsageError` for what is none."""
    if "previous" not in tree:
        return None
    if not isinstance(tree["previous"], str) or not _DIGEST.fullmatch(tree["previous"]):
        raise UsageError("the digest of the list before is SHA-256 in 64 hexadecimal digits")
    return tree["previous"]


def _only(one: Any, members: set[str]) -> None:
    """Raises `UsageError` for a member that is not known: what is not read is not trusted."""
    if not isinstance(one, dict) or one.keys() - members:
        raise UsageError(f"a trust list holds only {', '.join(sorted(members))} here")


def _several(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise UsageError("what a trust list holds several of is a list")
    return value


def _key(platform: str, one: Mapping[str, Any]) -> TrustedKey:
    _only(one, {"kid", "alg", "jwk", "x509", "purposes", "from", "until", "carriers", *_ENDED})
    algorithm = Algorithm(one["alg"])
    if ("jwk" in one) == ("x509" in one):
        raise UsageError("a key of a trust list is a JWK or a certificate, and not both")
    if "jwk" in one:
        if _PRIVATE & one["jwk"].keys():
            raise UsageError("a trust list holds no private key")
        key = PublicKey.from_jwk(one["jwk"], algorithm)
    else:
        key = PublicKey.from_native(_certificate(one).public_key(), algorithm)
    since, until = instant(one["from"]), instant(one["until"])
    purposes = _purposes(one)
    if "carriers" in one and Purpose.ISSUANCE not in purposes:
        raise UsageError("only a key for issuance manifests lists carriers")
    carriers = frozenset(map(_carrier, _several(one.get("carriers", []))))
    made = TrustedKey(platform, _text(one["kid"]), key, purposes, since, until, carriers)
    return _ended(made, one)


_ENDED: Final = ("retiredSince", "compromisedSince")


def _ended(key: TrustedKey, one: Mapping[str, Any]) -> TrustedKey:
    """The key with the times since when it is retired or compromised, where the list says so."""
    if Purpose.TIMESTAMP in key.purposes:
        raise UsageError("an authority for time is trusted by a root certificate, not by a key")
    retired, lost = (instant(one[name]) if name in one else None for name in _ENDED)
    if retired is not None and not key.since <= retired <= key.until:
        raise UsageError("a key is retired while it is valid")
    return replace(key, retired=retired, compromised=lost)


def _carrier(one: Any) -> tuple[str, str]:
    _only(one, {"carrierCodeListProvider", "carrierCode"})
    return _text(one["carrierCodeListProvider"]), _text(one["carrierCode"])


def _certificate(one: Mapping[str, Any]) -> x509.Certificate:
    certificate = x509.load_der_x509_certificate(_base64(one["x509"]))
    certificate.subject.rfc4514_string()  # a name that cannot be read is that of nobody
    return certificate


def _purposes(one: Mapping[str, Any]) -> frozenset[Purpose]:
    return frozenset(Purpose(purpose) for purpose in _several(one["purposes"]))


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value or not value.isprintable():
        raise UsageError("a name in a trust list is a printable text")
    return value


def _base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as problem:
        raise UsageError("a certificate is written in base64") from problem


def aware(at: datetime) -> None:
    """Raises `UsageError` for a time of verification that has no offset.

    >>> aware(datetime(2026, 11, 25, tzinfo=UTC))
    """
    if at.tzinfo is None:
        raise UsageError("the time of a verification has an offset")


def instant(text: str) -> datetime:
    """An instant with its offset (RFC 3339). Raises `UsageError` for anything else.

    >>> instant("2026-11-25T08:00:00Z")
    datetime.datetime(2026, 11, 25, 8, 0, tzinfo=datetime.timezone.utc)
    """
    try:
        made = datetime.fromisoformat(text) if _INSTANT.fullmatch(text) else None
        if made is not None:
            return made.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        pass
    raise UsageError("a time is written as 2026-11-25T08:00:00Z, with its offset")
