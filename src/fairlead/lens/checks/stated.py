"""What a mapping states of the Bill without a value from the wire: facts, and totals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from typing import Any

from fairlead.bill import Part
from fairlead.errors import MappingError, likely
from fairlead.lens.checks.against_bill import Mistake
from fairlead.lens.fields import PRESENT, field_names, field_type
from fairlead.lens.language.lines import Way
from fairlead.lens.rows import Branch, Grammar, Row, Shape, Total

__all__ = ["stated"]

Facts = tuple[tuple[str, Any], ...]


def stated(grammar: Grammar) -> Iterator[Mistake]:
    """Every fact that cannot be one, and every total of what cannot be added."""
    for shape in grammar.shapes:
        for row in shape.rows:
            yield from _row(shape, row)
        yield from _at_odds(shape)
        yield from _said_twice(shape)
        for branch in shape.branches:
            yield from _branch(shape, branch)
        for one in shape.written:
            yield from _facts(one.way, "Bill", one.when, present=False)
        for total in shape.totals:
            try:
                yield from ((total.way, says) for says in _total(shape, total))
            except MappingError as problem:
                yield total.way, f"{total.of}: {problem}"
    for number, (_, facts, _) in enumerate(grammar.blocks):
        yield from _facts(("block", number), "Bill", facts, present=True)


def _row(shape: Shape, row: Row) -> Iterator[Mistake]:
    yield from _facts(row.way, shape.model, row.when, present=True)
    yield from _facts(row.way, shape.model, row.implies, present=False)


def _branch(shape: Shape, branch: Branch) -> Iterator[Mistake]:
    yield from _facts(branch.way, shape.model, branch.when, present=False)
    for row in branch.rows:
        yield from _facts(row.way, shape.model, row.when, present=True)
        yield from _against(row, branch.when, f"the way {branch.says!r}")


def _at_odds(shape: Shape) -> Iterator[Mistake]:
    """Rows that every document says, and of which one states what another denies."""
    needed = [row for row in shape.rows if row.need and row.when]
    for number, row in enumerate(needed):
        for other in needed[:number]:
            yield from _against(row, other.when, f"{other.names[0]}, which is needed too")


def _said_twice(shape: Shape) -> Iterator[Mistake]:
    """Rows of fields that the ways say too: one could be written without the other."""
    ways = {(row.inside, name) for one in shape.branches for row in one.rows for name in row.names}
    ways |= {((), name) for one in shape.branches for name, _ in one.when}
    for row in shape.rows:
        if row.lifted:
            continue
        for name in row.names:
            if (row.inside, name) in ways:
                yield row.way, f"the ways of [[either]] say {name} too; say it there alone"


def _against(row: Row, facts: Facts, who: str) -> Iterator[Mistake]:
    """The facts of a row that contradict others which hold wherever the row is said."""
    known = {name: value for name, value in facts if value != PRESENT}
    for name, value in row.when:
        if value != PRESENT and known.get(name, value) != value:
            yield row.way, f"what it states of {name} contradicts {who}"


def _facts(way: Way, model: str, facts: Facts, *, present: bool) -> Iterator[Mistake]:
    for name, value in facts:
        says = _fact(model, name, value, present=present)
        if says is not None:
            yield way, says


def _fact(model: str, name: str, value: Any, *, present: bool) -> str | None:
    """Why something is no fact of a model; None where it is one."""
    known = field_names(model)
    if name not in known:
        return f"{model} has no field {name}{likely(name, known)}"
    kind, is_list = field_type(model, name)
    if value is None or (present and value == PRESENT):
        return None
    if is_list or not isinstance(kind, type) or not issubclass(kind, bool | str):
        return f"{name} cannot be a fact: it is neither true or false, nor a text or a key"
    if issubclass(kind, bool):
        return None if isinstance(value, bool) else f"{name} is true or false, not {value!r}"
    if isinstance(value, bool):
        return f"{name} is not true or false"
    if issubclass(kind, Enum):
        keys = [str(one.value) for one in kind]
        return None if value in keys else f"{name} is never {value!r}{likely(value, keys)}"
    return None


def _total(shape: Shape, total: Total) -> Iterator[str]:
    """What is wrong with a total: its way through the Bill, and what stands at the end of it."""
    word, _, rest = total.of.partition("(")
    model = "Bill" if total.across else shape.model
    kind: Any = None
    is_list = False
    names = rest.removesuffix(")").split(".")
    for end, name in enumerate(names):
        kind, one_is_list = field_type(model, name)
        is_list = is_list or one_is_list
        if end < len(names) - 1:
            if not (isinstance(kind, type) and issubclass(kind, Part)):
                yield f"{total.of}: {name} is no part with fields"
                return
            model = kind.__name__
    quantity = total.lens.kind == "quantity"
    if word == "count":
        if not is_list:
            yield f"{total.of}: there is no list to count"
        return
    is_quantity = isinstance(kind, type) and issubclass(kind, Part)
    if (is_quantity and {"value", "unit"} - set(field_names(kind.__name__))) or (
        not is_quantity and kind not in {int, Decimal}
    ):
        yield f"{total.of}: {names[-1]} cannot be added"
    if is_quantity != quantity:
        how = "by a value lens, with `as`"
        if is_quantity:
            alone = f"{word}({'.'.join(names)}.value)"
            how = f"with its unit, by `measure`; where the wire states no unit, write {alone}"
        yield f"{total.of} is said {how}"
