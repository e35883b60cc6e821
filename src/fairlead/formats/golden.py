"""Golden examples: documents and the Bills they say, written by people who read the standard.

An example is a folder. Its document is `wire.json`, `wire.xml` or whatever its syntax is called.
What its name ends in says what holds: nothing (both directions), `_read` (reading only), `_emit`
(writing only; `losses.json` names what is lost), `_refused` (the document is refused with at least
the faults of `faults.json`), `_unsayable` (the Bill cannot be written, for at least those faults,
and there is no document).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fairlead.bill import Bill, from_canonical, to_canonical
from fairlead.errors import Refused, UsageError
from fairlead.formats.format import Format
from fairlead.formats.opened import Opened
from fairlead.formats.wire import read
from fairlead.lens import Emitted, Mapping, bill_path
from fairlead.syntax import json as json_syntax
from fairlead.syntax.tree import Tree

KINDS: Final = ("read", "emit", "refused", "unsayable")


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

    def holds(self, mapping: Mapping) -> bool:
        """Whether a mapping does what the example says."""
        if self.kind == "refused":
            return self._refused(mapping)
        if self.bill is None:
            return False
        if self.kind == "unsayable":
            writing = mapping.emit(self.bill).writing
            found = (*writing.faults, *writing.critical())
            return set(self.faults) <= {(one.code, str(one.at.bill)) for one in found}
        if self.kind == "emit":
            return self._emitted(mapping)
        parsed = mapping.parse(self.document)
        if parsed.bill is None or to_canonical(parsed.bill) != to_canonical(self.bill):
            return False
        if self.kind == "read":
            return True
        made = mapping.emit(self.bill, parsed.residue)
        return made.tree == self.document and not _bad(made, "EMIT-020")

    def _emitted(self, mapping: Mapping) -> bool:
        assert self.bill is not None  # noqa: S101 - asked by `holds`
        made = mapping.emit(self.bill)
        lost = {bill_path(place) for place, _, _ in made.writing.leaves()}
        return made.tree == self.document and lost <= set(self.losses) and not _bad(made)

    def _refused(self, mapping: Mapping) -> bool:
        """Faults of meaning come from the mapping; those of the schema do not depend on it."""
        meant = {code for code, _ in self.faults if code.startswith("PARSE-")}
        meant = {code for code in meant if code >= "PARSE-020"}
        if self.document is None:
            return True
        return not meant or meant <= {one.code for one in mapping.parse(self.document).faults}


def _bad(made: Emitted, *but: str) -> bool:
    """Whether what was written may not go out, for other codes than some.

    What a document leaves out and its schema lets it leave out, it may leave out again: EMIT-020.
    """
    return any(one.severity == "error" and one.code not in but for one in made.writing.faults)


def read_golden(folder: Path, origin: Format) -> list[Golden]:
    """The examples of a format below a folder of vectors, in order of name.

    Those of the format of which it is an edition are its own too, where its schema lets them be.
    """
    examples = examples_in(folder / origin.alias, origin)
    for place in _places(folder / origin.edition_of) if origin.edition_of else ():
        with suppress(Refused):
            example = _read(place, origin)
            if example.holds(origin.mapping):
                examples.append(example)
    return examples


def examples_in(folder: Path, origin: Format) -> list[Golden]:
    """The examples of a format that stand in a folder, in order of name."""
    return [_read(place, origin) for place in _places(folder)]


def _places(folder: Path) -> list[Path]:
    return sorted(place for place in folder.glob("*") if (place / "README").exists())


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
    found = origin.opens(read(data).content)
    return None if found is None else origin.judged(found)


def _read(place: Path, origin: Format) -> Golden:
    kind = next((kind for kind in KINDS if place.name.endswith(f"_{kind}")), "both")
    opened = None
    if kind != "unsayable":
        try:
            opened = opened_by(origin, origin.wire.restated(document_of(place).read_bytes()))
        except Refused:
            if kind != "refused":
                raise
    said = _data(place / "bill.json") if kind != "refused" else None
    faults = _data(place / "faults.json") if kind in {"refused", "unsayable"} else ()
    losses = _data(place / "losses.json") if kind == "emit" else ()
    return Golden(
        place.name,
        kind,
        None if opened is None else opened.document,
        None if said is None else from_canonical(said),
        tuple(losses),
        tuple((one["code"], one["bill" if kind == "unsayable" else "wire"]) for one in faults),
    )


def _data(path: Path) -> Any:
    return json_syntax.read(path.read_bytes())
