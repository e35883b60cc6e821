"""Issuing from the command line: what is written, what is told, and what is left alone."""

import json
import os
import stat

import pytest

from tests.unit.gateway.issuers import PARTIES, PARTY, PDF, lay

CANARY = "correct-horse-battery"
AT = ("--at", "2026-11-25T08:00:00Z")


@pytest.fixture
def desk(place):
    """The files that an issue takes, beside the bills; gives the URI of the key."""
    place.joinpath("to.json").write_text(json.dumps(PARTY), "utf-8")
    place.joinpath("parties.json").write_text(json.dumps(PARTIES), "utf-8")
    place.joinpath("bill.pdf").write_bytes(PDF)
    return lay(place)


@pytest.fixture
def issue(fairlead, desk):
    """An issue of the straight bill, with more words."""

    def call(*words, file="straight-bill.json", to="to.json", **more):
        return fairlead("issue", file, "--key", desk, "--issue-to", to, *words, **more)

    return call


@pytest.fixture
def by_openebl(issue):
    def call(*words, pack="pack.json", **more):
        options = ("--format", "openebl", "--visualisation", "bill.pdf", "--pack", pack, *AT)
        return issue(*options, *words, **{"to": "parties.json", **more})

    return call


def left(place):
    """What stands in the folder."""
    return {path.name for path in place.iterdir()}


class TestDcsa:
    def test_what_comes_out_is_verified(self, fairlead, issue):
        said = issue("--visualisation", "bill.pdf", "-o", "request.json")
        assert (said.code, said.out) == (0, "")
        verdict = fairlead("verify", "request.json", "--root", "public.pem")
        assert (verdict.code, verdict.out.splitlines()[-1][:19]) == (0, "signature verified:")

    def test_without_a_file_the_request_goes_to_standard_output_alone(self, issue):
        said = issue()
        assert (said.code, json.loads(said.out)["issueTo"]) == (0, PARTY)
        assert said.err == "ready to be issued by dcsa; the document goes in as it is\n"

    def test_a_bill_from_standard_input(self, issue, place):
        bill = place.joinpath("reefer.json").read_bytes()
        said = issue(file="-", stdin=bill)
        assert (said.code, json.loads(said.out)["document"]) == (0, json.loads(bill))

    def test_to_whom_from_standard_input(self, issue):
        said = issue(to="-", stdin=json.dumps(PARTY).encode())
        assert said.code == 0

    def test_edifact_is_converted_with_what_it_leaves_out(self, fairlead, issue, place):
        fairlead("convert", "straight-bill.json", "--to", "iftmcs", "-o", "bill.edi")
        asked = issue(file="bill.edi")
        assert (asked.code, asked.out) == (1, "")
        assert "issue with --supplement" in asked.err.replace("\n", " ")
        more = {"transport_document_status": "ISSUED", "is_electronic": True,
                "number_of_originals_without_charges": 1}  # fmt: skip
        place.joinpath("more.json").write_text(json.dumps(more), "utf-8")
        said = issue("--supplement", "more.json", file="bill.edi")
        assert said.code == 0
        assert "119 leaves: 119 mapped, 0 kept, 0 lost" in said.err

    def test_a_breach_by_the_file_is_told_by_the_file_s_name_and_place(self, issue, place):
        place.joinpath("to.json").write_text(json.dumps(PARTY | {"partyName": "K" * 71}), "utf-8")
        said = issue("-o", "request.json", "--report", "json")
        assert said.code == 1
        assert said.documents[0]["document"] == "to.json"
        [one] = said.faults
        assert (one["code"], one["at"]["wire"]) == ("PARSE-004", "/partyName")
        assert "request.json" not in left(place)

    def test_people_are_told_which_file_is_refused(self, issue, place):
        place.joinpath("to.json").write_text("{}", "utf-8")
        assert "\nto.json: refused for 3 errors; nothing was written\n" in issue().err

    @pytest.mark.parametrize("form", ("json", "junit", "sarif"))
    def test_programs_are_told_in_every_form(self, issue, form):
        said = issue("-o", "request.json", "--report", form)
        assert (said.code, said.err[:1] in "{<") == (0, True)

    def test_what_was_issued_is_not_issued_again(self, issue):
        issue("-o", "request.json")
        said = issue(file="request.json")
        assert (said.code, said.out) == (1, "")
        assert "SEAL-004" in said.err

    def test_a_bill_that_somebody_signed_is_not_issued_for_them(self, fairlead, issue, desk):
        words = ("--to", "un-xml", "--sealed", "--key", desk.partition("?")[0], "-o", "s.xml")
        assert fairlead("convert", "straight-bill.json", *words).code == 0
        said = issue(file="s.xml")
        assert (said.code, said.out, said.err[:14]) == (4, "", "error SEAL-003")

    def test_a_signed_pack_was_issued_by_its_registry(self, issue, by_openebl):
        by_openebl()
        said = issue(file="pack.json")
        assert (said.code, said.out, said.err[:14]) == (1, "", "error SEAL-004")

    def test_a_refusal_leaves_the_old_request_as_it_was(self, issue, place):
        place.joinpath("request.json").write_text("old", "utf-8")
        place.joinpath("to.json").write_text("{", "utf-8")
        assert issue("-o", "request.json").code == 1
        assert place.joinpath("request.json").read_text("utf-8") == "old"

    def test_another_type_of_visualisation_is_named(self, issue, place):
        place.joinpath("bill.png").write_bytes(b"\x89PNG")
        odd = issue("--visualisation", "bill.png")
        assert (odd.code, odd.err.count("\n")) == (2, 1)
        said = issue("--visualisation", "bill.png", "--visualisation-type", "image/png")
        assert json.loads(said.out)["eBLVisualisationByCarrier"]["contentType"] == "image/png"

    def test_bills_that_it_replaces(self, issue, place):
        replaced = {"oldTransportDocumentReferences": [{"transportDocumentReference": "FLDL-1"}]}
        place.joinpath("old.json").write_text(json.dumps(replaced), "utf-8")
        said = issue("--replacements", "old.json")
        assert json.loads(said.out)["transportDocumentReplacements"] == replaced

    def test_a_fifo_gets_the_request(self, issue, place):
        fifo = place / "fifo"
        os.mkfifo(fifo)
        reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
        try:
            assert issue("-o", "fifo").code == 0
            assert os.read(reader, 65_536).startswith(b'{"document":')
        finally:
            os.close(reader)
        assert stat.S_ISFIFO(fifo.stat().st_mode)


