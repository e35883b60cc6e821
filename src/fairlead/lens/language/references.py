"""What the tables of a mapping say of each other: every name that is used stands somewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final, TypeAlias

from fairlead.errors import MappingError, likely
from fairlead.lens.fields import model_of
from fairlead.lens.form import RowTable
from fairlead.lens.form.edged import Edge
from fairlead.lens.language.file import MappingFile, PartTable
from fairlead.lens.language.lines import Way
from fairlead.lens.language.tables import Branch

__all__ = ["bases_first", "dangling"]

_SHOWN: Final = 8
"""So many steps of a circle are shown."""

Mistake: TypeAlias = tuple[Way, str]
"""Where a name is used that means nothing, and the sentence about it."""


def dangling(tables: MappingFile, words: Collection[str]) -> list[Mistake]:
    """Every use of a name that no table has; `words` are those that all mappings share."""
    return list(_Search(tables, words).mistakes())


def bases_first(like: Mapping[str, str | None]) -> tuple[list[str], dict[str, list[str]]]:
    """The names of parts so that each stands behind that which it is like; and those in circles.

    For each part that is like itself, by way of others or not, the circle is given.

    >>> bases_first({"a": "b", "b": None, "c": "d", "d": "c"})
    (['b', 'a'], {'c': ['c', 'd', 'c'], 'd': ['c', 'd', 'c']})
    """
    order: dict[str, None] = {}
    circles: dict[str, list[str]] = {}
    for start in like:
        way: dict[str, None] = {}
        name: str | None = start
        while name is not None and name in like:
            if name in order or name in circles or name in way:
                break
            way[name] = None
            name = like[name]
        circle = circles.get(name or "", [])
        if name is not None and name in way:
            steps = list(way)
            circle = [*steps[steps.index(name) :], name]
        if circle:
            circles |= dict.fromkeys(way, circle)
        else:
            order |= dict.fromkeys(reversed(way))
    return list(order), circles


def _shown(circle: list[str]) -> str:
    """A circle as a sentence shows it; of a long one the middle is left out."""
    steps = circle if len(circle) <= _SHOWN else [*circle[: _SHOWN - 2], "...", circle[-1]]
    return " > ".join(steps)


class _Search:
    def __init__(self, tables: MappingFile, words: Collection[str]) -> None:
        self.tables = tables
        order, self.circles = bases_first({name: one.like for name, one in tables.part.items()})
        self.rows_of: dict[str, set[str]] = {}
        """The rows of each part with those of the parts that it is like."""
        for name in order:
            part = tables.part[name]
            above = self.rows_of.get(part.like or "", set())
            self.rows_of[name] = above - set(part.without) | set(part.bind)
        self.known: Mapping[str, Collection[str]] = {
            "measure": tables.measure,
            "joint": tables.joint,
            "convert": tables.convert,
            "part": tables.part,
            "words": words,
        }

    def mistakes(self) -> Iterator[Mistake]:
        yield from self.models()
        for name, measure in self.tables.measure.items():
            if measure.convert is not None:
                yield from self.asks(("measure", name, "convert"), "convert", measure.convert)
        yield from self.shape((), self.tables)
        for name, part in self.tables.part.items():
            yield from self.part(("part", name), part)

    def models(self) -> Iterator[Mistake]:
        """The Bill has every model that is named."""
        named: list[tuple[Way, str | None]] = [(("mapping", "canon"), self.tables.mapping.canon)]
        named += [(("part", name, "canon"), one.canon) for name, one in self.tables.part.items()]
        for way, model in named:
            try:
                model_of(model or "Bill")
            except MappingError as problem:
                yield way, str(problem)

    def asks(self, way: Way, kind: str, name: str) -> Iterator[Mistake]:
        """There is a table of the name."""
        known = self.known[kind]
        if name not in known:
            table = name if kind == "words" else f"{kind}.{name}"
            yield way, f"there is no table [{table}]{likely(name, known)}"

    def part(self, way: Way, part: PartTable) -> Iterator[Mistake]:
        yield from self.shape(way, part)
        if part.like is None:
            return
        if part.like not in self.tables.part:
            yield from self.asks((*way, "like"), "part", part.like)
            return
        if part.like in self.circles:
            circle = _shown(self.circles[part.like])
            yield (*way, "like"), f"the parts are like each other in a circle: {circle}"
            return
        rows = self.rows_of[part.like]
        for row in part.without:
            if row not in rows:
                yield (*way, "without"), f"{part.like} has no row {row}{likely(row, rows)}"

    def shape(self, way: Way, table: MappingFile | PartTable) -> Iterator[Mistake]:
        yield from self.rows((*way, "bind"), table.bind)
        for number, branch in enumerate(table.either):
            yield from self.branch((*way, "either", number), branch)
        for place, total in table.total.items():
            if total.measure is not None:
                yield from self.asks((*way, "total", place, "measure"), "measure", total.measure)

    def branch(self, way: Way, branch: Branch) -> Iterator[Mistake]:
        yield from self.rows((*way, "bind"), branch.bind)
        for place, test in branch.where.items():
            word, text = test.word
            if word in {"like", "unlike"}:
                yield from self.asks((*way, "where", place), "words", text)

    def rows(self, way: Way, rows: Mapping[str, RowTable]) -> Iterator[Mistake]:
        for key, row in rows.items():
            yield from self.row((*way, key), row)

    def row(self, way: Way, row: RowTable) -> Iterator[Mistake]:
        divided = getattr(row, "divided", None)
        for at, table in ((way, row), ((*way, "divided"), divided)):
            for word, kind in _NAMED.items():
                name = getattr(table, word, None)
                if name is not None:
                    yield from self.asks((*at, word), kind, name)
        measure = self.tables.measure.get(getattr(row, "measure", None) or "")
        if getattr(row, "alike", False) and measure is not None and measure.convert is not None:
            yield (*way, "alike"), "a unit that is said alike is never converted"
        for word in ("otherwise", "extended"):
            other = getattr(row, word, None)
            if other is not None:
                yield from self.row((*way, "or" if word == "otherwise" else word), other)
        for word in ("first", "last", "pieces"):
            edge = getattr(row, word, None)
            if isinstance(edge, Edge):
                yield from self.rows((*way, word, "bind"), edge.bind)


_NAMED: Mapping[str, str] = {
    "use": "part", "alone": "part", "summary": "part", "measure": "measure", "joint": "joint",
}  # fmt: skip
"""The words of a row that name a table, and what kind of table."""
