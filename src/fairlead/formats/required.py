"""What a format requires beside whatever a Bill says, so that the Bill can be written and goes out.

A Bill that nobody wrote says a leaf or two; no format is written with so little. What is lacking is
told by the mapping, by the leaves that it needs, and by the schema, by the members that it misses.
It is filled in with the first value that both take.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from msgspec import structs
from msgspec.structs import asdict

from fairlead.bill import Bill, Part
from fairlead.bill.drawn import laid_over, values_at, with_value
from fairlead.errors import UsageError
from fairlead.faults import Fault, Severity, fault
from fairlead.formats.format import Format
from fairlead.lens import Emitted, Path, bill_way
from fairlead.lens.compile.shapes import branch_names
from fairlead.lens.fields import PRESENT, model_at
from fairlead.lens.places import pattern
from fairlead.lens.residue import pattern_of
from fairlead.lens.rows import Grammar
from fairlead.lens.table import TableRow, rows_of, ways_of
from fairlead.once import once_property

__all__ = ["Attempt", "Required", "at_way", "facts_of_fields", "ways_to_say", "with_facts"]

Facts: TypeAlias = tuple[tuple[str, Any], ...]
"""Fields of a part, and what they say."""

FactsOf: TypeAlias = Mapping[tuple[str, str], tuple[Facts, ...]]
"""Model and field to the facts of each way in which it is said."""

_NEEDED: Final = "EMIT-020"
_ALTERNATIVE: Final = "EMIT-009"
_LACKING: Final = frozenset((_NEEDED, "EMIT-001", _ALTERNATIVE))
"""That something is lacking: for the mapping, for the schema, for each of its alternatives."""
_OPTIONS: Final = 16
"""So many fields are tried of those by which something lacking may be said."""
_WEIGHED: Final = 50
"""So often all that may say something lacking is weighed, for bills that say other things."""
_ROUNDS: Final = 12
"""So often what is lacking is filled in: each time it may turn out that more is, below it."""


class Attempt(NamedTuple):
    """A Bill, what a format made of it, and why that does not go out."""

    bill: Bill
    made: Emitted
    errors: tuple[Fault, ...]
    """What the mapping refuses."""
    breaches: tuple[Fault, ...]
    """What the schema refuses."""

    @property
    def refused(self) -> tuple[Fault, ...]:
        """Why it cannot be written: what the mapping refuses breaches the schema mostly, too."""
        return self.errors or self.breaches

    @property
    def amiss(self) -> tuple[Fault, ...]:
        """Everything that is lacking, or odd."""
        return (*self.errors, *self.breaches)


class Option(NamedTuple):
    """What may be said where something is lacking."""

    name: str
    """The field, as the table names it."""
    choice: int
    """In which of the ways to say it."""
    facts: Facts = ()
    """What is said in the stead of the field, beside it, where a way says facts alone."""


class Required:
    """What one format requires beside what a Bill says."""

    def __init__(self, target: Format, examples: tuple[Bill, ...] = ()) -> None:
        self.target = target
        self.examples = examples
        """The Bills of its golden examples: what they say of a field is tried first."""
        self._said = _values_in(examples)
        self.facts = facts_of_fields(target.mapping.grammar)
        self._chosen: dict[tuple[Option, ...], list[Option]] = {}
        """Of what may say something lacking, that which said it; what a Bill says decides too."""
        self._weighed: Counter[tuple[Option, ...]] = Counter()
        self._values: dict[str, Any] = {}

    def attempt(self, bill: Bill) -> Attempt:
        """What comes of a Bill with all that the format requires beside it.

        The smallest Bill is laid below it first. Where that takes another of several ways than the
        Bill does, what is required is looked for anew.
        """
        now = self._filled(laid_over(bill, self._base))
        if now.refused and any(getattr(bill, name) is not None for name in self._said_by_ways):
            open_ = structs.replace(self._base, **dict.fromkeys(self._said_by_ways))
            other = self._filled(laid_over(bill, open_))
            return now if other.refused else other
        return now

    def values(self, way: Path) -> tuple[Any, ...]:
        """What may be said at a place of the Bill: as in the examples, or anything."""
        names = [step for step in way if isinstance(step, str)]
        anything = values_at(way)
        kind = type(anything[0])  # another part may have a field of this name and of another type
        said = (one for one in self._said.get(names[-1], ()) if type(one) is kind)
        values = (*said, *anything)
        return tuple(dict.fromkeys(values))

    @once_property
    def _base(self) -> Bill:
        """The smallest Bill that is written."""
        return self._filled(Bill()).bill

    @once_property
    def _said_by_ways(self) -> frozenset[str]:
        """The fields that the ways of the whole Bill say, or state."""
        ways = self.target.mapping.grammar.root.branches
        return frozenset(branch_names(ways))

    @once_property
    def _table(self) -> list[TableRow]:
        """What the mapping says of the Bill, the needed rows first."""
        rows = [row for row in rows_of(self.target.mapping.grammar) if row.name]
        return sorted(rows, key=lambda row: not row.need)

    def _filled(self, bill: Bill) -> Attempt:
        """A Bill with what is lacking."""
        now = self._tried(bill)
        for _ in range(_ROUNDS):
            lacking = [one for one in now.amiss if one.code in _LACKING]
            needed = [one for one in lacking if one.code == _NEEDED]
            fuller = bill
            for one in needed or lacking:  # first what the mapping tells
                fuller = self._with(fuller, one)
            if fuller == bill:
                break
            bill, now = fuller, self._tried(fuller)
        return now

    def _tried(self, bill: Bill) -> Attempt:
        made = self.target.emit(bill)
        errors = [one for one in made.writing.faults if one.severity is Severity.ERROR]
        try:
            breaches = self.target.breaches(made.tree)
        except UsageError as problem:  # its syntax has no way to write the tree
            breaches = (fault("EMIT-002", wire="", says=str(problem)),)
        return Attempt(bill, made, tuple(errors), breaches)

    def _with(self, bill: Bill, lacking: Fault) -> Bill:
        """A Bill with that of which a fault says that it is lacking."""
        options = self._options(lacking)
        known = self._chosen.setdefault(options, [])
        for one in known if lacking.code != _ALTERNATIVE else known[:1]:
            fuller = self._saying(bill, one, lacking)
            if lacking.code == _ALTERNATIVE or not self._lacks(fuller, lacking):
                return fuller
        self._weighed[options] += 1
        if known and self._weighed[options] > _WEIGHED:
            return self._saying(bill, known[0], lacking)
        tried = [self._saying(bill, one, lacking) for one in options]
        if not tried:
            return bill
        amiss = [len(self._tried(one).amiss) for one in tried]
        best = amiss.index(min(amiss))
        if options[best] not in known:
            known.append(options[best])
        return tried[best]

    def _lacks(self, bill: Bill, lacking: Fault) -> bool:
        """Whether a Bill still lacks what a fault names."""
        return any(
            (one.code, one.at) == (lacking.code, lacking.at) for one in self._tried(bill).amiss
        )

    def _options(self, lacking: Fault) -> tuple[Option, ...]:
        """What may say it: fields, each in every way to say it, and facts that a way writes."""
        found = [
            Option(name, choice)
            for name in self._names(lacking)
            for choice in range(ways_to_say(_plain(name), self.facts))
        ]
        steps = (lacking.at.wire or "").split("/")
        if lacking.code != _NEEDED:
            found += [one for at, one in self._fact_ways if _below(at.split("/"), steps)]
        return tuple(found)[:_OPTIONS]

    @once_property
    def _fact_ways(self) -> tuple[tuple[str, Option], ...]:
        """Where a way of facts alone writes a text, and the facts."""
        return tuple(
            (place + pattern(test.place), Option(name + way.when[0][0], 0, way.when))
            for name, place, way in ways_of(self.target.mapping.grammar)
            for test in way.where
            if test.test == "is" and way.when and not way.rows
        )

    def _names(self, lacking: Fault) -> tuple[str, ...]:
        """The fields of the Bill, as the table names them, by which it may be said."""
        if lacking.code == _NEEDED:
            steps = [str(step) for step in bill_way(lacking.at.bill or "")]
            found = [row.name for row in self._table if _below(_split(row.name), steps)]
        else:
            steps = (lacking.at.wire or "").split("/")
            found = [row.name for row in self._table if _below(row.place.split("/"), steps)]
        return tuple(dict.fromkeys(found))[:_OPTIONS]

    def _saying(self, bill: Bill, one: Option, lacking: Fault) -> Bill:
        """A Bill that says a field wherever it may be, where it is not said; or facts alone."""
        stated = bill_way(lacking.at.bill) if lacking.code == _NEEDED and lacking.at.bill else ()
        for way in _ways(bill, one.name, stated):
            if one.facts:
                bill = _with_all(bill, way[:-1], one.facts)
                continue
            bill = with_facts(bill, way, self.facts, one.choice)
            if at_way(bill, way) is None:
                bill = with_value(bill, way, self._value(bill, way))
        return bill

    def _value(self, bill: Bill, way: Path) -> Any:
        """The first value at which neither the mapping nor the schema takes offence."""
        kind = pattern_of(way)
        if kind not in self._values:
            values = self.values(way)
            tried = (self._tried(with_value(bill, way, value)) for value in values)
            odd = [sum(map(_is_odd, now.amiss)) for now in tried]
            self._values[kind] = values[odd.index(min(odd))]
        return self._values[kind]


def _is_odd(one: Fault) -> bool:
    """Whether something is wrong, and not only lacking."""
    return one.code not in _LACKING


def facts_of_fields(grammar: Grammar) -> FactsOf:
    """The facts under which rows and ways say a field, by its model and its name.

    >>> from fairlead.formats import named
    >>> facts = facts_of_fields(named("iftmcs").mapping.grammar)
    >>> facts["Bill", "shipped_on_board_date"]
    ((('is_shipped_on_board_type', True),),)
    """
    found: dict[tuple[str, str], dict[Facts, None]] = {}
    for shape in grammar.shapes:
        said = [(row, row.when) for row in shape.rows]
        said += [(row, (*way.when, *row.when)) for way in shape.branches for row in way.rows]
        for row, when in said:
            facts = tuple((name, value) for name, value in when if value != PRESENT)
            model = "Bill" if row.lifted else shape.model
            for name in row.names[:1] if facts and not row.inside else ():
                found.setdefault((model, name), {})[facts] = None
    return {field: tuple(facts) for field, facts in found.items()}


def with_facts(bill: Bill, way: Path, facts: FactsOf, choice: int = 0) -> Bill:
    """A Bill of which the facts hold under which a place is said, but for what it says already.

    Where there are several ways to say it, `choice` tells which.
    """
    for end in range(len(way)):
        above, name = way[:end], way[end]
        either = facts.get((model_at("Bill", above), str(name)), ())
        bill = _with_all(bill, above, either[choice % len(either)] if either else ())
    return bill


def _with_all(bill: Bill, above: Path, facts: Facts) -> Bill:
    """A Bill of which facts of a part hold, but for what it says already."""
    for field, value in facts:
        at = (*above, field)
        if value is not None and at_way(bill, at) is None:
            bill = with_value(bill, at, _as_held(at, value))
    return bill


def ways_to_say(way: Path, facts: FactsOf) -> int:
    """How many ways there are at most to say a place, or what is around it; at least one."""
    ends = range(len(way))
    fields = ((model_at("Bill", way[:end]), str(way[end])) for end in ends)
    return max(1, *(len(facts.get(field, ())) for field in fields))


def _values_in(examples: Iterable[Bill]) -> Mapping[str, tuple[Any, ...]]:
    """What some bills say of each field, by its name."""
    found: dict[str, dict[Any, None]] = {}
    todo: list[Any] = list(examples)
    while todo:
        for name, said in asdict(todo.pop()).items():
            for one in said if isinstance(said, tuple) else (said,):
                if isinstance(one, Part):
                    todo.append(one)
                elif one is not None:
                    found.setdefault(name, {})[one] = None
    return {name: tuple(values) for name, values in found.items()}


def at_way(bill: Bill, way: Path) -> Any:
    """What stands at a place of a Bill; None where nothing does."""
    said: Any = bill
    for step in way:
        if isinstance(step, str):
            said = getattr(said, step)
        else:
            said = said[step] if step < len(said) else None
        if said is None:
            return None
    return said


def _as_held(way: Path, fact: Any) -> Any:
    """A fact as the Bill holds it: a key is an enumeration there."""
    return next((one for one in values_at(way) if one == fact), fact)


def _plain(name: str) -> Path:
    """A name of the table as a way, without the numbers of entries."""
    return tuple(name.replace("[]", "").split("."))


def _split(name: str) -> list[str]:
    """The steps of a name of the table: `seals[].number` has three."""
    return name.replace("[]", ".[]").split(".")


def _below(named: Sequence[str], steps: Sequence[str]) -> bool:
    """Whether a name, or a place, of the table is where some steps lead, or below that."""
    pairs = zip(named, steps, strict=False)
    alike = all(one == step or (one == "[]" and step.isdigit()) for one, step in pairs)
    return alike and len(named) >= len(steps)


def _ways(bill: Bill, name: str, stated: Path) -> Iterator[Path]:
    """The ways that a name of the table means in a Bill: `seals[].number` of every entry.

    `stated` is a way to one of them, or to what holds it.
    """
    ways: list[Path] = [()]
    for step in name.split("."):
        field, is_list = step.removesuffix("[]"), step.endswith("[]")
        ways = [(*way, field) for way in ways]
        if is_list:
            ways = [(*way, one) for way in ways for one in range(len(at_way(bill, way) or ()) or 1)]
    return (way for way in ways if way[: len(stated)] == stated[: len(way)])
