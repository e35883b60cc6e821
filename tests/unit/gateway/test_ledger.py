"""A ledger that does not balance is a defect of ours, and stops the conversion."""

from dataclasses import replace

import pytest

from fairlead import Refused, convert
from fairlead.gateway import Fate
from fairlead.lens import Residue
from tests.conftest import ROOT

BILL = (ROOT / "examples" / "straight-bill" / "bill.dcsa.json").read_bytes()
OWN = BILL.replace(b"{", b'{"xOwn": {"a": 1, "b": 2}, "xMore": 3,', 1)


def broken(made):
    """A conversion whose source has forgotten what its Bill does not say."""
    return replace(made, source=replace(made.source, residue=Residue()))


def test_a_ledger_that_balances_is_given():
    assert "unaccounted" not in convert(OWN, "un-json").ledger.counts


@pytest.mark.parametrize("say", (lambda one: one.ledger, lambda one: one.report))
def test_of_what_nobody_knows_nothing_is_said(say):
    with pytest.raises(Refused) as refused:
        say(broken(convert(OWN, "un-json")))
    first, *places = refused.value.report
    assert (first.code, first.severity) == ("LOSS-010", "error")
    assert first.says == (
        "a defect of Fairlead: it is not known what became of 3 leaves of the document"
    )
    assert [one.at.wire for one in places] == ["/xOwn/a", "/xOwn/b", "/xMore"]


def test_what_is_told_as_lost_beside_the_bill_is_what_the_ledger_says_is_lost():
    made = convert(convert(OWN, "un-json", carry=True).output, "iftmcs")
    told = {one.at.wire for one in made.losses}
    assert "/x-fairlead/kept/0/value/a" in told
    assert told == set(made.ledger.of(Fate.LOST))
