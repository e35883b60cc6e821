"""The compiled form of a mapping: taken where it is current, else made in memory.

It lies beside the mapping, as `compiled.py`, and for an earlier version of the wire as
`compiled-3.0.3.py`. It is made when a checkout is set up and when a wheel is built, and states the
digest of all that it was made from. Where there is none with the digest of today, the mapping is
compiled for this process, and the logger `fairlead` says so in one line.
"""

from __future__ import annotations

import importlib.util
import itertools
import types
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fairlead.errors import MappingError, UsageError
from fairlead.lens import cache
from fairlead.lens.digest import digest_of
from fairlead.once import once
from fairlead.resources import write_whole

if TYPE_CHECKING:
    from fairlead.lens.rows import Grammar

__all__ = ["Check", "Made", "functions_of", "grammar_of", "precompile", "run"]

Check = Callable[["Grammar"], None]
"""Raises `MappingError` where a mapping is wrong."""

_HEAD: Final = 6
"""The digest stands in one of so many first lines."""


def functions_of(
    folder: Path, version: str | None, check: Check, *, beside: bool = True
) -> types.ModuleType:
    """The functions of a mapping, for a version of its wire or the newest (None).

    A mapping that is compiled now is first given to `check`; what was compiled earlier was
    checked then. With `beside` false nothing is taken that lies beside the mapping: so it is with
    a folder of somebody else, which is data.
    """
    digest = digest_of(folder)
    file = _file(folder, version)
    made = Made(f"the mapping {'/'.join(file.parts[-3:-1])}", file, digest)
    return made.module(lambda: _compiled(folder, version, check, digest), beside=beside)


@dataclass(frozen=True, slots=True)
class Made:
    """A file of Python that is made from data, and is taken only where it is current."""

    what: str
    """What it is made from, for people."""
    file: Path
    digest: str
    """The digest of today of all that it is made from; the file states that of its own."""

    def module(self, make: Callable[[], str], *, beside: bool = True) -> types.ModuleType:
        """The file as a module, where it is current; else what the cache has, else what is made."""
        if beside and self._current():
            module = _imported(self.file, self.digest)
            if self.digest == module.DIGEST:  # the bytecode beside it may be older
                return module
        key = self.file.stem.replace("compiled", self.digest)
        source = cache.cached(key)
        if source is None:
            source = make()
            _tell(self, _life(key, source), beside=beside)
        return run(source, self.file.as_posix())

    def write(self, make: Callable[[], str]) -> Path | None:
        """Makes the file where it is not current, with its bytecode; gives what it wrote.

        The bytecode is made even where Python is told to write none: without it every process would
        translate the source anew, which costs more than all else that it does.

        Raises `OSError` where nothing can be written, and what `make` raises.
        """
        import py_compile

        if self._current() and Path(importlib.util.cache_from_source(str(self.file))).exists():
            return None
        write_whole(self.file, make().encode(), 0o644)
        py_compile.compile(str(self.file), doraise=True)
        return self.file

    def _current(self) -> bool:
        """Whether the file is there and says that it was made from what has this digest."""
        try:
            with self.file.open(encoding="utf-8") as lines:
                return f"DIGEST = {self.digest!r}\n" in itertools.islice(lines, _HEAD)
        except (OSError, UnicodeDecodeError):
            return False


def grammar_of(folder: Path, version: str | None) -> Grammar:
    """What a mapping says, for a version of its wire or the newest (None)."""
    from fairlead.lens.folder import before, read_grammar

    grammar = read_grammar(folder)
    return grammar if version is None else before(grammar, version)


def run(source: str, name: str) -> types.ModuleType:
    """A module of the source that the compiler wrote."""
    module = types.ModuleType(f"fairlead mapping {name}")
    exec(compile(source, f"<{name}>", "exec"), module.__dict__)
    return module


def precompile(folder: Path, version: str | None, check: Check) -> Path | None:
    """Makes the compiled form where it is not current; gives the file that it wrote.

    Raises `MappingError` where the mapping is wrong, and `OSError` where nothing can be written.
    """
    digest = digest_of(folder)
    made = Made(folder.name, _file(folder, version), digest)
    return made.write(lambda: _compiled(folder, version, check, digest))


def _file(folder: Path, version: str | None) -> Path:
    return folder / ("compiled.py" if version is None else f"compiled-{version}.py")


@once
def _imported(file: Path, _digest: str) -> types.ModuleType:
    """The compiled form as a module; Python keeps its bytecode as it keeps that of any other."""
    spec = importlib.util.spec_from_file_location(f"fairlead_{file.parent.name}_{file.stem}", file)
    if spec is None or spec.loader is None:
        raise MappingError(f"{file.name} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _compiled(folder: Path, version: str | None, check: Check, digest: str) -> str:
    from fairlead.lens.compile.module import compile_source
    from fairlead.lens.folder import before

    grammar = grammar_of(folder, None)
    check(grammar)
    return compile_source(grammar if version is None else before(grammar, version), digest)


def _life(key: str, source: str) -> str:
    """For how long what was compiled now will do."""
    try:
        kept = cache.keep(key, source)
    except UsageError as unfit:
        return f"for this process only, as {cache.VARIABLE} is of no use: {unfit}"
    return f"and is kept in the folder of {cache.VARIABLE}" if kept else "for this process only"


def _tell(made: Made, life: str, *, beside: bool) -> None:
    """One line for people. Where nobody has set up logging, Python writes it to standard error."""
    import logging

    lacking = f"had no current {made.file.name}" if beside else "stands outside Fairlead"
    remedy = "`fairlead mappings compile` makes the file" if beside else _KEEP
    logging.getLogger("fairlead").warning(
        "fairlead: %s %s and was compiled in memory, %s; %s", made.what, lacking, life, remedy
    )


_KEEP: Final = f"it is kept where {cache.VARIABLE} names a folder"
