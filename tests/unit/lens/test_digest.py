"""The digest of a mapping is another where anything is that the mapping reads."""

import json

import pytest

from fairlead.errors import MappingError
from fairlead.formats.found import format_in
from fairlead.lens.digest import digest_of
from fairlead.lens.folder import read_grammar
from tests.unit.formats.folders import SCHEMA, write

HEAD = """
[mapping]
wire = "{name}"
canon = "Bill"
version = "1"
"""
ROW = "\n[bind]\n{field} = {{ at = '{field}', as = 'text' }}\n"
CODES = "canon,wire,relation,source\nprepaid,P,=,a test\n"
PART = (
    "\n[part.party]\ncanon = 'Party'\n\n[part.party.bind]\nparty_name = { at = 'n', as = 'text' }\n"
)
INCLUDE = 'include = { version = "1", as = "inner", mapping = "owner/included-1" }\n'


def mapping(top, name, field, head="", rest=""):
    """A mapping of one row in the folder `owner/NAME`; gives that folder."""
    folder = top / "owner" / name
    folder.mkdir(parents=True)
    text = HEAD.format(name=name) + head + ROW.format(field=field) + rest
    folder.joinpath("mapping.toml").write_text(text, "utf-8")
    folder.joinpath("terms.csv").write_text(CODES, "utf-8")
    return folder


@pytest.fixture
def folder(tmp_path):
    """A mapping that builds on others by every word, and those on more."""
    (tmp_path / "words.toml").write_text("", "utf-8")
    mapping(tmp_path, "base-1", "carrier_code")
    mapping(tmp_path, "model-1", "vessel_name", 'like = "owner/base-1"\n')
    mapping(tmp_path, "lists-1", "carrier_code")
    mapping(tmp_path, "included-1", "carrier_code")
    head = 'like = "owner/model-1"\nlists = "owner/lists-1"\nparts = ["goods"]\n' + INCLUDE
    folder = mapping(tmp_path, "whole-1", "shipping_instructions_reference", head)
    folder.joinpath("goods.toml").write_text(PART, "utf-8")
    folder.joinpath("classes.toml").write_text("", "utf-8")
    return folder


@pytest.mark.parametrize(
    "file",
    (
        "../../words.toml", "mapping.toml", "goods.toml", "classes.toml", "terms.csv",
        *(
            f"../{other}-1/{name}"
            for other in ("base", "model", "lists", "included")
            for name in ("mapping.toml", "terms.csv")
        ),
    ),
)  # fmt: skip
def test_every_file_that_a_mapping_reads_counts(folder, file):
    read_grammar(folder)
    before = digest_of(folder)
    with folder.joinpath(file).open("a", encoding="utf-8") as said:
        said.write("\n")
    assert digest_of(folder) != before


@pytest.mark.parametrize(
    "spelt",
    (
        'like = "owner/base-1"', "like = 'owner/base-1'", 'like\t= "owner/base-1"',
        '  like = "owner/base-1"', '"like" = "owner/base-1"',
        'lists = "owner/base-1"', 'include.mapping = "owner/base-1"', "include.as = 'owner/base-1'",
    ),
)  # fmt: skip
def test_a_base_counts_however_its_word_is_spelt(tmp_path, spelt):
    (tmp_path / "words.toml").write_text("", "utf-8")
    base = mapping(tmp_path, "base-1", "carrier_code")
    folder = mapping(tmp_path, "whole-1", "vessel_name", f"{spelt}\n")
    before = digest_of(folder)
    base.joinpath("role.csv").write_text(CODES, "utf-8")
    assert digest_of(folder) != before


def test_a_base_whose_name_is_spelt_otherwise_is_refused(tmp_path):
    (tmp_path / "words.toml").write_text("", "utf-8")
    mapping(tmp_path, "base-1", "carrier_code")
    folder = mapping(tmp_path, "whole-1", "vessel_name", 'like = "owner\\u002fbase-1"\n')
    with pytest.raises(MappingError, match=r'in another spelling; write "owner/base-1"'):
        read_grammar(folder)


def test_a_name_in_a_text_is_no_base(tmp_path):
    (tmp_path / "words.toml").write_text("", "utf-8")
    head = '# like = "no/such"\nabsent = ["""\nlike = "no/such"\n"""]\n'
    folder = mapping(tmp_path, "whole-1", "vessel_name", head)
    assert len(digest_of(folder)) == 64
    assert read_grammar(folder).absent == ('like = "no/such"\n',)


def test_every_file_of_a_schema_that_lies_beside_counts(tmp_path):
    folder = write(tmp_path, schema=with_reference("types/name.schema"))
    folder.joinpath("types").mkdir()
    folder.joinpath("types", "name.schema").write_text('{"type": "string"}', "utf-8")
    assert "/clerk" in format_in(folder).wire.places
    before = digest_of(folder)
    folder.joinpath("types", "name.schema").write_text('{"type": "integer"}', "utf-8")
    assert digest_of(folder) != before


@pytest.mark.parametrize("name", ("vectors/name.json", "compiled.py"))
def test_a_schema_refers_to_nothing_that_does_not_count(tmp_path, name):
    folder = write(tmp_path, schema=with_reference(name))
    folder.joinpath("vectors").mkdir()
    folder.joinpath(name).write_text('{"type": "string"}', "utf-8")
    with pytest.raises(MappingError, match="is no part of a schema"):
        _ = format_in(folder).wire.places


def with_reference(name):
    return {**SCHEMA, "properties": {**SCHEMA["properties"], "clerk": {"$ref": name}}}


def test_examples_and_what_was_compiled_do_not_count(folder):
    before = digest_of(folder)
    for name in ("vectors/sample/wire.json", "compiled-1.0.py", "__pycache__/compiled.pyc"):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("{}", "utf-8")
    assert digest_of(folder) == before


def test_files_that_change_places_count(tmp_path):
    folder = write(tmp_path)
    for name, text in (("a", "1"), ("b", "2")):
        folder.joinpath(name).mkdir()
        folder.joinpath(name, "x.json").write_text(json.dumps(text), "utf-8")
    before = digest_of(folder)
    folder.joinpath("a").rename(folder / "c")
    assert digest_of(folder) != before
