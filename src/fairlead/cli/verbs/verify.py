"""`fairlead verify`: who vouched for a file, and whether that holds."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from fairlead.cli import asked, options, reading, receipts, sealing, streams, writing
from fairlead.cli.exits import DONE, NOT_VERIFIED, UNDETERMINED
from fairlead.errors import Refused, UsageError

ADVICE = {
    "algorithm": "A PEM does not say the algorithm of its key, and RSA has two; a JWK does "
    "(fairlead keys public --form jwk).",
    "no-trust-list": "Say whom to trust: --root KEY, or --trust LIST and the --root of it.",
    "unknown-key": "--root alone knows a key by its thumbprint; what goes by another name needs a "
    "trust list (fairlead trust --help).",
    "key-retired": "Evidence of time from before proves that it is older: --evidence FILE.",
    "trust-list-rolled-back": "A later version of this list was used here before; get that one.",
    "unsupported": "A key of ours is RSA, on P-256, on P-384 or Ed25519.",
}
"""Reason of a verdict to what helps."""

BEYOND_ADVICE = {
    "unknown-key": "An authority for time is trusted by its root certificate: --root, or the roots "
    "of a trust list with the purpose timestamp.",
    "not-compared": "--source and --output compare it; --signatures-only asks who signed it.",
}
"""Reason why nothing beyond the signatures was found out, to what helps."""

BEYOND = {"not-compared": "what it speaks of was not compared"}
"""Reason why only the signatures are verified, to what is said of the rest."""

CONTROL_ADVICE = {
    "not-compared": "Give the whole history: a folder of its versions, or a --parent for each one "
    "before FILE.",
    "carrier-not-bound": "The key of the issuance manifest lists its carriers in the trust list "
    "(fairlead trust sign --help).",
}
"""Reason why control is undetermined, to what helps."""

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
    parents: tuple[str, ...]
    twin: str | None
    content: str | None
    evidence: str | None
    extract: str | None
    signatures_only: bool
    peer: str | None
    max_bytes: int
    in_json: bool

    @property
    def files(self) -> tuple[str, ...]:
        """What is read, and so never written over."""
        compared = (
            self.source,
            self.output,
            self.supplement,
            self.twin,
            self.content,
            self.evidence,
        )
        given = (self.file, *self.parents, self.trust, *self.roots, *compared)
        return tuple(filter(None, given))


def look_at_peer(name: str) -> None:
    """Raises `UsageError` for a peer that nobody knows."""
    from fairlead.title import peer_of

    peer_of(name)


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
    "parents",
    multiple=True,
    metavar="FILE",
    callback=options.a_file,
    help="Of an Open eBL pack: a version before it; once for each.",
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
@click.option(
    "--evidence",
    metavar="FILE",
    callback=options.a_file,
    help="Evidence of when FILE was there: the answer of a time-stamping authority (RFC 3161).",
)
@click.option(
    "--peer",
    metavar="NAME",
    callback=options.looked_at(look_at_peer),
    help="Leave out the checks of control that a known program fails: ctk-2026-01.",
)
@click.option("--signatures-only", is_flag=True,
              help="Ask who signed what, and neither who holds the bill nor whether a receipt is "
              "true.")  # fmt: skip
@click.option("--extract", metavar="FILE", help="Write what was verified here, and only then.")
@click.option("--max-bytes", default=reading.MOST, show_default=True, type=click.IntRange(1),
              metavar="N", help="Refuse a larger FILE before it is read.")  # fmt: skip
@options.as_json
def command(**wish: Any) -> int:
    """Find out who vouched for FILE, and who has the bill by its history.

    FILE is a receipt, a sealed document, signed XML, a DCSA envelope or request to issue, or a
    pack of Open eBL; a folder holds the versions of a pack, in order of their names. There are two
    verdicts. The verdict on signatures says who vouched for which bytes, by numbered steps; a step
    that was not asked is "not checked". The verdict on control says who has the bill by the
    history of an envelope or a pack, and which named check fails or is open (docs/title.md); it
    needs every version of a pack. What a receipt says is told first, in words, and what of it was
    not compared. Nothing is asked of the network: whom to trust is what --trust and --root say.
    With --source and --output the conversion of a receipt is repeated, which proves that the one
    says what the other says. With --evidence a key that was retired since, or that expired, still
    vouches for what was there before; the authority is a root for the purpose timestamp in the
    trust list. Evidence in the header of a flattened JWS is looked at unasked.

    The exit code is that of the worse verdict: 3 where one is rejected, 4 where one could not be
    found out, 0 where both are verified or there is only one. A receipt alone is compared with
    nothing and ends with 4. --signatures-only asks neither who has the bill nor whether a receipt
    is true. `-` is standard input.

    \b
    Examples:
      Who signed a receipt, by a list of platforms that the registrar signed:
        fairlead verify bill.receipt --trust platforms.jws --root registrar.pem --signatures-only
      That the output says what the source says, by one public key:
        fairlead verify bill.receipt --root quay.pem --source bill.json --output bill.un.json
      Who owns a bill of Open eBL, by all of its versions, as of the day it was received:
        fairlead verify versions --root openebl.pem --at 2026-11-25T08:00:00Z
      What a key signed before it was retired, by evidence of when that was:
        fairlead verify bill.jws --evidence bill.jws.tsr --trust platforms.jws --root registrar.pem
    """  # noqa: D301 - the \b is click's
    return verify(Wish(**wish))


def verify(wish: Wish) -> int:
    """Verify and draw the verdicts; gives the exit code."""
    _refuse_odd(wish)
    wish = _unfolded(wish)
    place = None if wish.extract is None else writing.place_for(wish.extract, wish.files)
    said = None
    try:
        trusted = sealing.Trusting(wish.trust, wish.roots, wish.at)
        found, said = _found(wish, sealing.trust_of(trusted))
    except sealing.Distrusted as distrusted:
        found = _without_control(distrusted.verdict)
    if place is not None:
        _extract(place, found)
    if wish.in_json:
        streams.say(json.dumps(found.as_json(), indent=2, ensure_ascii=False))
    else:
        _in_words(wish.file, found, said)
    return _CODES[found.worst]


_CODES = {"verified": DONE, "rejected": NOT_VERIFIED, "undetermined": UNDETERMINED}
MOST_VERSIONS = 1_000
LARGEST_EVIDENCE = 1_000_000
"""Bytes of the largest file of evidence that is read; how much of it is taken, a verdict says."""


def _unfolded(wish: Wish) -> Wish:
    """The wish, where FILE is a folder: its last file, with the files before it as its parents."""
    folder = Path(wish.file)
    if not folder.is_dir():
        return wish
    if wish.parents:
        raise UsageError("a folder holds every version; leave --parent out")
    names = sorted(one.name for one in folder.iterdir() if not one.name.startswith("."))
    if not 0 < len(names) <= MOST_VERSIONS:
        raise UsageError(f"{wish.file!r} holds no version, or more than {MOST_VERSIONS}")
    *before, last = (str(folder / name) for name in names)
    return replace(wish, file=last, parents=tuple(before))


def _without_control(verdict: Any) -> Any:
    from fairlead.gateway.vouch.control import NOT_APPLICABLE
    from fairlead.gateway.vouch.verdicts import Verdicts

    return Verdicts(verdict, NOT_APPLICABLE)


def _refuse_odd(wish: Wish) -> None:
    """Raises `UsageError` for options that make no sense together: nothing is passed over."""
    if (wish.source is None) != (wish.output is None):
        raise UsageError("a conversion is repeated with --source and --output; name both")
    if wish.supplement is not None and wish.source is None:
        raise UsageError("--supplement belongs to a conversion; name --source and --output too")
    if wish.source is not None and wish.signatures_only:
        raise UsageError("--signatures-only leaves out what --source and --output compare")
    if wish.peer is not None and (wish.signatures_only or wish.source is not None):
        raise UsageError("--peer belongs to a verdict on control; leave it out")
    beside = (*wish.parents, wish.twin, wish.content)
    if wish.source is not None and any(name is not None for name in beside):
        raise UsageError("--parent, --twin and --content belong to no receipt; leave them out")


def _found(wish: Wish, trust: Any) -> tuple[Any, Any]:
    """The verdicts, and what a receipt says, where FILE is one that can be read."""
    from fairlead.gateway.vouch.receipt_alone import read_receipt
    from fairlead.gateway.vouch.verify import NOBODY_TRUSTED, is_receipt, unreadable
    from fairlead.gateway.vouch.verify import verify as library

    at, limits = sealing.moment(wish.at), asked.limits(wish.max_bytes)
    try:
        data = reading.read(wish.file, wish.max_bytes)
    except Refused as refused:
        return _without_control(unreadable(refused)), None
    from fairlead.gateway.vouch.evidence import dated, signed_in

    signed = signed_in(data)
    said = read_receipt(signed.strip()) if is_receipt(signed) else None
    evidence = None if wish.evidence is None else reading.read(wish.evidence, LARGEST_EVIDENCE)
    twin, content = (
        None if name is None else reading.read(name, wish.max_bytes)
        for name in (wish.twin, wish.content)
    )
    parents = [reading.read(name, wish.max_bytes) for name in wish.parents]
    if wish.source is None or wish.output is None:
        verdicts = library(
            data, trust, at=at, limits=limits, signatures_only=wish.signatures_only,
            parents=parents, twin=twin, content=content, peer=wish.peer, evidence=evidence,
        )  # fmt: skip
        return verdicts, said
    if said is None and not is_receipt(signed):
        raise UsageError(f"{wish.file!r} is no receipt, so there is no conversion to repeat")
    from fairlead.gateway.vouch.repeat import verify_conversion

    source, output = (reading.read(name, wish.max_bytes) for name in (wish.source, wish.output))
    added = reading.read_supplement(wish.supplement) if wish.supplement else None
    repeated = verify_conversion(
        data, source, output, trust, at=at, supplement=added, limits=limits, evidence=evidence
    )
    times = dated(data, evidence, trust or NOBODY_TRUSTED, at=at)
    return replace(_without_control(repeated), evidence=times), said


def _extract(place: Path, found: Any) -> None:
    """Write what was signed, where it was verified and is bytes of its own."""
    if found.worst != "verified":
        return
    verdict = found.signature
    content = getattr(verdict.content, "payload", verdict.content)
    if not isinstance(content, bytes):
        raise UsageError(f"{verdict.what}: nothing stands in its signature that could be extracted")
    writing.write(place, content)


def _in_words(name: str, found: Any, said: Any) -> None:
    """What a receipt says, the steps that were gone, and how both verdicts ended."""
    if said is not None:
        streams.say(f"{name} says:")
        for line in receipts.in_words(said, found.signature):
            streams.say(f"  {line}")
    _signature_in_words(name, found.signature)
    for one in found.evidence.as_json():
        streams.say(f"evidence of time {one['verdict']}: {_dated(one)}")
    control = found.control
    if control.verdict is None and control.reason == "not-applicable":
        return
    if control.verdict is None:
        streams.say(f"control: {control.says}")
        return
    reason = "" if control.reason is None else f" ({control.reason})"
    streams.say(f"control {control.kind}{reason}: {control.says}")
    if control.kind == "undetermined" and control.reason in CONTROL_ADVICE:
        streams.tell(CONTROL_ADVICE[control.reason])


def _signature_in_words(name: str, verdict: Any) -> None:
    from fairlead.gateway.vouch.verdicts import unnamed_in_words
    from fairlead.seal import Rejected, Verified

    done = isinstance(verdict, Verified)
    streams.say(f"{name}: {verdict.what}")
    _steps(verdict, len(verdict.steps) if done else verdict.step)
    odd = unnamed_in_words(verdict)
    if odd:
        streams.say(odd)
    if done:
        streams.say(f"signature verified: {_vouched(verdict.by)}")
        if verdict.beyond is not None:
            streams.say(f"signatures only ({verdict.beyond.value}): {BEYOND[verdict.beyond.value]}")
        return
    rejected = isinstance(verdict, Rejected)
    signed = not rejected and verdict.signed is not None
    if signed:
        streams.say(f"it is signed: {_vouched(verdict.signed)}")
    kind = "rejected" if rejected else "undetermined"
    at = f"at step {verdict.step} ({verdict.reason.value})"
    streams.say(f"signature {kind} {at}: {verdict.says}")
    advice = (BEYOND_ADVICE if signed else ADVICE).get(verdict.reason)
    if advice is not None:
        streams.tell(advice)


def _dated(one: dict[str, Any]) -> str:
    """What a piece of evidence shows, and who says so."""
    if one["by"] is None:
        return f"{one['says']} ({one['reason']})"
    return f"{one['says']}, as {one['by']['platform']} says ({one['by']['kid']})"


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
