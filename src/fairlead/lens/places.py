"""Places on a wire: how a row says where, without a word about values.

A place is a path of members. A member that is a list is entered through a selector:

| selector        | finds when parsing                           | builds when emitting |
|-----------------|----------------------------------------------|----------------------|
| `id[0]`         | the first entry                              | a list of one        |
| `id[1]`         | the only entry; more is a fault              | a list of one        |
| `id[*]`         | the first entry that the value lens claims   | one more entry       |
| `id[a/b=54]`    | the entry whose `a/b` is `54`                | one, with that member |
| `events[last x]`| the last entry that has a member `x`         | one entry            |
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fairlead.errors import MappingError

_STEP = re.compile(r"(?P<member>[^/\[\]]+)(?:\[(?P<selector>[^\]]*)\])?(?:/|$)")


@dataclass(frozen=True, slots=True)
class Selector:
    """Which entry of a list is meant."""

    kind: str
    """`first`, `only`, `claimed`, `where` or `last`."""
    path: tuple[str, ...] = ()
    """For `where`: members from the entry to the compared text; for `last`: the one it has."""
    text: str = ""
    """For `where`: what stands there."""


@dataclass(frozen=True, slots=True)
class Step:
    """One member, and the entry of it where it is a list."""

    member: str
    selector: Selector | None = None


Place = tuple[Step, ...]
"""A path of steps; empty is the object itself."""


def read_place(text: str) -> Place:
    """The place that a row names. Raises `MappingError` where it is not a path.

    >>> [step.member for step in read_place("carrier/id[0]/content")]
    ['carrier', 'id', 'content']
    >>> read_place(".")
    ()
    """
    if text == ".":
        return ()
    steps: list[Step] = []
    end = 0
    while end < len(text):
        found = _STEP.match(text, end)
        if found is None:
            raise MappingError(f"{text!r} is not a place")
        inside = found["selector"]
        steps.append(Step(found["member"], None if inside is None else _selector(inside, text)))
        end = found.end()
    if not steps:
        raise MappingError("a place is empty")
    return tuple(steps)


def _selector(inside: str, text: str) -> Selector:
    if inside == "0":
        return Selector("first")
    if inside == "1":
        return Selector("only")
    if inside == "*":
        return Selector("claimed")
    if inside.startswith("last "):
        return Selector("last", (inside.removeprefix("last ").strip(),))
    path, equals, value = inside.partition("=")
    if not equals:
        raise MappingError(
            f"{text!r} has a selector that is none of [0], [1], [*], [last x], [a=b]"
        )
    return Selector("where", tuple(path.split("/")), value)


def claimed_by(place: Place, lens: str) -> Place:
    """The place with its `[*]` bound to the lens that claims the entry."""
    return tuple(
        Step(step.member, Selector("claimed", text=lens))
        if step.selector is not None and step.selector.kind == "claimed"
        else step
        for step in place
    )


def pattern(place: Place) -> str:
    """The place as the schema names it, every list entered by `[]`.

    >>> pattern(read_place("carrier/id[0]/content"))
    '/carrier/id/[]/content'
    """
    return "".join(f"/{step.member}" + ("/[]" if step.selector else "") for step in place)
