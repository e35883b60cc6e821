"""A mapping that is wrong stops the program, and says what is wrong, before any document comes."""

import pytest

from fairlead.errors import MappingError
from fairlead.lens.checks import check_mapping
from fairlead.lens.checks.stated import stated
from fairlead.lens.codes import CodeList, CodeRow
from fairlead.lens.grammar import build_grammar
from fairlead.lens.language.lines import Sources

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


def paired(*keys, said="receipt_type_at_origin + delivery_type_at_destination", as_="code(haul)"):
    """The mapping of a row of two fields, whose code list has these keys."""
    rows = (CodeRow(key, str(number), "=", "x", number + 2) for number, key in enumerate(keys))
    codes = CodeList("haul", tuple(rows), "theirs/haul.csv")
    head = {"wire": "test.1", "canon": "Bill", "version": "1"}
    row = {"at": "haulage", "as": as_}
    return build_grammar({"mapping": head, "bind": {said: row}}, {"haul": codes}, {})


KEYS = {
    "without a plus": ("container-yard", "write 'A.B', or 'container-yard.' for the first"),
    "of three words": ("container-yard+store-door+x", "has one '.'"),
    "of no word": ("+", "says neither field"),
    "with blanks": ("container-yard + store-door", "did you mean container-yard.store-door.$"),
    "with a word that the first field lacks": (
        "container-yrad+store-door",
        "never holds 'container-yrad'; did you mean container-yard",
    ),
    "with a word that the second field lacks": (
        "container-yard+stor-door",
        "never holds 'stor-door'; did you mean store-door",
    ),
    "with a word that neither field has": ("container-yard+nonsense", "never holds 'nonsense'"),
}


@pytest.mark.parametrize(("key", "says"), KEYS.values(), ids=KEYS)
def test_a_key_of_a_pair_is_two_words_that_its_fields_hold(key, says):
    grammar = paired("store-door+store-door", key)
    with pytest.raises(MappingError, match=rf"(?m)theirs/haul.csv:3: code\(haul\) has .*{says}"):
        check_mapping(grammar, {"/haulage": Place()})


@pytest.mark.parametrize("key", ("container-yard+store-door", "container-yard+", "+store-door"))
def test_a_key_of_a_pair_may_leave_one_word_out(key):
    with pytest.raises(MappingError) as found:  # of a Bill of which nothing else is said
        check_mapping(paired(key), {"/haulage": Place()})
    assert "haul" not in str(found.value).partition("neither said")[0]


@pytest.mark.parametrize("key", ("sea-waybill", "sea-waybill+yes", "sea-waybll+true"))
def test_a_code_that_another_field_decides_between_has_the_keys_of_both(key):
    grammar = paired(key, said="transport_document_type + ?to_order")
    with pytest.raises(MappingError, match="haul.csv:2: "):
        check_mapping(grammar, {"/haulage": Place()})


def test_the_list_of_one_field_has_no_keys_of_two():
    grammar = paired("container-yard+container-yard", said="receipt_type_at_origin")
    with pytest.raises(MappingError, match="haul.csv:2: .* the field never holds"):
        check_mapping(grammar, {"/haulage": Place()})


def test_a_code_that_the_schema_does_not_know_is_refused():
    with pytest.raises(MappingError, match="no code 'CUS'"):
        check_mapping(seal(), places(**{"/source": Place(enum=("CAR", "SHI"))}))


def test_a_leaf_that_the_schema_requires_is_needed():
    with pytest.raises(MappingError, match=r"not needed here|no row needs it"):
        check_mapping(
            seal(), places(**{"/number": Place(max_length=15, required=True, needed=True)})
        )


def container(row, **parts):
    """A mapping of a container, with one row for its seals, or for its weight."""
    said = {
        "mapping": {"wire": "test.box.1", "canon": "UtilizedTransportEquipment", "version": "1"},
        "bind": row,
        "part": parts,
    }
    source = Sources((("box.toml", '[mapping]\n[bind]\n\n"seals" = 1\n"tare_weight" = 1'),))
    return build_grammar(said, {}, {}, source)


SEAL = {"canon": "Seal", "bind": {"number": {"at": ".", "as": "text"}}}
WEIGHT = {"canon": "Quantity", "bind": {"value": {"at": "kg", "as": "decimal_text"}}}
TEXTS = {"/box": Place(), "/boxes": Place(types=("array",), inner=True), "/boxes/[]": Place()}
OBJECTS = {
    "/box": Place(types=("object",), inner=True),
    "/box/kg": Place(),
    "/boxes": Place(types=("array",), inner=True),
    "/boxes/[]": Place(types=("object",), inner=True),
    "/boxes/[]/kg": Place(),
}
ODD = {
    "a part at a text": (
        {"tare_weight": {"at": "box", "use": "weight"}},
        TEXTS,
        'box.toml:5: .*/box is a text by the .* write `"tare_weight > FIELD" = . at = "box"',
    ),
    "a part at an entry that is a text": (
        {"tare_weight": {"at": "boxes[0]", "use": "weight"}},
        TEXTS,
        "box.toml:5: .*/boxes/.. is a text by the schema, and a part",
    ),
    "a part at a list of texts": (
        {"tare_weight": {"at": "boxes", "use": "weight"}},
        TEXTS,
        r"box.toml:5: .*/boxes is a list by the schema.*`boxes\[0\]`",
    ),
    "a part at a list of objects": (
        {"tare_weight": {"at": "boxes", "use": "weight"}},
        OBJECTS,
        "box.toml:5: .*/boxes is a list by the schema",
    ),
    "a list of parts at a list of texts": (
        {"seals": {"each": "boxes", "use": "seal"}},
        TEXTS,
        "box.toml:4: .*/boxes/.. is a text by the schema.* says the first entry alone",
    ),
    "a list of parts at an object": (
        {"seals": {"each": "box", "use": "seal"}},
        OBJECTS,
        "box.toml:4: .*/box is an object by the schema, and `each` reads a list",
    ),
    "a list of parts at a text": (
        {"seals": {"each": "box", "use": "seal"}},
        TEXTS,
        "box.toml:4: .*/box is a text by the schema, and `each` reads a list",
    ),
    "a list of values at a text": (
        {"shipping_marks": {"each": "box", "as": "text"}},
        TEXTS,
        "box.toml:.*/box is a text by the schema, and `each` reads a list",
    ),
    "a value at an object": (
        {"equipment_reference": {"at": "box", "as": "text"}},
        OBJECTS,
        "box.toml:.*/box is not a leaf of the schema",
    ),
    "a value at a list": (
        {"equipment_reference": {"at": "boxes", "as": "text"}},
        TEXTS,
        "box.toml:.*/boxes is not a leaf of the schema",
    ),
}


