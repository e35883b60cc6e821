"""What every form needs to write code that writes: members, lists, needs, losses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from fairlead.lens.compile.shapes import HOLE, needed_leaves
from fairlead.lens.compile.source import Name, Source, identifier, literal, mask, members, path
from fairlead.lens.fields import PRESENT, model_at
from fairlead.lens.residue import Path
from fairlead.lens.rows import Grammar, Row
from fairlead.lens.values import ValueLens


class EmitCode:
    """The code that writes the trees of a mapping, while it is written."""

    walk: Any
    """The walk over the places of a shape; whoever makes it sets it here."""

    def __init__(self, grammar: Grammar, source: Source) -> None:
        self.grammar = grammar
        self.w = source
        self.m, self.bp = "m", "bp"
        """The names of the part of the Bill that is written, and of its place."""
        self.model, self.wrote = "", "wrote"
        """The model of that part, and the name of what is noted of it."""
        self.wrap = HOLE
        self.absent = source.constant("ABSENT", repr(grammar.absent)) if grammar.absent else None
        self.rivals: list[ValueLens] = []
        """What would claim a value that is written among others in one list."""

    def noted(self, *names: str) -> None:
        """Notes fields of the part as written; the Bill says each of them."""
        self.w(f"{self.wrote} |= {mask(self.model, names):#x}  # {', '.join(names)}")

    def noted_if_said(self, names: Iterable[str]) -> None:
        """Notes those of several fields as written that the Bill says."""
        for name in names:
            with self.w.block(f"if {self.m}.{name} is not None:"):
                self.noted(name)

    def noted_row(self, row: Row) -> None:
        """Notes the leaves of the Bill that a row's value has said."""
        first, *way = row.names
        if row.form.spread:
            i, bits = self.w.fresh("i"), mask(model_at(self.model, (first, 0, *way[:-1])), way[-1:])
            at, each = path(self.bp, first, Name(i), *way[:-1]), f"range(len({self.m}.{first}))"
            self.w(f"S.wrote.extend(({at}, {bits:#x}) for {i} in {each})  # {way[-1]}")
        elif row.form.index:
            self.noted_entries(row, "(0,)")
        elif row.sum_of:
            self.noted_if_said((first, *row.sum_of))
        else:
            self.noted(first)

    def noted_entries(self, row: Row, indexes: str) -> None:
        """Notes which entries of a list of values were written."""
        self.w(f"S.entries.append(({path(self.bp, row.names[0])}, {indexes}))")

    @contextmanager
    def holder(self, row: Row) -> Iterator[None]:
        """Takes the fields of a row from the part that holds them."""
        if not row.inside:
            yield
            return
        m, bp = self.w.fresh("m"), self.w.fresh("bp")
        self.w(f"{m} = part_at(m, {row.inside!r})")
        self.w(f"{bp} = {path('bp', *row.inside)}")
        with self.holding(m, bp, model_at(self.model, row.inside)):
            yield

    @contextmanager
    def holding(self, m: str, bp: str, model: str, *, again: bool = False) -> Iterator[None]:
        """Takes fields from another part than that of the function, and notes them there.

        `again`: that part says them itself, and they are noted where it does.
        """
        w, outer = self.w, (self.m, self.bp, self.model, self.wrote)
        self.m, self.bp, self.model, self.wrote = m, bp, model, w.fresh("wrote")
        w(f"{self.wrote} = 0")
        yield
        if not again:
            with w.block(f"if {self.wrote}:"):
                w(f"S.wrote.append(({bp}, {self.wrote}))")
        self.m, self.bp, self.model, self.wrote = outer

    def put(self, o: str, name: str | None, value: str) -> None:
        """Sets a member, or adds an entry where `o` is a list."""
        value = self.wrap.replace(HOLE, value)
        self.w(f"{o}.append({value})" if name is None else f"{o}[{name!r}] = {value}")

    def put_all(self, o: str, name: str | None, value: str) -> None:
        """Sets a member to a list, or adds its entries where `o` is a list."""
        if self.wrap != HOLE:
            self.put(o, name, value)
            return
        self.w(f"{o}.extend({value})" if name is None else f"{o}[{name!r}] = {value}")

    def constant(self, n: str, steps: Path, value: object) -> None:
        """Writes a constant; one that stands below another member joins what is there."""
        if len(steps) == 1:
            self.w(f"{n}[{steps[0]!r}] = {value!r}")
            return
        with self.w.block(f"if {steps[0]!r} in {n}:"):
            self.w(f"put({n}, {steps!r}, {value!r})")
        with self.w.block("else:"):
            self.w(f"{n}[{steps[0]!r}] = {literal(steps[1:], repr(value))}")

    def unbroken(self, lens: ValueLens, v: str, bp: str, step: str) -> str:
        """The name of a text without its line breaks, where the wire cannot hold them."""
        if self.grammar.line_breaks or lens.kind not in {"lines", "text"} or lens.codes:
            return v
        if lens.kind == "text" and lens.emit is not None:
            return v
        flat = self.w.fresh("v")
        self.w(f"{flat} = {v} if {v}.isprintable() else S.unbroken({bp}, {step}, {v})")
        return flat

    @contextmanager
    def sayable(
        self, row: Row, x: str, fields: dict[str, str], o: str, name: str | None
    ) -> Iterator[None]:
        """Writes what follows for a value that is read back as what it is.

        Any other is lost, and a text that has no lines is refused.
        """
        w, lens = self.w, row.lens
        assert lens is not None
        tests = [f"{x} is None"] if lens.partial else []
        if self.absent is not None and name is not None and lens.kind in {"text", "any"}:
            tests.append(f"{x} in {self.absent}")
        if self.rivals:
            begins = tuple(rival.begins for rival in self.rivals if rival.begins)
            quick = f"{x}.casefold().startswith({begins!r}) and "
            reads = " or ".join(f"{w.half(one, 'parse')}({x}) is not None" for one in self.rivals)
            tests.append(f"{quick if len(begins) == len(self.rivals) else ''}({reads})")
        if not tests:
            yield
            return
        with w.block(f"if {' or '.join(tests)}:"):
            for field, value in fields.items():
                self.unsayable(lens, self.bp, repr(field), value)
            self.unsaid_need(row, o, name)
        with w.block("else:"):
            yield

    def unsayable(self, lens: ValueLens, bp: str, step: str, value: str) -> None:
        """Notes a value that the wire cannot say: lost, or refused as a text that has no lines."""
        if lens.kind == "lines":
            self.w(f"S.unfit({bp}, {step}, {lens.name!r}, {value})")
        else:
            self.w(f"S.lose({bp}, {step}, {value})")

    def surplus(self, row: Row, v: str, most: int) -> None:
        """Notes the entries of a list for which the wire has no room."""
        with self.w.block(f"if len({v}) > {most}:"):
            self.w(f"S.surplus({self.bp}, {row.names[0]!r}, {v}, {most})")

    def trimmed(self, row: Row, v: str, most: int) -> None:
        """Leaves in a list what the wire has room for, and notes the others."""
        with self.w.block(f"if len({v}) > {most}:"):
            self.w(f"S.surplus({self.bp}, {row.names[0]!r}, {v}, {most})")
            self.w(f"{v} = {v}[:{most}]")

    def unsaid_need(self, row: Row, o: str, name: str | None) -> None:
        """Notes that a needed value cannot be said, and writes what stands for nothing."""
        if row.blank is not None:
            self.put(o, name, repr(row.blank))
        if row.need:
            leaves = self.w.constant("NEED", repr(needed_leaves(row, self.grammar)))
            self.w(f"S.need({self.bp}, {leaves})")

    @contextmanager
    def where_facts_hold(self, row: Row, v: str) -> Iterator[None]:
        """Writes a value only where the facts hold that reading it would state."""
        w = self.w
        if not row.when:
            yield
            return
        test = " and ".join(
            f"{self.m}.{key} is not None" if value == PRESENT else f"{self.m}.{key} == {value!r}"
            for key, value in row.when
        )
        with w.block(f"if {test}:"):
            yield
        with w.block("else:"):
            w(f"S.lose({self.bp}, {row.names[0]!r}, {v})")

    def needed(self, row: Row) -> None:
        """Notes the leaves that are missing where nothing was said."""
        if row.need:
            leaves = self.w.constant("NEED", repr(needed_leaves(row, self.grammar)))
            with self.w.block("else:"):
                self.w(f"S.need({self.bp}, {leaves})")

    def fill(self, part: str, v: str, n: str, bp: str) -> None:
        """Writes a part into an object that stands where it belongs, and notes what was written."""
        if bp == self.bp:  # the part is the whole itself, as another part says it
            self.w(f"{self.wrote} |= {self.call(part, v, n, bp)}")
            return
        at = self.w.fresh("at")
        self.w(f"{at} = {bp}")
        self.w(f"S.wrote.append(({at}, {self.call(part, v, n, at)}))")

    def call(self, part: str, v: str, n: str, bp: str) -> str:
        """The call of the function that writes a part; it gives the fields that it wrote."""
        return f"write_{identifier(part)}({v}, {n}, {bp}, S)"

    def fixed(self, part: str, n: str) -> None:
        """Writes what stands in the object of a part whatever the part says."""
        shape = self.grammar.parts[part]
        for place, value in shape.constants:
            self.constant(n, members(place), value)
        for one in shape.written:
            with self.provided(one.when):
                self.constant(n, members(one.place), one.text)

    def shut(self, part: str, v: str) -> str | None:
        """The test that finds a part which cannot be said, for want of the field that opens it."""
        gates = [row for row in self.grammar.parts[part].rows if row.gate]
        if not gates:
            return None
        field, lens = f"{v}.{gates[0].names[0]}", gates[0].lens
        if lens is not None and (lens.partial or lens.codes is not None):
            return f"{field} is None or {self.w.half(lens, 'emit')}({field}) is None"
        absent = self.absent is not None and gates[0].part is None
        return f"{field} is None or {field} in {self.absent}" if absent else f"{field} is None"

    def whole(self, part: str, v: str, n: str, bp: str) -> None:
        """Writes a part as an object of its own, which stands where it belongs."""
        self.w(f"{n} = {{}}")
        self.fill(part, v, n, bp)
        self.fixed(part, n)

    def provided(self, when: tuple[tuple[str, Any], ...]) -> AbstractContextManager[None]:
        """The block of what is written where facts of the whole Bill hold, or always."""
        tests = [f"S.whole.{name} == {value!r}" for name, value in when]
        return self.w.block(f"if {' and '.join(tests)}:") if tests else nullcontext()

    def put_some(self, o: str, name: str | None, value: str, r: str) -> None:
        """Sets a member to a list, unless `r` has no entries and the wire cannot show that."""
        if self.grammar.empty_lists:
            self.put_all(o, name, value)
            return
        with self.w.block(f"if {r}:"):
            self.put_all(o, name, value)

    def shared(self, row: Row, name: str | None, v: str) -> None:
        """Notes an empty list where the wire, or a place with other entries, cannot show it."""
        if name is None or not self.grammar.empty_lists:
            with self.w.block(f"if not {v}:"):
                self.w(f"S.lose({self.bp}, {row.names[0]!r}, {v})")

    def said(self, row: Row, v: str, o: str, name: str | None) -> None:
        """Writes a value that is there."""
        w = self.w
        lens = row.lens
        assert lens is not None
        if lens.codes is not None:
            self.coded(row, v, o, name)
            return
        x = v
        if lens.kind == "lines":
            x = self.unbroken(lens, v, self.bp, repr(row.names[0]))
        if lens.emit is not None:
            said, x = x, w.fresh("x")
            w(f"{x} = {w.half(lens, 'emit')}({said})")
        with self.sayable(row, x, {row.names[0]: v}, o, name):
            self.put(o, name, x)
            self.noted_row(row)
            if lens.width is not None:
                field = (self.bp, repr(row.names[0]))
                if row.form.index:
                    field = (path(self.bp, row.names[0]), "0")
                with w.block(f"if len({x}) > {lens.width}:"):
                    w(f"S.long({', '.join(field)}, {lens.width}, {v})")

    def coded(self, row: Row, v: str, o: str, name: str | None) -> None:
        """Writes a key by its said_unit, where there is one."""
        w = self.w
        lens = row.lens
        assert lens is not None
        assert lens.codes is not None
        field = row.names[0]
        x = w.fresh("x")
        w(f"{x} = {w.half(lens, 'emit')}({v})")
        with w.block(f"if {x} is None:"):
            self.uncoded(row, lens, repr(field), v)
        with w.block("else:"):
            self.put(o, name, x)
            self.noted_row(row)
            if lens.codes.narrowing:
                narrow = w.constant(
                    "NARROW", repr(tuple(map(lens.key, sorted(lens.codes.narrowing))))
                )
                with w.block(f"if {v} in {narrow}:"):
                    w(f"S.lose({self.bp}, {field!r}, {v}, 'LOSS-003')")

    def uncoded(self, row: Row, lens: ValueLens, step: str, v: str, bp: str | None = None) -> None:
        """Notes a key for which the code list of a row has no code."""
        name = lens.codes.name if lens.codes is not None else lens.name
        needed = ", needed=True" if row.need else ""
        self.w(f"S.uncoded({bp or self.bp}, {step}, {v}, {name!r}{needed})")

    @contextmanager
    def lift(self, row: Row) -> Iterator[None]:
        """Takes the fields of a row from the whole; they are noted and reported once."""
        w, own = self.w, row.names[0] in self.grammar.overview.own
        w("mark = S.mark()")
        with self.holding("S.whole", "()", self.grammar.root.model, again=own):
            yield
        if not own:
            with w.block(f"if {row.names[0]!r} in S.lifted:"):
                w("S.rewind(mark)")
        w(f"S.lifted.update({row.names!r})")
