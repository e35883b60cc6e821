"""Writing measures: a quantity, a number and a unit apart, several numbers that share a unit."""

from __future__ import annotations

from fairlead.lens.compile.source import mask, members, path
from fairlead.lens.compile.write_values import ValueWriter
from fairlead.lens.fields import model_at
from fairlead.lens.rows import Measure, Row


class MeasureWriter(ValueWriter):
    """Writes the code that writes numbers with their units."""

    def measure(self, row: Row, o: str, name: str | None) -> None:
        """Writes a quantity: number and unit, or neither."""
        if row.alike:
            self.alike(row, o, name)
            return
        w = self.w
        v, n, x, code = w.fresh("v"), w.fresh("n"), w.fresh("x"), w.fresh("code")
        m = row.measure
        assert m is not None
        number, unit = (members(m.number)[0], members(m.unit)[0])
        at, quantity = path(self.bp, row.names[0]), model_at(self.model, row.names)
        value, key = mask(quantity, ("value",)), mask(quantity, ("unit",))
        w(f"{v} = {self.m}.{row.names[0]}")
        with w.block(f"if {v} is not None:"):
            w(f"{x} = {v}.value")
            w(f"{code} = {w.half(m.unit_lens, 'emit')}({v}.unit)")
            with w.block(f"if {code} is not None and {x} is not None:"):
                if m.number_lens.name == "decimal_text":
                    # Almost every number is spelt out by itself.
                    w(f"{n} = str({x})")
                    with w.block(f"if 'E' in {n}:"):
                        w(f"{n} = {w.half(m.number_lens, 'emit')}({x})")
                    said = n
                else:
                    half = m.number_lens.emit and w.half(m.number_lens, "emit")
                    said = f"{half}({x})" if half else x
                self.put(o, name, f"{{{number!r}: {said}, {unit!r}: {code}}}")
                w(f"S.wrote.append(({at}, {value | key:#x}))")
            with w.block("else:"):
                w(f"{n} = {self.measurer(row)}({x}, {v}.unit, {self.bp}, {row.names!r}, S)")
                with w.block(f"if {n} is not None:"):
                    self.put(o, name, n)
                    said = f"({x} is not None) * {value:#x} | ({v}.unit is not None) * {key:#x}"
                    w(f"S.wrote.append(({at}, {said}))")
        self.needed(row)

    def measured_pair(self, row: Row, n: str) -> None:
        """Writes a number and its unit that are two fields of the Bill."""
        w = self.w
        a, b = row.names
        with w.block(f"if {self.m}.{a} is not None or {self.m}.{b} is not None:"):
            values = f"{self.m}.{a}, {self.m}.{b}"
            x = w.fresh("x")
            w(f"{x} = {self.measurer(row)}({values}, {self.bp}, {row.names!r}, S) or {{}}")
            with w.block(f"if {x}:"):
                w(f"{n}.update({x})")
                self.noted_if_said(row.names)

    def measurer(self, row: Row) -> str:
        """The name of the function that says a number and its unit."""
        m = row.measure
        assert m is not None
        lens = m.number_lens
        number = "None" if lens.emit is None else self.w.half(lens, "emit")
        names = (members(m.number)[0], members(m.unit)[0])
        return self.w.constant(
            "MEASURE",
            f"measurer({names!r}, {number}, {self.w.half(m.unit_lens, 'emit')}, "
            f"{m.conversions!r}, {m.needs!r})",
        )

    def alike(self, row: Row, o: str, name: str | None) -> None:
        """Writes a number with the unit that others share; what becomes of that is told once."""
        w = self.w
        m = row.measure
        assert m is not None
        v, code = w.fresh("v"), w.fresh("code")
        number, unit = members(m.number)[0], members(m.unit)[0]
        half = m.number_lens.emit and w.half(m.number_lens, "emit")
        w(f"{v} = {self.m}.{row.names[0]}")
        with w.block(f"if {v} is not None:"):
            w(f"{code} = {self.unit_code(row, m)}")
            with w.block(f"if {code} is None:"):
                w(f"S.lose({self.bp}, {row.names[0]!r}, {v})")
                self.unsaid_need(row, o, name)
            with w.block("else:"):
                said = f"{half}({v})" if half else v
                self.put(o, name, f"{{{number!r}: {said}, {unit!r}: {code}}}")
                self.noted(row.names[0])
        self.needed(row)

    def unit_code(self, row: Row, measure: Measure) -> str:
        """The expression of what says a unit on the wire; None where nothing does."""
        unit, lens = f"{self.m}.{row.names[1]}", measure.unit_lens
        return unit if lens.emit is None else f"{self.w.half(lens, 'emit')}({unit})"

    def unit_alone(self, rows: list[Row]) -> None:
        """Notes a unit that the numbers of these rows share, where it is written with none."""
        w = self.w
        unit = rows[0].names[1]
        numbers = [(f"{self.m}.{row.names[0]}", row) for row in rows]
        said = " or ".join(
            f"({number} is not None and {self.unit_code(row, row.measure)} is not None)"
            for number, row in numbers
            if row.measure is not None
        )
        with w.block(f"if {said}:"):
            self.noted(unit)
        with w.block("else:"):
            w(f"S.lose({self.bp}, {unit!r}, {self.m}.{unit})")
