"""The mappings of every format, looked at from outside: checked, covered, attacked, compiled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fairlead.errors import MappingError
from fairlead.formats.catalogue import FORMATS, named
from fairlead.formats.coverage import Coverage, coverage_of
from fairlead.formats.golden import read_golden
from fairlead.formats.mutation import Mutated
from fairlead.formats.mutation import mutate as _mutate
from fairlead.lens.compile import compile_source
from fairlead.lens.folder import digest_of, read_grammar
from fairlead.lens.verify import verify
from fairlead.resources import find


def check_all() -> list[str]:
    """What is wrong with the mappings as they stand on disk; empty where nothing is.

    >>> check_all()
    []
    """
    problems: list[str] = []
    for one in FORMATS:
        folder = find("mappings", *one.folder.split("/"))
        try:
            verify(read_grammar(folder), one.wire.places)
        except MappingError as problem:
            problems.append(str(problem))
    return problems


def coverage(name: str, vectors: Path) -> Coverage:
    """Which rows and codes of a format's mapping the golden examples in a folder touch."""
    origin = named(name)
    return coverage_of(origin, read_golden(vectors, origin))


def mutate(
    name: str,
    vectors: Path,
    limit: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Mutated:
    """Plants mistakes in a format's mapping and lists those that no example notices."""
    origin = named(name)
    return _mutate(origin, read_golden(vectors, origin), limit=limit, progress=progress)


def compiled() -> dict[str, str]:
    """The compiled form of every mapping: path below `mappings/`, and its source."""
    sources: dict[str, str] = {}
    for one in FORMATS:
        folder = find("mappings", *one.folder.split("/"))
        grammar = read_grammar(folder)
        verify(grammar, one.wire.places)
        sources[f"{one.folder}/compiled.py"] = compile_source(grammar, digest_of(folder))
    return sources
