"""What a conversion is made of, and what it can say of itself when asked."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from fairlead.bill import Bill
from fairlead.faults import Fault, Place, Report, Severity, fault
from fairlead.formats import Capability, Format, Opened
from fairlead.gateway.convert.account import refuse_unknown, refuse_unsaid
from fairlead.gateway.convert.asked import NOTHING, Asked
from fairlead.gateway.convert.carry import Leftover, trace_of
from fairlead.gateway.convert.ledger import Fate, Ledger, take_stock, upward, wrapping
from fairlead.lens import Emitted, Path, Residue, bill_path, leaves_below
from fairlead.lens.classes import Critical, stands_again
from fairlead.lens.residue import pattern_of
from fairlead.syntax.tree import leaves, pointer


@dataclass(frozen=True)
class Source:
    """A document that was understood."""

    format: Format
    opened: Opened = field(repr=False)
    bill: Bill = field(repr=False)
    residue: Residue = field(default=Residue(), repr=False)
    carried: Leftover | None = field(default=None, repr=False)
    """What the document carried of another format beside the Bill."""
    extension: dict[str, Any] | None = field(default=None, repr=False)
    """The member in which it was carried."""

    def left_for(self, target: Format) -> Leftover:
        """What may be laid over a target beside the Bill: only what came from that format."""
        if target.id == self.format.id:
            residue = self.residue if target.version is None else self._earlier(target)
            return Leftover.of(self.format, self.opened, residue)
        if self.carried is not None and self.carried.format == target.id:
            return self.carried
        return Leftover(target.id)

    def _earlier(self, target: Format) -> Residue:
        """The residue without the words of a later version than the target's."""
        later = {path for path, leaf in target.wire.places.items() if leaf.since is not None}
        return Residue(
            self.residue.kept,
            tuple(one for one in self.residue.spelt if pattern_of(one[0]) not in later),
            tuple(place for place in self.residue.omitted if pattern_of(place) not in later),
            self.residue.orders,
        )

    def to_carry(self, target: Format) -> Leftover:
        """What a target's extension is to carry of the source beside the Bill."""
        if target.id == self.format.id:
            return Leftover(self.format.id) if self.carried is None else self.carried
        return Leftover.of(self.format, self.opened, self.residue)

    def critical_in(self, residue: Residue) -> list[Critical]:
        """What decides over the cargo in some of the residue, in the order of the residue.

        What was read all the same is said: a total that agrees with its parts, and an entry that
        stands there twice.
        """
        tree = self.opened.document
        found = self.format.mapping.critical_in(residue, tree, self.bill)
        if not found:
            return []
        kept = {
            above
            for above, value in self.residue.kept
            if any(place not in self.read for place, _ in leaves_below(value, above))
        }
        left = dict.fromkeys(one for one, leaf in found if leaf not in self.read)
        return [one for one in left if not stands_again(tree, one, kept)]

    @property
    def member(self) -> str:
        """The extension member of the source's format."""
        return str(self.format.mapping.carry)

    @functools.cached_property
    def trace(self) -> list[tuple[Path, Path | None]]:
        """Every place that was read, with the place in the Bill it became."""
        read = self.format.mapping.trace(self.opened.document)
        if not self.extension:
            return read
        return read + trace_of(self.member, self.extension)

    @functools.cached_property
    def read(self) -> frozenset[Path]:
        """The places that were read."""
        return frozenset(place for place, _ in self.trace)

    @property
    def unread(self) -> list[Path]:
        """The places of the extension that hold what was carried beside the Bill."""
        frame = {place for place, _ in trace_of(self.member, self.extension or {})}
        every = leaves_below(self.extension, (self.member,))
        return [place for place, _ in every if place not in frame]

    def placed(self, faults: Iterable[Fault]) -> tuple[Fault, ...]:
        """The faults with their place on the source's wire, where they lack it."""
        return tuple(self._placed(one) for one in faults)

    def _placed(self, one: Fault) -> Fault:
        if one.at.wire is not None or one.at.bill is None:
            return one
        return replace(one, at=Place(one.at.bill, self.wire_place(one.at.bill)))

    def wire_place(self, bill: str) -> str | None:
        """Where on the wire a place in the Bill came from: a leaf, or all that stands below it."""
        came = self._came.get(bill)
        return self.opened.place(came) if came else None

    @functools.cached_property
    def _came(self) -> dict[str, Path]:
        """Where each place in the Bill came from; made once, when a fault first asks for one."""
        exact: dict[Path, Path] = {}
        above: dict[Path, Path] = {}
        for place, said in self.trace:
            if said is None:
                continue
            exact.setdefault(said, place)
            for end in range(len(said) - 1, 0, -1):
                part = said[:end]
                known = above.get(part)
                above[part] = place[:-1] if known is None else _common(known, place)
        return {bill_path(said): place for said, place in (above | exact).items()}


