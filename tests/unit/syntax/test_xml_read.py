"""A document becomes the tree that its shape says."""

import pytest

from fairlead.errors import Refused, UsageError
from fairlead.syntax.xml import Document, Limits, Member, Names, Naming, Shape, read, where
from tests.unit.syntax.xml_ship import HULL, NAMING, OLD, SHAPE, SHIP, TREE, ship

WHOLE = """
  <s:Flag>NL</s:Flag>
  <s:Mast><h:Name>main</h:Name><h:Height unitCode="MTR">30</h:Height></s:Mast>
  <s:Mast/>
  <s:Port>Vlissingen</s:Port>
"""


def tree(inside="", **more):
    return read(ship(inside, **more), SHAPE, NAMING)


def refusal(data, shape=SHAPE, naming=NAMING, **limits):
    with pytest.raises(Refused) as caught:
        read(data, shape, naming, Limits(**limits))
    (fault,) = caught.value.report
    return fault.code, fault.at.wire


def test_a_document_becomes_a_tree():
    assert tree(WHOLE) == TREE


def test_the_documents_own_prefixes_do_not_matter():
    inside = f'<Flag>NL</Flag><Mast><Name xmlns="{HULL}">main</Name></Mast>'
    document = f'<Ship xmlns="{SHIP}">{inside}</Ship>'.encode()
    assert read(document, SHAPE, NAMING) == {"s:Flag": "NL", "s:Mast": [{"h:Name": "main"}]}


def test_one_of_many_is_a_list_all_the_same():
    assert tree("<s:Mast/>") == {"s:Mast": [{}]}


def test_a_text_is_kept_exactly_as_written():
    assert tree("<s:Flag> N\n\tL </s:Flag>") == {"s:Flag": " N\n\tL "}


def test_an_empty_text_is_an_empty_text():
    assert tree("<s:Flag/><s:Port></s:Port>") == {"s:Flag": "", "s:Port": {"content": ""}}


def test_a_section_of_character_data_is_text():
    assert tree("<s:Flag>a<![CDATA[<&>]]>b</s:Flag>") == {"s:Flag": "a<&>b"}


def test_references_to_characters_are_characters():
    assert tree("<s:Flag>&lt;&#233;&#x1F600;&amp;</s:Flag>") == {"s:Flag": "<é😀&"}


def test_line_ends_are_one_line_feed_as_xml_says():
    assert tree("<s:Flag>a\r\nb\rc</s:Flag>") == {"s:Flag": "a\nb\nc"}


def test_a_byte_order_mark_of_utf_8_is_no_fault():
    assert read(b"\xef\xbb\xbf" + ship("<s:Flag>NL</s:Flag>"), SHAPE, NAMING) == {"s:Flag": "NL"}


@pytest.mark.parametrize("encoding", ("", " encoding='UTF-8'", ' encoding = "utf-8"'))
def test_a_declaration_may_say_what_is_so(encoding):
    document = f"<?xml version='1.0'{encoding} standalone='yes'?>".encode() + ship()
    assert read(document, SHAPE, NAMING) == {}


def test_comments_and_instructions_between_elements_are_gone():
    document = (
        b"<!-- a --><?style b?>" + ship("<!-- c --><s:Flag>NL</s:Flag><?d e?>") + b"<!-- f -->"
    )
    assert read(document, SHAPE, NAMING) == {"s:Flag": "NL"}


@pytest.mark.parametrize("aside", ("<!-- & -->", "<?split here?>"))
@pytest.mark.parametrize("text", ("N{}L", "{}NL", "NL{}", "{}"))
def test_a_comment_or_instruction_in_a_text_is_a_fault(text, aside):
    document = ship(f"<s:Flag>{text.format(aside)}</s:Flag>")
    assert refusal(document) == ("READ-064", "/s:Ship/s:Flag line 1")


def test_a_set_of_namespaces_is_understood_by_its_alias():
    assert tree("<s:Mast><h:Name>a</h:Name></s:Mast>", hull=OLD) == {"s:Mast": [{"h:Name": "a"}]}


def test_an_alias_keeps_its_lines():
    document = Document.of(ship("\n<s:Mast>\n<h:Name/></s:Mast>", hull=OLD)).named(NAMING)
    assert document.where("/s:Mast/0/h:Name", NAMING) == "/s:Ship/s:Mast/h:Name line 3"


def test_sets_are_not_mixed():
    inside = f'<s:Mast><h:Name/><h:Name xmlns:h="{OLD}"/></s:Mast>'
    assert refusal(ship(inside)) == ("READ-067", "/s:Ship/s:Mast/h:Name line 1")


