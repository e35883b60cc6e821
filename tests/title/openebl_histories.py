"""Honest histories of Open eBL packs from a seed, and every change of one thing in them.

A history is made as a script: steps in order, each with who signs, which events it adds, whether it
takes the place of a draft, and who owns the bill afterwards. Versions are made and linked anew from
the script, as if every signer had signed what it is made to say.
"""

import hashlib
import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from tests.title.model.history import Bill, Event, Packs, Version

NOW = "2026-12-01T00:00:00Z"
ROLES = ("issuer", "shipper", "consignee", "endorsee", "agent")
THIEF = "did:openebl:thief"
ENDS = frozenset({"print_to_paper", "accomplish", "delete"})


@dataclass(frozen=True)
class Step:
    """One version, as what it adds."""

    signer: str
    events: tuple[Event, ...]
    owner: str
    anew: bool = False

    @property
    def kind(self):
        return self.events[-1].kind

    @property
    def draft(self):
        bill = self.events[0].bill
        return len(self.events) == 1 and bill is not None and bill.status == "DRAFT"


@dataclass(frozen=True)
class Honest:
    """An honest history: its script, the packs made of it, and the DID of the owner."""

    script: tuple[Step, ...]
    packs: Packs
    holder: str


def sealed(versions):
    """Versions whose digests, numbers and links are made anew."""
    done = []
    for version in versions:
        parent = done[-1].digest if done else ""
        linked = replace(version, number=len(done) + 1, parent=parent, digest="")
        digest = hashlib.sha512(repr(linked).encode()).hexdigest()
        done.append(replace(linked, digest=digest))
    return tuple(done)


def written(name, script):
    """The packs that a script makes."""
    versions, events = [], ()
    for step in script:
        events = step.events if step.anew else events + step.events
        versions.append(Version(name, 0, "", "", step.owner, events, step.signer))
    return Packs(sealed(versions), NOW)


@dataclass
class _Walk:
    """A bill on its way: its owner does, step by step, what its role allows."""

    rng: random.Random
    bill: Bill
    at: datetime

    def __post_init__(self):
        self.script, self.owners = [], []

    def now(self):
        self.at += timedelta(minutes=self.rng.choice((0, 11, 600, 2000)))
        return self.at.isoformat(timespec="seconds").replace("+00:00", "Z")

    def adds(self, signer, *events, anew=False):
        self.script.append(Step(signer, events, self.owners[-1], anew))

    def moves(self, kind, to):
        owner = self.owners[-1]
        if len(self.owners) > 1 and kind == "return":
            self.owners.pop()
        else:
            self.owners.append(to)
        self.adds(owner, Event(kind, owner, self.now(), to))

    def begins(self):
        issuer = self.bill.issuer
        self.owners = [issuer]
        draft = replace(self.bill, status="DRAFT")
        for drafts in range(self.rng.choice((0, 0, 1, 2))):
            drafted = replace(draft, file=f"draft {drafts}")
            event = Event("bill_of_lading", issuer, self.now(), bill=drafted)
            self.adds(issuer, event, anew=True)
        fate = self.rng.random()
        if self.script and fate < 0.4:
            if fate < 0.2:
                self.adds(issuer, Event("delete", issuer, self.now()))
            return
        issued = Event("bill_of_lading", issuer, self.now(), bill=self.bill)
        self.owners.append(self.bill.shipper)
        given = Event("transfer", issuer, issued.at, self.bill.shipper)
        self.adds(issuer, issued, given, anew=True)

    @property
    def ended(self):
        return self.script[-1].kind in ENDS or self.script[-1].draft

    def step(self):
        bill, owner, last = self.bill, self.owners[-1], self.script[-1].events[-1]
        if owner == bill.issuer:
            return self.rng.choice((self.amend, self.gives_back))()
        choices = [self.request, self.prints]
        if owner == bill.shipper:
            choices += [lambda: self.moves("transfer", bill.consignee)] * 4 + [self.returns]
        elif owner == bill.consignee and bill.to_order:
            choices += [lambda: self.moves("transfer", bill.endorsee)] * 2 + [self.returns]
        elif owner in {bill.consignee, bill.endorsee}:
            choices += [self.returns]
        if owner in {bill.consignee, bill.endorsee}:
            choices += [lambda: self.moves("surrender", bill.release_agent)] * 3
        if owner == bill.release_agent:
            choices += [self.accomplishes] * 3
            choices += [self.returns] if last.kind == "surrender" else []
        return self.rng.choice(choices)()

    def returns(self):
        self.moves("return", self.owners[-2])

    def request(self):
        self.moves("amendment_request", self.bill.issuer)

    def gives_back(self):
        """The issuer has it by a request or by a return of the shipper, and does not amend it."""
        asked = self.script[-1].kind == "amendment_request"
        self.moves(
            "return" if asked else "transfer", self.owners[-2] if asked else self.bill.shipper
        )

    def amend(self):
        issuer, asked = self.bill.issuer, self.script[-1].kind == "amendment_request"
        to = self.owners[-2] if asked else self.bill.shipper
        self.bill = replace(self.bill, file=f"{self.bill.file}, amended")
        amended = Event("bill_of_lading", issuer, self.now(), bill=self.bill)
        self.owners = self.owners[:-1] if asked else [*self.owners, to]
        self.adds(issuer, amended, Event("transfer", issuer, amended.at, to))

    def prints(self):
        self.adds(self.owners[-1], Event("print_to_paper", self.owners[-1], self.now()))

    def accomplishes(self):
        self.adds(self.owners[-1], Event("accomplish", self.owners[-1], self.now()))


def honest(seed):
    """An honest history: the same for the same seed."""
    rng = random.Random(seed)
    issuer, shipper, consignee, endorsee, agent = (f"did:openebl:{role}" for role in ROLES)
    to_order = rng.random() < 0.5
    endorsee = endorsee if to_order else ""
    bill = Bill("ISSUED", to_order, issuer, shipper, consignee, endorsee, agent, "file")
    walk = _Walk(rng, bill, datetime(2026, 10, 5, 8, tzinfo=UTC))
    walk.begins()
    for _ in range(rng.randrange(8)):
        if not walk.ended:
            walk.step()
    script = tuple(walk.script)
    return Honest(script, written(f"pack {seed}", script), script[-1].owner)
