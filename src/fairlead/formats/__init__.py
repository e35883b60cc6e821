"""Who speaks how: the formats Fairlead knows, each joining syntax, schema, mapping and profile.

[`FORMATS`][fairlead.formats.FORMATS] is the whole table; nothing registers itself.
"""

from fairlead.formats.catalogue import FORMATS, detect, meant, named
from fairlead.formats.format import Capability, Format
from fairlead.formats.interchange import InterchangeHeader
from fairlead.formats.opened import Opened
from fairlead.formats.schema import Leaf, Schema

__all__ = [
    "FORMATS",
    "Capability",
    "Format",
    "InterchangeHeader",
    "Leaf",
    "Opened",
    "Schema",
    "detect",
    "meant",
    "named",
]
