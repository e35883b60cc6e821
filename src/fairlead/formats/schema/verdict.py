"""The verdict of a directory on a tree, and nothing but the verdict.

Every place becomes a small test of what stands there; what is wrong, and where, is said by the
[judge][fairlead.formats.schema.judge], who must come to the same verdict.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from fairlead.formats.schema.facts import Codes, Facts
from fairlead.formats.schema.judge import LISTS, test_of
from fairlead.syntax.edifact.layout import Layout, Slot
from fairlead.syntax.edifact.table import Level, Node

__all__ = ["verdict_of"]

Test: TypeAlias = Callable[[Any, dict[str, Any]], bool]
"""Whether a value may stand in its object, which is handed in too."""


def verdict_of(facts: Facts) -> Callable[[object], bool]:
    """Whether a tree obeys a directory, as a function.

    >>> from fairlead.formats.schema.facts import load
    >>> from fairlead.resources import find
    >>> verdict_of(load(find("schemas", "unece", "iftmcs-d00b")))({"BGM": {}})
    False
    """
    made: dict[str, dict[str, Test]] = {}
    level = facts.table.level
    whole = _object(level.required, _level(facts, level, made))
    return lambda tree: whole(tree, {})


def _level(facts: Facts, level: Level, made: dict[str, dict[str, Test]]) -> dict[str, Test]:
    """The test of each segment and group on a level."""
    return {tag: _node(facts, node, made) for tag, node in level.nodes.items()}


def _node(facts: Facts, node: Node, made: dict[str, dict[str, Test]]) -> Test:
    """The test of a segment, and of the group that it begins."""
    layout = node.layout
    if layout.tag not in made:
        made[layout.tag] = _members(facts, layout.slots)
    tests, required = made[layout.tag], _required(layout)
    if node.level is not None:
        tests = {**tests, **_level(facts, node.level, made)}
        required += node.level.required
    one = _object(required, tests)
    return _list(one, node.most) if node.many else one


def _required(layout: Layout) -> tuple[str, ...]:
    return tuple(slot.name for slot in layout.slots if slot.required)


def _members(facts: Facts, slots: tuple[Slot, ...]) -> dict[str, Test]:
    """The test of each element of a segment, or of each component of a composite."""
    return {slot.name: _slot(facts, slot) for slot in slots if slot.nth == 0}


def _slot(facts: Facts, slot: Slot) -> Test:
    """The test of one place, or of all places of one name."""
    if slot.parts is None:
        one = _text(facts, slot.name)
    else:
        required = tuple(part.name for part in slot.parts if part.required)
        one = _object(required, _members(facts, slot.parts), empty=False)

    return _entries(one, slot) if slot.many else one


def _object(required: tuple[str, ...], tests: dict[str, Test], *, empty: bool = True) -> Test:
    """The test of an object by its members, which may be `empty`."""
    find = tests.get

    def test(value: Any, _: dict[str, Any]) -> bool:
        if value.__class__ is not dict:
            return False
        for name in required:
            if name not in value:
                return False
        for name, inside in value.items():
            known = find(name)
            if known is None or not known(inside, value):
                return False
        return empty or bool(value)

    return test


def _list(one: Test, most: int) -> Test:
    """The test of a list of segments."""

    def test(value: Any, said: dict[str, Any]) -> bool:
        if value.__class__ is not list or not 1 <= len(value) <= most:
            return False
        for entry in value:  # noqa: SIM110 - a generator would cost as much as a short list
            if not one(entry, said):
                return False
        return True

    return test


def _entries(one: Test, slot: Slot) -> Test:
    """The test of a list of elements or components; any but the last may be a gap."""
    gap: object = "" if slot.parts is None else {}

    def test(value: Any, said: dict[str, Any]) -> bool:
        if value.__class__ is not list or not 1 <= len(value) <= slot.most or value[-1] == gap:
            return False
        if slot.required and value[0] == gap:
            return False
        for entry in value:  # noqa: SIM110 - a generator would cost as much as a short list
            if entry != gap and not one(entry, said):
                return False
        return True

    return test


def _text(facts: Facts, name: str) -> Test:
    """The test of a text by its format and its codes."""
    element = facts.elements[name]
    wrong, codes, most = test_of(element), facts.codes.get(name), element.most
    if codes is not None:
        return _code(codes, wrong, elsewhere=name not in LISTS)
    if element.text == f"an..{most}":

        def test(value: Any, _: dict[str, Any]) -> bool:
            if value.__class__ is not str or not 0 < len(value) <= most:
                return False
            return value.isprintable() or wrong(value) is None

        return test
    return lambda value, _: isinstance(value, str) and wrong(value) is None


def _code(codes: Codes, wrong: Callable[[str], object], *, elsewhere: bool) -> Test:
    """The test of a code, which is not the directory's if another list is named beside it."""
    known = frozenset(code for code in codes.known if wrong(code) is None)

    def test(value: Any, said: dict[str, Any]) -> bool:
        if value.__class__ is not str:
            return False
        if value in known:
            return True
        if wrong(value) is not None:
            return False
        return codes.permits(value) or (elsewhere and not LISTS.isdisjoint(said))

    return test
