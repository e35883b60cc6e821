"""A tree is written as its shape says, and reading gives it back."""

import pytest

from fairlead.errors import Refused, UsageError
from fairlead.syntax.xml import Member, Names, Naming, Shape, read, write
from tests.unit.syntax.xml_ship import NAMES, NAMING, SHAPE, SHIP, TREE

HEAD = "<?xml version='1.0' encoding='UTF-8'?>\n"


def written(tree):
    return write(tree, SHAPE, NAMES).decode()


def test_a_tree_is_written_and_read_back():
    assert read(write(TREE, SHAPE, NAMES), SHAPE, NAMING) == TREE


def test_the_document_is_one_line_with_its_declarations_at_the_root():
    assert written({"s:Flag": "NL"}) == (
        f'{HEAD}<s:Ship xmlns:s="{SHIP}"><s:Flag>NL</s:Flag></s:Ship>'
    )


def test_only_namespaces_that_are_used_are_declared():
    assert "xmlns:h" not in written({"s:Mast": [{}]})
    assert "xmlns:h" in written({"s:Mast": [{"h:Name": "main"}]})


def test_the_default_namespace_is_declared_as_such():
    naming = Naming(Names("Ship", {"": SHIP}))
    shape = Shape((Member("Flag", f"{{{SHIP}}}Flag", Shape()),))
    data = write({"Flag": "NL"}, shape, naming.names)
    assert data.decode() == f'{HEAD}<Ship xmlns="{SHIP}"><Flag>NL</Flag></Ship>'
    assert read(data, shape, naming) == {"Flag": "NL"}


def test_children_stand_in_the_order_of_the_shape():
    turned = dict(reversed(TREE.items()))
    assert written(turned) == written(TREE)


def test_the_same_tree_gives_the_same_bytes():
    assert write(TREE, SHAPE, NAMES) == write(dict(TREE), SHAPE, NAMES)


TEXTS = (
    "", " ", " N L ", "a\nb", "a\tb", "a\rb", "a\r\nb", "<&>\"'", "]]>", "é\u0085\u2028\ufffd😀",
    "&amp;", "<!-- -->", "<![CDATA[x]]>",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_comes_back_as_it_was(text):
    tree = {"s:Flag": text, "s:Mast": [{"h:Height": {"content": text, "@note": text}}]}
    assert read(write(tree, SHAPE, NAMES), SHAPE, NAMING) == tree


@pytest.mark.parametrize(
    "character", ("\x00", "\x01", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff")
)
def test_a_character_that_xml_cannot_hold_is_a_fault_with_its_place(character):
    tree = {"s:Mast": [{"h:Height": {"content": "30", "@note": f"a{character}b"}}]}
    with pytest.raises(Refused) as caught:
        write(tree, SHAPE, NAMES)
    (fault,) = caught.value.report
    assert (fault.code, fault.at.wire) == ("EMIT-024", "/s:Mast/0/h:Height/@note")
    assert fault.value is None


STRANGE = (
    None, [], "text", {"s:Own": "x"}, {"s:Flag": None}, {"s:Flag": 7}, {"s:Flag": ["NL"]},
    {"s:Flag": {"content": "NL"}}, {"s:Mast": {}}, {"s:Mast": []}, {"s:Mast": [None]},
    {"s:Port": "NL"}, {"s:Port": {}}, {"s:Port": {"content": "NL", "@own": "x"}},
    {"s:Port": {"content": "NL", "own": "x"}}, {"s:Port": {"content": None}}, {"s:Port": {"": ""}},
    {"s:Mast": [{"h:Height": {"content": "1", "@note": 7}}]},
    {"s:Mast": [{"h:Height": {"content": "1", "unitCode": "MTR"}}]},
)  # fmt: skip


@pytest.mark.parametrize("tree", STRANGE)
def test_what_is_no_tree_of_the_shape_is_misuse(tree):
    with pytest.raises(UsageError, match="no tree"):
        write(tree, SHAPE, NAMES)


def test_people_may_have_it_indented_and_it_says_the_same():
    data = write(TREE, SHAPE, NAMES, indent=2)
    assert data.splitlines()[2] == b"  <s:Flag>NL</s:Flag>"
    assert read(data, SHAPE, NAMING) == TREE
