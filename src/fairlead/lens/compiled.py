"""The compiled form of a mapping: taken where it is current, else made in memory.

It lies beside the mapping, as `compiled.py`, and for an earlier version of the wire as
`compiled-3.0.3.py`.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from fairlead.compiled import CompiledForm
from fairlead.lens.digest import digest_of

if TYPE_CHECKING:
    from fairlead.lens.rows import Grammar

__all__ = ["Check", "functions_of", "grammar_of", "precompile"]

Check = Callable[["Grammar"], None]
"""Raises `MappingError` where a mapping is wrong."""


def functions_of(
    folder: Path, version: str | None, check: Check, *, beside: bool = True
) -> types.ModuleType:
    """The functions of a mapping, for a version of its wire or the newest (None).

    A mapping that is compiled now is first given to `check`; what was compiled earlier was
    checked then. With `beside` false nothing is taken that lies beside the mapping: so it is with
    a folder of somebody else, which is data.
    """
    form = _form(folder, version)
    try:
        return form.module(lambda: _source(folder, version, check, form.digest), beside=beside)
    except SyntaxError as problem:
        from fairlead.lens.compile.module import no_python

        raise no_python(grammar_of(folder, version)) from problem


def grammar_of(folder: Path, version: str | None) -> Grammar:
    """What a mapping says, for a version of its wire or the newest (None)."""
    from fairlead.lens.folder import before, read_grammar

    grammar = read_grammar(folder)
    return grammar if version is None else before(grammar, version)


def precompile(folder: Path, version: str | None, check: Check) -> Path | None:
    """Makes the compiled form where it is not current; gives the file that it wrote.

    Raises `MappingError` where the mapping is wrong, and `OSError` where nothing can be written.
    """
    form = _form(folder, version)
    return form.write(lambda: _source(folder, version, check, form.digest))


def _form(folder: Path, version: str | None) -> CompiledForm:
    file = folder / ("compiled.py" if version is None else f"compiled-{version}.py")
    return CompiledForm(f"the mapping {'/'.join(folder.parts[-2:])}", file, digest_of(folder))


def _source(folder: Path, version: str | None, check: Check, digest: str) -> str:
    from fairlead.lens.compile.module import compile_source
    from fairlead.lens.folder import before

    grammar = grammar_of(folder, None)
    check(grammar)
    return compile_source(grammar if version is None else before(grammar, version), digest)
