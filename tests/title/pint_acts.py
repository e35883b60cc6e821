"""Changes of one act in a history of PINT, and of each what is right.

The order of an act is that of its link: where acts are moved about, the times stay where they were.
"""

from dataclasses import replace

from tests.title.mutation import EITHER, HARMLESS, REFUSED, Mutation
from tests.title.pint_histories import (
    ENDORSEMENTS,
    SURRENDERS,
    THIEF,
    ending,
    holder_of,
    sealed,
    written,
)

PREFIX = "what is left is a shorter honest history; that more followed is not in it"
SIGNS = "a SIGN moves nothing"
INSIDE = "a platform need not record how its parties pass the bill among themselves"
TITLE = "an endorsement moves no possession, and the platform that holds is the same"
OWN = "the platform in possession does this of its own, and its own signature says so"
EARLIER = "an earlier issue contradicts nothing"


def _with(history, script, name, expected, reason="", *, raw=None):
    envelope = written(history.envelope, script) if raw is None else raw
    holder = holder_of(script) if reason else None
    return Mutation(name, envelope, expected, reason, holder)


def _refused(history, script, name):
    return _with(history, script, name, REFUSED)


def _timed(script, like):
    """A script whose acts have the times of another, in its order: the order of links is meant."""
    times = [act.transaction.at for act in like]
    times += [times[-1]] * (len(script) - len(times))
    return tuple(
        replace(act, transaction=replace(act.transaction, at=at))
        for act, at in zip(script, times, strict=False)
    )


def drop(history, k):
    script = history.script
    rest = script[:k] + script[k + 1 :]
    act = script[k]
    if not rest or k == 0:
        return _refused(history, rest, "drop") if rest else None
    if k == len(script) - 1:
        return _with(history, rest, "drop", HARMLESS, PREFIX)
    if act.action == "SIGN":
        return _with(history, rest, "drop", HARMLESS, SIGNS)
    if act.action == "TRANSFER" and act.at_home:
        return _with(history, rest, "drop", HARMLESS, INSIDE)
    if act.action in ENDORSEMENTS:
        return _with(history, rest, "drop", EITHER, TITLE)
    return _refused(history, rest, "drop")


def swap(history, k):
    script = history.script
    if k + 1 == len(script):
        return None
    one, two = script[k], script[k + 1]
    swapped = _timed((*script[:k], two, one, *script[k + 2 :]), script)
    if one.transaction == replace(two.transaction, at=one.transaction.at):
        return _with(history, swapped, "swap", HARMLESS, SIGNS)
    together = one.transaction.actor.platform == two.transaction.actor.platform
    stay = all(
        act.action in ENDORSEMENTS | {"SIGN"} or (act.action == "TRANSFER" and act.at_home)
        for act in (one, two)
    )
    if together and stay:
        return _with(history, swapped, "swap", EITHER, INSIDE)
    return _refused(history, swapped, "swap")


def duplicate(history, k):
    script, act = history.script, history.script[k]
    twice = (*script[: k + 1], replace(act, opens=False), *script[k + 1 :])
    if act.action in {"SIGN", "BLANK_ENDORSE"}:
        return _with(history, twice, "duplicate", HARMLESS, SIGNS)
    if act.action == "TRANSFER" and act.at_home:
        return _with(history, twice, "duplicate", HARMLESS, INSIDE)
    return _refused(history, twice, "duplicate")


def _changed(history, k, **members):
    script = history.script
    act = replace(script[k], transaction=replace(script[k].transaction, **members))
    return (*script[:k], act, *script[k + 1 :])


def forge_actor(history, k):
    """A stranger acts on a platform that is not its own."""
    script, entries, seen = history.script, list(history.envelope.entries), 0
    for index, entry in enumerate(entries):
        acts = list(entry.transactions)
        if seen <= k < seen + len(acts):
            acts[k - seen] = replace(acts[k - seen], actor=THIEF)
            entries[index] = replace(entry, transactions=tuple(acts))
        seen += len(acts)
    raw = ending(history.envelope, sealed(entries))
    return _with(history, script, "forge actor", REFUSED, raw=raw)


