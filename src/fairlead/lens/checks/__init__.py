"""The checks at loading: what must hold of a mapping before it sees any document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from fairlead.errors import likely
from fairlead.lens.checks.against_bill import Mistake, against_bill, names_of_the_bill
from fairlead.lens.checks.against_schema import Facts, against_schema
from fairlead.lens.checks.pointed import pointed
from fairlead.lens.checks.stated import stated
from fairlead.lens.language.lines import raised
from fairlead.lens.rows import Grammar

__all__ = ["Facts", "Whole", "check_mapping"]


class Whole(NamedTuple):
    """What is known of the format that a mapping is of."""

    capabilities: Collection[str]
    """Those that a wire may lack."""
    editions: Collection[Mapping[str, Facts]]
    """The places of its other editions."""
    admits: Callable[[str], bool]
    """Whether its schema lets a member of the document be."""


def check_mapping(
    grammar: Grammar, places: Mapping[str, Facts], whole: Whole | None = None
) -> None:
    """Raises `MappingError` naming everything that is wrong with a mapping, a line for each.

    `places` are those of the wire's schema, lists entered by `/[]`. Where the mapping is looked at
    for itself, without its format, what it says beside its rows is not looked at.
    """
    found = list(names_of_the_bill(grammar))
    if not found:
        found = [*stated(grammar), *against_schema(grammar, places), *against_bill(grammar)]
    if whole is not None:
        found += pointed(grammar, places, whole.editions, whole.admits)
        found += _lacking(grammar, whole.capabilities)
    if found:
        lines = [grammar.sources.told(way, says, word=False) for way, says in found]
        raise raised(grammar.wire, dict.fromkeys(lines))


def _lacking(grammar: Grammar, known: Collection[str]) -> Iterator[Mistake]:
    """Every capability that no wire lacks, for there is none of its name."""
    for number, (name, _, _) in enumerate(grammar.blocks):
        if name not in known:
            says = f"there is no capability {name!r}{likely(name, known)}"
            yield ("block", number), says
