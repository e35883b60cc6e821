"""The options that several verbs share, each said once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

from fairlead.cli import asked, reading
from fairlead.cli.reading import MOST

Verb = TypeVar("Verb", bound=Callable[..., Any])

FORMS: Final = ("text", "json", "junit", "sarif", "none")
"""The forms of a report."""


def looked_at(
    look: Callable[[str], object],
) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """What looks at each value of an option that was typed, whether or not it will be used.

    `look` raises `UsageError` for a value that means nothing. What comes from the environment is
    looked at where it is used.
    """

    def check(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
        source = context.get_parameter_source(str(parameter.name))
        if value is not None and source is click.core.ParameterSource.COMMANDLINE:
            for one in value if isinstance(value, tuple) else (value,):
                look(one)
        return value

    return check


a_format = looked_at(asked.known_format)
a_platform = looked_at(asked.platform)
a_profile = looked_at(asked.profile)
a_capability = looked_at(lambda name: asked.capabilities((name,)))
a_file = looked_at(reading.look_at)
a_moment = looked_at(asked.moment)
a_media_type = looked_at(asked.media_type)


_MAX_BYTES: Final = click.option(
    "--max-bytes", default=MOST, show_default=True, type=click.IntRange(1), metavar="N",
    help="Refuse a larger FILE before it is read.",
)  # fmt: skip

_FROM: Final = click.option(
    "--from", "source", metavar="FORMAT", callback=a_format,
    help="What FILE is; else found out. iftmcs:yang-ming tolerates, and notes, what that carrier "
    "writes otherwise.",
)  # fmt: skip


def taking(verb: Verb) -> Verb:
    """The options about how a document is read."""
    return _all(verb, (_FROM, _MAX_BYTES))


def understanding(verb: Verb) -> Verb:
    """The options about how a document is read and which rules it must obey."""
    profile = click.option("--profile", default="strict", show_default=True, metavar="NAME",
                           callback=a_profile,
                           help="Which rules apply, and how much they weigh.")  # fmt: skip
    return _all(verb, (_FROM, profile, _MAX_BYTES))


def reporting(verb: Verb) -> Verb:
    """The options about the report."""
    options = (
        click.option("--report", "form", type=click.Choice(FORMS), default="text",
                     show_default=True, help="The form of the report."),
        click.option("--reveal", is_flag=True,
                     help="Show the values in question; a bill is a trade secret."),
    )  # fmt: skip
    return _all(verb, options)


def sending(verb: Verb) -> Verb:
    """The options about the interchange that an EDIFACT target goes out in."""
    options = (
        click.option("--sender", metavar="ID[:QUALIFIER]",
                     callback=looked_at(lambda said: asked.header(said, None, None, None)),
                     help="Who sends the interchange that is written; ?: is a colon of the ID."),
        click.option("--recipient", metavar="ID[:QUALIFIER]", help="To whom it is sent.",
                     callback=looked_at(lambda said: asked.header(None, said, None, None))),
        click.option("--prepared", metavar="TIME",
                     callback=looked_at(lambda said: asked.header(None, None, said, None)),
                     help="When it was prepared: 2026-11-20T09:00, or now, which is in UTC."),
        click.option("--reference", metavar="TEXT", help="Its control reference.",
                     callback=looked_at(lambda said: asked.header(None, None, None, said))),
    )  # fmt: skip
    return _all(verb, options)


message = click.option(
    "--message", type=click.IntRange(1), metavar="N",
    help="Of an EDIFACT interchange, only message N; counted from 1.",
)  # fmt: skip
"""One message of an interchange."""

as_json = click.option("--json", "in_json", is_flag=True, help="As JSON, for programs.")
"""A list as data instead of a table."""


def _all(verb: Verb, options: tuple[Callable[[Verb], Verb], ...]) -> Verb:
    for option in reversed(options):
        verb = option(verb)
    return verb
