"""A schema of several files is used as it is published, and never looked for outside its folder."""

import json
import os

import pytest

from fairlead.errors import MappingError
from fairlead.formats.schema import Schema
from fairlead.formats.schema.bundle import bundled, loaded
from fairlead.formats.schema.folder import Folder
from tests.growth import SPARE, overgrowth
from tests.unit.schemas.canary import Canary

HOME = "https://schemas.example/bill/"


def laid(folder, files):
    """Schema files in a folder; the path of the first, which refers to the others."""
    for name, document in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(document), "utf-8")
    return folder / next(iter(files))


def ship(to):
    """A schema whose member `name` is what a reference leads to."""
    return {"type": "object", "properties": {"name": {"$ref": to}}}


SHORT = {"type": "string", "maxLength": 5}
PUBLICATIONS = {
    "a file beside it": {"schema.json": ship("name.json"), "name.json": SHORT},
    "a file in a folder below": {"schema.json": ship("parts/name.json"), "parts/name.json": SHORT},
    "a part of another file": {
        "schema.json": ship("parts.json#/$defs/Name"), "parts.json": {"$defs": {"Name": SHORT}},
    },
    "a part called by an anchor": {
        "schema.json": ship("parts.json#name"),
        "parts.json": {"$defs": {"Name": {"$anchor": "name", **SHORT}}},
    },
    "from a folder below into one beside": {
        "schema.json": ship("a/name.json"),
        "a/name.json": {"$ref": "../b/name.json"}, "b/name.json": SHORT,
    },
    "there and back": {
        "schema.json": {**ship("parts.json#/$defs/Name"), "$defs": {"Short": SHORT}},
        "parts.json": {"$defs": {"Name": {"$ref": "schema.json#/$defs/Short"}}},
    },
    "by the $id of each": {
        "schema.json": {"$id": HOME + "bill.json", **ship("types/name.json")},
        "anywhere.json": {"$id": HOME + "types/name.json", **SHORT},
    },
    "by a whole URI": {
        "schema.json": ship(HOME + "name.json#/$defs/Name"),
        "deep/down.json": {"$id": HOME + "name.json", "$defs": {"Name": SHORT}},
    },
    "laid out otherwise than its $id says": {
        "schema.json": {"$id": HOME + "release/1/bill.json", **ship("parts/name.json")},
        "parts/name.json": {"$id": HOME + "parts/name.json", **SHORT},
    },
    "by a URN": {
        "schema.json": ship("urn:example:name"), "a.json": {"$id": "urn:example:name", **SHORT},
    },
    "a part with an $id of its own": {
        "schema.json": {**ship("name"), "$id": HOME, "$defs": {"n": {"$id": "name", **SHORT}}},
    },
    "a part of a part, seen from the part": {
        "schema.json": {
            **ship("#/$defs/n"),
            "$defs": {"n": {"$id": "n", "$ref": "#/$defs/n", "$defs": {"n": SHORT}}},
        },
    },
    "a file beside where a part would lie": {
        "schema.json": {
            **ship("#/$defs/n"), "$defs": {"n": {"$id": "parts/n.json", "$ref": "name.json"}},
        },
        "parts/name.json": SHORT,
    },
    "an anchor as older drafts write it": {
        "schema.json": {**ship("#name"), "definitions": {"n": {"$id": "#name", **SHORT}}},
    },
    "a name that a URI writes otherwise": {
        "schema.json": ship("the%20name.json#/$defs/a~1b%25"),
        "the name.json": {"$defs": {"a/b%": SHORT}},
    },
    "a part where no schema is looked for": {
        "schema.json": ship("api.json#/components/schemas/Name"),
        "api.json": {"components": {"schemas": {"Name": {"$ref": "#/components/x"}}, "x": SHORT}},
    },
    "back into a part where no schema is looked for": {
        "schema.json": {**ship("a.json"), "x": {"name": {"$ref": "name.json"}}},
        "a.json": {"$ref": "schema.json#/x/name"}, "name.json": SHORT,
    },
    "an entry of a list": {
        "schema.json": ship("parts.json#/allOf/1"), "parts.json": {"allOf": [{}, SHORT]},
    },
    "a file of the name of a part": {
        "schema.json": {**ship("name.json"), "$defs": {"name.json": {"type": "null"}}},
        "name.json": SHORT,
    },
}  # fmt: skip


