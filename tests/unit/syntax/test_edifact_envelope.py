"""The envelope is checked, and each message is judged for itself."""

import pytest

from fairlead.errors import Refused
from fairlead.syntax.edifact import read
from tests.unit.syntax.interchanges import enveloped, message, small

UNH = "UNH+M1+IFTMCS:D:00B:UN'"
GROUP = "UNG+IFTMCS+A+B+260911:1200+G1+UN+D:00B'"


def refusal(data):
    """The code and the place of the one fault that an interchange is refused for."""
    with pytest.raises(Refused) as caught:
        read(data)
    (fault,) = caught.value.report
    return fault.code, fault.at.wire


def faults(*messages):
    """What is wrong with each message of an interchange."""
    return [[one.code for one in each.faults] for each in read(enveloped(*messages)).messages]


def between(*parts):
    """An interchange of the parts, whatever they are, that counts one."""
    unb = "UNB+UNOC:3+A+B+260911:1200+1'"
    return "".join((unb, *parts, "UNZ+1+1'")).encode()


def test_the_header_is_given_as_data():
    unb = "UNB+UNOC:3+ME:14+YOU:ZZZ+260911:1200+77++LADING++++1'"
    interchange = read(f"{unb}{small()}UNZ+1+77'".encode())
    assert (interchange.sender, interchange.recipient) == ("ME", "YOU")
    assert interchange.prepared == ("260911", "1200")
    assert (interchange.control_reference, interchange.application_reference) == ("77", "LADING")
    assert interchange.is_test
    assert interchange.header["S002"] == {"0004": "ME", "0007": "14"}


def test_a_message_says_what_it_is():
    (one,) = read(enveloped(small())).messages
    assert (one.number, one.reference) == (1, "M1")
    assert one.identifier == {"0065": "IFTMCS", "0052": "D", "0054": "00B", "0051": "UN"}
    assert one.segments == ["UNH+M1+IFTMCS:D:00B:UN", "BGM+705", "UNT+3+M1"]


def test_one_bad_message_does_not_stop_the_others():
    bad = message(UNH + "BGM+705'", count=9)
    others = [small(reference=reference) for reference in ("M2", "M3")]
    assert faults(others[0], bad, others[1]) == [[], ["READ-042"], []]


def test_many_messages_are_numbered():
    messages = read(enveloped(*[small(reference=f"M{n}") for n in range(49)])).messages
    assert [one.number for one in messages] == list(range(1, 50))


@pytest.mark.parametrize(
    ("text", "codes"),
    (
        (message(UNH + "BGM+705'", count=2), ["READ-042"]),
        (message(UNH + "BGM+705'", count="three"), ["READ-042"]),
        (message(UNH + "BGM+705'", count="00003"), []),
        (message(UNH + "BGM+705'", reference="M2"), ["READ-043"]),
        (message(UNH + "BGM+705'", count=1, reference="M2"), ["READ-042", "READ-043"]),
        (message("UNH+M1'"), ["READ-059"]),
        (message("UNH++IFTMCS:D:00B:UN'", reference=""), ["READ-059", "READ-059"]),
        (message("UNH+M1+IFTMCS:D::UN'"), ["READ-059"]),
        (message(UNH + "'"), ["READ-037"]),
        (message(UNH + "+705'"), ["READ-037"]),
        (message(UNH + "bgm+705'"), ["READ-037"]),
        (message(UNH + "BGMX'"), ["READ-037"]),
        (UNH + "BGM+705'", ["READ-047"]),
        (UNH + "UNT+2'", ["READ-059"]),
        (UNH + "UNT+2+M1+9'", ["READ-052"]),
    ),
)
def test_what_is_wrong_with_a_message_is_a_fault_of_it(text, codes):
    assert faults(text, small(reference="M9")) == [codes, []]


