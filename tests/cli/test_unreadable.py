"""What cannot be read or understood is not quoted either (ADR 7), and no option writes it."""

import json

import pytest

from fairlead.syntax.tree import leaves

CANARY = "KANARIE"
FORMS = ("text", "json", "junit", "sarif")


def planted(tree):
    """A document whose texts are all the canary."""
    if isinstance(tree, dict):
        return {name: planted(value) for name, value in tree.items()}
    if isinstance(tree, list):
        return [planted(value) for value in tree]
    return CANARY if isinstance(tree, str) else tree


def one_by_one(tree):
    """A document again and again, each time with the canary for another of its texts."""
    for way, leaf in list(leaves(tree)):
        if isinstance(leaf, str):
            changed = json.loads(json.dumps(tree))
            inner = changed
            for step in way[:-1]:
                inner = inner[step]
            inner[way[-1]] = CANARY
            yield changed


def broken(bill):
    """Bytes that are no JSON as the house reads it, each in its own way."""
    head = bill.rstrip()[:-1]
    yield "cut off", head + f',"x":"{CANARY}'.encode()
    yield "no value", head + f',"x":{CANARY}}}'.encode()
    yield "no number", head + f',"x":1{CANARY}}}'.encode()
    yield "said twice", head + f',"x":"{CANARY}","x":"{CANARY}"}}'.encode()
    yield "half a pair", head + f',"x":"{CANARY}\\ud800"}}'.encode()
    yield "not UTF-8", head + f',"x":"{CANARY}\xff"}}'.encode("latin-1")
    yield "a mark before it", b"\xef\xbb\xbf" + f'{{"x":"{CANARY}"}}'.encode()
    yield "a text alone", f'"{CANARY}"'.encode()
    yield "more after it", bill + CANARY.encode()


@pytest.mark.parametrize("form", FORMS)
def test_broken_bytes(fairlead, place, form):
    for why, data in broken(place.joinpath("reefer.json").read_bytes()):
        converted = fairlead("convert", "-", "--to", "dcsa", "--report", form, stdin=data)
        checked = fairlead("check", "-", "--report", form, stdin=data)
        detected = fairlead("detect", "-", stdin=data)
        assert (converted.code, converted.out, checked.code, detected.code) == (1, "", 1, 1), why
        for said in (converted, checked, detected):
            assert CANARY not in said.out + said.err, why


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("story", ("reefer", "sea-waybill", "open-ebl-pack"))
@pytest.mark.parametrize("to", ("dcsa", "un-json", "openebl"))
def test_a_document_of_nothing_but_secrets(fairlead, place, story, to, form):
    data = json.dumps(planted(json.loads(place.joinpath(f"{story}.json").read_bytes()))).encode()
    said = fairlead("convert", "-", "--to", to, "--report", form, stdin=data)
    assert (said.code, said.out) == (1, "")
    assert CANARY not in said.err


@pytest.mark.parametrize("form", FORMS)
def test_carried_words_that_were_changed(fairlead, form):
    made = json.loads(fairlead("convert", "straight-bill.json", "--to", "un-json", "--carry").out)
    [member] = (name for name in made if name.startswith("x-"))
    ended = set()
    for extension in one_by_one(made[member]):
        data = json.dumps(made | {member: extension}).encode()
        said = fairlead("convert", "-", "--to", "dcsa", "--report", form, stdin=data)
        ended.add(said.code)
        assert CANARY not in said.err
        assert said.code == 0 or said.out == ""
    assert 1 in ended


@pytest.mark.parametrize(
    "said",
    (
        {"to_order": CANARY},
        {"shipped_on_board_date": CANARY},
        {"shipper": {"party_name": [CANARY]}},
        {"carrier_code": CANARY},
        {"consignment_items": [{"cargo_items": [{"cargo_gross_weight": {"value": CANARY}}]}]},
    ),
    ids=str,
)
def test_a_supplement(fairlead, place, said):
    place.joinpath("more.json").write_text(json.dumps(said), "utf-8")
    done = fairlead("convert", "reefer.json", "--to", "dcsa", "--supplement", "more.json")
    assert done.code in {1, 2}
    assert done.out == ""
    assert CANARY not in done.err
