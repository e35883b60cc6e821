"""What an emission noted, held against the Bill: each leaf was written, or is reported.

Nothing is read back for this. The functions that write a Bill note each field that they put on the
wire, by its place; what they could not say they report. A leaf that is in neither is a defect.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fairlead.bill import Bill, Part
from fairlead.lens.fields import field_names, field_type
from fairlead.lens.leaves import leaf_functions
from fairlead.lens.residue import Path
from fairlead.lens.session import Writing

if TYPE_CHECKING:
    from fairlead.lens.compile.source import Source

__all__ = ["unsaid", "write_walk"]


def unsaid(bill: Bill, writing: Writing) -> list[Path]:
    """The leaves of a Bill that an emission neither wrote nor reports.

    >>> order, reported = Bill(to_order=True), Writing(lost=[((), "to_order", True, "LOSS-001")])
    >>> unsaid(order, Writing()), unsaid(order, reported)
    ([('to_order',)], [])
    """
    notes = _Notes(writing)
    leaf_functions().walk_Bill(bill, (), notes.wrote.get, notes.lost, notes.lack)
    return notes.unsaid


class _Notes:
    """What an emission says of each place, and the leaves of which it says nothing."""

    __slots__ = ("entries", "lost", "unsaid", "wrote")

    def __init__(self, writing: Writing) -> None:
        self.wrote = dict(writing.wrote)
        if len(self.wrote) < len(writing.wrote):  # several functions wrote fields of one part
            self.wrote.clear()
            for at, fields in writing.wrote:
                self.wrote[at] = self.wrote.get(at, 0) | fields
        self.entries: dict[Path, Sequence[int]] = dict(writing.entries)
        self.lost: dict[Path, list[str | int]] = {}
        for at, step, _, _ in writing.lost:
            if at in self.lost:
                self.lost[at].append(step)
            else:
                self.lost[at] = [step]
        self.unsaid: list[Path] = []

    def lack(self, part: Part, at: Path, fields: int) -> None:
        """Fields of a part of which nothing is noted; of a list, some entries may be."""
        for number, name in enumerate(part.__struct_fields__):
            if not fields >> number & 1:
                continue
            value, place = getattr(part, name), (*at, name)
            if not isinstance(value, tuple):
                self.unsaid.append(place)
                continue
            known = {*self.entries.get(place, ()), *self.lost.get(place, ())}
            self.unsaid += [(*place, index) for index in range(len(value)) if index not in known]


def write_walk(model: type[Part], w: Source, done: list[type[Part]]) -> None:
    """Writes the function that walks a part, after those of the parts below it.

    It compares what the part says with what is noted of it, as two numbers with a bit for each
    field, and goes on to the parts below it.
    """
    done.append(model)
    name, names = model.__name__, field_names(model.__name__)
    fields = [(one, *field_type(name, one), 1 << number) for number, one in enumerate(names)]
    for _, kind, _, _ in fields:
        if issubclass(kind, Part) and kind not in done:
            write_walk(kind, w, done)
    w(f"BITS_{name} = { {one: bit for one, _, _, bit in fields}!r}")
    with w.block(f"def walk_{name}(m, at, wrote, lost, lack):"):
        w("known, said = wrote(at, 0), 0")
        with w.block("if at in lost:"), w.block("for name in lost[at]:"):
            w(f"known |= BITS_{name}[name]")
        for one, kind, is_list, bit in fields:
            if issubclass(kind, Part):
                _below(one, kind, w, bit, is_list=is_list)
                continue
            with w.block(f"if m.{one}:" if is_list else f"if m.{one} is not None:"):
                w(f"said |= {bit:#x}")
        w("said &= ~known")
        with w.block("if said:"):
            w("lack(m, at, said)")


def _below(name: str, kind: type[Part], w: Source, bit: int, *, is_list: bool) -> None:
    """Writes the lines that walk a part below, or a list of them, unless it is lost whole."""
    with w.block(f"if m.{name} is not None and not known & {bit:#x}:"):
        if not is_list:
            w(f"walk_{kind.__name__}(m.{name}, at + ({name!r},), wrote, lost, lack)")
            return
        w(f"gone = lost.get(at + ({name!r},), ())")
        each = f"for index, one in enumerate(m.{name}):"
        with w.block(each), w.block("if index not in gone:"):
            w(f"walk_{kind.__name__}(one, at + ({name!r}, index), wrote, lost, lack)")
