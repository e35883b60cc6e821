"""The schema by which an editor completes a mapping: right for what is right, and no wider."""

import json
import tomllib

import jsonschema
import pytest

from fairlead.resources import find
from tests.language.planted import FOLDERS, misspelt

SCHEMA = json.loads(find("schemas", "fairlead", "mapping-1", "schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
WHOLE = {
    folder.name: said
    for folder in FOLDERS
    if "like"
    not in (said := tomllib.loads((folder / "mapping.toml").read_text("utf-8")))["mapping"]
}
"""The mappings that are no editions of others, as their files say them."""


@pytest.mark.parametrize("said", WHOLE.values(), ids=WHOLE)
def test_a_shipped_mapping_is_underlined_nowhere(said):
    assert [one.message for one in VALIDATOR.iter_errors(said)] == []


@pytest.mark.parametrize("word", ("when", "says", "where"))
def test_a_misspelt_word_of_a_branch_is_underlined(word):
    said = WHOLE["bill-of-lading-d23b"]
    first, *others = said["part"]["consignment"]["either"]
    wrong = {misspelt(name) if name == word else name: value for name, value in first.items()}
    consignment = {**said["part"]["consignment"], "either": [wrong, *others]}
    said = {**said, "part": {**said["part"], "consignment": consignment}}
    assert not VALIDATOR.is_valid(said)


def test_a_misspelt_word_of_a_row_is_underlined():
    row = {"at": "number", "as": "text", "ned": True}
    said = {**WHOLE["bill-of-lading-d23b"], "bind": {"transport_document_reference": row}}
    assert not VALIDATOR.is_valid(said)
