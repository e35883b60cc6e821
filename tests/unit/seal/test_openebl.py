"""Packs of Open eBL: who signed which version, what it follows on, and that nothing differs."""

import base64
import functools
import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.errors import UsageError
from fairlead.gateway.vouch.openebl import hash_of, verify_pack
from fairlead.gateway.vouch.statements.pack import actor_of
from fairlead.seal import Reason, Rejected, Undetermined, Verified
from fairlead.syntax import json as json_syntax
from tests.conftest import drawn_of, shared
from tests.unit.seal.authorities import between, certificate, root
from tests.unit.seal.makers import AT, DAY, made
from tests.unit.seal.packs import (
    BANK,
    BUYER,
    ISSUER,
    SHIPPER,
    TRUST,
    created,
    ended,
    hashed,
    holder,
    moved,
    pack,
    sealed,
    x5c,
)
from tests.unit.seal.verdicts import halted, heard, refusing


def verdict_on(version, trust=TRUST, at=AT, **more):
    return heard(verify_pack(version, trust, at=at, **more))


def drafted(owner=ISSUER):
    return sealed(pack(1, owner, created()), ISSUER)


# --- a life of a bill ---------------------------------------------------------------------------

LIFE = (
    (ISSUER, ISSUER, created()),
    (ISSUER, SHIPPER, moved("transfer", ISSUER, SHIPPER)),
    (SHIPPER, BUYER, moved("transfer", SHIPPER, BUYER)),
    (BUYER, SHIPPER, moved("return", BUYER, SHIPPER)),
    (SHIPPER, ISSUER, moved("amendment_request", SHIPPER, ISSUER, "request")),
    (ISSUER, ISSUER, created(note="amended")),
    (ISSUER, BUYER, moved("transfer", ISSUER, BUYER)),
    (BUYER, ISSUER, moved("surrender", BUYER, ISSUER)),
    (ISSUER, ISSUER, ended("print_to_paper", ISSUER, "print")),
    (ISSUER, ISSUER, ended("accomplish", ISSUER, "accomplish")),
    (ISSUER, ISSUER, ended("delete", ISSUER, "delete")),
)


@functools.cache
def life():
    """Every version of a bill from its draft to its end, each following on the one before."""
    versions, parent = [], ""
    for number, (by, owner, _) in enumerate(LIFE, 1):
        events = [event for _, _, event in LIFE[:number]]
        versions.append(sealed(pack(number, owner, *events, parent=parent), by))
        parent = hash_of(versions[-1])
    return versions


@pytest.mark.parametrize("number", range(1, len(LIFE) + 1))
def test_every_version_of_a_bill_is_verified_with_its_parent(number):
    before = life()[: number - 1]
    verdict = verdict_on(life()[number - 1], parents=before)
    assert isinstance(verdict, Verified)
    by, owner, event = LIFE[number - 1]
    assert (verdict.by.kid, verdict.by.platform) == (by, "BOLT")
    assert (verdict.content.version, verdict.content.current_owner) == (number, owner)
    assert verdict.content.events[-1] == (next(iter(event)), by)


def test_the_hash_of_a_parent_is_that_of_its_minified_form():
    for before, after in pairwise(life()):
        payload = json.loads(base64.urlsafe_b64decode(after["payload"] + "=="))
        assert hash_of(before) == hashed(before) == payload["parent_hash"]


# --- the two of the field -----------------------------------------------------------------------


def sample(name):
    return shared("samples", "openebl", name, cases=1)


@functools.cache
def field_trust():
    from fairlead.gateway.vouch.anchors import Anchors

    return Anchors.of([sample("root_cert.pem").read_bytes()]).alone()


SAMPLES = (
    ("draft_ebl", 1, "did:openebl:issuer", "did:openebl:issuer"),
    ("consignee_ebl", 3, "did:openebl:shipper", "did:openebl:consignee"),
)


@pytest.mark.parametrize(("name", "version", "signer", "owner"), SAMPLES)
def test_a_pack_of_the_field_is_verified_to_its_root_and_its_plain_copy_is_the_same(
    name, version, signer, owner
):
    flat = json.loads(sample(f"{name}_jws.json").read_bytes())
    twin = json.loads(sample(f"{name}.json").read_bytes())
    verdict = verify_pack(flat, field_trust(), at=AT, twin=twin)
    assert isinstance(verdict, Verified)
    assert (verdict.content.version, verdict.by.kid) == (version, signer)
    assert verdict.content.current_owner == owner


