"""What is remembered between two calls: the newest version of each trust list that was used.

A list of a lower version is refused afterwards, so that nobody brings back a key that was taken
off it. It is the only thing that Fairlead remembers, in `trust-lists.json` of its state folder
(`FAIRLEAD_STATE`, else `XDG_STATE_HOME/fairlead`, else `~/.local/state/fairlead`).
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fairlead.cli import streams, writing
from fairlead.errors import Refused, Unreachable, UsageError

if TYPE_CHECKING:
    from fairlead.gateway.vouch.anchors import Seen

_NAME: Final = "trust-lists.json"
_FORGOTTEN: Final = (
    "fairlead: note: the version of the trust list could not be remembered, so an older one would "
    "be taken the next time; see FAIRLEAD_STATE"
)


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
    from fairlead.syntax.json import read

    try:
        file = _folder() / _NAME
    except RuntimeError:
        return {}  # there is no home that it could be in
    try:
        said: Any = read(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as problem:
        raise UsageError(
            f"{str(file)!r} cannot be read: {problem.strerror}; it says which trust lists were used"
        ) from problem
    except Refused:
        said = None
    if not isinstance(said, dict) or not all(_is_one(one) for one in said.values()):
        raise UsageError(f"{str(file)!r} is damaged; it says which trust lists were used")
    return said


def _is_one(said: Any) -> bool:
    """Whether this is what is remembered of a list."""
    if not isinstance(said, dict) or said.keys() != {"version", "sha256"}:
        return False
    return type(said["version"]) is int and isinstance(said["sha256"], str)


def _folder() -> Path:
    asked = os.environ.get("FAIRLEAD_STATE")
    if asked:
        return Path(asked)
    above = os.environ.get("XDG_STATE_HOME")
    return (Path(above) if above else Path.home() / ".local" / "state") / "fairlead"
