"""The history of an Open eBL pack: its versions, each with what it adds, for the room title.

What a version says was signed and verified before. A party is a DID, which is the name in its
certificate. What a draft says is replaced by the version that issues it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, Final

from fairlead.errors import Refused
from fairlead.gateway.vouch.moments import moment_in
from fairlead.gateway.vouch.openebl import hash_of, says_the_same
from fairlead.gateway.vouch.statements.pack import OpenEblPack, done_in
from fairlead.seal.jws import base64url
from fairlead.seal.verdict import Halt
from fairlead.syntax.json import read as read_json
from fairlead.title.history import (
    NOBODY,
    Act,
    Code,
    Entry,
    Event,
    Facts,
    History,
    Party,
    Role,
    Terms,
    kind_of,
)

__all__ = ["did_of", "history_of_pack", "in_line"]

_BILL: Final = "bill_of_lading"
_ACTS: Final[Mapping[str, tuple[Act, str]]] = {
    _BILL: (Act.ISSUE, "created"),
    "transfer": (Act.TRANSFER, "transfer"),
    "return": (Act.RETURN, "return"),
    "surrender": (Act.SURRENDER_FOR_DELIVERY, "surrender"),
    "amendment_request": (Act.SURRENDER_FOR_AMENDMENT, "request"),
    "print_to_paper": (Act.PRINT, "print"),
    "accomplish": (Act.ACCOMPLISH, "accomplish"),
    "delete": (Act.DELETE, "delete"),
}
"""What each event does, and how the names of its members begin."""
_ROLES: Final = {
    "issuingParty": Role.ISSUER,
    "shipper": Role.SHIPPER,
    "consignee": Role.CONSIGNEE,
    "endorsee": Role.ENDORSEE,
}
_RELEASES: Final = "DDS"
"""The function of a release agent among the other parties of a bill."""
_NO_TIME: Final = "0001-"
"""How a time begins that the reference server was not given."""


def history_of_pack(pack: OpenEblPack, *, at: datetime) -> History:
    """What was done in the versions of a pack that were given.

    Of versions before the first one that was given nobody knows who signed them.
    """
    versions = (*pack.parents, pack)
    trees = [_events_of(one) for one in versions]
    first = versions[0]
    whole = first.version == 1
    entries = [_entry(first, trees[0], signed_by=_did(first.signer) if whole else NOBODY)]
    for version, (before, now) in zip(versions[1:], pairwise(trees), strict=True):
        kept = len(before) if says_the_same(now[: len(before)], before) else 0
        signer = _did(version.signer)
        entries.append(_entry(version, now, kept=kept, rewrites=not kept, signed_by=signer))
    return History(tuple(entries), at, Facts(whole=whole))


def in_line(head: Any, given: Sequence[Any]) -> list[Any]:
    """Versions in the order in which one names the other, oldest first; none of it is verified.

    What fits nowhere stands where the next one is looked for, so that it is found not to fit.
    """
    named = {_hash(one): number for number, one in enumerate(given)}
    left, line, later = dict(enumerate(given)), [], head
    while left:
        number = named.get(_parent_hash(later), -1)
        later = left.pop(number if number in left else max(left))
        line.append(later)
    return line[::-1]


def _hash(flattened: Any) -> str:
    """The hash of a version; empty where it has none, which is no hash of another."""
    try:
        return hash_of(flattened)
    except (KeyError, TypeError, Refused):
        return ""


def _parent_hash(flattened: Any) -> str:
    """By which hash a version names the one before it; empty where it names none."""
    try:
        said: Any = read_json(base64url(flattened["payload"].encode()))
        found = said["parent_hash"]
    except (KeyError, TypeError, AttributeError, UnicodeError, Halt, Refused):
        return ""
    return found if isinstance(found, str) else ""


def did_of(party: Party) -> str:
    """The DID of a party.

    >>> did_of(_did("did:openebl:quay"))
    'did:openebl:quay'
    """
    return next((code.value for code in party.codes), "")


def _events_of(pack: OpenEblPack) -> list[Any]:
    events: list[Any] = pack.tree["events"]
    return events


def _entry(
    pack: OpenEblPack, events: list[Any], *, signed_by: Party, kept: int = 0, rewrites: bool = False
) -> Entry:
    added = tuple(_event(one, first=number == 0) for number, one in enumerate(events))[kept:]
    return Entry(pack.version, signed_by, added, _did(pack.current_owner), rewrites)


def _event(event: Any, *, first: bool) -> Event:
    """What an event says; a bill after the first event amends the one before it."""
    name, by, said = done_in(event)
    act, verb = _ACTS[name]
    bill = said.get("bill_of_lading_v3") if name == _BILL else None
    if name == _BILL:
        act = _making(bill, first=first)
    to, when = _somebody(said.get(f"{verb}_to")), said.get(f"{verb}_at")
    return Event(
        act,
        _did(by),
        to,
        when if isinstance(when, str) else "",
        None if str(when).startswith(_NO_TIME) else moment_in(when),
        _terms(bill) if name == _BILL else None,
        _somebody(said.get("transfer_to")) if name == _BILL else None,
    )


def _somebody(did: Any) -> Party | None:
    """The party with a DID; None where there is none."""
    return _did(did) if isinstance(did, str) and did else None


def _making(bill: Any, *, first: bool) -> Act:
    if not first:
        return Act.AMEND
    draft = isinstance(bill, dict) and bill.get("transportDocumentStatus") == "DRAFT"
    return Act.DRAFT if draft else Act.ISSUE


def _did(text: str) -> Party:
    return Party(frozenset((Code("DID", text),)))


def _terms(bill: Any) -> Terms:
    """What a bill says about who may have it; nothing where it is no object."""
    if not isinstance(bill, dict):
        return Terms()
    parties = dict(_parties(bill.get("documentParties")))
    return Terms(kind_of(bill.get("isToOrder"), parties), parties)


def _parties(said: Any) -> Iterator[tuple[Role, Party]]:
    """The parties of a bill, each by its first code, as the reference server reads them."""
    if not isinstance(said, dict):
        return
    for name, role in _ROLES.items():
        yield from ((role, _did(did)) for did in _first_code(said.get(name)))
    others = said.get("other")
    for one in others if isinstance(others, list) else ():
        if isinstance(one, dict) and one.get("partyFunction") == _RELEASES:
            yield from ((Role.RELEASE_AGENT, _did(did)) for did in _first_code(one.get("party")))


def _first_code(party: Any) -> Iterator[str]:
    codes = party.get("identifyingCodes") if isinstance(party, dict) else None
    first = codes[0] if isinstance(codes, list) and codes else None
    did = first.get("partyCode") if isinstance(first, dict) else None
    if isinstance(did, str) and did:
        yield did
