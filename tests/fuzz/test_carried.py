"""Whatever stands in an extension or a supplement, nothing but a refusal or misuse comes out."""

import random

import pytest

from fairlead import Refused, UsageError, check, convert
from fairlead.bill import to_canonical
from fairlead.gateway import understand
from fairlead.syntax import json as json_syntax
from tests.conftest import ROOT, fuzzed
from tests.laws.authors import ANYTHING, own

RUNS = fuzzed(400, 1600)
SHARES = 4
STEPS = ("a", "", "documentParties", "consignee", "/", 0, 1, -1, 10**9, None, True)
BILLS = [
    (ROOT / "examples" / name / "bill.dcsa.json").read_bytes()
    for name in ("straight-bill", "to-order-two-containers", "reefer")
]


def spoilt(chance, tree):
    """A tree with one to three of its places said otherwise."""
    for _ in range(chance.randint(1, 3)):
        holder, step = chance.choice(list(places(tree)))
        turn = chance.random()
        if turn < 0.2:
            del holder[step]
        elif turn < 0.4 and isinstance(holder, list):
            holder.append(own(chance.choice(holder)))
        elif turn < 0.6:
            holder[step] = [chance.choice(STEPS) for _ in range(chance.randint(0, 4))]
        else:
            holder[step] = own(chance.choice(ANYTHING))
    return tree


def places(tree):
    """Every object and list with every step into it."""
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for step, inner in list(inside):
        yield tree, step
        if isinstance(inner, dict | list):
            yield from places(inner)


@pytest.mark.parametrize("share", range(SHARES))
def test_spoilt_carried_words_are_refused_or_read(share):
    chance = random.Random(share)
    carried = [convert(one, "un-json", carry=True).output for one in BILLS]
    for _ in range(RUNS // SHARES):
        tree = json_syntax.read(chance.choice(carried))
        spoilt(chance, tree["x-fairlead"])
        data = json_syntax.write(tree)
        for to in ("dcsa", "un-json"):
            try:
                made = convert(data, to)
            except Refused as refused:
                assert refused.report.refused
            else:
                assert made.ledger.counts.get("unaccounted", 0) == 0
                assert made.report is not None
        try:
            check(data)
        except Refused as refused:
            assert refused.report.refused


@pytest.mark.parametrize("share", range(SHARES))
def test_a_spoilt_supplement_is_refused_or_misuse(share):
    chance = random.Random(share)
    said = [to_canonical(understand(one).bill) for one in BILLS]
    for _ in range(RUNS // SHARES):
        supplement = spoilt(chance, own(chance.choice(said)))
        try:
            made = convert(chance.choice(BILLS), "dcsa", supplement=supplement)
        except (Refused, UsageError):
            continue
        assert all(one.code == "EMIT-030" for one in made.added)
