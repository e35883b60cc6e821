"""Evidence of time: what an authority says, what a hostile one says, and whom to believe."""

import random
from datetime import timedelta

import pytest
from asn1crypto import tsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from fairlead.seal import Purpose, Reason, Rejected, Undetermined, Verified
from fairlead.seal.evidence import AHEAD, LARGEST, verify_evidence
from fairlead.seal.trust import TrustedRoot
from tests.authority import WHEN, authority, below_another
from tests.unit.seal.makers import trusting

LETTER = b"a letter"
NOW = WHEN + timedelta(days=1)
SECOND = timedelta(seconds=1)


def believing(*authorities, purposes=(Purpose.TIMESTAMP,)):
    return trusting(
        roots=[TrustedRoot("CLOCK", one.root, frozenset(purposes)) for one in authorities]
    )


def verdict_on(data, *, beside=LETTER, trust=None, at=NOW):
    return verify_evidence(data, beside, trust or believing(authority()), at=at)


def ended(verdict):
    return type(verdict).__name__, verdict.reason.value, verdict.step


def test_evidence_says_when_something_was_there_and_who_says_so():
    verdict = verdict_on(authority().stamp(LETTER))
    assert isinstance(verdict, Verified)
    assert verdict.content.stated == WHEN
    assert verdict.by.as_json() == {"platform": "CLOCK", "kid": "clock", "purpose": "timestamp"}


ACCURACIES = {
    "it is told in seconds": (None, timedelta(seconds=1)),
    "to the second": ({"seconds": 2}, timedelta(seconds=3)),
    "to the microsecond": (
        {"millis": 3, "micros": 4},
        timedelta(seconds=1, milliseconds=3, microseconds=4),
    ),
}


@pytest.mark.parametrize(("accuracy", "within"), ACCURACIES.values(), ids=ACCURACIES)
def test_the_latest_time_is_as_exact_as_the_authority_says(accuracy, within):
    moment = verdict_on(authority().stamp(LETTER, accuracy=accuracy)).content
    assert moment.latest - moment.stated == within


@pytest.mark.parametrize("digest", ("sha256", "sha384", "sha512"))
def test_a_digest_of_256_bits_or_more_is_taken(digest):
    assert isinstance(verdict_on(authority().stamp(LETTER, digest=digest)), Verified)


ODD = {
    "nothing": (b"", Rejected, Reason.MALFORMED, 1),
    "a text": (b"2026-11-25", Rejected, Reason.MALFORMED, 1),
    "as large as is allowed": (b"0" * LARGEST, Rejected, Reason.MALFORMED, 1),
    "a byte larger": (b"0" * (LARGEST + 1), Rejected, Reason.TOO_LARGE, 1),
    "a megabyte": (b"0" * 1_048_576, Rejected, Reason.TOO_LARGE, 1),
    "a refusal": (authority().stamp(LETTER, status="rejection"), Rejected, Reason.CONTENT, 1),
    "a revocation": (
        authority().stamp(LETTER, status="granted").replace(
            bytes.fromhex("3003020100"), bytes.fromhex("3003020105"), 1),
        Rejected, Reason.CONTENT, 1),
    "no time in it": (
        authority().stamp(info=tsp.ESSCertID({"cert_hash": b"x"}).dump()), Rejected,
        Reason.MALFORMED, 1),
    "the proof of a log": (
        b"c2sp.org/tlog-proof@v1\nindex 7\n", Undetermined, Reason.UNSUPPORTED, 1),
    "signed over SHA-1": (authority().stamp(LETTER, signs="sha1"), Rejected, Reason.ALGORITHM, 2),
    "signed over SHA-1, and silent about it": (
        authority().stamp(LETTER, signs="sha1", told="sha256"), Rejected, Reason.SIGNATURE, 6),
    "of SHA-1": (authority().stamp(LETTER, digest="sha1"), Rejected, Reason.ALGORITHM, 3),
    "of another letter": (authority().stamp(b"another letter"), Rejected, Reason.DIGEST, 3),
    "of a digest that is too short": (
        authority().stamp(hashed=b"short"), Rejected, Reason.DIGEST, 3),
    "exact to more years than there are": (
        authority().stamp(LETTER, accuracy={"seconds": 2**70}), Rejected, Reason.MALFORMED, 4),
    "of a time to come": (
        authority().stamp(LETTER, when=NOW + AHEAD + SECOND), Rejected, Reason.EVIDENCE_AHEAD, 4),
    "without certificates": (
        authority().stamp(LETTER, certificates=()), Undetermined, Reason.UNKNOWN_KEY, 5),
    "with too many certificates": (
        authority().stamp(LETTER, certificates=tuple(
            authority(f"clock {number}").leaf for number in range(11))),
        Rejected, Reason.CERTIFICATE, 5),
    "signed twice": (authority().stamp(LETTER, signers=2), Rejected, Reason.CONTENT, 5),
    "by an authority that is not trusted": (
        authority("stranger").stamp(LETTER), Undetermined, Reason.UNKNOWN_KEY, 5),
    "before the certificate was valid": (
        authority().stamp(LETTER, when=WHEN - timedelta(days=400)), Rejected,
        Reason.KEY_NOT_YET_VALID, 5),
}  # fmt: skip


