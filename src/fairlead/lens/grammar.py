"""From the tables of a mapping file to its grammar: checked rows, resolved parts, code lists.

What the tables may say stands in [`language`][fairlead.lens.language]; what a row becomes stands
with its form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pydantic

from fairlead.errors import MappingError
from fairlead.lens.classes import classes_of
from fairlead.lens.codes import CodeList
from fairlead.lens.form import FORMS
from fairlead.lens.form.edged import Edge
from fairlead.lens.form.pieced import Pieces
from fairlead.lens.form.row import RowTable
from fairlead.lens.language.file import MappingFile, PartTable, tables_of
from fairlead.lens.language.lines import NOWHERE, PlacedError, Sources, Way, raised
from fairlead.lens.language.mistakes import found_in
from fairlead.lens.language.references import bases_first, dangling
from fairlead.lens.language.table import facts_of
from fairlead.lens.language.tables import Branch as BranchTable
from fairlead.lens.language.tables import TotalTable, WrittenTable
from fairlead.lens.language.unused import unused
from fairlead.lens.letters import Words
from fairlead.lens.places import place_in
from fairlead.lens.rows import (
    Beside,
    Branch,
    Grammar,
    Measure,
    Row,
    Shape,
    Total,
    Where,
    Written,
)
from fairlead.lens.values import ValueLens, value_lens


class _Maker:
    """Makes a grammar of the tables of a mapping; collects the parts that rows bring along."""

    def __init__(
        self,
        tables: MappingFile,
        lists: dict[str, CodeList],
        words: dict[str, Words],
        sources: Sources,
    ) -> None:
        self.tables = tables
        self.sources = sources
        self.lists = lists
        self.words = words
        self.parts: dict[str, Shape] = {}

    def grammar(self) -> Grammar:
        head = self.tables.mapping
        whole = self._whole_parts()
        for name in self.tables.part:
            self.parts[name] = self.shape(name, whole[name], ("part", name))
        root = self.shape("root", self.tables, (), head.canon)
        carry = self.tables.carry
        return Grammar(
            wire=head.wire,
            version=head.version,
            root=root,
            parts=self.parts,
            lists=self.lists,
            absent=tuple(head.absent),
            empty_lists=head.empty_lists,
            empty_parts=head.empty_parts,
            line_breaks=head.line_breaks,
            carry=None if carry is None else carry.at,
            blocks=tuple(
                (block.capability, facts_of(block.when), block.says) for block in self.tables.block
            ),
            classes=classes_of(self.tables.class_),
            class_ways=tuple(
                ("class", number)
                for number, one in enumerate(self.tables.class_)
                for _ in one.at.split()
            ),
            sources=self.sources,
        )

    def _whole_parts(self) -> dict[str, PartTable]:
        """Every part, with what it takes from the part that it is like."""
        tables = self.tables.part
        whole: dict[str, PartTable] = {}
        for name in bases_first({name: one.like for name, one in tables.items()})[0]:
            model = tables[name].like
            whole[name] = tables[name] if model is None else _like(whole[model], tables[name])
        return whole

    def shape(
        self, name: str, table: PartTable | MappingFile | Edge, way: Way, canon: str | None = None
    ) -> Shape:
        model = canon or str(getattr(table, "canon", ""))
        either, constant = getattr(table, "either", ()), getattr(table, "constant", {})
        return Shape(
            name=name,
            model=model,
            rows=self.rows(table.bind, way, model),
            branches=tuple(
                self.branch((*way, "either", number), said) for number, said in enumerate(either)
            ),
            constants=tuple((place_in(at), value) for at, value in constant.items()),
            constant_ways=tuple((*way, "constant", place) for place in constant),
            written=tuple(
                self.written((*way, "written", place), said)
                for place, said in getattr(table, "written", {}).items()
            ),
            totals=tuple(
                self.total((*way, "total", place), said)
                for place, said in getattr(table, "total", {}).items()
            ),
            impossible=tuple(getattr(table, "impossible", {}).items()),
            way=way,
        )

    def rows(self, said: Mapping[str, RowTable], way: Way, model: str = "") -> tuple[Row, ...]:
        """The rows of a table."""
        return tuple(self.row((*way, "bind", key), row, model) for key, row in said.items())

    def written(self, way: Way, said: str | WrittenTable) -> Written:
        place = place_in(str(way[-1]))
        if isinstance(said, str):
            return Written(place, said, way=way)
        return Written(place, said.text, facts_of(said.when), way)

    def total(self, way: Way, said: TotalTable) -> Total:
        silent, place = said.silent or said.across, place_in(str(way[-1]))
        lens = self.total_lens(said)
        return Total(place, said.of, lens, said.beside, silent, said.across, way)

    def total_lens(self, said: TotalTable) -> ValueLens:
        """How a total is said: by a value lens, or as a quantity."""
        if said.measure is None:
            return self.lens(str(said.as_))
        one = self.tables.measure[said.measure]
        halves = ((one.number, self.lens(one.as_)), (one.unit, self.lens(one.unit_as)))
        return ValueLens("quantity", halves=halves, kind="quantity", injective=False)

    def branch(self, way: Way, said: BranchTable) -> Branch:
        return Branch(
            says=said.says,
            when=facts_of(said.when or {}),
            where=tuple(
                Where(place_in(place), *self.test(*test.word)) for place, test in said.where.items()
            ),
            rows=self.rows(said.bind, way),
            after=place_in(said.after) if said.after else (),
            beside=tuple(
                Beside(place_in(place), one.is_, one.instead) for place, one in said.beside.items()
            ),
            way=way,
        )

    def test(self, kind: str, text: str) -> tuple[str, str | Words]:
        """A test; `like` and `unlike` name words that all mappings share."""
        return kind, self.words[text] if kind in {"like", "unlike"} else text

    def row(self, way: Way, said: RowTable, model: str = "") -> Row:
        """A row, as its form makes it. Raises `MappingError` with the place of the mistake."""
        try:
            return said.row(self, way, model)
        except PlacedError:
            raise
        except MappingError as problem:
            says = self.sources.told(way, str(problem), word=False)
            raise raised(self.tables.mapping.wire, [says]) from problem

    def table(self, name: str) -> type[RowTable]:
        """The table of the form with a name."""
        return FORMS[name]

    def lens(self, spelling: str) -> ValueLens:
        """The value lens that is spelt so."""
        return value_lens(spelling, self.lists)

    def measure(self, name: str) -> Measure:
        """The measure with a name."""
        said = self.tables.measure[name]
        units = {} if said.convert is None else self.tables.convert[said.convert]
        return Measure(
            number=place_in(said.number),
            unit=place_in(said.unit),
            number_lens=self.lens(said.as_),
            unit_lens=self.lens(said.unit_as),
            needs=tuple(said.needs),
            conversions=tuple((source, one.to, one.factor) for source, one in units.items()),
        )

    def joint(self, name: str) -> tuple[tuple[str, str], ValueLens]:
        """The two members of a joint, and the lens between them."""
        said = self.tables.joint[name]
        members = (place_in(said.first)[0].member, place_in(said.second)[0].member)
        return members, self.lens(said.as_)

    def inline(self, way: Way, said: Edge | Pieces) -> str:
        """The name of a part that a row brings along."""
        name = ".".join(str(step) for step in way if step not in {"part", "bind"})
        self.parts[name] = self.shape(name, said, way)
        return name


def _like(model: PartTable, table: PartTable) -> PartTable:
    """A part that is another part without some rows, or with rows of its own."""
    without = dict.fromkeys(table.without, table.why or "")
    bind = {key: row for key, row in model.bind.items() if key not in without}
    bind |= table.bind
    excused = {**model.impossible, **without, **table.impossible}
    excused = {field: why for field, why in excused.items() if field not in bind}
    own = {word: getattr(table, word) for word in table.model_fields_set - _LIKE}
    return model.model_copy(update={**own, "bind": bind, "impossible": excused})


_LIKE = frozenset(("like", "without", "why", "bind", "impossible"))


def build_grammar(
    said: dict[str, Any],
    lists: dict[str, CodeList],
    words: dict[str, Words],
    sources: Sources = NOWHERE,
) -> Grammar:
    """The grammar that a mapping document says.

    Raises `MappingError` with every mistake in its tables, each with the file and the line that
    `sources` know.
    """
    head = said.get("mapping")
    name = str(head.get("wire", "")) if isinstance(head, dict) else ""
    try:
        tables = tables_of(said, lists)
    except pydantic.ValidationError as problem:
        raise raised(name, found_in(problem, MappingFile, sources)) from None
    if mistakes := dangling(tables, words):
        raise raised(name, (sources.told(way, says) for way, says in mistakes))
    made = _Maker(tables, lists, words, sources).grammar()
    return replace(made, unnamed=tuple(unused(said, sources)))
