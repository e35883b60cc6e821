"""Issuing by DCSA: the request by which a carrier has a platform issue a bill (ISS 3.0.4).

The document is not signed, its checksum is; so a DCSA document goes in as it came, to the last
digit. Nothing that the request states is guessed: it is said by the bill, by the file that names
whom to issue to, or by the visualisation.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Unpack

from fairlead.errors import Refused, UsageError
from fairlead.faults import Fault, Report, fault
from fairlead.formats.schema import schema_of
from fairlead.gateway.issue.issuable import (
    Issuable,
    Terms,
    checked,
    in_force,
    issuable,
    judged,
    readable,
)
from fairlead.gateway.vouch.checksums import checksum
from fairlead.rules import CTK, STRICT, Profile, profile_of
from fairlead.rules.lists import edition
from fairlead.seal.signer import Signer
from fairlead.seal.statement import IssuanceManifest
from fairlead.syntax.json import write as write_json

__all__ = ["Issuance", "Visualisation", "issue", "judged_issue_to", "judged_replacements"]

_FOLDER: Final = "dcsa/issuance-request-3"
_PDF: Final = "application/pdf"
_MEDIA_TYPE: Final = re.compile(r"[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+")
_BEGINNING: Final = 1024
"""Bytes within which a PDF says that it is one (ISO 32000-1, annex H.3.4.1)."""
_OF_THE_KIT: Final = frozenset(("DCSA", "DCSB", "DCSR"))
"""Platforms that the conformance kit plays: it issues, finds fault, and refuses."""


@dataclass(frozen=True, slots=True)
class Visualisation:
    """What a carrier shows of its bill, for people to look at.

    Raises `UsageError` for one that is empty, or that is no PDF and says that it is.

    >>> Visualisation("bill.pdf", b"%PDF-1.7 ...").checksum[:16]
    'cd98c5bce101ab55'
    """

    name: str
    """Name of the file."""
    content: bytes = field(repr=False)
    media_type: str = _PDF

    def __post_init__(self) -> None:
        if not self.content:
            raise UsageError(f"the visualisation {self.name!r} is empty")
        if not _MEDIA_TYPE.fullmatch(self.media_type):
            raise UsageError(f"{self.media_type!r} is no media type; one is application/pdf")
        if self.media_type == _PDF and b"%PDF-" not in self.content[:_BEGINNING]:
            raise UsageError(f"the visualisation {self.name!r} is no PDF; say its media type")

    @property
    def checksum(self) -> str:
        """SHA-256 of the content, in lower-case hex."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def base64(self) -> str:
        """The content in base64."""
        return base64.b64encode(self.content).decode("ascii")


@dataclass(frozen=True)
class Issuance:
    """A bill that is ready to be issued."""

    request: bytes = field(repr=False)
    """The body of the request to the platform."""
    bill: Issuable = field(repr=False)
    pack: bytes | None = field(default=None, repr=False)
    """For Open eBL, the signed pack: a flattened JWS."""

    @property
    def report(self) -> Report:
        """What is to be said about it."""
        return self.bill.report


