"""What is said of control: who has a bill by the history that verified statements tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from fairlead.gateway.vouch.dcsa import Chain
from fairlead.gateway.vouch.dcsa_history import history_of_chain
from fairlead.gateway.vouch.names import shown_name
from fairlead.gateway.vouch.pack_history import did_of, history_of_pack
from fairlead.gateway.vouch.statements.pack import OpenEblPack
from fairlead.seal.trust import TrustList
from fairlead.seal.verdict import Verdict, Verified
from fairlead.title import OPENEBL, PINT, Control, Peer, Rejected, Undetermined, judge
from fairlead.title import Verified as Has
from fairlead.title.history import History

__all__ = [
    "NOT_APPLICABLE", "NOT_ASKED", "NOT_COMPARED", "Held", "control_of_envelope",
    "control_of_pack",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """What is said of control."""

    verdict: Control | None
    """None where there is none: it is of something else, or nobody asked."""
    reason: str | None
    """The check that fails or is open, or why there is no verdict."""
    says: str
    """In words: who has the bill, who issued it, and what is open."""
    holder: str | None = None
    """Who has it: the code of the platform in possession, or the DID of the owner."""

    @property
    def kind(self) -> str:
        """The verdict in one word."""
        return _KINDS[type(self.verdict)]

    def as_json(self) -> dict[str, Any]:
        """What is said, as JSON members."""
        said = {"verdict": self.kind, "reason": self.reason, "says": self.says}
        return {**said, "holder": self.holder}


_KINDS: Final[Mapping[type, str]] = {
    Has: "verified",
    Rejected: "rejected",
    Undetermined: "undetermined",
    type(None): "not-applicable",
}

NOT_APPLICABLE: Final = Held(None, "not-applicable", "it does not tell who has a bill")
NOT_ASKED: Final = Held(None, "signatures-only", "nobody asked who has the bill")


def _open(reason: str, says: str) -> Held:
    return Held(Undetermined(reason, says, (reason,)), reason, says)


NOT_COMPARED: Final = _open("not-compared", "a part of a history does not tell who has a bill")
NOT_VOUCHED: Final = _open(
    "signature-not-verified", "the signatures are not verified, so nobody vouches for a history"
)


def control_of_pack(
    verdict: Verdict[OpenEblPack], *, at: datetime, peer: Peer | None = None
) -> Held:
    """Who owns the bill of a pack, by the versions of it that were given."""
    if not isinstance(verdict, Verified):
        return NOT_VOUCHED
    control = judge(history_of_pack(verdict.content, at=at), OPENEBL, peer)
    if not isinstance(control, Has):
        return _halted(control, ())
    holder, issuer = did_of(control.holder), did_of(control.issuer)
    return _held(control, holder, issuer, ())


def control_of_envelope(
    verdict: Verdict[Chain],
    envelope: Mapping[str, Any],
    trust: TrustList,
    *,
    at: datetime,
    peer: Peer | None = None,
) -> Held:
    """On which platform the bill of an envelope is, by its chain."""
    if not isinstance(verdict, Verified):
        return NOT_VOUCHED
    history = history_of_chain(verdict.content, envelope, trust, at=at)
    control = judge(history, PINT, peer)
    beside = _beside(history)
    if not isinstance(control, Has):
        return _halted(control, beside)
    carrier = history.facts.carrier
    issuer = "" if carrier is None else f"{carrier.provider} {carrier.value}"
    return _held(control, control.holder.platform, issuer, (_ISSUE_TO, *beside))


def _halted(control: Rejected | Undetermined, beside: tuple[str, ...]) -> Held:
    if isinstance(control, Undetermined):
        more = [name for name in control.open if name != control.reason]
        also = f" (open too: {', '.join(more)})" if more else ""
        return Held(control, control.reason, "; ".join((f"{control.says}{also}", *beside)))
    says = f"entry {control.entry}: {control.says} ({control.clause})"
    return Held(control, control.check, "; ".join((says, *beside)))


def _held(control: Has, holder: str, issuer: str, beside: tuple[str, ...]) -> Held:
    notes = [f"{holder} has the bill, which {issuer} issued"]
    if control.state.pending is not None:
        notes.append("a surrender waits for its answer")
    if control.state.ended:
        notes.append("nothing more may be done with it")
    return Held(control, None, "; ".join((*notes, *beside)), holder)


_ISSUE_TO: Final = "to whom the carrier had it issued is not in an envelope, and was not compared"


def _beside(history: History) -> tuple[str, ...]:
    """What stands beside an envelope that nobody signed, and decides nothing."""
    names = ", ".join(shown_name(name) for name in history.facts.unsigned)
    return (f"nobody signed what stands beside it: {names}",) if names else ()
