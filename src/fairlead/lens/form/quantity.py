"""A value in two members: a number beside its unit, and a text beside the code of its form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fairlead.lens.form.row import Maker, Otherwise, RowTable, When
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import Facts, PlaceText, Text
from fairlead.lens.places import read_place

__all__ = ["Implied", "Joint", "Measured"]


class Measured(RowTable):
    """A number beside its unit: one quantity, or two fields with ` @ ` between."""

    FORM: ClassVar = "measure"

    at: PlaceText = Field(description="The object that holds the number and its unit.")
    measure: Text = Field(description="The table `[measure.NAME]` that says how.")
    need: bool = Field(False, description="Whether the wire cannot do without it.")
    alike: bool = Field(
        False,
        description="Whether several numbers of the Bill share the unit, where the wire says it "
        "with each: it must be the same wherever it is read.",
    )

    @property
    def names(self) -> tuple[str, ...]:
        """The quantity, or the number and the unit."""
        return tuple(self.field.split(" @ "))

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The place and the measure."""
        measure = maker.measure(self.measure)
        if self.alike:
            # A number that stood without the unit of the others would be read as if it had it.
            measure = replace(measure, needs=("number", "unit"))
        return {"place": read_place(self.at), "measure": measure, "alike": self.alike}

    @model_validator(mode="after")
    def _unit_is_a_field(self) -> Measured:
        if self.alike and len(self.names) == 1:
            raise PydanticCustomError("alike", "a unit that is said alike is a field of its own")
        return self


class Joint(RowTable):
    """A value that two members say together: a text, and the code of the form that it has."""

    FORM: ClassVar = "joint"

    at: PlaceText = Field(description="The object that holds the two members.")
    joint: Text = Field(description="The table `[joint.NAME]` that says how.")
    need: bool = Field(False, description="Whether the wire cannot do without it.")
    when: When
    implies: Facts | None = Field(
        None,
        description="Facts of the Bill that reading the row states where nothing else does.",
    )
    otherwise: Otherwise | None = Field(
        None,
        alias="or",
        description="A second place, read where the first says nothing and never written.",
    )
    sole: bool = Field(
        False, description="Whether a second entry that says it is a fault, instead of residue."
    )

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The place, the two members and the lens."""
        members, lens = maker.joint(self.joint)
        return {"place": read_place(self.at), "joint": members, "lens": lens}


class Implied(RowTable):
    """A total that the wire says by its parts alone."""

    FORM: ClassVar = "implied"

    implied_by: list[Text] = Field(min_length=1, description="The fields whose sum it is.")

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The parts of the sum."""
        return {"place": (), "sum_of": tuple(self.implied_by)}
