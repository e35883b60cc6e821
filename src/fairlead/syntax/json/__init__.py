"""JSON, read strictly and written back with every number as it was spelt.

A document is read or [`Refused`][fairlead.errors.Refused]; there is no third way. Beyond RFC 8259
it must hold no member twice, nothing that is not Unicode, and no more than the
[`Limits`][fairlead.syntax.json.limits.Limits] allow, so that no two readers can understand it
differently and no document can exhaust us. For digests it has one form more, the
[`canonical`][fairlead.syntax.json.canonical.canonical] one of RFC 8785.

>>> write(read(b'{ "weight": 12000.50, "count": 1e2 }'))
b'{"weight":12000.50,"count":1e2}'
>>> canonical(read(b'{ "weight": 12000.50, "count": 1e2 }'))
b'{"count":100,"weight":12000.5}'
"""

from fairlead.syntax.json.canonical import canonical
from fairlead.syntax.json.limits import LIMITS, Limits
from fairlead.syntax.json.numeral import Numeral
from fairlead.syntax.json.reader import read
from fairlead.syntax.json.swift import surely_within
from fairlead.syntax.json.writer import write

__all__ = ["LIMITS", "Limits", "Numeral", "canonical", "read", "surely_within", "write"]
