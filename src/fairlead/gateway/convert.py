"""The line: bytes are read, verified, understood, checked, said anew, checked again and written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Literal

from fairlead.bill import Bill
from fairlead.errors import Refused
from fairlead.faults import Fault, Report, Severity, fault
from fairlead.formats import Format, detect, named
from fairlead.formats.wire import read
from fairlead.gateway.carry import carried, contradictions, leftover_in, restored, uncarried
from fairlead.gateway.conversion import Checked, Conversion, Source, losses
from fairlead.gateway.supplement import supplemented
from fairlead.lens import Emitted
from fairlead.rules import STRICT, Profile
from fairlead.rules import check as check_rules
from fairlead.syntax.json import LIMITS, Limits


def convert(
    data: bytes,
    to: str,
    *,
    source: str | None = None,
    supplement: Mapping[str, Any] | None = None,
    on_loss: Literal["report", "refuse"] = "report",
    carry: bool = False,
    strict: bool = False,
    allow: Collection[str] = (),
    profile: Profile = STRICT,
    limits: Limits = LIMITS,
    message: int | None = None,
) -> Conversion:
    """A document said in another format, with a report of every leaf.

    Args:
        data: the document.
        to: id or alias of the target, with a version where one is wanted (`dcsa@3.0.0`).
        source: id or alias of the source; found out where it is not given.
        supplement: canonical JSON of what the source does not say and the target needs.
        on_loss: `report` makes a rendition and names every loss; `refuse` refuses any.
        carry: let what the target's words cannot say travel in its extension member.
        strict: refuse a bill that breaks a rule, instead of reporting it.
        allow: capabilities that the target may lack (`endorsement`); each stays reported.
        profile: which rules apply, and how much they weigh.
        limits: how large a document may be.
        message: which message of an EDIFACT interchange, from 1, where it holds several.

    Raises:
        Refused: the source cannot be read or breaks its schema, the target cannot say something
            critical to the title or needs what nobody said, or what came out is not valid.
        UsageError: an unknown format, version or supplement field.
    """
    target = named(to)
    origin = understand(data, source, limits, message)
    bill, added = supplemented(origin.bill, supplement)
    findings = check_rules(bill, profile)
    left = origin.left_for(target)
    carry = carry or (origin.extension is not None and target.id == origin.format.id)
    emitted = target.emit(bill, left.residue)
    errors = [
        *(one for one in findings if strict and one.severity is Severity.ERROR),
        *_lacking(origin.format, target, bill, allow),
        *_forbidding(origin.format, target, emitted),
        *emitted.writing.critical(),
    ]
    if left is origin.carried:
        errors += contradictions(target, bill, left, emitted, origin.member)
    if on_loss == "refuse":
        lost = losses(origin, target, emitted, carry=carry)
        errors += [fault("EMIT-032", wire=""), *lost] if any(_is_loss(one) for one in lost) else []
    if carry:
        carried(target, emitted.tree, bill, origin.to_carry(target))
    if errors:
        raise Refused(Report(origin.placed(errors)))
    output = target.written(emitted.tree, left.around)
    return Conversion(output, origin, target, bill, emitted, findings, added, carry)


def check(
    data: bytes,
    *,
    source: str | None = None,
    profile: Profile = STRICT,
    limits: Limits = LIMITS,
    message: int | None = None,
) -> Report:
    """What is to be said about a document: its rules and what stands around it.

    Raises `Refused` where it cannot be read or breaks its schema.
    """
    origin = understand(data, source, limits, message)
    return Checked(origin, check_rules(origin.bill, profile)).report


def understand(
    data: bytes,
    source: str | None = None,
    limits: Limits = LIMITS,
    message: int | None = None,
) -> Source:
    """A document read, checked against its schema, and parsed into a Bill and its residue.

    Raises `Refused` with every fault at once.
    """
    raw = read(data, limits, message)
    origin = named(source) if source is not None else detect(raw)
    found = origin.opens(raw.content) if raw.syntax == origin.wire.syntax else None
    if found is None:
        raise Refused(Report((fault("READ-020", wire=""),)))
    opened = origin.judged(found)
    extension, document = uncarried(origin, opened.document)
    parsed = origin.parse(document, opened)
    if parsed.bill is None:
        raise Refused(Report(parsed.faults))
    if not extension:
        return Source(origin, opened, parsed.bill, parsed.residue)
    whole = restored(origin, parsed.bill, document, extension)
    left = leftover_in(str(origin.mapping.carry), extension)
    return Source(origin, opened, whole, parsed.residue, left, extension)


def _lacking(origin: Format, target: Format, bill: Bill, allow: Collection[str]) -> Iterator[Fault]:
    """A fault for each capability that the bill needs, the target lacks and nobody allowed."""
    if target.id == origin.id:
        return
    for capability, says in target.mapping.blocked(bill):
        if capability not in allow:
            yield fault("EMIT-033", bill="endorsee", says=f"{says} (capability: {capability})")


def _forbidding(origin: Format, target: Format, emitted: Emitted) -> Iterator[Fault]:
    """The faults of an emission that forbid it.

    What a document left out and its own schema lets it leave out, it may leave out again.
    """
    for one in emitted.writing.faults:
        again = target.id == origin.id and one.code == "EMIT-020"
        if one.severity is Severity.ERROR and not again:
            yield one


def _is_loss(one: Fault) -> bool:
    return one.severity is Severity.LOSS
