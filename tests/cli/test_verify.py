"""`fairlead verify`: what it finds out, how it ends, and what it remembers between two calls."""

import json
import re
import subprocess
import sys
from dataclasses import replace

import pytest

from fairlead.cli.exits import DONE, MISUSE, NOT_VERIFIED, UNDETERMINED
from fairlead.gateway.vouch.anchors import digest_of
from fairlead.seal import Purpose
from fairlead.seal.statement import TrustListDocument
from tests.unit.gateway.receipts import BILL, converted, receipted, requested
from tests.unit.seal import packs
from tests.unit.seal.authorities import root
from tests.unit.seal.envelopes import CARRIER, QUAY, WAVE, chain, entry, envelope
from tests.unit.seal.makers import AT, made
from tests.unit.seal.test_trust import key, listed
from tests.unit.seal.unsupported import KEYS

REGISTRAR = made("ES256", "registrar")
NOW = "2026-06-01T12:00:00Z"


@pytest.fixture
def state(place, monkeypatch):
    """The folder of what is remembered; it does not exist yet."""
    monkeypatch.setenv("FAIRLEAD_STATE", str(place / "state"))
    for name in ("FAIRLEAD_TRUST", "FAIRLEAD_ROOT"):
        monkeypatch.delenv(name, raising=False)
    return place / "state"


def pem(certificate):
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.PEM)


def a_list(version=7, *keys, **members):
    return REGISTRAR.signer.seal(TrustListDocument(listed(*keys, version=version, **members)))


def moving():
    """The keys of a carrier and of platforms, as a list holds them."""
    others = {Purpose.TRANSFER, Purpose.ENVELOPE}
    keys = (("CARR", CARRIER, {Purpose.ISSUANCE}), ("QUAY", QUAY, others), ("WAVE", WAVE, others))
    return [
        {"code": code, "keys": [
            {**key(purposes=sorted(purposes)), "kid": maker.kid, "jwk": dict(maker.key.jwk)}]}
        for code, maker, purposes in keys
    ]  # fmt: skip


def by_thumbprint():
    """A receipt whose key has no other name than its thumbprint."""
    return receipted(maker=replace(made(), kid=made().key.thumbprint))


@pytest.fixture
def files(place, state):
    """A receipt with its source and output, a request, a pack, and whom to trust."""
    draft = packs.created(note="as agreed")
    draft["bill_of_lading"]["bill_of_lading_v3"]["transportDocumentStatus"] = "DRAFT"
    pack = packs.pack(1, packs.ISSUER, draft)
    version = packs.sealed(pack, packs.ISSUER)
    issued = (packs.created(), packs.moved("transfer", packs.ISSUER, packs.SHIPPER))
    later = packs.pack(2, packs.SHIPPER, *issued, parent=packs.hashed(version))
    strange = entry(by=made("ES256", "a stranger"))
    changed = entry(strange, platform="WAVE")
    mixed = [strange, f"{changed[:-4]}AAAA"]
    for name, data in {
        "bill.receipt": receipted() + b"\n",
        "keyed.receipt": by_thumbprint() + b"\n",
        "source.json": BILL,
        "output.json": converted().output,
        "request.json": requested(),
        "rejected.json": requested(issueTo={}),
        "pack.json": json.dumps(version).encode(),
        "later.json": json.dumps(packs.sealed(later, packs.ISSUER)).encode(),
        "envelope.json": json.dumps(envelope(chain("QUAY", "WAVE"), WAVE)).encode(),
        "mixed.json": json.dumps(envelope(mixed, WAVE)).encode(),
        "moving.jws": a_list(1, platforms=moving(), name="moving"),
        "plain.json": json.dumps(pack, indent=2).encode(),
        "quay.pem": made().key.pem(),
        "registrar.pem": REGISTRAR.key.pem(),
        "root.pem": pem(root().certificate),
        "7.jws": a_list(),
        "8.jws": a_list(8),
        "old.jws": a_list(9, expires="2026-06-01T11:59:59Z"),
        "strange.jws": made("ES256", "stranger").signer.seal(TrustListDocument(listed())),
    }.items():
        (place / name).write_bytes(data)
    (place / "empty").mkdir()
    (place / "versions").mkdir()
    for name, data in (("1", "pack.json"), ("2", "later.json")):
        (place / "versions" / name).write_bytes((place / data).read_bytes())
    (place / "entry.jws").write_text(chain("QUAY", "WAVE")[1])
    return place


