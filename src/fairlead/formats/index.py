"""The index of the formats that Fairlead brings along: what their `format.toml` say, looked at.

It is `compiled-formats.py` of the folder of mappings, made with the compiled forms of these at
set-up and in the wheel, and taken only where it is current. So no conversion loads the words of a
`format.toml`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Final

from fairlead.compiled import CompiledForm
from fairlead.errors import MappingError
from fairlead.resources import find

__all__ = ["FILE", "declarations", "write"]

FILE: Final = "format.toml"
"""The file that makes a folder a format."""

_WORDS: Final = ("declared.py", "format.py", "kinds.py", "index.py")
"""Where the words of a `format.toml` stand, and what is written of them."""


def declarations() -> tuple[dict[str, Any], ...]:
    """What each format of ours says of itself, in order of folder; `folder` names that.

    Raises `MappingError` where one is wrong, or where a folder of a mapping says nothing of itself.
    """
    made = _made()
    said: tuple[dict[str, Any], ...] = made.module(lambda: _source(made.digest)).FORMATS
    return said


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
        digest.update((Path(__file__).parent / name).read_bytes())
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

    from fairlead.formats.declared import declared_in

    top = find("mappings")
    said = tuple(
        {"folder": folder.relative_to(top).as_posix(), **declared_in(folder)}
        for folder in _folders(top)
    )
    if not said:
        raise MappingError(f"there is no format in {top}")
    return (
        '"""What the formats say of themselves. Made by `fairlead mappings compile`."""\n\n'
        f"DIGEST = {digest!r}\n\n"
        f"FORMATS = {pprint.pformat(said, sort_dicts=False, width=100)}\n"
    )
