"""The report as SARIF 2.1.0, which code hosts and editors draw (OASIS, 27 March 2020)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from fairlead import __version__
from fairlead.cli.report.account import Account, scope_of, spoken
from fairlead.faults import Fault
from fairlead.faults.codes import CODES

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

LEVELS: Final = {"error": "error", "loss": "warning", "note": "note"}
"""Our severities as SARIF says them."""


def write(accounts: Sequence[Account], *, reveal: bool) -> str:
    """One log with one run; its rules are the codes that were found."""
    codes = sorted({one.code for account in accounts for one in account.report})
    driver = {
        "name": "fairlead",
        "semanticVersion": __version__,
        "rules": [_rule(code, _example(accounts, code)) for code in codes],
    }
    results = [
        _result(account, one, codes.index(one.code), reveal=reveal)
        for account in accounts
        for one in account.report
    ]
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": all(account.done for account in accounts)}],
        "results": results,
        "columnKind": "unicodeCodePoints",
    }
    if scopes := [_scope(account) for account in accounts if account.report.scope]:
        run["properties"] = {"scope": scopes}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _scope(account: Account) -> dict[str, Any]:
    """How far the check of one document looked."""
    return {
        "document": account.shown_name,
        "message": account.message,
        "profile": account.profile,
        **(scope_of(account) or {}),
    }


def _example(accounts: Sequence[Account], code: str) -> Fault:
    return next(one for account in accounts for one in account.report if one.code == code)


def _rule(code: str, example: Fault) -> dict[str, Any]:
    """A code as a SARIF rule: its sentence from the table of codes, or from its rule."""
    says = CODES[code][1] if code in CODES else example.says
    rule: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": says},
        "defaultConfiguration": {"level": LEVELS[example.severity]},
    }
    if example.law:
        rule["fullDescription"] = {"text": f"{says} ({example.law})"}
    return rule


def _result(account: Account, one: Fault, index: int, *, reveal: bool) -> dict[str, Any]:
    said = spoken(one, reveal=reveal)
    places = [said["at"][which] for which in ("bill", "wire") if said["at"][which]]
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(account.name)}},
    }
    if places:
        location["logicalLocations"] = [{"fullyQualifiedName": place} for place in places]
    said["message"] = account.message
    shown = {key: said[key] for key in ("law", "message", "value") if said.get(key) is not None}
    return {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": LEVELS[one.severity],
        "message": {"text": one.says},
        "locations": [location],
        **({"properties": shown} if shown else {}),
    }


def _uri(name: str) -> str:
    return "stdin" if name == "-" else quote(name)