@pytest.fixture
def verify(files, fairlead):
    """The command, at a fixed time."""

    def command(*words, at=NOW):
        return fairlead("verify", *words, *(("--at", at) if at else ()))

    return command


BY_KEY = ("--root", "quay.pem")
BY_LIST = ("--trust", "7.jws", "--root", "registrar.pem")
BY_ROOT = ("--root", "root.pem")
BOTH = ("--source", "source.json", "--output", "output.json")
ONLY = ("--signatures-only",)

ENDS = {
    "a receipt alone, by a key": (("keyed.receipt", *BY_KEY), UNDETERMINED),
    "a receipt alone, by a list": (("bill.receipt", *BY_LIST), UNDETERMINED),
    "who signed a receipt, by a key": (("keyed.receipt", *BY_KEY, *ONLY), DONE),
    "who signed a receipt, by a list": (("bill.receipt", *BY_LIST, *ONLY), DONE),
    "a receipt, repeated": (("keyed.receipt", *BY_KEY, *BOTH), DONE),
    "a first version by its root": (("pack.json", *BY_ROOT), DONE),
    "a first version with its plain copy": (("pack.json", *BY_ROOT, "--twin", "plain.json"), DONE),
    "a later version alone": (("later.json", *BY_ROOT), UNDETERMINED),
    "a version whose bill names nobody": (
        ("later.json", *BY_ROOT, "--parent", "pack.json"), UNDETERMINED),
    "a folder of versions": (("versions", *BY_ROOT), UNDETERMINED),
    "a folder of versions and a parent": (
        ("versions", *BY_ROOT, "--parent", "pack.json"), MISUSE),
    "an empty folder": (("empty", *BY_ROOT), MISUSE),
    "an entry of a chain": (("entry.jws", "--trust", "moving.jws", "--root", "registrar.pem"),
                            UNDETERMINED),
    "who signed an entry of a chain": (
        ("entry.jws", *ONLY, "--trust", "moving.jws", "--root", "registrar.pem"), DONE),
    "a peer that is known": (("pack.json", *BY_ROOT, "--peer", "ctk-2026-01"), UNDETERMINED),
    "a peer that nobody knows": (("pack.json", *BY_ROOT, "--peer", "ctk"), MISUSE),
    "a peer, and signatures only": (
        ("pack.json", *BY_ROOT, *ONLY, "--peer", "ctk-2026-01"), MISUSE),
    "a peer of a conversion": (
        ("keyed.receipt", *BY_KEY, *BOTH, "--peer", "ctk-2026-01"), MISUSE),
    "who signed a pack": (("pack.json", *BY_ROOT, *ONLY), DONE),
    "who signed a pack, with its plain copy": (
        ("pack.json", *BY_ROOT, *ONLY, "--twin", "plain.json"), DONE),
    "an envelope whose acts name nobody": (
        ("envelope.json", "--trust", "moving.jws", "--root", "registrar.pem"), NOT_VERIFIED),
    "who signed an envelope": (
        ("envelope.json", *ONLY, "--trust", "moving.jws", "--root", "registrar.pem"), DONE),
    "an envelope with one entry of a stranger and one that was changed": (
        ("mixed.json", *ONLY, "--trust", "moving.jws", "--root", "registrar.pem"), NOT_VERIFIED),
    "who signed another plain copy": (
        ("pack.json", *BY_ROOT, *ONLY, "--twin", "source.json"), NOT_VERIFIED),
    "who signed, by a stranger": (("bill.receipt", *ONLY, *BY_KEY), UNDETERMINED),
    "a conversion, and signatures only": (("keyed.receipt", *BY_KEY, *BOTH, *ONLY), MISUSE),
    "another output": (
        ("keyed.receipt", *BY_KEY, "--source", "source.json", "--output", "plain.json"),
        NOT_VERIFIED),
    "source and output swapped": (
        ("keyed.receipt", *BY_KEY, "--source", "output.json", "--output", "source.json"),
        NOT_VERIFIED),
    "another plain copy": (("pack.json", *BY_ROOT, "--twin", "source.json"), NOT_VERIFIED),
    "a list of a stranger": (
        ("bill.receipt", "--trust", "strange.jws", "--root", "registrar.pem"), NOT_VERIFIED),
    "a list that expired": (
        ("bill.receipt", "--trust", "old.jws", "--root", "registrar.pem"), NOT_VERIFIED),
    "a list that is none": (
        ("bill.receipt", "--trust", "source.json", "--root", "registrar.pem"), NOT_VERIFIED),
    "a plain copy of what is no pack": (
        ("bill.receipt", *BY_LIST, "--twin", "plain.json"), UNDETERMINED),
    "nobody trusted": (("bill.receipt",), UNDETERMINED),
    "nobody trusted to repeat it": (("bill.receipt", *BOTH), UNDETERMINED),
    "a key that the list calls otherwise": (("bill.receipt", *BY_KEY), UNDETERMINED),
    "another key": (("bill.receipt", "--root", "registrar.pem"), UNDETERMINED),
    "a root for a receipt": (("bill.receipt", *BY_ROOT), UNDETERMINED),
    "a bill": (("source.json", *BY_KEY), UNDETERMINED),
    "a request of an unknown carrier": (("request.json", *BY_KEY), UNDETERMINED),
    "a file that is too large": (
        ("bill.receipt", *BY_LIST, "--max-bytes", "9"), NOT_VERIFIED),
    "no file": (("nothing.json", *BY_KEY), MISUSE),
    "a list without a root": (("bill.receipt", "--trust", "7.jws"), MISUSE),
    "a list and a root certificate": (("bill.receipt", "--trust", "7.jws", *BY_ROOT), MISUSE),
    "a root that is no key": (("bill.receipt", "--root", "source.json"), MISUSE),
    "a source without an output": (
        ("bill.receipt", *BY_KEY, "--source", "source.json"), MISUSE),
    "an output without a source": (
        ("bill.receipt", *BY_KEY, "--output", "output.json"), MISUSE),
    "a supplement without a source": (
        ("bill.receipt", *BY_KEY, "--supplement", "source.json"), MISUSE),
    "a conversion and a plain copy": (
        ("keyed.receipt", *BY_KEY, *BOTH, "--twin", "plain.json"), MISUSE),
    "a conversion and a content": (
        ("keyed.receipt", *BY_KEY, *BOTH, "--content", "plain.json"), MISUSE),
    "no receipt to repeat": (("request.json", *BY_KEY, *BOTH), MISUSE),
}  # fmt: skip


