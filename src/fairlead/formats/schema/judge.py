"""Every breach of a directory, said in one sentence each."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from fairlead.faults import MOST, Fault, capped, fault
from fairlead.formats.schema.facts import Codes, Element, Facts
from fairlead.syntax.edifact.layout import Layout, Slot
from fairlead.syntax.edifact.table import Level, Node

__all__ = ["LISTS", "Judge", "test_of"]

Where: TypeAlias = tuple["Where | None", str]
"""The way to a place, innermost step first: cheap to make, and spelt only where it is said."""

_NUMBER: Final = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
_UNSAYABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_DIGIT: Final = re.compile("[0-9]")
_SHOWN: Final = 12
"""How many codes a sentence names."""
LISTS: Final = frozenset({"1131", "3055"})
"""Components that say from which list the code before them is."""


class Judge:
    """Judges trees by one directory; it may be asked from several threads."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._known = {id(layout): _names(layout) for layout in _layouts(facts.table.level)}
        self._tests = {name: test_of(element) for name, element in facts.elements.items()}

    def breaches(self, tree: object, side: str) -> tuple[Fault, ...]:
        """What is wrong, in the order of the document; at most so many breaches are named.

        >>> from fairlead.formats.schema.facts import load
        >>> from fairlead.resources import find
        >>> judge = Judge(load(find("schemas", "unece", "iftmcs-d00b")))
        >>> [str(one.at) for one in judge.breaches({}, "EMIT")]
        ['UNH', 'BGM']
        """
        hearing = _Hearing(self._facts, self._known, self._tests, side)
        hearing.message(tree)
        return capped(hearing.found, f"{side}-011", law=self._facts.name)


class _Hearing:
    """One tree before the judge."""

    def __init__(
        self,
        facts: Facts,
        known: dict[int, frozenset[str]],
        tests: dict[str, Callable[[str], tuple[str, str] | None]],
        side: str,
    ) -> None:
        self.facts = facts
        self.known = known
        self.tests = tests
        self.side = side
        self.found: list[Fault] = []

    def message(self, tree: object) -> None:
        """The whole message."""
        if not isinstance(tree, dict):
            self.say("002", None, "an object is expected")
            return
        level = self.facts.table.level
        self.level(level, tree, None)
        self.strangers(tree, level.nodes.keys(), None)

    def level(self, level: Level, holder: dict[str, Any], above: Where | None) -> None:
        """The segments and groups on one level."""
        for tag, node in level.nodes.items():
            if tag not in holder:
                if node.required:
                    self.say("001", (above, tag), "the segment is required and missing")
                continue
            there = holder[tag]
            if not node.many:
                self.segment(node, there, (above, tag))
            elif self.is_list(there, node.most, (above, tag)):
                for number, one in enumerate(there, 1):
                    self.segment(node, one, (above, f"{tag}[{number}]"))

    def segment(self, node: Node, said: Any, where: Where) -> None:
        """One segment, and the group that it begins."""
        if not isinstance(said, dict):
            self.say("002", where, "an object is expected")
            return
        layout = node.layout
        self.slots(layout.slots, said, where, "element")
        if node.level is not None:
            self.level(node.level, said, where)
        known = self.known[id(layout)]
        if not said.keys() <= known:
            inside = node.level.nodes.keys() if node.level is not None else ()
            self.strangers(said, known.union(inside), where)

    def slots(self, slots: tuple[Slot, ...], said: dict[str, Any], where: Where, what: str) -> None:
        """The elements of a segment or the components of a composite."""
        for slot in slots:
            name = slot.name
            if name not in said:
                if slot.required:
                    self.say("001", (where, name), f"the {what} is required and missing")
            elif not slot.many:
                self.value(slot, said[name], (where, name), said)
            elif slot.nth == 0 and self.is_list(said[name], slot.most, (where, name)):
                self.entries(slot, said[name], where, said)

    def entries(self, slot: Slot, entries: list[Any], where: Where, said: dict[str, Any]) -> None:
        """The entries of a list; any but the last may be a gap, and the first if not required."""
        last = len(entries) - 1
        for index, entry in enumerate(entries):
            here = (where, f"{slot.name}[{index + 1}]")
            gap = entry == ("" if slot.parts is None else {})
            if gap and index == 0 and slot.required:
                self.say("001", here, "the first entry is required and missing")
            elif not gap or index == last:
                self.value(slot, entry, here, said)

    def value(self, slot: Slot, value: Any, where: Where, said: dict[str, Any]) -> None:
        """One element, component or composite."""
        if slot.parts is not None:
            self.composite(slot.parts, value, where)
            return
        if not isinstance(value, str):
            self.say("002", where, "a text is expected")
            return
        wrong = self.tests[slot.name](value)
        if wrong is not None:
            self.say(wrong[0], where, wrong[1], value)
            return
        codes = self.facts.codes.get(slot.name)
        if codes is not None and not codes.permits(value) and not _elsewhere(slot.name, said):
            self.say("006", where, _wanted(codes), value)

    def composite(self, parts: tuple[Slot, ...], said: Any, where: Where) -> None:
        """The components of one composite."""
        if not isinstance(said, dict):
            self.say("002", where, "an object is expected")
            return
        if not said:
            self.say("004", where, "at least one component is expected")
            return
        self.slots(parts, said, where, "component")
        names = {part.name for part in parts}
        if not said.keys() <= names:
            self.strangers(said, names, where)

    def is_list(self, value: Any, most: int, where: Where) -> bool:
        """Whether it is a list that can be looked into."""
        if not isinstance(value, list):
            self.say("002", where, "a list is expected")
            return False
        if not value:
            self.say("008", where, "at least 1 entry is expected")
        if len(value) > most:
            self.say("008", where, f"at most {most} entries are expected")
            return False
        return True

    def strangers(self, said: dict[str, Any], known: Any, where: Where | None) -> None:
        """Members that nothing here is called by."""
        for name in said:
            if name not in known:
                self.say("010", (where, str(name)), "no member of this name is expected here")

    def say(self, number: str, where: Where | None, says: str, value: str | None = None) -> None:
        """One breach; what no report would name is not spelt."""
        if len(self.found) > MOST:
            return
        wire = _spelt(where)
        place = "/".join(step.partition("[")[0] for step in wire.split("/")[-2:])
        law = f"{self.facts.name} {place}".rstrip()
        self.found.append(
            fault(f"{self.side}-{number}", wire=wire, says=says, law=law, value=value)
        )


