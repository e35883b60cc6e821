"""A document as it was found in what was read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fairlead.faults import Fault
from fairlead.syntax.tree import Steps, Tree, pointer


def as_it_is(place: str) -> str:
    """A place of a tree as a JSON pointer says it."""
    return place


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as it was found: alone, in an envelope, or as the payload of a signature."""

    document: Any
    """The document that the mapping reads: what its syntax made of it, a tree once it is judged."""
    at: Steps = ()
    """Where in the input it stands."""
    envelope: Tree = None
    """The whole input, where the document stands inside it."""
    faults: tuple[Fault, ...] = ()
    """What is worth saying about the wrapping."""
    status: str | None = None
    """The status that the envelope asks of its document, where it asks for one."""
    where: Callable[[str], str] = as_it_is
    """How the syntax says a place of the tree, given as a JSON pointer into the input."""

    beside: Callable[[Steps], str] = pointer
    """How the syntax says a place of the envelope."""

    def place(self, steps: Steps) -> str:
        """How the syntax says a place of the document.

        >>> Opened({"a": 1}, ("document",)).place(("a",))
        '/document/a'
        """
        return self.where(pointer(self.at + steps))


def alone(document: Any) -> Opened | None:
    """A document that comes without an envelope."""
    return Opened(document)
