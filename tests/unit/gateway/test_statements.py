"""A statement is read before it is verified: each purpose has one reader, in one table."""

import json
from decimal import Decimal

import pytest

from fairlead import verify
from fairlead.gateway.vouch.checksums import checksum, in_other_form
from fairlead.gateway.vouch.statements.table import READERS, SUPPLEMENT
from fairlead.seal import Purpose, Reason, Rejected, Undetermined, Verified, verify_jws
from fairlead.seal.statement import DocumentDigest
from fairlead.seal.verdict import OF_STATEMENTS, Halt
from fairlead.seal.verify import type_of
from tests.unit.seal import packs
from tests.unit.seal.envelopes import TRUST, WAVE, chain, entry, envelope, issuance, manifest
from tests.unit.seal.makers import AT, compact, header_of, made, trusting
from tests.unit.seal.test_alone import HONEST, data_of
from tests.unit.seal.test_receipt import credential
from tests.unit.seal.verdicts import halted, heard

SAID = {
    **HONEST,
    Purpose.RECEIPT: credential(),
    Purpose.DIGEST: {"document_sha256": "0" * 64, "media_type": "application/json"},
}
"""What a statement says, by its purpose."""
OURS = [purpose for purpose, one in READERS.items() if one.ours and purpose != Purpose.DOCUMENT]
OTHERS = [purpose for purpose, one in READERS.items() if not one.ours]


def test_every_purpose_has_a_reader():
    assert READERS.keys() == OF_STATEMENTS == SAID.keys()


def test_every_reader_says_by_what_it_reads():
    assert all(one.clause for one in (*READERS.values(), SUPPLEMENT))


@pytest.mark.parametrize("purpose", READERS)
def test_a_reader_reads_its_own_statement_and_no_other(purpose):
    assert READERS[purpose].read(data_of(SAID[purpose])).unnamed == ()
    for other in READERS.keys() - {purpose}:
        with pytest.raises(Halt):
            READERS[purpose].read(data_of(SAID[other]))


# --- ours are closed ----------------------------------------------------------------------------


def within(said, path=()):
    """Every object of a tree, by the way to it."""
    if isinstance(said, dict):
        yield path
        for name, value in said.items():
            yield from within(value, (*path, name))
    if isinstance(said, list):
        for number, value in enumerate(said):
            yield from within(value, (*path, number))


OPEN = {"asked": "interchange", "ledger": "", "losses": "", "jwk": ""}
"""Objects whose names are no members: counts by fate, places by code, and the key of a JOSE
library, which takes what RFC 7517 section 4 lets it take."""


@pytest.mark.parametrize(
    ("purpose", "way"),
    [
        (purpose, way)
        for purpose in OURS
        for way in within(SAID[purpose])
        if not OPEN.keys() & {str(way[-1]) if way else ""} or way[-1] == "asked"
    ],
)
def test_a_member_that_we_do_not_define_rejects_a_statement_of_ours(purpose, way):
    tree = json.loads(json.dumps(SAID[purpose]))
    place = tree
    for step in way:
        place = place[step]
    place["note"] = "paid in full"
    with pytest.raises(Halt) as halt:
        READERS[purpose].read(data_of(tree))
    assert (halt.value.reason, halt.value.unknown) == (Reason.CONTENT, False)


@pytest.mark.parametrize(
    "data",
    (b'{"no_such_field":1}', b'{"shipper":{"no_such_field":1}}', b'{"shipper":7}', b"[]", b"7",
     b"{", b'{"shipper":{},"shipper":{}}'),
)  # fmt: skip
def test_a_supplement_is_closed(data):
    with pytest.raises(Halt, match="^the supplement is none$"):
        SUPPLEMENT.read(data)


def test_a_supplement_is_what_a_bill_says():
    assert SUPPLEMENT.read(b'{"terms_and_conditions":"as agreed"}').said.terms_and_conditions


# --- others' are open ---------------------------------------------------------------------------


def alone(purpose, said):
    token = compact(made(), data_of(said), header_of(made(), typ=type_of(purpose)))
    return verify(token, trusting(made()), at=AT, signatures_only=True)


@pytest.mark.parametrize("purpose", OTHERS)
def test_a_member_that_nobody_published_is_kept_and_named_and_changes_no_verdict(purpose):
    before = alone(purpose, SAID[purpose])
    found = alone(purpose, {**SAID[purpose], "note": {"paid": True}})
    assert isinstance(heard(found.signature), Verified)
    assert found.signature.results == before.signature.results
    assert found.signature.unnamed == ("/note",)
    assert b"paid" in found.signature.content
    assert found.as_json()["signature"]["says"].endswith(
        "no publication names these members, of which nothing is believed: /note"
    )


