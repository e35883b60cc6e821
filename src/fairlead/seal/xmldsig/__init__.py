"""XML-DSig: one enveloped signature over a whole document, at one place and in one form.

W3C XML Signature 1.1, narrowed: `ds:Signature` is the last child of the root, its one reference is
the document itself, canonicalisation is exclusive, and the key is that of a trust list. What a
signature says of keys (`KeyValue`, `RetrievalMethod`) is refused, never followed. signxml verifies;
what signs is a signer's callback, so that the key may stay in its token.
"""

from __future__ import annotations

from fairlead.seal.xmldsig.sign import seal_enveloped, taken_out
from fairlead.seal.xmldsig.verify import STEPS, verify_xml

__all__ = ["STEPS", "seal_enveloped", "taken_out", "verify_xml"]
