"""Public keys: which are taken, for which one algorithm, and which are refused."""

import base64
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwk
from joserfc.errors import JoseError

from fairlead.seal import algorithm as algorithms
from fairlead.seal.algorithm import Algorithm, PublicKey
from fairlead.seal.verdict import Halt, Reason
from tests.unit.seal.sealing import SINCE, UNTIL
from tests.unit.seal.verdicts import refusing

RSA = rsa.generate_private_key(65537, 2048)
P256 = ec.generate_private_key(ec.SECP256R1())
P384 = ec.generate_private_key(ec.SECP384R1())
ED = ed25519.Ed25519PrivateKey.generate()
MADE = {"rsa": RSA, "p256": P256, "p384": P384, "ed25519": ED}
PLAIN = {"rsa": "PS256", "p256": "ES256", "p384": "ES384", "ed25519": "EdDSA"}
NEEDED = {
    "rsa": {"kty", "n", "e"}, "p256": {"kty", "crv", "x", "y"}, "p384": {"kty", "crv", "x", "y"},
    "ed25519": {"kty", "crv", "x"},
}  # fmt: skip
ONLY = "a key is RSA, on P-256, on P-384 or Ed25519"
UNKNOWN = "the algorithm of the key is not known"
NOT_SIGNATURES = "the key is not for signatures"


def pem_of(key):
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def jwk_of(kind, **more):
    return {**PublicKey.from_native(MADE[kind].public_key()).jwk, **more}


def certified(key):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "quay")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, SINCE, UNTIL + timedelta(1))
    return made.sign(P256, hashes.SHA256()).public_bytes(Encoding.PEM)


def short(bits):
    numbers = rsa.RSAPublicNumbers(65537, (1 << (bits - 1)) + 1)
    return numbers.public_key()


def refused(make, *arguments):
    with refusing() as caught:
        make(*arguments)
    return str(caught.value)


@pytest.mark.parametrize("kind", MADE)
def test_a_key_is_the_same_by_whatever_way_it_comes(kind):
    key = MADE[kind]
    native = PublicKey.from_native(key.public_key())
    same = [
        PublicKey.from_pem(pem_of(key)),
        PublicKey.from_pem(certified(key)),
        PublicKey.from_jwk(jwk_of(kind)),
        PublicKey.from_jwk(jwk_of(kind, kid="a", d="private", key_ops=["verify"], use="sig")),
        PublicKey.from_jwk(jwk_of(kind, alg=PLAIN[kind], key_ops=["sign"])),
        PublicKey.from_jwk(jwk_of(kind), PLAIN[kind]),
        PublicKey.from_native(key.public_key(), PLAIN[kind]),
        PublicKey.from_pem(pem_of(key), PLAIN[kind]),
        PublicKey.from_pem(certified(key), PLAIN[kind]),
    ]
    assert same == [native] * len(same)
    assert native.algorithm == PLAIN[kind]
    assert set(native.jwk) == NEEDED[kind]
    assert repr(native) == f"PublicKey(algorithm={PLAIN[kind]!r})"


def test_a_pem_is_for_the_algorithm_that_is_asked():
    for data in (pem_of(RSA), certified(RSA)):
        assert PublicKey.from_pem(data, "RS256").algorithm == "RS256"


@pytest.mark.parametrize("kind", MADE)
def test_a_thumbprint_is_that_of_another_library(kind):
    members = jwk_of(kind)
    assert PublicKey.from_jwk(members).thumbprint == jwk.import_key(members).thumbprint()


def test_a_thumbprint_is_that_of_rfc_7638():
    """RFC 7638, section 3.1."""
    n = (
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_"
        "BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0"
        "_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWh"
        "AI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
    )
    key = PublicKey.from_jwk({"kty": "RSA", "n": n, "e": "AQAB", "alg": "RS256", "kid": "x"})
    assert key.thumbprint == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
    assert key.algorithm == "RS256"


def test_an_rsa_key_is_for_what_is_asked_or_what_it_says():
    assert PublicKey.from_jwk(jwk_of("rsa")).algorithm == "PS256"
    assert PublicKey.from_jwk(jwk_of("rsa"), "RS256").algorithm == "RS256"
    assert PublicKey.from_jwk(jwk_of("rsa", alg="RS256")).algorithm == "RS256"
    assert PublicKey.from_jwk(jwk_of("rsa", alg="RS256"), "RS256").algorithm == "RS256"


@pytest.mark.parametrize(
    ("kind", "more", "asked", "says"),
    (
        ("rsa", {"alg": "RS256"}, "PS256", "the key says that it is for RS256, not for PS256"),
        ("rsa", {"use": "enc"}, None, NOT_SIGNATURES),
        ("rsa", {"key_ops": ["encrypt"]}, None, NOT_SIGNATURES),
        ("rsa", {"key_ops": []}, None, NOT_SIGNATURES),
        ("rsa", {"key_ops": "verify"}, None, "the key does not say what it is for"),
        ("rsa", {"alg": "none"}, None, UNKNOWN),
        ("rsa", {"alg": "RSA-OAEP"}, None, UNKNOWN),
        ("rsa", {"alg": ["PS256"]}, None, UNKNOWN),
        ("rsa", {}, "ES256", "this is no key for ES256"),
        ("rsa", {"n": 5}, None, "this is no key for PS256"),
        ("rsa", {"n": "é"}, None, "this is no key for PS256"),
        ("rsa", {"n": "A"}, None, "this is no key for PS256"),
        ("rsa", {"n": "AA"}, None, "an RSA key has at least 2048 bits"),
        ("rsa", {"e": "AQ"}, None, "this is no key for PS256"),
        ("rsa", {"e": None}, None, "this is no key for PS256"),
        ("p256", {}, "ES384", "this is no key for ES384"),
        ("p256", {}, "HS256", "this is no key for HS256"),
        ("p256", {"crv": "P-384"}, None, "this is no key for ES384"),
        ("p256", {"crv": "P-521"}, None, UNKNOWN),
        ("p256", {"x": "AAAA"}, None, "this is no key for ES256"),
        ("p256", {"kty": "OKP"}, None, "this is no key for ES256"),
        ("p256", {"kty": ["EC"]}, None, "this is no key for ES256"),
        ("ed25519", {"x": "AA"}, None, "this is no key for EdDSA"),
        ("ed25519", {"kty": "RSA"}, None, "this is no key for EdDSA"),
    ),
)
def test_a_jwk_that_is_refused(kind, more, asked, says):
    assert refused(PublicKey.from_jwk, jwk_of(kind, **more), asked) == says


