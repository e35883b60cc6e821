"""The competent peer: what a good team would write in a week with good libraries, for one pair.

orjson reads; jsonschema-rs judges the source; pydantic models hold the bill; a mapping by hand
makes the tree of the target, which jsonschema-rs judges; orjson writes; a walk over the leaves of
source and output makes the report, which names the place of every leaf that is lost.

It was fixed before the product was measured against it. Whoever changes anything in this folder, or
in `tests/bench/direct.py` that it uses, restates the figure of both, before and after that change:
a figure over another peer is another figure.
"""

from typing import NamedTuple

import jsonschema_rs
import orjson

from tests.bench.direct import direct
from tests.bench.peer.bill import Bill
from tests.bench.peer.report import Report, report_of

__all__ = ["Peer"]


class Converted(NamedTuple):
    """What a conversion gives."""

    output: bytes
    bill: Bill
    report: Report


class Peer:
    """Converts DCSA documents to UN/CEFACT; made once, for its validators."""

    def __init__(self, source_schema, target_schema):
        self._source = jsonschema_rs.validator_for(source_schema, validate_formats=True)
        self._target = jsonschema_rs.validator_for(target_schema, validate_formats=True)

    def convert(self, data):
        """The output, the bill, and the report of every leaf of the source."""
        tree = orjson.loads(data)
        refuse_invalid(self._source, tree)
        bill = Bill.model_validate(tree)
        output = direct(tree)
        refuse_invalid(self._target, output)
        return Converted(orjson.dumps(output), bill, report_of(tree, output))


def refuse_invalid(validator, tree):
    """Raises `ValueError` with every breach of a schema."""
    if not validator.is_valid(tree):
        raise ValueError("\n".join(error.message for error in validator.iter_errors(tree)))
