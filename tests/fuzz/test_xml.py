"""Whatever bytes come in, nothing but a tree or `Refused` comes out.

`FAIRLEAD_FUZZ` says how many documents to try; the long run is 1,000,000.
"""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from fairlead.errors import Refused
from fairlead.formats.schema.xsd import XmlSchema
from fairlead.resources import find
from fairlead.syntax.xml import LIMITS, Limits, read, write
from tests.conformance.xml_documents import Grower
from tests.conftest import drawn_of, fuzzed
from tests.unit.syntax.xml_ship import HULL, NAMES, NAMING, OLD, SHAPE, SHIP, ship

COUNT = fuzzed(1000, 3000)
DRAWN = max(drawn_of(30, 100), COUNT // 50)
"""Hypothesis draws better documents, and takes longer over them."""

SEEDS = [
    ship('<s:Flag>NL</s:Flag>\n<s:Mast><h:Height unitCode="MTR">30</h:Height></s:Mast><s:Mast/>'),
    ship("<s:Flag>&lt;&#233;<![CDATA[<&>]]></s:Flag><!-- c --><s:Port>p</s:Port><?d e?>"),
    b"<?xml version='1.0' encoding='UTF-8'?>\n"
    + ship("<s:Mast><h:Name>m</h:Name></s:Mast>", hull=OLD),
    f'<Ship xmlns="{SHIP}"><Mast><Name xmlns="{HULL}"> a\r\nb </Name></Mast></Ship>'.encode(),
    b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
]
SCRAPS = [
    b"<", b">", b"/>", b"</", b"&", b"&#0;", b"&b;", b"<!--", b"-->", b"<?a ", b"?>", b"<![CDATA[",
    b"]]>", b"<!DOCTYPE a>", b"xmlns:x='urn:x'", b"x:", b"s:", b"h:", b"='", b'"', b"\x00", b"\xff",
    b"\xef\xbb\xbf", b"\xed\xa0\x80", b"<s:Flag/>", b"<h:Name>", b"</s:Mast>", b" own='1'",
    b"<a>" * 9,
    b"<?xml version='1.0' encoding='UTF-16'?>", b"xml:lang='nl'", b"\r", b"text", b"<s:Mast>",
]  # fmt: skip
TIGHT = Limits(size=400, depth=4, elements=9, attributes=2, namespaces=3, text=20)


def mutated(document, chance):
    """A document with one to five things done to it."""
    for _ in range(chance.randint(1, 5)):
        start, end = sorted(chance.randint(0, len(document)) for _ in range(2))
        end = min(end, start + 12)
        piece = chance.choice(
            [b"", chance.choice(SCRAPS), document[start:end] * 2, chance.randbytes(1)]
        )
        document = document[:start] + piece + document[chance.choice([start, end]) :]
    return document


def is_told_apart(data, limits):
    """Read a document, and if it is read, write it and read it again."""
    try:
        tree = read(data, SHAPE, NAMING, limits)
    except Refused as refusal:
        (fault,) = refusal.report
        assert fault.code.startswith("READ-")
        return False
    assert b"<!DOCTYPE" not in data or b"<!--" in data or b"<?" in data or b"CDATA" in data
    assert sum(1 for _ in etree.fromstring(data).iter("{*}*")) == elements_in(tree) + 1
    written = write(tree, SHAPE, NAMES)
    assert read(written, SHAPE, NAMING) == tree
    assert write(read(written, SHAPE, NAMING), SHAPE, NAMES) == written
    return True


def elements_in(tree):
    """How many elements a tree stands for: none was dropped."""
    if not isinstance(tree, dict) or "content" in tree:
        return 0
    return sum(
        len(value) + sum(map(elements_in, value))
        if isinstance(value, list)
        else 1 + elements_in(value)
        for value in tree.values()
    )


def test_a_mutated_document_is_read_or_refused():
    chance = random.Random(1998)
    read_well = sum(
        is_told_apart(mutated(chance.choice(SEEDS), chance), chance.choice([LIMITS, TIGHT]))
        for _ in range(COUNT)
    )
    assert COUNT // 50 < read_well < COUNT


@settings(max_examples=DRAWN)
@given(st.binary(max_size=60) | st.lists(st.sampled_from(SCRAPS)).map(b"".join))
def test_a_drawn_document_is_read_or_refused(data):
    is_told_apart(data, LIMITS)
    is_told_apart(ship(data.decode("utf-8", "replace")), TIGHT)


@pytest.mark.parametrize(
    "parts", (("uncefact", "bill-of-lading-xml"), ("eu", "efti-consignment-0.8"))
)
def test_a_mutated_document_of_a_format_is_told_apart_by_its_schema(parts):
    """Read or refused, and if read, permitted or explained; then it comes back as it was."""
    schema, chance = XmlSchema.load(find("schemas", *parts)), random.Random(2001)
    for _ in range(COUNT // 10):
        data = mutated(schema.written(Grower(schema, chance, 0.1).tree()).data, chance)
        try:
            document = schema.read(data)
        except Refused:
            continue
        if not schema.breaches(document, "PARSE"):
            tree = schema.tree(document)
            assert schema.tree(schema.written(tree)) == tree
