"""Our schema of the DCSA transport document says what DCSA's publication says, fact by fact."""

import json
from decimal import Decimal

import pytest
import yaml

from fairlead.formats.schema import Schema
from fairlead.resources import find
from tests.conformance.engines import Official, breaches, places
from tests.conformance.mutants import TEXTS, mutants
from tests.conftest import drawn_of, shared

DEFINITIONS = 58
MUTANTS = drawn_of(600, 6000)
INT32 = {"minimum": -(2**31), "maximum": 2**31 - 1}
SAID_BY_US = ("$defs", "$id", "$schema", "$comment", "title", "x-since")
NOT_FACTS = ("title", "description", "example")


@pytest.fixture(scope="module")
def ours():
    return Schema.load(find("schemas", "dcsa", "transport-document-3", "schema.json"))


def definitions(version, cases):
    text = shared("specs", "dcsa", f"EBL_v{version}.yaml", cases=cases).read_text("utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)["components"]["schemas"]


def converted(node):
    """OpenAPI 3.0 in the words of draft 2020-12, facts only.

    `format: int32` becomes the bounds it stands for: OpenAPI says a signed integer of 32 bits, but
    no engine asserts a format of numbers. `float` stays a number: the text is what counts.
    """
    if isinstance(node, list):
        return [converted(one) for one in node]
    if not isinstance(node, dict):
        return node
    facts = {key: converted(value) for key, value in node.items() if key not in NOT_FACTS}
    if "properties" in node:  # there `title` and the like are names of members
        facts["properties"] = {key: converted(one) for key, one in node["properties"].items()}
    if facts.pop("exclusiveMinimum", False):
        facts["exclusiveMinimum"] = facts.pop("minimum")
    if facts.get("format") == "int32":
        facts = INT32 | {key: value for key, value in facts.items() if key != "format"}
    if facts.get("format") == "float":
        del facts["format"]
    if "$ref" in facts:
        facts["$ref"] = facts["$ref"].replace("#/components/schemas/", "#/$defs/")
    return facts


def facts_of(node):
    """A schema of ours without what is no fact of the publication."""
    if isinstance(node, list):
        return [facts_of(one) for one in node]
    if not isinstance(node, dict):
        return node
    facts = {key: facts_of(value) for key, value in node.items() if key not in SAID_BY_US}
    if "properties" in node:
        facts["properties"] = {key: facts_of(one) for key, one in node["properties"].items()}
    return facts


@pytest.fixture(scope="module")
def published():
    return converted(definitions("3.0.4", DEFINITIONS))


@pytest.fixture(scope="module")
def official(published):
    return Official({**published["TransportDocument"], "$defs": published})


def load(path):
    return json.loads(path.read_text("utf-8"), parse_float=Decimal)


@pytest.fixture(scope="module")
def samples():
    folder = shared("samples", "dcsa", cases=MUTANTS)
    found = [load(path) for path in sorted(folder.glob("transport-document-*.json"))]
    return [*found, load(shared("samples", "performance", "small.json"))]


def test_every_fact_of_every_definition_is_the_published_one(ours, published):
    stated = {name: facts_of(node) for name, node in ours.document["$defs"].items()}
    stated["TransportDocument"] = facts_of(ours.document)
    assert stated == {name: published[name] for name in stated}


def test_every_definition_that_a_document_can_reach_is_stated(ours):
    assert len(ours.document["$defs"]) + 1 == DEFINITIONS


def test_the_oldest_version_lacks_just_what_we_say_is_new(ours):
    old = converted(definitions("3.0.0", DEFINITIONS))
    before = Schema("3.0.0", {**old["TransportDocument"], "$defs": old}).places
    new = {path for path, place in ours.places.items() if place.since == "3.0.4"}
    assert new == set(ours.places) - set(before)


def test_the_publisher_s_own_examples_are_permitted(ours, samples):
    assert [ours.breaches(sample, "PARSE") for sample in samples] == [()] * len(samples)


def test_mutants_are_judged_as_by_the_publication_at_the_same_places(ours, official, samples):
    refused = 0
    for mutant in mutants(samples, MUTANTS):
        assert breaches(ours._fast, mutant) == breaches(official.fast, mutant)
        refused += not ours.permits(mutant)
    assert MUTANTS // 3 < refused < MUTANTS


def test_both_engines_agree_on_mutants(ours, samples):
    for mutant in mutants(samples, MUTANTS // 3, seed=2):
        assert bool(ours.breaches(mutant, "PARSE")) is not ours.permits(mutant)


def test_the_other_engine_judges_the_publication_alike(ours, official, samples):
    for mutant in mutants(samples, MUTANTS // 30, seed=3, texts=TEXTS):
        assert official.permits(mutant) is not bool(places(official.slow, mutant))


def test_every_breach_stands_where_the_publication_has_one(ours, official, samples):
    for mutant in mutants(samples, MUTANTS // 30, seed=4, texts=TEXTS):
        errors = {"".join(f"/{step}" for step in path) for path in places(official.slow, mutant)}
        for breach in ours.breaches(mutant, "PARSE"):
            assert any(breach.at.wire.startswith(error) for error in errors)


def test_a_number_beyond_32_bits_is_refused_although_most_engines_let_it_pass(ours):
    copies = {"numberOfCopiesWithCharges": 2**31}
    assert any(one.code == "PARSE-005" for one in ours.breaches(copies, "PARSE"))