@pytest.mark.parametrize(("words", "code"), ENDS.values(), ids=ENDS)
def test_it_ends_by_0_3_4_or_2(verify, words, code):
    said = verify(*words)
    assert said.code == code
    assert "Traceback" not in said.err


def test_the_steps_are_told_up_to_the_one_that_fails(verify):
    said = verify("pack.json", *BY_ROOT, "--twin", "source.json")
    lines = said.out.splitlines()
    assert lines[0] == "pack.json: Open eBL pack"
    assert [line.split()[1] for line in lines[1:-2]] == ["holds"] * 8 + ["fails"]
    assert lines[-2].startswith("signature rejected at step 9 (twin-differs): ")
    assert lines[-1].startswith("control undetermined (signature-not-verified): ")


def test_who_vouches_is_told(verify):
    said = verify("bill.receipt", *BY_LIST, *ONLY)
    assert said.out.splitlines()[-2:] == [
        "signature verified: QUAY vouches for it by its key quay-1 (receipt)",
        "signatures only (not-compared): what it speaks of was not compared",
    ]


def test_who_vouches_and_who_has_the_bill_is_told(verify):
    said = verify("pack.json", *BY_ROOT)
    vouched = f"configured vouches for it by its key {packs.ISSUER} (openebl-pack)"
    assert said.out.splitlines()[-2:] == [
        f"signature verified: {vouched}",
        f"control verified: {packs.ISSUER} has the bill, which {packs.ISSUER} issued",
    ]


