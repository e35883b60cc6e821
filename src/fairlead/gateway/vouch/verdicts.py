"""The two verdicts on whatever is signed: on its signatures, and on control of the bill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from fairlead.gateway.vouch.control import Held
from fairlead.gateway.vouch.evidence import NONE, Dated
from fairlead.seal.verdict import Rejected, Undetermined, Verdict, Verified

__all__ = ["Verdicts", "unnamed_in_words"]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What was found out: who vouched for which bytes, and who has the bill by its history."""

    signature: Verdict[Any]
    control: Held
    evidence: Dated = NONE
    """What the evidence of time shows that was given."""

    @property
    def worst(self) -> str:
        """The worse of the two in one word: rejected before undetermined before verified."""
        kinds = {_kind(self.signature), self.control.kind}
        return next(one for one in ("rejected", "undetermined", "verified") if one in kinds)

    def as_json(self) -> dict[str, Any]:
        """Both, and what came of each step of the verification of signatures."""
        verdict = self.signature
        steps = zip(verdict.results, verdict.steps, strict=True)
        return {
            "signature": {"verdict": _kind(verdict), **_says(verdict)},
            "control": self.control.as_json(),
            "evidence": self.evidence.as_json(),
            "steps": [
                {"number": number, "result": result.value, "says": says}
                for number, (result, says) in enumerate(steps, 1)
            ],
        }

    def as_told(self) -> dict[str, Any]:
        """Both, as a receipt tells them: of control its verdict and the reason, and no holder."""
        told = self.signature.as_json()
        if self.control.verdict is None:
            return told
        control = {"verdict": self.control.kind, "reason": self.control.reason}
        return {**told, "control": {name: one for name, one in control.items() if one is not None}}


_SHOWN: Final = 20
"""How many members that no publication names are named."""


def unnamed_in_words(verdict: Verdict[Any]) -> str:
    """Which members no publication names, of which nothing is believed; empty where there is none.

    >>> from fairlead.seal.verdict import Reason
    >>> unnamed_in_words(Rejected("a pack", ("it is one",), 1, Reason.CONTENT, "", unnamed=("/a",)))
    'no publication names these members, of which nothing is believed: /a'
    """
    names = verdict.unnamed
    if not names:
        return ""
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    shown = ", ".join(names[:_SHOWN])
    return f"no publication names these members, of which nothing is believed: {shown}{more}"


def _says(verdict: Verdict[Any]) -> dict[str, Any]:
    """What is said of signatures beside the verdict in one word."""
    odd = unnamed_in_words(verdict)
    beside = f"; {odd}" if odd else ""
    if isinstance(verdict, Verified):
        says = f"{verdict.what}{beside}"
        return {"reason": None, "says": says, "by": verdict.by.as_json()}
    by = verdict.signed if isinstance(verdict, Undetermined) else None
    says = f"{verdict.what}, step {verdict.step}: {verdict.says}{beside}"
    told = None if by is None else by.as_json()
    return {"reason": verdict.reason.value, "says": says, "by": told}


def _kind(verdict: Verdict[Any]) -> str:
    """The verdict on signatures in one word."""
    if isinstance(verdict, Verified):
        return "verified"
    return "rejected" if isinstance(verdict, Rejected) else "undetermined"
