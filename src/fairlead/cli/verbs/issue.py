"""`fairlead issue`: a bill made ready to be issued, vouched for by its carrier."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from fairlead.cli import asked, options, reading, sealing, streams, writing
from fairlead.cli.report import told
from fairlead.cli.report.account import Account, ended
from fairlead.errors import Refused, UsageError

if TYPE_CHECKING:
    from fairlead.gateway.issue.dcsa import Issuance, Visualisation
    from fairlead.gateway.issue.issuable import Terms

LARGEST_PICTURE: Final = 6_000_000
"""Bytes of the largest visualisation: in base64 it is one text, and that is all that is read."""


@dataclass(frozen=True)
class Wish:
    """What was asked for, as it was typed."""

    file: str
    key: str
    issue_to: str
    platform: str
    visualisation: str | None
    visualisation_type: str
    replacements: str | None
    output: str | None
    pack: str | None
    at: str | None
    source: str | None
    profile: str
    max_bytes: int
    supplement: str | None
    allow: tuple[str, ...]
    message: int | None
    form: str
    reveal: bool

    @property
    def files(self) -> tuple[str, ...]:
        """What is read, and so never written over; the key and its certificates too."""
        said = (self.file, self.issue_to, self.visualisation, self.replacements, self.supplement)
        return tuple(filter(None, (*said, *sealing.files_of(self.key))))


@click.command(name="issue")
@click.argument("file", metavar="BILL")
@click.option("--key", required=True, metavar="URI", callback=sealing.a_key,
              help="The key of whoever issues: file:quay.pem, pkcs11:token=...; for openebl with "
              "its certificates, file:quay.pem?x5c=chain.pem.")  # fmt: skip
@click.option("--issue-to", required=True, metavar="FILE", callback=options.a_file,
              help="JSON of who gets the bill: an IssueToParty of DCSA, or the members that Open "
              "eBL wants and no bill says.")  # fmt: skip
@click.option("--format", "platform", default="dcsa", show_default=True, metavar="PLATFORM",
              callback=options.a_platform,
              help="How the platform is asked: dcsa, openebl.")  # fmt: skip
@click.option(
    "--visualisation",
    metavar="PDF",
    callback=options.a_file,
    help="The bill as people see it; openebl needs it.",
)
@click.option("--visualisation-type", default="application/pdf", show_default=True, metavar="TYPE",
              callback=options.a_media_type,
              help="The media type of --visualisation.")  # fmt: skip
@click.option("--replacements", metavar="FILE", callback=options.a_file,
              help="JSON of the bills that this one replaces, as DCSA's "
              "TransportDocumentReplacements.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE",
              help="Write the request here, at once or not at all.")  # fmt: skip
@click.option("--pack", metavar="FILE", help="Of openebl: write the signed pack here.")
@click.option(
    "--at",
    metavar="TIME",
    callback=options.a_moment,
    help="Issue as of 2026-11-25T08:00:00Z instead of now.",
)
@click.option(
    "--supplement",
    metavar="FILE",
    callback=options.a_file,
    help="What the target needs and BILL does not say.",
)
@click.option("--allow", multiple=True, metavar="CAPABILITY", callback=options.a_capability,
              help="Issue although the target lacks it; may stand several times.")  # fmt: skip
@options.understanding
@options.message
@options.reporting
def command(**wish: Any) -> int:
    """Make the request by which BILL is issued.

    The carrier's key vouches for it. The request goes to standard output, the report to
    standard error. A DCSA document goes in as it is; any other bill is converted, and what is
    lost is named. BILL must obey the rules as one that is ISSUED, and must not have been issued
    before. Nothing is written when it is refused. `-` is standard input.

    With --format openebl the request is the body of POST /ebl. The pack that says the same, version
    1, signed by the issuer, goes to the file --pack. Its id is the id in --issue-to, else a new
    random one. That file holds authentication_id, created_by, bl_doc_type, shipper, consignee,
    release_agent; where there are any, endorsee and notify_parties (a DID for each that the bill
    names, in its order); and, as you like, id, note, metadata, encrypt_content.

    \b
    Examples:
      A request for a platform that speaks DCSA, with the bill as a PDF:
        echo '{"partyName": "Kessel Pumps B.V.", "sendToPlatform": "BOLE",
               "identifyingCodes": [{"codeListProvider": "BOLE", "partyCode": "KES-1"}]}' > to.json
        fairlead issue bill.json --key file:quay.pem --issue-to to.json \\
                --visualisation bill.pdf -o request.json
      What the platform will find of it:
        fairlead verify request.json --root quay.public.pem
      A bill that came as EDIFACT, with what DCSA needs and it leaves out:
        fairlead issue bill.edi --key file:quay.pem --issue-to to.json --supplement missing.json
      For Open eBL, and the same pack again at another time:
        fairlead issue bill.json --format openebl --key "file:quay.pem?x5c=chain.pem" \\
                --issue-to parties.json --visualisation bill.pdf -o ebl.json --pack pack.jws.json \\
                --at 2026-11-25T08:00:00Z
    """  # noqa: D301 - the \b is click's
    return issue(Wish(**wish))


def issue(wish: Wish) -> int:
    """Read, issue, write, report; gives the exit code."""
    _refuse_odd(wish)
    places = (
        writing.place_of(wish.output, wish.files),
        writing.place_of(wish.pack, wish.files),
    )
    if places[0] is not None and places[0] == places[1]:
        raise UsageError("the request and the pack are two; name another file with --pack")
    said, account = _read_beside(wish)
    account = account or _account(wish, said, *places)
    told([account], wish.form, sys.stderr, reveal=wish.reveal)
    return ended([account])


def _account(wish: Wish, said: dict[str, Any], request: Path | None, pack: Path | None) -> Account:
    """The account of the bill, once what was made of it is written."""
    try:
        made = _made(wish, **said)
    except Refused as refusal:
        return Account(wish.file, "issue", refusal.report, done=False, message=wish.message)
    _write(made, request, pack)
    return _done(wish, made)


def _refuse_odd(wish: Wish) -> None:
    """Raises `UsageError` for options that make no sense together."""
    named = [name for name in wish.files if name == reading.STDIN]
    if len(named) > 1:
        raise UsageError("standard input can be one file only; name files for the others")
    if wish.visualisation == reading.STDIN:
        raise UsageError("a visualisation has the name of its file, and standard input has none")
    platform = asked.platform(wish.platform)
    if platform.without_pack and wish.pack is not None:
        raise UsageError(f"leave --pack out: {platform.without_pack}")
    if not platform.without_pack and wish.pack in {None, reading.STDIN}:
        raise UsageError("name a file for the signed pack with --pack")
    if platform.needs_visualisation and wish.visualisation is None:
        raise UsageError(f"{platform.needs_visualisation}; name it with --visualisation")
    if platform.without_replacements and wish.replacements is not None:
        raise UsageError(f"leave --replacements out: {platform.without_replacements}")


def _read_beside(wish: Wish) -> tuple[dict[str, Any], Account | None]:
    """What the files beside the bill say; or, where one is refused, the account of that."""
    from fairlead.gateway.issue.dcsa import judged_replacements
    from fairlead.syntax.json import read

    profile, platform = asked.profile(wish.profile), asked.platform(wish.platform)

    def to_whom(tree: Any) -> Any:
        return platform.issue_to(tree, profile)

    files: dict[str, tuple[str | None, Callable[[Any], Any]]] = {
        "issue_to": (wish.issue_to, to_whom),
        "replacements": (wish.replacements, judged_replacements),
    }
    said: dict[str, Any] = {}
    for name, (file, judged) in files.items():
        if file is None:
            continue
        try:
            said[name] = judged(read(reading.read(file, wish.max_bytes)))
        except Refused as refusal:
            return said, Account(file, "issue", refusal.report, done=False)
    return said, None


def _made(wish: Wish, issue_to: Any, replacements: Any = None) -> Issuance:
    """The request, and the pack where there is one."""
    terms, shown, at = _terms(wish), _visualisation(wish), sealing.moment(wish.at)
    data, signer = reading.read(wish.file, wish.max_bytes), sealing.signer_of(wish.key)
    platform = asked.platform(wish.platform)
    identity = str(uuid.uuid4())
    return platform.issue(data, issue_to, signer, shown, replacements, at, identity, **terms)


def _terms(wish: Wish) -> Terms:
    """What the library is asked for. Raises `UsageError` for a name that means nothing."""
    return {
        "source": wish.source,
        "supplement": reading.read_supplement(wish.supplement) if wish.supplement else None,
        "allow": asked.capabilities(wish.allow),
        "profile": asked.profile(wish.profile),
        "limits": asked.limits(wish.max_bytes),
        "message": wish.message,
    }


def _visualisation(wish: Wish) -> Visualisation | None:
    """The visualisation, by the name of its file. Raises `UsageError` where it cannot serve."""
    from fairlead.gateway.issue.dcsa import Visualisation

    if wish.visualisation is None:
        return None
    try:
        content = reading.read(wish.visualisation, LARGEST_PICTURE)
    except Refused as refusal:
        says = f"the visualisation is larger than {LARGEST_PICTURE} bytes"
        raise UsageError(f"{says}; in base64 no receiver of ours would read it") from refusal
    return Visualisation(Path(wish.visualisation).name, content, wish.visualisation_type)


def _write(made: Issuance, request: Path | None, pack: Path | None) -> None:
    """Write what was made: the pack first, so that no request goes out without it."""
    if made.pack is not None and pack is not None:
        writing.write(pack, made.pack)
    if request is None:
        streams.hand_over(made.request)
    else:
        writing.write(request, made.request)


def _done(wish: Wish, made: Issuance) -> Account:
    """The account of a bill that was made ready."""
    conversion = made.bill.made
    counted = wish.form in {"text", "json"} and not made.bill.as_it_is
    return Account(
        wish.file, "issue", made.report, done=True, source=conversion.source.format,
        target=conversion.target, ledger=conversion.ledger if counted else None,
        profile=wish.profile, message=wish.message,
        output=None if wish.output == reading.STDIN else wish.output,
    )  # fmt: skip
