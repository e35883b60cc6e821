"""Each character set is read by its own encoding, and no letter is ever replaced."""

from datetime import datetime

import pytest

from fairlead.errors import Refused, UsageError
from fairlead.syntax.edifact import Envelope, grouped, read, write
from tests.unit.syntax.interchanges import directory, enveloped, small, tree_of

TABLE = directory().table
SETS = [
    ("UNOA", "KIEL", "KIEL"),
    ("UNOB", "Kiel", "Kiel"),
    ("UNOC", "Ærø", "Ærø"),
    ("UNOD", "Łódź", "Łódź"),
    ("UNOE", "Київ", "Київ"),
    ("UNOF", "Πειραιάς", "Πειραιάς"),
    ("UNOG", "Ħamrun", "Ħamrun"),
    ("UNOH", "Ķekava", "Ķekava"),
    ("UNOI", "دبي", "دبي"),
    ("UNOJ", "חיפה", "חיפה"),
    ("UNOK", "Åğrı", "Åğrı"),
    ("UNOW", "上海", "上海"),
    ("UNOY", "上海 Łódź", "上海 Łódź"),
]
PYTHON = {
    "UNOA": "ascii", "UNOB": "ascii", "UNOC": "latin-1", "UNOD": "iso8859-2", "UNOE": "iso8859-5",
    "UNOF": "iso8859-7", "UNOG": "iso8859-3", "UNOH": "iso8859-4", "UNOI": "iso8859-6",
    "UNOJ": "iso8859-8", "UNOK": "iso8859-9", "UNOW": "utf-8", "UNOY": "utf-8",
}  # fmt: skip


def bytes_of(name, text):
    """An interchange in a character set that says a text."""
    body = enveloped(small(f"FTX+AAA+++{text}'"), charset=name).decode()
    return body.encode(PYTHON[name])


def faults_of(data):
    """What is wrong with the one message of an interchange."""
    (message,) = read(data).messages
    return [(one.code, one.at.wire) for one in message.faults]


def saying(text):
    """A tree that says a text."""
    tree = tree_of("FTX+AAA+++A'")
    tree["FTX"][0]["C108"]["4440"] = [text]
    return tree


def written(text, **how):
    """The interchange that says a text."""
    envelope = Envelope("A", "B", datetime(2026, 11, 20, 9, 0), "1", **how)  # noqa: DTZ001
    return write([(saying(text), TABLE)], envelope)


@pytest.mark.parametrize(("name", "text", "says"), SETS)
def test_a_character_set_is_read_by_its_encoding(name, text, says):
    (message,) = read(bytes_of(name, text)).messages
    assert message.faults == ()
    assert grouped(message, TABLE)["FTX"][0]["C108"]["4440"] == [says]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (name, text)
        for name, text, _ in SETS
        if name in {"UNOB", "UNOC", "UNOD", "UNOE", "UNOF", "UNOG", "UNOH", "UNOI", "UNOJ", "UNOK"}
    ],
)
def test_the_smallest_set_that_can_say_it_is_written(name, text):
    assert f"UNB+{name}:".encode() in written(text)


def test_what_no_small_set_can_say_is_written_in_utf_8_by_version_4():
    data = written("上海 Łódź")
    assert b"UNB+UNOY:4+A+B+20261120:0900" in data
    assert grouped(read(data).messages[0], TABLE) == saying("上海 Łódź")


def test_a_set_that_is_asked_for_is_written():
    assert b"UNB+UNOY:4" in written("Kiel", charset="UNOY")


@pytest.mark.parametrize(("name", "text"), (("UNOA", "Kiel"), ("UNOC", "Łódź"), ("UNOB", "a@b")))
def test_a_set_that_cannot_say_it_is_refused(name, text):
    with pytest.raises(Refused) as caught:
        written(text, charset=name)
    (fault,) = caught.value.report
    assert (fault.code, fault.at.wire) == ("EMIT-024", "segment 3 FTX element 4")


def test_a_set_that_does_not_exist_cannot_be_asked_for():
    with pytest.raises(UsageError, match="UNOX"):
        written("Kiel", charset="UNOX")


def test_a_control_character_is_not_written():
    with pytest.raises(Refused, match="control character"):
        written("line\nbreak")


@pytest.mark.parametrize("name", (b"UNOX", b"UNOZ", b"unoc", b"", b"UNO"))
def test_a_set_that_cannot_be_read_is_refused(name):
    with pytest.raises(Refused, match="READ-032"):
        read(enveloped(small()).replace(b"UNOC", name))


@pytest.mark.parametrize(
    ("name", "stray", "code"),
    (
        ("UNOA", b"Kiel", "READ-033"),
        ("UNOA", "Ærø".encode("latin-1"), "READ-033"),
        ("UNOB", b"a@b", "READ-033"),
        ("UNOC", b"Ki\x92el", "READ-035"),
        ("UNOC", b"Ki\tel", "READ-035"),
        ("UNOC", b"Ki\nel", "READ-035"),
        ("UNOC", "Ærø".encode(), "READ-034"),
        ("UNOC", "上海".encode(), "READ-034"),
    ),
)
def test_a_stranger_among_the_characters_is_a_fault_with_its_place(name, stray, code):
    data = bytes_of(name, "KIEL").replace(b"KIEL", stray)
    assert faults_of(data) == [(code, "segment 3 FTX")]


@pytest.mark.parametrize(
    ("name", "stray"), (("UNOY", b"\xc6r\xf8"), ("UNOF", b"\xff"), ("UNOI", b"\xff"))
)
def test_a_byte_that_means_nothing_refuses_the_interchange(name, stray):
    data = bytes_of(name, "KIEL").replace(b"KIEL", stray)
    with pytest.raises(Refused) as caught:
        read(data)
    (fault,) = caught.value.report
    assert (fault.code, fault.at.wire) == ("READ-033", f"byte {data.index(stray)}")


def test_a_stranger_in_the_envelope_refuses_the_interchange():
    with pytest.raises(Refused, match="READ-033"):
        read(enveloped(small(), charset="UNOA").replace(b"SENDERX", b"sender"))
