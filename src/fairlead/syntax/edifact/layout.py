"""What a segment may hold: its elements in order, and the components of each.

A [`Layout`][fairlead.syntax.edifact.layout.Layout] turns the text of one segment into members of
a tree, and back. The rules are uniform:

- an element is a member named by its number, `"3227": "9"`; a composite is a member that holds its
  components, `"C517": {"3225": "DEBRV"}`; all values are text, and what is empty is absent;
- an element or a component that has more than one place, whether side by side or not, is a list in
  the order of its places, `"C080": {"3036": ["A", "B"]}`, even if only one is there; what has one
  place is never a list;
- a gap before a later entry of such a list is kept, as an empty text (`["A", "", "C"]`) or, where
  the entries are composites, as an empty object.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, Final, NamedTuple, TypeAlias

from fairlead.syntax.edifact.service import Service
from fairlead.syntax.edifact.tokens import cut, freed

__all__ = ["NUMBER", "Flaw", "Layout", "Members", "Slot", "slots"]

Members: TypeAlias = dict[str, Any]
"""What a segment says: text, or composites of text, or lists of either."""

NUMBER: Final = re.compile(r"-?[0-9]*[.,][0-9]+")
"""A number that has a decimal mark."""


class Flaw(Exception):
    """What is wrong inside a segment; it never leaves this package."""

    def __init__(self, code: str, element: int, component: str = "", value: str = "") -> None:
        self.code = code
        self.element = element
        self.component = component
        self.value = value
        super().__init__(code)


class Slot(NamedTuple):
    """One place in a segment or in a composite."""

    name: str
    many: bool
    """Whether the name has more places than this."""
    most: int
    """How many places the name has."""
    nth: int
    """Which of them this is, from 0."""
    required: bool
    number: bool
    """Whether its text is a number, so that its decimal mark is that of the interchange."""
    parts: tuple[Slot, ...] | None
    """The places of a composite; `None` for an element that stands alone."""
    plain: tuple[str, ...] | None
    """The names of the parts, if none has more places than one."""


def slots(
    rows: Iterable[tuple[str, bool, tuple[Slot, ...] | None]], numbers: frozenset[str]
) -> tuple[Slot, ...]:
    """The places that rows of name, duty and parts stand for, one row a place.

    >>> [one.nth for one in slots([("3036", True, None), ("3036", False, None)], frozenset())]
    [0, 1]
    """
    rows = tuple(rows)
    most = Counter(name for name, _, _ in rows)
    seen: Counter[str] = Counter()
    found: list[Slot] = []
    for name, required, parts in rows:
        plain = None
        if parts is not None and not any(one.many for one in parts):
            plain = tuple(one.name for one in parts)
        count = most[name]
        number = name in numbers
        found.append(Slot(name, count > 1, count, seen[name], required, number, parts, plain))
        seen[name] += 1
    return tuple(found)


_PLAIN: Final = 0
"""For the swift reader: a composite in one place, whose parts have one place each."""
_FIRST: Final = 1
"""Such a composite that has several places, in the first of them."""
_ALONE: Final = 2
"""An element that stands alone, in one place."""
_LINES: Final = 3
"""A composite in one place that begins with lines: one part that has several places."""
_OTHER: Final = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of one segment.

    >>> from fairlead.syntax.edifact.service import DEFAULT
    >>> place = slots([("3225", False, None), ("1131", False, None)], frozenset())
    >>> layout = Layout("LOC", slots([("3227", True, None), ("C517", False, place)], frozenset()))
    >>> layout.members("9+DEBRV:139", "+", ":")
    {'3227': '9', 'C517': {'3225': 'DEBRV', '1131': '139'}}
    >>> layout.careful("9+BR?+V", DEFAULT)
    {'3227': '9', 'C517': {'3225': 'BR+V'}}
    """

    tag: str
    slots: tuple[Slot, ...]
    names: frozenset[str] = field(init=False, repr=False)
    """The names of its elements."""
    counts: bool = field(init=False)
    """Whether a number may stand in it."""
    _plan: tuple[tuple[str, int, tuple[str, ...], int, Slot], ...] = field(init=False, repr=False)
    """For each place: its name, its kind, the names of its parts, how many of those, itself."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", frozenset(slot.name for slot in self.slots))
        every = [one for slot in self.slots for one in (slot.parts or (slot,))]
        object.__setattr__(self, "counts", any(one.number for one in every))
        object.__setattr__(self, "_plan", tuple(map(_planned, self.slots)))

    def members(self, text: str, element: str, component: str) -> Members:
        """What a text says in which nothing is released and no number needs a look.

        Raises `Flaw` for more elements or components than there are places.
        """
        texts = text.split(element)
        plan = self._plan
        if len(texts) > len(plan) and text:
            raise Flaw("READ-052", len(plan) + 1)
        said: Members = {}
        for (name, kind, names, most, slot), one in zip(plan, texts):
            if not one:
                continue
            if kind <= _FIRST:
                values = one.split(component)
                count = len(values)
                if count > most:
                    raise Flaw("READ-053", self.slots.index(slot) + 1, name)
                if "" in values:
                    found = {part: text for part, text in zip(names, values) if text}
                    if not found:
                        continue
                elif count == 1:
                    found = {names[0]: one}
                elif count == 2:  # spelt out, because most composites are so short
                    found = {names[0]: values[0], names[1]: values[1]}
                elif count == 3:
                    found = {names[0]: values[0], names[1]: values[1], names[2]: values[2]}
                else:
                    found = dict(zip(names, values))
                said[name] = found if kind == _PLAIN else [found]
            elif kind == _ALONE and component not in one:
                said[name] = one
            elif kind == _LINES and (values := one.split(component))[-1] and len(values) <= most:
                said[name] = {names[0]: values}
            else:
                _take(self, said, slot, one.split(component))
        return said

    def careful(self, text: str, service: Service) -> Members:
        """What the text of any segment says, after its tag and the separator behind that.

        Raises `Flaw` as `members` does, and for a release character that releases nothing, a
        repetition, and a number whose decimal mark is not that of the interchange.
        """
        free, release, repetition = freed(service), service.release, service.repetition
        texts = cut(text, service.element, release)
        if len(texts) > len(self.slots) and text:
            raise Flaw("READ-052", len(self.slots) + 1)
        said: Members = {}
        for element, (slot, whole) in enumerate(zip(self.slots, texts, strict=False), 1):
            if repetition != " " and len(cut(whole, repetition, release)) > 1:
                raise Flaw("READ-054", element, slot.name)
            values: list[str] = []
            for one in cut(whole, service.component, release):
                value = free(one)
                if value is None:
                    raise Flaw("READ-038", element, slot.name)
                values.append(value)
            found = self._said(slot, values, element, service.mark)
            if found and slot.many:
                _enter(said, slot, found)
            elif found:
                said[slot.name] = found
        return said

    def _said(self, slot: Slot, values: list[str], element: int, mark: str) -> Any:
        """What the components of one element say."""
        if slot.parts is None:
            if len(values) > 1:
                raise Flaw("READ-053", element, slot.name)
            return _marked(slot, values[0], element, slot.name, mark)
        if len(values) <= len(slot.parts):
            pairs = zip(slot.parts, values, strict=False)
            values = [_marked(p, v, element, f"{slot.name}/{p.name}", mark) for p, v in pairs]
        return _composite(self, slot, slot.parts, values)


def _planned(slot: Slot) -> tuple[str, int, tuple[str, ...], int, Slot]:
    """What the swift reader needs to know of a place."""
    parts = slot.parts or ()
    names = tuple(one.name for one in parts)
    if slot.many:
        first = slot.nth == 0 and slot.plain is not None
        return slot.name, _FIRST if first else _OTHER, names, len(names), slot
    if slot.parts is None or slot.plain is not None:
        return slot.name, _PLAIN if parts else _ALONE, names, len(names), slot
    lines = len(list(takewhile(lambda name: name == names[0], names)))
    whole = parts[0].many and lines == parts[0].most
    return slot.name, _LINES if whole else _OTHER, names, lines, slot


def _take(layout: Layout, said: Members, slot: Slot, values: list[str]) -> None:
    """Take any element, whatever its kind."""
    if slot.parts is None:
        if len(values) > 1:
            raise Flaw("READ-053", _which(layout, slot), slot.name)
        value: Any = values[0]
    else:
        value = _composite(layout, slot, slot.parts, values)
        if not value:
            return
    if slot.many:
        _enter(said, slot, value)
    else:
        said[slot.name] = value


def _which(layout: Layout, slot: Slot) -> int:
    """Where a slot stands in its segment, from 1."""
    return layout.slots.index(slot) + 1


def _composite(layout: Layout, slot: Slot, parts: tuple[Slot, ...], values: list[str]) -> Members:
    """What the components of a composite say."""
    if len(values) > len(parts):
        raise Flaw("READ-053", _which(layout, slot), slot.name)
    if slot.plain is not None:
        return {name: text for name, text in zip(slot.plain, values, strict=False) if text}
    said: Members = {}
    for part, text in zip(parts, values, strict=False):
        if text and part.many:
            _enter(said, part, text)
        elif text:
            said[part.name] = text
    return said


def _enter(said: Members, slot: Slot, value: Any) -> None:
    """Put an entry at its place in a list, with gaps before it if there are any."""
    entries = said.setdefault(slot.name, [])
    while len(entries) < slot.nth:
        entries.append("" if slot.parts is None else {})
    entries.append(value)


def _marked(slot: Slot, text: str, element: int, component: str, mark: str) -> str:
    """A text with a point for the decimal mark, if it is a number that has one."""
    if not slot.number or not NUMBER.fullmatch(text):
        return text
    if mark not in text:
        raise Flaw("READ-057", element, component, text)
    return text.replace(mark, ".")