EVERY = drawn_of(11, 1)
"""Which bytes are changed: each so many."""


@pytest.mark.parametrize("name", ("draft_ebl", "consignee_ebl"))
def test_any_byte_of_a_pack_of_the_field_changed_and_it_is_not_verified(name):
    """Three bits of every byte in turn, and a letter that is always allowed where it stands."""
    from fairlead.gateway.vouch.verify import verify

    data = sample(f"{name}_jws.json").read_bytes()
    verified = []
    for place in range(0, len(data), EVERY):
        byte = data[place]
        for other in {byte ^ 1, byte ^ 4, byte ^ 32, ord("A"), ord("w")} - {byte}:
            changed = data[:place] + bytes((other,)) + data[place + 1 :]
            if isinstance(verify(changed, field_trust(), at=AT).signature, Verified):
                verified.append((place, other))
    assert verified == []


@pytest.mark.parametrize("name", ("draft_ebl", "consignee_ebl"))
def test_any_byte_of_a_pack_of_the_field_lost_and_it_is_not_verified(name):
    from fairlead.gateway.vouch.verify import verify

    data = sample(f"{name}_jws.json").read_bytes()
    for place in range(0, len(data), EVERY):
        changed = data[:place] + data[place + 1 :]
        assert not isinstance(verify(changed, field_trust(), at=AT).signature, Verified), place


def test_a_pack_of_the_field_leads_to_no_other_root():
    flat = json.loads(sample("draft_ebl_jws.json").read_bytes())
    assert halted(verify_pack(flat, TRUST, at=AT), Reason.UNKNOWN_KEY, 3, Undetermined)


# --- what it follows on -------------------------------------------------------------------------


def second(parent=None, version=2, **members):
    says = hash_of(drafted_once()) if parent is None else parent
    event = moved("transfer", ISSUER, SHIPPER)
    return sealed(pack(version, SHIPPER, created(), event, parent=says, **members), ISSUER)


@functools.cache
def drafted_once():
    return drafted()


def test_a_version_is_verified_without_its_parent_too():
    assert isinstance(verdict_on(second()), Verified)


def signed_elsewhere(**members):
    return sealed({**pack(1, ISSUER, created()), **members}, ISSUER)


def strangers():
    """Pairs of a version and what is no parent of it."""
    other_bill = signed_elsewhere(id="another bill")
    grandparent = signed_elsewhere(version=7)
    as_text = signed_elsewhere(version="1")
    nameless = sealed({"version": 1}, ISSUER)
    listed = sealed([1, 2], ISSUER)
    no_json = sealed(b"no JSON", ISSUER)
    again = drafted()
    return {
        "another signature of the same": (second(), again),
        "another bill": (second(hash_of(other_bill)), other_bill),
        "a version that is not the one before": (second(hash_of(grandparent)), grandparent),
        "a version in a text": (second(hash_of(as_text)), as_text),
        "no id": (second(hash_of(nameless)), nameless),
        "a list": (second(hash_of(listed)), listed),
        "no JSON": (second(hash_of(no_json)), no_json),
        "itself": (second(), second()),
        "hashed in many lines": (second(hashed(drafted_once(), indent=2)), drafted_once()),
        "hashed with blanks": (
            second(hashed(drafted_once(), separators=(", ", ": "))),
            drafted_once(),
        ),
        "hashed in another order": (second(hashed(drafted_once(), sort_keys=True)), drafted_once()),
        "hashed in capitals": (second(hash_of(drafted_once()).upper()), drafted_once()),
        "given to a first version": (drafted_once(), drafted_once()),
    }


@pytest.mark.parametrize("name", strangers())
def test_a_version_follows_on_no_other_parent(name):
    version, parent = strangers()[name]
    assert halted(verdict_on(version, parents=[parent]), Reason.CHAIN, 8)


@pytest.mark.parametrize(
    "parent", (7, "e30", [], {}, {"protected": "e30", "payload": "e30", "signature": 7})
)
def test_what_is_no_jws_is_no_parent(parent):
    assert halted(verdict_on(second(), parents=[parent]), Reason.MALFORMED, 8)


