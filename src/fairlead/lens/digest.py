"""The digest of everything that the compiled form of a mapping depends on."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import fairlead.bill
from fairlead.errors import MappingError
from fairlead.once import once

__all__ = ["WORDS", "digest_of"]

WORDS: Final = "words.toml"
"""Where the patterns stand that all mappings share."""

_OTHERS: Final = re.compile(rb'(?m)^(?:include *= *\{ *mapping|lists|like) *= *"([^"/]+/[^"/]+)"')
"""The mappings that a mapping builds on, by folder; parts of its own are named without a slash."""


def digest_of(folder: Path) -> str:
    """The SHA-256, in lower-case hex, of a mapping and of the language that it is written in.

    That is every file of the mapping and of the mappings that it builds on, the words that all
    mappings share, and the source of the rooms `lens` and `bill`. Raises `MappingError` where a
    file cannot be read.
    """
    try:
        digest = hashlib.sha256(_language())
        _add(digest, [folder.parent.parent / WORDS, *_files(folder)])
    except OSError as problem:
        raise MappingError(f"the mapping {folder.name} cannot be read: {problem}") from problem
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """Every file that says something of a mapping, those of the mappings below it included."""
    folders = [folder]
    for one in folders:
        yield from sorted(one.glob("*.toml"))
        yield from sorted(one.glob("*.csv"))
        others = _OTHERS.findall((one / "mapping.toml").read_bytes())
        below = (one.parent.parent / name.decode() for name in others)
        folders += [other for other in below if other not in folders]


@once
def _language() -> bytes:
    """The digest of the source that reads a mapping, compiles it, and holds what it speaks of."""
    digest = hashlib.sha256()
    for room in (Path(__file__), Path(fairlead.bill.__file__)):
        _add(digest, sorted(room.parent.rglob("*.py")))
    return digest.digest()


def _add(digest: hashlib._Hash, files: Iterable[Path]) -> None:
    for file in files:
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
