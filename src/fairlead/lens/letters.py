"""Letters as a reader sees them: what is compared where words decide over a title."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["as_read"]

_LOOKS: Final = str.maketrans(
    "АВЕЅІЈКМНОРСТУХѴаԁеһіјорԛѕсԝуѵхΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανϹϲϳᴛᴏʀᴅᴇ0",  # noqa: RUF001 - they look like Latin
    "ABESIJKMHOPCTYXVadehijopqscwyvxABEZHIKMNOPTYXoavCcjTORDEo",
)
"""Letters of other scripts, and the digit, that are taken for a Latin letter."""

_APART: Final = re.compile(r"[\W_]+")


def as_read(text: str) -> str:
    r"""A text in plain Latin letters, as far as it looks like them, its words apart by one blank.

    Nothing is written so; it only keeps words from hiding behind signs that nobody sees, letters
    of other alphabets and unusual stops.

    >>> as_read("T\u200bO-ORDER"), as_read("\u0422O_ORDER"), as_read("\uff34\uff2f ORDER")
    ('TO ORDER', 'TO ORDER', 'TO ORDER')
    """
    if not text.isascii():
        seen = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in seen if unicodedata.category(sign) not in {"Cf", "Mn"})
    return _APART.sub(" ", text.translate(_LOOKS)).strip()
