"""What every part of a Bill is made of."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from fairlead.bill.keys import Unit


class Part(BaseModel):
    """A part of a Bill: frozen, and closed to names that the Bill does not know.

    >>> from fairlead.bill import Seal
    >>> Seal(number="CH-7781").number
    'CH-7781'
    """

    # Built on first use: importing the library must stay cheap.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Quantity(Part):
    """A number and its unit, both as stated.

    >>> Quantity(value=Decimal("12000.50"), unit=Unit.KILOGRAM).value
    Decimal('12000.50')
    """

    value: Decimal | None = None
    """The number, with the digits of the source."""
    unit: Unit | None = None
    """The unit it was stated in; never recomputed."""
