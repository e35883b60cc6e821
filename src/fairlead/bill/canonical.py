"""The canonical JSON of a Bill: what digests, supplements, carried words and vectors are made of.

Members are the names of the Bill; what is not said is not there; keys are their words, numbers
that may have a fraction are texts with the digits of the source, days are ISO 8601.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

import msgspec

from fairlead.bill.document import Bill
from fairlead.bill.values import Part
from fairlead.errors import UsageError
from fairlead.once import once

_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\Z", re.ASCII)
_PLACE: Final = re.compile(r" - at `\$\.?(.*)`\Z")
_STRANGER: Final = re.compile(r"\AObject contains unknown field `(.*?)`", re.DOTALL)


def to_canonical(bill: Bill) -> dict[str, Any]:
    """The canonical JSON of a Bill, as a tree.

    >>> to_canonical(Bill(transport_document_reference="FLBL-0001", to_order=False))
    {'transport_document_reference': 'FLBL-0001', 'to_order': False}
    """
    tree: dict[str, Any] = _lists(msgspec.to_builtins(bill))
    return tree


def canonical_bytes(bill: Bill) -> bytes:
    """The canonical JSON of a Bill in the form of RFC 8785, of which its digest is made.

    >>> canonical_bytes(Bill(transport_document_reference="FLBL-0001", to_order=False))
    b'{"to_order":false,"transport_document_reference":"FLBL-0001"}'
    """
    # Names are ASCII and numbers are texts, so that sorted and compact is all that RFC 8785 asks.
    return msgspec.json.encode(bill, order="sorted")


def _lists(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {name: _lists(value) for name, value in tree.items()}
    return [_lists(value) for value in tree] if isinstance(tree, tuple) else tree


@once
def struct_of_bill() -> type[Bill]:
    """The Bill as msgspec makes it of values, once it has worked out what each part can hold.

    It works that out at the first use and does not hold a lock meanwhile, so that is ours to do.
    """
    msgspec.convert({}, Bill)
    return Bill


def from_canonical(said: Any) -> Bill:
    """The Bill that a canonical JSON tree says. Raises `UsageError` where it says none.

    >>> from_canonical({"to_order": True}).to_order
    True
    """
    try:
        bill = msgspec.convert(said, struct_of_bill())
    except msgspec.ValidationError as problem:
        raise _no_bill(place_of(problem)) from problem
    _refuse_odd_numbers(said, bill, "")
    return bill


def place_of(problem: msgspec.ValidationError) -> str:
    """Where in a Bill a value is that the Bill cannot hold; empty for the Bill itself.

    >>> try:
    ...     msgspec.convert({"shipper": {"party_name": 1}}, Bill)
    ... except msgspec.ValidationError as problem:
    ...     print(place_of(problem))
    shipper.party_name
    """
    said = str(problem)
    steps = (_PLACE.search(said), _STRANGER.match(said))
    return ".".join(step[1] for step in steps if step is not None)


def _refuse_odd_numbers(said: Any, part: Any, at: str) -> None:
    """Refuses what would pass for a number: `NaN`, `1_000`, a binary fraction."""
    if isinstance(part, Part):
        for name, value in said.items():
            _refuse_odd_numbers(value, getattr(part, name), f"{at}.{name}" if at else name)
    elif isinstance(part, tuple):
        for index, (one, inner) in enumerate(zip(said, part, strict=True)):
            _refuse_odd_numbers(one, inner, f"{at}[{index}]")
    elif isinstance(part, Decimal):
        plain = _NUMBER.match(said) if isinstance(said, str) else isinstance(said, int | Decimal)
        if not plain or not part.is_finite():
            raise _no_bill(at)


def _no_bill(at: str) -> UsageError:
    return UsageError(f"this is no canonical JSON of a Bill: {at or 'its members'}")
