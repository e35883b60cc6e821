"""The places of a schema, without any document."""

import subprocess
import sys

import pytest

from fairlead.errors import MappingError
from fairlead.formats.schema import Schema


def places(node):
    return Schema("the law", node).places


def test_an_entry_of_a_list_is_spelt_with_brackets():
    node = {"properties": {"marks": {"items": {"properties": {"text": {}}}}}}
    assert list(places(node)) == ["/marks", "/marks/[]", "/marks/[]/text"]


def test_objects_and_lists_are_places_but_no_leaves():
    node = {"properties": {"a": {"items": {"properties": {"b": {}}}}, "c": {}}}
    assert [leaf.path for leaf in Schema("the law", node).leaves()] == ["/a/[]/b", "/c"]


def test_references_are_followed_and_what_stands_beside_them_counts():
    node = {
        "properties": {"a": {"$ref": "#/$defs/Code", "deprecated": True}},
        "$defs": {"Code": {"type": "string", "enum": ["X"], "maxLength": 1}},
    }
    leaf = places(node)["/a"]
    assert (leaf.types, leaf.enum, leaf.max_length) == (("string",), ("X",), 1)
    assert leaf.deprecated


def test_alternatives_are_merged():
    node = {
        "oneOf": [
            {"required": ["code", "kind"], "properties": {"code": {}, "kind": {"enum": ["A"]}}},
            {"required": ["kind"], "properties": {"text": {}, "kind": {"enum": ["B"]}}},
        ]
    }
    found = places(node)
    assert list(found) == ["/code", "/kind", "/text"]
    assert found["/kind"].enum == ("A", "B")


def test_only_what_every_alternative_requires_is_required():
    ways = [{"required": ["a", "b"]}, {"required": ["b"]}]
    node = {"oneOf": ways, "properties": {"a": {}, "b": {}}}
    assert [leaf.required for leaf in places(node).values()] == [False, True]


def test_needed_is_what_no_document_can_be_without():
    one = {"required": ["b"], "properties": {"b": {}}}
    lists = {"full": {"minItems": 1, "items": one}, "any": {"items": one}, "maybe": one}
    found = places({"required": ["full", "any"], "properties": lists})
    assert [path for path, place in found.items() if place.needed] == [
        "/full", "/full/[]", "/full/[]/b", "/any",
    ]  # fmt: skip


def test_a_recursion_is_cut_where_it_would_repeat():
    node = {
        "properties": {"box": {"$ref": "#/$defs/Box"}},
        "$defs": {"Box": {"properties": {"size": {}, "box": {"$ref": "#/$defs/Box"}}}},
    }
    schema = Schema("the law", node)
    assert list(schema.places) == ["/box", "/box/size", "/box/box"]
    assert [leaf.path for leaf in schema.leaves()] == ["/box/size"]


def test_what_is_new_or_deprecated_makes_all_below_it_so():
    node = {"properties": {"a": {"x-since": "2", "deprecated": True, "properties": {"b": {}}}}}
    leaf = places(node)["/a/b"]
    assert (leaf.since, leaf.deprecated) == ("2", True)


def test_a_member_that_is_forbidden_is_no_place():
    assert places({"properties": {"a": False, "b": True}}).keys() == {"/b"}


@pytest.mark.parametrize("ref", ("#/$defs/Nowhere", "https://schemas.example/other.json"))
def test_a_reference_that_leads_nowhere_is_a_mistake_in_the_schema(ref):
    with pytest.raises(MappingError, match="the reference"):
        places({"properties": {"a": {"$ref": ref}}})


def test_places_are_found_without_either_engine():
    program = (
        "import sys; from fairlead.formats.schema import Schema\n"
        "from fairlead.resources import find\n"
        "Schema.load(find('schemas', 'openebl', 'pack-1', 'schema.json')).leaves()\n"
        "sys.exit(bool({'jsonschema', 'jsonschema_rs'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
