"""Issuance requests and envelopes of DCSA made when the tests run, every part signed by its own."""

import base64
import hashlib
import json

from fairlead.gateway.vouch.checksums import checksum
from fairlead.seal import Purpose
from tests.unit.seal.makers import compact, header_of, made, trusting

DOCUMENT = {"transportDocumentReference": "FLBL-7", "weight": {"value": 1231, "unit": "KGM"}}
ISSUE_TO = {"partyName": "Busan Furniture Co", "sendToPlatform": "QUAY"}
PDF = b"%PDF-1.7 a bill of lading"

CARRIER, QUAY, WAVE, BOLT = (
    made("ES256", f"{one}-1") for one in ("carrier", "quay", "wave", "bolt")
)
PLATFORMS = {"QUAY": QUAY, "WAVE": WAVE, "BOLT": BOLT}
TRUST = trusting(
    CARRIER.trusted("CARR", {Purpose.ISSUANCE}),
    *(maker.trusted(code, {Purpose.TRANSFER, Purpose.ENVELOPE}) for code, maker in PLATFORMS.items()),
)  # fmt: skip


def sha256(data):
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def signed(maker, said, header=None):
    """What somebody signed, as text."""
    payload = said if isinstance(said, bytes) else json.dumps(said).encode()
    return compact(maker, payload, header_of(maker) if header is None else header).decode()


def without(said):
    """Members but for those that are `...`."""
    return {name: value for name, value in said.items() if value is not ...}


def issuance(by=CARRIER, header=None, **members):
    """A carrier's issuance manifest."""
    said = {"documentChecksum": checksum(DOCUMENT), "issueToChecksum": checksum(ISSUE_TO)}
    return signed(by, without({**said, **members}), header)


def request(manifest=None, **members):
    """An issuance request."""
    said = {"document": DOCUMENT, "issueTo": ISSUE_TO,
            "issuanceManifestSignedContent": manifest or issuance()}  # fmt: skip
    return without({**said, **members})


def picture(content=None, **members):
    """A visualisation by the carrier."""
    said = {"name": "bill.pdf", "content": content or base64.b64encode(PDF).decode()}
    return {"eBLVisualisationByCarrier": {**said, **members}}


def party(platform):
    codes = [{"codeListProvider": "ZZZ", "partyCode": "1"}]
    return {
        "partyName": f"Somebody at {platform}",
        "eblPlatform": platform,
        "identifyingCodes": codes,
    }


def transaction(action, /, by="QUAY", to=None, **members):
    said = {"actionCode": action, "actor": party(by), "actionDateTime": "2026-06-01T08:00:00.000Z",
            "recipient": ... if to is None else party(to)}  # fmt: skip
    return without({**said, **members})


def entry(previous=None, *, platform="QUAY", by=None, action="TRANSFER", header=None, **members):
    """An entry of a chain; the first one where it follows on none."""
    said = {
        "eblPlatform": platform,
        "transportDocumentChecksum": checksum(DOCUMENT),
        "transactions": [transaction(action if previous else "ISSUE", platform)],
    }
    if previous is None:
        said["issuanceManifestSignedContent"] = issuance()
        said["controlTrackingRegistry"] = "https://ctr.example/v1"
    else:
        said["previousEnvelopeTransferChainEntrySignedContentChecksum"] = sha256(previous)
    return signed(by or PLATFORMS[platform], without({**said, **members}), header)


def chain(*platforms):
    """A chain of one entry for each platform."""
    entries = []
    for platform in platforms:
        entries.append(entry(entries[-1] if entries else None, platform=platform))
    return entries


def manifest(last, by=QUAY, header=None, **members):
    """An envelope manifest."""
    said = {
        "transportDocumentChecksum": checksum(DOCUMENT),
        "lastEnvelopeTransferChainEntrySignedContentChecksum": sha256(last),
    }
    return signed(by, without({**said, **members}), header)


def envelope(entries, by=None, **members):
    """An envelope, sent by the platform of its last entry."""
    said = {
        "transportDocument": DOCUMENT,
        "envelopeManifestSignedContent": manifest(entries[-1], by or QUAY),
        "envelopeTransferChain": entries,
    }
    return without({**said, **members})
