"""Keys that are retired or compromised, with evidence of time and without it."""

from dataclasses import replace

import pytest

from fairlead.errors import UsageError
from fairlead.gateway.vouch.openebl import verify_pack
from fairlead.seal import Purpose, Reason, Rejected, Undetermined, Verified, verify_jws
from fairlead.seal.trust import from_tree
from fairlead.seal.xmldsig import verify_xml
from tests.unit.seal import packs, xml_seal
from tests.unit.seal.makers import AT, DAY, compact, header_of, made, trusting
from tests.unit.seal.test_trust import key, listed, text
from tests.unit.seal.verdicts import heard, refusing

TOKEN = compact(made(), b"{}", header_of(made(), typ="transfer-chain-entry+jws"))
BEFORE, SINCE, AFTER = AT - DAY / 2, AT, AT + DAY / 2
"""Before and after a key was retired or compromised; it is valid for a day around that."""


def verdict_on(token=TOKEN, *, proven=None, at=AT + DAY / 4, **life):
    trust = trusting(replace(made().trusted(), **life))
    trust = trust if proven is None else trust.proven(proven)
    return heard(verify_jws(token, trust, Purpose.TRANSFER, at=at, read=bytes))


KEYS = {
    "retired, without evidence": ({"retired": SINCE}, None, Undetermined, Reason.KEY_RETIRED),
    "retired, evidence from before": ({"retired": SINCE}, BEFORE, Verified, None),
    "retired, evidence from then": ({"retired": SINCE}, SINCE, Undetermined, Reason.KEY_RETIRED),
    "retired, evidence from after": ({"retired": SINCE}, AFTER, Undetermined, Reason.KEY_RETIRED),
    "to be retired": ({"retired": AFTER}, None, Verified, None),
    "compromised, without evidence": (
        {"compromised": SINCE}, None, Rejected, Reason.KEY_COMPROMISED),
    "compromised, evidence from before": ({"compromised": SINCE}, BEFORE, Verified, None),
    "compromised, evidence from then": (
        {"compromised": SINCE}, SINCE, Rejected, Reason.KEY_COMPROMISED),
    "compromised, evidence from after": (
        {"compromised": SINCE}, AFTER, Rejected, Reason.KEY_COMPROMISED),
    "retired, then compromised, evidence from before both": (
        {"retired": SINCE, "compromised": AFTER}, BEFORE, Verified, None),
    "retired, then compromised, evidence from between": (
        {"retired": SINCE, "compromised": AFTER}, AT + DAY / 3, Undetermined, Reason.KEY_RETIRED),
    "evidence from before it was valid": ({}, AT - 2 * DAY, Rejected, Reason.KEY_NOT_YET_VALID),
    "evidence from after it was valid": ({}, AT + 2 * DAY, Rejected, Reason.KEY_EXPIRED),
}  # fmt: skip


@pytest.mark.parametrize(("life", "proven", "kind", "reason"), KEYS.values(), ids=KEYS)
def test_a_key_vouches_for_what_was_proven_to_be_there_in_its_time(life, proven, kind, reason):
    verdict = verdict_on(proven=proven, **life)
    assert isinstance(verdict, kind)
    assert reason is None or (verdict.reason, verdict.step) == (reason, 4)


def test_an_expired_key_vouches_for_what_was_proven_to_be_there_before():
    assert verdict_on(at=AT + 9 * DAY).reason is Reason.KEY_EXPIRED
    assert isinstance(verdict_on(at=AT + 9 * DAY, proven=AT), Verified)


def test_a_key_that_was_retired_later_than_somebody_verifies_is_not_retired():
    assert isinstance(verdict_on(retired=SINCE, at=BEFORE), Verified)


def test_a_compromised_key_verifies_nothing_by_the_time_of_whoever_verifies():
    """Whoever stole the key writes any time; only evidence is not theirs."""
    assert verdict_on(compromised=SINCE, at=BEFORE).reason is Reason.KEY_COMPROMISED


def test_a_signature_that_does_not_hold_is_rejected_though_its_key_is_retired():
    broken = TOKEN[:-6] + b"AAAAAA"
    verdict = verdict_on(broken, retired=SINCE)
    assert (type(verdict), verdict.reason) == (Rejected, Reason.SIGNATURE)
    assert verdict.results[3].value == "not checked"


def test_evidence_counts_for_signed_xml_as_well():
    key = replace(xml_seal.trusted(xml_seal.signer()), retired=xml_seal.NOW)
    trust, signed = xml_seal.listed(key), xml_seal.by_hand()
    at = xml_seal.NOW + DAY / 2
    assert verify_xml(signed, trust, at=at).reason is Reason.KEY_RETIRED
    assert isinstance(verify_xml(signed, trust.proven(xml_seal.NOW - DAY / 2), at=at), Verified)


def test_evidence_counts_for_the_certificates_of_a_pack_as_well():
    pack = packs.sealed(packs.pack(1, packs.ISSUER, packs.created()), packs.ISSUER)
    late = packs.TRUST.proven(AT)
    years = AT + 3000 * DAY
    assert verify_pack(pack, packs.TRUST, at=years).reason is Reason.KEY_EXPIRED
    assert isinstance(verify_pack(pack, late, at=years), Verified)


# --- in a list ----------------------------------------------------------------------------------


def test_a_list_says_since_when_a_key_is_retired_or_compromised():
    life = {"retiredSince": text(AT), "compromisedSince": text(AT - DAY)}
    one = from_tree(listed(key(**life))).keys["quay-1"]
    assert (one.retired, one.compromised) == (AT, AT - DAY)


def test_a_list_says_neither_of_most_keys():
    one = from_tree(listed()).keys["quay-1"]
    assert (one.retired, one.compromised, one.proven) == (None, None, None)


NO_LIVES = {
    "retired before it was valid": (
        {"retiredSince": text(AT - 2 * DAY)}, "a key is retired while it is valid"),
    "retired after it was valid": (
        {"retiredSince": text(AT + 2 * DAY)}, "a key is retired while it is valid"),
    "compromised in the future of the list": (
        {"compromisedSince": text(AT)},
        "a key is compromised since no later than when its list was issued"),
    "retired on a day": (
        {"retiredSince": "2026-06-01"},
        "a time is written as 2026-11-25T08:00:00Z, with its offset"),
    "for time": (
        {"purposes": ["timestamp"]},
        "an authority for time is trusted by a root certificate, not by a key"),
}  # fmt: skip


@pytest.mark.parametrize(("life", "says"), NO_LIVES.values(), ids=NO_LIVES)
def test_a_life_that_cannot_be_is_refused(life, says):
    with refusing(UsageError, says):
        from_tree(listed(key(**life)))


def test_a_list_names_the_digest_of_the_list_before():
    assert from_tree(listed(previous="0" * 64)).previous == "0" * 64
    assert from_tree(listed()).previous is None


@pytest.mark.parametrize("digest", ("", "0" * 63, "0" * 65, "A" * 64, None, 7))
def test_what_is_no_digest_of_a_list_is_refused(digest):
    with refusing(UsageError, "the digest of the list before is SHA-256 in 64 hexadecimal digits"):
        from_tree(listed(previous=digest))
