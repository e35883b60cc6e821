"""Whether somebody is one of several, with three answers."""

from __future__ import annotations

from collections.abc import Iterable

from fairlead.title.history import Match, Party, match

__all__ = ["best"]


def best(who: Party | None, several: Iterable[Party]) -> Match:
    """Whether somebody is one of several, or acts for one of them.

    >>> best(None, ()).value
    'unknown'
    """
    faces = () if who is None else (who, Party(who.represents))
    found = {match(face, one) for one in several for face in faces if face.codes}
    if Match.SAME in found:
        return Match.SAME
    return Match.OTHER if found == {Match.OTHER} else Match.UNKNOWN
