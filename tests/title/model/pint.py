"""Who holds a bill by the history that a PINT envelope carries.

Written from the text of DCSA's publications alone: EBL_PINT 3.0.0 (the file of June 2026),
EBL_SUR 3.0.4, EBL_END 3.0.4 and EBL_ISS 3.0.4. Three ideas carry the whole:

* Possession is of a *platform*. A platform need not record who of its own parties passes the bill
  to whom, so that a history says which platform holds it, and only sometimes which party.
* Possession moves by ISSUE, TRANSFER, a surrender and its refusal; title by endorsement.
* What a text leaves open is no breach: it is found, named and leaves the judgement undetermined.
"""

from dataclasses import dataclass

from tests.title.model import pint_clauses as says
from tests.title.model.history import Party
from tests.title.model.judgement import UNDETERMINED, VERIFIED, Judgement, Refused, instant, judged

# The names until snapshot 20251114; SACC and SREJ were called so before, too.
FORMER = {
    "ISSU": "ISSUE",
    "TRNS": "TRANSFER",
    "ENDO": "ENDORSE",
    "RESD": "SURRENDER_FOR_DELIVERY",
    "RESA": "SURRENDER_FOR_AMENDMENT",
}
ANSWERS = frozenset({"SACC", "SREJ"})
WITHOUT_RECIPIENT = frozenset({"SIGN", "BLANK_ENDORSE"})

# What a program that is known to differ breaks, and what is not asked of it therefore.
PEERS = {"ctk-2026-01": frozenset({"issue once", "straight to its consignee", "by the possessor"})}

# --- parties ------------------------------------------------------------------------------------


def same_codes(one, other):
    """Whether two lists of codes are of one party: True, False, or None where nothing says.

    A code identifies a party (IdentifyingCode). Equal in one list and different in another is a
    conflict, which PINT mentions and does not settle (receiver-validation).
    """
    answers = {
        bool(
            {code for by, code in one if by == provider} & {c for by, c in other if by == provider}
        )
        for provider in {by for by, _ in one} & {by for by, _ in other}
    }
    return answers.pop() if len(answers) == 1 else None


def one_of(answers):
    """Whether any of several answers is yes; None where none is, and some are not known."""
    answers = set(answers)
    if True in answers:
        return True
    return False if answers == {False} else None


def same_party(one, other):
    """The same of two parties, each of which may act for somebody (ActorParty.representedParty)."""
    return one_of(
        same_codes(mine, yours)
        for mine in (one.codes, one.represents)
        for yours in (other.codes, other.represents)
        if mine and yours
    )


def is_named(party, codes):
    """Whether a party is, or stands for, the one that the bill names by these codes."""
    return same_party(party, Party(codes, ""))


def platform_of(code):
    """The platform of a code: ESSD is the former code of IDT (ActorParty.eblPlatform)."""
    return "IDT" if code == "ESSD" else code


# --- the envelope and its manifests --------------------------------------------------------------


def _links(envelope):
    if not envelope.entries:
        raise Refused(says.CHAIN_EMPTY)
    previous = None
    for index, entry in enumerate(envelope.entries):
        # Walking back from the last, each digest must be the one that the next entry names. A
        # first entry that names one says that an entry is missing.
        if entry.previous != previous:
            raise Refused(says.CHAIN_LINKS, index)
        previous = entry.digest
    if envelope.manifest_last_entry != previous:
        raise Refused(says.CHAIN_LAST)


def _documents(envelope):
    last = envelope.entries[-1]
    # Against a last entry out of another transfer, the manifest is compared with both.
    if not envelope.document == envelope.manifest_document == last.document:
        raise Refused(says.MANIFEST_DOCUMENT)
    for index, entry in enumerate(envelope.entries):
        if entry.document != envelope.document:
            raise Refused(says.SAME_DOCUMENT, index)


def _addressed(envelope, findings):
    last = envelope.entries[-1]
    if platform_of(envelope.sender) != platform_of(last.signer):
        raise Refused(says.SENDER)
    if envelope.receiver is None:
        return
    named = [
        platform_of(act.recipient.platform) if act.recipient else None for act in last.transactions
    ]
    if named[-1] == platform_of(envelope.receiver):
        return
    if platform_of(envelope.receiver) not in named:
        raise Refused(says.ADDRESSEE, len(envelope.entries) - 1)
    findings.open(says.OPEN_NOT_LAST, len(envelope.entries) - 1)


def _issuance(envelope, findings):
    inside, root = envelope.entries[0].manifest, envelope.root_manifest
    # The text puts it into the first entry; DCSA's own conformance program, at the root. It is
    # the carrier's signed word about this document in either place.
    manifest = inside or root
    if manifest is None:
        raise Refused(says.ENTRY_MANIFEST, 0)
    if inside and root and inside != root:
        raise Refused(says.ISSUANCE_TWO, 0)
    for index, entry in enumerate(envelope.entries[1:], 1):
        if entry.manifest is not None:
            findings.open(says.OPEN_LATER_MANIFEST, index)
    if manifest.document != envelope.document:
        raise Refused(says.ISSUANCE_DOCUMENT, 0)
    # The request's party is not in the envelope: whoever has it compares, and nobody else can.
    if manifest.issue_to is None or envelope.issue_to not in {None, manifest.issue_to}:
        raise Refused(says.ISSUANCE_TO, 0)
    _carrier(envelope, manifest, findings)


