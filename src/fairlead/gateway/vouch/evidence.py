"""Evidence of time beside what is signed: what it shows, and what follows for a verdict."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from fairlead.errors import Refused
from fairlead.seal.evidence import STEPS, Moment, verify_evidence
from fairlead.seal.jws import base64url
from fairlead.seal.trust import TrustList
from fairlead.seal.unprotected import MEMBERS, answers_in
from fairlead.seal.verdict import (
    Course,
    Halt,
    Purpose,
    Rejected,
    Undetermined,
    Verdict,
    Verified,
)
from fairlead.seal.verify import stated_purpose
from fairlead.syntax.json import read as read_json
from fairlead.syntax.json import write as write_json

__all__ = ["EVIDENCE", "NONE", "Dated", "dated", "signed_in"]

EVIDENCE: Final = "the evidence of time beside it is by an authority that is trusted for that"
"""The last step of every verification."""
_PARTS: Final = ("protected", "payload", "signature")


@dataclass(frozen=True, slots=True)
class Dated:
    """What the evidence of time shows that was given, each piece with a verdict of its own."""

    verdicts: tuple[Verdict[Moment], ...] = ()

    def proven(self, trust: TrustList) -> TrustList:
        """Whom to trust for signatures that were there at the time that is proven.

        Of several times the earliest counts: what is signed was there already.
        """
        found = [one.content.latest for one in self.verdicts if isinstance(one, Verified)]
        return trust.proven(min(found)) if found else trust

    def joined(self, verdict: Verdict[Any]) -> Verdict[Any]:
        """A verdict on signatures with one more step, which speaks of the evidence.

        What is given must hold: evidence that does not hold rejects, and of what nobody can find
        out the verdict is open. Where there is none, the step is not asked.
        """
        steps = (*verdict.steps, EVIDENCE)
        last = len(steps)
        if not self.verdicts:
            return replace(verdict, steps=steps, unasked=verdict.unasked | {last})
        bad = next((one for one in self.verdicts if isinstance(one, Rejected)), None)
        unknown = next((one for one in self.verdicts if isinstance(one, Undetermined)), None)
        if bad is not None and not isinstance(verdict, Rejected):
            unasked = verdict.unasked
            if isinstance(verdict, Undetermined):
                unasked |= set(range(verdict.step, last))
            return Rejected(
                verdict.what, steps, last, bad.reason, _of(bad), unasked=unasked,
                unnamed=verdict.unnamed,
            )  # fmt: skip
        if unknown is not None and isinstance(verdict, Verified):
            return Undetermined(
                verdict.what, steps, last, unknown.reason, _of(unknown), signed=verdict.by,
                unasked=verdict.unasked, unnamed=verdict.unnamed,
            )  # fmt: skip
        return replace(verdict, steps=steps)

    def as_json(self) -> list[dict[str, Any]]:
        """Each piece of evidence as JSON members."""
        return [_as_json(one) for one in self.verdicts]


NONE: Final = Dated()
"""That no evidence was given."""


def _of(verdict: Rejected | Undetermined) -> str:
    return f"the evidence of time: {verdict.says}"


def _as_json(verdict: Verdict[Moment]) -> dict[str, Any]:
    if isinstance(verdict, Verified):
        time = verdict.content.stated.isoformat().replace("+00:00", "Z")
        says = f"it was there at {time}"
        return {"verdict": "verified", "reason": None, "says": says, "by": verdict.by.as_json(),
                "time": time}  # fmt: skip
    kind = "rejected" if isinstance(verdict, Rejected) else "undetermined"
    says = f"step {verdict.step}: {verdict.says}"
    return {"verdict": kind, "reason": verdict.reason.value, "says": says, "by": None, "time": None}


def dated(data: bytes, evidence: bytes | None, trust: TrustList, *, at: datetime) -> Dated:
    """What the evidence shows: that beside a file, and that in the header of a flattened JWS.

    Evidence in a file is of the bytes of the other file; that in a header is of the signature.
    """
    given = [] if evidence is None else [(evidence, data)]
    parts = _flattened(data)
    verdicts: list[Verdict[Moment]] = []
    if parts is not None:
        try:
            given += [(one, parts["signature"].encode()) for one in answers_in(parts["header"])]
        except Halt as halt:
            verdicts.append(Course("evidence of time", STEPS).halted(halt))
    verdicts += [verify_evidence(one, beside, trust, at=at) for one, beside in given]
    return Dated(tuple(verdicts))


def signed_in(data: bytes) -> bytes:
    """What is signed without the evidence in it; the data itself where there is none in it.

    A statement that says by its `typ` what it is becomes a compact JWS, a pack of Open eBL stays
    flattened.
    """
    parts = _flattened(data)
    if parts is None:
        return data
    held = {name: parts[name] for name in _PARTS}
    if _purpose(held["protected"]) in {None, Purpose.PACK}:
        return write_json(held)
    return ".".join(held.values()).encode()


def _purpose(protected: str) -> Purpose | None:
    try:
        header = read_json(base64url(protected.encode()))
    except (Halt, Refused):
        return None
    return stated_purpose(header) if isinstance(header, dict) else None


def _flattened(data: bytes) -> dict[str, Any] | None:
    """The parts of a flattened JWS with a header that nobody signs; None for anything else."""
    if b'"header"' not in data or not data.lstrip().startswith(b"{"):
        return None  # a large document is not read for this
    try:
        tree: Any = read_json(data)
    except Refused:
        return None
    if not isinstance(tree, dict) or tree.keys() != MEMBERS:
        return None
    texts = [tree[name] for name in _PARTS]
    alike = all(isinstance(one, str) and one.isascii() for one in texts)
    return tree if alike else None
