"""Repeating a conversion: whether an output says what its source says, for anyone to prove."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from fairlead.errors import Refused, UsageError
from fairlead.formats import Format, named
from fairlead.formats.interchange import NOBODY
from fairlead.gateway.convert.asked import Asked
from fairlead.gateway.convert.conversion import Conversion
from fairlead.gateway.convert.line import convert
from fairlead.gateway.vouch.evidence import dated, signed_in
from fairlead.gateway.vouch.provenance import sha256
from fairlead.gateway.vouch.receipt import comparable, supplement_digest
from fairlead.gateway.vouch.receipt_alone import OPENED, opened_receipt
from fairlead.gateway.vouch.sealing import verdicts_on
from fairlead.gateway.vouch.told import compare_made_with, compare_signature, is_of_here
from fairlead.gateway.vouch.verdicts import Verdicts
from fairlead.gateway.vouch.verify import NOBODY_TRUSTED, trusting_nobody, unsealed, verify
from fairlead.seal.trust import TrustList, aware
from fairlead.seal.verdict import Course, Halt, Reason, Undetermined, Verdict, Verified, Voucher
from fairlead.syntax.json import LIMITS, Limits

__all__ = ["STEPS", "verify_conversion"]

STEPS: Final = (
    *OPENED,
    "the digest of the source is that in the receipt",
    "the digest of the output is that in the receipt, and its seal, where it has one, is good",
    "the supplement is there if and only if one was used, and says what it said",
    "the conversion, repeated, gives the same output to the byte",
    "the repetition counts the same leaves, loses the same, and understands the same bill",
    "what it tells of each signature of the source is what is found of that signature",
    "what it was made with, and by which version, is what is found here",
)
_UNKNOWN: Final = "the receipt asks for what this version does not know"


def verify_conversion(
    token: bytes,
    source: bytes,
    output: bytes,
    trust: TrustList | None,
    *,
    at: datetime,
    supplement: Mapping[str, Any] | None = None,
    limits: Limits = LIMITS,
    evidence: bytes | None = None,
) -> Verdict[Mapping[str, Any]]:
    """Whether an output says what a source says, as a receipt states.

    1. The receipt is one JWS of three parts in base64url, and no larger than is allowed.
    2. Its header is strict JSON of allowed names, and demands nothing unknown.
    3. A trusted key has that name, or fits where it names none.
    4. The key and the header are for this purpose, and the key was valid at the time.
    5. The algorithm is that of the key.
    6. The signature holds over the bytes that were received.
    7. What was signed is a receipt of a conversion, by the key that it names, made before the
       time.
    8. The digest of the source is that in the receipt.
    9. The digest of the output is that in the receipt, and its seal, where it has one, is good.
    10. The supplement is there if and only if one was used, and says what it said.
    11. The conversion, repeated, gives the same output to the byte.
    12. The repetition counts the same leaves, loses the same, and understands the same bill.
    13. What it tells of each signature of the source is what is found of that signature, as of the
        time of the receipt. Where whoever signed the source is not known here, that is open.
    14. What it was made with, and by which version, is what is found here. What another version was
        made with is open.

    15. The evidence of time beside it (`evidence`, or in its header) is by an authority that is
        trusted for that. Where there is none, this is not asked.

    A rejection goes before what is open: a digest that does not fit rejects, whomever one trusts.
    """
    aware(at)
    times = dated(token, evidence, trust or NOBODY_TRUSTED, at=at)
    known = times.proven(trust or NOBODY_TRUSTED)
    verdict = _verdict(
        signed_in(token).strip(), source, output, trust, known, at, supplement, limits
    )
    return times.joined(verdict if trust is not None else trusting_nobody(verdict))


def _verdict(
    token: bytes,
    source: bytes,
    output: bytes,
    trust: TrustList | None,
    known: TrustList,
    at: datetime,
    supplement: Mapping[str, Any] | None,
    limits: Limits,
) -> Verdict[Mapping[str, Any]]:
    """The verdict by steps 1 to 14; `known` are those whom to trust for the receipt itself."""
    course = Course("conversion", STEPS)

    def walk() -> tuple[Mapping[str, Any], Voucher]:
        receipt = opened_receipt(course, token, known, at)
        said = receipt.tree["credentialSubject"]
        course.at = 8
        _same(said, "source", sha256(source))
        course.at = 9
        plain = unsealed(output)
        _same(said, "output", sha256(plain))
        if plain != output:
            _sealed_well(course, output, trust, at)
        course.at = 10
        _supplemented(said, supplement)
        course.at = 11
        made = _repeated(said, source, supplement, limits)
        if made.output != plain:
            raise _differs(said, made, "the conversion, repeated, gives another output")
        _agreed(course, said, made)
        found, by_anybody = (
            verdicts_on(source, made.source.opened, whom, receipt.made) for whom in (trust, None)
        )
        _told(course, said, found, by_anybody)
        course.at = 14
        compare_made_with(course, said, made.source.format, made.target)
        return receipt.tree, receipt.vouched(course)

    return course.through(walk)


def _same(said: Mapping[str, Any], member: str, digest: str) -> None:
    stated = said.get(member)
    if not isinstance(stated, dict) or stated.get("sha256") != digest:
        raise Halt(Reason.DIGEST, f"the digest of the {member} is not that in the receipt")


def _sealed_well(course: Course, output: bytes, trust: TrustList | None, at: datetime) -> None:
    """Halts where the seal of an output is not vouched for: what is in it may still be good."""
    verdict = verify(output, trust, at=at, signatures_only=True).signature
    if not isinstance(verdict, Verified):
        unknown = isinstance(verdict, Undetermined)
        says = f"the seal of the output: {verdict.says}"
        course.leave_open(Halt(verdict.reason, says, unknown=unknown))


def _agreed(course: Course, said: Mapping[str, Any], made: Conversion) -> None:
    """Halts where a receipt tells otherwise than a repetition; step 12."""
    course.at = 12
    again = comparable(made)
    if any(said.get(name) != again[name] for name in again):
        raise _differs(said, made, "the conversion, repeated, says otherwise of the bill")


def _told(
    course: Course,
    said: Mapping[str, Any],
    found: tuple[Verdicts, ...],
    by_anybody: tuple[Verdicts, ...],
) -> None:
    """Halts where a receipt tells otherwise of a signature of its source than is found; step 13."""
    course.at = 13
    if len(said["signatures"]) != len(found):
        raise Halt(Reason.CONTENT, "the receipt does not tell of each signature of its source")
    for told, *both in zip(said["signatures"], found, by_anybody, strict=True):
        compare_signature(course, told, *both)


def _supplemented(said: Mapping[str, Any], supplement: Mapping[str, Any] | None) -> None:
    if supplement is None:
        if "supplement" in said:
            raise Halt(Reason.NOT_COMPARED, "a supplement was used; give it too", unknown=True)
        return
    try:
        _same(said, "supplement", supplement_digest(supplement))
    except (UsageError, Refused, TypeError, ValueError) as problem:
        raise Halt(Reason.CONTENT, "the supplement is none") from problem


def _repeated(
    said: Mapping[str, Any], source: bytes, supplement: Mapping[str, Any] | None, limits: Limits
) -> Conversion:
    """The conversion, made again as it was asked for."""
    asked = _asked(said)
    try:
        return convert(
            source, asked.to, source=asked.source, supplement=supplement, carry=asked.carry,
            strict=asked.strict, allow=asked.allow, profile=asked.profile, limits=limits,
            message=asked.message, header=None if asked.header is NOBODY else asked.header,
        )  # fmt: skip
    except UsageError as problem:
        raise Halt(Reason.OTHER_VERSION, _UNKNOWN, unknown=True) from problem
    except Refused as refused:
        says = f"the conversion, repeated, is refused: {refused}"
        raise _or_open(said, says, *_spoken(said, asked.to)) from refused


def _asked(said: Mapping[str, Any]) -> Asked:
    """What a receipt says was asked; halts for what nobody can ask here."""
    try:
        return Asked.from_json(said["asked"])
    except (UsageError, KeyError, TypeError) as problem:
        raise Halt(Reason.OTHER_VERSION, _UNKNOWN, unknown=True) from problem


def _spoken(said: Mapping[str, Any], to: str) -> tuple[Format, Format]:
    """The formats of a conversion that is refused here; halts where they are not known."""
    try:
        return named(said["source"]["format"]), named(to)
    except (UsageError, KeyError, TypeError, AttributeError) as problem:
        raise Halt(Reason.OTHER_VERSION, _UNKNOWN, unknown=True) from problem


def _differs(said: Mapping[str, Any], made: Conversion, says: str) -> Halt:
    """It is not so, or that is open; not where the receipt names other formats, which is not so."""
    stated = [said[member].get("format") for member in ("source", "output")]
    if stated != [made.source.format.id, made.target.id]:
        return Halt(Reason.NOT_REPEATED, says)
    return _or_open(said, says, made.source.format, made.target)


def _or_open(said: Mapping[str, Any], says: str, source: Format, target: Format) -> Halt:
    """It is not so; or, where it was made with other mappings or versions, that is open here."""
    if is_of_here(said, source, target):
        return Halt(Reason.NOT_REPEATED, says)
    says = f"{says}; it was made by another version, or with other mappings, schemas or rules"
    return Halt(Reason.OTHER_VERSION, says, unknown=True)
