"""Keys, a trust list, and XML signatures made by hand, so that any part of one can be wrong.

What is made here holds by its arithmetic, whatever its parts are: that it is refused is then the
doing of the step that is named, and not of a broken signature.
"""

import base64
import functools
import hashlib
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from lxml import etree

from fairlead import convert
from fairlead.seal import Purpose, TrustedKey, TrustList
from fairlead.seal.algorithm import PublicKey
from fairlead.seal.signer import Signer
from fairlead.seal.signer.file import signing
from fairlead.seal.statement import Document
from fairlead.seal.xmldsig import verify_xml
from fairlead.seal.xmldsig.profile import DIGESTS, ENVELOPED, EXCLUSIVE, METHODS, SHA256
from tests.conftest import ROOT
from tests.unit.seal.verdicts import heard

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
DS = "http://www.w3.org/2000/09/xmldsig#"
XML = "application/xml"
SHIP = b'<s:Ship xmlns:s="urn:example:ship"> <s:Mast tall="30">main</s:Mast>\n</s:Ship>\n'
EXAMPLES = {"un-xml": "straight-bill", "efti": "sea-waybill"}
"""A bill of the examples that an XML format can say."""

MAKERS = {
    "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "ES384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "PS256": lambda: rsa.generate_private_key(65537, 2048),
    "RS256": lambda: rsa.generate_private_key(65537, 2048),
    "EdDSA": ed25519.Ed25519PrivateKey.generate,
}
SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1"
HASHES = dict.fromkeys(DIGESTS, hashlib.sha256) | {
    "http://www.w3.org/2001/04/xmldsig-more#sha384": hashlib.sha384,
    "http://www.w3.org/2001/04/xmlenc#sha512": hashlib.sha512,
    SHA1: hashlib.sha1,
}


@functools.cache
def private(algorithm, kid="quay"):
    """The private key of an algorithm, made once; another name has another key."""
    return MAKERS[algorithm]()


@functools.cache
def signer(algorithm="ES256", kid="quay", *, certified=False):
    """The signer of an algorithm."""
    own = private(algorithm, kid)
    key = PublicKey.from_native(own.public_key(), algorithm)
    chain = (certificate(algorithm, kid),) if certified else ()
    return Signer(kid, key, signing(own, algorithm), chain)


@functools.cache
def certificate(algorithm="ES256", kid="quay"):
    """A certificate of a key by itself, long expired: it brings no trust, and takes none."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Quay")])
    own = private(algorithm, kid)
    builder = x509.CertificateBuilder(name, name, own.public_key(), 7, NOW - 99 * DAY, NOW - DAY)
    return builder.sign(own, hashes.SHA256())


def der(one):
    """A certificate as X509Certificate holds it."""
    return base64.b64encode(one.public_bytes(Encoding.DER)).decode()


def trusted(made, *, platform="QUAY", purposes=(Purpose.DOCUMENT,), since=-DAY, until=DAY):
    """What a trust list says of a signer's key."""
    return TrustedKey(platform, made.kid, made.key, frozenset(purposes), NOW + since, NOW + until)


def listed(*keys):
    """A trust list with some keys."""
    return TrustList("test", 1, NOW - DAY, NOW + DAY, {one.kid: one for one in keys})


def trust(algorithm="ES256"):
    """A trust list with the one key of an algorithm."""
    return listed(trusted(signer(algorithm)))


def verdict(data, keys=None, **asked):
    """The verdict on some bytes."""
    return heard(verify_xml(data, keys or trust(), **{"at": NOW, **asked}))


@functools.cache
def bill(name):
    """A bill of the examples in one of the XML formats."""
    source = ROOT / "examples" / EXAMPLES[name] / "bill.dcsa.json"
    return convert(source.read_bytes(), name).output


@functools.cache
def sealed(name):
    """A bill in one of the XML formats, signed by us."""
    return signer().seal_xml(Document(bill(name), XML))


def canonical(data, *, exclusive=True):
    """The canonical form of a document."""
    return etree.tostring(etree.fromstring(data), method="c14n", exclusive=exclusive)


TRANSFORMS = (ENVELOPED, EXCLUSIVE)


def transform(one):
    """One transform: an algorithm, or markup of its own."""
    return one if one.startswith("<") else f'<ds:Transform Algorithm="{one}"/>'


def reference(
    data, uri='URI=""', transforms=TRANSFORMS, digest=SHA256, value=None, *, inclusively=False
):
    form = canonical(data, exclusive=not inclusively)
    made = HASHES.get(digest, hashlib.sha256)(form).digest()
    value = base64.b64encode(made).decode() if value is None else value
    inside = "".join(map(transform, transforms))
    return (
        f"<ds:Reference {uri}><ds:Transforms>{inside}</ds:Transforms>"
        f'<ds:DigestMethod Algorithm="{digest}"/><ds:DigestValue>{value}</ds:DigestValue>'
        "</ds:Reference>"
    )


def spelt(text, prefix):
    """Markup with another prefix, or with none, for the namespace of signatures."""
    declared = f"xmlns:{prefix[:-1]}=" if prefix else "xmlns="
    return text.replace("xmlns:ds=", declared).replace("ds:", prefix)


KEY_INFO = "<ds:KeyInfo><ds:KeyName>quay</ds:KeyName></ds:KeyInfo>"


def signature(
    data, *, info=None, c14n=EXCLUSIVE, method=METHODS["ES256"], inside="", value=None,
    key_info=KEY_INFO, after="", attributes="", sign=None, prefix="ds:", **referred,
):  # fmt: skip
    references = reference(data, **referred) if info is None else info
    signed_info = (
        f'<ds:SignedInfo xmlns:ds="{DS}"><ds:CanonicalizationMethod Algorithm="{c14n}"/>'
        f'<ds:SignatureMethod Algorithm="{method}">{inside}</ds:SignatureMethod>'
        f"{references}</ds:SignedInfo>"
    ).replace('"></ds:SignatureMethod>', '"/>')
    signed_info = spelt(signed_info, prefix)
    made = (sign or signer()._sign)(canonical(signed_info.encode()))
    value = base64.b64encode(made).decode() if value is None else value
    whole = (
        f'<ds:Signature xmlns:ds="{DS}"{attributes}>{signed_info}<ds:SignatureValue>{value}'
        f"</ds:SignatureValue>{key_info}{after}</ds:Signature>"
    )
    return spelt(whole, prefix).encode()


def put(data, made):
    """A document with something just before the end tag of its root."""
    end = data.rindex(b"</")
    return data[:end] + made + data[end:]


def by_hand(data=SHIP, **parts):
    """A document with a signature of any parts, at its place."""
    return put(data, signature(data, **parts))
