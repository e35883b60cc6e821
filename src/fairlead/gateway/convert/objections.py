"""What forbids a conversion: everything that would make the output say less than it must."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from fairlead.bill import Bill
from fairlead.faults import Fault, Place, Severity, fault
from fairlead.formats import Format
from fairlead.gateway.convert.account import account_of
from fairlead.gateway.convert.carry import contradictions
from fairlead.gateway.convert.source import Source
from fairlead.lens import Emitted, Residue, bill_path
from fairlead.syntax.tree import pointer

__all__ = ["located", "objections", "to_lose_nothing"]


def objections(
    origin: Source, target: Format, bill: Bill, emitted: Emitted, allow: Collection[str]
) -> Iterator[Fault]:
    """A fault for everything that the target lacks and the bill cannot go without."""
    yield from _lacking(origin.format, target, bill, allow)
    yield from _needed(origin.format, target, emitted)
    yield from emitted.writing.critical()
    yield from _left_critical(origin, target, emitted)
    left = origin.left_for(target)
    if left is origin.carried:
        yield from contradictions(target, bill, left, emitted, origin.member)


def _lacking(origin: Format, target: Format, bill: Bill, allow: Collection[str]) -> Iterator[Fault]:
    """A fault for each capability that the bill needs, the target lacks and nobody allowed."""
    if target.id == origin.id:
        return
    for capability, says in target.mapping.blocked(bill):
        if capability not in allow:
            yield fault("EMIT-033", bill="endorsee", says=f"{says} (capability: {capability})")


def _needed(origin: Format, target: Format, emitted: Emitted) -> Iterator[Fault]:
    """The faults of an emission that forbid it.

    What a document left out and its own schema lets it leave out, it may leave out again.
    """
    for one in emitted.writing.faults:
        again = target.id == origin.id and one.code == "EMIT-020"
        if one.severity is Severity.ERROR and not again:
            yield one


def _left_critical(origin: Source, target: Format, emitted: Emitted) -> Iterator[Fault]:
    """A fault for everything critical that the source says beyond what its Bill holds."""
    residue = origin.residue
    if not residue.kept:
        return
    if target.id == origin.format.id:
        homeless = set(emitted.homeless)
        residue = Residue(tuple(one for one in residue.kept if one[0] in homeless))
    for at, because, code in origin.critical_in(residue):
        says = f"the Bill cannot hold this, and it is critical to the title: {because}"
        yield fault("EMIT-023", wire=origin.opened.place(at), says=says, value=code)


def to_lose_nothing(
    origin: Source, target: Format, emitted: Emitted, *, carry: bool
) -> Iterator[Fault]:
    """The losses, with a fault before them that they are not wanted; nothing where there are none.

    What is carried along, or written otherwise with the same value, is no loss.
    """
    account = account_of(origin, target, emitted, carry=carry)
    told = [one.spoken(origin.opened) for one in account.losses]
    if any(one.severity is Severity.LOSS for one in told):
        yield fault("EMIT-032", wire="")
        yield from told


def located(
    faults: Collection[Fault], origin: Source, target: Format, emitted: Emitted
) -> Iterator[Fault]:
    """Breaches of the target's schema, placed in the Bill and on the source's wire.

    The output is not written, so its places mean nothing to a reader but as an addition.
    """
    came = {
        pointer(place): bill_path(said)
        for place, said in target.mapping.trace(emitted.tree)
        if said is not None
    }
    said = [_nearest(one.at.wire or "", came) for one in faults]
    wire = origin.wire_places({bill for bill in said if bill is not None})
    shown_at = target.wire.shown(emitted.tree)
    for one, bill in zip(faults, said, strict=True):
        shown = shown_at(one.at.wire) if one.at.wire else ""
        says = f"{one.says}; in the target at {shown}" if shown else one.says
        yield one.moved(Place(bill, None if bill is None else wire.get(bill)), says)


def _nearest(way: str, came: Mapping[str, str]) -> str | None:
    """What stands at a place, or at the nearest above it that anything came from."""
    while way and way not in came:
        way = way.rpartition("/")[0]
    return came.get(way)