@pytest.mark.parametrize("files", PUBLICATIONS.values(), ids=PUBLICATIONS)
def test_a_reference_is_followed_to(tmp_path, files):
    schema = Schema.load(laid(tmp_path, files))
    schema.ready()
    assert schema.places["/name"].max_length == 5
    for tree in ({"name": "Ariel"}, {"name": "Adriana"}, {"name": 1}):
        assert schema.permits(tree) is (tree["name"] == "Ariel")
        assert (schema.breaches(tree, "PARSE") == ()) is schema.permits(tree)


def test_a_recursion_over_files_is_cut_where_it_would_repeat(tmp_path):
    box = {"properties": {"size": {}, "lid": {"$ref": "lid.json"}}}
    lid = {"properties": {"box": {"$ref": "box.json"}}}
    files = {"box.json": box, "lid.json": lid}
    schema = Schema.load(laid(tmp_path, files))
    assert list(schema.places) == ["/size", "/lid", "/lid/box"]
    assert schema.places["/lid/box"].inner


def test_what_two_places_share_is_no_recursion():
    node = {
        "$ref": "#/$defs/Named",
        "properties": {"part": {"oneOf": [{"$ref": "#/$defs/Named"}, {"$ref": "#/$defs/Part"}]}},
        "$defs": {"Named": {"title": "named"}, "Part": {"properties": {"size": {}}}},
    }
    assert list(Schema("the law", node).places) == ["/part", "/part/size"]


def test_the_word_ref_is_a_reference_only_where_a_schema_stands(tmp_path):
    said = {"$ref": "name.json", "enum": [{"$ref": "nowhere.json"}]}
    text = {"properties": {"$ref": {"const": "name.json"}}}
    files = {"schema.json": {"anyOf": [said, text]}, "name.json": {}}
    document = loaded(laid(tmp_path, files))
    assert document["anyOf"] == [{**said, "$ref": "#/$defs/name.json"}, text]


# What leads out of the folder


OUTSIDE = (
    "../outside.json", "a/../../outside.json", "%2e%2e/outside.json", "/outside.json",
    "///outside.json", "{}", "{}#/$defs/a", "file://{}", "FILE://{}", "..\\outside.json",
    "//{canary}/outside.json", "http://{canary}/outside.json", "https://{canary}/a#/b",
    "ftp://{canary}/outside.json", "http://[", "\0", "%00", "c:/outside.json", "linked.json",
    "folder/outside.json", "outside.json?a=b", ".", "nowhere.json", "%ff",
)  # fmt: skip


@pytest.mark.parametrize("to", OUTSIDE)
@pytest.mark.parametrize("way", ("first", "second"))
def test_nothing_is_taken_from_outside_the_folder(tmp_path, to, way):
    canary, outside = Canary(), tmp_path / "outside.json"
    outside.write_text("{}", "utf-8")
    home = tmp_path / "home"
    files = {"schema.json": ship(to.format(outside, canary=canary.at)), "other.json": {}}
    if way == "second":
        files = {"schema.json": ship("x/other.json"), "x/other.json": files["schema.json"]}
    path = laid(home, files)
    (home / "linked.json").symlink_to(outside)
    (home / "folder").symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(MappingError):
        Schema.load(path)
    assert canary.count() == 0


def test_the_case_of_a_stranger_is_a_mistake_and_opens_no_connection(tmp_path):
    canary = Canary()
    path = laid(tmp_path, {"schema.json": ship(f"http://{canary.at}/outside.json")})
    with pytest.raises(MappingError, match="nothing is fetched") as refused:
        Schema.load(path)
    assert str(path) in str(refused.value)
    assert canary.count() == 0


def test_the_folder_itself_may_be_a_link(tmp_path):
    path = laid(tmp_path / "real", PUBLICATIONS["a file beside it"])
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    assert Schema.load(tmp_path / "link" / path.name).places["/name"].max_length == 5


