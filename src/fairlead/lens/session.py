"""What a parse and an emission collect on their way: residue, faults, losses, notes.

The generated code of a mapping calls these; nothing here knows a standard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from fairlead.bill import Part
from fairlead.faults import Fault, fault
from fairlead.lens.critical import CRITICAL, Lost, critical_losses
from fairlead.lens.notes import Note, Trace, leaf_at, leaves_in, traced
from fairlead.lens.residue import Path, Residue, bill_path, leaves_below
from fairlead.lens.sums import added, agree
from fairlead.syntax.tree import pointer

Facts = tuple[tuple[str, Any], ...]
"""Fields of the Bill and what they say."""


class Reading:
    """What one parse collects."""

    __slots__ = (
        "across", "conditions", "dropped", "echoes", "faults", "kept", "lifts", "note", "notes",
        "omitted", "orders", "spelt", "whole",
    )  # fmt: skip

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.kept: list[tuple[Path, Any]] = []
        self.spelt: list[tuple[Path, Any]] = []
        self.omitted: list[Path] = []
        self.orders: list[tuple[Path, tuple[int, ...]]] = []
        self.lifts: dict[str, tuple[Any, Path]] = {}
        self.notes: list[Note] = []
        self.note = self.notes.append
        self.dropped: list[Path] = []
        """Places below which nothing was read after all."""
        self.conditions: list[tuple[Path, Any, Facts]] = []
        self.echoes: dict[str, list[Path]] = {}
        self.whole: set[Path] = set()
        self.across: dict[int, list[tuple[Any, Path]]] = {}

    def residue(self) -> Residue:
        """What the wire said and the Bill does not."""
        return Residue(tuple(self.kept), tuple(self.spelt), tuple(self.omitted), tuple(self.orders))

    def trace(self) -> Trace:
        """Every place that was read, with the place in the Bill that it became."""
        found = traced(self.notes)
        gone = set(self.dropped)
        if not gone:
            return found
        return [
            (place, said)
            for place, said in found
            if gone.isdisjoint(place[:end] for end in range(1, len(place) + 1))
        ]

    def unknown(self, o: dict[str, Any], known: Collection[str], at: Path) -> None:
        """Keeps the members that no row knows, and those that are null."""
        self.kept.extend(
            ((*at, name), value) for name, value in o.items() if name not in known or value is None
        )

    def total(
        self,
        computed: Any,
        stated: tuple[Any, Path],
        parse: Callable[[Any], Any],
        emit: Callable[[Any], Any],
        *,
        silent: bool,
        whole: bool,
    ) -> None:
        """Compares a stated total with the one that its parts come to.

        `silent`: it is kept whole already, for it is never written. `whole`: what the parts do not
        say, or say in several units, is not to be told from it.
        """
        value, at = stated
        if computed is None and not whole:
            self.unsaid(at)
            if not silent:
                self.keep(at, value)
        elif not agree(parse(value), computed):
            self.faults.append(fault("PARSE-022", wire=pointer(at), value=value))
        elif not silent and emit(computed) != value:
            self.spell(at, value)

    def shares(
        self,
        computed: Any,
        stated: tuple[Any, Path],
        shares: list[Any],
        parse: Callable[[Any], Any],
    ) -> None:
        """Compares what several entries say with what it comes to, where all say it.

        They are its shares, or each says the whole, in a unit of its own.
        """
        value, at = stated
        said: list[Any] = [None if one is None else parse(one) for one in shares]
        if computed is None or None in said:
            self.unsaid(at)
            self.keep(at, value)
        elif agree(added(said), computed) or all(agree(one, computed) for one in said):
            self.keep(at, value)
        else:
            self.faults.append(fault("PARSE-022", wire=pointer(at), value=value))

    def added_up(self, total: int, computed: Any, parse: Callable[[Any], Any]) -> None:
        """Compares what entries of a list say each for itself with what the whole comes to."""
        stated = self.across.get(total, [])
        said = [parse(value) for value, _ in stated]
        if computed is None or None in said:
            for _, at in stated:
                self.unsaid(at)
        elif said and not agree(added(said), computed):
            value, at = stated[0]
            self.faults.append(fault("PARSE-022", wire=pointer(at), value=value))

    def unsaid(self, at: Path) -> None:
        """Notes that what stands at a place is not said by anything that was read."""
        self.dropped.append(at)

    def stated(self, value: Any, at: Path) -> None:
        """Notes that every leaf of a total was read, which says nothing of its own."""
        self.note((leaves_in, value, at, None))

    def repeated(self, at: Path, ways: tuple[Path, ...]) -> None:
        """Notes the leaves of an entry that say again what another said; others say their own."""
        self.notes.extend((leaf_at, (*at, *way), None) for way in ways)

    def lift(self, name: str, value: Any, at: Path) -> None:
        """Takes a field of the whole from one of the entries that all say it, and all alike."""
        before = self.lifts.setdefault(name, (value, at))
        if before[0] != value:
            self.contrary(at, value)

    def settle(self, said: dict[str, Any]) -> None:
        """Gives the whole the fields that its entries say for it."""
        for name, (value, at) in self.lifts.items():
            if value is not None and said.setdefault(name, value) != value:
                self.contrary(at, value)

    def provided(self, said: dict[str, Any]) -> None:
        """Keeps what we would write of ourselves, where the facts are others by which we would."""
        kept = {
            at: value
            for at, value, facts in self.conditions
            if any(said.get(name) != fact for name, fact in facts)
        }
        if kept:
            self.kept.extend(kept.items())
            self.dropped += kept

    def keep(self, at: Path, value: Any) -> None:
        """Keeps what the mapping cannot say."""
        self.kept.append((at, value))

    def keep_all(self, at: Path, value: Any) -> None:
        """Keeps the whole of an entry, in the stead of what was kept of it apart."""
        self.kept[:] = [one for one in self.kept if one[0][: len(at)] != at]
        self.kept.append((at, value))

    def stood(self, at: Path, entries: list[Any]) -> None:
        """Keeps a list as it stood, one entry of which we would not write so."""
        above = at[:-1]
        if above not in self.whole:
            self.whole.add(above)
            self.spelt.append((at, entries))
            self.orders[:] = [one for one in self.orders if one[0] != above]

    def echo(self, name: str, at: Path) -> None:
        """Notes an entry that may say again what the whole says."""
        self.echoes.setdefault(name, []).append(at)

    def rest(self, entries: list[Any], at: Path) -> None:
        """Keeps every entry of a list but the first."""
        self.kept.extend(((*at, index), entries[index]) for index in range(1, len(entries)))

    def beside(self, o: Any, steps: Path, at: Path) -> None:
        """Keeps what stands beside a path on the way down."""
        for step in steps:
            inner = o.items() if isinstance(o, dict) else enumerate(o)
            self.kept.extend(((*at, name), value) for name, value in inner if name != step)
            o, at = o[step], (*at, step)

    def unread(
        self,
        o: dict[str, Any],
        known: tuple[Collection[str], Collection[str], Collection[str]],
        index: int,
        size: int,
        at: Path,
    ) -> None:
        """Keeps the members that neither an entry's row nor the rows of the edges know."""
        names = {*known[0], *(known[1] if index == 0 else ())}
        self.unknown(o, names | set(known[2] if index == size - 1 else ()), at)

    def many(self, entries: list[Any], at: Path) -> None:
        """More entries than can be understood as one thing."""
        self.faults.append(fault("PARSE-027", wire=pointer(at), value=len(entries)))

    def spell(self, at: Path, value: Any) -> None:
        """Keeps how a value was written, where we would write it otherwise."""
        self.spelt.append((at, value))

    def omit(self, at: Path) -> None:
        """Notes that the wire does not say what we would add."""
        self.omitted.append(at)

    def bad(self, at: Path, value: Any, *, code: bool) -> None:
        """A value that its lens cannot read."""
        self.faults.append(
            fault("PARSE-020" if code else "PARSE-025", wire=pointer(at), value=value)
        )

    def odd(self, at: Path, value: Any) -> None:
        """An entry of the wrong type, or a link instead of the thing."""
        code = "PARSE-026" if isinstance(value, str) else "PARSE-002"
        self.faults.append(fault(code, wire=pointer(at), value=value))

    def fixed(self, at: Path, value: Any) -> None:
        """A member that must be fixed and is not."""
        self.faults.append(fault("PARSE-024", wire=pointer(at), value=value))

    def contrary(self, at: Path, value: Any = None) -> None:
        """A member that contradicts its twin, told once though it says several fields."""
        one = fault("PARSE-021", wire=pointer(at), value=value)
        if one not in self.faults[-1:]:
            self.faults.append(one)

    def differing(
        self, said: dict[str, Any], before: dict[str, Any], wires: dict[str, str], at: Path
    ) -> None:
        """Two entries of one number that should say the same of their item, and do not."""
        for name, member in wires.items():
            if said.get(name) != before.get(name):
                self.contrary((*at, member))

    def reorder(self, at: Path, places: list[tuple[int, int]]) -> None:
        """Notes in which order the entries of a list stood, where it is not ours."""
        ours = sorted(places)
        if places != ours and at not in self.whole:
            index = {place: number for number, place in enumerate(ours)}
            self.orders.append((at, tuple(index[place] for place in places)))

    def mark(self, noted: int) -> tuple[int, int, int, int, int]:
        """Where we stand, to come back to; `noted` is what the part has noted."""
        return len(self.kept), len(self.spelt), len(self.omitted), len(self.notes), noted

    def rewind(self, mark: tuple[int, int, int, int, int]) -> int:
        """Forgets what was collected since a mark; gives what the part had noted."""
        kept, spelt, omitted, notes, noted = mark
        del self.kept[kept:]
        del self.spelt[spelt:]
        del self.omitted[omitted:]
        del self.notes[notes:]
        return noted


