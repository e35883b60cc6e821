"""The loss table: what every format loses of what every other says, read from their mappings.

No sentence of it is written by hand. A leaf of the Bill that the source says and no row of the
target says is lost, for the reason that the target's mapping gives. What the target says under a
condition is lost where the condition does not hold. What stands outside the vocabulary of the Bill
is in no table, for no target has a place for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from fairlead.formats.format import Format
from fairlead.formats.found import FORMATS
from fairlead.formats.sayings import Saying, Speech, speech_of
from fairlead.lens.critical import is_critical
from fairlead.once import once, once_property

__all__ = ["Fate", "Folded", "Loss", "Losses", "every_loss", "losses_between"]


class Fate(StrEnum):
    """What becomes of a leaf, where it is not simply said."""

    LOST = "lost"
    """The target has no place for it."""
    IN_PART = "in part"
    """The target says it under conditions; where they do not hold, it is lost."""
    NARROWED = "narrowed"
    """The target's code says less, for the keys that are named."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A leaf that is lost, or may be."""

    leaf: str
    """Path in the Bill, lists entered by `[]`."""
    fate: Fate
    why: tuple[str, ...]
    """The reason, or the conditions, as the target's mapping gives them."""

    @property
    def critical(self) -> bool:
        """Whether it is critical to the title: its loss refuses the conversion."""
        return is_critical(self.leaf)

    def as_json(self) -> dict[str, Any]:
        """The loss as JSON members."""
        return {
            "leaf": self.leaf,
            "fate": self.fate.value,
            "critical": self.critical,
            "why": list(self.why),
        }


@dataclass(frozen=True, slots=True)
class Folded:
    """A leaf, or a part of several leaves that are lost alike."""

    part: str
    leaves: int
    fate: Fate
    why: tuple[str, ...]
    critical: bool
    """Whether a leaf of it is critical to the title."""


@dataclass(frozen=True)
class Losses:
    """What one format loses of what another says."""

    source: Format
    target: Format
    leaves: tuple[str, ...]
    """Leaves of the Bill that the source can say, in the order of its mapping."""
    losses: tuple[Loss, ...]
    """In the same order."""

    def of(self, fate: Fate) -> tuple[Loss, ...]:
        """The losses of one fate."""
        return tuple(one for one in self.losses if one.fate is fate)

    @property
    def counts(self) -> dict[str, int]:
        """How many leaves there are, meet each fate, and are critical to the title among these."""
        fates = {fate.value: len(self.of(fate)) for fate in Fate}
        critical = sum(one.critical for one in self.losses)
        return {"leaves": len(self.leaves), **fates, "critical": critical}

    @once_property
    def folded(self) -> tuple[Folded, ...]:
        """The losses for people: a part whose leaves all share one fate and reason stands once."""
        fates = {one.leaf: (one.fate, one.why) for one in self.losses}
        below: dict[str, list[str]] = {}
        for leaf in self.leaves:
            for part in _parts(leaf):
                below.setdefault(part, []).append(leaf)
        found: dict[str, Folded] = {}
        for loss in self.losses:
            same = (loss.fate, loss.why)
            part = next(
                part
                for part in _parts(loss.leaf)
                if all(fates.get(leaf) == same for leaf in below[part])
            )
            critical = any(is_critical(leaf) for leaf in below[part])
            found[part] = Folded(part, len(below[part]), *same, critical)
        return tuple(found.values())

    def as_json(self) -> dict[str, Any]:
        """The table as JSON members."""
        return {
            "from": self.source.id,
            "to": self.target.id,
            "counts": self.counts,
            "losses": [one.as_json() for one in self.losses],
            "blocked": [
                {"capability": capability, "says": says}
                for capability, _, says in self.target.mapping.grammar.blocks
            ],
        }


def losses_between(source: Format, target: Format) -> Losses:
    """What a target loses of what a source says.

    >>> from fairlead.formats import named
    >>> found = losses_between(named("dcsa"), named("iftmcs"))
    >>> [(one.leaf, one.fate.value, one.why) for one in found.losses if "rider" in one.leaf]
    [('number_of_rider_pages', 'lost', ('no count of pages',))]
    """
    said = _speech(source)
    leaves = tuple(leaf for leaf in said.leaves if leaf in said.read)
    losses = [_loss(leaf, said, _speech(target)) for leaf in leaves]
    return Losses(source, target, leaves, tuple(one for one in losses if one is not None))


def every_loss() -> Iterator[Losses]:
    """The table of every ordered pair of different formats, in the order of `FORMATS`."""
    for source in FORMATS:
        for target in FORMATS:
            if target is not source and target.writes:
                yield losses_between(source, target)


def _parts(leaf: str) -> Iterator[str]:
    """The parts that hold a leaf, from the outermost to the leaf itself.

    >>> list(_parts("seals[].source"))
    ['seals[]', 'seals[].source']
    """
    steps = leaf.split(".")
    return (".".join(steps[: end + 1]) for end in range(len(steps)))


@once
def _speech(one: Format) -> Speech:
    return speech_of(one.mapping.grammar)


def _loss(leaf: str, source: Speech, target: Speech) -> Loss | None:
    """What is lost of a leaf that the source says; None where nothing is."""
    if leaf not in target.leaves:
        excuse = target.excuse(leaf)
        return Loss(leaf, Fate.LOST, () if excuse is None else (excuse[1],))
    ways = [one for one in source.leaves[leaf] if one.read]
    there = target.leaves[leaf]
    under = [(*_under(ways, one), *_uncoded(ways, one, there)) for one in there]
    if () not in under:
        return Loss(leaf, Fate.IN_PART, tuple(dict.fromkeys(one for way in under for one in way)))
    narrowed = [_narrowed(ways, one) for one in there]
    return None if () in narrowed else Loss(leaf, Fate.NARROWED, narrowed[0])


def _under(ways: list[Saying], there: Saying) -> list[str]:
    """The conditions of one way to say a leaf that whatever the source says need not meet."""
    met = set.intersection(*({one for one in way.under if one.read} for way in ways))
    return [one.says for one in there.under if one not in met]


def _uncoded(ways: list[Saying], there: Saying, every: tuple[Saying, ...]) -> Iterator[str]:
    """That a key needs a code, where the source has keys that no code of the target says."""
    if there.codes is None:
        return
    given = [None if way.codes is None else way.codes.read_as(there.codes.by) for way in ways]
    keys = {key for each in given if each is not None for key in each}
    if None in given:
        yield f"by a code of {there.codes.list} for {' + '.join(there.codes.by)}"
        return
    for one in every:
        if one.codes is not None and one.codes.by == there.codes.by:
            keys -= one.codes.written
    if keys:
        yield f"without a code of {there.codes.list} for {', '.join(sorted(keys))}"


def _narrowed(ways: list[Saying], there: Saying) -> tuple[str, ...]:
    """The keys of the source whose code in the target says less than they do."""
    if there.codes is None:
        return ()
    keys = {key for way in ways if way.codes is not None for key in way.codes.read}
    return tuple(sorted(keys & there.codes.narrowed))
