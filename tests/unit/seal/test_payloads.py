"""What is signed, byte for byte: the names of its members are those of its standard."""

import base64
import json

import pytest

from fairlead.seal import Signer
from fairlead.seal.jws import base64url
from fairlead.seal.statement import (
    Document,
    EnvelopeManifest,
    IssuanceManifest,
    Pack,
    Receipt,
    TransferChainEntry,
    TrustListDocument,
)
from tests.unit.seal.authorities import between, der, leaf, platforms
from tests.unit.seal.makers import made
from tests.unit.seal.verdicts import refusing

ONE, TWO, THREE = "1" * 64, "2" * 64, "3" * 64
SAID = {
    "name": "quayside", "version": 1, "issued": "2026-01-01T00:00:00Z",
    "expires": "2027-01-01T00:00:00Z", "platforms": platforms(),
}  # fmt: skip

PAYLOADS = {
    "an issuance manifest": (
        lambda: IssuanceManifest(ONE, TWO),
        {"documentChecksum": ONE, "issueToChecksum": TWO},
    ),
    "an issuance manifest with a visualisation": (
        lambda: IssuanceManifest(ONE, TWO, THREE),
        {
            "documentChecksum": ONE,
            "issueToChecksum": TWO,
            "eBLVisualisationByCarrierChecksum": THREE,
        },
    ),
    "an envelope manifest": (
        lambda: EnvelopeManifest(ONE, TWO),
        {
            "transportDocumentChecksum": ONE,
            "lastEnvelopeTransferChainEntrySignedContentChecksum": TWO,
        },
    ),
    "an envelope manifest with documents": (
        lambda: EnvelopeManifest(ONE, TWO, {"name": "bill.pdf"}, ({"name": "list.pdf"},)),
        {
            "transportDocumentChecksum": ONE,
            "lastEnvelopeTransferChainEntrySignedContentChecksum": TWO,
            "eBLVisualisationByCarrier": {"name": "bill.pdf"},
            "supportingDocuments": [{"name": "list.pdf"}],
        },
    ),
    "an envelope manifest that lists no document": (
        lambda: EnvelopeManifest(ONE, TWO, {}, ()),
        {
            "transportDocumentChecksum": ONE,
            "lastEnvelopeTransferChainEntrySignedContentChecksum": TWO,
            "eBLVisualisationByCarrier": {},
            "supportingDocuments": [],
        },
    ),
    "a first entry": (
        lambda: TransferChainEntry("QUAY", ONE, ({"actionCode": "ISSUE"},), None, "a.b.c", "x:y"),
        {
            "eblPlatform": "QUAY",
            "transportDocumentChecksum": ONE,
            "transactions": [{"actionCode": "ISSUE"}],
            "issuanceManifestSignedContent": "a.b.c",
            "controlTrackingRegistry": "x:y",
        },
    ),
    "a later entry": (
        lambda: TransferChainEntry("QUAY", ONE, ({"actionCode": "SIGN"},), TWO),
        {
            "eblPlatform": "QUAY",
            "transportDocumentChecksum": ONE,
            "transactions": [{"actionCode": "SIGN"}],
            "previousEnvelopeTransferChainEntrySignedContentChecksum": TWO,
        },
    ),
    "a pack": (
        lambda: Pack({"id": "a", "version": 1, "events": [], "current_owner": "b"}),
        {"id": "a", "version": 1, "events": [], "current_owner": "b"},
    ),
    "a receipt": (
        lambda: Receipt({"type": ["VerifiableCredential", "FairleadConversionReceipt"]}),
        {"type": ["VerifiableCredential", "FairleadConversionReceipt"]},
    ),
    "a trust list": (lambda: TrustListDocument(SAID), SAID),
}


@pytest.mark.parametrize(("make", "said"), PAYLOADS.values(), ids=PAYLOADS)
def test_a_statement_signs_these_bytes(make, said):
    assert make().payload() == json.dumps(said, separators=(",", ":")).encode()


def test_a_document_is_signed_as_it_is():
    assert Document(b" {} ", "application/json").payload() == b" {} "


@pytest.mark.parametrize(
    ("media_type", "content_type"),
    (("application/json", "json"), ("text/xml", "text/xml"), ("x/application/", "x/application/")),
)
def test_the_content_type_of_a_document_is_its_media_type_without_application(
    media_type, content_type
):
    assert Document(b"", media_type).content_type == content_type


def test_a_trust_list_that_says_none_quotes_what_it_lacks():
    with refusing(match="^this is not what a trust list says: KeyError\\('platforms'\\)$"):
        TrustListDocument({}).payload()


HEADERS = {
    "an issuance manifest": (IssuanceManifest, (ONE, TWO), "issuance-manifest+jws", "json"),
    "an envelope manifest": (EnvelopeManifest, (ONE, TWO), "envelope-manifest+jws", "json"),
    "a document": (Document, (b"", "text/xml"), "document+jws", "text/xml"),
    "a trust list": (TrustListDocument, (SAID,), "trust-list+jws", "json"),
}


@pytest.mark.parametrize(("kind", "said", "typ", "cty"), HEADERS.values(), ids=HEADERS)
def test_a_header_says_algorithm_key_type_and_content_type(kind, said, typ, cty):
    header = made().signer.seal(kind(*said)).split(b".")[0]
    expected = {"alg": "ES256", "kid": "quay-1", "typ": typ, "cty": cty}
    assert base64url(header) == json.dumps(expected, separators=(",", ":")).encode()


def pack():
    return Pack({"id": "a", "version": 1, "events": [], "current_owner": "b"})


def test_the_header_of_a_pack_says_no_content_type():
    header = made().signer.seal(pack()).split(b".")[0]
    assert json.loads(base64url(header)) == {
        "alg": "ES256", "kid": "quay-1", "typ": "openebl-pack+jws",
    }  # fmt: skip


def test_a_pack_is_sealed_in_three_parts_with_its_certificates_beside_its_algorithm():
    maker = leaf().maker
    chain = (leaf().certificate, between().certificate)
    sealed = Signer(maker.kid, maker.key, maker.sign, chain).seal_pack(pack())
    parts = json.loads(sealed)
    assert list(parts) == ["protected", "payload", "signature"]
    header = base64url(parts["protected"].encode())
    x5c = [base64.b64encode(der(one)).decode() for one in (leaf(), between())]
    assert header == json.dumps({"alg": "ES256", "x5c": x5c}, separators=(",", ":")).encode()
    assert base64url(parts["payload"].encode()) == pack().payload()
    message = f"{parts['protected']}.{parts['payload']}".encode()
    maker.key.hold(base64url(parts["signature"].encode()), message)
