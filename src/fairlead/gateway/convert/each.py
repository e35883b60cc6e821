"""Many documents in one input: every message of an interchange for itself.

The interchange is read once. What is wrong with it as a whole refuses it; a message that is refused
gives its `Refused`, whose report says why, and the next goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import Any, Literal, TypedDict, TypeVar, Unpack

from fairlead.errors import Refused, UsageError
from fairlead.faults import Report
from fairlead.formats import InterchangeHeader
from fairlead.formats.wire import Raw, read_each
from fairlead.gateway.convert.conversion import Conversion
from fairlead.gateway.convert.line import check, convert, refuse_odd
from fairlead.rules import STRICT, Profile, profile_of
from fairlead.syntax.json import LIMITS, Limits

Outcome = TypeVar("Outcome")


class Terms(TypedDict, total=False):
    """What may be said of every conversion alike: the arguments of `convert` of those names."""

    source: str | None
    supplement: Mapping[str, Any] | None
    on_loss: Literal["report", "refuse"]
    carry: bool
    strict: bool
    allow: Collection[str]
    profile: Profile | str
    header: InterchangeHeader | None


def convert_each(
    data: bytes, to: str, *, limits: Limits = LIMITS, **terms: Unpack[Terms]
) -> Iterator[Conversion | Refused]:
    """Every message of an interchange said in another format, in their order, each when asked for.

    What is no interchange is one document. The other arguments are those of
    [`convert`][fairlead.gateway.convert.line.convert].

    Raises:
        Refused: the input as a whole cannot be read; no message is converted.
        UsageError: as `convert`, and for a header with a control reference: each message goes out
            in an interchange of its own, and a reference names one.

    >>> bill = b'{"exchangedDocument":{"id":{"content":"FLBL-1"},"typeCode":{"content":"706"}}}'
    >>> [made.target.alias for made in convert_each(bill, "un-json")]
    ['un-json']
    >>> unh = b"UNH+M1+IFTMCS:D:00B:UN'BGM+705'UNT+3+M2'"
    >>> data = b"UNB+UNOC:3+SENDER+RECIPIENT+261120:0900+1'" + unh + unh + b"UNZ+2+1'"
    >>> [str(made) for made in convert_each(data, "un-json")][0]
    'READ-043 the message references of UNH and UNT differ'
    """
    terms["profile"] = profile_of(terms.get("profile", STRICT))
    header = terms.get("header")
    if header is not None and header.control_reference is not None:
        raise UsageError("a control reference names one interchange, and each message becomes one")
    return _each(data, limits, lambda raw: convert(raw, to, limits=limits, **terms))


def check_each(
    data: bytes,
    *,
    source: str | None = None,
    profile: Profile | str = STRICT,
    limits: Limits = LIMITS,
) -> Iterator[Report | Refused]:
    """What is to be said about every message of an interchange, in their order.

    What is no interchange is one document. A message that cannot be read or breaks its schema
    gives its `Refused`. Raises `Refused` where the input as a whole cannot be read.

    >>> bill = b'{"exchangedDocument":{"id":{"content":"FLBL-1"},"typeCode":{"content":"706"}}}'
    >>> [type(one).__name__ for one in check_each(bill)]
    ['Report']
    """
    profile = profile_of(profile)
    return _each(data, limits, lambda raw: check(raw, source=source, profile=profile))


def _each(data: bytes, limits: Limits, do: Callable[[Raw], Outcome]) -> Iterator[Outcome | Refused]:
    """A `map`, which goes on after an exception: no message costs another its outcome."""
    refuse_odd(data, limits)
    return map(partial(_outcome, do), read_each(data, limits))


def _outcome(do: Callable[[Raw], Outcome], raw: Raw) -> Outcome | Refused:
    try:
        return do(raw)
    except Refused as refused:
        return refused
