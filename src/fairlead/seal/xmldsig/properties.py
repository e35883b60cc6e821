"""What XAdES signs beside the document: properties in the signature (EN 319 132-1, level B).

They name the certificate of the signer, so that no other of the same key takes its place. What else
may stand there (a policy, a commitment, a role, a timestamp) could change what the signature means,
so it is left open.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Final

from lxml import etree

from fairlead.seal.verdict import Course, Halt, Reason
from fairlead.seal.xmldsig.grammar import READ, called, unsupported, walk
from fairlead.seal.xmldsig.keys import Told, key_in
from fairlead.seal.xmldsig.profile import DIGESTS
from fairlead.seal.xmldsig.text import bytes_of
from fairlead.syntax.xml.signature import SPACE

__all__ = ["of_the_certificate"]

_PROPERTIES: Final = "Object/xades:QualifyingProperties/xades:SignedProperties"
_SIGNED: Final = f"{_PROPERTIES}/xades:SignedSignatureProperties/xades:SigningCertificate"


def of_the_certificate(
    course: Course,
    root: etree._Element,
    signature: etree._Element,
    told: Told,
    uri: str | None,
    reference: str | None,
) -> Told:
    """What is told of the key, narrowed to the certificate that is signed; the rest is left open.

    `uri` is what the signature covers beside the document, `reference` the Id of what covers that.
    """
    objects = signature.findall(f"{{{SPACE}}}Object")
    try:
        if len(objects) != 1 or uri is None:
            raise unsupported("the signature holds an object that it does not cover")
        found: dict[str, list[etree._Element]] = {}
        for way, element in walk(objects[0], READ["Object"]):
            found.setdefault(way, []).append(element)
    except Halt as halt:
        course.leave_open(halt)
        found = {}
    if uri is not None:
        _refuse_elsewhere(root, signature, uri)
    if not found:
        return told
    try:
        _refuse_other(signature, found, reference)
        return _narrowed(told, found)
    except Halt as halt:
        course.at = 3 if halt.reason is Reason.CERTIFICATE else 2
        course.leave_open(halt)
        return told


def _refuse_elsewhere(root: etree._Element, signature: etree._Element, uri: str) -> None:
    """Halts where what is covered is not the one element of its Id, or not in the signature."""
    alike = [one for one in root.iter("*") if _has_id(one, uri[1:])]
    if len(alike) != 1:
        raise Halt(Reason.STRUCTURE, "what the signature covers is not the one element of its Id")
    above = list(alike[0].iterancestors())[:3]
    way = "/".join(called(one) for one in (*reversed(above[:2]), alike[0]))
    if way != _PROPERTIES or above[2:] != [signature]:
        raise Halt(Reason.STRUCTURE, "the signed properties stand elsewhere than in the signature")


def _has_id(element: etree._Element, wanted: str) -> bool:
    """Whether some reader takes an element for the one of an Id; no DTD says what is an Id."""
    return any(
        value == wanted and str(name).rpartition("}")[2].lower() == "id"
        for name, value in element.items()
    )


def _refuse_other(
    signature: etree._Element, found: dict[str, list[etree._Element]], reference: str | None
) -> None:
    """Halts where properties speak of another signature, or of something else than the document."""
    of = [found["Object/xades:QualifyingProperties"][0].get("Target")]
    formats = found.get(f"{_PROPERTIES}/xades:SignedDataObjectProperties/xades:DataObjectFormat")
    about = [one.get("ObjectReference") for one in formats or []]
    if of != [f"#{signature.get('Id')}"] or any(one != f"#{reference}" for one in about):
        raise unsupported("the signed properties speak of something else than the document")


def _narrowed(told: Told, found: dict[str, list[etree._Element]]) -> Told:
    """What is told of the key, with the one certificate that is signed."""
    way = next(one for one in (_SIGNED, f"{_SIGNED}V2") if one in found) + "/xades:Cert"
    method = str(found[f"{way}/xades:CertDigest/DigestMethod"][0].get("Algorithm"))
    wanted = bytes_of(found[f"{way}/xades:CertDigest/DigestValue"][0])
    if method not in DIGESTS:
        raise unsupported("the signed certificate has a digest that is not read here")
    if not told.certificates:
        raise unsupported("the certificate that is signed does not stand in the signature")
    for one in told.certificates:
        if hashlib.new(DIGESTS[method], one).digest() == wanted:
            return replace(told, keys=frozenset((key_in(one),)))
    raise Halt(Reason.CERTIFICATE, "the certificate in the signature is not the one that is signed")
