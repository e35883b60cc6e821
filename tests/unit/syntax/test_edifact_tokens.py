"""An interchange is split without loss, whatever its service characters are."""

import pytest

from fairlead.errors import Refused
from fairlead.syntax.edifact import Limits, read, split
from tests.conftest import shared_files
from tests.unit.syntax.interchanges import bill, enveloped

PLAIN = enveloped(bill(2))


def refusal(data, limits=None):
    """The code and the place of the one fault that an interchange is refused for."""
    with pytest.raises(Refused) as caught:
        split(data, limits) if limits else split(data)
    (fault,) = caught.value.report
    return fault.code, fault.at.wire


@pytest.mark.parametrize("path", shared_files("samples", "edifact/*.edi", cases=2))
def test_what_others_wrote_is_written_back_byte_for_byte(path):
    data = path.read_bytes()
    assert split(data).write() == data


@pytest.mark.parametrize("path", shared_files("samples", "edifact/*hapag*.edi", cases=1))
def test_the_booking_confirmation_is_read(path):
    (message,) = read(path.read_bytes()).messages
    assert (message.identifier["0065"], message.faults) == ("IFTMBC", ())


@pytest.mark.parametrize("path", shared_files("samples", "edifact/*bring*.edi", cases=1))
def test_the_empty_segment_of_the_instruction_is_a_fault_with_its_place(path):
    (message,) = read(path.read_bytes()).messages
    faults = [(one.code, one.at.wire) for one in message.faults]
    assert ("READ-037", "segment 54") in faults
    assert ("READ-034", "segment 48 FTX") in faults  # UNOC is stated, and it is UTF-8
    assert ("READ-042", "segment 71 UNT element 1") in faults


@pytest.mark.parametrize("breaks", (b"\n", b"\r\n", b"\r", b"\n\n"))
def test_line_breaks_after_terminators_are_kept(breaks):
    data = PLAIN.replace(b"'", b"'" + breaks)
    tokens = split(data)
    assert tokens.write() == data
    assert tokens.segments == split(PLAIN).segments


@pytest.mark.parametrize("una", ("UNA:+.? '", "UNA:+,? '", "UNA|^.\\ ~", "UNA:+.  '", "UNA:+.? \n"))
def test_every_service_character_may_be_redefined(una):
    table = str.maketrans(":+.? '", una[3:])
    text = PLAIN.decode().replace(".", "").replace("?", "").translate(table)
    tokens = split((una + text).encode())
    assert tokens.write() == (una + text).encode()
    assert len(tokens.segments) == len(split(PLAIN).segments)


def test_information_separators_are_the_default_of_level_b():
    data = b"UNB\x1dUNOB\x1f1\x1dA\x1dB\x1d261120\x1f0900\x1d1\x1cUNZ\x1d0\x1d1\x1c"
    assert read(data).sender == "A"


@pytest.mark.parametrize(
    "una",
    (b"UNA::.? '", b"UNA:+?? '", b"UNAA+.? '", b"UNA:+;? '", b"UNA:+.?+'", b"UNA:+.", b"UNA  .? '"),
)
def test_service_characters_that_cannot_be_told_apart_are_refused(una):
    assert refusal(una + PLAIN if len(una) == 9 else una) == ("READ-031", "UNA")


@pytest.mark.parametrize("data", (b"", b" \n"))
def test_an_empty_input_is_refused(data):
    assert refusal(data) == ("READ-012", "")


@pytest.mark.parametrize("data", (b"{}", b"UNH+1'", b" " + PLAIN, b"UNB:UNOC'", b"ISA*00*"))
def test_what_is_no_interchange_is_refused(data):
    assert refusal(data) == ("READ-030", "")


def test_a_byte_order_mark_is_refused():
    assert refusal(b"\xef\xbb\xbf" + PLAIN) == ("READ-003", "")


def test_an_end_inside_a_segment_is_refused():
    count = len(split(PLAIN).segments)
    assert refusal(PLAIN[:-1]) == ("READ-036", f"segment {count} of the interchange")


def test_a_release_character_before_the_last_terminator_is_an_end_inside_a_segment():
    assert refusal(PLAIN[:-1] + b"?'")[0] == "READ-036"


def test_a_released_terminator_ends_no_segment():
    data = PLAIN.replace(b"705'DTM", b"705?'DTM").replace(b"9'DTM", b"9?'DTM")
    assert len(split(data).segments) == len(split(PLAIN).segments) - 1


def test_a_released_release_character_releases_nothing():
    assert split(b"UNB+UNOC:3+A??'UNZ'").segments == ["UNB+UNOC:3+A??", "UNZ"]


@pytest.mark.parametrize(
    ("limits", "code"),
    (
        (Limits(size=100), "READ-001"),
        (Limits(segments=10), "READ-055"),
        (Limits(elements=4), "READ-056"),
        (Limits(text=20), "READ-010"),
    ),
)
def test_an_interchange_over_a_limit_is_refused(limits, code):
    assert refusal(PLAIN, limits)[0] == code