def test_what_is_missing_of_a_history_is_told(verify):
    said = verify("later.json", *BY_ROOT)
    assert said.out.splitlines()[-1].startswith("control undetermined (not-compared): ")
    assert "--parent" in said.err


def test_what_tells_of_no_bill_has_no_verdict_on_control(verify):
    assert "control" not in verify("bill.receipt", *BY_LIST).out
    said = json.loads(verify("bill.receipt", *BY_LIST, "--json").out)
    assert said["control"]["verdict"] == "not-applicable"


def marks(said):
    """What came of each step that was told, by its number."""
    lines = [line[6:] for line in said.out.splitlines() if line[:4].strip().isdigit()]
    found = (re.match("holds|fails|open|not checked", line) for line in lines)
    return dict(enumerate((one[0] for one in found), 1))


def marked(last, **others):
    """The same where every step up to the last one holds, but for some."""
    odd = {int(number[1:]): mark for number, mark in others.items()}
    return {number: odd.get(number, "holds") for number in range(1, last + 1)}


def test_what_was_not_asked_is_not_told_to_hold(verify):
    """A plain copy that nobody gave, and a parent likewise."""
    nothing = "not checked"
    assert marks(verify("pack.json", *BY_ROOT)) == marked(10, _9=nothing, _10=nothing)
    twin = ("--twin", "plain.json")
    assert marks(verify("pack.json", *BY_ROOT, *twin)) == marked(10, _10=nothing)
    assert marks(verify("later.json", *BY_ROOT)) == marked(10, _8=nothing, _9=nothing, _10=nothing)
    parent = ("--parent", "pack.json")
    assert marks(verify("later.json", *BY_ROOT, *parent)) == marked(10, _9=nothing, _10=nothing)


def test_a_step_of_a_receipt_that_was_not_asked_is_not_told_to_hold(verify):
    assert marks(verify("bill.receipt", *BY_LIST)) == marked(8, _8="open")
    assert marks(verify("bill.receipt", *BY_LIST, *ONLY)) == marked(
        9, _8="not checked", _9="not checked"
    )
    both = verify("keyed.receipt", *BY_KEY, *BOTH)
    assert marks(both) == marked(15, _15="not checked")


MOVING = ("--trust", "moving.jws", "--root", "registrar.pem")


def test_the_signatures_of_an_envelope_are_told_apart_from_its_control(verify):
    said = verify("envelope.json", *MOVING)
    assert marks(said) == marked(13, _13="not checked")
    assert said.out.splitlines()[-1].startswith("control rejected (no-recipient): entry 1: ")
    said = verify("envelope.json", *MOVING, *ONLY)
    assert marks(said) == marked(13, _13="not checked")
    assert said.out.splitlines()[-1] == "control: nobody asked who has the bill"


def test_a_rejected_entry_goes_before_one_of_an_unknown_key(verify):
    """The entry of the stranger comes first, and does not hide that another was changed."""
    said = verify("mixed.json", *MOVING)
    assert said.code == NOT_VERIFIED
    assert "rejected at step 6 (signature): entry 2 of 2: " in said.out
    assert marks(said) == {**dict.fromkeys(range(1, 6), "not checked"), 6: "fails"}


