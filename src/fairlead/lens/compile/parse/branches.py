"""Reading the ways between which a wire itself decides."""

from __future__ import annotations

from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.source import Name, path
from fairlead.lens.compile.trie import Node, grow, own_part, read_by_rows, way_places
from fairlead.lens.places import Step, build_path
from fairlead.lens.rows import Branch


def steps_of(branch: Branch) -> set[Step]:
    """The first steps of the places of a branch."""
    return {place[0] for place in way_places(branch)}


def says_the_same(one: Branch, other: Branch) -> bool:
    """Whether two branches say the same of a Bill, so that the first of them is written."""
    names = [{row.names[0] for row in branch.rows} for branch in (one, other)]
    return one.when == other.when and one.beside == other.beside and names[0] == names[1]


def branches(code: ParseCode, branches: tuple[Branch, ...], root: Node) -> None:
    """Reads the first branch whose conditions stand on the wire, beside the rows of the root."""
    w = code.w
    word = "if"
    for branch in branches:
        tests = [
            f"{w.constant('TEST', f'wire_test({t.place!r}, {t.test!r}, {t.text!r})')}(o)"
            for t in branch.where
        ]
        tests += [f"text_at(o, {build_path(one.place)!r}) == {one.text!r}" for one in branch.beside]
        with w.block(f"{word} {' and '.join(tests) or 'True'}:"):
            node = grow(branch.rows)
            for one in branch.where:
                if one.test == "is":
                    node.at(one.place).constant = one.text
                    node.at(one.place).loose = True
            way(code, node, root)
            if any(says_the_same(one, branch) for one in branches[: branches.index(branch)]):
                other_way(code, branch)
            no_way(code, tuple(one for one in branches if one is not branch), root, branch)
            code.facts(branch.when)
        word = "elif"
    with w.block("else:"):
        no_way(code, branches, root)


def way(code: ParseCode, node: Node, root: Node) -> None:
    """Reads what one branch says: members of its own, and entries reserved for it in lists."""
    w = code.w
    shared = {name: child for name, child in node.members.items() if child.chosen}
    for name, child in shared.items():
        del node.members[name]
        for selector, inner in child.entries.items():
            i = w.fresh("i")
            w(f"{i} = found_entry(o.get({name!r}), {selector.tests!r})")
            with w.block(f"if {i} is not None:"):
                code.walk.entry(inner, f"o[{name!r}][{i}]", path("at", name, Name(i)))
    beside(code, node, root, "o", "at")
    if node.members:
        code.walk.members(node, "o", "k", "at")


def beside(code: ParseCode, node: Node, outer: Node, o: str, at: str) -> None:
    """Reads what a way says in objects that rows read too, and takes them from its node."""
    w = code.w
    both = [name for name in node.members if name in outer.members and outer.members[name].open]
    for name in both:
        child, rows = node.members.pop(name), outer.members[name]
        v, k, here = w.fresh("v"), w.fresh("k"), w.fresh("at")
        w(f"{v} = {o}.get({name!r})")
        with w.block(f"if {v}.__class__ is dict and {v}:"):
            w(f"{k} = 0")
            here = code.standing(here, path(at, name))
            others = sorted(rows.ways - set(child.members))
            beside(code, child, rows, v, here)
            code.walk.members(child, v, k, here)
            for other in others:
                with w.block(f"if {v}.get({other!r}) is not None:"):
                    w(f"S.keep({path(here, other)}, {v}[{other!r}])")


def other_way(code: ParseCode, branch: Branch) -> None:
    """Keeps how a way stood that another would be written for."""
    w = code.w
    for step in sorted(steps_of(branch), key=str):
        if step.selector is not None and step.selector.kind == "where":
            i = w.fresh("i")
            w(f"{i} = found_entry(o.get({step.member!r}), {step.selector.tests!r})")
            with w.block(f"if {i} is not None:"):
                w(f"S.stood({path('at', step.member, Name(i))}, o[{step.member!r}])")


def no_way(
    code: ParseCode, branches: tuple[Branch, ...], root: Node, taken: Branch | None = None
) -> None:
    """Refuses what stands where only other branches, or none, understand it."""
    w = code.w
    own = steps_of(taken) if taken is not None else set()
    places = (
        place
        for branch in branches
        for place in way_places(branch)
        if not read_by_rows(root, place)
    )
    found = {own_part(root, place) for place in places if place[0] not in own}
    if taken is not None:
        found = {place for place in found if place[0].selector is not None}
    for place in sorted(found, key=str):
        chosen, name = place[0].selector, place[0].member
        if chosen is not None and chosen.kind == "where":
            i = w.fresh("i")
            w(f"{i} = found_entry(o.get({name!r}), {chosen.tests!r})")
            with w.block(f"if {i} is not None:"):
                say = "odd" if taken is None else "contrary"
                w(f"S.{say}({path('at', name, Name(i))}, o[{name!r}][{i}])")
            continue
        steps = tuple(step.member for step in place)
        said = f"o.get({name!r})" if len(steps) == 1 else f"text_at(o, {steps!r})"
        with w.block(f"if {said} is not None:"):
            if len(steps) == 1:
                w("k += 1")
            w(f"S.odd({path('at', *steps)}, {said})")
