"""The folder of a format that is begun: nothing is overwritten, and nothing is left half done."""

import json

import pytest

from fairlead.errors import MappingError, UsageError
from fairlead.formats import FORMATS
from fairlead.formats.skeleton import make
from tests.unit.formats.folders import SCHEMA


@pytest.fixture
def schema(tmp_path):
    """A schema in a folder of its own."""
    file = tmp_path / "published" / "schema.json"
    file.parent.mkdir()
    file.write_text(json.dumps(SCHEMA), "utf-8")
    return file


def test_a_folder_that_is_there_is_left_as_it_is_and_what_it_holds_is_named(schema, tmp_path):
    folder = tmp_path / "quay"
    folder.mkdir()
    for number in range(9):
        folder.joinpath(f"{number}.toml").write_text("kept", "utf-8")
    with pytest.raises(UsageError) as refused:
        make("quay", schema, folder)
    said = str(refused.value).replace(str(folder), "quay")
    assert said.startswith("'quay' is there already and holds ")
    assert said.endswith(".toml and more; name another folder")
    assert {file.read_text("utf-8") for file in folder.iterdir()} == {"kept"}


def test_a_crowded_folder_is_not_searched_for_what_a_schema_names(schema, tmp_path):
    for number in range(1_001):
        schema.with_name(f"{number}.json").touch()
    schema.write_text('{"$ref": "https://schemas.example/bill.json"}', "utf-8")
    with pytest.raises(MappingError, match="more than 1000 files; let the schema have a folder of"):
        make("quay", schema, tmp_path / "quay")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["published"]


def test_a_schema_that_names_nothing_may_stand_in_a_crowded_folder(schema, tmp_path):
    for number in range(1_001):
        schema.with_name(f"{number}.json").touch()
    make("quay", schema, tmp_path / "quay")
    assert (tmp_path / "quay" / "schema.json").read_text("utf-8") == schema.read_text("utf-8")


XML = [one for one in FORMATS if one.wire.syntax == "xml"]


@pytest.mark.parametrize("origin", XML, ids=[one.alias for one in XML])
def test_what_is_drawn_is_a_breach_or_none_and_nothing_else(origin):
    from fairlead.bill.drawn import alone

    for bill in alone():
        assert {one.code[:5] for one in origin.breaches(origin.emit(bill).tree)} <= {"EMIT-"}
