"""Letters as a reader sees them, and words looked for in them where they decide over a title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from fairlead.once import once_property

__all__ = ["Words", "as_read"]

_LOOKS: Final = str.maketrans(
    "АВЕЅІЈКМНОРСТУХѴаԁеһіјорԛѕсԝуѵхΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανϹϲϳᴛᴏʀᴅᴇ0",  # noqa: RUF001 - they look Latin
    "ABESIJKMHOPCTYXVadehijopqscwyvxABEZHIKMNOPTYXoavCcjTORDEo",
)
"""Letters of other scripts, and the digit, that are taken for a Latin letter."""

_APART: Final = re.compile(r"[\W_]+")
_PLAIN: Final = bytes(range(128)).decode("ascii")
_STOPS: Final = str.maketrans({sign: " " for sign in _PLAIN if not sign.isalnum()} | {"0": "o"})
_SMALL: Final = _PLAIN.lower().replace("0", "o").encode("ascii") + bytes(range(128, 256))
_SIGNS: Final = "".join(sign for sign in _PLAIN if not sign.isalnum()).encode("ascii")


def as_read(text: str) -> str:
    r"""A text in small Latin letters, as far as it looks like them, its words apart by one blank.

    Nothing is written so; it only keeps words from hiding behind signs that nobody sees, letters
    of other alphabets and unusual stops.

    >>> as_read("T\u200bO-ORDER"), as_read("\u0422O_ORDER"), as_read("\uff34\uff2f ORDER")
    ('to order', 'to order', 'to order')
    """
    if text.isascii():
        return " ".join(text.translate(_STOPS).lower().split())
    seen = unicodedata.normalize("NFKD", text)
    seen = "".join(sign for sign in seen if unicodedata.category(sign) not in {"Cf", "Mn"})
    return _APART.sub(" ", seen.translate(_LOOKS)).strip().lower()


LONGEST: Final = 10_000
"""Characters of the longest text in which words are looked for; no name and no clause is longer."""


@dataclass(frozen=True)
class Words:
    r"""Words to look for, as a pattern; a text with none of the stems is not looked at further.

    >>> Words(("to order",), r"\bto order\b").stand_in("To\u00a0ORDER of a bank")
    True
    """

    stems: tuple[str, ...]
    pattern: str

    @once_property
    def _search(self) -> Callable[[str], re.Match[str] | None]:
        return re.compile(self.pattern).search

    @once_property
    def _stems(self) -> tuple[str, ...]:
        return tuple(stem.replace(" ", "") for stem in self.stems)

    def stand_in(self, text: str) -> bool:
        """Whether the words stand in a text as a reader sees it.

        In a text that is longer than any name they are taken to stand: nobody reads so far, so it
        cannot be told that they do not.
        """
        if len(text) > LONGEST:
            return True
        seen = text if text.isascii() else as_read(text)
        letters = seen.encode().translate(_SMALL, _SIGNS).decode()
        for stem in self._stems:
            if stem in letters:
                return self._search(as_read(text)) is not None
        return False
