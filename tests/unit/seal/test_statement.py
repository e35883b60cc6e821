"""Statements: the only things that are signed, each for one purpose, none of them bytes."""

import json

import pytest

from fairlead.gateway.vouch.dcsa import verify_chain, verify_envelope
from fairlead.gateway.vouch.issuance import verify_issuance
from fairlead.gateway.vouch.openebl import verify_pack
from fairlead.seal import Verified, verify_jws
from fairlead.seal.statement import (
    Document,
    EnvelopeManifest,
    IssuanceManifest,
    Pack,
    Receipt,
    TransferChainEntry,
)
from fairlead.seal.verdict import OF_STATEMENTS
from fairlead.seal.verify import type_of
from tests.unit.seal import envelopes, packs
from tests.unit.seal.authorities import between
from tests.unit.seal.makers import AT, MAKE, made, trusting
from tests.unit.seal.verdicts import refusing

ZEROS, ONES = "0" * 64, "1" * 64
TRANSACTIONS = (envelopes.transaction("ISSUE"),)
STATEMENTS = (
    IssuanceManifest(ZEROS, ONES, ZEROS),
    EnvelopeManifest(ZEROS, ONES),
    TransferChainEntry("QUAY", ZEROS, TRANSACTIONS),
    Document(b"{}", "application/json"),
    Receipt({"type": ["VerifiableCredential", "FairleadConversionReceipt"]}),
    Pack(packs.pack(1, packs.ISSUER, packs.created(weight=7))),
)


@pytest.mark.parametrize("algorithm", MAKE)
@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda one: type(one).__name__)
def test_a_statement_that_we_sign_is_verified_for_its_purpose(statement, algorithm):
    maker = made(algorithm)
    verdict = verify_jws(
        maker.signer.seal(statement), trusting(maker), statement.purpose, at=AT, read=bytes
    )
    assert isinstance(verdict, Verified)
    assert verdict.content == statement.payload()


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda one: type(one).__name__)
def test_a_statement_that_we_sign_says_what_it_is_for(statement):
    from fairlead.seal.jws import base64url

    header = json.loads(base64url(made().signer.seal(statement).split(b".")[0]))
    assert header["typ"] == type_of(statement.purpose)


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda one: type(one).__name__)
def test_a_detached_signature_holds_with_its_statement_beside_it(statement):
    token, trust = made().signer.seal_detached(statement), trusting(made())
    verdict = verify_jws(
        token, trust, statement.purpose, at=AT, read=bytes, content=statement.payload()
    )
    assert isinstance(verdict, Verified)


def test_an_envelope_that_we_make_is_verified():
    document, issue_to = envelopes.DOCUMENT, envelopes.ISSUE_TO
    stated = envelopes.checksum(document)
    issued = envelopes.CARRIER.signer.seal(
        IssuanceManifest(stated, envelopes.checksum(issue_to))
    ).decode()
    request = envelopes.request(issued)
    assert isinstance(verify_issuance(request, envelopes.TRUST, at=AT), Verified)
    first = envelopes.QUAY.signer.seal(
        TransferChainEntry("QUAY", stated, TRANSACTIONS, None, issued, "https://ctr.example/v1")
    ).decode()
    later = envelopes.WAVE.signer.seal(
        TransferChainEntry("WAVE", stated, TRANSACTIONS, envelopes.sha256(first))
    ).decode()
    assert isinstance(verify_chain([first, later], envelopes.TRUST, at=AT), Verified)
    listed = {"name": "bill.pdf"}
    manifest = EnvelopeManifest(stated, envelopes.sha256(later), listed, (listed,))
    token = envelopes.WAVE.signer.seal(manifest).decode()
    tree = envelopes.envelope([first, later], envelopeManifestSignedContent=token)
    verdict = verify_envelope(tree, envelopes.TRUST, at=AT)
    assert isinstance(verdict, Verified)
    assert verdict.content.manifest == manifest


def test_a_pack_that_we_make_is_verified():
    from fairlead.seal import Signer

    holder = packs.holder(packs.ISSUER)
    chain = (holder.certificate, between().certificate)
    signer = Signer(holder.maker.kid, holder.maker.key, holder.maker.sign, chain)
    flat = json.loads(signer.seal_pack(STATEMENTS[-1]))
    verdict = verify_pack(flat, packs.TRUST, at=AT)
    assert isinstance(verdict, Verified)
    assert verdict.content.payload == STATEMENTS[-1].payload()


@pytest.mark.parametrize("checksum", ("", "0" * 63, "A" * 64, "g" * 64, "0" * 64 + "\n"))
def test_a_checksum_is_64_small_hexadecimal_digits(checksum):
    for make in (
        lambda: IssuanceManifest(checksum, ONES),
        lambda: IssuanceManifest(ZEROS, checksum),
        lambda: IssuanceManifest(ZEROS, ONES, checksum),
        lambda: EnvelopeManifest(checksum, ONES),
        lambda: EnvelopeManifest(ZEROS, checksum),
        lambda: TransferChainEntry("QUAY", checksum, TRANSACTIONS),
        lambda: TransferChainEntry("QUAY", ZEROS, TRANSACTIONS, checksum),
    ):
        with refusing(match="SHA-256"):
            make()


def test_an_entry_has_a_transaction():
    with refusing(match="at least one transaction"):
        TransferChainEntry("QUAY", ZEROS, ())


@pytest.mark.parametrize("more", (("a.b.c", None), (None, "https://ctr.example/v1")))
def test_what_belongs_in_the_first_entry_is_in_no_later_one(more):
    with refusing(match="first entry only"):
        TransferChainEntry("QUAY", ZEROS, TRANSACTIONS, ONES, *more)


@pytest.mark.parametrize("lacking", ("id", "version", "events", "current_owner"))
def test_a_pack_says_what_a_pack_says(lacking):
    tree = {name: one for name, one in packs.pack(1, "x", {}).items() if name != lacking}
    with refusing(match="a pack holds"):
        Pack(tree)


@pytest.mark.parametrize("types", (None, "FairleadConversionReceipt", [], ["BillOfLading"]))
def test_a_receipt_is_a_receipt(types):
    with refusing(match="^a receipt is a FairleadConversionReceipt$"):
        Receipt({"type": types})


@pytest.mark.parametrize("purpose", sorted(OF_STATEMENTS))
def test_every_purpose_has_a_type_of_its_own(purpose):
    assert [other for other in OF_STATEMENTS if type_of(other) == type_of(purpose)] == [purpose]
