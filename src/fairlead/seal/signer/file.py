"""Keys in files: PKCS#8 in PEM, encrypted too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from fairlead.errors import Unreachable, UsageError
from fairlead.seal.algorithm import Algorithm, PublicKey, asked_algorithm
from fairlead.seal.signer.signer import Signer

Sign = Callable[[bytes], bytes]

LARGEST: Final = 65_536
"""Bytes of the largest file that is read for a key."""


def open_file(path: str, options: Mapping[str, str], secret: Callable[[str], str | None]) -> Signer:
    """The signer of a key in a file. Raises `UsageError` or `Unreachable`."""
    private = _private(_bytes(path), path, secret)
    key = PublicKey.from_native(private.public_key(), asked_algorithm(options))
    chain = _chain(options["x5c"], key) if "x5c" in options else ()
    return Signer(options.get("kid", key.thumbprint), key, signing(private, key.algorithm), chain)


def _bytes(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as problem:
        raise Unreachable(f"{path!r} could not be read: {problem.strerror}") from problem
    if len(data) > LARGEST:
        raise UsageError(f"{path!r} is too large for a key")
    return data


def _private(pem: bytes, path: str, secret: Callable[[str], str | None]) -> Any:
    """The private key; what is raised holds nothing of the file and nothing of the passphrase."""
    phrase = secret(f"passphrase of {path!r}") if b"ENCRYPTED" in pem else None
    try:
        return serialization.load_pem_private_key(pem, phrase.encode() if phrase else None)
    except TypeError:
        says = f"the key in {path!r} is encrypted, and nobody gave its passphrase"
    except ValueError:
        says = f"{path!r} holds no private key in PEM, or the passphrase is wrong"
    except UnsupportedAlgorithm:
        says = f"{path!r} holds a key of a kind that is not known"
    raise UsageError(says)


def _chain(path: str, key: PublicKey) -> tuple[x509.Certificate, ...]:
    """The certificates of a PEM file. Raises `UsageError` where the first is of another key."""
    try:
        chain = tuple(x509.load_pem_x509_certificates(_bytes(path)))
    except ValueError as problem:
        raise UsageError(f"{path!r} holds no certificates in PEM") from problem
    if PublicKey.from_native(chain[0].public_key(), key.algorithm) != key:
        raise UsageError(f"the first certificate in {path!r} is not that of the key")
    return chain


def signing(private: Any, algorithm: str) -> Sign:
    """What signs with a private key; ECDSA deterministically (RFC 6979)."""
    if isinstance(private, ec.EllipticCurvePrivateKey):
        curve = hashes.SHA256() if algorithm == Algorithm.ES256 else hashes.SHA384()
        how = ec.ECDSA(curve, deterministic_signing=True)
        size = (private.key_size + 7) // 8
        return lambda message: _raw(private.sign(message, how), size)
    if isinstance(private, ed25519.Ed25519PrivateKey):
        return private.sign
    if not isinstance(private, rsa.RSAPrivateKey):
        raise UsageError("a key is RSA, on P-256, on P-384 or Ed25519")
    if algorithm == Algorithm.RS256:
        return lambda message: private.sign(message, padding.PKCS1v15(), hashes.SHA256())
    salted = padding.PSS(padding.MGF1(hashes.SHA256()), hashes.SHA256.digest_size)
    return lambda message: private.sign(message, salted, hashes.SHA256())


def _raw(der: bytes, size: int) -> bytes:
    """The two numbers of an ECDSA signature side by side, as RFC 7518 section 3.4 wants them."""
    r, s = decode_dss_signature(der)
    return r.to_bytes(size, "big") + s.to_bytes(size, "big")


def new_key(algorithm: str, passphrase: str | None) -> tuple[bytes, PublicKey]:
    """A new key for an algorithm: PKCS#8 in PEM, encrypted by the passphrase, and its public half.

    >>> pem, key = new_key("ES256", None)
    >>> pem.splitlines()[0], key.algorithm
    (b'-----BEGIN PRIVATE KEY-----', 'ES256')
    """
    private = _MAKE[Algorithm(algorithm)]()
    how: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if passphrase:
        how = serialization.BestAvailableEncryption(passphrase.encode())
    pem = private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, how)
    return pem, PublicKey.from_native(private.public_key(), algorithm)


_RSA_BITS: Final = 3072
_MAKE: Final[Mapping[Algorithm, Callable[[], Any]]] = {
    Algorithm.ES256: lambda: ec.generate_private_key(ec.SECP256R1()),
    Algorithm.ES384: lambda: ec.generate_private_key(ec.SECP384R1()),
    Algorithm.EDDSA: ed25519.Ed25519PrivateKey.generate,
    Algorithm.PS256: lambda: rsa.generate_private_key(65537, _RSA_BITS),
    Algorithm.RS256: lambda: rsa.generate_private_key(65537, _RSA_BITS),
}
