"""What a UN/EDIFACT directory says, read from the data files in `schemas/unece/`.

A folder holds `directory.json` and may hold `codes.json`. A directory that `extends` another says
only what differs: a whole table, or single segments, composites and elements.

| member       | holds                                                                        |
|--------------|------------------------------------------------------------------------------|
| `identifier` | what S009 of UNH says                                                        |
| `table`      | a line for each segment: indent, tag, M or C, repeats, `group` for a trigger |
| `segments`   | by tag, the elements in order: number, M or C, and how often if not once     |
| `composites` | by number, the components in the same form                                   |
| `elements`   | by number, the format, `an..35`                                              |
| `numbers`    | elements of a format `an` whose values are numbers all the same              |

`codes.json` lists codes by element. It is `closed` where the lists are those of the directory;
elsewhere they hold the codes that are known to be in it, and under `absent` some that are not.
Elements in `elsewhere` take their codes from a list that stands outside the directory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fairlead.errors import MappingError
from fairlead.syntax.edifact.iso9735 import FORMATS
from fairlead.syntax.edifact.layout import Layout, Slot, slots
from fairlead.syntax.edifact.table import Row, Table

__all__ = ["Codes", "Element", "Facts", "load"]

_FORMAT: Final = re.compile(r"(?P<kind>an?|n)(?P<upto>\.\.)?(?P<most>\d+)")
_DEEPEST: Final = 16
"""So many directories may extend one another."""
_MERGED: Final = ("segments", "composites", "elements")


@dataclass(frozen=True, slots=True)
class Element:
    """The format of a data element.

    >>> Element.read("n..18"), Element.read("an4").least
    (Element(kind='n', least=1, most=18, text='n..18'), 4)
    """

    kind: str
    """`a` no digits, `n` a number, `an` anything."""
    least: int
    most: int
    """In characters; the sign and the decimal mark of a number do not count."""
    text: str
    """The format as the directory writes it."""

    @classmethod
    def read(cls, text: str) -> Element:
        """A format from its text. Raises `MappingError` where it is none."""
        found = _FORMAT.fullmatch(text)
        if found is None:
            raise MappingError(f"{text!r} is no format of a data element")
        most = int(found["most"])
        return cls(found["kind"], 1 if found["upto"] else most, most, text)


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of one element."""

    known: tuple[str, ...]
    """In the order of the directory."""
    closed: bool
    """Whether there are no others."""
    absent: frozenset[str]
    """Codes that are known not to be among the others."""

    def permits(self, code: str) -> bool:
        """Whether a code may stand there.

        >>> Codes(("9", "11"), closed=False, absent=frozenset({"306"})).permits("88")
        True
        """
        return code in self.known if self.closed else code not in self.absent


@dataclass(frozen=True, slots=True)
class Facts:
    """One directory: the table of its message, and the format and codes of each element."""

    table: Table
    elements: Mapping[str, Element]
    codes: Mapping[str, Codes]

    @property
    def name(self) -> str:
        """The message and the directory, `UN/EDIFACT IFTMCS D.00B`."""
        return f"UN/EDIFACT {self.table.identifier['0065']} {self.table.directory}"


def load(folder: Path) -> Facts:
    """The facts in a folder, and in those that it extends, which stand beside it.

    Raises `MappingError` if a file cannot be read, or says what cannot be.

    >>> from fairlead.resources import find
    >>> load(find("schemas", "unece", "iftmcs-d00b")).elements["9308"].text
    'an..35'
    """
    said = _document(folder)
    try:
        rows = [Row.read(line) for line in said["table"]]
        layouts = dict(_layouts(said))
        table = Table.made(said["directory"], said["identifier"], rows, layouts)
        formats = {**FORMATS, **said["elements"]}
        elements = {name: Element.read(text) for name, text in formats.items()}
        codes = _codes(_nearest(folder, "codes.json"))
    except (KeyError, TypeError, AttributeError, ValueError) as why:
        raise MappingError(f"the directory in {folder.name} is wrong at {why}") from why
    return Facts(table, elements, codes)


def _document(folder: Path, below: tuple[Path, ...] = ()) -> dict[str, Any]:
    """What `directory.json` says, with all that it extends."""
    if folder in below or len(below) == _DEEPEST:
        names = " > ".join(one.name for one in (*below, folder))
        raise MappingError(f"directories extend each other in a circle, or too many do: {names}")
    said = _read(folder / "directory.json")
    above = said.get("extends")
    if above is None:
        return said
    under = _document(folder.parent / str(above), (*below, folder))
    merged = {member: {**under[member], **said.get(member, {})} for member in _MERGED}
    return {**under, **said, **merged}


def _nearest(folder: Path, name: str) -> dict[str, Any]:
    """A file of the folder, or of the nearest that it extends."""
    while not (folder / name).exists():
        above = _read(folder / "directory.json").get("extends")
        if above is None:
            raise MappingError(f"neither {folder.name} nor what it extends has {name}")
        folder = folder.parent / str(above)
    return _read(folder / name)


def _read(path: Path) -> dict[str, Any]:
    try:
        said = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as why:
        raise MappingError(f"the file {path} cannot be read: {why}") from why
    if not isinstance(said, dict):
        raise MappingError(f"the file {path} is not an object")
    return said


def _layouts(said: dict[str, Any]) -> Iterator[tuple[str, Layout]]:
    """The layout of each segment."""
    formats = said["elements"]
    numbers = frozenset(said.get("numbers", ()))
    numbers |= {name for name, text in formats.items() if text.startswith("n")}
    made: dict[str, tuple[Slot, ...]] = {}

    def element(name: str) -> None:
        if name not in formats:
            raise MappingError(f"{name} is neither an element nor a composite")

    def parts(name: str) -> tuple[Slot, ...] | None:
        if name not in said["composites"]:
            element(name)
            return None
        if name not in made:
            made[name] = slots(_places(said["composites"][name], element), numbers)
        return made[name]

    for tag, rows in said["segments"].items():
        yield tag, Layout(tag, slots(_places(rows, parts), numbers))


def _places(
    rows: list[str], parts: Callable[[str], tuple[Slot, ...] | None]
) -> Iterator[tuple[str, bool, tuple[Slot, ...] | None]]:
    """One row for each place; of several places, only the first can be required."""
    for row in rows:
        name, duty, *times = row.split()
        if duty not in {"M", "C"}:
            raise MappingError(f"{row!r} says neither M nor C")
        for index in range(int(times[0]) if times else 1):
            yield name, duty == "M" and index == 0, parts(name)


def _codes(said: dict[str, Any]) -> dict[str, Codes]:
    """The code lists by element."""
    closed = bool(said["closed"])
    absent = {name: frozenset(codes) for name, codes in said["absent"].items()}
    return {
        name: Codes(tuple(" ".join(lines).split()), closed, absent.get(name, frozenset()))
        for name, lines in said["codes"].items()
    }