def _carrier(envelope, manifest, findings):
    """That the carrier signed, and whether what is shown of the bill is the carrier's."""
    if manifest.carriers is None:
        findings.open(says.OPEN_CARRIER, 0)
    elif envelope.carrier not in manifest.carriers:
        raise Refused(says.CARRIER, 0)
    sent = envelope.manifest_visualisation
    if (sent is None) != (manifest.visualisation is None):
        findings.open(says.OPEN_VISUALISATION, 0)
    elif sent != manifest.visualisation:
        raise Refused(says.ISSUANCE_VISUALISATION, 0)


def _registry(envelope, findings):
    for index, entry in enumerate(envelope.entries):
        if entry.registry is None:
            continue
        if index:
            raise Refused(says.ENTRY_REGISTRY, index)
        findings.open(says.OPEN_REGISTRY, index)


# --- the acts -----------------------------------------------------------------------------------


@dataclass
class _Bill:
    """Where the bill is, as far as the chain has been read."""

    envelope: object
    skipped: frozenset
    findings: object
    carrier: object = None  # the actor of ISSUE
    issued_to: object = None
    possessor: object = None
    endorsee: object = None  # a party; None where the bill is blank
    endorses: bool = True  # whether that endorsee may endorse further
    surrendered_by: object = None
    ended: bool = False
    latest: object = None

    def asks(self, answer, clause, question, index):
        """A question about a party: a no breaks the clause, and not knowing leaves it open."""
        if answer is False:
            raise Refused(clause, index)
        if answer is None:
            self.findings.open(question, index)


def _when(bill, act, index):
    at = instant(act.at)
    if at is None:
        raise Refused(says.TIME, index)
    # Links decide the order. A clock that contradicts them shows a fault, and not whose.
    if at > instant(bill.envelope.now) or (bill.latest is not None and at < bill.latest):
        bill.findings.open(says.OPEN_TIME, index)
    bill.latest = at if bill.latest is None else max(bill.latest, at)


def _recipient(bill, act, action, index):
    """The recipient of an act, where the action has one."""
    recipient = act.recipient
    # EBL_SUR 3.0.4, RecipientParty: a party whose platform is NONE stands for no party.
    if recipient is not None and recipient.platform == "NONE":
        recipient = None
    if action in WITHOUT_RECIPIENT:
        if recipient is not None:
            raise Refused(says.NO_RECIPIENT, index)
        return None
    if recipient is None and action in ANSWERS:
        bill.findings.open(says.OPEN_RECIPIENT, index)
    elif recipient is None:
        raise Refused(says.RECIPIENT, index)
    elif not recipient.codes and act.action not in FORMER:
        raise Refused(says.PARTY, index)  # required since snapshot 20241025
    return recipient


def _issue(bill, act, recipient, index):
    bill.carrier, bill.possessor, bill.issued_to = act.actor, recipient, recipient
    issuing = bill.envelope.issuing_party
    if issuing and is_named(act.actor, issuing) is False:
        bill.findings.open(says.OPEN_ISSUER, index)


def _transfer(bill, act, recipient, _, index):
    if not bill.envelope.to_order and "straight to its consignee" not in bill.skipped:
        consignee = bill.envelope.consignee
        if not consignee or is_named(recipient, consignee) is not True:
            bill.findings.open(says.OPEN_STRAIGHT, index)
    same_place = platform_of(act.actor.platform) == platform_of(recipient.platform)
    if same_place and same_party(act.actor, recipient) is True:
        bill.findings.open(says.OPEN_SELF, index)
    bill.possessor = recipient


def _endorse(bill, act, recipient, action, index):
    if not bill.envelope.to_order:
        raise Refused(says.STRAIGHT_ENDORSED, index)
    if bill.endorsee is None:
        # A blank bill is endorsed in blank again by whoever possesses it, and nothing changes.
        if action != "BLANK_ENDORSE":
            bill.findings.open(says.OPEN_BLANK_ENDORSED_ON, index)
    else:
        endorsee = same_party(act.actor, bill.endorsee)
        if not bill.endorses:
            raise Refused(says.ENDORSED_OUT, index)
        if action == "BLANK_ENDORSE" and endorsee is False:
            bill.findings.open(says.OPEN_BLANK_BY_POSSESSOR, index)
        else:
            bill.asks(endorsee, says.ENDORSER, says.OPEN_PARTIES, index)
    bill.endorsee = recipient
    bill.endorses = action != "ENDORSE"


