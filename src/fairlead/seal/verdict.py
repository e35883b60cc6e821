"""Verdicts: what a verification found out, or that it could not.

There are three, never mixed: `Verified` hands out what was verified and says who vouched for it,
`Rejected` says at which numbered step and why it is not so, `Undetermined` that it could not be
found out. None of them is a bool, and none of them can be taken for one.

These are verdicts on signatures: who vouched for which bytes. What follows from them is another
question (whether a receipt fits its documents), and who has the bill is judged by the room title.
What was not asked is said to be that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final, Generic, NoReturn, TypeAlias, TypeVar

Content_co = TypeVar("Content_co", covariant=True)


class Purpose(StrEnum):
    """What a signature is for; a key vouches for nothing else than its purposes."""

    ISSUANCE = "issuance-manifest"
    """A carrier's DCSA issuance manifest."""
    ENVELOPE = "envelope-manifest"
    """A platform's DCSA envelope manifest."""
    TRANSFER = "transfer-chain-entry"
    """A platform's entry of a DCSA envelope transfer chain."""
    RESPONSE = "transfer-response"
    """A platform's signed answer to a DCSA envelope transfer."""
    PACK = "openebl-pack"
    """An Open eBL pack of events."""
    DOCUMENT = "document"
    """A document that was said in a format."""
    DIGEST = "document-digest"
    """The digest of a document, which stands beside it."""
    RECEIPT = "receipt"
    """A receipt of a conversion."""
    TRUST_LIST = "trust-list"
    """A list of whom to trust."""
    TIMESTAMP = "timestamp"
    """Evidence of time by an authority (RFC 3161), which is no statement in a JWS."""


OF_STATEMENTS: Final = frozenset(Purpose) - {Purpose.TIMESTAMP}
"""The purposes of which there are statements in a JWS."""


class Reason(StrEnum):
    """Why something is not verified. The list is closed: a reason is never free text."""

    MALFORMED = "malformed"
    """It is not what its syntax demands."""
    TOO_LARGE = "too-large"
    """It is larger than the limit."""
    HEADER = "header"
    """Its header holds a name, or a value, that is not allowed."""
    CRITICAL = "critical"
    """Its header demands an extension that is not understood."""
    ALGORITHM = "algorithm"
    """Its algorithm is not that of the key."""
    SIGNATURE = "signature"
    """The signature does not hold."""
    PURPOSE = "wrong-purpose"
    """The key, or the type of what was signed, is for something else."""
    KEY_EXPIRED = "key-expired"
    """The key was no longer valid at the time."""
    KEY_NOT_YET_VALID = "key-not-yet-valid"
    """The key was not yet valid at the time."""
    KEY_RETIRED = "key-retired"
    """The key was retired, and no evidence of time shows that it had signed before."""
    KEY_COMPROMISED = "key-compromised"
    """The key was compromised, and no evidence of time shows that it had signed before."""
    EVIDENCE_AHEAD = "evidence-ahead"
    """The evidence tells a time that is still to come."""
    UNSUPPORTED = "unsupported"
    """A key or a certificate is of an algorithm that is not supported here."""
    CERTIFICATE = "certificate"
    """The certificates do not lead to a configured root."""
    SIGNER = "wrong-signer"
    """Someone else signed than who had to."""
    DIGEST = "digest"
    """A checksum that was signed is not that of what it stands for."""
    CHAIN = "broken-chain"
    """An entry does not follow on the one before it."""
    CONTENT = "content"
    """What was signed is not what its type demands."""
    TWIN = "twin-differs"
    """A plain copy says otherwise than what was signed."""
    DOCTYPE = "doctype"
    """An XML document holds a DOCTYPE."""
    STRUCTURE = "structure"
    """An XML signature stands elsewhere, or covers another part, than is allowed."""
    LIST_EXPIRED = "trust-list-expired"
    """The trust list was no longer valid at the time."""
    LIST_NOT_YET_VALID = "trust-list-not-yet-valid"
    """The trust list was not yet valid at the time."""
    LIST_ROLLED_BACK = "trust-list-rolled-back"
    """A later version of the trust list was seen before."""
    LIST_TWICE = "trust-list-twice"
    """Another list of the same name and version was seen before."""
    LIST_HISTORY = "trust-list-history"
    """The trust list does not follow on the one before it."""
    NOT_REPEATED = "not-repeated"
    """The conversion, repeated, gives something else."""
    UNKNOWN_KEY = "unknown-key"
    """Nobody that is trusted has this key."""
    KEY_NOT_NAMED = "key-not-named"
    """The signature does not say which of several keys made it."""
    NO_TRUST = "no-trust-list"
    """No trust list was given, so no key is known."""
    NOT_SIGNED = "not-signed"
    """There is no signature to verify."""
    NOT_READ = "not-read"
    """Nothing read what was signed as what its purpose says."""
    OPEN = "open"
    """The publication is silent about it, or says two things."""
    NOT_COMPARED = "not-compared"
    """Something that the signature speaks of was not given."""
    OTHER_VERSION = "other-version"
    """It was made by another version, or with other mappings, so it cannot be repeated here."""


