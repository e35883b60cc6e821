"""Algorithms and public keys: which key goes with which, and whether a signature holds."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from joserfc import jwk, jws
from joserfc.errors import JoseError

from fairlead.errors import UsageError
from fairlead.seal.jws import base64url, to_base64url
from fairlead.seal.verdict import Halt, Reason
from fairlead.syntax.json import canonical
from fairlead.syntax.tree import Tree

LEAST_RSA: Final = 2048
"""Bits of the shortest RSA key that is taken."""

UNREADABLE: Final = (
    ValueError, TypeError, UnsupportedAlgorithm, x509.InvalidVersion, x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)  # fmt: skip
"""What cryptography raises for a key, a certificate or a part of one that it cannot read."""

NOT_SUPPORTED: Final = "the key or certificate is of an algorithm that is not supported"


class UnsupportedKey(UsageError):
    """A key is well formed, and of an algorithm that is not supported here.

    What it signed cannot be found out, which is something else than a key that is none.
    """


class Algorithm(StrEnum):
    """The algorithms of our signers and of the keys of a trust list (RFC 7518, RFC 8037)."""

    PS256 = "PS256"
    RS256 = "RS256"
    ES256 = "ES256"
    ES384 = "ES384"
    EDDSA = "EdDSA"


_MODELS: Final = {
    name: model for name, model in jws.JWSRegistry.algorithms.items() if name != "none"
}
"""Every algorithm of JWS that signs something, as joserfc verifies it."""

OTHER_KIND: Final = "a key is RSA, on P-256, on P-384 or Ed25519"

_CURVES: Final = {"P-256": "ES256", "P-384": "ES384", "Ed25519": "EdDSA"}
_NATIVE: Final = {"secp256r1": "P-256", "secp384r1": "P-384"}
"""Curves by the names of cryptography and of JOSE."""
_THUMBED: Final = {
    "RSA": ("e", "kty", "n"), "EC": ("crv", "kty", "x", "y"), "OKP": ("crv", "kty", "x"),
    "oct": ("k", "kty"),
}  # fmt: skip
"""The members of which RFC 7638 makes a thumbprint, by type of key."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key with the one algorithm that it is used with.

    >>> made = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
    >>> key = PublicKey.from_jwk(made)
    >>> key.algorithm, key.thumbprint
    ('EdDSA', 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k')
    """

    algorithm: str
    jwk: Mapping[str, str] = field(repr=False)
    """Its public members, as RFC 7517 names them."""
    _native: Any = field(repr=False, compare=False)

    @classmethod
    def from_jwk(cls, members: Mapping[str, Any], algorithm: str | None = None) -> PublicKey:
        """The key of a JWK. Raises `UsageError` for one that cannot be used.

        It is an `UnsupportedKey` where the key is of a kind that is not supported. The algorithm is
        what is asked for, else what the JWK says, else what goes with its curve.
        """
        if not isinstance(members, Mapping):
            raise UsageError("a JWK is an object")
        name = _algorithm(members, algorithm)
        _for_signatures(members)
        kept = ("kty", "crv", "x", "y", "n", "e", "k")
        public = {part: members[part] for part in kept if part in members}
        try:
            _long_enough(public, name)
            native = jwk.import_key(public, key_type=public["kty"])
            _MODELS[name].check_key(native)
            if name == Algorithm.EDDSA and public["crv"] != "Ed25519":
                raise ValueError("EdDSA goes with Ed25519")  # noqa: TRY301 - made known below
        except (JoseError, ValueError, TypeError, KeyError, AttributeError, Halt) as problem:
            raise _refusal(members, f"this is no key for {name}") from problem
        return cls(name, public, native)

    @classmethod
    def from_pem(cls, pem: bytes, algorithm: str | None = None) -> PublicKey:
        """The key of a PEM file that holds a public key or a certificate.

        Raises `UsageError` where it holds neither; it is an `UnsupportedKey` where the key is of a
        kind that is not supported.
        """
        try:
            if b"-----BEGIN CERTIFICATE-----" in pem:
                return cls.from_native(x509.load_pem_x509_certificate(pem).public_key(), algorithm)
            return cls.from_native(serialization.load_pem_public_key(pem), algorithm)
        except UnsupportedAlgorithm as problem:
            raise UnsupportedKey(NOT_SUPPORTED) from problem
        except UNREADABLE as problem:
            raise UsageError("there is no public key or certificate in this PEM") from problem

    @classmethod
    def from_native(cls, key: Any, algorithm: str | None = None) -> PublicKey:
        """The key that cryptography read. Raises `UsageError` for one that cannot be used."""
        return cls.from_jwk(_members(key), algorithm)

    def pem(self) -> bytes:
        """The key as `SubjectPublicKeyInfo` in PEM."""
        return bytes(self._native.as_pem(private=False))

    @property
    def thumbprint(self) -> str:
        """The RFC 7638 thumbprint, SHA-256 in base64url."""
        members: Tree = {name: self.jwk[name] for name in _THUMBED[self.jwk["kty"]]}
        digest = hashlib.sha256(canonical(members)).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    @property
    def der(self) -> bytes:
        """The key as a SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7)."""
        return bytes(self._native.as_der(private=False))

    def hold(self, signature: bytes, message: bytes) -> None:
        """Halts where the signature is not one of this key over the message."""
        try:
            holds = _MODELS[self.algorithm].verify(message, signature, self._native)
        except (JoseError, ValueError, TypeError, OverflowError):
            holds = False  # one that cannot be looked at does not hold
        if not holds:
            raise Halt(Reason.SIGNATURE, "the signature does not hold")


def _members(key: Any) -> dict[str, str]:
    """The JWK of a key that cryptography read. Raises `UsageError` for a kind that is not taken."""
    if isinstance(key, rsa.RSAPublicKey):
        numbers = key.public_numbers()
        return {"kty": "RSA", "n": _text_of(numbers.n), "e": _text_of(numbers.e)}
    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in _NATIVE:
        point, size = key.public_numbers(), (key.key_size + 7) // 8
        x, y = _text_of(point.x, size), _text_of(point.y, size)
        return {"kty": "EC", "crv": _NATIVE[key.curve.name], "x": x, "y": y}
    if isinstance(key, ed25519.Ed25519PublicKey):
        x = to_base64url(key.public_bytes_raw()).decode()
        return {"kty": "OKP", "crv": "Ed25519", "x": x}
    raise UnsupportedKey(OTHER_KIND)


def _text_of(number: int, size: int | None = None) -> str:
    size = (number.bit_length() + 7) // 8 if size is None else size
    return to_base64url(number.to_bytes(size, "big")).decode()


def asked_algorithm(options: Mapping[str, str]) -> Algorithm | None:
    """The algorithm that a signer is asked for by `alg`. Raises `UsageError` for another.

    >>> asked_algorithm({"alg": "ES384"}), asked_algorithm({})
    (<Algorithm.ES384: 'ES384'>, None)
    """
    asked = options.get("alg")
    if asked is not None and asked not in set(Algorithm):
        raise UsageError(f"a signer signs by one of: {', '.join(Algorithm)}")
    return None if asked is None else Algorithm(asked)


def _algorithm(members: Mapping[str, Any], asked: str | None) -> str:
    """The one algorithm of a key. Raises `UsageError` where it is not known, or another."""
    stated = members.get("alg")
    if asked is not None and stated is not None and asked != stated:
        raise UsageError(f"the key says that it is for {stated}, not for {asked}")
    name = asked or stated or _CURVES.get(str(members.get("crv")))
    if name is None and members.get("kty") == "RSA":
        name = Algorithm.PS256
    if not isinstance(name, str) or name not in _MODELS:
        raise _refusal(members, "the algorithm of the key is not known")
    return str(name)  # and not the member of an enumeration


def _refusal(members: Mapping[str, Any], says: str) -> UsageError:
    """What is raised for a JWK that cannot be used: it is none, or of a kind not supported."""
    kind, curve, algorithm = (members.get(name) for name in ("kty", "crv", "alg"))
    others = (
        (kind, _THUMBED),
        (curve if kind in ("EC", "OKP") else None, _CURVES),
        (algorithm, _MODELS),
    )
    if any(isinstance(said, str) and said not in known for said, known in others):
        return UnsupportedKey(says)
    return UsageError(says)


def _for_signatures(members: Mapping[str, Any]) -> None:
    """Raises `UsageError` for a key that says that it is for something else."""
    operations = members.get("key_ops", ["verify"])
    if not isinstance(operations, list | None):
        raise UsageError("the key does not say what it is for")
    if operations is not None and not ("verify" in operations or "sign" in operations):
        raise UsageError("the key is not for signatures")
    if members.get("use", "sig") != "sig":
        raise UsageError("the key is not for signatures")


def _long_enough(members: Mapping[str, str], name: str) -> None:
    """Raises `UsageError` for a key that is too short (RFC 7518 sections 3.2, 3.3 and 3.5).

    Before the library sees it, which would print a warning.
    """
    if members["kty"] == "RSA":
        modulus = int.from_bytes(base64url(members["n"].encode()), "big")
        if modulus.bit_length() < LEAST_RSA:
            raise UsageError(f"an RSA key has at least {LEAST_RSA} bits")
    if members["kty"] == "oct":
        least = (_MODELS[name].algorithm_security or 0) // 8
        if len(base64url(members["k"].encode())) < least:
            raise UsageError(f"a secret for {name} has at least {least} bytes")
