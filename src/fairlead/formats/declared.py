"""What `format.toml` may say: the words that make a folder a format.

A format is a folder: `format.toml` says what the format is, `mapping.toml` and the code lists
beside it say what its wire means. The words are pydantic models, as those of a mapping are, and
are loaded only where a folder is looked at that was not looked at before: for the formats that
Fairlead brings along that was done when it was set up ([`index`][fairlead.formats.index]).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from fairlead.errors import MappingError, likely
from fairlead.formats.format import Capability
from fairlead.formats.index import FILE
from fairlead.formats.kinds import OPENERS, PLAIN, Opener
from fairlead.lens.language.reading import plain, read_tables
from fairlead.lens.language.table import Table, Text
from fairlead.resources import find

__all__ = ["AroundTable", "FormatFile", "MarksTable", "declared_in"]

Name: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$")]
"""A name of letters, digits, points and hyphens."""

Alias: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A short name of letters, digits and hyphens."""


def _schema(name: str) -> str:
    """The name of a schema of Fairlead's. Raises where there is none by it."""
    top = find("schemas")
    if not top.joinpath(name).is_dir():
        known = ["/".join(one.parts[-2:]) for one in top.glob("*/*")]
        why = f"there is no schema {name!r}{likely(name, known)}"
        raise PydanticCustomError("schema", "{why}", {"why": why})
    return name


def _newest_first(versions: list[str]) -> list[str]:
    """Versions. Raises where one stands twice, or before a newer one."""
    numbers = [tuple(map(int, one.split("."))) for one in versions]
    for one, other, name in zip(numbers, numbers[1:], versions[1:], strict=False):
        if other >= one:
            why = f"{name!r} is not older than what stands before it"
            raise PydanticCustomError("versions", "{why}", {"why": why})
    return versions


SchemaName: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+/[a-z0-9.-]+$"), AfterValidator(_schema)
]
"""A schema of Fairlead's: the folder below `schemas/`."""

Version: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+)*$")]
"""A version: numbers with points between them."""

Member: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[^/]+(/[^/]+)*$")]
"""A member of the document, or of an object in it: `header/issuer`."""

Pattern: TypeAlias = Annotated[str, StringConstraints(pattern=r"^(/[^/]+)+$")]
"""A place as a schema names it: `/chain/[]` is every entry of the list `chain`."""


def _opener(name: str, info: ValidationInfo) -> str:
    """The name of an opener. Raises where there is none by it."""
    known = (info.context or {}).get("openers", OPENERS)
    if name not in known:
        why = f"there is no opener {name!r} (known: {', '.join(known)}){likely(name, known)}"
        raise PydanticCustomError("opener", "{why}", {"why": why})
    return name


def _capability(name: str) -> str:
    """The name of a capability. Raises where there is none by it."""
    known = [one.value for one in Capability]
    if name not in known:
        why = f"there is no capability {name!r} (known: {', '.join(known)}){likely(name, known)}"
        raise PydanticCustomError("capability", "{why}", {"why": why})
    return name


OpenerName: TypeAlias = Annotated[
    str, AfterValidator(_opener), WithJsonSchema({"enum": list(OPENERS)})
]
"""An opener of the closed list, or of the wheel that brings the format along."""

CapabilityName: TypeAlias = Annotated[
    str, AfterValidator(_capability), WithJsonSchema({"enum": [one.value for one in Capability]})
]
"""What a wire can say or do."""


class MarksTable(Table):
    """By what a document in JSON is known: members that its schema names."""

    has: list[Member] = Field([], description="Members that all stand in the document.")
    lists: list[Member] = Field([], description="Members that all are lists.")
    any: list[Member] = Field([], description="Members of which at least one stands there.")
    texts: dict[Member, str] = Field({}, description="Members that each say just this text.")

    @model_validator(mode="after")
    def _something(self) -> MarksTable:
        if not (self.has or self.lists or self.any or self.texts):
            raise PydanticCustomError("no_mark", "it says none of `has`, `lists`, `any`, `texts`")
        return self


class AroundTable(Table):
    """The names that an envelope of the document has, beside the document inside."""

    schema_: SchemaName | None = Field(
        None, alias="schema", description="A schema of Fairlead's whose places are known names."
    )
    without: list[Pattern] = Field([], description="Places of it that are none of the envelope's.")
    texts: list[Pattern] = Field([], description="Further places, each of a text.")


class FormatFile(Table):
    """What a format is."""

    id: Name = Field(description="The stable id, for ever; the mapping names it as its `wire`.")
    alias: Alias = Field(description="The short name for people.")
    title: Text = Field(description="What it is, in one line.")
    source: Text = Field(description="The publication that says what the wire is.")
    syntax: Literal["json", "xml", "edifact"] = Field(description="The syntax of the wire.")
    schema_: SchemaName | None = Field(
        None,
        alias="schema",
        description="The schema, where it is one of Fairlead's. Else `schema.json` lies beside "
        "this file, or for XML `schema.xsd` with `profile.toml`.",
    )
    opener: OpenerName = Field(
        PLAIN.name, description="How the document is found in what comes in."
    )
    capabilities: list[CapabilityName] = Field([], description="What the wire can say or do.")
    versions: Annotated[list[Version], AfterValidator(_newest_first)] = Field(
        [], description="Versions that can be written, newest first."
    )
    edition_of: Alias | None = Field(
        None,
        description="The format of which it is another edition, with a schema of its own. Where "
        "that is named, this one is meant for the documents that it recognises, if both come from "
        "one owner: from Fairlead, from one wheel, or from one folder of formats.",
    )
    writes: bool = Field(True, description="Whether it is written; else it is only read.")
    marks: MarksTable | None = Field(None, description="By what a document in JSON is known.")
    around: AroundTable | None = Field(None, description="The names that its envelope has.")

    @model_validator(mode="after")
    def _fits_its_syntax(self) -> FormatFile:
        if self.syntax == "json" and self.marks is None:
            raise PydanticCustomError("no_marks", "a document in JSON is known by [marks]")
        if self.syntax != "json" and self.marks is not None:
            why = "only a document in JSON has marks: XML has its root, EDIFACT its message type"
            raise PydanticCustomError("marks", "{why}", {"why": why})
        if self.syntax == "edifact" and self.schema_ is None:
            raise PydanticCustomError("schema", "an EDIFACT format names a directory: `schema`")
        if self.syntax != "json" and self.opener != PLAIN.name:
            raise PydanticCustomError("opener", "only a document in JSON has an opener")
        return self


def declared_in(folder: Path, openers: Mapping[str, Opener] = OPENERS) -> dict[str, Any]:
    """What the `format.toml` of a folder says, as plain data.

    Raises `MappingError` where there is none, or with every mistake in it, line by line.
    """
    file = folder / FILE
    if not file.exists():
        raise MappingError(f"the folder {folder} has no {FILE}, so it is no format")
    return plain(read_tables(file, FormatFile, {"openers": openers}))
