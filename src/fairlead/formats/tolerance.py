"""What carriers write otherwise than a directory has it, tolerated where a profile says so.

A profile is asked for by name (`iftmcs:yang-ming`), never guessed from a document. Every use of a
tolerance is a note in the report. What is set aside is not read: it is counted as lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fairlead.errors import UsageError
from fairlead.formats import index
from fairlead.lens.runtime import put, text_at
from fairlead.syntax.tree import Steps


@dataclass(frozen=True, slots=True)
class Tolerance:
    """One deviation and how it is meant."""

    says: str
    segment: str
    when: tuple[tuple[Steps, str], ...]
    """What stands at which elements; `#` is any digit, nothing is an element that is not there."""
    then: tuple[tuple[Steps, str], ...] = ()
    """What is read there instead."""
    aside: bool = False
    """Whether the segment and what stands below it is not read at all."""
    since: str = ""
    """The directory from which on it is a deviation."""

    def meets(self, segment: Any, directory: str) -> bool:
        """Whether a segment deviates so, in a directory as UNH names it (`00B`)."""
        if self.since and _year(directory) < _year(self.since):
            return False
        return all(_stands(text_at(segment, steps), text) for steps, text in self.when)


@dataclass
class Tolerated:
    """A tree as its carrier means it, and what was tolerated to read it so."""

    tree: Any
    used: list[tuple[Steps, Tolerance]] = field(default_factory=list)
    """Places in the tree as it stood."""
    aside: dict[Steps, Any] = field(default_factory=dict)


def tolerances(carrier: str) -> tuple[Tolerance, ...]:
    """What a carrier's profile tolerates. Raises `UsageError` naming the profiles there are.

    >>> [one.segment for one in tolerances("one")]
    ['DTM', 'DTM', 'NAD']
    """
    said = index.carriers()
    if carrier not in said["carrier"]:
        known = ", ".join(sorted(said["carrier"]))
        raise UsageError(f"there is no profile of a carrier {carrier!r} (known: {known})")
    return tuple(_read(said["tolerance"][name]) for name in said["carrier"][carrier]["tolerates"])


def _read(said: Mapping[str, Any]) -> Tolerance:
    texts = {
        word: tuple((tuple(at.split("/")), text) for at, text in said.get(word, {}).items())
        for word in ("when", "then")
    }
    return Tolerance(
        said["says"], said["segment"], texts["when"], texts["then"],
        said.get("aside", False), said.get("since", ""),
    )  # fmt: skip


def _year(directory: str) -> int:
    """The year of a directory: `99B` is of the century before `00B`."""
    year = int(directory[:2])
    return year + (1900 if year > 90 else 2000)  # noqa: PLR2004 - directories began in 1990


def _stands(said: Any, text: str) -> bool:
    if not text:
        return said is None
    return isinstance(said, str) and re.fullmatch(text.replace("#", "[0-9]"), said) is not None


def tolerated(tree: Any, allowed: tuple[Tolerance, ...], directory: str) -> Tolerated:
    """The tree as its carrier means it; the tree itself stays as it is."""
    made = Tolerated(tree)
    if allowed:
        made.tree = _meant(tree, (), made, (allowed, directory))
    return made


Rules = tuple[tuple[Tolerance, ...], str]


def _meant(node: Any, above: Steps, made: Tolerated, rules: Rules) -> Any:
    if not isinstance(node, dict):
        return node
    kept: dict[str, Any] = {}
    for tag, entry in node.items():
        if not isinstance(entry, list):
            one = _segment(tag, entry, (*above, tag), made, rules)
            kept |= {} if one is None else {tag: one}
            continue
        ways = [(*above, tag, index) for index in range(len(entry))]
        read = [_segment(tag, one, way, made, rules) for one, way in zip(entry, ways, strict=True)]
        if left := [one for one in read if one is not None]:
            kept[tag] = left
    return kept


def _segment(tag: str, segment: Any, way: Steps, made: Tolerated, rules: Rules) -> Any:
    """One segment as it is meant; None where it is set aside."""
    allowed, directory = rules
    rule = next((r for r in allowed if r.segment == tag and r.meets(segment, directory)), None)
    if rule is None:
        return _meant(segment, way, made, rules)
    made.used.append((way, rule))
    if rule.aside:
        made.aside[way] = segment
        return None
    meant = _meant(segment, way, made, rules)
    for steps, text in rule.then:
        head = dict(meant[steps[0]]) if len(steps) > 1 else {}
        meant = {**meant, **({steps[0]: head} if head else {})}
        put(meant, steps, text)
    return meant
