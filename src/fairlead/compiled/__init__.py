"""Python that Fairlead makes of its own data and source: made at set-up, and taken where current.

The functions of a mapping, and those that walk a Bill, are written out as Python, which costs more
to make than many conversions. So they are made when a checkout is set up and when a wheel is
built, and lie in files. The first line of each states the digest of all that it was made from, and
that of what follows the line. Where there is none with the digest of today, or it was changed since
it was written, it is made for this process, and the logger `fairlead` says so in a line.
"""

from __future__ import annotations

import importlib.util
import types
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

from msgspec import Struct

from fairlead.compiled import cache
from fairlead.compiled.digest import behind_head, head_of, headed
from fairlead.errors import UsageError
from fairlead.once import once
from fairlead.resources import write_whole

__all__ = ["CompiledForm", "run"]


class CompiledForm(Struct, frozen=True):
    """A file of Python that is made of something else, and is taken only where it is current."""

    what: str
    """What it is made of, for people: `the mapping dcsa/transport-document-3`."""
    file: Path
    digest: str
    """The digest of today of all that it is made from. The file states that of its own in its first
    line, and what is made states it as `DIGEST`."""

    def module(self, make: Callable[[], str], *, beside: bool = True) -> types.ModuleType:
        """The file as a module where it is current; else of what the cache has, or of what is made.

        With `beside` false the file is not looked at: it would be somebody else's. Raises what
        `make` raises.
        """
        if beside and self._is_current():
            try:
                module = _imported(self.file, self.digest)
            except _Changed:
                module = None
            if module and self.digest == module.DIGEST:  # the bytecode beside it may be older
                return module
        key = self.file.stem.replace("compiled", self.digest)
        source = cache.cached(key)
        if source is None:
            source = make()
            self._tell(_life(key, source, beside=beside), beside=beside)
        return run(source, self.file.as_posix())

    def write(self, make: Callable[[], str]) -> Path | None:
        """Makes the file where it is not current, with its bytecode; gives what it wrote.

        The bytecode is made even where Python is told to write none: without it every process
        would translate the source anew, which costs more than all else that it does.

        Raises `OSError` where nothing can be written, and what `make` raises.
        """
        import py_compile

        if self._is_whole() and Path(importlib.util.cache_from_source(str(self.file))).exists():
            return None
        write_whole(self.file, headed(self.digest, make()).encode(), 0o644)
        py_compile.compile(str(self.file), doraise=True)
        return self.file

    def _is_current(self) -> bool:
        """Whether the file is there and says that it was made from what has this digest.

        Whether it is as it was written is looked at where Python translates it, and not each time:
        bytecode is that of a file which was looked at.
        """
        try:
            with self.file.open("rb") as lines:
                return lines.readline().startswith(head_of(self.digest).encode())
        except OSError:
            return False

    def _is_whole(self) -> bool:
        """Whether the file is current, and as it was written."""
        try:
            return behind_head(self.digest, self.file.read_bytes().decode()) is not None
        except (OSError, UnicodeDecodeError):
            return False

    def _tell(self, life: str, *, beside: bool) -> None:
        """A line for people; where nobody set up logging, Python writes it to standard error."""
        import logging

        lacking = f"had no current {self.file.name}" if beside else "stands outside Fairlead"
        remedy = "; `fairlead mappings compile` makes the file" if beside else ""
        logging.getLogger("fairlead").warning(
            "fairlead: %s %s and was compiled in memory%s%s", self.what, lacking, life, remedy
        )


def run(source: str, name: str) -> types.ModuleType:
    """A module of source that Fairlead wrote."""
    module = types.ModuleType(f"fairlead compiled {name}")
    exec(compile(source, f"<{name}>", "exec"), module.__dict__)
    return module


class _Changed(Exception):
    """A file that was made is not as it was written."""


class _Loader(SourceFileLoader):
    """Loads a file that was made: it is translated only where it is as it was written."""

    def __init__(self, name: str, path: str, digest: str) -> None:
        super().__init__(name, path)
        self._digest = digest

    def source_to_code(self, data: Any, path: Any, **more: Any) -> types.CodeType:  # type: ignore[override]
        """The bytecode of the file. Python asks for it where that beside the file is not of it."""
        try:
            whole = behind_head(self._digest, bytes(data).decode()) is not None
        except UnicodeDecodeError:
            whole = False
        if not whole:
            raise _Changed(path)
        return super().source_to_code(data, path, **more)


@once
def _imported(file: Path, digest: str) -> types.ModuleType:
    """The file as a module; Python keeps its bytecode as it keeps that of any other.

    Raises `_Changed` where it is not as it was written.
    """
    name = f"fairlead_{file.parent.name}_{file.stem}"
    loader = _Loader(name, str(file), digest)
    module = types.ModuleType(name)
    module.__file__ = str(file)
    loader.exec_module(module)
    return module


def _life(key: str, source: str, *, beside: bool) -> str:
    """For how long what was compiled now will do, and what would make it last."""
    this = ", for this process only"
    try:
        kept = cache.keep(key, source)
    except UsageError as unfit:
        return f"{this}, as {cache.VARIABLE} is of no use: {unfit}"
    if kept:
        return f", and is kept in the folder of {cache.VARIABLE}"
    return this if beside else f"{this}; it is kept where {cache.VARIABLE} names a folder"
