"""Reading an object in which a part, or a value of two members, stands beside outer rows."""

from __future__ import annotations

from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.shapes import holder, top_members
from fairlead.lens.compile.source import frozen, path
from fairlead.lens.compile.trie import Node
from fairlead.lens.places import Place, build_path
from fairlead.lens.rows import Row


def unit_unknown(code: ParseCode, node: Node, v: str) -> str:
    """The test of a quantity that would be read without the unit that its wire demands."""
    tests = [
        f" or {code.w.half(child.row.measure.unit_lens, 'parse')}({v}.get({name!r})) is None"
        for name, child in node.members.items()
        if child.role == "unit" and child.row is not None and child.row.measure is not None
        if child.row.measure.unit_lens.open and "unit" in child.row.measure.needs
    ]
    return "".join(tests)


def shared(code: ParseCode, node: Node, v: str, here: str) -> None:
    """Reads the row of an object in which outer rows stand too."""
    w = code.w
    row = node.row
    assert row is not None
    with w.block(f"if {v}.__class__ is not dict:"):
        w(f"S.odd({here}, {v})")
    with w.block("else:"):
        k, at = w.fresh("k"), w.fresh("at")
        w(f"{k} = 0")
        at = code.standing(at, here)
        if row.joint is not None:
            known = joined_members(code, node, row, v, k, at)
            with w.block(f"if {k} != len({v}):"):
                w(f"S.unknown({v}, {known}, {at})")
            return
        x, part = w.fresh("x"), str(row.part)
        mark = w.fresh("mark") if code.gated(part) else None
        if mark is not None:
            code.mark(mark)
        known = part_among(code, node, row, v, (x, k, at))
        with w.block(f"if {k} != len({v}):"):
            w(f"S.unknown({v}, {known}, {at})")
        if mark is not None:
            with w.block(f"if {code.shut(part, x, v)}:"):
                w(f"{holder(row)}.pop({row.names[0]!r}, None)")
                code.rewind(mark)
                w(f"S.keep({at}, {v})")


def part_among(code: ParseCode, node: Node, row: Row, v: str, into: tuple[str, str, str]) -> str:
    """Reads a part, then the outer rows in its object; gives the names that they know.

    A part that says nothing is none where outer rows alone made the object.
    """
    w = code.w
    part = str(row.part)
    x, k, at = into
    own = w.fresh("own")
    entry = row.form.index
    w(f"{x} = {{}}")
    w(f"{k} = {own} = {code.call(part, v, x, at, code.place(row, *entry))}")
    code.walk.members(node, v, k, at)
    counted_once(code, node, part, v, k)
    fixed = sum(child.constant is not None for child in node.members.values())
    with w.block(f"if {x} or {k} - {own} <= {fixed}:"):
        w(f"{code.target(row)} = {f'[{x}]' if entry else x}")
    return f"{code.known(part)} | {w.constant('KNOWN', frozen(node.members))}"


def counted_once(code: ParseCode, node: Node, part: str, v: str, k: str) -> None:
    """Counts a member once in which both a part and what stands around it read something."""
    both = top_members(code.grammar.parts[part], code.grammar) & set(node.members)
    for name in sorted(both):
        code.w(f"{k} -= {name!r} in {v}")


def keep_whole(code: ParseCode, place: Place, here: str, v: str) -> None:
    """Keeps what a place says, with the entry of the list around it where it is in one."""
    code.w(f"S.keep_all({entry_around(place, here, v)})")


def entry_around(place: Place, here: str, v: str) -> str:
    """The place and the value of what a place says, or of the entry of the list around it."""
    steps = build_path(place)
    lists = [end for end, step in enumerate(steps, 1) if isinstance(step, int)]
    inner = len(steps) - lists[-1] if lists else 0
    if not inner:
        return f"{here}, {v}"
    entry = f"{here}[:-{inner}]"
    return f"{entry}, text_at(o, {entry}[len(at):])"


def inline(code: ParseCode, row: Row) -> None:
    """Reads a part whose members stand in the same object."""
    w = code.w
    x = w.fresh("x")
    entry = row.form.index
    w(f"{x} = {{}}")
    w(f"k += {code.call(str(row.part), 'o', x, 'at', code.place(row, *entry))}")
    with w.block(f"if {x}:"):
        w(f"{code.target(row)} = {f'[{x}]' if entry else x}")


def joined_members(code: ParseCode, node: Node, row: Row, v: str, k: str, at: str) -> str:
    """Reads a value of two members, and the constants beside it; gives the names it knows."""
    code.walk.members(node, v, k, at)
    joint(code, row, v, at, k)
    assert row.joint is not None
    return code.w.constant("KNOWN", frozen({*node.members, *row.joint}))


def joint(code: ParseCode, row: Row, v: str, at: str, k: str) -> None:
    """Reads a value that two members say together."""
    w = code.w
    lens = row.lens
    assert lens is not None
    assert row.joint is not None
    first, second, x = w.fresh("v"), w.fresh("v"), w.fresh("x")
    for member, found in zip(row.joint, (first, second), strict=True):
        w(f"{found} = {v}.get({member!r})")
        w(f"{k} += {found} is not None")
    w(f"{x} = {w.half(lens, 'parse')}(({first}, {second}))")
    with w.block(f"if {x} is None:"):
        w(f"S.bad({path(at, row.joint[0])}, {first}, code=False)")
    with w.block("else:"):
        w(f"{code.target(row)} = {x}")
        code.facts(row.when, path(at, row.joint[0]))
        again = w.fresh("x")
        w(f"{again} = {w.half(lens, 'emit')}({x})")
        for index, (member, found) in enumerate(zip(row.joint, (first, second), strict=True)):
            code.seen(path(at, member), *code.places(row))
            with w.block(f"if {again}[{index}] != {found}:"):
                w(f"S.spell({path(at, member)}, {found})")
