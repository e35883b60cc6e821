"""The law of proportion: a document costs what it is long, whether it is accepted or refused.

Every repeatable element of every format is doubled, and doubled again (see `tests.growth`). A drawn
few of them run here; `make growth` runs them all, in documents twice as long.
"""

import os
import random
from functools import partial

import pytest

from fairlead import check, convert
from fairlead.errors import Refused
from fairlead.formats import FORMATS
from fairlead.syntax import json as json_syntax
from tests.conftest import ROOT
from tests.growth import SPARE, overgrowth
from tests.laws.repeated import every

ALL = os.environ.get("FAIRLEAD_GROWTH") == "all"
BYTES = 200_000 if ALL else 100_000
"""Bytes of the longest of the three documents, beside what does not repeat."""
DRAWN = 3
"""How many of a format are drawn here."""
TARGETS = [one.alias for one in FORMATS if one.writes and one.edition_of is None]


def asked(data, to):
    """A document checked or converted, with all that is to be said of it."""
    try:
        (check(data) if to is None else convert(data, to).report).as_json()
    except Refused as refused:
        refused.report.as_json()


def drawn():
    """What is doubled, each with a target that is drawn for it."""
    chance = random.Random("proportion")
    for one in FORMATS:
        found = every(one.alias)
        for repeated in found if ALL else chance.sample(found, DRAWN):
            to = chance.choice(TARGETS)
            yield pytest.param(repeated, to, id=f"{one.alias} {repeated.what} to {to}")


@pytest.mark.parametrize(("repeated", "to"), list(drawn()))
def test_every_repeatable_element_costs_in_proportion(repeated, to):
    count = max(2, min(BYTES // repeated.size, 40_000) // 4)

    def work(size):
        data = repeated.document(size)
        return lambda: (asked(data, None), asked(data, to))

    assert overgrowth(work, count) < SPARE


# --- what was found to be quadratic once ----------------------------------------------------------


def told(name):
    """A file of the vectors or the examples."""
    return (ROOT / name).read_bytes()


def parties(count):
    """A bill with so many parties that break a rule each."""
    contact = {"name": "a", "email": "a@quay.example"}
    party = {"partyName": "x", "partyContactDetails": [contact]}
    others = [{"party": party, "partyFunction": "DDR"}] * count
    return json_syntax.write(
        {**BILL, "documentParties": {**BILL["documentParties"], "other": others}}
    )


def items(count):
    """A bill of so many items, each of which lacks what DCSA needs."""
    (consignment,) = UN["specifiedConsignment"]
    many = consignment["includedConsignmentItem"] * count
    stated = {"includedConsignmentItem": many, "packageQuantity": {"content": str(24 * count)}}
    return json_syntax.write({**UN, "specifiedConsignment": [{**consignment, **stated}]})


def listed(alias, what):
    """The one thing of a format that stands at a place."""
    return next(one.document for one in every(alias) if one.what == what)


EFTI = (
    b'<consignment xmlns="http://efti.eu/v1/consignment/common">%b<transportContractDocument>'
    b"<id>INV-1</id><typeCode>706</typeCode></transportContractDocument>%b</consignment>"
)
NAMED = (
    b'{"exchangedDocument":{"id":{"content":"A"},"typeCode":{"content":"706"}},"specifiedConsign'
)
NAMED += b'ment":[{"consignee":{"name":[{"content":"%b"}]}}]}'
NOTIFY = "documentParties/notifyParties/[]"
BILL = json_syntax.read(told("examples/straight-bill/bill.dcsa.json"))
UN = json_syntax.read(convert(json_syntax.write(BILL), "un-json").output)
CHARGES = "specifiedConsignment/[]/applicableLogisticsServiceCharge"
UN_XML = "SpecifiedSupplyChainConsignment"
KNOWN = {
    "comments in XML": (lambda n: EFTI % (b"<!--x--> " * n, b""), 4_000, "dcsa"),
    "instructions in XML": (lambda n: EFTI % (b"<?x y?> " * n, b""), 4_000, "dcsa"),
    "breaches in XML": (
        lambda n: EFTI % (b"", b"<usedTransportEquipment a='1'/>" * n), 4_000, "dcsa",
    ),
    "strangers in XML": (lambda n: EFTI % (b"", b"<x/>" * n), 4_000, "dcsa"),
    "digits that are none": (
        lambda n: EFTI % (
            b"<usedTransportEquipment><sealQuantity>\xd9\xa3</sealQuantity>"
            b"</usedTransportEquipment>" * n, b"",
        ), 1_000, "dcsa",
    ),
    "a text in lines": (lambda n: NAMED % (b"word " * n), 100_000, "iftmcs"),
    "a name in other letters": (
        lambda n: NAMED % ("\u0416".encode() * n), 50_000, "un-xml",
    ),
    "a name of signs for many": (
        lambda n: NAMED % ("\ufdfa".encode() * n), 50_000, "un-xml",
    ),
    "tax references": (listed("dcsa", f"{NOTIFY}/taxLegalReferences"), 500, "un-json"),
    "parties": (parties, 500, "dcsa"),
    "parties in XML": (listed("un-xml", f"{UN_XML}/NotifiedTradeParty"), 200, "dcsa"),
    "contract terms in XML": (
        listed("un-xml", f"{UN_XML}/ContractTermsInformation"), 500, "iftmcs",
    ),
    "items that are refused": (items, 250, "dcsa"),
    "charges that are refused": (
        listed("un-json", CHARGES), 300, "dcsa",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("document", "count", "to"), KNOWN.values(), ids=KNOWN)
def test_what_was_quadratic_once_costs_in_proportion(document, count, to):
    assert overgrowth(lambda size: partial(asked, document(size), to), count) < SPARE
