"""Reading the second place of a row, where the first says nothing."""

from __future__ import annotations

from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.parse.objects import keep_whole
from fairlead.lens.compile.shapes import apart
from fairlead.lens.compile.source import path
from fairlead.lens.compile.trie import Node, is_unwritten, nodes_on
from fairlead.lens.places import Place, build_path, tests_of
from fairlead.lens.rows import Row


def second(code: ParseCode, row: Row, root: Node) -> None:
    """Reads the second place of a row, where the first said nothing.

    We would write the first; that the second was used is a way of writing.
    """
    w = code.w
    other = row.otherwise
    assert other is not None
    with w.block(f"if {code.stead(row)} is not None:"):
        v, here = w.fresh("v"), w.fresh("here")
        w(f"{v}, {here} = {code.stead(row)}")
        b = code.held(row)
        said = " or ".join(f"{name!r} in {b}" for name in row.names)
        with w.block(f"if {said}:"):
            if row.joint is None and other.joint is None and not row.form.pairs:
                with w.block(f"if {code.claim(other, v)} != {b}[{row.names[0]!r}]:"):
                    w(f"S.contrary({here}, {v})")
            keep_whole(code, other.place, here, v)
            repeats(code, other.place, here)
        with w.block("else:"):
            if row.form.pairs and other.form.parse is not None:
                other.form.parse(code, other, "value", v, here)
            else:
                w(f"S.omit({path('at', *apart(row, other, root))})")
                if any(map(is_unwritten, nodes_on(root, other.place[:1]))):
                    keep_whole(code, other.place, here, v)
                else:
                    w(f"S.spell({here}, {v})")
                quietly(code, other, v, here)
                code.facts(row.when, here)


def repeats(code: ParseCode, place: Place, here: str) -> None:
    """Notes the leaf that says a fact again, and the texts by which its entry is found."""
    steps = build_path(place)
    lists = [end for end, step in enumerate(steps, 1) if isinstance(step, int)]
    inner = len(steps) - lists[-1] if lists else 0
    found = [test.path for step in place for test in tests_of(step) if step.selector]
    entry = f"({here})[:-{inner}]" if inner else here
    code.w(f"S.repeated({entry}, {(*found, steps[len(steps) - inner :])!r})")


def quietly(code: ParseCode, row: Row, v: str, here: str) -> None:
    """Reads a row whose way of writing is noted already."""
    w = code.w
    mark = w.fresh("mark")
    w(f"{mark} = len(S.spelt)")
    if row.form.parse is not None:
        row.form.parse(code, row, "value", v, here)
    w(f"del S.spelt[{mark}:]")
