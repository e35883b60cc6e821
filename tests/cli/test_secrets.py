"""Bills are trade secrets (ADR 7): no report holds what a bill says, unless it is asked to."""

import copy
import json

import pytest

from fairlead.syntax.tree import leaves

CANARY = "KANARIE"
NUMBER = 77_310_913
FORMS = ("text", "json", "junit", "sarif")
HOSTILE = '\x1b]0;owned\x07\u202e<x>&"\n\u2028'


def planted(bill):
    """The bill again and again, each time with a canary in another leaf."""
    for way, leaf in list(leaves(bill)):
        changed = copy.deepcopy(bill)
        inner = changed
        for step in way[:-1]:
            inner = inner[step]
        inner[way[-1]] = NUMBER if isinstance(leaf, int | float) else CANARY
        yield changed


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("story", ("to-order-two-containers", "dangerous-goods"))
def test_a_value_is_never_quoted(fairlead, place, story, form):
    bill = json.loads(place.joinpath(f"{story}.json").read_text("utf-8"))
    ended = set()
    for changed in planted(bill):
        data = json.dumps(changed).encode()
        converted = fairlead("convert", "-", "--to", "un-json", "--report", form, stdin=data)
        checked = fairlead("check", "-", "--report", form, stdin=data)
        for said in (converted.err, checked.out, checked.err):
            assert CANARY not in said
            assert str(NUMBER) not in said
        ended |= {converted.code, checked.code}
    assert ended == {0, 1}


@pytest.mark.parametrize("form", FORMS)
def test_it_is_shown_to_who_asks(fairlead, place, form):
    bill = json.loads(place.joinpath("reefer.json").read_text("utf-8"))
    bill["documentParties"]["issuingParty"]["address"]["street"] = CANARY + HOSTILE
    bill["charges"] = "none"
    data = json.dumps(bill).encode()
    assert "none" not in fairlead("check", "-", "--report", form, stdin=data).out
    bill.pop("charges")
    data = json.dumps(bill).encode()
    said = fairlead("convert", "-", "--to", "un-json", "--report", form, "--reveal", stdin=data)
    assert said.code == 0
    assert CANARY in said.err
    assert not set(said.err) & {"\x1b", "\x07", "\u202e", "\u2028"}


@pytest.mark.parametrize("form", FORMS)
def test_a_name_of_a_stranger_is_bounded_and_commands_nothing(fairlead, place, form):
    bill = json.loads(place.joinpath("reefer.json").read_text("utf-8"))
    bill[f"x{HOSTILE}"] = 1
    bill["y" * 100_000] = {"inner": 2}
    data = json.dumps(bill).encode()
    said = fairlead("convert", "-", "--to", "un-json", "--report", form, stdin=data)
    assert said.code == 0
    assert not set(said.err) & {"\x1b", "\x07", "\u202e", "\u2028"}
    assert "y" * 64 in said.err
    assert "y" * 65 not in said.err
    assert "(100000 characters)" in said.err


def test_many_strange_names_do_not_fill_the_terminal(fairlead, place):
    bill = json.loads(place.joinpath("reefer.json").read_text("utf-8"))
    bill |= {f"strange-{letter}{n}": 1 for letter in "abcdef" for n in range(500)}
    data = json.dumps(bill).encode()
    lines = fairlead("convert", "-", "--to", "un-json", stdin=data).err.splitlines()
    assert len(lines) < 120
    assert any(line.endswith("more: --report json names them all") for line in lines)


def test_a_supplement_is_not_quoted_either(fairlead, place):
    place.joinpath("wrong.json").write_text(json.dumps({"to_order": CANARY}), "utf-8")
    said = fairlead("convert", "reefer.json", "--to", "dcsa", "--supplement", "wrong.json")
    assert said.code == 2
    assert CANARY not in said.err
