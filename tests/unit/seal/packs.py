"""Packs of Open eBL made when the tests run, version by version, each signed by who did it."""

import base64
import hashlib
import json

from fairlead.seal import TrustList
from tests.unit.seal.authorities import SIGNS, between, certificate, der, root
from tests.unit.seal.makers import AT, DAY, flattened, made

ISSUER, SHIPPER, BUYER, BANK = (
    f"did:openebl:{one}" for one in ("issuer", "shipper", "consignee", "bank")
)
TRUST = TrustList("openebl", 1, AT - DAY, AT + DAY, roots=(root().root(),))


def holder(name, algorithm="ES256"):
    """The certificate of somebody, with the key it is of."""
    return certificate(name, between(), uses=SIGNS, key=made(algorithm, f"{algorithm} of {name}"))


def x5c(*certificates):
    """Certificates as they are written in a header."""
    return [base64.b64encode(der(one)).decode() for one in certificates]


def pack(version, owner, *events, parent="", **members):
    """What a version of a pack says."""
    return {
        "id": "f3ed4137-102a-4ecd-ae47-df9c9885fcdb",
        "version": version,
        "parent_hash": parent,
        "events": list(events),
        "current_owner": owner,
        **members,
    }


def created(by=ISSUER, **members):
    bill = {"transportDocumentReference": "FLBL-7", "numberOfOriginals": 1, "weight": 1231.10}
    return {"bill_of_lading": {"bill_of_lading_v3": bill, "created_by": by, **members}}


def moved(kind, by, to, actor=None):
    """An event that gives the bill to somebody."""
    verb = actor or kind
    return {kind: {f"{verb}_by": by, f"{verb}_to": to, "note": "in good order"}}


def ended(kind, by, actor):
    """An event that gives the bill to nobody."""
    return {kind: {f"{actor}_by": by}}


def sealed(tree, by, header=None, **members):
    """A version, signed by somebody, with the certificates that lead to the root."""
    signer = holder(by) if isinstance(by, str) else by
    said = {"alg": signer.maker.key.algorithm, "x5c": x5c(signer, between()), **members}
    payload = tree if isinstance(tree, bytes) else json.dumps(tree, separators=(",", ":")).encode()
    return flattened(signer.maker, payload, header or said)


def hashed(version, **how):
    """The hash by which the next version names this one; `how` spells it otherwise."""
    text = json.dumps(version, **{"separators": (",", ":"), **how})
    return hashlib.sha512(text.encode()).hexdigest()
