"""Several ways to say the same, of which the wire itself decides: what they share with rows."""

import json
import shutil

import pytest
from msgspec import structs

from fairlead.bill import Bill, Party, from_canonical
from fairlead.errors import MappingError
from fairlead.formats.found import beside_others
from fairlead.formats.trial import tried
from tests.conftest import ROOT

BRACKENPORT = ROOT / "examples" / "your-platform" / "brackenport"


@pytest.fixture
def changed(tmp_path):
    """Brackenport's format, of which texts of the mapping, and the schema, are changed."""

    def format_of(texts=(), schema=lambda _: None, kinds=None):
        folder = tmp_path / "brackenport"
        shutil.copytree(BRACKENPORT, folder)
        file = folder / "mapping.toml"
        text = file.read_text("utf-8")
        for old, new in texts:
            assert old in text
            text = text.replace(old, new)
        file.write_text(text, "utf-8")
        if kinds is not None:
            folder.joinpath("kind.csv").write_text(f"canon,wire,relation,source\n{kinds}", "utf-8")
        place = folder / "schema.json"
        said = json.loads(place.read_text("utf-8"))
        schema(said)
        place.write_text(json.dumps(said), "utf-8")
        return beside_others(folder)

    return format_of


@pytest.fixture
def among(changed):
    """The format in which shipper and consignee stand in one object, `parties`."""

    def parties(schema):
        members = schema["properties"]
        both = {name: members.pop(name) for name in ("shipper", "consignee")}
        members["parties"] = {
            "type": "object",
            "additionalProperties": False,
            "properties": both,
        }
        schema["required"] = [one for one in schema["required"] if one not in both]

    texts = (
        ('shipper = { at = "shipper"', 'shipper = { at = "parties/shipper"'),
        ("consignee/name", "parties/consignee/name"),
        ('at = "consignee"', 'at = "parties/consignee"'),
    )
    return changed(texts, parties)


SHIPPER, CONSIGNEE = {"name": "Quay Ltd"}, {"name": "Kettle BV"}


def test_a_way_is_read_beside_rows_in_one_object(among):
    tree = {"billNumber": "1", "billType": "OBL", "carrier": {"scac": "ABCD"}}
    tree["parties"] = {"shipper": SHIPPER, "consignee": CONSIGNEE}
    parsed = among.mapping.parse(tree)
    assert parsed.bill.shipper.party_name == "Quay Ltd"
    assert parsed.bill.consignee.party_name == "Kettle BV"
    assert among.emit(parsed.bill).tree["parties"] == tree["parties"]


def test_a_way_is_read_where_no_row_is_said_in_the_object(among):
    tree = {"billNumber": "1", "billType": "OBL", "carrier": {"scac": "ABCD"}}
    tree["parties"] = {"consignee": CONSIGNEE}
    assert among.mapping.parse(tree).bill.consignee.party_name == "Kettle BV"


def test_writing_a_way_keeps_what_rows_wrote_in_the_object(among):
    parties = {"shipper": Party(party_name="Quay Ltd"), "to_order": True}
    tree = among.emit(Bill(**parties)).tree
    assert tree["parties"] == {"shipper": SHIPPER, "consignee": {"name": "TO ORDER"}}


def test_a_row_of_a_way_without_a_member_of_its_own_is_refused(changed):
    there = ('bind.endorsee = { at = "consignee"', 'bind.endorsee = { at = "."')
    with pytest.raises(MappingError, match=r"mapping\.toml:\d+: .*at a member of its own"):
        _ = changed([there]).mapping.code


def test_the_object_of_the_rows_is_no_object_of_its_own(changed):
    there = ("[bind]\n", '[bind]\n"." = { at = ".", use = "location" }\n')
    with pytest.raises(MappingError, match=r"mapping\.toml:\d+: .*write the rows of the part"):
        _ = changed([there]).mapping.code


@pytest.fixture
def guided(changed):
    """The format in which the code of the document is decided by whether the bill is to order."""
    at = 'transport_document_type = { at = "billType"'
    row = '"transport_document_type + ?to_order" = { at = "billType"'
    codes = "bill-of-lading+false,STR,=,x\nbill-of-lading+true,NEG,=,x\nsea-waybill+,SWB,=,x\n"
    types = {"enum": ["STR", "NEG", "SWB"]}
    return changed([(at, row)], lambda said: said["properties"].update(billType=types), codes)


@pytest.mark.parametrize(
    ("code", "name", "told"),
    (
        ("STR", "Kettle BV", []),
        ("NEG", "TO ORDER OF Kettle BV", []),
        ("STR", "TO ORDER OF Kettle BV", ["PARSE-021 /billType"]),
        ("NEG", "Kettle BV", ["PARSE-021 /billType"]),
        ("SWB", "TO ORDER", []),
    ),
)
def test_a_code_that_contradicts_what_decides_is_refused(guided, code, name, told):
    tree = {"billNumber": "1", "billType": code, "carrier": {"scac": "ABCD"}}
    parsed = guided.mapping.parse({**tree, "consignee": {"name": name}})
    assert [f"{one.code} {one.at.wire}" for one in parsed.faults] == told


