"""Parts of the Bill: one, a list, fields of the whole in an object, and shares of a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field, PositiveInt

from fairlead.lens.form.row import SINCE, Keyed, Maker, RowTable
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import FieldName, PlaceText, Reason, Table, Text
from fairlead.lens.places import read_place

if TYPE_CHECKING:
    from fairlead.lens.form import AnyRow

__all__ = ["Edge", "OnePart", "Parts", "Pieces", "Same", "Shares"]


class OnePart(RowTable):
    """A part of the Bill that is one object of the wire, or stands among the members of one."""

    FORM: ClassVar = "part"

    at: PlaceText = Field(
        description="The object on the wire; `.` where the members stand in the object around it."
    )
    use: Text = Field(description="The table `[part.NAME]` that says its rows.")
    need: bool = Field(False, description="Whether the wire cannot do without it.")
    since: str | None = Field(
        None, pattern=SINCE, description="The version of the wire with which the object came."
    )
    gate: bool = Field(
        False, description="Whether nothing of the part around it is read or written without it."
    )
    sole: bool = Field(
        False, description="Whether a second entry that says it is a fault, instead of residue."
    )

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The object and its part."""
        return {"place": read_place(self.at), "part": self.use}


class Same(RowTable):
    """Fields of the whole that stand in an object of their own; the key is `.`."""

    FORM: ClassVar = "same"

    at: PlaceText = Field(description="The object on the wire.")
    use: Text = Field(description="The table `[part.NAME]` that says its rows.")

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The object and its part."""
        return {"place": read_place(self.at), "part": self.use}


class Edge(Table):
    """What the first or the last entry of a list says of the whole Bill."""

    canon: Text = Field(description="The model whose fields they are: `Bill`.")
    bind: Annotated[dict[str, AnyRow], Keyed] = Field(description="The rows.")


class Pieces(Edge):
    """How entries of one number are the pieces of one entry of the Bill."""

    name: FieldName = Field(description="The list of the Bill that holds the pieces.")
    number: PlaceText = Field(description="Where an entry says which entry of the Bill it is of.")
    canon: Text = Field(description="The model of a piece.")
    impossible: dict[str, Reason] = Field(
        {}, description="Fields of a piece that the wire cannot say, each with the reason."
    )


class Parts(RowTable):
    """A list of parts: each entry of the wire's list is one."""

    FORM: ClassVar = "parts"

    each: PlaceText = Field(description="The list on the wire, or those entries of it.")
    use: Text = Field(description="The table `[part.NAME]` that says the rows of an entry.")
    need: bool = Field(False, description="Whether the wire cannot do without an entry.")
    extended: Parts | None = Field(
        None, description="A newer and wider list that says the same; it is the value."
    )
    since: str | None = Field(
        None, pattern=SINCE, description="The version of the wire with which the list came."
    )
    key_: FieldName | None = Field(
        None, alias="key", description="The field of an entry by which entries are told apart."
    )
    first: Edge | None = Field(None, description="What the first entry says of the whole Bill.")
    last: Edge | None = Field(None, description="What the last entry says of the whole Bill.")
    pieces: Pieces | None = Field(
        None, description="How entries of one number are the pieces of one entry of the Bill."
    )
    most: PositiveInt | None = Field(
        None, description="How many entries the wire holds; what goes beyond is reported."
    )
    counted: Text | None = Field(
        None, description="The member in which each entry bears its number, from 1."
    )

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The list, its part, and what its entries say beside that."""
        made: dict[str, Any] = {"place": read_place(self.each), "part": self.use, "key": self.key_}
        for word in ("first", "last"):
            edge = getattr(self, word)
            if edge is not None:
                made[word] = maker.inline((*way, word), edge)
        if self.first is not None and self.last is not None:
            both = Edge.model_construct(canon="Bill", bind={**self.first.bind, **self.last.bind})
            made["both"] = maker.inline((*way, "both"), both)
        if self.pieces is not None:
            made["pieces"] = self.pieces.name
            made["number"] = read_place(self.pieces.number)
            made["piece_part"] = maker.inline((*way, "pieces"), self.pieces)
        return made


class Shares(RowTable):
    """A list that the wire divides, or says of the whole: one share stands in the whole itself."""

    FORM: ClassVar = "shares"

    each: PlaceText = Field(description="The list of shares on the wire.")
    use: Text = Field(description="The part that a share is, where the whole is divided.")
    alone: Text = Field(description="The part that stands in the whole where it is not divided.")
    summary: Text = Field(description="The part that says of the whole what its shares come to.")
    split_by: Text = Field(
        description="The member that every share has where the whole is divided."
    )

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The list, and the parts of both ways."""
        return {
            "place": read_place(self.each), "part": self.use, "alone": self.alone,
            "summary": self.summary, "split_by": self.split_by,
        }  # fmt: skip
