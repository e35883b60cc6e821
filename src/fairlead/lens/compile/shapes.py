"""What can be told of shapes and rows by looking at them: what they say, need and leave out."""

from __future__ import annotations

from collections.abc import Iterable

from fairlead.lens.compile.trie import Node, grow, inlined, nodes_on, rows_below
from fairlead.lens.fields import field_names, model_at
from fairlead.lens.places import Test, build_path
from fairlead.lens.residue import Path
from fairlead.lens.rows import Branch, Grammar, Row, Shape


def holder(row: Row) -> str:
    """The expression of the dict that takes a row's fields."""
    said = "b"
    for step, after in zip(row.inside, (*row.inside, "")[1:], strict=True):
        if isinstance(step, str):
            made = "[{}]" if after == 0 else "{}"
            said = f"{said}.setdefault({step!r}, {made})"
        else:
            said += f"[{step}]"
    return said


def top_members(shape: Shape, grammar: Grammar) -> set[str]:
    """The members of an object that a shape knows."""
    node = grow(shape.rows, shape)
    names = set(node.members)
    for branch in shape.branches:
        names |= {row.place[0].member for row in branch.rows}
        names |= {test.place[0].member for test in branch.where}
    for row in shape.rows:
        if inlined(row):
            names |= top_members(grammar.parts[str(row.part)], grammar)
        around = [one.part for one in row.brings() if one.around]
        names |= {row.place[0].member} if around else set()
        for part in around:
            names |= top_members(grammar.parts[part], grammar)
    return names


def inner_path(row: Row) -> tuple[str | int, ...]:
    """The path from an entry of a list of values to the value."""
    return tuple(
        step for one in row.item for step in ((one.member, 0) if one.selector else (one.member,))
    )


def holds(tests: tuple[Test, ...], o: str) -> str:
    """The expression of whether an object says what tests ask for.

    >>> holds((Test(("a", "b"), ("54",)), Test(("c",), ("6",), optional=True)), "o")
    "text_at(o, ('a', 'b')) == '54' and text_at(o, ('c',)) in (None, '6')"
    """
    parts: list[str] = []
    for test in tests:
        allowed = ((None,) if test.optional else ()) + test.texts
        compared = f"== {allowed[0]!r}" if len(allowed) == 1 else f"in {allowed!r}"
        parts.append(f"text_at({o}, {test.path!r}) {compared}")
    return " and ".join(parts)


def is_fixed(node: Node) -> bool:
    """Whether nothing but constants stands below a place; an entry kept for a branch is more."""
    if node.reserved:
        return False
    below = (*node.members.values(), *node.entries.values())
    if node.constant is not None or not below:
        return node.constant is not None
    return node.row is None and all(map(is_fixed, below))


HOLE = "\0"
"""Where the value goes in the expression of the objects and lists around it."""


def chain(node: Node) -> tuple[Node | None, str]:
    """The only row below a place, and the expression of what stands around it.

    None where several rows meet below the place, or a row has more than one place.
    """
    if node.row is not None:
        single = not node.entries and not node.members
        single = single and not node.row.form.many
        return (node, HOLE) if single and node.role == "value" else (None, "")
    if node.reserved:
        return None, ""
    if node.entries:
        if len(node.entries) != 1:
            return None, ""
        leaf, inner = chain(next(iter(node.entries.values())))
        return leaf, f"[{inner}]"
    fixed_below = (one for one in node.members.values() if is_fixed(one))
    if any(one.constant is None or one.when for one in fixed_below):
        return None, ""
    ways = [(name, child) for name, child in node.members.items() if child.constant is None]
    if len(ways) != 1 or any(child.members for child in node.members.values() if child.constant):
        return None, ""
    ((name, child),) = ways
    if any(c.test is not None and c.test.beside not in {None, name} for c in node.members.values()):
        return None, ""
    leaf, inner = chain(child) if child.total is None else (None, "")
    fixed = "".join(f", {n!r}: {c.constant!r}" for n, c in node.members.items() if c.constant)
    return leaf, f"{{{name!r}: {inner}{fixed}}}"


def branch_names(branches: Iterable[Branch]) -> list[str]:
    """Every field that some branch says or states."""
    names: dict[str, None] = {}
    for branch in branches:
        names |= dict.fromkeys(key for key, _ in branch.when)
        names |= dict.fromkeys(row.names[0] for row in branch.rows)
    return list(names)


