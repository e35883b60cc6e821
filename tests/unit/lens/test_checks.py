"""A mapping that is wrong stops the program, and says what is wrong, before any document comes."""

import pytest

from fairlead.errors import MappingError
from fairlead.lens.checks import check_mapping
from fairlead.lens.checks.stated import stated
from fairlead.lens.codes import CodeList, CodeRow
from fairlead.lens.grammar import build_grammar

SOURCES = CodeList(
    "source",
    tuple(
        CodeRow(canon, wire, "=", "x")
        for canon, wire in (("carrier", "CAR"), ("shipper", "SHI"), ("customs", "CUS"))
    ),
)


class Place:
    """What a schema states of a place."""

    def __init__(self, **facts):
        self.required = self.needed = self.inner = False
        self.enum = self.pattern = self.format = self.since = None
        self.min_length = self.max_length = self.max_items = None
        self.types = ("string",)
        vars(self).update(facts)


def places(**more):
    return {
        "/number": Place(max_length=15),
        "/source": Place(enum=("CAR", "SHI", "CUS")),
        "/inner": Place(inner=True),
        **more,
    }


def seal(**tables):
    """A mapping of a seal: right, save for the tables that are given."""
    said = {
        "mapping": {"wire": "test.seal.1", "canon": "Seal", "version": "1"},
        "bind": {
            "number": {"at": "number", "as": "text(15)"},
            "source": {"at": "source", "as": "code(source)"},
        },
        **tables,
    }
    return build_grammar(said, {"source": SOURCES}, {})


def rows(**bind):
    return seal(bind={"number": {"at": "number", "as": "text(15)"}, **bind})


SOURCE = {"at": "source", "as": "code(source)"}


def test_a_mapping_that_is_right_passes():
    check_mapping(seal(), places())


WRONG = {
    "a place that the schema lacks": (
        lambda: rows(source={**SOURCE, "at": "sauce"}),
        "no place /sauce",
    ),
    "a place that is no leaf": (lambda: rows(source={**SOURCE, "at": "inner"}), "is not a leaf"),
    "two rows for one place": (
        lambda: rows(source={"at": "number", "as": "text(15)"}),
        "another owner",
    ),
    "a width that is not the schema's": (
        lambda: seal(bind={"number": {"at": "number", "as": "text(20)"}, "source": SOURCE}),
        "it holds 15 characters, the row says text\\(20\\)",
    ),
    "a name that the Bill lacks": (lambda: rows(source=SOURCE, sort=SOURCE), "has no field sort"),
    "a number by its code for a field of keys": (
        lambda: rows(source={"at": "source", "as": "code(source, integer)"}),
        "has the key 'carrier', which is no whole number",
    ),
    "a field that nothing says": (rows, "neither said nor declared impossible"),
    "an excuse for a field that is none": (
        lambda: seal(impossible={"colour": "no colours"}),
        "Seal has no field colour",
    ),
    "a list that is none": (
        lambda: rows(source={"each": "source", "as": "code(source)"}),
        "source is not a list",
    ),
}


@pytest.mark.parametrize(("grammar", "says"), WRONG.values(), ids=WRONG)
def test_a_wrong_mapping_is_refused_with_its_reason(grammar, says):
    with pytest.raises(MappingError, match=says):
        check_mapping(grammar(), places())


def test_a_number_by_its_code_is_for_a_field_that_holds_a_number():
    groups = CodeList("group", (CodeRow("2", "CAR", "=", "x"),))
    said = {
        "mapping": {"wire": "test.seal.1", "canon": "Seal", "version": "1"},
        "bind": {"source": {"at": "source", "as": "code(group, integer)"}},
        "impossible": {"number": "none"},
    }
    with pytest.raises(MappingError, match="the field holds a key, and code.* gives an integer"):
        check_mapping(build_grammar(said, {"group": groups}, {}), places())


def test_a_code_that_the_schema_does_not_know_is_refused():
    with pytest.raises(MappingError, match="no code 'CUS'"):
        check_mapping(seal(), places(**{"/source": Place(enum=("CAR", "SHI"))}))


def test_a_leaf_that_the_schema_requires_is_needed():
    with pytest.raises(MappingError, match=r"not needed here|no row needs it"):
        check_mapping(
            seal(), places(**{"/number": Place(max_length=15, required=True, needed=True)})
        )


def test_everything_that_is_wrong_is_named_at_once():
    with pytest.raises(MappingError) as found:
        check_mapping(
            seal(
                bind={
                    "number": {"at": "nr", "as": "text(15)"},
                    "source": {"at": "src", "as": "code(source)"},
                }
            ),
            places(),
        )
    assert "/nr" in str(found.value)
    assert "/src" in str(found.value)


MALFORMED = {
    "a table that nobody knows": ({"binds": {}}, "there is no word 'binds'; did you mean bind"),
    "a word that a row does not have": (
        {"bind": {"number": {"at": "number", "as": "text", "ned": True}}},
        "there is no word 'ned'; did you mean need",
    ),
    "a row without a lens": ({"bind": {"number": {"at": "number"}}}, "it lacks the word 'as'"),
    "a place that is none": ({"bind": {"number": {"at": "a//b", "as": "text"}}}, "is not a place"),
    "a selector that is none": (
        {"bind": {"number": {"at": "a[x]", "as": "text"}}},
        "none of \\[0\\]",
    ),
    "a part that is not there": (
        {"bind": {"source": {"at": "source", "use": "x"}}},
        r"no table \[part.x\]",
    ),
    "a code list that is not there": (
        {"bind": {"number": {"at": "a", "as": "code(x)"}}},
        "no code list x",
    ),
    "a part that is like no other": (
        {"part": {"a": {"like": "b"}}},
        r"no table \[part.b\]",
    ),
    "a row left out without a reason": (
        {
            "part": {
                "a": {"canon": "Seal", "bind": {"number": {"at": "n", "as": "text"}}},
                "b": {"like": "a", "without": ["number"]},
            }
        },
        "without saying `why`",
    ),
}


@pytest.mark.parametrize(("tables", "says"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_mapping_is_refused_with_its_reason(tables, says):
    with pytest.raises(MappingError, match=says):
        seal(**tables)


def dated(name, shipped, **words):
    """A row of a date that says whether the bill is a shipped one."""
    row = {"at": name, "as": "date", "when": {"is_shipped_on_board_type": shipped}, **words}
    return {name: row}


def said_of(**tables):
    """What is wrong with what a mapping of the Bill states."""
    head = {"wire": "test.1", "canon": "Bill", "version": "1"}
    return [says for _, says in stated(build_grammar({"mapping": head, **tables}, {}, {}))]


def test_rows_of_which_every_document_says_both_do_not_contradict_each_other():
    shipped, received = "shipped_on_board_date", "received_for_shipment_date"
    both = {**dated(shipped, True, need=True), **dated(received, False, need=True)}
    assert said_of(bind=both) == [
        f"what it states of is_shipped_on_board_type contradicts {shipped}, which is needed too"
    ]
    assert said_of(bind={**dated(shipped, True, need=True), **dated(received, False)}) == []


def test_a_row_of_a_branch_does_not_contradict_the_branch():
    way = {
        "says": "received only",
        "when": {"is_shipped_on_board_type": False},
        "bind": dated("shipped_on_board_date", True),
    }
    assert said_of(either=[way]) == [
        "what it states of is_shipped_on_board_type contradicts the way 'received only'"
    ]
