"""The canonical form of RFC 8785 (JCS): one tree, one text, whoever writes it.

Digests and checksums are made of it: members by the UTF-16 code units of their names, nothing
between tokens, and each number as ECMAScript spells the binary double nearest to it. One pass of
orjson gives nearly every document; the careful way is for what it cannot be trusted with.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from types import NoneType
from typing import Any, Final

from fairlead.errors import Refused, UsageError
from fairlead.faults import Report, fault
from fairlead.syntax.json import engine
from fairlead.syntax.json.numeral import Numeral
from fairlead.syntax.tree import Steps, Tree, pointer

__all__ = ["canonical"]

_SORTED: Final = (
    engine.OPT_SORT_KEYS
    | engine.OPT_STRICT_INTEGER
    | engine.OPT_PASSTHROUGH_DATACLASS
    | engine.OPT_PASSTHROUGH_DATETIME
)
_KINDS: Final = {dict, list, str, int, bool, NoneType, Decimal, Numeral}
"""What the reader gives. A binary fraction is none of them: orjson says `null` for its NaN."""
_BASIC: Final = "\uffff"
"""The last character of the Basic Multilingual Plane. Only where a name holds one beyond it may its
order by code points, which is orjson's, differ from that by UTF-16 code units."""
_BEYOND: Final = (b"\xf0", b"\xf1", b"\xf2", b"\xf3", b"\xf4")
"""How a character beyond it begins in UTF-8."""
_SURE_DIGITS: Final = 15
_SURE_POWER: Final = 300
"""A decimal of so many digits is the shortest that its double has, unless it is all but 0 or ∞."""
_WHOLE_DIGITS: Final = 21
_NOUGHTS: Final = 6
"""Where ECMAScript turns to an exponent: 1e21 and above, below 0.000001."""
_WIDEST: Final = 2**53 - 1
"""The widest integer that I-JSON (RFC 7493) promises to keep."""


def canonical(tree: Tree, *, rounding: bool = False) -> bytes:
    """The form of RFC 8785, in UTF-8: what documents say alike is alike, byte for byte.

    Spelling is no part of it: `1.50`, `1.5` and `15e-1` are one number, `-0` is `0`.

    A number that the form cannot keep is refused, so that two trees have one form only if they
    are equal, and the form can be read and made again: more digits than a double tells apart
    (`READ-013`), or beyond ±(2⁵³ - 1), where readers differ. With `rounding` the nearest double
    is said instead, as RFC 8785 has it: 0.1 and 0.1000000000000000055 then share a form. That is
    for comparing with the form that another made, never for a digest that is to vouch for what was
    read. What no double reaches (1e400) is refused in both ways.

    Raises `Refused` with the first fault: `READ-013`, or what no reader of ours lets through,
    `READ-006` and `READ-007`. `UsageError` for what is no tree, a binary fraction among it.

    >>> canonical({"b": Decimal("12000.50"), "a": [Numeral("1e2"), True, None]})
    b'{"a":[100,true,null],"b":12000.5}'
    >>> canonical({"weight": Decimal("0.1000000000000000055")})
    Traceback (most recent call last):
    fairlead.errors.Refused: READ-013 the canonical form (RFC 8785) cannot keep this number
    >>> canonical({"weight": Decimal("0.1000000000000000055")}, rounding=True)
    b'{"weight":0.1}'
    """
    try:
        said = engine.dumps(tree, _rounded if rounding else _kept, _SORTED)
    except TypeError:
        pass  # a wide integer, something to refuse, or no tree
    else:
        if _is_as_read(tree) and _is_in_order(tree, said):
            return said
    try:
        return _careful(tree, (), rounding=rounding).encode()
    except RecursionError:
        raise UsageError("this is no tree that JSON can say") from None


def _levels(tree: Tree) -> Iterator[list[Any]]:
    """The values of a tree, one step deeper at each turn."""
    level: list[Any] = [tree]
    while level:
        yield level
        below: list[Any] = []
        for node in level:
            if type(node) is dict:
                below += node.values()
            elif type(node) is list:
                below += node
        level = below


def _is_as_read(tree: Tree) -> bool:
    """Whether all in a tree is of the very kinds that the reader gives."""
    return all(_KINDS.issuperset(map(type, level)) for level in _levels(tree))


def _is_in_order(tree: Tree, said: bytes) -> bool:
    """Whether members that stand by code points stand by UTF-16 code units too."""
    if not any(lead in said for lead in _BEYOND):
        return True
    objects = (node for level in _levels(tree) for node in level if type(node) is dict)
    names = ("".join(members) for members in objects)
    return all(some.isascii() or max(some) <= _BASIC for some in names)


@lru_cache(maxsize=4096)
def _kept(number: Decimal) -> engine.Fragment:
    """A number for orjson if the form keeps it; `TypeError` if not, or if it is none.

    The same few numbers come again and again, and equal ones are said alike.
    """
    return _fragment(number, rounding=False)


