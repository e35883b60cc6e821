"""The table of a message: which segments and groups stand in it, in what order and how often.

A group is known by its trigger, the segment it begins with, and is named by the tag of that
segment. So that a tag always says which place is meant, no tag may stand twice on one level: a
table in which one does is refused when it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from fairlead.errors import MappingError
from fairlead.syntax.edifact.iso9735 import UNH, UNT
from fairlead.syntax.edifact.layout import Layout, Members

__all__ = ["Level", "Node", "Row", "Table"]

_INDENT: Final = "  "


class Row(NamedTuple):
    """One line of a table: a segment, or the trigger of a group and with it the group."""

    depth: int
    """How many groups it stands in."""
    tag: str
    required: bool
    most: int
    """How often the segment, or the whole group, may stand there."""
    group: bool

    @classmethod
    def read(cls, line: str) -> Row:
        """A row from its line: two blanks for each group around it, tag, duty, repeats, `group`.

        Raises `MappingError` where it is none.

        >>> Row.read("  LOC C 99 group")
        Row(depth=1, tag='LOC', required=False, most=99, group=True)
        """
        words = line.split()
        blanks = len(line) - len(line.lstrip(" "))
        tag, duty, most, *group = words if len(words) > len("..") else ("", "", "", "")
        shaped = duty in {"M", "C"} and most.isdecimal() and group in ([], ["group"])
        if not shaped or blanks % len(_INDENT):
            raise MappingError(f"{line!r} is no row of a table of segments")
        return cls(blanks // len(_INDENT), tag, duty == "M", int(most), bool(group))


Reach: TypeAlias = dict[str, tuple[tuple[int, "Node"], ...]]
"""Where a tag may be meant that follows: how many groups are left for it, and its node there, the
innermost first."""


@dataclass(slots=True, eq=False)
class Node:
    """One segment, or one group, on a level of a table. It is not changed once a table is made."""

    tag: str
    order: int
    """Where it stands on its level, from 1."""
    required: bool
    most: int
    layout: Layout
    read: Callable[[str, str, str], Members]
    """The swift reader of its layout."""
    level: Level | None
    """What stands inside the group after its trigger; `None` for a segment that is no group."""
    before: tuple[str, ...]
    """The tags on this level that must have stood before it."""
    many: bool
    """Whether it is a list in the tree: whatever may stand there more than once is."""
    room: int
    """How many entries the list may have; none where it is no list."""
    after: Reach = field(default_factory=dict, repr=False)
    """What may follow it."""


@dataclass(frozen=True, slots=True)
class Level:
    """The segments and groups that stand in a message or group, in order, by tag."""

    nodes: Mapping[str, Node]
    required: tuple[str, ...]
    """The tags that must stand there."""


@dataclass(frozen=True, slots=True)
class Table:
    """The table of one message in one directory. UNT is no part of it: its count is computed.

    >>> rows = ["UNH M 1", "LOC C 9 group", "  DTM C 1", "UNT M 1"]
    >>> layouts = {"LOC": Layout("LOC", ()), "DTM": Layout("DTM", ())}
    >>> table = Table.made("D.00B", {"0065": "IFTMCS"}, map(Row.read, rows), layouts)
    >>> list(table.level.nodes), list(table.level.nodes["LOC"].level.nodes)
    (['UNH', 'LOC'], ['DTM'])
    """

    directory: str
    """The name of the directory, `D.00B`."""
    identifier: Mapping[str, str]
    """What S009 of UNH says of such a message: type 0065, version 0052, release 0054, agency 0051.
    """
    level: Level
    tags: frozenset[str]
    """Every tag that stands anywhere in the message."""
    demanding: bool
    """Whether any group requires more than its trigger."""
    start: Reach = field(repr=False)
    """What may stand first."""

    @classmethod
    def made(
        cls,
        directory: str,
        identifier: Mapping[str, str],
        rows: Iterable[Row],
        layouts: Mapping[str, Layout],
    ) -> Table:
        """A table from its rows and the layouts of its segments; those of UNH and UNT are known.

        Raises `MappingError` if a tag stands twice on a level or has no layout, or if a row stands
        deeper than the group before it.
        """
        rows = list(rows)
        if not rows or rows[0].tag != UNH.tag or rows[-1].tag != UNT.tag:
            raise MappingError(f"the table of {directory} does not run from UNH to UNT")
        level, rest = _level(rows[:-1], 0, {**layouts, UNH.tag: UNH})
        if rest:
            raise MappingError(f"{rest[0].tag} stands deeper than any group in {directory}")
        start = _connect(level, ())
        tags = frozenset(row.tag for row in rows)
        demanding = any(row.required and row.depth for row in rows)
        return cls(directory, dict(identifier), level, tags, demanding, start)


def _level(rows: list[Row], depth: int, layouts: Mapping[str, Layout]) -> tuple[Level, list[Row]]:
    """The level that begins with the first row, and the rows that are left."""
    nodes: dict[str, Node] = {}
    required: list[str] = []
    while rows and rows[0].depth == depth:
        row, *rows = rows
        inside: Level | None = None
        if row.group:
            inside, rows = _level(rows, depth + 1, layouts)
        if row.tag in nodes:
            raise MappingError(f"the tag {row.tag} stands twice on one level of a table")
        if row.tag not in layouts:
            raise MappingError(f"the segment {row.tag} has no layout")
        layout, many = layouts[row.tag], row.most > 1
        nodes[row.tag] = Node(
            row.tag, len(nodes) + 1, row.required, row.most, layout, layout.members, inside,
            tuple(required), many, row.most if many else 0,
        )  # fmt: skip
        required += [row.tag] * row.required
    return Level(nodes, tuple(required)), rows


def _connect(level: Level, around: tuple[tuple[Level, int], ...]) -> Reach:
    """Say of every node of a level, and of all below, what may follow it; gives that of the level.

    `around` are the levels outside, the innermost first, each with the order of the group inside
    it that is open: only the same group again, or what stands behind it, may follow there. How far
    along the level itself the reading is, the reader must see.
    """
    found: dict[str, list[tuple[int, Node]]] = {}
    for left, (outer, order) in enumerate(((level, 0), *around)):
        for tag, node in outer.nodes.items():
            if node.order >= order:
                found.setdefault(tag, []).append((left, node))
    reach = {tag: tuple(places) for tag, places in found.items()}
    for node in level.nodes.values():
        inside = node.level
        node.after = reach if inside is None else _connect(inside, ((level, node.order), *around))
    return reach


def walk(level: Level, above: tuple[Node, ...] = ()) -> Iterator[tuple[Node, ...]]:
    """Every node of a level and below, each with the groups around it, in the order of the table.

    >>> layouts = {tag: Layout(tag, ()) for tag in ("LOC", "DTM")}
    >>> rows = [Row.read(line) for line in ("UNH M 1", "LOC C 9 group", "  DTM C 1", "UNT M 1")]
    >>> level = Table.made("D.00B", {}, rows, layouts).level
    >>> ["/".join(node.tag for node in path) for path in walk(level)]
    ['UNH', 'LOC', 'LOC/DTM']
    """
    for node in level.nodes.values():
        path = (*above, node)
        yield path
        if node.level is not None:
            yield from walk(node.level, path)
