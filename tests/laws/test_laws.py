"""The laws of the mappings, on documents that nobody wrote."""

import pytest

from fairlead import convert
from fairlead.bill import from_canonical, to_canonical
from fairlead.errors import Refused
from fairlead.faults import Severity
from fairlead.formats import FORMATS, named
from fairlead.gateway import understand
from fairlead.gateway.convert.account import Fate
from fairlead.lens import bill_path
from fairlead.syntax import json as json_syntax
from fairlead.syntax.tree import count_leaves, leaves
from tests.conftest import fuzzed
from tests.laws.documents import Drawn

SEEDS = range(fuzzed(24, 120, 10))
EVERY_SEED = pytest.mark.parametrize("seed", SEEDS)
EVERY_TARGET = pytest.mark.parametrize("to", [one.alias for one in FORMATS if one.writes])


def drawn(seed, **how):
    return json_syntax.write(Drawn(seed, **how).document())


def ordered(tree):
    """A tree with its members in order of name, and its numbers as texts."""
    if isinstance(tree, dict):
        return {name: ordered(tree[name]) for name in sorted(tree)}
    if isinstance(tree, list):
        return [ordered(one) for one in tree]
    return tree if isinstance(tree, str | bool) or tree is None else f"number {tree}"


RECORD = {
    "registry_record": {
        "id": "0d7c7f6e-0000-4000-8000-5f2f6a1b7c00",
        "version": 1,
        "current_owner": "did:openebl:quayside",
        "kind": "master",
        "created_by": "did:openebl:quayside",
        "created_at": "2026-03-04T05:06:07Z",
    }
}
"""What a pack needs and no transport document says."""


def attempted(data, to, **how):
    """A conversion, or None where it is refused for what the target cannot say."""
    try:
        return convert(data, to, supplement=RECORD if to == "openebl" else None, **how)
    except Refused as refused:
        codes = {one.code for one in refused.report.errors}
        assert all(code.startswith("EMIT-") for code in codes)
        return None


@EVERY_SEED
def test_the_drawn_document_is_valid(seed):
    assert named("dcsa").breaches(json_syntax.read(drawn(seed))) == ()


@EVERY_SEED
def test_parse_then_emit_gives_the_document_back(seed):
    data = drawn(seed)
    assert ordered(json_syntax.read(convert(data, "dcsa").output)) == ordered(
        json_syntax.read(data)
    )


@EVERY_SEED
def test_emit_then_parse_gives_the_bill_back(seed):
    mapping = named("dcsa").mapping
    bill = understand(drawn(seed)).bill
    assert mapping.parse(mapping.emit(bill).tree).bill == bill


@EVERY_SEED
@EVERY_TARGET
def test_every_leaf_is_counted_once(seed, to):
    data = drawn(seed)
    made = attempted(data, to)
    if made is not None:
        assert made.ledger.of(Fate.UNACCOUNTED) == ()
        assert made.ledger.total == count_leaves(json_syntax.read(data))
        assert len({place for place, _ in made.ledger.leaves}) == made.ledger.total


@EVERY_SEED
def test_what_un_cefact_does_not_give_back_is_named(seed):
    target = named("un-json").mapping
    bill = understand(drawn(seed)).bill
    made = target.emit(bill)
    if (
        any(one.severity is Severity.ERROR for one in made.writing.faults)
        or made.writing.critical()
    ):
        return
    again = target.parse(made.tree).bill
    named_leaves = {bill_path(place) for place, _, _ in made.writing.leaves()}
    converted = {one.at.bill for one in made.writing.faults}
    gone = missing(to_canonical(bill), to_canonical(again))
    unnamed = {
        leaf
        for leaf in gone - named_leaves
        if leaf not in converted and leaf.rpartition(".")[0] not in converted
    }
    assert unnamed - said_elsewhere(made.writing) == set()


def said_elsewhere(writing):
    """Leaves that a neighbour says for them: the first of several texts said as one."""
    first = {"street_number": "street", "number_of_originals": "number_of_originals"}
    return {
        bill_path((*place[:-1], first[place[-1]]))
        for place, _, code in writing.leaves()
        if code == "LOSS-006" and place[-1] in first
    }


def missing(said, given):
    """The leaves of one Bill that another does not give back."""
    back = {bill_path(way): leaf for way, leaf in leaves(given)}
    return {bill_path(way) for way, leaf in leaves(said) if back.get(bill_path(way)) != leaf}


@EVERY_SEED
def test_what_is_written_is_valid_or_refused(seed):
    made = attempted(drawn(seed), "un-json")
    if made is not None:
        assert named("un-json").breaches(json_syntax.read(made.output)) == ()


@EVERY_SEED
def test_with_carry_the_way_there_and_back_is_exact(seed):
    data = drawn(seed)
    made = attempted(data, "un-json", carry=True)
    if made is not None:
        back = convert(made.output, "dcsa")
        assert ordered(json_syntax.read(back.output)) == ordered(json_syntax.read(data))
        assert back.ledger.of(Fate.UNACCOUNTED) == ()


@EVERY_SEED
def test_the_ring_gives_back_what_all_can_say(seed):
    made = attempted(drawn(seed), "un-json")
    if made is not None:
        first = made.source.bill
        again = understand(made.output).bill
        third = named("un-json").mapping.parse(named("un-json").mapping.emit(again).tree).bill
        assert third == again
        assert again.transport_document_reference == first.transport_document_reference
        assert again.to_order == first.to_order


@EVERY_SEED
def test_a_bill_survives_its_canonical_json(seed):
    bill = understand(drawn(seed)).bill
    assert from_canonical(to_canonical(bill)) == bill


@EVERY_SEED
def test_nothing_foreign_is_in_the_output(seed):
    """Unknown members of the source stay behind unless they are carried."""
    made = attempted(drawn(seed), "un-json")
    if made is not None:
        assert b'"aside"' not in made.output
        assert b"x-fairlead" not in made.output
