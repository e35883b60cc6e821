"""Fairlead moves electronic bills of lading between platforms, and says what it did.

>>> from fairlead import convert
>>> bill = b'{"exchangedDocument":{"id":{"content":"FLBL-1"},"typeCode":{"content":"706"}}}'
>>> convert(bill, "un-json").target.alias
'un-json'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fairlead.bill import Bill
    from fairlead.errors import FairleadError, MappingError, Refused, Unreachable, UsageError
    from fairlead.faults import Fault, Report
    from fairlead.formats import InterchangeHeader
    from fairlead.gateway.convert.conversion import Conversion
    from fairlead.gateway.convert.each import check_each, convert_each
    from fairlead.gateway.convert.ledger import Ledger
    from fairlead.gateway.convert.line import check, convert
    from fairlead.gateway.convert.ready import ready
    from fairlead.gateway.vouch.repeat import verify_conversion
    from fairlead.gateway.vouch.sealing import Sealed, seal_conversion
    from fairlead.gateway.vouch.verify import verify

__version__ = "0.1.0"

__all__ = [
    "Bill",
    "Conversion",
    "FairleadError",
    "Fault",
    "InterchangeHeader",
    "Ledger",
    "MappingError",
    "Refused",
    "Report",
    "Sealed",
    "Unreachable",
    "UsageError",
    "__version__",
    "check",
    "check_each",
    "convert",
    "convert_each",
    "ready",
    "seal_conversion",
    "verify",
    "verify_conversion",
]

_ROOMS = {
    "Bill": "bill",
    "Conversion": "gateway",
    "FairleadError": "errors",
    "Fault": "faults",
    "InterchangeHeader": "formats",
    "Ledger": "gateway",
    "MappingError": "errors",
    "Refused": "errors",
    "Report": "faults",
    "Sealed": "gateway.vouch.sealing",
    "Unreachable": "errors",
    "UsageError": "errors",
    "check": "gateway",
    "check_each": "gateway",
    "convert": "gateway",
    "convert_each": "gateway",
    "ready": "gateway.convert.ready",
    "seal_conversion": "gateway.vouch.sealing",
    "verify": "gateway.vouch.verify",
    "verify_conversion": "gateway.vouch.repeat",
}


def __getattr__(name: str) -> Any:
    """Imports a public name when it is first asked for: `import fairlead` costs nothing."""
    if name not in _ROOMS:
        message = f"module 'fairlead' has no attribute {name!r}"
        raise AttributeError(message)
    import importlib

    return getattr(importlib.import_module(f"fairlead.{_ROOMS[name]}"), name)
