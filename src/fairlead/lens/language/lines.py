"""On which line of which file of a mapping a table or a key stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from fairlead.errors import MappingError
from fairlead.once import once_within
from fairlead.resources import name_of, text_in

__all__ = ["NOWHERE", "PlacedError", "Sources", "Way", "lines_of", "raised", "spelt"]

Way = tuple[str | int, ...]
"""The way to a table or a key: names, and the number of an entry of an array of tables."""

_DEEPEST: Final = 32
"""So many steps of a way are noted; no table of a mapping stands deeper."""

_LONGEST: Final = 600
"""So many characters of a mistake are shown."""

_KEY: Final = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)"""
_KEYS: Final = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*+"
_NAME: Final = re.compile(_KEY)
_TABLE: Final = re.compile(rf"[ \t]*\[[ \t]*({_KEYS})[ \t]*\]")
_ENTRY: Final = re.compile(rf"[ \t]*\[\[[ \t]*({_KEYS})[ \t]*\]\]")
_SAYS: Final = re.compile(rf"[ \t]*({_KEYS})[ \t]*=")
_PIECE: Final = re.compile(
    r'''
      """ (?: [^"\\] | \\. | "{1,2}+ (?!") )*+ "{3,5}+         # a text of several lines
    | \'\'\' (?: [^'] | '{1,2}+ (?!') )*+ '{3,5}+
    | " (?: [^"\\\n] | \\. )*+ " | ' [^'\n]*+ '              # a text
    | \# [^\n]*+                                            # a comment
    | (?P<open> [\[{] ) | (?P<close> [\]}] ) | (?P<end> \n )
    ''',
    re.VERBOSE | re.DOTALL,
)
"""What ends a value, or may hold what would seem to end it."""


@dataclass(frozen=True)
class Sources:
    """The files of a mapping, those of its own first, and where everything stands in them."""

    files: tuple[tuple[str, str], ...] = ()
    """Name and text of each."""
    moved: Mapping[Way, tuple[str, Way]] = field(default_factory=dict, compare=False)
    """Entries of arrays that are put together of several files: for each its file, and its way
    there."""
    _lines: list[tuple[str, Mapping[Way, int]]] = field(default_factory=list, compare=False)

    @classmethod
    def of(
        cls, paths: Iterable[Path], moved: Mapping[Way, tuple[Path, Way]] | None = None
    ) -> Sources:
        """Those in files, each named with the folders around it.

        Raises `MappingError` where one cannot be read.
        """
        named = {way: (name_of(file), there) for way, (file, there) in (moved or {}).items()}
        return cls(tuple((name_of(one), text_in(one)) for one in paths), named)

    @property
    def title(self) -> str:
        """The folder of the mapping, as its files name it."""
        return self.files[0][0].rpartition("/")[0] if self.files else ""

    def place(self, way: Way) -> str:
        r"""The file and the line of what stands at a way, or of the nearest table around it.

        >>> Sources((("a.toml", "[bind]\nissue_date = { at = 'x' }"),)).place(
        ...     ("bind", "issue_date", "at"))
        'a.toml:2'
        """
        if not self._lines:
            self._lines.extend((name, lines_of(text)) for name, text in self.files)
        only, there = self.moved.get(way[:2], ("", way[:2]))
        way = there + way[2:]
        for end in range(min(len(way), _DEEPEST), 0, -1):
            for name, lines in self._lines:
                if only in {"", name} and way[:end] in lines:
                    return f"{name}:{lines[way[:end]]}"
        return self.files[0][0] if self.files else ""

    def told(self, way: Way, says: str, *, word: bool = True) -> str:
        """A mistake as a line: where it is, in which table, and what is wrong.

        The way ends in a word of the table, unless `word` is false.
        """
        where, table = self.place(way), way
        while word and table and isinstance(table[-1], int):
            table = table[:-1]
        table = table[:-1] if word else table
        named = f"[{spelt(table)}] " if table else ""
        return f"{where}: {named}{says}" if where else f"{named}{says}"


