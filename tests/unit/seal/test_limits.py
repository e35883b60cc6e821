"""How large what is read may be: as large as its limit, and not one letter more."""

import base64
import io
import json
from pathlib import Path

import pytest
from cryptography import x509

from fairlead.gateway.vouch.issuance import verify_issuance
from fairlead.gateway.vouch.openebl import hash_of, verify_pack
from fairlead.gateway.vouch.receipt_alone import issuer_of, verify_receipt
from fairlead.gateway.vouch.statements.terms import CONTEXTS, KIND
from fairlead.seal import Purpose, Reason, Verified, read_trust_list, verify_jws
from fairlead.seal.jws import JwsLimits, read_flattened
from fairlead.seal.signer.reading import LARGEST as LARGEST_FILE
from fairlead.seal.signer.reading import read_small
from fairlead.seal.verdict import Course
from fairlead.seal.verify import STEPS, attached, hold
from fairlead.seal.xmldsig import verify_xml
from fairlead.syntax.xml import Limits
from tests.unit.seal import packs, xml_seal
from tests.unit.seal.authorities import certificate, der, platforms
from tests.unit.seal.envelopes import CARRIER, TRUST, request, signed
from tests.unit.seal.makers import AT, DAY, compact, flattened, header_of, made, trusting
from tests.unit.seal.test_certificates import x5c
from tests.unit.seal.test_jws_attacks import header_of_size
from tests.unit.seal.test_receipt import SUBJECT
from tests.unit.seal.verdicts import halted, heard, refusing

MEBIBYTE = 786_432
"""Bytes that are 1,048,576 letters of base64url."""
LARGEST = 12_582_912
"""Bytes that are 16,777,216 letters of base64url."""


def on(token, **more):
    return heard(verify_jws(token, trusting(made()), Purpose.TRANSFER, at=AT, read=bytes, **more))


def test_a_payload_has_a_mebibyte_of_letters_where_nobody_says_otherwise():
    assert isinstance(on(compact(made(), b"x" * MEBIBYTE)), Verified)
    assert halted(on(compact(made(), b"x" * (MEBIBYTE + 1))), Reason.TOO_LARGE, 1)


def test_a_flattened_payload_has_as_many():
    def verdict_on(size):
        course = Course(Purpose.TRANSFER.value, STEPS)
        flat = flattened(made(), b"x" * size, header_of(made()))

        def walk():
            read = read_flattened(course, flat)
            return read.payload, hold(course, read, trusting(made()), Purpose.TRANSFER, AT)

        return heard(course.through(walk))

    assert isinstance(verdict_on(MEBIBYTE), Verified)
    assert halted(verdict_on(MEBIBYTE + 1), Reason.TOO_LARGE, 1)


def test_a_header_and_a_payload_may_both_be_at_their_limits():
    token = compact(made(), b"x" * 75, header_of_size(16_384))
    assert isinstance(on(token, limits=JwsLimits(payload=100)), Verified)


@pytest.mark.parametrize(
    ("letters", "reason"), ((18_532, Reason.MALFORMED), (18_533, Reason.TOO_LARGE))
)
def test_a_token_has_no_more_letters_than_its_parts_may_have(letters, reason):
    assert halted(on(b"x" * letters, limits=JwsLimits(payload=100)), reason, 1)


def test_the_name_of_a_key_has_256_letters():
    for letters, kind in ((256, Reason.UNKNOWN_KEY), (257, Reason.HEADER)):
        token = compact(made(), b"{}", header_of(made(), kid="k" * letters))
        assert on(token).reason is kind


def test_what_a_header_holds_is_four_deep():
    def verdict_on(depth):
        held = {}
        for _ in range(depth - 1):
            held = {"a": held}
        return on(compact(made(), b"{}", header_of(made(), jwk=held)))

    assert isinstance(verdict_on(4), Verified)
    assert halted(verdict_on(5), Reason.MALFORMED, 2)


def test_a_manifest_of_dcsa_has_64_kib_of_letters():
    def verdict_on(size):
        token = signed(CARRIER, b"x" * size)
        return heard(verify_issuance(request(token), TRUST, at=AT))

    assert halted(verdict_on(49_152), Reason.CONTENT, 7)
    assert halted(verdict_on(49_153), Reason.TOO_LARGE, 1)


def test_a_detached_signature_is_divided_at_its_first_two_stops():
    assert attached(b"a..b..c", b"foo") == b"a.Zm9v.b..c"


