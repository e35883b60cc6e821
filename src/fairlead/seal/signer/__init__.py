"""Signers: keys of ours, found by URI, that sign statements and nothing else.

`file:` is a PKCS#8 key in PEM, `pkcs11:` a key that never leaves its token (RFC 7512). A signer
shows its public key; its private key, its passphrase and its PIN appear in no text of ours.
"""

from __future__ import annotations

from fairlead.seal.signer.signer import Signer
from fairlead.seal.signer.uri import Secret, open_signer

__all__ = ["Secret", "Signer", "open_signer"]
