"""Numbers of the Bill that share one unit, where the wire says a unit with each."""

import pytest

from fairlead.bill import Bill, from_canonical
from fairlead.errors import MappingError
from fairlead.lens.checks import check_mapping
from tests.unit.lens.test_checks import Place
from tests.unit.lens.test_words import lost, mapping, rewritten, there_and_back

FIELDS = {
    "transport_control_temperature": "control",
    "transport_emergency_temperature": "emergency",
}
MEASURE = {"number": "n", "unit": "@u", "as": "decimal_text", "unit_as": "text"}
GOODS = "consignment_items > cargo_items > outer_packaging > dangerous_goods"


def words(head=(), *, alike=True, **measure):
    """A mapping of two temperatures, each in an entry of its own."""
    rows = {
        f"limits > {field} @ temperature_unit": {
            "at": f"{member}/measure[0]", "measure": "temperature", "alike": alike,
        }
        for field, member in FIELDS.items()
    }  # fmt: skip
    rows["un_number"] = {"at": "number", "as": "text"}
    goods = {"canon": "DangerousGoods", "bind": rows}
    return mapping(
        {GOODS: {"each": "goods", "use": "goods"}},
        head,
        part={"goods": goods},
        measure={"temperature": {**MEASURE, **measure}},
    )


def bill(**limits):
    """A bill of one substance with some limits."""
    packaging = {"dangerous_goods": [{"un_number": "3119", "limits": limits}]}
    return from_canonical(
        {"consignment_items": [{"cargo_items": [{"outer_packaging": packaging}]}]}
    )


def said(**measures):
    """The tree of one substance: `n` and `@u` of each member."""
    held = {name: {"measure": [one]} for name, one in measures.items()}
    return {"goods": [{**held, "number": "3119"}]}


def limits_of(parsed):
    goods = parsed.bill.consignment_items[0].cargo_items[0].outer_packaging.dangerous_goods
    return goods[0].limits


BOTH = {"transport_control_temperature": "-10", "transport_emergency_temperature": "0"}
CELSIUS = {"temperature_unit": "degree-celsius"}


def test_the_unit_stands_beside_each_number():
    tree = there_and_back(words(), bill(**CELSIUS, **BOTH))
    assert tree == said(
        control={"n": "-10", "@u": "degree-celsius"}, emergency={"n": "0", "@u": "degree-celsius"}
    )


@pytest.mark.parametrize("field", FIELDS)
def test_the_unit_stands_beside_one_number_alone(field):
    one = bill(**CELSIUS, **{field: "7"})
    tree = there_and_back(words(), one)
    assert tree == said(**{FIELDS[field]: {"n": "7", "@u": "degree-celsius"}})
    assert lost(words(), one) == set()


def test_a_unit_without_a_number_is_lost_once():
    found = words().emit(bill(**CELSIUS))
    assert found.tree == said()
    assert [place[-1] for place, _, _ in found.lost] == ["temperature_unit"]


def test_numbers_without_a_unit_are_lost():
    assert {place.rpartition(".")[2] for place in lost(words(), bill(**BOTH))} == set(BOTH)


def test_numbers_and_a_unit_without_a_code_are_each_lost_once():
    coded = words(unit_as="code(role)")
    places = [place[-1] for place, _, _ in coded.emit(bill(**CELSIUS, **BOTH)).lost]
    assert sorted(places) == ["temperature_unit", *sorted(BOTH)]


def test_another_unit_is_a_contradiction_at_the_second():
    tree = said(
        control={"n": "1", "@u": "degree-celsius"}, emergency={"n": "2", "@u": "degree-fahrenheit"}
    )
    (fault,) = words().parse(tree).faults
    assert (fault.code, fault.at.wire) == ("PARSE-021", "/goods/0/emergency/measure/0/@u")


CEL = {"n": "5", "@u": "degree-celsius"}


@pytest.mark.parametrize("absent", ([], ["", "-"]))
@pytest.mark.parametrize(
    "alone", ({"n": "1"}, {"@u": "degree-fahrenheit"}, {"n": None, "@u": "degree-fahrenheit"}, {})
)
@pytest.mark.parametrize("member", FIELDS.values())
def test_one_half_alone_is_kept_and_lends_no_unit(member, alone, absent):
    one = words({"absent": absent})
    (other,) = {*FIELDS.values()} - {member}
    tree = said(**{member: alone, other: CEL})
    limits = limits_of(one.parse(tree))
    assert limits.temperature_unit == "degree-celsius"
    assert [getattr(limits, field) is None for field in FIELDS] == [
        name == member for name in FIELDS.values()
    ]
    assert rewritten(one, tree) == tree
    assert limits_of(one.parse(said(**{member: alone}))) is None


def test_a_half_that_says_nothing_is_no_half():
    one = words({"absent": ["-"]})
    for half in ({"n": "-", "@u": "degree-celsius"}, {"n": "1", "@u": "-"}):
        tree = said(control=half)
        assert limits_of(one.parse(tree)) is None
        assert rewritten(one, tree) == tree


def test_an_open_unit_that_is_not_known_keeps_its_number():
    one = words(unit_as="code(role, open)")
    tree = said(control={"n": "1", "@u": "own"})
    assert limits_of(one.parse(tree)) is None
    assert rewritten(one, tree) == tree


def test_an_unknown_unit_is_a_fault():
    faults = words(unit_as="code(role)").parse(said(control={"n": "1", "@u": "own"})).faults
    assert [(one.code, one.at.wire) for one in faults] == [
        ("PARSE-020", "/goods/0/control/measure/0/@u")
    ]


def test_what_stands_beside_comes_back():
    tree = said(control={"n": "05.0", "@u": "degree-celsius", "own": "x"}, emergency=CEL)
    assert rewritten(words(), tree) == tree
    assert [one.code for one in words().parse(said(control="5")).faults] == ["PARSE-026"]


def test_a_number_is_needed_with_its_unit():
    row = {"at": "value", "measure": "amount", "alike": True, "need": True}
    one = mapping({"declared_value @ declared_value_currency": row}, measure={"amount": MEASURE})
    for short in (Bill(), from_canonical({"declared_value": "7"})):
        assert [fault.code for fault in one.emit(short).writing.faults] == ["EMIT-020"]


@pytest.mark.parametrize(
    ("key", "measure"),
    (
        ("cargo_gross_weight", {}),
        ("declared_value @ declared_value_currency", {"convert": "weight"}),
    ),
)
def test_a_unit_that_is_alike_is_a_field_of_its_own(key, measure):
    with pytest.raises(MappingError, match="said alike"):
        mapping(
            {key: {"at": "value", "measure": "one", "alike": True}},
            measure={"one": {**MEASURE, **measure}},
            convert={"weight": {"pound": {"to": "kilogram", "factor": "2"}}},
        )


def test_numbers_that_share_a_unit_must_say_it_alike():
    places = {
        f"/goods/[]/{member}/measure/[]/{half}": Place()
        for member in FIELDS.values()
        for half in ("n", "@u")
    } | {"/goods/[]/number": Place()}
    with pytest.raises(MappingError, match="others share temperature_unit"):
        check_mapping(words(alike=False).grammar, places)
