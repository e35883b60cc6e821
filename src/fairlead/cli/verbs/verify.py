"""`fairlead verify`: who vouched for a file, and whether that holds."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from fairlead.cli import asked, options, reading, sealing, streams, writing
from fairlead.cli.exits import DONE, NOT_VERIFIED, UNDETERMINED
from fairlead.errors import Refused, UsageError

ADVICE = {
    "algorithm": "A PEM does not say the algorithm of its key, and RSA has two; a JWK does "
    "(fairlead keys public --form jwk).",
    "no-trust-list": "Say whom to trust: --root KEY, or --trust LIST and the --root of it.",
    "unknown-key": "--root alone knows a key by its thumbprint; what goes by another name needs a "
    "trust list (fairlead trust --help).",
    "trust-list-rolled-back": "A later version of this list was used here before; get that one.",
    "unsupported": "A key of ours is RSA, on P-256, on P-384 or Ed25519.",
}
"""Reason of a verdict to what helps."""

BEYOND_ADVICE = {
    "control-not-judged": "--signatures-only asks who signed, and not who holds the bill.",
    "not-compared": "--source and --output compare it; --signatures-only asks who signed it.",
}
"""Reason why nothing beyond the signatures was found out, to what helps."""

BEYOND = {
    "control-not-judged": "control of the bill was not judged",
    "not-compared": "what it speaks of was not compared",
}
"""Reason why only the signatures are verified, to what is said of the rest."""

COLOURS = {"holds": "done", "not checked": "note"}
"""What came of a step, to how it is painted; anything else is an error."""


@dataclass(frozen=True)
class Wish:
    """What was asked for, as it was typed."""

    file: str
    trust: str | None
    roots: tuple[str, ...]
    at: str | None
    source: str | None
    output: str | None
    supplement: str | None
    parent: str | None
    twin: str | None
    content: str | None
    extract: str | None
    signatures_only: bool
    max_bytes: int
    in_json: bool

    @property
    def files(self) -> tuple[str, ...]:
        """What is read, and so never written over."""
        compared = (self.source, self.output, self.supplement, self.parent, self.twin, self.content)
        return tuple(filter(None, (self.file, self.trust, *self.roots, *compared)))


@click.command(name="verify")
@click.argument("file")
@sealing.trusting
@click.option(
    "--source",
    metavar="FILE",
    callback=options.a_file,
    help="Of a receipt: what was converted; with --output.",
)
@click.option(
    "--output",
    metavar="FILE",
    callback=options.a_file,
    help="Of a receipt: what came out; with --source.",
)
@click.option(
    "--supplement",
    metavar="FILE",
    callback=options.a_file,
    help="Of a receipt: the supplement that was used.",
)
@click.option(
    "--parent",
    metavar="FILE",
    callback=options.a_file,
    help="Of an Open eBL pack: the version before it.",
)
@click.option(
    "--twin",
    metavar="FILE",
    callback=options.a_file,
    help="Of an Open eBL pack: a plain copy to compare.",
)
@click.option(
    "--content",
    metavar="FILE",
    callback=options.a_file,
    help="Of a detached signature: what it stands beside.",
)
@click.option("--signatures-only", is_flag=True,
              help="Ask who signed what, and neither who holds the bill nor whether a receipt is "
              "true.")  # fmt: skip
@click.option("--extract", metavar="FILE", help="Write what was verified here, and only then.")
@click.option("--max-bytes", default=reading.MOST, show_default=True, type=click.IntRange(1),
              metavar="N", help="Refuse a larger FILE before it is read.")  # fmt: skip
@options.as_json
def command(**wish: Any) -> int:
    """Find out who vouched for FILE, and whether that holds.

    FILE is a receipt, a sealed document, signed XML, a DCSA envelope or request to issue, or a
    pack of Open eBL. The numbered steps and the verdict go to standard output; a step that was
    not asked is "not checked". Nothing is asked of the network: whom to trust is what --trust and
    --root say. With --source and --output the conversion of a receipt is repeated, which proves
    that the one says what the other says. The exit code is 0 where FILE is verified, 3 where it is
    rejected, 4 where that could not be found out. `-` is standard input.

    Who holds a bill by the history of an envelope or a pack is not judged yet, and a receipt alone
    is compared with nothing: both end with 4 though their signatures hold, unless only those are
    asked about, by --signatures-only.

    \b
    Examples:
      Who signed a receipt, by a list of platforms that the registrar signed:
        fairlead verify bill.receipt --trust platforms.jws --root registrar.pem --signatures-only
      That the output says what the source says, by one public key:
        fairlead verify bill.receipt --root quay.pem --source bill.json --output bill.un.json
      Who signed a pack of Open eBL and its parent, as of the day it was received:
        fairlead verify 3.json --parent 2.json --root openebl.pem --signatures-only
          --at 2026-11-25T08:00:00Z
    """  # noqa: D301 - the \b is click's
    return verify(Wish(**wish))


def verify(wish: Wish) -> int:
    """Verify and draw the verdict; gives the exit code."""
    _refuse_odd(wish)
    place = None if wish.extract is None else writing.place_for(wish.extract, wish.files)
    try:
        trusted = sealing.Trusting(wish.trust, wish.roots, wish.at)
        verdict = _verdict(wish, sealing.trust_of(trusted))
    except sealing.Distrusted as distrusted:
        verdict = distrusted.verdict
    if place is not None:
        _extract(place, verdict)
    if wish.in_json:
        _in_json(verdict)
    else:
        _in_words(wish.file, verdict)
    return _code(verdict)


def _refuse_odd(wish: Wish) -> None:
    """Raises `UsageError` for options that make no sense together: nothing is passed over."""
    if (wish.source is None) != (wish.output is None):
        raise UsageError("a conversion is repeated with --source and --output; name both")
    if wish.supplement is not None and wish.source is None:
        raise UsageError("--supplement belongs to a conversion; name --source and --output too")
    if wish.source is not None and wish.signatures_only:
        raise UsageError("--signatures-only leaves out what --source and --output compare")
    beside = (wish.parent, wish.twin, wish.content)
    if wish.source is not None and any(name is not None for name in beside):
        raise UsageError("--parent, --twin and --content belong to no receipt; leave them out")


def _verdict(wish: Wish, trust: Any) -> Any:
    from fairlead.gateway.vouch.verify import is_receipt, unreadable
    from fairlead.gateway.vouch.verify import verify as library

    at, limits = sealing.moment(wish.at), asked.limits(wish.max_bytes)
    try:
        data = reading.read(wish.file, wish.max_bytes)
    except Refused as refused:
        return unreadable(refused)
    beside = {
        name: None if name_of is None else reading.read(name_of, wish.max_bytes)
        for name, name_of in (
            ("parent", wish.parent), ("twin", wish.twin), ("content", wish.content)
        )
    }  # fmt: skip
    if wish.source is None or wish.output is None:
        only = wish.signatures_only
        return library(data, trust, at=at, limits=limits, signatures_only=only, **beside)
    if not is_receipt(data):
        raise UsageError(f"{wish.file!r} is no receipt, so there is no conversion to repeat")
    from fairlead.gateway.vouch.repeat import verify_conversion

    source, output = (reading.read(name, wish.max_bytes) for name in (wish.source, wish.output))
    added = reading.read_supplement(wish.supplement) if wish.supplement else None
    return verify_conversion(
        data.strip(), source, output, trust, at=at, supplement=added, limits=limits
    )


def _extract(place: Path, verdict: Any) -> None:
    """Write what was signed, where it was verified and is bytes of its own."""
    from fairlead.seal import Verified

    if not isinstance(verdict, Verified):
        return
    content = getattr(verdict.content, "payload", verdict.content)
    if not isinstance(content, bytes):
        raise UsageError(f"{verdict.what}: nothing stands in its signature that could be extracted")
    writing.write(place, content)


def _code(verdict: Any) -> int:
    from fairlead.seal import Rejected, Verified

    if isinstance(verdict, Verified):
        return DONE
    return NOT_VERIFIED if isinstance(verdict, Rejected) else UNDETERMINED


def _in_json(verdict: Any) -> None:
    steps = [
        {"number": number, "result": result.value, "says": says}
        for number, (result, says) in enumerate(zip(verdict.results, verdict.steps, strict=True), 1)
    ]
    streams.say(json.dumps({**verdict.as_json(), "steps": steps}, indent=2, ensure_ascii=False))


def _in_words(name: str, verdict: Any) -> None:
    """The steps that were gone, and how it ended."""
    from fairlead.seal import Rejected, Verified

    done = isinstance(verdict, Verified)
    streams.say(f"{name}: {verdict.what}")
    _steps(verdict, len(verdict.steps) if done else verdict.step)
    if done:
        streams.say(f"verified: {_vouched(verdict.by)}")
        if verdict.beyond is not None:
            streams.say(f"signatures only ({verdict.beyond.value}): {BEYOND[verdict.beyond.value]}")
        return
    rejected = isinstance(verdict, Rejected)
    signed = not rejected and verdict.signed is not None
    if signed:
        streams.say(f"signatures verified: {_vouched(verdict.signed)}")
    kind = "rejected" if rejected else "undetermined"
    streams.say(f"{kind} at step {verdict.step} ({verdict.reason.value}): {verdict.says}")
    advice = (BEYOND_ADVICE if signed else ADVICE).get(verdict.reason)
    if advice is not None:
        streams.tell(advice)


def _steps(verdict: Any, gone: int) -> None:
    """Each step that was gone, with what came of it."""
    told = list(zip(verdict.results, verdict.steps, strict=True))[:gone]
    wide = max(len(result) for result, _ in told)
    for number, (result, says) in enumerate(told, 1):
        colour = COLOURS.get(result.value, "error")
        mark = streams.painted(f"{result.value:<{wide}}", colour, sys.stdout)
        streams.say(f"  {number:>2}  {mark}  {says}")


def _vouched(by: Any) -> str:
    return f"{by.platform} vouches for it by its key {by.kid} ({by.purpose})"
