"""`fairlead timestamp`: evidence of when a file was there, by the word of an authority."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from fairlead.cli import evidence, reading, sealing, streams, writing
from fairlead.cli.exits import DONE, NOT_VERIFIED, UNDETERMINED
from fairlead.errors import Refused, UsageError


@dataclass(frozen=True)
class Wish:
    """What was asked for, as it was typed."""

    file: str
    authority: str
    in_header: bool
    output: str | None
    trust: str | None
    roots: tuple[str, ...]
    at: str | None
    max_bytes: int


@click.command(name="timestamp")
@click.argument("file")
@click.option("--authority", required=True, metavar="URL", envvar="FAIRLEAD_TIMESTAMP",
              show_envvar=True, callback=evidence.an_authority,
              help="The time-stamping authority that is asked, over the network.")  # fmt: skip
@click.option("--in-header", is_flag=True,
              help="Of a compact JWS or a pack: write it as flattened JWS, with the evidence in "
              "the header that nobody signs; needs --output.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE",
              help="Write here instead of FILE.tsr, at once or not at all.")  # fmt: skip
@sealing.trusting
@click.option("--max-bytes", default=reading.MOST, show_default=True, type=click.IntRange(1),
              metavar="N", help="Refuse a larger FILE before it is read.")  # fmt: skip
def command(**wish: Any) -> int:
    """Ask an authority for evidence that FILE is there now, and write it beside FILE.

    The evidence is the answer of a time-stamping authority (RFC 3161). It is of the bytes of FILE
    as they are: seal first, then ask. What is sent is a digest of FILE and a random number, to the
    address that was named and to no other; beside `seal --timestamp` nothing asks the network.
    With --trust or --root the answer is verified before it is written; a root for the purpose
    timestamp says whom to believe.

    \b
    Examples:
      Evidence beside a sealed bill, and what it is for:
        fairlead timestamp bill.jws --authority https://tsa.example/tsr --root tsa.root.pem
        fairlead verify bill.jws --evidence bill.jws.tsr --trust platforms.jws --root registrar.pem
      In one file with what is signed:
        fairlead timestamp bill.jws --authority https://tsa.example/tsr --in-header -o bill.json
    """  # noqa: D301 - the \b is click's
    return timestamp(Wish(**wish))


def timestamp(wish: Wish) -> int:
    """Ask, look, write; gives the exit code."""
    from fairlead.seal.unprotected import with_evidence

    place = _place(wish)
    trust = sealing.trust_of(sealing.Trusting(wish.trust, wish.roots, wish.at))
    data = reading.read(wish.file, wish.max_bytes)
    parts = _parts(wish.file, data) if wish.in_header else None
    beside = data if parts is None else parts["signature"].encode()
    answer = evidence.asked_of(wish.authority, beside, wish.file)
    if trust is None:
        streams.tell(
            "fairlead: note: who answered was not verified; --root or --trust says whom to believe"
        )
    else:
        code = _verified(answer, beside, trust, wish)
        if code != DONE:
            return code
    writing.write(place, answer if parts is None else with_evidence(parts, answer))
    return DONE


def _place(wish: Wish) -> Path:
    """Where the evidence will stand. Raises `UsageError` where it cannot."""
    if wish.output is None and (wish.in_header or wish.file == reading.STDIN):
        raise UsageError("name the file to write with --output")
    beside = tuple(filter(None, (wish.file, wish.trust, *wish.roots)))
    return writing.place_for(wish.output or f"{wish.file}{evidence.ENDING}", beside)


def _parts(name: str, data: bytes) -> dict[str, str]:
    """The three parts of a JWS. Raises `UsageError` where there is none."""
    names = ("protected", "payload", "signature")
    parts = data.strip().split(b".")
    if len(parts) == len(names) and data.isascii():
        return dict(zip(names, (one.decode() for one in parts), strict=True))
    from fairlead.syntax.json import read

    try:
        tree: Any = read(data)
    except Refused:
        tree = None
    alike = isinstance(tree, dict) and tree.keys() == set(names)
    if not alike or not all(isinstance(one, str) for one in tree.values()):
        raise UsageError(f"{name!r} is no compact JWS and no pack; leave --in-header out")
    return dict(tree)


def _verified(answer: bytes, beside: bytes, trust: Any, wish: Wish) -> int:
    """The exit code of a verification of the answer, which is told."""
    from fairlead.seal import Rejected, Verified
    from fairlead.seal.evidence import verify_evidence

    verdict = verify_evidence(answer, beside, trust, at=sealing.moment(wish.at))
    if isinstance(verdict, Verified):
        time = f"{verdict.content.stated:%Y-%m-%dT%H:%M:%SZ}"
        streams.say(f"{wish.file}: it was there at {time}, as {verdict.by.platform} says")
        return DONE
    rejected = isinstance(verdict, Rejected)
    kind = "rejected" if rejected else "undetermined"
    says = f"evidence of time {kind} ({verdict.reason.value}): {verdict.says}"
    streams.say(f"{says}; nothing was written", sys.stderr)
    return NOT_VERIFIED if rejected else UNDETERMINED
