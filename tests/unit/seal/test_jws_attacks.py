"""No attack on a compact JWS is verified, and each ends at the step that finds it out."""

import http.server
import json
import threading
from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.seal import Purpose, Reason, Rejected, Undetermined, Verified, verify_jws
from fairlead.seal.jws import JwsLimits, read_flattened
from fairlead.seal.verdict import OF_STATEMENTS, Course
from fairlead.seal.verify import STEPS, hold, type_of
from tests.conftest import drawn_of
from tests.unit.seal.jws_attacks import N256, PAYLOAD, attacks, honest
from tests.unit.seal.makers import AT, b64, compact, flattened, header_of, made, trusting
from tests.unit.seal.verdicts import heard

TRUST = trusting(
    made(), made("RS256", "rsa"), made("PS256", "pss"), made("ES384", "ES384"), made("EdDSA", "EdDSA")
)  # fmt: skip
ATTACKS = attacks()
PAIRS = tuple(permutations(sorted(OF_STATEMENTS), 2))
OURS = (Purpose.RECEIPT, Purpose.TRUST_LIST, Purpose.DOCUMENT)


def verdict_on(token, purpose=Purpose.TRANSFER, **more):
    return heard(verify_jws(token, TRUST, purpose, at=AT, read=bytes, **more))


def flat_verdict(tree):
    course = Course(Purpose.TRANSFER.value, STEPS)

    def walk():
        signed = read_flattened(course, tree)
        return signed.payload, hold(course, signed, TRUST, Purpose.TRANSFER, AT)

    return heard(course.through(walk))


def test_the_token_that_the_attacks_are_made_from_is_verified():
    verdict = verdict_on(honest())
    assert isinstance(verdict, Verified)
    assert verdict.content == PAYLOAD


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: one.id)
def test_an_attack_ends_at_its_step_for_its_reason(attack):
    verdict = verdict_on(attack.token)
    assert isinstance(verdict, attack.kind)
    assert (verdict.reason, verdict.step) == (attack.reason, attack.step)


def test_no_two_attacks_are_the_same_token():
    repeated = [
        token for token, times in Counter(one.token for one in ATTACKS).items() if times > 1
    ]
    assert [one.name for one in ATTACKS if one.token in repeated] == []


def test_a_payload_that_must_be_base64url_and_is_may_be_called_critical():
    header = header_of(made(), b64=True, crit=["b64"])
    assert isinstance(verdict_on(compact(made(), PAYLOAD, header)), Verified)


# --- the JSON form ------------------------------------------------------------------------------


def forms_of_json():
    flat = flattened(made(), PAYLOAD, header_of(made()))
    signature = {"protected": flat["protected"], "signature": flat["signature"]}
    return {
        "an unprotected header": {**flat, "header": {}},
        "an unprotected header with alg": {**flat, "header": {"alg": "ES256"}},
        "the general form": {"payload": flat["payload"], "signatures": [signature]},
        "both forms": {**flat, "signatures": [signature]},
        "another member": {**flat, "note": ""},
        "no protected header": {"payload": flat["payload"], "signature": flat["signature"]},
        "no payload": signature,
        "a payload that is an object": {**flat, "payload": {}},
        "a signature that is null": {**flat, "signature": None},
        "a signature that is a list": {**flat, "signature": [flat["signature"]]},
        "a letter beyond ASCII": {**flat, "payload": flat["payload"] + "é"},
        "half a pair": {**flat, "payload": "\ud800"},
        "a full stop in a part": {**flat, "payload": flat["payload"] + "."},
        "a newline in a part": {**flat, "payload": flat["payload"] + "\n"},
        "a list": [flat],
        "a text": honest().decode(),
        "nothing": None,
    }


def test_the_flattened_form_is_verified_like_the_compact_one():
    assert isinstance(flat_verdict(flattened(made(), PAYLOAD, header_of(made()))), Verified)


@pytest.mark.parametrize("name", forms_of_json())
def test_another_form_in_json_is_malformed(name):
    verdict = flat_verdict(forms_of_json()[name])
    assert isinstance(verdict, Rejected)
    assert (verdict.reason, verdict.step) == (Reason.MALFORMED, 1)


def test_an_algorithm_that_only_the_unprotected_header_names_counts_for_nothing():
    flat = flattened(made(), PAYLOAD, b'{"kid":"quay-1"}')
    assert flat_verdict(flat).reason is Reason.HEADER


@pytest.mark.parametrize(
    ("names", "says"),
    (
        (["b64", "b64"], "crit names one twice, or one that the header lacks"),
        (["b64", "exp"], "crit names one twice, or one that the header lacks"),
        (["alg"], "crit demands what is not understood"),
        (["alg", "kid", "b64", "crit"], "crit demands what is not understood"),
        ([], "crit is not a list of names"),
        (["b64", 7], "crit is not a list of names"),
    ),
)
def test_what_is_wrong_with_crit_is_said(names, says):
    verdict = verdict_on(compact(made(), PAYLOAD, header_of(made(), b64=True, crit=names)))
    assert (verdict.reason, verdict.step, verdict.says) == (Reason.CRITICAL, 2, says)


