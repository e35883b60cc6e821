"""Check a Bill: one walk through it, every rule on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fairlead.bill import Bill, Part
from fairlead.faults import Fault, Place
from fairlead.rules.book import RULEBOOK
from fairlead.rules.lists import edition
from fairlead.rules.profiles import STRICT, Profile
from fairlead.rules.rule import Breach, Facts, Found
from fairlead.rules.walk import Broken, Standing, walk

_EXPECTED: Final = ("RULE-001", "RULE-002")
"""The rules that are asked only where the caller knows what the bill must say."""


def asked(
    profile: Profile = STRICT,
    *,
    expected_reference: str | None = None,
    expected_status: str | None = None,
) -> tuple[str, ...]:
    """The codes of the rules that `check` asks, given the same.

    >>> len(asked()) - len(asked(expected_status="ISSUED"))
    -1
    """
    expected = (expected_reference, expected_status)
    unknown = {code for code, said in zip(_EXPECTED, expected, strict=True) if said is None}
    return tuple(rule.code for rule in RULEBOOK if rule.code not in unknown and profile.looks(rule))


def check(
    bill: Bill,
    profile: Profile = STRICT,
    *,
    expected_reference: str | None = None,
    expected_status: str | None = None,
) -> tuple[Fault, ...]:
    """The faults of a Bill by the rulebook, in the order of their codes; empty if there are none.

    `expected_reference` and `expected_status` are what the bill must say where the caller knows
    (RULE-001, RULE-002). Each fault has its place in the Bill and none on the wire. What a bill
    does not say is unknown, and breaks no rule but those that want it said.

    >>> from fairlead.bill import Bill
    >>> [fault.code for fault in check(Bill(to_order=True))][:2]
    ['RULE-038', 'RULE-160']
    """
    facts = Facts(bill, edition(profile.edition), expected_reference, expected_status)
    broken: list[Broken] = []
    walk(profile)(bill, (bill, None, "", None), facts, broken)
    return _faults(broken, profile) if broken else ()


def _faults(broken: list[Broken], profile: Profile) -> tuple[Fault, ...]:
    """The faults of what is broken; one for each place."""
    broken.sort(key=lambda one: one[0].code)
    return tuple(
        Fault(
            rule.code,
            profile.severity(rule),
            Place(bill=_path(here, below)),
            rule.says,
            rule.law,
            _shown(value),
        )
        for rule, here, field, found in broken
        for below, value in _breaches(here[0], field, found)
    )


def _breaches(part: Part, field: str, found: Found) -> Sequence[Breach]:
    """What was found, as places below the part; True stands for the watched field itself."""
    if found is None or isinstance(found, bool):
        return [(field, getattr(part, field) if field else part)]
    return found


def _path(here: Standing, below: str) -> str:
    """`consignment_items[0].cargo_items[1].equipment_reference`, read back from the end."""
    words = [below] if below else []
    place: Standing | None = here
    while place is not None:
        _, above, name, index = place
        if name:
            words.append(name if index is None else f"{name}[{index}]")
        place = above
    return ".".join(reversed(words))


def _shown(value: object) -> str | None:
    """A single value as text; parts and lists are not quoted."""
    return None if value is None or isinstance(value, (Part, tuple)) else str(value)
