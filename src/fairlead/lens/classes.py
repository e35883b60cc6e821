"""The classes of what a wire holds and the Bill does not: harmless, or critical to the title.

`classes.toml` of a mapping says them in blocks; the first that applies decides.

```toml
[[class]]
at      = "GID/MEA"     # ways from the root, without indexes; ** stands for any steps
by      = "C502/6313"   # the code that tells entries apart; without it the block is final
default = "critical"    # of every code that is not listed; without it the next block decides
because = "a measure of goods may be the weight that the bill acknowledges"

[class.harmless]        # or [class.critical]: codes, and why
"LN WD HT" = "a dimension"
```

With `unless` a block is passed over where the Bill says that field; with `same` a value that is
what that field of the Bill says is no second statement.

A block with `by` is passed over where an entry does not say that code. It speaks of entries that
were not read at all. What is left of an entry that was read is critical where a critical field of
the Bill stands at the same place. `at = "**"` is the default of the whole wire, and comes last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple, Protocol

from fairlead.bill import Bill
from fairlead.errors import nearest
from fairlead.lens.residue import Path, Residue, leaves_below, pattern_of

__all__ = ["Classes", "Critical", "Rule", "classes_of", "stands_again"]

_REMEMBERED: Final = 4_096
"""How many ways are remembered with the rules that speak of them; documents may hold any."""

_ALIKE: Final = (5, 6)
"""How like two names are, as a part of 1, one of which may be a misspelling of the other."""

_SHORTEST: Final = 6
_LONGEST: Final = 64
"""Letters of a name that may be a misspelling: tags and numbers of elements are too short."""


class Said(Protocol):
    """A class as the table of it says it."""

    @property
    def at(self) -> str:
        """Ways from the root, separated by blanks."""
        ...

    @property
    def by(self) -> str | None:
        """The way to the code that tells entries apart."""
        ...

    @property
    def default(self) -> str | None:
        """`harmless` or `critical`."""
        ...

    @property
    def because(self) -> str | None:
        """Why."""
        ...

    @property
    def harmless(self) -> Mapping[str, str]:
        """Codes, and why."""
        ...

    @property
    def critical(self) -> Mapping[str, str]:
        """Codes, and why."""
        ...

    @property
    def unless(self) -> str | None:
        """The field of the Bill without which it speaks."""
        ...

    @property
    def same(self) -> str | None:
        """The field of the Bill that may be said again."""
        ...


class Rule(NamedTuple):
    """One block: what is critical at a place, by a code where entries are told apart by one."""

    at: tuple[str, ...]
    by: tuple[str, ...]
    critical: bool | None
    """What a code is that is not listed; None where the next block is to say it."""
    because: str
    codes: Mapping[str, tuple[bool, str]] = {}
    """Code to whether it is critical, and why."""
    unless: str = ""
    """The field of the Bill without which the block speaks at all."""
    same: str = ""
    """The field of the Bill that a value may say again."""


class Critical(NamedTuple):
    """Something that the Bill does not hold and that decides over the cargo."""

    at: Path
    because: str
    code: str | None = None
    """The code by which it is told apart."""


def classes_of(said: Iterable[Said]) -> tuple[Rule, ...]:
    """The rules that the classes of a mapping say, one for each place."""
    return tuple(_rule(one, at) for one in said for at in one.at.split())


def _rule(said: Said, at: str) -> Rule:
    codes = {
        code: (name == "critical", why)
        for name, listed in (("harmless", said.harmless), ("critical", said.critical))
        for several, why in listed.items()
        for code in several.split()
    }
    return Rule(
        tuple(at.split("/")),
        tuple(said.by.split("/")) if said.by else (),
        None if said.default is None else said.default == "critical",
        said.because or "",
        codes,
        said.unless or "",
        said.same or "",
    )


class Classes:
    """The classes of one wire, asked for what is left of its documents.

    `held` are the places of the wire, lists entered by `/[]`, at which critical fields of the Bill
    stand, each with why it is critical, and `silent` the values that say nothing.
    """

    def __init__(
        self, rules: tuple[Rule, ...], held: Mapping[str, str], silent: tuple[Any, ...]
    ) -> None:
        default = rules[-1] if rules and rules[-1].at == ("**",) else None
        self._rules = rules if default is None else rules[:-1]
        self._default = default.because if default is not None and default.critical else None
        self._held, self._silent = held, silent
        self._near: dict[tuple[str, str], str] = {}
        self._speaking: dict[tuple[str, ...], list[tuple[Rule, int]]] = {}

    def says(self, value: Any) -> bool:
        """Whether a value that stands on the wire says anything."""
        return value not in self._silent and value not in ({}, [])

    def critical_in(
        self, residue: Residue, tree: Any, bill: Bill
    ) -> Iterator[tuple[Critical, Path]]:
        """Everything critical in the residue of a tree, each with a leaf of it.

        `bill` is what was read of it.
        """
        for above, value in residue.kept:
            for place, leaf in leaves_below(value, above):
                said = self.says(leaf)
                found = self._verdict((tree, bill), place, above, leaf) if said else None
                if found is not None:
                    yield found, place

    def _verdict(
        self, read: tuple[Any, Bill], place: Path, above: Path, leaf: Any
    ) -> Critical | None:
        """What a leaf is that was kept with all that stands at `above`; None if it is harmless."""
        steps, ends = _named(place)
        tree, bill = read
        for rule, length in self._rules_on(steps):
            if rule.unless and getattr(bill, rule.unless) is not None:
                continue
            if rule.same and leaf == getattr(bill, rule.same):
                return None
            owner = place[: ends[length]]
            if not rule.by:
                return Critical(owner, rule.because) if rule.critical else None
            code = _code_at(tree, owner, rule.by)
            critical, because = rule.codes.get(code or "", (rule.critical, rule.because))
            if code is None or critical is None:
                continue
            kept = _named(above)[0]
            if kept == (*steps[:length], *rule.by)[: len(kept)]:
                return Critical(owner, because, code) if critical else None
            if code in rule.codes and not critical:
                return None
            break
        why = self._held.get(pattern_of(place))
        if why is not None:
            return Critical(place, why)
        near = self._nearly(above)
        if near is not None:
            return Critical(above, near)
        return None if self._default is None else Critical(place, self._default)

    def _nearly(self, above: Path) -> str | None:
        """Why a member that nobody knows is critical: its name is nearly that of one that is."""
        name, beside = str(above[-1]) if above else "", pattern_of(above[:-1])
        if not _SHORTEST <= len(name) <= _LONGEST:
            return None
        key = (beside, name)
        if key not in self._near:
            start = f"{beside}/"
            below = {
                place.removeprefix(start).split("/")[0].casefold(): why
                for place, why in self._held.items()
                if place.startswith(start)
            }
            near = nearest(name.casefold(), below, _ALIKE)
            why = f"its name is nearly that of a member that is; {below[near]}" if near else ""
            if len(self._near) >= _REMEMBERED:
                return why or None
            self._near[key] = why
        return self._near[key] or None

    def _rules_on(self, steps: tuple[str, ...]) -> list[tuple[Rule, int]]:
        """The rules that speak of a way, and how many of its steps each takes."""
        found = self._speaking.get(steps)
        if found is None:
            lengths = ((rule, _matched(rule.at, steps)) for rule in self._rules)
            found = [(rule, length) for rule, length in lengths if length is not None]
            if len(self._speaking) < _REMEMBERED:
                self._speaking[steps] = found
        return found


def _named(place: Path) -> tuple[tuple[str, ...], list[int]]:
    """The names on a way, and where each ends with the index of its entry."""
    steps: list[str] = []
    ends = [0]
    for step in place:
        if isinstance(step, int):
            ends[-1] += 1
        else:
            steps.append(step)
            ends.append(ends[-1] + 1)
    return tuple(steps), ends


def _matched(at: tuple[str, ...], steps: tuple[str, ...]) -> int | None:
    """How many steps a way takes, where it begins as a rule says; None where it does not.

    >>> _matched(("**", "MEA"), ("GID", "MEA", "C174", "6314")), _matched(("NAD",), ("LOC",))
    (2, None)
    """
    if not at:
        return 0
    if at[0] == "**":
        for skipped in range(len(steps) + 1):
            rest = _matched(at[1:], steps[skipped:])
            if rest is not None:
                return skipped + rest
        return None
    if not steps or steps[0] != at[0]:
        return None
    rest = _matched(at[1:], steps[1:])
    return None if rest is None else 1 + rest


def _code_at(tree: Any, owner: Path, by: tuple[str, ...]) -> str | None:
    """The code that an entry says; of a list on the way, its first."""
    for step in owner:
        tree = tree[step]
    for name in by:
        tree = tree[0] if isinstance(tree, list) and tree else tree
        tree = tree.get(name) if isinstance(tree, dict) else None
    tree = tree[0] if isinstance(tree, list) and tree else tree
    return tree if isinstance(tree, str) and tree else None


def stands_again(tree: Any, one: Critical, kept: set[Path]) -> bool:
    """Whether an entry that was read says all that this one does: beside it, or of the whole.

    `kept` are the entries that were not read.

    Of the whole is what stands in no list of several entries but its own; there the code of an
    entry says the same wherever it stands.
    """
    *above, index = one.at
    if not isinstance(index, int):
        return False
    holders = [tree]
    for step in above:
        holders.append(holders[-1][step])
    entry, whole = holders[-1][index], one.code is not None
    for number, other in enumerate(holders[-1]):
        if number != index and _holds(other, entry) and (*above, number) not in kept:
            return True
    single = all(
        len(holder) == 1
        for holder, step in zip(holders, above, strict=False)
        if isinstance(step, int)
    )
    if not whole or not single:
        return False
    return any(
        _holds(other, entry) and at != one.at and at not in kept
        for at, other in _entries(tree, str(above[-1]), ())
    )


def _holds(other: Any, entry: Any) -> bool:
    """Whether an entry says all that another says, to the letter."""
    if isinstance(entry, dict) and isinstance(other, dict):
        return all(name in other and _holds(other[name], value) for name, value in entry.items())
    return bool(other == entry)


def _entries(tree: Any, name: str, at: Path) -> Iterator[tuple[Path, Any]]:
    """The entries of every list of a name that stands in no list of several entries."""
    if isinstance(tree, dict):
        for step, value in tree.items():
            if step == name and isinstance(value, list):
                yield from (((*at, step, index), entry) for index, entry in enumerate(value))
            yield from _entries(value, name, (*at, step))
    elif isinstance(tree, list) and len(tree) == 1:
        yield from _entries(tree[0], name, (*at, 0))
