"""The files of a schema: those in its folder, and no others.

A schema is published as one file or as several that refer to each other. Whatever a file names is
looked for inside the folder of the schema: a name that climbs out of it, an absolute path and a
link to a file outside of it are mistakes in the schema.
"""

from __future__ import annotations

import os
import posixpath
import stat
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from fairlead.errors import MappingError
from fairlead.resources import is_source

__all__ = ["Folder"]

_MOST_FILES: Final = 1_000
"""UBL, the largest publication that we know, has 110."""
_MOST_SEEN: Final = 10_000
"""So many files are looked at for those of a schema."""
_MOST_BYTES: Final = 20_000_000
"""Of all files that are read. The largest that we know, UN/CEFACT's, has under 2,000,000."""


class Folder:
    """The folder of one schema; it counts what was read from it.

    >>> from fairlead.resources import find
    >>> folder = Folder(find("schemas", "uncefact", "bill-of-lading-xml"))
    >>> folder.beside("schema.xsd", "ram.xsd"), folder.holds("ram.xsd")
    ('ram.xsd', True)
    """

    def __init__(self, path: Path) -> None:
        self.path: Final = path
        self._files = 0
        self._bytes = 0

    def beside(self, name: str, other: str) -> str:
        """The name of a file from the folder downward, as another names it by a relative URI.

        Raises `MappingError` if it does not lie in the folder.

        >>> Folder(Path("efti")).beside("types/common.xsd", "../codes/codes.xsd")
        'codes/codes.xsd'
        >>> Folder(Path("efti")).beside("schema.xsd", "../codes.xsd")
        Traceback (most recent call last):
        fairlead.errors.MappingError: efti/schema.xsd names ../codes.xsd, which leaves its folder
        """
        plain = unquote(other)
        found = posixpath.normpath(posixpath.join(posixpath.dirname(name), plain))
        odd = not plain.isprintable() or "\\" in plain or ":" in plain
        if odd or plain.startswith("/") or found.split("/")[0] == "..":
            raise MappingError(f"{self.path / name} names {other}, which leaves its folder")
        return found

    def holds(self, name: str) -> bool:
        """Whether there is a file of this name."""
        return self.path.joinpath(name).is_file()

    def read(self, name: str) -> bytes:
        """The bytes of a file, named from the folder downward.

        Raises `MappingError` if it cannot be read, is a link to a file outside of the folder, or
        if more was read from the folder than any schema has.
        """
        path = self.path / name
        try:
            real = path.resolve(strict=True)
            about = real.stat()
            wrong = self._wrong(real, about)
            if wrong is None:
                return real.read_bytes()
        except (OSError, ValueError, RuntimeError) as why:
            wrong = str(why)
        raise MappingError(f"the schema {path} cannot be read: {wrong}")

    def _wrong(self, real: Path, about: os.stat_result) -> str | None:
        """Why a file is not read; what is read is counted."""
        home = self.path.resolve()
        if not real.is_relative_to(home):
            return "it is a link that leaves its folder"
        if not is_source(real.relative_to(home)):
            return "it is an example, or was made by Fairlead, and is no part of a schema"
        if not stat.S_ISREG(about.st_mode):
            return "it is no file"
        self._files += 1
        self._bytes += about.st_size
        if self._files > _MOST_FILES or self._bytes > _MOST_BYTES:
            return f"it is of more than {_MOST_FILES} files, or more than {_MOST_BYTES} bytes"
        return None

    def names(self, suffix: str) -> list[str]:
        """The names of all files with this suffix in the folder and below, in order.

        Raises `MappingError` if the folder holds more files than any schema has.
        """
        found: list[str] = []
        seen = 0
        for place, folders, files in os.walk(self.path):
            here = Path(place).relative_to(self.path)
            folders[:] = [one for one in folders if is_source(here / one)]
            seen += len(folders) + len(files)
            names = [here / file for file in files if file.endswith(suffix)]
            found += [name.as_posix() for name in names if is_source(name)]
            if seen > _MOST_SEEN or len(found) > _MOST_FILES:
                most = _MOST_SEEN if seen > _MOST_SEEN else _MOST_FILES
                holds = f"the folder {self.path} holds more than {most} files"
                raise MappingError(f"{holds}; let the schema have a folder of its own")
        return sorted(found)
