"""What a rule is: a code for ever, one sentence, a clause, and where it looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, Final

from msgspec import Struct

from fairlead.bill import Bill, Part
from fairlead.faults import Severity
from fairlead.rules.lists import Edition

ERROR: Final = Severity.ERROR
NOTE: Final = Severity.NOTE

Breach = tuple[str, object]
"""A place below the part that was looked at, and what stands there: `("issue_date", None)`."""

Found = Sequence[Breach] | bool | None
"""What a look finds: nothing (anything falsy), the watched field itself (True), or places."""


class Facts:
    """What a rule may know beyond the part it looks at: the bill, and what was asked."""

    __slots__ = ("bill", "edition", "equipment", "expected_reference", "expected_status")

    def __init__(
        self,
        bill: Bill,
        edition: Edition,
        expected_reference: str | None,
        expected_status: str | None,
    ) -> None:
        self.bill = bill
        self.edition = edition
        self.expected_reference = expected_reference
        self.expected_status = expected_status
        self.equipment = {
            one.equipment_reference for one in bill.utilized_transport_equipments or ()
        }
        """Numbers of the containers of the bill."""


class Wording(Enum):
    """The two kinds of text whose characters are looked at; see `wording.py` for which is which."""

    NAME = "names and numbers"
    """Texts that tell who, what or where, and are compared."""
    PROSE = "free text"
    """Texts that are read."""


class Look(Struct, frozen=True):
    """Where a rule looks, and how it decides.

    With a `field`, `finds(value, part, facts)` is called for every such part whose field is said;
    without one, `finds(part, part, facts)` for every such part. `within` names the only places
    where it looks, as fields joined by dots; empty, it looks wherever such a part stands.
    """

    part: type[Part] | Wording
    field: str | None
    finds: Callable[[Any, Any, Facts], Found]
    within: tuple[str, ...] = ()

    def __str__(self) -> str:
        name = self.part.value if isinstance(self.part, Wording) else self.part.__name__
        watched = f"{name}.{self.field}" if self.field else name
        return f"{watched} in {', '.join(self.within)}" if self.within else watched


class Rule(Struct, frozen=True):
    """One rule of the book.

    >>> from fairlead.bill import Bill
    >>> Rule("RULE-000", "a bill says nothing", "no clause", NOTE, (Look(Bill, None, print),)).code
    'RULE-000'
    """

    code: str
    """For ever: never reused, never given another meaning."""
    says: str
    """One sentence about what is wrong, complete without the place, quoting no value."""
    law: str
    """The clause it enforces."""
    severity: Severity
    """How much a breach weighs, unless a profile says otherwise."""
    looks: tuple[Look, ...]
    """Where it looks."""


def name_of(rule: Rule) -> str:
    """What a rule is called in Python: `RULE_017`."""
    return rule.code.replace("-", "_")
