"""The count of an emission: the leaves written and the leaves reported are those of the Bill.

It costs little, as it looks at no place. It can tell only that something is amiss, and not what;
that is found out place by place ([`unsaid`][fairlead.lens.noted.unsaid]).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Final

from fairlead.bill import Bill, Part
from fairlead.lens.fields import field_names, field_type, model_of
from fairlead.lens.leaves import leaf_functions
from fairlead.lens.session import Writing
from fairlead.once import once

if TYPE_CHECKING:
    from fairlead.lens.compile.source import Source

__all__ = ["adds_up", "count_of", "write_counters"]

Counters = dict[type, Callable[[Any], int]]
"""The function that counts the leaves, for every kind of part and for a list of them."""

_WRITTEN: Final = frozenset(("LOSS-003", "LOSS-006", "LOSS-007"))
"""Losses after which a leaf stands on the wire all the same: with less detail, together with its
neighbours, or written otherwise. It is counted where it is written."""


def adds_up(bill: Bill, writing: Writing) -> bool:
    """Whether the leaves that an emission wrote and those that it reports are all of the Bill.

    >>> order, reported = Bill(to_order=True), Writing(lost=[((), "to_order", True, "LOSS-001")])
    >>> adds_up(order, Writing()), adds_up(order, reported)
    (False, True)
    """
    counters = _counters()
    count = counters[Bill](bill)
    for _, fields in writing.wrote:
        count -= fields.bit_count()
    for _, indexes in writing.entries:
        count -= len(indexes)
    for _, _, lost, code in writing.lost:
        if code not in _WRITTEN:
            counter = counters.get(lost.__class__)
            count -= 1 if counter is None else counter(lost)
    return not count


def count_of(said: Any) -> int:
    """How many leaves a part, a list or a value has; a part or a list that is empty has none.

    >>> from fairlead.bill import Location, Party
    >>> count_of(Bill(shipper=Party(party_name="A"), notify_parties=(), port_of_loading=Location()))
    1
    """
    counter = _counters().get(said.__class__)
    return 1 if counter is None else counter(said)


@once
def _counters() -> Counters:
    code = vars(leaf_functions())
    made: Counters = {model_of(name): code[f"leaves_of_{name}"] for name in code["PARTS"]}

    def of_list(entries: tuple[Any, ...]) -> int:
        counter = made.get(entries[0].__class__) if entries else None
        return len(entries) if counter is None else sum(map(counter, entries))

    made[tuple] = of_list
    return made


def write_counters(model: type[Part], w: Source) -> None:
    """Writes the functions that count the leaves of a part and of those below, and their names."""
    done: list[type[Part]] = []
    _write(model, w, done)
    w(f"PARTS = {tuple(one.__name__ for one in done)!r}")


def _write(model: type[Part], w: Source, done: list[type[Part]]) -> None:
    """Writes the function that counts the leaves of a part, after those of the parts below it."""
    done.append(model)
    for _, kind, _ in _fields(model):
        if issubclass(kind, Part) and kind not in done:
            _write(kind, w, done)
    with w.block(f"def leaves_of_{model.__name__}(m):"):
        w("count = 0")
        _add(model, "m", w)
        w("return count")


def _add(model: type[Part], m: str, w: Source) -> None:
    """Writes the lines that count the leaves of a part; a call for a flat part would cost more."""
    for name, kind, is_list in _fields(model):
        said = f"{m}.{name}"
        with w.block(f"if {said} is not None:"):
            if not issubclass(kind, Part):
                w(f"count += len({said})" if is_list else "count += 1")
                continue
            with w.block(f"for one in {said}:") if is_list else nullcontext():
                one = "one" if is_list else said
                if any(more or issubclass(below, Part) for _, below, more in _fields(kind)):
                    w(f"count += leaves_of_{kind.__name__}({one})")
                    continue
                if not is_list:
                    w(f"one = {said}")
                _add(kind, "one", w)


def _fields(model: type[Part]) -> list[tuple[str, Any, bool]]:
    """The fields of a part: name, type, and whether it is a list of them."""
    return [(name, *field_type(model.__name__, name)) for name in field_names(model.__name__)]
