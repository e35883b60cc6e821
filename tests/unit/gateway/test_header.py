"""Who sends an interchange: what the caller says stands in UNB, and what nobody says is noted."""

import datetime as dt

import pytest

from fairlead import InterchangeHeader, UsageError, convert, convert_each
from fairlead.formats import FORMATS, Capability
from fairlead.syntax import edifact
from tests.conftest import ROOT
from tests.unit.gateway.interchanges import of_stories

BILL = (ROOT / "examples" / "straight-bill" / "bill.dcsa.json").read_bytes()
NINE = dt.datetime(2026, 11, 20, 9, 0)  # noqa: DTZ001 - UNB states no zone
WHOLE = InterchangeHeader("QUAYSIDE", "HARBOUR", "ZZZ", "14", NINE, "REF-1")


def notes(made):
    return [one.says for one in made.report if one.code == "EMIT-036"]


def sent(header=None):
    made = convert(BILL, "iftmcs", header=header)
    return edifact.read(made.output), notes(made)


def test_what_is_said_stands_in_the_envelope():
    interchange, told = sent(WHOLE)
    assert interchange.header["S002"] == {"0004": "QUAYSIDE", "0007": "ZZZ"}
    assert interchange.header["S003"] == {"0010": "HARBOUR", "0007": "14"}
    assert interchange.prepared == ("261120", "0900")
    assert interchange.control_reference == "REF-1"
    assert told == []


def test_what_nobody_says_is_a_placeholder_and_noted():
    interchange, told = sent()
    assert (interchange.sender, interchange.recipient) == ("SENDER", "RECIPIENT")
    assert (interchange.prepared, interchange.control_reference) == (("000101", "0000"), "1")
    [says] = told
    assert "sender, recipient, time of preparation, control reference;" in says


def test_what_is_said_in_part_is_noted_for_the_rest():
    interchange, [told] = sent(InterchangeHeader("QUAYSIDE", prepared=NINE))
    assert (interchange.sender, interchange.recipient) == ("QUAYSIDE", "RECIPIENT")
    assert ": recipient, control reference;" in told


def test_the_message_is_the_same_whoever_sends_it():
    [one], [other] = (sent(header)[0].messages for header in (None, WHOLE))
    assert one.segments == other.segments


def test_an_identification_in_other_letters_is_read_back():
    interchange, _ = sent(InterchangeHeader("Łódź: 'Port'+?", "漢"))
    assert (interchange.sender, interchange.recipient) == ("Łódź: 'Port'+?", "漢")
    assert interchange.prepared[0] == "20000101"


def test_an_interchange_that_is_read_does_not_say_who_sends_the_next():
    first = convert(BILL, "iftmcs", header=WHOLE).output
    made = convert(first, "iftmcs")
    assert edifact.read(made.output).sender == "SENDER"
    assert notes(made)


@pytest.mark.parametrize(
    "to", [one.alias for one in FORMATS if Capability.INTERCHANGE not in one.capabilities]
)
def test_what_goes_out_in_no_interchange_has_no_sender(to):
    with pytest.raises(UsageError, match="in no interchange"):
        convert(BILL, to, header=WHOLE)


def test_every_edifact_format_goes_out_in_an_interchange():
    edifact_formats = {one.alias for one in FORMATS if one.wire.syntax == "edifact"}
    assert edifact_formats == {
        one.alias for one in FORMATS if Capability.INTERCHANGE in one.capabilities
    }


def test_one_reference_does_not_name_several_interchanges():
    with pytest.raises(UsageError, match="names one interchange"):
        convert_each(of_stories(), "iftmcs", header=WHOLE)
    parties = InterchangeHeader("QUAYSIDE", "HARBOUR")
    first, *_ = convert_each(of_stories(), "iftmcs", header=parties)
    assert edifact.read(first.output).sender == "QUAYSIDE"


@pytest.mark.parametrize(
    ("wrong", "says"),
    (
        ({"sender": "S" * 36}, "sender has at most 35 characters"),
        ({"recipient": "R" * 36}, "recipient has at most 35 characters"),
        ({"sender": "S", "sender_qualifier": "12345"}, "sender_qualifier has at most 4"),
        ({"sender_qualifier": "ZZZ"}, "sender_qualifier qualifies a sender"),
        ({"recipient_qualifier": "ZZZ"}, "recipient_qualifier qualifies a recipient"),
        ({"control_reference": "C" * 15}, "control_reference has at most 14"),
        ({"sender": ""}, "without blanks around it"),
        ({"recipient": " R"}, "without blanks around it"),
        ({"sender": "A\x1bB"}, "no control character"),
        ({"control_reference": "A\nB"}, "no control character"),
        ({"sender": "A\ud800"}, "no control character"),
        ({"prepared": NINE.replace(tzinfo=dt.UTC)}, "no zone"),
        ({"prepared": NINE.replace(second=1)}, "to the minute"),
        ({"prepared": NINE.replace(year=1999)}, "2000 to 2099"),
    ),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_unb_cannot_state_is_misuse(wrong, says):
    with pytest.raises(UsageError, match=says):
        InterchangeHeader(**wrong)


def test_the_longest_texts_are_whole():
    header = InterchangeHeader("S" * 35, "R" * 35, "Q" * 4, "Q" * 4, NINE, "C" * 14)
    interchange, told = sent(header)
    assert (interchange.sender, interchange.recipient) == ("S" * 35, "R" * 35)
    assert (interchange.control_reference, told) == ("C" * 14, [])
