"""Lists of texts: entry by entry, in one text, and a list of which the wire holds one entry."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field, PositiveInt, model_validator
from pydantic_core import PydanticCustomError

from fairlead.lens.form.row import SINCE, Maker, RowTable, spot
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import LensText, PlaceText, Text
from fairlead.lens.places import read_place

__all__ = ["Single", "Spilt", "Values"]


class _Listed(RowTable):
    each: PlaceText = Field(description="The list on the wire, or those entries of it.")
    as_: LensText = Field(alias="as", description="The value lens: how each text is spelt.")
    item: PlaceText = Field(".", description="The way from an entry to the text in it.")
    chunk: PositiveInt | None = Field(
        None, description="How many texts one entry of the wire's list holds."
    )
    most: PositiveInt | None = Field(
        None, description="How many entries the wire holds; what goes beyond is reported."
    )

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The list, the way inside it and the lens."""
        return {
            "place": spot(self.each, self.as_),
            "lens": maker.lens(self.as_),
            "item": read_place(self.item),
            "chunk": self.chunk,
        }


class Values(_Listed):
    """A list of texts, entry by entry."""

    FORM: ClassVar = "values"

    need: bool = Field(False, description="Whether the wire cannot do without an entry.")
    since: str | None = Field(
        None, pattern=SINCE, description="The version of the wire with which the list came."
    )
    entry: Text | None = Field(
        None, description="The member that holds a text, where a chunk holds objects."
    )
    extended: Values | None = Field(
        None, description="A newer and wider list that says the same; it is the value."
    )

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The list, and the member of an object that holds a text."""
        return {**super().cells(maker, way), "entry": self.entry}


class Spilt(_Listed):
    """One text that runs over several entries of a list."""

    FORM: ClassVar = "spilt"

    one: Literal[True] = Field(description="That the entries are one text: always `true`.")


class Single(RowTable):
    """A list of which the wire holds one entry, as an object or a value; `most = 1` says so."""

    FORM: ClassVar = "single"

    at: PlaceText = Field(description="The place on the wire.")
    most: Literal[1] = Field(description="How many entries the wire holds: always `1`.")
    as_: LensText | None = Field(
        None, alias="as", description="The value lens, of a text; or `use`, never both."
    )
    use: Text | None = Field(None, description="The part that the object is; or `as`, never both.")
    need: bool = Field(False, description="Whether the wire cannot do without it.")

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The place, and the lens or the part."""
        if self.use is not None:
            return {"place": read_place(self.at), "part": self.use}
        as_ = str(self.as_)
        return {"place": spot(self.at, as_), "lens": maker.lens(as_)}

    @model_validator(mode="after")
    def _one_way(self) -> Single:
        if (self.as_ is None) == (self.use is None):
            raise PydanticCustomError("one_way", "it has either `as` or `use`")
        return self