@dataclass(slots=True)
class Writing:
    """What one emission collects."""

    faults: list[Fault] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    whole: Any = None
    """The Bill, for entries that say fields of it."""
    differing: set[str] = field(default_factory=set)
    """Fields that each entry says for itself, for they differ."""
    lifted: set[str] = field(default_factory=set)
    """Fields of the whole that an entry had the room to say."""
    wrote: list[tuple[Path, int]] = field(default_factory=list)
    """The fields that were written of each part, as one number: a bit for each, by its order."""
    entries: list[tuple[Path, Sequence[int]]] = field(default_factory=list)
    """The indexes that were written of each list of values."""

    def lose(self, bp: Path, name: str | int, value: Any, code: str = "LOSS-001") -> None:
        """Notes a field that has no place."""
        if value is not None:
            self.lost.append((bp, name, value, code))

    def split(self, bp: Path, name: str, value: Any) -> None:
        """Notes a field that is said together with its neighbours, not apart."""
        self.lost.append((bp, name, value, "LOSS-006"))

    def surplus(self, bp: Path, name: str, entries: tuple[Any, ...], most: int) -> None:
        """Notes the entries that go beyond what the target holds."""
        self.lost.extend(
            ((*bp, name), index, entries[index], "LOSS-004") for index in range(most, len(entries))
        )

    def converted(self, bp: Path, name: str, value: Any) -> None:
        """Notes a quantity that is said in another unit, exactly."""
        self.faults.append(fault("LOSS-005", bill=bill_path((*bp, name)), value=value))

    def understood(self, bp: Path, name: str, value: Any) -> None:
        """Notes a fact that the wire states by another one, and that the Bill leaves open.

        One that is critical to the title is refused: it would be a guess.
        """
        code = "EMIT-038" if name in CRITICAL else "EMIT-039"
        self.faults.append(fault(code, bill=bill_path((*bp, name)), value=value))

    def need(self, bp: Path, leaves: tuple[Path, ...]) -> None:
        """Notes leaves that the target needs and the Bill does not say."""
        self.faults.extend(fault("EMIT-020", bill=bill_path(bp + leaf)) for leaf in leaves)

    def long(self, bp: Path, name: str | int, width: int, value: str) -> None:
        """Notes a text that is too long."""
        self.faults.append(
            fault(
                "EMIT-021",
                bill=bill_path((*bp, name)),
                says=f"the target holds at most {width} characters here; text is never cut",
                value=value,
            )
        )

    def unfit(self, bp: Path, name: str | int, lens: str, value: str) -> None:
        """Notes a text that has no lines at blanks as the target wants them."""
        self.faults.append(
            fault(
                "EMIT-021",
                bill=bill_path((*bp, name)),
                says=f"the text cannot be said in {lens}, cut at blanks; it is never cut elsewhere",
                value=value,
            )
        )

    def unbroken(self, bp: Path, name: str | int, value: str) -> str:
        """A text with blanks for its line breaks, which are noted as lost."""
        text = _BREAKS.sub(" ", value).strip()
        if text != value:
            self.lost.append((bp, name, value, "LOSS-007"))
        return text

    def uncoded(self, bp: Path, name: str, value: Any, codes: str, *, needed: bool = False) -> None:
        """Notes a key for which the target has no code in a list.

        It is lost, unless it is critical to the title, or the target cannot do without the code.
        """
        if needed or name in CRITICAL:
            says = f"the target has no code for this in its code list {codes!r}"
            where = bill_path((*bp, name))
            self.faults.append(fault("EMIT-022", bill=where, says=says, value=value))
        else:
            self.lost.append((bp, name, value, "LOSS-001"))

    def apart(self, bp: Path, name: str, value: Any) -> None:
        """Notes a total that contradicts its parts, or stands where only the parts can."""
        self.faults.append(fault("EMIT-023", bill=bill_path((*bp, name)), value=value))

    def mark(self) -> tuple[int, int, int, int]:
        """Where we stand, to come back to."""
        return len(self.faults), len(self.lost), len(self.wrote), len(self.entries)

    def rewind(self, mark: tuple[int, int, int, int]) -> None:
        """Forgets what was collected since a mark."""
        faults, lost, wrote, entries = mark
        del self.faults[faults:]
        del self.lost[lost:]
        del self.wrote[wrote:]
        del self.entries[entries:]

    def leaves(self) -> list[tuple[Path, Any, str]]:
        """Every lost leaf: its place in the Bill, its value, the code of the loss."""
        found: list[tuple[Path, Any, str]] = []
        for bp, name, lost, code in self.lost:
            place = bp + (name,)
            if isinstance(lost, _NESTED):
                found += [(at, value, code) for at, value in leaves_below(lost, place)]
            else:
                found.append((place, lost, code))
        return found

    def critical(self) -> list[Fault]:
        """A fault for every leaf that must not be lost, and is."""
        says = "the target cannot say this, and it is critical to the title"
        return [
            fault("EMIT-023", bill=bill_path(place), says=f"{says}: {why}", value=value)
            for place, value, why in critical_losses(self.lost, self.whole)
        ]


_NESTED: Final = (Part, tuple)
"""What of a Bill has leaves below it."""
_BREAKS: Final = re.compile(r"(?<! ) *+[\t\n\v\f\r][ \t\n\v\f\r]*")
"""A line break with the blanks around it."""


__all__ = ["Lost", "Reading", "Writing"]
