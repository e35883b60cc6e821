"""Digests of source: what was compiled is current as long as what it was made from is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from fairlead.once import once

__all__ = ["add_files", "digest_of_rooms"]

_ROOMS: Final = Path(__file__).parent.parent


def digest_of_rooms(*rooms: str) -> hashlib._Hash:
    """The SHA-256 of the source of some rooms of Fairlead, to which more may be added.

    >>> len(digest_of_rooms("bill").hexdigest())
    64
    """
    return hashlib.sha256(b"".join(map(_digest, rooms)))


def add_files(digest: hashlib._Hash, files: Iterable[Path]) -> None:
    """Adds files to a digest, each by its name and by what it holds. Raises `OSError`."""
    for file in files:
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())


@once
def _digest(room: str) -> bytes:
    digest = hashlib.sha256()
    add_files(digest, sorted(_ROOMS.joinpath(room).rglob("*.py")))
    return digest.digest()
