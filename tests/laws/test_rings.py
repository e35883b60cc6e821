"""Round through three formats: what all of them can say comes back as it was.

And what must never change sides on the way: where the goods come from and go to, who pays, and
how much they weigh.
"""

from fractions import Fraction
from itertools import permutations

import pytest

from fairlead import Refused, convert
from fairlead.bill import from_canonical, to_canonical
from fairlead.formats import FORMATS, named
from fairlead.gateway import understand
from fairlead.lens import bill_path
from fairlead.syntax.tree import leaves
from tests.conftest import shared
from tests.laws.test_title import BILLS, ITEM, RECORD, changed, said_in, weight

ALIASES = [one.alias for one in FORMATS if one.writes]
RINGS = list(permutations(ALIASES, 3))
PAIRS = [(one, other) for one in ALIASES for other in ALIASES]
SAMPLES = (
    "transport-document-dg.json",
    "transport-document-reefer.json",
    "transport-document-regularstd.json",
    "issuance-request-regularSTDExample.json",
    "pint-envelope-regularSTDExample.json",
)


def registered(bill):
    """A Bill as a registry keeps it: Open eBL needs the record, and others name it as lost."""
    return from_canonical({**to_canonical(bill), "registry_record": RECORD})


def examples():
    """The bills of our own stories, and each of them without what eFTI cannot say."""
    for bill in BILLS.values():
        yield from_canonical(bill)
        yield plain(bill)


def plain(bill):
    """A Bill of one item in one part, without counts of originals."""
    said = {name: value for name, value in bill.items() if not name.startswith("number_of_orig")}
    said["consignment_items"] = [dict(said["consignment_items"][0])]
    said["consignment_items"][0]["cargo_items"] = said["consignment_items"][0]["cargo_items"][:1]
    return from_canonical(said)


def passed(bill, alias):
    """The Bill after a format, with the leaves that it named; None where it cannot be said."""
    made = named(alias).emit(bill)
    if made.writing.critical():
        return None
    told = {bill_path(place) for place, _, _ in made.writing.leaves()}
    for one in made.writing.faults:
        if one.code not in {"EMIT-020", "LOSS-005"}:
            return None
        told.add(str(one.at.bill))
    return named(alias).mapping.parse(made.tree).bill, told


def values(bill):
    return {bill_path(way): leaf for way, leaf in leaves(to_canonical(bill))}


def went_round(bill, ring):
    """The leaves that were neither given back nor named on the way; None where it is cut short."""
    start, told = values(bill), set()
    for alias in (*ring, ring[0]):
        done = passed(bill, alias)
        if done is None or done[0] is None:
            return None
        bill, more = done
        told |= more
    end = values(bill)
    return {
        place
        for place, value in start.items()
        if end.get(place) != value and not is_named(place, told)
    }


def is_named(place, told):
    """Whether a place was named, or the object or list that it stands in."""
    if any(place == one or place.startswith((f"{one}.", f"{one}[")) for one in told):
        return True
    # Two texts said as one, and a total said for its parts.
    partner = {"street": "street_number"}.get(place.rpartition(".")[2])
    return partner is not None and f"{place.rpartition('.')[0]}.{partner}" in told


@pytest.mark.parametrize("ring", RINGS, ids="-".join)
def test_what_three_formats_can_say_comes_back(ring):
    for bill in examples():
        assert went_round(registered(bill), ring) in (None, set())


@pytest.mark.parametrize("name", SAMPLES)
def test_the_published_bills_go_round(name):
    bill = understand(shared("samples", "dcsa", name).read_bytes(), "dcsa").bill
    for ring in RINGS:
        assert went_round(registered(bill), ring) in (None, set()), ring


def test_most_rings_are_closed():
    """A law that is always cut short says nothing."""
    bills = [registered(bill) for bill in examples()]
    cut = {ring for ring in RINGS if all(went_round(bill, ring) is None for bill in bills)}
    assert cut == set()


@pytest.mark.parametrize("name", SAMPLES[:3])
@pytest.mark.parametrize("to", ("un-xml", "efti"))
def test_a_published_bill_comes_back_with_what_it_lost(name, to):
    data = shared("samples", "dcsa", name).read_bytes()
    there = convert(data, to)
    rest = {
        field: value
        for field, value in to_canonical(there.source.bill).items()
        if field != "vessel_voyages"
    }
    back = convert(there.output, "dcsa", supplement=without_parts(rest, there))
    assert values(back.bill) == values(there.source.bill)


def without_parts(rest, there):
    """The supplement: every leaf that the report names as lost or said otherwise."""
    said = values(understand(there.output).bill)
    whole = values(there.source.bill)
    return {
        field: value
        for field, value in rest.items()
        if any(place.split(".")[0].split("[")[0] == field and place not in said for place in whole)
    }


STRAIGHT = {
    "place_of_receipt": {"location_name": "Oslo", "un_location_code": "NOOSL"},
    "port_of_loading": {"location_name": "Bergen", "un_location_code": "NOBGO"},
    "port_of_discharge": {"location_name": "Busan", "un_location_code": "KRPUS"},
    "place_of_delivery": {"location_name": "Seoul", "un_location_code": "KRSEL"},
    "freight_payment_terms": "prepaid",
}
PLACES = [name for name in STRAIGHT if name != "freight_payment_terms"]


def straight(**more):
    return to_canonical(plain({**BILLS["straight-bill"], **STRAIGHT, **more}))


def between(bill, source, to):
    """The Bill before and after a conversion; None where either side cannot say it."""
    data = said_in(source, from_canonical(bill))
    if data is None:
        return None
    before = understand(data, source).bill
    record = {"registry_record": RECORD} if to == "openebl" != source else None
    try:
        made = convert(data, to, source=source, supplement=record)
    except Refused:
        return None
    return before, understand(made.output, to).bill, made


@pytest.mark.parametrize(("source", "to"), PAIRS)
def test_no_place_takes_anothers_part(source, to):
    met = between(straight(), source, to)
    if met is not None:
        before, after, _ = met
        for name in PLACES:
            said = getattr(after, name)
            assert said is not None
            assert said.un_location_code == STRAIGHT[name]["un_location_code"]
            assert getattr(before, name) is not None


@pytest.mark.parametrize("terms", ("prepaid", "collect"))
@pytest.mark.parametrize(("source", "to"), PAIRS)
def test_who_pays_stays_who_pays(source, to, terms):
    met = between(straight(freight_payment_terms=terms), source, to)
    if met is not None:
        assert met[1].freight_payment_terms == terms


@pytest.mark.parametrize(("source", "to"), PAIRS)
def test_pounds_stay_pounds_or_become_kilograms_by_report(source, to):
    pounds = {"value": "26400", "unit": "pound"}
    bill = changed(straight(), f"{ITEM}.cargo_gross_weight", pounds)
    met = between(to_canonical(bill), source, to)
    if met is None:
        return
    before, after, made = met
    [was], [now] = (one.consignment_items[0].cargo_items for one in (before, after))
    assert weight(was.cargo_gross_weight) == 26400 * Fraction("0.45359237")
    assert weight(now.cargo_gross_weight) == weight(was.cargo_gross_weight)
    if now.cargo_gross_weight.unit != was.cargo_gross_weight.unit:
        assert "LOSS-005" in {one.code for one in made.report}


def test_every_pair_but_those_into_dcsa_is_met():
    met = {pair for pair in PAIRS if between(straight(), *pair) is not None}
    assert {
        pair for pair in PAIRS if pair not in met and pair[1] not in {"dcsa", "openebl"}
    } == set()
