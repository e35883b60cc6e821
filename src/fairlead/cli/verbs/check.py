"""`fairlead check`: whether a document keeps to its format and to the rules of its trade."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from fairlead.cli import asked, options, reading
from fairlead.cli.defect import Apart
from fairlead.cli.report import told
from fairlead.cli.report.account import Account, ended, of_each
from fairlead.errors import Refused

if TYPE_CHECKING:
    from fairlead.faults import Report
    from fairlead.rules import Profile
    from fairlead.syntax.json import Limits


@dataclass(frozen=True)
class Wish:
    """What was asked for, looked up."""

    source: str | None
    rules: Profile
    limits: Limits
    message: int | None


@click.command(name="check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options.understanding
@options.message
@options.reporting
def command(
    files: tuple[str, ...],
    source: str | None,
    profile: str,
    max_bytes: int,
    message: int | None,
    form: str,
    *,
    reveal: bool,
) -> int:
    """Check each FILE against its format and the rules of its trade.

    The report is the result and goes to standard output. The exit code is 1 where any document is
    refused or breaks a rule, or where something critical to the title was not understood; it is 4
    where a document says nothing in words, so that nothing could be checked. The last line says how
    many rules were asked, and how much of the document was not understood or not looked at. `-` is
    standard input. Of an EDIFACT interchange every message is checked, each with its own report. A
    file that cannot be checked costs no other its report.

    \b
    Examples:
      A whole folder, and what each rule rests on:
        fairlead check outgoing/*.json
        fairlead rules
      The second message of an interchange:
        fairlead check incoming.edi --message 2
      As far as DCSA's conformance kit looks, for a build server:
        fairlead check bill.json --profile ctk --report junit > bill.xml
    """  # noqa: D301 - the \b is click's
    rules = asked.profile(profile)
    wish = Wish(source, rules, asked.limits(max_bytes), message)
    accounts: list[Account] = []
    apart = Apart()
    for name in files:
        with apart:
            accounts += _accounts(name, wish, apart)
    if accounts:
        told(accounts, form, sys.stdout, reveal=reveal)
    return apart.code(ended(accounts))


def _accounts(name: str, wish: Wish, apart: Apart) -> Sequence[Account]:
    """What came of a file: an account for each message, or the one of the file as a whole."""
    from fairlead.gateway import check, check_each

    try:
        data = reading.read(name, wish.limits.size)
        if wish.message is None:
            found = check_each(data, source=wish.source, profile=wish.rules, limits=wish.limits)
            return of_each([_account(name, one, n, wish) for n, one in apart.numbered(found)])
        report = check(
            data, source=wish.source, profile=wish.rules, limits=wish.limits, message=wish.message
        )
    except Refused as refusal:
        return [_account(name, refusal, wish.message, wish)]
    return [_account(name, report, wish.message, wish)]


def _account(name: str, found: Report | Refused, message: int | None, wish: Wish) -> Account:
    """What came of one document."""
    if isinstance(found, Refused):
        return Account(name, "check", found.report, done=False, message=message)
    return Account(
        name, "check", found, done=not found.refused, profile=wish.rules.name, message=message
    )
