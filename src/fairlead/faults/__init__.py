"""The one way to speak about a document: faults, collected in a report.

A [`Fault`][fairlead.faults.Fault] has a code for ever, a severity, a place in the Bill *and* on
the wire, one sentence, and the clause it rests on. Bills are trade secrets, so a fault carries no
value unless it was asked to, and shows it only when revealed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from itertools import islice
from typing import Any, Final

from msgspec import Struct

from fairlead.faults.codes import CODES

__all__ = ["Fault", "Place", "Report", "Scope", "Severity", "fault"]


class Severity(StrEnum):
    """How much a fault weighs."""

    ERROR = "error"
    """The document is refused, or a rule it must obey is broken."""
    LOSS = "loss"
    """Something the source says is not said by the target."""
    NOTE = "note"
    """Worth knowing; nothing is missing."""


class Place(Struct, frozen=True, gc=False):
    """Where a fault is, in the Bill and on the wire; either may be unknown.

    >>> str(Place(bill="consignment_items[0].hs_codes", wire="/consignmentItems/0/HSCodes"))
    'consignment_items[0].hs_codes (/consignmentItems/0/HSCodes)'
    """

    bill: str | None = None
    """Path in the Bill, `consignment_items[0].cargo_items[1].equipment_reference`."""
    wire: str | None = None
    """JSON pointer, XPath, or segment and element; `""` is the whole document."""

    def __str__(self) -> str:
        if self.bill is None:
            return self.wire or "the document"
        return f"{self.bill} ({self.wire})" if self.wire else self.bill


class Fault(Struct, frozen=True, gc=False):
    """One thing to say about a document. Build it with [`fault`][fairlead.faults.fault]."""

    code: str
    """A code for ever, such as `READ-005`."""
    severity: Severity
    at: Place
    says: str
    """One sentence, understandable without the place, quoting no value."""
    law: str | None = None
    """The clause of the standard, where there is one."""
    value: str | None = None
    """What stood there; shown only when revealed."""

    def __repr__(self) -> str:
        """Everything but the value, which is a secret of the document."""
        told = (self.code, self.severity, self.at, self.says, self.law)
        return f"Fault{told!r}"

    def moved(self, at: Place, says: str | None = None) -> Fault:
        """The same fault at another place, with another sentence where one is given."""
        return Fault(self.code, self.severity, at, says or self.says, self.law, self.value)

    def weighed(self, severity: Severity) -> Fault:
        """The same fault with another weight."""
        return Fault(self.code, severity, self.at, self.says, self.law, self.value)

    def unquoted(self) -> Fault:
        """The same fault without the value that it is about."""
        return Fault(self.code, self.severity, self.at, self.says, self.law)

    def as_json(self, *, reveal: bool = False) -> dict[str, Any]:
        """The fault as JSON members; `value` only when `reveal` is asked for.

        >>> fault("READ-005", wire="/a", value="x").as_json()["at"]
        {'bill': None, 'wire': '/a'}
        """
        said: dict[str, Any] = {
            "code": self.code,
            "severity": self.severity.value,
            "at": {"bill": self.at.bill, "wire": self.at.wire},
            "says": self.says,
            "law": self.law,
        }
        if reveal and self.value is not None:
            said["value"] = self.value
        return said


def fault(
    code: str,
    *,
    bill: str | None = None,
    wire: str | None = None,
    says: str | None = None,
    law: str | None = None,
    value: object = None,
) -> Fault:
    """A fault by its code; severity and sentence come from the table of codes.

    `says` replaces the sentence of the table where there is more to say. A code that is not in
    the table raises `KeyError`: codes are declared before they are used.

    >>> fault("READ-003", wire="").severity
    <Severity.ERROR: 'error'>
    """
    severity, sentence = CODES[code]
    shown = None if value is None else str(value)
    return Fault(code, _SEVERITIES[severity], Place(bill, wire), says or sentence, law, shown)


_SEVERITIES: Final = {one.value: one for one in Severity}


MOST: Final = 1_000
"""How many faults refuse one document by name: enough for people, and no work for a flood."""


class Scope(Struct, frozen=True):
    """How far a check looked."""

    profile: str
    """The profile by which the rules were read."""
    asked: tuple[str, ...] = ()
    """The codes of the rules that were asked; none where there was no bill to ask about."""
    not_understood: int = 0
    """How many things in the document were not understood."""
    not_looked_at: int = 0
    """How many things beside the bill were not looked at, a signature among them."""


class Report:
    """Everything that was found, in the order it was found.

    Faults are texts, and a document may lose thousands of leaves; so what finds them may be given
    instead, and does so when somebody looks. It is asked once.

    >>> report = Report((fault("READ-003", wire=""),))
    >>> report.refused, len(report), report == Report(lambda: report.faults)
    (True, 1, True)
    """

    def __init__(
        self,
        faults: tuple[Fault, ...] | Callable[[], tuple[Fault, ...]] = (),
        scope: Scope | None = None,
    ) -> None:
        self._found = faults
        self.scope: Final = scope
        """How far a check looked; None where the report is of something else."""

    @functools.cached_property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault."""
        return self._found() if callable(self._found) else self._found

    def __repr__(self) -> str:
        return f"Report(faults={self.faults!r}, scope={self.scope!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Report):
            return NotImplemented
        return self.faults == other.faults and self.scope == other.scope

    def __hash__(self) -> int:
        return hash((self.faults, self.scope))

    def __reduce__(self) -> tuple[type[Report], tuple[Any, ...]]:
        return Report, (self.faults, self.scope)

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.faults)

    def __len__(self) -> int:
        return len(self.faults)

    def __add__(self, more: Iterable[Fault]) -> Report:
        """This report followed by more faults."""
        return Report((*self.faults, *more), self.scope)

    def of(self, severity: Severity) -> tuple[Fault, ...]:
        """The faults of one severity."""
        return tuple(one for one in self.faults if one.severity is severity)

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that refuse a document or break a rule."""
        return self.of(Severity.ERROR)

    @property
    def losses(self) -> tuple[Fault, ...]:
        """What the target does not say."""
        return self.of(Severity.LOSS)

    @property
    def refused(self) -> bool:
        """Whether there is any error."""
        return bool(self.errors)

    def as_json(self, *, reveal: bool = False) -> list[dict[str, Any]]:
        """The faults as a JSON array."""
        return [one.as_json(reveal=reveal) for one in self.faults]


def capped(
    found: Iterable[Fault], code: str, *, law: str | None = None, says: str | None = None
) -> tuple[Fault, ...]:
    """The first faults, `MOST` of them; where there are more, one fault of `code` says so.

    >>> many = [fault("READ-005", wire=f"/{at}") for at in range(MOST + 1)]
    >>> len(capped(many[1:], "PARSE-011")), capped(many, "PARSE-011")[-1].code
    (1000, 'PARSE-011')
    """
    rest = iter(found)
    first = tuple(islice(rest, MOST))
    if next(rest, None) is None:
        return first
    return (*first, fault(code, wire="", says=says, law=law))
