"""Public keys: which are taken, for which one algorithm, and that no other word is said of them."""

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, rsa, x25519

from fairlead.seal import Algorithm, PublicKey
from fairlead.seal.algorithm import asked_algorithm
from fairlead.seal.signer.file import signing
from fairlead.seal.verdict import Halt
from tests.unit.seal.authorities import root
from tests.unit.seal.makers import MAKE, b64, made
from tests.unit.seal.verdicts import refusing

ED25519 = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
RSA = {"kty": "RSA", "n": b64(b"\xff" * 256).decode(), "e": "AQAB"}

OTHER_KINDS = {
    "secp256k1": lambda: ec.generate_private_key(ec.SECP256K1()),
    "P-521": lambda: ec.generate_private_key(ec.SECP521R1()),
    "brainpool": lambda: ec.generate_private_key(ec.BrainpoolP256R1()),
    "X25519": x25519.X25519PrivateKey.generate,
    "Ed448": ed448.Ed448PrivateKey.generate,
    "DSA": lambda: dsa.generate_private_key(1024),  # noqa: S505 - it is refused
    "RSA of 1,024 bits": lambda: rsa.generate_private_key(65537, 1024),  # noqa: S505 - it is refused
}

NO_KEYS = {
    "a list": [],
    "nothing": {},
    "alg that is a list": {**ED25519, "alg": ["EdDSA"]},
    "alg that is a number": {**ED25519, "alg": 7},
    "alg none": {**ED25519, "alg": "none"},
    "alg of another kind": {**ED25519, "alg": "ES256"},
    "for encryption": {**ED25519, "use": "enc"},
    "key_ops that is a text": {**ED25519, "key_ops": "verify"},
    "key_ops of lists": {**ED25519, "key_ops": [["verify"]]},
    "key_ops without verify": {**ED25519, "key_ops": ["encrypt"]},
    "no x": {"kty": "OKP", "crv": "Ed25519"},
    "x that is a number": {**ED25519, "x": 11},
    "a short x": {**ED25519, "x": "11qY"},
    "X25519": {**ED25519, "crv": "X25519", "alg": "EdDSA"},
    "Ed448": {"kty": "OKP", "crv": "Ed448", "x": b64(b"\1" * 57).decode(), "alg": "EdDSA"},
    "kty that is a list": {**ED25519, "kty": []},
    "RSA of 2,047 bits": {**RSA, "n": b64(b"\x7f" + b"\xff" * 255).decode()},
    "RSA with padding": {**RSA, "n": RSA["n"] + "="},
    "RSA in base64": {**RSA, "n": RSA["n"].replace("_", "/")},
    "RSA with exponent 1": {**RSA, "e": "AQ"},
    "RSA with an even exponent": {**RSA, "e": "AgAA"},
    "RSA without modulus": {"kty": "RSA", "e": "AQAB"},
    "a point off the curve": {"kty": "EC", "crv": "P-256", "x": b64(b"\1" * 32).decode(),
                              "y": b64(b"\1" * 32).decode()},
    "a short secret": {"kty": "oct", "alg": "HS256", "k": b64(bytes(31)).decode()},
    "no secret": {"kty": "oct", "alg": "HS256"},
    "a secret for EdDSA": {"kty": "oct", "alg": "EdDSA", "k": b64(bytes(32)).decode()},
    "a secret for ES256": {"kty": "oct", "alg": "ES256", "k": b64(bytes(32)).decode()},
}  # fmt: skip


@pytest.mark.parametrize("members", NO_KEYS.values(), ids=NO_KEYS)
def test_what_is_no_key_for_signatures_is_misuse_and_nothing_else(members):
    with refusing():
        PublicKey.from_jwk(members)


@pytest.mark.parametrize("asked", (None, *Algorithm))
@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_a_key_of_another_kind_is_not_taken_for_any_algorithm(kind, asked):
    key = OTHER_KINDS[kind]().public_key()
    with refusing():
        PublicKey.from_native(key, asked)


@pytest.mark.parametrize("algorithm", Algorithm)
def test_a_key_is_the_same_from_pem_and_from_its_jwk(algorithm):
    key = made(algorithm).key
    assert PublicKey.from_pem(key.pem(), algorithm) == PublicKey.from_jwk(key.jwk, algorithm) == key
    assert PublicKey.from_jwk(key.jwk, algorithm).thumbprint == key.thumbprint


@pytest.mark.parametrize("algorithm", Algorithm)
@pytest.mark.parametrize("letter", (b"\0", b"\1", b"\x7f", b"\xff"))
def test_a_signature_of_any_length_holds_or_does_not_and_nothing_else(algorithm, letter):
    key = made(algorithm).key
    key.hold(made(algorithm).sign(b"message"), b"message")
    for length in range(600):
        with refusing(Halt, match="the signature does not hold"):
            key.hold(letter * length, b"message")


def test_a_secret_holds_or_does_not():
    key = PublicKey.from_jwk({"kty": "oct", "alg": "HS256", "k": b64(bytes(32)).decode()})
    for length in range(64):
        with refusing(Halt, match="the signature does not hold"):
            key.hold(bytes(length), b"message")


def test_a_certificate_in_pem_gives_its_key():
    pem = root().certificate.public_bytes(serialization.Encoding.PEM)
    assert PublicKey.from_pem(pem) == root().maker.key


@pytest.mark.parametrize("kind", ("X25519", "Ed448", "DSA"))
def test_a_private_key_of_another_kind_signs_nothing(kind):
    with refusing():
        signing(OTHER_KINDS[kind](), "EdDSA")


def test_an_rsa_key_is_for_ps256_where_nobody_says_otherwise():
    assert PublicKey.from_pem(made("RS256").key.pem()).algorithm == "PS256"


def test_a_jwk_that_states_its_algorithm_is_for_no_other():
    stated = {**made("RS256").key.jwk, "alg": "RS256"}
    assert PublicKey.from_jwk(stated).algorithm == "RS256"
    with refusing(match="for RS256, not for PS256"):
        PublicKey.from_jwk(stated, "PS256")


def test_the_private_members_of_a_jwk_are_dropped():
    key = PublicKey.from_jwk({**ED25519, "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"})
    assert key.jwk == ED25519


def test_the_thumbprint_is_that_of_rfc_7638():
    n = (
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRX"
        "jBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaS"
        "qzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksIN"
        "HaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
    )
    key = PublicKey.from_jwk({"kty": "RSA", "n": n, "e": "AQAB"})
    assert key.thumbprint == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"


def test_a_pem_of_neither_key_nor_certificate_is_misuse():
    with refusing(match="no public key or certificate"):
        PublicKey.from_pem(b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")


def test_a_private_key_is_no_public_one():
    pem = MAKE["ES256"]().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    with refusing(match="no public key or certificate"):
        PublicKey.from_pem(pem)


def test_a_signer_is_asked_for_one_of_our_algorithms():
    assert asked_algorithm({"alg": "ES384"}) is Algorithm.ES384
    with refusing(match="one of: PS256, RS256"):
        asked_algorithm({"alg": "ES512"})