class TestOpenEbl:
    def test_the_pack_is_verified_back_to_its_root(self, fairlead, by_openebl):
        said = by_openebl("-o", "request.json")
        assert (said.code, said.out) == (0, "")
        verify = ("verify", "pack.json", "--root", "root.pem", *AT)
        verdict = fairlead(*verify)
        signature, control = verdict.out.splitlines()[-2:]
        assert (verdict.code, signature[:19], control[:17]) == (
            0, "signature verified:", "control verified:"
        )  # fmt: skip

    def test_the_request_is_the_body_to_be_posted(self, by_openebl):
        said = by_openebl()
        assert json.loads(said.out)["bl_number"] == "FLDL-2025-0001"

    def test_an_id_that_nobody_states_is_new_each_time(self, by_openebl, place):
        parties = {name: value for name, value in PARTIES.items() if name != "id"}
        place.joinpath("parties.json").write_text(json.dumps(parties), "utf-8")
        packs = set()
        for _ in range(2):
            by_openebl()
            packs.add(place.joinpath("pack.json").read_bytes())
        assert len(packs) == 2

    def test_a_refusal_writes_neither(self, by_openebl, place):
        said = by_openebl("-o", "request.json", file="sea-waybill.json")
        assert said.code == 1
        assert {"request.json", "pack.json"} & left(place) == set()

    @pytest.mark.parametrize(
        "words", (("--pack", "-"), ("-o", "pack.json"), ("--replacements", "to.json"))
    )
    def test_words_that_make_no_sense_here(self, by_openebl, words):
        said = by_openebl(*words)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)

    @pytest.mark.parametrize("words", (("--pack", "p.json"), ("--visualisation", "bill.pdf")))
    def test_it_wants_both_the_file_of_the_bill_and_a_file_for_the_pack(self, issue, words):
        said = issue("--format", "openebl", *words, to="parties.json")
        assert (said.code, said.err.count("\n")) == (2, 1)


class TestMisuse:
    @pytest.mark.parametrize("name", ("quay.pem", "chain.pem", "to.json", "straight-bill.json"))
    def test_nothing_that_is_read_is_written_over(self, issue, place, name):
        before = place.joinpath(name).read_bytes()
        said = issue("-o", name)
        assert (said.code, place.joinpath(name).read_bytes()) == (2, before)

    @pytest.mark.parametrize(
        "words",
        (
            ("--pack", "pack.json"),
            ("--visualisation", "-"),
            ("--visualisation", "nowhere.pdf"),
            ("--visualisation-type", "pdf", "--visualisation", "bill.pdf"),
            ("--format", "bolero"),
            ("--at", "yesterday"),
            ("--at", "2028-01-01T00:00:00Z"),
            ("--profile", "lax"),
            ("--allow", "everything"),
            ("--supplement", "-", "--replacements", "-"),
            ("-o", "nowhere/request.json"),
        ),
        ids=" ".join,
    )
    def test_words_that_make_no_sense_get_one_sentence(self, issue, words):
        said = issue(*words)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)

    def test_an_empty_visualisation(self, issue, place):
        place.joinpath("bill.pdf").write_bytes(b"")
        said = issue("--visualisation", "bill.pdf")
        assert (said.code, said.out) == (2, "")
        assert "is empty" in said.err

    def test_a_visualisation_that_is_too_large(self, issue, place):
        place.joinpath("bill.pdf").write_bytes(PDF.ljust(6_000_001))
        said = issue("--visualisation", "bill.pdf")
        assert (said.code, said.out) == (2, "")
        assert "larger than 6000000 bytes" in said.err

    @pytest.mark.parametrize("option", ("--key", "--issue-to"))
    def test_what_is_left_out_is_asked_for(self, fairlead, desk, option):
        words = {"--key": desk, "--issue-to": "to.json"}
        del words[option]
        said = fairlead("issue", "reefer.json", *next(iter(words.items())))
        assert said.code == 2
        assert option in said.err


def test_no_secret_is_told(fairlead, issue, place, monkeypatch):
    monkeypatch.setenv("FAIRLEAD_PASSPHRASE", CANARY)
    fairlead("keys", "new", "locked.pem")
    place.joinpath("to.json").write_text("{}", "utf-8")
    monkeypatch.setenv("FAIRLEAD_PASSPHRASE", f"{CANARY}-not")
    for words in ((), ("--report", "json", "--reveal")):
        said = fairlead(
            "issue", "reefer.json", "--key", "file:locked.pem", "--issue-to", "to.json", *words
        )
        assert CANARY not in said.out + said.err
    place.joinpath("to.json").write_text(json.dumps(PARTY), "utf-8")
    said = fairlead("issue", "reefer.json", "--key", "file:locked.pem", "--issue-to", "to.json")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert CANARY not in said.out + said.err
