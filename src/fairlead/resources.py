"""Where the data of Fairlead stands, `mappings/` and `schemas/`; and how a file is written whole.

In a checkout they are folders at the top of the repository; in an installed wheel they lie inside
the package. Nobody else needs to know which.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

from fairlead.errors import MappingError

__all__ = ["files_below", "find", "placed", "write_whole"]

_PACKAGE: Final = Path(__file__).resolve().parent

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def find(*parts: str) -> Path:
    """The path of a file or folder of ours, named from `mappings` or `schemas` downward.

    Raises `MappingError` if there is none, or if a part would climb out of the folder.

    >>> find("schemas", "dcsa", "transport-document-3", "schema.json").name
    'schema.json'
    >>> find("schemas", "..", "pyproject.toml")
    Traceback (most recent call last):
    fairlead.errors.MappingError: there is no schemas/../pyproject.toml
    """
    if parts and not any(_climbs(part) for part in parts):
        for root in _roots():
            path = root.joinpath(*parts)
            if path.exists():
                return path
    raise MappingError(f"there is no {'/'.join(parts)}")


def placed(top: str, folder: str | Path) -> Path:
    """The path of a folder that is ours, named below `top`, or of one that stands elsewhere.

    Raises `MappingError` if there is none of ours by that name.

    >>> placed("schemas", "dcsa/transport-document-3").name
    'transport-document-3'
    """
    return folder if isinstance(folder, Path) else find(top, *folder.split("/"))


def files_below(folder: Path) -> list[Path]:
    """Every file in a folder and in those below it, in order, without the examples in `vectors`.

    >>> [file.name for file in files_below(find("schemas", "openebl", "pack-1"))]
    ['schema.json']
    """
    found = (file for file in folder.rglob("*") if file.is_file())
    return sorted(file for file in found if file.relative_to(folder).parts[0] != "vectors")


def write_whole(path: Path, data: bytes, mode: int) -> None:
    """Write a file with these permissions: whoever looks sees the old file or the whole new one.

    Raises `OSError` where that cannot be done; then nothing is left behind.
    """
    import secrets

    scrap = path.with_name(f".fairlead-{secrets.token_hex(8)}")
    try:  # its name is known before it is there: whatever comes in between, nothing stays
        with os.fdopen(os.open(scrap, _NEW, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        scrap.chmod(mode)
        scrap.replace(path)
    finally:
        with contextlib.suppress(OSError):
            scrap.unlink()


def _roots() -> tuple[Path, ...]:
    """The folders that may hold the data: the package itself, or the top of its checkout."""
    in_checkout = _PACKAGE.parent.name == "src"
    return (_PACKAGE.parents[1],) if in_checkout else (_PACKAGE,)


def _climbs(part: str) -> bool:
    return part == "" or Path(part).is_absolute() or ".." in Path(part).parts
