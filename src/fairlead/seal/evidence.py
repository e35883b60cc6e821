"""Evidence of time: when something was there, by the word of an authority (RFC 3161, RFC 5816).

An answer of an authority stands beside what it is evidence of, in a file of its own (`.tsr`) or in
the header of a flattened JWS that nobody signs. `rfc3161-client` reads and verifies it. Whom to
believe is what the trust list says: a root certificate for the purpose `timestamp`.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.oid import ExtendedKeyUsageOID

from fairlead.seal.algorithm import NOT_SUPPORTED, UNREADABLE
from fairlead.seal.certificates import LONGEST, is_root, led_to_root, name_of, read_der
from fairlead.seal.trust import TrustedRoot, TrustList, aware
from fairlead.seal.verdict import Course, Halt, Purpose, Reason, Verdict, Voucher

__all__ = ["AHEAD", "LARGEST", "STEPS", "Moment", "answers", "verify_evidence"]

LARGEST: Final = 65_536
"""Bytes of the largest evidence that is read; that of an authority has a few thousand."""
AHEAD: Final = timedelta(minutes=5)
"""How far the clock of an authority may be ahead of that of whoever verifies."""
TICK: Final = timedelta(seconds=1)
"""How exact a time is that is read: fractions of a second are left out."""

STEPS: Final = (
    "it is the answer of an authority (RFC 3161), and no larger than is allowed",
    "its digests are SHA-256, SHA-384 or SHA-512",
    "it is evidence of what it stands beside",
    "its time is not still to come",
    "its certificates lead to a root that is trusted for evidence of time",
    "the signature of the authority holds",
)

_LOG_PROOF: Final = b"c2sp.org/tlog-proof@v"
"""How the proof that a log includes something begins (C2SP tlog-proof)."""
_DIGESTS: Final = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
_STAMPS: Final = frozenset((ExtendedKeyUsageOID.TIME_STAMPING,))
_MOST_CERTIFICATES: Final = 2 * LONGEST
_NO_ANSWER: Final = "it is no answer of an authority for time that can be read"
_UNREAD: Final = (*UNREADABLE, KeyError, OverflowError)
"""What the library raises for an answer that it cannot read."""

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was there."""

    stated: datetime
    """The time that the authority states."""
    latest: datetime
    """The latest time that this can mean, by how exact the authority says that it is, and a second
    for the fractions that are not read."""


def verify_evidence(
    data: bytes, beside: bytes, trust: TrustList, *, at: datetime
) -> Verdict[Moment]:
    """Whether it is proven that bytes were there at a time; `Verified` hands out when.

    `data` is the answer of an authority (`TimeStampResp` of RFC 3161, in DER), `beside` what it is
    to be evidence of. The proof that a log includes something is undetermined: nothing reads it.

    1. It is the answer of an authority (RFC 3161), and no larger than is allowed.
    2. Its digests are SHA-256, SHA-384 or SHA-512.
    3. It is evidence of what it stands beside.
    4. Its time is not still to come (at `at`, by more than five minutes).
    5. Its certificates lead to a root that is trusted for evidence of time.
    6. The signature of the authority holds.

    >>> from datetime import UTC
    >>> now = datetime(2026, 11, 25, tzinfo=UTC)
    >>> verify_evidence(b"", b"a letter", TrustList("quayside", 1, now, now), at=now)
    Rejected(what='evidence of time', step=1, reason=<Reason.MALFORMED: 'malformed'>, ...)
    """
    aware(at)
    course = Course("evidence of time", STEPS)

    def walk() -> tuple[Moment, Voucher]:
        answer = _read(data)
        info, signed = answer.tst_info, answer.signed_data
        course.at = 2
        _strong(signed.digest_algorithms)
        course.at = 3
        digest = _imprint(info, beside)
        course.at = 4
        moment = _moment(info)
        if moment.stated > at + AHEAD:
            raise Halt(Reason.EVIDENCE_AHEAD, "the evidence tells a time that is still to come")
        course.at = 5
        chain = _chain(signed)
        root = _root(chain, trust, moment.stated)
        course.at = 6
        _hold(answer, digest, root)
        return moment, Voucher(root.platform, name_of(chain[0]), Purpose.TIMESTAMP)

    return course.through(lambda: _reading(walk))


