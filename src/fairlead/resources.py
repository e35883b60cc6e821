"""Where the data of Fairlead stands, `mappings/` and `schemas/`; how files are read and written.

In a checkout they are folders at the top of the repository; in an installed wheel they lie inside
the package. Nobody else needs to know which.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from pathlib import Path
from typing import Any, Final

from fairlead.errors import MappingError

__all__ = [
    "files_below", "find", "is_source", "name_of", "others_write", "placed", "text_in", "toml_in",
    "write_whole",
]  # fmt: skip

_PACKAGE: Final = Path(__file__).resolve().parent

_MADE: Final = frozenset((".py", ".pyc"))

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def find(*parts: str) -> Path:
    """The path of a file or folder of ours, named from `mappings` or `schemas` downward.

    Raises `MappingError` if there is none, or if a part would climb out of the folder.

    >>> find("schemas", "dcsa", "transport-document-3", "schema.json").name
    'schema.json'
    >>> find("schemas", "..", "pyproject.toml")
    Traceback (most recent call last):
    fairlead.errors.MappingError: there is no schemas/../pyproject.toml
    """
    if parts and not any(_climbs(part) for part in parts):
        for root in _roots():
            path = root.joinpath(*parts)
            if path.exists():
                return path
    raise MappingError(f"there is no {'/'.join(parts)}")


def placed(top: str, folder: str | Path) -> Path:
    """The path of a folder that is ours, named below `top`, or of one that stands elsewhere.

    Raises `MappingError` if there is none of ours by that name.

    >>> placed("schemas", "dcsa/transport-document-3").name
    'transport-document-3'
    """
    return folder if isinstance(folder, Path) else find(top, *folder.split("/"))


def files_below(folder: Path) -> list[Path]:
    """Every file in a folder and in those below it that is a source, in order.

    >>> [file.name for file in files_below(find("schemas", "openebl", "pack-1"))]
    ['schema.json']
    """
    found = (file for file in folder.rglob("*") if is_source(file.relative_to(folder)))
    return sorted(file for file in found if file.is_file())


def is_source(name: Path) -> bool:
    """Whether a file, named from the folder of a mapping or a schema, may say what these say.

    The examples in `vectors` do not, nor does what Fairlead makes of the others.

    >>> is_source(Path("types/party.json")), is_source(Path("vectors/sample/wire.json"))
    (True, False)
    """
    made = name.suffix in _MADE and name.name.startswith("compiled")
    return not made and name.parts[:1] != ("vectors",) and "__pycache__" not in name.parts


def name_of(file: Path) -> str:
    """How a sentence names a file: with the two folders around it.

    >>> name_of(Path("/home/clerk/formats/quay/bill-1/mapping.toml"))
    'quay/bill-1/mapping.toml'
    """
    return "/".join(file.parts[-3:])


def text_in(file: Path) -> str:
    """The text of a file that people wrote: in UTF-8, with or without a byte order mark.

    Raises `MappingError` with the file, the line, and what to do.
    """
    try:
        data = file.read_bytes()
    except FileNotFoundError as problem:
        raise MappingError(f"{name_of(file)}: there is no such file") from problem
    except (OSError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or problem
        raise MappingError(f"{name_of(file)} cannot be read: {why}") from problem
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        says = "what stands here is not in UTF-8; save the file in the encoding UTF-8"
        raise MappingError(f"{name_of(file)}:{line}: {says}") from problem


def toml_in(file: Path) -> dict[str, Any]:
    """What a TOML file says. Raises `MappingError` with the file, the line, and what is wrong."""
    import tomllib

    text = text_in(file)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        why, at, place = str(problem).partition(" (at ")
        line = re.match(r"line (\d+), column (\d+)", place)
        # Past the end of a document is behind its last line.
        number, column = line.groups() if line else (text.rstrip("\n").count("\n") + 1, None)
        says = f"{why} (at column {column})" if column else f"{why}{at}{place}"
        raise MappingError(f"{name_of(file)}:{number}: it is not TOML: {says}") from problem
    except (ValueError, RecursionError) as problem:
        says = "it is nested too deep" if isinstance(problem, RecursionError) else str(problem)
        raise MappingError(f"{name_of(file)} cannot be read: {says}") from problem


def others_write(state: os.stat_result) -> bool:
    """Whether others than the owner of a file or a folder may write to it, by its mode.

    >>> others_write(os.stat_result((0o100620, *[0] * 9)))
    True
    """
    return bool(state.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def write_whole(path: Path, data: bytes, mode: int) -> None:
    """Write a file with these permissions: whoever looks sees the old file or the whole new one.

    Raises `OSError` where that cannot be done; then nothing is left behind.
    """
    import secrets

    scrap = path.with_name(f".fairlead-{secrets.token_hex(8)}")
    try:  # its name is known before it is there: whatever comes in between, nothing stays
        with os.fdopen(os.open(scrap, _NEW, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        scrap.chmod(mode)
        scrap.replace(path)
    finally:
        with contextlib.suppress(OSError):
            scrap.unlink()


def _roots() -> tuple[Path, ...]:
    """The folders that may hold the data: the package itself, or the top of its checkout."""
    in_checkout = _PACKAGE.parent.name == "src"
    return (_PACKAGE.parents[1],) if in_checkout else (_PACKAGE,)


def _climbs(part: str) -> bool:
    return part == "" or Path(part).is_absolute() or ".." in Path(part).parts
