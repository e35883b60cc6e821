"""What is remembered between two calls: the newest version of each trust list that was used.

A list of a lower version is refused afterwards, so that nobody brings back a key that was taken
off it. It is the only thing that Fairlead remembers, in `trust-lists.json` of its state folder
(`--state`, else `FAIRLEAD_STATE`, else `XDG_STATE_HOME/fairlead`, else `~/.local/state/fairlead`).
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from fairlead.cli import streams, writing
from fairlead.errors import Refused, Unreachable, UsageError

if TYPE_CHECKING:
    from fairlead.gateway.vouch.anchors import Seen

_STATE: Final = "fairlead.state"
"""Under which name a command keeps the folder that was named."""
_NAME: Final = "trust-lists.json"
_FORGOTTEN: Final = (
    "fairlead: note: the version of the trust list could not be remembered, so an older one would "
    "be taken the next time; see FAIRLEAD_STATE"
)


def in_folder(context: Any, _: Any, folder: str | None) -> None:
    """What is remembered stands in that folder, for this call of a command.

    Raises `UsageError` where none can stand there.
    """
    if folder is None:
        return
    try:
        if not Path(folder).resolve().parent.is_dir():
            raise UsageError(f"there is no folder {str(Path(folder).parent)!r}; make it first")
    except (OSError, RuntimeError, ValueError) as problem:
        raise UsageError(f"{folder!r} is no place for a folder") from problem
    context.meta[_STATE] = folder


def place() -> Path | None:
    """The file of what is remembered; None where there is no home that it could be in."""
    try:
        return _folder() / _NAME
    except RuntimeError:
        return None


def everything() -> dict[str, Seen]:
    """The newest version of every list that was used, by the thumbprint of its root and its name.

    Raises `UsageError` where what was remembered cannot be read.
    """
    from fairlead.gateway.vouch.anchors import Seen

    return {name: Seen(**one) for name, one in sorted(_read().items())}


def carried(data: bytes) -> dict[str, Seen]:
    """What a file says that another machine remembers. Raises `UsageError` where it says none."""
    from fairlead.gateway.vouch.anchors import Seen

    said = _said(data)
    if said is None:
        raise UsageError("this is nothing that `fairlead state export` wrote")
    return {name: Seen(**one) for name, one in sorted(said.items())}


def merge(others: Mapping[str, Seen]) -> list[str]:
    """Remember what another machine does, of each list the newer version; gives what was new.

    Raises `UsageError` where both know another list of one version, and `Unreachable` where it
    cannot be written.
    """
    from fairlead.syntax.json import write

    try:
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            known = _read()
            new = [name for name, one in others.items() if _is_newer(known.get(name), name, one)]
            known |= {name: _one(others[name]) for name in new}
            writing.write(folder / _NAME, write(known, indent=2))
    except (OSError, RuntimeError) as problem:
        why = getattr(problem, "strerror", None) or "there is no folder for it"
        raise Unreachable(f"nothing could be remembered: {why}") from problem
    return new


def _is_newer(here: Any, name: str, other: Seen) -> bool:
    """Whether another machine saw a later version. Raises `UsageError` for another of the same."""
    if here is None:
        return True
    if here["version"] == other.version and here["sha256"] != other.sha256:
        raise UsageError(
            f"two lists of version {other.version} are remembered for {name.partition(' ')[2]!r}: "
            "whoever signs two tells two people two things; nothing was taken over"
        )
    return bool(here["version"] < other.version)


def _one(seen: Seen) -> dict[str, Any]:
    return {"version": seen.version, "sha256": seen.sha256}


def seen(root: str, name: str) -> Seen:
    """The newest version of a list that was used, and its digest.

    Raises `UsageError` where what was remembered cannot be read: then it is not known.
    """
    from fairlead.gateway.vouch.anchors import Seen

    return Seen(**_read().get(_key(root, name), {}))


def remember(root: str, name: str, version: int, digest: str) -> None:
    """Remember that a version was used. What cannot be remembered is told, and nothing more."""
    if seen(root, name).version >= version:
        return
    from fairlead.syntax.json import write

    try:
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            known = _read()
            if known.get(_key(root, name), {"version": 0})["version"] < version:
                known[_key(root, name)] = {"version": version, "sha256": digest}
            writing.write(folder / _NAME, write(known, indent=2))
    except (OSError, RuntimeError, Unreachable):
        streams.tell(_FORGOTTEN)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else remembers meanwhile, so that no version is forgotten again by another call."""
    with (folder / f"{_NAME}.lock").open("wb") as file:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _key(root: str, name: str) -> str:
    return f"{root} {name}"


def _read() -> dict[str, Any]:
    try:
        file = _folder() / _NAME
    except RuntimeError:
        return {}  # there is no home that it could be in
    try:
        said = _said(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as problem:
        raise UsageError(
            f"{str(file)!r} cannot be read: {problem.strerror}; it says which trust lists were used"
        ) from problem
    if said is None:
        raise UsageError(f"{str(file)!r} is damaged; it says which trust lists were used")
    return said


def _said(data: bytes) -> dict[str, Any] | None:
    """What is remembered, as a file says it; None where it says something else."""
    from fairlead.syntax.json import read

    try:
        said: Any = read(data)
    except Refused:
        return None
    if not isinstance(said, dict) or not all(_is_one(one) for one in said.values()):
        return None
    return said


def _is_one(said: Any) -> bool:
    """Whether this is what is remembered of a list."""
    if not isinstance(said, dict) or said.keys() != {"version", "sha256"}:
        return False
    return type(said["version"]) is int and isinstance(said["sha256"], str)


def _folder() -> Path:
    context = click.get_current_context(silent=True)
    asked = (context and context.find_root().meta.get(_STATE)) or os.environ.get("FAIRLEAD_STATE")
    if asked:
        return Path(asked)
    above = os.environ.get("XDG_STATE_HOME")
    return (Path(above) if above else Path.home() / ".local" / "state") / "fairlead"
