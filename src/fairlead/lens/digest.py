"""The digest of everything that the compiled form of a mapping depends on."""

from __future__ import annotations

import hashlib
from pathlib import Path

from fairlead.compiled.digest import add_files, digest_of_rooms
from fairlead.errors import MappingError
from fairlead.lens.bases import WORDS, mappings_around, with_bases
from fairlead.resources import files_below, name_of

__all__ = ["digest_of"]


def digest_of(folder: Path) -> str:
    """The SHA-256, in lower-case hex, of a mapping and of the language that it is written in.

    That is every file in the folder of the mapping, with a schema that lies there, and in those of
    the mappings that it may build on; the words that all mappings share; and the source of the
    rooms `lens` and `bill`. Examples and what is made of the files do not count.
    Raises `MappingError` where a file cannot be read.
    """
    try:
        digest = digest_of_rooms("lens", "bill")
        around = mappings_around(folder)
        add_files(digest, around, [around / WORDS])
        for one in with_bases(folder):
            files = hashlib.sha256()
            add_files(files, one, files_below(one))
            digest.update(files.digest())
    except OSError as problem:
        file = problem.filename and name_of(Path(problem.filename))
        says = f"{file or folder.name} cannot be read: {problem.strerror}"
        raise MappingError(says) from problem
    return digest.hexdigest()
