"""The verbs, each imported when it is called; and what is said when a call makes no sense."""

from __future__ import annotations

import contextlib
import importlib
import os
from collections.abc import Iterator, Sequence
from typing import Any, Final

import click

from fairlead import __version__
from fairlead.cli import streams
from fairlead.cli.defect import ended_by
from fairlead.cli.exits import INTERRUPTED, MISUSE
from fairlead.errors import FairleadError, likely

PATH: Final = "FAIRLEAD_FORMATS"
"""Where formats of others are found (fairlead.formats.found; not imported for the help)."""

VERBS: Final = (
    "convert", "issue", "seal", "check", "verify", "detect", "show", "formats", "rules", "mappings",
    "keys", "trust", "state", "timestamp",
)  # fmt: skip
"""In the order in which a newcomer needs them."""

MISSING: Final = {
    "to": "name the target format with --to (known: {known})",
    "key": "name the key to sign with by --key, as file:quay.pem",
    "issue_to": "name the file that says who gets the bill with --issue-to",
    "authority": "name the authority for time with --authority, as https://...",
    "file": "name the document, or - for standard input",
    "files": "name at least one document, or - for standard input",
}
"""What to do about a parameter that was left out."""


class Verbs(click.Group):
    """A group whose verbs are modules of `fairlead.cli.verbs`, imported when they are needed."""

    def list_commands(self, _: click.Context) -> list[str]:
        """The verbs, as the help lists them."""
        return list(VERBS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        """The verb of that name."""
        if name not in VERBS:
            return None
        module = importlib.import_module(f"fairlead.cli.verbs.{name}")
        command: click.Command = module.command
        return command


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: fairlead detect FILE, then fairlead convert FILE --to un-json",
)
@click.version_option(__version__, message="fairlead %(version)s")
@click.option("--format-path", "folders", multiple=True, metavar="FOLDER",
              help="Find formats of others here too; may stand several times. So does the "
              "environment variable FAIRLEAD_FORMATS.")  # fmt: skip
@click.pass_context
def app(context: click.Context, folders: tuple[str, ...]) -> None:
    """Moves electronic bills of lading between platforms' formats, and loses nothing unsaid.

    Results go to standard output, what is to be said about them to standard error.
    Exit codes: 0 done, 1 refused, 2 misuse, 3 not verified, 4 undetermined or unreachable,
    5 a defect of Fairlead.
    """
    if folders:
        context.with_resource(_finding_formats_in(folders))


@contextlib.contextmanager
def _finding_formats_in(folders: tuple[str, ...]) -> Iterator[None]:
    """Formats are found in these folders too, here and in every process that is started."""
    before = os.environ.get(PATH)
    for one in folders:
        if os.pathsep in one or not one:
            raise click.UsageError(f"--format-path names one folder, and {one!r} is none")
    os.environ[PATH] = os.pathsep.join((*folders, *filter(None, [before])))
    try:
        yield
    finally:
        os.environ.pop(PATH)
        if before is not None:
            os.environ[PATH] = before


def run(arguments: Sequence[str]) -> int:
    """Run one command line; gives the exit code and never raises what Fairlead knows."""
    streams.prepare()
    try:
        code = app.main(list(arguments), prog_name="fairlead", standalone_mode=False)
    except click.ClickException as problem:
        streams.complain(_what_to_do(problem))
        code = MISUSE
    except click.Abort:
        code = INTERRUPTED
    except FairleadError as problem:
        code = ended_by(problem)
    streams.close()
    return code or 0


def _what_to_do(problem: click.ClickException) -> str:
    """One sentence: what is wrong, how to mend it, and the likely guess."""
    said = problem.format_message().removesuffix(".")
    context = getattr(problem, "ctx", None)
    see = f"{context.command_path} --help" if context else "fairlead --help"
    if isinstance(problem, click.MissingParameter) and problem.param is not None:
        remedy = MISSING.get(problem.param.name or "")
        if remedy is not None:
            said = remedy.format(known=_known_formats())
    elif isinstance(problem, click.exceptions.NoArgsIsHelpError):
        said = "name a verb"
    elif isinstance(problem, click.NoSuchOption):
        said = f"there is no option {problem.option_name}{_guess(problem.possibilities or ())}"
    elif isinstance(problem, click.BadParameter) and problem.param is not None:
        said = _bad_value(problem, problem.param)
    elif isinstance(problem, click.UsageError) and said.startswith("No such command"):
        said = _no_such_verb(said, context)
    return f"{said}; see {see}"


def _guess(near: Sequence[str]) -> str:
    return f"; did you mean {near[0]}?" if near else ""


def _bad_value(problem: click.BadParameter, param: click.Parameter) -> str:
    """`--report cannot be jsn (known: text, json); did you mean json?`."""
    said = problem.message.removesuffix(".")
    if isinstance(param.type, click.IntRange):
        return f"{param.opts[0]} takes a whole number from {param.type.min} up"
    if not isinstance(param.type, click.Choice):
        return f"{param.opts[0]}: {said}"
    asked, known = said.split("'")[1], [str(one) for one in param.type.choices]
    near = likely(asked, known)
    return f"{param.opts[0]} cannot be {asked!r} (known: {', '.join(known)}){near}"


def _no_such_verb(said: str, context: click.Context | None) -> str:
    group: Any = context.command if context else app
    verbs = group.list_commands(context)
    asked = said.partition("'")[2].partition("'")[0]
    near = likely(asked, verbs)
    return f"there is no verb {asked!r} (known: {', '.join(verbs)}){near}"


def _known_formats() -> str:
    from fairlead.formats import FORMATS

    return ", ".join(one.alias for one in FORMATS)
