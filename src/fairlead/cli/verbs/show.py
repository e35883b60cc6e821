"""`fairlead show`: what a document says, as a Bill."""

from __future__ import annotations

import sys

import click

from fairlead.cli import asked, options, reading, streams
from fairlead.cli.exits import DONE
from fairlead.cli.report import told
from fairlead.cli.report.account import Account, ended
from fairlead.errors import Refused


@click.command(name="show")
@click.argument("file")
@options.taking
@options.message
def command(file: str, source: str | None, max_bytes: int, message: int | None) -> int:
    """Print what the document FILE says, as a Bill in canonical JSON.

    This is what every conversion goes through: the fields that a mapping names, a supplement says
    and an example of a format holds in its bill.json. It is no format, so nobody is sent it. What
    FILE says beside its Bill is not shown; `fairlead check` names it. `-` is standard input.

    \b
    Examples:
      What a mapping of your own makes of a document:
        fairlead --format-path formats show bill.json
      The first draft of an example, to be compared with the standard:
        fairlead show vectors/reefer/wire.json > vectors/reefer/bill.json
    """  # noqa: D301 - the \b is click's
    from fairlead.bill import to_canonical
    from fairlead.gateway import understand
    from fairlead.syntax import json as json_syntax

    try:
        data = reading.read(file, max_bytes)
        found = understand(data, source, asked.limits(max_bytes), message)
    except Refused as refusal:
        account = Account(file, "show", refusal.report, done=False, message=message)
        told([account], "text", sys.stderr, reveal=False)
        return ended([account])
    streams.say(json_syntax.write(to_canonical(found.bill), indent=2).decode())
    return DONE
