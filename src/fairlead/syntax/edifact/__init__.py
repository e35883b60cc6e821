"""EDIFACT by ISO 9735, versions 1 to 4: read strictly, and written back byte for byte.

Bytes become [`Tokens`][fairlead.syntax.edifact.tokens.Tokens], which lose nothing, an
[`Interchange`][fairlead.syntax.edifact.message.Interchange] of messages with the faults of each,
and, by the [`Table`][fairlead.syntax.edifact.table.Table] of a message, trees. No message and no
directory is known here: tables come from elsewhere.

>>> split(b"UNB+UNOC:3+A+B+261120:0900+1'UNZ+0+1'").segments
['UNB+UNOC:3+A+B+261120:0900+1', 'UNZ+0+1']
"""

from fairlead.syntax.edifact.flat import Line, flattened
from fairlead.syntax.edifact.group import Aside, grouped
from fairlead.syntax.edifact.layout import Layout, Slot, slots
from fairlead.syntax.edifact.limits import LIMITS, Limits
from fairlead.syntax.edifact.message import Interchange, Message
from fairlead.syntax.edifact.reader import read
from fairlead.syntax.edifact.service import DEFAULT, Service
from fairlead.syntax.edifact.table import Row, Table
from fairlead.syntax.edifact.tokens import Tokens, split
from fairlead.syntax.edifact.writer import Envelope, write

__all__ = [
    "DEFAULT",
    "LIMITS",
    "Aside",
    "Envelope",
    "Interchange",
    "Layout",
    "Limits",
    "Line",
    "Message",
    "Row",
    "Service",
    "Slot",
    "Table",
    "Tokens",
    "flattened",
    "grouped",
    "read",
    "slots",
    "split",
    "write",
]
