"""`fairlead formats check`: what it says of the examples of a format of one's own."""

import json

import pytest
from msgspec import structs

from fairlead.lens import Mapping
from tests.unit.formats.folders import BILL, MAPPING, SCHEMA, unsaid, write

NUMBER = "transport_document_reference"
SAID = {"transport_document_reference": "QS-1", "issue_date": "2026-02-28"}


@pytest.fixture
def checked(fairlead, place):
    """What is said of a format with an example; each file of it is a text, or data."""

    def check(name, files, beside=(), **format_):
        folder = write(place / "formats", **format_)
        here = folder / "vectors" / name
        here.mkdir(parents=True)
        for file, said in {"README": "What the rows say.", **files}.items():
            text = said if isinstance(said, str) else json.dumps(said)
            here.joinpath(file).write_text(text, "utf-8")
        for file, text in dict(beside).items():
            folder.joinpath(file).write_text(text, "utf-8")
        return fairlead("formats", "check", folder, "--bills", 5)

    return check


@pytest.mark.parametrize(
    ("faults", "says"),
    (
        ("[", "faults.json is no JSON: "),
        ("{}", "faults.json: 'faults.json' must be a list; write "),
        ([{"cod": "PARSE-002"}], "faults.json: it lacks the word 'code'; write "),
        ([{"code": "PARSE-002"}], "faults.json: PARSE-002 has no place in 'wire'; write "),
        ([], "faults.json names no fault, so nothing would be compared; write "),
    ),
    ids=("no JSON", "no list", "a misspelt word", "no place", "no fault"),
)
def test_the_faults_that_are_due_are_named_or_the_file_is_refused(checked, faults, says):
    said = checked("odd_refused", {"wire.json": {}, "faults.json": faults})
    assert said.code == 2
    assert f"fairlead: error: odd_refused/{says}" in said.err
    assert said.err.endswith('write [{"code": "...", "wire": "..."}]\n')


def test_an_example_whose_faults_are_lacking_says_what_to_write(checked):
    said = checked("odd_unsayable", {"bill.json": SAID})
    assert said.code == 2
    assert 'no odd_unsayable/faults.json; write [{"code": "...", "bill": "..."}]' in said.err


def test_a_document_that_is_not_refused_is_no_refused_one(checked):
    due = [{"code": "PARSE-002", "wire": "/issued"}]
    said = checked("odd_refused", {"wire.json": BILL, "faults.json": due})
    assert said.code == 1
    assert (
        "  example: odd_refused\n    at: /issued: PARSE-002 is due, no fault is found" in said.out
    )


def test_a_fault_of_the_schema_is_compared_with_its_place(checked):
    wire = {"quayNumber": "QS-1", "issued": 5}
    due = [{"code": "PARSE-002", "wire": "/quayNumber"}]
    said = checked("odd_refused", {"wire.json": wire, "faults.json": due})
    assert "at: /quayNumber: PARSE-002 is due, no fault (but PARSE-002 at /issued)" in said.out


def test_what_is_critical_is_a_reason_to_refuse(checked):
    classes = """
[[class]]
at = "clerk"
default = "critical"
because = "the clerk may have signed"
"""
    due = [{"code": "PARSE-031", "wire": "/clerk"}]
    files = {"wire.json": {**BILL, "clerk": "Kim"}, "faults.json": due}
    said = checked("clerk_refused", files, beside={"classes.toml": classes})
    assert "1 of 1 examples hold" in said.out


def test_a_bill_that_can_be_written_is_no_unsayable_one(checked):
    due = [{"code": "EMIT-021", "bill": "transport_document_reference"}]
    said = checked("odd_unsayable", {"bill.json": SAID, "faults.json": due})
    assert "at: transport_document_reference: EMIT-021 is due, no fault is found" in said.out


def test_the_first_differences_of_an_example_are_shown(checked):
    said = checked("bill", {"wire.json": BILL, "bill.json": {**SAID, "issue_date": "2026-03-01"}})
    assert (
        "  example: bill\n"
        '    at: issue_date: "2026-03-01" is due, "2026-02-28" is found\n'
        '    at: /issued: "2026-02-28" is due, "2026-03-01" is found\n'
    ) in said.out


def test_a_document_that_its_schema_refuses_is_an_example_that_does_not_hold(checked):
    said = checked("bill", {"wire.json": {"issued": "2026-02-28"}, "bill.json": SAID})
    assert said.code == 1
    assert "at: /quayNumber: no fault is due, PARSE-001 (" in said.out


def test_of_many_differences_the_others_are_counted(checked):
    more = {"carrier_clauses": [f"clause {number}" for number in range(9)]}
    said = checked("bill", {"wire.json": BILL, "bill.json": SAID | more})
    assert "\n    at: and " in said.out


def coded(field, *rows):
    """What the folder of a format says in which `clerk` is a code; and its code list."""
    row = f'{field} = {{ at = "clerk", as = "code(list)" }}\n'
    beside = {"list.csv": "\n".join(("canon,wire,relation,source", *rows, ""))}
    return {"mapping": MAPPING + row, "rest": unsaid(field), "beside": beside}


WHOLE = {"wire.json": BILL, "bill.json": SAID}