def test_json_tells_the_same_as_words(verify):
    for words in (
        ("pack.json", *BY_ROOT), ("pack.json", *BY_ROOT, *ONLY), ("mixed.json", *MOVING),
        ("bill.receipt", *BY_LIST), ("bill.receipt", *BY_LIST, *ONLY), ("envelope.json", *MOVING),
    ):  # fmt: skip
        told, said = marks(verify(*words)), json.loads(verify(*words, "--json").out)
        results = {one["number"]: one["result"] for one in said["steps"]}
        assert {number: results[number] for number in told} == told
        assert {one for number, one in results.items() if number > len(told)} <= {"not checked"}


def test_json_tells_the_two_verdicts_apart(verify):
    said = json.loads(verify("pack.json", *BY_ROOT, "--json").out)
    by = {"platform": "configured", "kid": packs.ISSUER, "purpose": "openebl-pack"}
    assert said.keys() == {"signature", "control", "evidence", "steps"}
    assert said["signature"] == {
        "verdict": "verified", "reason": None, "says": "Open eBL pack", "by": by,
    }  # fmt: skip
    assert said["control"]["verdict"] == "verified"
    assert (said["control"]["reason"], said["control"]["holder"]) == (None, packs.ISSUER)
    said = json.loads(verify("pack.json", *BY_ROOT, *ONLY, "--json").out)
    assert said["signature"]["by"] == by
    assert (said["control"]["verdict"], said["control"]["reason"]) == (
        "not-applicable", "signatures-only",
    )  # fmt: skip


def test_what_was_signed_is_taken_out_of_a_pack_where_nothing_is_open(verify, files):
    out = ("--extract", "out.json")
    assert verify("later.json", *BY_ROOT, *out).code == UNDETERMINED
    assert not (files / "out.json").exists()
    assert verify("later.json", *BY_ROOT, *out, *ONLY).code == DONE
    assert json.loads((files / "out.json").read_bytes())["version"] == 2


def test_what_could_not_be_found_out_is_told_as_open(verify):
    lines = verify("bill.receipt").out.splitlines()
    assert lines[-2].split()[1] == "open"
    assert lines[-1].startswith("signature undetermined at step 3 (no-trust-list): ")


def test_the_verdict_is_told_in_json(verify):
    said = json.loads(verify("bill.receipt", *BY_LIST, *ONLY, "--json").out)
    assert said["signature"]["verdict"] == "verified"
    assert said["signature"]["by"]["platform"] == "QUAY"
    assert [one["number"] for one in said["steps"]] == list(range(1, 10))
    said = json.loads(verify("bill.receipt", "--json").out)
    said = said["signature"]
    assert (said["verdict"], said["reason"]) == ("undetermined", "no-trust-list")
    assert said["says"].startswith("conversion receipt, step 3: ")
    said = json.loads(verify("source.json", *BY_KEY, "--json").out)["signature"]
    assert (said["verdict"], said["reason"]) == ("undetermined", "not-signed")


def test_nothing_of_the_bill_is_told(verify):
    for words in (("request.json", *BY_KEY), ("bill.receipt", *BY_KEY, *BOTH)):
        said = verify(*words)
        assert "Kessel" not in said.out + said.err


@pytest.mark.parametrize("name", KEYS)
def test_a_root_of_an_algorithm_that_is_not_supported_leaves_it_open(verify, files, name):
    (files / "odd.pem").write_bytes(KEYS[name]())
    for trusting in (("--root", "odd.pem"), ("--root", "odd.pem", "--trust", "7.jws")):
        said = verify("bill.receipt", *trusting)
        assert said.code == UNDETERMINED
        assert "undetermined at step 3 (unsupported): " in said.out
        assert "defect" not in said.err


