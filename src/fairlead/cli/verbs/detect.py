"""`fairlead detect`: which format a document is in."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from fairlead.cli import asked, options, reading, streams
from fairlead.cli.defect import Apart
from fairlead.cli.exits import DONE, REFUSED
from fairlead.cli.report import told
from fairlead.cli.report.account import Account, of_each
from fairlead.errors import Refused

if TYPE_CHECKING:
    from fairlead.formats.wire import Raw


@click.command(name="detect")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--max-bytes",
    default=reading.MOST,
    show_default=True,
    type=click.IntRange(1),
    metavar="N",
    help="Refuse a larger FILE before it is read.",
)
@options.as_json
def command(files: tuple[str, ...], max_bytes: int, *, in_json: bool) -> int:
    """Say which format each FILE is in, by its own marks.

    The exit code is 1 where a document is none that Fairlead knows. `-` is standard input. Of an
    EDIFACT interchange every message is looked at.

    \b
    Examples:
      What came in last night:
        fairlead detect incoming/*.json
      What another program just sent:
        curl --silent https://carrier.example.org/bill | fairlead detect -
    """  # noqa: D301 - the \b is click's
    accounts: list[Account] = []
    apart = Apart()
    for name in files:
        with apart:
            accounts += _accounts(name, max_bytes)
    if in_json and accounts:
        found = [
            {"document": one.shown_name, "format": one.source.id if one.source else None}
            for one in accounts
        ]
        streams.say(json.dumps(found, indent=2))
    for one in accounts:
        if one.source is None:
            told([one], "text", sys.stderr, reveal=False)
        elif not in_json:
            streams.say(f"{one.shown_name}: {one.source.alias} ({one.source.title})")
    return apart.code(*(DONE if one.done else REFUSED for one in accounts))


def _accounts(name: str, most: int) -> Sequence[Account]:
    """What came of a file: an account for each message, or the one of the file as a whole."""
    from fairlead.formats.wire import read_each

    try:
        held = read_each(reading.read(name, most), asked.limits(most))
    except Refused as refusal:
        return [Account(name, "detect", refusal.report, done=False)]
    return of_each([_account(name, raw, number) for number, raw in enumerate(held, 1)])


def _account(name: str, raw: Raw, message: int) -> Account:
    """What came of one document."""
    from fairlead.faults import Report
    from fairlead.formats import detect

    try:
        source = detect(raw)
    except Refused as refusal:
        return Account(name, "detect", refusal.report, done=False, message=message)
    return Account(name, "detect", Report(), done=True, source=source, message=message)
