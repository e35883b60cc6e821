"""The files that several mappings share, and the tables of which each is made."""

from __future__ import annotations

from typing import Final

from fairlead.formats.carriers import CarriersFile, CarrierTable, ToleranceTable
from fairlead.lens.language.beside import (
    HabitsFile,
    HabitTable,
    RankedTable,
    WordsFile,
    WordsTable,
)
from fairlead.lens.language.table import Table

__all__ = ["BESIDE"]

BESIDE: Final[dict[str, tuple[type[Table], ...]]] = {
    "words.toml": (WordsFile, WordsTable),
    "habits.toml": (HabitsFile, HabitTable, RankedTable),
    "carriers.toml": (CarriersFile, ToleranceTable, CarrierTable),
}
"""By the name of each file its tables, first that of the whole file."""
