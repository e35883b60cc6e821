"""One field at one place: the plain row, and those that differ from it by their key alone."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field

from fairlead.lens.form.row import SINCE, Maker, Otherwise, RowTable, When, spot
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import Facts, FieldName, LensText, PlaceText

__all__ = ["Hoisted", "Lifted", "Value"]


class _Placed(RowTable):
    at: PlaceText = Field(description="The place on the wire.")
    as_: LensText = Field(alias="as", description="The value lens: how the value is spelt there.")

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The place and the lens."""
        return {"place": spot(self.at, self.as_), "lens": maker.lens(self.as_)}


class Value(_Placed):
    """One field of the Bill at one place of the wire."""

    FORM: ClassVar = "value"

    need: bool = Field(False, description="Whether the wire cannot do without it.")
    since: str | None = Field(
        None, pattern=SINCE, description="The version of the wire with which the place came."
    )
    extended: Value | None = Field(
        None,
        description="A newer and wider member that says the same. It is the value where both are "
        "there; what fits the older member is written there.",
    )
    otherwise: Otherwise | None = Field(
        None,
        alias="or",
        description="A second place, read where the first says nothing and never written.",
    )
    gate: bool = Field(
        False, description="Whether nothing of its part is read or written without it."
    )
    when: When
    implies: Facts | None = Field(
        None,
        description="Facts of the Bill that reading the row states where nothing else does.",
    )
    blank: str | None = Field(None, description="What the wire says where the Bill says nothing.")
    sum_of: list[FieldName] = Field(
        [], description="Fields of the Bill whose sum this is where it is not stated itself."
    )
    apart: bool = Field(
        False,
        description="Whether each entry says it only where the whole cannot, for the entries "
        "differ.",
    )
    sole: bool = Field(
        False, description="Whether a second entry that says it is a fault, instead of residue."
    )

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The place, the lens and the parts of a sum."""
        return {**super().cells(maker, way), "sum_of": tuple(self.sum_of)}


class Hoisted(_Placed):
    """A field of every entry of a list, which the wire says once for all of them."""

    FORM: ClassVar = "hoisted"

    @property
    def names(self) -> tuple[str, ...]:
        """The list, and the way from its entries to the field."""
        return tuple(self.field.split("."))


class Lifted(_Placed):
    """A field of the whole Bill, which each entry of a list says along; its key begins with `^`."""

    FORM: ClassVar = "value"

    @property
    def names(self) -> tuple[str, ...]:
        """The field, or the two of a pair."""
        return tuple(self.field.split(" + "))

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The place and the lens, of a field of the whole."""
        form = "value" if len(self.names) == 1 else "pair"
        return {**super().cells(maker, way), "form": form, "lifted": True}
