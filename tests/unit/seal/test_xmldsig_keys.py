"""What a signature says of its key says where to look, and never whom to trust."""

import base64
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from fairlead.seal import Reason, Rejected, Undetermined, Verified
from fairlead.seal.xmldsig.profile import METHODS, MOST_KEYS, UNKNOWN_METHODS
from tests.unit.seal.unsupported import in_sm2
from tests.unit.seal.xml_seal import (
    SHA1,
    by_hand,
    certificate,
    der,
    listed,
    private,
    signer,
    trust,
    trusted,
    verdict,
)  # fmt: skip

NAME = "<ds:KeyName>quay</ds:KeyName>"
DSIG11 = 'xmlns:e="http://www.w3.org/2009/xmldsig11#"'
RFC4050 = 'xmlns="http://www.w3.org/2001/04/xmldsig-more#"'
TYPED = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="PrimeFieldElemType"'
CURVES = {"ES256": "urn:oid:1.2.840.10045.3.1.7", "ES384": "urn:oid:1.3.132.0.34"}
EC_ALGORITHMS = pytest.mark.parametrize("algorithm", CURVES)


def told(inside):
    return f"<ds:KeyInfo>{inside}</ds:KeyInfo>"


def b64(data):
    return base64.b64encode(data).decode()


def numbers(algorithm, kid):
    return private(algorithm, kid).public_key().public_numbers()


def in_der(algorithm="ES256", kid="quay"):
    key = b64(signer(algorithm, kid).key.der)
    return f"<e:DEREncodedKeyValue {DSIG11}>{key}</e:DEREncodedKeyValue>"


def point(algorithm="ES256", kid="quay", curve=None):
    """The value of a key of XML Signature 1.1."""
    own, size = numbers(algorithm, kid), int(algorithm[2:]) // 8
    text = b64(b"\4" + own.x.to_bytes(size, "big") + own.y.to_bytes(size, "big"))
    return (
        f'<ds:KeyValue><e:ECKeyValue {DSIG11}><e:NamedCurve URI="{curve or CURVES[algorithm]}"/>'
        f"<e:PublicKey>{text}</e:PublicKey></e:ECKeyValue></ds:KeyValue>"
    )


def coordinates(algorithm="ES256", kid="quay", typed="", x=None):
    """The value of a key of RFC 4050."""
    own = numbers(algorithm, kid)
    return (
        f"<ds:KeyValue><ECDSAKeyValue {RFC4050}><DomainParameters>"
        f'<NamedCurve URN="{CURVES[algorithm]}"/></DomainParameters><PublicKey>'
        f'<X Value="{own.x if x is None else x}" {typed}/><Y Value="{own.y}" {typed}/>'
        "</PublicKey></ECDSAKeyValue></ds:KeyValue>"
    )


def rsa_value(kid="quay"):
    own = numbers("RS256", kid)
    modulus, exponent = b64(own.n.to_bytes(256, "big")), b64(own.e.to_bytes(3, "big"))
    return (
        f"<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>{modulus}</ds:Modulus>"
        f"<ds:Exponent>{exponent}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>"
    )


def x509(*held):
    return f"<ds:X509Data>{''.join(held)}</ds:X509Data>"


def certified(kid="quay"):
    return f"<ds:X509Certificate>{der(certificate('ES256', kid))}</ds:X509Certificate>"


SERIAL = (
    "<ds:X509IssuerSerial><ds:X509IssuerName>CN=Quay</ds:X509IssuerName>"
    "<ds:X509SerialNumber>7</ds:X509SerialNumber></ds:X509IssuerSerial>"
)
HINTS = {
    "issuer and serial number": SERIAL,
    "the name of its subject": "<ds:X509SubjectName>CN=Quay</ds:X509SubjectName>",
    "a key identifier": "<ds:X509SKI>AAAA</ds:X509SKI>",
    "its digest": f'<e:X509Digest {DSIG11} Algorithm="{SHA1}">AAAA</e:X509Digest>',
}


def made(inside, algorithm="ES256", kid="quay", **how):
    """A document that was signed by a key, with something that is said of the key."""
    sign = signer(algorithm, kid)._sign
    return by_hand(key_info=told(inside), method=METHODS[algorithm], sign=sign, **how)


def found(data, keys=None):
    judged = verdict(data, keys)
    return type(judged), getattr(judged, "step", None), getattr(judged, "reason", None)


