"""What cannot be accounted for is not handed out."""

import pytest

from fairlead.lens import Residue
from fairlead.lens.session import Reading

CONVERT = ("convert", "own.json", "--to", "un-json")


@pytest.fixture
def forgetful(place, monkeypatch):
    """A bill with a member of its own, and a reading that forgets what the Bill does not say."""
    said = place.joinpath("straight-bill.json").read_text("utf-8")
    place.joinpath("own.json").write_text(said.replace("{", '{"xOwn": 1,', 1), "utf-8")
    monkeypatch.setattr(Reading, "residue", lambda _: Residue())
    return place


@pytest.mark.parametrize("form", ("text", "json", "none"))
def test_nothing_is_written_where_the_ledger_does_not_balance(fairlead, forgetful, form):
    said = fairlead(*CONVERT, "--output", "out.json", "--report", form)
    assert said.code == 5
    assert not forgetful.joinpath("out.json").exists()
    assert ("what became of 1 leaf of the document" in said.err) == (form != "none")


def test_nothing_goes_to_standard_output_either(fairlead, forgetful):
    said = fairlead(*CONVERT)
    assert (said.code, said.out) == (5, "")


def test_no_message_of_many_is_written_so(fairlead, forgetful):
    said = fairlead(*CONVERT, "--each", "--output", "bills")
    assert said.code == 5
    assert not forgetful.joinpath("bills").exists()
