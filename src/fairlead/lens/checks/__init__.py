"""The checks at loading: what must hold of a mapping before it sees any document."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from fairlead.errors import likely
from fairlead.lens.checks.against_bill import against_bill, names_of_the_bill
from fairlead.lens.checks.against_schema import Facts, against_schema
from fairlead.lens.checks.stated import stated
from fairlead.lens.language.lines import raised
from fairlead.lens.rows import Grammar

__all__ = ["Facts", "check_mapping"]


def check_mapping(
    grammar: Grammar, places: Mapping[str, Facts], capabilities: Collection[str] | None = None
) -> None:
    """Raises `MappingError` naming everything that is wrong with a mapping, a line for each.

    `places` are those of the wire's schema, lists entered by `/[]`; `capabilities` those that a
    wire may lack, where they are known.
    """
    found = list(names_of_the_bill(grammar))
    if not found:
        found = [*stated(grammar), *against_schema(grammar, places), *against_bill(grammar)]
    for number, (name, _, _) in enumerate(grammar.blocks):
        if capabilities is not None and name not in capabilities:
            says = f"there is no capability {name!r}{likely(name, capabilities)}"
            found.append((("block", number), says))
    if found:
        lines = [grammar.sources.told(way, says, word=False) for way, says in found]
        raise raised(grammar.wire, dict.fromkeys(lines))