# --- how large ----------------------------------------------------------------------------------


def header_of_size(letters):
    """A header whose base64url has that many letters."""
    start = json.dumps(header_of(made(), iss="")).encode()[:-2]
    raw = start + b"x" * (letters * 3 // 4 - len(start) - 2) + b'"}'
    assert len(b64(raw)) == letters
    return raw


@pytest.mark.parametrize(
    ("letters", "kind"), ((16_383, Verified), (16_384, Verified), (16_386, Rejected))
)
def test_a_header_has_16_384_letters_at_most(letters, kind):
    verdict = verdict_on(compact(made(), PAYLOAD, header_of_size(letters)))
    assert isinstance(verdict, kind)
    assert kind is Verified or (verdict.reason, verdict.step) == (Reason.TOO_LARGE, 1)


@pytest.mark.parametrize(
    ("size", "kind"), ((74, Verified), (75, Verified), (76, Rejected), (1_000_000, Rejected))
)
def test_a_payload_has_as_many_letters_as_its_limit_at_most(size, kind):
    token = compact(made(), b"x" * size, header_of(made()))
    verdict = verdict_on(token, limits=JwsLimits(payload=100))
    assert isinstance(verdict, kind)
    assert kind is Verified or (verdict.reason, verdict.step) == (Reason.TOO_LARGE, 1)


@pytest.mark.parametrize(
    ("size", "reason"),
    ((1_535, Reason.SIGNATURE), (1_536, Reason.SIGNATURE), (1_537, Reason.TOO_LARGE)),
)
def test_a_signature_has_2_048_letters_at_most(size, reason):
    message = honest().rpartition(b".")[0]
    verdict = verdict_on(b"%b.%b" % (message, b64(b"x" * size)))
    assert isinstance(verdict, Rejected)
    assert verdict.reason is reason


def test_a_token_that_is_too_large_is_refused_before_it_is_taken_apart():
    verdict = verdict_on(b"." * 20_000_000)
    assert (verdict.reason, verdict.step) == (Reason.TOO_LARGE, 1)


# --- where keys come from -----------------------------------------------------------------------


@pytest.fixture
def canary():
    """A server that nobody should ask; gives its address and what it was asked."""
    asked = []

    class Canary(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Canary)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("member", ("jku", "x5u"))
@pytest.mark.parametrize("kid", ("quay-1", "stranger", None))
def test_a_key_that_stands_elsewhere_is_not_asked_for(canary, member, kid):
    address, asked = canary
    stranger = made("ES256", "stranger")
    header = header_of(stranger, kid=kid, **{member: f"{address}/keys.json"})
    assert not isinstance(verdict_on(compact(stranger, PAYLOAD, header)), Verified)
    assert asked == []


def test_an_address_in_the_header_of_an_honest_token_is_not_asked_for_either(canary):
    address, asked = canary
    header = header_of(made(), jku=f"{address}/keys.json", x5u=f"{address}/chain.pem")
    assert isinstance(verdict_on(compact(made(), PAYLOAD, header)), Verified)
    assert asked == []


def test_a_name_of_a_key_opens_no_file(monkeypatch):
    def opened(*words, **_):
        message = f"a file was opened: {words[0]}"
        raise AssertionError(message)

    monkeypatch.setattr("builtins.open", opened)
    monkeypatch.setattr("io.open", opened)
    monkeypatch.setattr("pathlib.Path.open", opened)
    header = header_of(made(), kid="../../../../etc/passwd")
    assert verdict_on(compact(made(), PAYLOAD, header)).reason is Reason.UNKNOWN_KEY


# --- the twin of an ECDSA signature -------------------------------------------------------------


def twin_of(token):
    """The same token with (r, n - s) for (r, s), which ECDSA cannot tell from it."""
    message, _, _ = token.rpartition(b".")
    raw = made().sign(message)
    s = N256 - int.from_bytes(raw[32:], "big")
    return b"%b.%b" % (message, b64(raw[:32] + s.to_bytes(32, "big")))


def test_mathematics_accepts_the_twin_of_an_ecdsa_signature_and_says_nothing_new_by_it():
    """So the bytes of a token are no identity: who counts tokens counts what they say."""
    token, twin = honest(), twin_of(honest())
    assert twin != token
    assert verdict_on(twin) == verdict_on(token)


def test_the_twin_of_a_token_has_another_checksum_than_the_token():
    from fairlead.gateway.vouch.openebl import hash_of

    names = ("protected", "payload", "signature")
    one, other = (
        hash_of(dict(zip(names, token.decode().split("."), strict=True)))
        for token in (honest(), twin_of(honest()))
    )
    assert one != other


# --- what a signature is for --------------------------------------------------------------------


@pytest.mark.parametrize(("signed", "asked"), PAIRS)
def test_a_signature_for_one_purpose_is_none_for_another(signed, asked):
    token = compact(made(), PAYLOAD, header_of(made(), typ=type_of(signed)))
    verdict = verdict_on(token, asked)
    assert isinstance(verdict, Rejected)
    assert (verdict.reason, verdict.step) == (Reason.PURPOSE, 4)


@pytest.mark.parametrize("purpose", sorted(OF_STATEMENTS))
def test_a_signature_for_a_purpose_is_verified_for_that(purpose):
    token = compact(made(), PAYLOAD, header_of(made(), typ=type_of(purpose)))
    verdict = verdict_on(token, purpose)
    assert isinstance(verdict, Verified)
    assert verdict.by.purpose is purpose


@pytest.mark.parametrize(("trusted", "asked"), PAIRS)
def test_a_key_that_is_trusted_for_one_purpose_vouches_for_no_other(trusted, asked):
    trust = trusting(made().trusted(purposes={trusted}))
    token = compact(made(), PAYLOAD, header_of(made(), typ=type_of(asked)))
    verdict = heard(verify_jws(token, trust, asked, at=AT, read=bytes))
    assert isinstance(verdict, Rejected)
    assert (verdict.reason, verdict.step) == (Reason.PURPOSE, 4)


def test_what_is_no_json_has_no_claims_of_a_token():
    token = compact(made(), b"not JSON", header_of(made(), typ="JWT"))
    assert isinstance(verdict_on(token, Purpose.ISSUANCE), Verified)


@pytest.mark.parametrize("purpose", OURS)
@pytest.mark.parametrize("typ", (None, "", "JWT", "JOSE", "jws"))
def test_what_we_sign_says_what_it_is_or_is_not_ours(purpose, typ):
    verdict = verdict_on(compact(made(), PAYLOAD, header_of(made(), typ=typ)), purpose)
    assert (verdict.reason, verdict.step) == (Reason.PURPOSE, 4)


@pytest.mark.parametrize("spelt", ("VC+JWT", "Vc+Jwt", "application/vc+jwt", "APPLICATION/VC+JWT"))
def test_another_spelling_of_a_media_type_does_not_hide_it(spelt):
    """RFC 7515 section 4.1.9: media types are compared without case, `application/` may stand."""
    verdict = verdict_on(compact(made(), PAYLOAD, header_of(made(), typ=spelt)))
    assert isinstance(verdict, Rejected)
    assert (verdict.reason, verdict.step) == (Reason.PURPOSE, 4)


# --- detached -----------------------------------------------------------------------------------


def test_a_detached_signature_holds_over_what_it_stands_beside():
    head, _, sign = honest().split(b".")
    token = b"%b..%b" % (head, sign)
    assert isinstance(verdict_on(token, content=PAYLOAD), Verified)
    assert verdict_on(token, content=PAYLOAD + b" ").reason is Reason.SIGNATURE
    assert verdict_on(token, content=b"").reason is Reason.SIGNATURE


@pytest.mark.parametrize("token", (honest(), b"a.b..c", b"a..b.c", b"a..b..c", b"", b"..."))
def test_what_holds_something_already_is_not_detached(token):
    verdict = verdict_on(token, content=PAYLOAD)
    assert isinstance(verdict, Rejected)
    assert (verdict.reason, verdict.step) == (Reason.MALFORMED, 1)


# --- whatever comes -----------------------------------------------------------------------------


@settings(max_examples=drawn_of(125, 500))
@given(st.integers(0, len(honest()) - 1), st.integers(1, 255))
def test_one_changed_byte_and_a_token_is_not_verified(place, change):
    token = bytearray(honest())
    token[place] ^= change
    assert not isinstance(verdict_on(bytes(token)), Verified)


def test_each_byte_lost_or_doubled_and_a_token_is_not_verified():
    token = honest()
    for place in range(len(token)):
        for made_of in (token[:place] + token[place + 1 :], token[: place + 1] + token[place:]):
            assert made_of == token or not isinstance(verdict_on(made_of), Verified)


SCRAPS = st.sampled_from(
    (honest(), *honest().split(b"."), b".", b"e30", b"=", b"\n", b"\xff", b'"')
)


@settings(max_examples=drawn_of(125, 500))
@given(st.one_of(st.binary(max_size=80), st.lists(SCRAPS, max_size=6).map(b"".join)))
def test_any_bytes_at_all_give_a_verdict(data):
    verdict = verdict_on(data)
    assert isinstance(verdict, Verified) == (data == honest())
    assert isinstance(verdict, Verified | Rejected | Undetermined)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip
NAMES = ("alg", "kid", "typ", "cty", "crit", "b64", "jwk", "jku", "x5c", "x5u", "iss")


@settings(max_examples=drawn_of(75, 300))
@given(st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=5))
def test_any_header_at_all_gives_a_verdict(header):
    assert isinstance(
        verdict_on(compact(made(), PAYLOAD, header)), Verified | Rejected | Undetermined
    )
