"""The tables of a mapping file, beside its rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Final, TypeVar

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    PositiveInt,
    model_validator,
)
from pydantic_core import PydanticCustomError

from fairlead.lens.form import FORMS, AnyRow, Keyed
from fairlead.lens.form.divided import Division
from fairlead.lens.form.edged import Edge
from fairlead.lens.form.pieced import Pieces
from fairlead.lens.form.row import Otherwise
from fairlead.lens.language.lines import Sources, raised
from fairlead.lens.language.mistakes import strange_in, words_of
from fairlead.lens.language.reading import checked
from fairlead.lens.language.table import (
    MemberText,
    Reason,
    Scalar,
    Table,
    Text,
)
from fairlead.lens.language.tables import (
    Beside,
    Block,
    Branch,
    Carry,
    ClassTable,
    Conversion,
    Head,
    Include,
    JointTable,
    MeasureTable,
    Test,
    TotalTable,
    Written,
    WrittenTable,
)

__all__ = [
    "TABLES",
    "Branch",
    "MappingFile",
    "PartTable",
    "classes_in",
    "edition_of",
    "head_of",
    "parts_of",
    "tables_of",
]


class _Rows(Table):
    bind: Annotated[dict[str, AnyRow], Keyed] = Field(
        {}, description="The rows, by the fields that they say; in the order of the wire."
    )
    either: list[Branch] = Field([], description="Ways to say the same, of which one is taken.")
    constant: dict[MemberText, Scalar] = Field(
        {}, description="Places at which the same always stands; anything else is refused."
    )
    written: dict[MemberText, Written] = Field(
        {}, description="Places at which we write a text that says nothing of the Bill."
    )
    total: dict[MemberText, TotalTable] = Field(
        {}, description="Places of values that the parts of the Bill come to."
    )
    impossible: dict[str, Reason] = Field(
        {}, description="Fields of the Bill that the wire cannot say, each with the reason."
    )


class PartTable(_Rows):
    """A part of the Bill: rows that one or several places share."""

    canon: Text | None = Field(None, description="The model of the part, such as `Party`.")
    like: Text | None = Field(None, description="The part that this one differs from.")
    without: list[Text] = Field([], description="Rows of the other part that this one lacks.")
    why: Reason | None = Field(None, description="Why it lacks them.")

    @model_validator(mode="after")
    def _has_a_model(self) -> PartTable:
        if self.canon is None and self.like is None:
            raise PydanticCustomError("no_model", "a part has `canon`, or is `like` another")
        if self.without and self.why is None:
            raise PydanticCustomError("no_reason", "it leaves out rows without saying `why`")
        return self


def _last(classes: list[ClassTable]) -> list[ClassTable]:
    """The classes. Raises where that of the whole wire is not the last one."""
    if any("**" in one.at.split() for one in classes[:-1]):
        raise PydanticCustomError("class", "the class of the whole wire is not the last one")
    return classes


class Edition(Table):
    """What a mapping says beside its rows that is `like` another."""

    width: dict[str, PositiveInt] = Field(
        {}, description="Most characters of an element, wherever a row says it."
    )
    without: dict[str, Reason] = Field(
        {},
        description="Rows of the other mapping, and tables of one kind, that fall away, each with "
        "the reason.",
    )
    names: dict[str, Text] = Field(
        {},
        description="Other names for members of the other mapping, wherever it names a place; with "
        "a selector behind the member where that differs too.",
    )


class MappingFile(_Rows, Edition):
    """A mapping, with all that its files say."""

    model_config = ConfigDict(title="A mapping of Fairlead")

    mapping: Head = Field(description="Which wire this is.")
    measure: dict[str, MeasureTable] = Field({}, description="Numbers beside their units.")
    joint: dict[str, JointTable] = Field({}, description="Texts beside the code of their form.")
    convert: dict[str, dict[str, Conversion]] = Field(
        {}, description="Units that the wire has no code for, and what they become."
    )
    part: dict[str, PartTable] = Field({}, description="Rows that several places share, by name.")
    carry: Carry | None = Field(None, description="Where what has no place may travel.")
    block: list[Block] = Field([], description="Bills that this wire must not carry.")
    class_: Annotated[list[ClassTable], AfterValidator(_last)] = Field(
        [],
        alias="class",
        description="What is harmless and what is critical, of all that the Bill does not hold; "
        "the first class that fits decides.",
    )

    @model_validator(mode="after")
    def _whole(self) -> MappingFile:
        if self.width or self.without or self.names:
            says = "`width`, `without` and `names` are for a mapping that is `like` another"
            raise PydanticCustomError("edition", "{why}", {"why": says})
        return self


TABLES: Final[tuple[type[Table], ...]] = (
    MappingFile, Head, Include, MeasureTable, JointTable, Conversion, PartTable, *FORMS.values(),
    Otherwise, Edge, Pieces, Division, Branch, Test, Beside, WrittenTable, TotalTable, Block,
    ClassTable, Carry,
)  # fmt: skip
"""Every kind of table, in the order in which people meet them."""


def tables_of(said: dict[str, Any], lists: dict[str, Any]) -> MappingFile:
    """The tables of a mapping. Raises pydantic's `ValidationError` with every mistake."""
    return MappingFile.model_validate(said, context={"lists": lists})


def head_of(said: dict[str, Any], sources: Sources) -> Head:
    """The table `[mapping]`. Raises `MappingError` with every mistake in it, and strange tables."""
    strange = strange_in(said, words_of(MappingFile), sources)
    if strange:
        raise raised(sources.title, strange)
    return _read(_OnlyHead, said, ("mapping",), sources).mapping


def outlined(said: dict[str, Any], sources: Sources) -> dict[str, Any]:
    """What a mapping says, of which each table is one: so it can be laid over what others say.

    Raises `MappingError` with every table that is none.
    """
    _read(_Outline, said, words_of(_Outline), sources)
    return said


def edition_of(said: dict[str, Any], sources: Sources) -> dict[str, Any]:
    """What an edition says. Raises `MappingError` with every mistake in its tables of its own."""
    _read(Edition, said, ("width", "without", "names"), sources)
    return said


def parts_of(said: dict[str, Any], sources: Sources) -> dict[str, Any]:
    """The parts that a file of parts says. Raises `MappingError` for anything else."""
    _read(_OnlyParts, said, said.keys(), sources)
    return dict(said.get("part", {}))


def classes_in(said: dict[str, Any], sources: Sources) -> list[Any]:
    """The classes that a file of classes says. Raises `MappingError` for anything else."""
    _read(_OnlyClasses, said, said.keys(), sources)
    return list(said.get("class", []))


class _OnlyHead(Table):
    mapping: Head


class _Inner(Table):
    """A table of which only so much is looked at yet."""

    model_config = ConfigDict(extra="ignore")


class _AnyPart(_Inner):
    bind: dict[str, Any] = Field({})
    impossible: dict[str, Any] = Field({})


class _AnyClass(_Inner):
    at: str = Field("")


class _OnlyParts(Table):
    part: dict[str, _AnyPart] = Field({})


class _OnlyClasses(Table):
    class_: list[_AnyClass] = Field([], alias="class")


class _Outline(_AnyPart, _OnlyParts, _OnlyClasses):
    measure: dict[str, Any] = Field({})
    joint: dict[str, Any] = Field({})
    convert: dict[str, Any] = Field({})


T = TypeVar("T", bound=Table)


def _read(model: type[T], said: dict[str, Any], words: Iterable[str], sources: Sources) -> T:
    """Some tables of a mapping. Raises `MappingError` with every mistake in them."""
    return checked({word: said[word] for word in words if word in said}, model, sources)
