"""Project Wycheproof's tests of JWS and JWK: all but the contested go as their labels say.

Eight labels of the first file contradict the standard, or each other. Each of them is pinned here
with what Fairlead decides, and why.
"""

import json
from collections import Counter

import pytest

from fairlead.errors import UsageError
from fairlead.seal import PublicKey, Purpose, Reason, Rejected, TrustedKey, TrustList, Verified
from fairlead.seal.trust import from_tree
from fairlead.seal.verify import verify_jws
from tests.conftest import shared
from tests.unit.seal.makers import AT, DAY

SIGNATURES = ("wycheproof", "json_web_signature_test.json")
KEYS = ("wycheproof", "json_web_key_test.json")

REFUSED_KEY = "the key cannot be used"

CONTESTED = {
    346: (Reason.ALGORITHM, 5, "the key says PS256, the token PS384: a key has one algorithm"),
    350: (Reason.ALGORITHM, 5, "as 346, with key_ops instead of use"),
    347: (REFUSED_KEY, 0, "the key says ES521, which is no algorithm of JOSE"),
    351: (REFUSED_KEY, 0, "as 347, with key_ops instead of use"),
    372: (Reason.MALFORMED, 1, "`?` is no letter of base64url, wherever it stands"),
    373: (Reason.MALFORMED, 1, "as 372"),
    367: (None, 0, "it is 357 to the byte, which is labelled valid: verified"),
    370: (None, 0, "it is 357 to the byte, which is labelled valid: verified"),
}
"""What becomes of each contested test: the reason, the step, and why it is decided so."""

KEYSETS = {
    1: (Verified, "a shared secret beside a public key takes no trust from it: each has its name"),
    4: (UsageError, "two keys of one kid"),
    7: (Verified, "a ROCA modulus is not looked for: whoever signs the trust list vouches for it"),
    19: (UsageError, "the key says ES521, which is no algorithm"),
    25: (UsageError, "the key is for A256GCM, which signs nothing"),
}
"""Decisions about sets of keys that are not plain from the label; 1 and 7 differ from it."""


def cases_of(parts, cases):
    groups = json.loads(shared("corpora", *parts, cases=cases).read_bytes())["testGroups"]
    return {
        one["tcId"]: (group.get("public") or group["private"], one)
        for group in groups
        for one in group["tests"]
    }


def verdict_on(keys, token):
    """The verdict, where every key is trusted by its name; `UsageError` where one cannot be."""
    trusted = {}
    for one in keys:
        kid = one.get("kid", "nameless")
        if kid in trusted:
            message = "two keys of one kid"
            raise UsageError(message)
        key = PublicKey.from_jwk(one)
        trusted[kid] = TrustedKey("W", kid, key, frozenset((Purpose.ENVELOPE,)), AT, AT)
    trust = TrustList("wycheproof", 1, AT - DAY, AT + DAY, trusted)
    return verify_jws(token.encode(), trust, Purpose.ENVELOPE, at=AT, read=bytes)


def ended(keys, token):
    try:
        return verdict_on(keys, token)
    except UsageError as problem:
        return problem


def sorted_by_outcome(tests, label):
    """How many were verified and how many were not, of the uncontested tests of a label."""
    outcomes = {
        number: isinstance(ended([key], one["jws"]), Verified)
        for number, (key, one) in tests.items()
        if number not in CONTESTED and one["result"] == label
    }
    return Counter(outcomes.values()), [number for number, one in outcomes.items() if one]


def test_none_of_the_353_uncontested_invalid_signatures_is_verified():
    counted, verified = sorted_by_outcome(cases_of(SIGNATURES, 353), "invalid")
    assert verified == []
    assert counted == {False: 353}


def test_each_of_the_40_uncontested_valid_signatures_is_verified():
    counted, _ = sorted_by_outcome(cases_of(SIGNATURES, 40), "valid")
    assert counted == {True: 40}


@pytest.mark.parametrize("number", CONTESTED)
def test_a_contested_signature_is_decided_as_it_is_written_here(number):
    reason, step, _why = CONTESTED[number]
    key, one = cases_of(SIGNATURES, 1)[number]
    how = ended([key], one["jws"])
    if reason is None:
        assert isinstance(how, Verified)
    elif reason is REFUSED_KEY:
        assert isinstance(how, UsageError)
    else:
        assert isinstance(how, Rejected)
        assert (how.reason, how.step) == (reason, step)


@pytest.mark.parametrize("number", (367, 370))
def test_two_invalid_signatures_are_a_valid_one_to_the_byte(number):
    tests = cases_of(SIGNATURES, 1)
    (key, one), (valid_key, valid) = tests[number], tests[357]
    assert (key, one["jws"]) == (valid_key, valid["jws"])
    assert (one["result"], valid["result"]) == ("invalid", "valid")


def test_every_set_of_keys_goes_as_its_label_says_but_for_two_decisions():
    tests = cases_of(KEYS, 26)
    otherwise = {
        number: how
        for number, (keys, one) in tests.items()
        if isinstance(how := ended(keys["keys"], one["jws"]), Verified)
        != (one["result"] == "valid")
    }
    assert len(tests) == 26
    assert otherwise.keys() == {1, 7}


@pytest.mark.parametrize("number", KEYSETS)
def test_a_decision_about_a_set_of_keys_is_pinned(number):
    kind, _why = KEYSETS[number]
    keys, one = cases_of(KEYS, 1)[number]
    assert isinstance(ended(keys["keys"], one["jws"]), kind)


def test_no_shared_secret_stands_in_a_trust_list():
    keys, _ = cases_of(KEYS, 1)[2]
    entry = {"kid": "k", "alg": "HS256", "jwk": keys["keys"][0], "purposes": ["receipt"],
             "from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z"}  # fmt: skip
    tree = {"name": "n", "version": 1, "issued": entry["from"], "expires": entry["until"],
            "platforms": [{"code": "QUAY", "keys": [entry]}]}  # fmt: skip
    with pytest.raises(ValueError, match="HS256"):
        from_tree(tree)
