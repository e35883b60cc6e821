"""The history of a trust list: whether each version follows on the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fairlead.gateway.vouch.anchors import Anchors, Seen, digest_of
from fairlead.seal.jws import LARGE, read_compact
from fairlead.seal.trust import TrustList, list_in
from fairlead.seal.verdict import Course, Halt, Reason, Rejected, Verdict, Verified

__all__ = ["lineage"]


def lineage(lists: Sequence[bytes], anchors: Anchors, *, at: datetime) -> list[Verdict[TrustList]]:
    """The verdict on each version of a list, the oldest first; nothing follows on a rejected one.

    Each is signed by one of the keys and has a higher version than the one before, whose digest it
    names. Each but the last was valid when it was issued; the last one is valid at the time (`at`).
    """
    verdicts: list[Verdict[TrustList]] = []
    before: tuple[str, TrustList] | None = None
    for number, data in enumerate(lists, 1):
        when = at if number == len(lists) else _issued(data, at)
        verdict = anchors.list(data, at=when, seen=lambda _root, _name: Seen())
        if isinstance(verdict, Verified) and before is not None:
            verdict = _following(verdict, *before)
        verdicts.append(verdict)
        if not isinstance(verdict, Verified):
            break
        before = (digest_of(data), verdict.content)
    return verdicts


def _issued(data: bytes, otherwise: datetime) -> datetime:
    """When a list says that it was issued; whether it is a list is found out later."""
    try:
        return list_in(read_compact(Course("", ()), data.strip(), LARGE).payload).issued
    except Halt:
        return otherwise


def _following(verdict: Verified[TrustList], digest: str, before: TrustList) -> Verdict[TrustList]:
    """The verdict on a list that stands behind another one."""
    listed = verdict.content
    if listed.name == before.name and listed.version > before.version and listed.previous == digest:
        return verdict
    says = "the list does not follow on the one before it"
    return Rejected(verdict.what, verdict.steps, 5, Reason.LIST_HISTORY, says)
