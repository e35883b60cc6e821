"""What a verdict hands out is what was signed, member for member, and by whom."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.gateway.vouch.checksums import checksum
from fairlead.gateway.vouch.dcsa import verify_chain, verify_envelope
from fairlead.gateway.vouch.issuance import verify_issuance
from fairlead.gateway.vouch.openebl import hash_of, verify_pack
from fairlead.gateway.vouch.statements.dcsa import ChainEntry
from fairlead.gateway.vouch.statements.pack import OpenEblPack
from fairlead.seal import PublicKey, Purpose, Reason, Undetermined, read_trust_list
from fairlead.seal.statement import EnvelopeManifest, IssuanceManifest
from fairlead.seal.trust import from_tree, instant
from fairlead.seal.verdict import Course, Halt, Voucher
from tests.unit.seal import packs
from tests.unit.seal.authorities import certificate, der, platforms, root
from tests.unit.seal.envelopes import (
    DOCUMENT,
    ISSUE_TO,
    PDF,
    QUAY,
    TRUST,
    chain,
    entry,
    envelope,
    issuance,
    manifest,
    picture,
    request,
    sha256,
    transaction,
)
from tests.unit.seal.makers import AT, DAY, b64, compact, header_of, made
from tests.unit.seal.test_trust import key, listed, rooted
from tests.unit.seal.verdicts import halted, heard, refusing

CARRIED = Voucher("CARR", "carrier-1", Purpose.ISSUANCE)


def test_an_issuance_hands_out_its_manifest():
    token = issuance(eBLVisualisationByCarrierChecksum=sha256(PDF))
    verdict = heard(verify_issuance(request(token, **picture()), TRUST, at=AT))
    manifest = IssuanceManifest(checksum(DOCUMENT), checksum(ISSUE_TO), sha256(PDF))
    assert (verdict.content, verdict.by) == (manifest, CARRIED)


def test_where_both_names_of_a_visualisation_stand_the_current_one_counts():
    both = {"eBLVisualisationByCarrierChecksum": sha256(PDF), "eBLVisualisationByCarrier": "0" * 64}
    verdict = verify_issuance(request(issuance(**both), **picture()), TRUST, at=AT)
    assert verdict.content.visualisation == sha256(PDF)


def test_a_chain_hands_out_its_entries_and_who_issued():
    token = issuance()
    first = entry(issuanceManifestSignedContent=token)
    later = entry(first, platform="WAVE")
    verdict = heard(verify_chain([first, later], TRUST, at=AT))
    said = checksum(DOCUMENT)
    assert verdict.content.entries == (
        ChainEntry(
            "QUAY", said, (transaction("ISSUE", "QUAY"),), None, token, "https://ctr.example/v1"
        ),
        ChainEntry("WAVE", said, (transaction("TRANSFER", "WAVE"),), sha256(first), None, None),
    )
    assert verdict.content.issuance == IssuanceManifest(said, checksum(ISSUE_TO))
    assert verdict.content.issued_by == CARRIED
    assert verdict.content.manifest is None
    assert verdict.by == Voucher("WAVE", "wave-1", Purpose.TRANSFER)


def test_an_envelope_hands_out_its_manifest():
    entries = chain("QUAY", "WAVE")
    verdict = heard(verify_envelope(envelope(entries[:1]), TRUST, at=AT))
    assert verdict.content.manifest == EnvelopeManifest(checksum(DOCUMENT), sha256(entries[0]))
    assert verdict.by == Voucher("QUAY", "quay-1", Purpose.ENVELOPE)


@pytest.mark.parametrize("supporting", (..., [], [{"name": "list.pdf"}]))
def test_an_envelope_lists_what_it_lists(supporting):
    entries = chain("QUAY")
    token = manifest(entries[-1], supportingDocuments=supporting)
    tree = envelope(entries, envelopeManifestSignedContent=token)
    made_of = verify_envelope(tree, TRUST, at=AT).content.manifest
    assert made_of.supporting == (None if supporting is ... else tuple(supporting))
    assert made_of.visualisation is None


@pytest.mark.parametrize("number", range(1, 4))
def test_the_entry_that_is_wrong_is_said_by_its_number(number):
    entries = []
    for one in range(1, 4):
        stated = {"transportDocumentChecksum": "0" * 64} if one == number else {}
        entries.append(entry(entries[-1] if entries else None, **stated))
    verdict = heard(verify_chain(entries, TRUST, at=AT))
    expected = f"entry {number} of 3: it states another document"
    first = "the issuance manifest states another document"
    assert verdict.says == (first if number == 1 else expected)


@pytest.mark.parametrize(
    ("tree", "says"),
    (
        (request(document=...), "it lacks document"),
        (request(issueTo=...), "it lacks issueTo"),
        (request(issuanceManifestSignedContent=...), "it lacks issuanceManifestSignedContent"),
        (request(issuance(documentChecksum="0" * 64)), "the checksum is not that of the document"),
        (request(issuance(issueToChecksum="0" * 64)), "the checksum is not that of issueTo"),
        (request(issuance(documentChecksum="7")), "it lacks documentChecksum, or that is no checksum"),
        (request(issuance(issueToChecksum="7")), "it lacks issueToChecksum, or that is no checksum"),
        (request(issuance(issueToChecksum=7)), "issueToChecksum is not of the type that is published"),
        (
            request(issuance(eBLVisualisationByCarrierChecksum="7")),
            "it lacks eBLVisualisationByCarrierChecksum, or that is no checksum",
        ),
        (
            request(issuance(eBLVisualisationByCarrier="7")),
            "it lacks eBLVisualisationByCarrier, or that is no checksum",
        ),
        (
            request(issuance(eBLVisualisationByCarrierChecksum=sha256(PDF)),
                    eBLVisualisationByCarrier={"name": "bill.pdf"}),
            "it lacks content",
        ),
    ),
)  # fmt: skip
def test_a_verdict_names_the_member_that_is_wrong(tree, says):
    assert heard(verify_issuance(tree, TRUST, at=AT)).says == says


@pytest.mark.parametrize(
    "name",
    (
        "eblPlatform",
        "previousEnvelopeTransferChainEntrySignedContentChecksum",
        "issuanceManifestSignedContent",
        "controlTrackingRegistry",
    ),
)
def test_a_verdict_names_the_member_that_is_no_text(name):
    verdict = heard(verify_chain([entry(by=QUAY, **{name: 7})], TRUST, at=AT))
    assert verdict.says == f"entry 1 of 1: {name} is not of the type that is published"


def test_a_pack_hands_out_what_it_says():
    first = packs.created()
    parent = packs.sealed(packs.pack(1, packs.ISSUER, first), packs.ISSUER)
    moved = packs.moved("transfer", packs.ISSUER, packs.SHIPPER)
    tree = packs.pack(2, packs.SHIPPER, first, moved, parent=hash_of(parent))
    verdict = heard(verify_pack(packs.sealed(tree, packs.ISSUER), packs.TRUST, at=AT))
    assert verdict.content == OpenEblPack(
        json.dumps(tree, separators=(",", ":")).encode(),
        tree["id"],
        2,
        packs.SHIPPER,
        hash_of(parent),
        (("bill_of_lading", packs.ISSUER), ("transfer", packs.ISSUER)),
        packs.ISSUER,
    )
    assert verdict.by == Voucher("BOLT", packs.ISSUER, Purpose.PACK)


def test_a_list_hands_out_its_keys_and_roots():
    tree = listed(platforms=[{"code": "QUAY", "keys": [key()], "roots": [rooted()]}])
    (found,) = from_tree(tree).keys.values()
    assert (found.platform, found.kid, found.key) == ("QUAY", "quay-1", made().key)
    assert found.purposes == {Purpose.RECEIPT, Purpose.TRANSFER}
    assert (found.since, found.until) == (AT - DAY, AT + DAY)
    (top,) = from_tree(tree).roots
    assert (top.platform, top.certificate) == ("QUAY", root().certificate)
    assert top.purposes == {Purpose.PACK}
    made_of = from_tree(tree)
    assert (made_of.name, made_of.version) == ("quayside", 7)
    assert (made_of.issued, made_of.expires) == (AT - DAY, AT + DAY)


@pytest.mark.parametrize("algorithm", ("PS256", "RS256"))
def test_a_certificate_in_a_list_is_for_the_algorithm_that_stands_beside_it(algorithm):
    text = base64.b64encode(der(certificate("RSA", key=made("RS256", "rsa")))).decode()
    tree = listed(key(jwk=..., x509=text, alg=algorithm))
    assert from_tree(tree).keys["quay-1"].key.algorithm == algorithm


def test_a_list_is_vouched_for_by_its_root_under_its_name():
    token = compact(made(), json.dumps(listed()).encode(), header_of(made(), typ="trust-list+jws"))
    verdict = heard(read_trust_list(token, made().key, at=AT))
    assert verdict.by == Voucher("quayside", made().key.thumbprint, Purpose.TRUST_LIST)


def test_a_list_of_roots_alone_has_no_keys():
    made_of = from_tree(listed(platforms=platforms()))
    assert (made_of.keys, len(made_of.roots)) == ({}, 1)


MISUSE = {
    "version": (listed(version=0), "the version of a trust list is a whole number from 1"),
    "name": (listed(name=""), "a name in a trust list is a printable text"),
    "platforms": (listed(platforms={}), "what a trust list holds several of is a list"),
    "more": (
        listed(more=1),
        "a trust list holds only expires, issued, name, platforms, previous, version here",
    ),
    "platform": (
        listed(platforms=[{"more": 1}]), "a trust list holds only code, keys, roots here",
    ),
    "key": (
        listed(key(more=1)),
        (
            "a trust list holds only alg, carriers, compromisedSince, from, jwk, kid, purposes, "
            "retiredSince, until, x509 here"
        ),
    ),
    "root": (
        listed(platforms=[{"code": "QUAY", "roots": [rooted(more=1)]}]),
        "a trust list holds only purposes, x509 here",
    ),
    "twice": (listed(key(), key()), "two keys of a trust list have one kid"),
    "both": (
        listed(key(x509=rooted()["x509"])),
        "a key of a trust list is a JWK or a certificate, and not both",
    ),
    "private": (
        listed(key(jwk={**made().key.jwk, "d": "AA"})), "a trust list holds no private key",
    ),
    "base64": (
        listed(key(jwk=..., x509=rooted()["x509"] + "\n")), "a certificate is written in base64",
    ),
    "time": (
        listed(issued="2026"), "a time is written as 2026-11-25T08:00:00Z, with its offset",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("tree", "says"), MISUSE.values(), ids=MISUSE)
def test_what_is_wrong_in_a_list_is_said(tree, says):
    with refusing() as caught:
        from_tree(tree)
    assert str(caught.value) == says


def test_a_private_member_of_any_name_stands_in_no_list():
    for name in ("d", "p", "q", "dp", "dq", "qi", "oth", "k"):
        with refusing(match="^a trust list holds no private key$"):
            from_tree(listed(key(jwk={**made().key.jwk, name: "AA"})))


def test_a_root_that_is_written_in_lines_is_none():
    text = rooted()["x509"]
    with refusing(match="^a certificate is written in base64$"):
        from_tree(
            listed(platforms=[{"code": "QUAY", "roots": [rooted(x509=text[:4] + "\n" + text[4:])]}])
        )


@pytest.mark.parametrize("text", ("2026-06-01T12:00:00Z", "2026-06-01T14:00:00.000+02:00"))
def test_an_instant_is_read_in_utc(text):
    assert instant(text) == AT
    assert instant(text).utcoffset() == DAY * 0


def test_an_open_verdict_is_one_of_what_a_halt_leaves_unknown():
    course = Course("trust list", ("it is one",))
    assert type(course.halted(Halt(Reason.CONTENT, "it is none"))).__name__ == "Rejected"
    open_one = Halt(Reason.CONTENT, "it is none", unknown=True)
    assert type(course.halted(open_one)).__name__ == "Undetermined"


# --- keys ---------------------------------------------------------------------------------------


def test_a_coordinate_that_starts_with_zeros_keeps_its_length():
    """About one key in two hundred has one; RFC 7518 section 6.2.1.2."""
    from cryptography.hazmat.primitives.asymmetric import ec

    found = set()
    for number in range(1, 2_000):
        point = ec.derive_private_key(number, ec.SECP256R1()).public_key()
        numbers = point.public_numbers()
        short = {name for name in "xy" if getattr(numbers, name) < 1 << 248} - found
        if short:
            read = PublicKey.from_native(point)
            assert (len(read.jwk["x"]), len(read.jwk["y"])) == (43, 43)
            assert read.algorithm == "ES256"
            found |= short
        if found == {"x", "y"}:
            break
    assert found == {"x", "y"}


def test_the_numbers_of_an_rsa_key_are_written_in_as_few_bytes_as_they_need():
    """RFC 7518 section 6.3.1."""
    public = made("RS256", "rsa").private.public_key()
    modulus = public.public_numbers().n.to_bytes(256)
    assert PublicKey.from_native(public).jwk == {
        "kty": "RSA", "n": b64(modulus).decode(), "e": "AQAB",
    }  # fmt: skip


@given(st.sampled_from(("verify", "sign")), st.lists(st.sampled_from(("encrypt", "verify"))))
def test_a_key_is_for_signatures_wherever_it_says_so(one, more):
    assert PublicKey.from_jwk({**made().key.jwk, "key_ops": [*more, one]}) == made().key
    assert PublicKey.from_jwk({**made().key.jwk, "key_ops": None}) == made().key


@pytest.mark.parametrize(
    ("event", "says"),
    (
        ({}, "an event says exactly one thing"),
        ({**packs.created(), "delete": {}}, "an event says exactly one thing"),
        (packs.created(by=""), "an event does not say who did it"),
        (packs.created(by=7), "an event does not say who did it"),
        ({"note": {}}, "an event says exactly one thing"),
        (packs.created(note=7), "note is not of the type that is published"),
    ),
)
def test_what_is_wrong_with_an_event_is_said(event, says):
    version = packs.sealed(packs.pack(1, packs.ISSUER, event), packs.ISSUER)
    verdict = heard(verify_pack(version, packs.TRUST, at=AT))
    assert halted(verdict, Reason.CONTENT, 6)
    assert verdict.says == says


def test_whether_a_parent_of_an_unknown_root_was_signed_is_not_found_out():
    stranger = certificate(packs.ISSUER)
    header = {"alg": "ES256", "x5c": packs.x5c(stranger)}
    parent = packs.sealed(packs.pack(1, packs.ISSUER, packs.created()), stranger, header)
    moved = packs.moved("transfer", packs.ISSUER, packs.SHIPPER)
    tree = packs.pack(2, packs.SHIPPER, packs.created(), moved, parent=hash_of(parent))
    version = packs.sealed(tree, packs.ISSUER)
    verdict = heard(verify_pack(version, packs.TRUST, at=AT, parents=[parent]))
    assert halted(verdict, Reason.UNKNOWN_KEY, 8, Undetermined)


def test_a_version_that_is_no_number_is_no_pack():
    for version in (0, -1, True, "1", 1.0, None):
        tree = packs.pack(version, packs.ISSUER, packs.created())
        verdict = heard(verify_pack(packs.sealed(tree, packs.ISSUER), packs.TRUST, at=AT))
        assert halted(verdict, Reason.CONTENT, 6)
        assert verdict.says == "the version of a pack is a whole number from 1"
