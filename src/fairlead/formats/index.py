"""The index of the formats that Fairlead brings along: what their `format.toml` say, looked at.

It is `compiled-formats.py` of the folder of mappings, made with the compiled forms of these at
set-up and in the wheel, and taken only where it is current. So no conversion loads the words of a
`format.toml`, nor those of what messages of UN/EDIFACT may say otherwise: habits and carriers.
"""

from __future__ import annotations

import hashlib
import types
from pathlib import Path
from typing import Any, Final

from fairlead.compiled import CompiledForm
from fairlead.errors import MappingError
from fairlead.resources import find

__all__ = ["CARRIERS", "FILE", "HABITS", "carriers", "declarations", "habits", "write"]

FILE: Final = "format.toml"
"""The file that makes a folder a format."""

HABITS: Final = "unece/habits.toml"
"""Where messages of UN/EDIFACT may say the same elsewhere, below the mappings."""

CARRIERS: Final = "unece/carriers.toml"
"""What carriers write otherwise than a directory has it."""

_WORDS: Final = (
    "formats/declared.py", "formats/format.py", "formats/kinds.py", "formats/index.py",
    "formats/carriers.py", "lens/language/beside.py",
)  # fmt: skip
"""Where the words of these files stand, and what is written of them."""


def declarations() -> tuple[dict[str, Any], ...]:
    """What each format of ours says of itself, in order of folder; `folder` names that.

    Raises `MappingError` where one is wrong, or where a folder of a mapping says nothing of itself.
    """
    said: tuple[dict[str, Any], ...] = _module().FORMATS
    return said


def habits() -> dict[str, Any]:
    """What `habits.toml` says. Raises `MappingError` where it is wrong."""
    said: dict[str, Any] = _module().HABITS
    return said


def carriers() -> dict[str, Any]:
    """What `carriers.toml` says. Raises `MappingError` where it is wrong."""
    said: dict[str, Any] = _module().CARRIERS
    return said


def _module() -> types.ModuleType:
    made = _made()
    return made.module(lambda: _source(made.digest))


def write() -> Path | None:
    """Makes the index where it is not current; gives the file that it wrote.

    Raises `MappingError` where a format is wrong, and `OSError` where nothing can be written.
    """
    made = _made()
    return made.write(lambda: _source(made.digest))


def _made() -> CompiledForm:
    top = find("mappings")
    digest = hashlib.sha256()
    for name in _WORDS:
        digest.update((Path(__file__).parents[1] / name).read_bytes())
    for name in (HABITS, CARRIERS):
        digest.update((top / name).read_bytes())
    for folder in _folders(top):
        file = folder / FILE
        said = file.read_bytes() if file.exists() else b""
        place = folder.relative_to(top).as_posix().encode()
        digest.update(place + b"\0" + hashlib.sha256(said).digest())
    return CompiledForm("the list of formats", top / "compiled-formats.py", digest.hexdigest())


def _folders(top: Path) -> list[Path]:
    """The folders that are formats, or should be, in order of name."""
    files = (*top.glob("*/*/mapping.toml"), *top.glob(f"*/*/{FILE}"))
    return sorted({file.parent for file in files})


def _source(digest: str) -> str:
    import pprint

    from fairlead.formats.carriers import CarriersFile
    from fairlead.formats.declared import declared_in
    from fairlead.lens.language.beside import HabitsFile
    from fairlead.lens.language.reading import plain, read_tables

    top = find("mappings")
    said = tuple(
        {"folder": folder.relative_to(top).as_posix(), **declared_in(folder)}
        for folder in _folders(top)
    )
    if not said:
        raise MappingError(f"there is no format in {top}")
    elsewhere = plain(read_tables(top / HABITS, HabitsFile))
    otherwise = plain(read_tables(top / CARRIERS, CarriersFile))
    return (
        '"""What the formats say of themselves. Made by `fairlead mappings compile`."""\n\n'
        f"DIGEST = {digest!r}\n\n"
        + "\n".join(
            f"{name} = {pprint.pformat(one, sort_dicts=False, width=100)}\n"
            for name, one in (("FORMATS", said), ("HABITS", elsewhere), ("CARRIERS", otherwise))
        )
    )
