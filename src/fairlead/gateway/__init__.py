"""The story: a document is converted or checked, and every leaf of it is accounted for."""

from fairlead.gateway.conversion import Conversion, Source
from fairlead.gateway.convert import check, convert, understand
from fairlead.gateway.each import check_each, convert_each
from fairlead.gateway.ledger import Fate, Ledger

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
