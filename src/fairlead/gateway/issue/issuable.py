"""What may be issued: a bill that obeys every rule as an issued one, and was not issued before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypedDict, Unpack

from fairlead.bill import Bill
from fairlead.errors import Refused, UsageError
from fairlead.faults import Fault, Report, Severity, fault
from fairlead.formats.schema import schema_of
from fairlead.gateway.convert.conversion import Conversion
from fairlead.gateway.convert.line import convert, understand
from fairlead.gateway.convert.objections import located
from fairlead.gateway.convert.source import Source
from fairlead.gateway.vouch.checksums import checksum
from fairlead.gateway.vouch.vouchable import refuse_copy
from fairlead.rules import STRICT, Profile, profile_of
from fairlead.rules import check as check_rules
from fairlead.seal.signer import Signer
from fairlead.syntax.json import LIMITS, Limits
from fairlead.syntax.json import read as read_json
from fairlead.syntax.tree import pointer

__all__ = ["Issuable", "Terms", "checked", "in_force", "issuable", "judged", "readable"]

_ISSUED: Final = "ISSUED"
"""The status of what is issued (DCSA TD check 2)."""
_RECORD: Final = "registry_record."


class Terms(TypedDict, total=False):
    """How a bill is read and converted; each as in [`convert`][fairlead.convert]."""

    source: str | None
    supplement: Mapping[str, Any] | None
    allow: Collection[str]
    profile: Profile | str
    limits: Limits
    message: int | None


@dataclass(frozen=True)
class Issuable:
    """A bill that may be issued, as the target says it."""

    made: Conversion
    document: Any = field(repr=False)
    """The document, a tree that the target's schema permits."""
    as_it_is: bool
    """Whether it is the very document that was given."""
    findings: tuple[Fault, ...] = ()
    """What is worth noting by the rules; none is an error."""

    @property
    def report(self) -> Report:
        """Everything that is to be said: wrapping, rules, supplement, losses."""
        if self.as_it_is:
            source = self.made.source
            return Report((*source.opened.faults, *source.placed(self.findings)))
        return Report(tuple(one for one in self.made.report if not _of_record(one)))


def _of_record(one: Fault) -> bool:
    """Whether a note is of what the issue itself states in the registry's record."""
    return one.code == "EMIT-030" and str(one.at.bill).startswith(_RECORD)


def _no_more(_: Bill) -> Iterable[Fault]:
    return ()


def issuable(
    data: bytes,
    to: str,
    *,
    objections: Callable[[Bill], Iterable[Fault]] = _no_more,
    **terms: Unpack[Terms],
) -> Issuable:
    """A document that may be issued as what `to` names; `objections` may hold more against it.

    What comes in that format already, and is not supplemented, is not said anew.

    Raises `Refused` where it is a copy, was issued before or is signed, cannot be converted, or
    breaks a rule that is an error by the profile.
    """
    profile = profile_of(terms.get("profile", STRICT))
    limits = terms.get("limits", LIMITS)
    origin = understand(data, terms.get("source"), limits, terms.get("message"))
    refuse_copy(origin)
    _refuse_issued(origin)
    made = convert(data, to, **terms)
    if made.source.format.id == made.target.id and not terms.get("supplement"):
        document, bill, as_it_is = origin.opened.document, origin.bill, True
    else:
        room = Limits(size=max(limits.size, len(made.output)))
        said = understand(made.output, made.target.id, room)
        document, bill, as_it_is = said.opened.document, said.bill, False
    findings = check_rules(bill, profile, expected_status=_ISSUED)
    errors = [one for one in findings if one.severity is Severity.ERROR]
    errors += _on_paper(bill)
    errors += objections(made.bill)
    if errors:
        raise Refused(Report(origin.placed(errors)))
    return Issuable(made, document, as_it_is, findings)


def _refuse_issued(origin: Source) -> None:
    """Raises `Refused` for what somebody issued or signed already."""
    opened, carried = origin.opened, origin.carried
    if opened.at or (carried is not None and carried.envelope is not None):
        raise Refused(Report((fault("SEAL-004", wire=pointer(opened.at)),)))
    if origin.bill.registry_record is not None:
        says = "a registry keeps a record of this bill, so it was issued there already"
        found = fault("SEAL-004", bill="registry_record", says=says)
        raise Refused(Report(origin.placed((found,))))
    signed = [one for one in opened.faults if one.code == "SEAL-001"]
    if signed:
        says = "the document is signed; what is issued is what the issuer says, not what others do"
        raise Refused(
            Report(tuple(fault("SEAL-003", wire=one.at.wire, says=says) for one in signed))
        )


def _on_paper(bill: Bill) -> list[Fault]:
    """A fault where the bill says that it is not electronic: it would be issued twice."""
    return [fault("SEAL-005", bill="is_electronic")] if bill.is_electronic is False else []


def checked(bill: Issuable) -> str:
    """The checksum of the document. Raises `Refused` for a number that RFC 8785 does not keep."""
    try:
        return checksum(bill.document)
    except Refused as refused:
        if bill.as_it_is:
            raise
        made = bill.made
        places = located(refused.report.faults, made.source, made.target, made.emitted)
        raise Refused(Report(tuple(places))) from None


def judged(tree: Any, folder: str, part: str | None = None) -> Any:
    """A file that says more than the bill does, if our schema (or a part of it) permits it.

    It must have a canonical form too, for it is vouched for by its checksum. Raises `Refused` with
    every breach, at its place in the file.

    >>> judged({"transportDocumentReference": "FLBL-1"}, "dcsa/issuance-request-3",
    ...        "TransportDocumentRelation")
    {'transportDocumentReference': 'FLBL-1'}
    """
    schema = schema_of(folder, part)
    if not schema.permits(tree):
        raise Refused(Report(schema.breaches(tree, "PARSE")))
    checksum(tree)
    return tree


def in_force(signer: Signer, at: datetime) -> None:
    """Raises `UsageError` where a certificate of the key is not valid at the time."""
    for one in signer.certificates:
        if not one.not_valid_before_utc <= at <= one.not_valid_after_utc:
            name = one.subject.rfc4514_string()
            raise UsageError(f"the certificate of {name} is not valid at the time of issue")


def readable(written: bytes) -> bytes:
    """What goes out, if a receiver of ours reads it. Raises `Refused` where it is too large."""
    try:
        read_json(written)
    except Refused as refused:
        raise Refused(Report((fault("EMIT-035", wire=""),))) from refused
    return written
