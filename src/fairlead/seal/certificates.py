"""X.509: whether certificates lead to a configured root, at an explicit time (RFC 5280 section 6).

Narrowed: no more than five, each issued by the next, the last by a root that was configured. A
certificate brings no trust of its own. Revocation is not asked for: that would need the network.
"""

from __future__ import annotations

import base64
import itertools
import re
import warnings
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final, TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID, NameOID

from fairlead.seal.algorithm import LEAST_RSA, NOT_SUPPORTED, UNREADABLE
from fairlead.seal.trust import TrustedRoot
from fairlead.seal.verdict import Halt, Purpose, Reason

__all__ = ["is_root", "led_to_root", "name_of", "read_der", "read_x5c"]

Part = TypeVar("Part")

LONGEST: Final = 5
"""How many certificates may lead to a root."""
_LARGEST: Final = 16_384
_UNDERSTOOD: Final = frozenset(
    (
        ExtensionOID.BASIC_CONSTRAINTS,
        ExtensionOID.KEY_USAGE,
        ExtensionOID.EXTENDED_KEY_USAGE,
        ExtensionOID.SUBJECT_ALTERNATIVE_NAME,
    )
)
_NARROWING: Final = frozenset((ExtensionOID.NAME_CONSTRAINTS, ExtensionOID.POLICY_CONSTRAINTS))
"""What narrows those below, and may not be passed over even where it is not called critical."""
_SIGNS_DOCUMENTS: Final = frozenset(
    (
        ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
        x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36"),
        x509.ObjectIdentifier("1.3.6.1.4.1.311.10.3.12"),
    )
)
"""Extended usages that let a key sign documents: any, RFC 9336's, and the one before it."""
_WEAK: Final = (hashes.MD5, hashes.SHA1)
_CURVELESS: Final = re.compile(
    re.escape(bytes.fromhex("06072a8648ce3d0201"))
    + rb"(?!\x06[^\0](?:\x2a\x81\x1c\xcf\x55\x01|\x2b\x24\x03\x03\x02|\x2b\x81\x04\0"
    rb"|\x2a\x86\x48\xce\x3d\x03(?:\0|\x01[\x01-\x07])))",
    re.DOTALL,
)
"""A key on an elliptic curve, but on none of SM2, Brainpool, SEC 2 or X9.62: it is of no kind."""


def read_x5c(texts: Any) -> tuple[x509.Certificate, ...]:
    """The certificates of an `x5c` header (RFC 7515 section 4.1.6); halts where there are none.

    Base64url is read too, as packs in the field spell it.
    """
    if not isinstance(texts, list) or not 0 < len(texts) <= LONGEST:
        raise Halt(Reason.CERTIFICATE, "x5c holds no certificates, or too many")
    return tuple(_certificate(text) for text in texts)


def _certificate(text: Any) -> x509.Certificate:
    if not isinstance(text, str) or len(text) > _LARGEST:
        raise Halt(Reason.CERTIFICATE, "x5c holds what is no certificate")
    try:
        standard = text.replace("-", "+").replace("_", "/").rstrip("=")
        data = base64.b64decode(standard + "=" * (-len(standard) % 4), validate=True)
        return read_der(data)
    except UNREADABLE as problem:
        raise Halt(Reason.CERTIFICATE, "x5c holds what is no certificate") from problem


