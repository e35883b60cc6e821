"""What a mapping file says, as values: rows, ways, shapes, and the whole grammar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from fairlead.lens.classes import Rule
from fairlead.lens.codes import CodeList
from fairlead.lens.language.lines import Sources, Way
from fairlead.lens.letters import Words
from fairlead.lens.places import Place
from fairlead.lens.values import ValueLens
from fairlead.once import once_property

if TYPE_CHECKING:
    from fairlead.lens.overview import Overview


@dataclass(frozen=True)
class Measure:
    """A number and its unit, and the units that may be converted when the wire lacks one."""

    number: Place
    unit: Place
    number_lens: ValueLens
    unit_lens: ValueLens
    conversions: tuple[tuple[str, str, str], ...] = ()
    """From unit, to unit, exact factor."""
    needs: tuple[str, ...] = ()
    """What the wire does not go without: `number`, `unit`."""


Hook = Callable[..., None]
"""Writes code for a row: it is given the code that is being written, the row, and variables."""


def own_ways(row: Row) -> list[Way]:
    """Where a row stands in the Bill."""
    names = row.names if row.form.pairs else row.names[:1]
    return [(*row.inside, name, *row.form.index) for name in names]


@dataclass(frozen=True, eq=False)
class Form:
    """What the rows of one form have in common: how they are read and written, and what they own.

    Each stands in a file of [`form`][fairlead.lens.form]; nobody else asks for a form by its name.
    """

    name: str
    parse: Hook | None = None
    """Reads what stands at the place: given the code, the row, its role, a value and its place."""
    emit: Hook | None = None
    """Writes it: given the code, the row, an object and a member, or a list and None."""
    begin: Hook | None = None
    """Makes what must be there before anything is read: given the code and the row."""
    end: Hook | None = None
    """Reads what must wait until everything else is read: given the code and the row."""
    late_parse: Hook | None = None
    """Reads a row that has no place among those of the others: given the code and the row."""
    late_emit: Hook | None = None
    """Writes such a row."""
    stead: Hook | None = None
    """Writes what the first place has no code for in the second: as `emit`."""
    among: Hook | None = None
    """Writes it into an object in which outer rows stand: given the code, the row, a value and that
    object."""
    halves: Hook | None = None
    """Writes two members that are two fields into the object that holds them: given the code, the
    row and that object."""
    entry: Hook | None = None
    """Reads one entry of its list: given the code, the row, the list that is read into, the entry,
    its place, and its index in the Bill."""
    gather: Hook | None = None
    """Makes ready for entries that stand among others: given the code, the row, the list that is
    read into, the tests by which they are found, and the list."""
    of_many: Hook | None = None
    """Reads one of those entries: given the code, the node, the list that is read into, the entry,
    its place, and the list."""
    to_many: Hook | None = None
    """Writes them: given the code, the row, the tests, and the list."""
    one_text: Hook | None = None
    """Makes one text of the texts of many entries: given the code, the row and their list."""
    grow: Callable[[Any, Row], None] | None = None
    """Takes the places of a row that has several, in the tree of places."""
    ways: Callable[[Row], list[Way]] = own_ways
    """Where it stands in the Bill."""
    glue: str = ""
    """What stands between the names of several fields in a key."""
    index: Way = ()
    """Which entry of its field it fills, where the wire holds no list."""
    placed: bool = True
    """Whether it has a place of its own."""
    owner: bool = False
    """Whether it owns the object or the list at its place."""
    open: bool = False
    """Whether what stands in its object beside it may be missing, and is then noted."""
    is_list: bool = False
    """Whether its field is a list."""
    whole_list: bool = False
    """Whether the list at its place is its field."""
    many: bool = False
    """Whether a place that finds entries by a test means all that it finds."""
    plain: bool = False
    """Whether it is one field as its lens reads it."""
    pairs: bool = False
    """Whether its lens is between one code and two keys."""
    spread: bool = False
    """Whether the wire says it once for every entry of a list."""
    whole: bool = False
    """Whether the fields of its part are those of the whole."""

    def __str__(self) -> str:
        return self.name


class Brought(NamedTuple):
    """A part that a row brings in: its rows stand where the row does."""

    part: str
    inside: str
    """The way to its fields, from those beside which the row stands: `seals[].`, or nothing."""
    around: bool = False
    """Whether its members stand in the object around the row's own."""
    how: str = ""
    """How many entries there are where it is said, where that decides."""
    again: bool = False
    """Whether it says what others of them say already."""