@pytest.mark.parametrize(("data", "kind", "reason", "step"), ODD.values(), ids=ODD)
def test_what_is_no_evidence_of_it_is_not_verified(data, kind, reason, step):
    verdict = verdict_on(data)
    assert (type(verdict), verdict.reason, verdict.step) == (kind, reason, step)


BADLY_CERTIFIED = {
    "for documents": {"usages": (ExtendedKeyUsageOID.EMAIL_PROTECTION,)},
    "for nothing that is named": {"usages": ()},
    "for time and for more": {
        "usages": (ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.CODE_SIGNING)},
    "for time, though nobody need know": {"critical": False},
}  # fmt: skip


@pytest.mark.parametrize("how", BADLY_CERTIFIED.values(), ids=BADLY_CERTIFIED)
def test_an_authority_has_a_certificate_that_is_for_time_alone(how):
    odd = authority("odd", **how)
    verdict = verdict_on(odd.stamp(LETTER), trust=believing(odd))
    assert ended(verdict) == ("Rejected", "wrong-purpose", 5)


def test_an_authority_with_a_short_key_is_rejected():
    weak = authority("weak", weak=True)
    assert ended(verdict_on(weak.stamp(LETTER), trust=believing(weak))) == (
        "Rejected", "certificate", 5,
    )  # fmt: skip


def test_certificates_between_an_authority_and_its_root_are_followed():
    below, middle = below_another()
    stamp = below.stamp(LETTER, certificates=(middle, below.leaf))
    assert isinstance(verdict_on(stamp, trust=believing(below)), Verified)


def test_without_what_stands_between_an_authority_leads_to_no_root():
    below, _ = below_another()
    assert ended(verdict_on(below.stamp(LETTER), trust=believing(below))) == (
        "Undetermined", "unknown-key", 5,
    )  # fmt: skip


def test_a_certificate_that_issued_nobody_is_followed_to_nothing():
    stamp = authority().stamp(LETTER, certificates=(authority("other").root, authority().leaf))
    assert isinstance(verdict_on(stamp), Verified)


def test_an_authority_may_bring_its_root_along():
    stamp = authority().stamp(LETTER, certificates=(authority().root, authority().leaf))
    assert isinstance(verdict_on(stamp), Verified)


def test_the_certificate_of_an_authority_is_no_root():
    trust = trusting(
        roots=[TrustedRoot("CLOCK", authority().leaf, frozenset((Purpose.TIMESTAMP,)))]
    )
    assert ended(verdict_on(authority().stamp(LETTER), trust=trust)) == (
        "Undetermined", "unsupported", 5,
    )  # fmt: skip


def test_a_root_for_something_else_is_no_root_for_time():
    trust = believing(authority(), purposes=(Purpose.PACK,))
    assert ended(verdict_on(authority().stamp(LETTER), trust=trust)) == (
        "Rejected", "wrong-purpose", 5,
    )  # fmt: skip


def test_a_key_of_a_stranger_under_the_name_of_an_authority_is_rejected():
    theirs, ours = authority("clock", since=WHEN - timedelta(days=2)), authority()
    forged = type(ours)(ours.root, ours.leaf, theirs.key).stamp(LETTER)
    assert ended(verdict_on(forged)) == ("Rejected", "signature", 6)


def test_the_clock_of_an_authority_may_be_a_little_ahead():
    assert isinstance(verdict_on(authority().stamp(LETTER), at=WHEN - AHEAD), Verified)


def test_a_certificate_that_expired_since_is_looked_at_as_of_its_evidence():
    verdict = verdict_on(authority().stamp(LETTER), at=WHEN + timedelta(days=3000))
    assert isinstance(verdict, Verified)


def test_whatever_the_bytes_are_there_is_a_verdict():
    draw, good = random.Random(7), authority().stamp(LETTER, nonce=5, accuracy={"seconds": 1})
    for _ in range(2_000):
        bad = bytearray(good)
        for _ in range(draw.randint(1, 3)):
            bad[draw.randrange(len(bad))] = draw.randrange(256)
        verdict = verdict_on(bytes(bad[: draw.choice((len(bad), draw.randrange(len(bad))))]))
        if isinstance(verdict, Verified):
            assert verdict.content.stated == WHEN
