"""Our tables and code lists are those that others took from the UN/EDIFACT directories."""

import xml.etree.ElementTree as ET

import pytest

from fairlead.syntax.edifact.table import Row
from tests.conftest import shared
from tests.unit.syntax.interchanges import directory

TABLES = {"iftmcs-d99b": "D99B", "iftmcs-d00b": "D00B", "iftmcs-d24a": "D24A"}
ROWS = {"iftmcs-d99b": 147, "iftmcs-d00b": 147, "iftmcs-d24a": 149}
LISTS = 84


def stated(node, depth=0):
    """The rows of a published table; a group is the row of its trigger."""
    for inside in node:
        required, most = inside.get("required") == "true", int(inside.get("maxrepeat", 0))
        if inside.tag == "segment":
            yield Row(depth, inside.get("id"), required, most, group=False)
        elif inside.tag == "group":
            trigger, *_ = inside
            assert (trigger.get("required"), trigger.get("maxrepeat")) == ("true", "1")
            yield Row(depth, trigger.get("id"), required, most, group=True)
            inside.remove(trigger)
            yield from stated(inside, depth + 1)


def ours(level, depth=0):
    """The rows of our table, as it was understood."""
    for node in level.nodes.values():
        yield Row(depth, node.tag, node.required, node.most, group=node.level is not None)
        if node.level is not None:
            yield from ours(node.level, depth + 1)


@pytest.mark.parametrize("name", TABLES)
def test_our_table_is_the_published_one(name):
    path = shared("specs", "edifact", f"{TABLES[name]}.iftmcs.xml", cases=ROWS[name])
    published = list(stated(ET.parse(path).getroot()))  # noqa: S314
    assert published[-1].tag == "UNT"
    assert list(ours(directory(name).table.level)) == published[:-1]


@pytest.mark.parametrize("name", TABLES)
def test_our_message_is_the_published_one(name):
    path = shared("specs", "edifact", f"{TABLES[name]}.iftmcs.xml")
    defaults = ET.parse(path).getroot().find("defaults")  # noqa: S314
    published = {one.get("id"): one.get("value") for one in defaults}
    assert directory(name).table.identifier == published


def test_our_code_lists_of_d_24a_are_the_published_ones():
    path = shared("specs", "edifact", "d24a.codes.xml", cases=LISTS)
    published = {
        one.get("id"): tuple(code.get("id") for code in one)
        for one in ET.parse(path).getroot()  # noqa: S314
    }
    facts = directory("iftmcs-d24a").facts
    assert {name: codes.known for name, codes in facts.codes.items()} == {
        name: published[name] for name in facts.codes
    }
    used = {
        leaf.path.removesuffix("/[]").rpartition("/")[2]
        for leaf in directory("iftmcs-d24a").leaves()
    }
    elsewhere = {"4053", "6411", "7511", "8179"}  # Incoterms and Recommendations 20 and 28
    assert used & published.keys() - facts.codes.keys() == elsewhere


def test_what_an_old_directory_is_known_to_have_and_not_to_have_are_apart():
    for name in ("iftmcs-d99b", "iftmcs-d00b"):
        for codes in directory(name).facts.codes.values():
            assert codes.absent.isdisjoint(codes.known)
            assert not codes.closed
