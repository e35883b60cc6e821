"""What came of documents, and the forms in which that is told.

A writer takes accounts and gives text; it is imported when its form is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from fairlead.cli.report.account import Account
from fairlead.cli.streams import say


def told(accounts: Sequence[Account], form: str, stream: TextIO, *, reveal: bool) -> None:
    """Print the report on some documents in the form that was asked for."""
    if form == "text":
        from fairlead.cli.report import text

        for number, one in enumerate(accounts):
            if number and (one.report or accounts[number - 1].report):
                say("", stream)
            say(text.write(one, stream, reveal=reveal, named=len(accounts) > 1), stream)
    elif form == "json":
        from fairlead.cli.report import json

        say(json.write(accounts, reveal=reveal), stream)
    elif form == "junit":
        from fairlead.cli.report import junit

        say(junit.write(accounts, reveal=reveal), stream)
    elif form == "sarif":
        from fairlead.cli.report import sarif

        say(sarif.write(accounts, reveal=reveal), stream)
