"""The service segments of ISO 9735, versions 1 to 4: what stands around the messages.

Version 4 added places to the segments of the earlier versions and moved none, so one layout
serves all; a version that lacks a place leaves it empty. What only some versions require is not
required here.
"""

from __future__ import annotations

from typing import Final

from fairlead.syntax.edifact.layout import Layout, Slot, slots

__all__ = ["FORMATS", "UNB", "UNE", "UNG", "UNH", "UNT", "UNZ", "layout"]

_COMPOSITES: Final = {
    "S001": "0001 M, 0002 M, 0080 C, 0133 C, 0076 C",
    "S002": "0004 M, 0007 C, 0008 C, 0042 C",
    "S003": "0010 M, 0007 C, 0014 C, 0046 C",
    "S004": "0017 M, 0019 M",
    "S005": "0022 M, 0025 C",
    "S006": "0040 M, 0007 C",
    "S007": "0044 M, 0007 C",
    "S008": "0052 M, 0054 M, 0057 C",
    "S009": "0065 M, 0052 M, 0054 M, 0051 M, 0057 C, 0110 C, 0113 C",
    "S010": "0070 M, 0073 C",
    "S016": "0115 M, 0116 C, 0118 C, 0051 C",
    "S017": "0121 M, 0122 C, 0124 C, 0051 C",
    "S018": "0127 M, 0128 C, 0130 C, 0051 C",
}

FORMATS: Final = {
    "0001": "a4", "0002": "an1", "0004": "an..35", "0007": "an..4", "0008": "an..35",
    "0010": "an..35", "0014": "an..35", "0017": "n..8", "0019": "n4", "0020": "an..14",
    "0022": "an..14", "0025": "an2", "0026": "an..14", "0029": "a1", "0031": "n1",
    "0032": "an..35", "0035": "n1", "0036": "n..6", "0038": "an..6", "0040": "an..35",
    "0042": "an..35", "0044": "an..35", "0046": "an..35", "0048": "an..14", "0051": "an..3",
    "0052": "an..3", "0054": "an..3", "0057": "an..6", "0058": "an..14", "0060": "n..6",
    "0062": "an..14", "0065": "an..6", "0068": "an..35", "0070": "n..2", "0073": "a1",
    "0074": "n..10", "0076": "an..2", "0080": "an..6", "0110": "an..6", "0113": "an..6",
    "0115": "an..14", "0116": "an..3", "0118": "an..3", "0121": "an..14", "0122": "an..3",
    "0124": "an..3", "0127": "an..14", "0128": "an..3", "0130": "an..3", "0133": "an..3",
}  # fmt: skip
"""The format of each service element, the wider one where versions differ."""


def layout(tag: str, rows: str) -> Layout:
    """A layout of service segments from its elements in order, each with its duty.

    >>> [slot.name for slot in layout("UNT", "0074 M, 0062 M").slots]
    ['0074', '0062']
    """
    found = []
    for row in rows.split(", "):
        name, duty = row.split()
        inner = _COMPOSITES.get(name)
        found.append((name, duty == "M", None if inner is None else _places(inner)))
    return Layout(tag, slots(found, frozenset()))


def _places(rows: str) -> tuple[Slot, ...]:
    pairs = [row.split() for row in rows.split(", ")]
    return slots([(name, duty == "M", None) for name, duty in pairs], frozenset())


UNB: Final = layout(
    "UNB", "S001 M, S002 M, S003 M, S004 M, 0020 M, S005 C, 0026 C, 0029 C, 0031 C, 0032 C, 0035 C"
)
UNG: Final = layout("UNG", "0038 C, S006 C, S007 C, S004 C, 0048 M, 0051 C, S008 C, 0058 C")
UNH: Final = layout("UNH", "0062 M, S009 M, 0068 C, S010 C, S016 C, S017 C, S018 C")
UNT: Final = layout("UNT", "0074 M, 0062 M")
UNE: Final = layout("UNE", "0060 M, 0048 M")
UNZ: Final = layout("UNZ", "0036 M, 0020 M")