def test_a_list_that_such_a_root_may_have_signed_seals_nothing(fairlead, files):
    (files / "key.pem").write_bytes(private_pem())
    (files / "odd.pem").write_bytes(KEYS["SM2, a key"]())
    signing = ("--key", "file:key.pem", "--receipt", "r", "--at", NOW)
    trusting = ("--root", "odd.pem", "--trust", "7.jws")
    said = fairlead("convert", "source.json", "--to", "un-json", *signing, *trusting)
    assert (said.code, (files / "r").exists()) == (UNDETERMINED, False)


# --- time ---------------------------------------------------------------------------------------

TIMES = {
    "before the receipt was made": ("2026-06-01T11:59:59Z", NOT_VERIFIED),
    "when it was made": (NOW, DONE),
    "in another zone": ("2026-06-01T14:00:00+02:00", DONE),
    "after the list expired": ("2026-06-09T12:00:00Z", NOT_VERIFIED),
    "without an offset": ("2026-06-01T12:00:00", MISUSE),
    "a date": ("2026-06-01", MISUSE),
    "before the first year": ("0001-01-01T00:00:00+23:59", MISUSE),
    "a word": ("now", MISUSE),
}


@pytest.mark.parametrize(("at", "code"), TIMES.values(), ids=TIMES)
def test_it_is_verified_as_of_a_time(verify, at, code):
    assert verify("bill.receipt", *BY_LIST, *ONLY, at=at).code == code


# --- what is remembered -------------------------------------------------------------------------


def by(name):
    return ("bill.receipt", "--trust", name, "--root", "registrar.pem", *ONLY)


def test_a_list_that_is_older_than_one_that_was_used_is_not_taken(verify):
    assert [verify(*by(name)).code for name in ("7.jws", "8.jws", "8.jws")] == [DONE] * 3
    said = verify(*by("7.jws"))
    assert said.code == NOT_VERIFIED
    assert "trust-list-rolled-back" in said.out


def test_what_is_remembered_is_the_version_by_root_and_name(verify, state):
    verify(*by("8.jws"))
    remembered = json.loads((state / "trust-lists.json").read_bytes())
    digest = digest_of((state.parent / "8.jws").read_bytes())
    assert remembered == {f"{REGISTRAR.key.thumbprint} quayside": {"version": 8, "sha256": digest}}


def test_a_list_that_was_not_taken_is_not_remembered(verify, state):
    assert verify(*by("strange.jws")).code == NOT_VERIFIED
    assert verify(*by("old.jws")).code == NOT_VERIFIED
    assert not (state / "trust-lists.json").exists()


def test_a_list_of_another_name_or_root_is_another_list(verify, files):
    verify(*by("8.jws"))
    (files / "other.jws").write_bytes(a_list(1, name="elsewhere"))
    assert verify(*by("other.jws")).code == DONE
    registrar = made("ES256", "second registrar")
    (files / "second.jws").write_bytes(registrar.signer.seal(TrustListDocument(listed(version=1))))
    (files / "second.pem").write_bytes(registrar.key.pem())
    by_second = ("--trust", "second.jws", "--root", "second.pem")
    assert verify("bill.receipt", *by_second, *ONLY).code == DONE


def test_a_list_of_a_time_to_come_is_not_remembered_before(verify, files, state):
    """Whoever looks at tomorrow's list may use today's until then."""
    later = "2090-01-01T00:00:00Z"
    (files / "9.jws").write_bytes(a_list(9, issued=later, expires="2091-01-01T00:00:00Z"))
    assert "trust-list" not in verify(*by("9.jws"), at="2090-06-01T00:00:00Z").out
    assert not (state / "trust-lists.json").exists()
    assert verify(*by("7.jws")).code == DONE


