"""What `carriers.toml` may say: deviations of carriers, and which carrier is allowed which."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field, StringConstraints, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from fairlead.errors import likely
from fairlead.lens.language.table import Reason, Table, Text, Truth

__all__ = ["CarrierTable", "CarriersFile", "ToleranceTable"]

Tag: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""The tag of a segment."""

Element: TypeAlias = Annotated[str, StringConstraints(pattern=r"^([CS][0-9]{3}/)?[0-9]{4}$")]
"""An element of a segment, below its composite where it has one: `C507/2380`."""

DirectoryName: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}[AB]$")]
"""A directory as UNH names it: `24A`."""

ProfileName: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A short name of letters, digits and hyphens."""


class ToleranceTable(Table):
    """What is written otherwise than the directory has it, and how it is meant."""

    says: Reason = Field(description="What is written, and how it is read: the note of a report.")
    segment: Tag = Field(description="The segment in which it is written.")
    when: Annotated[dict[Element, str], Field(min_length=1)] = Field(
        description="What stands at which elements: `#` is any digit, an empty text is an element "
        "that is absent."
    )
    then: dict[Element, Text] = Field({}, description="What is read at which elements instead.")
    aside: Truth | None = Field(
        None, description="The segment, and what stands below it, is not read at all."
    )
    since: DirectoryName | None = Field(
        None, description="The directory from which on it is a deviation."
    )

    @model_validator(mode="after")
    def _meant(self) -> ToleranceTable:
        if bool(self.then) == bool(self.aside):
            raise PydanticCustomError("meant", "a tolerance has either `then` or `aside`")
        return self


class CarrierTable(Table):
    """The profile of a carrier: which of its deviations are tolerated where it is asked for."""

    title: Text = Field(description="The carrier, and the documents that were seen.")
    tolerates: list[Text] = Field(description="The tolerances, by name.")


class CarriersFile(Table):
    """Deviations of carriers from the directory of their messages."""

    tolerance: dict[str, ToleranceTable] = Field({}, description="Each deviation, by name.")
    carrier: dict[ProfileName, CarrierTable] = Field(
        {}, description="Each profile, by the name with which it is asked for."
    )

    @model_validator(mode="after")
    def _named(self) -> CarriersFile:
        wrong: list[InitErrorDetails] = []
        for name, carrier in self.carrier.items():
            for one in (one for one in carrier.tolerates if one not in self.tolerance):
                why = f"there is no tolerance {one!r}{likely(one, self.tolerance)}"
                error = PydanticCustomError("tolerance", "{why}", {"why": why})
                wrong.append({"type": error, "loc": ("carrier", name, "tolerates"), "input": one})
        if wrong:
            raise ValidationError.from_exception_data("CarriersFile", wrong)
        return self
