"""An interchange taken apart: its envelope, which must be trusted, and its messages.

What is wrong with the envelope refuses the interchange. What is wrong with one message is a fault
of that message, and the others are read all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fairlead.faults import Fault
from fairlead.syntax.edifact.layout import Members
from fairlead.syntax.edifact.service import Service
from fairlead.syntax.edifact.tokens import Tokens

__all__ = ["Interchange", "Message"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message, from UNH to UNT, as it is written."""

    number: int
    """Which message of the interchange it is, from 1."""
    parts: tuple[tuple[str, str, str], ...]
    """Its segments, UNH and UNT among them, each as its tag, the separator, and what follows."""
    header: Members
    """What UNH says; empty if it cannot be read."""
    service: Service
    group: Members | None
    """What UNG says of the group that it stands in, if it stands in one."""
    faults: tuple[Fault, ...]
    """What is wrong with it as a whole; a message with faults is not read any further."""

    @property
    def segments(self) -> list[str]:
        """Its segments as they are written, without terminator and line breaks."""
        return ["".join(part) for part in self.parts]

    @property
    def reference(self) -> str:
        """The message reference number, 0062."""
        return str(self.header.get("0062", ""))

    @property
    def identifier(self) -> dict[str, str]:
        """What S009 says: type 0065, version 0052, release 0054, agency 0051, association 0057."""
        return dict(self.header.get("S009", {}))


@dataclass(frozen=True, slots=True)
class Interchange:
    """One interchange, from UNB to UNZ, whose envelope agrees with what it holds."""

    tokens: Tokens
    header: Members
    """What UNB says, element by element, as in a tree."""
    messages: tuple[Message, ...]

    def _of(self, *path: str) -> str:
        node: Any = self.header
        for name in path:
            node = node.get(name, {})
        return node if isinstance(node, str) else ""

    @property
    def sender(self) -> str:
        """The sender's identification, 0004."""
        return self._of("S002", "0004")

    @property
    def recipient(self) -> str:
        """The recipient's identification, 0010."""
        return self._of("S003", "0010")

    @property
    def prepared(self) -> tuple[str, str]:
        """Date (YYMMDD, or CCYYMMDD in version 4) and time (HHMM) of preparation, 0017 and 0019."""
        return self._of("S004", "0017"), self._of("S004", "0019")

    @property
    def control_reference(self) -> str:
        """The interchange control reference, 0020."""
        return self._of("0020")

    @property
    def application_reference(self) -> str:
        """The application reference, 0026."""
        return self._of("0026")

    @property
    def is_test(self) -> bool:
        """Whether the test indicator, 0035, says that this is a test."""
        return self._of("0035") not in {"", "0"}
