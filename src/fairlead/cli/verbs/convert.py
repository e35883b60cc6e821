"""`fairlead convert`: a document said in another format."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from fairlead.cli import asked, options, reading, sealing, streams, writing
from fairlead.cli.defect import Apart
from fairlead.cli.report import told
from fairlead.cli.report.account import Account, ended, of_each
from fairlead.errors import Refused, UsageError

if TYPE_CHECKING:
    from fairlead.formats import Format
    from fairlead.gateway import Conversion
    from fairlead.gateway.convert.each import Terms


class Wish(Struct, frozen=True):
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
    message: int | None
    each: bool
    output: str | None
    pretty: bool
    sender: str | None
    recipient: str | None
    prepared: str | None
    reference: str | None
    form: str
    reveal: bool
    key: str | None
    receipt: str | None
    sealed: bool
    seal_unverified: bool
    trust: str | None
    roots: tuple[str, ...]
    at: str | None


@click.command(name="convert")
@click.argument("file")
@click.option(
    "--to",
    required=True,
    metavar="FORMAT",
    callback=options.a_format,
    help="The target; dcsa@3.0.0 asks for a version.",
)
@options.understanding
@click.option(
    "--supplement",
    metavar="FILE",
    callback=options.a_file,
    help="What the target needs and FILE does not say.",
)
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
    callback=options.a_capability,
    help="Convert although the target lacks it; may stand several times.",
)
@options.message
@click.option(
    "--each",
    is_flag=True,
    help="Every message, to a file of its own in the folder --output, made if need be.",
)
@click.option("-o", "--output", metavar="FILE", help="Write here, at once or not at all.")
@click.option("--pretty", is_flag=True, help="Indent the result for people.")
@options.sending
@sealing.signing
@sealing.trusting
@options.reporting
def command(**wish: Any) -> int:
    """Say the document FILE in another format.

    The result goes to standard output, the report on every leaf of FILE to standard error.
    `-` is standard input. Nothing is written when the document is refused. With --each, a message
    that is refused does not stop the others; the exit code is 1 where any was refused.

    \b
    Examples:
      A DCSA bill for a platform that speaks UN/CEFACT, and back without loss:
        fairlead convert bill.json --to un-json --carry --output bill.un.json
        fairlead convert bill.un.json --to dcsa
      A pack of Open eBL, with a file that says what it leaves out:
        fairlead convert pack.json --to dcsa --supplement missing.json > bill.json
      A message for a partner who reads EDIFACT:
        fairlead convert bill.json --to iftmcs --sender QUAYSIDE:ZZZ --recipient HARBOUR:ZZZ
      All messages of an interchange, to bills/1.json, bills/2.json and so on:
        fairlead convert incoming.edi --to un-json --each --output bills
      With a receipt, by which anyone can prove what was done:
        fairlead convert bill.json --to un-xml -o bill.xml --key file:quay.pem --receipt bill.jwt
    """  # noqa: D301 - the \b is click's
    return convert(Wish(**wish))


def convert(wish: Wish) -> int:
    """Read, convert, write, report; gives the exit code."""
    from fairlead.formats import named

    target = named(wish.to)
    if wish.pretty and target.wire.syntax != "json":
        raise UsageError(f"--pretty indents JSON, and {target.alias} is none")
    if wish.supplement == wish.file == reading.STDIN:
        raise UsageError("standard input cannot be both FILE and --supplement; name a file for one")
    _refuse_odd_seals(wish)
    accounts: list[Account] = []
    apart = Apart()
    try:
        for account in _all(wish, target, apart) if wish.each else _one(wish, target):
            accounts.append(account)  # noqa: PERF402 - what was done is told, though the next fails
    finally:
        if accounts:
            every = of_each(accounts) if wish.each else accounts
            told(every, wish.form, sys.stderr, reveal=wish.reveal)
    return apart.code(ended(accounts))


def _refuse_odd_seals(wish: Wish) -> None:
    """Raises `UsageError` for options of sealing that make no sense together."""
    if wish.key is None and (wish.receipt or wish.sealed or wish.seal_unverified):
        raise UsageError("--receipt and --sealed need our key; name it with --key")
    if wish.key is not None and not (wish.receipt or wish.sealed):
        raise UsageError("--key signs a receipt or the result; ask for --receipt FILE or --sealed")
    if wish.key is not None and wish.pretty:
        raise UsageError("what is signed goes out as it is; leave --pretty out")
    if wish.key is not None and wish.each:
        raise UsageError("--each makes no receipts; convert each message with --message")
    if wish.key is None:
        sealing.look_at_unused(sealing.Trusting(wish.trust, wish.roots, wish.at))


def _one(wish: Wish, target: Format) -> Iterator[Account]:
    """One document converted, and written where it was asked for."""
    from fairlead.gateway import convert as library

    place = writing.place_of(wish.output, _sources(wish))
    beside = _places_beside(wish, target, place)
    try:
        terms, data = _terms(wish), reading.read(wish.file, wish.max_bytes)
        limits = asked.limits(wish.max_bytes)
        made = library(data, wish.to, limits=limits, message=wish.message, **terms)
        out = Outgoing(_output(wish, made)) if wish.key is None else _sealed(wish, made)
        done = _done(wish, made, wish.message, None if place is None else wish.output)
    except Refused as refusal:
        yield _refused(wish, refusal, target, wish.message)
        return
    out.write(place, *beside)
    yield out.told(done)


def _all(wish: Wish, target: Format, apart: Apart) -> Iterator[Account]:
    """Every message converted, and written to a file of its own."""
    from fairlead.gateway import convert_each

    if wish.message is not None:
        raise UsageError("--each converts every message, --message one; name one of the two")
    if wish.output is None or wish.output == reading.STDIN:
        raise UsageError("name a folder for the messages with --output")
    ending = writing.ENDINGS[target.wire.syntax]
    folder = writing.folder_for(wish.output, ending, _sources(wish))
    try:
        terms, data = _terms(wish), reading.read(wish.file, wish.max_bytes)
        every = convert_each(data, wish.to, limits=asked.limits(wish.max_bytes), **terms)
    except Refused as refusal:
        yield _refused(wish, refusal, target, None)
        return
    for number, made in apart.numbered(every):
        with apart:
            yield _one_of_many(wish, made, target, number, folder / f"{number}.{ending}")


def _one_of_many(
    wish: Wish, made: Conversion | Refused, target: Format, number: int, place: Path
) -> Account:
    """One message, written where it was converted."""
    if isinstance(made, Refused):
        return _refused(wish, made, target, number)
    try:
        done = _done(wish, made, number, str(Path(str(wish.output), place.name)))
    except Refused as refusal:
        return _refused(wish, refusal, target, number)
    writing.make(place.parent)
    writing.write(place, _output(wish, made))
    return done


def _places_beside(
    wish: Wish, target: Format, place: Path | None
) -> tuple[Path | None, Path | None]:
    """Where a signature beside the result and the receipt will stand, each where there may be one.

    Raises `UsageError` if one cannot stand there, or if two of them are one file.
    """
    sources = _sources(wish)
    signature = receipt = None
    if place is not None and wish.sealed and _sealed_beside(target):
        signature = writing.place_for(f"{place}.jws", sources)
    if wish.receipt == reading.STDIN:
        raise UsageError("standard output is for the result; name a file with --receipt")
    if wish.receipt is not None:
        receipt = writing.place_for(wish.receipt, sources)
    if receipt is not None and receipt in {place, signature}:
        raise UsageError("the result and its receipt are two; name another file with --receipt")
    return signature, receipt


def _sources(wish: Wish) -> tuple[str, ...]:
    """What is read, and so never written over."""
    said = (wish.file, wish.supplement, wish.trust, *wish.roots, *sealing.files_of(wish.key))
    return tuple(filter(None, said))


def _terms(wish: Wish) -> Terms:
    """What the library is asked for. Raises `UsageError` for a name that means nothing."""
    profile = asked.profile(wish.profile)
    supplement = reading.read_supplement(wish.supplement) if wish.supplement else None
    return {
        "source": wish.source,
        "supplement": supplement,
        "on_loss": "refuse" if wish.on_loss == "refuse" else "report",
        "carry": wish.carry,
        "strict": wish.strict,
        "allow": asked.capabilities(wish.allow),
        "profile": profile,
        "header": asked.header(wish.sender, wish.recipient, wish.prepared, wish.reference),
    }


class Outgoing(Struct, frozen=True):
    """What is written once all of it is made."""

    result: bytes
    beside: bytes | None = None
    """A detached signature, to stand beside the result."""
    receipt: bytes | None = None
    verdicts: tuple[Any, ...] = ()
    """On the signatures that the source came with, where they were looked at."""

    def write(self, place: Path | None, signature: Path | None, receipt: Path | None) -> None:
        """Write it: what proves the result first, so that none goes out without its proof."""
        for path, data in ((receipt, self.receipt), (signature, self.beside)):
            if path is not None and data is not None:
                writing.write(path, data)
        if place is None:
            streams.hand_over(self.result)
        else:
            writing.write(place, self.result)

    def told(self, account: Account) -> Account:
        """The account, which does not call a signature unverified that was verified."""
        if not self.verdicts:
            return account
        from fairlead.gateway.vouch.sealing import after_verdicts

        return replace(account, report=after_verdicts(account.report, self.verdicts))


def _sealed(wish: Wish, made: Conversion) -> Outgoing:
    """The result and its receipt, signed. Raises `Refused` where the source is not verified."""
    from fairlead.gateway.vouch.sealing import seal_conversion

    trust = sealing.trust_of(sealing.Trusting(wish.trust, wish.roots, wish.at))
    signer = sealing.signer_of(str(wish.key))
    at, unverified = sealing.moment(wish.at), wish.seal_unverified
    done = seal_conversion(made, signer, at=at, trust=trust, unverified=unverified)
    receipt = done.receipt + b"\n" if wish.receipt is not None else None
    if not wish.sealed:
        return Outgoing(_output(wish, made), None, receipt, done.verdicts)
    if _sealed_beside(made.target):
        if wish.output in {None, reading.STDIN}:
            alias = made.target.alias
            raise UsageError(f"the signature of {alias} stands beside it; name the result with -o")
        return Outgoing(made.output, done.document(), receipt, done.verdicts)
    return Outgoing(done.document(), None, receipt, done.verdicts)


def _sealed_beside(target: Format) -> bool:
    """Whether the signature stands in a file of its own."""
    from fairlead.formats.kinds import Seal

    return target.seal is Seal.BESIDE


def _output(wish: Wish, made: Conversion) -> bytes:
    """The bytes that go out."""
    return asked.indented(made.output) if wish.pretty else made.output


def _refused(wish: Wish, refusal: Refused, target: Format, message: int | None) -> Account:
    """The account of a document that was refused."""
    return Account(wish.file, "convert", refusal.report, done=False, target=target, message=message)


def _done(wish: Wish, made: Conversion, message: int | None, output: str | None) -> Account:
    """The account of a document that was converted. Raises `Refused` where there can be none."""
    return Account(
        wish.file, "convert", made.report, done=True, source=made.source.format, target=made.target,
        ledger=made.ledger if wish.form in {"text", "json"} else None, carry=wish.carry,
        profile=wish.profile, output=output, message=message,
    )  # fmt: skip
