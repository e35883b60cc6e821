"""Reading lists whose entries are told apart by selectors."""

from __future__ import annotations

from typing import NamedTuple

from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.shapes import holds
from fairlead.lens.compile.source import Name, path
from fairlead.lens.compile.trie import Node, is_unwritten, rows_below
from fairlead.lens.critical import CRITICAL
from fairlead.lens.places import Selector
from fairlead.lens.rows import Measure, Row
from fairlead.lens.values import ValueLens


class Taken(NamedTuple):
    """The names in the generated code for an entry that a selector takes."""

    among: str
    """The list."""
    e: str
    """The entry."""
    here: str
    """Its place."""
    flag: str
    """Whether the selector has its entry already."""
    order: str
    """The ranks of all entries, in the order in which they stand."""


class Fact(NamedTuple):
    """A quantity, a total or a critical text that an entry says."""

    steps: tuple[str, ...]
    """The way to it from the entry."""
    lens: ValueLens | None
    """How it is said; None for a text as it is."""

    @property
    def leaves(self) -> list[tuple[str, ...]]:
        """The ways to the leaves that say it."""
        halves = self.lens.halves if self.lens is not None else ()
        return [(*self.steps, name) for name, _ in halves] or [self.steps]


def single_facts(entry: Node) -> list[Fact]:
    """The facts that an entry says; none where it says anything else beside them."""
    found: dict[tuple[str, ...], Fact] = {}

    def walk(node: Node, steps: tuple[str, ...]) -> bool:
        row = node.row
        if node.entries:
            return False
        if node.total is not None:
            found[steps] = Fact(steps, node.total.lens)
            return True
        if row is not None and row.measure is not None and len(row.names) == 1:
            way = steps[:-1] if node.role in {"number", "unit"} else steps
            found[way] = Fact(way, _quantity(row.measure))
        elif row is not None and row.form.plain and row.names[0] in CRITICAL:
            lens = row.lens
            found[steps] = Fact(steps, lens if lens is not None and lens.parse else None)
        elif row is not None:
            return False
        return all(walk(child, (*steps, name)) for name, child in node.members.items())

    return list(found.values()) if walk(entry, ()) else []


def _quantity(measure: Measure) -> ValueLens:
    """How a number and its unit are said as one."""
    names = (measure.number[0].member, measure.unit[0].member)
    halves = ((names[0], measure.number_lens), (names[1], measure.unit_lens))
    return ValueLens("quantity", halves=halves)


def entries(code: ParseCode, node: Node, v: str, here: str) -> None:
    """Reads a list whose entries are told apart by selectors."""
    w = code.w
    kinds = {selector.kind for selector in node.entries}
    with w.block(f"if {v}.__class__ is not list:"):
        w(f"S.odd({here}, {v})")
    with w.block(f"elif not {v}:"):
        w(f"S.keep({here}, {v})")
    with w.block("else:"):
        if kinds <= {"first", "only", "lines"} and node.row is None:
            ((selector, child),) = node.entries.items()
            code.walk.entry(child, f"{v}[0]", path(here, 0))
            with w.block(f"if len({v}) > 1:"):
                w(f"S.{'many' if selector.kind == 'only' else 'rest'}({v}, {here})")
        else:
            chosen(code, node, v, here)


def listings(code: ParseCode, node: Node, v: str) -> dict[Selector, str]:
    """The lists that gather the entries of one kind, for each selector that takes many."""
    lists: dict[Selector, str] = {}
    for selector, child in node.entries.items():
        if child.row is not None and child.row.form.many:
            lists[selector] = code.w.fresh("r")
            code.w(f"{lists[selector]} = []")
            if child.row.form.gather is not None:
                child.row.form.gather(code, child.row, lists[selector], selector.tests, v)
    return lists


def many_done(code: ParseCode, node: Node, r: str) -> None:
    """Sets the field to the entries that a selector took."""
    assert node.row is not None
    with code.w.block(f"if {r}:"):
        if node.row.form.one_text is not None:
            node.row.form.one_text(code, node.row, r)
        else:
            code.w(f"{code.target(node.row)} = {r}")


def chosen(code: ParseCode, node: Node, v: str, here: str) -> None:
    """Gives each entry to the first selector that wants it, else to the list's own row."""
    w = code.w
    i, e, order = w.fresh("i"), w.fresh("e"), w.fresh("order")
    w(f"{order} = []")
    flags = {selector: flag(code, selector, v) for selector in node.entries}
    lists = listings(code, node, v)
    listed = w.fresh("r") if node.row is not None else None
    if listed:
        w(f"{listed} = []")
    ranks = list(node.entries)
    with w.block(f"for {i}, {e} in enumerate({v}):"):
        word = "if"
        for selector in sorted(ranks, key=lambda one: claims_all(node.entries[one])):
            child = node.entries[selector]
            with w.block(f"{word} {wants(code, selector, child, flags[selector], i, e)}:"):
                taken = Taken(v, e, path(here, Name(i)), flags[selector], order)
                rank = f"({ranks.index(selector)}, {i})"
                take(code, child, selector, taken, rank, lists.get(selector))
            word = "elif"
        for selector in ranks:
            if any(row.sole for row in rows_below(node.entries[selector])):
                with w.block(f"elif {holds(selector.tests, e)}:"):
                    w(f"S.many({v}, {path(here, Name(i))})")
            elif selector.tests and single_facts(node.entries[selector]):
                with w.block(f"elif {holds(selector.tests, e)}:"):
                    said_again(code, node.entries[selector], selector, (v, e), path(here, Name(i)))
        with w.block("else:"):
            if node.row is not None and listed:
                place = f"({len(ranks)}, {i})"
                left_over(code, node.row, listed, e, path(here, Name(i)), order, place)
            else:
                w(f"S.keep({path(here, Name(i))}, {e})")
    w(f"S.reorder({here}, {order})")
    for selector, found in lists.items():
        many_done(code, node.entries[selector], found)
    if node.row is not None and listed:
        with w.block(f"if {listed}:"):
            w(f"{code.target(node.row)} = {listed}")


