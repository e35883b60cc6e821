"""A receipt says what was done by digests, codes and places: the same each time, and no value."""

import itertools
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest

from fairlead import Refused, UsageError, convert
from fairlead.formats.wire import read
from fairlead.gateway.vouch.receipt import comparable
from fairlead.gateway.vouch.receipt_alone import issuer_of
from fairlead.gateway.vouch.sealing import seal_conversion, seal_document
from fairlead.gateway.vouch.statements.terms import CONTEXTS, KIND
from fairlead.seal import Reason, Rejected, Undetermined, Verified
from fairlead.seal.jws import base64url, to_base64url
from fairlead.seal.statement import Document
from fairlead.syntax import json as json_syntax
from fairlead.syntax.tree import leaves
from tests.conftest import ROOT
from tests.unit.gateway.receipts import (
    BILL,
    DOCUMENT,
    STORIES,
    TARGETS,
    TRUST,
    bill_of,
    converted,
    receipted,
    requested,
    said_in,
    supplement,
)
from tests.unit.seal import packs
from tests.unit.seal.envelopes import chain, checksum, envelope, issuance
from tests.unit.seal.makers import AT, header_of, made


def conversions():
    """Every example bill in every format that can say it; what cannot be said is left out."""
    for story, target in itertools.product(STORIES, TARGETS):
        given = supplement() if story == "open-ebl-pack" else None
        try:
            yield story, target, convert(bill_of(story), target, supplement=given)
        except Refused:
            continue


# --- what its names mean ------------------------------------------------------------------------


def test_every_member_is_a_term_that_the_receipt_defines():
    subjects = [said_in(receipted(one))["credentialSubject"] for _, _, one in conversions()]
    members = {name for subject in subjects for name in subject}
    assert members | {"supplement"} == CONTEXTS[1].keys() - {KIND}


# --- the same each time -------------------------------------------------------------------------


@pytest.mark.parametrize("algorithm", ("ES256", "ES384", "EdDSA", "RS256", "PS256"))
def test_the_same_input_time_and_key_give_the_same_payload(algorithm):
    one, other = (receipted(convert(BILL, "un-json"), made(algorithm)) for _ in range(2))
    assert one.split(b".")[:2] == other.split(b".")[:2]


@pytest.mark.parametrize("algorithm", ("ES256", "ES384", "EdDSA", "RS256"))
def test_and_the_same_signature_where_the_algorithm_is_deterministic(algorithm):
    one, other = (receipted(convert(BILL, "un-json"), made(algorithm)) for _ in range(2))
    assert one == other


PAYLOAD = """
from datetime import UTC, datetime
from fairlead import convert
from fairlead.gateway.vouch.receipt import comparable
from fairlead.syntax.json import write
import sys
for name in sys.argv[2:]:
    print(write(comparable(convert(open(name, "rb").read(), sys.argv[1]))).decode())
"""


