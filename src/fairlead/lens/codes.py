"""Code lists: what a wire's codes mean, and how our keys are said.

A list is a CSV file beside its mapping with the columns `canon,wire,relation,source`.
`=` holds both ways, `>` only when emitting (and is reported as a loss), `<` only when parsing.
A code that no row names is a fault: there is no default row.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fairlead.errors import MappingError
from fairlead.resources import name_of, text_in

COLUMNS = ["canon", "wire", "relation", "source"]


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One row of a code list."""

    canon: str
    wire: str
    relation: str
    source: str
    line: int = field(default=0, compare=False)
    """Of its file, from 1; 0 where it stands in none."""


@dataclass(frozen=True, slots=True)
class CodeList:
    """A code list, checked to be one-to-one over its `=` rows."""

    name: str
    rows: tuple[CodeRow, ...]
    file: str = field(default="", compare=False)
    """The file, with the folders around it; empty where the list stands in none."""

    def __iter__(self) -> Iterator[CodeRow]:
        return iter(self.rows)

    def __post_init__(self) -> None:
        """Refuses what could be read in two ways."""
        for row in self.rows:
            if row.relation not in {"=", ">", "<"}:
                says = f"{row.relation!r} is no relation; one is '=', '>' or '<'"
                raise MappingError(f"{self.place(row)}: {says}")
        for side, rows in (("wire", self.reading), ("canon", self.writing)):
            first: dict[str, CodeRow] = {}
            for row in rows:
                key = getattr(row, side)
                if first.setdefault(key, row) is not row:
                    line = f", first in line {first[key].line}" if row.line else ""
                    says = f"{side} {key!r} stands twice{line}"
                    raise MappingError(f"{self.place(row)}: {says}")

    def place(self, row: CodeRow) -> str:
        """The file and the line of a row; the name of the list where it stands in no file."""
        return f"{self.file}:{row.line}" if self.file else f"code list {self.name}"

    @property
    def reading(self) -> tuple[CodeRow, ...]:
        """The rows that hold when parsing."""
        return tuple(row for row in self.rows if row.relation in "=<")

    @property
    def writing(self) -> tuple[CodeRow, ...]:
        """The rows that hold when emitting."""
        return tuple(row for row in self.rows if row.relation in "=>")

    @property
    def injective(self) -> bool:
        """Whether emitting what was parsed always gives the same code."""
        return not any(row.relation == "<" for row in self.rows)

    @property
    def narrowing(self) -> frozenset[str]:
        """Keys whose code says less than they do."""
        return frozenset(row.canon for row in self.rows if row.relation == ">")


def read_code_list(path: Path) -> CodeList:
    """The code list in a CSV file. Raises `MappingError` where it is malformed."""
    import csv  # a mapping that was compiled reads no list

    name, columns = name_of(path), ",".join(COLUMNS)
    lines = csv.reader(io.StringIO(text_in(path), newline=""), strict=True)
    try:
        head = next(lines, [])
        if head != COLUMNS:
            raise MappingError(f"{name}:1: the first line of a code list is {columns}")
        rows = []
        for row in lines:
            if len(row) == len(COLUMNS):
                _look_at(row, f"{name}:{lines.line_num}")
                canon, wire, relation, source = row
                rows.append(CodeRow(canon, wire, relation, source, lines.line_num))
            elif row:
                says = f"there are {len(row)} cells where there must be {len(COLUMNS)}: {columns}"
                raise MappingError(f"{name}:{lines.line_num}: {says}; quote a cell with a comma")
    except csv.Error as problem:
        raise MappingError(f"{name}:{lines.line_num}: it is not CSV: {problem}") from problem
    return CodeList(path.stem, tuple(rows), name)


def _look_at(row: list[str], place: str) -> None:
    """Raises `MappingError` where a cell says nothing, or what nobody would see."""
    for column, text in zip(COLUMNS, row, strict=True):
        if not text or text != text.strip():
            what = f"{text!r} has blanks around it" if text else "it is empty"
            raise MappingError(f"{place}: {column}: {what}")