def test_a_parent_that_was_signed_by_somebody_else_than_it_says_is_none():
    """Who would sell what he never owned writes himself a history; the issuer did not sign it."""
    made_up = pack(1, BANK, created(by=ISSUER))
    parent = sealed(made_up, holder(BANK))
    theft = [created(by=ISSUER), moved("transfer", BANK, BUYER)]
    version = sealed(pack(2, BUYER, *theft, parent=hash_of(parent)), BANK)
    assert halted(verdict_on(version, parents=[parent]), Reason.SIGNER, 8)


def test_a_parent_whose_signature_does_not_hold_is_none():
    parent = {**drafted_once(), "signature": drafted_once()["signature"][::-1]}
    version = second(hash_of(parent))
    found = verdict_on(version, parents=[parent])
    assert (found.step, found.reason in {Reason.SIGNATURE, Reason.MALFORMED}) == (8, True)


def test_a_first_version_has_no_parent():
    version = sealed(pack(1, ISSUER, created(), parent="0" * 128), ISSUER)
    assert halted(verdict_on(version), Reason.CHAIN, 8)


def test_a_later_version_has_a_parent():
    assert halted(verdict_on(second("")), Reason.CHAIN, 8)


# --- who signed ---------------------------------------------------------------------------------


def test_whoever_signs_did_what_the_last_event_says():
    version = sealed(pack(1, ISSUER, created()), SHIPPER)
    assert halted(verdict_on(version), Reason.SIGNER, 7)


def test_that_an_earlier_event_was_done_by_the_signer_is_not_enough():
    events = (created(), moved("transfer", SHIPPER, BUYER))
    version = sealed(pack(2, BUYER, *events, parent="0"), ISSUER)
    assert halted(verdict_on(version), Reason.SIGNER, 7)


@pytest.mark.parametrize("name", (ISSUER.upper(), ISSUER + " ", "issuer"))
def test_a_name_that_is_nearly_the_same_is_another(name):
    assert halted(verdict_on(sealed(pack(1, ISSUER, created()), name)), Reason.SIGNER, 7)


@pytest.mark.parametrize(
    "tree", ({}, {"events": []}, {"events": [{"sale": {}}]}, {"events": [{"delete": {}}]}, [])
)
def test_a_pack_that_does_not_say_who_did_what_it_says_last_is_signed_by_nobody(tree):
    with refusing(UsageError, "the pack does not say who did what its last event says"):
        actor_of(tree)


def test_an_event_that_gives_the_bill_to_nobody_names_no_owner():
    """Whatever else stands in it, a member without a name among that."""
    event = ended("delete", ISSUER, "delete")
    event["delete"][""] = BANK
    assert isinstance(verdict_on(sealed(pack(1, ISSUER, created(), event), ISSUER)), Verified)


# --- with which key -----------------------------------------------------------------------------


@pytest.mark.parametrize("algorithm", ("ES256", "ES384", "EdDSA", "RS256", "PS256"))
def test_a_pack_is_signed_by_any_of_our_algorithms(algorithm):
    version = sealed(pack(1, ISSUER, created()), holder(ISSUER, algorithm))
    assert isinstance(verdict_on(version), Verified)


@pytest.mark.parametrize(
    ("key", "claimed"),
    (("ES256", "ES384"), ("ES256", "EdDSA"), ("ES256", "HS256"), ("ES256", "ES256K"),
     ("RS256", "RS512"), ("PS256", "PS384"), ("RS256", "ES256"), ("EdDSA", "Ed25519")),
)  # fmt: skip
def test_a_pack_is_not_signed_by_an_algorithm_that_is_not_of_its_key(key, claimed):
    version = sealed(pack(1, ISSUER, created()), holder(ISSUER, key), alg=claimed)
    assert halted(verdict_on(version), Reason.ALGORITHM, 4)


def test_the_two_ways_to_sign_by_rsa_do_not_hold_for_each_other():
    version = sealed(pack(1, ISSUER, created()), holder(ISSUER, "RS256"), alg="PS256")
    assert halted(verdict_on(version), Reason.SIGNATURE, 5)


