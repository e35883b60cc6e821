"""No word of a file beside mappings is misspelt or mistyped unseen: each is planted in one."""

import tomllib

import pytest

from fairlead.errors import MappingError
from fairlead.formats.declared import AroundTable, FormatFile, MarksTable
from fairlead.formats.tables import BESIDE
from fairlead.formats.vector import SurvivorsFile
from fairlead.lens.language.lines import Sources
from fairlead.lens.language.mistakes import words_of
from fairlead.lens.language.reading import checked, read_tables
from tests.language.planted import ROOT, at, misspelt, respelt, tables_in

TABLES = {
    **BESIDE,
    "format.toml": (FormatFile, MarksTable, AroundTable),
    "survivors.toml": (SurvivorsFile,),
}
FILES = [(name, file) for name in TABLES for file in sorted(ROOT.rglob(name))]
EVERY_FILE = pytest.mark.parametrize(
    ("name", "file"), FILES, ids=[f"{file.parent.name}/{name}" for name, file in FILES]
)
WORDS = [(kinds[0], kind, word) for kinds in TABLES.values() for kind in kinds
         for word in words_of(kind)]  # fmt: skip
EVERY_WORD = pytest.mark.parametrize(
    ("whole", "kind", "word"), WORDS, ids=[f"{kind.__name__}-{word}" for _, kind, word in WORDS]
)


def spot_of(whole, kind, word):
    """A table of a shipped file: one that says a word, where there is one."""
    return min(
        (
            spot
            for name, file in FILES
            if TABLES[name][0] is whole
            for spot in tables_in(whole, file, (), tomllib.loads(file.read_text("utf-8")))
            if spot.kind is kind
        ),
        key=lambda spot: word not in spot.said,
    )


def refused(whole, spot, word, said, text):
    """What is told of the line of a word in a file that says this."""
    name = "/".join(spot.file.parts[-3:])
    with pytest.raises(MappingError) as problem:
        checked(said, whole, Sources(((name, text),)))
    told = [line.strip() for line in str(problem.value).split("\n")]
    line = f"{name}:{spot.line_of(word)}: "
    return [one.removeprefix(line) for one in told if one.startswith(line)]


@EVERY_FILE
def test_a_shipped_file_is_as_its_tables_say(name, file):
    assert isinstance(read_tables(file, TABLES[name][0]), TABLES[name][0])


@EVERY_WORD
def test_a_misspelt_word_is_refused_on_its_line_with_the_word_that_is_meant(whole, kind, word):
    spot = spot_of(whole, kind, word)
    if word in spot.said:
        text = respelt(spot, word)
        said = tomllib.loads(text)
    else:
        text = spot.file.read_text("utf-8")
        said = tomllib.loads(text)
        at(said, spot.way)[misspelt(word)] = "x"
    says = f"there is no word {misspelt(word)!r}; did you mean {word}?"
    assert any(one.endswith(says) for one in refused(whole, spot, word, said, text))


@EVERY_WORD
def test_a_word_of_another_type_is_refused_on_its_line(whole, kind, word):
    spot = spot_of(whole, kind, word)
    text = spot.file.read_text("utf-8")
    said = tomllib.loads(text)
    at(said, spot.way)[word] = 1.5
    assert any(f"'{word}' must be" in one for one in refused(whole, spot, word, said, text))


NO_SENSE = {
    "a pattern that is none": (
        "words.toml", ("words", "order"), {"pattern": "*"},
        ["[words.order] 'pattern': it is no pattern: nothing to repeat at position 0"],
    ),
    "a list without an order": (
        "habits.toml", ("ranked", 0), {"at": "NAD"},
        ["[ranked[0]] 'at': it is no list of the document with a test of the codes of its entries"],
    ),
    "a tolerance that nothing comes of": (
        "carriers.toml", ("tolerance", "stage_in_no_directory"), {"aside": None},
        ["[tolerance] 'stage_in_no_directory': a tolerance has either `then` or `aside`"],
    ),
    "tolerances that are none": (
        "carriers.toml", ("carrier", "one"), {"tolerates": ["date_left_emtpy", "x"]},
        [f"[carrier.one] 'tolerates': there is no tolerance {said}"
         for said in ("'date_left_emtpy'; did you mean date_left_empty?", "'x'")],
    ),
    "a document in JSON that nothing marks": (
        "format.toml", (), {"marks": None}, ["a document in JSON is known by [marks]"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "way", "change", "says"), NO_SENSE.values(), ids=NO_SENSE)
def test_what_makes_no_sense_is_refused_with_the_reason(name, way, change, says):
    file = next(file for one, file in FILES if one == name)
    said = tomllib.loads(file.read_text("utf-8"))
    table = at(said, way)
    table.update(change)
    for word in [word for word, value in change.items() if value is None]:
        del table[word]
    with pytest.raises(MappingError) as problem:
        checked(said, TABLES[name][0], Sources.of([file]))
    told = str(problem.value).split("\n")[1:]
    assert [line.split(": ", 1)[1] for line in told] == says