def _reading(read: Callable[[], Part]) -> Part:
    """What is read of an answer; halts where the library cannot read it.

    cryptography warns of certificates that are odd; a stranger shall not make us print that.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", CryptographyDeprecationWarning)
            return read()
    except _UNREAD as problem:
        raise Halt(Reason.MALFORMED, _NO_ANSWER) from problem


def answers(answer: bytes, data: bytes, nonce: int) -> None:
    """Halts where an answer is not that to a request: of other data, or with another number.

    Whether the authority is one to believe is not looked at.
    """

    def look() -> None:
        info = _read(answer).tst_info
        _imprint(info, data)
        if info.nonce != nonce:
            raise Halt(Reason.CONTENT, "the evidence answers another request")

    _reading(look)


def _read(data: bytes) -> Any:
    """The answer of an authority that gave evidence; halts for anything else."""
    from rfc3161_client import PKIStatus, decode_timestamp_response

    if len(data) > LARGEST:
        raise Halt(Reason.TOO_LARGE, "the evidence is larger than the limit")
    if data.startswith(_LOG_PROOF):
        says = "the proof of a log is not read here"
        raise Halt(Reason.UNSUPPORTED, says, unknown=True)
    answer = decode_timestamp_response(data)
    if answer.status not in {PKIStatus.GRANTED, PKIStatus.GRANTED_WITH_MODS}:
        raise Halt(Reason.CONTENT, "the authority gave no evidence")
    return answer


def _strong(digests: Iterable[x509.ObjectIdentifier]) -> None:
    if not {one.dotted_string for one in digests} <= _DIGESTS.keys():
        raise Halt(Reason.ALGORITHM, "the digest is not one that is allowed")


def _imprint(info: Any, beside: bytes) -> bytes:
    """The digest of what evidence is of; halts where it is of something else."""
    imprint = info.message_imprint
    _strong((imprint.hash_algorithm,))
    name = _DIGESTS[imprint.hash_algorithm.dotted_string]
    digest = hashlib.new(name, beside).digest()
    if imprint.message != digest:
        raise Halt(Reason.DIGEST, "the evidence is of something else than it stands beside")
    return digest


def _moment(info: Any) -> Moment:
    """The time that is stated, and how late it can be."""
    stated: datetime = info.gen_time
    told = info.accuracy
    within = TICK
    if told is not None:
        within += timedelta(
            seconds=told.seconds or 0, milliseconds=told.millis or 0, microseconds=told.micros or 0
        )
    return Moment(stated, stated + within)


def _chain(signed: Any) -> tuple[x509.Certificate, ...]:
    """The certificates from that of the authority on, of those that the answer brings along."""
    if len(signed.certificates) > _MOST_CERTIFICATES:
        raise Halt(Reason.CERTIFICATE, "the evidence brings too many certificates")
    brought = [read_der(one) for one in signed.certificates]
    signers = list(signed.signer_infos)
    if len(signers) != 1:
        raise Halt(Reason.CONTENT, "the evidence is not signed exactly once")
    by = (signers[0].issuer, signers[0].serial_number)
    leaves = [one for one in brought if (one.issuer, one.serial_number) == by]
    if not leaves:
        says = "the evidence does not bring the certificate of the authority"
        raise Halt(Reason.UNKNOWN_KEY, says, unknown=True)
    _stamps_alone(leaves[0])
    chain = [leaves[0]]
    while len(chain) < LONGEST and chain[-1].issuer != chain[-1].subject:
        above = next((one for one in brought if _issued(chain[-1], one)), None)
        if above is None:
            break
        chain.append(above)
    return tuple(chain)


def _stamps_alone(leaf: x509.Certificate) -> None:
    """Halts for a certificate that is for anything but evidence of time (RFC 3161 section 2.3)."""
    try:
        usage = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except x509.ExtensionNotFound:
        usage = None
    if usage is None or not usage.critical or set(usage.value) != _STAMPS:
        raise Halt(Reason.PURPOSE, "the certificate of the authority is not for evidence of time")


def _issued(below: x509.Certificate, above: x509.Certificate) -> bool:
    try:
        below.verify_directly_issued_by(above)
    except (InvalidSignature, *UNREADABLE):
        return False
    return True


def _root(chain: tuple[x509.Certificate, ...], trust: TrustList, when: datetime) -> TrustedRoot:
    """The root that the authority leads to, as of the time that it states."""
    try:
        root = led_to_root(chain, trust.roots, Purpose.TIMESTAMP, when, _STAMPS)
    except Halt as halt:
        if halt.reason is not Reason.UNKNOWN_KEY:
            raise
        raise trust.unknown("the authority leads to no root that is trusted for time") from halt
    if not is_root(root.certificate):
        raise Halt(Reason.UNSUPPORTED, NOT_SUPPORTED, unknown=True)
    return root


def _hold(answer: Any, digest: bytes, root: TrustedRoot) -> None:
    """Halts where the signature of the authority does not hold."""
    from rfc3161_client import VerificationError, VerifierBuilder

    verifier = VerifierBuilder(roots=[root.certificate]).build()
    try:
        verifier.verify(answer, digest)
    except VerificationError as problem:
        raise Halt(Reason.SIGNATURE, "the signature of the authority does not hold") from problem