def test_a_certificate_of_a_stranger_brings_no_trust():
    theirs = certificate("Theirs", ca=True, key=made("ES256", "impostor"))
    signer = certificate(ISSUER, theirs, key=made("ES256", "stranger"))
    version = sealed(pack(1, ISSUER, created()), signer, x5c=x5c(signer, theirs))
    assert halted(verdict_on(version), Reason.UNKNOWN_KEY, 3, Undetermined)


def test_the_certificate_of_another_does_not_fit_the_signature():
    version = sealed(
        pack(1, ISSUER, created()), holder(SHIPPER), x5c=x5c(holder(ISSUER), between())
    )
    assert halted(verdict_on(version), Reason.SIGNATURE, 5)


@pytest.mark.parametrize(
    ("at", "reason"),
    ((AT - 400 * DAY, Reason.KEY_NOT_YET_VALID), (AT + 400 * DAY, Reason.KEY_EXPIRED)),
)
def test_the_certificates_are_valid_at_the_time(at, reason):
    assert halted(verdict_on(drafted(), at=at), reason, 3)


@pytest.mark.parametrize("chain", ([], None, "MIIB", ["AAAA"], [7]))
def test_a_pack_without_certificates_is_rejected(chain):
    version = sealed(pack(1, ISSUER, created()), ISSUER, x5c=chain)
    assert halted(verdict_on(version), Reason.CERTIFICATE, 3)


def test_more_than_five_certificates_are_not_followed():
    chain = x5c(holder(ISSUER), *[between()] * 5)
    version = sealed(pack(1, ISSUER, created()), ISSUER, x5c=chain)
    assert halted(verdict_on(version), Reason.CERTIFICATE, 3)


@pytest.mark.parametrize("typ", ("vc+jwt", "document+jws", "trust-list+jws", "VC+JWT"))
def test_what_is_signed_for_something_else_is_no_pack(typ):
    version = sealed(pack(1, ISSUER, created()), ISSUER, typ=typ)
    assert halted(verdict_on(version), Reason.PURPOSE, 3)


@pytest.mark.parametrize("typ", ("openebl-pack+jws", "JOSE", "JWT"))
def test_a_pack_may_say_that_it_is_one(typ):
    assert isinstance(verdict_on(sealed(pack(1, ISSUER, created()), ISSUER, typ=typ)), Verified)


# --- its form -----------------------------------------------------------------------------------


def test_anything_beside_the_three_parts_is_refused():
    for extra in ({"header": {}}, {"signatures": []}, {"note": ""}):
        assert halted(verdict_on({**drafted(), **extra}), Reason.MALFORMED, 1)
    for part in ("protected", "payload", "signature"):
        lacking = {name: text for name, text in drafted().items() if name != part}
        assert halted(verdict_on(lacking), Reason.MALFORMED, 1)


GOOD = pack(1, ISSUER, created())
NO_PACKS = {
    "no object": [GOOD],
    "null": None,
    "no JSON": b"pack",
    "two members of one name": json.dumps(GOOD).encode().replace(b"{", b'{"version": 2,', 1),
    "no events": {**GOOD, "events": []},
    "events null": {**GOOD, "events": None},
    "events in an object": {**GOOD, "events": {"1": created()}},
    "an event that is a text": {**GOOD, "events": ["created"]},
    "an event that says nothing": {**GOOD, "events": [{}]},
    "an event that says two things": {
        **GOOD, "events": [{**created(), **moved("transfer", ISSUER, SHIPPER)}]},
    "an earlier event that says two things": {
        **GOOD, "events": [{**created(), **moved("transfer", ISSUER, SHIPPER)}, created()]},
    "an unknown event": {**GOOD, "events": [{"steal": {"steal_by": ISSUER}}]},
    "an event of nobody": {**GOOD, "events": [{"bill_of_lading": {}}]},
    "an event of null": {**GOOD, "events": [created(None)]},
    "an event of the empty name": {**GOOD, "events": [created("")]},
    "an event of a list": {**GOOD, "events": [created([ISSUER])]},
    "an event that is null": {**GOOD, "events": [{"bill_of_lading": None}]},
    "an event that is a number": {**GOOD, "events": [{"bill_of_lading": 7}]},
    "no id": {name: one for name, one in GOOD.items() if name != "id"},
    "an id that is a number": {**GOOD, "id": 7},
    "no owner": {name: one for name, one in GOOD.items() if name != "current_owner"},
    "an owner null": {**GOOD, "current_owner": None},
    "no parent hash": {name: one for name, one in GOOD.items() if name != "parent_hash"},
    "a parent hash null": {**GOOD, "parent_hash": None},
    "no version": {name: one for name, one in GOOD.items() if name != "version"},
    "version true": {**GOOD, "version": True},
    "version 1.0": {**GOOD, "version": 1.0},
    "version '1'": {**GOOD, "version": "1"},
    "version 0": {**GOOD, "version": 0, "parent_hash": "0"},
    "version -1": {**GOOD, "version": -1, "parent_hash": "0"},
}  # fmt: skip


