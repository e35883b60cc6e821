"""What is sealed of a bill whose history is judged: nothing where control is rejected."""

import base64
import json
from datetime import UTC, datetime

import pytest

from fairlead import Refused, convert
from fairlead.gateway.vouch.repeat import verify_conversion
from fairlead.gateway.vouch.sealing import seal_conversion, seal_document
from fairlead.gateway.vouch.verify import unsealed
from fairlead.seal import Reason, Rejected, TrustList, Undetermined, Verified
from fairlead.seal.statement import Receipt
from fairlead.seal.trust import from_tree
from tests.conftest import ROOT
from tests.unit.seal.makers import made

CASES = ROOT / "tests" / "cases" / "trust"
AT = datetime(2026, 12, 1, tzinfo=UTC)
SIGNER = made().signer


def trusting(*, bound=True):
    """The platforms of the cases, with ours for receipts; `bound` says to which carriers."""
    listed = json.loads((CASES / "trust-carriers.json").read_bytes())
    if not bound:
        for platform in listed["platforms"]:
            for key in platform["keys"]:
                key.pop("carriers", None)
    theirs = from_tree(listed)
    ours = made().trusted(since=theirs.issued, until=theirs.expires)
    keys = {**theirs.keys, ours.kid: ours}
    return TrustList("cases", 1, theirs.issued, theirs.expires, keys)


def sealed(name, trust=None, **how):
    converted = convert((CASES / name).read_bytes(), "dcsa")
    return seal_conversion(converted, SIGNER, at=AT, trust=trust or trusting(), **how)


HONEST, STOLEN = (
    "env-honest-as-text-and-pint-demo-agree.json", "env-platform-that-never-held-it-transfers.json",
)  # fmt: skip


def told(receipt):
    """What a receipt tells of the signature of its source."""
    part = receipt.split(b".")[1]
    said = json.loads(base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4)))
    return said["credentialSubject"]["signatures"]


def test_a_receipt_tells_that_control_is_verified():
    assert told(sealed(HONEST).receipt)[0]["control"] == {"verdict": "verified"}


def test_where_control_is_rejected_nothing_is_sealed():
    with pytest.raises(Refused) as refused:
        sealed(STOLEN)
    assert [one.code for one in refused.value.report.errors] == ["SEAL-009"]
    assert "never-held: entry 2: " in refused.value.report.faults[0].says
    with pytest.raises(Refused, match="SEAL-009"):
        seal_document((CASES / STOLEN).read_bytes(), SIGNER, at=AT, trust=trusting())


def test_where_somebody_asks_for_it_it_is_sealed_and_the_receipt_says_so():
    done = sealed(STOLEN, unverified=True)
    assert told(done.receipt)[0]["control"] == {"verdict": "rejected", "reason": "never-held"}


def test_what_is_open_is_sealed_and_the_receipt_says_so():
    done = sealed(HONEST, trusting(bound=False))
    control = {"verdict": "undetermined", "reason": "carrier-not-bound"}
    assert told(done.receipt)[0]["control"] == control


def claiming(claim):
    """The change of what a receipt tells, to another claim of control; `...` is none."""

    def change(said):
        said["control"] = claim
        if claim is ...:
            del said["control"]

    return change


def repeated(name, trust=None, change=None):
    """The verdict on a receipt that tells something else of its source, or is as it was made."""
    done = sealed(name, unverified=True)
    receipt = done.receipt
    if change is not None:
        part = receipt.split(b".")[1]
        said = json.loads(base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4)))
        change(said["credentialSubject"]["signatures"][0])
        receipt = SIGNER.seal(Receipt(said))
    source = (CASES / name).read_bytes()
    return verify_conversion(receipt, source, done.made.output, trust or trusting(), at=AT)


def test_what_a_receipt_tells_of_control_is_found_again():
    assert isinstance(repeated(HONEST), Verified)
    assert isinstance(repeated(STOLEN), Verified)


def test_a_receipt_that_claims_control_that_is_rejected_is_rejected():
    verdict = repeated(STOLEN, change=claiming({"verdict": "verified"}))
    assert isinstance(verdict, Rejected)
    assert (verdict.reason, verdict.step) == (Reason.CONTENT, 13)


def test_a_receipt_that_claims_nothing_of_control_is_not_contradicted():
    assert isinstance(repeated(HONEST, change=claiming({"verdict": "undetermined"})), Verified)


@pytest.mark.parametrize("claim", ({"verdict": "undetermined"}, ...))
def test_a_receipt_that_hides_that_control_is_rejected_is_rejected(claim):
    verdict = repeated(STOLEN, change=claiming(claim))
    assert isinstance(verdict, Rejected)
    assert (verdict.reason, verdict.step) == (Reason.CONTENT, 13)


def test_control_that_is_told_rightly_by_a_sealer_with_another_list_leaves_open_who_vouched():
    def elsewhere(said):
        said["by"]["platform"] = "ELSE"

    verdict = repeated(HONEST, change=elsewhere)
    assert isinstance(verdict, Undetermined)
    assert (verdict.reason, verdict.step) == (Reason.NOT_COMPARED, 13)


def test_a_document_whose_control_is_rejected_is_sealed_where_somebody_asks_for_it():
    data = (CASES / STOLEN).read_bytes()
    around, _ = seal_document(data, SIGNER, at=AT, trust=trusting(), unverified=True)
    assert unsealed(around) == data


def test_control_that_is_not_found_out_here_stays_open():
    verdict = repeated(HONEST, trusting(bound=False))
    assert isinstance(verdict, Undetermined)
    assert (verdict.reason, verdict.step) == (Reason.NOT_COMPARED, 13)
