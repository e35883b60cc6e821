"""The tables of a mapping file, beside its rows and its parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from fairlead.errors import likely
from fairlead.lens.fields import field_names
from fairlead.lens.form import AnyRow, Keyed
from fairlead.lens.form.row import SINCE
from fairlead.lens.language.table import (
    Facts,
    LensText,
    MemberText,
    Reason,
    Scalar,
    Table,
    Text,
)

__all__ = [
    "Beside",
    "Block",
    "Branch",
    "Carry",
    "ClassTable",
    "Conversion",
    "Head",
    "Include",
    "JointTable",
    "MeasureTable",
    "Test",
    "TotalTable",
    "Written",
    "WrittenTable",
]

Ways: TypeAlias = Annotated[str, StringConstraints(pattern=r"\S")]
"""Places of a class, separated by blanks."""

FileName: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$")]
"""The name of a file beside this one, without its ending."""


def _factor(text: str) -> str:
    """A factor that can be undone. Raises where it, or what it is divided by, is nothing."""
    if not all(any(digit in "123456789" for digit in half) for half in text.split("/")):
        why = "a factor is more than nothing, and so is what it is divided by"
        raise PydanticCustomError("factor", "{why}", {"why": why})
    return text


Factor: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{1,20}(\.[0-9]{1,20})?(/[0-9]{1,20})?$"),
    AfterValidator(_factor),
]
"""An exact factor: a decimal number, or a fraction of two whole ones."""

TotalOf: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^(count|sum)\([a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*\)$")
]
"""What a total comes to: `count(path)` or `sum(path)` over fields of the Bill."""


class Include(Table):
    """Another mapping that stands as a part in this one."""

    mapping: Text = Field(description="The folder of the other mapping, below `mappings/`.")
    version: str = Field(pattern=SINCE, description="The version of it that this wire holds.")
    as_: Text = Field(alias="as", description="The name of the part that it becomes.")


class Head(Table):
    """Which wire the mapping is of, and what holds for the whole of it."""

    wire: Text = Field(description="The stable id of the format.")
    canon: Text = Field(description="The model of the root: `Bill`.")
    version: Text = Field(description="The newest version of the wire that the mapping speaks.")
    parts: list[FileName] = Field(
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

    number: MemberText = Field(description="The member that holds the number.")
    unit: MemberText = Field(description="The member that holds the unit.")
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

    first: MemberText = Field(description="The member that holds the text.")
    second: MemberText = Field(description="The member that holds the code of its form.")
    as_: LensText = Field(alias="as", description="The value lens of both.")


class Conversion(Table):
    """What a unit becomes that the wire has no code for."""

    to: Text = Field(description="The unit that is written.")
    factor: Factor = Field(description="By what the number is multiplied, exactly.")


class Test(Table):
    """What must stand at a place; one word."""

    is_: str | None = Field(None, alias="is", description="Exactly this text; it is written too.")
    starts: Text | None = Field(
        None, description="A text that begins so, in any case, and goes on."
    )
    like: Text | None = Field(None, description="A text in which these words of the trade stand.")
    unlike: Text | None = Field(None, description="A text in which none of these words stands.")
    none: Literal[""] | None = Field(
        None,
        description="Nothing, or a text of blanks; at a place of several members the first of them "
        "must be there. The value of the word is the empty text.",
    )
    some: Literal[""] | None = Field(
        None,
        description="Anything. Nothing is written for this test alone, so a way without rows that "
        "asks for `some` is only read. The value of the word is the empty text.",
    )

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
    """One of several ways to say the same fields; the first that fits is taken.

    A way says something of the Bill: it has facts in `when`, or rows in `bind`, or both. Its places
    are those of the object that its part is, also in `where` and `beside`; it cannot ask for what
    stands outside of that object.
    """

    says: Reason = Field(description="What this way is, in words.")
    when: Facts | None = Field(
        None, description="Facts of the Bill that reading it states and writing it asks for."
    )
    where: dict[MemberText, Test] = Field(
        {}, description="What must stand on the wire: for each place one test."
    )
    bind: Annotated[dict[str, AnyRow], Keyed] = Field({}, description="The rows of this way.")
    after: MemberText | None = Field(
        None, description="The entry of a list behind which this way's entry is written."
    )
    beside: dict[MemberText, Beside] = Field(
        {}, description="Texts of other rows, without which this way is not read."
    )

    @model_validator(mode="after")
    def _says_something(self) -> Branch:
        if not self.when and not self.bind:
            raise PydanticCustomError(
                "empty_way",
                "it says nothing of the Bill: give it `when`, the facts that hold where it is "
                "read, or rows in `bind`; or leave this way out",
            )
        return self


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
        None, description="The member without which the total is not written, in the same object."
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


class Block(Table):
    """A bill that this wire must not carry, unless whoever converts it allows it."""

    capability: Text = Field(description="The capability that the wire lacks.")
    when: Facts = Field(description="Facts of the bills that need it.")
    says: Reason = Field(description="The sentence of the refusal.")


class ClassTable(Table):
    """Whether what the Bill does not hold is harmless or critical, where it stands.

    The classes stand in the mapping, or in `classes.toml` beside it; there those of `mapping.toml`
    go first.
    """

    at: Ways = Field(
        description="Ways from the root, separated by blanks, without indexes; `**` stands for any "
        "steps. The schema has each of them."
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
        None,
        description="The field of the Bill without which the class speaks: where the Bill says it, "
        "the class is passed over, and the next one that fits decides.",
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

    at: Text = Field(
        description="The extension member of the wire: one that its schema names, or lets be."
    )
