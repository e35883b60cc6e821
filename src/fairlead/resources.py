"""Where the data of Fairlead stands: `mappings/` and `schemas/`.

In a checkout they are folders at the top of the repository; in an installed wheel they lie inside
the package. Nobody else needs to know which.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fairlead.errors import MappingError

__all__ = ["find"]

_PACKAGE: Final = Path(__file__).resolve().parent


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


def _roots() -> tuple[Path, ...]:
    """The folders that may hold the data: the package itself, or the top of its checkout."""
    in_checkout = _PACKAGE.parent.name == "src"
    return (_PACKAGE.parents[1],) if in_checkout else (_PACKAGE,)


def _climbs(part: str) -> bool:
    return part == "" or Path(part).is_absolute() or ".." in Path(part).parts