def _common(way: Path, place: Path) -> Path:
    """The way that two places have in common."""
    while place[: len(way)] != way:
        way = way[:-1]
    return way


@dataclass(frozen=True)
class Conversion:
    """A conversion that was made.

    >>> from fairlead import convert
    >>> bill = b'{"exchangedDocument":{"id":{"content":"FLBL-1"},"typeCode":{"content":"706"}}}'
    >>> made = convert(bill, "un-json")
    >>> made.output == bill, made.ledger.counts
    (True, {'mapped': 2, 'kept': 0, 'lost': 0})
    """

    output: bytes
    """The document in the target format."""
    source: Source = field(repr=False)
    target: Format
    bill: Bill = field(repr=False)
    """What the document says, with the supplement."""
    emitted: Emitted = field(repr=False)
    findings: tuple[Fault, ...] = field(default=(), repr=False)
    """Rules that are broken, and what is worth noting."""
    added: tuple[Fault, ...] = field(default=(), repr=False)
    """What the supplement said."""
    carry: bool = False
    asked: Asked = field(default=NOTHING, repr=False)
    """What was asked for."""

    @property
    def _ours(self) -> bool:
        return self.source.format.id == self.target.id

    @property
    def _restored(self) -> bool:
        carried = self.source.carried
        return carried is None or not carried or carried.format == self.target.id

    @property
    def _enveloped(self) -> list[Fault]:
        """A note where the output stands in an envelope that a foreign document carried."""
        left = self.source.carried
        used = left is not None and left.format == self.target.id and left.envelope is not None
        return [fault("EMIT-034", wire=f"/{self.source.member}/envelope")] if used else []

    @property
    def _unsaid(self) -> list[Fault]:
        """A note where the output is an interchange of which something was said by nobody."""
        unsaid = ", ".join(self.asked.header.unsaid)
        if not unsaid or Capability.INTERCHANGE not in self.target.capabilities:
            return []
        says = f"nobody said of the interchange: {unsaid}; placeholders stand in UNB"
        return [fault("EMIT-036", says=says)]

    @functools.cached_property
    def losses(self) -> tuple[Fault, ...]:
        """What the output does not say in its own words, leaf by leaf."""
        return (*_unsaid(self.source, self.emitted, carry=self.carry), *self._beside)

    @property
    def lost_places(self) -> list[tuple[str, str]]:
        """The code and the place of every loss and of every unit that was converted.

        It is the place in the Bill, where there is one, else that on the wire.

        Places on the wire are not looked for where the Bill has one.
        """
        how = "LOSS-009" if self.carry else None
        said = [(how or code, bill_path(leaf)) for leaf, _, code in self.emitted.lost]
        converted = [one for one in self.emitted.writing.faults if one.code.startswith("LOSS-")]
        rest = [(one.code, one.at.bill or str(one.at.wire)) for one in (*converted, *self._beside)]
        return said + rest

    @functools.cached_property
    def _beside(self) -> tuple[Fault, ...]:
        """What is lost of what stands beside the Bill."""
        return tuple(_beside(self.source, self.target, self.emitted, carry=self.carry))

    @functools.cached_property
    def report(self) -> Report:
        """Everything that is to be said: wrapping, rules, supplement, conversions, losses.

        Raises `Refused` as the ledger does: what cannot be accounted for cannot be reported.
        """
        self.ledger  # noqa: B018 - it raises where it does not balance
        notes = [one for one in self.emitted.writing.faults if one.severity is not Severity.ERROR]
        notes += self._enveloped + self._unsaid
        said = (*self.findings, *self.added, *notes, *self.losses)
        return Report((*self.source.opened.faults, *self.source.placed(said)))

    @functools.cached_property
    def ledger(self) -> Ledger:
        """What became of every leaf of the source.

        Raises `Refused` with a fault of ours (`LOSS-010`) where that is not known of every one:
        nothing is then said of the output, and whoever hands it out must not.
        """
        lost = {place for place, _, _ in self.emitted.lost}
        ledger = take_stock(
            self.source.opened,
            self.source.trace,
            self.source.residue,
            lost,
            lost if self.carry else set(),
            self.source.member if self.source.extension else None,
            {str(one.at.wire) for one in self._beside if one.code == "LOSS-002"},
            kept=self._ours or self.carry,
            restored=self._ours or self._restored,
        )
        if Fate.UNACCOUNTED in ledger.fates:
            refuse_unknown(ledger.of(Fate.UNACCOUNTED))
        refuse_unsaid(self.bill, self.emitted)
        return ledger


