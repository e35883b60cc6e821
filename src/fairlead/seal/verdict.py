"""Verdicts: what a verification found out, or that it could not.

There are three, never mixed: `Verified` hands out what was verified and says who vouched for it,
`Rejected` says at which numbered step and why it is not so, `Undetermined` that it could not be
found out. None of them is a bool, and none of them can be taken for one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, NoReturn, TypeAlias, TypeVar

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
    RECEIPT = "receipt"
    """A receipt of a conversion."""
    TRUST_LIST = "trust-list"
    """A list of whom to trust."""


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
    NOT_COMPARED = "not-compared"
    """Something that the signature speaks of was not given."""
    OTHER_VERSION = "other-version"
    """It was made by another version, or with other mappings, so it cannot be repeated here."""


@dataclass(frozen=True, slots=True)
class Voucher:
    """Who vouched."""

    platform: str
    """Code of the platform, or the name in the certificate."""
    kid: str
    """The key, by its name in the trust list."""
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What all verdicts say."""

    what: str
    """What was looked at, such as `DCSA issuance manifest`."""
    steps: tuple[str, ...] = field(repr=False)
    """The numbered steps of this verification, in order, from 1."""

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

    def as_json(self) -> dict[str, Any]:
        """The verdict as JSON members."""
        by = {"platform": self.by.platform, "kid": self.by.kid, "purpose": self.by.purpose.value}
        return {"verdict": "verified", "what": self.what, "by": by}


@dataclass(frozen=True, slots=True)
class _Halted(_Verdict):
    """What a verdict says that is not `Verified`."""

    step: int
    """The number of the step that failed, from 1."""
    reason: Reason
    says: str
    """One sentence, which quotes no value."""

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

    def as_json(self) -> dict[str, Any]:
        """The verdict as JSON members."""
        return self._json("rejected")


@dataclass(frozen=True, slots=True)
class Undetermined(_Halted):
    """It could not be found out."""

    def as_json(self) -> dict[str, Any]:
        """The verdict as JSON members."""
        return self._json("undetermined")


Verdict: TypeAlias = Verified[Content_co] | Rejected | Undetermined
"""One of the three."""


class Halt(Exception):
    """A verification stops here; [`Course`][fairlead.seal.verdict.Course] makes a verdict of it."""

    def __init__(self, reason: Reason, says: str, *, unknown: bool = False) -> None:
        super().__init__(says)
        self.reason, self.says, self.unknown = reason, says, unknown


class Course:
    """A verification under way: what is looked at, its numbered steps, and where it stands.

    >>> course = Course("a letter", ("it is sealed", "the seal is ours"))
    >>> course.at = 2
    >>> course.halted(Halt(Reason.SIGNATURE, "the seal is not ours"))
    Rejected(what='a letter', step=2, reason=<Reason.SIGNATURE: 'signature'>, ...)
    """

    __slots__ = ("at", "steps", "what")

    def __init__(self, what: str, steps: tuple[str, ...]) -> None:
        self.what, self.steps, self.at = what, steps, 1

    def halted(self, halt: Halt) -> Rejected | Undetermined:
        """The verdict of a verification that stopped at the step where it stands."""
        verdict = Undetermined if halt.unknown else Rejected
        return verdict(self.what, self.steps, self.at, halt.reason, halt.says)

    def through(self, walk: Callable[[], tuple[Content_co, Voucher]]) -> Verdict[Content_co]:
        """The verdict of a walk that gives what was verified and who vouched, or halts."""
        try:
            content, by = walk()
        except Halt as halt:
            return self.halted(halt)
        return Verified(self.what, self.steps, content, by)