def _spelt(where: Where | None) -> str:
    """The way to a place, `TDT[1]/LOC[2]/C517/3225`."""
    steps: list[str] = []
    while where is not None:
        where, step = where
        steps.append(step)
    return "/".join(reversed(steps))


def _names(layout: Layout) -> frozenset[str]:
    return frozenset(slot.name for slot in layout.slots)


def _layouts(level: Level) -> list[Layout]:
    """Every layout on a level and below."""
    found: list[Layout] = []
    for node in level.nodes.values():
        found.append(node.layout)
        if node.level is not None:
            found += _layouts(node.level)
    return found


def _elsewhere(name: str, said: dict[str, Any]) -> bool:
    """Whether the code is said to be from another list than the directory's own."""
    return name not in LISTS and not LISTS.isdisjoint(said)


def _wanted(codes: Codes) -> str:
    """Which codes were expected."""
    if not codes.closed:
        return "a code that the directory has is expected"
    named = ", ".join(codes.known[:_SHOWN])
    more = f" or {len(codes.known) - _SHOWN} others" if len(codes.known) > _SHOWN else ""
    return f"one of {named}{more} is expected"


def test_of(element: Element) -> Callable[[str], tuple[str, str] | None]:
    """The test of a text by a format: the number of a code and what was expected, or `None`.

    >>> test_of(Element.read("n..3"))("1234")
    ('004', 'at most 3 digits are expected')
    """
    least, most, kind = element.least, element.most, element.kind
    expected = f"at most {most}" if least == 1 else f"exactly {most}"
    unit = "character" if most == 1 else "characters"
    if kind == "n":
        unit = "digit" if most == 1 else "digits"
    be = "is" if most == 1 else "are"
    length = ("004", f"{expected} {unit} {be} expected")

    def text(value: str) -> tuple[str, str] | None:
        if not least <= len(value) <= most:
            return length if value else ("004", "at least 1 character is expected")
        if not value.isprintable() and _UNSAYABLE.search(value):
            return "003", "no control character is expected"
        return ("003", "no digit is expected") if kind == "a" and _DIGIT.search(value) else None

    def number(value: str) -> tuple[str, str] | None:
        if not _NUMBER.fullmatch(value):
            return "003", "a number is expected, its decimal mark a point"
        digits = len(value) - value.count("-") - value.count(".")
        return None if least <= digits <= most else length

    return number if kind == "n" else text
