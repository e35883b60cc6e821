"""The mapping language: one declaration, two directions.

A mapping is data: rows in TOML that say which field stands where and how, and code lists in CSV.
Both directions are derived from the rows, compiled to plain Python functions. Places never know
values, values never know places, and no standard is named here.
"""

from fairlead.lens.count import adds_up, count_of
from fairlead.lens.critical import CRITICAL
from fairlead.lens.mapping import Emitted, Mapping, Parsed
from fairlead.lens.noted import unsaid
from fairlead.lens.residue import Path, Residue, bill_path, bill_way, leaves_below
from fairlead.lens.session import Writing

__all__ = [
    "CRITICAL",
    "Emitted",
    "Mapping",
    "Parsed",
    "Path",
    "Residue",
    "Writing",
    "adds_up",
    "bill_path",
    "bill_way",
    "count_of",
    "leaves_below",
    "unsaid",
]
