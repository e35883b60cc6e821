"""What the generated code of a mapping calls, beside its sessions: small, total, no standard."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal, Inexact, localcontext
from itertools import pairwise
from typing import Any, Final

from fairlead.bill import Part
from fairlead.lens.letters import Words
from fairlead.lens.lines import join_lines
from fairlead.lens.places import Place, Selector, Step, Test, build_path
from fairlead.lens.residue import Path
from fairlead.lens.session import Reading, Writing
from fairlead.lens.sums import repeats
from fairlead.lens.totals import (
    quantity_emit,
    quantity_parse,
    said_totaller,
    summed,
    total_of,
    totaller,
)
from fairlead.lens.values import as_it_is, is_blank, value_lens

__all__ = [
    "NOBODY",
    "Decimal",
    "Selector",
    "Step",
    "Test",
    "Words",
    "alike",
    "as_it_is",
    "begins",
    "chunks",
    "found_entry",
    "joined",
    "last_having",
    "measurer",
    "part_at",
    "put",
    "quantity_emit",
    "quantity_parse",
    "repeats",
    "said_totaller",
    "says_nothing",
    "shared_out",
    "sole",
    "stands",
    "summed",
    "text_at",
    "total_of",
    "totaller",
    "twin_spelling",
    "twins",
    "value_lens",
    "wire_test",
]


_EXACT: Final = Context(prec=60, traps=[Inexact])


def text_at(o: Any, steps: Path) -> Any:
    """What stands at a path below an object, or None.

    >>> text_at({"a": [{"b": "x"}]}, ("a", 0, "b"))
    'x'
    """
    for step in steps:
        if isinstance(step, str):
            if not isinstance(o, dict):
                return None
            o = o.get(step)
        elif isinstance(o, list) and step < len(o):
            o = o[step]
        else:
            return None
    return o


def sole(o: Any, steps: Path) -> bool:
    """Whether nothing stands beside the path on the way down."""
    for step in steps:
        if len(o) != 1:
            return False
        o = o[step]
    return True


def put(o: dict[str, Any], steps: Path, value: Any) -> None:
    """Sets a value at a path, making the objects and lists on the way."""
    here: Any = o
    for step, after in pairwise(steps):
        made: Any = [] if isinstance(after, int) else {}
        if isinstance(step, int):
            if step == len(here):
                here.append(made)
            here = here[step]
        else:
            here = here.setdefault(step, made)
    if isinstance(steps[-1], int):
        here.append(value)
    else:
        here[steps[-1]] = value


def last_having(entries: list[Any], member: str) -> int:
    """The index of the last entry that has a member, or -1."""
    having = [i for i, e in enumerate(entries) if isinstance(e, dict) and e.get(member) is not None]
    return having[-1] if having else -1


def found_entry(entries: Any, tests: tuple[Test, ...]) -> int | None:
    """The index of the first entry of a list for which tests hold.

    >>> found_entry([{"a": "1"}, {"a": "2"}], (Test(("a",), ("2", "3")),))
    1
    """
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if all(stands(entry, test) for test in tests):
            return index
    return None


def stands(o: Any, test: Test) -> bool:
    """Whether an object says what a test asks for."""
    said = text_at(o, test.path)
    return said in test.texts or (said is None and test.optional)


def at_place(o: Any, place: Place) -> Any:
    """What stands at a place: an entry that its selector finds, or the first; lines as a list."""
    for step in place:
        o = text_at(o, (step.member,))
        if step.selector is not None and step.selector.kind != "lines":
            index = 0 if step.selector.kind != "where" else found_entry(o, step.selector.tests)
            o = None if index is None else text_at(o, (index,))
        if o is None or not all(stands(o, test) for test in step.guard):
            return None
    return o


def joined(o: dict[str, Any], more: dict[str, Any], rooms: dict[str, int]) -> None:
    """Adds members to an object, and to its objects; a list gets more entries, in their room.

    >>> o = {"a": [1, 3], "c": {"d": 5}}
    >>> joined(o, {"a": [2], "b": 4, "c": {"e": 6}}, {"a": 1})
    >>> o
    {'a': [1, 2, 3], 'c': {'d': 5, 'e': 6}, 'b': 4}
    """
    for name, value in more.items():
        if isinstance(value, list) and name in o:
            o[name][(room := rooms.get(name, len(o[name]))) : room] = value
        elif isinstance(value, dict) and isinstance(o.get(name), dict):
            joined(o[name], value, {})
        else:
            o[name] = value


def wire_test(place: Place, test: str, text: str | Words) -> Callable[[Any], bool]:
    """A test of what stands at a place: `is`, `starts`, `like` (words), `unlike` or `none`.

    Letters are compared without case: the trade writes `To Order` and `TO ORDER` alike. Words are
    looked for in the text as a reader sees it, so that no disguise hides them; `unlike` wants a
    text in which they do not stand. `starts` wants more behind the beginning, `none` the object
    around it and no text in it; `some` wants anything to stand there.
    """
    find = _finder(place)
    if test == "some":
        return lambda o: find(o) is not None
    if test == "none":
        holder = _finder(place[:1] if len(place) > 1 else ())
        return lambda o: is_blank(find(o)) and isinstance(holder(o), dict)
    holds = _text_test(test, text)

    def test_at(o: Any) -> bool:
        value = find(o)
        text = join_lines(value) if isinstance(value, list) else value
        return isinstance(text, str) and holds(text)

    return test_at


def _finder(place: Place) -> Callable[[Any], Any]:
    """What stands at a place, as a function: by plain steps where nothing needs to be searched."""
    searched = {"where", "lines"}
    if any(one.guard or (one.selector and one.selector.kind in searched) for one in place):
        return lambda o: at_place(o, place)
    steps = build_path(place)
    return lambda o: text_at(o, steps)


def _text_test(test: str, text: str | Words) -> Callable[[str], bool]:
    if isinstance(text, Words):
        words = text
        if test == "like":
            return words.stand_in
        return lambda value: bool(value.strip()) and not words.stand_in(value)
    fold = text.casefold()
    if test == "is":
        return lambda value: value.casefold() == fold
    return lambda value: value.casefold().startswith(fold) and value.casefold() != fold


def chunks(entries: list[Any], size: int) -> list[list[Any]]:
    """The entries by so many together.

    >>> chunks([1, 2, 3], 2)
    [[1, 2], [3]]
    """
    return [entries[at : at + size] for at in range(0, len(entries), size)]


def begins(old: Any, new: Any) -> bool:
    """Whether a deprecated value agrees with the one that replaced it: equal, or its beginning."""
    if isinstance(old, str) and isinstance(new, str):
        return new.startswith(old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(begins, old, new))
    if isinstance(old, dict) and isinstance(new, dict):
        return all(begins(value, new.get(name)) for name, value in old.items())
    return bool(old == new)


def _short(value: Any, width: int) -> Any:
    if isinstance(value, str):
        return value[:width]
    if isinstance(value, list):
        return [_short(one, width) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _short(one, width) if isinstance(one, list) else one for name, one in value.items()
    }


def twins(old: str, new: str, value: Any, width: int | None, need: bool) -> dict[str, Any]:
    """How a value is said by a deprecated member and its successor.

    What fits is said by the member that every reader knows. What does not is said whole by the
    successor; where the deprecated one is required all the same, it holds the beginning, which
    the standard tells readers to ignore.

    >>> twins("old", "new", "12345678", 6, True)
    {'old': '123456', 'new': '12345678'}
    """
    if width is None or _short(value, width) == value:
        return {old: value}
    return {old: _short(value, width), new: value} if need else {new: value}


def twin_spelling(
    s: Reading,
    old: Any,
    new: Any,
    at_old: Path,
    at_new: Path,
    width: int | None,
    need: bool,
) -> None:
    """Keeps how a document divided its words between a deprecated member and its successor."""
    value = old if new is None else new
    if value is None:
        return
    ours = twins("old", "new", value, width, need)
    for at, said, would in ((at_old, old, ours.get("old")), (at_new, new, ours.get("new"))):
        if said is None and would is not None:
            s.omit(at)
        elif said is not None and said != would:
            s.spell(at, said)


def alike(
    entries: tuple[Part, ...] | None, names: Path, bp: Path, s: Writing, *, apart: bool = False
) -> Any:
    """The value that every entry states alike.

    Where they differ, each is noted as lost, or as to be said with its entry (`apart`).
    """
    way, field = names[1:-1], str(names[-1])
    parts: list[Any] = list(entries or ())
    for name in way:
        parts = [NOBODY if one is None else getattr(one, str(name)) for one in parts]
    values = [None if one is None else getattr(one, field) for one in parts]
    if values and values[0] is not None and values.count(values[0]) == len(values):
        return values[0]
    if apart:
        s.differing.add(field)
        return None
    for index, value in enumerate(values):
        if value is not None:
            s.lose((*bp, names[0], index, *way), field, value)
    return None


class _Nobody:
    """A part that is not there: each of its fields is None."""

    def __getattr__(self, _name: str) -> None:
        return None


NOBODY: Final = _Nobody()
"""Stands for a part that a Bill does not have."""


def shared_out(entries: Any, member: str) -> bool:
    """Whether a whole is divided among several shares, each of which has a member of its own.

    >>> shared_out([{"MEA": []}, {"MEA": []}], "MEA"), shared_out([{"MEA": []}], "MEA")
    (True, False)
    """
    several = isinstance(entries, list) and len(entries) > 1
    return several and all(isinstance(one, dict) and member in one for one in entries)


def part_at(part: Any, way: Path) -> Any:
    """The part that a way leads to, or `NOBODY` where the Bill has none."""
    for step in way:
        if isinstance(step, str):
            part = getattr(part, step)
        else:
            part = part[step] if step < len(part) else None
        if part is None:
            return NOBODY
    return part


def says_nothing(part: Part) -> bool:
    """Whether a part has no leaf at all: that it stands there is then all it says."""
    for name in part.__struct_fields__:  # noqa: SIM110 - a generator doubles the time
        if getattr(part, name) is not None:
            return False
    return True


Measurer = Callable[[Any, Any, Path, tuple[str, ...], Writing], dict[str, Any] | None]


def measurer(
    names: tuple[str, str],
    number: Callable[[Decimal], Any] | None,
    unit: Callable[[Any], str | None] | None,
    conversions: tuple[tuple[str, str, str], ...],
    needs: tuple[str, ...],
) -> Measurer:
    """A function that says a number and its unit, converting exactly where the wire lacks it.

    One without the other is said as it is, where the wire does not need the other (`number`,
    `unit`).
    """
    factors = {source: (target, *_fraction(factor)) for source, target, factor in conversions}
    code_of = unit or str
    text_of = number or (lambda value: value)

    def say(
        value: Decimal | None, key: Any, bp: Path, fields: tuple[str, ...], s: Writing
    ) -> dict[str, Any] | None:
        code = None if key is None else code_of(key)
        if value is not None and code is not None:
            return {names[0]: text_of(value), names[1]: code}
        if value is not None and key in factors and code is None:
            target, times, over = factors[key]
            exact = _exactly(value, times, over)
            if exact is not None:
                for field in fields:
                    s.converted(bp, field, value)
                return {names[0]: text_of(exact), names[1]: code_of(target)}
        place, halves = ((*bp, fields[0]), ("value", "unit")) if len(fields) == 1 else (bp, fields)
        stated = [("number", halves[0], value), ("unit", halves[1], key)]
        missing = [(name,) for half, name, said in stated if said is None and half in needs]
        uncoded = key is not None and code is None
        if missing and len(fields) == 1:
            s.need(place, tuple(missing))
        if uncoded or (missing and len(fields) > 1):
            for _, name, said in stated:
                s.lose(place, name, said)
            return None
        made = {} if value is None else {names[0]: text_of(value)}
        return made if code is None else {**made, names[1]: code}

    return say


def _fraction(factor: str) -> tuple[Decimal, Decimal]:
    times, _, over = factor.partition("/")
    return Decimal(times), Decimal(over or 1)


def _exactly(value: Decimal, times: Decimal, over: Decimal) -> Decimal | None:
    """The product where it has an end; where it has none, there is no exact number to say."""
    with localcontext(_EXACT):
        try:
            exact = (value * times / over).normalize()
        except Inexact:
            return None
        return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact
