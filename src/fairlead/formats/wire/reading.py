"""Bytes to what their syntax makes of them, before anybody knows which format they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from fairlead.errors import Refused, UsageError
from fairlead.faults import Report, fault
from fairlead.syntax import json as json_syntax
from fairlead.syntax.json import LIMITS, Limits

_BLANKS: Final = b" \t\r\n"
_MARK: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Raw:
    """What a syntax made of some bytes."""

    syntax: str
    """`json`, `xml` or `edifact`."""
    content: Any
    """A JSON tree, an XML document, or one message of an EDIFACT interchange."""


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
    syntax = syntax_of(data)
    if syntax == "edifact":
        return Raw(syntax, _message(data, limits, message))
    if message is not None:
        raise UsageError("only an EDIFACT interchange has messages to choose from")
    if syntax == "xml":
        from fairlead.syntax import xml

        return Raw(syntax, xml.Document.of(data, xml.Limits(size=limits.size)))
    return Raw(syntax, json_syntax.read(data, limits))


def messages(data: bytes, limits: Limits) -> int:
    """How many messages some bytes hold: one, unless they are an EDIFACT interchange."""
    if syntax_of(data) != "edifact":
        return 1
    from fairlead.syntax import edifact

    return len(edifact.read(data, edifact.Limits(size=limits.size)).messages)


def _message(data: bytes, limits: Limits, wanted: int | None) -> Any:
    from fairlead.syntax import edifact

    interchange = edifact.read(data, edifact.Limits(size=limits.size))
    count = len(interchange.messages)
    if wanted is None and count == 1:
        wanted = 1
    if wanted is None:
        says = f"the interchange holds {count} messages; name the one that is meant"
        raise Refused(Report((fault("READ-022", wire="", says=says),)))
    if not 1 <= wanted <= count:
        raise UsageError(f"there is no message {wanted}: the interchange holds {count}")
    return interchange.messages[wanted - 1]
