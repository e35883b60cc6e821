"""Coverage that counts: which rows of a mapping, and which codes, a golden example touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from fairlead.bill import to_canonical
from fairlead.formats.format import Format
from fairlead.formats.golden import Golden
from fairlead.lens import Path
from fairlead.lens.table import TableRow, rows_of
from fairlead.syntax.tree import leaves

Touched = set[tuple[str, str]]


@dataclass(frozen=True)
class Coverage:
    """What golden examples touch of one mapping."""

    format: str
    rows: int
    """Rows of the table."""
    codes: int
    """Rows of code lists."""
    untouched_rows: tuple[str, ...]
    untouched_codes: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is left untouched."""
        return not (self.untouched_rows or self.untouched_codes)

    def __str__(self) -> str:
        rows = self.rows - len(self.untouched_rows)
        codes = self.codes - len(self.untouched_codes)
        return f"{self.format}: {rows} of {self.rows} rows, {codes} of {self.codes} code rows"


def coverage_of(origin: Format, examples: Iterable[Golden]) -> Coverage:
    """Which rows and codes of a format's mapping the examples touch."""
    table = rows_of(origin.mapping.grammar)
    rows: Touched = set()
    codes: Touched = set()
    for example in examples:
        if example.kind in {"refused", "unsayable"}:
            continue
        rows |= set(_touched(origin, example.document))
        codes |= set(_codes(table, example))
    every = _code_rows(table)
    return Coverage(
        origin.id,
        len(table),
        len(every),
        tuple(map(_told, (row for row in table if (row.name, row.place) not in rows))),
        tuple(sorted(f"{name} {code}" for name, code in every - codes)),
    )


def _told(row: TableRow) -> str:
    """A row by its part and key, the field of the Bill it says there, and its place."""
    field = f" ({row.name})" if row.name and row.row != f"root.{row.name}" else ""
    return f"{row.row}{field} at {row.place}"


def _touched(origin: Format, document: Any) -> Iterator[tuple[str, str]]:
    """Field and place, without indexes, of everything that is read in a document."""
    for place, field in origin.mapping.trace(document):
        where = "".join("/[]" if isinstance(step, int) else f"/{step}" for step in place)
        yield "" if field is None else _name(field), where


def _name(field: Path) -> str:
    said = "".join("[]" if isinstance(step, int) else f".{step}" for step in field)
    return said.removeprefix(".")


def _code_rows(table: Iterable[TableRow]) -> set[tuple[str, str]]:
    lists = {row.lens.codes.name: row.lens.codes for row in table if row.lens and row.lens.codes}
    return {
        (name, f"{one.canon} {one.relation} {one.wire}")
        for name, codes in lists.items()
        for one in codes
    }


def _codes(table: Iterable[TableRow], example: Golden) -> Iterator[tuple[str, str]]:
    """The code rows that an example touches: its codes on the wire, its keys in the Bill."""
    if example.bill is None:
        return
    on_wire = _values(example.document, "/", "/[]")
    in_bill = _values(to_canonical(example.bill), ".", "[]")
    pairs: dict[str, list[set[Any]]] = {}
    for row in table:
        if row.lens is None or row.lens.codes is None:
            continue
        codes = row.lens.codes
        keys = in_bill.get(row.name, set())
        pairs.setdefault(row.row, []).append(keys)
        wires = on_wire.get(row.place.removeprefix("/"), set())
        for one in codes:
            said = f"{one.canon} {one.relation} {one.wire}"
            if row.guide:
                canon, _, guided = one.canon.partition("+")
                met = one.wire in wires and canon in keys
                if met and guided in in_bill.get(row.guide, {""}):
                    yield codes.name, said
            elif one.wire in wires and ("+" in one.canon or one.canon in keys):
                both = one.canon.split("+")
                if len(both) == 1 or all(not part or _said(part, row.row, pairs) for part in both):
                    yield codes.name, said


def _said(part: str, row: str, pairs: dict[str, list[set[Any]]]) -> bool:
    return any(part in keys for keys in pairs[row])


def _values(tree: Any, slash: str, entry: str) -> dict[str, set[Any]]:
    found: dict[str, set[Any]] = {}
    for way, leaf in leaves(tree):
        name = "".join(entry if isinstance(step, int) else f"{slash}{step}" for step in way)
        if isinstance(leaf, str | int):  # and so true and false
            text = leaf if isinstance(leaf, str) else str(leaf).lower()
            found.setdefault(name.removeprefix(slash), set()).add(text)
    return found
