"""Keys made when the tests run, tokens made byte by byte, and lists that trust the keys.

A `Maker` signs whatever bytes it is given, which no signer of ours does: an attacker does.
"""

import functools
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from fairlead.seal import PublicKey, Signer, TrustedKey, TrustList
from fairlead.seal.signer.file import signing
from fairlead.seal.verdict import OF_STATEMENTS

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
EVERY_PURPOSE = OF_STATEMENTS

MAKE = {
    "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "ES384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "EdDSA": ed25519.Ed25519PrivateKey.generate,
    "RS256": lambda: rsa.generate_private_key(65537, 2048),
    "PS256": lambda: rsa.generate_private_key(65537, 2048),
}


@dataclass(frozen=True)
class Maker:
    """A private key with a name, that signs any bytes."""

    kid: str
    key: PublicKey
    sign: Any
    private: Any

    @property
    def signer(self):
        """The same key as a signer of ours."""
        return Signer(self.kid, self.key, self.sign)

    def trusted(self, platform="QUAY", purposes=EVERY_PURPOSE, since=AT - DAY, until=AT + DAY):
        """The same key as a trust list holds it."""
        return TrustedKey(platform, self.kid, self.key, frozenset(purposes), since, until)


@functools.cache
def made(algorithm="ES256", kid="quay-1"):
    """A key of that algorithm and name; the same one whenever it is asked for."""
    private = MAKE[algorithm]()
    key = PublicKey.from_native(private.public_key(), algorithm)
    return Maker(kid, key, signing(private, algorithm), private)


def trusting(*keys, roots=()):
    """A trust list of keys, or of makers whose keys are trusted for everything."""
    trusted = [one.trusted() if isinstance(one, Maker) else one for one in keys]
    by_name = {one.kid: one for one in trusted}
    return TrustList("quayside", 1, AT - DAY, AT + DAY, by_name, tuple(roots))


def b64(data):
    """Base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=")


def header_of(maker, **members):
    """A header of a maker; a member that is None is left out."""
    said = {"alg": maker.key.algorithm, "kid": maker.kid, **members}
    return {name: value for name, value in said.items() if value is not None}


def compact(maker, payload=b"{}", header=None):
    """A compact JWS over a payload; the header is members, or the bytes that stand there."""
    if not isinstance(header, bytes):
        header = json.dumps(header_of(maker) if header is None else header).encode()
    message = b"%b.%b" % (b64(header), b64(payload))
    return b"%b.%b" % (message, b64(maker.sign(message)))


def flattened(maker, payload, header):
    """The same in the flattened JSON form."""
    parts = compact(maker, payload, header).decode().split(".")
    return dict(zip(("protected", "payload", "signature"), parts, strict=True))
