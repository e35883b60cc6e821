"""Histories whose every signature holds, with both verdicts: what differs in them is meaning.

An entry by who never held the bill, an act after the last one, a bill that replaces another. Who
signed is verified for all of them; who has the bill is verified for the honest ones alone.
"""

import json

import pytest

from fairlead import Refused, convert
from fairlead.cli.exits import DONE, NOT_VERIFIED, REFUSED, UNDETERMINED
from fairlead.gateway.vouch.sealing import seal_conversion
from fairlead.seal.statement import TrustListDocument
from tests.conftest import ROOT
from tests.unit.seal.makers import AT, made

HERE = ROOT / "tests" / "cases" / "trust"
THEN = ("--at", "2026-12-01T00:00:00Z")
ONLY = ("--signatures-only",)
REGISTRAR = made("ES256", "registrar")

ENVELOPES = {
    "honest-as-text-and-pint-demo-agree": ("verified", None, "IDT"),
    "honest-manifest-also-at-the-root": ("verified", None, "BOLE"),
    "honest-straight-to-its-consignee": ("verified", None, "IQAX"),
    "another-visualisation": ("rejected", "another-visualisation", "entry 1"),
    "issue-twice-in-the-first-entry": ("rejected", "issued-twice", "entry 1"),
    "no-issue": ("rejected", "no-issue", "entry 1"),
    "platform-that-never-held-it-transfers": ("rejected", "never-held", "entry 2"),
    "straight-bill-endorsed": ("rejected", "straight-endorsed", "entry 2"),
    "transfer-by-holder-after-sacc": ("rejected", "act-after-acceptance", "entry 4"),
    "unknown-action": ("rejected", "unknown-action", "entry 3"),
}
"""Of an envelope whose carriers are bound to their keys: control, the check, and the holder, or
the entry at which the check fails."""

PACKS = {
    "honest-issued-at-once": ("verified", None, "did:openebl:fir"),
    "honest-issued-from-draft": ("verified", None, "did:openebl:larch"),
    "stranger-adds-bill-and-owns": ("rejected", "remade-by-another", "entry 4"),
    "stranger-does-accomplish": ("rejected", "not-the-owner", "entry 4"),
    "two-acts-by-two-people-in-one-version": ("rejected", "actor-not-signer", "entry 4"),
    "act-after-print-to-paper": ("rejected", "act-after-end", "entry 3"),
    "issued-bill-replaced-like-a-draft": ("rejected", "history-rewritten", "entry 4"),
}
"""Of a history given as a folder: the same."""

CODES = {"verified": DONE, "rejected": NOT_VERIFIED, "undetermined": UNDETERMINED}


@pytest.fixture
def verify(fairlead, monkeypatch, tmp_path):
    """The command, which remembers nothing."""
    monkeypatch.setenv("FAIRLEAD_STATE", str(tmp_path / "state"))
    return lambda name, *words: fairlead("verify", str(HERE / name), *words, *THEN)


@pytest.fixture
def trusting(tmp_path):
    """The words that trust a list of the cases, signed by a registrar of ours."""
    (tmp_path / "registrar.pem").write_bytes(REGISTRAR.key.pem())

    def words(name):
        listed = json.loads((HERE / name).read_bytes())
        (tmp_path / "list.jws").write_bytes(REGISTRAR.signer.seal(TrustListDocument(listed)))
        return ("--trust", str(tmp_path / "list.jws"), "--root", str(tmp_path / "registrar.pem"))

    return words


def judged(said, expected):
    """Whether the signatures are verified, and control ends as it is expected to."""
    told = json.loads(said.out)
    control = told["control"]
    kind, check, place = expected
    assert told["signature"]["verdict"] == "verified"
    assert (control["verdict"], control["reason"]) == (kind, check)
    assert control["holder"] == (place if kind == "verified" else None)
    assert kind == "verified" or control["says"].startswith(f"{place}: ")
    return said.code == CODES[kind]


@pytest.mark.parametrize("name", ENVELOPES)
def test_who_has_the_bill_of_an_envelope(verify, trusting, name):
    words = trusting("trust-carriers.json")
    assert judged(verify(f"env-{name}.json", *words, "--json"), ENVELOPES[name])
    assert verify(f"env-{name}.json", *words, *ONLY).code == DONE


BY_LIST = ("--trust", str(HERE / "trust.jws"), "--root", str(HERE / "root.pub.pem"))


@pytest.mark.parametrize("name", [name for name in ENVELOPES if name.startswith("honest")])
def test_where_no_list_binds_the_carrier_control_is_open(verify, name):
    said = verify(f"env-{name}.json", *BY_LIST)
    assert said.code == UNDETERMINED
    assert "\nsignature verified: " in said.out
    assert "\ncontrol undetermined (carrier-not-bound): " in said.out


def test_an_envelope_of_the_conformance_program_is_read(verify, trusting):
    words = trusting("pint-trust.json")
    said = verify("pint-envelope-manifest-root.json", *words)
    assert said.code == UNDETERMINED
    assert "\nsignature verified: " in said.out
    assert "\ncontrol undetermined (carrier-not-bound): " in said.out
    said = verify("pint-envelope-manifest-root.json", *words, "--peer", "ctk-2026-01")
    assert said.code == UNDETERMINED
    assert "(not-judged): not judged under ctk-2026-01: issued-twice, " in said.out


BY_ROOT = ("--root", str(HERE / "openebl-root.pem"))


@pytest.mark.parametrize("name", PACKS)
def test_who_owns_the_bill_of_a_whole_history(verify, name):
    assert judged(verify(f"packs-{name}", *BY_ROOT, "--json"), PACKS[name])


@pytest.mark.parametrize("name", PACKS)
def test_a_history_may_be_given_as_parents_in_any_order(verify, name):
    *before, last = sorted((HERE / f"packs-{name}").iterdir())
    parents = [word for one in reversed(before) for word in ("--parent", str(one))]
    assert judged(verify(last, *parents, *BY_ROOT, "--json"), PACKS[name])


@pytest.mark.parametrize("name", PACKS)
def test_a_first_version_is_a_whole_history(verify, name):
    said = verify(f"packs-{name}/001.json", *BY_ROOT, "--json")
    assert json.loads(said.out)["control"]["verdict"] == "verified"
    assert said.code == DONE


def test_without_its_whole_history_who_owns_a_bill_is_open(verify):
    last = HERE / "packs-honest-issued-at-once" / "003.json"
    for parents in ((), ("--parent", str(last.with_name("002.json")))):
        said = verify(last, *parents, *BY_ROOT)
        assert said.code == UNDETERMINED
        assert "\ncontrol undetermined (not-compared): " in said.out


def test_what_cannot_have_been_is_rejected_without_the_whole_history(verify):
    last = HERE / "packs-stranger-adds-bill-and-owns" / "004.json"
    said = verify(last, "--parent", str(last.with_name("003.json")), *BY_ROOT)
    assert said.code == NOT_VERIFIED
    assert "\ncontrol rejected (remade-by-another): " in said.out


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


def test_it_is_rejected_though_the_carrier_is_not_known(verify):
    """The document is not the one of the checksum, whoever signed that."""
    assert verify(*RECEIPT).code == NOT_VERIFIED


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
