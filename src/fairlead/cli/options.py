"""The options that several verbs share, each said once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

from fairlead.cli.reading import MOST

Verb = TypeVar("Verb", bound=Callable[..., Any])

FORMS: Final = ("text", "json", "junit", "sarif", "none")
"""The forms of a report."""


def understanding(verb: Verb) -> Verb:
    """The options about how a document is read and which rules it must obey."""
    options = (
        click.option("--from", "source", metavar="FORMAT",
                     help="What FILE is; else found out. iftmcs:yang-ming tolerates, and notes, "
                     "what that carrier writes otherwise."),
        click.option("--profile", default="strict", show_default=True, metavar="NAME",
                     help="Which rules apply, and how much they weigh."),
        click.option("--max-bytes", default=MOST, show_default=True, type=click.IntRange(1),
                     metavar="N", help="Refuse a larger FILE before it is read."),
    )  # fmt: skip
    return _all(verb, options)


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
                     help="Who sends the interchange that is written; ?: is a colon of the ID."),
        click.option("--recipient", metavar="ID[:QUALIFIER]", help="To whom it is sent."),
        click.option("--prepared", metavar="TIME",
                     help="When it was prepared: 2026-11-20T09:00, or now, which is in UTC."),
        click.option("--reference", metavar="TEXT", help="Its control reference."),
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
