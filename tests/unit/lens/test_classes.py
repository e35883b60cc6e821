"""The classes of what a wire holds and the Bill does not."""

import json
import os
from pathlib import Path

import pytest

from fairlead.bill import Bill
from fairlead.errors import MappingError
from fairlead.formats import FORMATS, named
from fairlead.lens.classes import Classes, classes_of
from fairlead.lens.grammar import build_grammar
from fairlead.lens.language.tables import ClassTable
from fairlead.lens.residue import Residue

MEA = {
    "at": "GID/MEA", "by": "C502/6313", "default": "critical", "because": "it may be a weight",
    "harmless": {"LN WD": "a dimension"},
}  # fmt: skip
REST = {"at": "**", "default": "harmless", "because": "the rest"}
HEAD = {"/GID/[]/7224": "a count"}


def found(blocks, tree, *kept, held=HEAD):
    """What is critical of what was kept: its place, why, and its code."""
    left = Residue(tuple(kept))
    said = [ClassTable.model_validate(block) for block in blocks]
    classes = Classes(classes_of(said), held, (None,))
    return [tuple(one) for one, _ in classes.critical_in(left, tree, Bill())]


def goods(**segment):
    return {"GID": [{"MEA": [segment]}]}


def test_a_listed_code_is_what_its_list_says():
    mea = {"C502": {"6313": "LN"}, "C174": {"6314": "7"}}
    assert found([MEA, REST], goods(**mea), (("GID", 0, "MEA", 0), mea)) == []


def test_any_other_code_is_what_the_default_says():
    mea = {"C502": {"6313": "XX"}}
    said = found([MEA, REST], goods(**mea), (("GID", 0, "MEA", 0), mea))
    assert said == [(("GID", 0, "MEA", 0), "it may be a weight", "XX")]


def test_an_entry_without_the_code_is_for_the_next_block():
    mea = {"6311": "AAE"}
    next_block = {"at": "GID/MEA", "default": "critical", "because": "no kind is said"}
    said = found([MEA, next_block, REST], goods(**mea), (("GID", 0, "MEA", 0), mea))
    assert [because for _, because, _ in said] == ["no kind is said"]


def test_a_block_without_a_default_leaves_other_codes_to_the_next_one():
    first = {"at": "GID/MEA", "by": "C502/6313", "critical": {"G": "a gross weight"}}
    mea = {"C502": {"6313": "LN"}}
    assert found([first, MEA, REST], goods(**mea), (("GID", 0, "MEA", 0), mea)) == []


def test_what_is_left_of_an_entry_that_was_read_is_judged_by_its_place():
    tree = {"GID": [{"7224": "5", "1496": "1"}]}
    kept = ((("GID", 0, "7224"), "5"), (("GID", 0, "1496"), "1"))
    assert found([REST], tree, *kept) == [(("GID", 0, "7224"), "a count", None)]


def test_a_value_that_says_nothing_is_not_critical():
    tree = {"GID": [{"7224": None, "MEA": {}}]}
    kept = ((("GID", 0, "7224"), None), (("GID", 0, "MEA"), {}))
    assert found([MEA, {**REST, "default": "critical"}], tree, *kept) == []


def test_stars_stand_for_any_way():
    block = {"at": "**/6162", "default": "critical", "because": "a range"}
    tree = goods(C174={"6162": "5"})
    said = found([block, REST], tree, (("GID", 0, "MEA", 0, "C174", "6162"), "5"))
    assert [because for _, because, _ in said] == ["a range"]


MALFORMED = {
    "a word that there is not": [{**MEA, "dflt": "x"}],
    "no default": [{"at": "GID", "because": "why"}],
    "no reason": [{"at": "GID", "default": "critical"}],
    "a class that there is not": [{"at": "GID", "default": "grave", "because": "why"}],
    "a code twice": [{**MEA, "critical": {"LN": "again"}}],
    "a list without its reason": [{**MEA, "harmless": {"LN": ""}}],
    "codes and no place for them": [
        {"at": "GID", "default": "critical", "because": "why", "harmless": {"LN": "why"}}
    ],
    "no place": [{"default": "critical", "because": "why"}],
    "the whole wire before its parts": [REST, MEA],
}


@pytest.mark.parametrize("blocks", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_block_is_refused(blocks):
    head = {"wire": "test.1", "canon": "Bill", "version": "1"}
    with pytest.raises(MappingError):
        build_grammar({"mapping": head, "class": blocks}, {}, {})


@pytest.mark.parametrize("origin", FORMATS, ids=lambda one: one.alias)
def test_each_wire_has_a_default_with_its_reason(origin):
    *_, last = origin.mapping.grammar.classes
    assert (last.at, bool(last.because), last.critical is not None) == (("**",), True, True)


QUALIFIERS = {
    "NAD": "3035", "LOC": "3227", "DTM": "C507/2005", "MEA": "C502/6313", "RFF": "C506/1153",
}  # fmt: skip


@pytest.mark.parametrize("directory", ("D99B", "D00B", "D24A"))
@pytest.mark.parametrize(("segment", "by"), QUALIFIERS.items())
def test_each_code_of_a_directory_has_a_class(directory, segment, by):
    specs = os.environ.get("FAIRLEAD_SPECS")
    if specs is None:
        pytest.skip("FAIRLEAD_SPECS is not set")
    path = Path(specs) / "edifact" / "directories" / f"{directory}.json"
    codes = json.loads(path.read_text("utf-8"))["codes"][by.rpartition("/")[2]]
    rules = named(f"iftmcs-{directory.lower()}" if directory != "D00B" else "iftmcs")
    speaking = [
        rule
        for rule in rules.mapping.grammar.classes
        if rule.at[-1] == segment and "/".join(rule.by) == by
    ]
    assert any(rule.critical is not None for rule in speaking)
    assert all(because for rule in speaking for _, because in rule.codes.values())
    known = set(codes)
    assert any(known & set(rule.codes) for rule in speaking)
