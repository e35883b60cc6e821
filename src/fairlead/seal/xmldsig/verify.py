"""Verifying one enveloped XML signature, by numbered steps."""

from __future__ import annotations

import base64
import logging
from contextlib import suppress
from datetime import datetime
from typing import Final

from cryptography.exceptions import InvalidSignature
from lxml import etree

from fairlead.seal.trust import TrustedKey, TrustList, aware
from fairlead.seal.validity import vouch_or_open
from fairlead.seal.verdict import Course, Halt, Purpose, Reason, Verdict, Voucher
from fairlead.seal.xmldsig.form import FORM, STRUCTURE, SignedXml, read_signed
from fairlead.seal.xmldsig.grammar import unsupported
from fairlead.seal.xmldsig.profile import ALGORITHMS, BROKEN, DIGESTS, UNKNOWN_METHODS
from fairlead.syntax.xml import LIMITS, PARSER, Limits
from fairlead.syntax.xml.signature import SPACE

__all__ = ["STEPS", "verify_xml"]

STEPS: Final = (
    FORM,
    STRUCTURE,
    "a trusted key has that name, or fits where it names none; a key that stands there is that key",
    "the key is for documents, and was valid at the time",
    "the algorithm is that of the key, and the digest is SHA-256, SHA-384 or SHA-512",
    "the signature holds, and its digest is that of the document",
)
_KEY_INFO: Final = f"{{{SPACE}}}KeyInfo"
_DER_KEY: Final = "{http://www.w3.org/2009/xmldsig11#}DEREncodedKeyValue"


def verify_xml(
    data: bytes,
    trust: TrustList,
    *,
    at: datetime,
    platform: str | None = None,
    limits: Limits = LIMITS,
) -> Verdict[bytes]:
    """Whether a document is vouched for by the signature in it; `Verified` hands out the document.

    1. It is well-formed XML without a DOCTYPE, and no larger than is allowed.
    2. Its one signature is the last child of the root, over the whole document, in a form that
       is read here; there is no comment and no instruction.
    3. A trusted key has that name (of `platform`, where it is given), or fits where it names
       none; a key that stands there is that key.
    4. The key is for documents, and was valid at the time (`at`).
    5. The algorithm is that of the key, and the digest is SHA-256, SHA-384 or SHA-512.
    6. The signature holds, and its digest is that of the document.

    A signature that XML Signature allows and that is not read here is undetermined (`unsupported`).
    What is handed out is the canonical form whose digest was signed: the document without its
    signature, and nothing else.

    >>> from datetime import UTC
    >>> now = datetime(2026, 11, 25, tzinfo=UTC)
    >>> verify_xml(b"<a/>", TrustList("quayside", 1, now, now), at=now)
    Undetermined(what='signed XML document', step=2, reason=<Reason.NOT_SIGNED: 'not-signed'>, ...)
    """
    aware(at)
    course = Course("signed XML document", STEPS)

    def walk() -> tuple[bytes, Voucher]:
        signed = read_signed(course, data, limits)
        course.at = 3
        *others, last = _candidates(signed, trust, platform)
        for key in others:
            with suppress(Halt):
                return _by(course, signed, key, at)
        try:
            return _by(course, signed, last, at)
        except Halt as halt:
            if halt.reason is not Reason.SIGNATURE or not signed.told.hinted or signed.kid:
                raise
            course.at = 3
            raise trust.unknown("none of the keys that fit made the signature") from halt

    return course.through(walk)


def _candidates(signed: SignedXml, trust: TrustList, platform: str | None) -> list[TrustedKey]:
    """The trusted keys that may have made a signature; halts where none is known."""
    if signed.kid is not None or not signed.told.keys:
        return trust.find(signed, Purpose.DOCUMENT, platform)
    fitting = [
        one
        for one in trust.keys.values()
        if one.key.der in signed.told.keys and platform in {None, one.platform}
    ]
    if not fitting:
        raise trust.unknown("nobody trusted has a key that stands in the signature")
    return fitting


def _by(course: Course, signed: SignedXml, key: TrustedKey, at: datetime) -> tuple[bytes, Voucher]:
    """The document, if that key vouches for it, by steps 3 to 6; halts where it does not."""
    course.at = 3
    if signed.told.keys and key.key.der not in signed.told.keys:
        says = "the key or certificate in the signature is not that of the key"
        raise Halt(Reason.CERTIFICATE, says)
    course.at = 4
    vouch_or_open(course, key, Purpose.DOCUMENT, at)
    course.at = 5
    _refuse_algorithm(signed, key)
    course.at = 6
    content = _held(signed, key.key.der)
    return content, Voucher(key.platform, key.kid, Purpose.DOCUMENT)


def _refuse_algorithm(signed: SignedXml, key: TrustedKey) -> None:
    """Halts where algorithm or digest are not those of the key, or not read here."""
    if ALGORITHMS.get(signed.method) != key.key.algorithm:
        raise Halt(Reason.ALGORITHM, "the algorithm is not that of the key")
    digests = {one.digest for one in signed.references}
    if digests & BROKEN:
        raise Halt(Reason.ALGORITHM, "the digest is not one that is allowed")
    if signed.method in UNKNOWN_METHODS.values() or digests - DIGESTS.keys():
        raise unsupported("the signature has an algorithm or a digest that is not read here")


def _held(signed: SignedXml, key: bytes) -> bytes:
    """The canonical form that was digested; halts where the signature or the digest fails.

    signxml knows keys by a certificate or by what stands in `KeyInfo`. No signature covers that
    element, so what stood there gives way to the trusted key, and nothing else can be taken.
    """
    from signxml.algorithms import DigestAlgorithm, SignatureMethod
    from signxml.exceptions import InvalidDigest, SignXMLException
    from signxml.verifier import SignatureConfiguration, XMLVerifier

    # It would log canonical forms, which are the document.
    logging.getLogger("signxml").setLevel(logging.WARNING)
    _bring(signed.signature, key)
    config = SignatureConfiguration(
        require_x509=False,
        location="./" if signed.signature.getparent() is signed.root else ".//",
        expect_references=len(signed.references),
        signature_methods=frozenset((SignatureMethod(signed.method),)),
        digest_algorithms=frozenset(DigestAlgorithm(one.digest) for one in signed.references),
    )
    try:
        made = XMLVerifier().verify(signed.root, parser=PARSER, expect_config=config)
    except InvalidDigest as problem:
        says = "the digest that was signed is not that of the document"
        raise Halt(Reason.DIGEST, says) from problem
    except etree.DocumentInvalid as problem:
        says = "the signature holds what is not allowed, or lacks something"
        raise Halt(Reason.STRUCTURE, says) from problem
    except etree.LxmlError as problem:
        raise Halt(Reason.MALFORMED, "the document has no canonical form") from problem
    except (SignXMLException, InvalidSignature, ValueError) as problem:
        raise Halt(Reason.SIGNATURE, "the signature does not hold") from problem
    results = made if isinstance(made, list) else [made]
    return results[signed.place].signed_data


def _bring(signature: etree._Element, key: bytes) -> None:
    """Puts a key into `KeyInfo`, in place of whatever stood there."""
    for told in signature.findall(_KEY_INFO):
        signature.remove(told)
    told = etree.Element(_KEY_INFO)
    etree.SubElement(told, _DER_KEY).text = base64.b64encode(key).decode()
    signature.insert(2, told)
