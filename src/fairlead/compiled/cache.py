"""Compiled mappings in a folder of the user's: only where `FAIRLEAD_CACHE` names one.

What lies there is run. So the folder must be one into which nobody else can put anything: it and
every folder above it belong to the user or to root, no other user may write to them, and no step
of the way is a symbolic link. Of a shared folder with the sticky bit, such as `/tmp`, a folder
below may be used, as nobody can replace what belongs to another there.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from fairlead.compiled.digest import behind_head, headed
from fairlead.errors import UsageError
from fairlead.resources import others_write, write_whole

__all__ = ["VARIABLE", "cached", "keep"]

VARIABLE: Final = "FAIRLEAD_CACHE"
"""The environment variable that names the folder."""

_ROOT: Final = 0


def cached(key: str) -> str | None:
    """The source of a compiled mapping that was kept; None where the cache lacks it or is unfit.

    A file is taken only where it belongs to the user, nobody else may write to it, and its first
    line states this key and the digest of the rest of the file.
    """
    try:
        folder = _folder()
        if folder is None:
            return None
        with open(_file(folder, key), encoding="utf-8", newline="", opener=_opened) as file:
            state = os.fstat(file.fileno())
            source = behind_head(key, file.read())
    except (UsageError, OSError, UnicodeDecodeError):
        return None
    return source if _unfit(state) is None else None


def keep(key: str, source: str) -> bool:
    """Put the source of a compiled mapping into the cache; False where none is named.

    Raises `UsageError` where the folder is unfit, or cannot be written to.
    """
    folder = _folder()
    if folder is None:
        return False
    try:
        write_whole(_file(folder, key), headed(key, source).encode(), 0o600)
    except OSError as problem:
        raise UsageError(f"it cannot be written to: {problem.strerror}") from problem
    return True


def _opened(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW)


def _file(folder: Path, key: str) -> Path:
    return folder / f"{key}.py"


def _folder() -> Path | None:
    """The folder that is named, where one is. Raises `UsageError` where it is not fit."""
    named = os.environ.get(VARIABLE)
    if not named:
        return None
    if not hasattr(os, "geteuid"):
        raise UsageError("this platform does not tell who may write to a folder")
    folder = Path(named)
    if not folder.is_absolute() or ".." in folder.parts:
        raise UsageError("it must be named from the root, without '..'")
    for place in (folder, *folder.parents):
        try:
            state = place.lstat()
        except OSError as problem:
            raise UsageError(f"{str(place)!r} cannot be looked at: {problem.strerror}") from problem
        why = _unfit(state, above=place != folder)
        if why is None and not stat.S_ISDIR(state.st_mode):
            why = "is no folder"
        if why is not None:
            raise UsageError(f"{str(place)!r} {why}")
    return folder


def _unfit(state: os.stat_result, *, above: bool = False) -> str | None:
    """Why what has this state could hold what another put there; None where it could not.

    What stands above the folder may be root's, and may be shared where the sticky bit is set.
    """
    if stat.S_ISLNK(state.st_mode):
        return "is a symbolic link"
    if state.st_uid != os.geteuid() and not (above and state.st_uid == _ROOT):
        return "belongs to another user"
    if others_write(state) and not (above and state.st_mode & stat.S_ISVTX):
        return f"can be written to by others (mode {stat.S_IMODE(state.st_mode):04o})"
    return None
