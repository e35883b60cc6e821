"""DCSA's transactions in the names that they have since 2025-11-14, whenever they were written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from fairlead.seal.verdict import Halt, Reason

__all__ = ["EARLIER", "in_current_names", "said_twice"]

_RENAMED: Final = {"action": "actionCode", "timestamp": "actionDateTime", "reason": "reasonCode"}
"""Members of a transaction before 2025-11-14, with their names since."""
EARLIER: Final[Mapping[str, Mapping[str, Any]]] = {
    # PINT 3.0.0-Beta before 2025-11-14; the time was a count of milliseconds before 2024
    "Transaction": {
        "action": {"type": "string"},
        "timestamp": {"type": ["string", "number"]},
        "reason": {"type": "string"},
    },
    # ISS 3.0.0-Beta before 2024-09-13
    "IssuanceManifest": {"eBLVisualisationByCarrier": {"type": "string"}},
}
"""Members of before, by the statement or part that they stand in, with their types."""
_ACTIONS: Final = {
    "ISSU": "ISSUE", "TRNS": "TRANSFER", "ENDO": "ENDORSE",
    "RESD": "SURRENDER_FOR_DELIVERY", "RESA": "SURRENDER_FOR_AMENDMENT",
}  # fmt: skip
"""Actions before 2025-11-14, with their codes since."""


def in_current_names(transaction: Mapping[str, Any]) -> Mapping[str, Any]:
    """A transaction in the current names; halts where it says neither what nor who.

    One that has both names is read by the current one: DCSA's conformance program sends both.
    """
    made = dict(transaction)
    if type(made.get("timestamp")) in {int, Decimal}:
        made["timestamp"] = _instant(made["timestamp"])
    for old, new in _RENAMED.items():
        if old in made and new not in made:
            made[new] = made.pop(old)
    code = made.get("actionCode")
    if not isinstance(code, str) or not isinstance(made.get("actor"), dict):
        raise Halt(Reason.CONTENT, "a transaction does not say what was done, or by whom")
    made["actionCode"] = _ACTIONS.get(code, code)
    return made


def said_twice(transaction: Mapping[str, Any]) -> list[str]:
    """The members in names of before that a transaction says by their current ones too.

    >>> said_twice({"action": "TRNS", "actionCode": "ISSUE", "reason": "SWI"})
    ['action']
    """
    return [old for old, new in _RENAMED.items() if old in transaction and new in transaction]


_YEAR_9999: Final = 253_370_764_800_000


def _instant(milliseconds: int | Decimal) -> str | None:
    """The time that was a count of milliseconds since 1970, as it is written since 2024.

    >>> _instant(1713338000123)
    '2024-04-17T07:13:20.123Z'
    """
    if not 0 <= milliseconds < _YEAR_9999:
        return None
    made = datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=int(milliseconds))
    return made.isoformat(timespec="milliseconds").replace("+00:00", "Z")
