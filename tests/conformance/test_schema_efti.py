"""Our schema of the eFTI consignment states facts of the published one, and accepts no more."""

import csv
import random

import pytest
from lxml import etree

from fairlead.formats.schema.xsd import XmlSchema
from fairlead.resources import find
from tests.conformance.xml_documents import Grower, mutated, tags
from tests.conftest import drawn_of, shared

XSD = "{http://www.w3.org/2001/XMLSchema}"
FOLDER = find("schemas", "eu", "efti-consignment-0.8")
GROWN = 300
MUTANTS = drawn_of(300, 3000)
FACETS = {"enumeration", "pattern", "minLength", "maxLength", "totalDigits", "fractionDigits"}


@pytest.fixture(scope="module")
def ours():
    return XmlSchema.load(FOLDER)


@pytest.fixture(scope="module")
def folder():
    return shared("specs", "uncefact", "efti-xsd", "schema", "xsd", cases=GROWN + MUTANTS)


@pytest.fixture(scope="module")
def published(folder):
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    return etree.XMLSchema(etree.parse(str(folder / "consignment-common.xsd"), parser))


def types_in(paths):
    """Every named type of some schema files, by its name without a prefix."""
    roots = (etree.parse(str(path)).getroot() for path in paths)
    return {node.get("name"): node for root in roots for node in root
            if node.tag in (f"{XSD}complexType", f"{XSD}simpleType")}  # fmt: skip


@pytest.fixture(scope="module")
def theirs(folder):
    found = [
        folder / "consignment-common.xsd",
        *folder.glob("types/*.xsd"),
        *folder.glob("codes/*.xsd"),
    ]
    return types_in(found)


@pytest.fixture(scope="module")
def mine():
    return types_in([FOLDER / "schema.xsd"])


def bare(name):
    """The name of a type without its prefix; built-in types keep theirs."""
    prefix, _, local = name.rpartition(":")
    return f"xs:{local}" if prefix in ("xs", "xsd") else local


def elements_of(node):
    """The elements inside a type: name to type, least and most."""
    return {
        one.get("name"): (
            bare(one.get("type")),
            one.get("minOccurs", "1"),
            one.get("maxOccurs", "1"),
        )
        for one in node.iter(f"{XSD}element")
    }


def test_every_element_has_the_type_and_occurrence_of_the_published_one(mine, theirs):
    count = 0
    for name, node in mine.items():
        published = elements_of(theirs[name])
        for element, facts in elements_of(node).items():
            assert facts == published[element], (name, element)
            count += 1
    assert count == 162


def test_what_is_left_out_is_never_required(mine, theirs):
    for name, node in mine.items():
        for element, (_, least, _) in elements_of(theirs[name]).items():
            assert element in elements_of(node) or least == "0", (name, element)


def test_elements_stand_in_the_published_order(mine, theirs):
    for name, node in mine.items():
        kept = elements_of(node)
        assert list(kept) == [one for one in elements_of(theirs[name]) if one in kept], name


def values_of(node):
    """What a type says of a text and its attributes."""
    inner = next(iter(node.iter(f"{XSD}restriction", f"{XSD}extension")), None)
    if inner is None:
        return None
    facets = [(one.tag.removeprefix(XSD), one.get("value")) for one in inner
              if isinstance(one.tag, str) and one.tag.removeprefix(XSD) in FACETS]  # fmt: skip
    attributes = [(one.get("name"), bare(one.get("type")), one.get("use"))
                  for one in inner.iter(f"{XSD}attribute")]  # fmt: skip
    return bare(inner.get("base")), facets, attributes


def test_every_text_has_the_lengths_lists_and_attributes_of_the_published_one(mine, theirs):
    texts = [name for name, node in mine.items() if values_of(node) is not None]
    assert len(texts) == 35
    for name in texts:
        assert values_of(mine[name]) == values_of(theirs[name]), name


def test_every_un_id_is_that_of_the_published_element(mine, theirs):
    with (FOLDER / "names.csv").open(encoding="utf-8", newline="") as file:
        listed = {(row["type"], row["element"]): row["un_id"] for row in csv.DictReader(file)}
    assert set(listed) == {(name, one) for name, node in mine.items() for one in elements_of(node)}
    for (name, element), un_id in listed.items():
        (found,) = theirs[name].iterfind(f".//{XSD}element[@name='{element}']//unCefact")
        assert found.get("unId") == un_id


def grown(ours, chance):
    return ours.written(Grower(ours, chance, chance.choice((0.08, 0.2, 0.4))).tree())


def test_what_grows_from_our_schema_is_valid_by_the_published_one(ours, published):
    chance = random.Random(2020_1056)
    for _ in range(GROWN):
        document = grown(ours, chance)
        assert ours.permits(document)
        assert published.validate(etree.fromstring(document.data)), published.error_log


def test_whatever_our_schema_accepts_the_published_one_accepts(ours, published):
    chance = random.Random(2024_2024)
    names = [*tags(ours), "{http://efti.eu/v1/consignment/common}cODAmount"]
    accepted = 0
    for _ in range(MUTANTS):
        root = mutated(etree.fromstring(grown(ours, chance).data), chance, names)
        data = etree.tostring(root)
        if ours.permits(ours.read(data)):
            accepted += 1
            assert published.validate(etree.fromstring(data)), data
    assert MUTANTS // 10 < accepted < MUTANTS


def test_the_published_example_cut_to_our_subset_is_read_and_written_back(ours, folder):
    root = etree.parse(str(folder / "examples" / "consignment-common.xml")).getroot()
    cut(root, ours.shape)
    document = ours.read(etree.tostring(root))
    assert ours.breaches(document, "PARSE") == ()
    tree = ours.tree(document)
    assert ours.tree(ours.written(tree)) == tree
    assert len(tree) == 21


def cut(element, shape):
    """Take away whatever a shape does not know."""
    for child in list(element):
        member = shape.by_tag.get(child.tag)
        if member is None:
            element.remove(child)
        elif member.shape.kind == "object":
            cut(child, member.shape)
