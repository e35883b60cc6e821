"""Digests of source: what was compiled is current as long as what it was made from is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from fairlead.once import once

__all__ = ["add_files", "behind_head", "digest_of_rooms", "head_of", "headed"]

_ROOMS: Final = Path(__file__).parent.parent


def digest_of_rooms(*rooms: str) -> hashlib._Hash:
    """The SHA-256 of the source of some rooms of Fairlead, to which more may be added.

    >>> len(digest_of_rooms("bill").hexdigest())
    64
    """
    return hashlib.sha256(b"".join(map(_digest, rooms)))


def add_files(digest: hashlib._Hash, folder: Path, files: Iterable[Path]) -> None:
    """Adds files to a digest, each by its place in a folder and what it holds. Raises `OSError`."""
    for file in files:
        name = file.relative_to(folder).as_posix().encode()
        digest.update(name + b"\0" + hashlib.sha256(file.read_bytes()).digest())


def headed(key: str, source: str) -> str:
    """Source behind a line that states what it was made from and what it is.

    >>> behind_head("today", headed("today", "answer = 42"))
    'answer = 42'
    """
    return f"{head_of(key)}{hashlib.sha256(source.encode()).hexdigest()}\n{source}"


def head_of(key: str) -> str:
    """What the first line begins with of source that was made from what has this key."""
    return f"# {key} "


def behind_head(key: str, text: str) -> str | None:
    """The source behind its first line; None where that states another key, or other source.

    >>> behind_head("today", headed("today", "answer = 42") + "3") is None
    True
    """
    _, _, source = text.partition("\n")
    return source if text == headed(key, source) else None


@once
def _digest(room: str) -> bytes:
    digest = hashlib.sha256()
    folder = _ROOMS / room
    add_files(digest, folder, sorted(folder.rglob("*.py")))
    return digest.digest()