# --- what is larger -----------------------------------------------------------------------------


def listed(payload):
    token = compact(made(), payload, header_of(made(), typ="trust-list+jws"))
    return heard(read_trust_list(token, made().key, at=AT))


def test_a_trust_list_has_16_mebibytes_of_letters():
    said = {"name": "q" * 2_000_000, "version": 1, "issued": "2026-01-01T00:00:00Z",
            "expires": "2027-01-01T00:00:00Z", "platforms": platforms()}  # fmt: skip
    assert isinstance(listed(json.dumps(said).encode()), Verified)
    assert halted(listed(b"x" * LARGEST), Reason.CONTENT, 4)
    assert halted(listed(b"x" * (LARGEST + 1)), Reason.TOO_LARGE, 1)


def receipt(payload):
    token = compact(made(), payload, header_of(made(), typ="vc+jwt"))
    return heard(verify_receipt(token, trusting(made()), at=AT))


def test_a_receipt_has_16_mebibytes_of_letters():
    said = {
        "@context": list(CONTEXTS), "type": ["VerifiableCredential", KIND],
        "issuer": issuer_of(made().key.thumbprint), "validFrom": "2026-06-01T12:00:00Z",
        "credentialSubject": {**SUBJECT, "losses": {"one": ["x" * 6_000_000], "other": ["x" * 6_000_000]}},
    }  # fmt: skip
    assert isinstance(receipt(json.dumps(said).encode()), Verified)
    assert halted(receipt(b"x" * LARGEST), Reason.CONTENT, 7)
    assert halted(receipt(b"x" * (LARGEST + 1)), Reason.TOO_LARGE, 1)


def test_a_pack_has_16_mebibytes_of_letters():
    def verdict_on(payload):
        return heard(verify_pack(packs.sealed(payload, packs.ISSUER), packs.TRUST, at=AT))

    large = packs.pack(1, packs.ISSUER, packs.created(note="x" * 2_000_000))
    assert isinstance(verdict_on(large), Verified)
    assert halted(verdict_on(b"x" * LARGEST), Reason.CONTENT, 6)
    assert halted(verdict_on(b"x" * (LARGEST + 1)), Reason.TOO_LARGE, 1)


def test_the_parent_of_a_pack_may_be_as_large():
    first = packs.created(note="x" * 2_000_000)
    parent = packs.sealed(packs.pack(1, packs.ISSUER, first), packs.ISSUER)
    moved = packs.moved("transfer", packs.ISSUER, packs.SHIPPER)
    tree = packs.pack(2, packs.SHIPPER, first, moved, parent=hash_of(parent))
    version = packs.sealed(tree, packs.ISSUER)
    assert isinstance(heard(verify_pack(version, packs.TRUST, at=AT, parents=[parent])), Verified)


def test_a_certificate_in_x5c_has_16_384_letters():
    def spelt(padding):
        private = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.99999.1"), padding)
        big = certificate("Big", key=made("EdDSA", "big"), since=AT - DAY, more=[(private, False)])
        return base64.b64encode(der(big)).decode()

    start = 12_000
    there = len(base64.b64decode(spelt(b"x" * start)))
    largest = b"x" * (start + 12_288 - there)
    assert len(spelt(largest)) == 16_384
    assert isinstance(x5c([spelt(largest)]), Verified)
    assert halted(x5c([spelt(largest + b"x")]), Reason.CERTIFICATE, 1)


def test_a_signed_document_is_as_large_as_is_asked():
    data = xml_seal.signer().seal_xml(xml_seal.Document(xml_seal.SHIP, xml_seal.XML))

    def verdict_on(size):
        at = xml_seal.NOW
        return heard(verify_xml(data, xml_seal.trust(), at=at, limits=Limits(size=size)))

    assert isinstance(verdict_on(len(data)), Verified)
    assert halted(verdict_on(len(data) - 1), Reason.TOO_LARGE, 1)


def test_no_more_is_read_of_a_file_than_tells_that_it_is_too_large(monkeypatch):
    asked = []

    class Opened(io.BytesIO):
        def read(self, size=-1):
            asked.append(size)
            return super().read(size)

    monkeypatch.setattr(Path, "open", lambda *_: Opened(b"x" * 100_000))
    with refusing(match="^'quay.pem' is too large for a key$"):
        read_small("quay.pem")
    assert asked == [LARGEST_FILE + 1]
