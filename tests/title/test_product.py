"""The title machine is held against the model: it gives control to nobody else than the model does.

What is wrong with links, checksums and signers is found before control is judged, where signatures
are; such an envelope is not handed to the title machine here. Nor is the platform that reads, as
whoever verifies does not say which it is.
"""

import hashlib
from dataclasses import replace
from datetime import datetime

import pytest

from fairlead.gateway.vouch.dcsa_history import events_of_chain
from fairlead.gateway.vouch.statements.dcsa_names import in_current_names
from fairlead.title import PINT, Verified, judge
from fairlead.title.history import Code, Entry, Facts, History, Party
from tests.title import histories
from tests.title.model.judgement import VERIFIED
from tests.title.model.pint import judge as by_the_model

SEEDS = range(40)


def party(said):
    """A party as a transaction writes it."""
    return {"partyName": "A party", "eblPlatform": said.platform, **codes(said.codes)} | (
        {"representedParty": codes(said.represents)} if said.represents else {}
    )


def codes(said):
    listed = [{"codeListProvider": provider, "partyCode": code} for provider, code in said]
    return {"identifyingCodes": listed}


def document(envelope):
    """The bill of an envelope, as far as it speaks of who may have it."""
    names = ("consignee", "endorsee", "shipper", "issuing_party")
    named = {("issuingParty" if n == "issuing_party" else n): getattr(envelope, n) for n in names}
    parties = {name: codes(said) for name, said in named.items() if said is not None}
    return {"isToOrder": envelope.to_order, "documentParties": parties}


def signatures_hold(envelope):
    """Whether entries follow on each other, are of one document, and were signed as they say."""
    if not envelope.entries or not all(one.transactions for one in envelope.entries):
        return False
    previous = None
    for entry in envelope.entries:
        if entry.previous != previous or entry.document != envelope.document:
            return False
        if entry.signer != entry.platform:
            return False
        previous = entry.digest
    first, *later = envelope.entries
    manifest = first.manifest or envelope.root_manifest
    both = envelope.root_manifest in {None, first.manifest} or first.manifest is None
    return (
        both
        and manifest is not None
        and manifest.document == envelope.document
        and manifest.issue_to is not None
        and not any(one.manifest or one.registry for one in later)
        and (envelope.manifest_document, envelope.manifest_last_entry, envelope.sender)
        == (envelope.document, previous, envelope.entries[-1].signer)
    )


def digest(said):
    return None if said is None else hashlib.sha256(said.encode()).hexdigest()


def history_of(envelope):
    """The history of an envelope, by the reader of the product."""
    bill = document(envelope)
    entries = []
    for number, entry in enumerate(envelope.entries, 1):
        said = [
            {"actionCode": one.action, "actor": party(one.actor), "actionDateTime": one.at}
            | ({} if one.recipient is None else {"recipient": party(one.recipient)})
            for one in entry.transactions
        ]
        entries.append(
            Entry(
                number,
                Party(platform=entry.platform),
                events_of_chain(map(in_current_names, said), bill),
            )
        )
    first = envelope.entries[0]
    manifest = first.manifest or envelope.root_manifest
    facts = Facts(
        carrier=Code(*envelope.carrier),
        carriers=frozenset(Code(*one) for one in manifest.carriers or ()),
        visualisation=digest(manifest.visualisation),
        shown=digest(envelope.manifest_visualisation),
        registry=first.registry is not None,
    )
    return History(tuple(entries), datetime.fromisoformat(envelope.now), facts)


def control_of(envelope):
    """The platform to which the product gives control; None where it gives it to nobody."""
    if not signatures_hold(envelope):
        return None
    verdict = judge(history_of(envelope), PINT)
    return verdict.holder.platform if isinstance(verdict, Verified) else None


@pytest.mark.parametrize("seed", SEEDS)
def test_an_honest_history_gives_control_to_the_holder(seed):
    honest, _ = histories.pint(seed)
    assert control_of(honest.envelope) == honest.holder


@pytest.mark.parametrize("seed", SEEDS)
def test_a_changed_history_gives_control_to_nobody_else_than_by_the_model(seed):
    wrong = []
    for one in histories.pint(seed)[1]:
        model = by_the_model(replace(one.history, receiver=None, issue_to=None))
        holder = control_of(one.history)
        if holder is not None and (model.verdict, model.holder) != (VERIFIED, holder):
            wrong.append((one.name, holder, model))
    assert wrong == []