def _surrender(bill, act, recipient, _, index):
    # A surrender goes home, to the platform of issuance; there, to the carrier or whoever may
    # act for it.
    if platform_of(recipient.platform) != platform_of(bill.carrier.platform):
        raise Refused(says.SURRENDER_HOME, index)
    if same_party(recipient, bill.carrier) is not True:
        bill.findings.open(says.OPEN_ADDRESSEE, index)
    envelope = bill.envelope
    if not envelope.to_order:
        # Who the bill was issued to is the shipper or acts for it (Transaction.actionCode ISSUE).
        named = [Party(codes, "") for codes in (envelope.shipper, envelope.consignee) if codes]
        answer = one_of(same_party(act.actor, party) for party in (*named, bill.issued_to))
        bill.asks(answer, says.SURRENDER_STRAIGHT, says.OPEN_PARTIES, index)
    elif bill.endorsee is not None:
        answer = same_party(act.actor, bill.endorsee)
        bill.asks(answer, says.SURRENDER_NAMED, says.OPEN_PARTIES, index)
    bill.surrendered_by, bill.possessor = act.actor, recipient


def _answer(bill, act, recipient, action, index):
    if bill.surrendered_by is None:
        raise Refused(says.NOT_PENDING, index)
    answer = one_of(same_party(act.actor, carrier) for carrier in (bill.carrier, bill.possessor))
    bill.asks(answer, says.ANSWERED_BY, says.OPEN_PARTIES, index)
    if recipient is not None:
        there = platform_of(bill.surrendered_by.platform)
        if platform_of(recipient.platform) != there:
            raise Refused(says.ANSWERED_TO, index)
        answer = same_party(recipient, bill.surrendered_by)
        bill.asks(answer, says.ANSWERED_TO, says.OPEN_PARTIES, index)
    if action == "SREJ":
        bill.possessor = bill.surrendered_by
    bill.surrendered_by, bill.ended = None, action == "SACC"


def _issue_again(bill, _act, recipient, _action, _index):
    bill.possessor = recipient  # where a second ISSUE is not asked about


def _sign(*_):
    """A signature of the possessor moves nothing."""


ACTS = {
    "ISSUE": _issue_again,
    "TRANSFER": _transfer,
    "ENDORSE": _endorse,
    "ENDORSE_TO_ORDER": _endorse,
    "BLANK_ENDORSE": _endorse,
    "SURRENDER_FOR_DELIVERY": _surrender,
    "SURRENDER_FOR_AMENDMENT": _surrender,
    "SACC": _answer,
    "SREJ": _answer,
    "SIGN": _sign,
}
"""The ten acts that PINT lists."""


def _may_act(bill, act, action, index):
    """Whether anything may happen to the bill now, and on the platform of this actor."""
    if action == "ISSUE" and "issue once" not in bill.skipped:
        raise Refused(says.ISSUE_FIRST, index)
    if bill.ended:
        raise Refused(says.ENDED, index)
    held = platform_of(bill.possessor.platform) == platform_of(act.actor.platform)
    if not held and "by the possessor" not in bill.skipped:
        raise Refused(says.POSSESSOR, index)
    if bill.surrendered_by is not None and action not in ANSWERS:
        if action != "SIGN":
            raise Refused(says.PENDING, index)
        bill.findings.open(says.OPEN_SIGNED_BY_CARRIER, index)


def _act(bill, act, index):
    action = FORMER.get(act.action, act.action)
    if action not in ACTS:
        raise Refused(says.UNKNOWN, index)
    if not act.actor.codes and act.action not in FORMER:
        raise Refused(says.PARTY, index)
    _when(bill, act, index)
    recipient = _recipient(bill, act, action, index)
    if bill.possessor is None:
        if action != "ISSUE":
            raise Refused(says.ISSUE_FIRST, index)
        _issue(bill, act, recipient, index)
        return
    _may_act(bill, act, action, index)
    ACTS[action](bill, act, recipient, action, index)


def _acts(envelope, skipped, findings):
    named = envelope.endorsee
    endorsee = None if named is None else Party(named, "")
    bill = _Bill(envelope, skipped, findings, endorsee=endorsee)
    for index, entry in enumerate(envelope.entries):
        if platform_of(entry.signer) != platform_of(entry.platform):
            raise Refused(says.ENTRY_SIGNER, index)
        if not entry.transactions:
            raise Refused(says.CHAIN_EMPTY, index)
        for act in entry.transactions:
            if platform_of(act.actor.platform) != platform_of(entry.platform):
                raise Refused(says.ENTRY_ACTOR, index)
            _act(bill, act, index)
    return platform_of(bill.possessor.platform)


def judge(envelope):
    """The judgement of an envelope: the holder is the code of the platform in possession."""
    skipped = PEERS.get(envelope.peer, frozenset())

    def walk(findings):
        _links(envelope)
        _documents(envelope)
        _registry(envelope, findings)
        _issuance(envelope, findings)
        holder = _acts(envelope, skipped, findings)
        _addressed(envelope, findings)
        return holder

    judgement = judged(walk, says.STANDS)
    if envelope.peer is None or judgement.verdict != VERIFIED:
        return judgement
    # What is left out for a program is not judged, and what is not judged is never verified.
    left_out = ", ".join(sorted(skipped))
    clause = f"not judged under {envelope.peer}: {left_out}" if skipped else says.OPEN_PEER
    return Judgement(UNDETERMINED, None, clause)
