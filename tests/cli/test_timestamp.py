"""`fairlead timestamp`: evidence of time beside what is signed, and `verify` by it."""

import json
from base64 import b64encode
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from fairlead.cli.exits import DONE, MISUSE, NOT_VERIFIED, UNDETERMINED
from fairlead.seal.statement import TrustListDocument
from tests.authority import WHEN, authority
from tests.unit.client.test_authority import answering, http, listening
from tests.unit.gateway.receipts import receipted
from tests.unit.seal.makers import AT, DAY, made
from tests.unit.seal.test_trust import key, listed, text

REGISTRAR = made("ES256", "registrar")
LATER = "2027-05-01T00:00:00Z"
BY_LIST = ("--trust", "list.jws", "--root", "registrar.pem", "--at", LATER)
YEAR = timedelta(days=365)


@pytest.fixture
def sealed(place, fairlead, monkeypatch):
    """A receipt whose key was retired since, and an authority for time in the same list."""
    monkeypatch.setenv("FAIRLEAD_STATE", str(place / "state"))
    for name in ("FAIRLEAD_TRUST", "FAIRLEAD_ROOT", "FAIRLEAD_TIMESTAMP"):
        monkeypatch.delenv(name, raising=False)
    root = b64encode(authority().root.public_bytes(Encoding.DER)).decode()
    life = {"from": text(AT - DAY), "until": text(AT + 3 * YEAR), "retiredSince": text(WHEN + DAY)}
    tree = listed(expires=text(AT + 3 * YEAR), platforms=[
        {"code": "QUAY", "keys": [key(**life)]},
        {"code": "CLOCK", "roots": [{"x509": root, "purposes": ["timestamp"]}]},
    ])  # fmt: skip
    (place / "list.jws").write_bytes(REGISTRAR.signer.seal(TrustListDocument(tree)))
    (place / "registrar.pem").write_bytes(REGISTRAR.key.pem())
    (place / "clock.pem").write_bytes(authority().pem)
    (place / "bill.receipt").write_bytes(receipted())
    (place / "odd.json").write_text('{"protected": "", "payload": 7, "signature": ""}')
    return fairlead


def stamped(sealed, *more, answer=None):
    with listening(answer or answering()) as (url, _):
        return sealed("timestamp", "bill.receipt", "--authority", url, *more), url


def verify(sealed, *more, file="bill.receipt"):
    return sealed("verify", file, *BY_LIST, "--signatures-only", *more)


def test_evidence_stands_beside_the_file_and_keeps_a_retired_key_good(sealed, place):
    before = (place / "bill.receipt").read_bytes()
    said, url = stamped(sealed, "--root", "clock.pem", "--at", LATER)
    assert said.code == DONE
    assert said.out == "bill.receipt: it was there at 2026-11-25T08:00:00Z, as configured says\n"
    assert f"asking {url} for evidence of time" in said.err
    assert (place / "bill.receipt").read_bytes() == before
    assert verify(sealed).code == UNDETERMINED
    good = verify(sealed, "--evidence", "bill.receipt.tsr")
    assert good.code == DONE
    assert "   9  holds        the evidence of time beside it" in good.out
    assert (
        "evidence of time verified: it was there at 2026-11-25T08:00:00Z, as CLOCK says (clock)"
        in good.out
    )


def test_what_was_not_given_is_not_checked(sealed):
    said = sealed("verify", "bill.receipt", *BY_LIST, "--at", "2026-06-01T12:00:00Z",
                  "--signatures-only")  # fmt: skip
    assert said.code == DONE
    assert "   9  not checked  the evidence of time beside it" in said.out


def test_json_tells_the_evidence(sealed):
    stamped(sealed)
    said = json.loads(verify(sealed, "--evidence", "bill.receipt.tsr", "--json").out)
    assert [one["time"] for one in said["evidence"]] == ["2026-11-25T08:00:00Z"]
    assert said["steps"][-1]["result"] == "holds"


def test_evidence_may_stand_in_a_header_that_nobody_signs(sealed, place):
    said, _ = stamped(sealed, "--in-header", "-o", "bill.json")
    assert said.code == DONE
    assert json.loads((place / "bill.json").read_bytes()).keys() == {
        "protected", "payload", "signature", "header",
    }  # fmt: skip
    good = verify(sealed, file="bill.json")
    assert good.code == DONE
    assert good.out.startswith("bill.json says:\n")


def test_that_nobody_verified_the_authority_is_said(sealed):
    said, _ = stamped(sealed)
    assert "who answered was not verified" in said.err


def test_an_authority_that_is_not_trusted_leaves_nothing_behind(sealed, place):
    said, _ = stamped(sealed, "--root", "registrar.pem", "--at", LATER)
    assert said.code == UNDETERMINED
    assert "evidence of time undetermined (unknown-key)" in said.err
    assert not (place / "bill.receipt.tsr").exists()


def test_an_authority_that_lies_leaves_nothing_behind(sealed, place):
    said, _ = stamped(sealed, "--root", "clock.pem", answer=answering(when=WHEN + 9 * YEAR))
    assert said.code == NOT_VERIFIED
    assert not (place / "bill.receipt.tsr").exists()


def test_an_authority_that_gives_nothing_leaves_nothing_behind(sealed, place):
    said, _ = stamped(sealed, answer=lambda _: [http(b"", status="503 Busy")])
    assert said.code == UNDETERMINED
    assert "gives no evidence: it answers with HTTP status 503" in said.err
    assert not (place / "bill.receipt.tsr").exists()