@lru_cache(maxsize=4096)
def _rounded(number: Decimal) -> engine.Fragment:
    """A number for orjson as its nearest double; `TypeError` if there is none."""
    return _fragment(number, rounding=True)


def _fragment(number: object, *, rounding: bool) -> engine.Fragment:
    said = _spelt(number, rounding=rounding) if isinstance(number, Decimal) else None
    if said is None:
        raise TypeError
    return engine.Fragment(said)


def _spelt(number: Decimal, *, rounding: bool) -> str | None:
    """A number as ECMAScript spells it; `None` where the form cannot say it.

    >>> spelt = ("12000.0", "-0", "1e20", "1e21", "0.000001", "0.00000123", "1e400")
    >>> [_spelt(Decimal(one), rounding=True) for one in spelt]
    ['12000', '0', '100000000000000000000', '1e+21', '0.000001', '0.00000123', None]
    """
    if not number.is_finite():
        return None
    digits, point = _figures(number)
    told = number
    if len(digits) > _SURE_DIGITS or abs(point) > _SURE_POWER:
        # The one place where a binary fraction is right: RFC 8785, 3.2.2.3 demands the double. The
        # parser rounds to the nearest one, and `repr` gives its shortest digits.
        told = Decimal(repr(json.loads(f"{number:e}")))
        if not told.is_finite():
            return None
        digits, point = _figures(told)
    if not rounding and not (told == number and -_WIDEST <= number <= _WIDEST):
        return None
    return "-" * (number < 0 and digits != "") + _written(digits, point)


def _figures(number: Decimal) -> tuple[str, int]:
    """The digits of a finite number, without noughts around them, and how many precede its point.

    >>> _figures(Decimal("-12000.50")), _figures(Decimal("0.0012")), _figures(Decimal("0.00"))
    (('120005', 5), ('12', -2), ('', -1))
    """
    mantissa, _, power = f"{number:e}".partition("e")
    return mantissa.lstrip("-").replace(".", "").rstrip("0"), int(power) + 1


def _written(digits: str, point: int) -> str:
    """Digits with their point, as `Number::toString` of ECMA-262 places it.

    >>> _written("15", 1), _written("15", 22), _written("15", -5), _written("15", -6)
    ('1.5', '1.5e+21', '0.0000015', '1.5e-7')
    """
    if not digits:
        return "0"
    if 0 < point <= _WHOLE_DIGITS:
        whole, rest = digits[:point].ljust(point, "0"), digits[point:]
        return f"{whole}.{rest}" if rest else whole
    if -_NOUGHTS < point <= 0:
        return f"0.{'0' * -point}{digits}"
    rest = f".{digits[1:]}" if digits[1:] else ""
    return f"{digits[0]}{rest}e{point - 1:+d}"


def _careful(node: Any, steps: Steps, *, rounding: bool) -> str:
    """The form of a node, whatever it holds, or the refusal of the first thing that has none."""
    if node is None or isinstance(node, bool):
        return {None: "null", True: "true", False: "false"}[node]
    if isinstance(node, str):
        return _text(node, steps)
    if isinstance(node, int | Decimal):
        return _number(Decimal(node), steps, rounding=rounding)
    if isinstance(node, list):
        entries = enumerate(node)
        inside = (_careful(entry, (*steps, at), rounding=rounding) for at, entry in entries)
        return f"[{','.join(inside)}]"
    if isinstance(node, dict) and all(isinstance(name, str) for name in node):
        inside = (
            f"{_text(name, steps)}:{_careful(node[name], (*steps, name), rounding=rounding)}"
            for name in sorted(node, key=_code_units)
        )
        return f"{{{','.join(inside)}}}"
    raise UsageError(f"this is no tree that JSON can say: {pointer(steps) or 'the document'}")


def _code_units(name: str) -> bytes:
    """What members are ordered by: RFC 8785, 3.2.3."""
    return name.encode("utf-16-be", "surrogatepass")


def _text(text: str, steps: Steps) -> str:
    """A text with what must be escaped; RFC 8785, 3.2.2.2 escapes what orjson does, and alike."""
    try:
        return engine.dumps(text).decode()
    except TypeError:
        raise _refused("READ-007", steps, "RFC 8785, 3.2.2.2") from None


def _number(number: Decimal, steps: Steps, *, rounding: bool) -> str:
    """A number, or the refusal of one that the form cannot say."""
    said = _spelt(number, rounding=rounding)
    if said is None:
        code = "READ-013" if number.is_finite() else "READ-006"
        raise _refused(code, steps, "RFC 8785, 3.2.2.3")
    return said


def _refused(code: str, steps: Steps, law: str) -> Refused:
    return Refused(Report((fault(code, wire=pointer(steps), law=law),)))
