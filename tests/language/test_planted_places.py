"""Every kind of place at every word that takes one: a mapping loads, or is refused with its row.

Not every form reads and writes at every kind of place. Whatever a stranger writes, what comes of it
is a module or a `MappingError` that names the table.
"""

import copy
import random

import pytest

from fairlead.errors import MappingError
from fairlead.lens import Mapping
from fairlead.lens.checks import check_mapping
from fairlead.lens.grammar import build_grammar
from tests.conftest import drawn_of
from tests.language.examples import HEAD, ORDER, example, lists
from tests.language.test_examples import WHOLE

PLACES = (
    ".", "a", "a/b/c", "a[0]", "a[1]", "a[2nd]/b", "a[*]/b", "a[+]", "a[b=c]", "a[b=c,d]",
    "a[b=c]/d[e=f]", "a[last b]", "a{b=c}",
)  # fmt: skip
KEYED = {"where", "constant", "written", "total", "beside"}
WORDS = {"at", "each", "item", "number", "unit", "first", "second", "after"}
OF_THE_SCHEMA = ("the schema has no place", "the schema requires", "neither said nor declared")
"""What is said of every mapping that is looked at without its schema, or says a few rows."""


def spots(said, way=()):
    """Where a place stands: the way to its table, its key, and whether the key is the place."""
    if isinstance(said, list):
        for number, one in enumerate(said):
            yield from spots(one, (*way, number))
    elif isinstance(said, dict):
        for key, one in said.items():
            if key in KEYED and isinstance(one, dict):
                yield from (((*way, key), place, True) for place in one)
            elif key in WORDS and isinstance(one, str):
                yield way, key, False
            yield from spots(one, (*way, key))


def planted(said, spot, place):
    way, key, is_key = spot
    said = copy.deepcopy(said)
    table = said
    for step in way:
        table = table[step]
    if is_key:
        table[place] = table.pop(key)
    else:
        table[key] = place
    return {"mapping": HEAD, **said}


def comes_to(said):
    """What is wrong with a mapping, but for its schema; None where it is compiled."""
    try:
        grammar = build_grammar(said, lists(), ORDER)
    except MappingError as problem:
        return str(problem)
    try:
        check_mapping(grammar, {})
    except MappingError as problem:
        lines = str(problem).split("\n  ")[1:]
        if [one for one in lines if not any(words in one for words in OF_THE_SCHEMA)]:
            return str(problem)
    try:
        Mapping.of(grammar)
    except MappingError as problem:
        return str(problem)
    return None


SPOTS = [(page, spot) for page in WHOLE for spot in spots(example(page).said)]
CASES = [(page, spot, place) for page, spot in SPOTS for place in PLACES]
DRAWN = random.Random(7).sample(CASES, drawn_of(150, len(CASES)))


@pytest.mark.parametrize("case", DRAWN, ids=lambda case: f"{case[0]}-{case[1][1]}-{case[2]}")
def test_any_place_is_compiled_or_refused(case):
    page, spot, place = case
    wrong = comes_to(planted(example(page).said, spot, place))
    assert wrong is None or "[" in wrong


@pytest.mark.parametrize(
    ("page", "spot", "place", "says"),
    (
        ("pieced", (("bind", "consignment_items"), "each", False), "goods[kind=A]",
         "[bind.consignment_items] a row of the form pieced cannot stand at 'goods[...]'"),
        ("value", (("bind", "carrier_code"), "at", False), "roles[last x]",
         "[bind.carrier_code] a row of the form value cannot stand at 'roles[last x]'"),
        ("parts", (("bind", "notify_parties", "extended"), "each", False), "long/notify",
         "[bind.notify_parties] a row of the form parts cannot stand at 'notify' beside"),
        ("parts", (("bind", "notify_parties"), "each", False), ".",
         "'each': `.` is the object itself; name a member of it"),
        ("Branch", (("either", 0, "where"), "parties[role=CN]/name", True), ".",
         "'.': `.` is the object itself; name a member of it"),
        ("WrittenTable", (("constant",), "header/type", True), "a[*]/b",
         "`[*]` is the entry that the value lens of a row can read, and there is none here"),
    ),
)  # fmt: skip
def test_what_cannot_stand_there_is_told_with_its_row(page, spot, place, says):
    assert says in comes_to(planted(example(page).said, spot, place))
