"""No document is ever our exception, and where one is all the same it costs no other its report."""

import sys
from importlib import import_module

import pytest

from fairlead import __version__
from tests.unit.gateway.interchanges import of_stories

EFTI = (
    '<consignment xmlns="http://efti.eu/v1/consignment/common">{}<transportContractDocument>'
    "<id>INV-1</id><typeCode>706</typeCode></transportContractDocument></consignment>"
)
MESSAGES = of_stories()
"""The bill of the dangerous goods is the third; the second is refused."""
DANGEROUS = "FLDL-2025-0004"
"""The number of the bill of the example `dangerous-goods`."""
ODD = {
    "line-separator.xml": EFTI.format("\u2028"),
    "arabic-digits.xml": EFTI.format("<numberOfPackages>\u0663</numberOfPackages>"),
    "no-break.xml": EFTI.format("<numberOfPackages>3\u00a0</numberOfPackages>"),
    "underscore.xml": EFTI.format("<numberOfPackages>1_000</numberOfPackages>"),
}


@pytest.fixture
def odd(place):
    for name, text in ODD.items():
        place.joinpath(name).write_text(text, "utf-8")
    return place


@pytest.fixture
def broken(monkeypatch):
    """A rulebook that breaks over one bill, quoting it."""
    rooms = [import_module(f"fairlead.gateway.convert.{name}") for name in ("line", "scope")]
    sound = rooms[0].check_rules

    def check_rules(bill, *asked, **named):
        if bill.transport_document_reference == DANGEROUS:
            raise KeyError(bill.shipper.party_name)
        return sound(bill, *asked, **named)

    for room in rooms:
        monkeypatch.setattr(room, "check_rules", check_rules)


def test_what_the_engines_see_differently_is_refused_at_its_place(fairlead, odd):
    said = fairlead("check", *ODD, "--report", "json")
    assert said.code == 1
    assert [(one["code"], one["at"]["wire"]) for one in said.faults] == [
        ("PARSE-002", "/consignment line 1"),
        *[("PARSE-002", "/consignment/numberOfPackages line 1")] * 3,
    ]


@pytest.mark.parametrize("verb", ("check", "detect"))
def test_a_file_that_is_not_there_costs_no_other_its_report(fairlead, place, verb):
    said = fairlead(verb, "reefer.json", "gone.json", "straight-bill.json")
    assert said.code == 2
    assert "there is no file 'gone.json'" in said.err
    assert "reefer.json" in said.out
    assert "straight-bill.json" in said.out


def test_a_defect_over_one_file_costs_no_other_its_report(fairlead, place, broken):
    names = ("reefer.json", "dangerous-goods.json", "straight-bill.json")
    said = fairlead("check", *names, "--report", "json")
    assert said.code == 5
    assert [one["document"] for one in said.documents] == ["reefer.json", "straight-bill.json"]


def test_a_defect_says_what_to_report_and_quotes_nothing(fairlead, place, broken, monkeypatch):
    words = ["check", "dangerous-goods.json", "--report=json", "--profile", "strict"]
    monkeypatch.setattr(sys, "argv", ["fairlead", *words])
    said = fairlead(*words)
    what, version, command = said.err.splitlines()[-3:]
    assert (said.code, said.out) == (5, "")
    assert what.startswith("what happened: KeyError at ")
    assert version.startswith(f"version: fairlead {__version__}, Python 3.")
    assert command == "command: fairlead check ... --report --profile ..."


def test_a_defect_over_one_message_costs_no_other_its_report(fairlead, place, broken):
    place.joinpath("all.edi").write_bytes(MESSAGES)
    said = fairlead("check", "all.edi", "--report", "json")
    assert said.code == 5
    assert [one["message"] for one in said.documents] == [1, 2, 4]


def test_a_defect_over_one_message_stops_no_other_from_being_written(fairlead, place, broken):
    place.joinpath("all.edi").write_bytes(MESSAGES)
    words = ("convert", "all.edi", "--to", "iftmcs", "--each", "--output", "bills")
    assert fairlead(*words, "--report", "none").code == 5
    assert sorted(path.name for path in place.joinpath("bills").iterdir()) == ["1.edi", "4.edi"]
