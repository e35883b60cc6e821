"""The mappings that a mapping builds on: by what name, where they lie, which there may be."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from fairlead.errors import MappingError, likely
from fairlead.resources import find

__all__ = ["WORDS", "mapping_named", "mappings_around", "with_bases"]

WORDS: Final = "words.toml"
"""Where the patterns stand that all mappings share."""

_NAME: Final = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)
"""How a mapping names another: owner and version, so that no name climbs out of the mappings."""

_QUOTED: Final = re.compile(rb"""["'](%b)["']""" % _NAME.pattern.encode())


def mappings_around(folder: Path) -> Path:
    """The folder of the mappings that a mapping may build on, with the words that all share.

    That is the one it stands in, or ours where it stands alone.
    """
    around = folder.parent.parent
    return around if (around / WORDS).is_file() else find("mappings")


def mapping_named(folder: Path, name: str) -> Path:
    """The folder of a mapping that the mapping in a folder builds on.

    Raises `MappingError` for anything but `owner/version`, and where there is no such mapping.
    """
    if not _NAME.fullmatch(name):
        raise MappingError(f"{name!r} is no mapping; one is owner/version")
    around = mappings_around(folder)
    if not (around / name / "mapping.toml").is_file():
        known = ["/".join(one.parts[-3:-1]) for one in around.glob("*/*/mapping.toml")]
        raise MappingError(f"there is no mapping {name} in {around}{likely(name, known)}")
    return around / name


def with_bases(folder: Path) -> list[Path]:
    """The folder of a mapping, and that of every mapping which it may build on.

    A name that stands in quotes anywhere in a `mapping.toml` counts, wherever it stands: so nothing
    has to be understood, and no base is left out. What is read is compared with this list.
    Raises `OSError` where a file cannot be read.
    """
    folders = [folder]
    for one in folders:
        around = mappings_around(one)
        owners = {place.name for place in around.iterdir()}
        names = {name.decode() for name in _QUOTED.findall((one / "mapping.toml").read_bytes())}
        named = [around / name for name in sorted(names) if name.partition("/")[0] in owners]
        found = [other for other in named if (other / "mapping.toml").is_file()]
        folders += [other for other in found if other not in folders]
    return folders
