"""Reading: the tokens, then the envelope, then each message for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from fairlead.errors import Refused
from fairlead.faults import Fault, Report
from fairlead.syntax.edifact import charset
from fairlead.syntax.edifact.iso9735 import UNB, UNE, UNG, UNH, UNT, UNZ
from fairlead.syntax.edifact.layout import Flaw, Layout, Members
from fairlead.syntax.edifact.limits import LIMITS, Limits, at, flaw, refused
from fairlead.syntax.edifact.message import Interchange, Message
from fairlead.syntax.edifact.service import Service
from fairlead.syntax.edifact.tokens import Tokens, split

__all__ = ["read"]

_SERVICE: Final = frozenset(("UNB", "UNG", "UNH", "UNT", "UNE", "UNZ", "UNA"))
_TAG: Final = re.compile("[A-Z][A-Z0-9]{2}")
_VERSIONS: Final = "1234"
_ENOUGH: Final = 100
"""How many faults of one kind are named."""
_DIGITS: Final = 10
"""Of a count; no version allows more."""


def read(data: bytes, limits: Limits = LIMITS) -> Interchange:
    r"""The interchange that bytes hold, each message with its own faults.

    Raises `Refused` if the interchange as a whole cannot be trusted, and nothing else.

    >>> unb = b"UNB+UNOC:3+SENDER+RECIPIENT+261120:0900+1'"
    >>> unh = b"UNH+M1+IFTMCS:D:00B:UN'BGM+705'UNT+3+M1'"
    >>> interchange = read(unb + unh + b"UNZ+1+1'")
    >>> interchange.sender, [message.reference for message in interchange.messages]
    ('SENDER', ['M1'])
    >>> (message,) = read(unb + unh.replace(b"UNT+3", b"UNT+4") + b"UNZ+1+1'").messages
    >>> [str(one.at) for one in message.faults]
    ['segment 3 UNT element 1']
    """
    tokens = split(data, limits)
    return _Envelope(tokens).interchange()


class _Envelope:
    """The segments of one interchange, on their way into messages."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.service = tokens.service
        self.segments = tokens.segments
        mark = tokens.service.element
        self.parts = [segment.partition(mark) for segment in self.segments]
        self.tags = [part[0] for part in self.parts]
        self.group: Members | None = None
        self.groups = 0
        self.messages: list[Message] = []
        self.references: dict[tuple[str, ...], int] = {}
        self.wrong: list[Fault] = []

    def interchange(self) -> Interchange:
        """The interchange, or `Refused`."""
        if self.tokens.version not in _VERSIONS or not self.tokens.version:
            raise refused("READ-046", "UNB element 1 S001/0002")
        header = self.said(0, UNB)
        last = len(self.segments) - 1
        if self.tags[last] != "UNZ":
            raise self.misplaced(last, "the interchange does not end with UNZ")
        since = 0
        for start, stop in self.extents(last):
            since = self.part(start, stop, since)
        if self.group is not None:
            raise self.misplaced(last, "a group is not ended by UNE")
        trailer = self.said(last, UNZ)
        held = self.groups or len(self.messages)
        self.agree(last, "READ-040", agrees=_is_count(trailer["0036"], held))
        self.agree(last, "READ-041", agrees=trailer["0020"] == header["0020"])
        if self.wrong:
            raise self.refusal()
        return Interchange(self.tokens, header, tuple(self.messages))

    def extents(self, last: int) -> Iterator[tuple[int, int]]:
        """Where each message begins and ends, and each UNG and UNE, from behind UNB to UNZ."""
        marks = [i for i in range(1, last) if self.tags[i] in _SERVICE]
        begun: int | None = None
        here = 1
        for mark in marks:
            tag = self.tags[mark]
            if begun is not None:
                ended = mark + 1 if tag == "UNT" else mark
                yield begun, ended
                begun, here = None, ended
                if tag == "UNT":
                    continue
            if mark != here or tag not in {"UNH", "UNG", "UNE"}:
                raise self.misplaced(min(here, mark))
            if tag == "UNH":
                begun = mark
            else:
                yield mark, mark + 1
                here = mark + 1
        if begun is not None:
            yield begun, last
        elif here != last:
            raise self.misplaced(here)

    def part(self, start: int, stop: int, since: int) -> int:
        """Take one part; gives how many messages there were when the group began."""
        tag = self.tags[start]
        if tag == "UNH":
            self.messages.append(self.message(start, stop))
        elif tag == "UNG":
            if self.group is not None or (self.messages and not self.groups):
                raise self.misplaced(start)
            self.group = self.said(start, UNG)
            self.groups += 1
            return len(self.messages)
        else:
            if self.group is None:
                raise self.misplaced(start)
            trailer = self.said(start, UNE)
            self.agree(
                start, "READ-044", agrees=_is_count(trailer["0060"], len(self.messages) - since)
            )
            self.agree(start, "READ-045", agrees=trailer["0048"] == self.group["0048"])
            self.group = None
        return since

    def message(self, start: int, stop: int) -> Message:
        """One message, with what is wrong with it as a whole."""
        if self.groups and self.group is None:
            raise self.misplaced(start, "a message stands outside the groups of its interchange")
        faults = list(_strangers(self.segments[start:stop], self.tokens))
        tags = self.tags[start:stop]
        if not all(map(_TAG.fullmatch, set(tags))):
            faults += _untagged(tags)
        header = _header(self.segments[start], self.service, faults)
        faults += self.repeated(header)
        if tags[-1] == "UNT":
            faults += _trailer(self.segments[stop - 1], len(tags), header, self.service)
        else:
            faults.append(flaw("READ-047", at(len(tags)), "the message does not end with UNT"))
        return Message(
            number=len(self.messages) + 1,
            parts=tuple(self.parts[start:stop]),
            header=header,
            service=self.service,
            group=self.group,
            faults=tuple(faults),
        )

    def repeated(self, header: Members) -> Iterator[Fault]:
        """A fault where a message bears the reference of one before it.

        It names one message of its group or, without groups, of its interchange; in version 4 it
        does so together with the identifier.
        """
        if not header:
            return
        kind = header["S009"].values() if self.tokens.version == "4" else ()
        key = (str(self.groups), header["0062"], *kind)
        before = self.references.setdefault(key, len(self.messages) + 1)
        if before <= len(self.messages):
            says = f"message {before} has the same message reference"
            yield flaw("READ-026", at(1, "UNH", 1), says)

    def said(self, index: int, layout: Layout) -> Members:
        """What a segment of the envelope says, everything that it must."""
        segment = self.segments[index]
        for found in _strangers([segment], self.tokens):
            raise self.refusal(found.code, self.wire(index))
        try:
            return _said(segment, layout, self.service)
        except Flaw as wrong:
            wire = f"{self.wire(index)} element {wrong.element} {wrong.component}".rstrip()
            raise self.refusal(wrong.code, wire) from None

    def agree(self, index: int, code: str, *, agrees: bool) -> None:
        """Note a wrong count or reference; the interchange is refused for all of them at once."""
        if not agrees:
            self.wrong.append(flaw(code, self.wire(index)))

    def misplaced(self, index: int, says: str | None = None) -> Exception:
        """The refusal of an interchange whose service segments are not in order."""
        return self.refusal("READ-039", self.wire(index), says)

    def refusal(self, code: str = "", wire: str = "", says: str | None = None) -> Refused:
        """The refusal for what was noted so far and, where a code is given, for one more fault."""
        more = (flaw(code, wire, says),) if code else ()
        return Refused(Report((*self.wrong, *more)))

    def wire(self, index: int) -> str:
        """Where a segment of the envelope is."""
        tag = self.tags[index] if self.tags[index] in _SERVICE else ""
        return f"segment {index + 1} of the interchange {tag}".rstrip()


