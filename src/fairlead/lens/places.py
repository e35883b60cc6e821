"""Places on a wire: how a row says where, without a word about values.

A place is a path of members. A member that is a list is entered through a selector in brackets; a
member that is one object may be fenced by a guard in braces.

| selector          | finds when parsing                           | builds when emitting |
|-------------------|----------------------------------------------|----------------------|
| `id[0]`           | the first entry                              | a list of one        |
| `id[1]`           | the only entry; more is a fault              | a list of one        |
| `id[2nd]`         | the second entry, `[3rd]` the third          | it, behind the others |
| `id[*]`           | the first entry that the row's lens can read | one more entry       |
| `id[+]`           | all entries, as the lines of one text        | a list of one        |
| `id[a/b=54]`      | the entry whose `a/b` is `54`                | one, with that member |
| `events[last x]`  | the last entry that has a member `x`         | one entry            |
| `id{a=54}`        | the object, if its `a` is `54`               | it, with that member |

`*` in the path of a test is the first entry of a list: `parties[roles/*=NI]`.

Tests are joined by `&`. A test may list more texts that mean the same, `a=54|55`: the first is
written. `a=54?` is content with an object that has no `a`. `a=X,Y,Z` is for a list of entries: it
finds any of them, and writes the first text in the first entry, the second in the second, and the
last in all that follow. `id{x: a=54}` writes the `a` only beside an `x`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fairlead.errors import MappingError

_STEP = re.compile(
    r"(?P<member>[^/\[\]{}]+)(?:\[(?P<selector>[^\]]*)\])?(?:\{(?P<guard>[^}]*)\})?(?:/|$)"
)
_RANKS = {"2nd": 1, "3rd": 2}


@dataclass(frozen=True, slots=True)
class Test:
    """What must stand at a path below an object."""

    path: tuple[str | int, ...]
    texts: tuple[str, ...]
    """What may stand there; the first is written."""
    optional: bool = False
    """Whether nothing may stand there."""
    ranked: bool = False
    """Whether the texts are those of the first, the second and any further entry."""
    beside: str | None = None
    """The member with which it is written; without, it is written with any."""


@dataclass(frozen=True, slots=True)
class Selector:
    """Which entry of a list is meant."""

    kind: str
    """`first`, `only`, `nth`, `claimed`, `lines`, `where` or `last`."""
    tests: tuple[Test, ...] = ()
    """For `where`: what its entry must say."""
    text: str = ""
    """For `last`: the member that it has; for `claimed`: the lens that claims it."""
    index: int = 0
    """For `nth`: which entry, from 0."""


@dataclass(frozen=True, slots=True)
class Step:
    """One member, and the entry of it where it is a list."""

    member: str
    selector: Selector | None = None
    guard: tuple[Test, ...] = ()


Place = tuple[Step, ...]
"""A path of steps; empty is the object itself."""


def place_in(text: str) -> Place:
    """The place that a row names. Raises `MappingError` where it is not a path.

    >>> [step.member for step in place_in("carrier/id[0]/content")]
    ['carrier', 'id', 'content']
    >>> place_in("LOC[3227=9]/C517{1131=139?}/3225")[1].guard
    (Test(path=('1131',), texts=('139',), optional=True, ranked=False, beside=None),)
    >>> place_in(".")
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
        selector = None if inside is None else _selector(inside, text)
        guard = () if found["guard"] is None else _tests(found["guard"], text)
        steps.append(Step(found["member"], selector, guard))
        end = found.end()
    if not steps:
        raise MappingError("a place is empty")
    return tuple(steps)


def _selector(inside: str, text: str) -> Selector:
    if inside == "0":
        return Selector("first")
    if inside == "1":
        return Selector("only")
    if inside in _RANKS:
        return Selector("nth", index=_RANKS[inside])
    if inside == "*":
        return Selector("claimed")
    if inside == "+":
        return Selector("lines")
    if inside.startswith("last "):
        return Selector("last", text=inside.removeprefix("last ").strip())
    return Selector("where", _tests(inside, text))


def _tests(inside: str, text: str) -> tuple[Test, ...]:
    tests: list[Test] = []
    head, colon, rest = inside.partition(": ")
    beside, inside = (head.strip(), rest) if colon else (None, inside)
    for one in inside.split("&"):
        path, equals, value = one.strip().partition("=")
        if not equals:
            raise MappingError(
                f"{text!r} has a selector that is none of [0], [1], [2nd], [*], [last x], [a=b]"
            )
        optional = value.endswith("?")
        value = value.removesuffix("?")
        ranked = "," in value
        texts = tuple(value.split("," if ranked else "|"))
        steps = tuple(0 if step == "*" else step for step in path.strip().split("/"))
        tests.append(Test(steps, texts, optional, ranked, beside))
    return tuple(tests)


def claimed_by(place: Place, lens: str) -> Place:
    """The place with its `[*]` bound to the lens that claims the entry."""
    return tuple(
        Step(step.member, Selector("claimed", text=lens), step.guard)
        if step.selector is not None and step.selector.kind == "claimed"
        else step
        for step in place
    )


def pattern(place: Place) -> str:
    """The place as the schema names it, every list entered by `[]`.

    >>> pattern(place_in("carrier/id[0]/content"))
    '/carrier/id/[]/content'
    """
    return "".join(f"/{step.member}" + ("/[]" if step.selector else "") for step in place)


def shown(place: Place) -> str:
    """A place in short, with what kind of selector each step has.

    >>> shown(place_in("events[last bill]/bill/code{a=1}")), shown(())
    ('events[last bill]/bill/code{...}', '.')
    """
    return "/".join(map(_step, place)) or "."


def _step(step: Step) -> str:
    one = step.selector
    kinds = {"first": "0", "only": "1", "claimed": "*", "lines": "+", "where": "..."}
    inside = "" if one is None else kinds.get(one.kind, f"last {one.text}")
    if one is not None and one.kind == "nth":
        inside = next(name for name, rank in _RANKS.items() if rank == one.index)
    chosen = "" if one is None else f"[{inside}]"
    return f"{step.member}{chosen}{'{...}' if step.guard else ''}"


def tests_of(step: Step) -> tuple[Test, ...]:
    """Every test of a step: those that choose its entry, and those that fence its object."""
    chosen = step.selector.tests if step.selector is not None else ()
    return (*chosen, *step.guard)


def build_path(place: Place) -> tuple[str | int, ...]:
    """The path that a place builds: lists of one, and what stands further on in a list."""
    return tuple(
        step
        for one in place
        for step in ((one.member, one.selector.index) if one.selector else (one.member,))
    )