@pytest.mark.parametrize("tree", NO_PACKS.values(), ids=NO_PACKS)
def test_what_is_no_pack_is_none_whoever_signed_it(tree):
    assert halted(verdict_on(sealed(tree, ISSUER)), Reason.CONTENT, 6)


def test_members_that_are_not_known_are_signed_like_the_others():
    verdict = verdict_on(sealed({**GOOD, "comment": "mine"}, ISSUER))
    assert isinstance(verdict, Verified)
    assert b"comment" in verdict.content.payload


# --- a plain copy -------------------------------------------------------------------------------


def twin_of(number):
    bill = {"bill_of_lading": {"created_by": ISSUER, "bill_of_lading_v3": {"quantity": number}}}
    return pack(1, ISSUER, bill)


def compared(signed, plain):
    """A version, compared with a plain copy as it is read from a file."""
    twin = json_syntax.read(json.dumps(plain).encode())
    return verdict_on(sealed(twin_of(signed), ISSUER), twin=twin)


def test_a_plain_copy_may_stand_in_another_order_and_in_many_lines():
    turned = dict(reversed(twin_of(1).items()))
    assert isinstance(compared(1, json.loads(json.dumps(turned, indent=4))), Verified)


def test_one_is_one_point_nought_as_in_rfc_8785():
    assert isinstance(compared(1, twin_of(1.0)), Verified)


@pytest.mark.parametrize("other", (True, "1", [1], None, 2, -1, 1.0000001, {"1": 1}))
def test_a_plain_copy_that_differs_in_one_leaf_is_found(other):
    assert halted(compared(1, twin_of(other)), Reason.TWIN, 9)


@pytest.mark.parametrize("twin", ({}, [], "", 0, False, {**twin_of(1), "note": ""}))
def test_a_plain_copy_of_something_else_is_found(twin):
    assert halted(compared(1, twin), Reason.TWIN, 9)


def test_a_number_that_no_reader_keeps_is_like_nothing():
    huge = 10**30 + 1
    assert halted(compared(huge, twin_of(huge)), Reason.TWIN, 9)


# --- whatever comes -----------------------------------------------------------------------------

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 3) | st.text(max_size=6) | st.just(ISSUER),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)
EVENT = st.dictionaries(
    st.sampled_from(("bill_of_lading", "transfer", "return", "delete")),
    st.dictionaries(st.sampled_from(("created_by", "transfer_by", "transfer_to")), ANYTHING),
)


@settings(max_examples=drawn_of(37, 150))
@given(
    st.dictionaries(st.sampled_from(sorted(GOOD)), ANYTHING), st.lists(EVENT | ANYTHING, max_size=2)
)
def test_whatever_was_signed_gives_a_verdict(members, events):
    tree = {**GOOD, "events": [*events, created()], **members}
    assert isinstance(verdict_on(sealed(tree, ISSUER)), Verified | Rejected)


@settings(max_examples=drawn_of(37, 150))
@given(ANYTHING, ANYTHING, ANYTHING)
def test_whatever_is_given_gives_a_verdict(version, parent, twin):
    assert not isinstance(verdict_on(version, parents=[parent], twin=twin), Verified)
    verdict_on(drafted_once(), parents=[parent], twin=twin)


def test_the_root_is_asked_for_and_not_only_its_name():
    assert root().certificate.subject == certificate("Root").certificate.subject
    assert isinstance(verdict_on(drafted()), Verified)
