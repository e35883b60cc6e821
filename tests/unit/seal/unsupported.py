"""Keys and certificates of algorithms that are not supported, made by code, some byte by byte.

The curve of SM2 and its signature have names as long as those of P-256, so a certificate of the one
is a certificate of the other with some bytes replaced. OpenSSL may not know the algorithm at all.
"""

import json

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.unit.seal.authorities import ISSUES, certificate, der
from tests.unit.seal.makers import b64, made

P256, SM2 = bytes.fromhex("06082a8648ce3d030107"), bytes.fromhex("06082a811ccf5501822d")
ECDSA, SM3 = bytes.fromhex("06082a8648ce3d040302"), bytes.fromhex("06082a811ccf55018375")


def pem_of(data, kind="CERTIFICATE"):
    """Bytes in DER, as PEM."""
    from base64 import encodebytes

    return b"-----BEGIN %b-----\n%b-----END %b-----\n" % (
        kind.encode(), encodebytes(data), kind.encode(),
    )  # fmt: skip


def in_sm2(data):
    """A certificate with a key on the curve of SM2 and a signature by SM2 with SM3, in DER."""
    return data.replace(P256, SM2).replace(ECDSA, SM3)


def sm2_root():
    """A root certificate of SM2, in DER."""
    return in_sm2(der(certificate("Root", ca=True, uses=ISSUES)))


def sm2_key():
    """A public key of SM2, in PEM."""
    return pem_of(made().key.der.replace(P256, SM2), "PUBLIC KEY")


def _pem(private):
    return private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _jwk(**members):
    return json.dumps(members).encode()


_X, _Y = (b64(bytes((one,)) * 32).decode() for one in (1, 2))
KEYS = {
    "SM2, a certificate": lambda: pem_of(sm2_root()),
    "SM2, a key": sm2_key,
    "SM2, a JWK": lambda: _jwk(kty="EC", crv="SM2", x=_X, y=_Y),
    "Brainpool": lambda: _pem(ec.generate_private_key(ec.BrainpoolP256R1())),
    "secp256k1": lambda: _pem(ec.generate_private_key(ec.SECP256K1())),
    "secp256k1, a JWK": lambda: _jwk(kty="EC", crv="secp256k1", x=_X, y=_Y),
    "P-521": lambda: _pem(ec.generate_private_key(ec.SECP521R1())),
    "Ed448": lambda: _pem(ed448.Ed448PrivateKey.generate()),
    "Ed448, a JWK": lambda: _jwk(kty="OKP", crv="Ed448", x=b64(b"\1" * 57).decode(), alg="EdDSA"),
    "DSA": lambda: _pem(dsa.generate_private_key(1024)),  # noqa: S505 - it is not supported
    "ML-DSA, a JWK": lambda: _jwk(kty="AKP", alg="ML-DSA-44", pub=_X),
    "an algorithm that is not known": lambda: _jwk(kty="EC", crv="P-256", alg="ES999", x=_X, y=_Y),
}
"""Public keys that are well formed and of no algorithm that is supported."""

MALFORMED_EXTENSIONS = {
    "a name constraint with half an address": ("2.5.29.30", "300aa0083006870401020304"),
    "a name constraint with no netmask": ("2.5.29.30", "300ea00c300a8708010203040f0f0f0f"),
    "name constraints that constrain nothing": ("2.5.29.30", "3000"),
    "an alternative name of five bytes": ("2.5.29.17", "300787050102030405"),
    "an alternative name that is cut": ("2.5.29.17", "3005870401"),
    "a usage that is no list of bits": ("2.5.29.37", "0500"),
    "a policy that is none": ("2.5.29.32", "30033001ff"),
}


def with_extension(number, value, issuer=None):
    """The holder of a certificate with an extension of any bytes."""
    odd = x509.UnrecognizedExtension(x509.ObjectIdentifier(number), bytes.fromhex(value))
    return certificate("Odd", issuer, ca=True, uses=ISSUES, more=[(odd, False)])
