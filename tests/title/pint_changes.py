"""Changes of a PINT history that are not of one act: entries, links, manifests, carrier, bill."""

from dataclasses import replace

from tests.title.model.history import IssuanceManifest, Transaction
from tests.title.mutation import Mutation
from tests.title.pint_acts import OF_AN_ACT
from tests.title.pint_histories import (
    ELSEWHERE,
    SURRENDERS,
    THIEF,
    Act,
    codes,
    ending,
    honest,
    sealed,
    written,
)


def _entry(envelope, index, **members):
    entries = list(envelope.entries)
    entries[index] = replace(entries[index], **members)
    return tuple(entries)


def of_entries(history, other):
    """Entries taken out, put in, put elsewhere: signed as they are, or as a stranger signs."""
    envelope = history.envelope
    entries = envelope.entries
    for index, entry in enumerate(entries):
        stolen = sealed(_entry(envelope, index, signer=ELSEWHERE))
        yield Mutation("entry signed by another", ending(envelope, stolen))
        yield Mutation("replay entry", ending(envelope, (*entries, entry)))
        named = sealed(_entry(envelope, index, registry="https://registry.example/v1"))
        yield Mutation("registry named", ending(envelope, named))
        for link in ("0" * 64, None if index else other.envelope.entries[-1].digest):
            cut = _entry(envelope, index, previous=link)
            yield Mutation("link to another", ending(envelope, cut))
        bill = sealed(_entry(envelope, index, document=other.envelope.document))
        yield Mutation("entry of another bill", ending(envelope, bill))
        if index:
            foreign = _entry(envelope, index, manifest=_manifest(envelope))
            yield Mutation("manifest in a later entry", ending(envelope, sealed(foreign)))
            order = [*entries[: index - 1], entry, entries[index - 1], *entries[index + 1 :]]
            yield Mutation("reorder", ending(envelope, tuple(order)))
            rest = (*entries[:index], *entries[index + 1 :])
            if index < len(entries) - 1:
                yield Mutation("drop entry", ending(envelope, rest))
    if len(entries) > 1:
        yield Mutation("drop entry", ending(envelope, entries[1:]))
    emptied = sealed(_entry(envelope, -1, transactions=()))
    yield Mutation("entry without acts", ending(envelope, emptied))
    yield Mutation("no entries", replace(envelope, entries=()))


def _manifest(envelope):
    return envelope.entries[0].manifest or envelope.root_manifest


def of_chains(history, other):
    """The chain, or its end, of another bill."""
    envelope, foreign = history.envelope, other.envelope
    yield Mutation("other chain", ending(envelope, foreign.entries))
    yield Mutation("other chain", ending(envelope, (*envelope.entries[:-1], foreign.entries[-1])))
    yield Mutation("other chain", ending(envelope, (*envelope.entries, foreign.entries[-1])))
    last = foreign.entries[-1].digest
    yield Mutation("other last entry", replace(envelope, manifest_last_entry=last))
    yield Mutation("other bill", replace(envelope, document=foreign.document))
    yield Mutation("other bill", replace(envelope, manifest_document=foreign.document))
    yield Mutation("other sender", replace(envelope, sender=ELSEWHERE))
    yield Mutation("other receiver", replace(envelope, receiver=ELSEWHERE))


def _issued(envelope, manifest, name):
    """The envelope with another manifest in each place that has one."""
    root = manifest if envelope.root_manifest else None
    inside = manifest if envelope.entries[0].manifest else None
    entries = sealed(_entry(envelope, 0, manifest=inside))
    return Mutation(name, ending(replace(envelope, root_manifest=root), entries))


def of_issuance(history, other):
    """What the carrier signed, and which carrier."""
    envelope, manifest = history.envelope, _manifest(history.envelope)
    stranger = replace(manifest, carriers=(("NMFTA", "OTHR"),))
    yield _issued(envelope, stranger, "other carrier")
    yield _issued(envelope, replace(manifest, carriers=()), "other carrier")
    yield _issued(envelope, replace(manifest, carriers=None), "carrier not bound")
    yield Mutation("other carrier", replace(envelope, carrier=("NMFTA", "OTHR")))
    yield Mutation("other carrier", replace(envelope, carrier=("SMDG", "FLDL")))
    yield _issued(envelope, replace(manifest, document=other.envelope.document), "other issuance")
    yield _issued(envelope, replace(manifest, issue_to=None), "issued to nobody")
    party = replace(envelope, issue_to="another party")
    yield Mutation("issued to another", party)
    yield _issued(envelope, None, "no issuance")
    first = sealed(_entry(envelope, 0, manifest=manifest))
    both = replace(envelope, root_manifest=IssuanceManifest("another", "another"))
    yield Mutation("two issuances", ending(both, first))
    yield Mutation("issuing party", replace(envelope, issuing_party=codes("OTHR")))


def of_visualisation(history, _):
    envelope, manifest = history.envelope, _manifest(history.envelope)
    yield Mutation("other visualisation", replace(envelope, manifest_visualisation="another"))
    if manifest.visualisation:
        yield Mutation("no visualisation", replace(envelope, manifest_visualisation=None))
        carrier = replace(manifest, visualisation="another")
        yield _issued(envelope, carrier, "other visualisation of the carrier")


def _then(history, action, actor, recipient, name):
    at = history.script[-1].transaction.at
    more = Act(Transaction(action, actor, at, recipient), opens=True)
    return Mutation(name, written(history.envelope, (*history.script, more)))


def of_the_end(history, _):
    """One act more, of a stranger or after the end."""
    possessor = history.script[-1].transaction.actor
    yield _then(history, "TRANSFER", THIEF, possessor, "hijack")
    yield _then(history, "SIGN", THIEF, None, "hijack")
    yield _then(history, "SACC", THIEF, possessor, "hijack")
    action = history.script[-1].action
    if action == "SACC":
        holder = history.script[-1].transaction.recipient
        yield _then(history, "TRANSFER", holder, THIEF, "after the end")
        yield _then(history, "SREJ", possessor, holder, "after the end")
    elif action in SURRENDERS:
        carrier = history.script[-1].transaction.recipient
        yield _then(history, "TRANSFER", possessor, THIEF, "transfer while surrendered")
        yield _then(history, "TRANSFER", carrier, THIEF, "transfer while surrendered")
        yield _then(history, "SIGN", carrier, None, "sign while surrendered")
    else:
        holder = replace(possessor, platform=history.holder)
        yield _then(history, "SACC", holder, possessor, "answer without surrender")
        yield _then(history, "SREJ", holder, possessor, "answer without surrender")
        yield _then(history, "SURRENDER_FOR_DELIVERY", holder, THIEF, "surrender elsewhere")
        if history.kind == "straight":
            yield _then(history, "TRANSFER", holder, THIEF, "straight to a stranger")
            yield _then(history, "ENDORSE", holder, THIEF, "straight endorsed")
            yield _then(history, "ENDORSE_TO_ORDER", holder, THIEF, "straight endorsed")
            yield _then(history, "BLANK_ENDORSE", holder, None, "straight endorsed")


def mutations(seed):
    """The honest history of a seed, and every history with one change of it."""
    history, other = honest(seed), honest(seed + 1_000_003)
    done = []
    for change in OF_AN_ACT:
        done += filter(None, (change(history, k) for k in range(len(history.script))))
    for changes in (of_entries, of_chains, of_issuance, of_visualisation, of_the_end):
        done += changes(history, other)
    return history, done
