"""Signing an XML document inside itself, with whatever holds the key."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from typing import Final

from lxml import etree

from fairlead.errors import Refused, UsageError
from fairlead.seal.algorithm import Algorithm
from fairlead.seal.jws import is_kid
from fairlead.seal.statement import Document
from fairlead.seal.verdict import Halt
from fairlead.seal.xmldsig.grammar import MADE, called, walk
from fairlead.seal.xmldsig.profile import (
    ENVELOPED,
    EXCLUSIVE,
    METHODS,
    MOST_NAMESPACES,
    SHA256,
    SHA384,
)
from fairlead.seal.xmldsig.text import bytes_of
from fairlead.syntax.xml import Document as Read
from fairlead.syntax.xml import is_signed
from fairlead.syntax.xml.signature import SPACE

__all__ = ["seal_enveloped", "taken_out"]

_NAMES: Final = {"ds": SPACE}
_START: Final = b"<ds:Signature "
_END: Final = b"</ds:Signature>"
_URIS: Final = (EXCLUSIVE, ENVELOPED, EXCLUSIVE)
"""The algorithms of canonicalisation and transforms, in their order."""
_LAST: Final = re.compile(rb"</[^<>]*>\s*")
"""The end tag of the root, which is all that stands behind a signature that was made here."""


def taken_out(data: bytes) -> bytes:
    """The document as it was before it was sealed here; as it is, where it was not.

    What is taken out is one signature of the form that is made here, and nothing can stand in that
    but what a signature says of itself. It is not verified: whoever takes it out compares what is
    left with what was signed.

    >>> taken_out(b"<a></a>")
    b'<a></a>'
    """
    start, end = data.rfind(_START), data.rfind(_END) + len(_END)
    stands = 0 <= start < end and _LAST.fullmatch(data, end) is not None
    return data[:start] + data[end:] if stands and _is_made(data[start:end]) else data


def _is_made(part: bytes) -> bool:
    """Whether a part of a document is a signature of the form that is made here, and only that."""
    try:
        signature = Read.of(part, bare=True).root
        parts = [one for _, one in walk(signature, MADE)]
        for one in parts:
            if called(one) in {"SignatureValue", "DigestValue", "X509Certificate"}:
                bytes_of(one)
    except (Refused, Halt):
        return False
    ways = [one for one in parts if called(one) in {"CanonicalizationMethod", "Transform"}]
    return (
        signature.tag == f"{{{SPACE}}}Signature"
        and tuple(one.get("Algorithm") for one in ways) == _URIS
        and all(one.get("URI") == "" for one in parts if called(one) == "Reference")
    )


def seal_enveloped(
    document: Document,
    algorithm: str,
    kid: str,
    certificate: bytes | None,
    sign: Callable[[bytes], bytes],
) -> bytes:
    """The document with its signature just before the end tag of the root.

    Not a byte of the document changes: without the signature it is what it was. `certificate` is
    that of the key in DER, for readers that go by one.

    Raises `UsageError` for what is no XML, is signed already or has no end tag at its root, and
    for an algorithm or a name of a key that XML signatures lack here; `Refused` for a document
    that a verifier would not read: malformed, with a DOCTYPE, a comment or an instruction.
    """
    if algorithm not in METHODS:
        raise UsageError(f"an XML signature is not made by {algorithm}")
    if not is_kid(kid):
        raise UsageError("the name of the key is empty, too long, or no plain text")
    if not document.media_type.endswith(("/xml", "+xml")):
        raise UsageError("an enveloped signature stands in a document that is XML")
    data = document.payload()
    if data.count(b"xmlns") >= MOST_NAMESPACES:
        raise UsageError("the document declares more namespaces than a signed one may")
    root = Read.of(data, bare=True).root
    if is_signed(root):
        raise UsageError("the document is signed already")
    end = data.rfind(b"</")
    if end < 0:  # an empty element that is the whole document
        raise UsageError("the root has no end tag before which a signature could stand")
    try:
        made = _signature(root, algorithm, kid, certificate, sign)
    except etree.C14NError as problem:
        raise UsageError("the document has no canonical form: a namespace is relative") from problem
    return b"%b%b%b" % (data[:end], made, data[end:])


def _signature(
    root: etree._Element,
    algorithm: str,
    kid: str,
    certificate: bytes | None,
    sign: Callable[[bytes], bytes],
) -> bytes:
    """The `ds:Signature` of a document."""
    signature = etree.Element(f"{{{SPACE}}}Signature", nsmap=_NAMES)
    info = _signed_info(signature, root, algorithm)
    value = base64.b64encode(sign(_canonical(info))).decode()
    _child(signature, "SignatureValue").text = value
    told = _child(signature, "KeyInfo")
    _child(told, "KeyName").text = kid
    if certificate is not None:
        held = _child(_child(told, "X509Data"), "X509Certificate")
        held.text = base64.b64encode(certificate).decode()
    return etree.tostring(signature)


def _signed_info(signature: etree._Element, root: etree._Element, algorithm: str) -> etree._Element:
    """The `ds:SignedInfo` over a document."""
    info = _child(signature, "SignedInfo")
    _child(info, "CanonicalizationMethod", Algorithm=EXCLUSIVE)
    _child(info, "SignatureMethod", Algorithm=METHODS[algorithm])
    reference = _child(info, "Reference", URI="")
    transforms = _child(reference, "Transforms")
    _child(transforms, "Transform", Algorithm=ENVELOPED)
    _child(transforms, "Transform", Algorithm=EXCLUSIVE)
    wide = algorithm == Algorithm.ES384
    _child(reference, "DigestMethod", Algorithm=SHA384 if wide else SHA256)
    digest = (hashlib.sha384 if wide else hashlib.sha256)(_canonical(root)).digest()
    _child(reference, "DigestValue").text = base64.b64encode(digest).decode()
    return info


def _child(above: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(above, f"{{{SPACE}}}{name}", attributes)


def _canonical(element: etree._Element) -> bytes:
    """An element by exclusive canonicalisation, without comments."""
    return etree.tostring(element, method="c14n", exclusive=True, with_comments=False)
