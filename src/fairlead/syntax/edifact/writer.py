"""Writing: trees become segments, and segments bytes, with counts and references computed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from fairlead.errors import Refused, UsageError
from fairlead.faults import Report, fault
from fairlead.syntax.edifact import charset as sets
from fairlead.syntax.edifact.flat import Line, flattened
from fairlead.syntax.edifact.layout import Members
from fairlead.syntax.edifact.limits import at
from fairlead.syntax.edifact.service import DEFAULT, Service, advised
from fairlead.syntax.edifact.table import Table

__all__ = ["Envelope", "write"]

_BREAKS: Final = ("", "\n", "\r\n")


@dataclass(frozen=True, slots=True)
class Envelope:
    """What UNB says around the messages, and how the interchange is spelt.

    >>> Envelope("SENDER", "RECIPIENT", datetime(2026, 11, 20, 9, 0), "1").control_reference
    '1'
    """

    sender: str
    """0004, at most 35 characters."""
    recipient: str
    """0010, at most 35 characters."""
    prepared: datetime
    """When the interchange was prepared, to the minute; it is written without a zone."""
    control_reference: str
    """0020, at most 14 characters."""
    sender_qualifier: str = ""
    recipient_qualifier: str = ""
    application_reference: str = ""
    is_test: bool = False
    service: Service = DEFAULT
    advice: bool = True
    """Whether UNA is written; without it, the service characters must be the default ones."""
    charset: str | None = None
    """The syntax identifier that is asked for; else the smallest that can say the text."""
    breaks: str = ""
    """What follows each segment terminator: nothing, a line feed, or both of CR and LF."""

    def __post_init__(self) -> None:
        if self.breaks not in _BREAKS or (self.breaks and self.service.terminator in self.breaks):
            raise UsageError("one line break may follow a segment terminator that is none itself")
        if not self.advice and self.service != DEFAULT:
            raise UsageError("service characters of one's own need UNA")
        try:
            advised(self.service.advice)
        except Refused as why:
            raise UsageError(f"these cannot be service characters: {why}") from None
        if self.charset not in {None, *sets.NAMES}:
            raise UsageError(f"there is no character set {self.charset!r} that can be written")


def write(messages: Iterable[tuple[Members, Table]], envelope: Envelope) -> bytes:
    """The interchange that says trees, each with the table of its message.

    Version 3 of the syntax is written, and version 4 where the character set needs it. Raises
    `Refused` if a tree has no form in its message, or the character set cannot say a text.

    >>> from fairlead.syntax.edifact import Layout, Row, slots
    >>> layouts = {"BGM": Layout("BGM", slots([("1225", False, None)], frozenset()))}
    >>> rows = [Row.read(line) for line in ("UNH M 1", "BGM M 1", "UNT M 1")]
    >>> table = Table.made("D.00B", {}, rows, layouts)
    >>> tree = {"UNH": {"0062": "M1"}, "BGM": {"1225": "9"}}
    >>> around = Envelope("A", "B", datetime(2026, 11, 20, 9, 0), "1", advice=False)
    >>> write([(tree, table)], around)
    b"UNB+UNOB:3+A+B+261120:0900+1'UNH+M1'BGM+9'UNT+3+M1'UNZ+1+1'"
    """
    mark = envelope.service.mark
    blocks = [_closed(flattened(tree, table, mark)) for tree, table in messages]
    every = [line for block in blocks for line in block]
    named = [envelope.sender, envelope.recipient, envelope.application_reference]
    name = envelope.charset or sets.smallest([*named, *_texts(every)])
    codec, version = sets.codec(name), "4" if name in sets.VERSION_4 else "3"
    service = envelope.service
    if version == "4" and service.repetition == " ":
        service = replace(service, repetition="*")
    for block in blocks:
        _judge(block, name, service)
    trailer = Line("UNZ", [[str(len(blocks))], [envelope.control_reference]])
    around = [_unb(envelope, name, version), trailer]
    _judge(around, name, service)
    spelt = _speller(service)
    lines = [spelt(line) for line in (around[0], *every, around[1])]
    text = envelope.breaks.join((*lines, ""))
    advice = service.advice + envelope.breaks if envelope.advice else ""
    return (advice + text).encode(codec)


def _closed(lines: list[Line]) -> list[Line]:
    """The segments of a message with UNT behind them."""
    reference = lines[0].elements[0] if lines[0].elements else []
    return [*lines, Line("UNT", [[str(len(lines) + 1)], reference])]


def _unb(envelope: Envelope, name: str, version: str) -> Line:
    """The segment that begins an interchange."""
    date = envelope.prepared.strftime("%Y%m%d" if version == "4" else "%y%m%d")
    elements = [
        [name, version],
        _trimmed([envelope.sender, envelope.sender_qualifier]),
        _trimmed([envelope.recipient, envelope.recipient_qualifier]),
        [date, envelope.prepared.strftime("%H%M")],
        [envelope.control_reference],
        [],
        _trimmed([envelope.application_reference]),
        [],
        [],
        [],
        ["1"] if envelope.is_test else [],
    ]
    while not elements[-1]:
        elements.pop()
    return Line("UNB", elements)


def _trimmed(texts: list[str]) -> list[str]:
    """Texts without the empty ones at the end."""
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _texts(lines: Iterable[Line]) -> list[str]:
    """Every text of some segments."""
    return [text for line in lines for element in line.elements for text in element]


def _judge(lines: list[Line], name: str, service: Service) -> None:
    """Refuse a text that the character set or the service characters cannot say."""
    whole = "".join(_texts(lines))
    able = sets.says(name, whole) and sets.first_stranger(name, whole) is None
    if able and (service.release != " " or not any(one in whole for one in service.separators)):
        return
    for number, line in enumerate(lines, 1):
        for element, texts in enumerate(line.elements, 1):
            for text in texts:
                says = _unable(text, name, service)
                if says is not None:
                    wire = at(number, line.tag, element)
                    one = fault("EMIT-024", wire=wire, says=says, value=text)
                    raise Refused(Report((one,)))


def _unable(text: str, name: str, service: Service) -> str | None:
    """Why a text cannot be written, if it cannot."""
    if not sets.says(name, text):
        return f"the character set {name} cannot say this text"
    if sets.first_stranger(name, text) is not None:
        return "a control character cannot be written"
    if service.release == " " and any(one in text for one in service.separators):
        return "a service character cannot be written, for there is no release character"
    return None


def _speller(service: Service) -> Callable[[Line], str]:
    """How a segment is spelt with some service characters, its terminator included."""
    released = {ord(one): service.release + one for one in service.released}
    found = re.compile(f"[{re.escape(service.released)}]" if released else r"\Z.").search
    component = service.component

    def element(texts: list[str]) -> str:
        if found("".join(texts)) is None:
            return component.join(texts)
        return component.join([text.translate(released) for text in texts])

    def spelt(line: Line) -> str:
        return service.element.join((line.tag, *map(element, line.elements))) + service.terminator

    return spelt
