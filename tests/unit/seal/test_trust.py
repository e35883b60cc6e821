"""The trust list: only the configured root makes one, and none that is old, expired or odd."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import dsa, rsa, x25519
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.seal import (
    PublicKey,
    Purpose,
    Reason,
    Rejected,
    Undetermined,
    Verified,
    read_trust_list,
    verify_jws,
)
from fairlead.seal.statement import TrustListDocument
from fairlead.seal.trust import MOST_CANDIDATES, TrustList, instant
from tests.conftest import drawn_of
from tests.unit.seal.authorities import certificate, der, root
from tests.unit.seal.makers import (
    AT,
    DAY,
    Maker,
    b64,
    compact,
    header_of,
    made,
    trusting,
)
from tests.unit.seal.verdicts import halted, heard, refusing

ROOT = made("ES256", "registrar")
TYPE = "trust-list+jws"
SECOND = timedelta(seconds=1)


def text(time):
    return time.isoformat().replace("+00:00", "Z")


def key(**members):
    said = {
        "kid": "quay-1",
        "alg": "ES256",
        "jwk": dict(made().key.jwk),
        "purposes": ["receipt", "transfer-chain-entry"],
        "from": text(AT - DAY),
        "until": text(AT + DAY),
        **members,
    }
    return {name: value for name, value in said.items() if value is not ...}


def rooted(**members):
    said = {"x509": base64.b64encode(der(root())).decode(), "purposes": ["openebl-pack"]}
    return {**said, **members}


def listed(*keys, **members):
    """A list of one platform; a member that is `...` is left out."""
    said = {
        "name": "quayside",
        "version": 7,
        "issued": text(AT - DAY),
        "expires": text(AT + DAY),
        "platforms": [{"code": "QUAY", "keys": list(keys) or [key()]}],
        **members,
    }
    return {name: value for name, value in said.items() if value is not ...}


def platform(**members):
    return listed(platforms=[{"code": "QUAY", "keys": [key()], **members}])


def signed(tree, by=ROOT, **members):
    payload = tree if isinstance(tree, bytes) else json.dumps(tree).encode()
    return compact(by, payload, header_of(by, **{"typ": TYPE, **members}))


def verdict_on(tree, at=AT, seen=0, **more):
    return heard(read_trust_list(signed(tree, **more), ROOT.key, at=at, seen=seen))


def test_a_list_that_the_root_signed_is_taken():
    verdict = verdict_on(listed())
    assert isinstance(verdict, Verified)
    assert verdict.by.kid == ROOT.key.thumbprint
    trusted = verdict.content.keys["quay-1"]
    assert (verdict.content.name, verdict.content.version) == ("quayside", 7)
    assert (trusted.platform, trusted.key) == ("QUAY", made().key)
    assert trusted.purposes == {Purpose.RECEIPT, Purpose.TRANSFER}


def test_a_list_may_be_followed_by_a_newline():
    assert isinstance(read_trust_list(signed(listed()) + b"\n", ROOT.key, at=AT), Verified)


def test_a_list_that_our_signer_signed_is_taken():
    token = ROOT.signer.seal(TrustListDocument(listed()))
    assert isinstance(read_trust_list(token, ROOT.key, at=AT), Verified)


# --- when ---------------------------------------------------------------------------------------

TIMES = {
    "a second before it was issued": (AT - DAY - SECOND, Reason.LIST_NOT_YET_VALID),
    "when it was issued": (AT - DAY, None),
    "when it expires": (AT + DAY, None),
    "a second after it expired": (AT + DAY + SECOND, Reason.LIST_EXPIRED),
    "years after it expired": (AT + 3000 * DAY, Reason.LIST_EXPIRED),
}


@pytest.mark.parametrize(("at", "reason"), TIMES.values(), ids=TIMES)
def test_a_list_is_taken_from_when_it_was_issued_to_when_it_expires(at, reason):
    verdict = verdict_on(listed(), at=at)
    assert isinstance(verdict, Verified) == (reason is None)
    assert reason is None or (verdict.reason, verdict.step) == (reason, 6)


@pytest.mark.parametrize(("seen", "taken"), ((0, True), (6, True), (7, True), (8, False)))
def test_a_list_is_taken_if_no_later_version_was_seen(seen, taken):
    verdict = verdict_on(listed(), seen=seen)
    assert isinstance(verdict, Verified) == taken
    assert taken or (verdict.reason, verdict.step) == (Reason.LIST_ROLLED_BACK, 5)


def test_an_old_list_is_rolled_back_before_it_is_expired():
    verdict = verdict_on(listed(), at=AT + 9 * DAY, seen=8)
    assert verdict.reason is Reason.LIST_ROLLED_BACK


def test_a_list_that_is_frozen_is_taken_until_it_expires_and_no_longer():
    frozen = listed()
    assert isinstance(verdict_on(frozen, at=AT + DAY, seen=7), Verified)
    assert verdict_on(frozen, at=AT + DAY + SECOND, seen=7).reason is Reason.LIST_EXPIRED


# --- by whom ------------------------------------------------------------------------------------

STRANGER = made("ES256", "stranger")
OF_OTHERS = {
    "another root": (signed(listed(), STRANGER), Reason.SIGNATURE, 3),
    "another root, by the name of ours": (
        signed(listed(), STRANGER, kid=ROOT.kid), Reason.SIGNATURE, 3),
    "a key on the list": (signed(listed(), made()), Reason.SIGNATURE, 3),
    "another root that brings its key": (
        signed(listed(), STRANGER, jwk=dict(STRANGER.key.jwk)), Reason.SIGNATURE, 3),
    "another algorithm": (signed(listed(), made("EdDSA", "other")), Reason.ALGORITHM, 3),
    "alg none": (signed(listed(), alg="none"), Reason.ALGORITHM, 2),
    "no signature": (signed(listed()).rpartition(b".")[0] + b".", Reason.SIGNATURE, 3),
    "no type": (signed(listed(), typ=None), Reason.PURPOSE, 4),
    "the type of a receipt": (signed(listed(), typ="vc+jwt"), Reason.PURPOSE, 4),
    "another content type": (signed(listed(), cty="vc"), Reason.PURPOSE, 4),
    "the type of another branch": (signed(listed(), typ=f"image/{TYPE}"), Reason.PURPOSE, 4),
    "not signed at all": (json.dumps(listed()).encode(), Reason.MALFORMED, 1),
    "nothing": (b"", Reason.MALFORMED, 1),
}  # fmt: skip


@pytest.mark.parametrize(("token", "reason", "step"), OF_OTHERS.values(), ids=OF_OTHERS)
def test_what_the_root_did_not_sign_as_a_list_is_none(token, reason, step):
    verdict = heard(read_trust_list(token, ROOT.key, at=AT))
    assert isinstance(verdict, Rejected)
    assert (verdict.reason, verdict.step) == (reason, step)


# --- what it says -------------------------------------------------------------------------------


def own(private, algorithm):
    """A certificate in base64 of a key that no list may hold."""
    holder = certificate("Odd", root(), key=Maker("odd", made().key, None, private))
    return key(x509=base64.b64encode(der(holder)).decode(), jwk=..., alg=algorithm)


JWK = made().key.jwk
SECRET = {"kty": "oct", "k": b64(bytes(64)).decode()}
ODD = {
    "no object": [listed()],
    "null": None,
    "no name": listed(name=...),
    "an empty name": listed(name=""),
    "a name of two lines": listed(name="a\nb"),
    "no version": listed(version=...),
    "version 0": listed(version=0),
    "version -1": listed(version=-1),
    "version true": listed(version=True),
    "version 7.0": listed(version=7.0),
    "version '7'": listed(version="7"),
    "version null": listed(version=None),
    "no time of issue": listed(issued=...),
    "no expiry": listed(expires=...),
    "expiry null": listed(expires=None),
    "an expiry without offset": listed(expires="2027-01-01T00:00:00"),
    "an expiry that is a date": listed(expires="2027-01-01"),
    "an expiry in seconds": listed(expires=1893456000),
    "an expiry before the first year": listed(expires="0001-01-01T00:00:00+23:59"),
    "no platforms": listed(platforms=...),
    "platforms in an object": listed(platforms={"QUAY": {}}),
    "a platform that is a text": listed(platforms=["QUAY"]),
    "an unknown member": listed(comment="trust me"),
    "an unknown member of a platform": platform(revoked=True),
    "an unknown member of a key": listed(key(revoked=True)),
    "an unknown member of a root": platform(roots=[rooted(revoked=True)]),
    "keys in an object": platform(keys={"quay-1": key()}),
    "keys null": platform(keys=None),
    "no code": listed(platforms=[{"keys": [key()]}]),
    "a code that is a number": platform(code=7),
    "two keys of one kid": listed(key(), key()),
    "two platforms with one kid": listed(
        platforms=[{"code": "QUAY", "keys": [key()]}, {"code": "WAVE", "keys": [key()]}]),
    "no kid": listed(key(kid=...)),
    "a kid that is a list": listed(key(kid=["quay-1"])),
    "an empty kid": listed(key(kid="")),
    "no purposes": listed(key(purposes=...)),
    "an unknown purpose": listed(key(purposes=["receipt", "everything"])),
    "a purpose in capitals": listed(key(purposes=["RECEIPT"])),
    "purposes in a text": listed(key(purposes="receipt")),
    "purposes in an object": listed(key(purposes={"receipt": True})),
    "a purpose that is null": listed(key(purposes=[None])),
    "no algorithm": listed(key(alg=...)),
    "an algorithm that is none": listed(key(alg="none")),
    "an algorithm not of the key": listed(key(alg="ES384")),
    "an algorithm of another kind": listed(key(alg="RS256")),
    "an algorithm that we do not have": listed(key(alg="ES512")),
    "several algorithms": listed(key(alg=["ES256", "RS256"])),
    "an algorithm that the JWK contradicts": listed(key(jwk={**JWK, "alg": "ES384"})),
    "HS256": listed(key(alg="HS256", jwk=SECRET)),
    "a secret for ES256": listed(key(jwk=SECRET)),
    "RSA of 1,024 bits": listed(key(
        alg="RS256", jwk={"kty": "RSA", "n": b64(b"\xff" * 128).decode(), "e": "AQAB"})),
    "RSA of 1,024 bits in a certificate": listed(own(
        rsa.generate_private_key(65537, 1024), "RS256")),  # noqa: S505 - it is refused
    "a key for encryption": listed(key(jwk={**JWK, "use": "enc"})),
    "a private key": listed(key(jwk={**JWK, "d": JWK["x"]})),
    "a JWK that is a text": listed(key(jwk=json.dumps(dict(JWK)))),
    "neither JWK nor certificate": listed(key(jwk=...)),
    "both JWK and certificate": listed(key(x509=rooted()["x509"])),
    "a certificate of DSA": listed(own(
        dsa.generate_private_key(1024), "ES256")),  # noqa: S505 - it is refused
    "a certificate of X25519": listed(own(x25519.X25519PrivateKey.generate(), "EdDSA")),
    "a certificate that is none": listed(key(x509="AAAA", jwk=...)),
    "a certificate in PEM": listed(key(x509="-----BEGIN CERTIFICATE-----", jwk=...)),
    "a certificate in a list": listed(key(x509=[rooted()["x509"]], jwk=...)),
    "no start": listed(key(**{"from": ...})),
    "no end": listed(key(until=...)),
    "an end null": listed(key(until=None)),
    "a root that is none": platform(roots=[rooted(x509="AAAA")]),
    "a root without purposes": platform(roots=[{"x509": rooted()["x509"]}]),
    "a root for an unknown purpose": platform(roots=[rooted(purposes=["all"])]),
    "two members of one name": json.dumps(listed()).encode().replace(b"{", b'{"version": 9,', 1),
    "not JSON": b"quayside",
    "NaN": json.dumps(listed()).encode().replace(b": 7", b": NaN"),
}  # fmt: skip


@pytest.mark.parametrize("tree", ODD.values(), ids=ODD)
def test_a_list_with_anything_odd_in_it_is_none(tree):
    verdict = verdict_on(tree)
    assert isinstance(verdict, Rejected)
    assert (verdict.reason, verdict.step) == (Reason.CONTENT, 4)


@pytest.mark.parametrize(
    "tree", [tree for tree in ODD.values() if isinstance(tree, dict)],
    ids=[name for name, tree in ODD.items() if isinstance(tree, dict)],
)  # fmt: skip
def test_nor_is_it_signed_by_us(tree):
    with refusing():
        ROOT.signer.seal(TrustListDocument(tree))


def test_keys_stand_in_a_list_as_jwk_and_as_certificate_side_by_side():
    other = {"kid": "quay-2", "jwk": ..., "x509": rooted()["x509"]}
    verdict = verdict_on(listed(key(), key(**other)))
    assert isinstance(verdict, Verified)
    assert verdict.content.keys["quay-2"].key == root().maker.key


def test_a_platform_may_have_roots_and_no_keys():
    verdict = verdict_on(listed(platforms=[{"code": "BOLT", "roots": [rooted()]}]))
    assert isinstance(verdict, Verified)
    (found,) = verdict.content.roots
    assert (found.platform, found.certificate) == ("BOLT", root().certificate)


# --- its keys -----------------------------------------------------------------------------------

EDGES = {
    "a second early": (AT - DAY - SECOND, Reason.KEY_NOT_YET_VALID),
    "at its first second": (AT - DAY, None),
    "at its last second": (AT + DAY, None),
    "a second late": (AT + DAY + SECOND, Reason.KEY_EXPIRED),
}


@pytest.mark.parametrize(("at", "reason"), EDGES.values(), ids=EDGES)
def test_a_key_vouches_from_its_first_second_to_its_last(at, reason):
    token = compact(made(), b"{}", header_of(made()))
    verdict = heard(verify_jws(token, trusting(made()), Purpose.TRANSFER, at=at, read=bytes))
    assert isinstance(verdict, Verified) == (reason is None)
    assert reason is None or (verdict.reason, verdict.step) == (reason, 4)


def nameless(maker):
    return compact(maker, b"{}", header_of(maker, kid=None))


def on(token, *keys, **more):
    return heard(verify_jws(token, trusting(*keys), Purpose.TRANSFER, at=AT, read=bytes, **more))


def makers(count, algorithm="ES256"):
    return [made(algorithm, f"key-{number}") for number in range(count)]


def test_a_signature_that_names_no_key_is_of_the_one_that_fits():
    verdict = on(nameless(made()), made(), made("EdDSA", "other"))
    assert isinstance(verdict, Verified)
    assert verdict.by.kid == "quay-1"


@pytest.mark.parametrize("which", range(MOST_CANDIDATES))
def test_a_signature_that_names_no_key_is_found_among_several(which):
    keys = makers(MOST_CANDIDATES)
    verdict = on(nameless(keys[which]), *keys)
    assert isinstance(verdict, Verified)
    assert verdict.by.kid == f"key-{which}"


def test_a_signature_that_names_no_key_and_is_of_none_of_them_does_not_hold():
    verdict = on(nameless(made()), *makers(3))
    assert isinstance(verdict, Rejected)
    assert (verdict.reason, verdict.step) == (Reason.SIGNATURE, 6)


def test_too_many_keys_that_fit_are_not_tried():
    keys = makers(MOST_CANDIDATES + 1)
    verdict = on(nameless(keys[0]), *keys)
    assert isinstance(verdict, Undetermined)
    assert (verdict.reason, verdict.step) == (Reason.KEY_NOT_NAMED, 3)


def test_a_platform_narrows_the_keys_that_fit():
    keys = makers(MOST_CANDIDATES + 1)
    trusted = [one.trusted("WAVE") for one in keys[1:]]
    verdict = on(nameless(keys[0]), keys[0].trusted("QUAY"), *trusted, platform="QUAY")
    assert isinstance(verdict, Verified)
    assert verdict.by.platform == "QUAY"


def test_a_key_of_another_platform_does_not_fit():
    verdict = on(nameless(made()), made(), platform="WAVE")
    assert isinstance(verdict, Undetermined)
    assert (verdict.reason, verdict.step) == (Reason.UNKNOWN_KEY, 3)


def test_a_named_key_of_another_platform_is_unknown():
    verdict = on(compact(made(), b"{}"), made(), platform="WAVE")
    assert isinstance(verdict, Undetermined)
    assert (verdict.reason, verdict.step) == (Reason.UNKNOWN_KEY, 3)


def test_a_key_for_something_else_does_not_fit():
    verdict = on(nameless(made()), made().trusted(purposes={Purpose.RECEIPT}))
    assert (verdict.reason, verdict.step) == (Reason.UNKNOWN_KEY, 3)


@pytest.mark.parametrize("turned", (False, True))
def test_that_the_key_which_made_it_expired_is_said_wherever_it_stands(turned):
    old, new = makers(2)
    keys = [old.trusted(until=AT - SECOND), new.trusted()]
    verdict = on(nameless(old), *(reversed(keys) if turned else keys))
    assert isinstance(verdict, Rejected)
    assert (verdict.reason, verdict.step) == (Reason.KEY_EXPIRED, 4)


def test_a_rolled_key_vouches_no_longer_once_it_is_off_the_list():
    token = compact(made("ES256", "key-0"), b"{}")
    assert isinstance(on(token, *makers(2)), Verified)
    assert on(token, made("ES256", "key-1")).reason is Reason.UNKNOWN_KEY


# --- time ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "meant"),
    (
        ("2026-11-25T08:00:00Z", datetime(2026, 11, 25, 8, tzinfo=UTC)),
        ("2026-11-25T08:00:00.5Z", datetime(2026, 11, 25, 8, 0, 0, 500_000, tzinfo=UTC)),
        ("2026-11-25T08:00:00+05:30", datetime(2026, 11, 25, 2, 30, tzinfo=UTC)),
        ("2026-11-25T08:00:00-12:00", datetime(2026, 11, 25, 20, tzinfo=UTC)),
    ),
)
def test_an_instant_is_read_with_its_offset(said, meant):
    assert instant(said) == meant
    assert instant(said).tzinfo is UTC


@pytest.mark.parametrize(
    "said",
    (
        "2026-11-25T08:00:00", "2026-11-25", "20261125T080000Z", "2026-W48-3T08:00:00Z",
        "2026-11-25 08:00:00Z", "2026-11-25T08:00Z", "2026-11-25T08Z", "2026-11-25T24:00:00Z",
        "2026-11-25T08:00:60Z", "2026-02-30T08:00:00Z", "2026-11-25T08:00:00+24:00",
        "2026-11-25T08:00:00+00:00:30", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59",
        "２026-11-25T08:00:00Z", " 2026-11-25T08:00:00Z", "2026-11-25T08:00:00Z\n", "", None, 7,
        datetime(2026, 11, 25, tzinfo=UTC),
    ),
)  # fmt: skip
def test_anything_else_is_no_instant(said):
    with refusing(match="2026-11-25T08:00:00Z"):
        instant(said)


# --- whatever comes -----------------------------------------------------------------------------

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(0, 9) | st.text(max_size=6) | st.just(text(AT)),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)


@settings(max_examples=drawn_of(75, 300))
@given(
    st.dictionaries(st.sampled_from(sorted(listed())), ANYTHING),
    st.dictionaries(st.sampled_from(("code", "keys", "roots")), ANYTHING),
    st.dictionaries(st.sampled_from((*sorted(key()), "x509")), ANYTHING),
)
def test_whatever_the_root_signed_gives_a_verdict(top, middle, inner):
    tree = listed(platforms=[{"code": "QUAY", "keys": [{**key(), **inner}], **middle}])
    assert isinstance(verdict_on({**tree, **top}), Verified | Rejected)


def test_a_trust_list_shows_none_of_its_keys():
    made_list = TrustList("quayside", 1, AT, AT, {"quay-1": made().trusted()})
    assert JWK["x"] not in repr(made_list)
    assert JWK["x"] not in repr(PublicKey.from_jwk(JWK))


def test_a_time_of_verification_has_an_offset():
    with refusing(match="the time of a verification has an offset"):
        read_trust_list(b"", made().key, at=AT.replace(tzinfo=None))


# --- carriers -----------------------------------------------------------------------------------

LINE = {"carrierCodeListProvider": "NMFTA", "carrierCode": "FLDL"}


def carrying(*carriers, purposes=("issuance-manifest",)):
    return listed(key(purposes=list(purposes), carriers=list(carriers)))


def test_a_key_for_issuance_manifests_lists_carriers():
    trusted = verdict_on(carrying(LINE)).content.keys["quay-1"]
    assert trusted.carriers == {("NMFTA", "FLDL")}
    assert verdict_on(listed()).content.keys["quay-1"].carriers == frozenset()


@pytest.mark.parametrize(
    "tree",
    (carrying(LINE, purposes=["receipt"]), carrying({**LINE, "more": 1}), carrying("FLDL"),
     carrying({"carrierCode": "FLDL"}), carrying({**LINE, "carrierCode": ""}),
     listed(key(purposes=["issuance-manifest"], carriers=LINE))),
)  # fmt: skip
def test_carriers_that_are_none_make_no_list(tree):
    assert halted(verdict_on(tree), Reason.CONTENT, 4)
