"""Where each field came from: noted by every parse, and put together where somebody asks."""

from fairlead.formats import named
from fairlead.lens import Mapping
from fairlead.lens.compile.module import compile_source
from fairlead.lens.grammar import build_grammar
from fairlead.lens.session import Reading

HEAD = {"wire": "test.1", "canon": "Bill", "version": "1", "absent": [""]}
REFERENCE = {
    "canon": "Reference",
    "bind": {
        "type": {"at": "kind", "as": "text", "need": True, "gate": True},
        "value": {"at": "no", "as": "text", "need": True},
    },
}


def trace_of(bind, tree, **head):
    said = {"mapping": {**HEAD, **head}, "bind": bind, "part": {"reference": REFERENCE}}
    return dict(Mapping.of(build_grammar(said, {}, {})).trace(tree))


ONE = {"shipping_instructions_reference": {"at": "a", "as": "text", "need": True},
       "transport_document_reference": {"at": "b", "as": "text", "need": True}}  # fmt: skip


def test_a_leaf_that_is_needed_and_not_there_was_not_read():
    assert trace_of(ONE, {"a": "1"}) == {("a",): ("shipping_instructions_reference",)}


def test_what_says_nothing_by_its_wire_was_not_read():
    assert ("a",) not in trace_of(ONE, {"a": "", "b": "1"})


def test_an_entry_that_is_kept_whole_was_not_read():
    rows = {"references": {"each": "refs", "use": "reference"}}
    tree = {"refs": [{"no": "1"}, {"kind": "PO", "no": "2"}]}
    assert trace_of(rows, tree) == {
        ("refs", 1, "kind"): ("references", 0, "type"),
        ("refs", 1, "no"): ("references", 0, "value"),
    }


def test_a_list_of_values_names_each_and_an_empty_one_itself():
    rows = {"carrier_clauses": {"each": "clauses", "as": "text"}}
    assert trace_of(rows, {"clauses": ["x", "y"]}) == {
        ("clauses", 0): ("carrier_clauses", 0),
        ("clauses", 1): ("carrier_clauses", 1),
    }
    assert trace_of(rows, {"clauses": []}) == {("clauses",): ("carrier_clauses",)}


def test_a_total_that_nothing_says_was_not_read_after_all():
    reading = Reading()
    reading.stated({"value": 1, "unit": "KGM"}, ("weight",))
    reading.unsaid(("weight",))
    assert reading.trace() == []


def test_a_part_is_read_by_one_function_and_noted_once():
    source = compile_source(named("un-json").mapping.grammar)
    functions = source.split("\ndef read_")[1:]
    assert functions
    assert [one.partition("(")[0] for one in functions if one.count(", at, bp, noted))") > 1] == []
    assert "def trace" not in source
