"""Who speaks how: the formats that are found, each joining syntax, schema, mapping and profile.

A format is a folder. [`FORMATS`][fairlead.formats.FORMATS] are all that are found: those that
Fairlead brings along, those on the path `FAIRLEAD_FORMATS`, and those of installed wheels.
"""

from fairlead.formats.catalogue import detect, meant, named
from fairlead.formats.format import Capability, Format
from fairlead.formats.found import FORMATS, Extension
from fairlead.formats.interchange import InterchangeHeader
from fairlead.formats.kinds import Opener
from fairlead.formats.opened import Opened
from fairlead.formats.schema import Leaf, Schema

__all__ = [
    "FORMATS",
    "Capability",
    "Extension",
    "Format",
    "InterchangeHeader",
    "Leaf",
    "Opened",
    "Opener",
    "Schema",
    "detect",
    "meant",
    "named",
]