def losses(source: Source, target: Format, emitted: Emitted, *, carry: bool) -> list[Fault]:
    """What a target does not say in its own words, leaf by leaf."""
    unsaid = _unsaid(source, emitted, carry=carry)
    return [*unsaid, *_beside(source, target, emitted, carry=carry)]


def _beside(source: Source, target: Format, emitted: Emitted, *, carry: bool) -> Iterator[Fault]:
    """A fault for every leaf beside the Bill that the output does not hold."""
    opened = source.opened
    signature = [] if opened.at else wrapping(opened)
    for place in signature:
        yield fault("LOSS-002", wire=opened.beside(place))
    if source.format.id == target.id:
        yield from _homeless(source, emitted)
        return
    yield from _left_behind(source, emitted, carry=carry)
    code = "LOSS-009" if carry else "LOSS-002"
    for place in wrapping(opened) if opened.at else ():
        yield fault(code, wire=opened.beside(place))
    if source.carried and source.carried.format != target.id:
        for place in source.unread:
            yield fault("LOSS-002", wire=pointer(place))


def _unsaid(source: Source, emitted: Emitted, *, carry: bool) -> Iterator[Fault]:
    """A fault for every leaf of the Bill that has no place, at each place that it came from.

    A leaf may come from two places: a deprecated member and its successor.
    """
    lost = emitted.lost
    places = _places_of(source, {leaf for leaf, _, _ in lost})
    known: dict[Path, list[Path]] = {(): []}
    told: set[Path] = set()
    for leaf, value, code in lost:
        bill, how = bill_path(leaf), "LOSS-009" if carry else code
        came = _came_from(leaf, places, known)
        if not came:
            yield fault(how, bill=bill, value=value)
        for number, spot in enumerate(came):
            if number == 0 or spot not in told:
                yield fault(how, bill=bill, wire=source.opened.place(spot), value=value)
                told.add(spot)


def _places_of(source: Source, lost: set[Path]) -> dict[Path, list[Path]]:
    """The places that lost leaves, and what they are parts of, came from."""
    wanted = upward(lost)
    places: dict[Path, list[Path]] = {}
    for place, said in source.trace if lost else ():
        if said in wanted and said is not None:
            places.setdefault(said, []).append(place)
    return places


def _came_from(
    said: Path, places: dict[Path, list[Path]], known: dict[Path, list[Path]]
) -> list[Path]:
    """Where a leaf came from: itself first, then what it is a part of."""
    found = known.get(said)
    if found is None:
        found = places.get(said, []) + _came_from(said[:-1], places, known)
        known[said] = found
    return found


def _homeless(source: Source, emitted: Emitted) -> Iterator[Fault]:
    """A fault for every leaf of residue that found no room in a document of its own format."""
    kept = {pointer(place) for place, _ in source.residue.kept}
    values = {pointer(place): value for place, value in source.residue.spelt}
    opened = source.opened
    for place in emitted.homeless:
        if place not in kept:
            yield _spelt(opened.where(pointer(opened.at) + place), values.get(place))
            continue
        for below, leaf in leaves(source.opened.document):
            if f"{pointer(below)}/".startswith(f"{place}/"):
                yield fault("LOSS-002", wire=opened.place(below), value=leaf)


def _left_behind(source: Source, emitted: Emitted, *, carry: bool) -> Iterator[Fault]:
    """A fault for every leaf of residue that the output does not hold.

    What is kept to stand there again and was read all the same, is said: a total by its parts, a
    second statement by the first. A place whose field of the Bill is lost is told of already.
    """
    residue, opened = source.residue, source.opened
    code = "LOSS-009" if carry else "LOSS-002"
    for above, kept in residue.kept:
        for place, leaf in leaves_below(kept, above):
            if place not in source.read:
                yield fault(code, wire=opened.place(place), value=leaf)
    gone = upward({leaf for leaf, _, _ in emitted.lost}) if residue.spelt else set()
    told = {place for place, said in source.trace if said in gone} if gone else set()
    for place, value in residue.spelt:
        if place not in told:
            wire = opened.place(place)
            yield fault("LOSS-009", wire=wire, value=value) if carry else _spelt(wire, value)


def _spelt(wire: str, value: Any) -> Fault:
    """That a value is written otherwise: of numbers and lists it is sure that they say the same."""
    code = "LOSS-008" if isinstance(value, Decimal | int | list) else "LOSS-007"
    return fault(code, wire=wire, value=value)
