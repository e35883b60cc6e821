"""Where formats are found: with Fairlead, on a path of the user's, in wheels that are installed.

What is on the path is looked at when it is first asked for; it is data, and nothing of it is run.
The entry points of wheels are looked at only when a format is found nowhere else, or when all are
listed: a conversion between formats that are at hand never looks for them.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, overload

from fairlead.errors import MappingError, likely
from fairlead.formats.format import Around, Capability, Format
from fairlead.formats.index import FILE, declarations
from fairlead.formats.kinds import OPENERS, PLAIN, Opener
from fairlead.formats.marks import Marks
from fairlead.formats.wire import EdifactWire, JsonWire, Wire, XmlWire
from fairlead.once import once, once_within
from fairlead.syntax.tree import Steps

__all__ = ["FORMATS", "GROUP", "VARIABLE", "Extension", "at_hand", "beside_others", "format_in"]

VARIABLE: Final = "FAIRLEAD_FORMATS"
"""The environment variable that names folders of formats, as `PATH` names those of programs."""

GROUP: Final = "fairlead.formats"
"""The group of the entry points by which a wheel brings formats along."""

_OURS: Final = "fairlead"
"""Where the formats are found that Fairlead brings along."""

_PATHS: Final = 16
"""So many paths are kept that were looked at; a process has one."""


@dataclass(frozen=True)
class Extension:
    """What a wheel brings along: the folder of a format, and openers that it needs.

    The entry point names an object of this kind. An opener is code, and only a wheel brings code.
    """

    folder: Path
    openers: Mapping[str, Opener] = field(default_factory=dict)


class _Formats(Sequence[Format]):
    """Every format that is found, each time it is asked."""

    @overload
    def __getitem__(self, index: int) -> Format: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Format, ...]: ...
    def __getitem__(self, index: int | slice) -> Format | tuple[Format, ...]:
        return _all()[index]

    def __len__(self) -> int:
        return len(_all())

    def __repr__(self) -> str:
        return f"<formats: {', '.join(one.alias for one in self)}>"


FORMATS: Final[Sequence[Format]] = _Formats()
"""Every format that is found: ours, those on the path, those of installed wheels."""


def at_hand() -> tuple[Format, ...]:
    """The formats that are found without a look at what is installed: ours, and those on the path.

    Raises `MappingError` where one is wrong, or where two go by one name.
    """
    said = os.environ.get(VARIABLE)
    if not said:
        return _ours()
    return _with(tuple(Path(one).resolve() for one in said.split(os.pathsep) if one))


def _all() -> tuple[Format, ...]:
    here = at_hand()
    with theirs():
        added = _installed()
        return _apart((*here, *added)) if added else here


@once_within(_PATHS)
def _with(path: tuple[Path, ...]) -> tuple[Format, ...]:
    """Ours, and those in the folders of a path, of which none counts twice."""
    with theirs():
        folders = dict.fromkeys(one for folder in path for one in _formats_in(folder))
        return _apart((*_ours(), *map(format_in, folders)))


@once
def _ours() -> tuple[Format, ...]:
    return _apart(_format(said, said["folder"], _OURS) for said in declarations())


@contextlib.contextmanager
def theirs() -> Iterator[None]:
    """Whatever is wrong with a format is wrong with one that somebody else wrote."""
    try:
        yield
    except MappingError as problem:
        raise MappingError.of_theirs(str(problem)) from problem


def _formats_in(folder: Path) -> Iterator[Path]:
    """The folders of formats that an entry of the path names: it is one itself, or holds some."""
    if (folder / FILE).exists():
        yield folder
        return
    try:
        inner = sorted(one for one in folder.iterdir() if one.is_dir())
    except OSError as problem:
        raise MappingError(f"the folder of formats {folder} cannot be read: {problem}") from problem
    found = [one for one in inner if (one / FILE).exists() or (one / "mapping.toml").exists()]
    if not found:
        raise MappingError(f"there is no format in {folder}: no folder in it has a {FILE}")
    yield from found


def format_in(
    folder: Path, openers: Mapping[str, Opener] = OPENERS, home: str | None = None
) -> Format:
    """The format in a folder of somebody else: data that is looked at word by word.

    `openers` are those that it may name. Raises `MappingError` with every mistake in it.
    """
    from fairlead.formats.declared import declared_in
    from fairlead.formats.folder import check_words

    linked = sorted(one.name for one in folder.rglob("*") if one.is_symlink())
    if linked:
        raise MappingError(f"{folder}: {linked[0]} is a symbolic link, and a format is plain files")
    said = declared_in(folder, openers)
    one = _format(said, folder, home or str(folder), openers)
    one.wire.ready()
    check_words(one)
    return one


def beside_others(folder: Path) -> Format:
    """The format in a folder, if it can be told from all that are at hand.

    Raises `MappingError` with every mistake in it, or where it takes the place of another.
    """
    with theirs():
        one = format_in(folder.resolve())
        others = [other for other in at_hand() if other.place != one.folder]
        _apart((*others, one))
    return one


@once
def _installed() -> tuple[Format, ...]:
    """The formats of wheels, in order of their names."""
    from importlib.metadata import entry_points

    return tuple(_format_of(point) for point in sorted(entry_points(group=GROUP)))


def _format_of(point: Any) -> Format:
    home = f"{point.dist.name} {point.dist.version}" if point.dist else point.value
    try:
        given = point.load()
    except (ImportError, AttributeError) as problem:
        raise MappingError(f"the format {point.name} of {home} cannot be loaded: {problem}") from (
            problem
        )
    if not isinstance(given, Extension):
        says = "its entry point names no fairlead.formats.Extension"
        raise MappingError(f"the format {point.name} of {home} cannot be loaded: {says}")
    if twice := sorted(OPENERS.keys() & given.openers.keys()):
        raise MappingError(f"{home} brings an opener {twice[0]}, and there is one by that name")
    return format_in(given.folder, {**OPENERS, **given.openers}, home)


def _format(
    said: Mapping[str, Any], folder: str | Path, home: str, openers: Mapping[str, Opener] = OPENERS
) -> Format:
    """A format of what it says of itself."""
    marks, around = said.get("marks", {}), said.get("around", {})
    return Format(
        id=said["id"],
        alias=said["alias"],
        title=said["title"],
        source=said["source"],
        folder=folder,
        home=home,
        wire=_wire(said, folder),
        marks=Marks(
            has=tuple(map(_steps, marks.get("has", ()))),
            lists=tuple(map(_steps, marks.get("lists", ()))),
            any=tuple(map(_steps, marks.get("any", ()))),
            texts=tuple((_steps(at), text) for at, text in marks.get("texts", {}).items()),
        ),
        opener=openers[said["opener"]] if "opener" in said else PLAIN,
        capabilities=frozenset(map(Capability, said.get("capabilities", ()))),
        versions=tuple(said.get("versions", ())),
        edition_of=said.get("edition_of"),
        around=Around(
            around.get("schema"), tuple(around.get("without", ())), tuple(around.get("texts", ()))
        ),
        writes=said.get("writes", True),
    )


def _wire(said: Mapping[str, Any], folder: str | Path) -> Wire:
    """The wire of a format: its syntax with a schema of ours, or with the one beside it."""
    schema = said.get("schema", folder)
    if said["syntax"] == "json":
        return JsonWire(schema)
    if said["syntax"] == "xml":
        return XmlWire(schema)
    return EdifactWire(schema)


def _steps(member: str) -> Steps:
    return tuple(member.split("/"))


def _apart(formats: Iterable[Format]) -> tuple[Format, ...]:
    """The formats, if each can be told from the others.

    Raises `MappingError` where two go by one name, or have the same marks, or where one is an
    edition of none of them.
    """
    known: dict[Any, Format] = {}
    every = tuple(formats)
    for one in every:
        asked = [("name", one.id), ("name", one.alias)]
        if one.wire.syntax == "json":
            asked.append(("the same marks", one.marks.asked))  # type: ignore[arg-type]
        for what, name in asked:
            other = known.setdefault((what, name), one)
            if other is not one:
                both = f"{other.id} of {other.home} and {one.id} of {one.home}"
                had = f"the name {name}" if what == "name" else what
                raise MappingError(f"two formats have {had}: {both}")
    aliases = [one.alias for one in every]
    for one in every:
        if one.edition_of is not None and one.edition_of not in aliases:
            raise MappingError(_of_nothing(one, one.edition_of, aliases))
    return every


def _of_nothing(one: Format, name: str, aliases: list[str]) -> str:
    """That a format is an edition of one that nobody knows, with the line."""
    from fairlead.lens.language.lines import Sources

    says = f"'edition_of': there is no format {name!r}{likely(name, aliases)}"
    return Sources.of([one.place / FILE]).told(("edition_of",), says)
