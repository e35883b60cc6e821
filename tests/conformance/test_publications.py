"""Publications of several files are used as their owners lay them out, by both engines alike."""

import json
import random
from decimal import Decimal

import pytest
from lxml import etree

from fairlead.formats.schema import Schema
from fairlead.formats.schema.xsd import Profile, XmlSchema
from fairlead.syntax.json import read
from tests.conformance.mutants import mutants
from tests.conformance.xml_documents import mutated, tags
from tests.conftest import drawn_of, shared

MUTANTS = drawn_of(100, 2000)
PROFILE = (
    'title = "eFTI"\nroot = "consignment"\n[namespaces]\n"" = "http://efti.eu/v1/consignment/{}"\n'
)
EXAMPLES = {
    "common": ("consignment-common",),
    "identifier": (
        "consignment-identifiers-one-leg", "consignment-identifiers-two-legs",
        "consignment-identifiers-three-legs", "consignment-identifiers-four-legs",
    ),
}  # fmt: skip
XML_MUTANTS = drawn_of(15, 300)


@pytest.fixture(scope="module")
def fiata():
    """FIATA's eFBL: 17 files in three folders, whose `$id` and folders do not agree."""
    path = shared("specs", "fiata", "json-schemas", "efbl.schema.json", cases=MUTANTS)
    return Schema.load(path)


@pytest.fixture(scope="module")
def bills():
    """FIATA's own examples, as trees."""
    folder = shared("samples", "fiata", cases=MUTANTS)
    return [read(path.read_bytes()) for path in sorted(folder.rglob("*.json"))]


def test_every_place_of_the_fiata_bill_is_found_over_its_files(fiata):
    fiata.ready()
    assert len(fiata.places) == 467
    place = fiata.places["/supply_chain_consignment/consignor/name/value"]
    assert (place.types, place.required) == (("string",), True)


def test_no_reference_of_the_fiata_bill_leads_to_a_file(fiata):
    def references(node):
        if isinstance(node, dict):
            if isinstance(node.get("$ref"), str):
                yield node["$ref"]
            node = list(node.values())
        if isinstance(node, list):
            for one in node:
                yield from references(one)

    assert {ref[:8] for ref in references(fiata.document)} == {"#/$defs/"}


def test_both_engines_judge_a_fiata_bill_alike(fiata, bills):
    permitted = 0
    for tree in (*bills, *mutants(bills, MUTANTS)):
        verdict = fiata.permits(tree)
        permitted += verdict
        found = fiata.breaches(tree, "PARSE")
        assert (found == ()) is verdict
        assert "PARSE-012" not in {one.code for one in found}
    assert 0 < permitted < len(bills) + MUTANTS


def test_the_whole_message_of_un_cefact_has_its_places():
    path = shared("specs", "uncefact", "UNECE-MaritimeBillofLading.json")
    document = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    places = Schema("UN/CEFACT", document).places
    contact = "/specifiedConsignment/[]/consignor/definedTradeContact/[]"
    assert places[f"{contact}/faxUniversalCommunication/[]/completeNumber/content"].types == (
        "string",
    )


@pytest.fixture(scope="module", params=EXAMPLES)
def efti(request, tmp_path_factory):
    """eFTI's XSD: 12 files in three folders that refer to each other, and their examples."""
    folder = shared("specs", "uncefact", "efti-xsd", "schema", "xsd", cases=XML_MUTANTS)
    profile = tmp_path_factory.mktemp("profile") / "profile.toml"
    profile.write_text(PROFILE.format(request.param), "utf-8")
    schema = XmlSchema(folder / f"consignment-{request.param}.xsd", Profile.load(profile))
    names = EXAMPLES[request.param]
    return schema, [(folder / "examples" / f"{name}.xml").read_bytes() for name in names]


def test_a_code_list_of_another_folder_is_known(efti):
    schema, _ = efti
    schema.ready()
    assert "BPQ" in schema.places["/usedTransportEquipment/[]/categoryCode"].enum


def test_both_engines_judge_an_efti_document_alike(efti):
    schema, examples = efti
    chance = random.Random(20260304)
    for data in examples:
        names = tags(schema)
        for number in range(XML_MUTANTS):
            root = etree.fromstring(data, etree.XMLParser(remove_comments=True))
            root = mutated(root, chance, names) if number else root
            document = schema.read(etree.tostring(root))
            verdict = schema.permits(document)
            assert verdict or number
            assert (schema.breaches(document, "PARSE") == ()) is verdict
