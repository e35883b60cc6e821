"""Whatever a folder names, or is named, stands somewhere: else it is refused with file and line."""

import json
import shutil

import pytest

from fairlead.errors import MappingError
from fairlead.formats.found import format_in
from fairlead.lens.folder import read_grammar
from tests.conftest import ROOT

BRACKENPORT = ROOT / "examples" / "your-platform" / "brackenport"
MEASURED = """
[measure.weight]
number = "kilos"
unit = "unit"
as = "decimal"
unit_as = "text"
"""


@pytest.fixture
def folder(tmp_path):
    """Brackenport in a folder of its own."""
    return shutil.copytree(BRACKENPORT, tmp_path / "brackenport")


def told(folder):
    """The lines of a refusal."""
    with pytest.raises(MappingError) as problem:
        format_in(folder).ready()
    return str(problem.value)


def respelt(folder, file, *pairs):
    text = folder.joinpath(file).read_text("utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    folder.joinpath(file).write_text(text, "utf-8")


SEALS = """[[class]]
at = "containers/seals"
by = "by"
harmless.SHIPER = "the shipper's own seal"

[[class]]"""
POINTED = {
    "a class of no place": (
        ("classes.toml", ("carrier/name", "carrier/nmae")),
        "[class[0].at] the schema has no place carrier/nmae; did you mean carrier/name?",
    ),
    "a class of no place anywhere": (
        ("classes.toml", ('"carrier/name"', '"**/nmae"')),
        "classes.toml:2: [class[0].at] the schema has no place **/nmae",
    ),
    "a class by a code that does not stand there": (
        ("classes.toml", ('"carrier/name"', '"carrier"\nby = "nmae"')),
        "classes.toml:3: [class[0].by] the schema has no place nmae in carrier; did you mean name?",
    ),
    "a class of a code that the schema lacks": (
        ("classes.toml", ("[[class]]", SEALS)),
        "classes.toml:1: [class[0]] the schema has no code 'SHIPER' there; did you mean SHIPPER?",
    ),
    "the neighbour of a total": (
        ("mapping.toml", ('as = "integer" }', 'as = "integer", beside = "crago" }')),
        "the schema has no place /crago; did you mean cargo?",
    ),
    "what travels": (
        ("mapping.toml", ("[total]", '[carry]\nat = "bilNumber"\n\n[total]')),
        "[carry.at] the schema has no member bilNumber; did you mean billNumber?",
    ),
    "a conversion that nothing names": (
        ("mapping.toml", ("[total]", '[convert.weight.tonne]\nto = "x"\nfactor = "2"\n\n[total]')),
        "[convert.weight] nothing names this table",
    ),
    "a measure that nothing names": (
        ("mapping.toml", ("[total]", f"{MEASURED}\n[total]")),
        "[measure.weight] nothing names this table",
    ),
    "a part that nothing names": (
        ("mapping.toml", ("[total]", '[part.paty]\nlike = "party"\n\n[total]')),
        "[part.paty] nothing names this table; did you mean party?",
    ),
    "a factor of nothing": (
        (
            "mapping.toml",
            ("[total]", '[convert.weight.tonne]\nto = "x"\nfactor = "1/0"\n\n[total]'),
        ),
        "'factor': a factor is more than nothing, and so is what it is divided by",
    ),
    "a truth for the number 1": (
        ("mapping.toml", ("most = 1", "most = true")),
        "'most' must be 1",
    ),
    "a mark of no member": (
        ("format.toml", ('"billType"', '"bilType"')),
        "format.toml:13: [marks] 'has': the schema has no member 'bilType'; did you mean billType?",
    ),
    "a schema that is none of Fairlead's": (
        ("format.toml", ("\n\ncap", '\nschema = "dcsa/transport-document-4"\n\ncap')),
        "there is no schema 'dcsa/transport-document-4'; did you mean dcsa/transport-document-3?",
    ),
    "a version that stands twice": (
        ("format.toml", ("\n\ncap", '\nversions = ["2", "2"]\n\ncap')),
        "format.toml:8: 'versions': '2' is not older than what stands before it",
    ),
    "a code without a source": (
        ("freight.csv", ("Brackenport interface 1 freight", "")),
        "freight.csv:2: source: it is empty",
    ),
}


for _cell, _says in (("", "it is empty"), ("P ", "'P ' has blanks around it")):
    POINTED[f"a code {_cell!r}"] = (
        ("freight.csv", ("prepaid,P,", f"prepaid,{_cell},")),
        f"freight.csv:2: wire: {_says}",
    )


@pytest.mark.parametrize(("edit", "says"), POINTED.values(), ids=POINTED)
def test_what_points_at_nothing_is_refused_with_its_line(folder, edit, says):
    respelt(folder, *edit)
    assert says in told(folder)


@pytest.mark.parametrize(
    ("name", "says"),
    (
        (
            "clases.toml",
            "brackenport/clases.toml: nothing reads this file; did you mean classes.toml?",
        ),
        ("habit.toml", "brackenport/habit.toml: nothing reads this file"),
        (
            "frieght.csv",
            "brackenport/frieght.csv: nothing reads this file; did you mean freight.csv?",
        ),
        (
            "schemas.json",
            "brackenport/schemas.json: nothing reads this file; did you mean schema.json?",
        ),
        ("vector/x/README", "brackenport/vector: nothing reads this folder; did you mean vectors?"),
    ),
)
def test_a_file_that_nothing_reads_is_refused(folder, name, says):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("canon,wire,relation,source\n" if name.endswith("csv") else "", "utf-8")
    assert says in told(folder)


def test_files_for_people_may_lie_there(folder):
    for name in ("README.md", "LICENSE", ".editorconfig", "notes.txt"):
        folder.joinpath(name).write_text("read me", "utf-8")
    format_in(folder).ready()


def test_the_files_that_a_schema_refers_to_are_read(folder):
    schema = json.loads(folder.joinpath("schema.json").read_text("utf-8"))
    folder.joinpath("parts").mkdir()
    place = schema["$defs"]["place"]
    folder.joinpath("parts", "place.json").write_text(json.dumps(place), "utf-8")
    del schema["$id"]
    schema["$defs"]["place"] = {"$ref": "parts/place.json"}
    folder.joinpath("schema.json").write_text(json.dumps(schema), "utf-8")
    format_in(folder).ready()


@pytest.mark.parametrize(
    ("words", "says"),
    (
        ('[width]\n"9999" = 35', "[width] the other mapping has no text at 9999"),
        ('[names]\nbilNumber = "number"', "[names] the other mapping has no member bilNumber"),
    ),
)
def test_an_edition_names_what_the_other_mapping_has(tmp_path, words, says):
    shutil.copy(ROOT / "mappings" / "words.toml", tmp_path)
    shutil.copytree(BRACKENPORT, tmp_path / "your" / "brackenport")
    edition = tmp_path / "your" / "second"
    edition.mkdir()
    head = '[mapping]\nlike = "your/brackenport"\nwire = "b.2"\ncanon = "Bill"\nversion = "2"\n'
    edition.joinpath("mapping.toml").write_text(f"{head}\n{words}\n", "utf-8")
    with pytest.raises(MappingError) as problem:
        read_grammar(edition)
    assert f"your/second/mapping.toml:8: {says}" in str(problem.value)
