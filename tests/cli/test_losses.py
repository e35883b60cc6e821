"""`fairlead formats --losses`: what every format loses of every other."""

import json

import pytest

from fairlead.formats import FORMATS, named
from fairlead.formats.losses import every_loss, losses_between

PAIRS = [
    (one.id, other.id) for one in FORMATS for other in FORMATS if other.writes and one is not other
]


def test_the_table_counts_every_pair(fairlead):
    head, *rows = fairlead("formats", "--losses").out.splitlines()
    assert head.split()[:4] == ["from", "to", "leaves", "lost"]
    assert len(rows) == len(PAIRS)
    counts = losses_between(named("dcsa"), named("un-json")).counts.values()
    assert ["dcsa", "un-json", *map(str, counts)] in [row.split() for row in rows]


def test_as_data_it_names_every_leaf(fairlead):
    tables = json.loads(fairlead("formats", "--losses", "--json").out)
    assert [(one["from"], one["to"]) for one in tables] == PAIRS
    assert tables == [one.as_json() for one in every_loss()]
    assert set(tables[0]) == {"from", "to", "counts", "losses", "blocked"}
    assert set(tables[0]["losses"][0]) == {"leaf", "fate", "critical", "why"}


def test_one_pair_is_named_leaf_by_leaf_with_its_reasons(fairlead):
    said = fairlead("formats", "--losses", "--from", "dcsa", "--to", "iftmcs")
    assert said.code == 0
    assert any(
        line.split() == ["number_of_rider_pages", "1", "lost", "no", "count", "of", "pages"]
        for line in said.out.splitlines()
    )


def test_a_side_can_be_chosen(fairlead):
    rows = fairlead("formats", "--losses", "--to", "openebl").out.splitlines()[1:]
    assert [row.split()[1] for row in rows] == ["openebl"] * (len(FORMATS) - 1)


@pytest.mark.parametrize(
    ("words", "says"),
    (
        (("--from", "dcsa"), "ask for them with --losses"),
        (("--losses", "--from", "dcs"), "did you mean dcsa?"),
        (("--losses", "--from", "dcsa", "--to", "dcsa"), "name two different formats"),
    ),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_misuse_is_one_sentence(fairlead, words, says):
    said = fairlead("formats", *words)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
