"""Check a Bill: one walk through it, every rule on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec.structs import astuple

from fairlead.bill import Bill, Part
from fairlead.faults import Fault, Place
from fairlead.rules.book import RULEBOOK
from fairlead.rules.lists import edition
from fairlead.rules.plan import Stop, Whole, plan
from fairlead.rules.profiles import STRICT, Profile
from fairlead.rules.rule import Breach, Facts, Found, Rule
from fairlead.rules.wording import plain

Standing = tuple[Any, Stop, "Standing | None", str, int | None]
"""A part, its stop, and how it was reached: from where, by which field, as which of several."""

Broken = tuple[Rule, Standing, str, Found]
"""A rule, the part that breaks it, the field that was watched, and what was found."""


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


def check(  # noqa: C901 - one loop that calls nothing but looks: every document passes here
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
    # The list grows while it is walked: what lies below a part is looked at after its neighbours.
    standing: list[Standing] = [(bill, plan(profile), None, "", None)]
    for here in standing:
        part, (whole, watched), _, _, _ = here
        for rule, finds in whole:
            if found := finds(part, part, facts):
                broken.append((rule, here, "", found))
        values = astuple(part)
        for number, name, looks, letters, below, several in watched:
            value = values[number]
            if value is None:
                continue
            for rule, finds in looks:
                if found := finds(value, part, facts):
                    broken.append((rule, here, name, found))
            if letters:
                text = value if value.__class__ is str else "".join(value)
                if not (text.isascii() and text.isprintable()):
                    broken.extend(_misread(here, name, letters, facts))
            if several:
                for index, one in enumerate(value):
                    standing.append((one, below, here, name, index))
            elif below is not None:
                standing.append((value, below, here, name, None))
    return _faults(broken, profile) if broken else ()


def _misread(here: Standing, name: str, looks: tuple[Whole, ...], facts: Facts) -> Iterator[Broken]:
    """The rules that the characters of a text break, or those of its lines."""
    part = here[0]
    value = getattr(part, name)
    single = isinstance(value, str)
    for index, text in enumerate((value,) if single else value):
        if not plain(text):
            place = name if single else f"{name}[{index}]"
            for rule, finds in looks:
                if finds(text, part, facts):
                    yield rule, here, place, [(place, text)]


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
        _, _, above, name, index = place
        if name:
            words.append(name if index is None else f"{name}[{index}]")
        place = above
    return ".".join(reversed(words))


def _shown(value: object) -> str | None:
    """A single value as text; parts and lists are not quoted."""
    return None if value is None or isinstance(value, (Part, tuple)) else str(value)
