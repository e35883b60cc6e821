"""What the rows of every form have in common: the key, its fields, and the making of a row."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection
from typing import Annotated, Any, ClassVar, Final, Protocol

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from fairlead.lens.fields import way_in
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import Facts, LensText, PlaceText, Table, facts_of
from fairlead.lens.places import Place, claimed_by, place_in
from fairlead.lens.rows import Form, Measure, Row
from fairlead.lens.values import ValueLens

__all__ = ["KEY", "SINCE", "Keyed", "Maker", "Otherwise", "Placed", "RowTable", "Several", "keyed"]

KEY: Final = "\0key"
"""Where a row holds its own key while it is checked; no key of a file is spelt so."""

SINCE: Final = r"^[0-9]{1,9}(\.[0-9]{1,9})*$"
"""A version of a wire: numbers with points between."""


class Maker(Protocol):
    """What makes a grammar of the tables of a mapping; a row asks it for what stands elsewhere."""

    def lens(self, spelling: str) -> ValueLens:
        """The value lens that is spelt so."""
        ...

    def measure(self, name: str) -> Measure:
        """The measure with a name."""
        ...

    def joint(self, name: str) -> tuple[tuple[str, str], ValueLens]:
        """The two members of a joint, and the lens between them."""
        ...

    def inline(self, way: Way, said: Any) -> str:
        """The name of a part that a row brings along."""
        ...

    def row(self, way: Way, said: RowTable, model: str = "") -> Row:
        """A row."""
        ...

    def table(self, name: str) -> type[RowTable]:
        """The table of the form with a name."""
        ...


def _confirmed(guess: bool) -> bool:  # noqa: FBT001 - a validator takes one value
    """Nothing. Raises where a row is still a guess."""
    if guess:
        raise PydanticCustomError("guess", "confirm or remove this guess")
    return guess


class RowTable(Table):
    """A row: which fields of the Bill, where on the wire, and how."""

    FORM: ClassVar[Form]
    """What its rows are, once they are made."""
    ROW: ClassVar[type[Row]] = Row
    """The type of its rows."""
    RANK: ClassVar[int] = 0
    """Forms are asked for a row in the order of their ranks."""

    @classmethod
    @abstractmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """Whether a row is of this form, by the fields of its key and by its words."""

    label: SkipJsonSchema[str] = Field(alias=KEY, exclude=True)
    guess: Annotated[bool, AfterValidator(_confirmed)] = Field(
        False,
        description="Whether the row was guessed by `fairlead formats new`, and nobody has looked "
        "at it: then the mapping is refused. Remove the word once the row is right.",
    )

    @property
    def field(self) -> str:
        """The key without the way into a part, and without the mark of a field of the whole."""
        return self.label.rpartition(" > ")[2].removeprefix("^")

    def row(self, maker: Maker, way: Way, model: str) -> Row:
        """The row as the compiler takes it."""
        names = self.label.rpartition(" > ")[0]
        inside = way_in(model, names) if names else ()
        cells: dict[str, Any] = {"form": self.FORM, "inside": inside, "way": way}
        cells |= {word: getattr(self, word) for word in _PLAIN if word in type(self).model_fields}
        for word in ("when", "implies"):
            if getattr(self, word, None):
                cells[word] = facts_of(getattr(self, word))
        cells |= self.cells(maker, way)
        extended, other = getattr(self, "extended", None), getattr(self, "otherwise", None)
        if extended is not None:
            cells["extended"] = maker.row((*way, "extended"), extended)
        if other is not None:
            stead = {"instead_of": cells.get("lens"), "inside": inside, "way": (*way, "or")}
            cells["otherwise"] = other.row(maker, self.names, stead)
        return self.ROW(names=self.names, **cells)

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that the row says."""
        return (self.field,)

    @abstractmethod
    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """What the form says of its row."""


_PLAIN: Final = (
    "blank", "gate", "join", "most", "need", "since", "sole",
)  # fmt: skip


def spot(place: str, lens: str) -> Place:
    """A place, whose claimed entry is claimed by a lens."""
    return claimed_by(place_in(place), lens)


class Placed(RowTable):
    """A row that says something at one place, by a value lens."""

    at: PlaceText = Field(description="The place on the wire.")
    as_: LensText = Field(alias="as", description="The value lens: how the value is spelt there.")

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The place and the lens."""
        return {"place": spot(self.at, self.as_), "lens": maker.lens(self.as_)}


class Several(Placed):
    """Such a row of several fields."""

    @property
    def names(self) -> tuple[str, ...]:
        """The fields, in the order of the key."""
        return tuple(self.field.split(" + "))


class Otherwise(Table):
    """A second place of a row, which is read where the first says nothing; both must agree."""

    at: PlaceText = Field(description="The second place on the wire.")
    as_: LensText | None = Field(
        None, alias="as", description="How the value is spelt there; or `joint`, never both."
    )
    joint: str | None = Field(
        None, description="The joint that the two members there are; or `as`, never both."
    )

    @model_validator(mode="after")
    def _one_way(self) -> Otherwise:
        if (self.as_ is None) == (self.joint is None):
            raise PydanticCustomError("one_way", "it has either `as` or `joint`")
        return self

    def row(self, maker: Maker, names: tuple[str, ...], stead: dict[str, Any]) -> Row:
        """The row of the second place."""
        cells: dict[str, Any]
        if self.joint is not None:
            members, lens = maker.joint(self.joint)
            table, cells = maker.table("joint"), {"joint": members, "lens": lens}
            place = place_in(self.at)
        else:
            table, as_ = maker.table("value" if len(names) == 1 else "pair"), str(self.as_)
            place, cells = spot(self.at, as_), {"lens": maker.lens(as_)}
        return table.ROW(names=names, form=table.FORM, place=place, **cells, **stead)


When = Annotated[
    Facts | None,
    Field(
        None,
        description="Facts of the Bill that reading the row states, and without which it is not "
        "written. `present` asks that a field is said, and states nothing.",
    ),
]
"""The word `when` of a row."""


def keyed(said: Any) -> Any:
    """The rows of a table, each with its key in it."""
    if not isinstance(said, dict):
        return said
    return {key: _with_key(key, row) for key, row in said.items()}


def _with_key(key: str, row: Any) -> Any:
    if not isinstance(row, dict):
        return row
    made = {**row, KEY: key}
    if isinstance(row.get("extended"), dict):
        made["extended"] = _with_key(key, row["extended"])
    return made


Keyed = BeforeValidator(keyed)
"""Gives each row of a table its key."""
