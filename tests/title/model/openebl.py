"""Who owns a bill by the versions of an Open eBL pack.

Written from Open eBL's published API (`api.yaml`, Trading Document API 1.0.0) and from what its
reference server allows and writes (openebl/openebl at 6cc1f485, read as a publication: facts, no
code). The API names the acts and their members; who may do what stands in the server alone. Where
the server restricts what the API does not speak of, the model leaves the question open.

Ownership is read as a stack: whoever receives the bill from its owner is put on top, and a return
takes the top off. "The last owner" of the API, and the order of roles in which the server returns a
bill, are one and the same in that reading.
"""

from dataclasses import dataclass, field

from tests.title.model.judgement import Refused, instant, judged

_API = "Open eBL Trading Document API 1.0.0, "
_SERVER = "Open eBL reference server 6cc1f485, "
STANDS = _API + "BillOfLadingPack.events: every event is one that its owner or issuer may make"

# --- clauses ------------------------------------------------------------------------------------

_PACK = _API + "BillOfLadingPack."
EMPTY = _PACK + "events: a version adds at least one event"
SAME_ID = _PACK + "id: every version has the id of its bill"
NUMBER = _PACK + "version: each is the one before plus one, and the first is 1"
PARENT = _PACK + "parent_hash: it is the hash of the version before, and the first has none"
KEPT = _PACK + "events: the history is kept, oldest first; only a draft is replaced"
OWNER = _PACK + "current_owner: it is the owner that the events make"
SIGNED = _SERVER + "signing: whoever acts signs the version that holds the act, and nobody else"
BY_OWNER = _SERVER + "allowed actions: only the owner acts on an issued bill"
BY_ISSUER = _SERVER + "allowed actions: only the issuer makes, issues, amends or deletes a bill"
BY_AGENT = _SERVER + "allowed actions: only the release agent accomplishes"
ISSUED = _SERVER + "allowed actions: on a draft there is only update, issue and delete"
DRAFT = _API + "/ebl/{id}/delete, /ebl/{id}/update: only a draft is deleted or replaced"
ENDED = _SERVER + "allowed actions: nothing follows a print, an accomplishment or a deletion"
FIRST = _API + "BillOfLading: the first event is the bill"
AMENDED = _SERVER + "amend: it answers an amendment request or a return to the issuer"
TO_AGENT = _API + "/ebl/{id}/surrender: to the release agent of the bill"
TO_ISSUER = _SERVER + "amendment_request: to the issuer of the bill"
TO_LAST = _API + "/ebl/{id}/return: to the last owner"

# --- what no publication settles ----------------------------------------------------------------

OPEN_NOT_COMPARED = (
    "open: not-compared: " + _PACK + "parent_hash: the versions before the first are not at hand"
)
OPEN_SIGNER = "open: signer: " + _API + "BusinessUnitAuthentication.certificate: it names no unit"
OPEN_TIME = (
    "open: time: " + _API + "BillOfLadingPack.events: oldest first; nothing says by which clock"
)
OPEN_KIND = (
    "open: event: "
    + _API
    + "BillOfLadingEvent: an event that it does not list (delete stands only "
    "in the server)"
)
OPEN_NEXT = (
    "open: next-owner: "
    + _API
    + "/ebl/{id}/transfer: to the next owner, who is named nowhere; the "
    "server goes issuer, shipper, consignee, endorsee"
)
OPEN_ROLE = (
    "open: role: " + _SERVER + "allowed actions: this owner's role does not allow the act there; "
    "the API names no role"
)
OPEN_RETURN = (
    "open: last-owner: " + _API + "/ebl/{id}/return: the owner just before, or the one from whom "
    "the bill first came"
)
OPEN_AGENT = (
    "open: issuing-agent: " + _API + "BillOfLading.created_by: an agent may issue for the issuer"
)
OPEN_DRAFT_KEPT = (
    "open: draft-kept: " + _PACK + "events: the history is kept; the server puts an issued bill in "
    "the place of a draft"
)
OPEN_KEPT = (
    "open: bill-kept: " + _SERVER + "issue, amend: a transfer to the next owner always follows the "
    "bill; the API does not say so"
)
OPEN_TRANSFER_TO = (
    "open: transfer-to: " + _API + "BillOfLading.transfer_to: the next owner, in the bill itself; "
    "the server has no such act"
)
OPEN_PARTIES = (
    "open: amended-parties: " + _API + "AmendBillOfLadingRequest: it has no members for parties, "
    "order or status; not that they may not change"
)

