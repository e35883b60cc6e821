"""The schemas by which an editor completes a mapping: right for what is right, and no wider."""

import json
import re
import tomllib
from pathlib import PurePath

import jsonschema
import pytest

from fairlead.cli.verbs.formats import schema
from fairlead.formats.editor import editor_schemas
from fairlead.resources import find
from tests.language.planted import misspelt

ROOT = find("mappings").parent
RULES = tomllib.loads((ROOT / ".taplo.toml").read_text("utf-8"))["rule"]
BELOW = ("mappings", "examples")
UNDERLINED_BY_NONE = {"carriers.toml", "habits.toml", "words.toml"}
"""Files that several mappings of Fairlead share, which belong to no folder of a format."""


def schemas_of(path):
    """The names of the schemas by which `.taplo.toml` has a file underlined."""
    for rule in RULES:
        names = [one for one in rule["include"] if PurePath(path).match(one.replace("**/", ""))]
        if names and str(path) not in rule.get("exclude", ()):
            yield rule["schema"]["path"]


FILES = sorted(
    one.relative_to(ROOT)
    for folder in BELOW
    for one in (ROOT / folder).rglob("*.toml")
    if one.name not in UNDERLINED_BY_NONE
)


def validator(path):
    return jsonschema.Draft202012Validator(json.loads((ROOT / path).read_text("utf-8")))


def said_by(path):
    return tomllib.loads((ROOT / path).read_text("utf-8"))


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_shipped_file_has_one_schema_and_is_underlined_nowhere(path):
    (one,) = schemas_of(path)
    assert [one.message for one in validator(one).iter_errors(said_by(path))] == []


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_misspelt_table_is_underlined(path):
    (one,) = schemas_of(path)
    first, *others = said_by(path).items()
    assert not validator(one).is_valid(dict([(misspelt(first[0]), first[1]), *others]))


def test_an_edition_says_of_a_table_what_differs_and_misspells_none():
    edition = validator("schemas/fairlead/mapping-1/edition.json")
    said = said_by("mappings/unece/iftmcs-d99b/mapping.toml")
    assert edition.is_valid({**said, "measure": {"temperature": {"as": "digits(3)"}}})
    assert not edition.is_valid({**said, "measure": {"temperature": {"sa": "digits(3)"}}})


def test_an_edition_names_what_it_is_like():
    edition = validator("schemas/fairlead/mapping-1/edition.json")
    said = said_by("mappings/unece/iftmcs-d99b/mapping.toml")
    assert not edition.is_valid({**said, "mapping": {"like": "unece/iftmcs-d00b"}})


@pytest.mark.parametrize("word", ("when", "says", "where"))
def test_a_misspelt_word_of_a_branch_is_underlined(word):
    said = said_by("mappings/uncefact/bill-of-lading-d23b/mapping.toml")
    first, *others = said["part"]["consignment"]["either"]
    wrong = {misspelt(name) if name == word else name: value for name, value in first.items()}
    consignment = {**said["part"]["consignment"], "either": [wrong, *others]}
    said = {**said, "part": {**said["part"], "consignment": consignment}}
    assert not validator("schemas/fairlead/mapping-1/mapping.json").is_valid(said)


def test_a_misspelt_word_of_a_row_is_underlined():
    said = said_by("mappings/uncefact/bill-of-lading-d23b/mapping.toml")
    row = {"at": "number", "as": "text", "ned": True}
    said = {**said, "bind": {"transport_document_reference": row}}
    assert not validator("schemas/fairlead/mapping-1/mapping.json").is_valid(said)


def test_the_command_knows_every_schema_and_explains_it():
    (kind,) = schema.params
    told = re.findall(r"^ {6}(\w+) {2,}", schema.callback.__doc__, re.MULTILINE)
    assert list(kind.type.choices) == told == list(editor_schemas())
