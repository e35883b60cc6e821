"""What nobody knows is refused: a leaf of which no fate is known is a defect (`LOSS-010`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fairlead.bill import Bill
from fairlead.errors import Refused
from fairlead.faults import Fault, Report, fault
from fairlead.lens import Emitted, adds_up, bill_path, unsaid

__all__ = ["refuse_miscounted", "refuse_unknown"]

_SHOWN: Final = 20
"""How many leaves of which nothing is known are named."""


def refuse_miscounted(bill: Bill, emitted: Emitted) -> None:
    """Refuses what has not written or reported every leaf of a Bill (`LOSS-010`).

    The leaves are only counted. Where they do not add up, each is looked for, which decides.
    """
    if not adds_up(bill, emitted.writing):
        _refuse_unsaid(bill, emitted)


def _refuse_unsaid(bill: Bill, emitted: Emitted) -> None:
    """Refuses an emission that has not written or reported every leaf of a Bill, one by one."""
    refuse_unknown(tuple(map(bill_path, unsaid(bill, emitted.writing))), of="Bill")


def refuse_unknown(unknown: tuple[str, ...], of: str = "document") -> None:
    """Refuses (`LOSS-010`) where nobody knows what became of leaves, and says where they are."""
    if unknown:
        raise Refused(Report(tuple(_defect(unknown, of))))


def _defect(unknown: tuple[str, ...], of: str) -> Iterator[Fault]:
    """A fault that says how many leaves there are, and one for each place."""
    count = f"{len(unknown)} {'leaf' if len(unknown) == 1 else 'leaves'}"
    says = f"a defect of Fairlead: it is not known what became of {count} of the {of}"
    yield fault("LOSS-010", says=says)
    where = "bill" if of == "Bill" else "wire"
    yield from (fault("LOSS-010", **{where: place}) for place in unknown[:_SHOWN])
