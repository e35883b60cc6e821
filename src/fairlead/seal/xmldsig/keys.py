"""What a signature says of its key: names, keys and certificates. None of it brings trust."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key
from lxml import etree

from fairlead.seal.algorithm import UNREADABLE
from fairlead.seal.jws import is_kid
from fairlead.seal.verdict import Course, Halt, Reason
from fairlead.seal.xmldsig.grammar import READ, called, unsupported, walk
from fairlead.seal.xmldsig.profile import MOST_KEYS
from fairlead.seal.xmldsig.text import bytes_of, decimal_of
from fairlead.syntax.xml.signature import SPACE

__all__ = ["NOTHING_TOLD", "Told", "key_in", "told_by"]

_CURVES: Final[Mapping[str, Callable[[], ec.EllipticCurve]]] = {
    "urn:oid:1.2.840.10045.3.1.7": ec.SECP256R1,
    "urn:oid:1.3.132.0.34": ec.SECP384R1,
}
_HINTS: Final = frozenset(
    ("X509IssuerSerial", "X509SubjectName", "X509SKI", "X509CRL", "dsig11:X509Digest")
)
"""What names a certificate that does not stand there; as no certificate is looked up, it is no
more than a reason to try the keys that fit."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a signature says of its key."""

    kid: str | None = None
    """The name of the key, where it has one."""
    keys: frozenset[bytes] = field(default=frozenset(), repr=False)
    """The keys that stand there, each as a SubjectPublicKeyInfo; one of them is to be the key."""
    certificates: tuple[bytes, ...] = field(default=(), repr=False)
    """The certificates that stand there, in DER."""
    hinted: bool = False
    """Whether it names its signer in a way that nothing is compared with here."""


NOTHING_TOLD: Final = Told()


def told_by(course: Course, signature: etree._Element) -> Told:
    """What a signature says of its key; what is not read of that is left open."""
    info = signature.find(f"{{{SPACE}}}KeyInfo")
    if info is None:
        return NOTHING_TOLD
    for _ in walk(info, {"KeyInfo": READ["KeyInfo"]["KeyInfo"]}):
        pass
    told = NOTHING_TOLD
    for child in info:
        try:
            told = _with(told, child)
        except Halt as halt:
            course.at = 3 if halt.reason is Reason.CERTIFICATE else 2
            course.leave_open(halt)
            told = replace(told, hinted=True)
    return told


def _with(told: Told, child: etree._Element) -> Told:
    """What is told, and what a child of `KeyInfo` says beside it."""
    found = dict(walk(child, READ["KeyInfo"]))
    name = called(child)
    if name == "KeyName":
        if told.kid is not None or not is_kid(child.text or ""):
            raise unsupported("the signature has several names for its key, or no plain one")
        return replace(told, kid=child.text)
    if name == "X509Data":
        return _with_certificates(told, child)
    if name == "KeyValue":
        key = _VALUES[called(child[0])](found)
    elif name == "dsig11:DEREncodedKeyValue":
        key = _readable(lambda: load_der_public_key(bytes_of(child)))
    else:
        raise unsupported("the signature says something of its key that is not read here")
    return _limited(replace(told, keys=told.keys | {key}))


def _with_certificates(told: Told, data: etree._Element) -> Told:
    """What is told, and the certificates of an `X509Data` beside it."""
    certificates = [bytes_of(one) for one in data if called(one) == "X509Certificate"]
    others = {called(one) for one in data} - {"X509Certificate"}
    if others - _HINTS:
        raise unsupported("the signature says something of its key that is not read here")
    return _limited(
        replace(
            told,
            keys=told.keys | {key_in(one) for one in certificates},
            certificates=(*told.certificates, *certificates),
            hinted=told.hinted or not certificates,
        )
    )


def _limited(told: Told) -> Told:
    if len(told.keys) > MOST_KEYS:
        raise unsupported("the signature brings more keys along than are read here")
    return told


def key_in(certificate: bytes) -> bytes:
    """The key of a certificate as a SubjectPublicKeyInfo; halts where it has none.

    One of an algorithm that is not supported is given as the certificate: no trusted key is that.
    """
    try:
        return _readable(lambda: x509.load_der_x509_certificate(certificate).public_key())
    except Halt as halt:
        if isinstance(halt.__cause__, UnsupportedAlgorithm):
            return certificate
        raise


def _readable(key: Callable[[], object]) -> bytes:
    """A key as a SubjectPublicKeyInfo; halts where it cannot be read."""
    try:
        made = key()
        return bytes(made.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))  # type: ignore[attr-defined]
    except UNREADABLE as problem:
        says = "a key or certificate in the signature cannot be read"
        raise Halt(Reason.CERTIFICATE, says) from problem


def _curve(element: etree._Element, attribute: str) -> ec.EllipticCurve:
    curve = _CURVES.get(str(element.get(attribute)))
    if curve is None:
        raise unsupported("a key in the signature is on a curve that is not read here")
    return curve()


def _of_rsa(found: Mapping[str, etree._Element]) -> bytes:
    """The key of an `RSAKeyValue` (XML Signature 1.1 section 4.5.2.2)."""
    way = "KeyValue/RSAKeyValue/"
    modulus, exponent = (
        int.from_bytes(bytes_of(found[way + one]), "big") for one in ("Modulus", "Exponent")
    )
    return _readable(lambda: rsa.RSAPublicNumbers(exponent, modulus).public_key())


def _of_point(found: Mapping[str, etree._Element]) -> bytes:
    """The key of an `ECKeyValue` (XML Signature 1.1 section 4.5.2.3)."""
    way = "KeyValue/dsig11:ECKeyValue/dsig11:"
    curve = _curve(found[f"{way}NamedCurve"], "URI")
    point = bytes_of(found[f"{way}PublicKey"])
    return _readable(lambda: ec.EllipticCurvePublicKey.from_encoded_point(curve, point))


def _of_coordinates(found: Mapping[str, etree._Element]) -> bytes:
    """The key of an `ECDSAKeyValue` (RFC 4050 section 3.3)."""
    way = "KeyValue/ecdsa:ECDSAKeyValue/ecdsa:"
    curve = _curve(found[f"{way}DomainParameters/ecdsa:NamedCurve"], "URN")
    x, y = (
        decimal_of(str(found[f"{way}PublicKey/ecdsa:{one}"].get("Value"))) for one in ("X", "Y")
    )
    return _readable(lambda: ec.EllipticCurvePublicNumbers(x, y, curve).public_key())


_VALUES: Final[Mapping[str, Callable[[Mapping[str, etree._Element]], bytes]]] = {
    "RSAKeyValue": _of_rsa,
    "dsig11:ECKeyValue": _of_point,
    "ecdsa:ECDSAKeyValue": _of_coordinates,
}
