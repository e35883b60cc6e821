"""Evidence of time beside what is signed: in a file, and in a header that nobody signs."""

import base64
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from fairlead import verify
from fairlead.seal import Purpose, Reason, Rejected, Undetermined, Verified
from fairlead.seal.trust import TrustedRoot
from fairlead.seal.unprotected import token_of, with_evidence
from tests.authority import WHEN, authority
from tests.unit.seal import packs
from tests.unit.seal.makers import compact, header_of, made, trusting
from tests.unit.seal.verdicts import halted, heard

SAID = {"document_sha256": "0" * 64, "media_type": "application/json"}
TOKEN = compact(made(), json.dumps(SAID).encode(), header_of(made(), typ="document-digest+jws"))
NOW, SINCE = WHEN + timedelta(days=2), WHEN + timedelta(days=1)
YEAR = timedelta(days=365)
KEY = replace(made().trusted(since=WHEN - YEAR, until=WHEN + YEAR), retired=SINCE)
CLOCK = TrustedRoot("CLOCK", authority().root, frozenset((Purpose.TIMESTAMP,)))
TRUST = replace(trusting(KEY), issued=WHEN, roots=(CLOCK,))
STAMP = authority().stamp(TOKEN)


def verdicts_on(data=TOKEN, evidence=None, trust=TRUST, **more):
    more = {"at": NOW, "signatures_only": True, **more}
    found = verify(data, trust, evidence=evidence, **more)
    heard(found.signature)
    return found


def flattened(header, token=TOKEN):
    parts = dict(zip(("protected", "payload", "signature"), token.decode().split("."), strict=True))
    return json.dumps({**parts, "header": header}).encode()


def in_header(answer=None, token=TOKEN):
    answer = answer or authority().stamp(token.rpartition(b".")[2])
    parts = dict(zip(("protected", "payload", "signature"), token.decode().split("."), strict=True))
    return with_evidence(parts, answer)


def test_a_retired_key_leaves_open_what_has_no_evidence():
    found = verdicts_on()
    assert halted(found.signature, Reason.KEY_RETIRED, 4, Undetermined)
    assert found.as_json()["evidence"] == []


def test_a_retired_key_vouches_for_what_was_there_before_by_evidence():
    found = verdicts_on(evidence=STAMP)
    assert isinstance(found.signature, Verified)
    assert found.signature.results[-1].value == "holds"
    assert found.as_json()["evidence"] == [{
        "verdict": "verified", "reason": None, "says": "it was there at 2026-11-25T08:00:00Z",
        "by": {"platform": "CLOCK", "kid": "clock", "purpose": "timestamp"},
        "time": "2026-11-25T08:00:00Z",
    }]  # fmt: skip


def test_evidence_in_a_header_that_nobody_signs_counts_the_same():
    found = verdicts_on(in_header())
    assert isinstance(found.signature, Verified)
    assert found.signature.what == "document-digest"
    assert found.evidence.verdicts[0].content.stated == WHEN


def test_evidence_in_a_header_may_be_written_in_base64url():
    held = json.loads(in_header())["header"]["etsiU"][0]
    item = base64.urlsafe_b64encode(json.dumps(held).encode()).rstrip(b"=").decode()
    assert isinstance(verdicts_on(flattened({"etsiU": [item]})).signature, Verified)


def test_a_pack_may_have_evidence_in_its_header():
    pack = packs.sealed(packs.pack(1, packs.ISSUER, packs.created()), packs.ISSUER)
    trust = replace(packs.TRUST, roots=(*packs.TRUST.roots, CLOCK))
    stamp = authority().stamp(pack["signature"].encode())
    years = WHEN + 9 * YEAR
    assert verdicts_on(json.dumps(pack).encode(), None, trust, at=years).signature.reason is (
        Reason.KEY_EXPIRED
    )
    dated = verdicts_on(with_evidence(pack, stamp), None, trust, at=years)
    assert isinstance(dated.signature, Verified)


WRONG = {
    "of another file": (authority().stamp(b"another"), Rejected, Reason.DIGEST),
    "from after the key was retired": (
        authority().stamp(TOKEN, when=NOW), Undetermined, Reason.KEY_RETIRED),
    "by an authority that is not trusted": (
        authority("stranger").stamp(TOKEN), Undetermined, Reason.KEY_RETIRED),
    "of a time to come": (
        authority().stamp(TOKEN, when=NOW + YEAR), Rejected, Reason.EVIDENCE_AHEAD),
    "over SHA-1": (authority().stamp(TOKEN, digest="sha1"), Rejected, Reason.ALGORITHM),
    "a megabyte": (b"0" * 1_048_576, Rejected, Reason.TOO_LARGE),
    "the proof of a log": (b"c2sp.org/tlog-proof@v1\n", Undetermined, Reason.KEY_RETIRED),
}  # fmt: skip


@pytest.mark.parametrize(("evidence", "kind", "reason"), WRONG.values(), ids=WRONG)
def test_evidence_that_shows_nothing_does_not_help(evidence, kind, reason):
    verdict = verdicts_on(evidence=evidence).signature
    assert (type(verdict), verdict.reason) == (kind, reason)


UNKNOWN = {
    "by an authority that is not trusted": (
        authority("stranger").stamp(TOKEN), Undetermined, Reason.UNKNOWN_KEY),
    "the proof of a log": (b"c2sp.org/tlog-proof@v1\n", Undetermined, Reason.UNSUPPORTED),
    "of another file": (authority().stamp(b"another"), Rejected, Reason.DIGEST),
}  # fmt: skip


