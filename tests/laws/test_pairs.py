"""From every format to every other: what does not come back is named, and nothing comes in."""

import random
from contextlib import suppress
from decimal import Decimal

import pytest

from fairlead import Refused, convert
from fairlead.bill import to_canonical
from fairlead.formats import FORMATS
from fairlead.gateway import understand
from fairlead.gateway.convert.account import Fate
from fairlead.lens import bill_path
from fairlead.syntax import json as json_syntax
from fairlead.syntax.tree import leaves
from tests.conftest import fuzzed
from tests.laws.authors import AUTHORS, dcsa_document, pack, plausible, written

ALIASES = [one.alias for one in FORMATS if one.writes]
PAIRS = [(source, to) for source in ALIASES for to in ALIASES]
SEEDS = range(fuzzed(7, 60, 10))
SUMS = {
    "number_of_originals": "number_of_originals",
    "number_of_copies": "number_of_copies",
}
"""Totals that a target states where the source states their parts."""
SAID_BY = {"street_number": "street"}
"""Fields that a neighbour says along with itself."""
QUANTITIES = ("grossWeight", "netWeight", "netVolume", "netExplosiveContent")
"""How much of a dangerous substance there is."""
RECORD = {
    "registry_record": {
        "id": "0d7c7f6e", "version": 1, "current_owner": "did:openebl:quayside",
        "kind": "master", "created_by": "did:openebl:quayside",
        "created_at": "2026-03-04T05:06:07Z",
    }
}  # fmt: skip


def drawn(alias, seed, to=None):
    """A document of a format that a carrier might have issued, for a target that might say it."""
    chance = random.Random(seed)
    if alias == "openebl":
        return json_syntax.write(full_pack(chance, to))
    if alias.startswith("iftmcs"):
        return message(alias, chance, to)
    document = AUTHORS[alias](chance)
    if alias == "dcsa":
        document = narrow(plausible(document), to)
    return written(alias, document)


def narrow(document, to):
    """A transport document without what a target never says: eFTI has goods in one part alone."""
    if to not in {None, "dcsa", "openebl"}:
        document = without_what_dcsa_alone_says(document, to)
    if to is not None and to.startswith("iftmcs"):
        return shortened(document)
    if to != "efti":
        return document
    for name in list(document):
        if name.startswith("numberOfOriginals"):
            del document[name]
    del document["consignmentItems"][1:]
    for item in document["consignmentItems"]:
        del item["cargoItems"][1:]
    return document


def without_what_dcsa_alone_says(document, to):
    """A transport document without what is critical and no other format has a place for."""
    document.pop("transportDocumentSubReference", None)
    document["transportDocumentStatus"] = "ISSUED"
    for name in ("portOfLoading", "portOfDischarge"):
        port = document["transports"].get(name)
        if port is not None and "UNLocationCode" not in port:
            document["transports"][name] = {"UNLocationCode": "SGSIN"}
    for item in document["consignmentItems"]:
        for part in item["cargoItems"]:
            packages = part.get("outerPackaging", {})
            if len(item["cargoItems"]) > 1 and to.startswith("iftmcs"):
                packages.pop("dangerousGoods", None)
            for goods in packages.get("dangerousGoods", ()):
                for name in QUANTITIES:
                    goods.pop(name, None)
                if goods.pop("NANumber", None) is not None:
                    goods["UNNumber"] = "1263"
    return document


def shortened(tree):
    """A document as an interchange can say it: printable texts, few digits, few originals."""
    if isinstance(tree, dict):
        few = {
            name: one
            for name, one in tree.items()
            if not name.startswith(("numberOfO", "numberOfC"))
        }
        return {name: shortened(one) for name, one in few.items()}
    if isinstance(tree, list):
        return [shortened(one) for one in tree]
    if isinstance(tree, str):
        return "".join(one for one in tree if one.isprintable())
    return 2 if isinstance(tree, int | Decimal) and not isinstance(tree, bool) else tree


def message(alias, chance, to):
    """An IFTMCS message of an edition, as a drawn transport document says it."""
    while True:
        document = shortened(narrow(narrow(plausible(dcsa_document(chance)), alias), to))
        with suppress(Refused):
            return convert(json_syntax.write(document), alias).output


def full_pack(chance, to):
    """A pack whose bill says all that a transport document must say."""
    while True:
        try:
            document = narrow(plausible(dcsa_document(chance)), to)
            bill = convert(json_syntax.write(document), "dcsa@3.0.0")
        except Refused:
            continue
        document = pack(chance)
        for event in document["events"]:
            if "bill_of_lading" in event:
                event["bill_of_lading"]["bill_of_lading_v3"] = json_syntax.read(bill.output)
        return document


def attempted(data, source, to):
    """A conversion, or None where the document cannot be read or the target cannot say it."""
    try:
        record = understand(data, source).bill.registry_record
        more = RECORD if to == "openebl" and record is None else None
        return convert(data, to, source=source, supplement=more, allow=("endorsement",))
    except Refused as refused:
        assert all(one.code.startswith(("EMIT-", "PARSE-")) for one in refused.report.errors)
        return None


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("source", "to"), PAIRS)
def test_what_does_not_come_back_is_named(source, to, seed):
    made = attempted(drawn(source, seed, to), source, to)
    if made is None:
        return
    said = values(made.bill)
    back = values(understand(made.output, to).bill)
    told = named_losses(made)
    gone = {place for place, value in said.items() if back.get(place) != value}
    assert {place for place in gone if not covered(place, told)} == set()
    new = {place for place in back if place not in said and place.split(".")[-1] not in SUMS}
    noted = {one.at.bill for one in made.report.faults if one.code == "EMIT-039"}
    assert {place for place in new - noted if not covered(place, told)} == set()
    assert made.ledger.of(Fate.UNACCOUNTED) == ()


def values(bill):
    """Every leaf of a Bill by its place."""
    return {bill_path(way): leaf for way, leaf in leaves(to_canonical(bill))}


def named_losses(made):
    """The places that the report names: what is lost, and what is said in another unit."""
    told = {one.at.bill for one in made.emitted.writing.faults}
    for place, _, code in made.emitted.writing.leaves():
        told.add(bill_path(place))
        if code == "LOSS-006" and place[-1] in SAID_BY:
            told.add(bill_path((*place[:-1], SAID_BY[place[-1]])))
    return told


def covered(place, told):
    """Whether a place, or something in the same list or object, is named."""
    if place in told or place.rpartition(".")[0] in told:
        return True
    # An entry of which nothing can be said leaves its neighbours another index, or stands empty.
    beside = place.rpartition("[")[0]
    return any(one.startswith((f"{place}.", f"{beside}[")) for one in told if one and beside)


def test_every_pair_is_met():
    """A law that always meets a refusal says nothing."""
    met = {
        (source, to)
        for source, to in PAIRS
        if any(attempted(drawn(source, seed, to), source, to) for seed in range(30))
    }
    # What DCSA demands and these never say, a supplement would have to bring.
    assert set(PAIRS) - met <= {
        (source, "dcsa") for source in ("un-json", "un-xml", "efti", "iftmcs", "iftmcs-d99b")
    }


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("alias", ("un-xml", "efti"))
def test_a_document_in_xml_comes_back_as_it_stood(alias, seed):
    data = drawn(alias, seed)
    try:
        made = convert(data, alias, source=alias)
    except Refused:
        return
    assert made.output == data
