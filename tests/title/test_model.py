"""The models of title: what they read, what they judge of cases, and of a seed of histories.

A change of an honest history is *refused* when the judgement is other than verified. It is
*harmless* when the history that comes out is an honest one, too; `HARMLESS` says which those are,
and why. How far the seeds go is said by the long form of the tests.
"""

import ast
import functools
import re
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import drawn_of
from tests.title import histories
from tests.title.cases import ENVELOPES, PACKS, did
from tests.title.model import openebl, pint, pint_clauses
from tests.title.model.history import Party
from tests.title.model.judgement import REJECTED, UNDETERMINED, VERIFIED, instant
from tests.title.mutation import EITHER
from tests.title.mutation import HARMLESS as MAY_STAND
from tests.title.openebl_courses import OPENEBL_COURSES, UNISSUED
from tests.title.pint_courses import (
    MOVED,
    PINT_ACTS,
    PINT_COURSES,
    PINT_ENVELOPES,
    STRAIGHT,
    TWICE,
)

HERE = Path(__file__).parent
SEEDS = range(drawn_of(60, 600))
PROGRAMS = {
    "pint": (histories.pint, pint.judge, "envelope", pint_clauses),
    "openebl": (histories.openebl, openebl.judge, "packs", openebl),
}


@functools.cache
def changed(program):
    """Each change of the honest histories of the seeds, with its judgement."""
    changes, judge, _, _ = PROGRAMS[program]
    every = [(seed, change) for seed in SEEDS for change in changes(seed)[1]]
    return [(seed, change, judge(change.history)) for seed, change in every]


OF_PROGRAMS = pytest.mark.parametrize("program", PROGRAMS)


# --- what the models are ------------------------------------------------------------------------


def imported(file):
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield node.module


@pytest.mark.parametrize("file", sorted(HERE.glob("model/*.py")), ids=lambda file: file.name)
def test_a_model_imports_the_standard_library_and_itself(file):
    foreign = {
        name
        for name in imported(file)
        if name.split(".")[0] not in sys.stdlib_module_names
        and name != "tests.title.model"
        and not name.startswith("tests.title.model.")
    }
    assert not foreign


@pytest.mark.parametrize("file", sorted(HERE.glob("*.py")), ids=lambda file: file.name)
def test_nothing_beside_the_models_imports_what_is_judged(file):
    if not file.name.startswith("test_") or file.name == "test_model.py":
        assert not [name for name in imported(file) if name.split(".")[0] == "fairlead"]


# --- cases ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ENVELOPES)
def test_an_envelope_is_judged_as_its_case_says(name):
    verdict, holder, history = ENVELOPES[name]
    judgement = pint.judge(history)
    assert (judgement.verdict, judgement.holder) == (verdict, holder)


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_is_judged_as_its_case_says(name):
    verdict, owner, history = PACKS[name]
    judgement = openebl.judge(history)
    assert (judgement.verdict, judgement.holder) == (verdict, owner and did(owner))


HONEST = [name for name, (verdict, *_) in ENVELOPES.items() if verdict == VERIFIED]


@pytest.mark.parametrize("name", HONEST)
@pytest.mark.parametrize("bound", (None, (), (("NMFTA", "OTHR"),)))
def test_an_honest_envelope_stands_only_where_its_carrier_is_bound(name, bound):
    history = ENVELOPES[name][2]
    manifest = replace(history.entries[0].manifest, carriers=bound)
    first = replace(history.entries[0], manifest=manifest)
    root = history.root_manifest and manifest
    unbound = replace(history, entries=(first, *history.entries[1:]), root_manifest=root)
    judgement = pint.judge(unbound)
    if bound is None:
        assert judgement.clause == pint_clauses.OPEN_CARRIER
    else:
        assert judgement.clause == pint_clauses.CARRIER


# --- histories of seeds ---------------------------------------------------------------------------


@OF_PROGRAMS
def test_every_honest_history_is_verified_with_its_holder(program):
    changes, judge, member, _ = PROGRAMS[program]
    for seed in SEEDS:
        history, _ = changes(seed)
        judgement = judge(getattr(history, member))
        assert (judgement.verdict, judgement.holder) == (VERIFIED, history.holder), (
            seed,
            judgement,
        )


@OF_PROGRAMS
def test_every_change_of_an_honest_history_is_refused_or_harmless(program):
    for seed, change, judgement in changed(program):
        stands = judgement.verdict == VERIFIED
        told = (seed, change.name, change.reason, judgement)
        if change.expected != EITHER:
            assert stands == (change.expected == MAY_STAND), told
        assert judgement.holder == (change.holder if stands else None), told


