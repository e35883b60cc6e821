"""The XML bill of lading says the JSON message, under the names that UN/CEFACT gives in XML.

Three witnesses: the dictionary entry names in the JSON publication, the UN ids of the eFTI schemas,
and an eCMR document of the field.
"""

import csv
import json
import re
import tomllib

import pytest
from lxml import etree

from fairlead.formats.schema import Schema
from fairlead.formats.schema.xsd import XmlSchema
from fairlead.resources import find
from tests.conftest import shared

FOLDER = find("schemas", "uncefact", "bill-of-lading-xml")
ROWS = 658
ATTRIBUTES = {
    name: f"{name[:-3]}URI" for name in ("schemeDataUri", "schemeUri", "listUri", "listSchemeUri")
}
"""Attributes whose name is not that of the JSON member with `ID` for `Id`."""
KNOWN_BY_ID_ALONE = {
    "Exchanged_ Document. Identification. Identifier",
    "Exchanged_ Document. Issue. Date Time",
    "Exchanged_ Document. Issue. Logistics_ Location",
}
"""Entries whose UN id is known, but which the eFTI schemas do not hold."""


@pytest.fixture(scope="module")
def rows():
    with (FOLDER / "names.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def schema():
    return XmlSchema.load(FOLDER)


@pytest.fixture(scope="module")
def message():
    return Schema.load(find("schemas", "uncefact", "bill-of-lading-d23b", "schema.json"))


@pytest.fixture(scope="module")
def snapshot():
    path = shared("specs", "uncefact", "UNECE-MaritimeBillofLading.json", cases=ROWS)
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def efti():
    path = shared(
        "specs", "uncefact", "efti-xsd", "schema", "xsd", "consignment-common.xsd", cases=ROWS
    )
    entries = etree.parse(str(path)).iter("unCefact")
    return {entry.get("unId"): entry.get("id") for entry in entries}


# The rule of names


def named(entry):
    """The XML name of a dictionary entry, `Class. Property. Representation`, by the rules."""
    _, *parts = entry.split(". ")
    said, kind = (re.split(r"[_ -]+", part.strip("_ ")) for part in (*parts, "")[:2])
    if kind == ["Identifier"]:
        kind = ["ID"]
        said = [] if said == ["Identification"] else said
    if kind in (["Text"], [""]):
        kind = []
    if said == kind[: len(said)]:
        said = []
    return "".join(word[:1].upper() + word[1:] for word in (*said, *kind))


@pytest.mark.parametrize(
    ("entry", "name"),
    (
        ("Exchanged_ Document. Identification. Identifier", "ID"),
        ("Transport_ Cargo. Identification. Text", "Identification"),
        ("Transport_ Dangerous Goods. UNDG Identification. Code", "UNDGIdentificationCode"),
        ("Trade_ Address. Country Sub-Division Name. Text", "CountrySubDivisionName"),
        (
            "Supply Chain_ Consignment Item. Handling. Handling_ Instructions",
            "HandlingInstructions",
        ),
        ("Supply Chain_ Consignment. Consignor. Trade_ Party", "ConsignorTradeParty"),
        ("BSP Master. Exchanged_ Document", "ExchangedDocument"),
    ),
)
def test_the_rule_of_names_is_that_of_the_field(entry, name):
    assert named(entry) == name


# The table


def test_the_table_holds_every_place_of_the_message_once(rows, message):
    places = [path for path, place in message.places.items() if not path.endswith("/[]")]
    assert [row["json"] for row in rows] == places
    assert len(rows) == ROWS


def test_every_name_of_the_table_is_a_place_of_the_schema(rows, schema):
    assert [row["xml"] for row in rows if row["xml"] not in schema.places] == []


def test_every_place_of_the_schema_is_in_the_table(rows, schema):
    """But for the form of a date and time that the JSON message does not have."""
    named_here = {row["xml"] for row in rows}
    named_here |= {row["xml"].rpartition("/")[0] for row in rows if "/udt:" in row["xml"]}
    strange = [
        path
        for path in schema.places
        if path not in named_here and not path.endswith("/[]") and "/udt:DateTime" not in path
    ]
    assert strange == []


def test_a_leaf_stays_a_leaf(rows, schema, message):
    for row in rows:
        assert schema.places[row["xml"]].inner is message.places[row["json"]].inner, row


def test_attributes_are_those_of_the_core_data_types(rows):
    for row in rows:
        member, name = row["json"].rpartition("/")[2], row["xml"].rpartition("/@")[2]
        if "/@" in row["xml"]:
            assert name == ATTRIBUTES.get(member, re.sub(r"Id$", "ID", member)), row


def test_codes_and_lists_are_those_of_the_message(rows, schema, message):
    for row in rows:
        ours, theirs = schema.places[row["xml"]], message.places[row["json"]]
        assert ours.enum == theirs.enum or row["json"].endswith("/format"), row


def test_occurrence_is_that_of_the_message(rows, schema, message):
    for row in rows:
        theirs = message.places[row["json"]]
        many = "array" in theirs.types and theirs.max_items != 1
        assert (schema.places[row["xml"]].types == ("array",)) is many, row
        if many:
            assert schema.places[row["xml"]].max_items == theirs.max_items, row


# The witnesses


def resolved(snapshot, node):
    """Every node that speaks about a place of the JSON publication."""
    todo = [node]
    while todo:
        here = todo.pop(0)
        yield here
        if "$ref" in here:
            at = snapshot
            for step in here["$ref"][2:].split("/"):
                at = at[step.replace("~1", "/")]
            todo.append(at)
        todo += [inner for key in ("allOf", "oneOf", "anyOf") for inner in here.get(key, ())]
        if "items" in here:
            todo.append(here["items"])


def entry_of(snapshot, path):
    """The dictionary entry name of a place of the JSON publication."""
    nodes = [snapshot]
    for step in path.split("/")[1:]:
        if step != "[]":
            nodes = [
                here["properties"][step]
                for node in nodes
                for here in resolved(snapshot, node)
                if isinstance(here.get("properties", {}).get(step), dict)
            ]
    return next((node["title"] for node in nodes if ". " in node.get("title", "")), None)


def elements(rows):
    """The rows of elements that stand for a dictionary entry."""
    for row in rows:
        last = row["xml"].partition("/udt:")[0].rpartition("/")[2]
        if last.startswith(("ram:", "rsm:")):
            yield row, last.partition(":")[2]


def test_every_element_is_named_by_its_dictionary_entry(rows, snapshot):
    entries = {row["json"]: entry_of(snapshot, row["json"]) for row, _ in elements(rows)}
    wrong = [(row, entries[row["json"]]) for row, name in elements(rows)
             if entries[row["json"]] is None or named(entries[row["json"]]) != name]  # fmt: skip
    assert wrong == []
    assert len(entries) > 250


def test_every_un_id_is_of_the_same_entry_and_name(rows, snapshot, efti):
    checked = 0
    for row, name in elements(rows):
        entry = entry_of(snapshot, row["json"])
        if row["un_id"] and entry not in KNOWN_BY_ID_ALONE:
            assert efti[row["un_id"]] == entry, row
            assert named(efti[row["un_id"]]) == name, row
            checked += 1
    assert checked > 100


def test_every_entry_that_has_a_un_id_is_given_it(rows, snapshot, efti):
    ids = {entry: un_id for un_id, entry in efti.items()}
    lacking = [row for row, _ in elements(rows)
               if not row["un_id"] and entry_of(snapshot, row["json"]) in ids]  # fmt: skip
    assert lacking == []


# The document of the field

ECMR_ALONE = {
    "ConsignmentItemQuantity", "AssociatedReferencedDocument", "PickUpTransportEvent",
    "ScheduledOccurrenceDateTime", "OriginTradeCountry", "DestinationTradeCountry",
    "SealedIndicator", "CountryID", "DescriptionCode",
}  # fmt: skip
"""Elements that the eCMR has where the maritime message has none (a place has no country there, a
handling instruction no code)."""


@pytest.fixture
def ecmr():
    return etree.parse(str(shared("samples", "uncefact", "ecmr-instance.xml"))).getroot()


def local(element):
    return etree.QName(element).localname


def walk(element, shape, known, alone):
    """Part the children of an element into those that a shape knows and those it does not."""
    names = {one.name.rpartition(":")[2]: one for one in shape.members or ()}
    at = -1
    for child in list(element):
        member = names.get(local(child))
        if member is None:
            alone.append(child)
            continue
        assert shape.rank[member.name] >= at, member.name
        at = shape.rank[member.name]
        known.append(member.name)
        walk(child, member.shape, known, alone)


def test_what_an_ecmr_says_too_has_the_same_name_and_order(ecmr, schema):
    known, alone = [], []
    walk(ecmr, schema.shape, known, alone)
    assert {local(one) for one in alone} == ECMR_ALONE
    assert len(set(known)) > 30


def test_an_ecmr_cut_to_the_message_is_permitted_in_the_namespaces_of_its_year(ecmr, schema):
    alone = []
    walk(ecmr, schema.shape, [], alone)
    for element in alone:
        element.getparent().remove(element)
    profile = tomllib.loads((FOLDER / "profile.toml").read_text("utf-8"))
    data = etree.tostring(ecmr)
    data = re.sub(rb'(?<=xmlns=")[^"]*:eCMR:1(?=")', profile["namespaces"]["rsm"].encode(), data)
    data = re.sub(rb"(?<=[</])eCMR\b", profile["root"].partition(":")[2].encode(), data)
    document = schema.read(data)
    assert schema.breaches(document, "PARSE") == ()
    tree = schema.tree(document)
    items = tree["rsm:SpecifiedSupplyChainConsignment"]["ram:IncludedSupplyChainConsignmentItem"]
    assert items[7]["ram:GrossWeightMeasure"] == {"content": "577", "@unitCode": "KGM"}
    assert schema.tree(schema.written(tree)) == tree
