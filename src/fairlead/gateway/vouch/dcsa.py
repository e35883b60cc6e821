"""DCSA: what platforms sign when a bill moves, from its issuance to the last transfer (PINT).

The document itself is never signed: its checksum is, in manifests and in the entries of a chain
that are linked by checksums too. The names before 2025-11 are read as the current ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeVar, cast

from fairlead.errors import Refused
from fairlead.gateway.vouch.checksums import checksum, in_other_form, member, sha256_of
from fairlead.gateway.vouch.issuance import issued, noted, read_small
from fairlead.gateway.vouch.statements.dcsa import ChainEntry, entry_in, envelope_in
from fairlead.seal.jws import Signed
from fairlead.seal.statement import EnvelopeManifest, IssuanceManifest
from fairlead.seal.trust import TrustList, aware
from fairlead.seal.verdict import Course, Halt, Purpose, Reason, Verdict, Voucher
from fairlead.seal.verify import STEPS as SIGNED
from fairlead.seal.verify import hold
from fairlead.syntax.json import read as read_json

__all__ = ["Chain", "ChainEntry", "verify_chain", "verify_envelope"]

_LONGEST_CHAIN: Final = 1_000

Said = TypeVar("Said")

ENVELOPE_STEPS: Final = (
    *SIGNED,
    "what was signed is an entry of a chain, an envelope manifest, an issuance manifest",
    "every entry was signed by the platform that it names",
    "the first entry follows on none, and every other on the one before it",
    "the carrier's issuance manifest, of the document, and a registry stand where they may",
    "every entry and the envelope manifest state the checksum of the document",
    "the envelope manifest states the checksum of the last entry, and was signed by its platform",
)


@dataclass(frozen=True, slots=True)
class Chain:
    """A verified transfer chain, oldest entry first."""

    entries: tuple[ChainEntry, ...]
    issuance: IssuanceManifest
    issued_by: Voucher
    """Who vouched for the issuance."""
    manifest: EnvelopeManifest | None = None
    signed_by: tuple[Voucher, ...] = ()
    """Who vouched for each entry, and for the envelope manifest last, where there is one."""


def verify_chain(
    entries: Any, trust: TrustList, *, at: datetime, document: str | None = None
) -> Verdict[Chain]:
    """Whether every entry of a transfer chain is vouched for and follows on the one before.

    The steps are those of `verify_envelope`, as far as they speak of entries. `document` is the
    checksum of the document, where it is known; else the entries are compared with each other only.
    """
    aware(at)
    course = Course("DCSA transfer chain", ENVELOPE_STEPS)

    def walk() -> tuple[Chain, Voucher]:
        course.skip(*((12,) if document is not None else (11, 12)))
        read = _each(course, entries, trust, at, None)
        _linked(course, read, entries)
        course.at = 11
        _of_document(read, document)
        return _made(course, read), cast("Voucher", read.by)

    return course.through(walk)


def verify_envelope(envelope: Any, trust: TrustList, *, at: datetime) -> Verdict[Chain]:
    """Whether an envelope is vouched for, from issuance to the last transfer (PINT, EblEnvelope).

    1. Each is one JWS of three parts in base64url, and no larger than is allowed.
    2. Its header is strict JSON of allowed names, and demands nothing unknown.
    3. A trusted key has that name, or fits where it names none.
    4. The key and the header are for this purpose, and the key was valid at the time.
    5. The algorithm is that of the key.
    6. The signature holds over the bytes that were received.
    7. What was signed is an entry of a chain, an envelope manifest, an issuance manifest.
    8. Every entry was signed by the platform that it names.
    9. The first entry follows on none, and every other on the one before it.
    10. The carrier's issuance manifest, of the document, and a registry stand where they may: of
        entries the first one alone holds them, and the manifest may stand beside the entries too,
        or instead, and says the same then.
    11. Every entry and the envelope manifest state the checksum of the document.
    12. The envelope manifest states the checksum of the last entry, and was signed by its platform.

    It is a verdict on signatures: who may have done what is judged by the history of them. Where a
    key of one is not known, the others are looked at all the same, and a rejection goes before.

    The checksum of `issueTo` cannot be compared here: an envelope does not hold it. PINT names two
    canonical forms for the checksum of the document; where the one fits that no program is known to
    use, step 11 is open.
    """
    aware(at)
    course = Course("DCSA envelope", ENVELOPE_STEPS)

    def walk() -> tuple[Chain, Voucher]:
        token = member(envelope, "envelopeManifestSignedContent")
        entries = member(envelope, "envelopeTransferChain", list)
        tree = member(envelope, "transportDocument", dict)
        beside = _beside(envelope)
        read = _each(course, entries, trust, at, beside)
        platform = None if read.by is None else read.by.platform
        read.manifest = _tried(course, partial(_envelope, course, token, trust, at, platform))
        document = _stated_of(tree)
        _to_one_form(read, document, tree)
        _linked(course, read, entries)
        _fits(course, read, entries[-1], document)
        chain = _made(course, read)
        manifest, sender = cast("Any", read.manifest)
        return replace(chain, manifest=manifest, signed_by=(*chain.signed_by, sender)), sender

    return course.through(walk)


def _stated_of(tree: Any) -> str | None:
    """The checksum of a document; None where it holds what RFC 8785 does not keep."""
    try:
        return checksum(tree)
    except Refused:
        return None


def _to_one_form(read: _Read, document: str | None, tree: Any) -> None:
    """Reads the checksum of the other canonical form as that of RFC 8785, and notes that."""
    stated = {one.document for one in read.entries if one is not None}
    stated |= set() if read.manifest is None else {read.manifest[0].document}
    if document is None or stated <= {document} or in_other_form(tree) not in stated:
        return
    read.in_other_form, other = True, in_other_form(tree)
    read.entries = [
        replace(one, document=document) if one is not None and one.document == other else one
        for one in read.entries
    ]
    if read.manifest is not None and read.manifest[0].document == other:
        read.manifest = (replace(read.manifest[0], document=document), read.manifest[1])


def _fits(course: Course, read: _Read, last: str, document: str | None) -> None:
    """Halts where the envelope manifest or an entry is of another document or chain; 11 and 12."""
    course.at = 11
    if document is None:
        raise Halt(Reason.CONTENT, "it holds a number that RFC 8785 does not keep")
    if read.in_other_form:
        says = "transportDocumentChecksum is over a form that RFC 8785 does not have: PINT has both"
        course.leave_open(Halt(Reason.OPEN, says, unknown=True))
    _of_document(read, document)
    if read.manifest is None:
        return
    manifest, sender = read.manifest
    if manifest.document != document:
        raise Halt(Reason.DIGEST, "the envelope manifest states another document")
    course.at = 12
    if manifest.last_entry != sha256_of(last.encode()):
        raise Halt(Reason.DIGEST, "the envelope manifest states another last entry")
    if read.by is not None and sender.platform != read.by.platform:
        raise Halt(Reason.SIGNER, "another platform signed the manifest than the last entry")


def _beside(envelope: Any) -> str | None:
    """The issuance manifest that stands beside the entries, as DCSA's program has it."""
    name = "issuanceManifestSignedContent"
    found = None if envelope.get(name) is None else member(envelope, name)
    return cast("str | None", found)


