"""The checks at loading: what must hold of a mapping before it sees any document."""

from __future__ import annotations

from collections.abc import Mapping

from fairlead.lens.checks.against_bill import against_bill
from fairlead.lens.checks.against_schema import Facts, against_schema
from fairlead.lens.checks.stated import stated
from fairlead.lens.language.lines import raised
from fairlead.lens.rows import Grammar

__all__ = ["Facts", "check_mapping"]


def check_mapping(grammar: Grammar, places: Mapping[str, Facts]) -> None:
    """Raises `MappingError` naming everything that is wrong with a mapping, a line for each.

    `places` are those of the wire's schema, lists entered by `/[]`.
    """
    found = [*against_bill(grammar), *stated(grammar)]
    if not found:
        found = list(against_schema(grammar, places))
    if found:
        lines = [grammar.sources.told(way, says, word=False) for way, says in found]
        raise raised(grammar.wire, dict.fromkeys(lines))
