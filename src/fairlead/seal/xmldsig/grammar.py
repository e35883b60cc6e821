"""What may stand in an XML signature, element by element: what is read, and what else is lawful.

What is neither is no signature. What is lawful and not read may be genuine, and whether it is so
cannot be found out here. Sources: the schemas of XML Signature 1.1, of RFC 4050 and of XAdES 1.3.2
(EN 319 132-1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from fairlead.seal.verdict import Halt, Reason
from fairlead.syntax.xml.signature import SPACE

__all__ = ["MADE", "READ", "Part", "called", "unsupported", "walk"]

PREFIXES: Final[Mapping[str, str]] = {
    SPACE: "",
    "http://www.w3.org/2009/xmldsig11#": "dsig11:",
    "http://www.w3.org/2001/04/xmldsig-more#": "ecdsa:",
    "http://uri.etsi.org/01903/v1.3.2#": "xades:",
}
"""How an element of a namespace is called here; one of any other has a question mark before it."""

_BLANK: Final = " \t\r\n"
_FOREIGN: Final = "(?:[^:,]+:[^,]+,)+"
_ANY: Final = "(?:[^,]+,)*"
_INSTANCE: Final = "{http://www.w3.org/2001/XMLSchema-instance}type"


@dataclass(frozen=True, slots=True)
class Part:
    """What one element may be.

    `holds` and `allows` are patterns of the names of its children, each with a comma behind it.
    """

    holds: str = ""
    """What it holds where it is read."""
    allows: str | None = None
    """What XML Signature or XAdES allow it to hold beyond that."""
    needs: frozenset[str] = frozenset()
    """Attributes that it must have."""
    may: frozenset[str] = frozenset()
    """Attributes that it may have."""
    text: bool = False
    """Whether it holds a text; any other holds blanks at most."""


_ALGORITHM: Final = frozenset(("Algorithm",))
_ID: Final = frozenset(("Id",))
_TEXT: Final = Part(text=True)

MADE: Final[Mapping[str, Part]] = {
    "Signature": Part("SignedInfo,SignatureValue,KeyInfo,"),
    "SignedInfo": Part("CanonicalizationMethod,SignatureMethod,Reference,"),
    "CanonicalizationMethod": Part(needs=_ALGORITHM),
    "SignatureMethod": Part(needs=_ALGORITHM),
    "Reference": Part("Transforms,DigestMethod,DigestValue,", needs=frozenset(("URI",))),
    "Transforms": Part("Transform,Transform,"),
    "Transform": Part(needs=_ALGORITHM),
    "DigestMethod": Part(needs=_ALGORITHM),
    "DigestValue": _TEXT,
    "SignatureValue": _TEXT,
    "KeyInfo": Part("KeyName,(X509Data,)?"),
    "KeyName": _TEXT,
    "X509Data": Part("X509Certificate,"),
    "X509Certificate": _TEXT,
}
"""The one form that is made here."""

_SIGNED_INFO: Final[Mapping[str, Part]] = {
    "Signature": Part("SignedInfo,SignatureValue,(KeyInfo,)?(Object,)*", may=_ID),
    "SignedInfo": Part("CanonicalizationMethod,SignatureMethod,(Reference,)+", may=_ID),
    "CanonicalizationMethod": Part(allows=_ANY, needs=_ALGORITHM),
    "SignatureMethod": Part(allows=_FOREIGN, needs=_ALGORITHM),
    "Reference": Part(
        "(Transforms,)?DigestMethod,DigestValue,", may=frozenset(("Id", "URI", "Type"))
    ),
    "Transforms": Part("(Transform,)+"),
    "Transform": Part(allows=_ANY, needs=_ALGORITHM),
    "DigestMethod": Part(allows=_FOREIGN, needs=_ALGORITHM),
    "DigestValue": _TEXT,
    "SignatureValue": Part(may=_ID, text=True),
}
_KEY_INFO: Final[Mapping[str, Part]] = {
    "KeyInfo": Part("([^,]+,)+", may=_ID),
    "KeyName": _TEXT,
    "KeyValue": Part("(RSAKeyValue,|dsig11:ECKeyValue,|ecdsa:ECDSAKeyValue,)", "[^,]+,"),
    "RSAKeyValue": Part("Modulus,Exponent,"),
    "Modulus": _TEXT,
    "Exponent": _TEXT,
    "dsig11:ECKeyValue": Part(
        "dsig11:NamedCurve,dsig11:PublicKey,", "dsig11:ECParameters,dsig11:PublicKey,", may=_ID
    ),
    "dsig11:NamedCurve": Part(needs=frozenset(("URI",))),
    "dsig11:PublicKey": _TEXT,
    "ecdsa:ECDSAKeyValue": Part(
        "ecdsa:DomainParameters,ecdsa:PublicKey,", "(ecdsa:DomainParameters,)?ecdsa:PublicKey,"
    ),
    "ecdsa:DomainParameters": Part("ecdsa:NamedCurve,", "ecdsa:ExplicitParams,"),
    "ecdsa:NamedCurve": Part(needs=frozenset(("URN",))),
    "ecdsa:PublicKey": Part("ecdsa:X,ecdsa:Y,"),
    "ecdsa:X": Part(needs=frozenset(("Value",)), may=frozenset((_INSTANCE,))),
    "ecdsa:Y": Part(needs=frozenset(("Value",)), may=frozenset((_INSTANCE,))),
    "dsig11:DEREncodedKeyValue": Part(may=_ID, text=True),
    "X509Data": Part("([^,]+,)+"),
    "X509Certificate": _TEXT,
    "X509IssuerSerial": Part("X509IssuerName,X509SerialNumber,"),
    "X509IssuerName": _TEXT,
    "X509SerialNumber": _TEXT,
    "X509SubjectName": _TEXT,
    "X509SKI": _TEXT,
    "X509CRL": _TEXT,
    "dsig11:X509Digest": Part(needs=_ALGORITHM, text=True),
}
_PROPERTIES: Final[Mapping[str, Part]] = {
    "Object": Part(
        "xades:QualifyingProperties,", _ANY, may=frozenset(("Id", "MimeType", "Encoding"))
    ),
    "xades:QualifyingProperties": Part(
        "xades:SignedProperties,",
        "(xades:SignedProperties,)?(xades:UnsignedProperties,)?",
        needs=frozenset(("Target",)),
        may=_ID,
    ),
    "xades:SignedProperties": Part(
        "xades:SignedSignatureProperties,(xades:SignedDataObjectProperties,)?",
        "(xades:SignedDataObjectProperties,)?",
        may=_ID,
    ),
    "xades:SignedSignatureProperties": Part(
        "(xades:SigningTime,)?(xades:SigningCertificate,|xades:SigningCertificateV2,)",
        "(xades:[^,]+,)*",
        may=_ID,
    ),
    "xades:SigningTime": _TEXT,
    "xades:SigningCertificate": Part("(xades:Cert,)+"),
    "xades:SigningCertificateV2": Part("(xades:Cert,)+"),
    "xades:Cert": Part(
        "xades:CertDigest,(xades:IssuerSerial,|xades:IssuerSerialV2,)?", may=frozenset(("URI",))
    ),
    "xades:CertDigest": Part("DigestMethod,DigestValue,"),
    "DigestMethod": _SIGNED_INFO["DigestMethod"],
    "DigestValue": _TEXT,
    "xades:IssuerSerial": Part("X509IssuerName,X509SerialNumber,"),
    "xades:IssuerSerialV2": _TEXT,
    "X509IssuerName": _TEXT,
    "X509SerialNumber": _TEXT,
    "xades:SignedDataObjectProperties": Part(
        "(xades:DataObjectFormat,)+", "(xades:[^,]+,)+", may=_ID
    ),
    "xades:DataObjectFormat": Part(
        "xades:MimeType,", "(xades:[^,]+,)*", needs=frozenset(("ObjectReference",))
    ),
    "xades:MimeType": _TEXT,
}

READ: Final[Mapping[str, Mapping[str, Part]]] = {
    "Signature": _SIGNED_INFO,
    "KeyInfo": _KEY_INFO,
    "Object": _PROPERTIES,
}
"""What is read of the three parts of a signature, by the element that each begins with."""


def called(element: etree._Element) -> str:
    """The name of an element, with a prefix for its namespace unless that is of signatures.

    >>> called(etree.fromstring("<a/>"))
    '?:a'
    """
    uri, _, local = str(element.tag).removeprefix("{").rpartition("}")
    return PREFIXES.get(uri, "?:") + local


def unsupported(says: str) -> Halt:
    """That something may be genuine, and is not read here."""
    return Halt(Reason.UNSUPPORTED, says, unknown=True)


def walk(
    element: etree._Element, parts: Mapping[str, Part], above: str = ""
) -> Iterator[tuple[str, etree._Element]]:
    """Every element of a part of a signature, by its way; halts at what may not stand there.

    What has no name in `parts` is given as it is, and not gone into.
    """
    way = above + called(element)
    yield way, element
    part = parts.get(called(element))
    if part is None:
        return
    _look_at(element, part)
    for child in element:
        yield from walk(child, parts, f"{way}/")


def _look_at(element: etree._Element, part: Part) -> None:
    """Halts where an element holds what it may not, or what is not read here."""
    attributes = frozenset(map(str, element.keys()))
    if not part.needs <= attributes <= part.needs | part.may:
        raise Halt(Reason.STRUCTURE, "the signature holds what is not allowed, or lacks something")
    texts = [child.tail or "" for child in element] + ([] if part.text else [element.text or ""])
    if any(one.strip(_BLANK) for one in texts):
        raise Halt(Reason.STRUCTURE, "the signature holds a text where none is allowed")
    children = "".join(f"{called(child)}," for child in element)
    if re.fullmatch(part.holds, children):
        return
    if part.allows is not None and re.fullmatch(part.allows, children):
        raise unsupported("the signature holds what is not read here")
    raise Halt(Reason.STRUCTURE, "the signature holds what is not allowed, or lacks something")
