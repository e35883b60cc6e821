"""Golden examples: documents and the Bills they say, written by people who read the standard.

What an example holds, and which files stand in it, is said by [`KINDS`][fairlead.formats.vector].
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from fairlead.bill import Bill, to_canonical
from fairlead.errors import Refused, Unreachable, UsageError
from fairlead.faults import Fault, Severity, fault
from fairlead.formats.format import Format
from fairlead.formats.opened import Opened
from fairlead.formats.vector import bill_of, faults_of, kind_of, losses_of
from fairlead.formats.wire import read
from fairlead.lens import Emitted, Mapping, bill_path
from fairlead.lens import Path as Way
from fairlead.resources import write_whole
from fairlead.syntax import json as json_syntax
from fairlead.syntax.tree import Tree, leaves, pointer

__all__ = [
    "Difference",
    "Golden",
    "document_of",
    "examples_in",
    "opened_by",
    "read_golden",
    "record",
]

CRITICAL = "PARSE-031"
"""What `fairlead check` says of what a mapping does not read and calls critical."""


class Difference(NamedTuple):
    """Where an example and a mapping do not agree."""

    place: str
    due: str
    found: str

    def __str__(self) -> str:
        return f"{self.place}: {self.due} is due, {self.found} is found"


@dataclass(frozen=True)
class Golden:
    """One example."""

    name: str
    kind: str
    """`both`, `read`, `emit`, `refused` or `unsayable`."""
    document: Tree
    """What stands on the wire; None where nothing can, or where the schema refuses it."""
    bill: Bill | None
    losses: tuple[str, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()
    """Code and place of each fault that is due."""
    refusal: tuple[Fault, ...] = ()
    """Why the document cannot be read or breaks the schema, where it does."""
    opened: Opened | None = None
    """The document as it was found."""
    breaches: Callable[[Tree], tuple[Fault, ...]] = lambda _: ()
    """What of a tree that is to be written breaks the schema."""

    def holds(self, mapping: Mapping) -> bool:
        """Whether a mapping does what the example says."""
        return next(self.differences(mapping), None) is None

    def differences(self, mapping: Mapping) -> Iterator[Difference]:
        """Where a mapping does not do what the example says."""
        if self.kind == "refused":
            yield from self._due(self._refused(mapping))
        elif self.bill is None or (self.document is None and self.kind != "unsayable"):
            for one in self.refusal or (fault("READ-020", wire=""),):
                yield Difference(one.at.wire or "the document", "no fault", _told(one))
        elif self.kind == "unsayable":
            yield from self._due(self._unsayable(mapping, self.bill))
        elif self.kind == "emit":
            yield from self._emitted(mapping, self.bill)
        else:
            yield from self._read(mapping, self.bill)

    def _read(self, mapping: Mapping, bill: Bill) -> Iterator[Difference]:
        parsed = mapping.parse(self.document)
        if parsed.bill is None:
            for one in parsed.faults:
                yield Difference(one.at.wire or bill_path(()), "no fault", _told(one))
            return
        yield from _apart(to_canonical(bill), to_canonical(parsed.bill), bill_path)
        if self.kind == "both":
            made = mapping.emit(bill, parsed.residue)
            yield from _apart(self.document, made.tree, pointer)
            yield from _bad(made, "EMIT-020")

    def _emitted(self, mapping: Mapping, bill: Bill) -> Iterator[Difference]:
        made = mapping.emit(bill)
        yield from _apart(self.document, made.tree, pointer)
        for place in _losses(made):
            if place not in self.losses:
                yield Difference(place, "no loss", "a loss")
        yield from _bad(made)

    def _refused(self, mapping: Mapping) -> dict[tuple[str, str], None]:
        """Why the document is refused: by the schema, whatever the mapping, or for its meaning."""
        found = [(one.code, one.at.wire or "") for one in self.refusal if _is_error(one)]
        opened = self.opened
        if opened is not None:
            parsed = mapping.parse(self.document)
            for one in parsed.faults:
                place = opened.where(pointer(opened.at) + (one.at.wire or ""))
                found.append((one.code, place))
            if parsed.bill is not None:
                critical = mapping.critical_in(parsed.residue, self.document, parsed.bill)
                found += [(CRITICAL, opened.place(one.at)) for one, _ in critical]
        return dict.fromkeys(found)

    def _unsayable(self, mapping: Mapping, bill: Bill) -> dict[tuple[str, str], None]:
        """Why a Bill cannot be written: for the mapping, and for the schema where that is all."""
        made = mapping.emit(bill)
        writing = made.writing
        found = [one for one in (*writing.faults, *writing.critical()) if _is_error(one)]
        if not found:
            breaches = self.breaches(made.tree)
            return dict.fromkeys((one.code, one.at.wire or "") for one in breaches)
        return dict.fromkeys((one.code, str(one.at.bill)) for one in found)

    def _due(self, found: Collection[tuple[str, str]]) -> Iterator[Difference]:
        """The faults that are due and are not found, each with what is found there."""
        for code, place in self.faults:
            if (code, place) not in found:
                there = sorted(other for other, at in found if at == place)
                elsewhere = sorted(at for other, at in found if other == code)
                says = ", ".join(there) or "no fault"
                if elsewhere:
                    says += f" (but {code} at {elsewhere[0] or 'the document'})"
                yield Difference(place or "the document", code, says)

    def comes_to(self, mapping: Mapping) -> tuple[str, Any]:
        """The file that says what is due, and what it would say as a mapping stands.

        Raises `UsageError` where the document has no Bill, or is not refused.
        """
        if self.kind in {"refused", "unsayable"}:
            side = "bill" if self.kind == "unsayable" else "wire"
            bill = self.bill
            found = self._refused(mapping) if bill is None else self._unsayable(mapping, bill)
            if not found:
                raise UsageError(f"{self.name} is not refused, so there is nothing to record")
            return "faults.json", [
                {"code": code, "wire" if place.startswith("/") else side: place}
                for code, place in found
            ]
        if self.kind == "emit" and self.bill is not None:
            return "losses.json", _losses(mapping.emit(self.bill))
        bill = None if self.document is None else mapping.parse(self.document).bill
        if bill is None:
            raise UsageError(f"{self.name} has no Bill: its document is refused")
        return "bill.json", to_canonical(bill)


def _losses(made: Emitted) -> list[str]:
    """The places of the Bill that are lost."""
    return list(dict.fromkeys(bill_path(place) for place, _, _ in made.writing.leaves()))


def _is_error(one: Fault) -> bool:
    return one.severity is Severity.ERROR


def _told(one: Fault) -> str:
    return f"{one.code} ({one.says})"


def _apart(due: Tree, found: Tree, shown: Callable[[Way], str]) -> Iterator[Difference]:
    """Leaf by leaf, what is not the same in two trees; nothing where they are equal."""
    if due == found:
        return
    one, other = dict(leaves(due)), dict(leaves(found))
    for way in {**one, **other}:
        sides = [_shown(side, way) for side in (one, other)]
        if sides[0] != sides[1]:
            yield Difference(shown(way) or "the document", *sides)


def _shown(side: dict[Way, Any], way: Way) -> str:
    """A leaf as JSON spells it."""
    if way not in side:
        return "nothing"
    leaf = side[way]
    if isinstance(leaf, bool):
        return str(leaf).lower()
    return f'"{leaf}"' if isinstance(leaf, str) else str(leaf)


def _bad(made: Emitted, *but: str) -> Iterator[Difference]:
    """Whatever forbids that what was written goes out, for other codes than some.

    What a document leaves out and its schema lets it leave out, it may leave out again: EMIT-020.
    """
    for one in made.writing.faults:
        if _is_error(one) and one.code not in but:
            yield Difference(one.at.bill or one.at.wire or "the Bill", "no fault", _told(one))


def read_golden(folder: Path, origin: Format) -> list[Golden]:
    """The examples of a format below a folder of vectors, in order of name.

    Those of the format of which it is an edition are its own too, where its schema lets them be.
    """
    examples = examples_in(folder / origin.alias, origin)
    if origin.edition_of:
        others = examples_in(folder / origin.edition_of, origin, origin.wire.restated)
        examples += [one for one in others if one.holds(origin.mapping)]
    return examples


def examples_in(
    folder: Path, origin: Format, restated: Callable[[bytes], bytes] = bytes
) -> list[Golden]:
    """The examples of a format that stand in a folder, in order of name.

    `restated` makes a document of the format of one of another edition.

    Raises `UsageError` with a line for each that lacks a file, or says in one what it may not say.
    """
    examples, wrong = [], []
    for place in _places(folder):
        try:
            examples.append(_read(place, origin, restated))
        except UsageError as problem:
            wrong.append(str(problem))
    if wrong:
        raise UsageError("\n".join(wrong))
    return examples


def document_of(place: Path) -> Path:
    """The file that holds an example's document, whatever its syntax.

    Raises `UsageError` where there is none, or more than one.
    """
    found = sorted(place.glob("wire.*"))
    if len(found) != 1:
        raise UsageError(f"an example has one document, and {place.name} has {len(found)}")
    return found[0]


def opened_by(origin: Format, data: bytes) -> Opened | None:
    """A document as a format's mapping reads it; None where there is none of this format.

    Raises `Refused` where it cannot be read, or breaks the schema.
    """
    found = origin.opened(read(data))
    return None if found is None else origin.judged(found)


def record(folder: Path, origin: Format) -> tuple[list[Path], list[str]]:
    """Writes anew what is due of each example in a folder that does not hold.

    Gives the files, and a sentence for each example that lacks what it is made of, or comes to
    nothing. A document is never written: it is the evidence. Raises `Unreachable` where a file
    cannot be written.
    """
    written: list[Path] = []
    wrong: list[str] = []
    for place in _places(folder):
        with suppress(UsageError):
            if _read(place, origin, bytes).holds(origin.mapping):
                continue
        try:
            name, said = _read(place, origin, bytes, due=False).comes_to(origin.mapping)
        except UsageError as problem:
            wrong.append(str(problem))
            continue
        file = place / name
        try:
            write_whole(file, json_syntax.write(said, indent=2) + b"\n", 0o644)
        except OSError as problem:
            raise Unreachable(f"{file} cannot be written: {problem.strerror}") from problem
        written.append(file)
    return written, wrong


def _places(folder: Path) -> list[Path]:
    return sorted(place for place in folder.glob("*") if (place / "README").exists())


def _read(
    place: Path, origin: Format, restated: Callable[[bytes], bytes], *, due: bool = True
) -> Golden:
    """An example; without `due` all but the file that says what is due."""
    kind = kind_of(place.name)
    opened: Opened | None = None
    refusal: tuple[Fault, ...] = ()
    if kind != "unsayable":
        try:
            opened = opened_by(origin, restated(document_of(place).read_bytes()))
        except Refused as refused:
            refusal = refused.report.faults
        else:
            refusal = (fault("READ-020", wire=""),) if opened is None else ()
    sides = {"refused": "wire", "unsayable": "bill"}
    given = {"emit", "unsayable", *(("both", "read") if due else ())}
    return Golden(
        place.name,
        kind,
        None if opened is None else opened.document,
        bill_of(place) if kind in given else None,
        losses_of(place) if kind == "emit" and due else (),
        faults_of(place, sides[kind]) if kind in sides and due else (),
        refusal,
        opened,
        _breaches_by(origin),
    )


def _breaches_by(origin: Format) -> Callable[[Tree], tuple[Fault, ...]]:
    """What breaks the schema of a format, of a tree; also that its syntax cannot write the tree."""

    def breaches(tree: Tree) -> tuple[Fault, ...]:
        try:
            return origin.breaches(tree)
        except UsageError as problem:
            return (fault("EMIT-002", wire="", says=str(problem)),)

    return breaches