@pytest.mark.parametrize(
    ("kind", "part"), [(k, p) for k, all_ in NEEDED.items() for p in sorted(all_)]
)
def test_a_jwk_that_lacks_a_part(kind, part):
    members = jwk_of(kind)
    del members[part]
    says = refused(PublicKey.from_jwk, members, PLAIN[kind])
    assert says == f"this is no key for {PLAIN[kind]}"


def test_a_point_that_is_not_on_its_curve():
    x = base64.urlsafe_b64encode(bytes(31) + b"\5").rstrip(b"=").decode()
    assert refused(PublicKey.from_jwk, jwk_of("p256", x=x)) == "this is no key for ES256"


@pytest.mark.parametrize("bits", (1024, 2046, 2047))
def test_a_short_rsa_key(bits):
    says = "an RSA key has at least 2048 bits"
    assert refused(PublicKey.from_native, short(bits)) == says
    n = short(bits).public_numbers().n.to_bytes(256)
    members = {"kty": "RSA", "e": "AQAB", "n": base64.urlsafe_b64encode(n).decode().rstrip("=")}
    assert refused(PublicKey.from_jwk, members) == says


def test_the_shortest_rsa_key():
    assert PublicKey.from_native(short(2048)).algorithm == "PS256"


@pytest.mark.parametrize(
    "make",
    (
        lambda: ec.generate_private_key(ec.SECP256K1()),
        lambda: ec.generate_private_key(ec.SECP521R1()),
        lambda: ed448.Ed448PrivateKey.generate(),
    ),
)
def test_a_key_on_another_curve(make):
    assert refused(PublicKey.from_native, make().public_key()) == ONLY
    assert refused(PublicKey.from_pem, pem_of(make())) == ONLY


@pytest.mark.parametrize(
    "data",
    (
        b"",
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
        base64.b64decode("MAA="),
    ),
)
def test_a_pem_that_holds_no_key(data):
    assert refused(PublicKey.from_pem, data) == "there is no public key or certificate in this PEM"


def made_by(algorithm, message):
    """A signature by cryptography alone, and its key."""
    if algorithm == "EdDSA":
        return ED, ED.sign(message)
    if algorithm == "RS256":
        return RSA, RSA.sign(message, padding.PKCS1v15(), hashes.SHA256())
    if algorithm == "PS256":
        salted = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
        return RSA, RSA.sign(message, salted, hashes.SHA256())
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    key, digest, size = {
        "ES256": (P256, hashes.SHA256(), 32), "ES384": (P384, hashes.SHA384(), 48),
    }[algorithm]  # fmt: skip
    r, s = decode_dss_signature(key.sign(message, ec.ECDSA(digest)))
    return key, r.to_bytes(size) + s.to_bytes(size)


@pytest.mark.parametrize("algorithm", Algorithm)
def test_what_holds_and_what_does_not(algorithm):
    private, signature = made_by(algorithm, b"message")
    key = PublicKey.from_native(private.public_key(), algorithm)
    key.hold(signature, b"message")
    flipped = bytes([signature[0] ^ 1, *signature[1:]])
    for false, message in (
        (signature, b"massage"), (flipped, b"message"), (b"", b"message"),
        (signature[:-1], b"message"), (signature + b"\0", b"message"),
        (bytes(len(signature)), b"message"), (b"\xff" * len(signature), b"message"),
    ):  # fmt: skip
        with refusing(Halt) as caught:
            key.hold(false, message)
        assert (caught.value.reason, caught.value.says, caught.value.unknown) == (
            Reason.SIGNATURE, "the signature does not hold", False,
        )  # fmt: skip


@pytest.mark.parametrize("raised", (JoseError, ValueError, TypeError, OverflowError))
def test_a_signature_that_cannot_be_looked_at_does_not_hold(monkeypatch, raised):
    class Broken:
        def verify(self, *_):
            raise raised

    private, signature = made_by("ES256", b"message")
    key = PublicKey.from_native(private.public_key())
    monkeypatch.setitem(algorithms._MODELS, "ES256", Broken())
    with refusing(Halt) as caught:
        key.hold(signature, b"message")
    assert caught.value.reason == Reason.SIGNATURE


def test_a_signature_of_one_algorithm_of_rsa_is_none_of_the_other():
    _, signature = made_by("PS256", b"message")
    with refusing(Halt):
        PublicKey.from_native(RSA.public_key(), "RS256").hold(signature, b"message")
