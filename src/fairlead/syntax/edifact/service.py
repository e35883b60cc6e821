"""The service characters: what separates, what releases, and what ends a segment.

ISO 9735 gives them by default, and the service string advice UNA, nine characters that stand
before everything else, gives others. Any of them may be changed.

| place in UNA | what it is           | default            |
|--------------|----------------------|--------------------|
| 4            | component separator  | `:`                |
| 5            | element separator    | `+`                |
| 6            | decimal mark         | `.`                |
| 7            | release character    | `?`, or a blank for none |
| 8            | repetition separator | a blank for none; `*` in syntax version 4 |
| 9            | segment terminator   | `'`                |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fairlead.syntax.edifact.limits import refused

__all__ = ["ADVICE", "DEFAULT", "LEVEL_B", "Service", "advised"]

ADVICE: Final = 9
"""Characters of a service string advice."""
_NONE: Final = " "
_MARKS: Final = ".,"


@dataclass(frozen=True, slots=True)
class Service:
    """The service characters of one interchange.

    >>> DEFAULT.advice, DEFAULT.released
    ("UNA:+.? '", "'+:?")
    """

    component: str = ":"
    element: str = "+"
    mark: str = "."
    """The decimal mark: a point or a comma."""
    release: str = "?"
    """A blank where nothing can be released."""
    repetition: str = " "
    """A blank where elements cannot repeat, as before syntax version 4."""
    terminator: str = "'"

    @property
    def advice(self) -> str:
        """The service string advice that states them."""
        return (
            f"UNA{self.component}{self.element}{self.mark}"
            f"{self.release}{self.repetition}{self.terminator}"
        )

    @property
    def separators(self) -> str:
        """The characters that separate and end, without the release character."""
        repeats = self.repetition.strip(_NONE)
        return f"{self.terminator}{self.element}{self.component}{repeats}"

    @property
    def doubts(self) -> str:
        """The characters that keep a segment from being simply split: release and repetition."""
        return (self.release + self.repetition).replace(_NONE, "")

    @property
    def released(self) -> str:
        """The characters that need a release character before them to stand in a text."""
        return self.separators + self.release.strip(_NONE)


DEFAULT: Final = Service()
"""What holds where there is no UNA."""

LEVEL_B: Final = Service("\x1f", "\x1d", ".", _NONE, _NONE, "\x1c")
"""What holds for UNOB without UNA, in systems that use the information separators (version 3)."""


def advised(advice: str) -> Service:
    r"""The service characters that a UNA of nine characters states.

    Raises `Refused` if two of them are alike, one is a letter or a digit, or a decimal mark is
    neither a point nor a comma.

    >>> advised("UNA:+,? \n").mark
    ','
    >>> advised("UNA++.? '")
    Traceback (most recent call last):
    fairlead.errors.Refused: READ-031 the service characters that UNA states cannot be told apart
    """
    service = Service(*advice[3:ADVICE]) if len(advice) == ADVICE else None
    if service is None or not advice.isascii():
        raise refused("READ-031", "UNA", "UNA does not state six service characters")
    apart = service.released
    if len(set(apart)) < len(apart) or _NONE in service.separators:
        raise refused("READ-031", "UNA")
    if any(one.isalnum() or one in "-\r" for one in apart):
        raise refused("READ-031", "UNA", "a letter, digit or hyphen cannot be a service character")
    if service.mark not in _MARKS or service.mark in apart:
        raise refused("READ-031", "UNA", "the decimal mark is a point or a comma of its own")
    return service
