"""The JOSE cookbook (RFC 7520 section 4), RFC 8037 and RFC 7797: verified, or refused by policy.

The policy is one sentence for each. What is refused as misuse is refused before any signature is
looked at, because the key has no place in a trust list.
"""

import json
from dataclasses import dataclass

import pytest

from fairlead.seal import PublicKey, Purpose, Reason, Rejected, TrustedKey, TrustList, Verified
from fairlead.seal.jws import read_flattened
from fairlead.seal.verdict import Course
from fairlead.seal.verify import STEPS, hold, verify_jws
from tests.conftest import shared
from tests.unit.seal.makers import AT, DAY

FLAT, GENERAL, COMPACT = "json_flat", "json", "compact"


@dataclass(frozen=True)
class Policy:
    """What becomes of one form of one example: verified, or not at a step for a reason."""

    file: str
    form: str
    why: str
    reason: Reason | None = None
    step: int = 0


RSA = "jws_4_1.rsa_v15_signature.json"
PSS = "jws_4_2.rsa-pss_signature.json"
ECDSA = "jws_4_3.ecdsa_signature.json"
HMAC = "jws_4_4.hmac-sha2_integrity_protection.json"
DETACHED = "jws_4_5.signature_with_detached_content.json"
SOME = "jws_4_6.protecting_specific_header_fields.json"
NONE = "jws_4_7.protecting_content_only.json"
SEVERAL = "jws_4_8.multiple_signatures.json"
ED25519 = "curve25519_jws.json"
UNENCODED = "rfc7797_hmac-sha2_b64_false.json"
UNENCODED_JSON = "rfc7797_4.2.hmac-sha2_b64_false.json"

ONE = "a signature in the general form is one of several, and nobody signed which of them counts"
OUTSIDE = "what stands in an unprotected header was signed by nobody, so there may be none"
KEPT = "the library verifies any algorithm that a key is fixed to; a trust list fixes it to fewer"

POLICIES = (
    Policy(RSA, COMPACT, "RS256 is one of our algorithms"),
    Policy(RSA, FLAT, "the flattened form says the same as the compact one"),
    Policy(RSA, GENERAL, ONE, Reason.MALFORMED, 1),
    Policy(PSS, COMPACT, KEPT),
    Policy(PSS, FLAT, KEPT),
    Policy(PSS, GENERAL, ONE, Reason.MALFORMED, 1),
    Policy(ECDSA, COMPACT, KEPT),
    Policy(ECDSA, FLAT, KEPT),
    Policy(ECDSA, GENERAL, ONE, Reason.MALFORMED, 1),
    Policy(HMAC, COMPACT, KEPT),
    Policy(HMAC, FLAT, KEPT),
    Policy(HMAC, GENERAL, ONE, Reason.MALFORMED, 1),
    Policy(DETACHED, COMPACT, "without what it stands beside, it signs nothing that is here",
           Reason.SIGNATURE, 6),
    Policy(DETACHED, FLAT, "the flattened form holds its payload", Reason.MALFORMED, 1),
    Policy(DETACHED, GENERAL, ONE, Reason.MALFORMED, 1),
    Policy(SOME, FLAT, OUTSIDE, Reason.MALFORMED, 1),
    Policy(SOME, GENERAL, ONE, Reason.MALFORMED, 1),
    Policy(NONE, FLAT, OUTSIDE, Reason.MALFORMED, 1),
    Policy(NONE, GENERAL, ONE, Reason.MALFORMED, 1),
    Policy(SEVERAL, GENERAL, ONE, Reason.MALFORMED, 1),
    Policy(ED25519, COMPACT, "EdDSA is one of our algorithms"),
    Policy(ED25519, FLAT, "the flattened form says the same as the compact one"),
    Policy(ED25519, GENERAL, ONE, Reason.MALFORMED, 1),
    Policy(UNENCODED, COMPACT, "a payload that is not base64url is refused for its letters",
           Reason.MALFORMED, 1),
    Policy(UNENCODED, FLAT, "as in the compact form", Reason.MALFORMED, 1),
    Policy(UNENCODED, GENERAL, ONE, Reason.MALFORMED, 1),
    Policy(UNENCODED_JSON, FLAT, "as with the compact form", Reason.MALFORMED, 1),
    Policy(UNENCODED_JSON, GENERAL, ONE, Reason.MALFORMED, 1),
)  # fmt: skip


def example(file, cases=1):
    return json.loads(shared("corpora", "jose-cookbook", file, cases=cases).read_bytes())


def trusting(said):
    """A trust list of the keys of an example, each with the algorithm that it is used with."""
    keys, algorithms = said["input"]["key"], said["input"]["alg"]
    if isinstance(keys, dict):
        keys, algorithms = [keys], [algorithms]
    trusted = {}
    for number, (one, algorithm) in enumerate(zip(keys, algorithms, strict=True)):
        kid = one.get("kid", "nameless") + ("" if number == 0 else str(number))
        key = PublicKey.from_jwk(one, algorithm)
        trusted[kid] = TrustedKey("COOK", kid, key, frozenset((Purpose.ENVELOPE,)), AT, AT)
    return TrustList("cookbook", 1, AT - DAY, AT + DAY, trusted)


def verdict_on(said, form, **more):
    token, trust = said["output"][form], trusting(said)
    if form == COMPACT:
        return verify_jws(token.encode(), trust, Purpose.ENVELOPE, at=AT, read=bytes, **more)
    course = Course("flattened JWS", STEPS)

    def walk():
        signed = read_flattened(course, token)
        return signed.payload, hold(course, signed, trust, Purpose.ENVELOPE, AT)

    return course.through(walk)


@pytest.mark.parametrize("policy", POLICIES, ids=lambda one: f"{one.file}-{one.form}")
def test_an_example_goes_as_the_policy_says(policy):
    said = example(policy.file)
    verdict = verdict_on(said, policy.form)
    if policy.reason is None:
        assert isinstance(verdict, Verified)
        assert verdict.content.decode() == said["input"]["payload"]
    else:
        assert isinstance(verdict, Rejected)
        assert (verdict.reason, verdict.step) == (policy.reason, policy.step)


def test_there_is_a_policy_for_every_form_of_every_example():
    folder = shared("corpora", "jose-cookbook", cases=1)
    forms = {
        (path.name, form)
        for path in folder.glob("*.json")
        if "ecdh" not in path.name
        for form in json.loads(path.read_bytes())["output"]
    }
    assert forms == {(one.file, one.form) for one in POLICIES}


def test_a_detached_signature_is_verified_with_what_it_stands_beside():
    said = example(DETACHED)
    verdict = verdict_on(said, COMPACT, content=said["input"]["payload"].encode())
    assert isinstance(verdict, Verified)


@pytest.mark.parametrize("file", (UNENCODED, UNENCODED_JSON))
def test_a_payload_that_would_be_base64url_is_refused_where_b64_says_that_it_is_not(file):
    said = example(file)
    said["output"]["json_flat"]["payload"] = "AAAA"
    verdict = verdict_on(said, FLAT)
    assert isinstance(verdict, Rejected)
    assert (verdict.reason, verdict.step) == (Reason.CRITICAL, 2)
