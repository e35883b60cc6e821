"""Every golden example: read gives the Bill, writing the Bill gives the document.

A vector is a folder of data; see CONTRIBUTING.md. What a folder's name ends in says what holds:
nothing (both directions), `_read` (reading only), `_emit` (writing only, `losses.json` names what
is lost), `_refused` (the document is refused, with at least the faults of `faults.json`),
`_unsayable` (the Bill cannot be written, for at least the faults of `faults.json`).
"""

from pathlib import Path

import pytest

from fairlead.bill import from_canonical, to_canonical
from fairlead.errors import Refused
from fairlead.formats import named
from fairlead.formats.golden import document_of, opened_by
from fairlead.gateway import understand
from fairlead.lens import bill_path
from fairlead.syntax import json as json_syntax
from fairlead.syntax.tree import leaves, pointer

HERE = Path(__file__).parent
FOLDERS = sorted(folder for folder in HERE.glob("*/*") if (folder / "README").exists())


def data(folder, name):
    return json_syntax.read((folder / name).read_bytes())


def wire(folder):
    """The bytes of a vector's document, whatever its syntax."""
    return document_of(folder).read_bytes()


def document(folder):
    """A vector's document as the mapping of its format reads it."""
    return opened_by(named(folder.parent.name), wire(folder)).document


def differences(found, expected):
    """Leaf by leaf, what stands on one side alone: readable where a whole document is not."""

    def said(tree):
        return {(pointer(way), type(leaf) is str, str(leaf)) for way, leaf in leaves(tree)}

    one, other = said(found), said(expected)
    return sorted(
        [(*leaf, "found") for leaf in one - other] + [(*leaf, "due") for leaf in other - one]
    )


def with_end(*ends):
    """The vectors whose name ends so; `plain` means none of the ends."""
    all_ends = ("_read", "_emit", "_refused", "_unsayable")
    chosen = [
        folder
        for folder in FOLDERS
        if folder.name.endswith(tuple(end for end in ends if end != "plain"))
        or ("plain" in ends and not folder.name.endswith(all_ends))
    ]
    return pytest.mark.parametrize(
        "folder", chosen, ids=[f"{folder.parent.name}/{folder.name}" for folder in chosen]
    )


@with_end("plain", "_read")
def test_reading_gives_the_bill(folder):
    expected = to_canonical(from_canonical(data(folder, "bill.json")))
    found = to_canonical(understand(wire(folder)).bill)
    assert differences(found, expected) == []


@with_end("plain")
def test_writing_gives_the_document(folder):
    source = understand(wire(folder))
    bill = from_canonical(data(folder, "bill.json"))
    made = source.format.emit(bill, source.residue)
    assert differences(made.tree, source.opened.document) == []
    assert not made.homeless


@with_end("_emit")
def test_writing_names_what_it_cannot_say(folder):
    target = named(folder.parent.name)
    made = target.emit(from_canonical(data(folder, "bill.json")))
    lost = {bill_path(place) for place, _, _ in made.writing.leaves()}
    converted = [one.at.bill for one in made.writing.faults if one.code == "LOSS-005"]
    told = lost | {place for said in converted for place in (said, f"{said}.value", f"{said}.unit")}
    assert differences(made.tree, document(folder)) == []
    assert not [one for one in made.writing.faults if one.severity == "error"]
    expected = set(data(folder, "losses.json"))
    assert sorted(expected - told) == []
    assert sorted(lost - expected) == []


@with_end("plain", "_read", "_emit")
def test_the_document_is_valid_by_its_schema(folder):
    assert named(folder.parent.name).breaches(document(folder)) == ()


@with_end("_refused")
def test_the_document_is_refused_for_its_reason(folder):
    with pytest.raises(Refused) as refused:
        understand(wire(folder), folder.parent.name)
    told = {(one.code, one.at.wire) for one in refused.value.report}
    expected = {(one["code"], one["wire"]) for one in data(folder, "faults.json")}
    assert sorted(expected - told) == []


@with_end("_unsayable")
def test_the_bill_cannot_be_written_for_its_reason(folder):
    writing = named(folder.parent.name).emit(from_canonical(data(folder, "bill.json"))).writing
    told = {(one.code, one.at.bill) for one in (*writing.faults, *writing.critical())}
    expected = {(one["code"], one["bill"]) for one in data(folder, "faults.json")}
    assert sorted(expected - told) == []


def test_every_vector_says_why_it_exists():
    silent = [folder for folder in FOLDERS if not (folder / "README").read_text("utf-8").strip()]
    assert silent == []
