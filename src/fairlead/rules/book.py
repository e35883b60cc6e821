"""The rulebook: every rule in the order of its code, and as data for whoever else reads it."""

from __future__ import annotations

from typing import Any, Final

from fairlead.rules import codes, content, document, equipment, goods, journey, parties, wording
from fairlead.rules.lists import EDITIONS
from fairlead.rules.profiles import PROFILES
from fairlead.rules.rule import Rule

RULEBOOK: Final[tuple[Rule, ...]] = tuple(
    sorted(
        (
            *document.RULES,
            *parties.RULES,
            *goods.RULES,
            *equipment.RULES,
            *journey.RULES,
            *codes.RULES,
            *wording.RULES,
            *content.RULES,
        ),
        key=lambda rule: rule.code,
    )
)
"""Every rule. RULE-001 to RULE-043 are the checks of DCSA's conformance kit, by their number."""

NOT_IN_THE_BOOK: Final = (
    (
        "DCSA TD check 35",
        "advance manifest filings belong to shipping instructions; no bill says any",
    ),
    (
        "EBL 3.0.4: an extended member takes precedence over its deprecated twin",
        "a Bill holds one value; parsing chooses the extended one and reports a contradiction",
    ),
    (
        "EBL 3.0.4: the order of lines is preserved",
        "a Bill keeps it, and the laws of the mappings prove it; one bill alone cannot break it",
    ),
)
"""What is stated but cannot be broken by a Bill, and why."""


def rulebook_json() -> dict[str, Any]:
    """The rulebook as JSON members: rules, profiles, and what is not in the book.

    >>> rulebook_json()["rules"][0]["code"]
    'RULE-001'
    """
    return {
        "rules": [_rule_json(rule) for rule in RULEBOOK],
        "profiles": [
            {"name": profile.name, "says": profile.says, "edition": profile.edition}
            for profile in PROFILES.values()
        ],
        "editions": list(EDITIONS),
        "not_in_the_book": [{"what": what, "why": why} for what, why in NOT_IN_THE_BOOK],
    }


def _rule_json(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "says": rule.says,
        "law": rule.law,
        "severity": {name: one.severity(rule).value for name, one in PROFILES.items()},
        "looks": {name: [str(look) for look in one.looks(rule)] for name, one in PROFILES.items()},
    }