MISTAKES = {
    "a reference to nothing": (ship("#/$defs/Name"), "leads nowhere"),
    "a reference to an anchor that is none": (ship("#name"), "no \\$anchor name"),
    "a reference to a text": ({**ship("#/title"), "title": "t"}, "leads to no schema"),
    "a reference that is a number": (ship(5), "has no URI"),
    "an $id that is a number": ({"$id": 5, **ship("#")}, "has no URI"),
    "a word of another draft": (
        {"properties": {"a": {"$recursiveRef": "#"}, "b": {"$ref": "#"}}}, "recursiveRef",
    ),
    "a reference to itself": ({"$anchor": "a", "$ref": "#"}, "leads to itself"),
    "a circle at one place": (
        {"$anchor": "a", "$ref": "#/$defs/b", "$defs": {"b": {"allOf": [{"$ref": "#"}]}}},
        "leads to itself",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("node", "says"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_schema_is_said(node, says):
    with pytest.raises(MappingError, match=says):
        _ = Schema("the law", node).places


def test_two_files_of_one_id_are_named_both(tmp_path):
    one = {"$id": "urn:example:name"}
    files = {"schema.json": ship("urn:example:name"), "a.json": one, "b.json": one}
    with pytest.raises(MappingError, match=r"a\.json and b\.json have the same \$id"):
        Schema.load(laid(tmp_path, files))


@pytest.mark.parametrize("text", ("{", "[]", '"a"', "\xff", "[" * 5000))
def test_a_file_that_is_no_schema_is_a_mistake(tmp_path, text):
    path = laid(tmp_path, {"schema.json": ship("name.json")})
    (tmp_path / "name.json").write_text(text, "latin-1")
    with pytest.raises(MappingError, match=r"name\.json"):
        Schema.load(path)


def test_a_pipe_is_not_waited_for(tmp_path):
    path = laid(tmp_path, {"schema.json": ship("name.json")})
    os.mkfifo(tmp_path / "name.json")
    with pytest.raises(MappingError):
        Schema.load(path)


# Limits


def test_a_folder_holds_so_many_files(tmp_path):
    files = {f"{number}.json": {"$ref": f"{number + 1}.json"} for number in range(1100)}
    with pytest.raises(MappingError, match="more than 1000 files"):
        Schema.load(laid(tmp_path, files))


def test_a_schema_is_so_large(tmp_path):
    path = laid(tmp_path, {"schema.json": ship("name.json")})
    (tmp_path / "name.json").write_bytes(b" " * 20_000_000 + b"{}")
    with pytest.raises(MappingError, match="20000000 bytes"):
        Schema.load(path)


def test_so_many_references_follow_one_another():
    parts = {f"a{number}": {"$ref": f"#/$defs/a{number + 1}"} for number in range(100)}
    with pytest.raises(MappingError, match="follow one another"):
        bundled({"$ref": "#/$defs/a0", "$defs": {**parts, "a100": {}}})


@pytest.mark.parametrize("levels", (150, 400, 5000))
def test_a_schema_is_so_deep(levels):
    node = {}
    for _ in range(levels):
        node = {"properties": {"a": node}}
    with pytest.raises(MappingError, match="steps deep"):
        bundled(node)


def test_places_that_multiply_without_an_end_are_counted():
    names = [f"a{number}" for number in range(12)]
    node = {"properties": {name: {"$ref": f"#/$defs/{name}"} for name in names}}
    with pytest.raises(MappingError, match="more than 100000 places"):
        _ = Schema("the law", {**node, "$defs": {name: dict(node) for name in names}}).places


def test_a_schema_costs_in_proportion_to_its_files(tmp_path):
    def work(size):
        names = [f"{number}.json" for number in range(size)]
        node = {"properties": {name: {"$ref": name} for name in names}}
        folder = tmp_path / str(size)
        path = laid(folder, {"schema.json": node, **{name: {"$anchor": "a"} for name in names}})
        return lambda: bundled(node, Folder(folder), path.name)

    assert overgrowth(work, 200) < SPARE


def test_a_schema_costs_in_proportion_to_its_references():
    def work(size):
        parts = {f"a{number}": {"$anchor": f"n{number}"} for number in range(size)}
        node = {"properties": {name: {"$ref": f"#n{name[1:]}"} for name in parts}, "$defs": parts}
        return lambda: bundled(node)

    assert overgrowth(work, 2_000) < SPARE
