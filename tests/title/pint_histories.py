"""Honest histories of PINT from a seed.

A history is made as a script: acts in order, each with whether it opens an entry. From the script
entries are made and linked anew, as if every platform that signs had signed what it is made to say.
Signatures and links hold therefore, unless a change is one of signatures or of links.
"""

import hashlib
import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from tests.title.model.history import Entry, Envelope, IssuanceManifest, Party, Transaction

PLATFORMS = ("WAVE", "BOLE", "CARX", "IDT", "IQAX", "EDOX")
ELSEWHERE = "SECR"  # in no honest history
NOW = "2026-12-01T00:00:00.000Z"
KINDS = ("straight", "named", "blank")
FORMER = {
    "ISSUE": "ISSU",
    "TRANSFER": "TRNS",
    "ENDORSE": "ENDO",
    "SURRENDER_FOR_DELIVERY": "RESD",
    "SURRENDER_FOR_AMENDMENT": "RESA",
    "SACC": "SACC",
    "SREJ": "SREJ",
}
CURRENT = {old: new for new, old in FORMER.items()}
MOVES = frozenset(
    {"ISSUE", "TRANSFER", "SURRENDER_FOR_DELIVERY", "SURRENDER_FOR_AMENDMENT", "SREJ"}
)
ENDORSEMENTS = frozenset({"ENDORSE", "ENDORSE_TO_ORDER", "BLANK_ENDORSE"})
SURRENDERS = frozenset({"SURRENDER_FOR_DELIVERY", "SURRENDER_FOR_AMENDMENT"})


def codes(name):
    return (("ZZZ", name),)


THIEF = Party(codes("THIEF"), ELSEWHERE)


@dataclass(frozen=True)
class Act:
    """One transaction, and whether its platform begins an entry with it."""

    transaction: Transaction
    opens: bool = False

    @property
    def action(self):
        return CURRENT.get(self.transaction.action, self.transaction.action)

    @property
    def at_home(self):
        """Whether the act stays on its actor's platform."""
        recipient = self.transaction.recipient
        return recipient is None or recipient.platform == self.transaction.actor.platform


@dataclass(frozen=True)
class Honest:
    """An honest history: its script, the envelope made of it, and the platform that holds."""

    kind: str
    script: tuple[Act, ...]
    envelope: Envelope
    holder: str


# --- from a script to an envelope -----------------------------------------------------------------


def sealed(entries):
    """Entries whose digests are made anew, each linked to the one before."""
    done, previous = [], None
    for entry in entries:
        linked = replace(entry, previous=previous, digest="")
        previous = hashlib.sha256(repr(linked).encode()).hexdigest()
        done.append(replace(linked, digest=previous))
    return tuple(done)


def ending(envelope, entries):
    """The envelope with these entries, sent by the platform of the last."""
    last = entries[-1]
    return replace(envelope, entries=entries, sender=last.signer, manifest_last_entry=last.digest)


def written(envelope, script):
    """The envelope with the entries that a script makes; the first keeps the carrier's manifest."""
    entries = []
    for act in script:
        platform = act.transaction.actor.platform
        if act.opens or not entries or entries[-1].platform != platform:
            entries.append(Entry(platform, platform, envelope.document, (), ""))
        last = entries.pop()
        acts = (*last.transactions, act.transaction)
        entries.append(replace(last, transactions=acts))
    entries[0] = replace(entries[0], manifest=envelope.entries[0].manifest)
    return ending(envelope, sealed(entries))


def holder_of(script):
    """The platform to which the last act that moves possession gave it."""
    last = [act for act in script if act.action in MOVES][-1]
    return last.transaction.recipient.platform


# --- honest histories -----------------------------------------------------------------------------


