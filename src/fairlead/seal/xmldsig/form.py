"""Bytes to a signed document whose form is known, read without trust in anything it says."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from fairlead.errors import Refused
from fairlead.seal.jws import is_kid
from fairlead.seal.verdict import Course, Halt, Reason
from fairlead.seal.xmldsig.profile import (
    ALGORITHMS,
    ATTRIBUTES,
    ENVELOPED,
    EXCLUSIVE,
    HOLDS,
    MOST_NAMESPACES,
    TEXTS,
)
from fairlead.syntax.xml import Document, Limits, is_signed, signature_of
from fairlead.syntax.xml.signature import SPACE

__all__ = ["FORM", "STRUCTURE", "SignedXml", "formed", "read_signed"]

FORM: Final = "it is well-formed XML without a DOCTYPE, and no larger than is allowed"
STRUCTURE: Final = (
    "its one signature is the last child of the root, over the whole document, in the one form "
    "that is allowed; there is no comment and no instruction"
)

_REFERENCE: Final = "Signature/SignedInfo/Reference"
_BLANK: Final = " \t\r\n"
_TOO_LARGE: Final = frozenset(
    ("READ-001", "READ-008", "READ-010", "READ-011", "READ-062", "READ-063")
)
_DOCTYPE: Final = "READ-060"
_ASIDE: Final = "READ-064"


@dataclass(frozen=True, slots=True)
class SignedXml:
    """A signed document that was read; nothing of it is verified."""

    root: etree._Element = field(repr=False)
    signature: etree._Element = field(repr=False)
    method: str
    """The URI of its signature method."""
    digest: str
    """The URI of its digest method."""
    kid: str | None
    """The name of the key, where it has one."""
    certificate: bytes | None = field(repr=False)
    """The certificate that stands beside the name, in DER; it brings no trust."""

    @property
    def algorithm(self) -> str:
        """Its signature method as a trust list calls it; the URI where that knows no such thing."""
        return ALGORITHMS.get(self.method, self.method)


def read_signed(course: Course, data: bytes, limits: Limits) -> SignedXml:
    """The document and its signature; halts where one is not of the form that is allowed.

    Its form is step 1 of the course, the structure of its signature step 2.
    """
    root = _read(course, data, limits)
    course.at = 2
    signature = signature_of(root)
    if signature is None:
        if not is_signed(root):
            raise Halt(Reason.NOT_SIGNED, "the document holds no signature", unknown=True)
        says = "the signature is not the last child of the root, or not the only one"
        raise Halt(Reason.STRUCTURE, says)
    said = formed(signature)
    (kid,) = said.get("Signature/KeyInfo/KeyName", (None,))
    (certificate,) = said.get("Signature/KeyInfo/X509Data/X509Certificate", (None,))
    return SignedXml(
        root,
        signature,
        said["Signature/SignedInfo/SignatureMethod"][0],
        said[f"{_REFERENCE}/DigestMethod"][0],
        _kid(kid),
        None if certificate is None else _base64(certificate),
    )


def formed(signature: etree._Element) -> dict[str, list[str]]:
    """What a signature says, by the way to it; halts where it is not of the form that is allowed.

    Nothing of it is verified, nor where it stands.
    """
    said: dict[str, list[str]] = {}
    for way, text in _walk(signature, "Signature"):
        said.setdefault(way, []).append(text)
    _refuse_reach(said)
    _base64(said["Signature/SignatureValue"][0])
    _base64(said[f"{_REFERENCE}/DigestValue"][0])
    return said


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
        raise Halt(Reason.STRUCTURE, "the document holds a comment or an instruction")
    if code == _DOCTYPE:
        raise Halt(Reason.DOCTYPE, "the document holds a DOCTYPE")
    if code in _TOO_LARGE:
        raise Halt(Reason.TOO_LARGE, "the document, or a part of it, is larger than the limit")
    raise Halt(Reason.MALFORMED, "the document is not well-formed XML 1.0 in UTF-8")


def _walk(element: etree._Element, way: str) -> Iterator[tuple[str, str]]:
    """What every element of a signature says, by its way; halts at one that is not allowed."""
    name = way.rpartition("/")[2]
    children = tuple(str(child.tag).partition(f"{{{SPACE}}}")[2] for child in element)
    attributes = [ATTRIBUTES[name]] if name in ATTRIBUTES else []
    if children not in HOLDS.get(name, ((),)) or list(element.keys()) != attributes:
        raise Halt(Reason.STRUCTURE, "the signature holds what is not allowed, or lacks something")
    text = element.text or ""
    blanks = [child.tail or "" for child in element] + ([] if name in TEXTS else [text])
    if any(one.strip(_BLANK) for one in blanks):
        raise Halt(Reason.STRUCTURE, "the signature holds a text where none is allowed")
    yield way, str(element.get(attributes[0])) if attributes else text
    for child, called in zip(element, children, strict=True):
        yield from _walk(child, f"{way}/{called}")


def _refuse_reach(said: dict[str, list[str]]) -> None:
    """Halts where the signature is over anything but the whole document, as it stands."""
    over_all = (
        said["Signature/SignedInfo/CanonicalizationMethod"] == [EXCLUSIVE]
        and said[_REFERENCE] == [""]
        and said[f"{_REFERENCE}/Transforms/Transform"] == [ENVELOPED, EXCLUSIVE]
    )
    if not over_all:
        says = "the signature is not over the whole document, canonicalised exclusively"
        raise Halt(Reason.STRUCTURE, says)


def _kid(text: str | None) -> str | None:
    if text is not None and not is_kid(text):
        raise Halt(Reason.STRUCTURE, "the name of the key is empty, too long, or no plain text")
    return text


def _base64(text: str) -> bytes:
    """The bytes of base64, in lines or in one; halts for any other spelling of them."""
    packed = "".join(text.split())
    try:
        data = base64.b64decode(packed, validate=True)
    except ValueError:
        data = b""
    if not data or base64.b64encode(data).decode() != packed:
        raise Halt(Reason.MALFORMED, "a part of the signature is not base64")
    return data
