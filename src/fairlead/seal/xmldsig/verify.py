"""Verifying one enveloped XML signature, by numbered steps."""

from __future__ import annotations

import base64
import logging
from contextlib import suppress
from datetime import datetime
from typing import Final, cast

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from lxml import etree

from fairlead.seal.algorithm import UNREADABLE
from fairlead.seal.trust import TrustedKey, TrustList, aware
from fairlead.seal.verdict import Course, Halt, Purpose, Reason, Verdict, Voucher
from fairlead.seal.xmldsig.form import FORM, STRUCTURE, SignedXml, read_signed
from fairlead.seal.xmldsig.profile import DIGESTS, METHODS
from fairlead.syntax.xml import LIMITS, PARSER, Limits
from fairlead.syntax.xml.signature import SPACE

__all__ = ["STEPS", "verify_xml"]

STEPS: Final = (
    FORM,
    STRUCTURE,
    "a trusted key has that name, or fits where it names none; a certificate there is of that key",
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
    2. Its one signature is the last child of the root, over the whole document, in the one form
       that is allowed; there is no comment and no instruction.
    3. A trusted key has that name (of `platform`, where it is given), or fits where it names
       none; a certificate there is of that key.
    4. The key is for documents, and was valid at the time (`at`).
    5. The algorithm is that of the key, and the digest is SHA-256, SHA-384 or SHA-512.
    6. The signature holds, and its digest is that of the document.

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
        *others, last = trust.find(signed, Purpose.DOCUMENT, platform)
        for key in others:
            with suppress(Halt):
                return _by(course, signed, key, at)
        return _by(course, signed, last, at)

    return course.through(walk)


def _by(course: Course, signed: SignedXml, key: TrustedKey, at: datetime) -> tuple[bytes, Voucher]:
    """The document, if that key vouches for it, by steps 3 to 6; halts where it does not."""
    course.at = 3
    if signed.certificate is not None and _key_in(signed.certificate) != key.key.der:
        raise Halt(Reason.CERTIFICATE, "the certificate in the signature is not that of the key")
    course.at = 4
    key.vouch(Purpose.DOCUMENT, at)
    course.at = 5
    if METHODS.get(key.key.algorithm) != signed.method:
        raise Halt(Reason.ALGORITHM, "the algorithm is not that of the key")
    if signed.digest not in DIGESTS:
        raise Halt(Reason.ALGORITHM, "the digest is not one that is allowed")
    course.at = 6
    content = _held(signed, key.key.der)
    return content, Voucher(key.platform, key.kid, Purpose.DOCUMENT)


def _key_in(certificate: bytes) -> bytes:
    """The key of a certificate as a SubjectPublicKeyInfo; halts where it has none."""
    try:
        key = x509.load_der_x509_certificate(certificate).public_key()
    except UNREADABLE as problem:
        says = "the certificate in the signature cannot be read"
        raise Halt(Reason.CERTIFICATE, says) from problem
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _held(signed: SignedXml, key: bytes) -> bytes:
    """The canonical form that was digested; halts where the signature or the digest fails.

    signxml knows keys by a certificate or by what stands in `KeyInfo`. No signature covers that
    element, so what stood there gives way to the trusted key, and nothing else can be taken.
    """
    from signxml.algorithms import DigestAlgorithm, SignatureMethod
    from signxml.exceptions import InvalidDigest, SignXMLException
    from signxml.verifier import SignatureConfiguration, VerifyResult, XMLVerifier

    # It would log canonical forms, which are the document.
    logging.getLogger("signxml").setLevel(logging.WARNING)
    _bring(signed.signature, key)
    config = SignatureConfiguration(
        require_x509=False,
        location="./",
        expect_references=1,
        signature_methods=frozenset((SignatureMethod(signed.method),)),
        digest_algorithms=frozenset((DigestAlgorithm(signed.digest),)),
    )
    try:
        made = XMLVerifier().verify(signed.root, parser=PARSER, expect_config=config)
    except InvalidDigest as problem:
        says = "the digest that was signed is not that of the document"
        raise Halt(Reason.DIGEST, says) from problem
    except etree.LxmlError as problem:
        raise Halt(Reason.MALFORMED, "the document has no canonical form") from problem
    except (SignXMLException, InvalidSignature, ValueError) as problem:
        raise Halt(Reason.SIGNATURE, "the signature does not hold") from problem
    return cast("VerifyResult", made).signed_data  # one reference is one result


def _bring(signature: etree._Element, key: bytes) -> None:
    """Puts a key into `KeyInfo`, in place of whatever stood there."""
    for told in signature.findall(_KEY_INFO):
        signature.remove(told)
    told = etree.SubElement(signature, _KEY_INFO)
    etree.SubElement(told, _DER_KEY).text = base64.b64encode(key).decode()
