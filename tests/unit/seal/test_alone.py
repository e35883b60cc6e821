"""A statement that came alone is what its purpose says, or it is rejected whoever signed it."""

import json

import pytest

from fairlead.gateway.vouch.verify import verify
from fairlead.seal import Reason, Verified
from fairlead.seal.marks import MARKS
from fairlead.seal.verdict import Purpose
from fairlead.seal.verify import type_of
from tests.unit.seal import packs
from tests.unit.seal.envelopes import chain, entry, issuance, manifest
from tests.unit.seal.makers import AT, compact, header_of, made, trusting
from tests.unit.seal.test_trust import listed
from tests.unit.seal.verdicts import halted, heard

SUM = "0" * 64


def payload_of(token):
    from fairlead.seal.jws import base64url

    return json.loads(base64url(token.encode().split(b".")[1]))


HONEST = {
    Purpose.ISSUANCE: payload_of(issuance()),
    Purpose.ENVELOPE: payload_of(manifest(chain("QUAY")[-1])),
    Purpose.TRANSFER: payload_of(entry()),
    Purpose.RESPONSE: {
        "lastEnvelopeTransferChainEntrySignedContentChecksum": SUM, "responseCode": "RECE"},
    Purpose.PACK: packs.pack(1, packs.ISSUER, packs.created()),
    Purpose.DOCUMENT: {"transportDocumentReference": "FLBL-7"},
    Purpose.TRUST_LIST: listed(),
}  # fmt: skip
"""What a statement says, by its purpose; a receipt has tests of its own."""


def on(purpose, payload, **how):
    token = compact(made(), payload, header_of(made(), typ=type_of(purpose)))
    return heard(verify(token, trusting(made()), at=AT, signatures_only=True, **how).signature)


def data_of(said):
    return said if isinstance(said, bytes) else json.dumps(said).encode()


@pytest.mark.parametrize("purpose", HONEST)
def test_what_a_purpose_says_is_verified(purpose):
    verdict = on(purpose, data_of(HONEST[purpose]))
    assert isinstance(verdict, Verified)
    assert verdict.content == data_of(HONEST[purpose])


NOTHING = (b"hello", b"null", b"7", b"[]", b"{", b"\xff", b'{"a":1,"a":2}', b'"text"')


@pytest.mark.parametrize("purpose", sorted({*HONEST, Purpose.RECEIPT} - {Purpose.DOCUMENT}))
@pytest.mark.parametrize("payload", (*NOTHING, b"{}", b"<a/>"))
def test_what_is_no_statement_is_rejected_for_every_purpose(purpose, payload):
    assert halted(on(purpose, payload), Reason.CONTENT, 7)


@pytest.mark.parametrize("payload", (b"hello", b"{", b"\xff", b'{"a":1,"a":2}', b"<a", b"<!-"))
def test_what_is_no_document_is_rejected(payload):
    assert halted(on(Purpose.DOCUMENT, payload), Reason.CONTENT, 7)


@pytest.mark.parametrize("payload", (b"UNB+UNOC:3'", b"<a/>", b"[]", b"e30.e30.AA", b" {}"))
def test_a_document_is_one_in_any_syntax(payload):
    assert isinstance(on(Purpose.DOCUMENT, payload), Verified)


NEEDED = [
    (purpose, name)
    for purpose in HONEST.keys() - {Purpose.DOCUMENT}
    for name in HONEST[purpose]
    if name not in {"issuanceManifestSignedContent", "controlTrackingRegistry"}
]


@pytest.mark.parametrize(("purpose", "name"), sorted(NEEDED))
def test_a_statement_that_lacks_a_member_is_none(purpose, name):
    said = {one: value for one, value in HONEST[purpose].items() if one != name}
    assert halted(on(purpose, data_of(said)), Reason.CONTENT, 7)


@pytest.mark.parametrize("purpose", sorted(HONEST))
@pytest.mark.parametrize("other", sorted(HONEST))
def test_a_statement_of_one_purpose_is_none_of_another(purpose, other):
    if purpose != other:
        assert halted(on(purpose, data_of(HONEST[other])), Reason.CONTENT, 7)


@pytest.mark.parametrize("purpose", sorted(HONEST))
@pytest.mark.parametrize("name", MARKS)
def test_a_statement_that_is_one_of_another_kind_too_is_rejected(purpose, name):
    if purpose not in MARKS[name]:
        said = {**HONEST[purpose], name: "x"}
        assert halted(on(purpose, data_of(said)), Reason.CONTENT, 7)


def test_a_list_that_is_not_valid_at_the_time_is_not_verified_alone():
    said = {**listed(), "expires": "2026-01-01T00:00:00Z", "issued": "2025-01-01T00:00:00Z"}
    assert halted(on(Purpose.TRUST_LIST, data_of(said)), Reason.LIST_EXPIRED, 7)


def test_a_detached_signature_over_what_is_no_statement_is_rejected():
    token = compact(made(), b"hello", header_of(made(), typ=type_of(Purpose.ISSUANCE)))
    head, _, signature = token.split(b".")
    data = b"%b..%b" % (head, signature)
    verdict = heard(verify(data, trusting(made()), at=AT, content=b"hello").signature)
    assert halted(verdict, Reason.CONTENT, 7)


def test_a_statement_within_a_chain_is_judged_as_one_alone():
    from fairlead.gateway.vouch.dcsa import verify_chain
    from tests.unit.seal.envelopes import TRUST

    odd = entry(responseCode="RECE")
    assert halted(heard(verify_chain([odd], TRUST, at=AT)), Reason.CONTENT, 7)
    odd = entry(issuanceManifestSignedContent=issuance(transportDocumentReference="FLBL-7"))
    assert halted(heard(verify_chain([odd], TRUST, at=AT)), Reason.CONTENT, 7)
