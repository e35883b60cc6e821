"""`fairlead formats`: what can be spoken here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from fairlead.cli import options, streams
from fairlead.cli.drawing import draw
from fairlead.cli.escape import plain
from fairlead.cli.exits import DONE, REFUSED
from fairlead.errors import UsageError

if TYPE_CHECKING:
    from fairlead.formats import Format

_FILES: Final = ("mapping", "edition", "parts", "classes", "format", "survivors")
"""The kinds of file of a format's folder that have a schema."""


@click.group(
    name="formats",
    invoke_without_command=True,
    short_help="List the formats and what each can hold; check one of your own.",
)
@click.option("--losses", is_flag=True, help="What each format loses of what another says.")
@click.option("--from", "source", metavar="FORMAT", callback=options.a_format,
              help="With --losses: only of this source.")  # fmt: skip
@click.option("--to", "target", metavar="FORMAT", callback=options.a_format,
              help="With --losses: only of this target.")  # fmt: skip
@options.as_json
@click.pass_context
def command(
    context: click.Context, source: str | None, target: str | None, *, losses: bool, in_json: bool
) -> int:
    """List the formats, what each can hold, which versions can be written, and where it is found.

    Formats are found with Fairlead, in the folders that --format-path and FAIRLEAD_FORMATS name,
    and in wheels that are installed.

    With --losses, count for every pair of formats the fields of the Bill that the first can say
    and the second cannot, or only under conditions; with --from and --to, name each and say why.

    \b
    Examples:
      The table:
        fairlead formats
      The aliases, for a script:
        fairlead formats --json | jq -r '.[].alias'
      What a DCSA bill loses as an IFTMCS message, before it is sent:
        fairlead formats --losses --from dcsa --to iftmcs
    """  # noqa: D301 - the \b is click's
    if context.invoked_subcommand is not None:
        if losses or source or target or in_json:
            raise UsageError(f"{context.invoked_subcommand} takes its options behind its name")
        return DONE
    if losses:
        return _losses(source, target, in_json=in_json)
    if source or target:
        raise UsageError("--from and --to choose among losses; ask for them with --losses")
    from fairlead.formats import FORMATS

    if in_json:
        said = [
            {
                "id": one.id,
                "alias": one.alias,
                "title": one.title,
                "versions": list(one.versions),
                "writes": one.writes,
                "capabilities": sorted(one.capabilities),
                "media_type": one.media_type,
                "source": one.source,
                "found": one.home,
            }
            for one in FORMATS
        ]
        streams.say(json.dumps(said, indent=2))
        return DONE
    rows = [
        (one.alias, one.id, one.title, _written(one), " ".join(sorted(one.capabilities)), one.home)
        for one in FORMATS
    ]
    draw(("alias", "id", "title", "writes", "capabilities", "found"), rows, fixed=2)
    return DONE


@command.command(name="new")
@click.argument("alias", metavar="ALIAS")
@click.option("--schema", required=True, metavar="FILE", callback=options.a_file,
              help="What the wire may hold: schema.json or an XSD.")  # fmt: skip
@click.option("--sample", metavar="FILE", callback=options.a_file,
              help="A document, which becomes the first example.")  # fmt: skip
@click.option("-o", "--output", metavar="PLACE", help="The folder to make; else ALIAS.")
def new(alias: str, schema: str, sample: str | None, output: str | None) -> int:
    """Make the folder of a format from its schema, for you to complete.

    A row is guessed where a place and a field of the Bill agree in name and type. Guesses are
    marked by the word `guess`, and a mapping that holds one is refused: look at each, and remove
    the word or the row. What the wire cannot say stands below, by kind, each with an empty reason.

    \b
    Examples:
      Begin with the schema and a document:
        fairlead formats new quay --schema schema.json --sample bill.json
      What is left to do:
        fairlead formats check quay
    """  # noqa: D301 - the \b is click's
    from fairlead.formats.skeleton import make

    place = Path(output or alias)
    guessed = make(alias, Path(schema), place, None if sample is None else Path(sample))
    streams.say(f"made {place}: {len(guessed)} rows are guessed")
    streams.tell(f"fairlead formats check {place} says what is left to do")
    return DONE


@command.command(name="check")
@click.argument("folder", metavar="FOLDER")
@click.option("--bills", default=100, show_default=True, type=click.IntRange(0), metavar="N",
              help="Try the mapping on so many drawn bills, beside one for each leaf.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1), metavar="N",
              help="Plant only so many mistakes, by a fixed draw.")  # fmt: skip