@pytest.mark.parametrize("target", ("un-json", "iftmcs"))
def test_and_in_another_process_that_hashes_otherwise(target):
    names = [str(path) for path in sorted(ROOT.glob("examples/*/bill.dcsa.json"))]
    said = {
        subprocess.run(
            [sys.executable, "-c", PAYLOAD, target, *names[:2]],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }  # fmt: skip
    assert len(said) == 1
    assert b"sha256" in said.pop()


def test_the_time_of_a_receipt_is_said_in_utc_and_to_the_second():
    east = datetime(2026, 6, 1, 14, 0, 0, 999_999, timezone(timedelta(hours=2)))
    assert said_in(receipted(at=east))["validFrom"] == "2026-06-01T12:00:00Z"


def test_a_time_without_an_offset_is_misuse():
    with pytest.raises(UsageError, match="offset"):
        receipted(at=datetime(2026, 6, 1))  # noqa: DTZ001 - that is refused


def test_a_receipt_is_made_of_bytes_only():
    with pytest.raises(UsageError, match="as bytes"):
        comparable(convert(read(BILL), "un-json"))


def test_a_receipt_names_the_key_that_signs_it():
    assert said_in(receipted())["issuer"] == issuer_of(made().key.thumbprint)


# --- no value -----------------------------------------------------------------------------------


def texts(tree):
    return {str(value) for _, value in leaves(tree) if isinstance(value, str)}


def test_no_text_of_any_bill_stands_in_its_receipt():
    """Of at least four letters, and not the name of a format or a place in the schema."""
    looked, found = 0, []
    for story, target, conversion in conversions():
        receipt = receipted(conversion, unverified=True)
        said = said_in(receipt)["credentialSubject"]
        stated = texts(said)
        for value in texts(json_syntax.read(bill_of(story))):
            if len(value) < 4:
                continue
            looked += 1
            if any(value in one for one in stated):
                found.append((story, target, value))
    assert looked > 800
    assert found == []


def test_nor_any_text_of_a_supplement():
    conversion = convert(bill_of("open-ebl-pack"), "dcsa", supplement=supplement())
    said = said_in(receipted(conversion))["credentialSubject"]
    values = {value for value in texts(supplement()) if len(value) >= 4}
    assert values
    assert not [value for value in values if any(value in one for one in texts(said))]
    assert said["supplement"].keys() == {"sha256"}


def test_a_loss_is_said_by_its_code_and_its_place():
    losses = said_in(receipted())["credentialSubject"]["losses"]
    assert "party_contact_details[0].email" in losses["LOSS-001"]
    assert all(code.startswith("LOSS-") for code in losses)


def test_what_was_asked_is_said_but_for_the_defaults():
    conversion = convert(BILL, "un-json", carry=True, allow=["endorsement"])
    asked = said_in(receipted(conversion))["credentialSubject"]["asked"]
    assert asked == {"to": "un-json", "carry": True, "allow": ["endorsement"]}


# --- the signature that the source came with ----------------------------------------------------


def signatures(receipt):
    return said_in(receipt)["credentialSubject"]["signatures"]


def test_a_source_that_came_unsigned_has_no_verdict():
    assert signatures(receipted()) == []


def test_a_source_that_is_verified_is_sealed_and_the_receipt_says_so():
    conversion = convert(requested(), "un-json")
    (said,) = signatures(receipted(conversion, trust=TRUST))
    assert said["verdict"] == "verified"
    assert said["by"] == {
        "platform": "CARR", "kid": "carrier-1", "purpose": "issuance-manifest",
    }  # fmt: skip


def refusal(data, trust=TRUST):
    conversion = convert(data, "un-json")
    with pytest.raises(Refused) as refused:
        seal_conversion(conversion, made().signer, at=AT, trust=trust)
    return [one.code for one in refused.value.report.errors], conversion


STRANGE = requested(issuanceManifestSignedContent=issuance(
    made("ES256", "stranger"), documentChecksum=checksum(DOCUMENT)))  # fmt: skip


def test_a_source_that_is_rejected_is_not_sealed():
    data = requested(issueTo={"partyName": "Somebody else"})
    assert refusal(data)[0] == ["SEAL-002"]


def test_a_source_whose_signer_is_unknown_is_not_sealed():
    assert refusal(STRANGE)[0] == ["SEAL-003"]


def test_a_checksum_that_does_not_fit_is_rejected_though_its_signer_is_unknown():
    stranger = issuance(made("ES256", "stranger"))
    assert refusal(requested(issuanceManifestSignedContent=stranger))[0] == ["SEAL-002"]


def test_nor_one_where_nobody_is_trusted():
    assert refusal(requested(), trust=None)[0] == ["SEAL-003"]


@pytest.mark.parametrize(
    ("data", "verdict", "reason"),
    (
        (requested(issueTo={}), "rejected", "digest"),
        (STRANGE, "undetermined", "unknown-key"),
    ),
)  # fmt: skip
def test_what_is_not_verified_is_sealed_where_that_is_asked_and_the_receipt_says_so(
    data, verdict, reason
):
    conversion = refusal(data)[1]
    (said,) = signatures(receipted(conversion, trust=TRUST, unverified=True))
    assert (said["verdict"], said["reason"]) == (verdict, reason)


SEALS = {
    "a header that says nothing": header_of(made(), typ=None),
    "nothing signed": {"alg": "none"},
    "a type of nobody": header_of(made(), typ="JWT"),
    "a type of another branch": header_of(made(), typ="image/document+jws"),
    "another header than JSON": None,
}  # fmt: skip


@pytest.mark.parametrize("header", SEALS.values(), ids=SEALS)
def test_a_seal_that_nothing_can_be_made_of_is_no_want_of_one(header):
    """Whoever puts a bill into a signature of no use does not make it one without (T25)."""
    said = b"[]" if header is None else json_syntax.write(header)
    data = b".".join(map(to_base64url, (said, BILL, bytes(64))))
    assert refusal(data)[0] == ["SEAL-003"]
    with pytest.raises(Refused, match="SEAL-003"):
        seal_document(data, made().signer, at=AT, trust=TRUST)
    (said,) = signatures(receipted(convert(data, "un-json"), trust=TRUST, unverified=True))
    assert said["verdict"] == "undetermined"


def in_a_seal(data, media_type="application/json"):
    return made().signer.seal(Document(data, media_type))


def signed_xml():
    """A document of XML whose signature holds, and the same with another port."""
    data = seal_conversion(convert(BILL, "un-xml"), made().signer, at=AT).document()
    return data, data.replace(b"NLRTM", b"NLAMS")


def test_a_signature_in_a_sealed_document_is_verified_before_that_is_sealed():
    """A seal around it does not launder what was signed inside (T25)."""
    good, bad = signed_xml()
    assert refusal(in_a_seal(bad, "application/xml"))[0] == ["SEAL-002"]
    assert refusal(in_a_seal(requested(issueTo={})))[0] == ["SEAL-002"]
    assert refusal(in_a_seal(STRANGE))[0] == ["SEAL-003"]
    with pytest.raises(Refused, match="SEAL-002"):
        seal_document(in_a_seal(bad, "application/xml"), made().signer, at=AT, trust=TRUST)
    conversion = convert(in_a_seal(good, "application/xml"), "un-json")
    said = signatures(receipted(conversion, trust=TRUST))
    assert [one["what"] for one in said] == ["document", "signed XML document"]


def test_a_document_without_a_signature_in_a_seal_has_the_verdict_on_the_seal():
    for data in (BILL, convert(BILL, "un-xml").output, convert(BILL, "iftmcs").output):
        (said,) = signatures(receipted(convert(in_a_seal(data), "un-json"), trust=TRUST))
        assert (said["verdict"], said["what"]) == ("verified", "document")


@pytest.mark.parametrize("target", ("un-json", "un-xml", "iftmcs"))
def test_what_is_sealed_again_says_that_it_is_a_seal(target):
    data = in_a_seal(convert(BILL, target).output)
    again, _ = seal_document(data, made().signer, at=AT, trust=TRUST)
    header, payload, _ = again.split(b".")
    assert json_syntax.read(base64url(header))["cty"] == "jose"
    assert base64url(payload) == data


def test_a_refusal_to_seal_quotes_no_value_of_the_bill():
    data = requested(issueTo={"partyName": "Somebody else"})
    with pytest.raises(Refused) as refused:
        seal_conversion(convert(data, "un-json"), made().signer, at=AT, trust=TRUST)
    assert "Somebody" not in str(refused.value)


EVIL = {**DOCUMENT, "transportDocumentReference": "FORGED-1"}
WRAPPED = {
    "a second document that is read first": {"transportDocument": EVIL},
    "a document around the signed one": EVIL,
    "both ways to be signed": {"envelopeManifestSignedContent": issuance()},
    "an envelope around a request": {
        **envelope(chain("QUAY")), "transportDocument": EVIL},
}  # fmt: skip


@pytest.mark.parametrize("members", WRAPPED.values(), ids=WRAPPED)
def test_a_document_that_was_put_beside_the_signed_one_is_not_sealed_in_its_name(members):
    """What is converted has to be what was verified (threat T25, and T14 for JSON)."""
    data = requested(**members)
    assert refusal(data)[0] == ["SEAL-002"]


def test_a_pack_is_verified_before_it_is_sealed():
    tree = json_syntax.read(bill_of("open-ebl-pack"))
    event = tree["events"][-1]
    signer = next(iter(event.values()))[
        f"{'created' if 'bill_of_lading' in event else 'transfer'}_by"
    ]
    version = packs.sealed(json_syntax.write(tree), signer)
    made_of = convert(json_syntax.write(version), "un-json", supplement=supplement())
    sealed = seal_conversion(made_of, made().signer, at=AT, trust=packs.TRUST)
    assert isinstance(sealed.verdicts[0].signature, Verified)
    forged = packs.sealed(json_syntax.write(tree), "did:openebl:nobody")
    made_of = convert(json_syntax.write(forged), "un-json", supplement=supplement())
    with pytest.raises(Refused, match="SEAL-002"):
        seal_conversion(made_of, made().signer, at=AT, trust=packs.TRUST)


def test_a_verdict_on_a_source_is_one_of_the_three():
    sealed = seal_conversion(converted(), made().signer, at=AT.astimezone(UTC))
    assert all(
        isinstance(one.signature, Verified | Rejected | Undetermined) for one in sealed.verdicts
    )
    assert Reason.NOT_SIGNED not in {one.get("reason") for one in signatures(sealed.receipt)}
