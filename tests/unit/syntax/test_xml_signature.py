"""Where a signature stands, and how it is taken off and described."""

import pytest
from lxml import etree

from fairlead.errors import Refused
from fairlead.syntax.xml import (
    Document,
    described,
    is_signed,
    signature_of,
    without_signature,
)  # fmt: skip

DS = "http://www.w3.org/2000/09/xmldsig#"
ONE = f'<ds:Signature xmlns:ds="{DS}"><ds:KeyInfo/></ds:Signature>'
BARE = f'<Signature xmlns="{DS}"/>'


def root(text):
    return etree.fromstring(text)


@pytest.mark.parametrize(
    "text", (f"<a>{ONE}</a>", f"<a><b/> {BARE}\r\n\t </a>", f"<a>text{ONE}</a>")
)
def test_it_is_the_last_child_of_the_root(text):
    found = signature_of(root(text))
    assert found.tag == f"{{{DS}}}Signature"


@pytest.mark.parametrize(
    "text",
    (
        "<a/>", "<a><b/></a>", ONE, f"<a>{ONE}<b/></a>", f"<a>{ONE}.</a>", f"<a>{ONE}\u00a0</a>",
        f"<a><b>{ONE}</b></a>", f"<a><b>{ONE}</b>{ONE}</a>", f"<a>{ONE}{ONE}</a>",
        f'<a><x:Any xmlns:x="{DS}"/>{ONE}</a>', "<a><Signature/></a>",
        f'<ds:a xmlns:ds="{DS}">{ONE}</ds:a>', f'<a><x:Signatures xmlns:x="{DS}"/></a>',
    ),
)  # fmt: skip
def test_what_stands_elsewhere_is_none(text):
    assert signature_of(root(text)) is None
    assert is_signed(root(text)) is (DS in text)


@pytest.mark.parametrize("inside", ("", " ", "text", "<b/>", "<b/> ", "<b/>text<c/>\n"))
@pytest.mark.parametrize("tail", ("", "\n "))
def test_taken_off_it_leaves_everything_else(inside, tail):
    signed = root(f"<a>{inside}{ONE}{tail}</a>")
    before = etree.tostring(signed)
    plain = etree.tostring(root(f"<a>{inside}{tail}</a>"))
    assert etree.tostring(without_signature(signed)) == plain
    assert etree.tostring(signed) == before


def test_lines_stay_what_they_were():
    bare = without_signature(root(f"<a>\n<b/>\n\n<c/>{ONE}</a>"))
    assert [one.sourceline for one in bare] == [2, 4]


def test_it_is_described_by_the_steps_of_its_xpath():
    signature = root(
        f'<Signature xmlns="{DS}" Id="s"><KeyInfo><KeyName>k</KeyName><KeyName/></KeyInfo>'
        '<x:Any xmlns:x="urn:x" x:b="1">t<x:In/>u</x:Any><y xmlns="">\n</y></Signature>'
    )
    assert described(signature) == {
        "@Id": "s",
        "ds:KeyInfo": {"ds:KeyName[1]": "k", "ds:KeyName[2]": ""},
        "x:Any": {"@{urn:x}b": "1", "x:In": "", "text()": "tu"},
        "y": "\n",
    }


@pytest.mark.parametrize(
    "data", (b"<!-- a --><a/>", b"<a><?b?><c/></a>", b"<a/><!-- a -->", b"<a>b<!-- a --></a>")
)
def test_a_bare_document_holds_no_comment_and_no_instruction(data):
    with pytest.raises(Refused) as caught:
        Document.of(data, bare=True)
    assert [one.code for one in caught.value.report] == ["READ-064"]
    assert Document.of(b"<?xml version='1.0'?><a>&lt;!--</a>", bare=True).root.text == "<!--"
