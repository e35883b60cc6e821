"""Sums of numbers and of quantities, exact in every unit of weight and volume."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from typing import Any, Final

from fairlead.bill import Unit

__all__ = ["added", "agree", "pair", "plain", "repeats"]

_EXACTLY: Final = {
    Unit.KILOGRAM: ("1", Unit.KILOGRAM),
    Unit.GRAM: ("0.001", Unit.KILOGRAM),
    Unit.TONNE: ("1000", Unit.KILOGRAM),
    Unit.POUND: ("0.45359237", Unit.KILOGRAM),
    Unit.OUNCE: ("0.028349523125", Unit.KILOGRAM),
    Unit.CUBIC_METRE: ("1", Unit.CUBIC_METRE),
    Unit.LITRE: ("0.001", Unit.CUBIC_METRE),
    Unit.CUBIC_FOOT: ("0.028316846592", Unit.CUBIC_METRE),
    Unit.CUBIC_CENTIMETRE: ("0.000001", Unit.CUBIC_METRE),
    Unit.CUBIC_MILLIMETRE: ("0.000000001", Unit.CUBIC_METRE),
}
"""What one of a unit comes to, exactly: the international pound and foot, ounces of that pound."""

_WIDE = Context(prec=4000)
"""No sum of numbers that can be read is rounded: none has so many digits."""


def agree(stated: Any, computed: Any) -> bool:
    """Whether a stated total is what its parts come to, in whatever unit it is stated.

    >>> agree((Decimal("1.5"), Unit.TONNE), (Decimal(1500), Unit.KILOGRAM))
    True
    """
    if stated == computed or not isinstance(stated, tuple) or not isinstance(computed, tuple):
        return bool(stated == computed)
    exact = [_exact(stated), _exact(computed)]
    return None not in exact and exact[0] == exact[1]


def repeats(first: Any, again: Any) -> bool:
    """Whether a second statement of a fact says what the first did; what says none repeats none."""
    return first is not None and again is not None and agree(first, again)


def added(found: list[Any]) -> Any:
    """The sum of numbers, or of quantities; None where their units cannot be added exactly.

    >>> added([(Decimal(1), Unit.TONNE), (Decimal(5), Unit.KILOGRAM)])
    (Decimal('1005'), <Unit.KILOGRAM: 'kilogram'>)
    """
    if not found or isinstance(found[0], int | Decimal):
        return sum(found) if found else None
    pairs = [pair(one) for one in found]
    if len({unit for _, unit in pairs}) > 1:
        exact = [_exact(one) for one in pairs]
        pairs = [(None, None) if one is None else one for one in exact]
    units = {unit for _, unit in pairs}
    if len(units) != 1 or None in units or any(value is None for value, _ in pairs):
        return None
    with localcontext(_WIDE):
        return plain(sum(value for value, _ in pairs)), units.pop()


def _exact(pair: tuple[Any, Any]) -> tuple[Decimal, Unit] | None:
    """A quantity in kilograms or cubic metres; None where its unit is none of weight or volume."""
    value, unit = pair
    if value is None or unit not in _EXACTLY:
        return None
    factor, base = _EXACTLY[unit]
    with localcontext(_WIDE):
        return plain(value * Decimal(factor)), base


def plain(number: Decimal) -> Decimal:
    """A number without the zeros that say nothing, and without an exponent; nothing is rounded.

    >>> plain(Decimal("17951.0")), plain(Decimal("1E+2"))
    (Decimal('17951'), Decimal('100'))
    """
    text = format(number, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def pair(quantity: Any) -> tuple[Any, Any]:
    """The number and the unit of a quantity, whether a pair, what was read of one, or one."""
    if isinstance(quantity, tuple):
        return quantity
    if isinstance(quantity, dict):
        return quantity.get("value"), quantity.get("unit")
    return quantity.value, quantity.unit