def _each(
    course: Course, entries: Any, trust: TrustList, at: datetime, beside: str | None
) -> _Read:
    """What every entry says, and the issuance manifest in the first one; steps 1 to 8.

    A key that is not known leaves an entry open, and the others are looked at all the same: one
    that is rejected is worse.
    """
    if not isinstance(entries, list) or not 0 < len(entries) <= _LONGEST_CHAIN:
        raise Halt(Reason.MALFORMED, "the chain holds no entry, or more than are read")
    read = _Read([])
    for number, token in enumerate(entries, 1):
        entry = read.by = None
        try:
            entry, read.by = _entry(course, f"entry {number}: ", token, trust, at)
            read.signers.append(read.by)
        except Halt as halt:
            _left_open(course, halt, _in_entry(halt, number, len(entries)))
        read.entries.append(entry)
    first = read.entries[0]
    inside = None if first is None else first.issuance_manifest
    for token in (one for one in (inside, beside) if one is not None):
        read.issuances.append(_tried(course, partial(issued, course, token, trust, at)))
    return read


def _tried(course: Course, walk: Callable[[], tuple[Said, Voucher]]) -> tuple[Said, Voucher] | None:
    """What a manifest was found to say; None where that is open. Halts where it is rejected."""
    try:
        return walk()
    except Halt as halt:
        _left_open(course, halt, halt)
    return None


