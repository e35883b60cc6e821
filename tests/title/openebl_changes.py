"""Changes of one thing in the history of an Open eBL pack, and of each what is right."""

from dataclasses import replace

from tests.title.model.history import Event, Packs
from tests.title.mutation import EITHER, HARMLESS, REFUSED, Mutation
from tests.title.openebl_histories import ENDS, NOW, THIEF, Step, honest, sealed, written

PREFIX = "what is left is a shorter honest history; that more followed is not in it"
DRAFTS = "a draft is nobody's bill: its issuer may write it as often as it likes"
AT_ONCE = "a bill that was no draft before was issued at once"
OWN = "the owner does this of its own, and its own signature says so"
EARLIER = "an earlier first version contradicts nothing"


def _with(history, script, name, expected=REFUSED, reason=""):
    holder = script[-1].owner if reason else None
    packs = written(history.packs.versions[0].id, script)
    return Mutation(name, packs, expected, reason, holder)


def _raw(name, versions, expected=REFUSED, reason=""):
    holder = versions[-1].owner if reason else None
    return Mutation(name, Packs(tuple(versions), NOW), expected, reason, holder)


def _timed(script, like):
    """A script whose events have the times of another, in its order."""
    times = [event.at for step in like for event in step.events]
    done = []
    for step in script:
        events = tuple(
            replace(event, at=times.pop(0) if len(times) > 1 else times[0]) for event in step.events
        )
        done.append(replace(step, events=events))
    return tuple(done)


def _but(script, k, **members):
    return (*script[:k], replace(script[k], **members), *script[k + 1 :])


def _but_event(script, k, position, **members):
    events = list(script[k].events)
    events[position] = replace(events[position], **members)
    return _but(script, k, events=tuple(events))


# --- one step -------------------------------------------------------------------------------------


def drop(history, k):
    script = history.script
    rest = script[:k] + script[k + 1 :]
    if not rest:
        return None
    if k == len(script) - 1:
        return _with(history, rest, "drop", HARMLESS, PREFIX)
    if script[k].draft and script[k + 1].anew:
        return _with(history, rest, "drop", HARMLESS, AT_ONCE)
    if script[k].draft and k:
        return _with(history, rest, "drop", HARMLESS, DRAFTS)
    return _with(history, rest, "drop")


def swap(history, k):
    script = history.script
    if k + 1 == len(script):
        return None
    one, two = script[k], script[k + 1]
    swapped = _timed((*script[:k], two, one, *script[k + 2 :]), script)
    if one.draft and two.draft:
        return _with(history, swapped, "swap", HARMLESS, DRAFTS)
    return _with(history, swapped, "swap")


def duplicate(history, k):
    script = history.script
    twice = _timed((*script[: k + 1], *script[k:]), script)
    if script[k].draft:
        return _with(history, twice, "duplicate", HARMLESS, DRAFTS)
    return _with(history, twice, "duplicate")


def replay_act(history, k):
    """A step is done once more at the end, and signed anew by whoever did it."""
    script, step = history.script, history.script[k]
    again = _timed((*script, step), script)
    if step.signer == history.holder and script[-1].kind not in ENDS:
        return _with(history, again, "replay act", EITHER, DRAFTS if step.draft else OWN)
    return _with(history, again, "replay act")


def forge_actor(history, k):
    """A stranger stands as the actor of what another signed."""
    return _with(history, _but_event(history.script, k, -1, by=THIEF), "forge actor")


def forge_signer(history, k):
    """A stranger signs what another is said to do."""
    return _with(history, _but(history.script, k, signer=THIEF), "forge signer")


def stranger(history, k):
    """A stranger does it, and signs it."""
    events = tuple(replace(event, by=THIEF) for event in history.script[k].events)
    return _with(history, _but(history.script, k, signer=THIEF, events=events), "stranger")


def unsigned(history, k):
    return _with(history, _but(history.script, k, signer=None), "signer not known")


def forge_owner(history, k):
    """The version says that somebody else owns the bill."""
    return _with(history, _but(history.script, k, owner=THIEF), "forge owner")


def to_a_stranger(history, k):
    """The act goes to a stranger, who owns the bill then."""
    if history.script[k].events[-1].to is None:
        return None
    script = _but_event(history.script, k, -1, to=THIEF)
    return _with(history, _but(script, k, owner=THIEF), "to a stranger")


def to_nobody(history, k):
    if history.script[k].events[-1].to is None:
        return None
    return _with(history, _but_event(history.script, k, -1, to=None), "to nobody")


def late(history, k):
    script = _but_event(history.script, k, -1, at="2031-01-01T00:00:00Z")
    return _with(history, script, "late")


def early(history, k):
    events = tuple(replace(e, at="2020-01-01T00:00:00Z") for e in history.script[k].events)
    script = _but(history.script, k, events=events)
    return (
        _with(history, script, "early") if k else _with(history, script, "early", HARMLESS, EARLIER)
    )


def unknown_event(history, k):
    return _with(history, _but_event(history.script, k, -1, kind="pledge"), "unknown event")


def merged(history, k):
    """Two steps of two signers stand in one version."""
    script = history.script
    if k + 1 == len(script) or script[k].signer == script[k + 1].signer or script[k + 1].anew:
        return None
    events = script[k].events + script[k + 1].events
    one = replace(script[k + 1], events=events, anew=script[k].anew)
    return _with(history, (*script[:k], one, *script[k + 2 :]), "two signers in one version")


