"""Writing a result to a file: all of it or nothing, and never over its own source."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import Final

from fairlead.cli.reading import STDIN
from fairlead.errors import Unreachable, UsageError
from fairlead.resources import write_whole

_NOWHERE: Final = (OSError, RuntimeError)
"""What looking for a place may end in; a circle of links is a `RuntimeError` up to Python 3.12."""

ENDINGS: Final = {"json": "json", "xml": "xml", "edifact": "edi"}
"""How the names of files end that hold a syntax."""


def place_for(output: str, sources: tuple[str, ...]) -> Path:
    """Where a result will stand; asked before anything is converted.

    Raises `UsageError` if it cannot stand there, or if that is where a source stands.
    """
    try:
        path = Path(output).resolve()
        if path.is_dir():
            raise UsageError(f"{output!r} is a folder; name a file in it with --output")
        if not path.parent.is_dir():
            raise UsageError(f"there is no folder {str(Path(output).parent)!r}; make it first")
    except _NOWHERE as problem:
        raise _no_place(output, problem) from problem
    if any(_is_same(path, source) for source in sources):
        raise UsageError(
            f"{output!r} is what is read; an original stays as it is, name another file"
        )
    return path


def place_of(output: str | None, sources: tuple[str, ...]) -> Path | None:
    """Where a result will stand; None for standard output. Raises `UsageError` if it cannot."""
    if output is None or output == STDIN:
        standard_output(sources)
        return None
    return place_for(output, sources)


def standard_output(sources: tuple[str, ...]) -> None:
    """Raises `UsageError` where standard output leads into what is read."""
    try:
        about = os.fstat(sys.stdout.fileno())
    except (OSError, ValueError):  # it is closed, or no file at all
        return
    if stat.S_ISREG(about.st_mode) and any(_is_file(about, source) for source in sources):
        raise UsageError(
            "standard output leads into what is read; an original stays as it is, name another file"
        )


def folder_for(output: str, ending: str, sources: tuple[str, ...]) -> Path:
    """The folder in which numbered results will stand; asked before anything is converted.

    It need not be there yet, but the folder around it must. Raises `UsageError` if it cannot be,
    or if a source stands where a result would.
    """
    try:
        folder = Path(output).resolve()
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"{output!r} is a file; name a folder for the messages with --output")
        if not folder.parent.is_dir():
            raise UsageError(f"there is no folder {str(Path(output).parent)!r}; make it first")
    except _NOWHERE as problem:
        raise _no_place(output, problem) from problem
    for path in folder.glob(f"*.{ending}"):
        if path.stem.isdecimal() and any(_is_same(path, source) for source in sources):
            raise UsageError(
                f"{str(path)!r} is what is read; an original stays as it is, name another folder"
            )
    return folder


def make(folder: Path) -> None:
    """Make a folder, where it is not there. Raises `Unreachable` where that cannot be done."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as problem:
        raise Unreachable(f"{str(folder)!r} could not be made: {problem.strerror}") from problem


def write(path: Path, data: bytes) -> None:
    """Write a file at once: whoever looks sees the old file or the whole new one.

    Raises `Unreachable` where that cannot be done; then nothing is left behind.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe or a device
            path.write_bytes(data)
            return
        write_whole(path, data, _mode_of(path))
    except OSError as problem:
        raise Unreachable(f"{str(path)!r} could not be written: {problem.strerror}") from problem


def _no_place(output: str, problem: OSError | RuntimeError | ValueError) -> UsageError:
    """What is said of a name that leads nowhere: round in a circle, or beyond what a name holds."""
    why = getattr(problem, "strerror", None) or "its links lead round in a circle"
    return UsageError(f"{output!r} is no place for a file: {why}")


def _mode_of(path: Path) -> int:
    """The permissions of the file that is there, or those that a new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _is_same(path: Path, source: str) -> bool:
    """Whether a path is that of a source."""
    try:
        return path.exists() and _is_file(path.stat(), source)
    except OSError:
        return False


def _is_file(about: os.stat_result, source: str) -> bool:
    """Whether a file is a source; standard input may be a file too."""
    try:
        read = os.fstat(sys.stdin.fileno()) if source == STDIN else Path(source).stat()
    except (OSError, ValueError):
        return False
    return os.path.samestat(about, read)
