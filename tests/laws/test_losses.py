"""The loss table, held against what conversions of drawn documents lose."""

import functools
import re

import pytest

from fairlead import Refused, convert
from fairlead.bill import Part, to_canonical
from fairlead.formats import FORMATS, named
from fairlead.formats.losses import Fate, every_loss
from fairlead.formats.sayings import speech_of
from fairlead.gateway import understand
from fairlead.lens import bill_path
from fairlead.lens.runtime import says_nothing
from fairlead.lens.table import rows_of
from fairlead.syntax.tree import leaves
from tests.conftest import drawn_of
from tests.laws.test_pairs import RECORD, drawn

SEEDS = range(drawn_of(4, 20))
TABLES = {(one.source.alias, one.target.alias): one for one in every_loss() if one.source.writes}
"""The pairs of which documents can be drawn; what is only read cannot be."""
EVERY_PAIR = pytest.mark.parametrize(("source", "to"), TABLES)
EVERY_FORMAT = pytest.mark.parametrize("alias", [one.alias for one in FORMATS if one.writes])
FATES = {
    "LOSS-001": {Fate.LOST, Fate.IN_PART},
    "LOSS-003": {Fate.NARROWED, Fate.IN_PART},
    "LOSS-004": {Fate.LOST, Fate.IN_PART},
    "LOSS-006": {Fate.IN_PART},
    "EMIT-022": {Fate.LOST, Fate.IN_PART},
    "EMIT-023": {Fate.LOST, Fate.IN_PART},
}
"""What a loss, or a refusal to lose, may be foreseen as."""


def pattern(place):
    """A place in a Bill, its lists entered by `[]`."""
    return re.sub(r"\[\d+\]", "[]", place)


@functools.cache
def outcomes(source, to):
    """What came of drawn documents: conversions, and refusals to lose."""
    return [made for seed in SEEDS if (made := outcome(source, to, seed)) is not None]


def outcome(source, to, seed):
    data = drawn(source, seed, to)
    try:
        record = understand(data, source).bill.registry_record
        more = RECORD if to == "openebl" and record is None else None
        return convert(data, to, source=source, supplement=more, allow=("endorsement",))
    except Refused as refused:
        emitting = all(one.code.startswith("EMIT-") for one in refused.report.errors)
        return refused if emitting else None


def is_silent(one):
    """Whether what was lost is a text, a list or a part that says nothing."""
    return one.value in {"", "()"} or one.value in EMPTY


EMPTY = {
    str(part())
    for part in Part.__subclasses__()
    if all(default is None for default in part.__struct_defaults__)
    and len(part.__struct_defaults__) == len(part.__struct_fields__)
    and says_nothing(part())
}
"""How a part without members is written in a fault."""


@EVERY_PAIR
def test_every_loss_is_foreseen(source, to):
    foreseen = {one.leaf: one.fate for one in TABLES[source, to].losses}
    surprises = {
        (one.code, pattern(one.at.bill))
        for made in outcomes(source, to)
        for one in made.report
        if one.code in FATES and one.at.bill and not is_silent(one)
        if foreseen.get(pattern(one.at.bill)) not in FATES[one.code]
    }
    assert surprises == set()


@EVERY_PAIR
def test_what_is_lost_by_the_table_is_lost_by_the_conversion(source, to):
    lost = {one.leaf for one in TABLES[source, to].of(Fate.LOST)}
    for made in outcomes(source, to):
        if isinstance(made, Refused):
            continue
        told = {pattern(one.at.bill) for one in made.report.losses if one.at.bill}
        said = {pattern(bill_path(way)) for way, _ in leaves(to_canonical(made.source.bill))}
        assert (said & lost) - told == set()


@EVERY_PAIR
def test_every_lost_leaf_has_the_reason_of_the_mapping(source, to):
    assert [one.leaf for one in TABLES[source, to].losses if not one.why] == []


@EVERY_PAIR
def test_folding_loses_no_leaf(source, to):
    table = TABLES[source, to]
    assert sum(one.leaves for one in table.folded) == len(table.losses)
    assert {one.part for one in table.folded if one.critical} >= {
        one.part for one in table.folded for loss in table.losses
        if loss.critical and loss.leaf == one.part
    }  # fmt: skip


@EVERY_FORMAT
def test_whatever_a_document_says_is_in_the_table(alias):
    read = speech_of(named(alias).mapping.grammar).read
    for seed in SEEDS:
        try:
            bill = to_canonical(understand(drawn(alias, seed), alias).bill)
        except Refused:
            continue
        said = {pattern(bill_path(way)) for way, leaf in leaves(bill) if leaf not in ({}, [])}
        assert said - read == set()


@EVERY_FORMAT
def test_every_row_of_the_mapping_is_said(alias):
    grammar = named(alias).mapping.grammar
    rows = {row.name for row in rows_of(grammar) if row.name}
    assert rows - speech_of(grammar).leaves.keys() == set()


def test_what_is_critical_to_the_title_is_marked():
    lost = {one.leaf: one for one in TABLES["dcsa", "efti"].losses}
    assert lost["number_of_originals_with_charges"].critical
    assert lost["consignee.party_name"].critical
    assert not lost["export_license.reference"].critical


def test_most_pairs_are_met():
    """A law that always meets a refusal says nothing."""
    met = {pair for pair in TABLES if any(not isinstance(one, Refused) for one in outcomes(*pair))}
    assert {to for _, to in TABLES.keys() - met} <= {"dcsa"}