@pytest.mark.parametrize(
    ("data", "code"),
    (
        (enveloped(small()).replace(b"UNZ+1", b"UNZ+2"), "READ-040"),
        (enveloped(small()).replace(b"1+CTRL0001'", b"1+CTRL0002'"), "READ-041"),
        (enveloped(small()).replace(b"UNOC:3", b"UNOC:5"), "READ-046"),
        (enveloped(small()).replace(b"UNOC:3", b"UNOC"), "READ-046"),
        (enveloped(small()).replace(b"+CTRL0001'UNH", b"'UNH"), "READ-059"),
        (enveloped(small()).replace(b"+RECEIVERX:ZZZ", b"+"), "READ-059"),
        (between("BGM+705'"), "READ-039"),
        (between(small(), "BGM+705'"), "READ-039"),
        (between("UNT+1+M1'"), "READ-039"),
        (between(small(), "UNB+UNOC:3'"), "READ-039"),
        (between(small(), "UNZ+1+1'"), "READ-039"),
        (between(small(), "'"), "READ-039"),
        (b"UNB+UNOC:3+A+B+260911:1200+1'" + small().encode(), "READ-039"),
        (b"UNB+UNOC:3+A+B+260911:1200+1'", "READ-039"),
    ),
)
def test_an_envelope_that_cannot_be_trusted_refuses_the_interchange(data, code):
    assert refusal(data)[0] == code


def test_the_place_in_the_envelope_is_told():
    data = enveloped(small()).replace(b"UNZ+1", b"UNZ+2")
    assert refusal(data) == ("READ-040", "segment 5 of the interchange UNZ")


def test_a_reference_names_one_message_of_an_interchange():
    other = small(reference="M2")
    first, again, good, third = read(enveloped(small(), small(), other, small())).messages
    assert (first.faults, good.faults) == ((), ())
    for repeated in (again, third):
        assert [(one.code, str(one.at)) for one in repeated.faults] == [
            ("READ-026", "segment 1 UNH element 1")
        ]
        assert repeated.faults[0].says == "message 1 has the same message reference"


def test_a_reference_names_one_message_of_each_group():
    second = GROUP.replace("G1", "G2")
    groups = (GROUP, small(), small(), "UNE+2+G1'", second, small(), "UNE+1+G2'")
    unb = "UNB+UNOC:3+A+B+260911:1200+1'"
    messages = read("".join((unb, *groups, "UNZ+2+1'")).encode()).messages
    assert [[one.code for one in each.faults] for each in messages] == [[], ["READ-026"], []]


def test_in_version_4_a_reference_names_a_message_with_its_identifier():
    other = small().replace("IFTMCS:D:00B", "IFTMIN:D:00B")
    codes = {
        version: [len(one.faults) for one in read(enveloped(*two, version=version)).messages]
        for version in "34"
        for two in [(small(), other)]
    }
    assert codes == {"3": [0, 1], "4": [0, 0]}


def test_functional_groups_are_read():
    parts = (GROUP, small(), small(reference="M2"), "UNE+2+G1'")
    (one, two) = read(between(*parts)).messages
    assert one.group["0048"] == "G1"
    assert two.group is one.group


@pytest.mark.parametrize(
    ("parts", "code"),
    (
        ((GROUP, small(), "UNE+2+G1'"), "READ-044"),
        ((GROUP, small(), "UNE+1+G2'"), "READ-045"),
        ((GROUP, small()), "READ-039"),
        ((small(), "UNE+1+G1'"), "READ-039"),
        ((GROUP, GROUP, small(), "UNE+1+G1'"), "READ-039"),
        ((small(), GROUP, small(), "UNE+1+G1'"), "READ-039"),
        ((GROUP, small(), "UNE+1+G1'", small()), "READ-039"),
    ),
)
def test_a_group_whose_envelope_is_wrong_refuses_the_interchange(parts, code):
    assert refusal(between(*parts))[0] == code


@pytest.mark.parametrize("version", "1234")
def test_versions_1_to_4_are_read(version):
    assert read(enveloped(small(), version=version)).messages[0].faults == ()


def test_a_fault_quotes_no_value():
    data = enveloped(message(UNH.replace("M1", "SECRET"), reference="OTHER"))
    assert "SECRET" not in repr(read(data).messages[0].faults)