STRANGER = (Undetermined, 3, Reason.UNKNOWN_KEY)
OPEN = (Undetermined, 2, Reason.UNSUPPORTED)
UNREADABLE = (Rejected, 3, Reason.CERTIFICATE)


# --- keys that stand there ----------------------------------------------------------------------


@EC_ALGORITHMS
@pytest.mark.parametrize("value", (point, coordinates, in_der))
def test_a_key_that_is_trusted_may_stand_there(value, algorithm):
    for inside in (value(algorithm), NAME + value(algorithm), value(algorithm) + NAME):
        assert isinstance(verdict(made(inside, algorithm), trust(algorithm)), Verified)


def test_an_rsa_key_that_is_trusted_may_stand_there():
    assert isinstance(verdict(made(rsa_value(), "RS256"), trust("RS256")), Verified)
    stranger = made(rsa_value("mallory"), "RS256", "mallory")
    assert found(stranger, trust("RS256")) == STRANGER


def test_coordinates_may_say_their_type():
    assert isinstance(verdict(made(coordinates(typed=TYPED))), Verified)


@pytest.mark.parametrize("value", (point, coordinates, in_der))
def test_a_key_brings_itself_no_trust(value):
    """A stranger signs, and lays the key beside it."""
    assert found(made(value("ES256", "mallory"), "ES256", "mallory")) == STRANGER


@pytest.mark.parametrize("value", (point, coordinates, in_der))
def test_a_key_under_the_name_of_another_is_refused(value):
    stranger = made(NAME + value("ES256", "mallory"), "ES256", "mallory")
    assert found(stranger) == (Rejected, 3, Reason.CERTIFICATE)


def test_the_trusted_key_beside_a_signature_of_another_is_refused():
    assert found(made(point(), "ES256", "mallory")) == (Rejected, 6, Reason.SIGNATURE)


def test_a_key_is_looked_for_among_any_number_of_keys():
    many = [trusted(signer("ES256", kid=name)) for name in ("a", "b", "c", "d", "quay")]
    assert isinstance(verdict(made(point()), listed(*many)), Verified)
    nameless = by_hand(key_info="")
    assert found(nameless, listed(*many)) == (Undetermined, 3, Reason.KEY_NOT_NAMED)
    assert verdict(made(point()), listed(*many), platform="PIER").reason is Reason.UNKNOWN_KEY


UNREAD = {
    "a point on no curve": made(coordinates(x=1)),
    "a point that is too short": made(point("ES256", curve=CURVES["ES384"])),
    "no key in DER": made(f"<e:DEREncodedKeyValue {DSIG11}>AAAA</e:DEREncodedKeyValue>"),
    "an RSA key of nothing": made(
        "<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>AA==</ds:Modulus><ds:Exponent>AA==</ds:Exponent>"
        "</ds:RSAKeyValue></ds:KeyValue>"
    ),
    "no certificate": made(x509("<ds:X509Certificate>AAAA</ds:X509Certificate>")),
}


@pytest.mark.parametrize("data", UNREAD.values(), ids=UNREAD)
def test_what_is_no_key_is_refused(data):
    assert found(data) == UNREADABLE


@pytest.mark.parametrize("x", ("-1", "0x1", "1" * 201, "\u0661", "1e3", ""))
def test_a_coordinate_is_a_number_in_few_digits(x):
    assert found(made(coordinates(x=x))) == (Rejected, 2, Reason.MALFORMED)


def test_a_coordinate_may_be_filled_with_zeros():
    x = f"{numbers('ES256', 'quay').x:0200}"
    assert isinstance(verdict(made(coordinates(x=x))), Verified)


ANOTHER = {
    "a curve that is not read": point(curve="urn:oid:1.3.132.0.35"),
    "a curve by its parameters": (
        f"<ds:KeyValue><e:ECKeyValue {DSIG11}><e:ECParameters/><e:PublicKey>AAAA</e:PublicKey>"
        "</e:ECKeyValue></ds:KeyValue>"
    ),
    "a key of DSA": "<ds:KeyValue><ds:DSAKeyValue/></ds:KeyValue>",
    "a key of another language": '<ds:KeyValue><Key xmlns="urn:example:keys"/></ds:KeyValue>',
    "a certificate of another language": x509('<Card xmlns="urn:example:cards"/>'),
    "a name beside another": NAME + "<ds:KeyName>pier</ds:KeyName>",
    "PGP": "<ds:PGPData><ds:PGPKeyID>AAAA</ds:PGPKeyID></ds:PGPData>",
}


