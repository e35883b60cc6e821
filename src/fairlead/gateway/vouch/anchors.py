"""What trust starts from: keys that sign trust lists, and root certificates, from files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from cryptography import x509

from fairlead.errors import Refused, UsageError
from fairlead.gateway.vouch.provenance import sha256
from fairlead.seal.algorithm import NOT_SUPPORTED, UNREADABLE, PublicKey, UnsupportedKey
from fairlead.seal.certificates import is_root
from fairlead.seal.trust import STEPS, TrustedKey, TrustedRoot, TrustList, read_trust_list
from fairlead.seal.verdict import (
    OF_STATEMENTS,
    Purpose,
    Reason,
    Rejected,
    Undetermined,
    Verdict,
    Verified,
)
from fairlead.syntax.json import read as read_json

__all__ = ["HERE", "Anchors", "Seen", "digest_of", "public_key"]

_ALWAYS: Final = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
_BY_ROOT: Final = 3
"""The step at which it is found out whether a root signed a trust list."""
_CHAINED: Final = frozenset((Purpose.PACK, Purpose.TIMESTAMP))
"""For what a root certificate counts that was named on the spot: what carries a chain to it."""
HERE: Final = "configured"
"""Whose a key is that was named on the spot."""


def public_key(data: bytes) -> PublicKey:
    """The public key of a PEM (public key or certificate) or of a JWK.

    Raises `UsageError` where there is none.
    """
    if b"-----BEGIN" in data:
        return PublicKey.from_pem(data)
    try:
        tree: Any = read_json(data)
    except Refused:
        tree = None
    if not isinstance(tree, dict) or "kty" not in tree:
        raise UsageError("a public key is a PEM (public key or certificate) or a JWK")
    if tree["kty"] == "oct":
        raise UsageError("a secret that two share is no public key")
    return PublicKey.from_jwk(tree)


class Seen(NamedTuple):
    """The newest trust list of a name that was seen."""

    version: int = 0
    sha256: str | None = None
    """Its digest, where it is known."""


@dataclass(frozen=True)
class Anchors:
    """Keys and root certificates that were configured."""

    keys: tuple[TrustedKey, ...]
    """Each with the name that its JWK gives it, else its thumbprint."""
    roots: tuple[TrustedRoot, ...]
    unsupported: bool = False
    """Whether a key or certificate is not among them, as its algorithm is not supported."""

    @classmethod
    def of(cls, files: Iterable[bytes]) -> Anchors:
        """What files hold, each one key or one certificate. Raises `UsageError` for another.

        One of an algorithm that is not supported is no misuse: what it vouches for stays open.
        """
        keys: list[TrustedKey] = []
        roots: list[TrustedRoot] = []
        unsupported = False
        for data in files:
            if data.count(b"-----BEGIN ") > 1:  # of several, one alone would be read
                raise UsageError("a root is one key or one certificate; name a file for each")
            try:
                found = _anchor(data)
            except UnsupportedKey:
                unsupported = True
                continue
            if isinstance(found, TrustedRoot):
                roots.append(found)
            else:
                keys.append(found)
        return cls(tuple(keys), tuple(roots), unsupported)

    def alone(self) -> TrustList:
        """The keys and roots as they are: each key for every purpose, each root for packs."""
        keys = {key.kid: key for key in self.keys}
        return TrustList(HERE, 1, *_ALWAYS, keys, self.roots, self.unsupported)

    def list(
        self, data: bytes, *, at: datetime, seen: Callable[[str, str], Seen]
    ) -> Verdict[TrustList]:
        """The list that one of the keys signed; else the verdict by the key that came furthest.

        `seen` gives the newest list of a root that was seen, by thumbprint and name.
        """
        if not self.keys and not self.unsupported:
            raise UsageError(
                "a trust list is signed by a key; --root names a root certificate only"
            )
        halted: list[Rejected | Undetermined] = []
        for one in self.keys:
            verdict = read_trust_list(data, one.key, at=at)
            if isinstance(verdict, Verified):
                known = seen(one.key.thumbprint, verdict.content.name)
                return _newest(
                    read_trust_list(data, one.key, at=at, seen=known.version), data, known
                )
            halted.append(verdict)
        if self.unsupported and all(one.step <= _BY_ROOT for one in halted):
            return Undetermined("trust list", STEPS, _BY_ROOT, Reason.UNSUPPORTED, NOT_SUPPORTED)
        return max(halted, key=lambda one: one.step)


def _newest(verdict: Verdict[TrustList], data: bytes, known: Seen) -> Verdict[TrustList]:
    """The verdict; a rejection where another list of the same version was seen before.

    So is one whose list names another digest than that of the version before, where that was seen.
    """
    if not isinstance(verdict, Verified):
        return verdict
    if verdict.content.version == known.version + 1:
        return _next(verdict, known)
    if verdict.content.version != known.version:
        return verdict
    if known.sha256 in {None, digest_of(data)}:
        return verdict
    says = "another list of the same name and version was seen before"
    return Rejected(verdict.what, verdict.steps, 5, Reason.LIST_TWICE, says)


def _next(verdict: Verified[TrustList], known: Seen) -> Verdict[TrustList]:
    """The verdict on the list that comes after one that was seen."""
    named = verdict.content.previous
    if known.sha256 is None or named in {None, known.sha256}:
        return verdict
    says = "the list names another one before it than was seen"
    return Rejected(verdict.what, verdict.steps, 5, Reason.LIST_HISTORY, says)


def digest_of(data: bytes) -> str:
    """The digest of what a signed trust list says, whoever signed it and how often.

    >>> digest_of(b"e30.e30.AA") == digest_of(b"e30.e30.AQ ")
    True
    """
    return sha256(data.strip().partition(b".")[2].partition(b".")[0])


def _anchor(data: bytes) -> TrustedKey | TrustedRoot:
    """The key or the root of a file. Raises `UsageError` where it holds none."""
    if b"-----BEGIN CERTIFICATE-----" not in data:
        return _trusted(public_key(data), _ALWAYS, _name_in(data))
    certificate = _certificate(data)
    if is_root(certificate):
        return TrustedRoot(HERE, certificate, _CHAINED)
    while_valid = (certificate.not_valid_before_utc, certificate.not_valid_after_utc)
    return _trusted(PublicKey.from_pem(data), while_valid)


def _trusted(
    key: PublicKey, valid: tuple[datetime, datetime], name: str | None = None
) -> TrustedKey:
    """A key that was named on the spot, for every purpose."""
    return TrustedKey(HERE, name or key.thumbprint, key, OF_STATEMENTS, *valid)


def _name_in(data: bytes) -> str | None:
    """The name that a JWK gives its key."""
    if b"-----BEGIN" in data:
        return None
    tree: Any = read_json(data)
    name = tree.get("kid")
    return name if isinstance(name, str) and name else None


def _certificate(data: bytes) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(data)
    except UNREADABLE as problem:
        raise UsageError("there is no certificate that can be read in this PEM") from problem
