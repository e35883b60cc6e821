"""What trust starts from: keys that sign trust lists, and root certificates, from files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from cryptography import x509

from fairlead.errors import Refused, UsageError
from fairlead.seal.algorithm import UNREADABLE, PublicKey
from fairlead.seal.certificates import is_root
from fairlead.seal.trust import TrustedKey, TrustedRoot, TrustList, read_trust_list
from fairlead.seal.verdict import Purpose, Rejected, Undetermined, Verdict, Verified
from fairlead.syntax.json import read as read_json

__all__ = ["Anchors", "public_key"]

_ALWAYS: Final = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
_HERE: Final = "configured"
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


@dataclass(frozen=True)
class Anchors:
    """Keys and root certificates that were configured."""

    keys: tuple[PublicKey, ...]
    roots: tuple[TrustedRoot, ...]

    @classmethod
    def of(cls, files: Iterable[bytes]) -> Anchors:
        """What files hold, each one key or one certificate. Raises `UsageError` for another."""
        keys: list[PublicKey] = []
        roots: list[TrustedRoot] = []
        for data in files:
            if data.count(b"-----BEGIN ") > 1:  # of several, one alone would be read
                raise UsageError("a root is one key or one certificate; name a file for each")
            if b"-----BEGIN CERTIFICATE-----" in data:
                certificate = _certificate(data)
                if is_root(certificate):
                    roots.append(TrustedRoot(_HERE, certificate, frozenset((Purpose.PACK,))))
                    continue
            keys.append(public_key(data))
        return cls(tuple(keys), tuple(roots))

    def alone(self) -> TrustList:
        """The keys and roots as they are: each key for every purpose, each root for packs."""
        keys = {
            key.thumbprint: TrustedKey(_HERE, key.thumbprint, key, frozenset(Purpose), *_ALWAYS)
            for key in self.keys
        }
        return TrustList(_HERE, 1, *_ALWAYS, keys, self.roots)

    def list(
        self, data: bytes, *, at: datetime, seen: Callable[[str, str], int]
    ) -> Verdict[TrustList]:
        """The list that one of the keys signed; else the verdict by the key that came furthest.

        `seen` gives the newest version that was seen of a list of a root, by thumbprint and name.
        """
        if not self.keys:
            raise UsageError(
                "a trust list is signed by a key; --root names a root certificate only"
            )
        halted: list[Rejected | Undetermined] = []
        for key in self.keys:
            verdict = read_trust_list(data, key, at=at)
            if isinstance(verdict, Verified):
                known = seen(key.thumbprint, verdict.content.name)
                return read_trust_list(data, key, at=at, seen=known)
            halted.append(verdict)
        return max(halted, key=lambda one: one.step)


def _certificate(data: bytes) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(data)
    except UNREADABLE as problem:
        raise UsageError("there is no certificate in this PEM") from problem