@pytest.mark.parametrize("name", ("paid 5000 USD", "\u202e", "x" * 41))
def test_a_name_that_might_be_a_value_is_not_shown(name):
    found = alone(Purpose.ISSUANCE, {**SAID[Purpose.ISSUANCE], name: 1})
    assert found.signature.unnamed == ("/*",)


def test_of_very_many_members_some_are_named():
    found = alone(
        Purpose.ISSUANCE, {**SAID[Purpose.ISSUANCE], **{f"n{'o' * n}": n for n in range(39)}}
    )
    assert found.as_json()["signature"]["says"].endswith(" and 19 more")


DEEP = {
    "in a transaction": (("transactions", 0), "/transactions/0/note"),
    "in an actor": (("transactions", 0, "actor"), "/transactions/0/actor/note"),
    "in a code": (
        ("transactions", 0, "actor", "identifyingCodes", 0),
        "/transactions/0/actor/identifyingCodes/0/note"),
}  # fmt: skip


@pytest.mark.parametrize(("way", "place"), DEEP.values(), ids=DEEP)
def test_it_is_named_wherever_it_stands(way, place):
    tree = json.loads(json.dumps(SAID[Purpose.TRANSFER]))
    inner = tree
    for step in way:
        inner = inner[step]
    inner["note"] = 1
    assert alone(Purpose.TRANSFER, tree).signature.unnamed == (place,)


def test_in_an_envelope_it_is_named_with_the_statement_that_holds_it():
    first = entry(note=1, issuanceManifestSignedContent=issuance(memo=2))
    last = entry(first, platform="WAVE", remark=3)
    tree = envelope([first, last], WAVE, envelopeManifestSignedContent=manifest(last, WAVE, odd=4))
    found = verify(json.dumps(tree).encode(), TRUST, at=AT)
    assert isinstance(heard(found.signature), Verified)
    assert found.signature.unnamed == (
        "entry 1: /note", "entry 2: /remark", "issuance manifest: /memo",
        "envelope manifest: /odd",
    )  # fmt: skip


def test_a_member_beside_an_event_of_a_pack_is_named_and_changes_no_verdict():
    plain, noted = (
        packs.pack(1, packs.ISSUER, {**packs.created(), **more}) for more in ({}, {"note": 7})
    )
    before, found = (
        verify(json.dumps(packs.sealed(tree, packs.ISSUER)).encode(), packs.TRUST, at=AT)
        for tree in (plain, noted)
    )
    assert found.signature.unnamed == ("/events/0/note",)
    assert (found.worst, found.control) == (before.worst, before.control)


def test_a_name_of_before_beside_the_current_one_is_named():
    """DCSA's conformance program sends both; the current one is read."""
    tree = json.loads(json.dumps(SAID[Purpose.TRANSFER]))
    tree["transactions"][0]["action"] = "TRNS"
    assert alone(Purpose.TRANSFER, tree).signature.unnamed == ("/transactions/0/action",)


OF_ANOTHER_TYPE = [
    (Purpose.ISSUANCE, {"eBLVisualisationByCarrierChecksum": None}),
    (Purpose.ISSUANCE, {"eBLVisualisationByCarrier": {}}),
    (Purpose.ENVELOPE, {"supportingDocuments": None}),
    (Purpose.ENVELOPE, {"supportingDocuments": [7]}),
    (Purpose.ENVELOPE, {"supportingDocuments": [{"size": "7"}]}),
    (Purpose.ENVELOPE, {"supportingDocuments": [{"size": True}]}),
    (Purpose.ENVELOPE, {"eBLVisualisationByCarrier": {"name": 7}}),
    (Purpose.TRANSFER, {"controlTrackingRegistry": None}),
    (Purpose.TRANSFER, {"transactions": {}}),
    (Purpose.RESPONSE, {"reason": 7}),
    (Purpose.RESPONSE, {"receivedAdditionalDocumentChecksums": "0"}),
    (Purpose.RESPONSE, {"responseCode": 200}),
    (Purpose.RESPONSE, {"responseCode": "FINE"}),
    (Purpose.PACK, {"events": [{"delete": {"delete_by": "x", "metadata": []}}]}),
    (Purpose.PACK, {"events": [{"delete": {"delete_by": "x", "delete_at": 7}}]}),
]


@pytest.mark.parametrize(("purpose", "members"), OF_ANOTHER_TYPE)
def test_a_published_name_of_another_type_rejects(purpose, members):
    verdict = heard(alone(purpose, {**SAID[purpose], **members}).signature)
    assert halted(verdict, Reason.CONTENT, 7)


def test_a_size_may_be_written_with_a_fraction():
    """The publication has a number, and not an integer."""
    sized = {"supportingDocuments": [{"size": 7.5}]}
    assert isinstance(
        alone(Purpose.ENVELOPE, {**SAID[Purpose.ENVELOPE], **sized}).signature, Verified
    )


