"""A supplement to be filled in: the members that are missing, each with what is expected there."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from fairlead.bill import Bill, Part
from fairlead.bill.fields import fields_of

EXPECTED: Final[dict[type, Any]] = {
    str: "...",
    bool: "true or false",
    int: "a whole number",
    Decimal: "a decimal number",
    dt.date: "YYYY-MM-DD",
    dt.datetime: "YYYY-MM-DDThh:mm:ssZ",
}
"""What stands for a value that is to be filled in."""

KEY: Final = "equipment_reference"
"""By it a supplement meets a container, so it is always said."""

_STEP: Final = re.compile(r"([a-z_]+)|\[(\d+)\]")
_FEW: Final = 6


def skeleton(places: Iterable[str]) -> str:
    """The canonical JSON that says those places of the Bill, with hints in place of values.

    >>> print(skeleton(["carrier_code", "vessel_voyages[0].vessel_name"]))
    {
      "carrier_code": "...",
      "vessel_voyages": [
        {
          "vessel_name": "..."
        }
      ]
    }
    """
    said: dict[str, Any] = {}
    for place in places:
        _put(said, Bill, [name or int(index) for name, index in _STEP.findall(place)])
    return json.dumps(said, indent=2)


def _put(said: dict[str, Any], part: type[Part], way: list[str | int]) -> None:
    """Say one place in a part, and whatever it stands in."""
    name, *rest = way
    kind, listed = fields_of(part)[str(name)]
    if not rest or not issubclass(kind, Part):
        hint = _hint(kind)
        said.setdefault(str(name), [hint] if listed else hint)
        return
    if not listed:
        _put(said.setdefault(str(name), {}), kind, rest)
        return
    index, *rest = rest
    entries: list[dict[str, Any]] = said.setdefault(str(name), [])
    while len(entries) <= int(index):
        keyed = name == "utilized_transport_equipments"
        entries.append({KEY: "..."} if keyed else {})
    if rest:
        _put(entries[int(index)], kind, rest)


def _hint(kind: type) -> Any:
    if issubclass(kind, Part):
        name = kind.__struct_fields__[0]
        return {name: _hint(fields_of(kind)[name].kind)}
    if issubclass(kind, Enum):
        words = [str(one.value) for one in kind]
        return " or ".join(words) if len(words) <= _FEW else f"{words[0]}, {words[1]} or another"
    return EXPECTED[kind]
