"""Receipts: what is one, who signed it, and that it is not from the future."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.gateway.vouch.receipt_alone import issuer_of, verify_receipt
from fairlead.gateway.vouch.statements.terms import CONTEXTS, KIND, READ
from fairlead.seal import Purpose, Reason, Rejected, Undetermined, Verified
from tests.conftest import drawn_of
from tests.unit.seal.makers import AT, DAY, compact, header_of, made, trusting
from tests.unit.seal.verdicts import halted, heard

TRUST = trusting(made())


DIGEST = "0" * 64
FILE = {"sha256": DIGEST, "media_type": "application/json", "format": "dcsa.transport-document.3"}
SUBJECT = {
    "source": FILE,
    "bill": {"sha256": DIGEST},
    "output": FILE,
    "asked": {"to": "un-json"},
    "ledger": {"mapped": 7},
    "losses": {"LOSS-001": ["/note"]},
    "signatures": [],
    "made_with": {"mappings": [], "schemas": [], "rulebook": {"sha256": DIGEST}},
    "fairlead": "0.1.0",
}


def credential(**members):
    said = {
        "@context": list(CONTEXTS),
        "type": ["VerifiableCredential", KIND],
        "issuer": issuer_of(made().key.thumbprint),
        "validFrom": "2026-06-01T12:00:00Z",
        "credentialSubject": SUBJECT,
        **members,
    }
    return {name: value for name, value in said.items() if value is not ...}


def verdict_on(said, at=AT, **members):
    payload = said if isinstance(said, bytes) else json.dumps(said).encode()
    token = compact(made(), payload, header_of(made(), **{"typ": "vc+jwt", **members}))
    return heard(verify_receipt(token, TRUST, at=at))


def test_a_receipt_is_verified_and_handed_out():
    verdict = verdict_on(credential())
    assert isinstance(verdict, Verified)
    assert verdict.content == credential()
    assert verdict.by.purpose is Purpose.RECEIPT


def test_a_receipt_of_before_its_terms_stood_in_it_is_one():
    earlier = credential(**{"@context": list(READ[1])})
    assert isinstance(verdict_on(earlier), Verified)


NO_RECEIPTS = {
    "no object": [credential()],
    "null": None,
    "no JSON": b"receipt",
    "two members of one name": json.dumps(credential()).encode().replace(b"{", b'{"type": 1,', 1),
    "another member": credential(proof={}),
    "an expiry that nobody looks at": credential(validUntil="2027-01-01T00:00:00Z"),
    "no context": credential(**{"@context": ...}),
    "another context": credential(**{"@context": [*CONTEXTS, "https://quay.example"]}),
    "the contexts turned round": credential(**{"@context": list(reversed(CONTEXTS))}),
    "no type": credential(type=...),
    "another type": credential(type=["VerifiableCredential", "BillOfLading"]),
    "more types": credential(type=["VerifiableCredential", KIND, "BillOfLading"]),
    "a type in a text": credential(type=KIND),
    "no issuer": credential(issuer=...),
    "no subject": credential(credentialSubject=...),
    "several subjects": credential(credentialSubject=[{}]),
    "an issuer that is null": credential(issuer=None),
    "another member of the subject": credential(credentialSubject={**SUBJECT, "note": "paid"}),
    "another member of a part": credential(
        credentialSubject={**SUBJECT, "bill": {"sha256": DIGEST, "note": "paid"}}
    ),
    "a part that is a text": credential(credentialSubject={**SUBJECT, "bill": "paid"}),
    "a part less": credential(credentialSubject={"fairlead": "0.1.0"}),
    "a digest that is none": credential(credentialSubject={**SUBJECT, "bill": {"sha256": "A"}}),
    "a count below none": credential(credentialSubject={**SUBJECT, "ledger": {"lost": -1}}),
    "a verdict that there is not": credential(
        credentialSubject={**SUBJECT, "signatures": [{"verdict": "perhaps", "what": "x"}]}
    ),
    "a wish that nobody knows": credential(
        credentialSubject={**SUBJECT, "asked": {"to": "un-json", "translate": True}}
    ),
    "no time": credential(validFrom=...),
    "a time without offset": credential(validFrom="2026-06-01T12:00:00"),
    "a time before the first year": credential(validFrom="0001-01-01T00:00:00+23:59"),
    "a time that is a number": credential(validFrom=1780315200),
}


@pytest.mark.parametrize("said", NO_RECEIPTS.values(), ids=NO_RECEIPTS)
def test_what_is_no_receipt_is_none_whoever_signed_it(said):
    assert halted(verdict_on(said), Reason.CONTENT, 7)


@pytest.mark.parametrize(
    "issuer",
    ("", "QUAY", issuer_of(made("EdDSA", "other").key.thumbprint)),
    ids=("empty", "a name", "another key"),
)
def test_a_receipt_names_the_key_that_signed_it(issuer):
    assert halted(verdict_on(credential(issuer=issuer)), Reason.SIGNER, 7)


def test_a_receipt_from_the_future_is_none_yet():
    assert halted(verdict_on(credential(), at=AT - DAY / 2), Reason.CONTENT, 7)


def test_a_receipt_of_just_now_is_one():
    assert isinstance(verdict_on(credential(), at=AT), Verified)


@pytest.mark.parametrize("typ", ("VC+JWT", "application/vc+jwt", "Application/Vc+Jwt"))
def test_a_type_is_compared_without_case_and_with_or_without_application(typ):
    """RFC 7515 section 4.1.9."""
    assert isinstance(verdict_on(credential(), typ=typ), Verified)


@pytest.mark.parametrize("cty", ("text/html", "image/vc", "json"))
def test_a_receipt_whose_header_says_another_content_is_none(cty):
    assert halted(verdict_on(credential(), cty=cty), Reason.PURPOSE, 4)


@pytest.mark.parametrize("cty", ("vc", "VC", "application/vc"))
def test_a_content_type_is_compared_as_a_type_is(cty):
    assert isinstance(verdict_on(credential(), cty=cty), Verified)


@pytest.mark.parametrize(
    "typ", (None, "JWT", "image/vc+jwt", "x/application/vc+jwt", "document+jws")
)
def test_a_receipt_says_that_it_is_one(typ):
    assert halted(verdict_on(credential(), typ=typ), Reason.PURPOSE, 4)


def test_a_receipt_of_a_stranger_is_of_an_unknown_key():
    stranger = made("ES256", "stranger")
    said = credential(issuer=issuer_of(stranger.key.thumbprint))
    token = compact(stranger, json.dumps(said).encode(), header_of(stranger, typ="vc+jwt"))
    assert halted(verify_receipt(token, TRUST, at=AT), Reason.UNKNOWN_KEY, 3, Undetermined)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 3) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)


@settings(max_examples=drawn_of(50, 200))
@given(ANYTHING | st.dictionaries(st.sampled_from(sorted(credential())), ANYTHING))
def test_whatever_was_signed_as_a_receipt_gives_a_verdict(said):
    said = {**credential(), **said} if isinstance(said, dict) else said
    assert isinstance(verdict_on(said), Verified | Rejected)
