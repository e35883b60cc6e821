"""Who sends an interchange: what its header states, and nothing in a bill says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fairlead.errors import UsageError

__all__ = ["NOBODY", "InterchangeHeader"]

_ELEMENTS: Final = {
    "sender": "0004",
    "sender_qualifier": "0007",
    "recipient": "0010",
    "recipient_qualifier": "0007",
    "control_reference": "0020",
}
"""Field to the element of UNB whose format it keeps."""

_CENTURY: Final = range(2000, 2100)
"""Years that two digits can say."""


@dataclass(frozen=True, slots=True)
class InterchangeHeader:
    """What UNB is to state around a message (ISO 9735, segments UNB and UNZ).

    A field that is None was said by nobody: a placeholder stands for it, and the report notes it.
    Raises `UsageError` for a text that is empty, too long, begins or ends with a blank or holds a
    control character, and for a time that UNB cannot state.

    >>> InterchangeHeader("QUAYSIDE", "HARBOUR", sender_qualifier="ZZZ").unsaid
    ('time of preparation', 'control reference')
    >>> InterchangeHeader(control_reference="A" * 15)
    Traceback (most recent call last):
    fairlead.errors.UsageError: control_reference has at most 14 characters (ISO 9735, 0020)
    """

    sender: str | None = None
    """Identification of the sender, 0004, at most 35 characters."""
    recipient: str | None = None
    """Identification of the recipient, 0010, at most 35 characters."""
    sender_qualifier: str | None = None
    """Whose identification the sender's is, 0007, at most 4 characters."""
    recipient_qualifier: str | None = None
    """Whose identification the recipient's is, 0007, at most 4 characters."""
    prepared: datetime | None = None
    """When it was prepared, 0017 and 0019: to the minute, and without a zone, as UNB states it."""
    control_reference: str | None = None
    """The reference that its sender gives it, 0020, at most 14 characters."""

    def __post_init__(self) -> None:
        for name, element in _ELEMENTS.items():
            _judge(name, element, getattr(self, name))
        for name in ("sender", "recipient"):
            if getattr(self, name) is None and getattr(self, f"{name}_qualifier") is not None:
                raise UsageError(f"{name}_qualifier qualifies a {name}; say it too")
        if self.prepared is not None:
            _judge_time(self.prepared)

    @property
    def unsaid(self) -> tuple[str, ...]:
        """What UNB must state and nobody said, in its order."""
        stated = {
            "sender": self.sender,
            "recipient": self.recipient,
            "time of preparation": self.prepared,
            "control reference": self.control_reference,
        }
        return tuple(name for name, said in stated.items() if said is None)


def _judge(name: str, element: str, text: str | None) -> None:
    """Raises `UsageError` for a text that cannot stand in its element of UNB."""
    if text is None:
        return
    from fairlead.syntax.edifact.charset import first_stranger
    from fairlead.syntax.edifact.iso9735 import FORMATS

    most = int(FORMATS[element].rpartition("..")[2])
    law = f"(ISO 9735, {element})"
    if not text or text != text.strip():
        raise UsageError(f"{name} is a text without blanks around it {law}")
    if len(text) > most:
        raise UsageError(f"{name} has at most {most} characters {law}")
    if first_stranger("UNOY", text) is not None:
        raise UsageError(f"{name} holds no control character {law}")


def _judge_time(prepared: datetime) -> None:
    """Raises `UsageError` for a time that UNB cannot state as it was said."""
    if prepared.tzinfo is not None:
        raise UsageError("prepared has no zone, for UNB states none (ISO 9735, S004)")
    if prepared.second or prepared.microsecond:
        raise UsageError("prepared is a time to the minute, as UNB states it (ISO 9735, 0019)")
    if prepared.year not in _CENTURY:
        raise UsageError("prepared is in the years 2000 to 2099, for UNB states two digits of them")


NOBODY: Final = InterchangeHeader()
"""The header of which nobody said anything."""