def test_the_reasons_are_named_for_which_drawn_bills_are_refused(checked):
    said = checked("bill", WHOLE, **coded("transport_document_type", "bill-of-lading,OBL,=,x"))
    assert " leaves are tried, 0 are without account\n  refused: " in said.out
    assert " for EMIT-022 at transport_document_type: the target has no code for this" in said.out


def test_a_law_that_a_mapping_breaks_is_named(checked, monkeypatch):
    reads = Mapping.parse

    def forgets(self, tree):
        parsed = reads(self, tree)
        bill = parsed.bill and structs.replace(parsed.bill, issue_date=None)
        return structs.replace(parsed, bill=bill)

    monkeypatch.setattr(Mapping, "parse", forgets)
    said = checked("bill", WHOLE)
    assert said.code == 1
    assert "  law: issue_date is neither read back nor reported\n" in said.out


SURVIVOR = """
[explained]
"swapped codes: list: prepaid and collect" = "the two are printed alike"
"""


def test_a_mistake_that_makes_no_difference_is_explained_in_the_folder(checked):
    said = coded("freight_payment_terms", "prepaid,PP,=,x", "collect,CC,=,x")
    said["beside"]["survivors.toml"] = SURVIVOR
    told = checked("bill", WHOLE, **said).out
    assert ", 1 explained, " in told
    assert "survivor: swapped codes: list: prepaid and collect" not in told


def test_an_explanation_of_nothing_that_survives_is_named(checked):
    said = coded("freight_payment_terms", "prepaid,PP,=,x", "collect,CC,=,x")
    said["beside"]["survivors.toml"] = SURVIVOR.replace("codes: list", "code: list")
    told = checked("bill", WHOLE, **said)
    assert told.code == 1
    assert "survivors.toml: swapped code: list: prepaid and collect: no such mistake" in told.out
    assert "; did you mean swapped codes: list: prepaid and collect?" in told.out


def test_a_file_of_survivors_that_says_something_else_is_refused(checked):
    odd = SURVIVOR.replace("[explained]", "[expained]")
    said = checked("bill", WHOLE, beside={"survivors.toml": odd})
    assert said.code == 2
    assert 'write "the mistake" = "the reason"' in said.err


def test_what_is_due_is_recorded_where_an_example_does_not_hold(fairlead, place):
    folder = write(place / "formats")
    for name, files in {
        "bill": {"wire.json": BILL, "bill.json": {}},
        "holds": {"wire.json": BILL, "bill.json": SAID},
        "odd_refused": {"wire.json": {"quayNumber": 5}},
        "lost_emit": {"wire.json": BILL, "bill.json": {**SAID, "is_electronic": True}},
    }.items():
        here = folder / "vectors" / name
        here.mkdir(parents=True)
        here.joinpath("README").write_text("Why.", "utf-8")
        for file, said in files.items():
            here.joinpath(file).write_text(json.dumps(said), "utf-8")
    said = fairlead("formats", "accept", folder)
    wrote = [line.rpartition("vectors/")[2] for line in said.out.splitlines()]
    assert wrote == ["bill/bill.json", "lost_emit/losses.json", "odd_refused/faults.json"]
    assert "4 of 4 examples hold" in fairlead("formats", "check", folder, "--bills", 0).out
    assert fairlead("formats", "accept", folder).out == ""


def test_an_example_that_comes_to_nothing_is_not_recorded(fairlead, place):
    folder = write(place / "formats")
    here = folder / "vectors" / "fine_refused"
    here.mkdir(parents=True)
    here.joinpath("README").write_text("Why.", "utf-8")
    here.joinpath("wire.json").write_text(json.dumps(BILL), "utf-8")
    said = fairlead("formats", "accept", folder)
    assert (said.code, here.joinpath("faults.json").exists()) == (2, False)
    assert "fine_refused is not refused, so there is nothing to record" in said.err


LENGTHS = {"type": "string", "minLength": 4, "maxLength": 20}
"""A number of at least four characters: what the mapping writes of a shorter one, it refuses."""


def test_what_the_schema_refuses_of_a_bill_is_recorded_with_its_place(fairlead, place):
    schema = {**SCHEMA, "properties": {**SCHEMA["properties"], "quayNumber": LENGTHS}}
    folder = write(place / "formats", schema=schema)
    for name, bill in (("a-fine_unsayable", SAID), ("short_unsayable", {NUMBER: "Q"})):
        here = folder / "vectors" / name
        here.mkdir(parents=True)
        here.joinpath("README").write_text("Why.", "utf-8")
        here.joinpath("bill.json").write_text(json.dumps(bill), "utf-8")
    said = fairlead("formats", "accept", folder)
    assert said.code == 2
    assert "a-fine_unsayable is not refused, so there is nothing to record" in said.err
    assert said.out.endswith("short_unsayable/faults.json\n")
    due = json.loads(folder.joinpath("vectors/short_unsayable/faults.json").read_text("utf-8"))
    assert due == [{"code": "EMIT-004", "wire": "/quayNumber"}]
    folder.joinpath("vectors/a-fine_unsayable/README").unlink()
    assert "1 of 1 examples hold" in fairlead("formats", "check", folder, "--bills", 0).out
