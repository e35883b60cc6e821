"""Histories made of words: who does what to whom, where and when."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from fairlead.title.history import (
    Act,
    Code,
    Entry,
    Event,
    Facts,
    History,
    Kind,
    Party,
    Role,
    Terms,
)

AT = datetime(2026, 12, 1, tzinfo=UTC)
START = datetime(2026, 10, 1, tzinfo=UTC)
CARRIER = Code("NMFTA", "FLDL")
BOUND = Facts(carrier=CARRIER, carriers=frozenset((CARRIER,)))


def party(name, platform="", provider="ZZZ", behalf=()):
    """`party("shipper", "WAVE")`: the shipper, on that platform, by a code of a list."""
    represents = frozenset(Code("ZZZ", one) for one in behalf)
    return Party(frozenset((Code(provider, name),)), platform, represents)


def coded(**roles):
    """What a bill says of its parties, by role."""
    return {Role[role.upper()]: party(name) for role, name in roles.items()}


STRAIGHT = Terms(Kind.STRAIGHT, coded(issuer="carrier", shipper="shipper", consignee="consignee"))
TO_ORDER = Terms(Kind.TO_ORDER, coded(issuer="carrier", shipper="shipper", endorsee="shipper"))
BLANK = Terms(Kind.BLANK, coded(issuer="carrier", shipper="shipper"))


def event(act, actor, recipient=None, when=None, terms=None):
    """An act at an hour after the start; at no time that can be read where that is `...`."""
    instant = None if when is ... else START + timedelta(hours=when or 0)
    return Event(act, actor, recipient, "", instant, terms)


def on(platform, *events):
    """What a platform signs: each event is at an hour later than the one before."""
    return platform, events


def chain(*entries, facts=BOUND, at=AT):
    """A history of DCSA."""
    made = tuple(
        Entry(number, Party(platform=platform), events)
        for number, (platform, events) in enumerate(entries, 1)
    )
    return History(made, at, facts)


def facts(**members):
    """Facts of an envelope whose carrier is bound, but for some."""
    return replace(BOUND, **members)


# --- DCSA -----------------------------------------------------------------------------------------

LINE = party("carrier", "CARX")
SHIPPER = party("shipper", "WAVE")
CONSIGNEE = party("consignee", "BOLE")
BANK = party("bank", "IQAX")
THIEF = party("thief", "IDT")


def issued(terms, **how):
    """The first entry: the carrier issues to the shipper."""
    return on("CARX", event(Act.ISSUE, LINE, SHIPPER, terms=terms, **how))


def moved(actor, recipient, act=Act.TRANSFER, when=1):
    """An entry of one act, by the platform of whoever acts."""
    return on(actor.platform, event(act, actor, recipient, when))


# --- Open eBL -------------------------------------------------------------------------------------

NAMES = ("issuer", "shipper", "consignee", "endorsee", "agent", "stranger")
ISSUER, SENDER, BUYER, LENDER, AGENT, STRANGER = (party(name, provider="DID") for name in NAMES)
ROLES = {
    Role.ISSUER: ISSUER, Role.SHIPPER: SENDER, Role.CONSIGNEE: BUYER, Role.ENDORSEE: LENDER,
    Role.RELEASE_AGENT: AGENT,
}  # fmt: skip
NEGOTIABLE = Terms(Kind.TO_ORDER, ROLES)
NAMED = Terms(
    Kind.STRAIGHT, {role: one for role, one in ROLES.items() if role is not Role.ENDORSEE}
)


def version(signer, owner, *events, rewrites=False):
    """A version of a pack: what it adds, and whom it calls the owner."""
    return signer, owner, events, rewrites


def pack(*versions, whole=True, first=1, at=AT):
    """A history of Open eBL."""
    made = tuple(
        Entry(number, signer, events, owner, rewrites)
        for number, (signer, owner, events, rewrites) in enumerate(versions, first)
    )
    return History(made, at, Facts(whole=whole))


def bill(terms=NEGOTIABLE, by=ISSUER, act=Act.ISSUE, when=0):
    return event(act, by, None, when, terms)


FIRST = version(ISSUER, SENDER, bill(), event(Act.TRANSFER, ISSUER, SENDER))
DRAFT = version(ISSUER, ISSUER, bill(act=Act.DRAFT))
SOLD = version(SENDER, BUYER, event(Act.TRANSFER, SENDER, BUYER))