def apart(row: Row, other: Row, root: Node) -> Path:
    """The path that a row builds, as far as it goes beyond another's and holds no row beside it.

    >>> from fairlead.lens.places import place_in
    >>> from fairlead.lens.rows import Form
    >>> places = (place_in(f"shipped[0]/{name}/text") for name in ("day", "instant"))
    >>> one, other = (Row(("shipped",), Form("value"), place) for place in places)
    >>> apart(one, other, grow((one, other)))
    ('shipped', 0, 'day')
    """
    path, beside = build_path(row.place), build_path(other.place)
    end = next((i for i, step in enumerate(path) if beside[i : i + 1] != (step,)), len(path))
    for length, node in enumerate(nodes_on(root, row.place), 1):
        if length > end and all(one is row for one in rows_below(node)):
            return path[:length]
    return path


def other_width(row: Row, grammar: Grammar) -> int | None:
    """The width of a deprecated member."""
    if row.lens is not None:
        return row.lens.width
    shape = grammar.parts[str(row.part)]
    return next((r.lens.width for r in shape.rows if r.form.whole_list and r.lens), None)


def bound_names(shape: Shape, grammar: Grammar) -> set[str]:
    """The fields of its model that a shape says."""
    names: set[str] = set()
    if shape.model == "Bill":
        names |= grammar.overview.lifted
    for row in shape.rows:
        if row.lifted:
            continue
        if row.inside:
            names.add(str(row.inside[0]))
            continue
        names |= {row.names[0]} if row.form.spread else set(row.names)
        names |= set(row.sum_of) | {key for key, _ in (*row.when, *row.implies)}
        for one in row.brings():
            if not one.inside:
                names |= bound_names(grammar.parts[one.part], grammar)
    return names | set(branch_names(shape.branches))


def said_apart(shape: Shape, grammar: Grammar) -> set[str]:
    """The fields that the whole says once for every entry, and each entry where they differ.

    An entry says such a field among others in a list, of which it stands there or does not.
    """
    hoisted = grammar.overview.hoisted.get(shape.name, ())
    return {
        row.names[0]
        for row in shape.rows
        if row.names[0] in hoisted and any(map(_lists, build_path(row.place)))
    }


def _lists(step: str | int) -> bool:
    return isinstance(step, int)


def unbound(shape: Shape, grammar: Grammar) -> list[str]:
    """The fields of its model that a shape does not say."""
    overview, name = grammar.overview, shape.name
    if name in overview.shared:
        return []
    said = bound_names(shape, grammar)
    said |= overview.hoisted.get(name, frozenset()) | overview.also_said.get(name, frozenset())
    return [name for name in field_names(shape.model) if name not in said]


def unbound_inside(shape: Shape) -> dict[Path, list[str]]:
    """The fields that no row says of each part whose fields stand in the object of the whole."""
    said: dict[Path, set[str]] = {}
    for row in shape.rows:
        for end, step in enumerate(row.inside):
            if end and step != 0:
                said.setdefault(row.inside[:end], set()).add(str(step))
        if row.inside:
            said.setdefault(row.inside, set()).update(row.names)
    return {
        way: [name for name in field_names(model_at(shape.model, way)) if name not in names]
        for way, names in said.items()
    }


def said_alike(rows: Iterable[Row]) -> list[list[Row]]:
    """The rows whose numbers share a unit that the wire says with each, unit by unit."""
    units: dict[tuple[Path, str], list[Row]] = {}
    for row in rows:
        if row.alike:
            units.setdefault((row.inside, row.names[1]), []).append(row)
    return list(units.values())


def needed_leaves(row: Row, grammar: Grammar) -> tuple[Path, ...]:
    """The leaves that are missing where a needed row has nothing to say."""
    name = row.names[0]
    if row.measure is not None:
        return ((name, "value"), (name, "unit")) if len(row.names) == 1 else ((name,),)
    if row.form.spread:
        return ((name, 0, *row.names[1:]),)
    inner: list[Path] = []
    for one in row.brings():
        if one.inside:
            # Behind the row's own name: the list that holds pieces, where it has some.
            steps = [step.removesuffix("[]") for step in one.inside.split(".")[1:-1]]
            way = tuple(step for name_ in steps for step in (name_, 0))
            for below in grammar.parts[one.part].rows:
                if below.need:
                    inner += [(*way, *leaf) for leaf in needed_leaves(below, grammar)]
    head: Path = (name, 0) if row.form.is_list else (name,)
    return tuple((*head, *leaf) for leaf in inner) or ((name,),)