def said_again(
    code: ParseCode, child: Node, selector: Selector, among: tuple[str, str], here: str
) -> None:
    """Compares a second entry that says the same fact with the first that did."""
    w = code.w
    v, e = among
    first = f"next(x for x in {v} if {holds(selector.tests, 'x')})"
    facts = single_facts(child)
    agree = " and ".join(
        f"repeats({parse}(text_at({first}, {steps!r})), {parse}(text_at({e}, {steps!r})))"
        for steps, parse in (
            (one.steps, "str" if one.lens is None else w.half(one.lens, "parse")) for one in facts
        )
    )
    w(f"S.keep({here}, {e})")
    with w.block(f"if not ({agree}):"):
        w(f"S.contrary({here})")
    said = [one.path for one in selector.tests]
    said += [way for fact in facts for way in fact.leaves]
    with w.block("else:"):
        w(f"S.repeated({here}, {tuple(said)!r})")


def take(
    code: ParseCode, child: Node, selector: Selector, one: Taken, rank: str, r: str | None
) -> None:
    """Reads the entry that a selector takes: into a list, once, or later by a branch."""
    w = code.w
    if child.reserved:
        with w.block(f"if {one.flag}:"):
            w(f"S.many({one.among}, {one.here})")
    elif selector.kind == "where" and r is None and any(rows_below(child)):
        wanted(code, child, one, rank)
        return
    if selector.kind not in {"last", "first", "nth"} and r is None:
        w(f"{one.flag} = True")
    if not is_unwritten(child):
        w(f"{one.order}.append({rank})")
    if r is not None:
        assert child.row is not None
        assert child.row.form.of_many is not None
        child.row.form.of_many(code, child, r, one.e, one.here, one.among)
    elif not child.reserved:
        code.walk.entry(child, one.e, one.here)


def left_over(code: ParseCode, row: Row, r: str, e: str, here: str, order: str, place: str) -> None:
    """Reads an entry that no selector wants; one that is kept whole returns by itself."""
    w = code.w
    size = w.fresh("size")
    w(f"{size} = len({r})")
    assert row.form.entry is not None
    row.form.entry(code, row, r, e, here, Name(f"len({r})"))
    with w.block(f"if len({r}) != {size}:"):
        w(f"{order}.append({place})")


def wanted(code: ParseCode, node: Node, one: Taken, rank: str) -> None:
    """Reads the entry that bears what a selector asks for; one that says no more is kept."""
    w = code.w
    mark = w.fresh("mark")
    code.mark(mark)
    code.walk.entry(node, one.e, one.here)
    with w.block(f"if {' or '.join(is_said(code, row) for row in rows_below(node))}:"):
        w(f"{one.flag} = True")
        if not is_unwritten(node):
            w(f"{one.order}.append({rank})")
    with w.block("else:"):
        code.rewind(mark)
        w(f"S.keep({one.here}, {one.e})")


def is_said(code: ParseCode, row: Row) -> str:
    """The test of whether a row has been read."""
    if row.instead_of is not None and not row.form.pairs:
        return f"{code.stead(row)} is not None"
    if row.lifted:
        return f"{row.names[0]!r} in S.lifts"
    if row.form.spread:
        return f"hoisted_{row.names[-1]} is not None"
    return f"{row.names[0]!r} in {code.held(row)}"


def flag(code: ParseCode, selector: Selector, v: str) -> str:
    """The variable that says whether a selector has its entry, or which entry it wants."""
    flag = code.w.fresh("taken")
    last = f"last_having({v}, {selector.text!r})" if selector.kind == "last" else "False"
    code.w(f"{flag} = {last}")
    return flag


def claims_all(child: Node) -> bool:
    """Whether a claimed place takes whatever it finds, and so must ask last."""
    while child.row is None and len(child.members) == 1:
        ((_, child),) = child.members.items()
    lens = None if child.row is None else child.row.lens
    return lens is not None and lens.parse is None


def wants(code: ParseCode, selector: Selector, child: Node, flag: str, i: str, e: str) -> str:
    """The test by which a selector takes an entry."""
    if selector.kind == "last":
        return f"{i} == {flag}"
    if selector.kind in {"first", "nth"}:
        return f"{i} == {selector.index}"
    if selector.kind == "where":
        free = "" if child.reserved else f"not {flag} and "
        return f"{free}{holds(selector.tests, e)}"
    steps: tuple[str, ...] = ()
    while child.row is None:
        ((name, child),) = child.members.items()
        steps = (*steps, name)
    return f"not {flag} and {code.claim(child.row, f'text_at({e}, {steps!r})')} is not None"
