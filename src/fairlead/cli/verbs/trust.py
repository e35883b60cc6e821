"""`fairlead trust`: lists of whom to trust."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from fairlead.cli import options, reading, sealing, streams, writing
from fairlead.cli.drawing import draw
from fairlead.cli.exits import DONE, NOT_VERIFIED, UNDETERMINED
from fairlead.errors import Refused, UsageError

if TYPE_CHECKING:
    from fairlead.seal import TrustList


_by_roots = click.option("--root", "roots", multiple=True, required=True, metavar="FILE",
                         envvar="FAIRLEAD_ROOT", callback=options.a_file,
                         help="The public key that signed the list.")  # fmt: skip


@click.group(name="trust")
def command() -> None:
    """Sign and show lists of whom to trust.

    A list says which key of which platform vouches for what, and when. It is signed by a root,
    has a version that only rises, and expires.

    \b
    Examples:
      A list for those who trust the registrar:
        fairlead trust sign platforms.json --key file:registrar.pem --output platforms.jws
      What it says, as they see it:
        fairlead trust show platforms.jws --root registrar.public.pem
    """  # noqa: D301 - the \b is click's


@command.command(name="sign")
@click.argument("file")
@click.option(
    "--key",
    required=True,
    metavar="URI",
    callback=sealing.a_key,
    help="The key of the root, file:... or pkcs11:...",
)
@click.option("--previous", metavar="FILE", callback=options.a_file,
              help="The signed list before this one, whose digest it names then.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", help="Write here, at once or not at all.")
def sign(file: str, key: str, previous: str | None, output: str | None) -> int:
    """Sign the list in FILE (JSON), after it was checked.

    \b
    {"name": "harbour", "version": 1, "issued": "2026-11-01T00:00:00Z",
     "expires": "2027-05-01T00:00:00Z", "platforms": [{"code": "QUAY", "keys": [{"kid": "quay-1",
     "alg": "ES256", "purposes": ["receipt", "issuance-manifest"], "jwk": {...},
     "from": "2026-11-01T00:00:00Z", "until": "2027-11-01T00:00:00Z"}]}]}

    The jwk of a key is what `fairlead keys public --form jwk` prints; x509, a certificate in
    base64, may stand instead. Purposes: issuance-manifest, envelope-manifest,
    transfer-chain-entry, transfer-response, openebl-pack, document, receipt. A key for
    issuance-manifest lists beside them the carriers for which it may issue: "carriers":
    [{"carrierCodeListProvider": "NMFTA", "carrierCode": "QUAY"}]. A platform may have roots too:
    certificates (x509) that others lead to, with their purposes; that of a time-stamping authority
    has the purpose timestamp. A key that is used no more has "retiredSince", one that somebody else
    may have "compromisedSince": a time as in "until". What a retired key signed before is verified
    by evidence of time; so is what a compromised one signed, and nothing else of it.

    \b
    Examples:
      To a file:
        fairlead trust sign platforms.json --key file:registrar.pem --output platforms.jws
      By a key on a token:
        fairlead trust sign platforms.json --key "pkcs11:token=root;object=list?module-path=..."
    """  # noqa: D301 - the \b is click's
    from fairlead.seal.statement import TrustListDocument
    from fairlead.syntax.json import read

    sources = (file, *filter(None, [previous]), *sealing.files_of(key))
    if output is None:
        writing.standard_output(sources)
    place = None if output is None else writing.place_for(output, sources)
    try:
        tree: Any = read(reading.read(file, sealing.LARGEST))
    except Refused as refused:
        raise UsageError(f"the list in {file!r} cannot be read: {refused}") from None
    if not isinstance(tree, dict):
        raise UsageError(f"{file!r} holds no JSON object")
    if previous is not None:
        tree["previous"] = _digest_before(tree, previous)
    statement = TrustListDocument(tree)
    listed = statement.list
    signed = sealing.signer_of(key).seal(statement) + b"\n"
    if place is None:
        streams.hand_over(signed)
    else:
        writing.write(place, signed)
    streams.tell(f"{listed.name}: version {listed.version}, {len(listed.keys)} keys signed")
    return DONE


def _digest_before(tree: Any, name: str) -> str:
    """The digest of the list in a file, before which a list may stand. Raises `UsageError`."""
    from fairlead.gateway.vouch.anchors import digest_of
    from fairlead.seal.jws import LARGE, read_compact
    from fairlead.seal.trust import list_in
    from fairlead.seal.verdict import Course, Halt

    data = reading.read(name, sealing.LARGEST)
    try:
        before = list_in(read_compact(Course("", ()), data.strip(), LARGE).payload)
    except Halt:
        raise UsageError(f"{name!r} is no signed trust list") from None
    version = tree.get("version")
    if tree.get("name") != before.name or not isinstance(version, int):
        raise UsageError(f"{name!r} is another list, and none before this one")
    if version <= before.version:
        raise UsageError(f"{name!r} has version {before.version}; a list after it has a higher one")
    return digest_of(data)


@command.command(name="history")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_by_roots
def history(files: tuple[str, ...], roots: tuple[str, ...]) -> int:
    """Verify that each list follows on the one before it: FILES are versions, the oldest first.

    Each names the digest of the one before. So nobody can tell two people two histories, or change
    afterwards since when a key is retired without a new version that says so. The last one must be
    valid now, the others when they were issued.

    \b
    Examples:
      All versions of a list:
        fairlead trust history harbour.1.jws harbour.2.jws --root registrar.public.pem
      By names that are in order:
        fairlead trust history harbour.*.jws --root registrar.public.pem
    """  # noqa: D301 - the \b is click's
    from fairlead.gateway.vouch.anchors import Anchors
    from fairlead.gateway.vouch.lineage import lineage
    from fairlead.seal import Rejected, Verified

    anchors = Anchors.of([reading.read(name, sealing.LARGEST) for name in roots])
    lists = [reading.read(name, sealing.LARGEST) for name in files]
    for name, verdict in zip(files, lineage(lists, anchors, at=sealing.moment(None)), strict=False):
        if isinstance(verdict, Verified):
            streams.say(f"{name}: {verdict.content.name}, version {verdict.content.version}")
            continue
        rejected = isinstance(verdict, Rejected)
        kind = "rejected" if rejected else "undetermined"
        streams.say(f"{name}: {kind} ({verdict.reason.value}): {verdict.says}", sys.stderr)
        return NOT_VERIFIED if rejected else UNDETERMINED
    return DONE


@command.command(name="show")
@click.argument("file")
@_by_roots
@click.option(
    "--at",
    metavar="TIME",
    callback=options.a_moment,
    help="As of 2026-11-25T08:00:00Z instead of now.",
)
def show(file: str, roots: tuple[str, ...], at: str | None) -> int:
    """Verify the list in FILE and print whom it trusts for what.

    \b
    Examples:
      Now:
        fairlead trust show platforms.jws --root registrar.public.pem
      As of a day:
        fairlead trust show platforms.jws --root registrar.public.pem --at 2027-01-01T00:00:00Z
    """  # noqa: D301 - the \b is click's
    from fairlead.gateway.vouch.anchors import Anchors, Seen
    from fairlead.seal import Rejected, Verified

    anchors = Anchors.of([reading.read(name, sealing.LARGEST) for name in roots])
    data = reading.read(file, sealing.LARGEST)
    verdict = anchors.list(data, at=sealing.moment(at), seen=lambda _root, _name: Seen())
    if not isinstance(verdict, Verified):
        kind = "rejected" if isinstance(verdict, Rejected) else "undetermined"
        streams.say(
            f"{kind} at step {verdict.step} ({verdict.reason.value}): {verdict.says}", sys.stderr
        )
        return NOT_VERIFIED if isinstance(verdict, Rejected) else UNDETERMINED
    listed = verdict.content
    until = f"{listed.expires:%Y-%m-%dT%H:%M:%SZ}"
    streams.say(f"{listed.name}: version {listed.version}, until {until}")
    draw(("platform", "key", "alg", "purposes", "from", "until"), _rows(listed), fixed=2)
    for one in listed.keys.values():
        for since, how in ((one.retired, "retired"), (one.compromised, "compromised")):
            if since is not None:
                streams.say(
                    f"{one.kid} of {one.platform} is {how} since {since:%Y-%m-%dT%H:%M:%SZ}"
                )
    return DONE


def _rows(listed: TrustList) -> list[tuple[str, ...]]:
    """The keys and the roots of a list, a row each."""
    keys = [
        (one.platform, one.kid, one.key.algorithm, one.purposes, one.since, one.until)
        for one in listed.keys.values()
    ]
    roots = [
        (one.platform, one.certificate.subject.rfc4514_string(), "x5c", one.purposes,
         one.certificate.not_valid_before_utc, one.certificate.not_valid_after_utc)
        for one in listed.roots
    ]  # fmt: skip
    return [
        (*names, sealing.names_of(sorted(purposes)), f"{since:%Y-%m-%d}", f"{until:%Y-%m-%d}")
        for *names, purposes, since, until in (*keys, *roots)
    ]
