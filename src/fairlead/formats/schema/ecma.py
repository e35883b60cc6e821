r"""Patterns of ECMA 262 in Python alone, for where jsonschema-rs is not installed.

`re` of Python reads patterns otherwise (`\d` is any digit of Unicode, `$` matches before a line
feed), and it goes back and forth in a text, so that a hostile one costs its square. So a pattern
becomes an automaton here, which reads each character of a text once. It has what schemas of
documents use: characters, classes, groups, alternatives, repetitions, and `^` and `$`. A pattern
with anything else (look-around, back references, word boundaries, properties of Unicode) is a
mistake that is said when the schema is loaded: it needs jsonschema-rs.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NoReturn, TypeAlias

from fairlead.errors import MappingError

__all__ = ["Pattern"]

_MOST: Final = 2_000
"""States of the automaton of one pattern."""
_PIECES: Final = 20_000
"""Pieces of which it is built, each counted as often as it is repeated."""
_KEPT: Final = 1_000
"""How many characters a set of states knows its way with, and how many sets are kept."""

_DIGITS: Final = frozenset("0123456789")
_WORDS: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")
_BLANKS: Final = frozenset(
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
_ENDS: Final = frozenset("\n\r\u2028\u2029")
_SETS: Final = {"d": _DIGITS, "w": _WORDS, "s": _BLANKS}
_CONTROLS: Final = {"t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r"}
_CODE: Final = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}")
_TIMES: Final = re.compile(r"(?:([*+?])|\{([0-9]{1,4})(?:(,)([0-9]{1,4})?)?\})\??")
_GROUP: Final = re.compile(r"\((?:\?(?::|<([A-Za-z_][A-Za-z0-9_]*)>)|(?!\?))")
_HALVES: Final = (0xD800, 0xDFFF)


@dataclass(frozen=True, slots=True)
class _One:
    """One character, of some or of all others."""

    chars: frozenset[str]
    outside: bool = False

    def takes(self, char: str) -> bool:
        """Whether it is that character."""
        return (char in self.chars) is not self.outside


@dataclass(frozen=True, slots=True)
class _Class:
    """One character, of those in brackets or of all others."""

    parts: tuple[_One, ...]
    ranges: tuple[tuple[str, str], ...]
    outside: bool

    def takes(self, char: str) -> bool:
        """Whether it is that character."""
        inside = any(part.takes(char) for part in self.parts)
        inside = inside or any(low <= char <= high for low, high in self.ranges)
        return inside is not self.outside


@dataclass(frozen=True, slots=True)
class _All:
    """One after the other."""

    terms: tuple[_Node, ...]


@dataclass(frozen=True, slots=True)
class _Any:
    """One of some alternatives."""

    ways: tuple[_Node, ...]


@dataclass(frozen=True, slots=True)
class _Times:
    """Something so often; `None` is without bound."""

    term: _Node
    least: int
    most: int | None


_Node: TypeAlias = "_One | _Class | _All | _Any | _Times | str"
"""A piece of a pattern; the text is `^` or `$`."""


class Pattern:
    r"""One pattern, which is searched for in texts; several threads may ask it.

    >>> Pattern(r"^\d{2}$").found_in("42"), Pattern(r"^\d{2}$").found_in("42\n")
    (True, False)
    """

    def __init__(self, source: str) -> None:
        self._machine: Final = _Machine(_Reader(source).whole())
        self._sets: dict[frozenset[int], _Set] = {}
        self._begin: Final = self._set(self._machine.reached([0], start=True))

    def found_in(self, text: str) -> bool:
        """Whether the pattern matches somewhere in a text."""
        here = self._begin
        for char in text:
            if here.found:
                return True
            after = here.moves.get(char)
            here = self._moved(here, char) if after is None else after
        return here.found or self._machine.ends(here.states, start=not text)

    def _moved(self, here: _Set, char: str) -> _Set:
        """Where a character leads, noted for the next time."""
        after = self._set(self._machine.reached([*self._machine.after(here.states, char), 0]))
        if len(here.moves) < _KEPT:
            here.moves[char] = after
        return after

    def _set(self, states: frozenset[int]) -> _Set:
        if len(self._sets) > _KEPT:
            self._sets = {}
        return self._sets.setdefault(states, _Set(states, found=self._machine.found(states)))


class _Set:
    """The states that an automaton may be in, and where each character leads from them."""

    __slots__ = ("found", "moves", "states")

    def __init__(self, states: frozenset[int], *, found: bool) -> None:
        self.states: Final = states
        self.found: Final = found
        self.moves: dict[str, _Set] = {}


class _Machine:
    """An automaton: what each state waits for, and the states that follow it."""

    def __init__(self, tree: _Node) -> None:
        self._tests: list[_One | _Class | str | None] = []
        """A character; `^`, `$` or `""` for what takes none; `None` for the end."""
        self._next: list[list[int]] = []
        self._built_so_far = 0
        begin = self._added("")
        self._linked(self._built(tree, begin), None)

    def _added(self, test: _One | _Class | str | None) -> int:
        if len(self._tests) >= _MOST:
            raise MappingError(f"a pattern has more than {_MOST} states: it needs jsonschema-rs")
        self._tests.append(test)
        self._next.append([])
        return len(self._tests) - 1

    def _linked(self, state: int, test: _One | _Class | str | None) -> int:
        """A new state, which follows another."""
        self._next[state].append(new := self._added(test))
        return new

    def _built(self, node: _Node, here: int) -> int:
        """A piece of the pattern from a state on; the state in which it ends."""
        self._built_so_far += 1
        if self._built_so_far > _PIECES:  # what takes no character has no state, however often
            raise MappingError("a pattern repeats what repeats too often: it needs jsonschema-rs")
        if isinstance(node, _All):
            for term in node.terms:
                here = self._built(term, here)
            return here
        if isinstance(node, _Any):
            ends = [self._built(way, here) for way in node.ways]
            return self._joined(ends)
        if isinstance(node, _Times):
            return self._repeated(node, here)
        return self._linked(here, node)

    def _joined(self, ends: list[int]) -> int:
        if len(ends) == 1:
            return ends[0]
        end = self._added("")
        for one in ends:
            self._next[one].append(end)
        return end

    def _repeated(self, node: _Times, here: int) -> int:
        for _ in range(node.least):
            here = self._built(node.term, here)
        if node.most is None:
            joint = self._linked(here, "")
            self._next[self._built(node.term, joint)].append(joint)
            return joint
        ends = [here]
        for _ in range(node.most - node.least):
            ends.append(self._built(node.term, ends[-1]))
        return self._joined(ends)

    def reached(
        self, states: Iterable[int], *, start: bool = False, end: bool = False
    ) -> frozenset[int]:
        """The states that can be had without a character, those given included."""
        open_ways = {"": True, "^": start, "$": end}
        found, todo = set(), list(states)
        while todo:
            state = todo.pop()
            if state not in found:
                found.add(state)
                test = self._tests[state]
                if isinstance(test, str) and open_ways[test]:
                    todo += self._next[state]
        return frozenset(found)

    def after(self, states: Iterable[int], char: str) -> list[int]:
        """The states that a character leads to."""
        found: list[int] = []
        for state in states:
            test = self._tests[state]
            if isinstance(test, _One | _Class) and test.takes(char):
                found += self._next[state]
        return found

    def found(self, states: Iterable[int]) -> bool:
        """Whether one of the states is the end of the pattern."""
        return any(self._tests[state] is None for state in states)

    def ends(self, states: Iterable[int], *, start: bool) -> bool:
        """Whether the end of the pattern is reached where the text ends."""
        return self.found(self.reached([*states, 0], start=start, end=True))


class _Reader:
    """Reads a pattern as a tree: what stands in it, and how often."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._names: set[str] = set()

    def whole(self) -> _Node:
        """The tree. Raises `MappingError` for what is not understood."""
        try:
            found = self._alternatives()
        except RecursionError:
            self._refuse()
        if self._at < len(self._source):
            self._refuse()
        return found

    def _refuse(self) -> NoReturn:
        raise MappingError(
            f"the pattern {self._source} is none of ECMA 262, or needs jsonschema-rs "
            f"(character {self._at + 1})"
        )

    def _taken(self, words: re.Pattern[str]) -> re.Match[str] | None:
        """What stands here if it is one of the words, which is then behind us."""
        found = words.match(self._source, self._at)
        self._at = found.end() if found else self._at
        return found

    def _char(self) -> str:
        """The next character. Raises `MappingError` at the end."""
        if self._at >= len(self._source):
            self._refuse()
        self._at += 1
        return self._source[self._at - 1]

    def _peek(self) -> str:
        return self._source[self._at : self._at + 1]

    def _alternatives(self) -> _Node:
        ways: list[_Node] = []
        while True:
            terms: list[_Node] = []
            while self._peek() not in ("", "|", ")"):
                terms.append(self._repeated())
            ways.append(_All(tuple(terms)))
            if self._peek() != "|":
                return _Any(tuple(ways))
            self._at += 1

    def _repeated(self) -> _Node:
        """One term, as often as is said; lazy or not, it matches the same."""
        term = self._term()
        times = self._taken(_TIMES)
        if times is None:
            return term
        if isinstance(term, str):
            self._refuse()
        mark, count, comma, limit = times.groups()
        least = {"*": 0, "+": 1, "?": 0}[mark] if mark else int(count)
        most = (1 if mark == "?" else None) if mark else int(limit or count)
        if comma and not limit:
            most = None
        if most is not None and most < least:
            self._refuse()
        return _Times(term, least, most)

    def _term(self) -> _Node:
        if group := self._taken(_GROUP):
            if group[1] in self._names:
                self._refuse()
            self._names |= {group[1]} - {None}
            found = self._alternatives()
            if self._char() != ")":
                self._refuse()
            return found
        char = self._char()
        if char in "^$":
            return char
        if char == ".":
            return _One(_ENDS, outside=True)
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        if char in "*+?{()":
            self._refuse()
        return _One(frozenset(char))

    def _escape(self) -> _One:
        """What stands after a backslash."""
        if code := self._taken(_CODE):
            number = int(code[1] or code[2] or code[3], 16)
            if number > sys.maxunicode or _HALVES[0] <= number <= _HALVES[1]:
                self._refuse()
            return _One(frozenset(chr(number)))
        char = self._char()
        if char.lower() in _SETS:
            return _One(_SETS[char.lower()], outside=char.isupper())
        if char in _CONTROLS:
            return _One(frozenset(_CONTROLS[char]))
        if char.isalnum() or not char.isascii():
            self._refuse()
        return _One(frozenset(char))

    def _class(self) -> _Class:
        """What stands in brackets."""
        outside = self._peek() == "^"
        self._at += outside
        parts: list[_One] = []
        ranges: list[tuple[str, str]] = []
        while self._peek() != "]":
            first = self._member()
            if self._peek() == "-" and self._source[self._at + 1 : self._at + 2] not in ("", "]"):
                self._at += 1
                ranges.append(self._range(first, self._member()))
            else:
                parts.append(first)
        self._at += 1
        if not parts and not ranges:
            self._refuse()
        return _Class(tuple(parts), tuple(ranges), outside)

    def _member(self) -> _One:
        char = self._char()
        return self._escape() if char == "\\" else _One(frozenset(char))

    def _range(self, first: _One, last: _One) -> tuple[str, str]:
        """The characters from one to another."""
        if first.outside or last.outside or len(first.chars) != 1 or len(last.chars) != 1:
            self._refuse()
        (low,), (high,) = first.chars, last.chars
        if high < low:
            self._refuse()
        return low, high
