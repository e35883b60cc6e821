"""Conversions of the example bills, with receipts made at a fixed time by keys of the test."""

import functools
import json
from datetime import UTC, datetime

from fairlead import convert
from fairlead.gateway.vouch.repeat import verify_conversion
from fairlead.gateway.vouch.sealing import seal_conversion
from fairlead.seal.jws import base64url
from fairlead.syntax import json as json_syntax
from tests.conftest import ROOT
from tests.unit.seal.envelopes import CARRIER, ISSUE_TO, checksum, issuance
from tests.unit.seal.makers import AT, compact, header_of, made, trusting
from tests.unit.seal.verdicts import heard

TRUST = trusting(made(), made("EdDSA", "quay-2"), made("PS256", "quay-3"), CARRIER.trusted("CARR"))
SUPPLEMENT = ROOT / "examples" / "open-ebl-pack" / "supplement.json"
STORIES = (
    "straight-bill", "to-order-two-containers", "sea-waybill", "reefer", "dangerous-goods",
    "open-ebl-pack",
)  # fmt: skip
TARGETS = ("un-json", "un-xml", "iftmcs", "dcsa", "openebl")


def bill_of(story):
    """The bytes of an example bill."""
    (path,) = (ROOT / "examples" / story).glob("*.*.json")
    return path.read_bytes()


BILL = bill_of("straight-bill")
DOCUMENT = json_syntax.read(BILL)


def supplement():
    return json_syntax.read(SUPPLEMENT.read_bytes())


@functools.cache
def converted(to="un-json"):
    return convert(BILL, to)


def receipted(conversion=None, maker=None, at=AT, **how):
    """The receipt of a conversion."""
    conversion = converted() if conversion is None else conversion
    return seal_conversion(conversion, (maker or made()).signer, at=at, **how).receipt


def said_in(receipt):
    """The credential in a receipt."""
    return json.loads(base64url(receipt.split(b".")[1]))


def forged(change, receipt=None):
    """A receipt that says something else, signed by the key that is trusted for receipts."""
    credential = said_in(receipted() if receipt is None else receipt)
    change(credential["credentialSubject"])
    payload = json.dumps(credential).encode()
    return compact(made(), payload, header_of(made(), typ="vc+jwt", cty="vc"))


def repeated(receipt, source=BILL, output=None, at=AT, **more):
    """The verdict on a receipt, a source and an output."""
    output = converted().output if output is None else output
    return heard(verify_conversion(receipt, source, output, TRUST, at=at, **more))


def requested(**members):
    """An issuance request of the straight bill that its carrier signed, in bytes."""
    token = issuance(documentChecksum=checksum(DOCUMENT))
    tree = {"document": DOCUMENT, "issueTo": ISSUE_TO, "issuanceManifestSignedContent": token}
    return json_syntax.write({**tree, **members})


LATER = datetime(2026, 7, 1, tzinfo=UTC)
