"""`fairlead detect`: which format a document is in."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from fairlead.cli import asked, options, reading, streams
from fairlead.cli.exits import DONE, REFUSED
from fairlead.cli.report import told
from fairlead.cli.report.account import Account
from fairlead.errors import Refused

if TYPE_CHECKING:
    from fairlead.formats import Format


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

    The exit code is 1 where a document is none that Fairlead knows. `-` is standard input.

    \b
    Examples:
      What came in last night:
        fairlead detect incoming/*.json
      What another program just sent:
        curl --silent https://carrier.example.org/bill | fairlead detect -
    """  # noqa: D301 - the \b is click's
    accounts = [_account(name, max_bytes) for name in files]
    if in_json:
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
    return DONE if all(one.done for one in accounts) else REFUSED


def _account(name: str, most: int) -> Account:
    from fairlead.faults import Report

    try:
        source = _format(reading.read(name, most), most)
    except Refused as refusal:
        return Account(name, "detect", refusal.report, done=False)
    return Account(name, "detect", Report(), done=True, source=source)


def _format(data: bytes, most: int) -> Format:
    from fairlead.formats import detect
    from fairlead.formats.wire import read

    return detect(read(data, asked.limits(most)))