def issue(
    data: bytes,
    issue_to: Mapping[str, Any],
    signer: Signer,
    *,
    visualisation: Visualisation | None = None,
    replacements: Mapping[str, Any] | None = None,
    at: datetime | None = None,
    **terms: Unpack[Terms],
) -> Issuance:
    """A request to issue a bill, with the manifest by which its carrier vouches for it.

    Args:
        data: the bill, in any format that converts to DCSA's.
        issue_to: who gets possession of it, on which platform (IssueToParty).
        signer: the carrier's key.
        visualisation: the carrier's own picture of the bill.
        replacements: bills that this one replaces (TransportDocumentReplacements).
        at: when it is issued, if the key's certificates shall be valid then.
        **terms: `source`, `supplement`, `allow`, `profile`, `limits`, `message`, as in `convert`.

    Raises:
        Refused: the bill was issued before, is a draft, breaks a rule or cannot be converted; or
            `issue_to`, the replacements or the whole request breaks the schema.
        UsageError: the key's certificates are not valid at the time.
    """
    judged_issue_to(issue_to, terms.get("profile", STRICT))
    if replacements is not None:
        judged_replacements(replacements)
    if at is not None:
        in_force(signer, at)
    bill = issuable(data, "dcsa", **terms)
    shown = None if visualisation is None else visualisation.checksum
    manifest = IssuanceManifest(checked(bill), checksum(dict(issue_to)), shown)
    tree: dict[str, Any] = {"document": bill.document}
    if replacements is not None:
        tree["transportDocumentReplacements"] = dict(replacements)
    tree["issueTo"] = dict(issue_to)
    if visualisation is not None:
        tree["eBLVisualisationByCarrier"] = {
            "name": visualisation.name,
            "content": visualisation.base64,
            "contentType": visualisation.media_type,
        }
    tree["issuanceManifestSignedContent"] = signer.seal(manifest).decode("ascii")
    _refuse_invalid(tree, bill)
    return Issuance(readable(write_json(tree)), bill)


def _refuse_invalid(tree: dict[str, Any], bill: Issuable) -> None:
    """Raises `Refused` with every breach by the request, and by the document inside."""
    schema = schema_of(_FOLDER)
    found = () if schema.permits(tree) else schema.breaches(tree, "EMIT")
    if breaches := (*found, *bill.made.target.breaches(tree["document"])):
        raise Refused(Report(breaches))


def judged_issue_to(tree: Any, profile: Profile | str = STRICT) -> dict[str, Any]:
    """Who gets possession of the bill, if that is what an IssueToParty may say.

    Members that the publication does not name are legal and stay: its schema is open. Platforms and
    providers of codes are those of the lists that the profile names.

    Raises `Refused` with every breach, at its place in `tree`.

    >>> code = {"codeListProvider": "ZZZ", "partyCode": "KES-1"}
    >>> party = {"partyName": "Kessel", "sendToPlatform": "BOLE", "identifyingCodes": [code]}
    >>> judged_issue_to(party) == party
    True
    """
    party: dict[str, Any] = judged(tree, _FOLDER, "IssueToParty")
    if unknown := tuple(_unknown(party, profile_of(profile))):
        raise Refused(Report(unknown))
    return party


def _unknown(party: Mapping[str, Any], profile: Profile) -> Iterator[Fault]:
    """A fault for each code that stands in no list, as the prose of the publication names them."""
    lists = edition(profile.edition)
    platforms = lists.ebl_platforms | (_OF_THE_KIT if profile is CTK else frozenset())
    if party["sendToPlatform"] not in platforms:
        law = "DCSA ISS 3.0.4, IssueToParty.sendToPlatform"
        says = "no eBL platform has this code"
        yield fault(
            "PARSE-020", wire="/sendToPlatform", says=says, law=law, value=party["sendToPlatform"]
        )
    for number, one in enumerate(party["identifyingCodes"]):
        if one["codeListProvider"] not in lists.code_list_providers:
            yield fault(
                "PARSE-020", wire=f"/identifyingCodes/{number}/codeListProvider",
                says="no provider of code lists has this code",
                law="DCSA ISS 3.0.4, IdentifyingCode.codeListProvider",
                value=one["codeListProvider"],
            )  # fmt: skip


def judged_replacements(tree: Any) -> dict[str, Any]:
    """Which bills the new one replaces, if that is what TransportDocumentReplacements may say.

    They stand beside what is signed: the publication calls them metadata.
    Raises `Refused` with every breach, at its place in `tree`.

    >>> judged_replacements({"oldTransportDocumentReferences": []})
    {'oldTransportDocumentReferences': []}
    """
    said: dict[str, Any] = judged(tree, _FOLDER, "TransportDocumentReplacements")
    return said
