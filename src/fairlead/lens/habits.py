"""Other ways in which a wire says the same, brought to the one way that its mapping reads.

A standard may let a thing stand in several places: a port at the head or under its vessel. A
mapping has one place for it. Habits say which other places mean the same; what stands there is
read as if it stood at its usual place, and a report says so. The usual places are the form in
which a document is written again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from fairlead.lens.places import Place, Step, build_path, place_in
from fairlead.lens.residue import Path, own
from fairlead.lens.runtime import put, stands, text_at


@dataclass(frozen=True, slots=True)
class Habit:
    """One other place of a thing."""

    at: tuple[Place, ...]
    """Where it may stand too, any of them."""
    usual: Place
    """Where the mapping reads it."""
    last: bool = False
    """Whether it belongs to the last of several holders at its usual place, not to the first."""
    sole: Place = ()
    """What must stand exactly once, so that the thing can only be meant for it."""
    agree: tuple[Path, ...] = ()
    """What must not differ where it stands in several places: the first that two of them say."""
    written: tuple[Path, str] | None = None
    """The text at a place that makes this other place, the first of them, the one to write."""


@dataclass(frozen=True, slots=True)
class Rank:
    """A list in which some entries are read in the order of their codes, wherever they stand."""

    place: Place
    """The list, with a test that names the codes in their order."""
    unless: Place = ()
    """What must not stand anywhere."""


@dataclass(frozen=True, slots=True)
class Move:
    """A thing that was found at one path and is read at another."""

    found: Path
    read: Path

    def back(self, path: Path) -> Path:
        """Where a place stood before it was moved."""
        if path[: len(self.read)] == self.read:
            return (*self.found, *path[len(self.read) :])
        return Gone(self.found).back(path)


@dataclass(frozen=True, slots=True)
class Order:
    """A list whose entries were put in another order: by new index, the old one."""

    read: Path
    order: tuple[int, ...]

    def back(self, path: Path) -> Path:
        """Where a place stood before its list was put in order."""
        end = len(self.read)
        here = path[end] if len(path) > end and path[:end] == self.read else None
        if not isinstance(here, int):
            return path
        return (*self.read, self.order[here], *path[end + 1 :])


@dataclass(frozen=True, slots=True)
class Gone:
    """An entry that was taken out of a list."""

    found: Path

    def back(self, path: Path) -> Path:
        """Where a place stood while the entry was there."""
        above, index = self.found[:-1], self.found[-1]
        here = path[len(above)] if len(path) > len(above) else None
        if path[: len(above)] == above and isinstance(index, int) and isinstance(here, int):
            return (*above, here + (here >= index), *path[len(above) + 1 :])
        return path


@dataclass
class Settled:
    """A tree in which everything stands at its usual place."""

    tree: Any
    moves: list[Move | Order | Gone] = field(default_factory=list)
    contrary: list[Path] = field(default_factory=list)
    """Where something stood that says otherwise than what stands elsewhere for the same."""

    def origin(self, path: Path) -> Path:
        """Where in the document a place of the settled tree stood.

        >>> settled = settle(
        ...     {"a": [{"q": "1"}, {"q": "2", "x": "X"}, {"q": "3"}], "b": [{}]},
        ...     habits_of({"habit": [{"at": ["a[q=2]"], "is": "b[0]/c[q=2]"}]}),
        ... )
        >>> settled.tree
        {'a': [{'q': '1'}, {'q': '3'}], 'b': [{'c': [{'q': '2', 'x': 'X'}]}]}
        >>> settled.origin(("b", 0, "c", 0, "x")), settled.origin(("a", 1, "q"))
        (('a', 1, 'x'), ('a', 2, 'q'))
        """
        for move in reversed(self.moves):
            path = move.back(path)
        return path


def habits_of(said: dict[str, Any]) -> tuple[Habit | Rank, ...]:
    """The habits that a file says, as its tables have it (`lens.language.beside`)."""
    return (*map(_habit, said.get("habit", ())), *map(_ranked, said.get("ranked", ())))


def _habit(said: dict[str, Any]) -> Habit:
    where, equals, text = said.get("written", "").rpartition("=")
    return Habit(
        tuple(map(place_in, said["at"])),
        place_in(said["is"]),
        said.get("last", False),
        place_in(said["sole"]) if "sole" in said else (),
        tuple(build_path(place_in(place)) for place in said.get("agree", ())),
        (build_path(place_in(where)), text) if equals else None,
    )


def _ranked(said: dict[str, Any]) -> Rank:
    unless = place_in(said["unless"]) if "unless" in said else ()
    return Rank(place_in(said["at"]), unless)


def settle(tree: Any, habits: tuple[Habit | Rank, ...], before: tuple[Gone, ...] = ()) -> Settled:
    """The tree with everything at its usual place; the tree itself stays as it is.

    `before` is what was taken out of it already, the last first.

    What stands at its usual place already is not looked for elsewhere, and what stands at several
    other places is left where it is: which of them is meant cannot be told. Where a habit names
    what must agree, and it does not, the places are noted.
    """
    settled = Settled(tree, list(before))
    for habit in habits:
        if isinstance(habit, Rank):
            if not habit.unless or next(found(settled.tree, habit.unless), None) is None:
                _rank(settled, habit.place)
            continue
        holders = list(found(settled.tree, habit.usual[:-1]))
        places = [way for at in habit.at for way in found(settled.tree, at)]
        if habit.agree and places:
            _compare(settled, habit, holders, places)
        if len(places) != 1 or not holders:
            continue
        if habit.sole and len(list(found(settled.tree, habit.sole))) != 1:
            continue
        holder = holders[-1 if habit.last else 0]
        if next(found(text_at(settled.tree, holder), habit.usual[-1:]), None) is None:
            _move(settled, habit, places[0], holder)
    return settled


def _compare(settled: Settled, habit: Habit, holders: list[Path], places: list[Path]) -> None:
    """Notes every place that says otherwise than the usual one, or than the first of several."""
    usual: list[Path] = []
    if holders:
        holder = holders[-1 if habit.last else 0]
        inside = found(text_at(settled.tree, holder), habit.usual[-1:])
        usual = [(*holder, *way) for way in inside]
    first, *others = [*usual[:1], *places]
    said = text_at(settled.tree, first)
    for place in others:
        if _differ(said, text_at(settled.tree, place), habit.agree):
            settled.contrary.append(settled.origin(place))


def _differ(one: Any, other: Any, agree: tuple[Path, ...]) -> bool:
    """Whether two things differ in the first of the texts that both say.

    >>> _differ({"code": "A", "name": "x"}, {"code": "A", "name": "y"}, (("code",), ("name",)))
    False
    >>> _differ({"name": "Porto "}, {"code": "A", "name": "PORTO"}, (("code",), ("name",)))
    False
    """
    for way in agree:
        texts = [text_at(thing, way) for thing in (one, other)]
        if None not in texts:
            return len({str(text).strip().casefold() for text in texts}) > 1
    return False


def _rank(settled: Settled, place: Place) -> None:
    """Puts those entries of a list that a test finds in the order of its texts."""
    (step,) = place
    test = step.selector.tests[0] if step.selector is not None else None
    entries = settled.tree.get(step.member)
    if test is None or not isinstance(entries, list):
        return
    slots = [index for index, entry in enumerate(entries) if stands(entry, test)]
    texts = [text_at(entries[index], test.path) for index in slots]
    ranked = sorted(range(len(slots)), key=lambda one: test.texts.index(texts[one]))
    order = list(range(len(entries)))
    for slot, one in zip(slots, ranked, strict=True):
        order[slot] = slots[one]
    if order != sorted(order):
        settled.tree = {**settled.tree, step.member: [entries[index] for index in order]}
        settled.moves.append(Order((step.member,), tuple(order)))


def _move(settled: Settled, habit: Habit, place: Path, holder: Path) -> None:
    settled.tree = own(settled.tree)
    step = habit.usual[-1]
    if place[:-1] == (*holder, step.member):
        _name(text_at(settled.tree, place), step)
        settled.moves.append(Move(place, place))
        return
    thing = _take(settled.tree, place)
    if step.selector is None:
        to: Path = (*holder, step.member)
        text_at(settled.tree, holder)[step.member] = thing
    else:
        entries = text_at(settled.tree, holder).setdefault(step.member, [])
        to = (*holder, step.member, len(entries))
        entries.append(thing)
        _name(thing, step)
    settled.moves.append(Move(place, to))


def _name(thing: Any, step: Step) -> None:
    """Gives a thing the texts by which its usual place is found."""
    for test in step.selector.tests if step.selector is not None else ():
        if not stands(thing, test):
            put(thing, test.path, test.texts[0])


def wonted(tree: Any, habits: tuple[Habit | Rank, ...]) -> Any:
    """The tree as it is to be written: with those things elsewhere that are written there."""
    for habit in habits:
        if isinstance(habit, Rank) or habit.written is None:
            continue
        if text_at(tree, habit.written[0]) != habit.written[1]:
            continue
        for place in list(found(tree, habit.usual)):
            tree = own(tree)
            _name(text_at(tree, place), habit.at[0][-1])
    return tree


def found(o: Any, place: Place, above: Path = ()) -> Iterator[Path]:
    """Every path at which something stands at a place.

    >>> list(found({"a": [{"q": "1"}, {"q": "2"}]}, place_in("a[q=2]")))
    [('a', 1)]
    """
    if not place:
        yield above
        return
    step, below = place[0], place[1:]
    inner = text_at(o, (step.member,))
    if inner is None:
        return
    here = (*above, step.member)
    if not isinstance(inner, list):
        yield from found(inner, below, here)
        return
    tests = step.selector.tests if step.selector is not None else ()
    for index, entry in enumerate(inner):
        if all(stands(entry, test) for test in tests):
            yield from found(entry, below, (*here, index))


def _take(tree: Any, place: Path) -> Any:
    """Takes what stands at a path out of a tree, and the list in which nothing is left."""
    holder = text_at(tree, place[:-1])
    thing = holder[place[-1]]
    del holder[place[-1]]
    if isinstance(place[-1], int) and not holder:
        del text_at(tree, place[:-2])[place[-2]]
    return thing
