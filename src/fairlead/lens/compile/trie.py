"""The places of a shape, gathered into one tree, so that each member is visited once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from fairlead.errors import MappingError
from fairlead.lens.places import Place, Selector, Test
from fairlead.lens.rows import Branch, Row, Shape, Total


@dataclass
class Node:
    """One place: what ends here, and what goes on from here."""

    members: dict[str, Node] = field(default_factory=dict)
    entries: dict[Selector, Node] = field(default_factory=dict)
    row: Row | None = None
    role: str = ""
    """For a row: `value`, `number` and `unit` of a measure, `extended`, or `otherwise`."""
    constant: Any = None
    loose: bool = False
    """Whether other letters of the constant, large or small, say the same."""
    free: bool = False
    """Whether anything else may stand in the stead of the constant; it is kept."""
    when: tuple[tuple[str, Any], ...] = ()
    """For a constant: facts of the whole Bill without which it is not written."""
    test: Test | None = None
    """For a constant that a place names: what else means the same."""
    guard: tuple[Test, ...] = ()
    """What an object must say to be read at all."""
    reserved: bool = False
    """Whether the entry is for the ways between which the wire itself decides."""
    total: Total | None = None
    ways: set[str] = field(default_factory=set)
    """The members that ways read there, in an object that rows read too."""

    def at(self, place: Place) -> Node:
        """The node at a place below this one, made where it is not there yet."""
        node = self
        for step in place:
            node = node.members.setdefault(step.member, Node())
            if step.selector is not None:
                node = node.entry(step.selector)
            if step.guard:
                node.fence(step.guard)
        return node

    def fence(self, tests: tuple[Test, ...]) -> None:
        """Lets the object be read only where the tests hold; what they ask for is a constant."""
        if self.guard not in {(), tests}:
            raise MappingError("one object is fenced in two ways")
        if not self.guard:
            self.guard = tests
            self.hold(tests)

    def hold(self, tests: tuple[Test, ...]) -> None:
        """Makes what tests ask for constants below this object."""
        for test in tests:
            inner = self
            for step in test.path:
                if isinstance(step, int):
                    inner = inner.entries.setdefault(Selector("first"), Node())
                else:
                    inner = inner.members.setdefault(step, Node())
            inner.constant, inner.test = test.texts[0], test

    def move(self, selector: Selector, after: Selector) -> None:
        """Puts an entry behind another, in the order in which they are written."""
        moved = self.entries.pop(selector)
        ordered: dict[Selector, Node] = {}
        for one, node in self.entries.items():
            ordered[one] = node
            if one == after:
                ordered[selector] = moved
        self.entries = {**ordered, selector: moved}

    @property
    def open(self) -> bool:
        """Whether it is an object of which nobody reads the whole, so that ways may share it."""
        closed = self.row is not None or self.total is not None or self.constant is not None
        return bool(self.members) and not (closed or self.entries or self.guard)

    @property
    def chosen(self) -> bool:
        """Whether it is a list of which every entry is found by a test."""
        return bool(self.entries) and all(one.kind == "where" for one in self.entries)

    def entry(self, selector: Selector) -> Node:
        """The node of a list entry; an entry found by a text holds that text as a constant."""
        if selector not in self.entries:
            made = self.entries[selector] = Node()
            made.hold(selector.tests)
        return self.entries[selector]

    def own(self, row: Row, role: str = "value") -> None:
        """Makes a row the owner of this place. Raises `MappingError` where it has one."""
        if self.row is not None or self.constant is not None or self.total is not None:
            raise MappingError(f"{row.label}: its place has another owner")
        self.row, self.role = row, role


def inlined(row: Row) -> bool:
    """Whether a row's part has its members in the same object as the row itself."""
    return row.form.among is not None and row.part is not None and not row.place


def rows_below(node: Node) -> Iterator[Row]:
    """The rows whose places are at a node or below it."""
    if node.row is not None:
        yield node.row
    for child in (*node.members.values(), *node.entries.values()):
        yield from rows_below(child)


def nodes_on(root: Node, place: Place) -> Iterator[Node]:
    """The nodes on the way to a place, one for each step of the path that it builds."""
    node = root
    for step in place:
        node = node.members[step.member]
        yield node
        if step.selector is not None:
            node = node.entries[step.selector]
            yield node


def is_unwritten(node: Node) -> bool:
    """Whether all that an entry says is said elsewhere when it is written: read, never written."""
    steads = node.role == "otherwise" and node.row is not None and not node.row.form.pairs
    if (node.row is not None and not steads) or (node.total is not None and not node.total.silent):
        return False
    below = (*node.members.values(), *node.entries.values())
    owned = node.row is not None or node.total is not None
    inner = [child for child in below if child.constant is None]
    return all(map(is_unwritten, inner)) and (owned or bool(inner))


def grow(rows: Iterable[Row], shape: Shape | None = None) -> Node:
    """The tree of the places of some rows, with the constants and totals of their shape."""
    root = Node()
    for row in rows:
        if not row.form.placed or inlined(row):
            continue
        if row.form.grow is not None:
            row.form.grow(root, row)
            continue
        root.at(row.place).own(row)
        if row.extended is not None:
            root.at(row.extended.place).own(row, "extended")
        if row.otherwise is not None:
            root.at(row.otherwise.place).own(row.otherwise, "otherwise")
    if shape is not None:
        _grow_shape(root, shape)
    return root


def _grow_shape(root: Node, shape: Shape) -> None:
    """Adds what a shape says beside its rows."""
    for branch in shape.branches:
        _reserve(root, branch)
    _share(root, shape.branches)
    for place, value in shape.constants:
        root.at(place).constant = value
    for one in shape.written:
        node = root.at(one.place)
        node.constant, node.free, node.when = one.text, True, one.when
    for total in shape.totals:
        root.at(total.place).total = total


def way_places(branch: Branch) -> Iterator[Place]:
    """The places that a way reads, or tests."""
    yield from (row.place for row in branch.rows if row.place)
    yield from (test.place for test in branch.where)


def read_by_rows(root: Node, place: Place) -> bool:
    """Whether rows outside of the ways read what a way asks for, at the place or below it."""
    node: Node | None = root
    for step in place:
        node = None if node is None or step.selector else node.members.get(step.member)
    return node is not None


def own_part(root: Node, place: Place) -> Place:
    """The place of a way as far as its first member that no row outside of the ways reads."""
    node = root
    for end, step in enumerate(place, 1):
        known = node.members.get(step.member)
        if known is None or not known.open:
            return place[:end]
        node = known
    return place


def _share(root: Node, branches: tuple[Branch, ...]) -> None:
    """Lets the objects of rows know the members that ways read in them."""
    for branch in branches:
        for place in way_places(branch):
            node, own = root, own_part(root, place)
            for step, after in pairwise(own):
                node = node.members[step.member]
                node.ways.add(after.member)


def _reserve(root: Node, branch: Branch) -> None:
    """Keeps the entries that a way reads apart from the others of their list."""
    for place in way_places(branch):
        chosen = place[0].selector
        if chosen is not None and chosen.kind == "where":
            root.at(place[:1]).reserved = True
            after = branch.after[0].selector if branch.after else None
            if after is not None:
                root.members[place[0].member].move(chosen, after)