@pytest.mark.parametrize("inside", ANOTHER.values(), ids=ANOTHER)
def test_what_is_not_read_of_a_key_stays_open(inside):
    assert found(made(inside)) == OPEN


@pytest.mark.parametrize("inside", ANOTHER.values(), ids=ANOTHER)
def test_a_document_that_was_changed_is_refused_whatever_is_not_read_of_the_key(inside):
    changed = made(inside).replace(b"main", b"mizzen")
    assert found(changed) == (Rejected, 6, Reason.DIGEST)


def test_no_more_keys_are_read_than_are_allowed():
    values = [point("ES256", f"k{at}") for at in range(MOST_KEYS)]
    assert isinstance(verdict(made(point() + "".join(values[1:]))), Verified)
    assert found(made("".join(values) + point())) == OPEN


# --- certificates -------------------------------------------------------------------------------


@pytest.mark.parametrize("hint", HINTS.values(), ids=HINTS)
def test_a_certificate_may_be_named(hint):
    for inside in (x509(hint), NAME + x509(hint), x509(hint, certified()), x509(hint) + point()):
        assert isinstance(verdict(made(inside)), Verified)


@pytest.mark.parametrize("hint", HINTS.values(), ids=HINTS)
def test_where_no_trusted_key_fits_a_named_certificate_stays_open(hint):
    assert found(made(x509(hint), "ES256", "mallory")) == STRANGER
    assert found(made(x509(hint)).replace(b"main", b"mizzen")) == (Rejected, 6, Reason.DIGEST)


def test_others_may_stand_beside_the_certificate_of_the_key():
    assert isinstance(verdict(made(x509(certified(), certified("root")))), Verified)
    assert isinstance(verdict(made(x509(certified("root")) + x509(certified()))), Verified)


def test_none_of_several_certificates_brings_trust():
    both = x509(certified("mallory"), certified("root"))
    assert found(made(both, "ES256", "mallory")) == STRANGER
    assert found(made(NAME + both, "ES256", "mallory")) == (Rejected, 3, Reason.CERTIFICATE)


def test_a_certificate_of_an_unsupported_algorithm_may_stand_in_the_chain():
    """Nobody trusts such a key, and it takes nothing from the key that is trusted."""
    other = b64(in_sm2(certificate("ES256", "root").public_bytes(Encoding.DER)))
    strange = f"<ds:X509Certificate>{other}</ds:X509Certificate>"
    assert isinstance(verdict(made(x509(certified(), strange))), Verified)
    assert found(made(x509(strange))) == STRANGER
    assert found(made(NAME + x509(strange))) == (Rejected, 3, Reason.CERTIFICATE)


# --- algorithms ---------------------------------------------------------------------------------


def test_a_signature_by_an_algorithm_that_is_not_read_here_stays_open():
    keys = listed(trusted(signer("EdDSA")))
    data = by_hand(method=UNKNOWN_METHODS["EdDSA"], sign=signer("EdDSA")._sign)
    assert found(data, keys) == (Undetermined, 5, Reason.UNSUPPORTED)
    assert found(data) == (Rejected, 5, Reason.ALGORITHM)


def test_a_name_of_an_algorithm_is_none_of_its_methods():
    assert found(by_hand(method="ES256")) == (Rejected, 5, Reason.ALGORITHM)


def test_a_signature_by_sm2_with_sm3_stays_open():
    """There is no URI for it that everybody uses; its certificate says what it is."""
    other = b64(in_sm2(certificate("ES256", "root").public_bytes(Encoding.DER)))
    inside = told(x509(f"<ds:X509Certificate>{other}</ds:X509Certificate>"))
    data = by_hand(key_info=inside, method="urn:example:sm2-with-sm3", digest="urn:example:sm3")
    assert found(data) == STRANGER
    configured = replace(trust(), unsupported=True)
    assert found(data, configured) == (Undetermined, 3, Reason.UNSUPPORTED)
    assert found(by_hand(digest="urn:example:sm3")) == (Undetermined, 5, Reason.UNSUPPORTED)
