"""The JSON Schemas by which an editor completes and underlines the files of a format's folder."""

from __future__ import annotations

from typing import Any

from fairlead.formats.declared import FormatFile
from fairlead.formats.vector import SurvivorsFile
from fairlead.lens.language.editor import editor_schema, mapping_schemas

__all__ = ["editor_schemas"]


def editor_schemas() -> dict[str, dict[str, Any]]:
    """The schemas by name, made of the models of the files.

    >>> "format" in editor_schemas()
    True
    """
    return {
        **mapping_schemas(),
        "format": editor_schema("format", FormatFile),
        "survivors": editor_schema("survivors", SurvivorsFile),
    }