@dataclass(frozen=True)
class Row:
    """One line of a mapping: which fields, where, and how.

    Here stand the words that several forms share. What one form alone says of its rows is a field
    of its own type, in its own file; what others ask of any row has an answer here.
    """

    names: tuple[str, ...]
    form: Form
    place: Place
    lens: ValueLens | None = None
    part: str | None = None
    item: Place = ()
    inside: tuple[str | int, ...] = ()
    """The way to the part that holds the names, where the wire does not nest them so."""
    need: bool = False
    gate: bool = False
    """Without it nothing of its part is said, and nothing is read."""
    since: str | None = None
    when: tuple[tuple[str, Any], ...] = ()
    sum_of: tuple[str, ...] = ()
    extended: Row | None = None
    otherwise: Row | None = None
    instead_of: ValueLens | None = None
    """For a row in another's stead: the lens of the row that goes first."""
    implies: tuple[tuple[str, Any], ...] = ()
    """Facts that reading it states where nothing else does."""
    most: int | None = None
    sole: bool = False
    """Whether a second entry that says it is a fault, and not left where it is."""
    way: Way = field(default=(), compare=False, repr=False)
    """Where the mapping file says it."""

    @property
    def label(self) -> str:
        """The row's key as the mapping file writes it."""
        outer = "".join(f"{step} > " for step in self.inside if isinstance(step, str))
        return outer + self.form.glue.join(self.names)

    @property
    def blank(self) -> str | None:
        """How the wire says that there is nothing to say."""
        return None

    @property
    def join(self) -> str:
        """What stands between several fields in one text."""
        return ""

    @property
    def guide(self) -> str | None:
        """A field that decides between codes when emitting, and is not read from them."""
        return None

    @property
    def measure(self) -> Measure | None:
        """How it says a number and its unit."""
        return None

    @property
    def alike(self) -> bool:
        """Whether its unit is that of other measures too, beside each of which the wire says it."""
        return False

    @property
    def joint(self) -> tuple[str, str] | None:
        """The two members that say one value together: a text, and how it is to be read."""
        return None

    @property
    def lifted(self) -> bool:
        """Whether the fields are those of the whole Bill, said with every entry."""
        return False

    @property
    def room(self) -> int | None:
        """How many entries of the Bill the wire holds; None for any number."""
        return self.most

    @property
    def within(self) -> Way | None:
        """The way from one of several texts in an entry to what it says; None for one text."""
        return None

    @property
    def also_said(self) -> tuple[str, ...]:
        """Fields of its part that the row says beside it."""
        return ()

    @property
    def numbered(self) -> Place:
        """Where an entry bears the number of what it is a piece of."""
        return ()

    def but(self, **words: Any) -> Self:
        """The same row with other words, which may be those of its form alone."""
        return replace(self, **words)

    def mistakes(self, grammar: Grammar) -> Iterator[str]:  # noqa: ARG002 - for those with a part
        """What is wrong with it that its own table cannot tell, in sentences."""
        return iter(())

    def brings(self) -> tuple[Brought, ...]:
        """The parts that it brings in."""
        if self.part is None:
            return ()
        own = f"{self.names[0]}{'[]' * self.form.is_list}."
        return (Brought(self.part, "" if self.form.whole else own),)


@dataclass(frozen=True)
class Where:
    """What a branch needs to stand on the wire: `is`, `starts`, `like`, `unlike` or `none`."""

    place: Place
    test: str
    text: str | Words
    """The text, or the words, that it is compared with."""


@dataclass(frozen=True)
class Beside:
    """A text that rows of others say, and without which a branch is not read."""

    place: Place
    text: str
    instead: str
    """What those rows write of themselves; the branch writes its text in the stead of this."""


