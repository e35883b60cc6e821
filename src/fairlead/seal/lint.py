"""What no careful registrar lists: asked when a trust list is signed, and when it is read.

Each of these was well formed, and would have been believed.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fairlead.seal.trust import TrustList

__all__ = ["oddity", "scripts_of"]


def oddity(listed: TrustList) -> str | None:
    """Why a list is not to be signed or believed: it trusts nobody, never, or one key as two.

    >>> from datetime import UTC, datetime
    >>> from fairlead.seal.trust import TrustList
    >>> new, old = datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    >>> oddity(TrustList("harbour", 1, new, old))
    'the trust list expires no later than it is issued'
    """
    keys = listed.keys.values()
    if listed.expires <= listed.issued:
        return "the trust list expires no later than it is issued"
    if not keys and not listed.roots:
        return "the trust list holds no key and no root"
    if any(key.until <= key.since for key in keys):
        return "a key of the trust list is valid until no later than it is valid from"
    codes = [key.platform for key in keys] + [root.platform for root in listed.roots]
    codes += [code for key in keys for pair in key.carriers for code in pair]
    if any(len(scripts_of(code)) > 1 for code in codes):
        return "a code in the trust list mixes letters of two scripts"
    owners = {(key.key.thumbprint, key.platform) for key in keys}
    if len(owners) > len({thumbprint for thumbprint, _ in owners}):
        return "two platforms of the trust list have one key"
    return None


def scripts_of(code: str) -> frozenset[str]:
    r"""The scripts of the letters of a code, as Unicode names them.

    >>> sorted(scripts_of("QUAY-1")), sorted(scripts_of("QU\u0410Y"))
    (['LATIN'], ['CYRILLIC', 'LATIN'])
    """
    named = (unicodedata.name(letter, "UNNAMED") for letter in code if letter.isalpha())
    return frozenset(name.split(" ")[0] for name in named)