def forge_signer(history, k):
    """The stranger's own platform makes the entry, and signs it."""
    return _refused(history, _changed(history, k, actor=THIEF), "forge signer") if k else None


def forge_actor_at_home(history, k):
    """Another party of the same platform acts."""
    act = history.script[k]
    forged = replace(THIEF, platform=act.transaction.actor.platform)
    script = _changed(history, k, actor=forged)
    if act.action in {"SIGN", "TRANSFER"}:
        return _with(history, script, "forge actor at home", HARMLESS, INSIDE)
    blank = history.kind == "blank" or "BLANK_ENDORSE" in [a.action for a in history.script[:k]]
    if blank and act.action in SURRENDERS | {"BLANK_ENDORSE"}:
        return _with(history, script, "forge actor at home", EITHER, INSIDE)
    return _refused(history, script, "forge actor at home")


def forge_owner(history, k):
    """The act goes to a stranger on a platform of its own."""
    act, last = history.script[k], k == len(history.script) - 1
    if act.transaction.recipient is None:
        return None
    script = _changed(history, k, recipient=THIEF)
    if act.action in ENDORSEMENTS:
        return _with(history, script, "forge owner", EITHER, OWN)
    own = act.action == "ISSUE" or (act.action == "TRANSFER" and history.kind != "straight")
    if own and last:
        return _with(history, script, "forge owner", HARMLESS, OWN)
    return _refused(history, script, "forge owner")


def forge_owner_at_home(history, k):
    """The act goes to a stranger on the platform to which it went."""
    act = history.script[k]
    if act.transaction.recipient is None:
        return None
    forged = replace(THIEF, platform=act.transaction.recipient.platform)
    script = _changed(history, k, recipient=forged)
    if act.action == "TRANSFER" and history.kind != "straight":
        return _with(history, script, "forge owner at home", HARMLESS, INSIDE)
    if act.action in ENDORSEMENTS | {"ISSUE"}:
        return _with(history, script, "forge owner at home", EITHER, OWN)
    return _refused(history, script, "forge owner at home")


def replay_act(history, k):
    """An act is done once more at the end, and signed anew by the platform that did it."""
    script, act = history.script, history.script[k]
    again = _timed((*script, replace(act, opens=True)), script)
    open_still = script[-1].action not in SURRENDERS | {"SACC"}
    may = act.action in ENDORSEMENTS | SURRENDERS | {"SIGN", "TRANSFER"}
    if script[-1].action in SURRENDERS and act.action == "SREJ":
        return _with(history, again, "replay act", EITHER, OWN)
    if open_still and may and act.transaction.actor.platform == history.holder:
        return _with(history, again, "replay act", EITHER, OWN)
    return _refused(history, again, "replay act")


def late(history, k):
    return _refused(history, _changed(history, k, at="2031-01-01T00:00:00.000Z"), "late")


def early(history, k):
    script = _changed(history, k, at="2020-01-01T00:00:00.000Z")
    if k == 0:
        return _with(history, script, "early", HARMLESS, EARLIER)
    return _refused(history, script, "early")


def unknown_action(history, k):
    return _refused(history, _changed(history, k, action="SURRENDERED"), "unknown action")


def no_recipient(history, k):
    if history.script[k].transaction.recipient is None:
        return None
    return _refused(history, _changed(history, k, recipient=None), "no recipient")


def a_recipient(history, k):
    if history.script[k].transaction.recipient is not None:
        return None
    return _refused(history, _changed(history, k, recipient=THIEF), "a recipient")


OF_AN_ACT = (
    drop,
    swap,
    duplicate,
    forge_actor,
    forge_signer,
    forge_actor_at_home,
    forge_owner,
    forge_owner_at_home,
    replay_act,
    late,
    early,
    unknown_action,
    no_recipient,
    a_recipient,
)