def test_evidence_of_another_file_is_rejected(sealed, place):
    (place / "other.tsr").write_bytes(authority().stamp(b"another"))
    said = verify(sealed, "--evidence", "other.tsr")
    assert said.code == NOT_VERIFIED
    assert "rejected at step 9 (digest)" in said.out


def test_no_authority_is_asked_that_nobody_named(sealed):
    said = sealed("timestamp", "bill.receipt")
    assert said.code == MISUSE
    assert "name the authority for time with --authority" in said.err


def test_an_authority_may_be_configured(sealed, place, monkeypatch):
    with listening(answering()) as (url, _):
        monkeypatch.setenv("FAIRLEAD_TIMESTAMP", url)
        said = sealed("timestamp", "bill.receipt")
    assert said.code == DONE
    assert f"asking {url} for evidence" in said.err


@pytest.fixture
def bill(sealed, place):
    """A bill to seal, and our key."""
    sealed("keys", "new", "quay.pem")
    (place / "quay.public.pem").write_text(sealed("keys", "public", "file:quay.pem").out)
    return ("seal", "reefer.json", "--key", "file:quay.pem")


def test_what_is_sealed_gets_its_evidence_at_once(sealed, place, bill):
    with listening(answering()) as (url, _):
        said = sealed(*bill, "--timestamp", url, "-o", "bill.jws")
    assert said.code == DONE
    assert f"asking {url} for evidence of time; it gets a digest of 'bill.jws'" in said.err
    found = sealed("verify", "bill.jws", "--evidence", "bill.jws.tsr", "--root", "quay.public.pem",
                   "--root", "clock.pem")  # fmt: skip
    assert found.code == DONE


def test_nothing_is_sealed_without_the_evidence_that_was_asked_for(sealed, place, bill):
    with listening(answering(nonce=7)) as (url, _):
        said = sealed(*bill, "--timestamp", url, "-o", "bill.jws")
    assert said.code == UNDETERMINED
    assert not (place / "bill.jws").exists()
    assert not (place / "bill.jws.tsr").exists()


def test_evidence_of_what_is_sealed_stands_beside_a_file(sealed, bill):
    said = sealed(*bill, "--timestamp", "http://127.0.0.1:1/")
    assert said.code == MISUSE
    assert "name the file to write with --output" in said.err


def test_sealing_asks_nobody_who_is_only_configured(sealed, bill, monkeypatch):
    monkeypatch.setenv("FAIRLEAD_TIMESTAMP", "http://127.0.0.1:1/")
    assert sealed(*bill, "-o", "bill.jws").code == DONE


MISUSED = {
    "no address": (("bill.receipt", "--authority", "tsa"), "is named as http://"),
    "standard input": (("-", "--authority", "http://tsa"), "name the file to write with --output"),
    "in a header of nothing": (
        ("bill.receipt", "--authority", "http://tsa", "--in-header"),
        "name the file to write with --output"),
    "in a header of a key": (
        ("clock.pem", "--authority", "http://tsa", "--in-header", "-o", "x"),
        "'clock.pem' is no compact JWS and no pack"),
    "in a header of numbers": (
        ("odd.json", "--authority", "http://tsa", "--in-header", "-o", "x"),
        "'odd.json' is no compact JWS and no pack"),
    "over the file": (
        ("bill.receipt", "--authority", "http://tsa", "-o", "bill.receipt"), "is what is read"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "says"), MISUSED.values(), ids=MISUSED)
def test_what_makes_no_sense_asks_nobody(sealed, words, says):
    said = sealed("timestamp", *words)
    assert said.code == MISUSE
    assert says in said.err


# --- lists --------------------------------------------------------------------------------------


def test_a_list_shows_which_keys_are_retired(sealed):
    said = sealed("trust", "show", "list.jws", "--root", "registrar.pem", "--at", LATER)
    assert said.out.splitlines()[-1] == "quay-1 of QUAY is retired since 2026-11-26T08:00:00Z"


@pytest.fixture
def signing(sealed, place):
    """Lists to be signed by a key of ours, of two versions."""
    sealed("keys", "new", "root.pem")
    (place / "root.public.pem").write_text(sealed("keys", "public", "file:root.pem").out)
    for version in (1, 2):
        tree = listed(version=version, issued=text(AT - DAY), expires="2099-01-01T00:00:00Z")
        (place / f"{version}.json").write_text(json.dumps(tree))
    sealed("trust", "sign", "1.json", "--key", "file:root.pem", "-o", "1.jws")

    def sign(file, *more):
        return sealed("trust", "sign", file, "--key", "file:root.pem", "-o", "2.jws", *more)

    return sign


def test_a_list_names_the_one_before_where_that_is_given(sealed, signing):
    assert signing("2.json", "--previous", "1.jws").code == DONE
    said = sealed("trust", "history", "1.jws", "2.jws", "--root", "root.public.pem")
    assert (said.code, said.out) == (
        DONE, "1.jws: quayside, version 1\n2.jws: quayside, version 2\n",
    )  # fmt: skip


def test_a_list_that_names_none_before_it_breaks_the_history(sealed, signing):
    signing("2.json")
    said = sealed("trust", "history", "1.jws", "2.jws", "--root", "root.public.pem")
    assert said.code == NOT_VERIFIED
    assert said.err == (
        "2.jws: rejected (trust-list-history): the list does not follow on the one before it\n"
    )


def test_a_list_before_has_a_lower_version(signing):
    said = signing("1.json", "--previous", "1.jws")
    assert said.code == MISUSE
    assert "'1.jws' has version 1; a list after it has a higher one" in said.err


def test_what_is_no_list_stands_before_none(signing):
    said = signing("2.json", "--previous", "1.json")
    assert said.code == MISUSE
    assert "'1.json' is no signed trust list" in said.err
