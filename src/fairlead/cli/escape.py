"""Text of others on a terminal: bounded, and without anything that a terminal would obey.

A name of a member that no schema knows is the sender's text (ADR 7), and so is the name of a file.
"""

from __future__ import annotations

from typing import Final

LONGEST: Final = 64
"""Characters of one name that are shown."""

_OBEYED: Final = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})
"""Unicode categories that a terminal may obey, or that show as nothing."""


def plain(text: str) -> str:
    r"""The text with each character that is not to be shown as its escape.

    >>> print(plain("a\x1b[31mb\n\u202ec"))
    a\x1b[31mb\x0a\u202ec
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(one if _shows(one) else _escaped(one) for one in text)


def bounded(name: str, longest: int = LONGEST) -> str:
    """A name that is safe to show and not too long to read.

    >>> bounded("x" * 80, 8)
    'xxxxxxxx...(80 characters)'
    """
    if len(name) <= longest:
        return plain(name)
    return f"{plain(name[:longest])}...({len(name)} characters)"


def place(wire: str) -> str:
    r"""A place on the wire, each of its names safe to show.

    >>> print(place("/extra\x1b/0"))
    /extra\x1b/0
    """
    return "/".join(bounded(name) for name in wire.split("/"))


def _shows(one: str) -> bool:
    from unicodedata import category

    return category(one) not in _OBEYED


def _escaped(one: str) -> str:
    code = ord(one)
    if code <= 0xFF:  # noqa: PLR2004 - what \x can say
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - what \u can say
