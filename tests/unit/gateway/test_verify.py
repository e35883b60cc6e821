"""Whatever it is, it is found out what is signed about it; nothing passes for something else."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead import convert
from fairlead.errors import UsageError
from fairlead.gateway.vouch.anchors import Anchors, Seen, public_key
from fairlead.gateway.vouch.sealing import seal_conversion
from fairlead.gateway.vouch.verify import is_receipt, unsealed, verify
from fairlead.seal import (
    Purpose,
    Reason,
    Rejected,
    Undetermined,
    Verified,
)
from fairlead.seal.jws import base64url
from fairlead.seal.statement import Document, TrustListDocument
from fairlead.seal.verdict import OF_STATEMENTS
from fairlead.seal.verify import type_of
from fairlead.syntax import json as json_syntax
from tests.conftest import drawn_of
from tests.unit.formats.test_ofd import archive
from tests.unit.gateway.receipts import BILL, TRUST, converted, receipted, requested
from tests.unit.seal import packs
from tests.unit.seal.authorities import leaf, root
from tests.unit.seal.envelopes import TRUST as PLATFORMS
from tests.unit.seal.envelopes import WAVE, chain, envelope, issuance, manifest, request
from tests.unit.seal.makers import AT, DAY, compact, header_of, made, trusting
from tests.unit.seal.test_trust import listed
from tests.unit.seal.verdicts import halted, heard


def on(data, trust=TRUST, **more):
    return heard(verify(data, trust, at=AT, **more).signature)


def signatures(data, trust=TRUST, **more):
    return on(data, trust, signatures_only=True, **more)


def in_json(tree):
    return json_syntax.write(tree)


SEALED = made().signer.seal(Document(b'{"a":1}', "application/json"))
DETACHED = made().signer.seal_detached(Document(b"UNB+UNOC:3'", "application/EDIFACT"))
ENTRIES = chain("QUAY", "WAVE")

KNOWN = {
    "a receipt": (receipted(), TRUST, "conversion receipt"),
    "a receipt and a newline": (receipted() + b"\n", TRUST, "conversion receipt"),
    "a sealed document": (SEALED, TRUST, "document"),
    "an issuance request": (requested(), TRUST, "DCSA issuance manifest"),
    "an envelope": (in_json(envelope(ENTRIES, WAVE)), PLATFORMS, "DCSA envelope"),
    "a pack": (
        in_json(packs.sealed(packs.pack(1, packs.ISSUER, packs.created(weight=7)), packs.ISSUER)),
        packs.TRUST, "Open eBL pack"),
    "an issuance manifest alone": (issuance().encode(), PLATFORMS, "issuance-manifest"),
    "an entry of a chain alone": (ENTRIES[1].encode(), PLATFORMS, "transfer-chain-entry"),
    "an envelope manifest alone": (
        manifest(ENTRIES[1], WAVE).encode(), PLATFORMS, "envelope-manifest"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "trust", "what"), KNOWN.values(), ids=KNOWN)
def test_what_is_signed_is_found_out_and_its_signatures_verified(data, trust, what):
    verdict = signatures(data, trust)
    assert isinstance(verdict, Verified)
    assert verdict.what == what


BEYOND = {
    "a receipt": (Reason.NOT_COMPARED, 8),
    "a receipt and a newline": (Reason.NOT_COMPARED, 8),
}


@pytest.mark.parametrize("name", BEYOND)
def test_what_is_more_than_its_signatures_is_left_open(name):
    data, trust, _ = KNOWN[name]
    verdict, signed = on(data, trust), signatures(data, trust)
    assert halted(verdict, *BEYOND[name], Undetermined)
    assert not hasattr(verdict, "content")
    assert (verdict.signed, verdict.reason) == (signed.by, signed.beyond)


@pytest.mark.parametrize("name", sorted(KNOWN.keys() - BEYOND.keys()))
def test_what_is_no_more_than_its_signatures_is_verified(name):
    data, trust, _ = KNOWN[name]
    verdict = on(data, trust)
    assert isinstance(verdict, Verified)
    assert verdict.beyond is None


@pytest.mark.parametrize("name", ("an issuance manifest alone", "an entry of a chain alone"))
def test_what_a_statement_alone_speaks_of_is_not_said_to_hold(name):
    verdict = on(*KNOWN[name][:2])
    assert [one.value for one in verdict.results] == ["holds"] * 7 + ["not checked"] * 2


@pytest.mark.parametrize(("data", "trust", "what"), KNOWN.values(), ids=KNOWN)
def test_where_nobody_is_trusted_that_is_the_reason(data, trust, what):
    verdict = on(data, None)
    assert isinstance(verdict, Undetermined)
    assert (verdict.reason, verdict.step) == (Reason.NO_TRUST, 3)


@pytest.mark.parametrize(("data", "trust", "what"), KNOWN.values(), ids=KNOWN)
def test_where_others_are_trusted_the_key_is_unknown(data, trust, what):
    verdict = on(data, trusting(made("ES256", "stranger")))
    assert isinstance(verdict, Undetermined)
    assert verdict.reason is Reason.UNKNOWN_KEY


UNSIGNED = {
    "a bill": BILL,
    "an interchange": b"UNB+UNOC:3+A+B+261120:0900+1'UNZ+0+1'",
    "a list": b"[]",
    "an empty object": b"{}",
    "a general JWS": b'{"payload":"e30","signatures":[]}',
    "three words": b"not.a.token",
}
FOR_NOTHING = {
    "for nothing that is known": compact(made(), b"hello"),
    "of a type that is not known": compact(made(), b"{}", header_of(made(), typ="JWT")),
}


def test_the_seals_of_an_ofd_file_are_not_read_here():
    assert halted(on(archive("OFD.xml")), Reason.UNSUPPORTED, 1, Undetermined)


@pytest.mark.parametrize("data", UNSIGNED.values(), ids=UNSIGNED)
def test_what_is_not_signed_is_no_verdict_about_anyone(data):
    assert halted(on(data), Reason.NOT_SIGNED, 1, Undetermined)


@pytest.mark.parametrize("data", FOR_NOTHING.values(), ids=FOR_NOTHING)
def test_what_is_signed_for_nothing_that_is_known_is_left_open(data):
    assert halted(on(data), Reason.PURPOSE, 1, Undetermined)


def test_what_is_not_signed_is_not_for_want_of_trust():
    assert halted(on(BILL, None), Reason.NOT_SIGNED, 1, Undetermined)


@pytest.mark.parametrize("data", (b"", b"{", b"a.b", b"\xff\xfe", b'{"a":1,"a":2}', b"..", b"NaN"))
def test_what_cannot_be_read_is_malformed(data):
    assert halted(on(data), Reason.MALFORMED, 1)


def test_what_is_larger_than_allowed_is_rejected():
    assert halted(on(BILL, limits=json_syntax.Limits(size=100)), Reason.TOO_LARGE, 1)


# --- what stands beside -------------------------------------------------------------------------


def test_a_detached_signature_is_verified_with_what_it_stands_beside():
    assert isinstance(on(DETACHED, content=b"UNB+UNOC:3'"), Verified)
    assert halted(on(DETACHED, content=b"UNB+UNOC:4'"), Reason.SIGNATURE, 6)


def test_a_detached_signature_alone_is_not_compared():
    assert halted(on(DETACHED), Reason.NOT_COMPARED, 1, Undetermined)


def test_a_signature_that_holds_its_document_takes_no_other():
    assert halted(on(SEALED, content=b'{"a":1}'), Reason.MALFORMED, 1)


PACK = packs.pack(1, packs.ISSUER, packs.created(weight=7))


def on_pack(**beside):
    data = in_json(packs.sealed(PACK, packs.ISSUER))
    return on(data, packs.TRUST, **beside)


PLAIN = json.dumps(PACK, indent=2).encode()


def test_a_pack_is_compared_with_its_plain_copy():
    assert isinstance(on_pack(twin=PLAIN, signatures_only=True), Verified)
    assert halted(on_pack(twin=PLAIN.replace(b"FLBL-7", b"FLBL-8")), Reason.TWIN, 9)


@pytest.mark.parametrize("twin", (b"null", b"{}", b"[]", b"false", b'"null"', b"0"))
def test_a_plain_copy_that_says_nothing_is_none(twin):
    assert halted(on_pack(twin=twin), Reason.TWIN, 9)


@pytest.mark.parametrize("parent", (b"null", b"{}", b"[]", b"false", b"0"))
def test_a_parent_that_says_nothing_is_none(parent):
    assert halted(on_pack(parents=[parent]), Reason.MALFORMED, 8)


def test_a_plain_copy_that_cannot_be_read_is_malformed():
    assert halted(on_pack(twin=b"{"), Reason.MALFORMED, 1)


USELESS = {
    "a plain copy of a receipt": (receipted(), TRUST, "twin"),
    "a parent of a receipt": (receipted(), TRUST, "parents"),
    "a content of a receipt": (receipted(), TRUST, "content"),
    "a content of a pack": (*KNOWN["a pack"][:2], "content"),
    "a plain copy of an envelope": (*KNOWN["an envelope"][:2], "twin"),
    "a content of a request": (requested(), TRUST, "content"),
    "a plain copy of a sealed document": (SEALED, TRUST, "twin"),
}


@pytest.mark.parametrize(("data", "trust", "name"), USELESS.values(), ids=USELESS)
def test_what_is_given_and_not_compared_leaves_it_open(data, trust, name):
    """Whoever gives a plain copy believes it compared when the verdict is that it is so."""
    verdict = on(data, trust, **{name: [b"{}"] if name == "parents" else b"{}"})
    assert isinstance(verdict, Undetermined)
    assert verdict.reason is Reason.NOT_COMPARED


# --- two documents in one -----------------------------------------------------------------------

FORGED = {"transportDocumentReference": "FORGED-1"}
WRAPPED = {
    "a request with another document": request(transportDocument=FORGED),
    "a request in a document": request(**FORGED),
    "an envelope with another document": envelope(ENTRIES, WAVE, document=FORGED),
    "an envelope in a document": envelope(ENTRIES, WAVE, **FORGED),
    "a request and an envelope": {**request(), **envelope(ENTRIES, WAVE)},
    "an envelope that is a request too": envelope(
        ENTRIES, WAVE, issuanceManifestSignedContent=issuance(), document=FORGED),
}  # fmt: skip


@pytest.mark.parametrize("tree", WRAPPED.values(), ids=WRAPPED)
def test_what_holds_two_documents_is_not_verified_for_either(tree):
    assert halted(on(in_json(tree), PLATFORMS), Reason.MALFORMED, 1)


@pytest.mark.parametrize("extra", ({"document": FORGED}, {"transportDocument": FORGED}, FORGED))
def test_a_pack_with_a_document_beside_it_is_none(extra):
    tree = {**packs.sealed(PACK, packs.ISSUER), **extra}
    assert halted(on(in_json(tree), packs.TRUST), Reason.MALFORMED, 1)


# --- XML ----------------------------------------------------------------------------------------


def test_a_sealed_document_of_xml_is_verified_and_a_plain_one_is_not_signed():
    conversion = convert(BILL, "un-xml")
    sealed = seal_conversion(conversion, made().signer, at=AT).document()
    assert isinstance(on(sealed), Verified)
    assert halted(on(conversion.output), Reason.NOT_SIGNED, 2, Undetermined)


# --- what something calls itself ----------------------------------------------------------------


@pytest.mark.parametrize("purpose", sorted(OF_STATEMENTS))
def test_a_type_decides_what_it_is_verified_for(purpose):
    token = compact(made(), b"{}", header_of(made(), typ=type_of(purpose)))
    trust = trusting(made().trusted(purposes=set(Purpose) - {purpose}))
    assert halted(on(token, trust), Reason.PURPOSE, 4)


@pytest.mark.parametrize("typ", ("VC+JWT", "application/vc+jwt", "APPLICATION/VC+JWT"))
def test_a_type_decides_however_it_is_spelt(typ):
    """RFC 7515 section 4.1.9: without case, and `application/` may be left out."""
    token = compact(made(), b'{"transactions":[]}', header_of(made(), typ=typ))
    assert halted(on(token), Reason.CONTENT, 7)
    assert on(token).what == "conversion receipt"


@pytest.mark.parametrize("typ", ("image/vc+jwt", "x/application/vc+jwt", "vc+jwt; v=1"))
def test_another_type_that_looks_like_one_of_ours_is_none(typ):
    token = compact(made(), b'{"transactions":[]}', header_of(made(), typ=typ))
    assert halted(on(token), Reason.PURPOSE, 1, Undetermined)


LOGIN = {"iss": "https://quay.example", "sub": "clerk", "exp": 1796083200}
ENTRY = json.loads(base64url(ENTRIES[1].encode().split(b".")[1]))
TOKENS = {
    "of a login, with a member": ({**LOGIN, "transactions": []}, None),
    "of a login, with all members": ({**LOGIN, **ENTRY}, "JWT"),
    "of access": (ENTRY, "at+jwt"),
    "of an event": (ENTRY, "secevent+jwt"),
    "with one member of a statement": ({"transactions": ENTRY["transactions"]}, None),
    "with one member of a manifest": ({"issueToChecksum": "0" * 64}, None),
}


@pytest.mark.parametrize(("said", "typ"), TOKENS.values(), ids=TOKENS)
def test_a_token_of_a_login_is_no_entry_of_a_chain(said, typ):
    token = compact(WAVE, json.dumps(said).encode(), header_of(WAVE, typ=typ))
    assert halted(on(token, PLATFORMS), Reason.PURPOSE, 1, Undetermined)


@pytest.mark.parametrize("typ", (None, "JWT", "JOSE", "transfer-chain-entry+jws"))
def test_an_entry_is_known_by_all_of_its_members_where_its_header_is_silent(typ):
    token = compact(WAVE, json.dumps(ENTRY).encode(), header_of(WAVE, typ=typ))
    assert on(token, PLATFORMS).what == "transfer-chain-entry"
    assert isinstance(on(token, PLATFORMS), Verified)


@pytest.mark.parametrize("typ", ("JWT", "at+jwt"))
def test_a_token_that_stands_in_a_chain_is_no_entry_of_it(typ):
    said = {**LOGIN, **ENTRY}
    token = compact(WAVE, json.dumps(said).encode(), header_of(WAVE, typ=typ)).decode()
    verdict = on(in_json(envelope([ENTRIES[0], token], WAVE)), PLATFORMS)
    assert halted(verdict, Reason.PURPOSE, 4, Undetermined)


def test_a_receipt_is_known_by_its_type():
    assert is_receipt(receipted())
    assert not is_receipt(SEALED)
    assert not is_receipt(BILL)


def test_only_what_we_seal_is_opened():
    assert unsealed(SEALED) == b'{"a":1}'
    assert unsealed(receipted()) == receipted()
    assert unsealed(BILL) == BILL


# --- where trust starts -------------------------------------------------------------------------

REGISTRAR, OTHER = made("ES256", "registrar"), made("ES384", "other")


def pem(holder):
    from cryptography.hazmat.primitives.serialization import Encoding

    return holder.certificate.public_bytes(Encoding.PEM)


def signed_list(by=REGISTRAR, **members):
    return by.signer.seal(TrustListDocument(listed(**members)))


def anchored(*files, data=None, at=AT, seen=lambda *_: Seen()):
    return Anchors.of(files).list(signed_list() if data is None else data, at=at, seen=seen)


def test_a_list_is_taken_by_whichever_root_signed_it():
    files = (OTHER.key.pem(), REGISTRAR.key.pem())
    for order in (files, files[::-1]):
        assert isinstance(anchored(*order), Verified)


@pytest.mark.parametrize("turned", (False, True))
def test_why_a_list_is_not_taken_is_said_by_the_root_that_signed_it(turned):
    files = (OTHER.key.pem(), REGISTRAR.key.pem())
    verdict = anchored(*(files[::-1] if turned else files), at=AT + 9 * DAY)
    assert halted(verdict, Reason.LIST_EXPIRED, 6)


def test_what_was_seen_is_asked_for_by_root_and_name():
    asked = []

    def seen(*about):
        asked.append(about)
        return Seen(8)

    assert halted(anchored(REGISTRAR.key.pem(), seen=seen), Reason.LIST_ROLLED_BACK, 5)
    assert asked == [(REGISTRAR.key.thumbprint, "quayside")]


def test_another_list_of_the_version_that_was_seen_is_rejected():
    """Whoever signs two lists of one version tells two people two things."""
    found = anchored(REGISTRAR.key.pem(), seen=lambda *_: Seen(7, "0" * 64))
    assert halted(found, Reason.LIST_TWICE, 5)


def test_a_jwk_may_name_its_key():
    members = {**OTHER.key.jwk, "kid": "quay-2026"}
    assert Anchors.of([json.dumps(members).encode()]).alone().keys.keys() == {"quay-2026"}


def test_what_is_no_list_of_a_root_is_not_looked_up_in_what_was_seen():
    def seen(*_):
        raise AssertionError

    assert halted(anchored(OTHER.key.pem(), seen=seen), Reason.ALGORITHM, 3)


def test_a_root_certificate_alone_signs_no_list():
    with pytest.raises(UsageError, match="signed by a key"):
        anchored(pem(root()))


def test_a_root_certificate_is_a_root_and_another_certificate_a_key():
    anchors = Anchors.of([pem(root()), pem(leaf())])
    assert [one.certificate for one in anchors.roots] == [root().certificate]
    assert [one.key for one in anchors.keys] == [leaf().maker.key]
    assert anchors.keys[0].until == leaf().certificate.not_valid_after_utc
    assert anchors.roots[0].purposes == {Purpose.PACK, Purpose.TIMESTAMP}


def test_keys_that_are_named_on_the_spot_vouch_for_everything():
    trust = Anchors.of([made().key.pem(), json.dumps(dict(OTHER.key.jwk)).encode()]).alone()
    assert trust.keys.keys() == {made().key.thumbprint, OTHER.key.thumbprint}
    assert all(one.purposes == OF_STATEMENTS for one in trust.keys.values())


NO_KEYS = {
    "nothing": b"",
    "not a key": b"{}",
    "a secret": b'{"kty":"oct","alg":"HS256","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}',
    "a JWK of another shape": b'{"kty":["EC"]}',
    "a JWK whose algorithm is a list": json.dumps({**OTHER.key.jwk, "alg": ["ES384"]}).encode(),
    "a broken certificate": b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    "a private key": b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
}


@pytest.mark.parametrize("data", NO_KEYS.values(), ids=NO_KEYS)
def test_what_is_no_public_key_is_misuse(data):
    with pytest.raises(UsageError):
        Anchors.of([data])


def test_several_keys_in_one_file_are_misuse_and_not_passed_over():
    for data in (made().key.pem() + REGISTRAR.key.pem(), pem(root()) + made().key.pem()):
        with pytest.raises(UsageError, match="name a file for each"):
            Anchors.of([data])


def test_a_public_key_is_read_from_pem_and_from_a_jwk():
    assert public_key(OTHER.key.pem()) == public_key(json.dumps(dict(OTHER.key.jwk)).encode())


# --- whatever comes -----------------------------------------------------------------------------

SCRAPS = (
    receipted(), SEALED, DETACHED, b"{", b"}", b'"document":', b"[", b"..", b".", b"e30", b" ",
    b"\n",
)  # fmt: skip


@settings(max_examples=drawn_of(75, 300))
@given(st.binary(max_size=60) | st.lists(st.sampled_from(SCRAPS), max_size=5).map(b"".join))
def test_any_bytes_at_all_give_a_verdict(data):
    assert isinstance(on(data), Verified | Rejected | Undetermined)
    assert isinstance(on(data, content=data), Verified | Rejected | Undetermined)


def test_the_output_of_a_conversion_is_not_signed():
    assert halted(on(converted().output), Reason.NOT_SIGNED, 1, Undetermined)
