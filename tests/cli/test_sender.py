"""Who sends the interchange that is written, as it is said at the command line."""

import datetime as dt

import pytest

from fairlead.cli import asked
from fairlead.syntax import edifact

CONVERT = ("convert", "straight-bill.json", "--to", "iftmcs")
SAID = ("--sender", "QUAYSIDE:ZZZ", "--recipient", "urn?:harbour", "--reference", "REF-1")


def sent(said):
    assert said.code == 0
    return edifact.read(said.out.encode("iso8859-1"))


def test_it_is_said_in_four_options(fairlead):
    said = fairlead(*CONVERT, *SAID, "--prepared", "2026-11-20T09:00")
    interchange = sent(said)
    assert interchange.header["S002"] == {"0004": "QUAYSIDE", "0007": "ZZZ"}
    assert interchange.header["S003"] == {"0010": "urn:harbour"}
    assert interchange.prepared == ("261120", "0900")
    assert interchange.control_reference == "REF-1"
    assert "EMIT-036" not in said.err


def test_the_clock_is_read_where_that_is_asked_for(fairlead, monkeypatch):
    noon = dt.datetime(2026, 11, 20, 12, 0, 59, tzinfo=dt.UTC)
    monkeypatch.setattr(asked, "now", lambda: noon)
    assert sent(fairlead(*CONVERT, "--prepared", "now")).prepared == ("261120", "1200")
    assert sent(fairlead(*CONVERT)).prepared == ("000101", "0000")


def test_what_nobody_says_is_noted_with_how_to_say_it(fairlead):
    said = fairlead(*CONVERT)
    assert said.code == 0
    assert "note  EMIT-036" in said.err
    assert "--sender, --recipient, --prepared and --reference" in said.err
    [fault] = [
        one for one in fairlead(*CONVERT, "--report", "json").faults if one["code"] == "EMIT-036"
    ]
    assert fault["at"] == {"bill": None, "wire": None}


@pytest.mark.parametrize(
    ("words", "says"),
    (
        (("--sender", "S" * 36), "sender has at most 35 characters"),
        (("--sender", "A:B:C"), "--sender takes ID or ID:QUALIFIER"),
        (("--recipient", ""), "--recipient takes ID or ID:QUALIFIER"),
        (("--recipient", "A:"), "--recipient takes ID or ID:QUALIFIER"),
        (("--sender", "A?"), "--sender takes ID or ID:QUALIFIER"),
        (("--prepared", "2026-11-20"), "--prepared takes a time such as"),
        (("--prepared", "2026-11-20T09:00:30"), "--prepared takes a time such as"),
        (("--prepared", "2026-11-20T09:00+01:00"), "09:00, or now, without a zone, for UNB states"),
        (("--prepared", "2026-11-20T09:00Z"), "09:00, or now, without a zone, for UNB states none"),
        (("--prepared", "yesterday"), "--prepared takes a time such as"),
        (("--reference", "R" * 15), "control_reference has at most 14"),
        (("--reference", "R", "--each", "--output", "."), "names one interchange"),
        (("--to", "un-json", "--sender", "S"), "un-json goes out in no interchange"),
    ),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_misuse_is_one_sentence(fairlead, words, says):
    said = fairlead(*CONVERT, *words)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert said.err.count("\n") == 1
