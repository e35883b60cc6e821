"""Certificates made when the tests run: roots, what stands between, and leaves."""

import base64
import functools
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from fairlead.seal import Purpose
from fairlead.seal.trust import TrustedRoot
from tests.unit.seal.makers import AT, made

YEAR = timedelta(days=365)
SIGNS = {"digital_signature": True}
ISSUES = {"key_cert_sign": True, "crl_sign": True}
_USES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
    "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@dataclass(frozen=True)
class Holder:
    """A certificate and the key that it is of."""

    maker: Any
    certificate: x509.Certificate

    def root(self, platform="BOLT", purposes=(Purpose.PACK,)):
        """The same as a root of a trust list."""
        return TrustedRoot(platform, self.certificate, frozenset(purposes))


def named(*names):
    """A distinguished name with those common names."""
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one) for one in names])


def usage(**uses):
    """A key usage that allows just those."""
    return x509.KeyUsage(**dict.fromkeys(_USES, False) | uses)


def certificate(
    name,
    issuer=None,
    *,
    key=None,
    ca=None,
    path=None,
    uses=None,
    since=AT - YEAR,
    until=AT + YEAR,
    more=(),
    digest=None,
    issuer_name=None,
    names=None,
):
    """A certificate of a name, by an issuer, or by itself.

    `ca` and `path` are its basic constraints, left out where `ca` is None; `uses` its key usage;
    `more` are pairs of an extension and whether it is critical.
    """
    maker = key or made("ES256", f"certificate of {name}")
    by = issuer.maker if issuer else maker
    builder = (
        x509.CertificateBuilder()
        .subject_name(names or named(name))
        .issuer_name(issuer_name or (issuer.certificate.subject if issuer else named(name)))
        .public_key(maker.private.public_key())
        .serial_number(1 << 158 | x509.random_serial_number() >> 1)  # of one length always
        .not_valid_before(since)
        .not_valid_after(until)
    )
    if ca is not None:
        builder = builder.add_extension(x509.BasicConstraints(ca, path), critical=True)
    if uses is not None:
        builder = builder.add_extension(usage(**uses), critical=True)
    for extension, critical in more:
        builder = builder.add_extension(extension, critical=critical)
    ours = {"EdDSA": None, "ES384": hashes.SHA384()}.get(by.key.algorithm, hashes.SHA256())
    return Holder(maker, builder.sign(by.private, digest or ours))


@functools.cache
def root():
    """A root that says that it may issue others."""
    return certificate("Root", ca=True, uses=ISSUES)


def platforms():
    """What a trust list says of one platform, that has nothing but this root."""
    written = base64.b64encode(der(root())).decode()
    return [{"code": "BOLT", "roots": [{"x509": written, "purposes": ["openebl-pack"]}]}]


@functools.cache
def between():
    """A certificate that the root issued, and that may issue others."""
    return certificate("Between", root(), ca=True, path=0, uses=ISSUES)


@functools.cache
def leaf():
    """A certificate for signatures, that the one between issued."""
    return certificate("did:openebl:carrier", between(), uses=SIGNS)


def der(one):
    """A certificate as it is written in a header, in bytes."""
    return one.certificate.public_bytes(Encoding.DER)
