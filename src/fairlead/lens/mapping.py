"""A mapping at work: trees become Bills, Bills become trees, and nothing goes unsaid."""

from __future__ import annotations

import functools
import types
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from fairlead.bill import Bill
from fairlead.bill.canonical import place_of, struct_of_bill
from fairlead.compiled import run
from fairlead.faults import Fault, capped, fault
from fairlead.lens.classes import Classes, Critical, Rule
from fairlead.lens.compiled import Check, functions_of, grammar_of
from fairlead.lens.fields import PRESENT
from fairlead.lens.notes import Trace
from fairlead.lens.residue import Path as Way
from fairlead.lens.residue import Residue
from fairlead.lens.session import Reading, Writing
from fairlead.once import once_property

if TYPE_CHECKING:
    from fairlead.lens.rows import Grammar


class Parsed(msgspec.Struct, frozen=True):
    """What a tree came to: a Bill and what is left, or the faults that forbid it."""

    bill: Bill | None
    residue: Residue
    faults: tuple[Fault, ...] = ()
    reading: Reading = field(default_factory=Reading, repr=False, compare=False)
    """What else was noted: where each field of the Bill came from."""


class Emitted(msgspec.Struct, frozen=True, dict=True):
    """What a Bill came to on a wire."""

    tree: Any
    writing: Writing
    homeless: tuple[Way, ...] = ()
    """Places of residue that found no room."""

    @functools.cached_property
    def lost(self) -> tuple[tuple[Way, Any, str], ...]:
        """Every leaf of the Bill that the tree does not say, its value, and the code of that."""
        return tuple(self.writing.leaves())


@dataclass(frozen=True)
class Mapping:
    """One declaration and its two directions.

    >>> from fairlead.resources import find
    >>> mapping = Mapping.load(find("mappings", "dcsa", "transport-document-3"))
    >>> mapping.wire
    'dcsa.transport-document.3'
    """

    folder: Path
    code: types.ModuleType = field(repr=False)
    version: str | None = None
    """The version of the wire; None means the newest."""
    _grammar: Grammar | None = field(default=None, repr=False)

    @classmethod
    def load(
        cls,
        folder: Path,
        version: str | None = None,
        check: Check = lambda _: None,
        *,
        beside: bool = True,
    ) -> Mapping:
        """The mapping in a folder, for a version of its wire, without the rows that came later.

        Its compiled form is taken where it is current, unless `beside` is false, as for the folder
        of somebody else; else it is compiled now, and first given to `check`, which raises
        `MappingError` where the mapping is wrong.
        """
        return cls(folder, functions_of(folder, version, check, beside=beside), version)

    @classmethod
    def of(cls, grammar: Grammar) -> Mapping:
        """A mapping from its grammar, compiled in memory."""
        from fairlead.lens.compile.module import compile_source, no_python

        try:
            code = run(compile_source(grammar), grammar.wire)
        except SyntaxError as problem:
            raise no_python(grammar) from problem
        return cls(Path(), code, _grammar=grammar)

    @once_property
    def grammar(self) -> Grammar:
        """The rows themselves; read only when somebody asks."""
        return self._grammar or grammar_of(self.folder, self.version)

    @property
    def wire(self) -> str:
        """The stable id of the format."""
        return self.grammar.wire

    @property
    def carry(self) -> str | None:
        """The extension member in which what has no place may travel, where there is one."""
        member: str | None = self.code.CARRY
        return member

    def critical_in(self, residue: Residue, tree: Any, bill: Bill) -> list[tuple[Critical, Way]]:
        """What decides over the cargo in the residue of a tree, each with a leaf of it."""
        return list(self._classes.critical_in(residue, tree, bill)) if residue.kept else []

    @once_property
    def _classes(self) -> Classes:
        rules = tuple(Rule(*one) for one in self.code.CLASSES)
        return Classes(rules, self.code.CRITICAL_PLACES, self.code.SAYS_NOTHING)

    def says(self, value: Any) -> bool:
        """Whether a value that stands on the wire says anything."""
        return self._classes.says(value)

    def blocked(self, bill: Bill) -> list[tuple[str, str]]:
        """The capabilities that this bill needs and the wire lacks, each with its sentence."""
        return [
            (capability, says)
            for capability, facts, says in self.code.BLOCKS
            if all(_holds(getattr(bill, name), value) for name, value in facts)
        ]

    def parse(self, tree: Any) -> Parsed:
        """The Bill that a tree says, the residue, and the faults; the Bill is None with faults.

        The tree is taken to be valid by its schema; one that is not gives faults, never another
        exception.
        """
        reading = Reading()
        if not isinstance(tree, dict):
            return Parsed(None, Residue(), (fault("PARSE-002", wire=""),))
        try:
            said = self.code.read(tree, reading)
        except (TypeError, AttributeError, KeyError, ValueError):
            # The generated code trusts the schema; a tree that broke it is refused, not explained.
            return Parsed(None, Residue(), (*reading.faults, fault("PARSE-002", wire="")))
        try:
            bill = msgspec.convert(said, struct_of_bill())
        except msgspec.ValidationError as problem:
            reading.faults.append(fault("PARSE-025", bill=place_of(problem)))
            return Parsed(None, Residue(), tuple(reading.faults))
        if reading.faults:
            faults = capped(
                reading.faults, "PARSE-011", says="there are more faults than are named"
            )
            return Parsed(None, reading.residue(), faults)
        return Parsed(bill, reading.residue(), reading=reading)

    def trace(self, tree: Any) -> Trace:
        """Every place of a tree that was read, with the place in the Bill it became."""
        reading = Reading()
        self.code.read(tree, reading)
        return reading.trace()

    def emit(self, bill: Bill, residue: Residue | None = None) -> Emitted:
        """The tree that says a Bill, with the residue of the same wire laid over it.

        Residue that would change what the tree says of the Bill is left out and named.
        """
        writing = Writing()
        plain = self.code.write(bill, writing)
        if not residue:
            return Emitted(plain, writing)
        kept = Residue(kept=residue.kept)
        unkept = [path for path, _ in (*residue.spelt, *residue.orders)]
        ways = [(residue, []), (kept, unkept)] if residue.overrides else [(residue, [])]
        for left, gone in ways:
            tree, homeless = left.laid_over(plain)
            if self.parse(tree).bill == bill:
                return Emitted(tree, writing, (*homeless, *gone))
        none = [*unkept, *(path for path, _ in residue.kept)]
        return Emitted(plain, writing, tuple(none))


def _holds(said: Any, fact: Any) -> bool:
    return said is not None if fact == PRESENT else bool(said == fact)
