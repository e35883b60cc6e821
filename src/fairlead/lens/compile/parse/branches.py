"""Reading the ways between which a wire itself decides."""

from __future__ import annotations

from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.source import Name, path
from fairlead.lens.compile.trie import Node, grow
from fairlead.lens.places import Step, build_path
from fairlead.lens.rows import Branch


def steps_of(branch: Branch) -> set[Step]:
    """The first steps of the places of a branch."""
    places = (*(row.place for row in branch.rows), *(test.place for test in branch.where))
    return {place[0] for place in places}


def says_the_same(one: Branch, other: Branch) -> bool:
    """Whether two branches say the same of a Bill, so that the first of them is written."""
    names = [{row.names[0] for row in branch.rows} for branch in (one, other)]
    return one.when == other.when and one.beside == other.beside and names[0] == names[1]


def branches(code: ParseCode, branches: tuple[Branch, ...]) -> None:
    """Reads the first branch whose conditions stand on the wire."""
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
            way(code, node)
            if any(says_the_same(one, branch) for one in branches[: branches.index(branch)]):
                other_way(code, branch)
            no_way(code, tuple(one for one in branches if one is not branch), branch)
            code.facts(branch.when)
        word = "elif"
    with w.block("else:"):
        no_way(code, branches)


def way(code: ParseCode, node: Node) -> None:
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
    if node.members:
        code.walk.members(node, "o", "k", "at")


def other_way(code: ParseCode, branch: Branch) -> None:
    """Keeps how a way stood that another would be written for."""
    w = code.w
    for step in sorted(steps_of(branch), key=str):
        if step.selector is not None and step.selector.kind == "where":
            i = w.fresh("i")
            w(f"{i} = found_entry(o.get({step.member!r}), {step.selector.tests!r})")
            with w.block(f"if {i} is not None:"):
                w(f"S.stood({path('at', step.member, Name(i))}, o[{step.member!r}])")


def no_way(code: ParseCode, branches: tuple[Branch, ...], taken: Branch | None = None) -> None:
    """Refuses what stands where only other branches, or none, understand it."""
    w = code.w
    own = steps_of(taken) if taken is not None else set()
    found = {step for branch in branches for step in steps_of(branch)} - own
    if taken is not None:
        found = {step for step in found if step.selector is not None}
    steps = sorted(found, key=str)
    for step in steps:
        chosen, name = step.selector, step.member
        if chosen is not None and chosen.kind == "where":
            i = w.fresh("i")
            w(f"{i} = found_entry(o.get({name!r}), {chosen.tests!r})")
            with w.block(f"if {i} is not None:"):
                say = "odd" if taken is None else "contrary"
                w(f"S.{say}({path('at', name, Name(i))}, o[{name!r}][{i}])")
            continue
        with w.block(f"if o.get({name!r}) is not None:"):
            w("k += 1")
            w(f"S.odd({path('at', name)}, o[{name!r}])")