def check(folder: str, bills: int, limit: int | None) -> int:
    """Check the format in FOLDER: its words, its mapping, the laws, and its own examples.

    The words of format.toml and the mapping are checked against the schema and the Bill. The laws
    are tried on bills that nobody wrote, which say a leaf or what was drawn, and beside it what the
    format requires: each leaf is written or reported, and what is written is read again. The most
    frequent reasons are named for which such bills do not go out, and leaves that none of them says
    to the end; an example that says such a leaf helps. Each of the examples in
    FOLDER/vectors has to hold; of one that does not, the first differences are shown.
    They have to touch every row and every code, and to notice mistakes that are planted in the
    mapping. A mistake that makes no difference is explained in FOLDER/survivors.toml. The exit code
    is 1 where anything is amiss.

    \b
    Examples:
      All of it:
        fairlead formats check formats/quay
      Only what takes no time:
        fairlead formats check formats/quay --bills 0 --limit 20
    """  # noqa: D301 - the \b is click's
    from fairlead.formats.coverage import coverage_of
    from fairlead.formats.found import beside_others
    from fairlead.formats.golden import examples_in
    from fairlead.formats.mutation import mutate
    from fairlead.formats.trial import tried

    place = Path(folder)
    origin = beside_others(place)
    rows = sum(1 for _ in origin.mapping.grammar.rows())
    streams.say(f"{origin.id}: {rows} rows, nothing is wrong")
    examples = examples_in(place / "vectors", origin)
    trial = tried(origin, bills, [one.bill for one in examples if one.bill is not None])
    _told(str(trial), "law", trial.amiss)
    reasons = [f"{number} for {reason}" for reason, number in trial.refused]
    _listed("refused", reasons, _REASONS)
    _listed("untried", trial.untried, _REASONS)
    failed = {one.name: [*map(str, one.differences(origin.mapping))] for one in examples}
    failed = {name: apart for name, apart in failed.items() if apart}
    streams.say(f"{origin.id}: {len(examples) - len(failed)} of {len(examples)} examples hold")
    for name, apart in failed.items():
        streams.say(f"  example: {plain(name)}")
        _listed("  at", apart, _DIFFERENCES)
    touched = coverage_of(origin, [one for one in examples if one.name not in failed])
    untouched = (*touched.untouched_rows, *touched.untouched_codes)
    _told(str(touched), "untouched", untouched)
    if failed or not examples:
        return REFUSED
    mutated = mutate(origin, examples, limit=limit)
    _told(str(mutated), "survivor", mutated.survivors)
    _listed("survivors.toml", mutated.stale, len(mutated.stale))
    amiss = (*trial.amiss, *untouched, *mutated.survivors, *mutated.stale)
    return REFUSED if amiss else DONE


@command.command(name="schema")
@click.argument("kind", metavar="KIND", type=click.Choice(_FILES))
def schema(kind: str) -> int:
    """Print the JSON Schema of a kind of file, by which an editor completes it.

    \b
    KIND is one of
      mapping    mapping.toml
      edition    mapping.toml of a mapping that is like another
      parts      a file that a mapping names below parts
      classes    classes.toml
      format     format.toml
      survivors  survivors.toml

    A file names its schema in its first line, as Taplo and Even Better TOML for VS Code read it.

    \b
    Examples:
      For a mapping.toml that begins with  #:schema ./mapping.schema.json
        fairlead formats schema mapping > mapping.schema.json
      For a classes.toml that begins with  #:schema ./classes.schema.json
        fairlead formats schema classes > classes.schema.json
    """  # noqa: D301 - the \b is click's
    from fairlead.resources import find

    published = find("schemas", "fairlead", "mapping-1", f"{kind}.json")
    streams.say(published.read_text("utf-8").rstrip("\n"))
    return DONE


@command.command(name="accept")
@click.argument("folder", metavar="FOLDER")
def accept(folder: str) -> int:
    """Record anew what is due of the examples in FOLDER that do not hold.

    The Bill of a document, the faults of one that is refused, and the losses of a Bill that is
    written are put down as the mapping has them now, and each file is named. A document is never
    changed. An example of which nothing can be recorded is named, and the others are recorded all
    the same. Read what was written as you would read code: a line that you cannot explain is a
    mistake found.

    \b
    Examples:
      After the mapping was changed:
        fairlead formats accept formats/quay
      Whether all of them hold then:
        fairlead formats check formats/quay
    """  # noqa: D301 - the \b is click's
    from fairlead.formats.found import beside_others
    from fairlead.formats.golden import record

    place = Path(folder)
    written, wrong = record(place / "vectors", beside_others(place))
    for file in written:
        streams.say(f"wrote {plain(str(file))}")
    if wrong:
        raise UsageError("\n".join(wrong))
    return DONE


_REASONS: Final = 5
"""So many reasons are named for which drawn bills do not go out, and so many leaves untried."""

_DIFFERENCES: Final = 5
"""So many differences are named of an example that does not hold."""


def _told(head: str, what: str, lines: tuple[str, ...]) -> None:
    """What came of a check, and below it whatever is amiss."""
    streams.say(head)
    _listed(what, lines, len(lines))


def _listed(what: str, lines: Sequence[str], most: int) -> None:
    """The first lines of many, and how many more there are."""
    for line in lines[:most]:
        streams.say(f"  {what}: {plain(line)}")
    if len(lines) > most:
        streams.say(f"  {what}: and {len(lines) - most} more")


def _written(one: Format) -> str:
    """Which versions of a format are written."""
    return " ".join(one.versions) or ("yes" if one.writes else "no")


def _losses(source: str | None, target: str | None, *, in_json: bool) -> int:
    """The loss table: all of it for programs, its counts or one pair for people."""
    from fairlead.formats import named
    from fairlead.formats.losses import every_loss

    ids = [name and named(name).id for name in (source, target)]
    if source and ids[0] == ids[1]:
        raise UsageError("a format loses nothing of itself; name two different formats")
    tables = [
        one
        for one in every_loss()
        if ids[0] in {None, one.source.id} and ids[1] in {None, one.target.id}
    ]
    if in_json:
        streams.say(json.dumps([one.as_json() for one in tables], indent=2))
    elif source and target:
        folded = [one for table in tables for one in table.folded]
        rows = [
            (one.part, str(one.leaves), one.fate.value, "yes" if one.critical else "",
             "; ".join(one.why))
            for one in folded
        ]  # fmt: skip
        draw(("in the Bill", "leaves", "fate", "critical", "why"), rows, fixed=0)
    else:
        counts = [
            (one.source.alias, one.target.alias, *map(str, one.counts.values())) for one in tables
        ]
        draw(("from", "to", *tables[0].counts), counts, fixed=2)
    return DONE
