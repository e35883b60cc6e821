"""Sealing: an output with our signature, and the receipt of how it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from fairlead.errors import Refused, UsageError
from fairlead.faults import Fault, Report, fault
from fairlead.formats import Format, Opened
from fairlead.formats.kinds import Seal, may_be_signed
from fairlead.formats.wire import read_each
from fairlead.formats.wire.reading import out_of_seal
from fairlead.gateway.convert.conversion import Conversion
from fairlead.gateway.convert.line import understand
from fairlead.gateway.vouch.receipt import receipt_of
from fairlead.gateway.vouch.statements.pack import actor_of
from fairlead.gateway.vouch.verdicts import Verdicts
from fairlead.gateway.vouch.verify import verify
from fairlead.gateway.vouch.vouchable import refuse_output, refuse_source
from fairlead.seal.certificates import name_of
from fairlead.seal.signer import Signer
from fairlead.seal.statement import Document, Pack
from fairlead.seal.trust import TrustList
from fairlead.seal.verdict import Halt, Reason, Rejected, Undetermined, Verified
from fairlead.syntax.json import LIMITS, Limits
from fairlead.syntax.json import read as read_json

__all__ = ["Origin", "Sealed", "after_verdicts", "seal_conversion", "seal_document"]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A conversion that was sealed."""

    made: Conversion
    receipt: bytes = field(repr=False)
    """The receipt: a compact JWS that holds a Verifiable Credential."""
    verdicts: tuple[Verdicts, ...]
    """On each signature that the source came with."""
    _signer: Signer = field(repr=False)

    def document(self) -> bytes:
        """The output with our signature.

        XML has the signature in it, a pack of Open eBL is a flattened JWS, other JSON a compact
        JWS; of anything else it is a detached JWS, to stand beside it.

        Raises `Refused` with `SEAL-006` where it holds what no schema of its format names.
        """
        refuse_output(self.made)
        target = self.made.target
        return _SEALS[target.seal](self._signer, self.made.output, target.media_type)


def _sealed_pack(signer: Signer, data: bytes, _: str) -> bytes:
    """A pack, signed by whoever did what its last event says. Raises `UsageError` for another."""
    tree: Any = read_json(data)
    if not signer.certificates:
        raise UsageError("a pack is signed with a certificate; name it: file:key.pem?x5c=chain.pem")
    try:
        name = name_of(signer.certificates[0])
    except Halt as halt:
        raise UsageError(halt.says) from halt
    if name != actor_of(tree):
        raise UsageError(
            "a pack is signed by who did what its last event says; the certificate is another's"
        )
    return signer.seal_pack(Pack(tree))


_SEALS: Final[Mapping[Seal, Callable[[Signer, bytes, str], bytes]]] = {
    Seal.AROUND: lambda signer, data, kind: signer.seal(Document(data, kind)),
    Seal.BESIDE: lambda signer, data, kind: signer.seal_detached(Document(data, kind)),
    Seal.INSIDE: lambda signer, data, kind: signer.seal_xml(Document(data, kind)),
    Seal.PACK: _sealed_pack,
}
"""What each way to seal does with a document of a media type."""


def seal_conversion(
    made: Conversion,
    signer: Signer,
    *,
    at: datetime,
    trust: TrustList | None = None,
    unverified: bool = False,
) -> Sealed:
    """A conversion with its receipt.

    The signature that the source came with is verified first; where it is rejected, or that could
    not be found out, nothing is sealed, and nothing where control by its history is rejected,
    unless `unverified` says that it shall be, and the receipt then says so. Where control could not
    be found out, it is sealed, and the receipt says so. Raises `Refused` with `SEAL-002`,
    `SEAL-003` or `SEAL-009`.
    """
    verdicts = verdicts_on(made.asked.data or b"", made.source.opened, trust, at)
    if not unverified:
        _refuse_unverified(verdicts)
    receipt = signer.seal(receipt_of(made, verdicts, signer, at=at))
    return Sealed(made, receipt, verdicts, signer)


