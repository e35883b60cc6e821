"""What the models are given: statements as plain data, after somebody has read them.

A digest is any text: two digests are equal when their texts are. A model never computes one. Every
signature is taken as good, and the signer is the one whose key made it: what a model judges is what
the statements mean. Time is text as it stands in the statement.
"""

from dataclasses import dataclass

Codes = tuple[tuple[str, str], ...]
"""The identifying codes of one party: (code list provider, party code), in any order."""


# --- PINT ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Party:
    """An actor or a recipient: its codes, its platform, and whom it stands for."""

    codes: Codes
    platform: str
    represents: Codes = ()


@dataclass(frozen=True)
class Transaction:
    """One act: the action's code as it is written, before or after November 2025."""

    action: str
    actor: Party
    at: str
    recipient: Party | None = None


@dataclass(frozen=True)
class IssuanceManifest:
    """What the carrier signed when it issued: digests of three things, of which one may be absent.

    `carriers` are those (code list, code) for which the signing key may issue, as the reader's
    list of trust says; None where it says nothing.
    """

    document: str
    issue_to: str | None
    visualisation: str | None = None
    carriers: Codes | None = None


@dataclass(frozen=True)
class Entry:
    """One entry of the transfer chain: what it says, and the platform whose key signed it.

    `digest` is that of the entry as it was signed; `previous` is what it says of the one before.
    """

    platform: str
    signer: str
    document: str
    transactions: tuple[Transaction, ...]
    digest: str
    previous: str | None = None
    manifest: IssuanceManifest | None = None
    registry: str | None = None


@dataclass(frozen=True)
class Envelope:
    """A PINT envelope with its bill, and what the reader knows beside it.

    Of the parties of the bill, None says that the bill has none, and () that it has no code.
    `sender` is the platform whose key signed the envelope manifest; `manifest_*` is what that
    manifest says. `receiver` is the platform that reads, `issue_to` the digest of the party of the
    issuance request, `peer` the name of a program that is known to differ: each may be unknown.
    """

    document: str
    to_order: bool
    carrier: tuple[str, str]
    entries: tuple[Entry, ...]
    sender: str
    manifest_document: str
    manifest_last_entry: str
    now: str
    manifest_visualisation: str | None = None
    root_manifest: IssuanceManifest | None = None
    consignee: Codes | None = None
    endorsee: Codes | None = None
    shipper: Codes | None = None
    issuing_party: Codes | None = None
    receiver: str | None = None
    issue_to: str | None = None
    peer: str | None = None


# --- Open eBL -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bill:
    """What an event `bill_of_lading` says of the bill: its status and its parties, by DID."""

    status: str
    to_order: bool
    issuer: str
    shipper: str = ""
    consignee: str = ""
    endorsee: str = ""
    release_agent: str = ""
    file: str = ""


@dataclass(frozen=True)
class Event:
    """One event of a pack: its name, who acts, to whom, when; the bill where it is one."""

    kind: str
    by: str
    at: str
    to: str | None = None
    bill: Bill | None = None


@dataclass(frozen=True)
class Version:
    """One signed version of a pack. `signer` is the DID of its certificate, or None."""

    id: str
    number: int
    parent: str
    digest: str
    owner: str
    events: tuple[Event, ...]
    signer: str | None


@dataclass(frozen=True)
class Packs:
    """The versions that are at hand, in order, and the time at which they are read."""

    versions: tuple[Version, ...]
    now: str
