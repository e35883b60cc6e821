"""No word of a mapping is misspelt or mistyped unseen: each is planted in a shipped mapping."""

import copy
import shutil
from functools import cache

import pytest

from fairlead.errors import MappingError
from fairlead.lens.document import own_document
from fairlead.lens.folder import read_grammar
from fairlead.lens.grammar import build_grammar
from fairlead.lens.language.file import TABLES, edition_of
from fairlead.lens.language.mistakes import words_of
from tests.language.planted import ROOT, at, every_table, misspelt, respelt

LEFT = shutil.ignore_patterns("compiled*", "__pycache__")
WORDS = [(kind, word) for kind in TABLES for word in words_of(kind)]
EVERY_WORD = pytest.mark.parametrize(
    ("kind", "word"), WORDS, ids=[f"{kind.__name__}-{word}" for kind, word in WORDS]
)


@cache
def tables():
    """Every table of every shipped mapping, by its kind."""
    found = {}
    for spot in every_table():
        found.setdefault(spot.kind, []).append(spot)
    return found


document = cache(own_document)
"""What the files of a shipped mapping say."""


def refused(said, sources):
    """The lines of the refusal of a mapping that says this."""
    with pytest.raises(MappingError) as problem:
        build_grammar(edition_of(said, sources), {}, {}, sources)
    return [line.strip() for line in str(problem.value).split("\n")]


def planted(spots, word, value):
    """The refusal of a mapping in which a word is added, or says something else."""
    for spot in (one for one in spots if one.way or one.file.name == "mapping.toml"):
        one = document(spot.file.parent)
        said = copy.deepcopy(one.said)
        table = at(said, spot.way)
        if table:
            table[word] = value
            return spot, refused(said, one.sources)
    raise AssertionError(f"no shipped mapping has a table for {word}")


def place(spot, word):
    """How a refusal names the line of a word."""
    line = spot.line_of(word)
    return "/".join(spot.file.parts[-3:]) + (f":{line}:" if line else ":")


@pytest.fixture(scope="module")
def mappings(tmp_path_factory):
    """A copy of the shipped mappings, in which one file after the other is misspelt."""
    return shutil.copytree(ROOT, tmp_path_factory.mktemp("copy") / "mappings", ignore=LEFT)


def test_mistakes_are_planted_by_the_hundred():
    assert 2 * len(WORDS) >= 200


@EVERY_WORD
def test_a_misspelt_word_is_refused_on_its_line_with_the_word_that_is_meant(kind, word, mappings):
    spots = tables()[kind]
    for spot in (one for one in spots if word in one.said):
        text = respelt(spot, word)
        if text is not None:
            file = mappings / spot.file.relative_to(ROOT)
            file.write_text(text, "utf-8")
            try:
                with pytest.raises(MappingError) as problem:
                    read_grammar(file.parent)
            finally:
                shutil.copy(spot.file, file)
            told = [line.strip() for line in str(problem.value).split("\n")]
            break
    else:
        spot, told = planted(spots, misspelt(word), "x")
    mine = [line for line in told if line.startswith(place(spot, word))]
    assert any(f"there is no word {misspelt(word)!r}; did you mean" in line for line in mine), told


@EVERY_WORD
def test_a_word_of_another_type_is_refused_on_its_line(kind, word):
    spots = sorted(tables()[kind], key=lambda one: word not in one.said)
    spot, told = planted(spots, word, 1.5)
    mine = [line for line in told if line.startswith(place(spot, word)) and word in line]
    # A word of the whole mapping may stand in another of its files.
    assert mine or (not spot.way and any(f" '{word}' must be" in line for line in told)), told
