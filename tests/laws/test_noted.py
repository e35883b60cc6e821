"""What an emission notes is so: for every Bill, on every wire.

Before bytes leave, the leaves that were noted as written or reported are counted, and an account
looks for each of them. Where that did not come out for a Bill that was written well, the output
would be refused for nothing; where it came out for one that was not, a leaf would be gone with
nothing said. So the notes are held against what is found when the output is read back.
"""

import pytest

from fairlead import Refused
from fairlead.bill import Part, from_canonical
from fairlead.bill import drawn as bills
from fairlead.faults import Severity
from fairlead.formats import FORMATS, named
from fairlead.formats.reading_back import unaccounted
from fairlead.gateway import understand
from fairlead.lens import adds_up, bill_path, count_of, leaves_below, unsaid
from fairlead.lens.fields import field_names
from fairlead.syntax import json as json_syntax
from tests.conftest import ROOT, fuzzed
from tests.laws.documents import Drawn
from tests.laws.test_pairs import drawn

ALIASES = [one.alias for one in FORMATS if one.writes]
EVERY_TARGET = pytest.mark.parametrize("to", ALIASES)
SEEDS = range(fuzzed(20, 400))
EXAMPLES = sorted(ROOT.glob("examples/*/*.json")) + sorted(ROOT.glob("examples/*/*.xml"))
VECTORS = [
    from_canonical(json_syntax.read(path.read_bytes()))
    for path in sorted(ROOT.glob("tests/vectors/*/*/bill.json"))
]
NEEDED = "EMIT-020"
"""What the Bill does not say is no leaf of it."""
WRITTEN = {"LOSS-003", "LOSS-006", "LOSS-007"}
"""Losses after which a leaf stands on the wire all the same."""


def amiss(bills_of_many, to):
    """What is not so of the notes of those Bills that nothing refuses, each with its leaves."""
    target, found = named(to), []
    for bill in bills_of_many:
        emitted = target.emit(bill)
        if refusing(emitted):
            continue
        leaves = {
            "neither": unsaid(bill, emitted.writing),
            "both": written_and_lost(bill, emitted.writing),
            "not there": not_there(bill, emitted, target),
            "miscounted": [] if adds_up(bill, emitted.writing) else places(bill),
        }
        found += [(what, *map(bill_path, there)) for what, there in leaves.items() if there]
    return found


def not_there(bill, emitted, target):
    """The leaves that are not reported and not read back, of an output that the schema permits."""
    leaves = unaccounted(bill, emitted, target)
    return [] if leaves and target.breaches(emitted.tree) else leaves


def written_and_lost(bill, writing):
    """The leaves that an emission notes as written, and reports as not there."""
    written = {
        (*at, name)
        for at, fields in writing.wrote
        for number, name in enumerate(field_names(part_at(bill, at).__class__.__name__))
        if fields >> number & 1
    } | {(*at, index) for at, indexes in writing.entries for index in indexes}
    lost = {place for place, _, code in writing.leaves() if code not in WRITTEN}
    return written & lost


def part_at(part, way):
    for step in way:
        part = part[step] if isinstance(step, int) else getattr(part, step)
    return part


def places(bill):
    return [place for place, leaf in leaves_below(bill, ()) if not isinstance(leaf, Part | tuple)]


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
def test_of_each_leaf_alone_the_notes_are_so(to):
    assert amiss(bills.alone(), to) == []


@EVERY_TARGET
def test_of_drawn_bills_the_notes_are_so(to):
    assert amiss(map(bills.drawn, SEEDS), to) == []


@EVERY_TARGET
def test_of_drawn_transport_documents_the_notes_are_so(to):
    documents = (json_syntax.write(Drawn(seed).document()) for seed in SEEDS)
    assert amiss(understood(documents), to) == []


@pytest.mark.parametrize("source", ALIASES)
@EVERY_TARGET
def test_of_documents_of_every_pair_the_notes_are_so(source, to):
    documents = (drawn(source, seed, to) for seed in SEEDS[:: len(ALIASES)])
    assert amiss(understood(documents), to) == []


@EVERY_TARGET
def test_of_every_vector_and_example_the_notes_are_so(to):
    examples = understood(path.read_bytes() for path in EXAMPLES)
    assert amiss([*VECTORS, *examples], to) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_the_count_of_a_bill_is_that_of_its_leaves(seed):
    bill = bills.drawn(seed)
    assert count_of(bill) == len(places(bill))


def test_every_wire_writes_most_leaves_alone():
    """A law that always meets a refusal says nothing."""
    every = list(bills.alone())
    met = {to: sum(not refusing(named(to).emit(bill)) for bill in every) for to in ALIASES}
    assert min(met.values()) > len(every) * 0.9
