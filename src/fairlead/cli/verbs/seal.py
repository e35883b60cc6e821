"""`fairlead seal`: our signature around a document, or beside it; not a byte of it is changed."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

import click

from fairlead.cli import asked, evidence, options, reading, sealing, streams, writing
from fairlead.cli.report import told
from fairlead.cli.report.account import Account, ended
from fairlead.errors import Refused


@dataclass(frozen=True)
class Wish:
    """What was asked for, as it was typed."""

    file: str
    key: str
    detached: bool
    source: str | None
    output: str | None
    trust: str | None
    roots: tuple[str, ...]
    at: str | None
    seal_unverified: bool
    timestamp: str | None
    max_bytes: int
    form: str
    reveal: bool


@click.command(name="seal")
@click.argument("file")
@click.option(
    "--key",
    required=True,
    metavar="URI",
    callback=sealing.a_key,
    help="Our key: file:quay.pem, pkcs11:token=...",
)
@click.option("--detached", is_flag=True, help="Only the signature, to stand beside FILE.")
@click.option(
    "--from",
    "source",
    metavar="FORMAT",
    callback=options.a_format,
    help="What FILE is; else found out.",
)
@click.option("-o", "--output", metavar="FILE", help="Write here, at once or not at all.")
@sealing.trusting
@click.option("--seal-unverified", is_flag=True,
              help="Seal although the signature of FILE, or control by its history, is not "
              "verified.")  # fmt: skip
@click.option("--timestamp", metavar="URL", callback=evidence.an_authority,
              help="Ask this authority for evidence of time, over the network, and write it as "
              "OUTPUT.tsr; needs --output.")  # fmt: skip
@click.option("--max-bytes", default=reading.MOST, show_default=True, type=click.IntRange(1),
              metavar="N", help="Refuse a larger FILE before it is read.")  # fmt: skip
@options.reporting
def command(**wish: Any) -> int:
    """Put our signature around FILE, not a byte of which is changed.

    FILE must be a document that is known here and keeps to its format. XML gets the signature
    inside, JSON (and XML that others signed) goes into a compact JWS, EDIFACT gets a detached JWS
    to stand beside it. A signature that FILE came with stays as it is; it must be verified by
    --trust and --root, and control of the bill by its history must not be rejected, or nothing is
    sealed, unless --seal-unverified asks for it: the exit code is 3 or 4 then. `-` is standard
    input.

    \b
    Examples:
      A bill, and what it was, back out of its seal:
        fairlead seal bill.json --key file:quay.pem --output bill.jws
        fairlead verify bill.jws --root quay.public.pem --extract bill.again.json
      A signature beside an interchange:
        fairlead seal bill.edi --key file:quay.pem --output bill.edi.jws
        fairlead verify bill.edi.jws --content bill.edi --root quay.public.pem
    """  # noqa: D301 - the \b is click's
    return seal(Wish(**wish))


def seal(wish: Wish) -> int:
    """Read, seal, write, report; gives the exit code."""
    account = _account(wish)
    told([account], wish.form, sys.stderr, reveal=wish.reveal)
    return ended([account])


def _account(wish: Wish) -> Account:
    from fairlead.gateway.vouch.sealing import seal_document

    beside = tuple(filter(None, (wish.file, wish.trust, *wish.roots, *sealing.files_of(wish.key))))
    place = writing.place_of(wish.output, beside)
    stamped = evidence.place_beside(wish.timestamp, wish.output, beside)
    trust = sealing.trust_of(sealing.Trusting(wish.trust, wish.roots, wish.at))
    signer, at = sealing.signer_of(wish.key), sealing.moment(wish.at)
    try:
        data = reading.read(wish.file, wish.max_bytes)
        sealed, origin = seal_document(
            data, signer, at=at, trust=trust, source=wish.source, detached=wish.detached,
            limits=asked.limits(wish.max_bytes), unverified=wish.seal_unverified,
        )  # fmt: skip
    except Refused as refusal:
        return Account(wish.file, "seal", refusal.report, done=False)
    if wish.timestamp is not None and stamped is not None:  # before anything is written
        writing.write(stamped, evidence.asked_of(wish.timestamp, sealed, str(wish.output)))
    if place is None:
        streams.hand_over(sealed)
    else:
        writing.write(place, sealed)
    return Account(wish.file, "seal", origin.report, done=True, source=origin.format,
                   output=None if place is None else wish.output)  # fmt: skip
