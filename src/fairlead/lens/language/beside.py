"""The tables of the files that lie beside mappings: shared words, and habits."""

from __future__ import annotations

import re
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from fairlead.lens.language.table import MemberText, Table, Text
from fairlead.lens.places import place_in

__all__ = [
    "HabitTable",
    "HabitsFile",
    "RankedTable",
    "WordsFile",
    "WordsTable",
]


def _pattern(text: str) -> str:
    """A regular expression. Raises where it is none."""
    try:
        re.compile(text)
    except re.error as problem:
        why = f"it is no pattern: {problem}"
        raise PydanticCustomError("pattern", "{why}", {"why": why}) from problem
    return text


def _ranked(text: str) -> str:
    """A list of the document with a test of its entries. Raises for any other place."""
    place = place_in(text)
    if len(place) != 1 or place[0].selector is None:
        why = "it is no list of the document with a test of the codes of its entries"
        raise PydanticCustomError("ranked", "{why}", {"why": why})
    return text


PatternText: TypeAlias = Annotated[str, AfterValidator(_pattern)]
"""A regular expression."""

RankedText: TypeAlias = Annotated[MemberText, AfterValidator(_ranked)]
"""A list whose entries have an order of their own."""

PlaceAndText: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[^=]+=.+$")]
"""A place, and the text at it: `BGM/C002/1001=710`."""


class WordsTable(Table):
    """Words that are looked for in a text as a reader sees it: in small Latin letters."""

    stems: Annotated[list[Text], Field(min_length=1)] = Field(
        description="Texts of which one stands in every text that the pattern fits."
    )
    pattern: PatternText = Field(
        description="A regular expression that fits a text in which the words stand."
    )


class WordsFile(Table):
    """The words that all mappings share: a branch of a mapping names them in `words`."""

    words: dict[Text, WordsTable] = Field({}, description="Words by the name that mappings use.")


class HabitTable(Table):
    """Another place of a thing, which is read as if it stood at its usual place."""

    at: Annotated[list[MemberText], Field(min_length=1)] = Field(
        description="Where it may stand too, in any one of them."
    )
    is_: MemberText = Field(alias="is", description="The usual place, where the mapping reads it.")
    last: bool = Field(
        False, description="Whether it belongs to the last of several holders, not to the first."
    )
    sole: MemberText | None = Field(
        None, description="What must stand exactly once: else it is not clear what is meant."
    )
    agree: list[MemberText] = Field(
        [],
        description="Members that must not differ where the thing stands in several places: the "
        "first that two of them have is compared.",
    )
    written: PlaceAndText | None = Field(
        None, description="A place and its text: in such a document the first of `at` is written."
    )


class RankedTable(Table):
    """A list of which some entries are read in the order of their codes, wherever they stand."""

    at: RankedText = Field(description="The list, with a test that names the codes in order.")
    unless: MemberText | None = Field(None, description="What must not stand in the document.")


class HabitsFile(Table):
    """Other places at which a wire says the same. They are read one after the other."""

    habit: list[HabitTable] = Field([], description="Other places of a thing.")
    ranked: list[RankedTable] = Field([], description="Lists in order, after all habits.")