class Result(StrEnum):
    """What came of one step of a verification."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"
    """It could not be found out."""
    NOT_CHECKED = "not checked"
    """Nobody asked, or there was nothing to compare with."""


BEYOND: Final[Mapping[Reason, str]] = {
    Reason.NOT_COMPARED: "the signature holds, and what it speaks of was not given to compare",
}
"""What is said where signatures hold and nothing more was found out, by the reason for that."""


@dataclass(frozen=True, slots=True)
class Voucher:
    """Who vouched."""

    platform: str
    """Code of the platform, or the name in the certificate."""
    kid: str
    """The key, by its name in the trust list."""
    purpose: Purpose
    named: bool = field(default=True, compare=False, repr=False)
    """Whether the signature says which key made it."""

    def as_json(self) -> dict[str, str]:
        """Who vouched, as JSON members."""
        return {"platform": self.platform, "kid": self.kid, "purpose": self.purpose.value}


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What all verdicts say."""

    what: str
    """What was looked at, such as `DCSA issuance manifest`."""
    steps: tuple[str, ...] = field(repr=False)
    """The numbered steps of this verification, in order, from 1."""
    unasked: frozenset[int] = field(default=frozenset(), kw_only=True, repr=False)
    """The numbers of the steps that were not asked, or not of everything that they speak of."""
    unnamed: tuple[str, ...] = field(default=(), kw_only=True, repr=False)
    """Places of members that no publication names: kept, and nothing of them is believed."""

    def _until(self, last: int) -> list[Result]:
        """What came of every step, where those after the last one were not asked."""
        return [
            Result.HOLDS if number <= last and number not in self.unasked else Result.NOT_CHECKED
            for number in range(1, len(self.steps) + 1)
        ]

    def __bool__(self) -> NoReturn:
        """Raises `TypeError`: a verdict has three values, and none of them is false."""
        raise TypeError("a verdict is not a bool; ask which of the three it is")


@dataclass(frozen=True, slots=True)
class Verified(_Verdict, Generic[Content_co]):
    """It is so.

    >>> Verified("a letter", ("it is sealed",), b"Dear Sir", Voucher("QUAY", "k1", Purpose.RECEIPT))
    Verified(what='a letter', by=Voucher(platform='QUAY', kid='k1', ...))
    """

    content: Content_co = field(repr=False)
    """What was verified, and nothing beside it."""
    by: Voucher
    """Who vouched for it."""
    beyond: Reason | None = field(default=None, kw_only=True, repr=False)
    """Why it is verified for its signatures only, where more is to be found out than these say."""

    @property
    def results(self) -> tuple[Result, ...]:
        """What came of each step."""
        return tuple(self._until(len(self.steps)))

    def as_json(self) -> dict[str, Any]:
        """The verdict as JSON members."""
        said = {"verdict": "verified", "what": self.what, "by": self.by.as_json()}
        if self.beyond is None:
            return said
        return {**said, "signatures_only": True, "beyond": self.beyond.value}


@dataclass(frozen=True, slots=True)
class _Halted(_Verdict):
    """What a verdict says that is not `Verified`."""

    step: int
    """The number of the step that failed, from 1."""
    reason: Reason
    says: str
    """One sentence, which quotes no value."""

    def _results(self, here: Result) -> tuple[Result, ...]:
        """What came of each step, where that came of the one at which it ended."""
        return (*self._until(self.step - 1)[: self.step - 1], here, *self._until(0)[self.step :])

    def _json(self, verdict: str) -> dict[str, Any]:
        return {
            "verdict": verdict,
            "what": self.what,
            "step": self.step,
            "reason": self.reason.value,
            "says": self.says,
        }


@dataclass(frozen=True, slots=True)
class Rejected(_Halted):
    """It is not so."""

    @property
    def results(self) -> tuple[Result, ...]:
        """What came of each step."""
        return self._results(Result.FAILS)

    def as_json(self) -> dict[str, Any]:
        """The verdict as JSON members."""
        return self._json("rejected")


