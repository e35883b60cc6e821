"""Several fields in one place, or one field that another decides about."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field

from fairlead.lens.form.row import Maker, Otherwise, RowTable, spot
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import LensText, PlaceText, Text

__all__ = ["Guided", "Joined", "Pair"]


class _Several(RowTable):
    at: PlaceText = Field(description="The place on the wire.")
    as_: LensText = Field(alias="as", description="The value lens: how the value is spelt there.")

    @property
    def names(self) -> tuple[str, ...]:
        """The fields, in the order of the key."""
        return tuple(self.field.split(" + "))

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The place and the lens."""
        return {"place": spot(self.at, self.as_), "lens": maker.lens(self.as_)}


class Pair(_Several):
    """Two fields in one code; the key names both with ` + ` between, the code list both keys."""

    FORM: ClassVar = "pair"

    otherwise: Otherwise | None = Field(
        None,
        alias="or",
        description="A second place, for what the first has no code for; only one is written.",
    )


class Joined(_Several):
    """Several texts in one; the wire cannot tell them apart, which is reported."""

    FORM: ClassVar = "joined"

    join: Text = Field(description="What stands between the texts.")


class Guided(RowTable):
    """A code that another field decides between; the key is `field + ?other`."""

    FORM: ClassVar = "guided"

    at: PlaceText = Field(description="The place on the wire.")
    as_: LensText = Field(alias="as", description="The code list, whose keys are pairs.")
    need: bool = Field(False, description="Whether the wire cannot do without it.")

    @property
    def names(self) -> tuple[str, ...]:
        """The field that is said."""
        return (self.field.split(" + ?")[0],)

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The place, the lens and the field that decides."""
        guide = self.field.split(" + ?")[1]
        place = spot(self.at, self.as_)
        return {"place": place, "lens": maker.lens(self.as_), "guide": guide}
