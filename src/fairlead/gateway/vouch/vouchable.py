"""What may be signed: a document every member of which the owner of its format names.

A member that nobody names may mean anything to whoever reads it: two checksums beside a bill make
it an issuance manifest. A signature of ours over it would vouch for that, so it is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from fairlead.bill import DocumentType
from fairlead.errors import Refused, UsageError
from fairlead.faults import Report, fault
from fairlead.formats import Leaf, named
from fairlead.gateway.convert.carry import Leftover
from fairlead.gateway.convert.conversion import Conversion
from fairlead.gateway.convert.line import understand
from fairlead.gateway.convert.source import Source
from fairlead.lens import Path, leaves_below
from fairlead.lens.residue import pattern_of
from fairlead.seal.marks import others_in
from fairlead.seal.verdict import Purpose
from fairlead.syntax.json import LIMITS, Limits

__all__ = ["refuse_copy", "refuse_output", "refuse_source", "refuse_unnamed", "unnamed"]

_SHOWN: Final = 50
"""How many places are named in one refusal."""


def refuse_copy(source: Source) -> None:
    """Raises `Refused` with `SEAL-008` for a document that says of itself that it is a copy."""
    if source.bill.transport_document_type is DocumentType.COPY_OF_BILL_OF_LADING:
        found = fault("SEAL-008", bill="transport_document_type")
        raise Refused(Report(source.placed((found,))))


def refuse_source(source: Source) -> None:
    """Raises `Refused` for a document that is not to be signed as it is.

    `SEAL-008` says that it is a copy, `SEAL-006` names each leaf that no schema names, `SEAL-007`
    each member by which the document would be a signed statement of another kind.
    """
    refuse_copy(source)
    opened = source.opened
    whole = opened.envelope if opened.at else opened.document
    alone = opened.at or opened.envelope is None
    marks = others_in(whole, Purpose.DOCUMENT) if alone else []
    faults = [fault("SEAL-007", wire=opened.beside((name,))) for name in marks]
    if faults:
        raise Refused(Report(tuple(faults)))
    refuse_unnamed(source)


def refuse_unnamed(source: Source) -> None:
    """Raises `Refused` with `SEAL-006` for each leaf of a document that no schema names."""
    faults = [fault("SEAL-006", wire=place) for place in islice(unnamed(source), _SHOWN)]
    if faults:
        raise Refused(Report(tuple(faults)))


def refuse_output(made: Conversion) -> None:
    """Raises `Refused` for an output that is not to be signed.

    `SEAL-008` says that it is made of a copy, `SEAL-006` names what no schema of its format names.
    Words of the Bill are named all of them; what was left of a source beside it need not be.
    """
    refuse_copy(made.source)
    left = made.source.left_for(made.target)
    if not (made.carry or left):
        return
    limits = Limits(size=max(LIMITS.size, len(made.output)))
    refuse_unnamed(understand(made.output, made.target.id, limits))


def unnamed(source: Source) -> Iterator[str]:
    """The places on the wire of what neither the mapping reads nor the schema names."""
    opened, residue = source.opened, source.residue
    kept = (place for above, value in residue.kept for place, _ in leaves_below(value, above))
    unread = (place for place in kept if place not in source.read)
    for place in _others(unread, source.format.wire.places):
        yield opened.place(place)
    if opened.at:
        for place in _others(opened.wrapping(), source.format.names_around):
            yield opened.beside(place)
    if source.carried is not None and not _all_named(source.carried):
        yield f"/{source.member}"


def _all_named(left: Leftover) -> bool:
    """Whether all that a document carries of another is named by a schema of that."""
    try:
        origin = named(left.format)
    except UsageError:
        return not left
    said = (*left.residue.kept, *left.residue.spelt)
    inner = (place for above, value in said for place, _ in leaves_below(value, above))
    outer = (place for place, _ in leaves_below(left.envelope, ()) if place)
    named_here = not any(True for _ in _others(inner, origin.wire.places))
    return named_here and not any(True for _ in _others(outer, origin.names_around))


def _others(places: Iterable[Path], known: Mapping[str, Leaf]) -> Iterator[Path]:
    """The places that are not among those that are known, nor in an object left open there."""
    filled: set[str] | None = None
    for place in places:
        if pattern_of(place) in known:
            continue
        if filled is None:
            filled = {one.rpartition("/")[0] for one in known}
        above = (pattern_of(place[:end]) for end in range(len(place) - 1, 0, -1))
        nearest = next((one for one in above if one in known), None)
        if nearest is None or nearest in filled or "object" not in known[nearest].types:
            yield place
