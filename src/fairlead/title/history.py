"""A history: what was done with a bill, by whom, to whom, and who signed that.

Whoever reads statements makes these of them; nothing is parsed here. A party is known by codes, so
whether two are one has three answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct

__all__ = [
    "NOBODY", "Act", "Code", "Entry", "Event", "Facts", "History", "Kind", "Match", "Party",
    "Role", "Terms", "kind_of", "match", "same_code",
]  # fmt: skip


class Act(StrEnum):
    """What was done, whatever the statement calls it."""

    DRAFT = "draft"
    ISSUE = "issue"
    TRANSFER = "transfer"
    ENDORSE = "endorse"
    ENDORSE_TO_ORDER = "endorse to order"
    BLANK_ENDORSE = "endorse in blank"
    SIGN = "sign"
    SURRENDER_FOR_DELIVERY = "surrender for delivery"
    SURRENDER_FOR_AMENDMENT = "surrender for amendment"
    ACCEPT = "accept a surrender"
    REJECT = "reject a surrender"
    RETURN = "return"
    AMEND = "amend"
    PRINT = "print to paper"
    ACCOMPLISH = "accomplish"
    DELETE = "delete"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """How a bill names who may claim the goods."""

    STRAIGHT = "straight"
    """It is not negotiable: the consignee."""
    TO_ORDER = "to order"
    """It is negotiable, and names an endorsee."""
    BLANK = "blank"
    """It is negotiable, and names nobody: whoever possesses it."""
    UNKNOWN = "unknown"


class Role(StrEnum):
    """Whom a bill names."""

    ISSUER = "issuer"
    SHIPPER = "shipper"
    FOR_SHIPPER = "on behalf of the shipper"
    CONSIGNEE = "consignee"
    FOR_CONSIGNEE = "on behalf of the consignee"
    ENDORSEE = "endorsee"
    RELEASE_AGENT = "release agent"
    CARRIERS_AGENT = "the carrier's agent at destination"


class Match(StrEnum):
    """Whether two parties are one."""

    SAME = "same"
    OTHER = "other"
    UNKNOWN = "unknown"
    """They have no code of one list, so that they can be told neither apart nor alike."""


class Code(Struct, frozen=True):
    """A code by which a party is known."""

    provider: str
    """Who keeps the list of codes."""
    value: str
    list: str = ""


class Party(Struct, frozen=True):
    """Somebody, by the codes that a statement gives them."""

    codes: frozenset[Code] = frozenset()
    platform: str = ""
    """The platform on which they act; empty where a statement does not say it."""
    represents: frozenset[Code] = frozenset()
    """The codes of those on whose behalf they act."""


NOBODY: Final = Party()
"""Whom a statement does not name."""


def same_code(one: Party, other: Party) -> bool:
    """Whether two parties have a code in common.

    >>> same_code(Party(frozenset({Code("GLEIF", "1")})), Party(frozenset({Code("GLEIF", "1")})))
    True
    """
    return not _bare(one.codes).isdisjoint(_bare(other.codes))


def match(one: Party, other: Party) -> Match:
    """Whether two parties are one: a code in common says so, another code of one list does not.

    Whoever acts for another is neither that other nor a stranger to them.

    >>> match(Party(frozenset({Code("GLEIF", "1")})), Party(frozenset({Code("GLEIF", "2")}))).value
    'other'
    >>> match(Party(frozenset({Code("GLEIF", "1")})), Party(frozenset({Code("WAVE", "2")}))).value
    'unknown'
    """
    if same_code(one, other):
        return Match.SAME
    all_of_one, all_of_other = (_bare(who.codes | who.represents) for who in (one, other))
    if not all_of_one.isdisjoint(all_of_other):
        return Match.UNKNOWN
    lists = ({code.provider for code in who.codes} for who in (one, other))
    return Match.UNKNOWN if frozenset.isdisjoint(*map(frozenset, lists)) else Match.OTHER


def _bare(codes: frozenset[Code]) -> frozenset[tuple[str, str]]:
    """Codes without the name of their list, which a statement may leave out."""
    return frozenset((code.provider, code.value) for code in codes)


class Terms(Struct, frozen=True):
    """What a bill says about who may have it."""

    kind: Kind = Kind.UNKNOWN
    parties: Mapping[Role, Party] = {}

    def party(self, role: Role) -> Party:
        """Who has a role; nobody where the bill does not say it."""
        return self.parties.get(role, NOBODY)


def kind_of(to_order: object, parties: Mapping[Role, Party]) -> Kind:
    """The kind of a bill that is said to be to order, not to be, or nothing of the kind.

    >>> kind_of(True, {}).value, kind_of(None, {}).value
    ('blank', 'unknown')
    """
    if to_order is True:
        return Kind.TO_ORDER if Role.ENDORSEE in parties else Kind.BLANK
    return Kind.STRAIGHT if to_order is False else Kind.UNKNOWN


class Event(Struct, frozen=True):
    """One thing that was done."""

    act: Act
    actor: Party
    recipient: Party | None = None
    when: str = ""
    """The time that a statement gives it, as it is written there."""
    instant: datetime | None = None
    """The same, where it is a time."""
    terms: Terms | None = None
    """What the bill says that this makes, where it makes one."""
    onward: Party | None = None
    """Whom that bill itself names as its next owner, which is no act."""


class Entry(Struct, frozen=True):
    """What one signature covers: an entry of a chain, or a version of a pack."""

    number: int
    """From 1."""
    signed_by: Party
    """Who signed it; of a platform only the platform is known."""
    events: tuple[Event, ...]
    """What it adds to the entries before it, oldest first."""
    owner: Party | None = None
    """Who owns the bill after it, where it says so."""
    rewrites: bool = False
    """Whether the events of the entry before it do not come first in it."""


class Facts(Struct, frozen=True):
    """What stands around the events and bears on control."""

    whole: bool = True
    """Whether every entry from the first one is there."""
    carrier: Code | None = None
    """The carrier that the bill names."""
    carriers: frozenset[Code] = frozenset()
    """The carriers for which whoever signed the issuance may issue."""
    visualisation: str | None = None
    """The checksum of the visualisation that the carrier vouched for."""
    shown: str | None = None
    """The checksum of the visualisation that the sender vouched for."""
    registry: bool = False
    """Whether a registry is named that decides who has control."""
    keys_named: bool = True
    """Whether every signature names its key."""
    unsigned: tuple[str, ...] = ()
    """What stands beside it that nobody signed."""


class History(Struct, frozen=True):
    """Everything that was done with a bill, in the order in which one follows on the other."""

    entries: tuple[Entry, ...]
    at: datetime
    """The time as of which it is judged."""
    facts: Facts = Facts()