NOWHERE: Final = Sources()
"""The sources of a mapping that stands in no file."""


class PlacedError(MappingError):
    """Every mistake of a mapping, with the place of each."""


def raised(mapping: str, mistakes: Iterable[str]) -> PlacedError:
    """The exception that says every mistake of a mapping, one line each."""
    lines = (f"the mapping {mapping} is wrong:", *mistakes)
    return PlacedError("\n  ".join(map(_line, lines)))


def _line(mistake: str) -> str:
    """A mistake in a line that can be shown, whatever it quotes."""
    if len(mistake) > _LONGEST:
        mistake = f"{mistake[:_LONGEST]}... ({len(mistake)} characters)"
    if mistake.isprintable():
        return mistake
    shown = (one if one.isprintable() else one.encode("unicode_escape").decode() for one in mistake)
    return "".join(shown)


def spelt(way: Way) -> str:
    """A way as a TOML file would name the table.

    >>> spelt(("part", "seal", "bind", "a + b")), spelt(("either", 0))
    ('part.seal.bind."a + b"', 'either[0]')
    """
    said = ""
    for step in way:
        if isinstance(step, int):
            said += f"[{step}]"
        else:
            plain = step.replace("_", "").replace("-", "").isalnum()
            said += f".{step}" if plain else f'."{step}"'
    return said.removeprefix(".")


@once_within(16)
def lines_of(text: str) -> Mapping[Way, int]:
    r"""The line, from 1, of every table, every entry of an array of tables, and every key.

    What stands inside a value, such as the keys of an inline table, has the line of its key. The
    text is TOML that was read already.

    >>> lines_of('[part.party]\ncanon = "Party"\n\n[[either]]\nbind.a = { at = "x" }')[
    ...     ("either", 0, "bind", "a")]
    5
    """
    found: dict[Way, int] = {}
    above: Way = ()
    entries: dict[Way, int] = {}
    for number, line in _statements(text):
        if entry := _ENTRY.match(line):
            names = _names(entry[1])
            entries[names] = entries.get(names, -1) + 1
            above = (*_inside(names[:-1], entries), names[-1], entries[names])
        elif table := _TABLE.match(line):
            above = _inside(_names(table[1]), entries)
        elif key := _SAYS.match(line):
            _note(found, above + _names(key[1]), number)
            continue
        else:
            continue
        _note(found, above, number)
    return found


def _note(found: dict[Way, int], way: Way, number: int) -> None:
    for end in range(1, min(len(way), _DEEPEST) + 1):
        found.setdefault(way[:end], number)


def _inside(names: Way, entries: dict[Way, int]) -> Way:
    """A way of names with the number of the newest entry behind each array of tables."""
    way: Way = ()
    for end, name in enumerate(names, 1):
        way = (*way, name)
        if names[:end] in entries:
            way = (*way, entries[names[:end]])
    return way


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each line that begins a table or a key; a value of several lines is passed over."""
    start, number = 0, 1
    while start < len(text):
        end = _end(text, start)
        line_end = text.find("\n", start, end)
        yield number, text[start : end if line_end < 0 else line_end]
        number += text.count("\n", start, end)
        start = end


def _end(text: str, start: int) -> int:
    """Where the statement that begins at a line ends: behind the end of its last line."""
    depth = 0
    for piece in _PIECE.finditer(text, start):
        if piece["open"]:
            depth += 1
        elif piece["close"]:
            depth -= 1
        elif piece["end"] and depth == 0:
            return piece.end()
    return len(text)


def _names(keys: str) -> Way:
    """The names of a dotted key, as far as they are noted."""
    return tuple(map(_name, islice(_NAME.findall(keys), _DEEPEST)))


def _name(key: str) -> str:
    """A name as TOML spells it: bare, or as a text."""
    return str(tomllib.loads(f"key = {key}")["key"]) if key[0] in "'\"" else key