_ENDS = frozenset({"print_to_paper", "accomplish", "delete"})


@dataclass
class _Pack:
    """Whose the bill is, as far as the events have been read."""

    now: object
    findings: object
    bill: object = None
    owners: list = field(default_factory=list)
    last: object = None  # the event before
    latest: object = None
    given: bool = True  # false between a bill and the transfer that follows it

    @property
    def owner(self):
        return self.owners[-1]

    @property
    def draft(self):
        return self.bill is not None and self.bill.status == "DRAFT"


def _when(pack, event, index):
    # No member of an event is required, and a time that is not there cannot be compared.
    if not event.at:
        return
    at = instant(event.at)
    if at is None or at > instant(pack.now) or (pack.latest is not None and at < pack.latest):
        pack.findings.open(OPEN_TIME, index)
    if at is not None:
        pack.latest = at if pack.latest is None else max(pack.latest, at)


def _amends(pack, event, index):
    """An issued bill is replaced by its issuer, when it is back with it."""
    if event.by != pack.bill.issuer:
        raise Refused(BY_ISSUER, index)
    if event.by != pack.owner:
        raise Refused(BY_OWNER, index)
    if pack.last.kind not in {"amendment_request", "return"}:
        raise Refused(AMENDED, index)
    before, now = pack.bill, event.bill
    kept = ("status", "to_order", "issuer", "shipper", "consignee", "endorsee", "release_agent")
    if any(getattr(before, name) != getattr(now, name) for name in kept):
        pack.findings.open(OPEN_PARTIES, index)


def _makes(pack, event, index):
    """The first bill, or one in the place of a draft."""
    if pack.bill is not None and event.by != pack.bill.issuer:
        raise Refused(BY_ISSUER, index)
    if event.by != event.bill.issuer:
        pack.findings.open(OPEN_AGENT, index)
    pack.owners = [event.bill.issuer]


def _bill(pack, event, index, *, first):
    if event.to:
        pack.findings.open(OPEN_TRANSFER_TO, index)
    if first or pack.draft:
        if not first:
            pack.findings.open(OPEN_DRAFT_KEPT, index)
        _makes(pack, event, index)
    else:
        _amends(pack, event, index)
    pack.bill = event.bill
    pack.given = pack.draft


def _next_owner(pack):
    """Who the server transfers the bill to, by the role of its owner; None where it does not."""
    bill, last = pack.bill, pack.last
    if pack.owner == bill.issuer:
        if last.kind == "bill_of_lading":
            # On amending, back to whoever asked or returned; on issuing, to the shipper.
            return pack.owners[-2] if len(pack.owners) > 1 else bill.shipper
        return bill.shipper if last.kind == "return" and last.by == bill.shipper else None
    if pack.owner == bill.shipper:
        return bill.consignee
    return bill.endorsee if bill.to_order and pack.owner == bill.consignee else None


def _transfer(pack, event, index):
    if not event.to or event.to != _next_owner(pack):
        pack.findings.open(OPEN_NEXT, index)
    if pack.owner == pack.bill.issuer and pack.owners[-2:-1] == [event.to]:
        pack.owners.pop()  # amended, and back where it was asked for
    else:
        pack.owners.append(event.to)


def _return(pack, event, index):
    before = pack.owners[-2] if len(pack.owners) > 1 else None
    if event.to is None or event.to not in {before, pack.last.by}:
        raise Refused(TO_LAST, index)
    if event.to != before:
        pack.findings.open(OPEN_RETURN, index)
        pack.owners.append(event.to)
        return
    # The issuer gives back what it was asked to amend; the agent, what was just surrendered.
    roles = {pack.bill.issuer: "amendment_request", pack.bill.release_agent: "surrender"}
    if pack.last.kind != roles.get(pack.owner, pack.last.kind):
        pack.findings.open(OPEN_ROLE, index)
    pack.owners.pop()


