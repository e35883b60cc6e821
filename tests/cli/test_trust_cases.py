"""Histories whose every signature holds: the signatures are told apart from control of the bill.

What differs in them is meaning: an entry by who never held the bill, an act after the last one. Who
signed is verified for all of them, and that control was not judged is said of all of them.
"""

import json

import pytest

from fairlead import Refused, convert
from fairlead.cli.exits import DONE, NOT_VERIFIED, REFUSED, UNDETERMINED
from fairlead.gateway.vouch.sealing import seal_conversion
from tests.conftest import ROOT
from tests.unit.seal.makers import AT, made

HERE = ROOT / "tests" / "cases" / "trust"
THEN = ("--at", "2026-12-01T00:00:00Z")
ONLY = ("--signatures-only",)
LATER = {
    "env-honest-manifest-also-at-the-root.json",
    "packs-honest-issued-from-draft/002.json",
    "packs-issued-bill-replaced-like-a-draft/004.json",
}
"""What is refused as it stands for a reason of its own, until control is judged."""
ENVELOPES = sorted(path.name for path in HERE.glob("env-*.json") if path.name not in LATER)
PACKS = sorted(str(path.relative_to(HERE)) for path in HERE.glob("packs-*/*.json"))


@pytest.fixture
def verify(fairlead, monkeypatch, tmp_path):
    """The command, which remembers nothing."""
    monkeypatch.setenv("FAIRLEAD_STATE", str(tmp_path / "state"))
    return lambda name, *words: fairlead("verify", str(HERE / name), *words, *THEN)


BY_LIST = ("--trust", str(HERE / "trust.jws"), "--root", str(HERE / "root.pub.pem"))


@pytest.mark.parametrize("name", ENVELOPES)
def test_the_signatures_of_an_envelope_hold_and_its_control_is_not_judged(verify, name):
    said = verify(name, *BY_LIST)
    assert said.code == UNDETERMINED
    assert "\nsignatures verified: " in said.out
    assert "\nundetermined at step 13 (control-not-judged): " in said.out
    said = verify(name, *BY_LIST, *ONLY)
    assert (said.code, said.out.splitlines()[-1][:16]) == (DONE, "signatures only ")


def beside(name):
    """The words that verify a version with the one before it."""
    number = int(name[-8:-5])
    before = HERE / f"{name[:-8]}{number - 1:03}.json"
    parent = ("--parent", str(before)) if number > 1 else ()
    return (*parent, "--root", str(HERE / "openebl-root.pem"))


@pytest.mark.parametrize("name", [name for name in PACKS if name not in LATER])
def test_the_signatures_of_a_pack_hold_and_its_control_is_not_judged(verify, name):
    said = verify(name, *beside(name))
    assert said.code == UNDETERMINED
    assert "\nundetermined at step 11 (control-not-judged): " in said.out
    assert verify(name, *beside(name), *ONLY).code == DONE


RECEIPT = (
    "receipt-1-claims-verified-carrier.receipt",
    "--source", str(HERE / "receipt-1-source.json"),
    "--output", str(HERE / "receipt-1-output.json"),
    "--root", str(HERE / "receipt-sealer.jwk"),
)  # fmt: skip


def test_a_receipt_that_claims_that_the_carrier_was_verified_is_rejected(verify):
    said = verify(*RECEIPT, "--root", str(HERE / "receipt-carrier.jwk"))
    assert said.code == NOT_VERIFIED
    assert "the receipt tells otherwise of a signature of its source than is found" in said.out


def test_where_the_carrier_is_not_known_what_a_receipt_claims_of_it_stays_open(verify):
    assert verify(*RECEIPT).code == UNDETERMINED


def test_a_bill_that_is_a_manifest_too_is_not_sealed(fairlead, place):
    fairlead("keys", "new", "quay.pem")
    name = str(HERE / "seal-1-bill-that-is-a-manifest-too.json")
    for words in (("seal", name), ("convert", name, "--to", "dcsa", "--sealed")):
        said = fairlead(*words, "--key", "file:quay.pem", "-o", "out", *THEN)
        assert (said.code, (place / "out").exists()) == (REFUSED, False)
        assert "/documentChecksum" in said.err


def test_what_is_signed_of_it_in_another_format_is_no_manifest():
    data = (HERE / "seal-1-bill-that-is-a-manifest-too.json").read_bytes()
    sealed = seal_conversion(convert(data, "un-json"), made().signer, at=AT)
    assert "Checksum" not in json.dumps(json.loads(sealed.made.output))
    with pytest.raises(Refused, match="SEAL-006"):
        seal_conversion(convert(data, "dcsa"), made().signer, at=AT).document()