def test_an_element_of_another_namespace_is_a_fault():
    inside = '<s:Flag/><x:Own xmlns:x="urn:x"/>'
    assert refusal(ship(inside)) == ("READ-066", "/s:Ship/x:Own line 1")


def test_an_element_of_no_namespace_is_a_fault():
    assert refusal(ship("<Flag/>")) == ("READ-066", "/s:Ship/Flag line 1")


def test_another_root_is_a_fault():
    assert refusal(b"<Ship/>") == ("READ-065", "/Ship line 1")


def test_an_attribute_of_another_namespace_is_a_fault():
    assert refusal(ship("<s:Flag xml:lang='nl'>NL</s:Flag>")) == (
        "READ-066",
        "/s:Ship/s:Flag line 1",
    )


XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def test_a_hint_about_a_schema_is_not_part_of_the_document():
    hint = f' {XSI} xsi:schemaLocation="{SHIP} http://127.0.0.1:9/ship.xsd"'
    assert tree("<s:Flag>NL</s:Flag>", attributes=hint) == {"s:Flag": "NL"}


@pytest.mark.parametrize("said", ('xsi:nil="true"', 'xsi:type="s:Own"'))
def test_an_instance_does_not_say_what_its_schema_says(said):
    document = ship(f"<s:Flag {XSI} {said}/>")
    assert refusal(document) == ("READ-068", "/s:Ship/s:Flag line 1")


MISFITS = (
    ("<s:Own/>", "/s:Ship/s:Own line 1"),
    ("<s:Flag/><s:Flag/>", "/s:Ship/s:Flag[2] line 1"),
    ("<s:Flag><h:Name/></s:Flag>", "/s:Ship/s:Flag/h:Name line 1"),
    ("<s:Port><h:Name/></s:Port>", "/s:Ship/s:Port/h:Name line 1"),
    ("<s:Flag own='1'/>", "/s:Ship/s:Flag line 1"),
    ("<s:Port own='1'/>", "/s:Ship/s:Port line 1"),
    ("<s:Mast own='1'/>", "/s:Ship/s:Mast line 1"),
    ("<s:Flag/>text", "/s:Ship line 1"),
    ("\n<s:Mast>text<h:Name/></s:Mast>", "/s:Ship/s:Mast line 2"),
)  # fmt: skip


@pytest.mark.parametrize(("inside", "at"), MISFITS)
def test_what_does_not_fit_the_shape_is_a_fault_and_never_dropped(inside, at):
    assert refusal(ship(inside)) == ("READ-069", at)


def test_text_alone_in_an_object_is_a_fault():
    assert refusal(ship("<s:Mast>text</s:Mast>")) == ("READ-069", "/s:Ship/s:Mast line 1")


def test_a_place_has_numbers_only_where_names_repeat():
    document = Document.of(ship("<s:Mast/>\n<s:Mast><h:Name/></s:Mast>"))
    assert where(document.root[1][0]) == "/s:Ship/s:Mast[2]/h:Name line 2"


PLACES = (
    ("", "/s:Ship line 1"),
    ("/s:Flag", "/s:Ship/s:Flag line 2"),
    ("/s:Mast", "/s:Ship/s:Mast[1] line 3"),
    ("/s:Mast/1", "/s:Ship/s:Mast[2] line 4"),
    ("/s:Mast/0/h:Height/content", "/s:Ship/s:Mast[1]/h:Height line 3"),
    ("/s:Mast/0/h:Height/@unitCode", "/s:Ship/s:Mast[1]/h:Height/@unitCode line 3"),
    ("/s:Mast/1/h:Name", "/s:Ship/s:Mast[2]/h:Name line 4"),
    ("/s:Port/content", "/s:Ship/s:Port line 5"),
    ("/s:Mast/7/h:Name", "/s:Ship/s:Mast/7/h:Name line 1"),
)


@pytest.mark.parametrize(("pointer", "at"), PLACES)
def test_a_place_in_the_tree_has_its_xpath_and_line(pointer, at):
    document = Document.of(b"" + ship(WHOLE))
    assert document.where(pointer, NAMING) == at


def test_the_default_namespace_has_names_without_a_prefix():
    naming = Naming(Names("Ship", {"": SHIP}))
    shape = Shape((Member("Flag", f"{{{SHIP}}}Flag", Shape()),))
    assert read(f'<a:Ship xmlns:a="{SHIP}"><a:Flag/></a:Ship>'.encode(), shape, naming) == {
        "Flag": ""
    }


def test_a_depth_that_no_parser_reaches_is_misuse():
    with pytest.raises(UsageError, match="depth"):
        Limits(depth=251)