def test_what_others_remember_meanwhile_is_not_forgotten(place, monkeypatch):
    """Many calls at once, each with a list of its own and an older one of all."""
    monkeypatch.setenv("FAIRLEAD_STATE", str(place / "state"))
    calls = [
        f"import fairlead.cli.remembered as r\n"
        f"for v in range(1, 6):\n"
        f"    r.remember('root', 'own {n}', v, '')\n"
        f"    r.remember('root', 'all', v, '')"
        for n in range(4)
    ]
    started = [subprocess.Popen([sys.executable, "-c", call]) for call in calls]
    assert [one.wait(60) for one in started] == [0] * 4
    remembered = json.loads((place / "state" / "trust-lists.json").read_bytes())
    names = ["all", *(f"own {n}" for n in range(4))]
    assert remembered == {f"root {name}": {"version": 5, "sha256": ""} for name in names}


DAMAGED = {
    "nothing": b"",
    "half of it": b'{"a": 1',
    "a list": b"[]",
    "a number": b'{"a": 8}',
    "no digest": b'{"a": {"version": 8}}',
    "a text for a version": b'{"a": {"version": "8", "sha256": ""}}',
    "true for a version": b'{"a": {"version": true, "sha256": ""}}',
    "a number for a digest": b'{"a": {"version": 8, "sha256": 8}}',
    "a version twice": b'{"a": {"version": 8, "sha256": "", "version": 1}}',
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_memory_is_no_empty_one(verify, state, data):
    state.mkdir()
    (state / "trust-lists.json").write_bytes(data)
    said = verify(*by("7.jws"))
    assert said.code == MISUSE
    assert "damaged" in said.err


def test_a_memory_that_cannot_be_read_is_no_empty_one(verify, state):
    (state / "trust-lists.json").mkdir(parents=True)
    said = verify(*by("7.jws"))
    assert said.code == MISUSE
    assert "cannot be read" in said.err


def test_a_memory_that_cannot_be_kept_is_told(verify, state):
    state.write_bytes(b"a file where a folder should be")
    said = verify(*by("7.jws"))
    assert said.code == DONE
    assert "could not be remembered" in said.err


def test_without_a_folder_of_ours_it_is_that_of_the_user(verify, files, monkeypatch):
    monkeypatch.delenv("FAIRLEAD_STATE")
    monkeypatch.setenv("XDG_STATE_HOME", str(files / "xdg"))
    assert verify(*by("8.jws")).code == DONE
    assert (files / "xdg" / "fairlead" / "trust-lists.json").exists()
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", str(files / "home"))
    assert verify(*by("7.jws")).code == DONE
    assert (files / "home" / ".local" / "state" / "fairlead" / "trust-lists.json").exists()


def test_without_a_home_nothing_is_remembered_and_that_is_told(verify, monkeypatch):
    def homeless():
        raise RuntimeError

    monkeypatch.delenv("FAIRLEAD_STATE")
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setattr("pathlib.Path.home", homeless)
    said = verify(*by("7.jws"))
    assert said.code == DONE
    assert "could not be remembered" in said.err


# --- what a list allows -------------------------------------------------------------------------


def test_a_key_that_the_list_trusts_for_something_else_vouches_for_no_receipt(verify, files):
    other = key(purposes=[Purpose.DOCUMENT.value])
    (files / "other.jws").write_bytes(a_list(1, other))
    said = verify(*by("other.jws"))
    assert said.code == NOT_VERIFIED
    assert "rejected at step 4 (wrong-purpose)" in said.out


def test_a_document_that_is_signed_and_not_verified_is_not_sealed(fairlead, files):
    (files / "key.pem").write_bytes(private_pem())
    signing = ("--key", "file:key.pem", "--receipt", "r", "--at", NOW)
    words = ("convert", "rejected.json", "--to", "un-json", *signing)
    said = fairlead(*words)
    assert said.code == NOT_VERIFIED
    assert not (files / "r").exists()
    assert fairlead(*words, "--seal-unverified").code == DONE
    assert (files / "r").exists()


@pytest.mark.parametrize("name", ("strange.jws", "old.jws", "source.json"))
def test_a_list_that_is_not_taken_seals_nothing_and_ends_by_3_as_it_does_when_verifying(
    fairlead, files, name
):
    (files / "key.pem").write_bytes(private_pem())
    signing = ("--key", "file:key.pem", "--receipt", "r", "--at", NOW, "--seal-unverified")
    said = fairlead("convert", "source.json", "--to", "un-json", *signing, *by(name)[1:-1])
    assert (said.code, said.out) == (NOT_VERIFIED, "")
    assert "the trust list is not used" in said.err
    assert not (files / "r").exists()


def private_pem():
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    return made().private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def test_the_fixed_time_is_that_of_the_receipts():
    assert AT.isoformat().replace("+00:00", "Z") == NOW


# --- what a receipt says ------------------------------------------------------------------------


def words_of(said):
    """What is told of a receipt before its verdict."""
    lines = said.out.splitlines()
    return lines[: next(n for n, line in enumerate(lines) if ": conversion" in line)]


def test_what_a_receipt_says_is_told_first(verify):
    assert words_of(verify("bill.receipt", *BY_LIST)) == [
        "bill.receipt says:",
        "  On 2026-06-01T12:00:00Z a document was converted",
        "  from dcsa.transport-document.3 to uncefact.bill-of-lading.d23b.",
        "  Who says so: QUAY, by its key quay-1.",
        "  Of 72 fields of the source 16 were lost.",
        "  The source came with no signature.",
        "  Not compared:",
        "    - the source and the output, so that nothing of this is proven without them",
    ]


def test_where_all_was_compared_that_is_told(verify):
    assert words_of(verify("keyed.receipt", *BY_KEY, *BOTH))[-1] == "  All of this was compared."


def test_a_key_that_was_named_on_the_spot_names_nobody(verify):
    said = words_of(verify("keyed.receipt", *BY_KEY))
    thumbprint = made().key.thumbprint
    assert said[3] == (
        f"  Who says so: whoever has the key {thumbprint}, which is trusted here without a name."
    )


def test_who_is_not_verified_is_not_named(verify):
    said = words_of(verify("bill.receipt"))
    assert said[3].startswith("  Who says so: nobody who is verified; it names the key ")


def test_what_is_left_open_by_a_repetition_is_told(verify, files):
    from tests.unit.gateway.receipts import forged

    (files / "old.receipt").write_bytes(forged(lambda said: said.update(fairlead="0.0.9")))
    said = verify("old.receipt", *BY_LIST, *BOTH)
    assert said.code == UNDETERMINED
    assert words_of(said)[-2:] == [
        "  Not compared:",
        "    - what it was made with, and by which version, is what is found here",
    ]


def test_what_a_stranger_wrote_in_a_receipt_commands_no_terminal(verify, files):
    from tests.unit.gateway.receipts import forged

    def change(said):
        said["source"]["format"] = "\x1b[31mverified" + "x" * 99

    (files / "odd.receipt").write_bytes(forged(change))
    said = verify("odd.receipt", *BY_LIST)
    assert "\x1b" not in said.out
    assert "...(112 characters)" in words_of(said)[2]


def test_what_is_no_receipt_is_not_told(verify, files):
    from tests.unit.gateway.receipts import forged

    (files / "odd.receipt").write_bytes(forged(lambda said: said.update(note="paid")))
    said = verify("odd.receipt", *BY_LIST)
    assert said.code == NOT_VERIFIED
    assert said.out.startswith("odd.receipt: conversion receipt\n")


def test_a_member_that_nobody_published_is_named(verify, files):
    (files / "odd.jws").write_text(entry(note="paid in full"))
    said = verify("odd.jws", *MOVING)
    assert "no publication names these members, of which nothing is believed: /note\n" in said.out
    assert "paid" not in said.out
