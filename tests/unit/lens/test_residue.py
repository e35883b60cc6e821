"""What a wire says and the Bill does not is laid back where it stood."""

from decimal import Decimal

from fairlead.lens import Residue
from fairlead.syntax.json import Numeral


def laid(tree, **residue):
    return Residue(**residue).laid_over(tree)


def test_an_unknown_member_stands_inside_its_entry():
    kept = ((("goods", 1, "own"), True),)
    assert laid({"goods": [{}, {}]}, kept=kept) == ({"goods": [{}, {"own": True}]}, [])


def test_entries_that_nobody_understood_return_to_their_places():
    kept = ((("list", 3), "d"), (("list", 1), "b"))
    assert laid({"list": ["a", "c"]}, kept=kept) == ({"list": ["a", "b", "c", "d"]}, [])


def test_what_is_missing_on_the_way_is_made():
    assert laid({}, kept=((("a", 0, "b"), 1),)) == ({"a": [{"b": 1}]}, [])


def test_a_value_is_written_as_it_was_spelt():
    tree, _ = laid({"number": Decimal(100)}, spelt=((("number",), Numeral("1e2")),))
    assert str(tree["number"]) == "1e2"


def test_a_member_that_the_source_left_out_is_left_out():
    assert laid({"a": 1, "b": {"c": 2}}, omitted=(("b", "c"),)) == ({"a": 1, "b": {}}, [])


def test_entries_return_to_their_order():
    assert laid({"a": ["x", "y", "z"]}, orders=((("a",), (2, 0, 1)),)) == (
        {"a": ["z", "x", "y"]},
        [],
    )


def test_what_has_no_room_any_more_is_named():
    tree, homeless = laid({"a": "text"}, kept=((("a", "b"), 1), (("c", 5, "d"), 2)))
    assert tree["a"] == "text"
    assert homeless == [("a", "b"), ("c", 5, "d")]


def test_an_order_of_another_length_is_named():
    assert laid({"a": ["x"]}, orders=((("a",), (1, 0)),)) == ({"a": ["x"]}, [("a",)])


def test_a_list_spelt_at_one_of_its_entries_is_the_whole_list():
    spelt = ((("a", 1), [{"t": ["x"]}, {"t": ["y"], "q": "1"}, {"q": "2"}]),)
    kept = ((("a", 1, "q"), "1"), (("a", 2, "q"), "2"), (("b",), "beside"))
    orders = ((("a",), (1, 0)),)
    tree = laid({"a": [{"t": ["x", "y"]}]}, spelt=spelt, kept=kept, orders=orders)
    assert tree == ({"a": spelt[0][1], "b": "beside"}, [])


def test_a_list_that_has_no_room_any_more_is_named():
    spelt = (((0,), []), (("a", 0, 1), [2]))
    assert laid({"a": "x"}, spelt=spelt) == ({"a": "x"}, [(0,), ("a", 0, 1)])
