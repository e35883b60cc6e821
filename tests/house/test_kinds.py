"""What is true of one format or platform stands in a table; nobody above asks for it by name."""

import ast

import pytest

from fairlead.formats.kinds import KINDS, PACK, Seal
from fairlead.gateway.vouch import sealing, verify
from tests.house.source import FILES

NAMES = {"alias", "id", "platform"}
ABOVE = [file for file in FILES if file.room in {"gateway", "cli"}]


def names(node):
    """Whether this is a name by which a format or a platform goes."""
    named = isinstance(node, ast.Attribute) and node.attr in NAMES
    return named and ast.unparse(node) != "sys.platform"


def texts(node):
    """Whether this is a text, or several."""
    parts = node.elts if isinstance(node, ast.Tuple | ast.Set | ast.List) else [node]
    return all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in parts)


@pytest.mark.parametrize("source", ABOVE, ids=lambda file: file.module)
def test_nobody_above_the_formats_asks_for_one_by_name(source):
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(map(names, sides)) and any(map(texts, sides)):
                found.append(source.at(node))
    assert found == []


def test_every_kind_of_message_is_verified():
    assert {PACK, *verify._VERIFIED} == set(KINDS)


def test_every_way_to_seal_is_known():
    assert set(sealing._SEALS) == set(Seal)
