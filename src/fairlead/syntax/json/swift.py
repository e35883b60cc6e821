r"""The swift reader: answers for nearly every document, and doubts where it cannot be sure.

Its parser (msgspec) refuses all that is not JSON, with NaN, half surrogates and a byte order mark,
but it knows no limits of ours, keeps the last of two members of one name, and takes `-0` for `0`.
That nothing was lost is proved afterwards, from the tree it gave. A doubt is no verdict: the
[careful reader][fairlead.syntax.json.careful] then decides.

**Why the proof holds.** Write the tree again. If that gives the input back byte for byte, nothing
was lost. Where it need not, count the colons in both. A colon of the input is either the one of a
member or stands in a text; the same is true of what was written, whose every member and text comes
from the input. A text holds as many colons in both, because only the escape `\u003a` could bring
one that the input does not show, and no input with `\u003` gets this far. So if no member was
lost the counts are equal, and each member that was lost takes at least its own colon with it.

With no member lost, count `-0` alike. In texts there are as many in both, as no input with
`\u002d` or `\u0030` gets this far. In numbers too: a fraction was checked to be written as it
was read, and an integer is, as JSON allows it no leading zero and no plus. But an integer `-0` was
read as `0` and shows its `-0` in the input alone.

**And the limits.** A value takes at least two bytes, less one for the first; and every value but
the root follows a comma or an opening bracket. The engine that writes the tree refuses integers
beyond 64 bits, so what it writes has at most 20 digits; fractions are held to the same. Written
with an indent, a value that lies more steps deep than allowed stands behind so many blanks; no
text can feign that, for no text holds a bare line break.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

import msgspec

from fairlead.syntax.json.limits import Limits
from fairlead.syntax.json.writer import compact, indented
from fairlead.syntax.tree import Tree

__all__ = ["Doubt", "read", "surely_within"]

_SURE_DIGITS: Final = 20


class Doubt(Exception):
    """The swift reader cannot be sure; it never leaves this package."""


@lru_cache(maxsize=4096)
def _fraction(text: str) -> Decimal:
    """A number with a point, if it is short and is written as it was read.

    The same few numbers come again and again: tare weights, volumes of one kind of container.
    """
    if len(text) > _SURE_DIGITS or "e" in text or "E" in text:
        raise Doubt
    number = Decimal(text)
    if str(number) != text:
        raise Doubt
    return number


_PARSER: Final = msgspec.json.Decoder(float_hook=_fraction)


def read(data: bytes, limits: Limits) -> Tree:
    """The tree of a document, exactly as the careful reader would give it; else `Doubt`.

    >>> from fairlead.syntax.json.limits import LIMITS
    >>> read(b'{"a": [1, 2.50]}', LIMITS)
    {'a': [1, Decimal('2.50')]}
    """
    if not surely_within(data, limits):
        raise Doubt
    try:
        tree: Tree = _PARSER.decode(data)
        written = compact(tree)
        outline = indented(tree, _nought)
    except (msgspec.MsgspecError, TypeError, UnicodeDecodeError, RecursionError):
        raise Doubt from None
    if b"\n" + b"  " * (limits.depth + 1) in outline:
        raise Doubt
    if written != data and not _nothing_lost(data, written):
        raise Doubt
    return tree


def _nought(_: object) -> int:
    """Stands for a fraction where only the depth of it matters."""
    return 0


def surely_within(data: bytes, limits: Limits) -> bool:
    """Whether a look at the bytes shows that there are few enough values, and no text too long."""
    most = limits.most_values(len(data))
    few = len(data) < 2 * most or (data.count(b",") + data.count(b"[") + data.count(b"{") < most)
    short = len(data) <= limits.text or (
        b'\\"' not in data and not re.search(rb'"[^"]{%d}' % (limits.text + 1), data)
    )
    return few and short and limits.digits >= _SURE_DIGITS


def _nothing_lost(data: bytes, written: bytes) -> bool:
    """Whether what was written shows that no member was lost and no `-0` became `0`; see above."""
    return (
        not (b"\\" in data and (b"\\u002" in data or b"\\u003" in data))
        and data.count(b":") == written.count(b":")
        and data.count(b"-0") == written.count(b"-0")
    )
