"""Reading what a command names: files and standard input, never more of them than is allowed."""

from __future__ import annotations

import errno
import os
import stat
import sys
from typing import IO, Any, Final

from fairlead.errors import FairleadError, Refused, Unreachable, UsageError, nearest
from fairlead.faults import Report, fault

STDIN: Final = "-"
"""The name of standard input on a command line."""

MOST: Final = 10_000_000
"""Bytes of a document, where nothing else is asked for."""


_PART: Final = 1 << 20
"""Bytes that are read at once, however many are allowed."""


def read(name: str, most: int = MOST) -> bytes:
    """The bytes of a file, or of standard input.

    Raises `Refused` if there are more than `most`, found out before they are read, `UsageError` if
    the name is no readable file, `Unreachable` if reading it failed.
    """
    if name == STDIN:
        return _at_most(sys.stdin.buffer, most)
    try:
        with open(name, "rb") as file:  # noqa: PTH123 - a name as it was typed, not a path to work on
            about = os.fstat(file.fileno())
            if stat.S_ISREG(about.st_mode) and about.st_size > most:
                raise _too_large(most)
            return _at_most(file, most)
    except (OSError, ValueError) as problem:
        raise _unreadable(name, problem) from problem


def look_at(name: str) -> None:
    """Find out, without opening it, whether a name is that of a readable file.

    Raises `UsageError` where it is not; standard input is left for whoever reads it.
    """
    if name == STDIN:
        return
    try:
        if stat.S_ISDIR(os.stat(name).st_mode):  # noqa: PTH116 - a name as it was typed
            raise IsADirectoryError
        if not os.access(name, os.R_OK):
            raise PermissionError
    except (OSError, ValueError) as problem:
        raise _unreadable(name, problem) from problem


def read_supplement(name: str, most: int = MOST) -> dict[str, Any]:
    """The canonical JSON in a supplement file. Raises `UsageError` where there is none."""
    from fairlead.bill import from_canonical
    from fairlead.syntax import json as json_syntax

    try:
        said = json_syntax.read(read(name, most))
    except Refused as problem:
        first = problem.report.faults[0]
        where = f" ({first.at.wire})" if first.at.wire else ""
        raise UsageError(f"the supplement {name!r} cannot be read: {first.says}{where}") from None
    if not isinstance(said, dict):
        raise UsageError(f"the supplement {name!r} is no JSON object with members of a Bill")
    try:
        from_canonical(said)
    except UsageError as problem:
        known = "the names that a Bill knows are those of `fairlead mappings show dcsa`"
        raise UsageError(f"the supplement {name!r} cannot be used: {problem}; {known}") from None
    return said


def _at_most(file: IO[bytes], most: int) -> bytes:
    parts, left = [], most + 1
    while left > 0 and (part := file.read(min(left, _PART))):
        parts.append(part)
        left -= len(part)
    if left <= 0:
        raise _too_large(most)
    return b"".join(parts)


def _too_large(most: int) -> Refused:
    says = f"the input is larger than {most} bytes, the limit"
    return Refused(Report((fault("READ-001", wire="", says=says),)))


def _unreadable(name: str, problem: OSError | ValueError) -> FairleadError:
    if isinstance(problem, FileNotFoundError | NotADirectoryError | ValueError):
        return UsageError(f"there is no file {name!r}{_guess(name)}")
    if isinstance(problem, IsADirectoryError):
        return UsageError(f"{name!r} is a folder; name a file in it")
    if isinstance(problem, PermissionError):
        return UsageError(f"{name!r} may not be read; look at its permissions")
    if problem.errno in {errno.ELOOP, errno.ENAMETOOLONG}:
        return UsageError(f"{name!r} is no file that can be read: {problem.strerror}")
    return Unreachable(f"{name!r} could not be read: {problem.strerror}")


def _guess(name: str) -> str:
    """The file beside it that was likely meant."""
    folder, wanted = os.path.split(name)
    try:
        beside = os.listdir(folder or ".")  # noqa: PTH208 - the names are wanted as they would be typed
    except (OSError, ValueError):
        return f"; there is no folder {folder!r} either" if folder else ""
    near = nearest(wanted, beside)
    return f"; did you mean {os.path.join(folder, near)!r}?" if near else ""  # noqa: PTH118