def read_der(data: bytes) -> x509.Certificate:
    """A certificate in DER. Raises one of `UNREADABLE`.

    cryptography warns of a serial number that RFC 5280 does not allow; a stranger shall not make
    us print that, so it is refused instead.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        certificate = x509.load_der_x509_certificate(data)
        if certificate.serial_number <= 0:
            raise ValueError("the serial number of a certificate is positive")
    return certificate


def led_to_root(
    chain: tuple[x509.Certificate, ...],
    roots: Iterable[TrustedRoot],
    purpose: Purpose,
    at: datetime,
    usages: frozenset[x509.ObjectIdentifier] = _SIGNS_DOCUMENTS,
) -> TrustedRoot:
    """The configured root that the certificates lead to; halts where they lead to none.

    `usages` are extended usages one of which each certificate allows that names any. Where evidence
    of time was given, the certificates are looked at as of then. An issuer whose algorithm is not
    supported leaves that open.
    """
    for issued, issuer in itertools.pairwise(chain):
        _issued(issued, issuer)
    root = _root_of(chain[-1], roots, at)
    path = chain if chain[-1] == root.certificate else (*chain, root.certificate)
    for below, issuer in enumerate(path[1:]):
        _may_issue(issuer, below, configured=issuer == root.certificate)
    for one in path:
        _sound(one, root.proven or at)
    _may_sign(chain[0])
    for one in chain:
        _may_be_used(one, usages)
    if purpose not in root.purposes:
        raise Halt(Reason.PURPOSE, "the root is trusted for something else")
    return root


def _root_of(last: x509.Certificate, roots: Iterable[TrustedRoot], at: datetime) -> TrustedRoot:
    """The root that issued the last certificate, or is it; one that is valid before any other."""
    found: list[TrustedRoot] = []
    halted = Halt(Reason.UNKNOWN_KEY, "the certificates lead to no configured root", unknown=True)
    for root in roots:
        try:
            if last != root.certificate:
                _issued(last, root.certificate)
        except Halt as halt:
            halted = halt if halt.unknown else halted
        else:
            found.append(root)
    if not found:
        raise halted
    return next((root for root in found if _in_time(root.certificate, root.proven or at)), found[0])


def _in_time(one: x509.Certificate, at: datetime) -> bool:
    return one.not_valid_before_utc <= at <= one.not_valid_after_utc


def _issued(issued: x509.Certificate, issuer: x509.Certificate) -> None:
    """Halts where a certificate was not issued by the other."""
    says = "a certificate was not issued by the next"
    _part(lambda: issued.verify_directly_issued_by(issuer), says)


def _part(read: Callable[[], Part], says: str) -> Part:
    """A part of a certificate; halts where it cannot be read, or is of no supported algorithm."""
    try:
        return read()
    except UnsupportedAlgorithm as problem:
        raise Halt(Reason.UNSUPPORTED, NOT_SUPPORTED, unknown=True) from problem
    except (InvalidSignature, *UNREADABLE) as problem:
        raise Halt(Reason.CERTIFICATE, says) from problem


def _sound(one: x509.Certificate, at: datetime) -> None:
    """Halts for a certificate that is not valid at the time, weak, or not understood."""
    if at < one.not_valid_before_utc:
        raise Halt(Reason.KEY_NOT_YET_VALID, "a certificate was not yet valid at that time")
    if at > one.not_valid_after_utc:
        raise Halt(Reason.KEY_EXPIRED, "a certificate was no longer valid at that time")
    digest = _part(lambda: one.signature_hash_algorithm, "the digest of a certificate is not known")
    if isinstance(digest, _WEAK):
        raise Halt(Reason.CERTIFICATE, "a certificate is signed by a weak digest")
    if not _strong(one):
        raise Halt(Reason.CERTIFICATE, "the key of a certificate is too short")
    if any(
        part.oid in _NARROWING or (part.critical and part.oid not in _UNDERSTOOD)
        for part in _extensions(one)
    ):
        raise Halt(Reason.CERTIFICATE, "a certificate demands an extension that is not understood")


def _strong(one: x509.Certificate) -> bool:
    """Whether the key of a certificate is no RSA key that is too short."""
    says = "the key of a certificate cannot be read"
    try:
        key = one.public_key()
    except UnsupportedAlgorithm as problem:
        if _CURVELESS.search(one.tbs_certificate_bytes):
            raise Halt(Reason.CERTIFICATE, says) from problem
        raise Halt(Reason.UNSUPPORTED, NOT_SUPPORTED, unknown=True) from problem
    except UNREADABLE as problem:
        raise Halt(Reason.CERTIFICATE, says) from problem
    return not isinstance(key, rsa.RSAPublicKey) or key.key_size >= LEAST_RSA


def _extensions(one: x509.Certificate) -> list[x509.Extension[Any]]:
    return _part(lambda: list(one.extensions), "the extensions of a certificate cannot be read")


def _extension(one: x509.Certificate, kind: Any) -> Any:
    return next((part.value for part in _extensions(one) if isinstance(part.value, kind)), None)


def _may_issue(one: x509.Certificate, below: int, *, configured: bool) -> None:
    """Halts for a certificate above a leaf that may not issue others.

    A configured root need not say that it may (RFC 5280 section 6.1.1); what it says holds.
    """
    rights = _extension(one, x509.BasicConstraints)
    usage = _extension(one, x509.KeyUsage)
    if usage is not None and not usage.key_cert_sign:
        raise Halt(Reason.CERTIFICATE, "a certificate that may not issue others did")
    if rights is None and configured:
        return
    if rights is None or not rights.ca:
        raise Halt(Reason.CERTIFICATE, "a certificate that may not issue others did")
    if rights.path_length is not None and below > rights.path_length:
        raise Halt(Reason.CERTIFICATE, "more certificates stand below one than it allows")


def _may_sign(leaf: x509.Certificate) -> None:
    usage = _extension(leaf, x509.KeyUsage)
    if usage is not None and not (usage.digital_signature or usage.content_commitment):
        raise Halt(Reason.PURPOSE, "the key of the certificate is not for signatures")


def _may_be_used(one: x509.Certificate, uses: frozenset[x509.ObjectIdentifier]) -> None:
    """Halts where the extended usages of a certificate leave those out (RFC 5280, 4.2.1.12).

    One that stands above others narrows those below it, as software in the field has it.
    """
    usages = _extension(one, x509.ExtendedKeyUsage)
    if usages is not None and uses.isdisjoint(usages):
        raise Halt(Reason.PURPOSE, "a key on the path of the certificates is for something else")


def name_of(certificate: x509.Certificate) -> str:
    """The common name that a certificate gives its key; halts where it has not exactly one."""
    subject = _part(lambda: certificate.subject, "the name of a certificate cannot be read")
    names = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    if len(names) != 1 or not isinstance(names[0].value, str):
        raise Halt(Reason.CERTIFICATE, "the certificate does not give its key exactly one name")
    return names[0].value


def is_root(certificate: x509.Certificate) -> bool:
    """Whether a certificate issued itself: a root that others are followed back to."""
    try:
        certificate.verify_directly_issued_by(certificate)
    except (InvalidSignature, TypeError, *UNREADABLE):
        return False
    return True
