"""Profiles: which rules apply, how heavy a breach is, and which edition of the lists counts.

A profile is a value. Another one is made of it by `dataclasses.replace`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fairlead.bill import Bill, IdentifyingCode, NationalCommodityCode, Party
from fairlead.errors import UsageError, likely
from fairlead.faults import Severity
from fairlead.rules.goods import no_known_scheme
from fairlead.rules.parties import no_kind_of_person, no_known_provider, nobody_to_notify
from fairlead.rules.rule import Look, Rule

_LAST_OF_THE_KIT: Final = "RULE-043"


@dataclass(frozen=True, eq=False)
class Profile:
    """How the book is read.

    >>> from dataclasses import replace
    >>> replace(STRICT, name="without check 20", readings={"RULE-020": ()}).edition
    'spec-head'
    """

    name: str
    says: str
    """What it is for, in one sentence."""
    edition: str
    """Which edition of the code lists counts; see `lists.py`."""
    beyond_the_kit: Severity | None = None
    """How heavy a breach is of a rule that the conformance kit does not check; None: as written."""
    readings: Mapping[str, tuple[Look, ...]] = field(default_factory=dict)
    """Where it looks instead, for rules that it reads in its own way; nowhere is `()`."""

    def __reduce__(self) -> str | tuple[Any, ...]:
        """A profile of ours is itself in every process, and another one a copy."""
        if PROFILES.get(self.name) is self:
            return self.name.upper()
        return object.__reduce__(self)

    def looks(self, rule: Rule) -> tuple[Look, ...]:
        """Where it looks for breaches of a rule."""
        return self.readings.get(rule.code, rule.looks)

    def severity(self, rule: Rule) -> Severity:
        """How heavy a breach of a rule is."""
        if self.beyond_the_kit is None or rule.code <= _LAST_OF_THE_KIT:
            return rule.severity
        return self.beyond_the_kit


STRICT: Final = Profile(
    name="strict",
    says="the rules as they are meant, for every party and place, with the published code lists",
    edition="spec-head",
)

CTK: Final = Profile(
    name="ctk",
    says="the rules as far as DCSA's conformance kit of January 2026 looks, with its code lists",
    edition="ctk-2026-01",
    beyond_the_kit=Severity.NOTE,
    readings={
        # The paths of the kit reach the codes of these three parties alone.
        "RULE-017": (
            Look(
                IdentifyingCode,
                "code_list_provider",
                no_known_provider,
                tuple(f"{who}.identifying_codes" for who in ("shipper", "consignee", "endorsee")),
            ),
        ),
        # It looks at the items, not at the cargo items below them.
        "RULE-019": (
            Look(
                NationalCommodityCode,
                "type",
                no_known_scheme,
                ("consignment_items.national_commodity_codes",),
            ),
        ),
        # It wants a notify party even where the consignee or endorsee is said to be one.
        "RULE-038": (Look(Bill, "to_order", nobody_to_notify),),
        # Its paths are those of an older edition and lead nowhere.
        "RULE-039": (),
        "RULE-041": (
            Look(
                Party,
                "type_of_person",
                no_kind_of_person,
                ("shipper", "consignee", "notify_parties"),
            ),
        ),
    },
)

PROFILES: Final[dict[str, Profile]] = {profile.name: profile for profile in (STRICT, CTK)}
"""The profiles by name."""


def profile_of(said: Profile | str) -> Profile:
    """The profile of a name, or the profile itself. Raises `UsageError` where it is neither.

    >>> profile_of("ctk").edition
    'ctk-2026-01'
    """
    if isinstance(said, Profile):
        return said
    found = PROFILES.get(str(said))
    if found is not None:
        return found
    guess = likely(str(said), PROFILES)
    raise UsageError(f"there is no profile {said!r} (known: {', '.join(PROFILES)}){guess}")
