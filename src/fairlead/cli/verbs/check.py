"""`fairlead check`: whether a document keeps to its format and to the rules of its trade."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from fairlead.cli import asked, options, reading
from fairlead.cli.exits import DONE, REFUSED
from fairlead.cli.report import told
from fairlead.cli.report.account import Account
from fairlead.errors import Refused

if TYPE_CHECKING:
    from fairlead.rules import Profile


@click.command(name="check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options.understanding
@options.reporting
def command(
    files: tuple[str, ...],
    source: str | None,
    profile: str,
    max_bytes: int,
    form: str,
    *,
    reveal: bool,
) -> int:
    """Check each FILE against its format and the rules of its trade.

    The report is the result and goes to standard output. The exit code is 1 where any document is
    refused or breaks a rule. `-` is standard input.

    \b
    Examples:
      A whole folder, and what each rule rests on:
        fairlead check outgoing/*.json
        fairlead rules
      As far as DCSA's conformance kit looks, for a build server:
        fairlead check bill.json --profile ctk --report junit > bill.xml
    """  # noqa: D301 - the \b is click's
    rules = asked.profile(profile)
    if source is not None:
        from fairlead.formats import named

        named(source)
    accounts = [_account(name, source, rules, max_bytes) for name in files]
    told(accounts, form, sys.stdout, reveal=reveal)
    return DONE if all(account.done for account in accounts) else REFUSED


def _account(name: str, source: str | None, profile: Profile, most: int) -> Account:
    from fairlead.gateway import check

    try:
        data = reading.read(name, most)
        report = check(data, source=source, profile=profile, limits=asked.limits(most))
    except Refused as refusal:
        return Account(name, "check", refusal.report, done=False)
    return Account(name, "check", report, done=not report.refused, profile=profile.name)
