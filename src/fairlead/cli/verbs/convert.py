"""`fairlead convert`: a document said in another format."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fairlead.cli import asked, options, reading, streams, writing
from fairlead.cli.exits import DONE, REFUSED
from fairlead.cli.report import told
from fairlead.cli.report.account import Account
from fairlead.errors import Refused, UsageError

if TYPE_CHECKING:
    from fairlead.gateway import Conversion


@dataclass(frozen=True)
class Wish:
    """What was asked for, as it was typed."""

    file: str
    to: str
    source: str | None
    profile: str
    max_bytes: int
    supplement: str | None
    on_loss: str
    carry: bool
    strict: bool
    allow: tuple[str, ...]
    output: str | None
    pretty: bool
    form: str
    reveal: bool


@click.command(name="convert")
@click.argument("file")
@click.option(
    "--to", required=True, metavar="FORMAT", help="The target; dcsa@3.0.0 asks for a version."
)
@options.understanding
@click.option("--supplement", metavar="FILE", help="What the target needs and FILE does not say.")
@click.option(
    "--on-loss",
    type=click.Choice(("report", "refuse")),
    default="report",
    show_default=True,
    help="Name every loss, or refuse to lose anything.",
)
@click.option(
    "--carry", is_flag=True, help="Send along what the target cannot say, in its extension."
)
@click.option("--strict", is_flag=True, help="Refuse a bill that breaks a rule.")
@click.option(
    "--allow",
    multiple=True,
    metavar="CAPABILITY",
    help="Convert although the target lacks it; may stand several times.",
)
@click.option("-o", "--output", metavar="FILE", help="Write here, at once or not at all.")
@click.option("--pretty", is_flag=True, help="Indent the result for people.")
@options.reporting
def command(**wish: Any) -> int:
    """Say the document FILE in another format.

    The result goes to standard output, the report on every leaf of FILE to standard error.
    `-` is standard input. Nothing is written when the document is refused.

    \b
    Examples:
      A DCSA bill for a platform that speaks UN/CEFACT, and back without loss:
        fairlead convert bill.json --to un-json --carry --output bill.un.json
        fairlead convert bill.un.json --to dcsa
      A pack of Open eBL, with a file that says what it leaves out:
        fairlead convert pack.json --to dcsa --supplement missing.json > bill.json
    """  # noqa: D301 - the \b is click's
    return convert(Wish(**wish))


def convert(wish: Wish) -> int:
    """Read, convert, write, report; gives the exit code."""
    from fairlead.formats import named

    target = named(wish.to)
    place = _place(wish)
    try:
        made = _made(wish)
    except Refused as refusal:
        account = Account(wish.file, "convert", refusal.report, done=False, target=target)
        told([account], wish.form, sys.stderr, reveal=wish.reveal)
        return REFUSED
    output = asked.indented(made.output) if wish.pretty else made.output
    if place is None:
        streams.hand_over(output)
    else:
        writing.write(place, output)
    account = Account(
        wish.file, "convert", made.report, done=True, source=made.source.format, target=made.target,
        ledger=made.ledger if wish.form in {"text", "json"} else None, carry=wish.carry,
        profile=wish.profile, output=None if place is None else wish.output,
    )  # fmt: skip
    told([account], wish.form, sys.stderr, reveal=wish.reveal)
    return DONE


def _place(wish: Wish) -> Path | None:
    """Where the result will stand; None for standard output. Raises `UsageError` if it cannot."""
    if wish.supplement == wish.file == reading.STDIN:
        raise UsageError("standard input cannot be both FILE and --supplement; name a file for one")
    if wish.output is None or wish.output == reading.STDIN:
        return None
    return writing.place_for(wish.output, tuple(filter(None, (wish.file, wish.supplement))))


def _made(wish: Wish) -> Conversion:
    """The conversion itself. Raises `Refused`, and `UsageError` for a name that means nothing."""
    from fairlead.gateway import convert as library

    profile = asked.profile(wish.profile)
    supplement = reading.read_supplement(wish.supplement) if wish.supplement else None
    return library(
        reading.read(wish.file, wish.max_bytes),
        wish.to,
        source=wish.source,
        supplement=supplement,
        on_loss="refuse" if wish.on_loss == "refuse" else "report",
        carry=wish.carry,
        strict=wish.strict,
        allow=asked.capabilities(wish.allow),
        profile=profile,
        limits=asked.limits(wish.max_bytes),
    )
