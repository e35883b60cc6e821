"""The story: a document is converted or checked, and every leaf of it is accounted for."""

from fairlead.gateway.convert.account import Fate
from fairlead.gateway.convert.conversion import Conversion
from fairlead.gateway.convert.each import check_each, convert_each
from fairlead.gateway.convert.ledger import Ledger
from fairlead.gateway.convert.line import check, convert, understand
from fairlead.gateway.convert.source import Source

__all__ = [
    "Conversion",
    "Fate",
    "Ledger",
    "Source",
    "check",
    "check_each",
    "convert",
    "convert_each",
    "understand",
]