def test_a_fact_of_another_part_is_refused_with_what_a_fact_is(changed):
    there = ("{ is_shipped_on_board_type = true }", '{ "shipper > party_name" = "x" }')
    says = "'shipper > party_name' must be the name of one field of the same part"
    with pytest.raises(MappingError, match=says):
        _ = changed([there]).mapping.code


def owned(some, none):
    """Two ways of facts alone: whose container it is, by what stands at a place."""
    ways = "".join(
        f'[[part.utilized_transport_equipment.either]]\nsays = "{value}"\n'
        f'when = {{ is_shipper_owned = {value} }}\nwhere = {{ "{place}" = {{ {test} = "" }} }}\n\n'
        for value, place, test in (("true", some, "some"), ("false", none, "none"))
    )
    head = "[part.utilized_transport_equipment.impossible]\n"
    return (
        ('is_shipper_owned = "a container is a number, a type and its seals"\n', ""),
        (head, ways + head),
    )


def containers(**members):
    def change(schema):
        schema["properties"]["containers"]["items"]["properties"].update(members)

    return change


def with_container(**said):
    number = {"number": "FAIU0000011"}
    head = {"billNumber": "1", "billType": "OBL", "carrier": {"scac": "ABCD"}}
    return {**head, "containers": [{**number, **said}]}


@pytest.mark.parametrize(("said", "owner"), (({"soc": True}, True), ({}, False)))
def test_ways_of_facts_alone_tell_what_stands_there_from_what_does_not(changed, said, owner):
    target = changed(owned("soc", "soc"), containers(soc={"type": "boolean"}))
    parsed = target.mapping.parse(with_container(**said))
    assert parsed.bill.utilized_transport_equipments[0].is_shipper_owned is owner


def test_a_way_that_nothing_stands_for_is_written_and_one_without_a_text_is_lost(changed):
    target = changed(owned("soc", "soc"), containers(soc={"type": "boolean"}))
    bill = target.mapping.parse(with_container()).bill
    made = target.mapping.emit(bill)
    assert (made.tree["containers"], made.lost) == ([{"number": "FAIU0000011"}], ())
    box = structs.replace(bill.utilized_transport_equipments[0], is_shipper_owned=True)
    made = target.mapping.emit(structs.replace(bill, utilized_transport_equipments=(box,)))
    assert [way for way, _, _ in made.lost] == [
        ("utilized_transport_equipments", 0, "is_shipper_owned")
    ]


@pytest.mark.parametrize(("said", "owner"), (({"type": "22G1"}, True), ({}, False)))
def test_ways_may_ask_for_what_a_row_reads(changed, said, owner):
    target = changed(owned("type", "type"))
    parsed = target.mapping.parse(with_container(**said))
    assert parsed.faults == ()
    box = parsed.bill.utilized_transport_equipments[0]
    assert (box.iso_equipment_code, box.is_shipper_owned) == (said.get("type"), owner)
    assert target.mapping.emit(parsed.bill).tree == with_container(**said)


def test_a_row_that_no_way_fits_is_still_read(changed):
    target = changed(owned("soc", "type"), containers(soc={"type": "boolean"}))
    parsed = target.mapping.parse(with_container(type="22G1"))
    assert parsed.bill.utilized_transport_equipments[0].iso_equipment_code == "22G1"
    assert parsed.bill.utilized_transport_equipments[0].is_shipper_owned is None


def test_a_pattern_of_a_folder_costs_in_proportion_to_the_text(changed):
    def hostile(schema):
        schema["properties"]["freight"] = {"type": "string", "pattern": "^(P|C|(a+)+)$"}

    target = changed((("code(freight)", "code(long)"),), hostile)
    target.place.joinpath("long.csv").write_text(
        f"canon,wire,relation,source\ncollect,C,=,x\nprepaid,{'a' * 40}!,=,x\n", "utf-8"
    )
    with pytest.raises(MappingError, match="/freight: the schema does not allow the code 'aaaa"):
        _ = target.mapping


LONGEST = {"type": "string", "maxLength": 4}
WHOLE = {"type": "string", "pattern": "^[0-9]+$"}
THREE = {"type": "string", "pattern": "^[0-9]{3}$"}
CENTS = {"type": "string", "pattern": r"^[0-9]+\.[0-9]{2}$"}


def weighed(lens, stated):
    def change(schema):
        schema["properties"]["cargo"]["items"]["properties"]["grossKg"] = stated

    return (('as = "decimal_text", when', f'as = "{lens}", when'),), change


@pytest.mark.parametrize(("stated", "odd"), ((WHOLE, "0.5"), (LONGEST, "120.5")), ids=str)
def test_a_number_that_the_schema_does_not_allow_is_refused_when_it_is_written(
    changed, stated, odd
):
    target = changed(*weighed("digits(1)", stated))
    tree = {"billNumber": "1", "billType": "OBL", "carrier": {"scac": "ABCD"}}
    tree["cargo"] = [{"item": "1", "packages": 1, "grossKg": "120"}]
    bill = target.mapping.parse(tree).bill
    assert target.emit(bill).tree["cargo"][0]["grossKg"] == "120"
    tree["cargo"][0]["grossKg"] = odd
    breaches = target.breaches(target.emit(target.mapping.parse(tree).bill).tree)
    assert [one.at.wire for one in breaches] == ["/cargo/0/grossKg"]


