"""A document as it was found in what was read."""

from __future__ import annotations

from dataclasses import dataclass

from fairlead.faults import Fault
from fairlead.syntax.tree import Steps, Tree


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as it was found: alone, in an envelope, or as the payload of a signature."""

    document: Tree
    """The document that the mapping reads."""
    at: Steps = ()
    """Where in the input it stands."""
    envelope: Tree = None
    """The whole input, where the document stands inside it."""
    faults: tuple[Fault, ...] = ()
    """What is worth saying about the wrapping."""


def alone(tree: Tree) -> Opened | None:
    """A document that comes without an envelope."""
    return Opened(tree)
