"""A tree becomes segments in the order of the table of its message.

What a tree says must have a place: a member without one, a list too long or an object where text
belongs refuses the tree, so that nothing is left out in silence.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from fairlead.errors import Refused
from fairlead.faults import Report, fault
from fairlead.syntax.edifact.layout import NUMBER, Flaw, Members, Slot
from fairlead.syntax.edifact.limits import at
from fairlead.syntax.edifact.table import Level, Node, Table

__all__ = ["Line", "flattened"]

_SAYS: Final = {
    "EMIT-002": "an object, a list or a text stands where another of them belongs",
    "EMIT-003": "a number has a decimal mark that is no point",
}


class Line(NamedTuple):
    """One segment, its texts as they are, before anything is released."""

    tag: str
    elements: list[list[str]]
    """The components of each element, without empty ones at the end of either."""


def flattened(tree: object, table: Table, mark: str = ".") -> list[Line]:
    """The segments that say a tree, from UNH on and without UNT, numbers with the decimal mark.

    Raises `Refused` with one `EMIT-` fault if the table has no place for what the tree says, or a
    segment that the message requires is missing. The place counts segments as UNT would.

    >>> from fairlead.syntax.edifact import Layout, Row, slots
    >>> layouts = {"BGM": Layout("BGM", slots([("1225", False, None)], frozenset()))}
    >>> rows = [Row.read(line) for line in ("UNH M 1", "BGM M 1", "UNT M 1")]
    >>> table = Table.made("D.00B", {}, rows, layouts)
    >>> flattened({"UNH": {"0062": "1"}, "BGM": {"1225": "9"}}, table)[1]
    Line(tag='BGM', elements=[['9']])
    """
    if not isinstance(tree, dict):
        raise _refused("EMIT-002", at(1))
    flattening = _Flattening(mark)
    flattening.level(table.level, tree, frozenset())
    return flattening.lines


class _Flattening:
    """One tree on its way into segments."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self.lines: list[Line] = []

    def level(self, level: Level, holder: Members, known: frozenset[str]) -> None:
        """The segments and groups on one level; `known` are members that are said already."""
        nodes = level.nodes
        for name in holder:
            if name not in nodes and name not in known:
                raise _refused("EMIT-010", at(len(self.lines) + 1), value=name)
        for tag, node in nodes.items():
            if tag in holder:
                for members in self.entries(node, holder[tag]):
                    self.segment(node, members)
            elif node.required:
                raise _refused("EMIT-001", at(len(self.lines) + 1, tag))

    def entries(self, node: Node, value: Any) -> list[Any]:
        """The objects that stand at one place of a table."""
        if not node.many:
            return [value]
        wire = at(len(self.lines) + 1, node.tag)
        if not isinstance(value, list):
            raise _refused("EMIT-002", wire)
        if not 1 <= len(value) <= node.most:
            raise _refused("EMIT-008", wire)
        return value

    def segment(self, node: Node, members: Any) -> None:
        """One segment, and what stands in the group that it begins."""
        layout = node.layout
        try:
            elements = self.elements(layout.slots, members)
        except Flaw as flaw:
            wire = at(len(self.lines) + 1, node.tag, flaw.element, flaw.component)
            raise _refused(flaw.code, wire, value=flaw.value or None) from None
        self.lines.append(Line(node.tag, elements))
        if node.level is not None or not members.keys() <= layout.names:
            self.level(node.level or _NOTHING, members, layout.names)

    def elements(self, slots: tuple[Slot, ...], members: Any) -> list[list[str]]:
        """The components of each element of a segment."""
        if not isinstance(members, dict):
            raise Flaw("EMIT-002", 0)
        elements: list[list[str]] = []
        for slot in slots:
            value = members.get(slot.name)
            if value is None:
                elements.append([])
                continue
            try:
                value = _at_place(slot, value) if slot.many else value
                elements.append([] if value is None else self.components(slot, value))
            except Flaw as flaw:
                within = f"{slot.name}/{flaw.component}" if flaw.component else slot.name
                raise Flaw(flaw.code, len(elements) + 1, within, flaw.value) from None
        while elements and not elements[-1]:
            elements.pop()
        return elements

    def components(self, slot: Slot, value: Any) -> list[str]:
        """The components of one element."""
        if slot.parts is None:
            text = self.text(slot, value)
            return [text] if text else []
        if not isinstance(value, dict):
            raise Flaw("EMIT-002", 0)
        found: list[str] = []
        seen = 0
        for part in slot.parts:
            entry = value.get(part.name)
            if entry is None:
                found.append("")
                continue
            seen += part.nth == 0
            try:
                entry = _at_place(part, entry) if part.many else entry
                found.append("" if entry is None else self.text(part, entry))
            except Flaw as flaw:
                raise Flaw(flaw.code, 0, part.name, flaw.value) from None
        if seen != len(value):
            _all_known(slot.parts, value)
        while found and not found[-1]:
            found.pop()
        return found

    def text(self, slot: Slot, value: Any) -> str:
        """A text as it is; the point in a number becomes the decimal mark."""
        if not isinstance(value, str):
            raise Flaw("EMIT-002", 0)
        if slot.number and NUMBER.fullmatch(value):
            if "," in value:
                raise Flaw("EMIT-003", 0, value=value)
            return value.replace(".", self.mark)
        return value


_NOTHING: Final = Level({}, ())


def _all_known(parts: tuple[Slot, ...], value: Members) -> None:
    names = {part.name for part in parts}
    for name in value:
        if name not in names:
            raise Flaw("EMIT-010", 0, value=str(name))


def _at_place(slot: Slot, value: Any) -> Any:
    """What stands at one place of a list of places, or `None`."""
    if not isinstance(value, list):
        raise Flaw("EMIT-002", 0)
    if not 1 <= len(value) <= slot.most or value[-1] in ("", {}):
        raise Flaw("EMIT-008", 0)
    return value[slot.nth] if slot.nth < len(value) else None


def _refused(code: str, wire: str, value: str | None = None) -> Refused:
    """The refusal of a tree."""
    return Refused(Report((fault(code, wire=wire, says=_SAYS.get(code), value=value),)))