# --- what nobody read ---------------------------------------------------------------------------


@pytest.mark.parametrize("purpose", sorted(OF_STATEMENTS))
def test_a_signature_over_what_nobody_read_is_undetermined(purpose):
    token = compact(made(), data_of(SAID[purpose]), header_of(made(), typ=type_of(purpose)))
    verdict = heard(verify_jws(token, trusting(made()), purpose, at=AT))
    assert halted(verdict, Reason.NOT_READ, 7, Undetermined)
    assert verdict.signed.purpose is purpose
    read = heard(verify_jws(token, trusting(made()), purpose, at=AT, read=READERS[purpose].read))
    assert isinstance(read, Verified)


# --- what a publication says twice --------------------------------------------------------------

WEIGHED = {"transportDocumentReference": "FLBL-7", "weight": Decimal("1231.1")}


def moved(form, **members):
    """An envelope of a document whose weight is no integer, each checksum in a form."""
    first = entry(
        transportDocumentChecksum=form,
        issuanceManifestSignedContent=issuance(documentChecksum=checksum(WEIGHED)),
        **members,
    )
    sealed = manifest(first, transportDocumentChecksum=form)
    tree = envelope([first], envelopeManifestSignedContent=sealed, transportDocument=None)
    data = json.dumps(tree).replace(
        "null", '{"transportDocumentReference":"FLBL-7","weight":1231.1}'
    )
    return heard(verify(data.encode(), TRUST, at=AT).signature)


def test_the_checksum_in_the_form_that_programs_use_is_verified():
    assert isinstance(moved(checksum(WEIGHED)), Verified)


def test_the_checksum_in_the_form_that_the_text_names_is_open():
    """PINT 3.0.0 names gibson042's form for it, and RFC 8785 for its type."""
    assert in_other_form(WEIGHED) != checksum(WEIGHED)
    assert halted(moved(in_other_form(WEIGHED)), Reason.OPEN, 11, Undetermined)


def test_a_checksum_in_neither_form_is_rejected():
    assert isinstance(moved("0" * 64), Rejected)


def test_an_open_form_hides_no_broken_link():
    verdict = moved(
        in_other_form(WEIGHED),
        previousEnvelopeTransferChainEntrySignedContentChecksum="0" * 64,
    )
    assert halted(verdict, Reason.CHAIN, 9)


FORMS = {
    "an object": ({"b": 1, "a": None}, '{"a":null,"b":1}'),
    "numbers": (
        [Decimal("0.10"), Decimal("-12.50"), Decimal("1.0"), -7, Decimal("1e3"), Decimal("-0.0")],
        "[1.0E-1,-1.25E1,1,-7,1000,0]"),
    "truths": ([True, False, None], "[true,false,null]"),
    "a text": ('\x1b\t"\\é', '"\\u001B\\t\\"\\\\é"'),
}  # fmt: skip


@pytest.mark.parametrize(("tree", "text"), FORMS.values(), ids=FORMS)
def test_the_other_form_is_that_of_its_publication(tree, text):
    """gibson042/canonicaljson-spec 1.0.2, rules 3 to 6."""
    from hashlib import sha256

    assert in_other_form(tree) == sha256(text.encode()).hexdigest()


# --- the digest of a document -------------------------------------------------------------------

DOCUMENT = b"UNB+UNOC:3+QUAY+WAVE"


def digest(data=DOCUMENT, maker=None):
    from hashlib import sha256

    stated = DocumentDigest(sha256(data).hexdigest(), "application/EDIFACT")
    return (maker or made()).signer.seal(stated)


def on_digest(token, content=None, trust=None):
    return heard(verify(token, trust or trusting(made()), at=AT, content=content).signature)


def test_the_digest_of_a_document_is_compared_with_the_document():
    assert isinstance(on_digest(digest(), DOCUMENT), Verified)
    assert halted(on_digest(digest(), DOCUMENT + b"'"), Reason.DIGEST, 8)


def test_the_digest_of_a_document_that_is_not_given_is_not_compared():
    assert halted(on_digest(digest()), Reason.NOT_COMPARED, 8, Undetermined)


def test_a_digest_that_does_not_fit_is_rejected_whomever_one_trusts():
    stranger = digest(maker=made("ES256", "stranger"))
    assert halted(on_digest(stranger, DOCUMENT), Reason.UNKNOWN_KEY, 3, Undetermined)
    assert halted(on_digest(stranger, b"another"), Reason.DIGEST, 8)


def test_what_is_signed_of_a_document_is_ours_whatever_the_document_holds():
    held = chain("QUAY")[0].encode()
    assert json.loads(digest(held) and DocumentDigest("0" * 64, "a/b").payload()).keys() == {
        "document_sha256", "media_type",
    }  # fmt: skip