def _left_open(course: Course, halt: Halt, told: Halt) -> None:
    """Goes on past what could not be found out of one of several; halts where it is rejected.

    Steps that were not asked of all of them are not said to hold.
    """
    asked = range(course.at, len(ENVELOPE_STEPS)) if halt.unknown else range(1, course.at)
    course.skip(*asked)
    course.leave_open(told)


def _linked(course: Course, read: _Read, tokens: list[str]) -> None:
    """Halts where the entries do not follow on each other, or not on the issuance; 9 and 10."""
    course.at = 9
    previous: str | None = None
    for number, (entry, token) in enumerate(zip(read.entries, tokens, strict=True), 1):
        if entry is not None and entry.previous != previous:
            halt = Halt(Reason.CHAIN, "it does not follow on the one before it")
            raise _in_entry(halt, number, len(tokens))
        previous = sha256_of(token.encode())
    course.at = 10
    first, *later = read.entries
    others = [one for one in later if one is not None]
    alone = first is None or read.issuances
    if not alone or any(one.issuance_manifest is not None for one in others):
        raise Halt(Reason.CHAIN, "the issuance manifest does not stand where it may")
    issued = {one[0].document for one in read.issuances if one is not None}
    if len({one[0] for one in read.issuances if one is not None}) > 1:
        raise Halt(Reason.CHAIN, "another issuance manifest stands beside the entries")
    if any(one.control_tracking_registry is not None for one in others):
        raise Halt(Reason.CHAIN, "a registry stands in another entry than the first")
    if first is not None and issued - {first.document}:
        raise Halt(Reason.DIGEST, "the issuance manifest states another document")


def _of_document(read: _Read, document: str | None) -> None:
    """Halts where an entry states another document than is known, or than the first one."""
    for number, entry in enumerate(read.entries, 1):
        document = entry.document if document is None and entry is not None else document
        if entry is not None and entry.document != document:
            halt = Halt(Reason.DIGEST, "it states another document")
            raise _in_entry(halt, number, len(read.entries))


def _made(course: Course, read: _Read) -> Chain:
    """The chain, where somebody known vouched for all of it; halts where that is open."""
    course.settle()
    entries = tuple(one for one in read.entries if one is not None)
    issuance, issued_by = cast("Any", read.issuances[0])
    return Chain(entries, issuance, issued_by, signed_by=tuple(read.signers))


@dataclass(slots=True)
class _Read:
    """What stands in a chain and its envelope, as far as somebody known vouched for it."""

    entries: list[ChainEntry | None]
    by: Voucher | None = None
    """Who vouched for the last entry."""
    issuances: list[tuple[IssuanceManifest, Voucher] | None] = field(default_factory=list)
    """The issuance manifest of the first entry, and that beside the entries, where they are."""
    manifest: tuple[EnvelopeManifest, Voucher] | None = None
    signers: list[Voucher] = field(default_factory=list)
    """Who vouched for each entry that is vouched for."""
    in_other_form: bool = False
    """Whether one states the checksum over the other canonical form that PINT names."""


def _entry(
    course: Course, where: str, token: Any, trust: TrustList, at: datetime
) -> tuple[ChainEntry, Voucher]:
    """One entry, and who vouched for it; steps 1 to 8."""
    signed = read_small(course, token)
    by = hold(course, signed, trust, Purpose.TRANSFER, at, _names(signed))
    course.at = 7
    entry = noted(course, where, entry_in(signed.payload))
    course.at = 8
    if by.platform != entry.platform:
        raise Halt(Reason.SIGNER, "another platform signed it than it names")
    return entry, by


def _envelope(
    course: Course, token: str, trust: TrustList, at: datetime, platform: str | None
) -> tuple[EnvelopeManifest, Voucher]:
    """The envelope manifest, and who vouched for it; steps 1 to 7."""
    signed = read_small(course, token)
    among = platform if signed.kid is None else None
    by = hold(course, signed, trust, Purpose.ENVELOPE, at, among)
    course.at = 7
    return noted(course, "envelope manifest: ", envelope_in(signed.payload)), by


def _names(signed: Signed) -> str | None:
    """The platform to look among, for an entry that names no key: the one that it names."""
    if signed.kid is not None:
        return None
    try:
        said: Any = read_json(signed.payload)
    except Refused:
        return None
    name = said.get("eblPlatform") if isinstance(said, dict) else None
    return name if isinstance(name, str) else None


def _in_entry(halt: Halt, number: int, of: int) -> Halt:
    return Halt(halt.reason, f"entry {number} of {of}: {halt.says}", unknown=halt.unknown)
