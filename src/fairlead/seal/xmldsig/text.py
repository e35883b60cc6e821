"""What the text of an element of a signature says: bytes, and whole numbers."""

from __future__ import annotations

import base64
from typing import Final

from lxml import etree

from fairlead.seal.verdict import Halt, Reason

__all__ = ["bytes_of", "decimal_of"]

_LONGEST: Final = 200
"""Digits of the longest whole number: a coordinate on P-521 has 157."""


def bytes_of(element: etree._Element) -> bytes:
    """The bytes of base64, in lines or in one; halts for any other spelling of them.

    >>> bytes_of(etree.fromstring("<a> QUFB </a>"))
    b'AAA'
    """
    packed = "".join((element.text or "").split())
    try:
        data = base64.b64decode(packed, validate=True)
    except ValueError:
        data = b""
    if not data or base64.b64encode(data).decode() != packed:
        raise Halt(Reason.MALFORMED, "a part of the signature is not base64")
    return data


def decimal_of(text: str) -> int:
    """A whole number in decimal digits; halts for any other spelling.

    >>> decimal_of("17")
    17
    """
    if not text.isascii() or not text.isdigit() or len(text) > _LONGEST:
        raise Halt(Reason.MALFORMED, "a number in the signature is not one")
    return int(text)