HARMLESS = {
    "pint": {
        "drop": {
            "what is left is a shorter honest history; that more followed is not in it",
            "a SIGN moves nothing",
            "a platform need not record how its parties pass the bill among themselves",
            "an endorsement moves no possession, and the platform that holds is the same",
        },
        "swap": {
            "a SIGN moves nothing",
            "a platform need not record how its parties pass the bill among themselves",
        },
        "duplicate": {
            "a SIGN moves nothing",
            "a platform need not record how its parties pass the bill among themselves",
        },
        "forge actor at home": {
            "a platform need not record how its parties pass the bill among themselves",
        },
        "forge owner": {
            "the platform in possession does this of its own, and its own signature says so",
        },
        "forge owner at home": {
            "a platform need not record how its parties pass the bill among themselves",
            "the platform in possession does this of its own, and its own signature says so",
        },
        "replay act": {
            "the platform in possession does this of its own, and its own signature says so",
        },
        "early": {"an earlier issue contradicts nothing"},
    },
    "openebl": {
        "drop": {
            "what is left is a shorter honest history; that more followed is not in it",
            "a bill that was no draft before was issued at once",
            "a draft is nobody's bill: its issuer may write it as often as it likes",
        },
        "drop version": {
            "what is left is a shorter honest history; that more followed is not in it",
        },
        "swap": {"a draft is nobody's bill: its issuer may write it as often as it likes"},
        "duplicate": {"a draft is nobody's bill: its issuer may write it as often as it likes"},
        "no event": {"a draft is nobody's bill: its issuer may write it as often as it likes"},
        "past changed": {"a draft is nobody's bill: its issuer may write it as often as it likes"},
        "replay act": {
            "a draft is nobody's bill: its issuer may write it as often as it likes",
            "the owner does this of its own, and its own signature says so",
        },
        "early": {"an earlier first version contradicts nothing"},
    },
}
"""Which kinds of change may leave an honest history, by program, and why each may."""

REFUSED_ALWAYS = {
    "pint": {
        "forge actor",
        "forge signer",
        "replay entry",
        "reorder",
        "late",
        "other chain",
        "other carrier",
        "other visualisation",
        "straight to a stranger",
        "straight endorsed",
        "hijack",
        "after the end",
    },
    "openebl": {
        "forge actor",
        "forge signer",
        "forge owner",
        "stranger",
        "to a stranger",
        "replay version",
        "reorder",
        "late",
        "other chain",
        "other issuer",
        "two signers in one version",
        "stranger adds a bill",
        "transfer hidden under a print",
        "after the end",
        "replaced like a draft",
    },
}


@OF_PROGRAMS
def test_what_is_harmless_is_harmless_for_a_reason_that_is_written_here(program):
    standing, met = defaultdict(set), set()
    for _, change, judgement in changed(program):
        met.add(change.name)
        if judgement.verdict == VERIFIED:
            standing[change.name].add(change.reason)
    assert standing == HARMLESS[program]
    assert met - standing.keys() >= REFUSED_ALWAYS[program]


@OF_PROGRAMS
def test_a_seed_gives_the_same_histories_every_time(program):
    changes = PROGRAMS[program][0]
    assert changes(7) == changes(7)
    assert changes(7) != changes(8)


# --- short histories ------------------------------------------------------------------------------


def decided(judgement, by):
    """Whether a judgement is by this clause, or is verified with this holder."""
    if " " not in by:
        return (judgement.verdict, judgement.holder) == (VERIFIED, by)
    verdict = UNDETERMINED if by.startswith("open: ") else REJECTED
    return (judgement.verdict, judgement.clause) == (verdict, by)


@pytest.mark.parametrize("name", PINT_ACTS)
def test_an_act_of_pint_is_judged_by_its_clause(name):
    history, by = PINT_ACTS[name]
    judgement = pint.judge(history)
    assert decided(judgement, by), judgement


@pytest.mark.parametrize("name", PINT_COURSES)
def test_a_course_of_acts_of_pint_is_judged_by_its_clause(name):
    history, by = PINT_COURSES[name]
    judgement = pint.judge(history)
    assert decided(judgement, by), judgement


OF_A_CTK = "ctk-2026-01"


@pytest.mark.parametrize("history", (MOVED, STRAIGHT, TWICE), ids=["honest", "straight", "twice"])
def test_what_a_peer_is_not_asked_about_is_not_judged(history):
    judgement = pint.judge(replace(history, peer=OF_A_CTK))
    assert judgement.verdict == UNDETERMINED
    assert judgement.clause.startswith(f"not judged under {OF_A_CTK}: ")


def test_a_peer_is_asked_about_everything_else():
    judgement = pint.judge(replace(MOVED, peer=OF_A_CTK, document="another"))
    assert judgement.clause == pint_clauses.MANIFEST_DOCUMENT


@pytest.mark.parametrize("name", PINT_ENVELOPES)
def test_an_envelope_is_judged_by_its_clause(name):
    history, by = PINT_ENVELOPES[name]
    assert decided(pint.judge(history), by)


