"""What the lens of a row gives, against what its field of the Bill holds: kinds, and keys."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

from fairlead.errors import likely
from fairlead.lens.checks.against_bill import Mistake
from fairlead.lens.checks.spelling import held_by
from fairlead.lens.codes import CodeRow
from fairlead.lens.fields import field_type
from fairlead.lens.table import TableRow
from fairlead.lens.values import ValueLens

__all__ = ["keys_and_values"]


def keys_and_values(table: list[TableRow], root: str) -> Iterator[Mistake]:
    """Everything in a table that gives a field what it does not hold; `root` is the model."""
    for row in table:
        if not row.name or row.lens is None:
            continue
        kind = _kind(root, row.name)
        if row.side is not None and row.lens.codes is not None:
            yield from ((row.way, says) for says in _paired(kind, row.lens, row.side))
            if row.guide:
                guide = _kind(root, row.guide)
                yield from ((row.way, says) for says in _paired(guide, row.lens, 1))
            continue
        says = _field(kind, row.lens)
        if says is not None:
            yield row.way, says


def _kind(model: str, name: str) -> Any:
    """The type of what a field holds."""
    kind: Any = None
    for step in name.replace("[]", "").split("."):
        kind, _ = field_type(model, step)
        model = getattr(kind, "__name__", "")
    return kind


def _field(kind: Any, lens: ValueLens) -> str | None:
    """Why a lens does not give what a field holds; None where it does."""
    held = held_by(kind)
    if lens.gives != "key":
        same = held == lens.gives
        return (
            None if same else f"the field holds {_a(held)}, and {lens.name} gives {_a(lens.gives)}"
        )
    if held not in {"key", "text"}:
        return f"the field holds {_a(held)}, and {lens.name} gives a key"
    known = _keys(kind)
    for row in lens.codes or ():
        if known and row.canon not in known:
            return _never(lens, row, row.canon, known)
    return None


def _paired(kind: Any, lens: ValueLens, side: int) -> Iterator[str]:
    """What is wrong with the keys of a list of pairs on the side of one field."""
    known = _keys(kind)
    if side > 1:
        yield f"{lens.name} gives two fields, and the key of the row names more"
        return
    if not known and held_by(kind) != "text":
        yield f"the field holds {_a(held_by(kind))}, and {lens.name} gives a key"
        return
    for row in lens.codes or ():
        halves = row.canon.split("+")
        says = _malformed(lens, row, halves)
        if says is None and halves[side] and known and halves[side] not in known:
            says = _never(lens, row, halves[side], known)
        if says is None and not known and halves[side] in {"true", "false"}:
            says = f"{_told(lens, row)}, and {halves[side]!r} is no text"
        if says is not None:
            yield says


def _malformed(lens: ValueLens, row: CodeRow, halves: list[str]) -> str | None:
    """Why a key is not that of a pair; None where it is."""
    neat = "+".join(half.strip() for half in halves)
    told = _told(lens, row)
    if neat.strip("+") == "":
        return f"{told}, which says neither field"
    if len(halves) == 1:
        return (
            f"{told}, and the key of a pair names both fields: write 'A+B', or "
            f"'{neat}+' for the first field alone, or '+{neat}' for the second"
        )
    if row.canon.count("+") > 1:
        return f"{told}, and the key of a pair has one '+'"
    if neat != row.canon:
        return f"{told}, and no blank stands around its words; did you mean {neat}?"
    return None


def _keys(kind: Any) -> set[str]:
    """Every word for what a field holds, where they can be counted; else none."""
    if kind is bool:
        return {"true", "false"}
    is_enum = isinstance(kind, type) and issubclass(kind, Enum)
    return {str(one.value) for one in kind} if is_enum else set()


def _never(lens: ValueLens, row: CodeRow, key: str, known: set[str]) -> str:
    return f"{_told(lens, row)}: the field never holds {key!r}{likely(key, known)}"


def _told(lens: ValueLens, row: CodeRow) -> str:
    where = "" if lens.codes is None else f"{lens.codes.place(row)}: "
    return f"{where}{lens.name} has the key {row.canon!r}"


def _a(noun: str) -> str:
    return f"an {noun}" if noun.startswith("i") else f"a {noun}"
