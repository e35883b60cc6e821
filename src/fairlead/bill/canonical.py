"""The canonical JSON of a Bill: what digests, supplements, carried words and vectors are made of.

Members are the names of the Bill; what is not said is not there; keys are their words, numbers
that may have a fraction are texts with the digits of the source, days are ISO 8601.
"""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from fairlead.bill.document import Bill
from fairlead.errors import UsageError


def to_canonical(bill: Bill) -> dict[str, Any]:
    """The canonical JSON of a Bill, as a tree.

    >>> to_canonical(Bill(transport_document_reference="FLBL-0001", to_order=False))
    {'transport_document_reference': 'FLBL-0001', 'to_order': False}
    """
    return bill.model_dump(mode="json", exclude_none=True)


def from_canonical(said: Any) -> Bill:
    """The Bill that a canonical JSON tree says. Raises `UsageError` where it says none.

    >>> from_canonical({"to_order": True}).to_order
    True
    """
    try:
        return Bill.model_validate(said)
    except ValidationError as problem:
        places = [".".join(map(str, error["loc"])) for error in problem.errors(include_url=False)]
        raise UsageError(f"this is no canonical JSON of a Bill: {', '.join(places)}") from problem