@dataclass(frozen=True, slots=True)
class Origin:
    """A document that was sealed as it is."""

    format: Format
    report: Report
    """What is to be said about it."""


def seal_document(
    data: bytes,
    signer: Signer,
    *,
    at: datetime,
    trust: TrustList | None = None,
    source: str | None = None,
    detached: bool = False,
    limits: Limits = LIMITS,
    unverified: bool = False,
) -> tuple[bytes, Origin]:
    """A document with our signature around it, or beside it; not a byte of it is changed.

    XML has the signature in it, unless others signed it; JSON, and whatever others signed, stands
    in a compact JWS, whose content type is `jose` where it stood in one already;
    EDIFACT, and whatever is asked to be `detached`, has a detached JWS.

    Raises `Refused` for what is no document that keeps to its format, with `SEAL-002` or `SEAL-003`
    where a signature that it came with is not verified, with `SEAL-009` where control by its
    history is rejected (neither if `unverified`), with `SEAL-006` where it holds what no
    schema of its format names, and with `SEAL-007` where others would take it for a signed
    statement of another kind: a pack of Open eBL is sealed by a conversion to that format.
    """
    understood = [understand(raw, source, limits) for raw in read_each(data, limits)]
    first, faults = understood[0], [said for one in understood for said in one.opened.faults]
    verdicts = verdicts_on(data, first.opened, trust, at)
    if not unverified:
        _refuse_unverified(verdicts)
    for one in understood:
        refuse_source(one)
    told = after_verdicts(Report(tuple(dict.fromkeys(faults))), verdicts)
    origin = Origin(first.format, told)
    sealed = out_of_seal(data)[1] is not None
    media_type = "application/jose" if sealed else first.format.media_type
    way = first.format.seal
    if way is Seal.PACK or (way is Seal.BESIDE and sealed) or (way is Seal.INSIDE and verdicts):
        way = Seal.AROUND  # it stands as it is, whatever others signed
    return _SEALS[Seal.BESIDE if detached else way](signer, data, media_type), origin


def after_verdicts(report: Report, verdicts: tuple[Verdicts, ...]) -> Report:
    """A report without the note that a signature was not verified, where all of them were."""
    if not verdicts or not all(isinstance(one.signature, Verified) for one in verdicts):
        return report
    return Report(tuple(one for one in report.faults if one.code != "SEAL-001"))


def verdicts_on(
    data: bytes, opened: Opened, trust: TrustList | None, at: datetime
) -> tuple[Verdicts, ...]:
    """The verdicts on the signatures that a document came with; none where it came with none.

    That on the seal it stands in is first, whatever is made of that; one inside is verified too.
    """
    notes = sum(one.code == "SEAL-001" for one in opened.faults)
    if not notes and not may_be_signed(opened):
        return ()
    inside, seal = out_of_seal(data)
    around = () if seal is None else (verify(data, trust, at=at),)
    inner = verify(inside, trust, at=at)
    found = inner.signature
    unsigned = isinstance(found, Undetermined) and found.reason is Reason.NOT_SIGNED
    return around if unsigned and notes == len(around) else (*around, inner)


def _refuse_unverified(verdicts: tuple[Verdicts, ...]) -> None:
    """Raises `Refused` where a signature is not verified, or control is rejected."""
    faults = [one for each in verdicts for one in _unsealable(each)]
    if faults:
        raise Refused(Report(tuple(faults)))


def _unsealable(found: Verdicts) -> Iterator[Fault]:
    verdict, control = found.signature, found.control
    if not isinstance(verdict, Verified):
        code = "SEAL-002" if isinstance(verdict, Rejected) else "SEAL-003"
        says = f"{verdict.what}, step {verdict.step} ({verdict.reason.value}): {verdict.says}"
        yield fault(code, wire="", says=says)
    elif control.kind == "rejected":
        yield fault("SEAL-009", wire="", says=f"{control.reason}: {control.says}")
