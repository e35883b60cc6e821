"""The JSON Schemas by which an editor completes and underlines the files of a mapping."""

from __future__ import annotations

from typing import Any, Final

from pydantic import Field
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from fairlead.lens.language.file import MappingFile, PartTable
from fairlead.lens.language.table import Table
from fairlead.lens.language.tables import ClassTable

__all__ = ["editor_schema", "mapping_schemas"]


class _PartsFile(Table):
    """A file that a mapping names below `parts`."""

    part: dict[str, PartTable] = Field(description="Rows that several places share, by name.")


class _ClassesFile(Table):
    """The file `classes.toml`."""

    class_: list[ClassTable] = Field(
        alias="class", description="What is harmless and what is critical; the first decides."
    )


class _Alternatives(GenerateJsonSchema):
    """Rows of two forms may look alike: an editor is told that one of them fits, not just one."""

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        made = super().tagged_union_schema(schema)
        if "oneOf" in made:
            made["anyOf"] = made.pop("oneOf")
        return made


_IN_FULL: Final = ("Head", "Include")
"""Tables of which an edition says all that is required, as any mapping does."""


def editor_schema(name: str, file: type[Table]) -> dict[str, Any]:
    """A JSON Schema of one kind of file.

    >>> editor_schema("classes", _ClassesFile)["$id"]
    'urn:fairlead:mapping:1:classes'
    """
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:fairlead:mapping:1:{name}",
    }
    return head | file.model_json_schema(by_alias=True, schema_generator=_Alternatives)


def mapping_schemas() -> dict[str, dict[str, Any]]:
    """The schemas of the files that say what a wire means, by name.

    An edition says of a table only what differs, so that nothing is required there of a table.

    >>> list(mapping_schemas())
    ['mapping', 'edition', 'parts', 'classes']
    """
    edition = editor_schema("edition", MappingFile)
    for name, table in edition["$defs"].items():
        if name not in _IN_FULL:
            table.pop("required", None)
    return {
        "mapping": editor_schema("mapping", MappingFile),
        "edition": edition,
        "parts": editor_schema("parts", _PartsFile),
        "classes": editor_schema("classes", _ClassesFile),
    }
