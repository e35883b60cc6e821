"""What is no well-formed XML in UTF-8, within the limits and without a DOCTYPE, is refused."""

import pytest

from fairlead.errors import Refused
from fairlead.syntax.xml import Document, Limits


def refusal(data, **limits):
    with pytest.raises(Refused) as caught:
        Document.of(data, Limits(**limits))
    (fault,) = caught.value.report
    return fault.code, fault.at.wire


DOCTYPES = (
    b"<!DOCTYPE a>",
    b"<!DOCTYPE a []>",
    b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
    b'<!DOCTYPE a PUBLIC "-//a//b" "http://127.0.0.1:9/a.dtd">',
    b'<!DOCTYPE a [<!ENTITY b "c">]>',
    b'<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1:9/b.ent"> %b;]>',
    b'<!DOCTYPE a [<!ATTLIST a b CDATA "c">]>',
    b"<!DOCTYPE",
)


@pytest.mark.parametrize("doctype", DOCTYPES)
def test_a_doctype_is_refused_whatever_it_holds(doctype):
    assert refusal(doctype + b"<a/>") == ("READ-060", "line 1 column 1")


@pytest.mark.parametrize("before", (b"\n", b"<?xml version='1.0'?>\n", b"<!-- a --> <?b c?>\n"))
def test_a_doctype_is_found_behind_whatever_may_stand_before_it(before):
    line = before.count(b"\n") + 1
    column = 1
    assert refusal(before + b"<!DOCTYPE a><a/>") == ("READ-060", f"line {line} column {column}")


@pytest.mark.parametrize("data", (b"<a/><!DOCTYPE a>", b"<a><!DOCTYPE a></a>", b"<!doctype a><a/>"))
def test_a_doctype_elsewhere_is_not_well_formed(data):
    assert refusal(data)[0] == "READ-004"


def test_words_about_a_doctype_are_no_doctype():
    document = Document.of(b"<!-- <!DOCTYPE a> --><a><![CDATA[<!DOCTYPE a>]]></a>")
    assert document.root.text == "<!DOCTYPE a>"


def test_an_entity_that_nobody_declared_is_not_well_formed():
    assert refusal(b"<a>&b;</a>")[0] == "READ-004"


ENCODINGS = (
    ("<a/>".encode("utf-16"), "READ-002"),
    ("<a/>".encode("utf-16-le"), "READ-002"),
    ("<a/>".encode("utf-16-be"), "READ-002"),
    ("<a/>".encode("utf-32"), "READ-002"),
    (b"<a>\xe9</a>", "READ-002"),
    (b"<a>\xed\xa0\x80</a>", "READ-002"),
    (b"<a>\xc0\xbc</a>", "READ-002"),
    (b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>", "READ-002"),
    (b"<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "READ-061"),
    (b'<?xml version="1.0" encoding="UTF-16"?><a/>', "READ-061"),
    (b"<?xml version='1.0'\nencoding\t=\n'UTF-7'?><a/>", "READ-061"),
    (b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-16'?><a/>", "READ-061"),
    (b"<?xml version='1.1'?><a/>", "READ-061"),
    (b"", "READ-012"),
    (b" \n", "READ-012"),
    (b"\xef\xbb\xbf", "READ-012"),
)


@pytest.mark.parametrize(("data", "code"), ENCODINGS)
def test_only_utf_8_is_read(data, code):
    assert refusal(data)[0] == code


BROKEN = (
    b"<",
    b"<a",
    b"<a>",
    b"<a></b>",
    b"<a/><b/>",
    b"text",
    b"<a>&</a>",
    b"<a b=1/>",
    b"<a b='1' b='2'/>",
    b"<a b='<'/>",
    b"<a>]]></a>",
    b"<a>\x01</a>",
    b"<a>&#1;</a>",
    b"<a>&#xD800;</a>",
    b"<a>\x00</a>",
    b"<p:a/>",
    b"<a xmlns:p=''/>",
    b"<!-- -- --><a/>",
    b"<!-- <a/>",
    b"<?a",
    b"{}",
    b"<a><!-- a </a>",
    b" <?xml version='1.0'?><a/>",
    b"<?xml version='1.0'?><?xml version='1.0'?><a/>",
    b"<a>\xef\xbf\xbf</a>",
)


@pytest.mark.parametrize("data", BROKEN)
def test_what_is_not_well_formed_is_refused(data):
    assert refusal(data)[0] == "READ-004"


def test_a_sentence_about_bad_form_quotes_nothing():
    with pytest.raises(Refused) as caught:
        Document.of(b"<a>\n<Secret></Shipper></a>")
    (fault,) = caught.value.report
    assert fault.at.wire == "line 2 column 19"
    assert fault.says == "the input is not well-formed: tag name mismatch"


LIMITED = (
    ({"size": 3}, b"<a/>", "READ-001", ""),
    ({"depth": 2}, b"<a>\n<b><c/></b></a>", "READ-008", "/a/b/c line 2"),
    ({"elements": 2}, b"<a><b/><c/></a>", "READ-011", ""),
    ({"attributes": 1}, b"<a><b c='1'/><b c='1' d='2'/></a>", "READ-062", "/a/b[2] line 1"),
    (
        {"namespaces": 1},
        b"<a xmlns='urn:a'>\n<b xmlns:b='urn:b'/></a>",
        "READ-063",
        "line 2 column 4",
    ),
    ({"text": 2}, b"<a><b>abc</b></a>", "READ-010", "/a/b line 1"),
    ({"text": 2}, b"<a><b>a<![CDATA[b]]>c</b></a>", "READ-010", "/a/b line 1"),
    ({"text": 2}, b"<a b='abc'/>", "READ-010", "/a line 1"),
)


@pytest.mark.parametrize(("limits", "data", "code", "at"), LIMITED)
def test_a_document_over_a_limit_is_refused_with_its_place(limits, data, code, at):
    assert refusal(data, **limits) == (code, at)


WITHIN = (
    ({"size": 4}, b"<a/>"),
    ({"depth": 3}, b"<a><b><c/></b></a>"),
    ({"elements": 3}, b"<a><b/><c/></a>"),
    ({"attributes": 2}, b"<a><b c='1' d='2'/><b c='1' d='2'/></a>"),
    ({"namespaces": 1}, b"<a xmlns='urn:a'><b xmlns='urn:a'/></a>"),
    ({"text": 3}, b"<a>abc</a>"),
    ({"text": 3}, "<a>äöü</a>".encode()),
)


@pytest.mark.parametrize(("limits", "data"), WITHIN)
def test_a_document_at_a_limit_is_read(limits, data):
    assert Document.of(data, Limits(**limits)).data == data
