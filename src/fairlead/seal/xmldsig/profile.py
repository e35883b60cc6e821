"""The one form of an XML signature that is read and made here, as names and URIs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairlead.seal.algorithm import Algorithm

ENVELOPED: Final = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
EXCLUSIVE: Final = "http://www.w3.org/2001/10/xml-exc-c14n#"
"""Exclusive canonicalisation 1.0 without comments; any other may take minutes on small input."""

SHA256: Final = "http://www.w3.org/2001/04/xmlenc#sha256"
SHA384: Final = "http://www.w3.org/2001/04/xmldsig-more#sha384"
SHA512: Final = "http://www.w3.org/2001/04/xmlenc#sha512"
DIGESTS: Final = frozenset((SHA256, SHA384, SHA512))

METHODS: Final[Mapping[str, str]] = {
    Algorithm.PS256: "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
    Algorithm.RS256: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    Algorithm.ES256: "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
    Algorithm.ES384: "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
}
"""The signature method of an algorithm (RFC 9231). EdDSA has one, which signxml does not know."""

ALGORITHMS: Final[Mapping[str, str]] = {uri: name for name, uri in METHODS.items()}
"""The algorithm of a signature method."""

MOST_NAMESPACES: Final = 64
"""Namespace declarations in the whole document, each counted wherever it stands."""

HOLDS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "Signature": (
        ("SignedInfo", "SignatureValue", "KeyInfo"),
        ("SignedInfo", "SignatureValue"),
    ),
    "SignedInfo": (("CanonicalizationMethod", "SignatureMethod", "Reference"),),
    "Reference": (("Transforms", "DigestMethod", "DigestValue"),),
    "Transforms": (("Transform", "Transform"),),
    "KeyInfo": (("KeyName",), ("KeyName", "X509Data"), ("X509Data",)),
    "X509Data": (("X509Certificate",),),
}
"""What an element holds, in its order; one that is not named here holds no element."""

ATTRIBUTES: Final[Mapping[str, str]] = {
    "CanonicalizationMethod": "Algorithm",
    "SignatureMethod": "Algorithm",
    "Transform": "Algorithm",
    "DigestMethod": "Algorithm",
    "Reference": "URI",
}
"""The one attribute of an element; one that is not named here has none."""

TEXTS: Final = frozenset(("SignatureValue", "DigestValue", "KeyName", "X509Certificate"))
"""The elements that hold a text; any other holds blanks at most."""
