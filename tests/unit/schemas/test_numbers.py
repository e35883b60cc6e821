"""Numbers are judged as they are written, to the last digit, and none is ever a float."""

import copy
from decimal import Decimal

import pytest

from fairlead.formats.schema import Schema
from fairlead.syntax.json import read

NUMBERS = [
    ({"type": "integer"}, "5.0", True),
    ({"type": "integer"}, "5e2", True),
    ({"type": "integer"}, "-0", True),
    ({"type": "integer"}, "5.5", False),
    ({"type": "integer"}, "100000000000000000000000000000", True),
    ({"type": "number"}, "1e-7", True),
    ({"type": ["number", "null"]}, "1e2", True),
    ({"type": "string"}, "1.5", False),
    ({"type": "number"}, "true", False),
    ({"maximum": 100}, "100.000000000000000000000000000001", False),
    ({"maximum": 100}, "1e2", True),
    ({"maximum": Decimal("0.1")}, "0.1", True),
    ({"maximum": Decimal("0.1")}, "0.100000000000000000001", False),
    ({"exclusiveMinimum": 0}, "0.000", False),
    ({"exclusiveMinimum": 0}, "1e-300", True),
    ({"minimum": -2147483648}, "-2147483648.5", False),
]


@pytest.mark.parametrize(("node", "text", "verdict"), NUMBERS)
def test_both_engines_judge_a_number_by_its_text(node, text, verdict):
    schema = Schema("the law", {"properties": {"a": node}})
    tree = read(b'{"a":%b}' % text.encode())
    assert schema.permits(tree) is verdict
    assert (schema.breaches(tree, "PARSE") == ()) is verdict


def test_a_bare_number_that_remembers_its_spelling_is_judged_too():
    assert Schema("the law", {"type": "integer"}).permits(read(b"[1e2]")[0])


def test_the_tree_is_not_changed():
    tree = read(b'{"a":[1e2,-0,1.50,{"b":null}]}')
    before = copy.deepcopy(tree)
    Schema("the law", {"properties": {"a": {"items": {"type": "number"}}}}).permits(tree)
    assert tree == before
    assert str(tree["a"][0]) == "1e2"
