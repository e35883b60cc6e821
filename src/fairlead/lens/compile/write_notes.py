"""Writing notes: which fields of which part the code that is written has put on the wire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from fairlead.lens.compile.source import Name, Source, mask, path
from fairlead.lens.fields import model_at
from fairlead.lens.rows import Grammar, Row


class NoteWriter:
    """Writes the code that notes what was written, and knows of which part the fields are taken."""

    def __init__(self, grammar: Grammar, source: Source) -> None:
        self.grammar = grammar
        self.w = source
        self.m, self.bp = "m", "bp"
        """The names of the part of the Bill, and of its place."""
        self.model, self.wrote = "", "wrote"
        """The model of that part, and the name of what is noted of it."""

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
        if row.form == "hoisted":
            i, bits = self.w.fresh("i"), mask(model_at(self.model, (first, 0, *way[:-1])), way[-1:])
            at, each = path(self.bp, first, Name(i), *way[:-1]), f"range(len({self.m}.{first}))"
            self.w(f"S.wrote.extend(({at}, {bits:#x}) for {i} in {each})  # {way[-1]}")
        elif row.form == "single":
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
