"""What an XML signature costs.

Both sign the bill of `small` in UN/CEFACT XML by ES256 with the same key: ours from bytes to bytes,
signxml's own signer from elements that were read before to elements.
"""

from cryptography.hazmat.primitives.asymmetric import ec
from lxml import etree
from signxml import XMLSigner
from signxml.algorithms import CanonicalizationMethod, SignatureMethod

from fairlead import convert
from fairlead.seal.algorithm import PublicKey
from fairlead.seal.signer import Signer
from fairlead.seal.signer.file import signing
from fairlead.seal.statement import Document
from tests.bench.contest import contest, ratio
from tests.bench.figure import Figure


def contestants(small):
    """Our signer and signxml's, on the same bill with the same key."""
    data = convert(small, "un-xml").output
    private = ec.generate_private_key(ec.SECP256R1())
    key = PublicKey.from_native(private.public_key())
    ours = Signer("quay-2026", key, signing(private, key.algorithm))
    theirs = XMLSigner(
        signature_algorithm=SignatureMethod.ECDSA_SHA256,
        c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0,
    )
    document, root = Document(data, "application/xml"), etree.fromstring(data)
    return {
        "our XML-DSig": lambda: ours.seal_xml(document),
        "signxml signs": lambda: theirs.sign(root, key=private, key_name="quay-2026"),
    }


def signature_figures(documents, rounds, times):
    """The figure of XML signatures; keeps the times."""
    taken = contest(contestants(documents.small), rounds)
    times |= taken
    over = ratio(taken, ["our XML-DSig"], ["signxml signs"])
    yield Figure("XML-DSig by ES256, over signxml's signer", over, 1.5, 1)
