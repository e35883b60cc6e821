"""What a conversion was made with: ids and digests of mappings, schemas and rulebook."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from fairlead.formats import Format
from fairlead.lens.digest import digest_of
from fairlead.once import once
from fairlead.resources import files_below, find, placed
from fairlead.rules import rulebook_json
from fairlead.syntax.json import canonical

__all__ = ["is_ours", "made_with", "sha256"]


def sha256(data: bytes) -> str:
    """SHA-256 in lower-case hex.

    >>> sha256(b"")[:16]
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(data).hexdigest()


@once
def made_with(source: Format, target: Format) -> dict[str, Any]:
    """The mappings, schemas and rulebook of a conversion, each with its digest.

    >>> from fairlead.formats import named
    >>> sorted(made_with(named("dcsa"), named("un-json")))
    ['mappings', 'rulebook', 'schemas']
    """
    both = list(dict.fromkeys((source, target)))
    return {
        "mappings": [{"id": one.id, "sha256": digest_of(one.place)} for one in both],
        "schemas": [{"id": _schema_of(one), "sha256": _digest_of_schema(one)} for one in both],
        "rulebook": {"sha256": sha256(canonical(rulebook_json()))},
    }


def is_ours(one: Format) -> bool:
    """Whether a format is part of Fairlead, so that a version of it has one digest.

    >>> from fairlead.formats import named
    >>> is_ours(named("dcsa"))
    True
    """
    return one.place.is_relative_to(find("mappings"))


def _schema_of(one: Format) -> str:
    """The name of a schema; one that lies beside the mapping goes by the id of the format."""
    return one.wire.folder if isinstance(one.wire.folder, str) else one.id


def _digest_of_schema(one: Format) -> str:
    """The digest of every file that says what a wire may hold."""
    return _of_files(placed("schemas", one.wire.folder))


def _of_files(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in files_below(folder):
        if file.suffix != ".md":
            name = file.relative_to(folder).as_posix()
            digest.update(b"%b\0%b\0" % (name.encode(), sha256(file.read_bytes()).encode()))
    return digest.hexdigest()
