"""The digest of everything that the compiled form of a mapping depends on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from fairlead.compiled.digest import add_files, digest_of_rooms
from fairlead.errors import MappingError
from fairlead.resources import files_below, find

__all__ = ["WORDS", "digest_of", "mapping_named", "mappings_around"]

WORDS: Final = "words.toml"
"""Where the patterns stand that all mappings share."""

_OTHERS: Final = re.compile(rb'(?m)^(?:include *= *\{ *mapping|lists|like) *= *"([^"/]+/[^"/]+)"')
"""The mappings that a mapping builds on, by folder; parts of its own are named without a slash."""


_NAME: Final = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)
"""How a mapping names another: owner and version, so that no name climbs out of the mappings."""


def mappings_around(folder: Path) -> Path:
    """The folder of the mappings that a mapping may build on, with the words that all share.

    That is the one it stands in, or ours where it stands alone.
    """
    around = folder.parent.parent
    return around if (around / WORDS).is_file() else find("mappings")


def mapping_named(folder: Path, name: str) -> Path:
    """The folder of a mapping that the mapping in a folder builds on.

    Raises `MappingError` for anything but `owner/version`.
    """
    if not _NAME.fullmatch(name):
        raise MappingError(f"{folder.name}: {name!r} is no mapping; one is owner/version")
    return mappings_around(folder) / name


def digest_of(folder: Path) -> str:
    """The SHA-256, in lower-case hex, of a mapping and of the language that it is written in.

    That is every file of the mapping and of the mappings that it builds on, a schema that lies
    beside it, the words that all mappings share, and the source of the rooms `lens` and `bill`.
    Raises `MappingError` where a file cannot be read.
    """
    try:
        digest = digest_of_rooms("lens", "bill")
        add_files(digest, [mappings_around(folder) / WORDS, *_files(folder)])
    except OSError as problem:
        raise MappingError(f"the mapping {folder.name} cannot be read: {problem}") from problem
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """Every file that says something of a mapping, those of the mappings below it included."""
    folders = [folder]
    for one in folders:
        yield from sorted(one.glob("*.toml"))
        yield from sorted(one.glob("*.csv"))
        yield from (file for file in files_below(one) if file.suffix in (".json", ".xsd"))
        others = _OTHERS.findall((one / "mapping.toml").read_bytes())
        below = (mapping_named(folder, name.decode()) for name in others)
        folders += [other for other in below if other not in folders]
