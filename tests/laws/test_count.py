"""What an emission wrote and what it reports adds up to the Bill: for every Bill, on every wire.

The count is looked at before bytes leave. Where it did not come out for a Bill that was written
well, the output would be read back for nothing; where it came out for one that was not, a leaf
would be gone with nothing said.
"""

import pytest

from fairlead import Refused
from fairlead.bill import Part, from_canonical
from fairlead.faults import Severity
from fairlead.formats import FORMATS, named
from fairlead.gateway import understand
from fairlead.gateway.convert.account import unaccounted
from fairlead.lens import adds_up, bill_path, count_of, leaves_below
from fairlead.syntax import json as json_syntax
from tests.conftest import ROOT, fuzzed
from tests.laws import bills
from tests.laws.documents import Drawn
from tests.laws.test_pairs import drawn

ALIASES = [one.alias for one in FORMATS if one.writes]
EVERY_TARGET = pytest.mark.parametrize("to", ALIASES)
SEEDS = range(fuzzed(40, 400))
EXAMPLES = sorted(ROOT.glob("examples/*/*.json")) + sorted(ROOT.glob("examples/*/*.xml"))
VECTORS = [
    from_canonical(json_syntax.read(path.read_bytes()))
    for path in sorted(ROOT.glob("tests/vectors/*/*/bill.json"))
]
NEEDED = "EMIT-020"
"""What the Bill does not say is no leaf of it."""


def miscounted(bills_of_many, to):
    """The places of those Bills whose leaves do not add up, though nothing refuses them."""
    found = []
    for bill in bills_of_many:
        emitted = named(to).emit(bill)
        if not refusing(emitted) and not adds_up(bill, emitted.writing):
            found.append([bill_path(place) for place, _ in leaves_below(bill, ())])
    return found


def refusing(emitted):
    """The codes of the faults over what the Bill says, for which it is not written at all."""
    faults = emitted.writing.faults
    errors = (one.code for one in faults if one.severity is Severity.ERROR)
    return {code for code in errors if code != NEEDED}


def understood(documents):
    """The Bills of those documents that can be read."""
    for data in documents:
        try:
            yield understand(data).bill
        except Refused:
            continue


@EVERY_TARGET
def test_each_leaf_alone_is_counted_once(to):
    assert miscounted(bills.alone(), to) == []


@EVERY_TARGET
def test_each_leaf_alone_is_written_or_reported(to):
    target = named(to)
    gone = set()
    for bill in bills.alone():
        emitted = target.emit(bill)
        if not refusing(emitted):
            gone |= set(map(bill_path, unaccounted(bill, emitted, target)))
    assert gone == set()


@EVERY_TARGET
def test_the_leaves_of_drawn_bills_add_up(to):
    assert miscounted(map(bills.drawn, SEEDS), to) == []


@EVERY_TARGET
def test_the_leaves_of_drawn_transport_documents_add_up(to):
    documents = (json_syntax.write(Drawn(seed).document()) for seed in SEEDS)
    assert miscounted(understood(documents), to) == []


@pytest.mark.parametrize("source", ALIASES)
@EVERY_TARGET
def test_the_leaves_of_documents_of_every_pair_add_up(source, to):
    documents = (drawn(source, seed, to) for seed in SEEDS[:: len(ALIASES)])
    assert miscounted(understood(documents), to) == []


@EVERY_TARGET
def test_the_leaves_of_every_vector_and_example_add_up(to):
    examples = understood(path.read_bytes() for path in EXAMPLES)
    assert miscounted([*VECTORS, *examples], to) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_the_count_of_a_bill_is_that_of_its_leaves(seed):
    bill = bills.drawn(seed)
    leaves = [leaf for _, leaf in leaves_below(bill, ()) if not isinstance(leaf, Part | tuple)]
    assert count_of(bill) == len(leaves)


def test_every_wire_writes_most_leaves_alone():
    """A law that always meets a refusal says nothing."""
    every = list(bills.alone())
    met = {to: sum(not refusing(named(to).emit(bill)) for bill in every) for to in ALIASES}
    assert min(met.values()) > len(every) * 0.9
