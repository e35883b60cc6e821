"""What every part of a Bill is made of.

The modules of parts do not postpone their annotations: msgspec asks for all of them in every
process, and each that is still a text would be compiled then.
"""

import datetime as dt
from decimal import Decimal
from typing import Annotated, TypeAlias

import msgspec

from fairlead.bill.keys import Unit

Instant: TypeAlias = Annotated[dt.datetime, msgspec.Meta(tz=True)]
"""A moment with its offset; one without is no instant."""


class Part(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    repr_omit_defaults=True,
    gc=False,  # nothing frozen can come to hold itself
):
    """A part of a Bill: frozen, and closed to names that the Bill does not know.

    >>> from fairlead.bill import Seal
    >>> Seal(number="CH-7781")
    Seal(number='CH-7781')
    """


class Quantity(Part, frozen=True):
    """A number and its unit, both as stated.

    >>> Quantity(value=Decimal("12000.50"), unit=Unit.KILOGRAM).value
    Decimal('12000.50')
    """

    value: Decimal | None = None
    """The number, with the digits of the source."""
    unit: Unit | None = None
    """The unit it was stated in; never recomputed."""
