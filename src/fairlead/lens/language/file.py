"""The tables of a mapping file, beside its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Final, Literal, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    ConfigDict,
    Discriminator,
    Field,
    PositiveInt,
    StringConstraints,
    Tag,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from fairlead.errors import likely
from fairlead.lens.fields import field_names
from fairlead.lens.form import FORMS, AnyRow, Keyed
from fairlead.lens.form.parts import Edge, Pieces
from fairlead.lens.form.row import Otherwise
from fairlead.lens.language.lines import Sources, raised
from fairlead.lens.language.mistakes import found_in, strange_in, words_of
from fairlead.lens.language.table import (
    Facts,
    LensText,
    PlaceText,
    Reason,
    Scalar,
    Table,
    Text,
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

Ways: TypeAlias = Annotated[str, StringConstraints(pattern=r"\S")]
"""Places of a class, separated by blanks."""

Factor: TypeAlias = Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+)?(/\d+)?$")]
"""An exact factor: a decimal number, or a fraction of two whole ones."""

TotalOf: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^(count|sum)\([a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*\)$")
]
"""What a total comes to: `count(path)` or `sum(path)` over fields of the Bill."""


class Include(Table):
    """Another mapping that stands as a part in this one."""

    mapping: Text = Field(description="The folder of the other mapping, below `mappings/`.")
    version: Text = Field(description="The version of it that this wire holds.")
    as_: Text = Field(alias="as", description="The name of the part that it becomes.")


class Head(Table):
    """Which wire the mapping is of, and what holds for the whole of it."""

    wire: Text = Field(description="The stable id of the format.")
    canon: Text = Field(description="The model of the root: `Bill`.")
    schema_: Text = Field(alias="schema", description="The folder of the schema of the wire.")
    version: Text = Field(description="The newest version of the wire that the mapping speaks.")
    parts: list[Text] = Field(
        [], description="Files beside this one that say more parts: `goods` is `goods.toml`."
    )
    absent: list[Scalar] = Field([], description="Values by which this wire says nothing.")
    empty_lists: bool = Field(
        True, description="Whether a list without entries can stand on this wire."
    )
    empty_parts: bool = Field(
        True, description="Whether an object that says nothing can stand on this wire."
    )
    line_breaks: bool = Field(
        True,
        description="Whether a text may hold a line break. Else it is written as a blank, which "
        "is reported.",
    )
    like: Text | None = Field(
        None, description="The mapping that this one is an edition of: it says the differences."
    )
    lists: Text | None = Field(
        None, description="The mapping whose code lists are read too; own lists go first."
    )
    include: Include | None = Field(
        None, description="Another mapping that stands as a part in this one."
    )


class MeasureTable(Table):
    """A number beside its unit."""

    number: PlaceText = Field(description="The member that holds the number.")
    unit: PlaceText = Field(description="The member that holds the unit.")
    as_: LensText = Field(alias="as", description="The value lens of the number.")
    unit_as: LensText = Field(description="The value lens of the unit.")
    needs: list[Literal["number", "unit"]] = Field(
        [], description="What the wire cannot do without: `number`, `unit`."
    )
    convert: Text | None = Field(
        None,
        description="The table `[convert.NAME]` of units that this wire has no code for and that "
        "are converted exactly, which is reported.",
    )


class JointTable(Table):
    """A text beside the code that says how it is to be read."""

    first: PlaceText = Field(description="The member that holds the text.")
    second: PlaceText = Field(description="The member that holds the code of its form.")
    as_: LensText = Field(alias="as", description="The value lens of both.")


class Conversion(Table):
    """What a unit becomes that the wire has no code for."""

    to: Text = Field(description="The unit that is written.")
    factor: Factor = Field(description="By what the number is multiplied, exactly.")


class Test(Table):
    """What must stand at a place; one word."""

    is_: str | None = Field(None, alias="is", description="Exactly this text; it is written too.")
    starts: Text | None = Field(None, description="A text that begins so.")
    like: Text | None = Field(None, description="A text in which these words of the trade stand.")
    unlike: Text | None = Field(None, description="A text in which none of these words stands.")
    none: Literal[""] | None = Field(None, description="Nothing: the value is the empty text.")
    some: Literal[""] | None = Field(None, description="Anything: the value is the empty text.")

    @model_validator(mode="after")
    def _one_word(self) -> Test:
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError("one_way", "a test is one word")
        return self

    @property
    def word(self) -> tuple[str, str]:
        """The word of the test and its text."""
        (name,) = self.model_fields_set
        return name.removesuffix("_"), getattr(self, name)


class Beside(Table):
    """A text that rows of others say, and without which a branch is not read."""

    is_: Text = Field(alias="is", description="The text that must stand there.")
    instead: Text = Field(description="What those rows write; the branch writes its own text.")


class Branch(Table):
    """One of several ways to say the same fields; the first that fits is taken."""

    says: Reason = Field(description="What this way is, in words.")
    when: Facts | None = Field(
        None, description="Facts of the Bill that reading it states and writing it asks for."
    )
    where: dict[PlaceText, Test] = Field(
        {}, description="What must stand on the wire: for each place one test."
    )
    bind: Annotated[dict[str, AnyRow], Keyed] = Field({}, description="The rows of this way.")
    after: PlaceText | None = Field(
        None, description="The entry of a list behind which this way's entry is written."
    )
    beside: dict[PlaceText, Beside] = Field(
        {}, description="Texts of other rows, without which this way is not read."
    )


class WrittenTable(Table):
    """A text that is written of itself and says nothing of the Bill, where facts hold."""

    text: Text = Field(description="The text.")
    when: Facts = Field(description="Facts of the whole Bill without which it is not written.")


def _told(said: Any) -> str:
    """Whether a text stands there alone, or in a table with its facts."""
    return "table" if isinstance(said, dict | WrittenTable) else "text"


Written: TypeAlias = Annotated[
    Annotated[Text, Tag("text")] | Annotated[WrittenTable, Tag("table")], Discriminator(_told)
]


class TotalTable(Table):
    """A value that is computed when a bill is written and compared when one is read."""

    of: TotalOf = Field(description="What it comes to: `count(path)` or `sum(path)`.")
    as_: LensText | None = Field(
        None, alias="as", description="The value lens; or `measure`, never both."
    )
    measure: Text | None = Field(
        None, description="The table `[measure.NAME]`; or `as`, never both."
    )
    beside: Text | None = Field(
        None, description="The member without which the total is not written."
    )
    silent: bool = Field(False, description="Whether it is compared and never written.")
    across: bool = Field(
        False,
        description="Whether entries of a list each say a share of it, which come to a total of "
        "the whole Bill. It is never written.",
    )

    @model_validator(mode="after")
    def _one_way(self) -> TotalTable:
        if (self.as_ is None) == (self.measure is None):
            raise PydanticCustomError("one_way", "it has either `as` or `measure`")
        return self


class _Rows(Table):
    bind: Annotated[dict[str, AnyRow], Keyed] = Field(
        {}, description="The rows, by the fields that they say; in the order of the wire."
    )
    either: list[Branch] = Field([], description="Ways to say the same, of which one is taken.")
    constant: dict[PlaceText, Scalar] = Field(
        {}, description="Places at which the same always stands; anything else is refused."
    )
    written: dict[PlaceText, Written] = Field(
        {}, description="Places at which we write a text that says nothing of the Bill."
    )
    total: dict[PlaceText, TotalTable] = Field(
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


class Block(Table):
    """A bill that this wire must not carry, unless whoever converts it allows it."""

    capability: Text = Field(description="The capability that the wire lacks.")
    when: Facts = Field(description="Facts of the bills that need it.")
    says: Reason = Field(description="The sentence of the refusal.")


class ClassTable(Table):
    """Whether what the Bill does not hold is harmless or critical, where it stands."""

    at: Ways = Field(
        description="Ways from the root, separated by blanks, without indexes; `**` stands for any "
        "steps."
    )
    by: Text | None = Field(
        None, description="The way to the code that tells entries apart; without it all are alike."
    )
    default: Literal["harmless", "critical"] | None = Field(
        None, description="What a code is that is not listed; without it the next class decides."
    )
    because: Reason | None = Field(None, description="Why the default is so.")
    harmless: dict[Ways, Reason] = Field(
        {}, description="Codes whose loss is only reported, and why."
    )
    critical: dict[Ways, Reason] = Field({}, description="Codes whose loss is refused, and why.")
    unless: Text | None = Field(
        None, description="The field of the Bill whose presence makes the class pass."
    )
    same: Text | None = Field(
        None, description="The field of the Bill that the value may say again without harm."
    )

    @model_validator(mode="after")
    def _decides(self) -> ClassTable:
        wrong = next(self._wrong(), None)
        if wrong is not None:
            raise PydanticCustomError("class", "{why}", {"why": wrong})
        return self

    def _wrong(self) -> Iterator[str]:
        if self.default is None and (self.by is None or self.because is not None):
            yield "the class has no default"
        if self.default is not None and self.because is None:
            yield "the class does not say why its default is so"
        listed = [code for codes in (*self.harmless, *self.critical) for code in codes.split()]
        if listed and self.by is None:
            yield "the class lists codes and does not say `by` which way they stand"
        twice = sorted({code for code in listed if listed.count(code) > 1})
        if twice:
            yield f"the class lists {', '.join(twice)} twice"
        for name in (self.unless, self.same):
            if name is not None and name not in field_names("Bill"):
                yield f"the Bill has no field {name}{likely(name, field_names('Bill'))}"


class Carry(Table):
    """Where what has no place of its own may travel."""

    at: Text = Field(description="The extension member of the wire.")


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
        {}, description="Rows of the other mapping that fall away, each with the reason."
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
        if self.width or self.without:
            says = "`width` and `without` are for a mapping that is `like` another"
            raise PydanticCustomError("edition", "{why}", {"why": says})
        return self


TABLES: Final[tuple[type[Table], ...]] = (
    MappingFile, Head, Include, MeasureTable, JointTable, Conversion, PartTable, *FORMS.values(),
    Otherwise, Edge, Pieces, Branch, Test, Beside, WrittenTable, TotalTable, Block, ClassTable,
    Carry,
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


def edition_of(said: dict[str, Any], sources: Sources) -> dict[str, Any]:
    """What an edition says. Raises `MappingError` with every mistake in its tables of its own."""
    _read(Edition, said, ("width", "without"), sources)
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


class _OnlyParts(Table):
    part: dict[str, dict[str, Any]] = Field({})


class _OnlyClasses(Table):
    class_: list[dict[str, Any]] = Field([], alias="class")


T = TypeVar("T", bound=Table)


def _read(model: type[T], said: dict[str, Any], words: Iterable[str], sources: Sources) -> T:
    """Some tables of a mapping. Raises `MappingError` with every mistake in them."""
    try:
        return model.model_validate({word: said[word] for word in words if word in said})
    except ValidationError as problem:
        raise raised(sources.title, found_in(problem, model, sources)) from None
