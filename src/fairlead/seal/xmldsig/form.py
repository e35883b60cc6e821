"""Bytes to a signed document whose form is known, read without trust in anything it says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from fairlead.errors import Refused
from fairlead.seal.verdict import Course, Halt, Reason
from fairlead.seal.xmldsig.grammar import READ, called, unsupported, walk
from fairlead.seal.xmldsig.keys import Told, told_by
from fairlead.seal.xmldsig.profile import (
    ALGORITHMS,
    CANONICAL,
    ENVELOPED,
    INCLUSIVES,
    MOST_INCLUSIVE,
    MOST_NAMESPACES,
    SIGNED_PROPERTIES,
)
from fairlead.seal.xmldsig.properties import of_the_certificate
from fairlead.seal.xmldsig.text import bytes_of
from fairlead.syntax.xml import Document, Limits, is_signed
from fairlead.syntax.xml.names import nodes
from fairlead.syntax.xml.signature import SPACE, signature_of

__all__ = ["FORM", "STRUCTURE", "SignedXml", "read_signed"]

FORM: Final = "it is well-formed XML without a DOCTYPE, and no larger than is allowed"
STRUCTURE: Final = (
    "its one signature is the last child of the root, over the whole document, in a form that "
    "is read here; there is no comment and no instruction"
)

_TOO_LARGE: Final = frozenset(
    ("READ-001", "READ-008", "READ-010", "READ-011", "READ-062", "READ-063")
)
_DOCTYPE: Final = "READ-060"
_ASIDE: Final = "READ-064"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_SIGNATURES: Final = etree.XPath("//ds:Signature", namespaces={"ds": SPACE})
_PART: Final = "the signature covers something else than the whole document, or by another way"


@dataclass(frozen=True, slots=True)
class Reference:
    """What one digest of a signature is over."""

    uri: str | None
    type: str | None
    id: str | None
    transforms: tuple[str, ...]
    digest: str
    """The URI of its digest method."""

    @property
    def over_all(self) -> bool:
        """Whether it is over the whole document without its signature."""
        enveloped, *canonical = self.transforms or ("",)
        return (
            self.uri == ""
            and self.type is None
            and enveloped == ENVELOPED
            and (not canonical or (len(canonical) == 1 and canonical[0] in CANONICAL))
        )

    @property
    def over_properties(self) -> bool:
        """Whether it is over the signed properties of XAdES, and nothing but canonicalised."""
        return (
            self.type == SIGNED_PROPERTIES
            and re.fullmatch(r"#[^()%]*", self.uri or "") is not None
            and len(self.transforms) <= 1
            and set(self.transforms) <= CANONICAL
        )

    @property
    def inclusive(self) -> bool:
        """Whether it is canonicalised inclusively, as it is where nothing is said."""
        return not self.transforms or self.transforms[-1] in INCLUSIVES | {ENVELOPED}


@dataclass(frozen=True, slots=True)
class SignedXml:
    """A signed document that was read; nothing of it is verified."""

    root: etree._Element = field(repr=False)
    signature: etree._Element = field(repr=False)
    method: str
    """The URI of its signature method."""
    references: Sequence[Reference]
    told: Told
    """What it says of its key."""

    @property
    def algorithm(self) -> str:
        """Its signature method as a trust list calls it; the URI where that knows no such thing."""
        return ALGORITHMS.get(self.method, self.method)

    @property
    def kid(self) -> str | None:
        """The name of the key, where it has one."""
        return self.told.kid

    @property
    def place(self) -> int:
        """The place of the reference to the whole document among its references."""
        return next(at for at, one in enumerate(self.references) if one.over_all)


def read_signed(course: Course, data: bytes, limits: Limits) -> SignedXml:
    """The document and its signature; halts where one is not of a form that is read.

    Its form is step 1 of the course, the structure of its signature step 2. What is left unread,
    and takes nothing from what the signature covers, is left open.
    """
    root = _read(course, data, limits)
    course.at = 2
    signature = _one(course, root)
    method, canonical, references = _signed_info(signature)
    _refuse_reach(signature, data, canonical, references)
    told = told_by(course, signature)
    if len(references) > 1 or signature.find(f"{{{SPACE}}}Object") is not None:
        (over,) = (one.id for one in references if one.over_all)
        uri = next((one.uri for one in references if not one.over_all), None)
        told = of_the_certificate(course, root, signature, told, uri, over)
    return SignedXml(root, signature, method, references, told)


def _one(course: Course, root: etree._Element) -> etree._Element:
    """The one signature of a document; where it does not stand at its place is left open."""
    found = signature_of(root)
    if found is not None:
        return found
    if not is_signed(root):
        raise Halt(Reason.NOT_SIGNED, "the document holds no signature", unknown=True)
    says = "the signature is not the last child of the root, or not the only one"
    signatures = nodes(_SIGNATURES, root)
    if len(signatures) != 1 or signatures[0] is root or (signatures[0].tail or "").strip():
        raise unsupported(says)
    course.leave_open(unsupported(says))
    return signatures[0]


def _signed_info(signature: etree._Element) -> tuple[str, str, list[Reference]]:
    """Signature method, canonicalisation and references; halts where they are not of the form."""
    found: dict[str, list[etree._Element]] = {}
    for way, element in walk(signature, READ["Signature"]):
        found.setdefault(way, []).append(element)
    bytes_of(found["Signature/SignatureValue"][0])
    info = "Signature/SignedInfo/"
    return (
        _algorithm(found[f"{info}SignatureMethod"][0]),
        _algorithm(found[f"{info}CanonicalizationMethod"][0]),
        [_reference(one) for one in found[f"{info}Reference"]],
    )


def _reference(element: etree._Element) -> Reference:
    parts: Mapping[str, etree._Element] = {called(child): child for child in element}
    bytes_of(parts["DigestValue"])
    transforms = parts.get("Transforms")
    return Reference(
        element.get("URI"),
        element.get("Type"),
        element.get("Id"),
        () if transforms is None else tuple(map(_algorithm, transforms)),
        _algorithm(parts["DigestMethod"]),
    )


def _refuse_reach(
    signature: etree._Element, data: bytes, canonical: str, references: Sequence[Reference]
) -> None:
    """Halts where a signature is over anything but the whole document, and properties of its own.

    A part that is canonicalised inclusively takes over `xml:lang` and its like from what is around
    it, which is not done here.
    """
    over_all = [one for one in references if one.over_all]
    others = [one for one in references if not one.over_all]
    if len(over_all) != 1 or len(others) > 1 or not all(one.over_properties for one in others):
        raise unsupported(_PART)
    if canonical not in CANONICAL:
        raise unsupported("the signature is canonicalised in a way that is not read here")
    partly = canonical in INCLUSIVES or any(one.inclusive for one in others)
    around = {str(name) for one in signature.iterancestors() for name in one.attrib}
    if partly and any(name.startswith(_XML) for name in around):
        raise unsupported("what the signature takes over from the document is not read here")
    if (partly or over_all[0].inclusive) and data.count(b"xmlns") > MOST_INCLUSIVE:
        raise unsupported("there are more namespaces than are canonicalised inclusively here")


def _read(course: Course, data: bytes, limits: Limits) -> etree._Element:
    """The root of the document, by step 1; a comment or an instruction is for step 2."""
    if data.count(b"xmlns") > MOST_NAMESPACES:  # whoever declares one must spell it so
        raise Halt(Reason.TOO_LARGE, "the document declares more namespaces than the limit")
    try:
        return Document.of(data, limits, bare=True).root
    except Refused as refused:
        code = refused.report.faults[0].code
    if code == _ASIDE:
        course.at = 2
        raise unsupported("the document holds a comment or an instruction")
    if code == _DOCTYPE:
        raise Halt(Reason.DOCTYPE, "the document holds a DOCTYPE")
    if code in _TOO_LARGE:
        raise Halt(Reason.TOO_LARGE, "the document, or a part of it, is larger than the limit")
    raise Halt(Reason.MALFORMED, "the document is not well-formed XML 1.0 in UTF-8")


def _algorithm(element: etree._Element) -> str:
    return str(element.get("Algorithm"))
