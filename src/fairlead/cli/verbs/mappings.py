"""`fairlead mappings`: what each row of a mapping means, and who would notice if it were wrong."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from fairlead.cli import streams
from fairlead.cli.drawing import draw
from fairlead.cli.exits import DONE, REFUSED
from fairlead.errors import MappingError, UsageError

if TYPE_CHECKING:
    from fairlead.formats import Format

VECTORS: Final = "tests/vectors"
"""Where the golden examples of a checkout stand."""

some_formats = click.argument("formats", nargs=-1, metavar="[FORMAT...]")
golden = click.option("--vectors", default=VECTORS, show_default=True, metavar="FOLDER",
                      help="Where the golden examples stand.")  # fmt: skip


@click.group(name="mappings")
def command() -> None:
    """Show the mappings, and test them.

    \b
    Examples:
      Where DCSA says a field, and where UN/CEFACT does:
        fairlead mappings show dcsa | grep seals
        fairlead mappings show un-json | grep seals
      After a row was changed:
        fairlead mappings check
        fairlead mappings coverage
    """  # noqa: D301 - the \b is click's


@command.command(name="show")
@click.argument("name", metavar="FORMAT")
def show(name: str) -> int:
    """Print the mapping of FORMAT as a table: field, place on the wire, value lens, duty.

    \b
    Examples:
      All of it:
        fairlead mappings show dcsa
      What an earlier version lacks:
        fairlead mappings show dcsa | grep since
    """  # noqa: D301 - the \b is click's
    from fairlead.formats import named
    from fairlead.lens.table import rows_of

    origin = named(name)
    table = rows_of(origin.mapping.grammar)
    rows = [
        (row.name or "-", row.place, row.lens.name if row.lens else "-", row.duty) for row in table
    ]
    draw(("in the Bill", "on the wire", "as", "duty"), rows, fixed=0)
    bound = {row.place for row in table}
    leaves = [leaf.path for leaf in origin.wire.leaves()]
    unbound = [path for path in leaves if path not in bound]
    streams.say(f"\n{len(leaves) - len(unbound)} of {len(leaves)} leaves of the schema have a row")
    if unbound:
        streams.say("Without a row, so kept beside the Bill:")
        streams.say("\n".join(f"  {path}" for path in unbound))
    return DONE


@command.command(name="check")
@some_formats
def check(formats: tuple[str, ...]) -> int:
    """Check the mappings of each FORMAT, or of all, against their schemas and the Bill.

    \b
    Examples:
      All of them:
        fairlead mappings check
      The one that was changed:
        fairlead mappings check openebl
    """  # noqa: D301 - the \b is click's
    from fairlead.formats.folder import check_words
    from fairlead.formats.format import checked_by
    from fairlead.formats.vector import survivors_of

    code = DONE
    try:
        chosen = _chosen(formats)
    except MappingError as problem:
        streams.say(str(problem))
        return REFUSED
    for origin in chosen:
        try:
            check_words(origin)
            checked_by(origin.id, origin.wire, origin.place)(origin.mapping.grammar)
            survivors_of(origin.place)
        except (MappingError, UsageError) as problem:
            code = REFUSED
            streams.say(str(problem))
        else:
            rows = sum(1 for _ in origin.mapping.grammar.rows())
            streams.say(f"{origin.id}: {rows} rows, nothing is wrong")
    return code


@command.command(name="compile")
@some_formats
def compile_(formats: tuple[str, ...]) -> int:
    """Compile the mappings of each FORMAT, or of all, and name the files that were written.

    Every mapping of Fairlead is installed in compiled form, beside its source. Where that form is
    lacking or not current, each process compiles the mapping anew and says so on standard error.
    What is current is left as it is. Where no FORMAT is named, the rules are compiled too, and what
    goes over the leaves of a bill.

    Where the installation cannot be written to, let FAIRLEAD_CACHE name a folder that belongs to
    you and that nobody else can write to: what a process compiled is then kept there.

    \b
    Examples:
      After a mapping was changed:
        fairlead mappings compile
      Only the one that was changed:
        fairlead mappings compile openebl
    """  # noqa: D301 - the \b is click's
    from fairlead.formats.mappings import precompile
    from fairlead.resources import find

    top = find("mappings")
    try:
        made = precompile(*formats)
    except MappingError as problem:
        streams.say(str(problem))
        return REFUSED
    for file in made:
        streams.say(f"wrote {file.relative_to(top).as_posix()}")
    return DONE


@command.command(name="coverage")
@some_formats
@golden
def coverage(formats: tuple[str, ...], vectors: str) -> int:
    """Count the rows and codes of each FORMAT, or of all, that a golden example touches.

    The exit code is 1 where any is untouched.

    \b
    Examples:
      All of them:
        fairlead mappings coverage
      Examples of your own:
        fairlead mappings coverage dcsa --vectors ../our-bills
    """  # noqa: D301 - the \b is click's
    from fairlead.formats.mappings import coverage as count

    folder = _folder(vectors)
    found = [count(origin.id, folder) for origin in _chosen(formats)]
    for one in found:
        streams.say(str(one))
        for row in one.untouched_rows:
            streams.say(f"  row {row}")
        for row in one.untouched_codes:
            streams.say(f"  code {row}")
    return DONE if all(one.whole for one in found) else REFUSED


@command.command(name="mutate")
@some_formats
@golden
@click.option("--limit", type=click.IntRange(1), metavar="N",
              help="Plant only so many mistakes for each, by a fixed draw.")  # fmt: skip
def mutate(formats: tuple[str, ...], vectors: str, limit: int | None) -> int:
    """Plant mistakes in the mappings of each FORMAT, or of all, and list those nobody noticed.

    The exit code is 1 where any survives.

    \b
    Examples:
      Every mistake in every mapping (this takes minutes):
        fairlead mappings mutate
      A quick look at one:
        fairlead mappings mutate un-json --limit 50
    """  # noqa: D301 - the \b is click's
    from fairlead.formats.mappings import mutate as plant

    folder = _folder(vectors)
    survived = 0
    for origin in _chosen(formats):
        made = plant(origin.id, folder, limit, _progress)
        streams.say(str(made))
        for one in made.survivors:
            streams.say(f"  {one}")
        for one in made.stale:
            streams.say(f"  survivors.toml: {one}")
        survived += len(made.survivors) + len(made.stale)
    return REFUSED if survived else DONE


def _chosen(names: tuple[str, ...]) -> tuple[Format, ...]:
    from fairlead.formats import FORMATS, named

    return tuple(named(name) for name in names) or tuple(FORMATS)


def _folder(name: str) -> Path:
    folder = Path(name)
    if not folder.is_dir():
        raise UsageError(
            f"there is no folder {name!r}; name that of the golden examples with --vectors"
        )
    return folder


def _progress(done: int, of: int) -> None:
    """Says how far it is, where people are looking."""
    if streams.is_terminal(sys.stderr):
        end = "\r" if done < of else "\r\x1b[K"
        print(f"{done} of {of} mistakes planted", end=end, file=sys.stderr, flush=True)
