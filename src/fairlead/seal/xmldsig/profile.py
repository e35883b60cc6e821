"""The algorithms of XML signatures that are read here, and the one form that is made, as URIs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairlead.seal.algorithm import Algorithm

ENVELOPED: Final = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
EXCLUSIVE: Final = "http://www.w3.org/2001/10/xml-exc-c14n#"
"""Exclusive canonicalisation 1.0 without comments, by which we sign."""
INCLUSIVE: Final = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
INCLUSIVE_11: Final = "http://www.w3.org/2006/12/xml-c14n11"
"""Canonical XML 1.0 and 1.1, which differ only in what a part takes over from its document."""

INCLUSIVES: Final = frozenset(
    one + comments for one in (INCLUSIVE, INCLUSIVE_11) for comments in ("", "#WithComments")
)
CANONICAL: Final = frozenset((EXCLUSIVE, f"{EXCLUSIVE}WithComments")) | INCLUSIVES
"""Canonicalisations that are read. With comments or without is the same where there are none."""

SHA256: Final = "http://www.w3.org/2001/04/xmlenc#sha256"
SHA384: Final = "http://www.w3.org/2001/04/xmldsig-more#sha384"
SHA512: Final = "http://www.w3.org/2001/04/xmlenc#sha512"
DIGESTS: Final[Mapping[str, str]] = {SHA256: "sha256", SHA384: "sha384", SHA512: "sha512"}
"""The digests that are read, by the names that Python has for them."""
BROKEN: Final = frozenset(
    (
        "http://www.w3.org/2000/09/xmldsig#sha1",
        "http://www.w3.org/2001/04/xmldsig-more#md5",
    )
)
"""Digests by which nothing is vouched for; any other that is not read is left undetermined."""

METHODS: Final[Mapping[str, str]] = {
    Algorithm.PS256: "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
    Algorithm.RS256: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    Algorithm.ES256: "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
    Algorithm.ES384: "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
}
"""The signature method of an algorithm (RFC 9231)."""

UNKNOWN_METHODS: Final[Mapping[str, str]] = {
    Algorithm.EDDSA: "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519",
}
"""Those that signxml does not know."""

ALGORITHMS: Final[Mapping[str, str]] = {
    uri: name for known in (METHODS, UNKNOWN_METHODS) for name, uri in known.items()
}
"""The algorithm of a signature method."""

SIGNED_PROPERTIES: Final = "http://uri.etsi.org/01903#SignedProperties"
"""The type of a reference to the signed properties of XAdES (EN 319 132-1 section 4.3.4)."""

MOST_NAMESPACES: Final = 64
"""Namespace declarations in the whole document, each counted wherever it stands."""
MOST_INCLUSIVE: Final = 24
"""As many where canonicalisation is inclusive, as each costs time again in every element."""
MOST_KEYS: Final = 8
"""Keys and certificates that a signature may bring along."""
