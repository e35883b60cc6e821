"""A number beside its unit: one quantity, or two fields."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fairlead.lens.compile.emit.code import EmitCode
from fairlead.lens.compile.parse.code import ParseCode
from fairlead.lens.compile.shapes import holder
from fairlead.lens.compile.source import field, frozen, mask, members, path
from fairlead.lens.compile.trie import Node
from fairlead.lens.fields import model_at
from fairlead.lens.form.row import Maker, RowTable
from fairlead.lens.language.lines import Way
from fairlead.lens.language.table import PlaceText, Text
from fairlead.lens.places import place_in
from fairlead.lens.rows import Form, Measure, Row
from fairlead.lens.values import ValueLens


class Measured(RowTable):
    """A number beside its unit: one quantity, or two fields with ` @ ` between."""

    RANK: ClassVar = 11

    at: PlaceText = Field(description="The object that holds the number and its unit.")
    measure: Text = Field(description="The table `[measure.NAME]` that says how.")
    need: bool = Field(False, description="Whether the wire cannot do without it.")
    alike: bool = Field(
        False,
        description="Whether several numbers of the Bill share the unit, where the wire says it "
        "with each: it must be the same wherever it is read.",
    )

    @property
    def names(self) -> tuple[str, ...]:
        """The quantity, or the number and the unit."""
        return tuple(self.field.split(" @ "))

    def cells(self, maker: Maker, way: Way) -> dict[str, Any]:
        """The place and the measure."""
        measure = maker.measure(self.measure)
        if self.alike:
            # A number that stood without the unit of the others would be read as if it had it.
            measure = replace(measure, needs=("number", "unit"))
        return {"place": place_in(self.at), "measure": measure, "alike": self.alike}

    @model_validator(mode="after")
    def _unit_is_a_field(self) -> Measured:
        if self.at == ".":
            says = "a number and its unit stand in an object of their own, so `at` is not `.`"
            raise PydanticCustomError("place", "{why}", {"why": says})
        if self.alike and len(self.names) == 1:
            raise PydanticCustomError("alike", "a unit that is said alike is a field of its own")
        return self

    @classmethod
    def claims(cls, field: str, words: Collection[str]) -> bool:
        """It names a measure, or a unit in its key."""
        return "measure" in words or " @ " in field


@dataclass(frozen=True)
class MeasuredRow(Row):
    """Such a row."""

    measure: Measure | None = None
    alike: bool = False


Measured.ROW = MeasuredRow


def parse(code: ParseCode, row: Row, role: str, v: str, here: str) -> None:
    """Reads a number and its unit, or one of them."""
    assert row.measure is not None
    if row.alike:
        alike(code, row, row.measure, v, here)
    elif role == "number":
        half(code, row, 0, row.measure.number_lens, v, here)
    elif role == "unit":
        half(code, row, 1, row.measure.unit_lens, v, here)
    else:
        quantity(code, row, row.measure, v, here)


def half(code: ParseCode, row: Row, index: int, lens: ValueLens, v: str, here: str) -> None:
    """Reads the number or the unit of a measure, which is a field of its own."""
    name = row.names[index]
    code.value(lens, name, v, here, holder(row), [field(*row.inside, name)])


def alike(code: ParseCode, row: Row, measure: Measure, v: str, here: str) -> None:
    """Reads a number and the unit that others share with it; one alone is kept."""
    w = code.w
    number, unit = measure.number[0].member, measure.unit[0].member
    with w.block(f"if {v}.__class__ is not dict:"):
        w(f"S.odd({here}, {v})")
    with w.block("else:"):
        n, u, at = w.fresh("v"), w.fresh("v"), w.fresh("at")
        at = code.standing(at, here)
        w(f"{n}, {u} = {v}.get({number!r}), {v}.get({unit!r})")
        tests = [f"{one} is None" for one in (n, u)]
        if code.absent:
            tests += [f"{one} in {code.absent}" for one in (n, u)]
        if measure.unit_lens.open:
            tests.append(f"{w.half(measure.unit_lens, 'parse')}({u}) is None")
        with w.block(f"if {' or '.join(tests)}:"):
            w(f"S.keep({at}, {v})")
        with w.block("else:"):
            half(code, row, 0, measure.number_lens, n, path(at, number))
            unit_alike(code, row, measure.unit_lens, u, path(at, unit))
            with w.block(f"if len({v}) != 2:"):
                w(f"S.unknown({v}, {w.constant('KNOWN', frozen((number, unit)))}, {at})")


def unit_alike(code: ParseCode, row: Row, lens: ValueLens, u: str, here: str) -> None:
    """Reads a unit that must be the one that stands beside other numbers."""
    w = code.w
    x = w.fresh("x")
    w(f"{x} = {u}" if lens.parse is None else f"{x} = {w.half(lens, 'parse')}({u})")
    with w.block(f"if {x} is None:"):
        w(f"S.bad({here}, {u}, code={lens.coded})")
    with w.block(f"elif {holder(row)}.setdefault({row.names[1]!r}, {x}) != {x}:"):
        w(f"S.contrary({here}, {u})")
    with w.block("else:"):
        code.seen(here, field(*row.inside, row.names[1]))
        code.spelling(lens, x, u, here)


def quantity(code: ParseCode, row: Row, measure: Measure, v: str, here: str) -> None:
    """Reads a quantity."""
    w = code.w
    with w.block(f"if {v}.__class__ is not dict:"):
        w(f"S.odd({here}, {v})")
    with w.block("else:"):
        x, k, at = w.fresh("x"), w.fresh("k"), w.fresh("at")
        if code.absent:
            code.mark("mark")
        w(f"{x} = {{}}")
        w(f"{k} = 0")
        at = code.standing(at, here)
        halves = (
            ("value", measure.number, measure.number_lens),
            ("unit", measure.unit, measure.unit_lens),
        )
        for name, place, lens in halves:
            inner = w.fresh("v")
            w(f"{inner} = {v}.get({place[0].member!r})")
            head = f"if {inner} is not None:"
            if code.absent:
                with w.block(f"if {inner} is not None and {inner} in {code.absent}:"):
                    w(f"{k} += 1")
                    w(f"S.keep({path(at, place[0].member)}, {inner})")
                head = f"el{head}"
            with w.block(head):
                w(f"{k} += 1")
                member = path(at, place[0].member)
                code.value(lens, name, inner, member, x, [code.place(row, name)])
        known = w.constant("KNOWN", frozen((measure.number[0].member, measure.unit[0].member)))
        with w.block(f"if {k} != len({v}):"):
            w(f"S.unknown({v}, {known}, {at})")
        accept_measure(code, row, x, v, at)


def accept_measure(code: ParseCode, row: Row, x: str, v: str, at: str) -> None:
    """Takes a quantity that was read, or keeps it whole where the wire says nothing by it."""
    w = code.w
    code.seen_empty(v, at, code.place(row))
    if code.absent is None:
        w(f"{code.target(row)} = {x}")
        return
    with w.block(f"if {v} and not {x}:"):
        code.rewind("mark")
        w(f"S.keep({at}, {v})")
    with w.block("else:"):
        w(f"{code.target(row)} = {x}")


def emit(code: EmitCode, row: Row, o: str, name: str | None) -> None:
    """Writes a quantity: number and unit, or neither."""
    if row.alike:
        emit_alike(code, row, o, name)
        return
    w = code.w
    v, n, x, said_unit = w.fresh("v"), w.fresh("n"), w.fresh("x"), w.fresh("code")
    m = row.measure
    assert m is not None
    number, unit = (members(m.number)[0], members(m.unit)[0])
    at, quantity = path(code.bp, row.names[0]), model_at(code.model, row.names)
    value, key = mask(quantity, ("value",)), mask(quantity, ("unit",))
    w(f"{v} = {code.m}.{row.names[0]}")
    with w.block(f"if {v} is not None:"):
        w(f"{x} = {v}.value")
        w(f"{said_unit} = {w.half(m.unit_lens, 'emit')}({v}.unit)")
        with w.block(f"if {said_unit} is not None and {x} is not None:"):
            if m.number_lens.name == "decimal_text":
                # Almost every number is spelt out by itself.
                w(f"{n} = str({x})")
                with w.block(f"if 'E' in {n}:"):
                    w(f"{n} = {w.half(m.number_lens, 'emit')}({x})")
                said = n
            else:
                half = m.number_lens.emit and w.half(m.number_lens, "emit")
                said = f"{half}({x})" if half else x
            code.put(o, name, f"{{{number!r}: {said}, {unit!r}: {said_unit}}}")
            w(f"S.wrote.append(({at}, {value | key:#x}))")
        with w.block("else:"):
            w(f"{n} = {measurer(code, row)}({x}, {v}.unit, {code.bp}, {row.names!r}, S)")
            with w.block(f"if {n} is not None:"):
                code.put(o, name, n)
                said = f"({x} is not None) * {value:#x} | ({v}.unit is not None) * {key:#x}"
                w(f"S.wrote.append(({at}, {said}))")
            if row.need and m.unit_lens.codes is not None:
                with w.block(f"elif {v}.unit is not None and {said_unit} is None:"):
                    code.uncoded(row, m.unit_lens, "'unit'", f"{v}.unit", at)
    code.needed(row)


def measured_pair(code: EmitCode, row: Row, n: str) -> None:
    """Writes a number and its unit that are two fields of the Bill."""
    w = code.w
    a, b = row.names
    m = row.measure
    assert m is not None
    with w.block(f"if {code.m}.{a} is not None or {code.m}.{b} is not None:"):
        values = f"{code.m}.{a}, {code.m}.{b}"
        x = w.fresh("x")
        w(f"{x} = {measurer(code, row)}({values}, {code.bp}, {row.names!r}, S) or {{}}")
        with w.block(f"if {x}:"):
            w(f"{n}.update({x})")
            code.noted_if_said(row.names)
        if row.need and m.unit_lens.codes is not None:
            unit = f"{code.m}.{b}"
            with w.block(f"elif {unit} is not None and {unit_code(code, row, m)} is None:"):
                code.uncoded(row, m.unit_lens, repr(b), unit)


def measurer(code: EmitCode, row: Row) -> str:
    """The name of the function that says a number and its unit."""
    m = row.measure
    assert m is not None
    lens = m.number_lens
    number = "None" if lens.emit is None else code.w.half(lens, "emit")
    names = (members(m.number)[0], members(m.unit)[0])
    return code.w.constant(
        "MEASURE",
        f"measurer({names!r}, {number}, {code.w.half(m.unit_lens, 'emit')}, "
        f"{m.conversions!r}, {m.needs!r})",
    )


def emit_alike(code: EmitCode, row: Row, o: str, name: str | None) -> None:
    """Writes a number with the unit that others share; what becomes of that is told once."""
    w = code.w
    m = row.measure
    assert m is not None
    v, said_unit = w.fresh("v"), w.fresh("code")
    number, unit = members(m.number)[0], members(m.unit)[0]
    half = m.number_lens.emit and w.half(m.number_lens, "emit")
    w(f"{v} = {code.m}.{row.names[0]}")
    with w.block(f"if {v} is not None:"):
        w(f"{said_unit} = {unit_code(code, row, m)}")
        with w.block(f"if {said_unit} is None:"):
            w(f"S.lose({code.bp}, {row.names[0]!r}, {v})")
            if row.need and m.unit_lens.codes is not None:
                stated = f"{code.m}.{row.names[1]}"
                with w.block(f"if {stated} is not None:"):
                    code.uncoded(row, m.unit_lens, repr(row.names[1]), stated)
                with w.block("else:"):
                    code.unsaid_need(row, o, name)
            else:
                code.unsaid_need(row, o, name)
        with w.block("else:"):
            said = f"{half}({v})" if half else v
            code.put(o, name, f"{{{number!r}: {said}, {unit!r}: {said_unit}}}")
            code.noted(row.names[0])
    code.needed(row)


def unit_code(code: EmitCode, row: Row, measure: Measure) -> str:
    """The expression of what says a unit on the wire; None where nothing does."""
    unit, lens = f"{code.m}.{row.names[1]}", measure.unit_lens
    return unit if lens.emit is None else f"{code.w.half(lens, 'emit')}({unit})"


def unit_alone(code: EmitCode, rows: list[Row]) -> None:
    """Notes a unit that the numbers of these rows share, where it is written with none."""
    w = code.w
    unit = rows[0].names[1]
    numbers = [(f"{code.m}.{row.names[0]}", row) for row in rows]
    said = " or ".join(
        f"({number} is not None and {unit_code(code, row, row.measure)} is not None)"
        for number, row in numbers
        if row.measure is not None
    )
    with w.block(f"if {said}:"):
        code.noted(unit)
    with w.block("else:"):
        w(f"S.lose({code.bp}, {unit!r}, {code.m}.{unit})")


def grow(root: Node, row: Row) -> None:
    """Takes the places of the number and of the unit, where they are two fields."""
    measure = row.measure
    assert measure is not None
    if len(row.names) == 1 or row.alike:
        root.at(row.place).own(row)
        return
    holder_ = root.at(row.place)
    holder_.at(measure.number).own(row, "number")
    holder_.at(measure.unit).own(row, "unit")


Measured.FORM = Form(
    name="measure", parse=parse, emit=emit, grow=grow, halves=measured_pair, glue=" @ "
)
