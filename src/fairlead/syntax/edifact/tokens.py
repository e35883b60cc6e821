"""The lossless split of an interchange into segments, and back into the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from fairlead.syntax.edifact import charset
from fairlead.syntax.edifact.limits import LIMITS, Limits, refused
from fairlead.syntax.edifact.service import ADVICE, DEFAULT, LEVEL_B, Service, advised

__all__ = ["Tokens", "cut", "freed", "split"]

_MARK: Final = b"\xef\xbb\xbf"
_BREAKS: Final = "\r\n"
_VERSION_4: Final = "4"


@dataclass(frozen=True, slots=True)
class Tokens:
    r"""An interchange as it is written: its service characters, and its segments between them.

    >>> tokens = split(b"UNA:+.? '\nUNB+UNOC:3'\nUNZ'\n")
    >>> tokens.segments, tokens.write()
    (['UNB+UNOC:3', 'UNZ'], b"UNA:+.? '\nUNB+UNOC:3'\nUNZ'\n")
    """

    advice: str
    """The service string advice as it stands there, or nothing."""
    charset: str
    """The syntax identifier of UNB, `UNOC`."""
    version: str
    """The syntax version of UNB, one character, whatever it is."""
    service: Service
    pieces: list[str]
    """What stands before each terminator, line breaks included, and what follows the last."""
    segments: list[str]
    """The segments as they are written, without terminator and line breaks."""

    def write(self) -> bytes:
        """The bytes that were split, every one of them."""
        text = self.advice + self.service.terminator.join(self.pieces)
        return text.encode(charset.codec(self.charset))


def split(data: bytes, limits: Limits = LIMITS) -> Tokens:
    """The tokens of an interchange, of which only the outline is judged.

    Raises `Refused` if the input is too large or empty, is no interchange, has service characters
    that cannot be told apart, a character set that cannot be read, or ends inside a segment.

    >>> split(b"UNB+UNOB:1'UNZ'").charset
    'UNOB'
    """
    if len(data) > limits.size:
        raise refused("READ-001")
    if data.startswith(_MARK):
        raise refused("READ-003")
    if not data.strip():
        raise refused("READ-012")
    advice, service = _service(data)
    name, version = _stated(data[len(advice) :], service)
    if not advice and version == _VERSION_4:
        service = replace(service, repetition="*")
    elif version != _VERSION_4:  # the place in UNA is reserved, and nothing can repeat
        service = replace(service, repetition=" ")
    try:
        text = data.decode(charset.codec(name))[len(advice) :]
    except UnicodeDecodeError as error:
        raise refused("READ-033", f"byte {error.start}") from None
    pieces = cut(text, service.terminator, service.release)
    _judge(pieces, service, limits)
    segments = pieces[:-1]
    if "\n" in text or "\r" in text:
        segments = [piece.lstrip(_BREAKS) for piece in segments]
    return Tokens(advice, name, version, service, pieces, segments)


def _service(data: bytes) -> tuple[str, Service]:
    """The service string advice, if there is one, and the service characters."""
    if data.startswith(b"UNA"):
        advice = data[:ADVICE].decode("iso8859-1")
        return advice, advised(advice)
    if data.startswith(b"UNB" + LEVEL_B.element.encode()):
        return "", LEVEL_B
    return "", DEFAULT


def _stated(data: bytes, service: Service) -> tuple[str, str]:
    """The syntax identifier and version, read before the character set can be known."""
    head = data[:64].decode("iso8859-1").lstrip(_BREAKS)
    if not head.startswith(f"UNB{service.element}"):
        raise refused("READ-030")
    name, _, rest = head[4:].partition(service.element)[0].partition(service.component)
    return name, rest[:1]


def cut(text: str, separator: str, release: str) -> list[str]:
    """A text cut at a separator, but not where that is released; release characters are kept.

    >>> cut("a+b?+c??+d", "+", "?")
    ['a', 'b?+c??', 'd']
    """
    pieces = text.split(separator)
    if release == " " or release + separator not in text:
        return pieces
    whole: list[str] = []
    held: list[str] = []
    for piece in pieces:
        if piece.endswith(release) and (len(piece) - len(piece.rstrip(release))) % 2:
            held.append(piece)
        elif held:
            whole.append(separator.join((*held, piece)))
            held.clear()
        else:
            whole.append(piece)
    if held:  # the last release character releases nothing; whoever reads the text will see
        whole.append(separator.join(held))
    return whole


@lru_cache(maxsize=64)
def freed(service: Service) -> Callable[[str], str | None]:
    """How a text is read: its release characters gone, or `None` if one releases nothing.

    >>> free = freed(DEFAULT)
    >>> free("O?'HARA ?+ SONS??"), free("WHY? NOT"), free("END?")
    ("O'HARA + SONS?", None, None)
    """
    release = service.release
    if release == " ":
        return lambda text: text
    pair = re.compile(f"{re.escape(release)}(.?)", re.DOTALL)
    released = frozenset(service.released)

    def free(text: str) -> str | None:
        if release not in text:
            return text
        if not all(one in released for one in pair.findall(text)):
            return None
        return pair.sub(r"\1", text)

    return free


def _judge(pieces: list[str], service: Service, limits: Limits) -> None:
    """Refuse too many segments, too many elements, too long a text, or an end that is none."""
    if len(pieces) - 1 > limits.segments:
        raise refused("READ-055")
    if pieces[-1].strip(_BREAKS):
        raise refused("READ-036", f"segment {len(pieces)} of the interchange")
    if max(map(len, pieces)) <= min(limits.elements, limits.text):
        return
    for number, piece in enumerate(pieces, 1):
        if len(piece) > min(limits.elements, limits.text):
            _judge_segment(piece, service, limits, f"segment {number} of the interchange")


def _judge_segment(piece: str, service: Service, limits: Limits, wire: str) -> None:
    """Refuse a long segment that holds too much."""
    within = service.separators[1:]
    if sum(map(piece.count, within)) > limits.elements:
        elements = cut(piece, service.element, service.release)
        inside = (one.count(mark) for one in elements for mark in within[1:])
        if len(elements) > limits.elements or max(inside) > limits.elements:
            raise refused("READ-056", wire)
    if len(piece) > limits.text:
        texts = cut(piece, service.element, service.release)
        parts = (one for text in texts for one in cut(text, service.component, service.release))
        if any(len(one) > limits.text for one in parts):
            raise refused("READ-010", wire)
