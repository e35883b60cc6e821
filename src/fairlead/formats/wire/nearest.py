"""What is said of a member that no mapping reads, with the nearest name that its schema knows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from fairlead.errors import nearest
from fairlead.lens.residue import pattern_of
from fairlead.syntax.tree import Steps

_ALIKE: Final = (5, 6)
"""How like two names are, as a part of 1, that stand in different places and may be one."""

_LONGEST: Final = 64
"""A longer name is nobody's slip."""


def unread(places: Collection[str], place: Steps) -> str:
    """Why a place was not understood: its name is unknown, or nothing reads it.

    `places` are those of the schema, as patterns.

    >>> unread(["/notifyParties", "/notifyParties/[]"], ("notifyParty",))
    'not understood: the format has no member of this name here; the nearest name is notifyParties'
    >>> unread(["/issueTo"], ("issueTo",))
    'not understood: the format has this member, and Fairlead does not read it here'
    """
    here = pattern_of(place)
    if here in places:
        return "not understood: the format has this member, and Fairlead does not read it here"
    says = "not understood: the format has no member of this name here"
    near = _nearest(places, here)
    return f"{says}; the nearest name is {near}" if near else says


def _nearest(places: Collection[str], here: str) -> str | None:
    """The name that is nearest to the last one of a pattern.

    It is looked for beside it first, then everywhere: a name with the one that it stands in, for
    `sealNumber` may be meant for `number` in `seals`.
    """
    above, _, name = here.rpartition("/")
    if len(name) > _LONGEST:
        return None
    beside = dict.fromkeys(one for one in _below(places, above) if one != "[]")
    near = nearest(name, beside)
    if near:
        return near
    elsewhere: dict[str, str] = {}
    for one in places:
        *_, outer, inner = ("", *(step for step in one.split("/") if step not in {"", "[]"}))
        for alone in (inner, f"{outer}{inner}"):
            elsewhere.setdefault(alone.casefold(), f"{outer}/{inner}".removeprefix("/"))
    far = nearest(name.casefold(), elsewhere, _ALIKE)
    return elsewhere[far] if far else None


def _below(places: Collection[str], above: str) -> Iterator[str]:
    """The names that stand directly below a pattern."""
    start = f"{above}/"
    for one in places:
        if one.startswith(start):
            yield one[len(start) :].partition("/")[0]
