"""The title machine is held against the model of Open eBL: it gives control to nobody else.

How versions are linked, and that each names its signer, is found before control is judged, where
signatures are; such a history is not handed to the title machine here.
"""

import json
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import pytest

from fairlead.gateway.vouch.pack_history import did_of, history_of_pack
from fairlead.gateway.vouch.statements.pack import pack_in
from fairlead.seal.verdict import Halt
from fairlead.title import OPENEBL, Verified, judge
from tests.title import histories
from tests.title.model.judgement import VERIFIED
from tests.title.model.openebl import judge as by_the_model
from tests.title.openebl_courses import OPENEBL_COURSES

SEEDS = range(40)
VERBS = {
    "bill_of_lading": "created",
    "amendment_request": "request",
    "print_to_paper": "print",
}
"""How the names of an event's members begin, where it is not by the event's own name."""


def party(did):
    return {"identifyingCodes": [{"codeListProvider": "DID", "partyCode": did}]}


def bill_of(said):
    """A bill as a pack says it."""
    named = {"issuingParty": said.issuer, "shipper": said.shipper, "consignee": said.consignee}
    named["endorsee"] = said.endorsee
    parties = {name: party(did) for name, did in named.items() if did}
    if said.release_agent:
        parties["other"] = [{"partyFunction": "DDS", "party": party(said.release_agent)}]
    return {
        "transportDocumentReference": said.file,
        "transportDocumentStatus": said.status,
        "isToOrder": said.to_order,
        "documentParties": parties,
    }


def event_of(event):
    """An event as a pack says it."""
    verb = VERBS.get(event.kind, event.kind)
    said = {f"{verb}_by": event.by}
    if event.at:
        said[f"{verb}_at"] = event.at
    if event.to is not None:
        said["transfer_to" if event.kind == "bill_of_lading" else f"{verb}_to"] = event.to
    if event.bill is not None:
        said["bill_of_lading_v3"] = bill_of(event.bill)
    return {event.kind: said}


def pack_of(version):
    """A version, as its signature vouches for it."""
    said = {
        "id": version.id,
        "version": version.number,
        "parent_hash": version.parent,
        "current_owner": version.owner,
        "events": [event_of(one) for one in version.events],
    }
    read = pack_in(json.dumps(said).encode())
    return replace(read.said, signer=version.signer)


def linked(versions):
    """Whether versions follow on each other, and each has a signer."""
    follows = all(
        (now.id, now.number, now.parent) == (before.id, before.number + 1, before.digest)
        for before, now in pairwise(versions)
    )
    first = versions[0]
    begins = first.number > 1 or not first.parent
    return follows and begins and all(one.signer is not None for one in versions)


def owner_of(packs):
    """Whom the product has as the owner; None where it gives control to nobody."""
    if not linked(packs.versions):
        return None
    try:
        *parents, last = map(pack_of, packs.versions)
    except Halt:
        return None
    last = replace(last, parents=tuple(parents))
    verdict = judge(history_of_pack(last, at=datetime.fromisoformat(packs.now)), OPENEBL)
    return did_of(verdict.holder) if isinstance(verdict, Verified) else None


@pytest.mark.parametrize("seed", SEEDS)
def test_an_honest_history_gives_control_to_the_owner(seed):
    honest, _ = histories.openebl(seed)
    assert owner_of(honest.packs) == honest.holder


@pytest.mark.parametrize("seed", SEEDS)
def test_a_changed_history_gives_control_to_nobody_else_than_by_the_model(seed):
    wrong = []
    for one in histories.openebl(seed)[1]:
        model, owner = by_the_model(one.history), owner_of(one.history)
        if owner is not None and (model.verdict, model.holder) != (VERIFIED, owner):
            wrong.append((one.name, owner, model))
    assert wrong == []


@pytest.mark.parametrize("name", OPENEBL_COURSES)
def test_a_course_gives_control_to_nobody_else_than_by_the_model(name):
    packs, _ = OPENEBL_COURSES[name]
    model = by_the_model(packs)
    assert owner_of(packs) in {None, model.holder if model.verdict == VERIFIED else None}