@pytest.mark.parametrize("who", ("actor", "recipient"))
@pytest.mark.parametrize("action", ("TRANSFER", "TRNS"))
def test_a_party_without_codes_breaks_the_text_of_today_alone(who, action):
    entry = MOVED.entries[1]
    act = replace(entry.transactions[0], action=action)
    nameless = replace(getattr(act, who), codes=())
    entry = replace(entry, transactions=(replace(act, **{who: nameless}),))
    judgement = pint.judge(replace(MOVED, entries=(MOVED.entries[0], entry)))
    assert decided(judgement, pint_clauses.PARTY if action == "TRANSFER" else "BOLE")


def test_an_agent_acts_for_the_party_that_it_represents():
    agent = Party((("ZZZ", "AGENT"),), "BOLE", represents=(("ZZZ", "CONSIGNEE"),))
    entry = STRAIGHT.entries[1]
    act = replace(entry.transactions[0], recipient=agent)
    entries = (STRAIGHT.entries[0], replace(entry, transactions=(act,)))
    assert decided(pint.judge(replace(STRAIGHT, entries=entries)), "BOLE")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    (
        ((("ZZZ", "A"),), (("ZZZ", "A"),), True),
        ((("ZZZ", "A"),), (("ZZZ", "B"),), False),
        ((("ZZZ", "A"),), (("GLEIF", "A"),), None),
        ((), (("ZZZ", "A"),), None),
        ((("ZZZ", "A"), ("ZZZ", "B")), (("ZZZ", "B"),), True),
        ((("ZZZ", "A"), ("GLEIF", "1")), (("ZZZ", "A"), ("DNB", "2")), True),
        ((("ZZZ", "A"), ("GLEIF", "1")), (("ZZZ", "A"), ("GLEIF", "2")), None),
        ((("ZZZ", "A"), ("GLEIF", "1")), (("ZZZ", "B"), ("GLEIF", "2")), False),
    ),
)
def test_parties_are_compared_by_the_lists_that_both_have(one, other, same):
    assert pint.same_codes(one, other) is same
    assert pint.same_codes(other, one) is same


@pytest.mark.parametrize(
    ("text", "seconds"),
    (
        ("1970-01-01T00:00:01Z", 1),
        ("1970-01-01T01:00:00.5+01:00", 0.5),
        ("1969-12-31T23:00:00-01:00", 0),
        ("1500", 1.5),
        ("1970-01-01T00:00:00.000000001Z", 1e-9),
        ("1970-02-30T00:00:00Z", None),
        ("1970-01-01T00:00:00+99:00", None),
        ("1970-01-01 00:00:00Z", None),
        ("1970-01-01", None),
        ("", None),
    ),
)
def test_a_time_is_read_to_the_last_digit(text, seconds):
    found = instant(text)
    assert seconds is None if found is None else float(found) == seconds


@pytest.mark.parametrize("name", OPENEBL_COURSES)
def test_a_course_of_versions_is_judged_by_its_clause(name):
    history, by = OPENEBL_COURSES[name]
    judgement = openebl.judge(history)
    assert decided(judgement, by if " " in by else did(by)), judgement


def test_a_history_without_its_beginning_is_not_compared():
    later = replace(PACKS["packs-honest-issued-at-once"][2])
    later = replace(later, versions=later.versions[1:])
    assert decided(openebl.judge(later), openebl.OPEN_NOT_COMPARED)
    cut = replace(later, versions=(later.versions[0], replace(later.versions[1], parent="0")))
    assert decided(openebl.judge(cut), openebl.PARENT)


def test_an_event_without_a_time_is_not_compared_in_time():
    (version,) = UNISSUED.versions
    timeless = replace(version, events=(replace(version.events[0], at=""),))
    assert openebl.judge(replace(UNISSUED, versions=(timeless,))).verdict == VERIFIED


# --- nothing is dead, and nothing is unsaid -------------------------------------------------------


def clauses(module):
    """Every clause that a judgement can be by."""
    return {text for name, text in vars(module).items() if name[0] != "_" and name.isupper()}


@OF_PROGRAMS
def test_every_clause_decides_some_history(program):
    module = PROGRAMS[program][3]
    met = {judgement.clause for _, _, judgement in changed(program)}
    for table in (PINT_ACTS, PINT_COURSES, PINT_ENVELOPES, OPENEBL_COURSES):
        met |= {by for _, by in table.values()}
    assert clauses(module) - met == set()


@OF_PROGRAMS
def test_the_open_questions_are_those_of_the_readme(program):
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    (section,) = re.findall(rf"\(`{program}`\)\n(.*?)(?:\n#|\Z)", readme, re.DOTALL)
    listed = set(re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE))
    module = PROGRAMS[program][3]
    asked = {text.split(": ")[1] for text in clauses(module) if text.startswith("open: ")}
    assert listed == asked
