"""Numbers that remember how they were spelt."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Self

from fairlead.syntax.json.limits import Limits

__all__ = ["Numeral", "decimal", "integer"]


class Numeral(Decimal):
    """A number whose spelling `Decimal` and `int` would not keep: `1e2`, `-0`, `0.00000001`.

    It equals, hashes and computes as the `Decimal` it is, and `str` gives its spelling back. The
    result of a computation is a plain `Decimal`.

    >>> number = Numeral("1e2")
    >>> number == 100, str(number), str(Decimal("1e2")), str(number + 1)
    (True, '1e2', '1E+2', '101')
    """

    __slots__ = ("text",)

    text: str
    """The number as it was spelt."""

    def __new__(cls, text: str) -> Self:
        """A number from its spelling in JSON."""
        self = super().__new__(cls, text)
        self.text = text
        return self

    def __str__(self) -> str:
        return self.text

    def __format__(self, spec: str, /) -> str:  # type: ignore[override]
        return super().__format__(spec) if spec else self.text

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (self.text,)


_MARKS: Final = dict.fromkeys(map(ord, "+-.eE"))


def integer(text: str, limits: Limits) -> int | Numeral | None:
    """A number without point and exponent, from its spelling; `None` if it is over the limits.

    >>> from fairlead.syntax.json.limits import LIMITS
    >>> integer("12345678901234567890", LIMITS), str(integer("-0", LIMITS))
    (12345678901234567890, '-0')
    """
    if text == "-0":
        return Numeral(text)
    return int(text) if len(text) - (text[0] == "-") <= limits.digits else None


def decimal(text: str, limits: Limits) -> Decimal | None:
    """A number with point or exponent, from its spelling; `None` if it is over the limits.

    >>> from fairlead.syntax.json.limits import LIMITS
    >>> decimal("12000.50", LIMITS), decimal("1e999999999", LIMITS)
    (Decimal('12000.50'), None)
    """
    if len(text.translate(_MARKS)) > limits.digits:
        return None
    exponent = text.lower().partition("e")[2]
    if exponent and abs(int(exponent)) > limits.exponent:
        return None
    number = Decimal(text)
    return Numeral(text) if exponent or str(number) != text else number
