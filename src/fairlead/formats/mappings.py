"""The mappings of every format, looked at from outside: checked, covered, attacked, compiled."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from fairlead.errors import MappingError, Unreachable, UsageError
from fairlead.formats.catalogue import named
from fairlead.formats.coverage import Coverage, coverage_of
from fairlead.formats.folder import check_words
from fairlead.formats.format import checked_by
from fairlead.formats.found import FORMATS, at_hand
from fairlead.formats.golden import read_golden
from fairlead.formats.index import write as write_index
from fairlead.formats.mutation import Mutated
from fairlead.formats.mutation import mutate as _mutate
from fairlead.formats.vector import survivors_of
from fairlead.lens.compiled import precompile as precompile_mapping
from fairlead.lens.folder import read_grammar
from fairlead.lens.leaves import precompile as precompile_leaves
from fairlead.resources import find
from fairlead.rules.walk import precompile as precompile_rules


def check_all() -> list[str]:
    """What is wrong with the mappings as they stand on disk; empty where nothing is.

    >>> check_all()
    []
    """
    problems: list[str] = []
    for one in FORMATS:
        try:
            check_words(one)
            checked_by(one.id, one.wire, one.place)(read_grammar(one.place))
            survivors_of(one.place)
        except (MappingError, UsageError) as problem:
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


def precompile(*names: str) -> list[Path]:
    """Compile the mappings of formats, or of all, where what lies beside them is not current.

    Gives the files that it wrote: the index of the formats, for each format one, and one for each
    earlier version of it. Where none is named, so are the functions that go over a Bill: its
    leaves, and the rules of each profile. What is of somebody else is not compiled into files.
    Raises `UsageError` for an unknown name, `MappingError` where a mapping is wrong, and
    `Unreachable` where a file cannot be written.
    """
    with _writing(find("mappings")):
        made = [write_index()]
        if not names:
            made += [precompile_leaves(), *precompile_rules()]
    for one in [named(name) for name in names] or [one for one in at_hand() if one.ours]:
        if not one.ours:
            raise UsageError(f"{one.alias} is of {one.home}, and only Fairlead's own are compiled")
        for version in (None, *one.versions[1:]):
            check = checked_by(one.id, one.wire, one.place if version is None else None)
            with _writing(one.place):
                made.append(precompile_mapping(one.place, version, check))
    return [file for file in made if file is not None]


@contextlib.contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Raises `Unreachable` where a folder cannot be written to."""
    try:
        yield
    except OSError as problem:
        why = problem.strerror
        raise Unreachable(f"{str(folder)!r} cannot be written to: {why}") from problem
