"""A breach has a code, a place, and a sentence that says what was expected."""

from decimal import Decimal

import pytest

from fairlead.errors import MappingError, UsageError
from fairlead.formats.schema import Schema


def breaches(node, tree, side="PARSE"):
    return Schema("the law", node).breaches(tree, side)


def said(node, tree):
    return [(one.code, one.at.wire, one.says) for one in breaches(node, tree)]


UNKNOWN = "no member of this name is expected here"
KEYWORDS = [
    ({"required": ["a"]}, {}, "001", "/a", "the member is required and missing"),
    ({"type": "string"}, 1, "002", "", "a text is expected"),
    ({"type": ["object", "null"]}, 1, "002", "", "an object or null is expected"),
    ({"pattern": "^[A-Z]{2}$"}, "abc", "003", "", "a text that matches ^[A-Z]{2}$ is expected"),
    ({"minLength": 1}, "", "004", "", "at least 1 character is expected"),
    ({"maxLength": 35}, "x" * 36, "004", "", "at most 35 characters are expected"),
    ({"minimum": 0}, -1, "005", "", "at least 0 is expected"),
    ({"maximum": 100}, 101, "005", "", "at most 100 is expected"),
    ({"exclusiveMinimum": 0}, Decimal("0.0"), "005", "", "more than 0 is expected"),
    ({"exclusiveMaximum": 1}, 1, "005", "", "less than 1 is expected"),
    ({"enum": ["BOL", "SWB"]}, "XYZ", "006", "", "one of BOL, SWB is expected"),
    ({"const": "BOL"}, "SWB", "006", "", "exactly BOL is expected"),
    ({"format": "date"}, "2026-02-30", "007", "", "a date, YYYY-MM-DD, is expected"),
    ({"format": "uri"}, "no uri", "007", "", "an absolute URI is expected"),
    ({"minItems": 1}, [], "008", "", "at least 1 entry is expected"),
    ({"maxItems": 2}, [1, 2, 3], "008", "", "at most 2 entries are expected"),
    ({"minProperties": 1}, {}, "009", "", "at least 1 member is expected"),
    ({"additionalProperties": False}, {"a": 1}, "010", "/a", UNKNOWN),
    ({"properties": {"a": False}}, {"a": 1}, "010", "/a", UNKNOWN),
]  # fmt: skip


@pytest.mark.parametrize(("node", "tree", "number", "at", "says"), KEYWORDS)
def test_every_keyword_has_its_code_and_its_sentence(node, tree, number, at, says):
    assert said(node, tree) == [(f"PARSE-{number}", at, says)]


@pytest.mark.parametrize("side", ("PARSE", "EMIT"))
def test_the_code_says_on_which_side_the_schema_is_broken(side):
    assert [one.code for one in breaches({"type": "string"}, 1, side)] == [f"{side}-002"]


def test_all_breaches_are_named_at_once():
    node = {"required": ["a", "b"], "properties": {"c": {"type": "string", "maxLength": 1}}}
    assert [at for _, at, _ in said(node, {"c": "xx"})] == ["/a", "/b", "/c"]


def test_every_member_too_many_is_a_breach_of_its_own():
    node = {"properties": {"a": True}, "patternProperties": {"^x-": True}}
    tree = {"b": 1, "x-c": 2, "d": 3, "a": 4}
    assert [at for _, at, _ in said({**node, "additionalProperties": False}, tree)] == ["/b", "/d"]


def test_the_place_is_a_json_pointer():
    node = {"properties": {"a/b~c": {"items": {"type": "integer"}}}}
    assert [at for _, at, _ in said(node, {"a/b~c": [1, "2"]})] == ["/a~1b~0c/1"]


def test_a_long_enumeration_is_not_told_in_full():
    (breach,) = breaches({"enum": [f"C{number}" for number in range(400)]}, "XX")
    assert breach.says.endswith("C11 or 388 others is expected")


def test_the_value_is_kept_apart_from_the_sentence():
    (breach,) = breaches({"maxLength": 3}, "Secret Shipper")
    assert "Secret" not in breach.says
    assert breach.value == "Secret Shipper"


def test_an_object_is_never_shown_as_a_value():
    (breach,) = breaches({"type": "string"}, {"name": "Secret Shipper"})
    assert breach.value is None


def test_the_law_is_the_schema():
    assert breaches({"type": "string"}, 1)[0].law == "the law"


CODE_OR_TEXT = {
    "type": "object",
    "oneOf": [
        {"required": ["code"], "properties": {"code": {"maxLength": 5}}},
        {"required": ["text"], "properties": {"text": {"maxLength": 5}}},
    ],
}


def test_the_alternative_that_was_meant_is_explained():
    assert said(CODE_OR_TEXT, {"text": "too long"}) == [
        ("PARSE-004", "/text", "at most 5 characters are expected")
    ]


def test_where_no_alternative_was_meant_all_are_named():
    assert said(CODE_OR_TEXT, {}) == [
        ("PARSE-009", "", "exactly one of these is expected: the member code; the member text")
    ]


def test_more_than_one_alternative_is_one_breach():
    assert said(CODE_OR_TEXT, {"code": "a", "text": "b"}) == [
        ("PARSE-009", "", "more than one of the alternatives fits, exactly one is expected")
    ]


def test_an_alternative_of_another_type_was_not_meant():
    node = {"anyOf": [{"type": "string", "maxLength": 2}, {"type": "object", "required": ["a"]}]}
    assert [at for _, at, _ in said(node, {})] == ["/a"]


def test_a_keyword_without_a_code_breaks_the_schema_all_the_same():
    (breach,) = breaches({"not": {"type": "string"}}, "text")
    assert (breach.code, breach.at.wire) == ("PARSE-012", "")


class Liar:
    """A fast engine that says always the same, of a place that the other knows nothing of."""

    instance_path = ("a", 0)

    def __init__(self, verdict):
        self.verdict = verdict

    def is_valid(self, _):
        return self.verdict

    def iter_errors(self, _):
        return iter([self])


def test_what_only_the_other_engine_refuses_is_a_mistake_in_the_schema():
    schema = Schema("the law", {"type": "string"})
    schema.__dict__["_fast"] = Liar(verdict=True)
    with pytest.raises(MappingError, match="the law: one engine"):
        schema.breaches(1, "PARSE")


def test_what_only_the_fast_engine_refuses_is_refused_at_its_place():
    schema = Schema("the law", {"type": "string"})
    schema.__dict__["_fast"] = Liar(verdict=False)
    (breach,) = schema.breaches("text", "PARSE")
    assert (breach.code, breach.at.wire) == ("PARSE-012", "/a/0")


def test_what_no_reader_gives_cannot_be_judged():
    with pytest.raises(UsageError, match="not a tree"):
        Schema("the law", {"properties": {"a": {"pattern": "^a"}}}).permits({"a": {1, 2}})


DEEP = {"properties": {"a": {"$ref": "#"}}}


def nested(levels):
    tree = "the kernel"
    for _ in range(levels):
        tree = {"a": tree}
    return tree


def test_a_tree_deeper_than_any_reader_allows_cannot_be_judged():
    with pytest.raises(UsageError, match="not a tree"):
        Schema("the law", {**DEEP, "type": "object"}).permits(nested(5000))


def test_a_tree_may_be_permitted_and_yet_too_deep_to_explain():
    with pytest.raises(UsageError, match="too deep"):
        Schema("the law", DEEP).breaches(nested(240), "PARSE")
