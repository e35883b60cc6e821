"""Writing the first of several ways that says all there is."""

from __future__ import annotations

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.shapes import branch_names
from fairlead.lens.compile.trie import Node, grow, own_part, read_by_rows, way_places
from fairlead.lens.places import build_path, tests_of
from fairlead.lens.rows import Branch


def branches(code: EmitCode, branches: tuple[Branch, ...], root: Node) -> None:
    """Writes the first branch that says all there is, and that would be read back so."""
    w = code.w
    names = branch_names(branches)
    w("done = False")
    for branch in branches:
        bound = [row.names[0] for row in branch.rows]
        facts = dict(branch.when)
        tests = [f"m.{name} is not None" for name in bound]
        tests += [
            f"m.{key} {'==' if isinstance(value, str) else 'is'} {value!r}"
            for key, value in branch.when
        ]
        tests += [
            f"text_at(o, {build_path(one.place)!r}) == {one.instead!r}" for one in branch.beside
        ]
        tests += [f"m.{name} is None" for name in names if name not in bound and name not in facts]
        with w.block(f"if not done and {' and '.join(tests)}:"):
            one_way(code, branch, root)
    with w.block("if not done:"):
        _understood(code, branches)
        for name in names:
            with w.block(f"if m.{name} is not None:"):
                w(f"S.lose(bp, {name!r}, m.{name})")


def _understood(code: EmitCode, branches: tuple[Branch, ...]) -> None:
    """Notes the facts that whoever reads what was written would take from a way, unsaid here."""
    w, word = code.w, "if"
    for branch in branches:
        with w.block(f"{word} {' and '.join(stands(code, branch, 'o')) or 'True'}:"):
            for key, value in branch.when:
                if value is not None:
                    with w.block(f"if m.{key} is None:"):
                        w(f"S.understood(bp, {key!r}, {value!r})")
        word = "elif"


def stands(code: EmitCode, branch: Branch, o: str) -> list[str]:
    """The tests of whether a way would be read from an object."""
    w = code.w
    tests = [
        f"{w.constant('TEST', f'wire_test({one.place!r}, {one.test!r}, {one.text!r})')}({o})"
        for one in branch.where
    ]
    beside = [f"text_at({o}, {build_path(one.place)!r}) == {one.text!r}" for one in branch.beside]
    return tests + beside


def one_way(code: EmitCode, branch: Branch, root: Node) -> None:
    """Writes one branch, if it would be read back so."""
    w = code.w
    w("mark, before = S.mark(), wrote")
    w("t = {}")
    code.walk.members(grow(branch.rows), "t")
    for test in branch.where:
        if test.test == "is":
            w(f"put(t, {build_path(test.place)!r}, {test.text!r})")
            for end, step in enumerate(test.place, 1):
                for one in tests_of(step):
                    fixed = (*build_path(test.place[:end]), *one.path)
                    w(f"put(t, {fixed!r}, {one.texts[0]!r})")
    tests = [
        f"{w.constant('TEST', f'wire_test({t.place!r}, {t.test!r}, {t.text!r})')}"
        f"({'o' if read_by_rows(root, t.place) else 't'})"
        for t in branch.where
    ]
    with w.block(f"if {' and '.join(tests) or 'True'}:"):
        rooms = {
            place[0].member
            for place in way_places(branch)
            if place[0].selector is not None and place[0].selector.kind == "where"
        }
        where = ", ".join(f"{name!r}: room_{name}" for name in sorted(rooms))
        among = rooms or any(len(own_part(root, place)) > 1 for place in way_places(branch))
        w(f"joined(o, t, {{{where}}})" if among else "o.update(t)")
        for also in branch.beside:
            w(f"put(o, {build_path(also.place)!r}, {also.text!r})")
        if facts := [name for name, value in branch.when if value is not None]:
            code.noted(*facts)
        w("done = True")
    with w.block("else:"):
        w("S.rewind(mark)")
        w("wrote = before")
