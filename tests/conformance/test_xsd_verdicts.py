"""The two engines come to the same verdict over mutants, and no breach is without its code."""

import random
import re

import pytest
from lxml import etree

from fairlead.formats.schema.xsd import XmlSchema
from fairlead.formats.schema.xsd.verdict import compiled
from fairlead.resources import find
from fairlead.syntax.xml import Document
from tests.conformance.xml_documents import Grower, mutated, tags
from tests.conftest import drawn_of

MUTANTS = drawn_of(100, 500)
FOLDERS = (("uncefact", "bill-of-lading-xml"), ("eu", "efti-consignment-0.8"))
PLACE = re.compile(r"(/(\w+:)?\w+(\[\d+\])?)+(/@\w+)?( line \d+)?")


@pytest.fixture(params=FOLDERS, ids=lambda parts: parts[1], scope="module")
def schema(request):
    return XmlSchema.load(find("schemas", *request.param))


def test_mutants_are_judged_alike_and_explained(schema):
    """`breaches` raises where the engines disagree, or where something has no code."""
    chance = random.Random(1_0)
    names = tags(schema)
    refused = 0
    for _ in range(MUTANTS):
        data = schema.written(Grower(schema, chance, chance.choice((0.1, 0.3))).tree()).data
        root = mutated(etree.fromstring(data), chance, names)
        found = schema.breaches(Document(root, b""), "PARSE")
        refused += bool(found)
        for one in found:
            assert re.fullmatch(r"PARSE-0(0[1-9]|10)", one.code)
            assert PLACE.fullmatch(one.at.wire), one.at.wire
    assert MUTANTS // 4 < refused < MUTANTS


def listing(codes):
    """A schema of one element that holds one of some codes."""
    listed = "".join(f'<xs:enumeration value="{code}"/>' for code in codes)
    return etree.fromstring(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a">'
        f'<xs:simpleType><xs:restriction base="xs:string">{listed}</xs:restriction></xs:simpleType>'
        "</xs:element></xs:schema>"
    )


def test_a_list_turned_into_a_pattern_holds_its_codes_and_no_others(schema):
    lists = {leaf.enum for leaf in schema.leaves() if leaf.enum and len(leaf.enum) > 3}
    assert len(lists) > 4
    for codes in lists:
        fast = compiled({"a.xsd": listing(codes)})
        near = {
            other
            for code in codes
            for other in (f"{code}x", code[:-1], code.swapcase(), f" {code}")
        }
        for text in (*codes, *near):
            root = etree.Element("a")
            root.text = text
            assert fast.validate(root) is (text in codes), text


def test_what_grows_from_a_schema_is_permitted_and_comes_back(schema):
    chance = random.Random(23)
    for _ in range(200):
        tree = Grower(schema, chance, chance.choice((0.1, 0.3, 0.6))).tree()
        written = schema.written(tree)
        assert schema.breaches(written, "EMIT") == ()
        assert schema.tree(schema.read(written.data)) == tree
