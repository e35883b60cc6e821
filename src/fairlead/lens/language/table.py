"""What every table of a mapping file has in common, and the types of what stands in it."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from fairlead.errors import MappingError, likely
from fairlead.lens.codes import CodeList
from fairlead.lens.places import place_in
from fairlead.lens.values import value_lens

__all__ = [
    "FIELD_NAME",
    "Facts",
    "FieldName",
    "LensText",
    "MemberText",
    "One",
    "PlaceText",
    "Reason",
    "Scalar",
    "Table",
    "Text",
    "Truth",
    "facts_of",
]


class Table(BaseModel):
    """A table of a mapping file: its keys are known, and each has its type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, protected_namespaces=())


def _place(text: str) -> str:
    """A place, as it is written. Raises where it is not a path."""
    try:
        place_in(text)
    except MappingError as problem:
        raise PydanticCustomError("place", "{why}", {"why": str(problem)}) from problem
    return text


def _member(text: str) -> str:
    """A place that names a member. Raises for the object itself."""
    if text == ".":
        why = "`.` is the object itself; name a member of it"
        raise PydanticCustomError("member", "{why}", {"why": why})
    if any(one.selector is not None and one.selector.kind == "claimed" for one in place_in(text)):
        why = "`[*]` is the entry that the value lens of a row can read, and there is none here"
        raise PydanticCustomError("member", "{why}", {"why": why})
    return text


def _lens(spelling: str, info: ValidationInfo) -> str:
    """The spelling of a value lens. Raises where there is none, or no code list that it names."""
    lists: dict[str, CodeList] = (info.context or {}).get("lists", {})
    try:
        value_lens(spelling, lists)
    except MappingError as problem:
        name = spelling.removeprefix("code(").partition(")")[0].partition(",")[0]
        why = f"{problem}{likely(name, lists) if 'code list' in str(problem) else ''}"
        raise PydanticCustomError("lens", "{why}", {"why": why}) from problem
    return spelling


Text: TypeAlias = Annotated[str, StringConstraints(min_length=1)]
"""A text that says something."""

Reason: TypeAlias = Annotated[str, StringConstraints(min_length=1)]
"""A sentence that says why."""

FIELD_NAME: Final = r"^[a-z][a-z0-9_]*$"
"""How the name of a field is spelt."""

FieldName: TypeAlias = Annotated[str, StringConstraints(pattern=FIELD_NAME)]
"""The name of a field of the Bill."""

PlaceText: TypeAlias = Annotated[str, AfterValidator(_place)]
"""A place on the wire."""

MemberText: TypeAlias = Annotated[PlaceText, AfterValidator(_member)]
"""A place on the wire that is a member of the object, and not the object itself."""

LensText: TypeAlias = Annotated[str, AfterValidator(_lens)]
"""A value lens."""


def _whole(said: Any) -> Any:
    """A whole number: to pydantic `true` is the same as 1."""
    if type(said) is not int:
        raise PydanticCustomError("literal_error", "{expected}", {"expected": "1"})
    return said


def _true(said: Any) -> Any:
    """The truth: to pydantic 1 is the same as `true`."""
    if said is not True:
        raise PydanticCustomError("literal_error", "{expected}", {"expected": "`true`"})
    return said


One: TypeAlias = Annotated[Literal[1], BeforeValidator(_whole)]
"""The number 1, and nothing else."""

Truth: TypeAlias = Annotated[Literal[True], BeforeValidator(_true)]
"""`true`, and nothing else."""


def _scalar(said: Any) -> Any:
    """A text, a whole number or a truth. Raises for anything else."""
    if type(said) not in {str, int, bool}:
        raise PydanticCustomError("scalar", "it is a text, a whole number, `true` or `false`")
    return said


def _fact(said: Any) -> Any:
    """A text or a truth. Raises for anything else."""
    if type(said) not in {str, bool}:
        raise PydanticCustomError("fact", "a fact is a text, `true` or `false`")
    return said


Scalar: TypeAlias = Annotated[
    Any, AfterValidator(_scalar), WithJsonSchema({"type": ["string", "integer", "boolean"]})
]
"""What may stand at a place that is always the same."""

Fact: TypeAlias = Annotated[
    Any, AfterValidator(_fact), WithJsonSchema({"type": ["string", "boolean"]})
]
"""What a field of the Bill says."""

Facts: TypeAlias = Annotated[dict[FieldName, Fact], Field(min_length=1)]
"""Fields of the Bill and what they say; `unknown` is a fact too: that the Bill does not say it."""


def facts_of(said: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Facts as rows hold them.

    >>> facts_of({"to_order": "unknown", "is_electronic": True})
    (('to_order', None), ('is_electronic', True))
    """
    return tuple((name, None if value == "unknown" else value) for name, value in said.items())