@dataclass
class _Walk:
    """A bill on its way: whoever has it does, step by step, what it may."""

    rng: random.Random
    kind: str
    carrier: Party
    parties: list
    possessor: Party
    endorsee: Party | None
    at: datetime
    endorses: bool = True
    ended: bool = False

    def __post_init__(self):
        self.script = []

    def does(self, action, actor, recipient=None, *, opens=None):
        self.at += timedelta(minutes=self.rng.choice((0, 7, 131, 1440)))
        at = self.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        opens = self.rng.random() < 0.3 if opens is None else opens
        self.script.append(Act(Transaction(action, actor, at, recipient), opens))

    def step(self):
        titled = {
            "straight": self.possessor in self.parties[:2],
            "named": self.possessor == self.endorsee,
            "blank": True,
        }[self.kind]
        choices = [self.sign, self.transfer, self.transfer]
        if titled:
            choices += [self.surrender]
        if self.kind == "named" and titled and self.endorses:
            choices += [self.endorse] * 4
        if self.kind == "blank":
            choices += [self.unrecorded]
        self.rng.choice(choices)()

    def sign(self):
        self.does("SIGN", self.possessor)

    def other(self):
        return self.rng.choice([party for party in self.parties if party != self.possessor])

    def transfer(self):
        consignee = self.parties[1]
        to = consignee if self.kind == "straight" else self.other()
        if self.kind == "named" and self.endorsee != self.possessor and self.rng.random() < 0.7:
            to = self.endorsee
        if to != self.possessor:
            self.does("TRANSFER", self.possessor, to)
            self.possessor = to

    def unrecorded(self):
        """Another party of the platform has it now, which nobody need record."""
        at_home = replace(self.other(), platform=self.possessor.platform)
        self.possessor = at_home

    def endorse(self):
        action = self.rng.choice(("ENDORSE", "ENDORSE_TO_ORDER", "BLANK_ENDORSE"))
        to = None if action == "BLANK_ENDORSE" else self.other()
        self.does(action, self.possessor, to)
        self.endorsee, self.endorses = to, action != "ENDORSE"
        if to is None:
            self.kind = "blank"

    def surrender(self):
        action = self.rng.choice(sorted(SURRENDERS))
        self.does(action, self.possessor, self.carrier)
        answer = self.rng.choice(("SACC", "SREJ", "SREJ", None))
        if answer:
            self.does(answer, self.carrier, self.possessor)
        self.ended = answer != "SREJ"


def honest(seed):
    """An honest history: the same for the same seed."""
    rng = random.Random(seed)
    kind = rng.choice(KINDS)
    carrier = Party(codes("FLDL"), rng.choice(PLATFORMS))
    names = ("SHIPPER", "CONSIGNEE", "BANK", "TRADER")
    parties = [Party(codes(name), rng.choice(PLATFORMS)) for name in names]
    endorsee = rng.choice(parties[:1] * 2 + parties[1:]) if kind == "named" else None
    start = datetime(2026, 10, 5, 8, tzinfo=UTC)
    walk = _Walk(rng, kind, carrier, parties, parties[0], endorsee, start)
    walk.does("ISSUE", carrier, parties[0])
    for _ in range(rng.randrange(8)):
        if not walk.ended:
            walk.step()
    script = tuple(walk.script)
    if rng.random() < 0.2 and all(act.action in FORMER for act in script):
        script = tuple(
            replace(act, transaction=replace(act.transaction, action=FORMER[act.action]))
            for act in script
        )
    envelope = written(_blank(rng, seed, kind, endorsee), script)
    return Honest(kind, script, envelope, holder_of(script))


def _blank(rng, seed, kind, endorsee):
    """The bill and what its carrier signed, before anything happens to it."""
    view = rng.choice((None, f"view {seed}"))
    manifest = IssuanceManifest(
        f"bill {seed}", f"issued to {seed}", view, (("NMFTA", "FLDL"), ("SMDG", "FLD"))
    )
    place = rng.choice(("first", "both", "root"))
    return Envelope(
        document=f"bill {seed}",
        to_order=kind != "straight",
        carrier=("NMFTA", "FLDL"),
        entries=(Entry("", "", "", (), "", manifest=None if place == "root" else manifest),),
        sender="",
        manifest_document=f"bill {seed}",
        manifest_last_entry="",
        now=NOW,
        manifest_visualisation=view,
        root_manifest=None if place == "first" else manifest,
        consignee=codes("CONSIGNEE") if kind == "straight" else None,
        endorsee=endorsee.codes if endorsee else None,
        shipper=codes("SHIPPER"),
        issuing_party=codes("FLDL"),
        issue_to=rng.choice((None, f"issued to {seed}")),
    )
