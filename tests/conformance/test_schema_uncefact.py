"""Our schema of the UN/CEFACT bill of lading judges every document as the official snapshot does.

Ours is an eighth of the size and says the same in another form, so it is the verdict that is
compared: at every place with every kind of value, for every code, and over mutants of whole bills.
"""

import json
from pathlib import Path

import pytest

from fairlead.formats.schema import Schema
from fairlead.resources import find
from tests.conformance.engines import Official, places
from tests.conformance.mutants import TEXTS, mutants
from tests.conftest import drawn_of, shared

BILLS = sorted((Path(__file__).parent / "data" / "uncefact").glob("*.json"))
MUTANTS = drawn_of(300, 4000)
VARIATIONS = 100_000
EXAMPLES = {"date": "2026-03-04", "date-time": "2026-03-04T10:00:00Z"}
VALUES = (
    None, True, 7, "", "text", "706", "1.50", "1e3", "urn:example:one", "no uri", "2026-03-04",
    "2026-03-04T10:00:00Z", "10:00:00Z", "P3D", "20 Nov 2026", [], [[]], ["text"], {}, [{}],
    {"content": "1"}, {"content": 1}, [{"content": "1"}],
)  # fmt: skip
NEVER_REPEATED = "untdid8023"


@pytest.fixture(scope="module")
def ours():
    return Schema.load(find("schemas", "uncefact", "bill-of-lading-d23b", "schema.json"))


@pytest.fixture(scope="module")
def snapshot():
    path = shared("specs", "uncefact", "UNECE-MaritimeBillofLading.json", cases=VARIATIONS)
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def official(snapshot):
    return Official(snapshot)


@pytest.fixture(scope="module")
def bills():
    return [json.loads(path.read_text("utf-8")) for path in BILLS]


class Planter:
    """Documents that hold a given value at a given place, and else only what they must."""

    def __init__(self, schema):
        self.places = schema.places
        self.below = {}
        for path in self.places:
            self.below.setdefault(path.rpartition("/")[0], []).append(path)

    def least(self, path):
        """The least value that is right at a place."""
        place = self.places[path]
        if "object" in place.types and self.below.get(path):
            required = [one for one in self.below[path] if self.places[one].required]
            return {one.rpartition("/")[2]: self.least(one) for one in required}
        if "array" in place.types:
            return [self.least(f"{path}/[]")]
        if "boolean" in place.types:
            return True
        return place.enum[0] if place.enum else EXAMPLES.get(place.format, "1")

    def plant(self, path, value):
        """A document with the value at the place."""
        while path:
            path, _, name = path.rpartition("/")
            value = [value] if name == "[]" else {**self._around(path), name: value}
        return value

    def _around(self, path):
        return self.least(path) if path else {}


def variations(planter, names):
    """At every place: every kind of value, members that are not ours, and one at a time all names
    that stand anywhere in the message."""
    for path in planter.places:
        least = planter.least(path)
        for value in (least, [least], [least, least], *VALUES):
            yield planter.plant(path, value)
        if isinstance(least, dict):
            for name in ("x-own", "own"):
                yield planter.plant(path, {**least, name: "1"})
            for name in names:
                yield planter.plant(path, {**least, name: {"content": "1"}})
                yield planter.plant(path, {**least, name: "1"})


def test_our_own_bills_are_permitted_by_the_snapshot(official, bills):
    assert all(official.permits(bill) for bill in bills)


def test_every_place_is_judged_alike_with_every_kind_of_value(ours, official, snapshot):
    names = set(_names(snapshot))
    count = refused = 0
    for document in variations(Planter(ours), sorted(names)):
        verdict = official.permits(document)
        assert ours.permits(document) is verdict, document
        count += 1
        refused += not verdict
    assert count > VARIATIONS
    assert count // 3 < refused < count


def _names(node):
    """Every name of a member in a schema."""
    if isinstance(node, dict):
        yield from node.get("properties", {})
        for inside in node.values():
            yield from _names(inside)
    elif isinstance(node, list):
        for inside in node:
            yield from _names(inside)


def test_every_code_of_every_list_is_judged_alike(ours, official, snapshot):
    lists = snapshot["$defs"]["codeList"]["$defs"].values()
    codes = {one["const"] for each in lists for one in each.get("oneOf", ())}
    planter = Planter(ours)
    lists_of_ours = {place.enum: path for path, place in planter.places.items() if place.enum}
    for listed, path in lists_of_ours.items():
        for code in sorted(codes) if len(listed) > 500 else listed:
            document = planter.plant(path, code)
            assert ours.permits(document) is official.permits(document), (path, code)


def test_a_code_that_the_snapshot_lists_twice_is_refused_there_and_here(ours, snapshot):
    listed = snapshot["$defs"]["codeList"]["$defs"]["UNTDID8023Type"]["oneOf"]
    codes = [one["const"] for one in listed]
    twice = {code for code in codes if codes.count(code) > 1}
    assert len(twice) == 48
    assert set(ours.document["$defs"][NEVER_REPEATED]["enum"]) == set(codes) - twice


def test_mutants_of_whole_bills_are_judged_alike(ours, official, bills):
    verdicts = set()
    for mutant in mutants(bills, MUTANTS):
        verdict = official.permits(mutant)
        assert ours.permits(mutant) is verdict, mutant
        verdicts.add(verdict)
    assert verdicts == {True, False}


def test_the_other_engine_judges_the_snapshot_alike(official, bills):
    for mutant in mutants(bills, 40, seed=2, texts=TEXTS):
        assert official.permits(mutant) is not bool(places(official.slow, mutant))


def test_both_engines_agree_on_mutants(ours, bills):
    for mutant in mutants(bills, MUTANTS // 3, seed=3):
        assert bool(ours.breaches(mutant, "PARSE")) is not ours.permits(mutant)


def test_an_empty_document_is_permitted(ours):
    assert ours.permits({})


@pytest.mark.parametrize("member", ("exchangedDocument", "x-own"))
def test_a_member_of_ours_and_a_link_may_stand_where_an_object_may(ours, member):
    assert ours.permits({member: "https://documents.example/1"})


def test_what_is_no_uri_is_no_link(ours):
    found = ours.breaches({"exchangedDocument": "the document"}, "PARSE")
    assert [(one.code, one.at.wire) for one in found] == [("PARSE-007", "/exchangedDocument")]
