"""Each code of a critical segment or member exchanged for each other: nothing changes unsaid.

The fact stands where the new code means it, or what stands there is named as lost, or the document
is refused. The codes of EDIFACT are those that its directory lists; those of JSON and XML are those
that the schema lets stand in the member.
"""

import json
import os
import random
from pathlib import Path

import pytest

from fairlead import Refused, convert
from fairlead.formats import named
from fairlead.formats.golden import document_of, opened_by
from fairlead.gateway import understand
from fairlead.lens.residue import pattern_of
from fairlead.syntax.tree import leaves
from tests.conftest import ROOT, drawn_of
from tests.laws.test_pairs import covered, named_losses, values

VECTORS = ROOT / "tests" / "vectors"
EXAMPLES = ROOT / "examples"
MANY = 1_000_000
TAKEN = drawn_of(2, MANY)
"""How many other codes each code is exchanged for."""

QUALIFIERS = {
    "BGM": ((1, "1001"), (3, "1225")),
    "NAD": ((1, "3035"),),
    "LOC": ((1, "3227"),),
    "DTM": ((1, "2005"),),
    "MEA": ((1, "6311"), (2, "6313")),
    "RFF": ((1, "1153"),),
    "EQD": ((1, "8053"),),
    "TDT": ((1, "8051"),),
    "CNT": ((1, "6069"),),
    "TMD": ((1, "8335"),),
    "DOC": ((1, "1001"),),
    "FTX": ((1, "4451"),),
    "SEL": ((2, "9303"),),
}
"""Which elements of a segment tell facts apart: place and number."""


def codes_of(directory):
    """The codes of each element that a directory lists."""
    specs = os.environ.get("FAIRLEAD_SPECS")
    if specs is None:
        pytest.skip("FAIRLEAD_SPECS is not set")
    path = Path(specs) / "edifact" / "directories" / f"{directory}.json"
    return json.loads(path.read_text("utf-8"))["codes"]


def taken(codes, but, seed):
    """Some of the codes, always the same ones, without one."""
    others = [code for code in codes if code != but]
    return random.Random(seed).sample(others, min(TAKEN, len(others)))


def nothing_changed_unsaid(data, before, to, place, **how):
    """Whether the output is another, or something is said of the place, or all is refused."""
    try:
        made = convert(data, to, **how)
        told = {one.at.wire for one in made.report if one.at.wire is not None}
    except Refused:
        return True
    said, back = values(made.bill), values(understand(made.output, to).bill)
    gone = {spot for spot, value in said.items() if back.get(spot) != value}
    if {spot for spot in gone if not covered(spot, named_losses(made))}:
        return False
    return made.output != before or any(f"{one} ".startswith(f"{place} ") for one in told)


def message():
    """A message that says what a bill of lading says, with goods in two containers."""
    bill = (EXAMPLES / "to-order-two-containers" / "bill.dcsa.json").read_bytes()
    return convert(bill, "iftmcs").output.decode()


def segments():
    """Each segment of the message with its number and each code that tells it apart."""
    lines = message().split("'\n")
    first = next(index for index, line in enumerate(lines) if line.startswith("UNH"))
    for index, line in enumerate(lines):
        elements = line.split("+")
        for place, element in QUALIFIERS.get(elements[0], ()):
            code = elements[place].split(":")[0] if place < len(elements) else ""
            if code:
                yield pytest.param(
                    index, place, element, code, index - first + 1,
                    id=f"{index - first + 1} {elements[0]} {element}",
                )  # fmt: skip


@pytest.mark.parametrize(("index", "place", "element", "code", "number"), list(segments()))
def test_no_code_of_a_message_is_exchanged_unsaid(index, place, element, code, number):
    lines = message().split("'\n")
    before = convert(message().encode(), "un-json").output
    unsaid = []
    for other in taken(codes_of("D00B")[element], code, number):
        elements = lines[index].split("+")
        elements[place] = ":".join([other, *elements[place].split(":")[1:]])
        spoilt = "'\n".join([*lines[:index], "+".join(elements), *lines[index + 1 :]])
        if not nothing_changed_unsaid(
            spoilt.encode(), before, "un-json", f"segment {number} {lines[index][:3]}",
            source="iftmcs",
        ):  # fmt: skip
            unsaid.append(other)
    assert unsaid == []


def coded_leaves(alias):
    """Each leaf of a vector at a place of which the schema lists what may stand there."""
    origin, found = named(alias), {}
    places = origin.wire.places
    for folder in sorted((VECTORS / alias).iterdir()):
        if folder.name.endswith(("_refused", "_unsayable", "_emit")):
            continue
        tree = opened_by(origin, document_of(folder).read_bytes()).document
        for place, leaf in leaves(tree):
            known = places.get(pattern_of(place))
            if isinstance(leaf, str) and known is not None and len(known.enum or ()) > 1:
                found.setdefault(pattern_of(place), (folder, place, leaf, known.enum))
    for pattern, given in sorted(found.items()):
        yield pytest.param(alias, *given, id=f"{alias} {pattern}")


@pytest.mark.parametrize(
    ("alias", "folder", "place", "leaf", "enum"),
    [one for alias in ("dcsa", "un-json", "un-xml", "efti") for one in coded_leaves(alias)],
)
def test_no_code_of_a_document_is_exchanged_unsaid(alias, folder, place, leaf, enum):
    origin = named(alias)
    to = "un-json" if alias != "un-json" else "un-xml"
    unsaid = []
    for other in taken([str(one) for one in enum], str(leaf), pattern_of(place)):
        opened = opened_by(origin, document_of(folder).read_bytes())
        before = attempt(origin, opened.document, to)
        holder = opened.document
        for step in place[:-1]:
            holder = holder[step]
        holder[place[-1]] = other
        after = attempt(origin, opened.document, to)
        if before is not None and after == before:
            unsaid.append(other)
    assert unsaid == []


def attempt(origin, tree, to):
    """The output with all that is said of it, or None where the document is refused."""
    try:
        data = origin.written(tree, lambda inner: inner)
        made = convert(data, to, source=origin.id, allow=("endorsement",))
    except Refused:
        return None
    return made.output, [(one.code, one.at.bill, one.at.wire, one.value) for one in made.report]
