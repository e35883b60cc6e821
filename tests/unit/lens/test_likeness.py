"""An edition of a mapping says only what it says otherwise."""

import pytest

from fairlead.errors import MappingError
from fairlead.lens.likeness import alike

MODEL = {
    "mapping": {"wire": "a", "version": "1"},
    "measure": {"weight": {"number": "n", "as": "decimal_text"}},
    "bind": {
        "first": {"at": "x/9308", "as": "text(35)"},
        "second": {"each": "y", "item": "C1/9308", "as": "lines(35, 5)"},
    },
    "part": {"seal": {"bind": {"source": {"at": "z", "as": "text"}}}},
}


def test_a_width_holds_wherever_its_element_is_said():
    said = alike(MODEL, {"width": {"9308": 10}})
    assert [row["as"] for row in said["bind"].values()] == ["text(10)", "lines(10, 5)"]


def test_a_row_takes_the_place_of_the_row_of_its_name():
    said = alike(MODEL, {"bind": {"first": {"at": "w", "as": "date"}}})
    assert list(said["bind"]) == ["first", "second"]
    assert said["bind"]["first"] == {"at": "w", "as": "date"}


def test_a_table_is_laid_over_the_other():
    said = alike(MODEL, {"measure": {"weight": {"as": "digits(3)"}}, "mapping": {"wire": "b"}})
    assert said["measure"]["weight"] == {"number": "n", "as": "digits(3)"}
    assert said["mapping"] == {"wire": "b", "version": "1"}


def test_a_row_may_fall_away_with_its_reason():
    said = alike(MODEL, {"without": {"part.seal.bind.source": "nobody says it"}})
    assert said["part"]["seal"] == {"bind": {}, "impossible": {"source": "nobody says it"}}


def test_a_row_that_is_not_there_cannot_fall_away():
    with pytest.raises(MappingError):
        alike(MODEL, {"without": {"bind.third": "it never was"}})


def test_the_model_is_left_as_it_is():
    alike(MODEL, {"width": {"9308": 1}, "without": {"bind.second": "gone"}})
    assert MODEL["bind"]["first"]["as"] == "text(35)"
    assert "second" in MODEL["bind"]
