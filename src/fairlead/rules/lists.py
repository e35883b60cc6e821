"""The code lists that the rules compare with, each in the edition that a profile names.

They lie in `data/`: codes in plain text, and the lists that differ between editions as one table
with the columns `list,code,editions`. They are read once, when a rule first needs them.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import Final

from msgspec import Struct

from fairlead.once import once

_DATA: Final = Path(__file__).parent / "data"

EDITIONS: Final = ("spec-head", "ctk-2026-01")
"""The published specification, and the lists that the conformance kit of January 2026 holds."""

UNKNOWN_COUNTRY: Final = "ZZ"
"""What DCSA allows for a country that is not known."""

HIGH_SEAS: Final = "XZ"
"""What UN/LOCODE puts before places in international waters."""


class Edition(Struct, frozen=True):
    """The lists that differ between editions."""

    code_list_providers: frozenset[str]
    ebl_platforms: frozenset[str]
    wood_declarations: frozenset[str]
    commodity_schemes: frozenset[str]


@once
def edition(name: str) -> Edition:
    """The lists of an edition; `KeyError` if there is none of that name.

    >>> "SCHEDULE_B" in edition("spec-head").commodity_schemes
    True
    >>> "SCHEDULE_B" in edition("ctk-2026-01").commodity_schemes
    False
    """
    if name not in EDITIONS:
        raise KeyError(name)
    lists: dict[str, set[str]] = defaultdict(set)
    with (_DATA / "lists.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if name in row["editions"].split():
                lists[row["list"]].add(row["code"])
    return Edition(**{list_name: frozenset(codes) for list_name, codes in lists.items()})


@once
def countries() -> frozenset[str]:
    """Countries, ISO 3166-1 alpha-2, and the code for one that is not known.

    >>> {"DK", "ZZ"} <= countries(), "XX" in countries()
    (True, False)
    """
    return _codes("countries") | {UNKNOWN_COUNTRY}


@once
def currencies() -> frozenset[str]:
    """Currencies, ISO 4217.

    >>> "EUR" in currencies()
    True
    """
    return _codes("currencies")


@once
def packages() -> frozenset[str]:
    """Kinds of package, UN/ECE Recommendation 21.

    >>> len(packages())
    405
    """
    return _codes("packages")


def _codes(name: str) -> frozenset[str]:
    lines = (_DATA / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(code for line in lines if not line.startswith("#") for code in line.split())
