"""What a signer does, whatever holds its key."""

from __future__ import annotations

import base64
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography import x509

from fairlead.seal.algorithm import PublicKey
from fairlead.seal.jws import to_base64url
from fairlead.seal.statement import Document, Pack, Statement
from fairlead.seal.verify import type_of
from fairlead.syntax.json import write as write_json


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that signs statements."""

    kid: str
    """The name of the key, as a trust list says it."""
    key: PublicKey
    """The public half."""
    _sign: Callable[[bytes], bytes] = field(repr=False, compare=False)
    certificates: tuple[x509.Certificate, ...] = field(default=(), repr=False)
    """The certificate of the key, and what leads from it to its root, where they are known."""

    def seal(self, statement: Statement) -> bytes:
        """The statement as a compact JWS with `typ`, `kid` and content type."""
        header = _header(
            self.key.algorithm, self.kid, type_of(statement.purpose), statement.content_type
        )
        message = b"%b.%b" % (header, to_base64url(statement.payload()))
        return b"%b.%b" % (message, to_base64url(self._sign(message)))

    def seal_pack(self, pack: Pack) -> bytes:
        """The pack as the flattened JWS of Open eBL, with the certificates in `x5c`.

        Its header holds `alg` and `x5c` only, as its readers expect.
        """
        chain = [base64.b64encode(_der(one)).decode() for one in self.certificates]
        header: Mapping[str, Any] = {"alg": self.key.algorithm, "x5c": chain}
        protected, payload = to_base64url(write_json(dict(header))), to_base64url(pack.payload())
        signature = to_base64url(self._sign(b"%b.%b" % (protected, payload)))
        parts = {"protected": protected, "payload": payload, "signature": signature}
        return write_json({name: part.decode() for name, part in parts.items()})

    def seal_xml(self, document: Document) -> bytes:
        """The XML document with its signature as the last child of its root (W3C XML Signature).

        Not a byte of the document changes. Raises `UsageError` for what is no XML or is signed
        already, and for EdDSA; `Refused` for a document that could not be verified.
        """
        from fairlead.seal.xmldsig.sign import seal_enveloped

        certificate = _der(self.certificates[0]) if self.certificates else None
        return seal_enveloped(document, self.key.algorithm, self.kid, certificate, self._sign)

    def seal_detached(self, statement: Statement) -> bytes:
        """The signature of a statement without its payload (RFC 7515 appendix F)."""
        header, _, signature = self.seal(statement).split(b".")
        return b"%b..%b" % (header, signature)


@functools.lru_cache(maxsize=64)
def _header(algorithm: str, kid: str, typ: str, content_type: str | None) -> bytes:
    """A protected header in base64url; of one key for one purpose it is always the same."""
    header: dict[str, Any] = {"alg": algorithm, "kid": kid, "typ": typ}
    if content_type is not None:
        header["cty"] = content_type
    return to_base64url(write_json(header))


def _der(certificate: x509.Certificate) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.DER)