@pytest.mark.parametrize(("row", "schema", "says"), ODD.values(), ids=ODD)
def test_a_row_stands_at_what_the_schema_has_there(row, schema, says):
    with pytest.raises(MappingError, match=says):
        check_mapping(container(row, seal=SEAL, weight=WEIGHT), schema)


SHIPPER = {"at": "people[role=SH]", "use": "party"}
CONSIGNEE = {"at": "people[role=CO]", "use": "party"}
REQUIRED = {
    "/people": Place(types=("array",), inner=True, required=True, needed=True),
    "/people/[]": Place(types=("object",), inner=True),
    "/people/[]/role": Place(),
    "/people/[]/name": Place(),
    "/people/[]/phone": Place(),
}
PEOPLE = {
    "party": {
        "canon": "Party",
        "bind": {
            "party_name": {"at": "name", "as": "text"},
            "party_contact_details": {"at": ".", "use": "contact", "most": 1},
        },
    },
    "contact": {"canon": "PartyContactDetail", "bind": {"phone": {"at": "phone", "as": "text"}}},
}


def told_of(bind):
    """What is wrong with a mapping of people, of whom the schema requires a list."""
    head = {"wire": "test.1", "canon": "Bill", "version": "1"}
    with pytest.raises(MappingError) as found:  # of a Bill of which nothing else is said
        check_mapping(
            build_grammar({"mapping": head, "bind": bind, "part": PEOPLE}, {}, {}), REQUIRED
        )
    return str(found.value)


def test_a_list_that_is_required_asks_for_one_entry_that_is_needed():
    told = told_of({"shipper": SHIPPER, "consignee": CONSIGNEE})
    says = "/people/[] is required, and not needed here; write `need = true` in the row of an entry"
    assert told.count(says) == 2


def test_a_list_that_is_required_is_there_with_one_entry_that_is_needed():
    told = told_of({"shipper": {**SHIPPER, "need": True}, "consignee": CONSIGNEE})
    assert "not needed here" not in told


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


NOBODY = {"people[role=OR]": {"none": ""}}


def test_a_way_that_says_nothing_of_the_bill_is_refused():
    way = {"says": "nobody is named", "where": NOBODY}
    with pytest.raises(MappingError, match="either.*it says nothing of the Bill: give it `when`"):
        said_of(either=[way])


@pytest.mark.parametrize(
    "way", ({"when": {"to_order": False}, "where": NOBODY}, {"bind": dated("to_order", True)})
)
def test_what_the_ways_say_is_said_by_no_row_beside_them(way):
    bind = {"to_order": {"at": "negotiable", "as": "boolean"}}
    assert said_of(bind=bind, either=[{"says": "a way", **way}]) == [
        "the ways of [[either]] say to_order too; say it there alone"
    ]


def test_a_total_of_quantities_without_a_unit_is_that_of_their_values():
    weights = "consignment_items.cargo_items.cargo_gross_weight"
    [says] = said_of(total={"weight": {"of": f"sum({weights})", "as": "decimal"}})
    assert says.endswith(f"by `measure`; where the wire states no unit, write sum({weights}.value)")
    assert said_of(total={"weight": {"of": f"sum({weights}.value)", "as": "decimal"}}) == []


def test_a_row_of_a_branch_does_not_contradict_the_branch():
    way = {
        "says": "received only",
        "when": {"is_shipped_on_board_type": False},
        "bind": dated("shipped_on_board_date", True),
    }
    assert said_of(either=[way]) == [
        "what it states of is_shipped_on_board_type contradicts the way 'received only'"
    ]


def test_a_number_of_items_that_the_schema_has_as_an_integer_is_refused(tmp_path):
    import json
    import shutil

    from fairlead.formats.found import beside_others
    from tests.conftest import ROOT

    folder = tmp_path / "brackenport"
    shutil.copytree(ROOT / "examples" / "your-platform" / "brackenport", folder)
    schema = folder / "schema.json"
    said = json.loads(schema.read_text("utf-8"))
    items = said["properties"]["cargo"]["items"]
    items = said["$defs"][items["$ref"].rpartition("/")[2]] if "$ref" in items else items
    items["properties"]["item"] = {"type": "integer"}
    schema.write_text(json.dumps(said), "utf-8")
    with pytest.raises(MappingError, match=r"toml:\d+: .*/cargo/\[\]/item: it is integer by the"):
        _ = beside_others(folder).mapping.code
