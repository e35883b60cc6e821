"""Who speaks how: the formats Fairlead knows, each joining syntax, schema, mapping and profile."""

from fairlead.formats.schema import Leaf, Schema

__all__ = ["Leaf", "Schema"]