def _said(segment: str, layout: Layout, service: Service) -> Members:
    """What a service segment says. Raises `Flaw` if it lacks what it must say."""
    _, _, rest = segment.partition(service.element)
    if any(doubt in rest for doubt in service.doubts):
        said = layout.careful(rest, service)
    else:
        said = layout.members(rest, service.element, service.component)
    for element, slot in enumerate(layout.slots, 1):
        if slot.name not in said:
            if slot.required:
                raise Flaw("READ-059", element, slot.name)
            continue
        there = said[slot.name]
        for part in slot.parts or ():
            if part.required and part.name not in there:
                raise Flaw("READ-059", element, f"{slot.name}/{part.name}")
    return said


def _header(segment: str, service: Service, faults: list[Fault]) -> Members:
    """What UNH says, or nothing and a fault."""
    try:
        return _said(segment, UNH, service)
    except Flaw as wrong:
        faults.append(flaw(wrong.code, at(1, "UNH", wrong.element, wrong.component)))
        return {}


def _trailer(segment: str, number: int, header: Members, service: Service) -> Iterator[Fault]:
    """What is wrong with UNT, the segment of that number, as seen from the message it ends."""
    try:
        said = _said(segment, UNT, service)
    except Flaw as wrong:
        yield flaw(wrong.code, at(number, "UNT", wrong.element, wrong.component))
        return
    if not _is_count(said["0074"], number):
        yield flaw("READ-042", at(number, "UNT", 1), f"UNT should count {number} segments")
    if header and said["0062"] != header["0062"]:
        yield flaw("READ-043", at(number, "UNT", 2))


def _is_count(text: str, count: int) -> bool:
    """Whether a text of digits says a count."""
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS and int(text) == count


def _untagged(tags: list[str]) -> Iterator[Fault]:
    """A fault for each segment that is empty or has no tag, but no more than are worth reading."""
    untagged = (number for number, tag in enumerate(tags, 1) if not _TAG.fullmatch(tag))
    for number in islice(untagged, _ENOUGH):
        yield flaw("READ-037", at(number))


def _strangers(segments: list[str], tokens: Tokens) -> Iterator[Fault]:
    """A fault for the first character that may not stand in these segments."""
    whole = "".join(segments)
    name, service = tokens.charset, tokens.service.released
    if whole.isascii() and whole.isprintable() and name not in {"UNOA", "UNOB"}:
        return
    if charset.is_utf_8_in_disguise(name, whole):
        where = next(i for i, one in enumerate(whole) if not one.isascii())
        yield flaw("READ-034", _within(segments, where))
    elif found := charset.first_stranger(name, whole, service):
        yield flaw(found[1], _within(segments, found[0]))


def _within(segments: list[str], offset: int) -> str:
    """Which segment a character of the joined segments stands in."""
    for number, segment in enumerate(segments, 1):
        offset -= len(segment)
        if offset < 0:
            return at(number, segment[:3] if _TAG.match(segment) else "")
    return at(len(segments))
