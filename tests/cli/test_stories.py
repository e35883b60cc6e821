"""The bills of the stories, asked for everything that may be asked of them."""

import json
import os
import subprocess

import pytest

import fairlead as library
from fairlead.formats import FORMATS
from tests.cli.conftest import COMMAND

BILLS = ("straight-bill", "to-order-two-containers", "reefer", "dangerous-goods")
STORIES = (*BILLS, "sea-waybill", "issuance")
REGISTERED = {
    "registry_record": {
        "id": "0b8f6c52-4f0e-4a4e-9d0f-5a8c1f2d7e12",
        "version": 1,
        "current_owner": "did:web:lines.example.org",
        "kind": "master",
        "created_by": "did:web:lines.example.org",
        "created_at": "2025-04-02T09:30:00Z",
    }
}
"""What a pack says of its bill's registration, as a supplement."""

every_bill = pytest.mark.parametrize("story", BILLS)


@pytest.mark.parametrize("story", STORIES)
def test_it_is_clean(fairlead, story):
    assert fairlead("check", f"{story}.json").code == 0


@pytest.mark.parametrize("story", STORIES)
def test_said_in_its_own_format_it_is_the_same_to_the_last_digit(fairlead, place, story):
    said = fairlead("convert", f"{story}.json", "--to", "dcsa", "--on-loss", "refuse")
    wire = place.joinpath(f"{story}.json").read_text("utf-8")
    assert said.code == 0
    assert json.loads(said.out, parse_float=str) == json.loads(wire, parse_float=str)


@every_bill
def test_carried_there_and_back_it_loses_nothing(fairlead, story):
    words = (f"{story}.json", "--to", "un-json", "--carry", "--on-loss", "refuse")
    there = fairlead("convert", *words)
    back = fairlead("convert", "-", "--to", "dcsa", "--on-loss", "refuse", stdin=there.out.encode())
    assert (there.code, back.code) == (0, 0)
    assert back.out == fairlead("convert", f"{story}.json", "--to", "dcsa").out


@every_bill
def test_losses_are_refused_where_that_is_asked_for(fairlead, story):
    lost = fairlead("convert", f"{story}.json", "--to", "un-json", "--report", "json").faults
    said = fairlead(
        "convert", f"{story}.json", "--to", "un-json", "--on-loss", "refuse", "--report", "json"
    )
    named = [one for one in said.faults if one["severity"] == "loss"]
    assert (said.code, said.out) == (1, "")
    assert [one["code"] for one in said.faults if one["severity"] == "error"] == ["EMIT-032"]
    assert named == [one for one in lost if one["severity"] == "loss"] != []


@pytest.mark.parametrize(
    "more", ((), ("--carry",), ("--on-loss", "report"), ("--allow", "sea-waybill"), ("--strict",))
)
def test_no_option_makes_a_bill_of_lading_of_a_waybill(fairlead, more):
    said = fairlead("convert", "sea-waybill.json", "--to", "un-json", "--report", "json", *more)
    assert (said.code, said.out) == (1, "")
    assert [one["code"] for one in said.faults] == ["EMIT-022"]


@every_bill
def test_the_report_is_that_of_the_library(fairlead, place, story):
    bill = place.joinpath(f"{story}.json").read_bytes()
    made = library.convert(bill, "un-json")
    [document] = fairlead(
        "convert", f"{story}.json", "--to", "un-json", "--report", "json"
    ).documents
    assert document["faults"] == made.report.as_json()
    assert {fate: document["ledger"][fate] for fate in made.ledger.counts} == made.ledger.counts


def test_what_was_made_is_recognised(fairlead):
    for alias in (one.alias for one in FORMATS if one.writes and one.alias != "openebl"):
        story = "sea-waybill.json" if alias == "efti" else "reefer.json"
        made = fairlead("convert", story, "--to", alias, "--report", "none").out
        assert fairlead("detect", "-", stdin=made.encode()).out.startswith(
            f"standard input: {alias} "
        )


class TestASupplement:
    @pytest.fixture
    def said(self, fairlead, place):
        """What a conversion says with a supplement of that text."""

        def convert(text, story, to, *more):
            place.joinpath("more.json").write_text(text, "utf-8")
            words = (f"{story}.json", "--to", to, "--supplement", "more.json", *more)
            return fairlead("convert", *words)

        return convert

    def test_it_never_changes_what_the_source_says(self, said):
        done = said('{"carrier_code": "OTHR"}', "reefer", "un-json", "--report", "json")
        assert (done.code, done.out) == (1, "")
        assert [(one["code"], one["at"]["bill"]) for one in done.faults] == [
            ("EMIT-031", "carrier_code")
        ]

    @pytest.mark.parametrize(
        "text", ("", "[1]", '{"a":', '{"no_such_field": 1}', '{"to_order": "perhaps"}')
    )
    def test_one_that_is_no_part_of_a_bill_is_misuse(self, said, text):
        done = said(text, "reefer", "un-json")
        assert (done.code, done.out) == (2, "")
        assert done.err.count("\n") == 1

    def test_a_registered_bill_becomes_a_pack(self, fairlead, said):
        done = said(json.dumps(REGISTERED), "reefer", "openebl")
        assert done.code == 0
        assert fairlead("detect", "-", stdin=done.out.encode()).out.startswith(
            "standard input: openebl"
        )

    def test_an_endorsement_blocks_a_pack_until_it_is_allowed(self, said):
        story = ("to-order-two-containers", "openebl", "--report", "json")
        blocked = said(json.dumps(REGISTERED), *story)
        allowed = said(json.dumps(REGISTERED), *story, "--allow", "endorsement")
        assert (blocked.code, [one["code"] for one in blocked.faults]) == (1, ["EMIT-033"])
        assert blocked.out == ""
        assert allowed.code == 0


def test_a_report_that_nobody_reads_changes_nothing(place, program):
    words = ("convert", "reefer.json", "--to", "un-json")
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [COMMAND, *words], stdout=subprocess.PIPE, stderr=writer, env={}, check=False, cwd=place
    )
    os.close(writer)
    assert done.returncode == 0
    assert done.stdout.decode() == program(*words).out