@dataclass(frozen=True, slots=True)
class Undetermined(_Halted):
    """It could not be found out."""

    signed: Voucher | None = field(default=None, kw_only=True)
    """Who vouched, where the signatures hold and something beyond them was not found out."""

    @property
    def results(self) -> tuple[Result, ...]:
        """What came of each step."""
        return self._results(Result.OPEN)

    def as_json(self) -> dict[str, Any]:
        """The verdict as JSON members."""
        said = self._json("undetermined")
        if self.signed is None:
            return said
        return {**said, "signatures": {"verdict": "verified", "by": self.signed.as_json()}}


Verdict: TypeAlias = Verified[Content_co] | Rejected | Undetermined
"""One of the three."""


def in_full(verdict: Verdict[Content_co]) -> Verdict[Content_co]:
    """The verdict on all of it: it is open where the signatures hold and more was to be found out.

    >>> letter = ("a letter", ("it is sealed", "it is answered"), b"", Voucher("QUAY", "k1", "x"))
    >>> in_full(Verified(*letter, beyond=Reason.NOT_COMPARED))
    Undetermined(what='a letter', step=2, reason=<Reason.NOT_COMPARED: 'not-compared'>, ...)
    """
    if not isinstance(verdict, Verified) or verdict.beyond is None:
        return verdict
    step, reason = len(verdict.steps), verdict.beyond
    said = Undetermined(verdict.what, verdict.steps, step, reason, BEYOND[reason])
    return replace(said, unasked=verdict.unasked, unnamed=verdict.unnamed, signed=verdict.by)


class Halt(Exception):
    """A verification stops here; [`Course`][fairlead.seal.verdict.Course] makes a verdict of it."""

    def __init__(
        self,
        reason: Reason,
        says: str,
        *,
        unknown: bool = False,
        signed: Voucher | None = None,
    ) -> None:
        super().__init__(says)
        self.reason, self.says, self.unknown, self.signed = reason, says, unknown, signed


class Course:
    """A verification under way: what is looked at, its numbered steps, and where it stands.

    >>> course = Course("a letter", ("it is sealed", "the seal is ours"))
    >>> course.at = 2
    >>> course.halted(Halt(Reason.SIGNATURE, "the seal is not ours"))
    Rejected(what='a letter', step=2, reason=<Reason.SIGNATURE: 'signature'>, ...)
    """

    __slots__ = ("_open", "_unasked", "_unnamed", "at", "beyond", "steps", "what")

    def __init__(self, what: str, steps: tuple[str, ...], beyond: Reason | None = None) -> None:
        self.what, self.steps, self.at = what, steps, 1
        self.beyond = beyond
        self._open: tuple[int, Halt] | None = None
        self._unnamed: list[str] = []
        self._unasked = set() if beyond is None else {len(steps)}

    def skip(self, *steps: int) -> None:
        """Notes that steps are not asked, or not of everything that they speak of."""
        self._unasked.update(steps)

    def note(self, where: str, places: Iterable[str]) -> None:
        """Notes members that no publication names: they are kept, and nothing of them believed."""
        self._unnamed += (f"{where}{place}" for place in places)

    def leave_open(self, halt: Halt) -> None:
        """Notes what could not be found out here, and goes on: a rejection goes before it.

        Raises the halt where it is a rejection.
        """
        if not halt.unknown:
            raise halt
        if self._open is None:
            self._open = (self.at, halt)
        else:
            self.skip(self.at)

    def settle(self) -> None:
        """Halts where something was left open."""
        if self._open is not None:
            raise self._open[1]

    def halted(self, halt: Halt) -> Rejected | Undetermined:
        """The verdict of a verification that stopped at the step where it stands."""
        where = (self.what, self.steps, self.at, halt.reason, halt.says)
        if halt.unknown:
            return Undetermined(*where, signed=halt.signed, **self._beside())
        return Rejected(*where, **self._beside())

    def _beside(self) -> dict[str, Any]:
        """What every verdict says beside its own."""
        return {"unasked": frozenset(self._unasked), "unnamed": tuple(self._unnamed)}

    def through(self, walk: Callable[[], tuple[Content_co, Voucher]]) -> Verdict[Content_co]:
        """The verdict of a walk that gives what was verified and who vouched, or halts."""
        try:
            content, by = walk()
            self.settle()
        except Halt as halt:
            return self._ended(halt)
        return Verified(self.what, self.steps, content, by, beyond=self.beyond, **self._beside())

    def _ended(self, halt: Halt) -> Rejected | Undetermined:
        """The verdict of what halted, unless something was left open before and this is no more."""
        if self._open is None:
            return self.halted(halt)
        if halt.unknown:
            self.at, halt = self._open
        else:
            self.skip(self._open[0])
        return self.halted(halt)
