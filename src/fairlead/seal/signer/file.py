"""Keys in files: PKCS#8 in PEM, encrypted too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from fairlead.errors import UsageError
from fairlead.seal.algorithm import OTHER_KIND, Algorithm, PublicKey, asked_algorithm
from fairlead.seal.signer.reading import chain_of, read_small
from fairlead.seal.signer.signer import Signer

Sign = Callable[[bytes], bytes]


def open_file(path: str, options: Mapping[str, str], secret: Callable[[str], str | None]) -> Signer:
    """The signer of a key in a file. Raises `UsageError` or `Unreachable`."""
    asked = asked_algorithm(options)
    private = _read(path, secret)
    if isinstance(private, str):
        raise UsageError(private)
    key = PublicKey.from_native(private.public_key(), asked)
    sign = signing(private, key.algorithm)
    chain = chain_of(options["x5c"], key) if "x5c" in options else ()
    return Signer(options.get("kid", key.thumbprint), key, sign, chain)


def _read(path: str, secret: Callable[[str], str | None]) -> Any:
    """The private key, or the words that say why there is none.

    Nothing is raised from here, where the file and its passphrase are at hand: a traceback that
    shows the variables of its frames shows neither.
    """
    pem = read_small(path, guarded=True)
    phrase = secret(f"passphrase of {path!r}") if b"ENCRYPTED" in pem else None
    try:
        return serialization.load_pem_private_key(pem, phrase.encode() if phrase else None)
    except TypeError:
        return f"the key in {path!r} is encrypted, and nobody gave its passphrase"
    except ValueError:
        return f"{path!r} holds no private key in PEM, or the passphrase is wrong"
    except UnsupportedAlgorithm:
        return f"{path!r} holds a key of a kind that is not known"


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
        raise UsageError(OTHER_KIND)
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

    Raises `UsageError` for a passphrase that no key can be encrypted by.

    >>> pem, key = new_key("ES256", None)
    >>> pem.splitlines()[0], key.algorithm
    (b'-----BEGIN PRIVATE KEY-----', 'ES256')
    """
    private, how, passphrase = _MAKE[Algorithm(algorithm)](), _locked(passphrase), None
    if isinstance(how, str):
        raise UsageError(how)
    pem = private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, how)
    return pem, PublicKey.from_native(private.public_key(), algorithm)


def _locked(passphrase: str | None) -> serialization.KeySerializationEncryption | str:
    """How a key is encrypted, or the words that say why it cannot be; see `_read`."""
    if not passphrase:
        return serialization.NoEncryption()
    try:
        phrase = passphrase.encode()
    except UnicodeEncodeError:
        return "a passphrase is a text in UTF-8"
    if len(phrase) > _LONGEST:
        return f"a passphrase has at most {_LONGEST} bytes"
    return serialization.BestAvailableEncryption(phrase)


_LONGEST: Final = 1023
"""Bytes of the longest passphrase that OpenSSL takes."""
_RSA_BITS: Final = 3072
_MAKE: Final[Mapping[Algorithm, Callable[[], Any]]] = {
    Algorithm.ES256: lambda: ec.generate_private_key(ec.SECP256R1()),
    Algorithm.ES384: lambda: ec.generate_private_key(ec.SECP384R1()),
    Algorithm.EDDSA: ed25519.Ed25519PrivateKey.generate,
    Algorithm.PS256: lambda: rsa.generate_private_key(65537, _RSA_BITS),
    Algorithm.RS256: lambda: rsa.generate_private_key(65537, _RSA_BITS),
}
