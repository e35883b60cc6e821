"""The schema files: facts, laid out for reading, found wherever Fairlead is installed."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from fairlead import resources
from fairlead.errors import MappingError
from fairlead.formats.schema import Schema
from fairlead.formats.schema.breach import _CODES

FILES = sorted(
    path
    for path in resources.find("schemas").glob("*/*/schema.json")
    if path.parent.parent.name != "fairlead"  # our own schema of the Bill explains itself
)
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)


def nodes(node):
    """Every schema inside a schema, itself first."""
    if not isinstance(node, dict):
        return
    yield node
    for key, value in node.items():
        if key in ("properties", "$defs", "patternProperties"):
            for inside in value.values():
                yield from nodes(inside)
        elif isinstance(value, list):
            for inside in value:
                yield from nodes(inside)
        else:
            yield from nodes(value)


@every_file
def test_a_schema_obeys_the_schema_of_schemas(path):
    Draft202012Validator.check_schema(json.loads(path.read_text("utf-8")))


@every_file
def test_a_schema_states_facts_and_tells_no_stories(path):
    root, *inner = nodes(json.loads(path.read_text("utf-8")))
    assert "description" not in root
    told = {"title", "description", "$comment", "examples", "default"}
    assert [node for node in inner if told & node.keys()] == []


@every_file
def test_no_definition_is_unused(path):
    text = path.read_text("utf-8")
    for name in json.loads(text)["$defs"]:
        assert f'"#/$defs/{name}"' in text, name


@every_file
def test_a_keyword_that_can_be_broken_has_its_code(path):
    schema = Schema.load(path)
    silent = {
        "$schema", "$id", "$comment", "$defs", "$ref", "title", "properties", "patternProperties",
        "items", "if", "then", "deprecated", "x-since", "contentEncoding",
    }  # fmt: skip
    stated = {key for node in nodes(schema.document) for key in node}
    assert stated - silent <= _CODES.keys()


@every_file
def test_both_engines_take_the_schema(path):
    schema = Schema.load(path)
    assert (schema.breaches({}, "EMIT") == ()) is schema.permits({})


def test_a_schema_is_named_by_its_title():
    path = resources.find("schemas", "dcsa", "transport-document-3", "schema.json")
    assert Schema.load(path).name == "DCSA transport document 3.0.4"


@pytest.mark.parametrize("text", ("{", "[]", ""))
def test_a_file_that_is_no_schema_is_our_mistake(tmp_path, text):
    (tmp_path / "schema.json").write_text(text)
    with pytest.raises(MappingError):
        Schema.load(tmp_path / "schema.json")


def test_a_schema_that_no_engine_understands_is_our_mistake():
    with pytest.raises(MappingError, match="the schema odd is wrong"):
        Schema("odd", {"type": "colour"}).permits({})


@pytest.mark.parametrize(
    "parts", ((), ("schemas", "nowhere"), ("schemas", "..", "README.md"), ("/etc",), ("",))
)
def test_what_is_not_ours_is_not_found(parts):
    with pytest.raises(MappingError, match="there is no"):
        resources.find(*parts)


def test_in_a_wheel_the_data_lies_inside_the_package(tmp_path, monkeypatch):
    package = tmp_path / "site-packages" / "fairlead"
    (package / "schemas" / "dcsa").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.find("schemas", "dcsa") == package / "schemas" / "dcsa"


def test_in_a_checkout_the_data_lies_at_the_top(root):
    assert resources.find("schemas") == Path(root) / "schemas"
