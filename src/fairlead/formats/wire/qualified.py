"""What is said of a segment that no mapping reads: by the code that tells what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from fairlead.lens.runtime import text_at
from fairlead.syntax.tree import Steps, Tree

_TOLD_BY: Final[Mapping[str, tuple[str, tuple[Steps, ...]]]] = {
    "CNT": ("the total", (("C270", "6069"),)),
    "CTA": ("the contact", (("3139",),)),
    "DOC": ("the document", (("C002", "1001"),)),
    "DTM": ("the date", (("C507", "2005"),)),
    "EQD": ("the equipment", (("8053",),)),
    "FTX": ("the text", (("4451",),)),
    "GDS": ("the nature of cargo", (("C703", "7085"),)),
    "LOC": ("the place", (("3227",),)),
    "MEA": ("the measure", (("6311",), ("C502", "6313"))),
    "MOA": ("the amount", (("C516", "5025"),)),
    "NAD": ("the role", (("3035",),)),
    "PIA": ("the code of goods", (("4347",),)),
    "RFF": ("the reference", (("C506", "1153"),)),
    "TDT": ("the stage of transport", (("8051",),)),
}
"""Segment to what its codes are about, and where they stand."""

_CODE: Final = re.compile(r"[A-Z0-9]{1,3}")


def unread(tree: Tree, place: Steps) -> str:
    """Why a place was not understood, told by the code of its segment.

    >>> unread({"NAD": [{"3035": "XX"}]}, ("NAD", 0))
    'the role XX is not understood here'
    >>> unread({"LOC": [{"3227": "9", "C517": {"1131": "181"}}]}, ("LOC", 0, "C517"))
    'this part of the segment is not understood, where the place is 9'
    >>> unread({"RFF": {"C506": {"1153": "AHP", "1154": "DE8112"}}}, ("RFF", "C506", "1153"))
    'the code AHP is not understood here'
    """
    segment = next((end for end in range(len(place), 0, -1) if _is_tag(place[end - 1])), len(place))
    tag = str(place[segment - 1])
    entry = place[: segment + 1] if _indexed(place, segment) else place[:segment]
    what, ways = _TOLD_BY.get(tag, ("", ()))
    told = _told(text_at(tree, entry), ways)
    if place[len(entry) :] in ways:
        return f"the code {_told(tree, (place,))} is not understood here"
    if len(place) > len(entry):
        says = "this part of the segment is not understood"
        return f"{says}, where {what} is {told}" if told else says
    return f"{what} {told} is not understood here" if told else "the segment is not understood here"


def _told(said: Tree, ways: Iterable[Steps]) -> str:
    """The codes that an entry says, or the first of several."""
    one = said[0] if isinstance(said, list) and said else said
    codes = (str(text_at(one, way)) for way in ways)
    return " ".join(code for code in codes if _CODE.fullmatch(code))


def _is_tag(step: str | int) -> bool:
    """Whether a step is the tag of a segment."""
    return isinstance(step, str) and len(step) == len("NAD") and step.isalpha()


def _indexed(place: Steps, end: int) -> bool:
    return len(place) > end and isinstance(place[end], int)
