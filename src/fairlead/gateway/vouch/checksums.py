"""The checksums of DCSA: SHA-256 of a document in a canonical form, in lower-case hex.

PINT 3.0.0 names one canonical form for `transportDocumentChecksum` (the one of gibson042), and
RFC 8785 for the type of it and for every other checksum of a document. They differ in numbers that
are no integers: 1231.1 is `1.2311E3` in the first and `1231.1` in the second, which the programs in
the field use.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any

from fairlead.errors import Refused
from fairlead.seal.verdict import Halt, Reason
from fairlead.syntax.json import canonical
from fairlead.syntax.tree import Tree

__all__ = ["checksum", "in_other_form", "member", "sha256_of", "stated_of"]


def checksum(tree: Tree) -> str:
    """SHA-256 of the RFC 8785 form of a document, in lower-case hex (DCSA DocumentChecksum).

    >>> checksum({"b": 1, "a": "x"})[:16]
    'cdab067e9f3beb32'
    """
    return hashlib.sha256(canonical(tree)).hexdigest()


def in_other_form(tree: Tree) -> str:
    """SHA-256 of the form of gibson042/canonicaljson-spec 1.0.2, of what has a form of RFC 8785.

    >>> in_other_form({"b": 1, "a": "x"}) == checksum({"b": 1, "a": "x"})
    True
    """
    return sha256_of(_spelt(tree).encode())


def _spelt(tree: Any) -> str:
    """The canonical form of gibson042/canonicaljson-spec.

    >>> _spelt({"10.1": Decimal("10.1"), "-0.1": Decimal("-0.10"), "1": [True, 1]})
    '{"-0.1":-1.0E-1,"1":[true,1],"10.1":1.01E1}'
    """
    if isinstance(tree, dict):
        return "{" + ",".join(f"{_text(name)}:{_spelt(tree[name])}" for name in sorted(tree)) + "}"
    if isinstance(tree, list):
        return "[" + ",".join(map(_spelt, tree)) + "]"
    if isinstance(tree, str):
        return _text(tree)
    if tree is None or isinstance(tree, bool):
        return {None: "null", True: "true", False: "false"}[tree]
    return _number(Decimal(tree))


_ESCAPES = str.maketrans(
    {
        **{chr(code): f"\\u{code:04X}" for code in range(32)},
        "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\",
    }
)  # fmt: skip


def _text(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'


def _number(value: Decimal) -> str:
    if value == value.to_integral_value():
        return f"{value:f}".partition(".")[0] if value else "0"
    sign, digits, _ = value.as_tuple()
    first, rest = str(digits[0]), "".join(map(str, digits[1:])).rstrip("0") or "0"
    return f"{'-' * sign}{first}.{rest}E{value.adjusted()}"


def stated_of(tree: Any) -> str:
    """The checksum of a document; halts where it holds what RFC 8785 does not keep."""
    try:
        return checksum(tree)
    except Refused as refused:
        raise Halt(Reason.CONTENT, "it holds a number that RFC 8785 does not keep") from refused


def sha256_of(data: bytes) -> str:
    """SHA-256 in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def member(body: Any, name: str, kind: type = str) -> Any:
    """A member of a message; halts where it is not there, or of another kind."""
    if not isinstance(body, dict) or not isinstance(body.get(name), kind):
        raise Halt(Reason.MALFORMED, f"it lacks {name}")
    return body[name]
