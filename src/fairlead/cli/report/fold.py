"""Equal faults folded: one sentence, its places below it, and like places as one with a count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from msgspec import Struct

from fairlead.cli.escape import place
from fairlead.faults import Fault, Severity

FEW: Final = 2
"""So many like places are shown one by one."""

ORDER: Final = (Severity.ERROR, Severity.LOSS, Severity.NOTE)

_ENTRY: Final = re.compile(r"\[\d+\]")
_INDEX: Final = re.compile(r"/\d+(?=/|$)")

Where = tuple[str, str]
"""A place in the Bill and on the wire, as they are shown; either may be empty."""


class Line(Struct, frozen=True):
    """One place, or several that differ in their indices alone."""

    where: Where
    count: int = 1
    value: str | None = None


@dataclass
class Group:
    """The faults that say the same."""

    severity: Severity
    code: str
    says: str
    law: str | None
    faults: list[Fault] = field(default_factory=list)

    def lines(self, *, folded: bool) -> list[Line]:
        """Its places in the order in which they were found; like places as one, if folded."""
        alike: dict[Where, list[Fault]] = {}
        for one in self.faults:
            alike.setdefault(_starred(_where(one)), []).append(one)
        lines: list[Line] = []
        for starred, ones in alike.items():
            if folded and len(ones) > FEW:
                lines.append(Line(starred, len(ones)))
            else:
                lines += [Line(_where(one), value=one.value) for one in ones]
        return lines


def grouped(faults: Iterable[Fault]) -> list[Group]:
    """The faults by what they say: errors, then losses, then notes."""
    groups: dict[tuple[str, str, str, str | None], Group] = {}
    for one in faults:
        key = (one.severity, one.code, one.says, one.law)
        groups.setdefault(key, Group(one.severity, one.code, one.says, one.law)).faults.append(one)
    return sorted(groups.values(), key=lambda group: ORDER.index(group.severity))


def _where(one: Fault) -> Where:
    wire = one.at.wire
    if one.at.bill is None and wire == "":
        return "", "the whole document"
    return one.at.bill or "", place(wire or "")


def _starred(where: Where) -> Where:
    """The place with a star for each index.

    >>> _starred(("consignment_items[12].hs_codes", "/consignmentItems/12/HSCodes"))
    ('consignment_items[*].hs_codes', '/consignmentItems/*/HSCodes')
    """
    bill, wire = where
    return _ENTRY.sub("[*]", bill), _INDEX.sub("/*", wire)