@pytest.mark.parametrize(("evidence", "kind", "reason"), UNKNOWN.values(), ids=UNKNOWN)
def test_evidence_that_is_given_must_hold_though_no_key_needs_it(evidence, kind, reason):
    trust = replace(TRUST, keys={KEY.kid: replace(KEY, retired=None)})
    verdict = verdicts_on(evidence=evidence, trust=trust).signature
    assert halted(verdict, reason, len(verdict.steps), kind)
    assert kind is Rejected or verdict.signed.platform == "QUAY"


def test_a_signature_that_is_rejected_stays_rejected_for_its_own_reason():
    broken = TOKEN[:-6] + b"AAAAAA"
    verdict = verdicts_on(broken, authority().stamp(b"another")).signature
    assert halted(verdict, Reason.SIGNATURE, 6)


def test_a_step_that_was_open_is_not_told_to_hold_where_evidence_rejects():
    results = verdicts_on(evidence=authority().stamp(b"another")).signature.results
    assert [one.value for one in results[3:]] == ["not checked"] * 5 + ["fails"]


def test_the_earliest_of_several_times_counts():
    data = in_header()
    later = authority().stamp(data, when=NOW)
    assert isinstance(verdicts_on(data, later).signature, Verified)


HEADERS = {
    "nothing": ({}, Rejected, Reason.HEADER),
    "a name of a key": ({"kid": "quay-1"}, Rejected, Reason.HEADER),
    "an algorithm beside evidence": ({"etsiU": [], "alg": "none"}, Rejected, Reason.HEADER),
    "no evidence": ({"etsiU": []}, Rejected, Reason.HEADER),
    "no list": ({"etsiU": "AA"}, Rejected, Reason.HEADER),
    "a number": ({"etsiU": [7]}, Rejected, Reason.HEADER),
    "two in one": ({"etsiU": [{"sigTst": {}, "rfsTst": {}}]}, Rejected, Reason.HEADER),
    "what is no JSON": ({"etsiU": ["AAAA"]}, Rejected, Reason.HEADER),
    "no base64url": ({"etsiU": ["=="]}, Rejected, Reason.MALFORMED),
    "no tokens": ({"etsiU": [{"sigTst": {"tstTokens": []}}]}, Rejected, Reason.HEADER),
    "a token that is no text": (
        {"etsiU": [{"sigTst": {"tstTokens": [{"val": 7}]}}]}, Rejected, Reason.HEADER),
    "a token that is no base64": (
        {"etsiU": [{"sigTst": {"tstTokens": [{"val": "%"}]}}]}, Rejected, Reason.MALFORMED),
    "a token that is no DER": (
        {"etsiU": [{"sigTst": {"tstTokens": [{"val": "AAAA"}]}}]}, Rejected, Reason.MALFORMED),
    "a megabyte": (
        {"etsiU": [{"sigTst": {"tstTokens": [{"val": "A" * 1_000_000}]}}]}, Rejected,
        Reason.TOO_LARGE),
    "a megabyte in base64url": ({"etsiU": ["A" * 1_000_000]}, Rejected, Reason.TOO_LARGE),
    "too many": ({"etsiU": [{"sigTst": {}}] * 5}, Rejected, Reason.HEADER),
    "the proof of a log": ({"etsiU": [{"tlogProof": "AA"}]}, Undetermined, Reason.UNSUPPORTED),
    "evidence that JAdES knows": ({"etsiU": [{"arcTst": {}}]}, Undetermined, Reason.UNSUPPORTED),
}  # fmt: skip


@pytest.mark.parametrize(("header", "kind", "reason"), HEADERS.values(), ids=HEADERS)
def test_a_header_that_nobody_signs_holds_evidence_and_nothing_else(header, kind, reason):
    verdict = verdicts_on(flattened(header)).evidence.verdicts[0]
    assert (type(verdict), verdict.reason, verdict.step) == (kind, reason, 1)


NO_JWS = {
    "no JSON": b'{"header"',
    "a list of them": b'{"header": {}, "signatures": [], "payload": ""}',
    "numbers": b'{"protected": 1, "payload": 2, "signature": 3, "header": {}}',
}


@pytest.mark.parametrize("data", NO_JWS.values(), ids=NO_JWS)
def test_what_is_no_flattened_jws_has_no_header_to_be_looked_at(data):
    assert verdicts_on(data).evidence.verdicts == ()


@pytest.mark.parametrize("protected", ("==", "AAAA", "W10"))
def test_a_protected_header_that_is_none_is_that_of_no_statement_of_ours(protected):
    header = {"etsiU": [{"sigTst": {"tstTokens": [{"val": "AAAA"}]}}]}
    data = flattened(header, b"%b.e30.AA" % protected.encode())
    assert verdicts_on(data).signature.what == "Open eBL pack"


def test_the_token_of_an_answer_is_the_same_again_in_a_header():
    answer = authority().stamp(TOKEN.rpartition(b".")[2])
    held = json.loads(in_header(answer))["header"]["etsiU"][0]["sigTst"]["tstTokens"][0]["val"]
    assert base64.b64decode(held) == token_of(answer)


def test_nobody_who_trusts_nobody_is_told_a_time():
    found = verdicts_on(evidence=STAMP, trust=None)
    assert halted(found.signature, Reason.NO_TRUST, 3, Undetermined)
    assert found.as_json()["evidence"][0]["verdict"] == "undetermined"
