"""Code lists: what a wire's codes mean, and how our keys are said.

A list is a CSV file beside its mapping with the columns `canon,wire,relation,source`.
`=` holds both ways, `>` only when emitting (and is reported as a loss), `<` only when parsing.
A code that no row names is a fault: there is no default row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fairlead.errors import MappingError

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
                raise MappingError(f"code list {self.name}: {row.relation!r} is no relation")
        for side, rows in (("wire", self.reading), ("canon", self.writing)):
            keys = [getattr(row, side) for row in rows]
            twice = sorted({key for key in keys if keys.count(key) > 1})
            if twice:
                raise MappingError(f"code list {self.name}: {side} {twice} stands twice")

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

    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            rows = tuple(
                CodeRow(**{one: row[one] for one in COLUMNS}, line=reader.line_num)
                for row in reader
            )
            columns = reader.fieldnames
    except (OSError, ValueError, csv.Error, KeyError, TypeError) as problem:
        raise MappingError(f"code list {path.name} cannot be read") from problem
    if columns != COLUMNS:
        raise MappingError(f"code list {path.name} must have the columns {','.join(COLUMNS)}")
    return CodeList(path.stem, rows, "/".join(path.parts[-3:]))