def other_issuer(history, k):
    """The bill names another issuer than the one that signs it."""
    bill = history.script[k].events[0].bill
    if bill is None:
        return None
    named = replace(bill, issuer="did:openebl:other")
    return _with(history, _but_event(history.script, k, 0, bill=named), "other issuer")


def amended_parties(history, k):
    """An amended bill names another consignee."""
    step = history.script[k]
    if step.anew or step.events[0].bill is None:
        return None
    named = replace(step.events[0].bill, consignee=THIEF)
    return _with(history, _but_event(history.script, k, 0, bill=named), "amended parties")


def bill_kept(history, k):
    """A bill is issued or amended, and goes to nobody."""
    step = history.script[k]
    if step.draft or step.events[0].bill is None:
        return None
    kept = _but(history.script, k, events=step.events[:1], owner=step.signer)
    return _with(history, kept, "bill kept")


OF_A_STEP = (
    drop,
    swap,
    duplicate,
    replay_act,
    forge_actor,
    forge_signer,
    stranger,
    unsigned,
    forge_owner,
    to_a_stranger,
    to_nobody,
    late,
    early,
    unknown_event,
    merged,
    other_issuer,
    amended_parties,
    bill_kept,
)


# --- versions as they were signed -----------------------------------------------------------------


def of_versions(history, other):
    versions = history.packs.versions
    for index, version in enumerate(versions):
        rest = (*versions[:index], *versions[index + 1 :])
        if rest:
            last = index == len(versions) - 1
            yield _raw("drop version", rest, *((HARMLESS, PREFIX) if last else ()))
        yield _raw("replay version", (*versions, version))
        foreign = replace(version, id=other.packs.versions[0].id)
        yield (
            _raw("other chain", (*versions[:index], foreign, *versions[index + 1 :]))
            if (len(versions) > 1)
            else _raw("other chain", (*versions, *other.packs.versions[:1]))
        )
        cut = replace(version, parent="0" * 128)
        yield _raw("link to another", (*versions[:index], cut, *versions[index + 1 :]))
        number = replace(version, number=version.number + 1)
        yield _raw("other number", (*versions[:index], number, *versions[index + 1 :]))
        if index:
            order = (*versions[: index - 1], version, versions[index - 1], *versions[index + 1 :])
            yield _raw("reorder", order)
            yield from _of_the_past(versions, index)


def _of_the_past(versions, index):
    """A version says something else of what was signed before, or adds nothing to it."""
    version, before = versions[index], versions[index - 1]
    draft = (HARMLESS, DRAFTS) if before.events[-1].bill else ()
    kept = version.events[: len(before.events)] == before.events
    emptied = replace(version, events=before.events, owner=before.owner)
    emptied = replace(emptied, signer=before.signer) if draft else emptied
    yield _raw("no event", sealed((*versions[:index], emptied)), *draft)
    if kept:
        first = version.events[0]
        bill = replace(first.bill, file="another file")
        changed = replace(version, events=(replace(first, bill=bill), *version.events[1:]))
        yield _raw("past changed", sealed((*versions[:index], changed)), *draft)
        forgotten = replace(version, events=version.events[1:])
        yield _raw("past forgotten", sealed((*versions[:index], forgotten)))


# --- one step more --------------------------------------------------------------------------------


def of_the_end(history, _):
    """One step more, of a stranger, after the end, or where no draft stands."""
    script, owner = history.script, history.holder
    at = script[-1].events[-1].at
    bills = [event for step in script for event in step.events if event.bill]
    bill, issuer = bills[-1].bill, bills[-1].bill.issuer

    def then(name, signer, *events, owner=owner, anew=False):
        return _with(history, (*script, Step(signer, events, owner, anew)), name)

    yield then("hijack", THIEF, Event("transfer", THIEF, at, THIEF), owner=THIEF)
    again = Event("bill_of_lading", THIEF, at, bill=bill)
    yield then("stranger adds a bill", THIEF, again, owner=THIEF)
    own = Event("bill_of_lading", THIEF, at, bill=replace(bill, issuer=THIEF))
    yield then("stranger adds a bill", THIEF, own, owner=THIEF)
    given = Event("transfer", owner, at, THIEF)
    printed = Event("print_to_paper", THIEF, at)
    yield then("transfer hidden under a print", THIEF, given, printed, owner=THIEF)
    for kind in sorted(ENDS):
        yield then("stranger ends it", THIEF, Event(kind, THIEF, at))
        if script[-1].kind in ENDS:
            yield then("after the end", owner, Event(kind, owner, at))
        elif not script[-1].draft and (kind, owner) != ("accomplish", bill.release_agent):
            moved = Event(kind, owner, at)
            yield then("an end moves the owner", owner, moved, owner=THIEF)
    if script[-1].kind in ENDS:
        yield then("after the end", owner, given, owner=THIEF)
    if not script[-1].draft:
        issued = (replace(bills[-1], at=at), Event("transfer", issuer, at, bill.shipper))
        yield then("replaced like a draft", issuer, *issued, owner=bill.shipper, anew=True)
        yield then("deleted like a draft", issuer, Event("delete", issuer, at))
    else:
        yield then("draft acted on", issuer, Event("print_to_paper", issuer, at))
        yield then("draft acted on", issuer, Event("transfer", issuer, at, THIEF), owner=THIEF)


def mutations(seed):
    """The honest history of a seed, and every history with one change of it."""
    history, other = honest(seed), honest(seed + 1_000_003)
    done = []
    for change in OF_A_STEP:
        done += filter(None, (change(history, k) for k in range(len(history.script))))
    done += of_versions(history, other)
    done += of_the_end(history, other)
    return history, done
