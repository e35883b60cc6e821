"""Bytes to what their syntax makes of them, before anybody knows which format they are."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from fairlead.errors import Refused, UsageError
from fairlead.faults import Fault, Report, fault
from fairlead.formats.wire.ofd import is_ofd
from fairlead.syntax import json as json_syntax
from fairlead.syntax.json import LIMITS, Limits

_BLANKS: Final = b" \t\r\n"
_DIGITS: Final = bytes(0x30 if chr(byte) in "0123456789.-" else 0x20 for byte in range(256))
"""Every sign of a number as 0, and whatever else there is as a blank."""
_GLANCES: Final = 5
"""How many signs of a number that is too long are looked at first."""
_FEW: Final = 100_000
"""Bytes that hold no more marks, segments or letters than are read, whatever they are."""
_MARK: Final = b"\xef\xbb\xbf"
_SEAL: Final = re.compile(
    rb"\s*(?P<protected>[A-Za-z0-9_-]+)\.(?P<payload>[A-Za-z0-9_-]+)\.(?P<signature>[A-Za-z0-9_-]+)\s*"
)


class Raw(Struct, frozen=True):
    """What a syntax made of some bytes."""

    syntax: str
    """`json`, `xml` or `edifact`."""
    content: Any
    """A JSON tree, an XML document, or one message of an EDIFACT interchange."""
    faults: tuple[Fault, ...] = ()
    """What is wrong with it as a whole; it is refused for that before anything else."""
    seal: dict[str, Any] | None = None
    """The parts of the compact JWS that it was the payload of."""


def syntax_of(data: bytes) -> str:
    """The syntax that some bytes begin as; what is neither XML nor EDIFACT is for JSON to refuse.

    >>> syntax_of(b" <a/>"), syntax_of(b"UNA:+.? 'UNB+"), syntax_of(b"{}"), syntax_of(b"")
    ('xml', 'edifact', 'json', 'json')
    """
    head = data[:64].removeprefix(_MARK).lstrip(_BLANKS)
    if head.startswith(b"<"):
        return "xml"
    return "edifact" if data.startswith((b"UNA", b"UNB")) else "json"


def read(data: bytes, limits: Limits = LIMITS, message: int | None = None) -> Raw:
    """What the syntax of some bytes makes of them. Raises `Refused` with a `READ-` fault.

    `message` says which message of an EDIFACT interchange is meant, from 1; it needs to be said
    where there are several.
    """
    inside, seal = out_of_seal(data)
    raw = _read(inside, limits, message)
    return raw if seal is None else replace(raw, seal=seal)


def _read(data: bytes, limits: Limits, message: int | None) -> Raw:
    syntax = syntax_of(data)
    if syntax == "edifact":
        return _chosen(_messages(data, limits), message)
    if message is not None:
        raise UsageError("only an EDIFACT interchange has messages to choose from")
    if syntax == "xml":
        from fairlead.syntax import xml

        return Raw(syntax, xml.Document.of(data, xml.Limits(size=limits.size)))
    if is_ofd(data):
        raise Refused(Report((fault("READ-070", wire=""),)))
    return Raw(syntax, json_syntax.read(data, limits))


def read_each(data: bytes, limits: Limits = LIMITS) -> tuple[Raw, ...]:
    """Every message of an EDIFACT interchange in its order; of other bytes, the one document.

    The bytes are read once. Raises `Refused` where the input as a whole cannot be read; what is
    wrong with one message stays with that message.

    >>> unh = b"UNH+M1+IFTMCS:D:00B:UN'BGM+705'UNT+3+M1'"
    >>> data = b"UNB+UNOC:3+SENDER+RECIPIENT+261120:0900+1'" + unh + unh + b"UNZ+2+1'"
    >>> [raw.content.number for raw in read_each(data)], len(read_each(b"{}"))
    ([1, 2], 1)
    """
    inside, seal = out_of_seal(data)
    if syntax_of(inside) != "edifact":
        return (read(data, limits),)
    return tuple(replace(raw, seal=seal) for raw in _messages(inside, limits))


def surely_readable(syntax: str, data: bytes, limits: Limits) -> bool:
    """Whether a look at the bytes shows that what a wire wrote is within what is read again.

    A wire writes what is well-formed, no deeper than its schema and in few namespaces; what may be
    too much is the size, the number of values, a text, and the digits of a number.

    >>> surely_readable("json", b"{}", LIMITS), surely_readable("json", b"{}", Limits(size=1))
    (True, False)
    """
    if len(data) > limits.size:
        return False
    if syntax == "json":
        return not _long(data, limits.digits) and json_syntax.surely_within(data, limits)
    if len(data) <= _FEW:
        return True
    if syntax == "edifact":
        from fairlead.syntax import edifact

        return data.count(b"'") <= edifact.LIMITS.segments
    from fairlead.syntax import xml

    marks, within = data.count(b"<") - data.count(b"</"), xml.LIMITS
    return marks <= within.most_marks(len(data)) and len(data) <= within.text


def _long(data: bytes, digits: int) -> bool:
    """Whether anything has more signs of a number in a row than a number may have digits.

    Looks first at signs that stand a fifth of that apart: so many in a row hold five of them.
    """
    apart = (digits + 1) // _GLANCES or 1
    if b"0" * min(_GLANCES, digits + 1) not in data[::apart].translate(_DIGITS):
        return False
    return b"0" * (digits + 1) in data.translate(_DIGITS)


def out_of_seal(data: bytes) -> tuple[bytes, dict[str, Any] | None]:
    """What a document holds that is sealed as a compact JWS, and the parts of that.

    Nothing is verified. Raises `Refused` where the payload cannot be read.
    """
    found = _SEAL.fullmatch(data)
    if found is None:
        return data, None
    payload = payload_of(found["payload"].decode(), "")
    return payload, {name: part.decode() for name, part in found.groupdict().items()}


def payload_of(text: str, wire: str) -> bytes:
    """What the payload of a JWS says, of which nothing is verified; `wire` is where it stands.

    Raises `Refused` where it is not base64url.

    >>> payload_of("Zm9v", "/payload")
    b'foo'
    """
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as problem:
        says = "the payload of the JWS is not base64url"
        raise Refused(Report((fault("READ-004", wire=wire, says=says),))) from problem


def _messages(data: bytes, limits: Limits) -> tuple[Raw, ...]:
    from fairlead.syntax import edifact

    held = edifact.read(data, edifact.Limits(size=limits.size)).messages
    if not held:
        raise Refused(
            Report((fault("READ-012", wire="", says="the interchange holds no message"),))
        )
    return tuple(Raw("edifact", one, one.faults) for one in held)


def _chosen(held: tuple[Raw, ...], wanted: int | None) -> Raw:
    count = len(held)
    if wanted is None and count == 1:
        wanted = 1
    if wanted is None:
        says = f"the interchange holds {count} messages; name the one that is meant"
        raise Refused(Report((fault("READ-022", wire="", says=says),)))
    if not 1 <= wanted <= count:
        raise UsageError(f"there is no message {wanted}: the interchange holds {count}")
    return held[wanted - 1]
