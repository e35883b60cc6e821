"""The line: bytes are read, verified, understood, checked, said anew, checked again and written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal

from msgspec.structs import replace

from fairlead.errors import Refused, UsageError
from fairlead.faults import Fault, Report, Severity, capped, fault
from fairlead.formats import (
    Capability,
    Format,
    InterchangeHeader,
    Opened,
    detect,
    meant,
    named,
)
from fairlead.formats.interchange import NOBODY
from fairlead.formats.wire import Raw, read
from fairlead.gateway.convert.asked import Asked
from fairlead.gateway.convert.carry import carried, leftover_in, restored, uncarried
from fairlead.gateway.convert.conversion import Conversion
from fairlead.gateway.convert.objections import located, objections, to_lose_nothing
from fairlead.gateway.convert.proof import refuse_miscounted
from fairlead.gateway.convert.scope import checked
from fairlead.gateway.convert.source import Source
from fairlead.gateway.convert.supplement import supplemented
from fairlead.lens import Emitted
from fairlead.rules import MUST_SAY, STRICT, Profile, profile_of
from fairlead.rules import check as check_rules
from fairlead.syntax.json import LIMITS, Limits


def convert(
    data: bytes | Raw,
    to: str,
    *,
    source: str | None = None,
    supplement: Mapping[str, Any] | None = None,
    on_loss: Literal["report", "refuse"] = "report",
    carry: bool = False,
    strict: bool = False,
    allow: Collection[str] = (),
    profile: Profile | str = STRICT,
    limits: Limits = LIMITS,
    message: int | None = None,
    header: InterchangeHeader | None = None,
) -> Conversion:
    """A document said in another format, with a report of every leaf.

    Args:
        data: the document, or what was read of it.
        to: id or alias of the target, with a version where one is wanted (`dcsa@3.0.0`).
        source: id or alias of the source; found out where it is not given.
        supplement: canonical JSON of what the source does not say and the target needs.
        on_loss: `report` makes a rendition and names every loss; `refuse` refuses any.
        carry: let what the target's words cannot say travel in its extension member.
        strict: refuse a bill that breaks a rule, instead of reporting it. Without it, what a bill
            must say and this one does not is a note.
        allow: capabilities that the target may lack (`endorsement`); each stays reported.
        profile: which rules apply, and how much they weigh: a profile or its name (`ctk`).
        limits: how large a document may be.
        message: which message of an EDIFACT interchange, from 1, where it holds several.
        header: who sends the interchange to whom, where the target is EDIFACT; what nobody says
            stands there as a placeholder, and is noted.

    Raises:
        Refused: the source cannot be read or breaks its schema, the target cannot say something
            critical to the title or needs what nobody said, what came out is not valid, or some
            leaf of the bill was neither written nor reported (a defect of ours, `LOSS-010`).
        UsageError: an unknown format, version, profile or supplement field.
    """
    profile = profile_of(profile)
    target = _asked(to, on_loss, header, allow, carry=carry)
    header = header or NOBODY
    origin = understand(data, source, limits, message)
    bill, added = supplemented(origin.bill, supplement)
    findings = check_rules(bill, profile, expected_status=origin.opened.status)
    left = origin.left_for(target)
    carrying = carry or (origin.extension is not None and target.id == origin.format.id)
    emitted = target.emit(bill, left.residue)
    broken = [one for one in findings if one.severity is Severity.ERROR] if strict else []
    errors = [*capped([*broken, *objections(origin, target, bill, emitted, allow)], "EMIT-011")]
    if on_loss == "refuse":
        errors += to_lose_nothing(origin, target, emitted, carry=carrying)
    if errors:
        raise Refused(Report(origin.placed(errors)))
    refuse_miscounted(bill, emitted)
    if carrying:
        carried(target, emitted.tree, bill, origin.to_carry(target))
    output = _written(origin, target, emitted, header)
    _refuse_unreadable(output, target, limits, carrying=carrying)
    given = data if isinstance(data, bytes) else None
    asked = Asked(given, to, source, supplement, carry, strict, allow, profile, message, header)
    noted = tuple(map(_noted, findings))
    return Conversion(output, origin, target, bill, emitted, noted, added, carrying, asked)


def _noted(finding: Fault) -> Fault:
    """A finding as a conversion tells it: what the bill does not say at all is only noted."""
    return finding.weighed(Severity.NOTE) if finding.code in MUST_SAY else finding


def check(
    data: bytes | Raw,
    *,
    source: str | None = None,
    profile: Profile | str = STRICT,
    limits: Limits = LIMITS,
    message: int | None = None,
) -> Report:
    """What is to be said about a document: its rules, and how far they could be asked.

    What was not understood is named, and what was not looked at; `scope` counts both, and names
    the rules that were asked.

    Raises `Refused` where it cannot be read or breaks its schema, and `UsageError` for a format or
    profile that there is not.
    """
    profile = profile_of(profile)
    return checked(understand(data, source, limits, message), profile)


def understand(
    data: bytes | Raw,
    source: str | None = None,
    limits: Limits = LIMITS,
    message: int | None = None,
) -> Source:
    """A document read, checked against its schema, and parsed into a Bill and its residue.

    Raises `Refused` with every fault at once.
    """
    raw = _read(data, limits, message)
    origin = meant(source, raw) if source is not None else detect(raw)
    found = origin.opened(raw)
    if found is None:
        raise Refused(Report((fault("READ-020", wire=""),)))
    opened = origin.judged(found if raw.seal is None else _in_seal(found, raw.seal))
    extension, document = uncarried(origin, opened.document)
    parsed = origin.parse(document, opened)
    if parsed.bill is None:
        raise Refused(Report(parsed.faults))
    if not extension:
        return Source(origin, opened, parsed.bill, parsed.residue, parsed.reading)
    whole = restored(origin, parsed.bill, document, extension)
    left = leftover_in(str(origin.mapping.carry), extension)
    return Source(origin, opened, whole, parsed.residue, parsed.reading, left, extension)


def _in_seal(opened: Opened, seal: dict[str, Any]) -> Opened:
    """A document as it was found in a seal, which is named as what stands around it."""
    faults = (*opened.faults, fault("SEAL-001", wire="/signature"))
    envelope = seal if opened.envelope is None else opened.envelope
    return replace(opened, faults=faults, envelope=envelope)


def _asked(
    to: str,
    on_loss: str,
    header: InterchangeHeader | None,
    allow: Collection[str],
    *,
    carry: bool,
) -> Format:
    """The target. Raises `UsageError` for what it cannot be asked for."""
    if isinstance(allow, str) or not isinstance(allow, Collection):
        raise UsageError(f"allow is a list of capabilities, not {allow!r}")
    if allow:
        _known(allow)
    if header is not None and not isinstance(header, InterchangeHeader):
        raise UsageError(f"header is an InterchangeHeader, not {header!r}")
    if on_loss not in {"report", "refuse"}:
        raise UsageError(f"on_loss is 'report' or 'refuse', not {on_loss!r}")
    target = named(to)
    if ":" in to:
        raise UsageError(f"a profile of a carrier is for reading; the target is {target.alias}")
    if not target.writes:
        raise UsageError(f"{target.alias} is read and not written")
    if carry and target.mapping.carry is None:
        raise UsageError(f"{target.alias} has no extension member to carry anything in")
    if header is not None and Capability.INTERCHANGE not in target.capabilities:
        raise UsageError(
            f"{target.alias} goes out in no interchange, and nothing else states a sender, a "
            "recipient, a time or a reference"
        )
    return target


def _known(allow: Collection[str]) -> None:
    """Raises `UsageError` where something is allowed that is no capability."""
    known = [one.value for one in Capability]
    if strange := [name for name in allow if name not in known]:
        raise UsageError(f"there is no capability {strange[0]!r} (known: {', '.join(known)})")


def _read(data: bytes | Raw, limits: Limits, message: int | None) -> Raw:
    """What the syntax makes of the bytes, where that is not what was given."""
    if message is not None and type(message) is not int:
        raise UsageError(f"message is the number of a message, not {message!r}")
    if isinstance(data, Raw) and message is None:
        return data
    return read(refuse_odd(data, limits), limits, message)


def refuse_odd(data: object, limits: object) -> bytes:
    """The bytes. Raises `UsageError` for what is no document, or no limits of one."""
    if not isinstance(data, bytes):
        raise UsageError("a document is given as bytes")
    if not isinstance(limits, Limits):
        raise UsageError(f"limits are Limits of fairlead.syntax.json, not {limits!r}")
    return data


def _written(origin: Source, target: Format, emitted: Emitted, header: InterchangeHeader) -> bytes:
    """The output, valid by the target's schema. Raises `Refused` with every breach."""
    try:
        return target.written(emitted.tree, origin.left_for(target).around, header)
    except Refused as refused:
        breaches = located(refused.report.faults, origin, target, emitted)
        raise Refused(Report(tuple(breaches))) from None


def _refuse_unreadable(output: bytes, target: Format, limits: Limits, *, carrying: bool) -> None:
    """Refuses to write what would be refused when it is read again, perhaps for what it carries."""
    if not carrying and target.surely_read(output, limits):
        return
    try:
        read(output, limits)
    except Refused as refused:
        first = refused.report.faults[0]
        says = None if carrying else f"the document could not be read again: {first.says}"
        raise Refused(Report((fault("EMIT-035", wire="", says=says),))) from refused
