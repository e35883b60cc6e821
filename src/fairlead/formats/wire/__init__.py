"""Wires: a syntax joined with what a schema lets it hold, one kind for each syntax.

A [`Wire`][fairlead.formats.wire.Wire] turns what its syntax read into a tree that the schema
permits, and a tree that a mapping made into bytes, with every breach of the schema named.
"""

from fairlead.formats.wire.edifact import EdifactWire
from fairlead.formats.wire.json import JsonWire
from fairlead.formats.wire.kind import Wire
from fairlead.formats.wire.reading import Raw, read, read_each, surely_readable
from fairlead.formats.wire.xml import XmlWire

__all__ = [
    "EdifactWire",
    "JsonWire",
    "Raw",
    "Wire",
    "XmlWire",
    "read",
    "read_each",
    "surely_readable",
]
