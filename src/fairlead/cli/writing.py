"""Writing a result to a file: all of it or nothing, and never over its own source."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Final

from fairlead.errors import Unreachable, UsageError

ENDINGS: Final = {"json": "json", "xml": "xml", "edifact": "edi"}
"""How the names of files end that hold a syntax."""


def place_for(output: str, sources: tuple[str, ...]) -> Path:
    """Where a result will stand; asked before anything is converted.

    Raises `UsageError` if it cannot stand there, or if that is where a source stands.
    """
    path = Path(output).resolve()
    if path.is_dir():
        raise UsageError(f"{output!r} is a folder; name a file in it with --output")
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {str(Path(output).parent)!r}; make it first")
    if any(_is_same(path, source) for source in sources):
        raise UsageError(
            f"{output!r} is what is read; an original stays as it is, name another file"
        )
    return path


def folder_for(output: str, ending: str, sources: tuple[str, ...]) -> Path:
    """The folder in which numbered results will stand; asked before anything is converted.

    It need not be there yet, but the folder around it must. Raises `UsageError` if it cannot be,
    or if a source stands where a result would.
    """
    folder = Path(output).resolve()
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{output!r} is a file; name a folder for the messages with --output")
    if not folder.parent.is_dir():
        raise UsageError(f"there is no folder {str(Path(output).parent)!r}; make it first")
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
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(_mode_of(path))
            Path(name).replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as problem:
        raise Unreachable(f"{str(path)!r} could not be written: {problem.strerror}") from problem


def _mode_of(path: Path) -> int:
    """The permissions of the file that is there, or those that a new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _is_same(path: Path, source: str) -> bool:
    try:
        return path.exists() and path.samefile(source)
    except OSError:
        return False
