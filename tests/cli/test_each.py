"""Many messages in one interchange at the command line: one chosen, or each with its report."""

import json
import xml.etree.ElementTree as ET

import pytest

import fairlead as library
from tests.unit.gateway.interchanges import interchange, message_of, of_stories

EACH = ("convert", "many.edi", "--to", "un-xml", "--each", "--output", "bills")


@pytest.fixture
def many(place):
    """An interchange of four messages: the second is miscounted, the fourth is a sea waybill."""
    place.joinpath("many.edi").write_bytes(of_stories())
    place.joinpath("bills").mkdir()
    return place.joinpath("bills")


def test_each_message_becomes_a_file_of_its_number(fairlead, many):
    said = fairlead(*EACH)
    made = list(library.convert_each(of_stories(), "un-xml"))
    assert (said.code, said.out) == (1, "")
    assert sorted(path.name for path in many.iterdir()) == ["1.xml", "3.xml"]
    assert many.joinpath("1.xml").read_bytes() == made[0].output
    assert many.joinpath("3.xml").read_bytes() == made[2].output


def test_all_done_is_done(fairlead, many, place):
    place.joinpath("many.edi").write_bytes(interchange(*[message_of("straight-bill")] * 2))
    assert fairlead(*EACH).code == 0
    assert sorted(path.name for path in many.iterdir()) == ["1.xml", "2.xml"]


def test_each_has_its_report_in_every_form(fairlead, many):
    text = fairlead(*EACH).err
    assert "many.edi message 2\nerror READ-042" in text
    assert "many.edi message 4\nerror EMIT-022" in text
    assert "converted from iftmcs to un-xml, written to bills/3.xml" in text
    documents = fairlead(*EACH, "--report", "json").documents
    assert [(one["message"], one["done"]) for one in documents] == [
        (1, True), (2, False), (3, True), (4, False),
    ]  # fmt: skip
    suites = ET.fromstring(fairlead(*EACH, "--report", "junit").err)  # noqa: S314 - we wrote it
    assert [suite.get("name") for suite in suites] == [f"many.edi message {n}" for n in range(1, 5)]
    [run] = json.loads(fairlead(*EACH, "--report", "sarif").err)["runs"]
    assert {one["properties"]["message"] for one in run["results"] if one["level"] == "error"} == {
        2, 4,
    }  # fmt: skip


def test_a_single_document_is_that_one(fairlead, many):
    said = fairlead("convert", "reefer.json", "--to", "un-json", "--each", "--output", "bills")
    plain = fairlead("convert", "reefer.json", "--to", "un-json")
    assert (said.code, said.out) == (0, "")
    assert many.joinpath("1.json").read_text("utf-8") == plain.out
    assert said.err == plain.err.replace("to un-json;", "to un-json, written to bills/1.json;")


def test_one_message_is_chosen(fairlead, many):
    said = fairlead("convert", "many.edi", "--to", "un-xml", "--message", "3")
    assert said.code == 0
    assert said.out.encode() == library.convert(of_stories(), "un-xml", message=3).output
    assert fairlead("convert", "many.edi", "--to", "un-xml", "--message", "2").code == 1


def test_several_messages_want_a_choice(fairlead, many):
    said = fairlead("convert", "many.edi", "--to", "un-xml")
    assert (said.code, said.out) == (1, "")
    assert "error READ-022" in said.err
    assert "--message N" in said.err
    assert "--each" in said.err


def test_check_looks_at_each(fairlead, many):
    said = fairlead("check", "many.edi", "reefer.json", "--report", "json")
    assert said.code == 1
    assert [(one["document"], one["message"], one["done"]) for one in said.documents] == [
        ("many.edi message 1", 1, True),
        ("many.edi message 2", 2, False),
        ("many.edi message 3", 3, True),
        ("many.edi message 4", 4, True),
        ("reefer.json", None, True),
    ]
    assert "many.edi message 3: 92 rules asked" in fairlead("check", "many.edi").out


def test_check_looks_at_the_one_that_is_chosen(fairlead, many):
    said = fairlead("check", "many.edi", "--message", "3")
    assert (said.code, said.out.count("none broken")) == (0, 1)
    assert fairlead("check", "many.edi", "--message", "2").code == 1


def test_detect_looks_at_each(fairlead, many):
    lines = fairlead("detect", "many.edi").out.splitlines()
    assert [line.partition(" (")[0] for line in lines] == [
        f"many.edi message {number}: iftmcs" for number in range(1, 5)
    ]


@pytest.mark.parametrize("words", (EACH, ("check", "many.edi"), ("detect", "many.edi")))
def test_an_envelope_that_is_wrong_refuses_the_whole(fairlead, many, place, words):
    place.joinpath("many.edi").write_bytes(of_stories().replace(b"UNZ+4+77", b"UNZ+5+78"))
    said = fairlead(*words)
    assert said.code == 1
    assert "READ-040" in said.out + said.err
    assert "READ-041" in said.out + said.err
    assert list(many.iterdir()) == []


def test_a_folder_is_made_where_there_is_none(fairlead, many, place):
    many.rmdir()
    assert fairlead(*EACH).code == 1
    assert sorted(path.name for path in many.iterdir()) == ["1.xml", "3.xml"]


def test_no_folder_is_made_where_nothing_is_written(fairlead, many, place):
    many.rmdir()
    place.joinpath("many.edi").write_bytes(interchange(message_of("sea-waybill")))
    assert fairlead(*EACH).code == 1
    assert not many.exists()


def test_an_original_is_never_written_over(fairlead, many):
    original = of_stories()
    many.joinpath("7.xml").write_bytes(original)
    said = fairlead("convert", "bills/7.xml", "--to", "un-xml", "--each", "--output", "bills")
    assert said.code == 2
    assert "an original stays as it is" in said.err
    assert [path.name for path in many.iterdir()] == ["7.xml"]


def test_what_was_done_is_told_though_the_next_cannot_be_written(fairlead, many):
    many.joinpath("3.xml").mkdir()
    said = fairlead(*EACH)
    assert said.code == 4
    assert "written to bills/1.xml" in said.err
    assert "could not be written" in said.err


@pytest.mark.parametrize(
    ("words", "says"),
    (
        ((*EACH[:5],), "name a folder for the messages with --output"),
        ((*EACH[:5], "--output", "-"), "name a folder for the messages with --output"),
        ((*EACH[:5], "--output", "no/more"), "there is no folder 'no'; make it first"),
        ((*EACH[:5], "--output", "reefer.json"), "'reefer.json' is a file; name a folder"),
        ((*EACH, "--message", "1"), "name one of the two"),
        (("convert", "many.edi", "--to", "un-xml", "--message", "9"), "there is no message 9"),
        (("convert", "many.edi", "--to", "un-xml", "--message", "0"), "from 1 up"),
        (("check", "reefer.json", "--message", "1"), "only an EDIFACT interchange"),
        ((*EACH, "--pretty"), "--pretty indents JSON"),
    ),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_misuse_is_one_sentence(fairlead, many, words, says):
    said = fairlead(*words)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert said.err.count("\n") == 1
    assert list(many.iterdir()) == []