@dataclass(frozen=True)
class Branch:
    """One of several ways to say the same fields."""

    says: str
    """What this way is, in words."""
    when: tuple[tuple[str, Any], ...]
    where: tuple[Where, ...]
    rows: tuple[Row, ...]
    after: Place = ()
    """The entry of a list behind which this way's entry stands."""
    beside: tuple[Beside, ...] = ()
    """What else must stand on the wire."""
    way: Way = field(default=(), compare=False, repr=False)
    """Where the mapping file says it."""


@dataclass(frozen=True)
class Total:
    """A value that is computed when emitting and compared when parsing."""

    place: Place
    of: str
    """`count(path)` or `sum(path)` over the part's own fields."""
    lens: ValueLens
    beside: str | None = None
    """The member without which it is not written."""
    silent: bool = False
    """Whether it is compared where it stands, and never written."""
    across: bool = False
    """Whether entries of a list each say a share of it, which come to a total of the whole Bill."""
    way: Way = field(default=(), compare=False, repr=False)
    """Where the mapping file says it."""


@dataclass(frozen=True)
class Written:
    """A text that is written of itself and says nothing of the Bill."""

    place: Place
    text: Any
    when: tuple[tuple[str, Any], ...] = ()
    """Facts of the whole Bill without which it is not written."""
    way: Way = field(default=(), compare=False, repr=False)
    """Where the mapping file says it."""


@dataclass(frozen=True)
class Shape:
    """A part of a mapping: the rows of one model."""

    name: str
    model: str
    rows: tuple[Row, ...]
    branches: tuple[Branch, ...] = ()
    constants: tuple[tuple[Place, Any], ...] = ()
    constant_ways: tuple[Way, ...] = field(default=(), compare=False, repr=False)
    """Where the mapping file says each."""
    written: tuple[Written, ...] = ()
    """What is written so, and read as whatever stands there."""
    totals: tuple[Total, ...] = ()
    impossible: tuple[tuple[str, str], ...] = ()
    """Fields that the wire cannot say, and why."""
    way: Way = field(default=(), compare=False, repr=False)
    """Where the mapping file says it."""


@dataclass(frozen=True)
class Grammar:
    """A whole mapping file, read and resolved."""

    wire: str
    version: str
    root: Shape
    parts: dict[str, Shape]
    lists: dict[str, CodeList]
    absent: tuple[Any, ...] = ()
    empty_lists: bool = True
    """Whether a list without entries can stand on the wire."""
    empty_parts: bool = True
    """Whether an object that says nothing can stand on the wire."""
    line_breaks: bool = True
    """Whether a text may hold a line break; else it is written as a blank, and that is noted."""
    carry: str | None = None
    """The extension member in which what has no place may travel."""
    blocks: tuple[tuple[str, tuple[tuple[str, Any], ...], str], ...] = ()
    """Capability, the Bill it concerns, and the sentence: refused unless allowed."""
    classes: tuple[Rule, ...] = ()
    """What is critical, and what is harmless, of all that the Bill does not hold."""
    class_ways: tuple[Way, ...] = field(default=(), compare=False, repr=False)
    """Where the mapping file says each."""
    unnamed: tuple[tuple[Way, str], ...] = field(default=(), compare=False, repr=False)
    """Each table that nothing names, with the sentence about it."""
    sources: Sources = field(default=Sources(), compare=False, repr=False)
    """The files that say all this."""

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The root and every part."""
        return (self.root, *self.parts.values())

    @property
    def totals(self) -> tuple[Total, ...]:
        """Every total, in the order in which the compiled mapping numbers them."""
        return tuple(total for shape in self.shapes for total in shape.totals)

    @once_property
    def overview(self) -> Overview:
        """What all rows come to."""
        from fairlead.lens.overview import overview_of

        return overview_of(self)

    def rows(self) -> Iterator[tuple[Shape, Row]]:
        """Every row with its shape, those of the branches included."""
        for shape in self.shapes:
            for row in (*shape.rows, *(row for way in shape.branches for row in way.rows)):
                yield shape, row