def _surrender(pack, event, index):
    if not event.to or event.to != pack.bill.release_agent:
        raise Refused(TO_AGENT, index)
    if pack.owner not in {pack.bill.consignee, pack.bill.endorsee}:
        pack.findings.open(OPEN_ROLE, index)
    pack.owners.append(event.to)


def _amendment_request(pack, event, index):
    if event.to != pack.bill.issuer:
        raise Refused(TO_ISSUER, index)
    if pack.owner == pack.bill.issuer:
        pack.findings.open(OPEN_ROLE, index)
    pack.owners.append(event.to)


_MOVE = {
    "transfer": _transfer,
    "return": _return,
    "surrender": _surrender,
    "amendment_request": _amendment_request,
}


def _ends(pack, event, index):
    if event.kind == "delete":
        if not pack.draft:
            raise Refused(DRAFT, index)
        if event.by != pack.bill.issuer:
            raise Refused(BY_ISSUER, index)
        return
    if pack.draft:
        raise Refused(ISSUED, index)
    if event.by != pack.owner:
        raise Refused(BY_OWNER, index)
    if event.kind == "accomplish" and event.by != pack.bill.release_agent:
        raise Refused(BY_AGENT, index)


def _event(pack, event, index, *, first):
    _when(pack, event, index)
    if pack.last is not None and pack.last.kind in _ENDS:
        raise Refused(ENDED, index)
    if event.kind == "bill_of_lading":
        _bill(pack, event, index, first=first)
    elif first:
        raise Refused(FIRST, index)
    elif event.kind in _ENDS:
        _ends(pack, event, index)
    elif event.kind in _MOVE:
        if pack.draft:
            raise Refused(ISSUED, index)
        if event.by != pack.owner:
            raise Refused(BY_OWNER, index)
        _MOVE[event.kind](pack, event, index)
    else:
        pack.findings.open(OPEN_KIND, index)
    if event.kind != "bill_of_lading" and not pack.given:
        if event.kind != "transfer":
            pack.findings.open(OPEN_KEPT, index)
        pack.given = True
    pack.last = event


def _added(version, before, pack, index):
    """The events that a version adds, and whether it puts them in the place of a draft."""
    if before is None:
        return version.events, True
    kept = len(before.events)
    draft = pack.draft and pack.last.kind == "bill_of_lading"
    if version.events[:kept] == before.events and not (draft and len(version.events) == kept):
        return version.events[kept:], False
    if not draft:
        raise Refused(KEPT, index)
    return version.events, True  # a draft may be written again as it was


def _linked(version, before, index):
    if version.id != before.id:
        raise Refused(SAME_ID, index)
    if version.number != before.number + 1:
        raise Refused(NUMBER, index)
    if version.parent != before.digest:
        raise Refused(PARENT, index)


def _walk(packs, findings):
    pack, before = _Pack(packs.now, findings), None
    whole = packs.versions[0].number == 1
    if not whole:
        findings.open(OPEN_NOT_COMPARED, 0)
    elif packs.versions[0].parent:
        raise Refused(PARENT, 0)
    for index, version in enumerate(packs.versions):
        if before is not None:
            _linked(version, before, index)
        if whole:
            _version(pack, version, before, index)
        before = version
    return pack.owner if whole else None


def _version(pack, version, before, index):
    added, anew = _added(version, before, pack, index)
    if not added:
        raise Refused(EMPTY, index)
    if version.signer is None:
        pack.findings.open(OPEN_SIGNER, index)
    for position, event in enumerate(added):
        if version.signer not in {None, event.by}:
            raise Refused(SIGNED, index)
        _event(pack, event, index, first=anew and position == 0)
    if not pack.given:
        pack.findings.open(OPEN_KEPT, index)
    if version.owner != pack.owner:
        raise Refused(OWNER, index)


def judge(packs):
    """The judgement of the versions of a pack: the holder is the DID of the owner."""
    return judged(lambda findings: _walk(packs, findings), STANDS)
