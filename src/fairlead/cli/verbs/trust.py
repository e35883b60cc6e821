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
@click.option("-o", "--output", metavar="FILE", help="Write here, at once or not at all.")
def sign(file: str, key: str, output: str | None) -> int:
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
    certificates (x509) that others lead to, with their purposes.

    \b
    Examples:
      To a file:
        fairlead trust sign platforms.json --key file:registrar.pem --output platforms.jws
      By a key on a token:
        fairlead trust sign platforms.json --key "pkcs11:token=root;object=list?module-path=..."
    """  # noqa: D301 - the \b is click's
    from fairlead.seal.statement import TrustListDocument
    from fairlead.syntax.json import read

    sources = (file, *sealing.files_of(key))
    if output is None:
        writing.standard_output(sources)
    place = None if output is None else writing.place_for(output, sources)
    try:
        tree: Any = read(reading.read(file, sealing.LARGEST))
    except Refused as refused:
        raise UsageError(f"the list in {file!r} cannot be read: {refused}") from None
    if not isinstance(tree, dict):
        raise UsageError(f"{file!r} holds no JSON object")
    statement = TrustListDocument(tree)
    listed = statement.list
    signed = sealing.signer_of(key).seal(statement) + b"\n"
    if place is None:
        streams.hand_over(signed)
    else:
        writing.write(place, signed)
    streams.tell(f"{listed.name}: version {listed.version}, {len(listed.keys)} keys signed")
    return DONE


@command.command(name="show")
@click.argument("file")
@click.option(
    "--root",
    "roots",
    multiple=True,
    required=True,
    metavar="FILE",
    envvar="FAIRLEAD_ROOT",
    callback=options.a_file,
    help="The public key that signed the list.",
)
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
