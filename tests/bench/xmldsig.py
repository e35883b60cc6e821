"""What an XML signature costs: `python -m tests.bench.xmldsig`.

Both sign the bill of `small` in UN/CEFACT XML by ES256 with the same key: ours from bytes to bytes,
signxml's own signer from elements that were read before to elements.
"""

import os
import statistics
from pathlib import Path

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


def signature_figures(documents, rounds):
    """The figure of XML signatures, and the times behind it."""
    times = contest(contestants(documents.small), rounds)
    over = ratio(times, ["our XML-DSig"], ["signxml signs"])
    yield "XML-DSig by ES256, over signxml's signer", over, 1.5, 1, False
    return times


def main():
    """Print what each costs, and the ratio."""
    small = Path(os.environ["FAIRLEAD_SAMPLES"], "performance", "small.json").read_bytes()
    times = contest(contestants(small), 9)
    for name, each in times.items():
        print(f"{name:<16} {statistics.median(each):>10.1f} us")
    print(f"{'ratio':<16} {ratio(times, ['our XML-DSig'], ['signxml signs']):>10.2f}")


if __name__ == "__main__":
    main()
