"""Every place of a message in a directory, and what the directory says about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fairlead.formats.schema.facts import Facts
from fairlead.formats.schema.leaf import Leaf
from fairlead.syntax.edifact.layout import Slot
from fairlead.syntax.edifact.table import Level

__all__ = ["leaves_of"]


def leaves_of(facts: Facts) -> Iterator[Leaf]:
    """The places in the order of the directory, lists entered by `/[]`.

    >>> from fairlead.formats.schema.facts import load
    >>> from fairlead.resources import find
    >>> facts = load(find("schemas", "unece", "iftmcs-d99b"))
    >>> [leaf.path for leaf in leaves_of(facts)][:3]
    ['/UNH', '/UNH/0062', '/UNH/S009']
    """
    yield from _level(facts, facts.table.level, "", needed=True)


def _level(facts: Facts, level: Level, above: str, *, needed: bool) -> Iterator[Leaf]:
    """The places of the segments and groups on one level."""
    for node in level.nodes.values():
        path = f"{above}/{node.tag}"
        present = needed and node.required
        if node.many:
            yield _inner(path, "array", required=node.required, needed=present, most=node.most)
            path += "/[]"
            yield _inner(path, "object", required=False, needed=present)
        else:
            yield _inner(path, "object", required=node.required, needed=present)
        yield from _slots(facts, node.layout.slots, path, needed=present)
        if node.level is not None:
            yield from _level(facts, node.level, path, needed=present)


def _slots(facts: Facts, slots: Iterable[Slot], above: str, *, needed: bool) -> Iterator[Leaf]:
    """The places of the elements of a segment, or of the components of a composite."""
    for slot in slots:
        if slot.nth:
            continue
        path = f"{above}/{slot.name}"
        present = needed and slot.required
        if slot.many:
            required = slot.required
            yield _inner(path, "array", required=required, needed=present, most=slot.most)
            path += "/[]"
        required = slot.required and not slot.many
        if slot.parts is None:
            yield _leaf(facts, slot, path, required=required, needed=present)
        else:
            yield _inner(path, "object", required=required, needed=present)
            yield from _slots(facts, slot.parts, path, needed=present)


def _inner(path: str, kind: str, *, required: bool, needed: bool, most: int | None = None) -> Leaf:
    """A list or an object."""
    least = None if most is None else 1
    return Leaf(path, (kind,), required, needed, inner=True, min_items=least, max_items=most)


def _leaf(facts: Facts, slot: Slot, path: str, *, required: bool, needed: bool) -> Leaf:
    """An element or a component."""
    element = facts.elements[slot.name]
    fixed = facts.table.identifier.get(slot.name) if path.startswith("/UNH/S009/") else None
    codes = facts.codes.get(slot.name)
    enum = (fixed,) if fixed is not None else None if codes is None else codes.known
    return Leaf(
        path,
        ("string",),
        required,
        needed,
        inner=False,
        enum=enum,
        format=element.text,
        min_length=element.least,
        max_length=element.most,
    )
