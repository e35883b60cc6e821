"""What the names in a receipt mean to JSON-LD: its context, which stands in the receipt itself.

Each member of the subject is a term with a URI of its own, and a JSON literal (JSON-LD 1.1 section
4.2.2): what is in it is kept as it stands, and its names mean what Fairlead's documentation says of
them. The version is a text. No context of ours has to be fetched from anywhere.
"""

from __future__ import annotations

from typing import Any, Final

__all__ = ["CONTEXTS", "KIND", "READ"]

KIND: Final = "FairleadConversionReceipt"
"""The type of the credential beside `VerifiableCredential`."""

_SPACE: Final = "urn:uuid:888b1b8c-f6cc-4868-8641-2fb3e3f79f06#"
"""Where our terms are named; a UUID needs no host and no registration (RFC 9562)."""
_LITERALS: Final = (
    "source", "output", "bill", "asked", "supplement", "signatures", "ledger", "losses",
    "made_with",
)  # fmt: skip

CONTEXTS: Final[tuple[Any, ...]] = (
    "https://www.w3.org/ns/credentials/v2",
    {
        KIND: _SPACE + KIND,
        "fairlead": _SPACE + "fairlead",
        **{name: {"@id": _SPACE + name, "@type": "@json"} for name in _LITERALS},
    },
)
"""The context of a receipt (Verifiable Credentials 2.0 section 4.3)."""

_UNDEFINED: Final = (CONTEXTS[0], "https://www.w3.org/ns/credentials/undefined-terms/v2")
"""The context of receipts that were made before their terms stood in them."""
READ: Final = (CONTEXTS, _UNDEFINED)
"""The contexts of receipts that are read: what was signed once is to be read for years."""
