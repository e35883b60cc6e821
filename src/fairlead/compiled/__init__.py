"""Python that Fairlead makes of its own data and source: made at set-up, and taken where current.

The functions of a mapping, and those that walk a Bill, are written out as Python, which costs more
to make than many conversions. So they are made when a checkout is set up and when a wheel is
built, and lie in files that state the digest of all that they were made from. Where there is none
with the digest of today, it is made for this process, and the logger `fairlead` says so in a line.
"""

from __future__ import annotations

import importlib.util
import itertools
import types
from collections.abc import Callable
from pathlib import Path
from typing import Final

from msgspec import Struct

from fairlead.compiled import cache
from fairlead.errors import MappingError, UsageError
from fairlead.once import once
from fairlead.resources import write_whole

__all__ = ["CompiledForm", "run"]

_HEAD: Final = 6
"""The digest stands in one of so many first lines."""


class CompiledForm(Struct, frozen=True):
    """A file of Python that is made of something else, and is taken only where it is current."""

    what: str
    """What it is made of, for people: `the mapping dcsa/transport-document-3`."""
    file: Path
    digest: str
    """The digest of today of all that it is made from; the file states that of its own, as
    `DIGEST`, in one of its first lines."""

    def module(self, make: Callable[[], str], *, beside: bool = True) -> types.ModuleType:
        """The file as a module where it is current; else of what the cache has, or of what is made.

        With `beside` false the file is not looked at: it would be somebody else's. Raises what
        `make` raises.
        """
        if beside and self._is_current():
            module = _imported(self.file, self.digest)
            if self.digest == module.DIGEST:  # the bytecode beside it may be older
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

        if self._is_current() and Path(importlib.util.cache_from_source(str(self.file))).exists():
            return None
        write_whole(self.file, make().encode(), 0o644)
        py_compile.compile(str(self.file), doraise=True)
        return self.file

    def _is_current(self) -> bool:
        """Whether the file is there and says that it was made from what has this digest."""
        try:
            with self.file.open(encoding="utf-8") as lines:
                return f"DIGEST = {self.digest!r}\n" in itertools.islice(lines, _HEAD)
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


@once
def _imported(file: Path, _digest: str) -> types.ModuleType:
    """The file as a module; Python keeps its bytecode as it keeps that of any other."""
    spec = importlib.util.spec_from_file_location(f"fairlead_{file.parent.name}_{file.stem}", file)
    if spec is None or spec.loader is None:
        raise MappingError(f"{file.name} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
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