@pytest.mark.parametrize(
    ("lens", "stated"),
    (
        *(("decimal_text", one) for one in (LONGEST, WHOLE, THREE, CENTS)),
        ("digits(1)", THREE), ("digits(1)", CENTS),
    ),
    ids=str,
)  # fmt: skip
def test_a_lens_that_writes_numbers_which_the_schema_does_not_allow_is_refused(
    changed, lens, stated
):
    with pytest.raises(MappingError, match="which the schema does not allow"):
        _ = changed(*weighed(lens, stated)).mapping


@pytest.mark.parametrize("lens", ("decimal_text", "digits(1)"))
@pytest.mark.parametrize(
    "stated", ({"type": "string", "format": "date"}, {"type": "string", "pattern": "^[A-Z]+$"})
)
def test_a_number_in_a_text_is_refused_where_the_schema_allows_none(changed, lens, stated):
    with pytest.raises(MappingError, match="which the schema does not allow"):
        _ = changed(*weighed(lens, stated)).mapping


def test_a_decimal_number_does_not_stand_where_the_schema_has_whole_ones(changed):
    with pytest.raises(MappingError, match="it is integer by the schema, and decimal is not"):
        _ = changed(*weighed("decimal", {"type": "integer"})).mapping


def test_a_format_refuses_a_key_that_its_list_lacks_at_the_key_and_not_at_the_member(changed):
    needed = (('as = "code(freight)" }', 'as = "code(freight)", need = true }'),)

    def required(schema):
        schema["required"].append("freight")

    target = changed(needed, required)
    target.place.joinpath("freight.csv").write_text(
        "canon,wire,relation,source\nprepaid,P,=,x\n", "utf-8"
    )
    said = {"freight_payment_terms": "collect", "transport_document_reference": "1"}
    found = target.emit(from_canonical(said)).writing.faults
    freight = [one.code for one in found if one.at.bill == "freight_payment_terms"]
    assert freight == ["EMIT-022"]


def test_drawn_bills_are_completed_through_the_ways_that_a_format_requires(changed):
    texts = (
        ('use = "order_party" }', 'use = "order_party", need = true }'),
        ('at = "consignee", use = "party" }', 'at = "consignee", use = "party", need = true }'),
    )
    target = changed(texts, lambda schema: schema["required"].append("consignee"))
    trial = tried(target, 3)
    assert (trial.untried, trial.broken) == ((), ())
    assert not [
        reason for reason, number in trial.refused if "/consignee" in reason and number > 40
    ]


def test_drawn_bills_are_completed_by_facts_that_a_way_of_a_part_writes(changed):
    texts = tuple(
        (old, new.replace('{ some = "" }', '{ is = "Y" }').replace('{ none = "" }', '{ is = "N" }'))
        for old, new in owned("soc", "soc")
    )

    def required(schema):
        containers(soc={"type": "string"})(schema)
        schema["properties"]["containers"]["items"]["required"].append("soc")

    trial = tried(changed(texts, required), 3)
    assert (trial.untried, trial.broken) == ((), ())


BESIDE = (
    ("code(sort)", "SOC", "S", True, []),
    ("code(sort)", "STD", "C", False, []),
    ("code(sort)", "STD", "S", None, ["PARSE-026"]),
)


def beside(place):
    ways = owned("owner", "owner")[1][1].replace('{ some = "" }', '{ is = "S" }')
    ways = ways.replace('{ none = "" }', '{ is = "C" }')
    ways = ways.replace(
        '{ is = "S" } }\n',
        f'{{ is = "S" }} }}\nbeside = {{ "{place}" = {{ is = "SOC", instead = "STD" }} }}\n',
    )
    return (owned("owner", "owner")[0], (owned("owner", "owner")[1][0], ways))


@pytest.mark.parametrize(("lens", "sort", "owner", "told", "faults"), BESIDE)
def test_a_way_of_a_part_asks_for_texts_beside_it(changed, lens, sort, owner, told, faults):
    texts = (*beside("type"), ('at = "type", as = "text(4)"', f'at = "type", as = "{lens}"'))
    target = changed(texts, containers(owner={"type": "string"}))
    target.place.joinpath("sort.csv").write_text(
        "canon,wire,relation,source\n22G1,STD,=,x\n22G1,SOC,<,x\n", "utf-8"
    )
    tree = with_container(type=sort, owner=owner)
    parsed = target.mapping.parse(tree)
    assert [one.code for one in parsed.faults] == faults
    if parsed.bill is not None:
        assert parsed.bill.utilized_transport_equipments[0].is_shipper_owned is told
        assert target.emit(parsed.bill).tree == tree


def test_a_way_of_a_part_cannot_ask_for_what_stands_outside_of_it(changed):
    target = changed(beside("billType"), containers(owner={"type": "string"}))
    with pytest.raises(MappingError, match=r"and /billType stands outside of it: write the ways"):
        _ = target.mapping
